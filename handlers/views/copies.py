"""Words carried from one thread to the other. They stand in rich text, so nothing in them pings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from bot.requests.model import SharedFile
from handlers.names import SEND_NOTE
from handlers.views.blocks import actions, button, context, part, rich, section
from handlers.views.budget import room
from handlers.views.message import Message
from handlers.views.text import cut, escape, fitted, one_line
from handlers.views.wording import file_links

_LONGEST_NAME = 60
_MOST_WORDS_IN_TEXT = 2000
_MOST_WORDS_IN_NOTE = 80
# Slack's word for a refusal -> what it means to the person whose words were not carried.
_WHY = {
    "is_archived": "their channel is archived",
    "channel_not_found": "I can't find their channel any more",
    "not_in_channel": "I'm not in their channel",
    "user_not_found": "their account is gone",
    "account_inactive": "their account is switched off",
    "user_disabled": "their account is switched off",
    "cannot_dm_bot": "a bot can't get messages from me",
    "message_not_found": "the message is gone",
    "thread_not_found": "their thread is gone",
    "msg_too_long": "the message is too long",
    "msg_blocks_too_long": "the message is too long",
}


def copied(
    author_name: str,
    text: str,
    files: Sequence[SharedFile | Mapping[str, str]],
    *,
    side: Literal["home", "team"],
    team_name: str | None = None,
) -> Message:
    """`side`: where it is read. The asker also reads which team speaks; the team knows who asked."""
    name = cut(one_line(author_name), _LONGEST_NAME) or "Somebody"
    if side == "home" and team_name:
        name = f"{name} ({cut(one_line(team_name), _LONGEST_NAME)})"
    sent = file_links(files)
    tail = [context(f"With it: {sent}")] if sent else []
    words = cut(text.strip(), room(tail) - len(name) - 1) or ("sent a file" if sent else "…")
    head = {"type": "rich_text_section", "elements": [part(f"{name}:", "bold")]}
    body = {"type": "rich_text_section", "elements": [part(words)]}
    return Message(f"{escape(name)}: {fitted(words, _MOST_WORDS_IN_TEXT)}", [rich(head, body), *tail])


def copy_failed(to_name: str, code: str) -> Message:
    name = escape(cut(one_line(to_name), _LONGEST_NAME)) or "the other side"
    why = _WHY.get(code, "Slack wouldn't take it")
    sentence = f"Not delivered to {name}: {why}. Please tell them directly."
    return Message(sentence, [section(sentence)])


def team_note(asker_first_name: str, channel_id: str, ts: str, text: str) -> Message:
    """Only its writer sees it. It names the words, so that of two notes nobody sends the wrong one."""
    words = escape(cut(one_line(text), _MOST_WORDS_IN_NOTE))
    sentence = f"Only your team sees “{words}”" if words else "Only your team sees this."
    name = cut(one_line(asker_first_name), _LONGEST_NAME) or "the asker"
    send = button(SEND_NOTE, f"Send to {name}", f"{channel_id} {ts}")
    return Message(sentence, [section(sentence), *actions(send)])
