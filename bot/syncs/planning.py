"""The dates of a sync for the weeks to come, as rows: what the rule says, and what days off make of it.

An occurrence is known by its original time by the wall, so planning it twice, after a clock change, or with
newer time zone data gives the same row. What a person has changed is left alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import delete, select, update

from bot.company import Company
from bot.deliveries import last_look, note_look
from bot.promises import working_time_in
from bot.syncs.changing import draw_next
from bot.syncs.days_off import DaysOff
from bot.syncs.model import Attendee, Occurrence, Sync
from bot.syncs.notices import draw_anew, tell
from bot.syncs.rotation import Choice, after, choose, last_side, sides_of
from bot.syncs.rows import (
    attendees_of,
    coming,
    hold_sync,
    live_syncs,
    occurrence,
    occurrence_from,
    of_date,
    written,
)
from bot.syncs.series import Spot, between, moment
from bot.toolkit import Desk, Toolkit
from db.engine import Unit
from db.inserting import insert_into
from db.kinds import HolidayPolicy, OccurrenceState
from db.meeting_tables import occurrences

DAYS_AHEAD = 60
BACK = timedelta(days=14)  # after so long a silence, what was not even planned is left out of the history
AGAIN_AFTER = timedelta(hours=6)
PEOPLE_AHEAD = 3  # for so many dates it is said who leads: further ahead nobody knows who will be away
NO_LONGER = "the series was changed"
_BY_PLAN = (OccurrenceState.PLANNED, OccurrenceState.HOLIDAY)


@dataclass(frozen=True)
class _Planned:
    """What the rule and the days off make of one date."""

    starts: datetime  # naive, by the wall of the series
    starts_at: datetime
    state: OccurrenceState = OccurrenceState.PLANNED
    reason: str = ""


def days_off_of(company: Company, sync: Sync) -> DaysOff:
    """Of the sync's calendars, as far as the company file still has them."""
    known = (company.find_calendar(calendar_id) for calendar_id in sync.calendars)
    return DaysOff([working_time_in(calendar) for calendar in known if calendar], sync.closed_when)


def plan_ahead(toolkit: Toolkit) -> None:
    """Every live sync whose dates were last looked at some hours ago."""
    now = toolkit.now()
    with toolkit.ledger.read() as connection:
        looks = {sync.id: last_look(connection, _look(sync.id)) for sync in live_syncs(connection)}
    for sync_id, looked in looks.items():
        if looked is None or abs(now - looked) >= AGAIN_AFTER:
            with toolkit.ledger.begin() as unit:
                plan(toolkit.desk(unit), hold_sync(unit, sync_id))


def plan(desk: Desk, sync: Sync, days: int = DAYS_AHEAD) -> None:
    """Writes the dates of the next `days`, drops those that the rule no longer has, chooses who leads.

    Changes only dates that are still to come and that nobody has changed by hand.
    """
    if sync.ended_at is not None:
        return
    since = max(desk.now - BACK, sync.changed_at or sync.created_at)
    spots = list(between(sync.series, since, desk.now + timedelta(days=days)))
    known = _known(desk.unit, sync, since)
    days_off = days_off_of(desk.company, sync)
    taken = {spot.original.date() for spot in spots}
    for spot in spots:
        planned = _with_days_off(sync, spot, days_off, taken)
        before = known.get(written(spot.original))
        if before is None:
            _insert(desk, sync, spot, planned)
        elif _is_ours(before, desk.now):
            _correct(desk, sync, before, planned)
    fits = {written(spot.original) for spot in spots}
    _drop(desk, sync, [one for key, one in known.items() if key not in fits and _is_ours(one, desk.now)])
    choose_people(desk, sync)
    note_look(desk.unit, _look(sync.id), desk.now)


def choose_people(desk: Desk, sync: Sync) -> None:
    """Who leads the next few and who takes notes. Whoever was chosen stays, unless they cannot come."""
    attendees = attendees_of(desk.unit, sync.id)
    sides = sides_of(desk.people, attendees)
    for one in coming(desk.unit, sync.id, desk.now, PEOPLE_AHEAD):
        last = last_side(attendees, sides) if sync.alternate_sides else None
        turn = choose(attendees, one.starts.date(), sides, last)
        chosen = _kept(desk, one, attendees, turn)
        if (chosen.facilitator, chosen.note_taker) != (one.facilitator_id, one.note_taker_id):
            values = {"facilitator_id": chosen.facilitator, "note_taker_id": chosen.note_taker}
            _update(desk.unit, one, **values)
            draw_anew(desk, one)
        attendees = after(attendees, chosen, one.starts_at)


def _kept(desk: Desk, one: Occurrence, attendees: Sequence[Attendee], turn: Choice) -> Choice:
    """The people who are down for it already, as far as they can come; else those whose turn it is."""
    can = [
        user_id
        for user_id in (one.facilitator_id, one.note_taker_id)
        if _can_come(desk, user_id, one, attendees)
    ]
    if one.facilitator_id not in can:
        notes = one.note_taker_id if one.note_taker_id in can else turn.note_taker
        return replace(turn, note_taker=notes if notes != turn.facilitator else turn.note_taker)
    if one.facilitator_id == turn.facilitator:
        return replace(turn, note_taker=one.note_taker_id if one.note_taker_id in can else turn.note_taker)
    spare = next((user for user in (turn.note_taker, turn.facilitator) if user != one.facilitator_id), None)
    return Choice(one.facilitator_id, one.note_taker_id if one.note_taker_id in can else spare)


def _can_come(desk: Desk, user_id: str | None, one: Occurrence, attendees: Iterable[Attendee]) -> bool:
    person = desk.people.get(user_id)
    if user_id is None or person.deactivated or person.outside:
        return False
    return not any(each.user_id == user_id and each.is_away(one.starts.date()) for each in attendees)


def _with_days_off(sync: Sync, spot: Spot, days_off: DaysOff, taken: set[date]) -> _Planned:
    """A date that would be moved onto another one of the same sync is left out: one meeting is enough."""
    as_it_is = _Planned(spot.original, spot.starts_at)
    day = spot.original.date()
    closed = days_off.why_closed(day)
    if closed is None or sync.on_holiday in (HolidayPolicy.KEEP, HolidayPolicy.ASK):
        return as_it_is
    open_day = days_off.next_open(day)
    if sync.on_holiday is HolidayPolicy.SKIP or open_day == day or open_day in taken:
        return replace(as_it_is, state=OccurrenceState.HOLIDAY, reason=closed)
    taken.add(open_day)
    starts = datetime.combine(open_day, spot.original.time())
    return _Planned(starts, moment(starts, sync.series.zone), reason=closed)


def _known(unit: Unit, sync: Sync, since: datetime) -> Mapping[str, Occurrence]:
    """By their keys. A move may have taken one anywhere, so they are found by their original times."""
    wall = since.astimezone(sync.series.zone_info).replace(tzinfo=None)
    recent = select(occurrences).where(
        occurrences.c.sync_id == sync.id, occurrences.c.original >= written(wall - timedelta(days=2))
    )
    found = map(occurrence_from, unit.execute(recent.order_by(occurrences.c.original)).mappings())
    return {one.key: one for one in found}


def _is_ours(one: Occurrence, now: datetime) -> bool:
    return not one.by_hand and one.state in _BY_PLAN and one.starts_at > now


def _insert(desk: Desk, sync: Sync, spot: Spot, planned: _Planned) -> None:
    values = {
        "sync_id": sync.id,
        "original": written(spot.original),
        "zone": sync.series.zone,
        "minutes": sync.series.minutes,
        "changed_at": desk.now,
        **_columns(planned),
    }
    desk.unit.execute(insert_into(desk.unit, occurrences).values(**values).on_conflict_do_nothing())


def _correct(desk: Desk, sync: Sync, before: Occurrence, planned: _Planned) -> None:
    """When the series, its calendars or the time zones' data have changed since."""
    wanted = (planned.starts, planned.starts_at, planned.state, planned.reason)
    length = (sync.series.zone, sync.series.minutes)
    if (before.starts, before.starts_at, before.state, before.reason) == wanted and (
        before.zone,
        before.minutes,
    ) == length:
        return
    values = {**_columns(planned), "zone": length[0], "minutes": length[1]}
    _update(desk.unit, before, **values, sequence=before.sequence + 1, changed_at=desk.now)
    now = occurrence(desk.unit, sync.id, before.key)
    if before.ts is None or now is None:
        return
    if planned.state is OccurrenceState.HOLIDAY and before.state is not planned.state:
        draw_next(desk, sync.id)
        tell(desk, sync, now, "holiday", None, reason=planned.reason)
    else:
        draw_anew(desk, now)


def _drop(desk: Desk, sync: Sync, gone: list[Occurrence]) -> None:
    """What was announced stays to be seen as cancelled; of the others nobody has heard."""
    for one in gone:
        if one.ts is None:
            ours = of_date(one.sync_id, one.key)
            desk.unit.execute(delete(occurrences).where(*ours))
        else:
            cancelled = {"state": OccurrenceState.CANCELLED, "reason": NO_LONGER}
            _update(desk.unit, one, **cancelled, sequence=one.sequence + 1, changed_at=desk.now)
            draw_anew(desk, one)
    if gone:
        draw_next(desk, sync.id)


def _columns(planned: _Planned) -> dict[str, Any]:
    return {
        "starts": written(planned.starts),
        "starts_at": planned.starts_at,
        "state": planned.state,
        "reason": planned.reason,
    }


def _update(unit: Unit, one: Occurrence, **values: Any) -> None:
    ours = of_date(one.sync_id, one.key)
    unit.execute(update(occurrences).where(*ours).values(**values))


def _look(sync_id: str) -> str:
    return f"dates of {sync_id}"


__all__ = ["DAYS_AHEAD", "choose_people", "days_off_of", "plan", "plan_ahead"]
