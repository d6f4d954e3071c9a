"""Slack's text made plain: no tokens, nothing escaped, as a person would read it.

Formatting marks (`*bold*`) stay as they were typed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.people import People

_TOKEN = re.compile(r"<([^<>]+)>")
_NO_CHANNELS: Mapping[str, str] = {}


def plain(text: str, people: People, channels: Mapping[str, str] = _NO_CHANNELS) -> str:
    """`channels`: names by id, for tokens without one. Unescapes once: what was typed as `&lt;` stays so."""
    parts = []
    end = 0
    for found in _TOKEN.finditer(text):
        parts.append(unescaped(text[end : found.start()]))
        parts.append(_token(found[1], people, channels))
        end = found.end()
    parts.append(unescaped(text[end:]))
    return "".join(parts)


def unescaped(text: str) -> str:
    """The ampersand last, so that nothing is unescaped twice."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _token(inside: str, people: People, channels: Mapping[str, str]) -> str:
    target, bar, label = inside.partition("|")
    label = unescaped(label)
    if target.startswith("@"):
        return _person(target[1:], label, people)
    if target.startswith("#"):
        name = label or channels.get(target[1:], "").removeprefix("#")
        return f"#{name}" if name else "a channel"
    if target.startswith("!"):
        return _special(target[1:], label)
    return _link(unescaped(target), label if bar else "")


def _person(user_id: str, label: str, people: People) -> str:
    colleague = people.get(user_id)
    name = colleague.name if colleague.known else label.removeprefix("@") or colleague.name
    return f"@{name}"


def _special(name: str, label: str) -> str:
    if label:
        return label
    if name.startswith("subteam^"):
        return "@a group"
    if name.startswith("date^"):
        return "a date"
    return "@" + name


def _link(url: str, label: str) -> str:
    address = re.sub(r"^(?:mailto:|tel:)", "", url)
    bare = re.sub(r"^https?://", "", address).rstrip("/")
    if not label or label.rstrip("/") in (url, address, bare):
        return address if not label or address != url else url
    return f"{label} ({address})"
