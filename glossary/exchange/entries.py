"""An entry as it stands in a file: a mapping of plain values, the same for the starter, YAML, JSON and CSV.

    slug, term, home                      needed; home is it, marketing or shared
    marketing, it                         needed; {line, why, example}, how that side has it explained
    topic, stands_for, link, kind         one text each; kind is term (as a rule), why_not or where
    also, hidden                          labels: a text, or {text, case, ordinary, notice, acronym}
    case, ordinary, notice                of the preferred label; what is left out is worked out from its text
    signals, not_in, questions            lists of texts
    broader, related, confused_with       lists of slugs
    check_every                           days

Values may be texts throughout (YAML and CSV give nothing else): "true" and "yes" are as good as True.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, cast, get_args

from db.errors import Unclear
from glossary.exchange.fields import Fields
from glossary.model import (
    LONGEST_LINE,
    CaseRule,
    Entry,
    EntryKind,
    Home,
    Label,
    LabelKind,
    Noticing,
    Wording,
)

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LONGEST_SLUG = 80
LONGEST_LABEL = 80
LONGEST_TEXT = 600  # characters of a why, an example, a question
FIELDS = (
    *("slug", "term", "home", "kind", "topic", "stands_for", "also", "hidden", "case", "ordinary", "notice"),
    *("signals", "not_in", "marketing", "it", "broader", "related", "confused_with", "questions"),
    *("link", "check_every"),
)
LABEL_FIELDS = ("text", "case", "ordinary", "notice", "acronym")
WORDING_FIELDS = ("line", "why", "example")
_SHORT_ACRONYM = 4  # letters; longer ones are seldom ordinary words in small letters
_ACRONYM = re.compile(r"(?=.*[A-Z])[A-Z0-9][A-Z0-9&/+.-]{0,6}[A-Z0-9+]")
_DEFAULT_CHECK = Entry.check_every_days


def entry_from(mapping: Mapping[str, Any]) -> Entry:
    """Raises Unclear for the first thing that is wrong: a sentence that names the slug and the field."""
    entry, problems = read_entry(mapping)
    if entry is None:
        raise Unclear(problems[0])
    return entry


def read_entry(mapping: Mapping[str, Any]) -> tuple[Entry | None, list[str]]:
    """The entry, or all that is wrong with it, a sentence each."""
    fields = Fields(mapping, FIELDS)
    slug = _slug(fields)
    preferred = _preferred(fields)
    entry = Entry(
        slug=slug,
        home=cast(Home, fields.choice("home", get_args(Home), needed=True)),
        labels=(preferred, *_others(fields, "also"), *_others(fields, "hidden")),
        marketing=_wording(fields, "marketing"),
        it=_wording(fields, "it"),
        kind=cast(EntryKind, fields.choice("kind", get_args(EntryKind), default="term")),
        topic=fields.text("topic", LONGEST_LABEL),
        stands_for=fields.text("stands_for", LONGEST_LINE),
        signals=fields.texts("signals", LONGEST_LABEL),
        never_in=fields.texts("not_in", LONGEST_LABEL),
        questions=fields.texts("questions", LONGEST_TEXT),
        broader=_slugs(fields, "broader"),
        related=_slugs(fields, "related"),
        confused_with=_slugs(fields, "confused_with"),
        link=_link(fields),
        check_every_days=fields.days("check_every", _DEFAULT_CHECK),
    )
    fields.note_twice([label.text for label in entry.labels], "the label")
    return (None if fields.problems else entry), fields.problems


def mapping_from(entry: Entry) -> dict[str, Any]:
    """The other way; what is left out is what `entry_from` works out by itself."""
    preferred = entry.preferred
    plain = label_of(preferred.text, "preferred")
    common = _label_of(preferred.text, "preferred", ordinary=preferred.is_common)
    notice = None if preferred.noticing == common.noticing else preferred.noticing
    found: dict[str, Any] = {
        "slug": entry.slug,
        "term": preferred.text,
        "home": entry.home,
        "kind": entry.kind if entry.kind != "term" else None,
        "topic": entry.topic,
        "stands_for": entry.stands_for,
        "also": [_plain(each, notice) for each in entry.labels[1:] if each.kind != "hidden"],
        "hidden": [_plain(each, notice) for each in entry.labels[1:] if each.kind == "hidden"],
        "case": preferred.case if preferred.case != plain.case else None,
        "ordinary": preferred.is_common,
        "notice": notice,
        "signals": list(entry.signals),
        "not_in": list(entry.never_in),
        "marketing": _plain_wording(entry.marketing),
        "it": _plain_wording(entry.it),
        "broader": list(entry.broader),
        "related": list(entry.related),
        "confused_with": list(entry.confused_with),
        "questions": list(entry.questions),
        "link": entry.link,
        "check_every": entry.check_every_days if entry.check_every_days != _DEFAULT_CHECK else None,
    }
    return {field: value for field, value in found.items() if value}


def label_of(text: str, kind: LabelKind = "also") -> Label:
    """A label of which nothing is known but its text: capitals count in short acronyms ("IT", "US")."""
    return _label_of(text, kind)


def slug_of(text: str) -> str:
    """ "CI/CD" → "ci-cd"; "" when there is no letter or digit of the Latin alphabet in it."""
    return re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-")[:LONGEST_SLUG].rstrip("-")


def _label_of(text: str, kind: LabelKind, *, ordinary: bool = False, notice: Noticing | None = None) -> Label:
    """What a label is taken for; `notice` is what the entry says of its preferred one."""
    acronym = _ACRONYM.fullmatch(text) is not None
    return Label(
        text,
        "acronym" if kind == "also" and acronym else kind,
        case="exact" if acronym and len(text) <= _SHORT_ACRONYM and text.isalpha() else "any",
        noticing=_noticing(text, kind, ordinary, notice),
        is_common=ordinary,
    )


def _noticing(text: str, kind: LabelKind, ordinary: bool, notice: Noticing | None) -> Noticing:
    if kind == "preferred":
        return notice or ("ask" if ordinary else "yes")
    if notice == "never":
        return notice
    # A further phrase of several words speaks for itself, where the preferred word needs a signal beside it.
    return "ask" if ordinary or (notice == "ask" and " " not in text) else "yes"


def _slug(fields: Fields) -> str:
    slug = fields.text("slug", LONGEST_SLUG, needed=True)
    if slug and not SLUG.fullmatch(slug):
        fields.problem(
            "slug", f'"{slug}" must be lower-case letters and digits with hyphens: "pull-request".'
        )
    return slug


def _slugs(fields: Fields, field: str) -> tuple[str, ...]:
    found = fields.texts(field, LONGEST_SLUG)
    for slug in found:
        if not SLUG.fullmatch(slug):
            fields.problem(field, f'"{slug}" is no slug. Write the other entry\'s slug: "pull-request".')
        if slug == fields.name:
            fields.problem(field, "an entry cannot point at itself. Take it out.")
    return found


def _preferred(fields: Fields) -> Label:
    text = fields.text("term", LONGEST_LABEL, needed=True)
    notice = cast(Noticing | None, fields.choice("notice", get_args(Noticing)) or None)
    plain = _label_of(text, "preferred", ordinary=fields.yes_or_no("ordinary"), notice=notice)
    case = fields.choice("case", get_args(CaseRule)) or plain.case
    return replace(plain, case=cast(CaseRule, case))


def _others(fields: Fields, field: str) -> list[Label]:
    """The labels of `also` or `hidden`."""
    kind: LabelKind = "hidden" if field == "hidden" else "also"
    written = cast(Noticing | None, fields.choice("notice", get_args(Noticing), quiet=True) or None)
    found = []
    for item in fields.items(field):
        one = fields.inner(field, item, LABEL_FIELDS, "text")
        text = one.text("text", LONGEST_LABEL, needed=True)
        plain = _label_of(text, kind, ordinary=one.yes_or_no("ordinary"), notice=written)
        is_acronym = one.yes_or_no("acronym", plain.kind == "acronym") and kind == "also"
        found.append(
            replace(
                plain,
                kind="acronym" if is_acronym else kind,
                case=cast(CaseRule, one.choice("case", get_args(CaseRule)) or plain.case),
                noticing=cast(Noticing, one.choice("notice", get_args(Noticing)) or plain.noticing),
            )
        )
    return [label for label in found if label.text]


def _wording(fields: Fields, side: str) -> Wording:
    if side not in fields.mapping:
        fields.problem(
            side, "is missing. Write how that side has it explained: {line: …, why: …, example: …}."
        )
        return Wording("")
    one = fields.inner(side, fields.mapping[side], WORDING_FIELDS, "line")
    return Wording(
        one.text("line", LONGEST_LINE, needed=True),
        one.text("why", LONGEST_TEXT),
        one.text("example", LONGEST_TEXT),
    )


def _link(fields: Fields) -> str:
    link = fields.text("link", LONGEST_TEXT)
    if link and not re.match(r"https?://[^\s<>|]+$", link):
        fields.problem("link", f'"{link}" is no address. It must begin with https:// and hold no blanks.')
    return link


def _plain(label: Label, notice: Noticing | None) -> str | dict[str, Any]:
    """The text alone where all the rest follows from it."""
    kind: LabelKind = "hidden" if label.kind == "hidden" else "also"
    plain = _label_of(label.text, kind, ordinary=label.is_common, notice=notice)
    differs: dict[str, Any] = {}
    if label.case != plain.case:
        differs["case"] = label.case
    if label.is_common:
        differs["ordinary"] = True
    if label.noticing != plain.noticing:
        differs["notice"] = label.noticing
    if label.kind != plain.kind:
        differs["acronym"] = label.kind == "acronym"
    return {"text": label.text, **differs} if differs else label.text


def _plain_wording(wording: Wording) -> dict[str, str]:
    found = {"line": wording.line, "why": wording.why, "example": wording.example}
    return {field: text for field, text in found.items() if text}
