"""A digest falls due, or is wanted now: said once, silent, or not said with a reason. And drawn anew."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from bot.deliveries import Due, settle
from bot.digests import runs
from bot.digests.gathering import content_of, window_of
from bot.digests.keeping import hold_digest, note_seen, require_manager, when_next, working_of
from bot.digests.model import Content, Digest, Run, Window
from bot.digests.timing import DueAt, down_words, due_times, standing
from bot.toolkit import Desk
from bot.working_time import WorkingTime
from db.errors import Conflict, Missing
from db.kinds import DeliveryState, NoticeKind
from db.outbox import enqueue, supersede
from db.tables import requests

KIND = "digest"
LOOK = "digests"
NOTHING_TO_SAY = "there was nothing to say"
SENT_JUST_NOW = timedelta(minutes=1)
NOTICEABLY_LATE = timedelta(minutes=10)
DRAWN_FOR = timedelta(hours=36)  # a digest that is older is not drawn anew
MOST_DRAWN = 200  # digests whose lines are looked after at a time


def say_if_due(desk: Desk, digest_id: str, last_look: datetime | None) -> None:
    """Settles all that is due of it, in the transaction of the desk. `last_look`: when we last did this."""
    try:
        digest = hold_digest(desk.unit, digest_id)
    except Missing:
        return
    working = working_of(desk.company, digest)
    times = due_times(digest, working, digest.seen_until, desk.now)
    seen_until = digest.seen_until
    later = when_next(desk.company, digest, desk.now)
    for due in times[:-1]:
        _skip(desk, digest, due, last_look)
    for due in times[-1:]:
        match standing(digest, due, working, desk.now):
            case "say":
                _say(desk, digest, due, last_look)
                seen_until = due.at
            case "skip":
                _skip(desk, digest, due, last_look)
            case "wait":
                later = _sooner(working, desk.now, later)
    note_seen(desk.unit, digest, seen_until, later)


def send_now(desk: Desk, digest_id: str, actor_id: str) -> bool:
    """What happened since the last one, at once. False: there is nothing to say, and nothing is sent.

    Raises NotAllowed, and Conflict when somebody else has just sent it.
    """
    digest = hold_digest(desk.unit, digest_id)
    require_manager(desk, actor_id, digest)
    newest = runs.newest_run(desk.unit, digest.id)
    if newest and newest.period.startswith(runs.NOW) and abs(desk.now - newest.made_at) < SENT_JUST_NOW:
        raise Conflict("It was sent a moment ago. Nothing is sent twice.")
    window = window_of(desk.unit, digest, desk.now)
    content = _content(desk, digest, window)
    if content.is_empty:
        return False
    period = f"{runs.NOW} {desk.now:%Y-%m-%dT%H:%M:%S.%f}"
    runs.note_run(desk.unit, digest.id, period, window, content, desk.now, state=DeliveryState.SAID)
    _enqueue(desk, digest, period)
    seen_until = max(digest.seen_until, desk.now)
    note_seen(desk.unit, digest, seen_until, when_next(desk.company, digest, seen_until))
    return True


def draw_anew(desk: Desk, run: Run, until: datetime | None = None) -> None:
    """The message in Slack, with its lines as they stand now. `until`: the newest change that it shows, which
    is later than now where the clock was set back."""
    lane = _lane(run.digest_id)
    supersede(desk.unit, NoticeKind.DIGEST_CHANGED, lane, desk.now)
    about: dict[str, Any] = {"digest_id": run.digest_id, "period": run.period}
    enqueue(desk.unit, NoticeKind.DIGEST_CHANGED, lane=lane, now=desk.now, **about)
    runs.note_drawn(desk.unit, run, max(desk.now, until or desk.now))


def draw_what_changed(desk: Desk) -> int:
    """The digests of late one of whose requests was dealt with elsewhere; how many."""
    recent = runs.recent_runs(desk.unit, desk.now - DRAWN_FOR, MOST_DRAWN)
    newest = {run.digest_id: run for run in reversed(recent)}  # an older one of the same place is history
    changed = _changed_at(desk, (line.ref for run in newest.values() for line in run.lines))
    stale = [run for run in newest.values() if _is_stale(run, changed)]
    for run in stale:
        newest_change = max(changed[line.ref] for line in run.lines if line.ref in changed)
        draw_anew(desk, run, until=newest_change)
    return len(stale)


def _say(desk: Desk, digest: Digest, due: DueAt, last_look: datetime | None) -> None:
    window = window_of(desk.unit, digest, due.at)
    content = _content(desk, digest, window)
    state = DeliveryState.SILENT if content.is_empty else DeliveryState.SAID
    reason = _late(digest, due, last_look, desk.now) if state is DeliveryState.SAID else NOTHING_TO_SAY
    if not settle(desk.unit, _due(digest, due), desk.now, state, reason):
        return
    period = due.day.isoformat()
    runs.note_run(desk.unit, digest.id, period, window, content, desk.now, state=state, reason=reason)
    if state is DeliveryState.SAID:
        _enqueue(desk, digest, period)


def _skip(desk: Desk, digest: Digest, due: DueAt, last_look: datetime | None) -> None:
    """What it would have told is told by the next one, whose window begins where the last said one ended."""
    down = down_words(last_look, desk.now, digest)
    reason = f"not posted: {down}. The next one tells all of it"
    settle(desk.unit, _due(digest, due), desk.now, DeliveryState.SKIPPED, reason)


def _content(desk: Desk, digest: Digest, window: Window) -> Content:
    return content_of(desk.unit, desk.company, desk.people, digest, window, desk.now)


def _late(digest: Digest, due: DueAt, last_look: datetime | None, now: datetime) -> str:
    """ "" where it is on time."""
    if now - due.at < NOTICEABLY_LATE:
        return ""
    planned = due.at.astimezone(digest.series.zone_info)
    day = "" if now.astimezone(digest.series.zone_info).date() == due.day else f"{due.day:%A} "
    was_looking = last_look is not None and now - last_look < NOTICEABLY_LATE
    why = "it waited for working hours" if was_looking else down_words(last_look, now, digest)
    return f"Due {day}at {planned:%H:%M}: {why}."


def _sooner(working: WorkingTime, now: datetime, later: datetime | None) -> datetime:
    opens = working.next_start(now)
    return min(opens, later) if later else opens


def _due(digest: Digest, due: DueAt) -> Due:
    return Due(KIND, digest.id, due.day.isoformat(), digest.place, due.at)


def _lane(digest_id: str) -> str:
    return f"digest:{digest_id}"


def _enqueue(desk: Desk, digest: Digest, period: str) -> None:
    about: dict[str, Any] = {"digest_id": digest.id, "period": period}
    lane = _lane(digest.id)
    enqueue(desk.unit, NoticeKind.DIGEST_DUE, lane=lane, now=desk.now, place=digest.channel_id, **about)


def _is_stale(run: Run, changed: dict[str, datetime]) -> bool:
    drawn = run.drawn_at or run.made_at
    return any(line.ref in changed and changed[line.ref] > drawn for line in run.lines)


def _changed_at(desk: Desk, refs: Iterable[str]) -> dict[str, datetime]:
    """Of requests; entries and words are drawn once."""
    found: dict[str, datetime] = {}
    for some in runs.in_parts(dict.fromkeys(refs)):
        rows = desk.unit.execute(select(requests.c.id, requests.c.changed_at).where(requests.c.id.in_(some)))
        found |= {row.id: row.changed_at for row in rows}
    return found
