"""Whom an entry of an on-call calendar means: an e-mail address where it has one, else a name in its title.

Programs put more than the name into a title: "On call", the name of the rota, which layer it is. What all
entries of a calendar have in common names nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

LONGEST_KEY: Final = 80
_ADDRESS: Final = re.compile(r"[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
_BETWEEN: Final = re.compile(r"\s+[-–—|]+\s+|\s*[|()\[\]]+\s*|:\s+")
_DUTY: Final = re.compile(
    r"(?<!\w)(?:on[- ]?call|on[- ]duty|primary|secondary|duty|shift|rota|rotation|schedule)(?!\w)",
    re.IGNORECASE,
)
_NOBODY: Final = ("ROOM", "RESOURCE")

Event = Any  # of icalendar, whose properties may each be of thirty types


class Named(NamedTuple):
    title: str
    attendees: tuple[str, ...]
    organizer: str


def named(event: Event) -> Named:
    words = " ".join(str(event.get("SUMMARY", "")).split())
    title = "".join(letter for letter in words if letter >= " ")[:200]
    return Named(title, tuple(_attendees(event)), _address(event.get("ORGANIZER", "")))


def keys_of(entries: Sequence[Named], calendar_name: str) -> list[str]:
    """For each its key: an address in small letters, or a name."""
    parts = [_parts(entry.title) for entry in entries]
    titled = [set(own) for entry, own in zip(entries, parts, strict=True) if own and not entry.attendees]
    shared = set.intersection(*titled) if len({frozenset(own) for own in titled}) > 1 else set()
    shared |= set(_parts(calendar_name)) | {calendar_name.strip()}
    return [_key(entry, own, shared) for entry, own in zip(entries, parts, strict=True)]


def _key(entry: Named, parts: list[str], shared: set[str]) -> str:
    if entry.attendees:
        return entry.attendees[0]
    written = _ADDRESS.search(entry.title)
    if written:
        return written[0].lower()
    own = [part for part in parts if part not in shared] or parts
    if own:
        return " - ".join(own)[:LONGEST_KEY]
    return entry.organizer or entry.title[:LONGEST_KEY] or "(no title)"


def _parts(title: str) -> list[str]:
    """Of a title, without the words that every on-call entry has."""
    pieces = (" ".join(_DUTY.sub(" ", piece).split()) for piece in _BETWEEN.split(title))
    return [piece for piece in (each.strip(" -–—:,.") for each in pieces) if piece]


def _attendees(event: Event) -> Iterator[str]:
    """Those who come. A room does not, nor whoever has declined."""
    stated = event.get("ATTENDEE", [])
    for each in stated if isinstance(stated, list) else [stated]:
        params = getattr(each, "params", {})
        declined = str(params.get("PARTSTAT", "")).upper() == "DECLINED"
        address = _address(each) or _address(params.get("EMAIL", ""))
        if address and not declined and str(params.get("CUTYPE", "")).upper() not in _NOBODY:
            yield address


def _address(stated: Any) -> str:
    found = _ADDRESS.fullmatch(re.sub(r"^mailto:", "", str(stated).strip(), flags=re.IGNORECASE))
    return found[0].lower() if found else ""
