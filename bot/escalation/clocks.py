"""The clocks of requests as rows: reckoned anew when a request changes, and found again when they are due.

The rows follow from the requests and their history; only what has been told is known nowhere else. Whoever
writes one holds its request, so what was told once is never overwritten.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, func, select, update

from bot.company import Company
from bot.escalation.past import READ, Happened, Past, past_of
from bot.escalation.reckoning import Clock, Terms, asked_again_at, reckon
from bot.promises import targets_of, working_time_of
from bot.requests.model import Request, request_from
from db.duty_tables import clocks
from db.engine import Unit
from db.inserting import insert_into
from db.kinds import OPEN, Change, ClockKind, ClockState
from db.tables import history, requests

# A transaction may commit later than it looked at the clock.
OVERLAP: Final = timedelta(minutes=1)


@dataclass(frozen=True)
class Kept:
    """A row."""

    request_id: str
    kind: ClockKind
    state: ClockState
    due_at: datetime | None
    warn_at: datetime | None
    why: str
    reckoned_at: datetime
    warned_at: datetime | None = None
    missed_at: datetime | None = None
    missed_due_at: datetime | None = None
    climbed_at: datetime | None = None
    next_at: datetime | None = None


@dataclass(frozen=True)
class Reckoned:
    """A request with its clocks as they are now, and as their rows should be."""

    request: Request
    past: Past
    clocks: tuple[Clock, ...]
    kept: tuple[Kept, ...]
    changed: tuple[Kept, ...]  # those of them that the table does not have yet


def terms_of(company: Company, team_id: str | None) -> Terms:
    """By what requests of this team are measured; of a team that has left the file, as with the bridge."""
    team = company.find_team(team_id) if team_id else None
    whose = team.spoken_name if team else "the bridge"
    return Terms(targets_of(company, team), working_time_of(company, team), whose)


def changed_since(source: Connection, since: datetime | None) -> list[tuple[str, datetime]]:
    """Ids and moments of the requests that changed then or later. None: of all that are open."""
    changed = select(requests.c.id, requests.c.changed_at)
    which = requests.c.state.in_(OPEN) if since is None else requests.c.changed_at >= since
    return [(row.id, row.changed_at) for row in source.execute(changed.where(which))]


def newest_change(source: Connection) -> datetime | None:
    return source.execute(select(func.max(requests.c.changed_at))).scalar_one_or_none()


def due_clocks(source: Unit | Connection, now: datetime, limit: int) -> list[str]:
    """The requests of which a clock is to be looked at, the longest due first."""
    due = select(clocks.c.request_id).where(clocks.c.next_at <= now).group_by(clocks.c.request_id)
    return list(source.execute(due.order_by(func.min(clocks.c.next_at)).limit(limit)).scalars())


def next_clock_at(source: Unit | Connection) -> datetime | None:
    """When a promised time comes near or passes next."""
    return source.execute(select(func.min(clocks.c.next_at))).scalar_one_or_none()


def clocks_of(source: Unit | Connection, request_id: str) -> dict[ClockKind, Kept]:
    return _kept(source, [request_id])[request_id]


def reckoned(
    source: Unit | Connection, company: Company, ids: Sequence[str], now: datetime, *, hold: bool = False
) -> list[Reckoned]:
    """At most a few hundred at once. `hold`: for whoever writes, until their unit ends."""
    wanted = select(requests).where(requests.c.id.in_(ids)).order_by(requests.c.id)
    rows = source.execute(wanted.with_for_update(key_share=True) if hold else wanted).mappings()
    found = [request_from(row) for row in rows]
    histories, known = _histories(source, ids), _kept(source, ids)
    return [_reckoned(company, one, histories[one.id], known[one.id], now) for one in found]


def keep(unit: Unit, some: Iterable[Kept]) -> None:
    """Writes rows, in the place of older ones. The caller holds their requests."""
    rows = [one.__dict__ for one in some]
    if not rows:
        return
    statement = insert_into(unit, clocks).values(rows)
    fresh = {name: statement.excluded[name] for name in rows[0] if name not in ("request_id", "kind")}
    unit.execute(statement.on_conflict_do_update(index_elements=["request_id", "kind"], set_=fresh))


def mark_warned(unit: Unit, one: Kept, now: datetime, next_at: datetime | None) -> bool:
    """True once for each warning."""
    return _mark(unit, one, clocks.c.warned_at.is_(None), warned_at=now, next_at=next_at)


def mark_missed(unit: Unit, one: Kept, now: datetime, next_at: datetime | None) -> bool:
    """True once for each time that was missed."""
    values = {"missed_at": now, "missed_due_at": one.due_at, "next_at": next_at}
    return _mark(unit, one, clocks.c.missed_at.is_(None), **values)


def mark_climbed(unit: Unit, one: Kept, now: datetime) -> bool:
    """True once for each silence."""
    return _mark(unit, one, clocks.c.climbed_at.is_(None), climbed_at=now, next_at=None)


def look_again_at(unit: Unit, one: Kept, moment: datetime) -> None:
    _mark(unit, one, clocks.c.next_at.is_not(None), next_at=moment)


def _mark(unit: Unit, one: Kept, still: Any, **values: Any) -> bool:
    this = (clocks.c.request_id == one.request_id, clocks.c.kind == one.kind, still)
    return unit.execute(update(clocks).where(*this).values(**values)).rowcount == 1


def _reckoned(
    company: Company,
    request: Request,
    happened: Sequence[Happened],
    known: Mapping[ClockKind, Kept],
    now: datetime,
) -> Reckoned:
    found = reckon(request, happened, terms_of(company, request.team_id), now)
    kept = tuple(_carried_on(request.id, clock, known.get(clock.kind), now) for clock in found)
    changed = tuple(one for one in kept if one is not known.get(one.kind))
    return Reckoned(request, past_of(request, happened), found, kept, changed)


def _carried_on(request_id: str, clock: Clock, old: Kept | None, now: datetime) -> Kept:
    """With what has been told of it. A later due time is told again; the same one or an earlier one never."""
    fresh = Kept(request_id, clock.kind, clock.state, clock.due_at, clock.warn_at, clock.why, now)
    if old is not None:
        warns_anew = clock.warn_at and old.warned_at and clock.warn_at > old.warned_at
        fresh = replace(fresh, warned_at=None if warns_anew else old.warned_at)
        missed_anew = clock.due_at and old.missed_due_at and clock.due_at > old.missed_due_at
        if not missed_anew:
            fresh = replace(
                fresh,
                missed_at=old.missed_at,
                missed_due_at=old.missed_due_at,
                climbed_at=old.climbed_at,
            )
    fresh = replace(fresh, next_at=next_look_at(clock, fresh))
    if old is None:
        return fresh
    # One that was put off until people are there stays so.
    as_it_was = replace(fresh, reckoned_at=old.reckoned_at, next_at=old.next_at)
    settled = fresh.next_at is None and old.next_at is not None
    return old if as_it_was == old and not settled else fresh


def next_look_at(clock: Clock, kept: Kept) -> datetime | None:
    if clock.is_over or clock.due_at is None:
        return None
    if kept.missed_at is None:
        return clock.warn_at if clock.warn_at and kept.warned_at is None else clock.due_at
    if clock.kind is ClockKind.NEXT_WORD and kept.climbed_at is None:
        return asked_again_at(clock, kept.missed_at)
    return None


def _histories(source: Unit | Connection, ids: Sequence[str]) -> dict[str, list[Happened]]:
    found: dict[str, list[Happened]] = defaultdict(list)
    columns = (history.c.request_id, history.c.at, history.c.change, history.c.detail)
    rows = select(*columns).where(history.c.request_id.in_(ids), history.c.change.in_(READ))
    for row in source.execute(rows.order_by(history.c.at, history.c.id)):
        found[row.request_id].append(Happened(row.at, Change(row.change), row.detail))
    return found


def _kept(source: Unit | Connection, ids: Sequence[str]) -> dict[str, dict[ClockKind, Kept]]:
    found: dict[str, dict[ClockKind, Kept]] = defaultdict(dict)
    for row in source.execute(select(clocks).where(clocks.c.request_id.in_(ids))).mappings():
        kind, state = ClockKind(row["kind"]), ClockState(row["state"])
        values = {name: row[name] for name in Kept.__dataclass_fields__}
        found[row["request_id"]][kind] = Kept(**(values | {"kind": kind, "state": state}))
    return found
