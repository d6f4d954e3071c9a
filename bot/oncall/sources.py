"""A team's rota out of somebody else's calendar: connected, kept fresh, matched to people, and let go.

The last good copy serves for as long as its source fails. Whoever a key of the calendar means is found by
e-mail address alone; for a name somebody has to say it once, since two people may share one.

The team hears that its rota is another one now. How it is kept, and what is odd in it, goes to the team's
owner and the admins, each in a direct message.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from html import escape
from typing import Any, Final, Literal
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, or_, select, update

from bot.calendars.shift_reading import Roster, read_shifts
from bot.company import Team
from bot.deliveries import Due, settle
from bot.oncall.board import Board
from bot.oncall.changing import begin, board_now, shift_written, tell_team
from bot.oncall.editing import TOLD, next_shifts
from bot.oncall.model import Fixed
from bot.oncall.rights import require_changer, require_takes_duty, takes_duty
from bot.people import Colleague
from bot.requests.telling import tell_person
from bot.toolkit import Desk
from db.duty_tables import rota_sources
from db.engine import Unit
from db.errors import Missing
from db.inserting import insert_into
from db.kinds import DeliveryState

FRESH_FOR: Final = timedelta(minutes=30)
AGAIN_AFTER: Final = timedelta(minutes=10)  # a failure
_ASKED: Final = "oncall.unknown_key"
_NOTED: Final = "oncall.calendar_note"
_MOST_NAMED: Final = 8
_LONGEST_NAME: Final = 60
NOT_CONNECTED: Final = "The rota of {team} is not taken from a calendar, so there is nothing to change."


@dataclass(frozen=True)
class Source:
    """`url` is a secret: it is never said or logged. None: a file that was read once."""

    team_id: str
    name: str
    url: str | None = field(repr=False)
    matches: Mapping[str, str]
    fetched_at: datetime | None
    good_at: datetime | None
    problem: str | None
    told_at: datetime | None


@dataclass(frozen=True)
class Unmatched:
    """A key that leads to nobody who can be on call, and when that is first missed."""

    key: str
    starts_at: datetime
    count: int  # of its shifts


def connect(
    desk: Desk, team_id: str, roster: Roster, *, name: str, url: str | None = None, made_by: str | None = None
) -> Board:
    """From now on the calendar says who is on call; the board as it is then. What was matched before stays.

    `made_by` None: from the command line. Raises Missing for a team that is not there, NotAllowed.
    """
    team = desk.company.team(team_id)
    if made_by is not None:
        require_changer(desk, made_by, team)
    begin(desk)
    fresh = {
        "name": name[:_LONGEST_NAME],
        "url": url,
        "shifts": _written(roster.shifts),
        "fetched_at": desk.now,
        "good_at": desk.now,
        "problem": None,
        "told_at": None,
        "made_by": made_by,
        "made_at": desk.now,
        "changed_at": desk.now,
        "ended_at": None,
    }
    row = insert_into(desk.unit, rota_sources).values(team_id=team_id, matches={}, **fresh)
    desk.unit.execute(row.on_conflict_do_update(index_elements=["team_id"], set_=fresh))
    _tell_team(desk, team, "calendar_connected", made_by)
    return _asked(desk, team, roster)


def match(desk: Desk, team_id: str, key: str, email: str, actor_id: str | None = None) -> Board:
    """Whom a key of the calendar means, for now and later. `actor_id` None: from the command line.

    Raises Missing for a key or a person that is not there, NotAllowed, and Conflict for a person who can't be
    on call for this team.
    """
    team = desk.company.team(team_id)
    if actor_id is not None:
        require_changer(desk, actor_id, team)
    begin(desk)
    source = get_source(desk.unit, team)
    known = list(dict.fromkeys(one.key for one in board_now(desk).state.imported[team_id]))
    found = [one for one in known if one.casefold() == key.strip().casefold()]
    if not found:
        named = ", ".join(f'"{one}"' for one in known[:_MOST_NAMED])
        raise Missing(f'The calendar names nobody "{key}". It names {named}.')
    person = desk.people.by_email(email)
    if person is None:
        raise Missing(f"Nobody in Slack has the address {email}.")
    require_takes_duty(desk, person.user_id, team)
    _write(desk, team_id, matches={**source.matches, found[0]: email.strip().lower()}, changed_at=desk.now)
    return board_now(desk)


def disconnect(desk: Desk, team_id: str, actor_id: str | None = None) -> None:
    """The rota is again what it was before: as changed in Slack, else the company file's.

    Raises Missing when there is no calendar, NotAllowed.
    """
    team = desk.company.team(team_id)
    if actor_id is not None:
        require_changer(desk, actor_id, team)
    begin(desk)
    get_source(desk.unit, team)
    # The address is a key, and of no use any more; the shifts name people.
    _write(desk, team_id, ended_at=desk.now, changed_at=desk.now, url=None, shifts=[])
    _tell_team(desk, team, "calendar_ended", actor_id)


def due_sources(source: Connection, now: datetime) -> list[Source]:
    """Those to be fetched again, with the longest waiting first."""
    c = rota_sources.c
    waited = or_(
        c.fetched_at <= now - FRESH_FOR,
        c.problem.is_not(None) & (c.fetched_at <= now - AGAIN_AFTER),
        c.fetched_at > now + FRESH_FOR,  # noted by a clock that ran ahead
    )
    live = select(rota_sources).where(c.ended_at.is_(None), c.url.is_not(None), waited)
    return [_source(row) for row in source.execute(live.order_by(c.fetched_at, c.team_id)).mappings()]


def claim(unit: Unit, source: Source, now: datetime) -> bool:
    """True for one process only, which then fetches. One that dies in between leaves it to the next half
    hour."""
    c = rota_sources.c
    same = (c.team_id == source.team_id, c.fetched_at == source.fetched_at, c.ended_at.is_(None))
    return unit.execute(update(rota_sources).where(*same).values(fetched_at=now)).rowcount == 1


def roster_in(board: Board, source: Source, data: bytes, now: datetime) -> Roster:
    """What was just fetched. It may take a second, so it is read before the transaction.

    Raises Unclear, and Missing for a team that is not in the company file any more.
    """
    return read_shifts(data, now=now, zone=board.turns(board.company.team(source.team_id)).zone)


def take_new(desk: Desk, source: Source, roster: Roster) -> None:
    """The newest copy, which from now on is the last good one. Nothing if the team or its calendar was
    changed meanwhile."""
    team = desk.company.find_team(source.team_id)
    now = find_source(desk.unit, source.team_id)
    if team is None or now is None or now.url != source.url:
        return
    written = _written(roster.shifts)
    fresh: dict[str, Any] = {"good_at": desk.now, "problem": None, "told_at": None}
    if desk.unit.execute(_shifts_of(source.team_id)).scalar_one() != written:
        begin(desk)
        fresh.update(shifts=written, changed_at=desk.now)
    _write(desk, source.team_id, **fresh)
    if now.told_at is not None:
        _tell(
            desk, team, f"The calendar *{_plain(now.name)}* of {_plain(team.name)}'s rota can be read again."
        )
    _asked(desk, team, roster)


def note_failure(desk: Desk, source: Source, problem: str) -> None:
    """Told once, and only when it fails twice in a row: a server may be restarted."""
    team = desk.company.find_team(source.team_id)
    now = find_source(desk.unit, source.team_id)
    if team is None or now is None or now.url != source.url:
        return
    tells = now.problem is not None and now.told_at is None
    _write(desk, source.team_id, problem=problem, **({"told_at": desk.now} if tells else {}))
    if not tells:
        return
    since = (
        f" The last good copy is of {_date(now.good_at, desk, team)} and goes on serving."
        if now.good_at
        else ""
    )
    _tell(
        desk,
        team,
        f"I can't read the calendar *{_plain(now.name)}* of {_plain(team.name)}'s rota: {_plain(problem)}"
        f"{since} I go on trying and tell you when it works. With `app.py calendar rota` it gets another "
        "address, with `app.py calendar disconnect` the rota is kept here again.",
    )


def unmatched(board: Board, team: Team, now: datetime) -> list[Unmatched]:
    """The earliest first. Their shifts fall to the next layer, or to the fallback, meanwhile."""
    missing: dict[str, list[Fixed]] = {}
    for one in board.turns(team).imported or ():
        if one.user_id is None and one.ends_at > now:
            missing.setdefault(one.key, []).append(one)
    return [Unmatched(key, shifts[0].starts_at, len(shifts)) for key, shifts in missing.items()]


def likely(board: Board, team: Team, key: str) -> Colleague | None:
    """Somebody whose whole name it is, and nobody else's: a proposal, never a decision."""
    named = " ".join(key.casefold().split())
    able = {one.user_id: one for one in (*board.whole_team(team), *board.bridge(), *board.people.admins())}
    found = [one for one in able.values() if one.name.casefold() == named and takes_duty(one, team)]
    return found[0] if len(found) == 1 else None


def find_source(source: Unit | Connection, team_id: str) -> Source | None:
    """None where the rota is no calendar's, or no longer."""
    live = select(rota_sources).where(rota_sources.c.team_id == team_id, rota_sources.c.ended_at.is_(None))
    row = source.execute(live).mappings().first()
    return _source(row) if row is not None else None


def get_source(source: Unit | Connection, team: Team) -> Source:
    """Raises Missing."""
    found = find_source(source, team.id)
    if found is None:
        raise Missing(NOT_CONNECTED.format(team=team.name))
    return found


def _asked(desk: Desk, team: Team, roster: Roster) -> Board:
    """Whom do these mean? Each is asked about once, of everybody who may say it."""
    board = board_now(desk)
    missing = unmatched(board, team, desk.now)
    for person in _those_who_keep_it(desk, team):
        new = [one for one in missing if _once(desk, _ASKED, team, one.key, person)]
        if new:
            tell_person(desk, person.user_id, _question(board, team, new, desk.now))
        notes = [each for each in roster.problems if _once(desk, _NOTED, team, each, person)]
        if notes:
            said = "\n".join(f"• {_plain(each)}" for each in notes)
            tell_person(desk, person.user_id, f"In the calendar of {_plain(team.name)}'s rota:\n{said}")
    return board


def _once(desk: Desk, kind: str, team: Team, what: str, person: Colleague) -> bool:
    slot = hashlib.sha256(what.encode()).hexdigest()[:24]
    return settle(desk.unit, Due(kind, team.id, slot, person.user_id, desk.now), desk.now, DeliveryState.SAID)


def _question(board: Board, team: Team, missing: Sequence[Unmatched], now: datetime) -> str:
    zone = ZoneInfo(board.turns(team).zone)
    lines = []
    for one in missing[:_MOST_NAMED]:
        at = max(one.starts_at, now).astimezone(zone)
        maybe = likely(board, team, one.key)
        guess = f", perhaps {_plain(maybe.name)}" if maybe else ""
        lines.append(f"• *{_plain(one.key)}*, first on {at:%a} {at.day} {at:%B}{guess}")
    if len(missing) > _MOST_NAMED:
        lines.append(f"• and {len(missing) - _MOST_NAMED} more")
    found = "\n".join(lines)
    example = missing[0].key.replace('"', "'")
    return (
        f"The calendar of {_plain(team.name)}'s rota names people I can't match to anybody who may be on "
        f"call there. Until then their shifts fall to whoever comes next:\n{found}\n"
        f'Say who it is with `app.py calendar match --team {team.id} "{_plain(example)}" their@address`, '
        "or put their e-mail address into the calendar."
    )


def _tell_team(
    desk: Desk, team: Team, what: Literal["calendar_connected", "calendar_ended"], actor_id: str | None
) -> None:
    shifts = next_shifts(board_now(desk), team, desk.now, TOLD)
    tell_team(desk, team, what, actor_id, shifts=[shift_written(one) for one in shifts])


def _tell(desk: Desk, team: Team, text: str) -> None:
    for person in _those_who_keep_it(desk, team):
        tell_person(desk, person.user_id, text)


def _those_who_keep_it(desk: Desk, team: Team) -> list[Colleague]:
    owner = desk.people.by_email(team.owner)
    able = [one for one in (owner, *desk.people.admins()) if one and not one.deactivated and not one.outside]
    return list({one.user_id: one for one in able}.values())


def _shifts_of(team_id: str) -> Any:
    return select(rota_sources.c.shifts).where(rota_sources.c.team_id == team_id)


def _write(desk: Desk, team_id: str, **values: Any) -> None:
    desk.unit.execute(update(rota_sources).where(rota_sources.c.team_id == team_id).values(**values))


def _written(shifts: Iterable[Fixed]) -> list[list[str]]:
    return [[one.starts_at.isoformat(), one.ends_at.isoformat(), one.key, one.uid] for one in shifts]


def _source(row: Mapping[Any, Any]) -> Source:
    return Source(**{name: row[name] for name in Source.__dataclass_fields__})


def _date(at: datetime | None, desk: Desk, team: Team) -> str:
    here = (at or desk.now).astimezone(ZoneInfo(desk.board.turns(team).zone))
    return f"{here.day} {here:%B, %H:%M} ({here:%Z})"


def _plain(text: str) -> str:
    """People's words without live mentions, and without marks that end our own emphasis."""
    return escape(text, quote=False).replace("*", "∗").replace("`", "'")
