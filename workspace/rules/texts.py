"""Text as Slack stores it: three signs escaped, mentions and links as tokens in angle brackets."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_TOKEN = re.compile(r"<(?:[@#!][^<>\n]+|(?:https?://|mailto:|tel:)[^<>\n]+)>")
_ENTITY = re.compile(r"&(?!(?:amp|lt|gt);)")
_LINK = re.compile(r"(?<![\w<|/])https?://[^\s<>|\"']+[^\s<>|\"'.,;:!?)\]]")
_GROUP_WORDS = ("here", "channel", "everyone")


def escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescape(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def from_app(text: str) -> str:
    """Text an app sent: its tokens live, every other bracket and ampersand is escaped."""
    parts, end = [], 0
    for token in _TOKEN.finditer(text):
        parts.append(_loose(text[end : token.start()]))
        parts.append(token.group())
        end = token.end()
    parts.append(_loose(text[end:]))
    return "".join(parts)


def _loose(text: str) -> str:
    safe = _ENTITY.sub("&amp;", text).replace("<", "&lt;").replace(">", "&gt;")
    return link_up(safe)


def link_up(text: str) -> str:
    return _LINK.sub(lambda found: f"<{found.group()}>", text)


def typed(text: str, names: Mapping[str, str], channels: Mapping[str, str]) -> str:
    """What somebody typed, escaped, with @names and #channels turned into tokens.

    `names` leads from a lower-case name to its whole token, `channels` likewise.
    """
    return tokens(link_up(escape(text)), names, channels)


def tokens(text: str, names: Mapping[str, str], channels: Mapping[str, str]) -> str:
    marks = dict(names) | {word: f"<!{word}>" for word in _GROUP_WORDS}
    return _tokens(_tokens(text, "@", marks), "#", channels)


def _tokens(text: str, mark: str, known: Mapping[str, str]) -> str:
    if mark not in text or not known:
        return text
    longest_first = sorted(known, key=len, reverse=True)
    names = "|".join(re.escape(name) for name in longest_first)
    # Not inside a word or a link, and the name must end where the word ends.
    pattern = re.compile(rf"(?<![\w/<.|{re.escape(mark)}]){re.escape(mark)}({names})(?![\w-])", re.IGNORECASE)
    return pattern.sub(lambda found: known[found.group(1).lower()], text)


def mentions(text: str, user: str) -> bool:
    return re.search(rf"<@{re.escape(user)}(\|[^>]*)?>", text) is not None


def as_rich_text(text: str, block_id: str) -> list[dict[str, Any]]:
    """The block Slack makes of what a person typed."""
    parts: list[dict[str, Any]] = []
    end = 0
    for token in _TOKEN.finditer(text):
        _add_text(parts, text[end : token.start()])
        parts.append(_part(token.group()[1:-1]))
        end = token.end()
    _add_text(parts, text[end:])
    section = {"type": "rich_text_section", "elements": parts}
    return [{"type": "rich_text", "block_id": block_id, "elements": [section]}]


def _add_text(parts: list[dict[str, Any]], text: str) -> None:
    if text:
        parts.append({"type": "text", "text": unescape(text)})


def _part(token: str) -> dict[str, Any]:
    target, _, label = token.partition("|")
    if target.startswith("@"):
        return {"type": "user", "user_id": target[1:]}
    if target.startswith("#"):
        return {"type": "channel", "channel_id": target[1:]}
    if target.startswith("!subteam^"):
        return {"type": "usergroup", "usergroup_id": target.removeprefix("!subteam^")}
    if target.startswith("!"):
        return {"type": "broadcast", "range": target[1:]}
    link = {"type": "link", "url": unescape(target)}
    return link | {"text": unescape(label)} if label else link
