"""What is said of syncs. Each notice carries ids and facts; the courier draws it from the rows of its moment.

| notice | to whom | carries, beside `sync_id` and `original` (the occurrence's key) |
| --- | --- | --- |
| SYNC_ANNOUNCED | the sync's channel | `late`: why it comes later than planned, for people, or "" |
| SYNC_CHANGED | the same message, drawn anew | |
| SYNC_REMINDED | `user_id`, by direct message | `late` |
| SYNC_STARTED | the channel, in the meeting's thread where there is one | `late` |
| SYNC_ASKED | `user_id` | `about`: "holiday", "empty" or "closing"; `reason`: the holiday; `late` |
| SYNC_CLOSED | the meeting's thread | `actor_id` and what closing adds |
| SYNC_TOLD | the channel | `what` (a Told), `actor_id` or None, `reason`, `was`: the start before a move |

SYNC_TOLD about the whole series has `original` None. `was` is an ISO moment in UTC, or None.

What concerns one occurrence stays in its own lane, so that what draws a message anew comes after it.
"""

from __future__ import annotations

from datetime import datetime
from html import escape
from typing import Any, Literal

from sqlalchemy import update

from bot.deliveries import Due, not_said_after_all, settle
from bot.requests.telling import tell_person
from bot.syncs.model import Occurrence, Sync
from bot.syncs.rows import find_sync, of_date
from bot.toolkit import Desk
from db import outbox
from db.kinds import DeliveryState, NoticeKind
from db.meeting_tables import occurrences
from db.outbox import Notice, enqueue, supersede

About = Literal["holiday", "empty", "closing"]
Told = Literal[
    "made",
    "changed",
    "ended",
    "moved",  # by a person
    "cancelled",
    "restored",
    "renamed",
    "facilitator",
    "holiday",  # not held: somebody has the day off
    "holiday_moved",  # the same, moved to another day
    "held",  # held all the same
    "empty",  # not held: there is nothing to talk about
]
# What the sync's channel gets; when Slack refuses it for good, the sync's maker hears of it.
IN_CHANNEL = frozenset(
    {
        NoticeKind.SYNC_ANNOUNCED,
        NoticeKind.SYNC_STARTED,
        NoticeKind.SYNC_TOLD,
        NoticeKind.SYNC_CLOSED,
    }
)
# Kinds of deliveries; what the facilitator is asked about is the target of an ASKED.
ANNOUNCED, STARTED = "sync.announced", "sync.started"
REMINDED, ASKED = "sync.reminded", "sync.asked"
_UNSAID_AS = {NoticeKind.SYNC_ANNOUNCED: ANNOUNCED, NoticeKind.SYNC_STARTED: STARTED}
_WHY = {
    "is_archived": "the channel is archived",
    "channel_not_found": "the channel is gone, or I'm not a member of it",
    "not_in_channel": "I'm not a member of that channel",
}


def lane_of(sync_id: str, key: str | None) -> str:
    return f"sync:{sync_id}:{key}" if key else f"sync:{sync_id}"


def announce(desk: Desk, occurrence: Occurrence, late: str = "") -> None:
    _enqueue(desk, NoticeKind.SYNC_ANNOUNCED, occurrence, late=late)


def draw_anew(desk: Desk, occurrence: Occurrence) -> None:
    """Nothing where it was not announced yet: then it is drawn from the newest rows anyway."""
    lane = lane_of(occurrence.sync_id, occurrence.key)
    if occurrence.ts is None and not outbox.unsaid(desk.unit, lane):
        return
    supersede(desk.unit, NoticeKind.SYNC_CHANGED, lane, desk.now)
    _enqueue(desk, NoticeKind.SYNC_CHANGED, occurrence)


def remind(desk: Desk, occurrence: Occurrence, user_id: str, late: str = "") -> None:
    lane = f"person:{user_id}"
    _enqueue(desk, NoticeKind.SYNC_REMINDED, occurrence, lane=lane, user_id=user_id, late=late)


def say_it_starts(desk: Desk, occurrence: Occurrence, late: str = "") -> None:
    _enqueue(desk, NoticeKind.SYNC_STARTED, occurrence, late=late)


def ask(
    desk: Desk, occurrence: Occurrence, user_id: str, about: About, *, reason: str = "", late: str = ""
) -> None:
    said = {"user_id": user_id, "about": about, "reason": reason, "late": late}
    _enqueue(desk, NoticeKind.SYNC_ASKED, occurrence, lane=f"person:{user_id}", **said)


def tell_closed(desk: Desk, occurrence: Occurrence, actor_id: str, **detail: Any) -> None:
    _enqueue(desk, NoticeKind.SYNC_CLOSED, occurrence, actor_id=actor_id, **detail)


def tell(
    desk: Desk,
    sync: Sync,
    occurrence: Occurrence | None,
    what: Told,
    actor_id: str | None,
    *,
    reason: str = "",
    was: datetime | None = None,
) -> None:
    """One change, once, in the channel; the announcement, if there is one, is drawn anew."""
    key = occurrence.key if occurrence else None
    enqueue(
        desk.unit,
        NoticeKind.SYNC_TOLD,
        lane=lane_of(sync.id, key),
        now=desk.now,
        place=sync.channel_id,
        sync_id=sync.id,
        original=key,
        what=what,
        actor_id=actor_id,
        reason=reason,
        was=was.isoformat() if was else None,
    )
    if occurrence is not None:
        draw_anew(desk, occurrence)


def note_announcement(desk: Desk, notice: Notice, channel_id: str, ts: str) -> None:
    """Where the announcement stands now: what follows goes into its thread, what changes is drawn there."""
    ours = of_date(notice.detail["sync_id"], notice.detail["original"])
    desk.unit.execute(update(occurrences).where(*ours).values(channel_id=channel_id, ts=ts))


def refused(desk: Desk, notice: Notice, code: str) -> None:
    """The channel takes nothing any more: the maker is told once a day, and the series stays."""
    sync = find_sync(desk.unit, notice.detail["sync_id"])
    why = _WHY.get(code, f"Slack didn't take it ({code})")
    outbox.dropped(desk.unit, notice, desk.now, code)
    kind = _UNSAID_AS.get(notice.kind)
    if kind is not None:
        not_said_after_all(desk.unit, kind, notice.detail["sync_id"], notice.detail["original"], why)
    if sync is None:
        return
    maker = desk.people.get(sync.created_by)
    told = maker if maker.known and not maker.deactivated else desk.board.on_call(None, desk.now)
    if told is None:
        return
    today = Due("sync.refused", sync.id, desk.now.date().isoformat(), told.user_id, desk.now)
    if settle(desk.unit, today, desk.now, DeliveryState.SAID):
        tell_person(desk, told.user_id, _cannot_post(sync, why))


def _cannot_post(sync: Sync, why: str) -> str:
    name = escape(sync.name, quote=False)
    return (
        f"I couldn't post about *{name}* in <#{sync.channel_id}>: {why}. The sync and its dates stay as they "
        "are, and everybody who attends is still reminded. Give it another channel under `/sync list`, or "
        "let me into this one."
    )


def _enqueue(
    desk: Desk, kind: NoticeKind, occurrence: Occurrence, *, lane: str | None = None, **detail: Any
) -> None:
    enqueue(
        desk.unit,
        kind,
        lane=lane or lane_of(occurrence.sync_id, occurrence.key),
        now=desk.now,
        sync_id=occurrence.sync_id,
        original=occurrence.key,
        **detail,
    )
