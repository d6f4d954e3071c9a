"""What would be posted on a day, or why nothing would be."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from bot.deliveries import settled
from bot.digests.keeping import is_paused, when_next, working_of
from bot.digests.model import Digest
from bot.digests.timing import due_times, next_due
from bot.syncs.series import moment
from bot.toolkit import Desk
from db.errors import Conflict
from db.kinds import DeliveryState, NoticeKind
from db.outbox import enqueue


def preview(
    desk: Desk, digest: Digest, user_id: str, day: date | None, channel_id: str | None = None
) -> datetime:
    """Drawn for this person only, by what draws the real one; when that one is due.

    Raises Conflict when nothing comes on that day, with the reason and when the next one does.
    """
    due_at = _due_on(desk, digest, day) if day else when_next(desk.company, digest, desk.now)
    if due_at is None:
        raise Conflict("It is paused until somebody lets it go on: `/digest resume`.")
    about: dict[str, Any] = {"digest_id": digest.id, "user_id": user_id, "until": due_at.isoformat()}
    enqueue(
        desk.unit,
        NoticeKind.DIGEST_DUE,
        lane=f"person:{user_id}",
        now=desk.now,
        target="preview",
        channel_id=channel_id,
        **about,
    )
    return due_at


def _due_on(desk: Desk, digest: Digest, day: date) -> datetime:
    zone = digest.series.zone_info
    today = desk.now.astimezone(zone).date()
    if day < today:
        raise Conflict(f"That day is over. {_became(desk, digest, day)}")
    working = working_of(desk.company, digest)
    ends = moment(datetime.combine(day, time(23, 59)), digest.zone)
    begins = moment(datetime.combine(day, time()), digest.zone) - timedelta(seconds=1)
    found = [one for one in due_times(digest, working, begins, ends) if one.day == day]
    if found and found[0].at > digest.seen_until:
        return found[0].at
    raise Conflict(_why_none(desk, digest, day))


def _why_none(desk: Desk, digest: Digest, day: date) -> str:
    working = working_of(desk.company, digest)
    name = working.holiday_name(day)
    zone = digest.series.zone_info
    if digest.paused_until is not None and day < digest.paused_until:
        why = "It is paused then."
    elif name:
        why = f"{name} is a day off, so nothing is posted."
    elif day == desk.now.astimezone(zone).date() and settled(desk.unit, digest.id, 1):
        why = _became(desk, digest, day)
    else:
        why = "It doesn't come on that day."
    ahead = next_due(digest, working, max(desk.now, digest.seen_until))
    if ahead is None or is_paused(digest, desk.now):
        return why
    return f"{why} The next one comes on {ahead.at.astimezone(zone):%A %-d %B at %H:%M}."


def _became(desk: Desk, digest: Digest, day: date) -> str:
    there = next((one for one in settled(desk.unit, digest.id, 100) if one.due.slot == day.isoformat()), None)
    if there is None:
        return "Nothing was due then."
    if there.state is DeliveryState.SAID:
        return "It was posted then, scroll up to find it."
    return f"It was not posted: {there.reason.removeprefix('not posted: ')}."
