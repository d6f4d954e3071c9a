"""People's words on their way from one thread to the other, and messages that were pointed at."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from bot.channels import channel_names
from bot.company import Team
from bot.requests.finding import find_copy
from bot.requests.model import Request
from bot.requests.posting import Said
from db.engine import Taken
from db.errors import Undeliverable
from db.outbox import Notice
from handlers.courier.requests import NOTHING
from handlers.courier.satchel import Satchel
from handlers.plain import plain
from handlers.reading import message_from
from handlers.views.copies import copied, copy_failed, team_note
from handlers.views.message import Message

_GONE = frozenset({"message_not_found", "thread_not_found"})


def message_copied(satchel: Satchel, notice: Notice) -> Said:
    request = satchel.request_of(notice)
    if request is None:
        return NOTHING
    to_team = notice.detail["side"] == "team"
    channel_id = request.card_channel if to_team else request.home_channel
    thread_ts = request.card_ts if to_team else request.home_ts
    if channel_id is None or thread_ts is None:
        raise Undeliverable("There is no thread to carry it to.", "thread_not_found")
    return satchel.slack.post(notice, channel_id, _copy(satchel, notice, request), thread_ts)


def copy_changed(satchel: Satchel, notice: Notice) -> Said:
    """Draws the copy from the message as it is now, files included."""
    request = satchel.request_of(notice)
    place = _copy_place(satchel, notice)
    if request is None or place is None:
        return NOTHING
    message = fetched(satchel, notice.detail["source_channel"], notice.detail["source_ts"])
    if message is not None:
        side = "team" if place[0] == request.card_channel else "home"
        satchel.slack.update(*place, _from_source(satchel, request, message, side))
    return NOTHING


def copy_deleted(satchel: Satchel, notice: Notice) -> Said:
    place = _copy_place(satchel, notice)
    if place is not None:
        try:
            satchel.slack.write("chat.delete", channel=place[0], ts=place[1])
        except Undeliverable as refused:
            if refused.code not in _GONE:
                raise
    return NOTHING


def told_that_copy_failed(satchel: Satchel, notice: Notice) -> Said:
    """Beside the words that did not arrive."""
    request = satchel.request_of(notice)
    if request is None:
        return NOTHING
    detail = notice.detail
    people = satchel.people_of(request, notice)
    team = _team_of(satchel, request)
    if detail["side"] == "home":
        to_name, thread_ts = team.spoken_name if team else "the other side", request.home_ts
    else:
        to_name, thread_ts = people.get(request.asked_by).first_name, request.card_ts
    message = copy_failed(to_name, detail["code"])
    return satchel.slack.post(notice, detail["channel_id"], message, thread_ts or detail["ts"])


def team_note_seen(satchel: Satchel, notice: Notice) -> Said:
    """Cannot be looked up, so an unsure one is not said again: the ⋯ menu on the message sends it too."""
    request = satchel.request_of(notice)
    if request is None or notice.unsure:
        return NOTHING
    detail = notice.detail
    asker = satchel.people_of(request, notice).get(request.asked_by)
    message = team_note(asker.first_name, detail["channel_id"], detail["ts"], detail["text"])
    satchel.slack.whisper(detail["channel_id"], detail["user_id"], message, detail["thread_ts"])
    return NOTHING


def message_wanted(satchel: Satchel, notice: Notice) -> Said:
    """Hands the message that was pointed at to whoever files it. Gone or filed already: nothing to do."""
    message = fetched(satchel, notice.detail["channel_id"], notice.detail["ts"])
    if message is None and notice.detail.get("like"):  # they wait for it too, with or without words
        message = {"ts": notice.detail["ts"], "text": ""}
    if message is not None:
        satchel.people_with([message.get("user"), notice.detail.get("user_id")])
        with suppress(Taken):
            satchel.found(notice, message)
    return NOTHING


def fetched(satchel: Satchel, channel_id: str, ts: str) -> Mapping[str, Any] | None:
    """One message, in a thread or not; None when it is gone."""
    only = {"channel": channel_id, "oldest": ts, "latest": ts, "inclusive": True, "limit": 5}
    try:
        found = satchel.slack.read("conversations.replies", ts=ts, **only).get("messages")
    except Undeliverable as refused:
        if refused.code not in _GONE:
            raise
        found = satchel.slack.read("conversations.history", **only).get("messages")
    return next((message for message in found or [] if message.get("ts") == ts), None)


def _copy(satchel: Satchel, notice: Notice, request: Request) -> Message:
    detail = notice.detail
    if detail["text"] is None:
        source = fetched(satchel, detail["source_channel"], detail["source_ts"])
        if source is None:
            raise Undeliverable("The message was deleted before it was sent.", "message_not_found")
        return _from_source(satchel, request, source, detail["side"])
    author = satchel.people_of(request, notice).get(detail["author_id"])
    return _drawn(satchel, request, author.name, detail["text"], detail["files"], detail["side"])


def _from_source(satchel: Satchel, request: Request, source: Mapping[str, Any], side: str) -> Message:
    spoken = message_from(source, "")
    people = satchel.people_with([spoken.user_id])
    with satchel.toolkit.ledger.read() as connection:
        text = satchel.toolkit.learner.reader.mask(plain(spoken.text, people, channel_names(connection)))
    return _drawn(satchel, request, people.get(spoken.user_id).name, text, spoken.files, side)


def _drawn(satchel: Satchel, request: Request, author_name: str, text: str, files: Any, side: str) -> Message:
    team = _team_of(satchel, request)
    if side == "team":
        return copied(author_name, text, files, side="team")
    return copied(author_name, text, files, side="home", team_name=team.name if team else None)


def _team_of(satchel: Satchel, request: Request) -> Team | None:
    return satchel.company.find_team(request.team_id) if request.team_id else None


def _copy_place(satchel: Satchel, notice: Notice) -> tuple[str, str] | None:
    with satchel.toolkit.ledger.read() as connection:
        detail = notice.detail
        return find_copy(connection, detail["source_channel"], detail["source_ts"], notice.request_id)
