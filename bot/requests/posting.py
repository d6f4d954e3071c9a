"""What follows when the relay has said a notice, or could not.

Called by the relay inside the short transaction that settles the notice.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select, update

from bot.digests.refusing import refused as digest_refused
from bot.digests.runs import note_posted
from bot.launches.placing import note_launch_card, note_launch_opened
from bot.oncall import placing as duty
from bot.quiet.hearing import hear_copy
from bot.requests.model import Request, find_request, find_together
from bot.requests.telling import tell_person
from bot.syncs import notices as syncs
from bot.toolkit import Desk
from db import outbox
from db.errors import BotError
from db.kinds import Change, NoticeKind, PostRole
from db.outbox import Notice, enqueue
from db.tables import people, posts, requests
from glossary.keeping.notices import note_card
from glossary.unknown import counting as unknown

# Where a notice goes when Slack refuses its place for good. The last refusal parks it.
_NEXT_TARGET = {
    (NoticeKind.REQUEST_ARRIVED, "team"): "owner",
    (NoticeKind.REQUEST_ARRIVED, "owner"): "bridge",
    (NoticeKind.REQUEST_FILED, "home"): "asker",
    (NoticeKind.CHANGE_TOLD, "home"): "asker",
    (NoticeKind.QUESTIONS_ASKED, "home"): "asker",
    (NoticeKind.PERSON_TOLD, "here"): "direct",
    (NoticeKind.WORD_PROPOSED, "side"): "bridge",
    (NoticeKind.WORDS_WAITING, "side"): "bridge",
    (NoticeKind.WORD_WANTED, "side"): "bridge",
    (NoticeKind.WORD_UNCLEAR, "keeper"): "bridge",
    (NoticeKind.WORD_SHARED, "place"): "asker",
    (NoticeKind.LAUNCH_OPENED, "home"): "asker",
    (NoticeKind.LAUNCH_TOLD, "home"): "asker",
    (NoticeKind.LAUNCH_ARRIVED, "team"): "owner",
    (NoticeKind.LAUNCH_ARRIVED, "owner"): "bridge",
    (NoticeKind.DUTY_TOLD, "team"): "owner",
    (NoticeKind.SHIFT_HANDED_OVER, "team"): "owner",
    (NoticeKind.GAPS_FOUND, "team"): "owner",
    (NoticeKind.STEP_TAKEN, "team"): "bridge",  # each of them has it in a direct message as well
    (NoticeKind.PERSON_CALLED, "person"): "bridge",
}
_FIRST_TARGET = {
    NoticeKind.REQUEST_ARRIVED: "team",
    NoticeKind.REQUEST_FILED: "home",
    NoticeKind.CHANGE_TOLD: "home",
    NoticeKind.PERSON_TOLD: "here",
    NoticeKind.WORD_PROPOSED: "side",
    NoticeKind.WORDS_WAITING: "side",
    NoticeKind.WORD_WANTED: "side",
    NoticeKind.WORD_UNCLEAR: "keeper",
    NoticeKind.WORD_SHARED: "place",
    NoticeKind.LAUNCH_ARRIVED: "team",
    NoticeKind.STEP_TAKEN: "team",
    NoticeKind.DUTY_TOLD: "team",
    NoticeKind.SHIFT_HANDED_OVER: "team",
    NoticeKind.GAPS_FOUND: "team",
    NoticeKind.PERSON_CALLED: "person",
}
# Not worth an admin's look when Slack refuses them: the next change draws anew.
_LOSABLE = frozenset(
    {
        NoticeKind.RECEIPT_CHANGED,
        NoticeKind.CARD_CHANGED,
        NoticeKind.CARD_LEFT,
        NoticeKind.TEAM_NOTE_SEEN,
        NoticeKind.VIEW_DUE,
        NoticeKind.HOME_CHANGED,
        NoticeKind.LIST_TURNED,
        NoticeKind.FOLLOWER_TOLD,
        NoticeKind.QUESTION_SETTLED,
        NoticeKind.QUESTIONS_CHANGED,
        NoticeKind.COPY_CHANGED,
        NoticeKind.COPY_DELETED,
        NoticeKind.VIEW_CHANGED,
        NoticeKind.WORD_CARD_CHANGED,
        NoticeKind.WORD_DECIDED,
        NoticeKind.WORD_HANDED_OVER,
        NoticeKind.WORD_REVIEW_DUE,
        NoticeKind.WORD_UNCLEAR,
        NoticeKind.WORD_WANTED_CHANGED,
        NoticeKind.WORD_FOUND,
        NoticeKind.WORDS_NOTICED,
        NoticeKind.COURSE_DUE,
        NoticeKind.DIGEST_CHANGED,
        NoticeKind.LAUNCH_CHANGED,
        NoticeKind.LAUNCH_CARD_CHANGED,
        NoticeKind.LAUNCH_TOLD,
        NoticeKind.SYNC_CHANGED,
        NoticeKind.SYNC_REMINDED,
        NoticeKind.SYNC_ASKED,
        NoticeKind.DUTY_TOLD,
        NoticeKind.PROMISE_TOLD,  # nothing said in reply makes others be asked
    }
)
_CALLS = (NoticeKind.STEP_TAKEN, NoticeKind.PERSON_CALLED)
_ROLES = {
    NoticeKind.REQUEST_FILED: PostRole.RECEIPT,
    NoticeKind.REQUEST_ARRIVED: PostRole.CARD,
    NoticeKind.CHANGE_TOLD: PostRole.LINE,
    NoticeKind.QUESTIONS_ASKED: PostRole.ASKED,
    NoticeKind.MESSAGE_COPIED: PostRole.COPY,
    NoticeKind.PERSON_CALLED: PostRole.CALL,
}


@dataclass(frozen=True)
class Said:
    """Where a notice stands in Slack now. Without a `ts` it left no message of its own."""

    channel_id: str | None = None
    ts: str | None = None
    thread_ts: str | None = None


class NotYet(BotError):
    """The place is being paced. Nothing was tried; the notice is due again after `seconds`."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"Not yet: this place takes another message in {seconds:.1f} s.")
        self.seconds = seconds


def target_of(notice: Notice) -> str:
    """Which of its possible places a notice is to go to now."""
    return str(notice.detail.get("target") or _FIRST_TARGET.get(notice.kind, "home"))


def posted(desk: Desk, notice: Notice, said: Said) -> None:
    if not outbox.posted(desk.unit, notice, desk.now):
        return  # what follows from it was done then
    if notice.kind is NoticeKind.CARD_LEFT:
        refresh_homes(desk, _queue_of(desk, notice.detail.get("from_team")))
    if said.ts is None or said.channel_id is None:
        return
    _note_words(desk, notice, said.channel_id, said.ts, said.thread_ts)
    if notice.request_id is None:
        return
    _note_post(desk, notice, said)
    request = find_request(desk.unit, notice.request_id)
    if request is not None:
        _follow_up(desk, notice, said, request)


def _follow_up(desk: Desk, notice: Notice, said: Said, request: Request) -> None:
    if notice.kind is NoticeKind.REQUEST_FILED:
        _note_home(desk, request, said)
    elif notice.kind is NoticeKind.REQUEST_ARRIVED:
        _note_card(desk, request, notice, said)
    if notice.kind in (NoticeKind.REQUEST_FILED, NoticeKind.REQUEST_ARRIVED, NoticeKind.CHANGE_TOLD):
        asked_or_has = {request.asked_by, request.owner_id, request.acknowledged_by}
        refresh_homes(desk, asked_or_has | _queue_of(desk, request.team_id))
    elif notice.kind is NoticeKind.FOLLOWER_TOLD:
        refresh_homes(desk, {notice.detail["user_id"]})
    elif notice.kind in _CALLS and not request.is_unclaimed:  # taken while it was on its way
        enqueue(
            desk.unit, NoticeKind.CARD_CHANGED, lane=request.team_lane, now=desk.now, request_id=request.id
        )


def _note_words(desk: Desk, notice: Notice, channel_id: str, ts: str, thread_ts: str | None) -> None:
    """Where the glossary's cards stand, and what a copy carries into the asker's thread."""
    detail = notice.detail
    if notice.kind is NoticeKind.WORD_PROPOSED:
        note_card(desk.unit, detail["revision_id"], detail["step"], channel_id, ts)
    elif notice.kind is NoticeKind.WORD_WANTED:
        unknown.note_card(desk.unit, detail["norm"], channel_id, ts)
    elif notice.kind is NoticeKind.MESSAGE_COPIED:
        hear_copy(desk, notice, channel_id, ts, thread_ts)
    elif notice.kind is NoticeKind.DIGEST_DUE and "period" in detail:
        note_posted(desk.unit, detail["digest_id"], detail["period"], channel_id, ts)
    elif notice.kind is NoticeKind.LAUNCH_OPENED:
        note_launch_opened(desk.unit, notice, channel_id, ts, thread_ts)
    elif notice.kind is NoticeKind.LAUNCH_ARRIVED:
        note_launch_card(desk.unit, notice, channel_id, ts)
    elif notice.kind is NoticeKind.SYNC_ANNOUNCED:
        syncs.note_announcement(desk, notice, channel_id, ts)
    elif notice.kind is NoticeKind.SWAP_ASKED:
        duty.note_swap_asked(desk.unit, notice, channel_id, ts)


def _queue_of(desk: Desk, team_id: str | None) -> set[str | None]:
    """Whose Home tab lists the team's requests."""
    return {member.user_id for member in desk.people.members(team_id)}


def refused(desk: Desk, notice: Notice, code: str) -> None:
    """Slack will never take it there: the next place is tried, else it is parked and somebody is told."""
    fallback = _NEXT_TARGET.get((notice.kind, target_of(notice)))
    if fallback is not None:
        outbox.again(desk.unit, notice, desk.now, reason=code, target=fallback)
    elif notice.kind in syncs.IN_CHANNEL:
        syncs.refused(desk, notice, code)
    elif notice.kind is NoticeKind.DIGEST_DUE:
        digest_refused(desk, notice, code)
    elif notice.kind in (NoticeKind.SWAP_ASKED, NoticeKind.GROUP_DUE):
        duty.refused(desk, notice, code)
    elif notice.kind in _LOSABLE:
        outbox.dropped(desk.unit, notice, desk.now, code)
    else:
        outbox.parked(desk.unit, notice, desk.now, code)
        _tell_of_failure(desk, notice, code)


def refresh_homes(desk: Desk, user_ids: set[str | None]) -> None:
    """Draws the Home tab anew for those of them who ever opened it."""
    wanted = [user_id for user_id in user_ids if user_id]
    opened = select(people.c.user_id).where(
        people.c.user_id.in_(wanted), people.c.home_opened_at.is_not(None)
    )
    for user_id in desk.unit.execute(opened.order_by(people.c.user_id)).scalars().all():  # no deadlocks
        lane = f"home:{user_id}"
        outbox.supersede(desk.unit, NoticeKind.HOME_CHANGED, lane, desk.now)
        enqueue(desk.unit, NoticeKind.HOME_CHANGED, lane=lane, now=desk.now, user_id=user_id)


def _note_post(desk: Desk, notice: Notice, said: Said) -> None:
    role = _role_of(notice, said)
    if role is None:
        return
    detail: dict[str, Any] = dict(notice.detail) if role is PostRole.COPY else {}
    desk.unit.add(
        posts,
        channel_id=said.channel_id,
        ts=said.ts,
        request_id=notice.request_id,
        role=role,
        notice_id=notice.id,
        source_channel=detail.get("source_channel"),
        source_ts=detail.get("source_ts"),
        made_at=desk.now,
    )


def _role_of(notice: Notice, said: Said) -> PostRole | None:
    if notice.kind is NoticeKind.STEP_TAKEN:  # a message of its own has buttons, a line has none
        return PostRole.LINE if said.thread_ts else PostRole.CALL
    asks = notice.kind is NoticeKind.CHANGE_TOLD and notice.detail.get("change") == Change.RESOLVED
    return PostRole.QUESTION if asks else _ROLES.get(notice.kind)


def _note_home(desk: Desk, request: Request, said: Said) -> None:
    """What was filed with the same words lives in the same thread, under the same receipt."""
    home = {"home_channel": said.channel_id, "home_ts": said.thread_ts or said.ts}
    for one in find_together(desk.unit, request):
        _set(desk, one, **home, **({"receipt_ts": said.ts} if one.id == request.id else {}))
        if one.card_ts is not None:  # the card was quicker and does not lead to the thread yet
            enqueue(desk.unit, NoticeKind.CARD_CHANGED, lane=one.team_lane, now=desk.now, request_id=one.id)


def _note_card(desk: Desk, request: Request, notice: Notice, said: Said) -> None:
    if request.team_id == notice.detail.get("team_id"):
        _set(desk, request, card_channel=said.channel_id, card_ts=said.ts)
        return
    enqueue(  # it moved on while the card was on its way
        desk.unit,
        NoticeKind.CARD_LEFT,
        lane=request.team_lane,
        now=desk.now,
        request_id=request.id,
        channel_id=said.channel_id,
        ts=said.ts,
        from_team=notice.detail.get("team_id"),
        team_id=request.team_id,
    )


def _set(desk: Desk, request: Request, **values: Any) -> None:
    desk.unit.execute(update(requests).where(requests.c.id == request.id).values(**values))


def _tell_of_failure(desk: Desk, notice: Notice, code: str) -> None:
    if notice.kind is NoticeKind.MESSAGE_COPIED:
        enqueue(
            desk.unit,
            NoticeKind.COPY_FAILED,
            lane=f"failed:{notice.id}",
            now=desk.now,
            request_id=notice.request_id,
            channel_id=notice.detail["source_channel"],
            ts=notice.detail["source_ts"],
            side="home" if notice.detail["side"] == "team" else "team",
            code=code,
        )
    if notice.kind is NoticeKind.PERSON_TOLD:
        return
    for admin in desk.people.admins():
        tell_person(
            desk,
            admin.user_id,
            f"Slack refused something I had to say ({code}). Your Home tab shows what it was.",
        )
        refresh_homes(desk, {admin.user_id})
