"""One date of a sync, changed by a person: the series stays as it is, and so does the date's identity.

Each service holds the sync, checks who asks, writes the row and has the change told once.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import select, update

from bot.requests.model import storable
from bot.syncs.model import Occurrence, Sync
from bot.syncs.notices import Told, draw_anew, tell
from bot.syncs.rights import require_changer, require_colleague
from bot.syncs.rows import attendees_of, hold_occurrence, hold_sync, next_one, of_date, written
from bot.syncs.series import moment
from bot.toolkit import Desk
from db.errors import Conflict, Unclear
from db.kinds import HolidayPolicy, OccurrenceState
from db.meeting_tables import occurrences

LONGEST_NAME = 80
LONGEST_REASON = 200

PLANNED, CANCELLED = OccurrenceState.PLANNED, OccurrenceState.CANCELLED
HOLIDAY, EMPTY = OccurrenceState.HOLIDAY, OccurrenceState.EMPTY
_NOT_HELD = {
    CANCELLED: "That date is cancelled already.",
    HOLIDAY: "That date is left out already, because of the day off.",
    EMPTY: "That date was skipped already, since there was nothing to talk about.",
}
_ENDED = "This sync has been ended, so its dates can't be changed any more. `/sync new` makes another one."
_BEGUN = "That meeting has begun already, so this can't be changed any more. The next dates still can."


def move_occurrence(
    desk: Desk, sync_id: str, key: str, starts: datetime, zone: str, actor_id: str
) -> Occurrence:
    """To this time by the wall of `zone` (IANA); one that was not to be held is held then.

    Raises Missing, NotAllowed, Conflict and Unclear.
    """
    sync, before = _to_change(desk, sync_id, key, actor_id)
    starts = starts.replace(second=0, microsecond=0, tzinfo=None, fold=0)
    starts_at = moment(starts, _known_zone(zone))
    if starts_at <= desk.now:
        raise Unclear("That time has passed already. Choose one that is still to come.")
    if starts_at == before.starts_at and before.state is PLANNED:
        raise Conflict("It is at that time already.")
    if _is_another_then(desk, before, starts_at):
        raise Conflict(
            "Another date of this sync is at that time already. Choose another time, or cancel one."
        )
    times = {"starts": written(starts), "zone": zone, "starts_at": starts_at}
    moved = write_anew(desk, before, **times, state=PLANNED, reason="", by_hand=True)
    tell(desk, sync, moved, "moved", actor_id, was=before.starts_at)
    return moved


def cancel_occurrence(desk: Desk, sync_id: str, key: str, actor_id: str, reason: str = "") -> Occurrence:
    """What was to be talked about stands on the next date's agenda meanwhile."""
    sync, before = _to_change(desk, sync_id, key, actor_id)
    return _leave_out(desk, sync, before, CANCELLED, "cancelled", actor_id, _short(desk, reason))


def restore_occurrence(desk: Desk, sync_id: str, key: str, actor_id: str) -> Occurrence:
    """Whyever it was not to be held: now it is, at the time it had."""
    sync, before = _to_change(desk, sync_id, key, actor_id)
    if before.state is PLANNED:
        raise Conflict("That date takes place already.")
    restored = write_anew(desk, before, state=PLANNED, reason="", by_hand=True)
    tell(desk, sync, restored, "restored", actor_id)
    return restored


def rename_occurrence(desk: Desk, sync_id: str, key: str, name: str, actor_id: str) -> Occurrence:
    """An empty name: that of the series again."""
    sync, before = _to_change(desk, sync_id, key, actor_id)
    wanted = desk.reader.mask(storable(name)).strip()[:LONGEST_NAME] or None
    if wanted == before.name:
        raise Conflict("It has that name already.")
    renamed = write_anew(desk, before, name=wanted)
    tell(desk, sync, renamed, "renamed", actor_id)
    return renamed


def set_facilitator(desk: Desk, sync_id: str, key: str, user_id: str, actor_id: str) -> Occurrence:
    """Whoever took the notes and now leads swaps the two parts with whoever led before."""
    sync, before = _to_change(desk, sync_id, key, actor_id)
    require_colleague(desk.people, user_id)
    if before.facilitator_id == user_id:
        raise Conflict(f"{desk.people.get(user_id).first_name} facilitates that one already.")
    notes = before.facilitator_id if before.note_taker_id == user_id else before.note_taker_id
    led = write_anew(desk, before, facilitator_id=user_id, note_taker_id=notes)
    tell(desk, sync, led, "facilitator", actor_id)
    return led


def skip_empty(desk: Desk, sync_id: str, key: str, actor_id: str) -> Occurrence:
    """Nothing urgent: one click frees everybody."""
    sync, before = _to_change(desk, sync_id, key, actor_id)
    return _leave_out(desk, sync, before, EMPTY, "empty", actor_id, "nothing to talk about")


def hold_anyway(desk: Desk, sync_id: str, key: str, actor_id: str) -> Occurrence:
    """On a day off, or without an agenda: the answer to the question whether to skip it.

    Said in the channel only where it had been left out before: everybody else expects it anyway.
    """
    sync, before = _to_change(desk, sync_id, key, actor_id)
    if before.state is PLANNED and before.by_hand:
        raise Conflict("That date takes place already.")
    held = write_anew(desk, before, state=PLANNED, reason="", by_hand=True)
    if before.state is PLANNED:
        draw_anew(desk, held)
    else:
        tell(desk, sync, held, "held", actor_id)
    return held


def answer_holiday(
    desk: Desk,
    sync_id: str,
    key: str,
    policy: HolidayPolicy,
    actor_id: str,
    *,
    reason: str,
    to: datetime | None = None,
) -> Occurrence:
    """What the facilitator decided about a date on a day off. `reason`: the holiday; `to`: the wall time of
    the next open day in the date's own zone, for MOVE."""
    if policy is HolidayPolicy.KEEP:
        return hold_anyway(desk, sync_id, key, actor_id)
    sync, before = _to_change(desk, sync_id, key, actor_id)
    if policy is HolidayPolicy.MOVE and to is not None:
        return move_occurrence(desk, sync_id, key, to, before.zone, actor_id)
    return _leave_out(desk, sync, before, HOLIDAY, "holiday", actor_id, reason)


def skip_by_itself(desk: Desk, sync: Sync, before: Occurrence) -> Occurrence | None:
    """When the agenda closes empty and the sync says so. None: somebody has changed it in this moment."""
    if before.state is not PLANNED:
        return None
    return _leave_out(desk, sync, before, EMPTY, "empty", None, "nothing to talk about")


def draw_next(desk: Desk, sync_id: str) -> None:
    """The next date that is held: its agenda takes over what stood on one that will not be."""
    following = next_one(desk.unit, sync_id, desk.now)
    if following is not None:
        draw_anew(desk, following)


def _to_change(desk: Desk, sync_id: str, key: str, actor_id: str) -> tuple[Sync, Occurrence]:
    sync = hold_sync(desk.unit, sync_id)
    occurrence = hold_occurrence(desk.unit, sync_id, key)
    require_changer(desk.people, actor_id, sync, attendees_of(desk.unit, sync_id), occurrence)
    if sync.ended_at is not None:
        raise Conflict(_ENDED)
    if occurrence.starts_at <= desk.now or occurrence.state is OccurrenceState.HELD:
        raise Conflict(_BEGUN)
    return sync, occurrence


def _leave_out(
    desk: Desk,
    sync: Sync,
    before: Occurrence,
    state: OccurrenceState,
    what: Told,
    actor_id: str | None,
    reason: str,
) -> Occurrence:
    if before.state is not PLANNED:
        raise Conflict(_NOT_HELD[before.state])
    left_out = write_anew(desk, before, state=state, reason=reason, by_hand=True)
    draw_next(desk, sync.id)
    tell(desk, sync, left_out, what, actor_id, reason=reason)
    return left_out


def write_anew(desk: Desk, before: Occurrence, **values: Any) -> Occurrence:
    """One date with these columns changed. Calendar programs see by the sequence that it is newer."""
    ours = of_date(before.sync_id, before.key)
    counted = {"sequence": before.sequence + 1, "changed_at": desk.now}
    desk.unit.execute(update(occurrences).where(*ours).values(**values, **counted))
    return hold_occurrence(desk.unit, before.sync_id, before.key)


def _is_another_then(desk: Desk, before: Occurrence, starts_at: datetime) -> bool:
    others = select(occurrences.c.original).where(
        occurrences.c.sync_id == before.sync_id,
        occurrences.c.original != before.key,
        occurrences.c.starts_at == starts_at,
        occurrences.c.state == PLANNED,
    )
    return desk.unit.execute(others.limit(1)).first() is not None


def _known_zone(zone: str) -> str:
    try:
        return ZoneInfo(zone).key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise Unclear("I don't know that time zone. Choose one from the list, like Europe/London.") from None


def _short(desk: Desk, reason: str) -> str:
    return desk.reader.mask(storable(reason)).strip()[:LONGEST_REASON]
