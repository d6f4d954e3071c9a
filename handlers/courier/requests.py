"""Receipts, cards, and the lines that say what became of a request."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.requests.asking import find_asked
from bot.requests.finding import find_questions
from bot.requests.model import Request
from bot.requests.posting import NotYet, Said, target_of
from bot.requests.questions import awaited
from db.errors import Undeliverable
from db.kinds import Mode
from db.outbox import Notice
from handlers.courier.escalation import settle_calls
from handlers.courier.satchel import Satchel
from handlers.views.blocks import context
from handlers.views.card import card, card_left
from handlers.views.lines import line, settled_question
from handlers.views.merging import askers
from handlers.views.message import Message
from handlers.views.questions import questions
from handlers.views.receipt import receipt
from handlers.views.text import fitted
from handlers.views.wording import title

# A card with a link to the asker's thread is worth this much patience with the receipt.
WAIT_FOR_THREAD = timedelta(seconds=3)
LOOK_AGAIN = 0.25
NOTHING = Said()


def request_filed(satchel: Satchel, notice: Notice) -> Said:
    """The receipt: in the thread it was filed in, else as a new root, else by direct message."""
    request = satchel.request_of(notice)
    if request is None or request.receipt_ts is not None:
        return NOTHING
    beside = satchel.beside(request)
    people = satchel.people_of(request, notice, *beside)
    home = target_of(notice) == "home" and request.home_channel
    if not home:
        # The thread of a place that refused us is no thread of the direct messages.
        request = replace(request, home_channel=None, home_ts=None)
    channel_id = home or satchel.direct_to(request.asked_by)
    message = receipt(request, people, satchel.company, satchel.now, beside)
    return satchel.slack.post(notice, channel_id, message, request.home_ts)


def request_arrived(satchel: Satchel, notice: Notice) -> Said:
    """The card: in the team's channel, else to the owner, else to the bridge."""
    request = satchel.request_of(notice)
    gone = request is None or request.team_id != notice.detail.get("team_id")
    if request is None or gone or not request.is_open or request.card_ts is not None:
        return NOTHING
    _wait_for_thread(satchel, notice, request)
    message = _card(satchel, notice, request)
    target = target_of(notice)
    if target == "owner":
        return satchel.slack.post(notice, satchel.direct_to(request.owner_id), message)
    if target == "bridge":
        return satchel.to_bridge(notice, message)
    team = satchel.company.find_team(request.team_id) if request.team_id else None
    channel = team.channel if team else satchel.company.bridge.channel
    return satchel.slack.post(notice, satchel.channel_named(channel), message)


def receipt_changed(satchel: Satchel, notice: Notice) -> Said:
    request = satchel.request_of(notice)
    if request is not None and request.home_channel and request.receipt_ts:
        beside = satchel.beside(request)
        people = satchel.people_of(request, notice, *beside)
        waiting = satchel.followers_of(request)
        message = receipt(request, people, satchel.company, satchel.now, beside, waiting)
        satchel.slack.update(request.home_channel, request.receipt_ts, message)
    return NOTHING


def card_changed(satchel: Satchel, notice: Notice) -> Said:
    request = satchel.request_of(notice)
    if request is not None and request.card_channel and request.card_ts:
        message = _card(satchel, notice, request)
        satchel.slack.update(request.card_channel, request.card_ts, message)
    if request is not None:
        settle_calls(satchel, request)
    return NOTHING


def old_card_left(satchel: Satchel, notice: Notice) -> Said:
    """The card of a team that no longer has the request loses its buttons."""
    request = satchel.request_of(notice)
    detail = notice.detail
    if request is not None and detail.get("channel_id") and detail.get("ts"):
        message = card_left(
            request,
            satchel.people_of(request, notice),
            satchel.company,
            from_team=detail.get("from_team"),
            team_id=detail.get("team_id"),
            actor_id=detail.get("actor_id"),
            old_owner_id=detail.get("old_owner_id"),
        )
        satchel.slack.update(detail["channel_id"], detail["ts"], message)
    if request is not None:
        settle_calls(satchel, request, moved_at=notice.created_at)
    return NOTHING


def question_settled(satchel: Satchel, notice: Notice) -> Said:
    """Nothing when the question itself could not be posted."""
    request = satchel.request_of(notice)
    if request is not None:
        people = satchel.people_of(request, notice)
        message = settled_question(request, people, satchel.company if satchel.beside(request) else None)
        with satchel.toolkit.ledger.read() as connection:
            questions = find_questions(connection, request.id)
        for channel_id, ts in questions:
            satchel.slack.update(channel_id, ts, message)
    return NOTHING


def questions_asked(satchel: Satchel, notice: Notice) -> Said:
    """What is missing, in the asker's thread. Nothing when it was answered before it could be asked."""
    request = satchel.request_of(notice)
    if request is None or not awaited(request, satchel.company):
        return NOTHING
    message = questions(request, satchel.people_of(request, notice), satchel.company, satchel.now)
    if target_of(notice) == "asker":
        channel_id = satchel.direct_to(request.asked_by)
        return satchel.slack.post(notice, channel_id, _about(satchel, request, message))
    if request.home_channel is None or request.home_ts is None:
        raise Undeliverable("The asker has no thread.", "thread_not_found")
    return satchel.slack.post(notice, request.home_channel, message, request.home_ts)


def questions_changed(satchel: Satchel, notice: Notice) -> Said:
    request = satchel.request_of(notice)
    if request is not None:
        message = questions(request, satchel.people_of(request, notice), satchel.company, satchel.now)
        with satchel.toolkit.ledger.read() as connection:
            places = find_asked(connection, request.id)
        for channel_id, ts in places:
            satchel.slack.update(channel_id, ts, message)
    return NOTHING


def change_told(satchel: Satchel, notice: Notice) -> Said:
    """One line: in the asker's thread, or under the team's card if there is one."""
    request = satchel.request_of(notice)
    if request is None:
        return NOTHING
    people = satchel.people_of(request, notice)
    at_home = notice.detail["side"] == "home" and target_of(notice) == "home"
    message = line(
        request,
        people,
        satchel.company,
        satchel.now,
        notice.detail,
        one_of_several=at_home and bool(satchel.beside(request)),
    )
    if notice.detail["side"] == "team":
        if request.card_channel is None or request.card_ts is None:
            return NOTHING
        return satchel.slack.post(notice, request.card_channel, message, request.card_ts)
    if target_of(notice) == "asker":
        channel_id = satchel.direct_to(request.asked_by)
        return satchel.slack.post(notice, channel_id, _about(satchel, request, message))
    if request.home_channel is None or request.home_ts is None:
        raise Undeliverable("The asker has no thread.", "thread_not_found")
    return satchel.slack.post(notice, request.home_channel, message, request.home_ts)


def _card(satchel: Satchel, notice: Notice, request: Request) -> Message:
    beside, together = satchel.beside(request), satchel.together_with(request)
    return card(
        request,
        satchel.people_of(request, notice, *beside, *askers(together)),
        satchel.company,
        satchel.now,
        home_link=_home_link(satchel, request),
        beside=beside,
        followers=satchel.followers_of(request),
        together=together,
    )


def _wait_for_thread(satchel: Satchel, notice: Notice, request: Request) -> None:
    """The receipt opens the asker's thread at this very moment; then the card can lead there."""
    opening = request.mode is Mode.SHARED and request.home_channel and request.home_ts is None
    if opening and satchel.now - notice.created_at < WAIT_FOR_THREAD:
        raise NotYet(LOOK_AGAIN)


def _home_link(satchel: Satchel, request: Request) -> str | None:
    """Only to a thread that the team can read."""
    if request.mode is not Mode.SHARED:
        return None
    return satchel.link_to(request.home_channel, request.home_ts)


def _about(satchel: Satchel, request: Request, message: Message) -> Message:
    """Far from its thread a line must say which request it is about."""
    reminder = f"About your request: “{fitted(title(request, satchel.company), 200)}”"
    return Message(f"{reminder}\n{message.text}"[:3000], [context(reminder), *message.blocks])
