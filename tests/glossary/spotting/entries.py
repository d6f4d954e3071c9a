"""Entries made on the spot, and what is noticed with them."""

from __future__ import annotations

from functools import cache
from typing import Any

from glossary.model import CaseRule, Entry, Home, Label, Side, Wording
from glossary.spotting import Lexicon, natural_case, spot
from glossary.starter import load_starter


def entry(
    term: str, home: Home = "it", *also: str, slug: str = "", case: CaseRule | None = None, **given: Any
) -> Entry:
    labels = tuple(
        Label(text, "preferred" if at == 0 else "also", case or natural_case(text))
        for at, text in enumerate((term, *also))
    )
    values = {"marketing": Wording("what it is"), "it": Wording("what it is"), **given}
    return Entry(slug or term.lower().replace(" ", "-"), home, labels, **values)


@cache
def starter() -> Lexicon:
    return Lexicon(load_starter())


def words(text: str, reader: Side = "marketing", lexicon: Lexicon | None = None, **given: Any) -> list[str]:
    """What is noticed, as it stands in the text."""
    found = spot(text, lexicon or starter(), reader=reader, **given)
    return [text[one.start : one.end] for one in found]


def slugs(text: str, reader: Side = "marketing", lexicon: Lexicon | None = None, **given: Any) -> list[str]:
    return [one.entry.slug for one in spot(text, lexicon or starter(), reader=reader, **given)]
