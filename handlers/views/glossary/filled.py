"""An entry as it stands in the form, and the form as an entry. What the form does not show stays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import get_args

from glossary.exchange.entries import label_of
from glossary.model import Entry, Home, Label, Side, Wording
from glossary.shelf import Words
from glossary.words import fold
from handlers.names import (
    ASKED_FIELD,
    CONFUSED_FIELD,
    EXAMPLE_FIELD,
    HOME_FIELD,
    LINE_FIELD,
    NAMES_FIELD,
    NOTE_FIELD,
    TOPIC_FIELD,
    WHY_FIELD,
    WORD_FIELD,
)
from handlers.views.glossary.spoken import BOTH_SIDES
from handlers.views.text import one_line

Fields = Mapping[str, str | None]  # block id -> what stands there

ONE_LINE_NEEDED = (
    "Say in one sentence what it is: for marketing, for IT, or once for both in whichever field you like."
)


@dataclass(frozen=True)
class Filled:
    """What a form says. With errors (block id -> sentence) there is no entry."""

    entry: Entry | None
    note: str = ""
    errors: Mapping[str, str] = field(default_factory=dict)


def fields_of(entry: Entry, words: Words) -> dict[str, str]:
    """The form of an entry that is to be changed."""
    found = {
        WORD_FIELD: entry.preferred.text,
        HOME_FIELD: entry.home,
        NAMES_FIELD: "\n".join(label.text for label in _shown(entry)),
        CONFUSED_FIELD: "\n".join(_called(slug, words) for slug in entry.confused_with),
        TOPIC_FIELD: entry.topic,
        ASKED_FIELD: "\n".join(entry.questions),
    }
    for side in BOTH_SIDES:
        worded = entry.wording_for(side)
        found[f"{LINE_FIELD}.{side}"] = worded.line
        found[f"{WHY_FIELD}.{side}"] = worded.why
        found[f"{EXAMPLE_FIELD}.{side}"] = worded.example
    return {block: text for block, text in found.items() if text}


def edited(base: Entry, fields: Fields, words: Words) -> Filled:
    """The entry as the form has it now."""
    errors: dict[str, str] = {}
    confused = _slugs(fields, base, words, errors)
    marketing, it = (_worded(fields, side, base.wording_for(side)) for side in BOTH_SIDES)
    if not marketing.line and not it.line:
        errors[f"{LINE_FIELD}.marketing"] = ONE_LINE_NEEDED
    if errors:
        return Filled(None, errors=errors)
    entry = replace(
        base,
        labels=_labels(base, fields),
        home=_home(fields, base.home),
        marketing=replace(marketing, line=marketing.line or it.line),
        it=replace(it, line=it.line or marketing.line),
        topic=_text(fields, TOPIC_FIELD) if TOPIC_FIELD in fields else base.topic,
        confused_with=confused,
        questions=tuple(_lines(fields, ASKED_FIELD)) if ASKED_FIELD in fields else base.questions,
    )
    return Filled(entry, _text(fields, NOTE_FIELD))


def proposed(fields: Fields, words: Words, slug: str, reader: Side | None) -> Filled:
    """A new word. Why it matters and the example are for those whose word it is not: `reader`, or both."""
    home = _home(fields, "shared")
    empty = Entry(slug, home, (Label("", "preferred"),), Wording(""), Wording(""))
    both = dict(fields)
    for side in BOTH_SIDES:
        if reader in (None, side):
            both[f"{WHY_FIELD}.{side}"] = fields.get(WHY_FIELD)
            both[f"{EXAMPLE_FIELD}.{side}"] = fields.get(EXAMPLE_FIELD)
    return edited(empty, both, words)


def _worded(fields: Fields, side: Side, was: Wording) -> Wording:
    def now(name: str, before: str) -> str:
        block = f"{name}.{side}"
        return _text(fields, block) if block in fields else before

    return Wording(now(LINE_FIELD, was.line), now(WHY_FIELD, was.why), now(EXAMPLE_FIELD, was.example))


def _labels(base: Entry, fields: Fields) -> tuple[Label, ...]:
    """Names that stay keep what is known about them; misspellings, which the form does not show, stay too."""
    known = {label.text: label for label in base.labels}
    text = _text(fields, WORD_FIELD)
    was = base.preferred
    preferred = was if text == was.text else replace(label_of(text, "preferred"), is_common=was.is_common)
    names = _names(fields, known) if NAMES_FIELD in fields else [label.text for label in _shown(base)]
    hidden = [label for label in base.labels if label.kind == "hidden"]
    labels = [preferred]
    for name in names:
        kept = known.get(name)
        labels.append(
            kept if kept is not None and kept.kind not in ("preferred", "hidden") else label_of(name)
        )
    first_of: dict[str, Label] = {}
    for label in (*labels, *hidden):
        first_of.setdefault(fold(label.text), label)
    return tuple(first_of.values())


def _names(fields: Fields, known: Mapping[str, Label]) -> list[str]:
    """One a line, or several with commas between them; a known name may have a comma in it."""
    found: list[str] = []
    for line in _lines(fields, NAMES_FIELD):
        found += [line] if line in known else [one_line(part) for part in line.split(",")]
    return [name for name in dict.fromkeys(found) if name]


def _slugs(fields: Fields, base: Entry, words: Words, errors: dict[str, str]) -> tuple[str, ...]:
    """The entries that are named as not to be confused with this one, by slug."""
    if CONFUSED_FIELD not in fields:
        return base.confused_with
    before = {_called(slug, words): slug for slug in base.confused_with}
    found: list[str] = []
    for line in _lines(fields, CONFUSED_FIELD):
        if line in before:
            found.append(before[line])
            continue
        for name in filter(None, map(one_line, line.split(","))):
            slugs = [slug for slug in _entries_called(name, words) if slug != base.slug]
            if not slugs:
                errors[CONFUSED_FIELD] = (
                    f"There is no “{name[:60]}” in the glossary. Write the name of an entry that is, "
                    "or leave this empty."
                )
            found += slugs
    return tuple(dict.fromkeys(found))


def _entries_called(name: str, words: Words) -> Sequence[str]:
    """By slug, else every meaning of this name."""
    if words.entry(name) is not None:
        return [name]
    norm = fold(name)
    return [
        slug
        for slug, concept in words.concepts.items()
        if concept.is_answered
        and concept.entry is not None
        and norm in {fold(label.text) for label in concept.entry.labels}
    ]


def _called(slug: str, words: Words) -> str:
    """How a linked entry is named in the form: by its name where that is nobody else's, else by its slug."""
    entry = words.entry(slug)
    if (
        entry is None
        or "," in entry.preferred.text
        or list(_entries_called(entry.preferred.text, words)) != [slug]
    ):
        return slug
    return entry.preferred.text


def _home(fields: Fields, default: Home) -> Home:
    chosen = fields.get(HOME_FIELD)
    return next((home for home in get_args(Home) if home == chosen), default)


def _shown(entry: Entry) -> list[Label]:
    return [label for label in entry.labels[1:] if label.kind != "hidden"]


def _text(fields: Fields, block: str) -> str:
    return one_line(fields.get(block) or "")


def _lines(fields: Fields, block: str) -> list[str]:
    return [line for line in map(one_line, (fields.get(block) or "").splitlines()) if line]
