"""Where labels stand in a message: the longest one at each place, in any of its forms, in the right case."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from glossary.spotting.lexicon import Form, Lexicon
from glossary.spotting.surroundings import Message

# Between the words of one label: nothing (in scripts without spaces), blanks, a hyphen, a slash, "=".
_JOINED = re.compile(r"(?:[^\S\n\r]*(?:\r?\n)?[^\S\n\r]*|[^\S\n\r]?[-\u2010-\u2015\u2212/=][^\S\n\r]?)")
_HYPHENS = "-\u2010\u2011"


@dataclass(frozen=True, slots=True)
class Place:
    """Labels found at one place: `message.tokens[first]` to `[last]`."""

    first: int
    last: int
    forms: tuple[Form, ...]


def places_at(message: Message, lexicon: Lexicon, first: int) -> Iterator[Place]:
    """What may be meant here, the longest first."""
    reach = min(lexicon.longest(message.norms[first]), len(message.tokens) - first)
    joined = 1
    while joined < reach and _JOINED.fullmatch(message.gap(first + joined - 1)):
        joined += 1
    for count in range(min(reach, joined), 0, -1):
        last = first + count - 1
        found = lexicon.forms(" ".join(message.norms[first : last + 1]))
        if found:
            written = message.tokens[first : last + 1]
            shouting = message.is_shouted
            fitting = tuple(form for form in found if form.is_written(written, shouting=shouting))
            if fitting:
                yield Place(first, last, fitting)


def in_compound(message: Message, place: Place) -> bool:
    """Whether a hyphen ties the place to a further word: "push-notification", "well-built"."""
    before = message.gap(place.first - 1) if place.first else ""
    after = message.gap(place.last) if place.last + 1 < len(message.tokens) else ""
    return (len(before) == 1 and before in _HYPHENS) or (len(after) == 1 and after in _HYPHENS)
