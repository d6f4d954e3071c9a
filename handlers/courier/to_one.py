"""What only one person sees: a sentence, a form, their Home tab, their list.

What vanishes when it is read (ephemeral messages, forms) cannot be looked up in Slack. When it is unsure
whether it was shown, it is not shown again: a person who missed it asks or clicks once more, a person
who sees a thing twice stops trusting it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from bot.escalation.watching import auditor
from bot.launches.road_map import coming
from bot.requests.finding import find_open, find_page
from bot.requests.posting import Said, target_of
from bot.requests.similar import followers_of
from bot.syncs.overview import own_syncs
from db.errors import Undeliverable
from db.inbox import stuck
from db.kinds import Change, NoticeKind
from db.outbox import Notice, parked_notices
from handlers.courier.numbers import numbers_for
from handlers.courier.outcomes import NEVER
from handlers.courier.quiet import word_settings
from handlers.courier.requests import NOTHING
from handlers.courier.satchel import Satchel
from handlers.digest_pages import at_home
from handlers.views.home import home
from handlers.views.lists import listing
from handlers.views.message import Message
from handlers.views.similar import news

TRIGGER_LASTS = timedelta(seconds=3)
CLICK_AGAIN = "That took me a moment too long, so the form didn't open. Please try once more."
MOST_ON_HOME = 100
_TOO_LATE = frozenset({"expired_trigger_id", "exchanged_trigger_id", "invalid_trigger_id"})


def person_told(satchel: Satchel, notice: Notice) -> Said:
    """As an answer to their click, else where they are looking, else by direct message."""
    detail = notice.detail
    message = Message(detail["text"], list(detail.get("blocks") or ()))
    channel_id: str | None = detail.get("channel_id")
    if target_of(notice) == "here":
        shared = None if channel_id is None or channel_id.startswith("D") else channel_id
        if notice.unsure and (detail.get("response_url") or shared):
            return NOTHING
        if _answered_click(satchel, notice, message):
            return NOTHING
        if shared:
            satchel.slack.whisper(shared, detail["user_id"], message, detail.get("thread_ts"))
            return NOTHING
        if (
            channel_id is not None
        ):  # direct messages are private anyway, and what stands there can be found again
            return satchel.slack.post(notice, channel_id, message, detail.get("thread_ts"))
    return satchel.slack.post(notice, satchel.direct_to(detail["user_id"]), message)


def follower_told(satchel: Satchel, notice: Notice) -> Said:
    """By direct message; nothing once they no longer wait for it."""
    request, user_id = satchel.request_of(notice), notice.detail["user_id"]
    if request is None:
        return NOTHING
    with satchel.toolkit.ledger.read() as connection:
        own = {one["user_id"]: one["words"] for one in followers_of(connection, request.id)}
    if user_id not in own:
        return NOTHING
    people, actor_id = satchel.people_of(request, notice), notice.detail.get("actor_id")
    message = news(
        request,
        people,
        satchel.company,
        Change(notice.detail["change"]),
        actor=people.get(actor_id) if actor_id else None,
        follower_id=user_id,
        own_words=own[user_id],
        update=str(notice.detail.get("words") or ""),
    )
    return satchel.slack.post(notice, satchel.direct_to(user_id), message)


def view_due(satchel: Satchel, notice: Notice) -> Said:
    """A form, while the click that asked for it is young."""
    if notice.unsure:
        return NOTHING
    detail = notice.detail
    if satchel.now - notice.created_at <= TRIGGER_LASTS:
        try:
            satchel.slack.write("views.open", trigger_id=detail["trigger_id"], view=detail["view"])
            return NOTHING
        except Undeliverable as refused:
            if refused.code not in _TOO_LATE:
                raise
    return satchel.slack.post(notice, satchel.direct_to(detail["user_id"]), Message(CLICK_AGAIN, []))


def home_changed(satchel: Satchel, notice: Notice) -> Said:
    """Drawn from the rows of this moment, so saying it twice does no harm."""
    user_id = notice.detail["user_id"]
    people = satchel.people_with([user_id])
    reader = people.get(user_id)
    with satchel.toolkit.ledger.read() as connection:
        view = home(
            reader,
            satchel.board,
            satchel.company,
            satchel.now,
            mine=find_open(connection, reader, "mine", MOST_ON_HOME),
            waiting=find_open(connection, reader, "waiting", MOST_ON_HOME),
            team=find_open(connection, reader, "team", MOST_ON_HOME),
            parked=[_parked(one) for one in parked_notices(connection)] if reader.is_admin else [],
            stuck=stuck(connection) if reader.is_admin else 0,
            words=None if reader.outside else word_settings(satchel, connection, people, user_id),
            coming=None if reader.outside else coming(connection, satchel.company, satchel.now),
            syncs=[] if reader.outside else own_syncs(connection, user_id, satchel.now),
            numbers=numbers_for(satchel, connection, people, user_id),
            auditor=auditor(connection) if reader.is_admin or reader.side == "it" else None,
            digests=None if reader.outside else at_home(connection, satchel.company, user_id, satchel.now),
        )
    satchel.slack.publish(user_id, view)
    return NOTHING


def list_turned(satchel: Satchel, notice: Notice) -> Said:
    """Takes the place of the page they saw."""
    detail = notice.detail
    if not detail.get("response_url"):
        raise Undeliverable("There is no list to turn the page of.", "no_response_url")
    people = satchel.people_with([detail["user_id"]])
    reader = people.get(detail["user_id"])
    with satchel.toolkit.ledger.read() as connection:
        page = find_page(connection, reader, detail["which"], detail["words"], detail["number"])
    message = listing(page, reader, people, satchel.company, satchel.now)
    satchel.slack.respond(detail["response_url"], message, replace_original=True)
    return NOTHING


def _answered_click(satchel: Satchel, notice: Notice, message: Message) -> bool:
    """False when there was no click, or it is too long ago to be answered."""
    url = notice.detail.get("response_url")
    if not url:
        return False
    try:
        satchel.slack.respond(
            url,
            message,
            replace_original=bool(notice.detail.get("replace_original", False)),
            thread_ts=notice.detail.get("thread_ts"),
        )
    except Undeliverable:
        return False
    return True


def _parked(notice: Notice) -> str:
    code = notice.error or "unknown"
    return f"{WHAT_IT_WAS[notice.kind]}: {NEVER.get(code, 'Slack did not take it.')} ({code})"


WHAT_IT_WAS: Mapping[NoticeKind, str] = {
    NoticeKind.REQUEST_FILED: "A receipt for somebody who asked",
    NoticeKind.REQUEST_ARRIVED: "A new request for its team",
    NoticeKind.RECEIPT_CHANGED: "A receipt to be drawn anew",
    NoticeKind.CARD_CHANGED: "A team's card to be drawn anew",
    NoticeKind.CARD_LEFT: "The old card of a request that moved",
    NoticeKind.CHANGE_TOLD: "News about a request",
    NoticeKind.QUESTIONS_ASKED: "What is missing, asked once",
    NoticeKind.QUESTIONS_CHANGED: "What is missing, to be drawn anew",
    NoticeKind.QUESTION_SETTLED: "A question whose buttons are of no use any more",
    NoticeKind.MESSAGE_COPIED: "Words to be carried to the other side",
    NoticeKind.COPY_CHANGED: "A correction to be carried to the other side",
    NoticeKind.COPY_DELETED: "Words to be taken back on the other side",
    NoticeKind.COPY_FAILED: "The news that words were not carried",
    NoticeKind.TEAM_NOTE_SEEN: "A note to a team member",
    NoticeKind.PERSON_TOLD: "A sentence for one person",
    NoticeKind.FOLLOWER_TOLD: "News for somebody who waits too",
    NoticeKind.VIEW_DUE: "A form to be opened",
    NoticeKind.HOME_CHANGED: "Somebody's Home tab",
    NoticeKind.MESSAGE_WANTED: "A message to be made a request",
    NoticeKind.LIST_TURNED: "A page of somebody's list",
    NoticeKind.VIEW_CHANGED: "An open form to be drawn anew",
    NoticeKind.WORD_PROPOSED: "The card of a word somebody explained",
    NoticeKind.WORD_CARD_CHANGED: "The card of a word, to be drawn anew",
    NoticeKind.WORD_DECIDED: "What became of somebody's text about a word",
    NoticeKind.WORD_HANDED_OVER: "A word that somebody is to look after",
    NoticeKind.WORD_REVIEW_DUE: "The question whether a word is still explained right",
    NoticeKind.WORDS_WAITING: "The words that wait for a side",
    NoticeKind.WORDS_NOTICED: "The mark of quiet help on a message",
    NoticeKind.COURSE_DUE: "A screen of the list for new starters",
    NoticeKind.WORD_SHARED: "A word's explanation, shared by somebody",
    NoticeKind.WORD_UNCLEAR: "The news that an explanation is unclear",
    NoticeKind.WORD_WANTED: "The card of a word that nobody has explained yet",
    NoticeKind.WORD_WANTED_CHANGED: "Such a card, to be drawn anew",
    NoticeKind.WORD_FOUND: "The news that a word is explained now",
    NoticeKind.LAUNCH_OPENED: "A launch with the days that follow from it",
    NoticeKind.LAUNCH_CHANGED: "A launch, to be drawn anew",
    NoticeKind.LAUNCH_ARRIVED: "A team's card about a launch",
    NoticeKind.LAUNCH_CARD_CHANGED: "A team's card about a launch, to be drawn anew",
    NoticeKind.LAUNCH_TOLD: "News of a launch",
    NoticeKind.SYNC_ANNOUNCED: "The agenda of a sync",
    NoticeKind.SYNC_CHANGED: "The agenda of a sync, to be drawn anew",
    NoticeKind.SYNC_REMINDED: "A reminder of a sync, for one person",
    NoticeKind.SYNC_STARTED: "The news that a sync begins",
    NoticeKind.SYNC_ASKED: "A question about a sync to whoever facilitates it",
    NoticeKind.SYNC_CLOSED: "What was decided in a sync",
    NoticeKind.SYNC_TOLD: "A change of a sync",
    NoticeKind.STEP_TAKEN: "The question to the next ones, where nobody answered",
    NoticeKind.PROMISE_TOLD: "The word that a promised time comes near, or has passed",
    NoticeKind.PERSON_CALLED: "A call to somebody, where nobody answered",
    NoticeKind.DUTY_TOLD: "A change of who is on call",
    NoticeKind.SWAP_ASKED: "The question whether somebody swaps a shift",
    NoticeKind.SHIFT_HANDED_OVER: "What one shift hands over to the next",
    NoticeKind.GAPS_FOUND: "Times at which nobody is on call",
    NoticeKind.GROUP_DUE: "A user group to be kept equal to the rota",
    NoticeKind.DIGEST_DUE: "A digest",
    NoticeKind.DIGEST_CHANGED: "A digest to be drawn anew",
}
