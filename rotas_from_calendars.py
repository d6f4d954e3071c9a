"""`app.py calendar rota`, `match` and `disconnect`: a team's rota out of somebody else's calendar."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import IO, Any
from zoneinfo import ZoneInfo

from bot.calendars.addresses import address_of, fetch
from bot.calendars.shift_reading import AHEAD, AHEAD_ONCE, MOST_BYTES, Roster, read_shifts
from bot.company import Company, Team
from bot.oncall.beside import board_beside
from bot.oncall.board import Board
from bot.oncall.model import Fixed
from bot.oncall.sources import connect, disconnect, likely, match, unmatched
from bot.toolkit import Toolkit
from db.errors import Misconfigured, Missing
from db.opening import one_look

NEXT_SHIFTS = 10
NOT_CONNECTED = "Nothing was changed. Without --dry the rota of {team} is taken from this calendar."
CONNECTED = "The rota of {team} is taken from this calendar now."
OFTEN = "It is read again every half hour."
ONCE = "A file is read once, up to a year ahead: give me the next one before its shifts end, on {day}."
MATCHED = '"{key}" is {name} from now on.'
DISCONNECTED = "The rota of {team} is kept in Slack and in the company file again."

Fetch = Callable[[str], bytes]


def add_arguments(doing: Any) -> None:
    rota = doing.add_parser("rota", help="take a team's rota from a calendar")
    rota.add_argument("calendar", help="an .ics file, or an address that begins with https:// or webcal://")
    rota.add_argument("--team", required=True, help="the team, by its id or name")
    rota.add_argument("--dry", action="store_true", help="only show the shifts, and who is not known")
    matching = doing.add_parser("match", help="say whom a name in that calendar means")
    matching.add_argument("key", help='the name as it is listed, such as "Lena Graf"')
    matching.add_argument("email", help="the person's e-mail address")
    matching.add_argument("--team", required=True, help="the team, by its id or name")
    ending = doing.add_parser("disconnect", help="keep the rota here again")
    ending.add_argument("--team", required=True, help="the team, by its id or name")


def carry_out(chosen: argparse.Namespace, toolkit: Toolkit, out: IO[str], fetched: Fetch = fetch) -> None:
    """Raises what cannot be done, in a sentence."""
    team = team_named(toolkit.company, chosen.team)
    if chosen.do == "match":
        _match(chosen, toolkit, team, out)
    elif chosen.do == "disconnect":
        with toolkit.ledger.begin() as unit:
            disconnect(toolkit.desk(unit), team.id)
        print(DISCONNECTED.format(team=team.name), file=out)
    else:
        _connect(chosen, toolkit, team, out, fetched)


def show(
    chosen: argparse.Namespace,
    database_url: str,
    company: Company,
    out: IO[str],
    now: datetime,
    fetched: Fetch = fetch,
) -> None:
    """What the calendar would make of the rota. Looks at the database beside the bot, and changes nothing."""
    team = team_named(company, chosen.team)
    with one_look(database_url) as connection:
        board = board_beside(connection, company)
    roster, _, _ = _read(chosen.calendar, board, team, now, fetched)
    state = replace(board.state, imported={**board.state.imported, team.id: roster.shifts})
    tried = Board(company, board.people, state)
    _say([*_told(tried, team, roster, now), "", NOT_CONNECTED.format(team=team.name)], out)


def team_named(company: Company, named: str) -> Team:
    """By id or name. Raises Missing with those there are."""
    wanted = named.strip().casefold()
    found = [team for team in company.teams if wanted in (team.id.casefold(), team.name.casefold())]
    if found:
        return found[0]
    raise Missing(f'There is no team "{named}". There are: {", ".join(team.id for team in company.teams)}.')


def _connect(chosen: argparse.Namespace, toolkit: Toolkit, team: Team, out: IO[str], fetched: Fetch) -> None:
    now = toolkit.now()
    roster, name, url = _read(chosen.calendar, toolkit.duties.board(), team, now, fetched)
    with toolkit.ledger.begin() as unit:
        board = connect(toolkit.desk(unit), team.id, roster, name=name, url=url)
    until = roster.shifts[-1].ends_at.astimezone(ZoneInfo(board.turns(team).zone))
    again = OFTEN if url else ONCE.format(day=f"{until.day} {until:%B %Y}")
    _say([*_told(board, team, roster, now), "", f"{CONNECTED.format(team=team.name)} {again}"], out)


def _match(chosen: argparse.Namespace, toolkit: Toolkit, team: Team, out: IO[str]) -> None:
    with toolkit.ledger.begin() as unit:
        board = match(toolkit.desk(unit), team.id, chosen.key, chosen.email)
    person = board.people.by_email(chosen.email)
    name = person.name if person else chosen.email
    _say([MATCHED.format(key=chosen.key, name=name), *_asked(board, team, toolkit.now())], out)


def _read(
    named: str, board: Board, team: Team, now: datetime, fetched: Fetch
) -> tuple[Roster, str, str | None]:
    """What stands there, what it is called (never with its secrets), and its address if it has one."""
    zone = board.turns(team).zone
    if "://" not in named:
        file = Path(named)
        return read_shifts(_content(file), now=now, zone=zone, ahead=AHEAD_ONCE), file.name, None
    url = address_of(named)
    host = url.split("/")[2].rpartition("@")[2]
    return read_shifts(fetched(url), now=now, zone=zone, ahead=AHEAD), host, url


def _content(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            return opened.read(MOST_BYTES + 1)
    except OSError as error:
        raise Misconfigured([f"{file} cannot be read: {error.strerror}."]) from error


def _told(board: Board, team: Team, roster: Roster, now: datetime) -> Iterator[str]:
    zone = ZoneInfo(board.turns(team).zone)
    coming = [one for one in board.turns(team).imported or () if one.ends_at > now]
    yield f"{len(coming)} shifts of {team.name} ({zone.key}), the next ones:"
    yield from (f"  {_line(one, board, zone)}" for one in coming[:NEXT_SHIFTS])
    yield from roster.problems
    yield from _asked(board, team, now)


def _asked(board: Board, team: Team, now: datetime) -> Iterator[str]:
    missing = unmatched(board, team, now)
    if not missing:
        yield "Everybody in it is known."
        return
    yield "Nobody is known by these; until they are matched their shifts fall to whoever comes next:"
    for one in missing:
        maybe = likely(board, team, one.key)
        email = (maybe.email if maybe else None) or "EMAIL"
        times = "once" if one.count == 1 else f"{one.count} times"
        yield f'  {one.key} ({times}): app.py calendar match --team {team.id} "{one.key}" {email}'


def _line(one: Fixed, board: Board, zone: ZoneInfo) -> str:
    who = board.people.get(one.user_id).name if one.user_id else f"{one.key} (not known)"
    return f"{_at(one.starts_at, zone)} to {_at(one.ends_at, zone)}: {who}"


def _at(moment: datetime, zone: ZoneInfo) -> str:
    here = moment.astimezone(zone)
    return f"{here:%a} {here.day} {here:%b %Y, %H:%M}"


def _say(lines: list[str], out: IO[str]) -> None:
    for line in lines:
        print(line, file=out)
