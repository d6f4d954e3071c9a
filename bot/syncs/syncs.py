"""Syncs made, changed and ended. The page of contents of everything that changes one: see `__all__`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, func, select, update

from bot.requests.model import storable
from bot.syncs.changing import (
    answer_holiday,
    cancel_occurrence,
    hold_anyway,
    move_occurrence,
    rename_occurrence,
    restore_occurrence,
    set_facilitator,
    skip_empty,
)
from bot.syncs.model import ClosedWhen, Series, Sync
from bot.syncs.notices import draw_anew, tell
from bot.syncs.planning import plan
from bot.syncs.rights import may_change, require_changer, require_colleague
from bot.syncs.rows import (
    attended_by,
    attendees_of,
    coming,
    find_by_source,
    find_sync,
    get_sync,
    hold_sync,
    live_syncs,
    next_one,
    occurrence,
    occurrences_of,
    written,
)
from bot.syncs.series import next_spots, snapped
from bot.toolkit import Desk
from db.errors import Conflict, Unclear
from db.ids import new_id
from db.inserting import insert_into
from db.kinds import EmptyPolicy, HolidayPolicy, OccurrenceState
from db.meeting_tables import attendees, occurrences, syncs

LONGEST_NAME = 80
LONGEST_LINK = 1000
LONGEST_MEETING = 480  # minutes
MOST_ATTENDEES = 100
MOST_DAYS_AHEAD = 10  # working days
MOST_MINUTES_AHEAD = 1440
SYNC_ENDED = "the sync has ended"
_LINK = re.compile(r"https?://[^\s<>|]+", re.IGNORECASE)


@dataclass(frozen=True)
class NewSync:
    """What somebody wants a sync to be, from a form or a line of words."""

    name: str
    channel_id: str
    series: Series
    attendees: tuple[str, ...]  # user ids, in the order of the rotation
    made_by: str
    source_key: str | None = None  # the same for every delivery of one form
    calendars: tuple[str, ...] = ()
    closed_when: ClosedWhen = "either"
    on_holiday: HolidayPolicy = HolidayPolicy.ASK
    when_empty: EmptyPolicy = EmptyPolicy.ASK
    days_ahead: int = 2  # working days
    minutes_ahead: int = 15
    closes_ahead: int = 60  # minutes
    alternate_sides: bool = True
    join_link: str | None = None


def open_sync(desk: Desk, new: NewSync) -> Sync:
    """With its dates for the weeks to come. A form that arrives twice makes one sync.

    Raises NotAllowed and Unclear.
    """
    require_colleague(desk.people, new.made_by)
    values = _values(desk, new)
    people = _attendees(desk, new.attendees or (new.made_by,))
    sync_id = new_id("s", desk.now)
    row = insert_into(desk.unit, syncs).values(
        id=sync_id,
        uid=f"{sync_id}@liaison",
        created_by=new.made_by,
        created_at=desk.now,
        changed_at=desk.now,
        source_key=new.source_key,
        **values,
    )
    made = row.on_conflict_do_nothing(index_elements=["source_key"]).returning(syncs.c.id)
    if desk.unit.execute(made).first() is None:
        earlier = find_by_source(desk.unit, new.source_key or "")
        assert earlier is not None  # its key was taken
        return earlier
    _write_attendees(desk, sync_id, people)
    sync = get_sync(desk.unit, sync_id)
    plan(desk, sync)
    tell(desk, sync, None, "made", new.made_by)
    return sync


def change_sync(desk: Desk, sync_id: str, wanted: NewSync, actor_id: str) -> Sync:
    """Dates to come that nobody changed by hand follow; those by hand, and those that have begun, stay.

    `made_by` and `source_key` of `wanted` do not count. Raises Missing, NotAllowed, Conflict and Unclear.
    """
    before = _to_change(desk, sync_id, actor_id)
    values = _values(desk, wanted, before)
    people = _attendees(desk, wanted.attendees or (before.created_by,))
    same_people = {one.user_id for one in attendees_of(desk.unit, sync_id)} == set(people)
    if same_people and _is_same(before, values):
        return before
    _write_attendees(desk, sync_id, people)
    changed = update(syncs).where(syncs.c.id == sync_id)
    counted = {"sequence": before.sequence + 1, "changed_at": desk.now}
    desk.unit.execute(changed.values(**values, **counted))
    sync = get_sync(desk.unit, sync_id)
    plan(desk, sync)
    tell(desk, sync, None, "changed", actor_id)
    return sync


def set_attendees(desk: Desk, sync_id: str, user_ids: Sequence[str], actor_id: str) -> Sync:
    """Who stays keeps their place in the rotation; who is new goes to its end."""
    sync = _to_change(desk, sync_id, actor_id)
    _write_attendees(desk, sync_id, _attendees(desk, user_ids))
    plan(desk, sync)
    return sync


def end_sync(desk: Desk, sync_id: str, actor_id: str) -> Sync:
    """No further dates. What it was stays to be looked up. Raises Missing, NotAllowed and Conflict."""
    before = _to_change(desk, sync_id, actor_id)
    ended = {"ended_at": desk.now, "changed_at": desk.now, "sequence": before.sequence + 1}
    desk.unit.execute(update(syncs).where(syncs.c.id == sync_id).values(**ended))
    announced = [one for one in coming(desk.unit, sync_id, desk.now, 1000) if one.ts is not None]
    ahead = (
        occurrences.c.sync_id == sync_id,
        occurrences.c.starts_at > desk.now,
        occurrences.c.state == OccurrenceState.PLANNED,
    )
    values = {"state": OccurrenceState.CANCELLED, "reason": SYNC_ENDED, "changed_at": desk.now}
    counted = occurrences.c.sequence + 1
    desk.unit.execute(update(occurrences).where(*ahead).values(**values, sequence=counted))
    sync = get_sync(desk.unit, sync_id)
    tell(desk, sync, None, "ended", actor_id)
    for one in announced:
        draw_anew(desk, one)
    return sync


def _to_change(desk: Desk, sync_id: str, actor_id: str) -> Sync:
    sync = hold_sync(desk.unit, sync_id)
    require_changer(desk.people, actor_id, sync, attendees_of(desk.unit, sync_id))
    if sync.ended_at is not None:
        raise Conflict("This sync has been ended already. `/sync new` makes another one.")
    return sync


def _values(desk: Desk, new: NewSync, before: Sync | None = None) -> dict[str, Any]:
    """The columns that a person decides about. Raises Unclear with what to put right."""
    name = " ".join(desk.reader.mask(storable(new.name)).split())[:LONGEST_NAME]
    if not name:
        raise Unclear("Give the sync a name, so that people know what it is about.")
    if not new.channel_id:
        raise Unclear("Choose the channel in which the sync is announced.")
    _check_numbers(new)
    unknown = [one for one in new.calendars if desk.company.find_calendar(one) is None]
    if unknown:
        raise Unclear(f'There is no calendar "{unknown[0]}" in the company file. Choose from the list.')
    series = new.series if before and new.series == before.series else snapped(new.series)
    if not next_spots(series, desk.now, 1):
        raise Unclear("All of its dates have passed already. Choose a later first or last day.")
    return {
        "name": name,
        "channel_id": new.channel_id,
        "zone": series.zone,
        "starts": written(series.starts),
        "minutes": series.minutes,
        "rule": series.rule,
        "until": series.until,
        "calendars": list(new.calendars),
        "closed_when": new.closed_when,
        "on_holiday": new.on_holiday,
        "when_empty": new.when_empty,
        "days_ahead": new.days_ahead,
        "minutes_ahead": new.minutes_ahead,
        "closes_ahead": new.closes_ahead,
        "alternate_sides": new.alternate_sides,
        "join_link": _link(new.join_link),
    }


def _check_numbers(new: NewSync) -> None:
    if not 5 <= new.series.minutes <= LONGEST_MEETING:
        raise Unclear("A meeting lasts between 5 minutes and 8 hours. Choose a length between them.")
    if not 0 <= new.days_ahead <= MOST_DAYS_AHEAD:
        raise Unclear(f"It can be announced up to {MOST_DAYS_AHEAD} working days ahead. Choose fewer.")
    if not all(0 <= minutes <= MOST_MINUTES_AHEAD for minutes in (new.minutes_ahead, new.closes_ahead)):
        raise Unclear("People can be reminded, and the agenda closed, up to a day before. Choose less.")


def _link(link: str | None) -> str | None:
    wanted = (link or "").strip()
    if not wanted:
        return None
    if not _LINK.fullmatch(wanted) or len(wanted) > LONGEST_LINK:
        raise Unclear("The link for joining should begin with https:// and hold no spaces. Paste it again.")
    return wanted


def _attendees(desk: Desk, user_ids: Sequence[str]) -> list[str]:
    """Each once; those who have left and bots are passed over. Raises Unclear for people of elsewhere."""
    found = [desk.people.get(user_id) for user_id in dict.fromkeys(user_ids)]
    outside = next((one for one in found if one.outside), None)
    if outside is not None:
        raise Unclear(
            f"{outside.name} is of another company, and I can't remind people there. Leave them out here and "
            "invite them yourself."
        )
    kept = [one.user_id for one in found if not one.deactivated and not one.is_bot]
    if not kept:
        raise Unclear("Choose at least one person who attends.")
    if len(kept) > MOST_ATTENDEES:
        raise Unclear(f"At most {MOST_ATTENDEES} people can attend a sync. Choose fewer.")
    return kept


def _write_attendees(desk: Desk, sync_id: str, user_ids: Sequence[str]) -> None:
    before = {one.user_id for one in attendees_of(desk.unit, sync_id)}
    left = (attendees.c.sync_id == sync_id, attendees.c.user_id.not_in(user_ids))
    desk.unit.execute(delete(attendees).where(*left))
    _free_of_parts(desk, sync_id, before - set(user_ids))
    here = {one.user_id for one in attendees_of(desk.unit, sync_id)}
    last = select(func.max(attendees.c.position)).where(attendees.c.sync_id == sync_id)
    back = desk.unit.execute(last).scalar_one_or_none() or 0
    for position, user_id in enumerate((one for one in user_ids if one not in here), back + 1):
        desk.unit.add(attendees, sync_id=sync_id, user_id=user_id, position=position, joined_at=desk.now)


def _free_of_parts(desk: Desk, sync_id: str, user_ids: set[str]) -> None:
    """Whoever left the sync neither leads nor takes notes in what is still to come."""
    for part in (occurrences.c.facilitator_id, occurrences.c.note_taker_id):
        theirs = (occurrences.c.sync_id == sync_id, part.in_(user_ids), occurrences.c.starts_at > desk.now)
        desk.unit.execute(update(occurrences).where(*theirs).values({part: None}))


def _is_same(before: Sync, values: dict[str, Any]) -> bool:
    now: dict[str, Any] = {name: getattr(before, name) for name in values if hasattr(before, name)}
    series = before.series
    now |= {"zone": series.zone, "starts": written(series.starts), "minutes": series.minutes}
    now |= {"rule": series.rule, "until": series.until, "calendars": list(before.calendars)}
    return now == values


__all__ = [
    "NewSync",
    "answer_holiday",
    "attended_by",
    "attendees_of",
    "cancel_occurrence",
    "change_sync",
    "coming",
    "end_sync",
    "find_by_source",
    "find_sync",
    "get_sync",
    "hold_anyway",
    "live_syncs",
    "may_change",
    "move_occurrence",
    "next_one",
    "occurrence",
    "occurrences_of",
    "open_sync",
    "rename_occurrence",
    "restore_occurrence",
    "set_attendees",
    "set_facilitator",
    "skip_empty",
]
