"""Small cases of finding labels in text, each with what must be found as it stands there."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from glossary.spotting import Lexicon, places_in, spot
from tests.glossary.spotting.entries import entry

TRAPS = json.loads((Path(__file__).parent.parent / "spotting_traps.json").read_text(encoding="utf-8"))


def lexicon(labels: list[str]) -> Lexicon:
    return Lexicon(entry(label, slug=f"label-{at}") for at, label in enumerate(labels))


def test_all_of_them_are_here() -> None:
    assert len(TRAPS) == 27


@pytest.mark.parametrize("trap", TRAPS, ids=[trap["name"] for trap in TRAPS])
def test_every_place_of_every_label_is_found(trap: dict[str, Any]) -> None:
    text = trap["text"]
    assert [text[start:end] for start, end in places_in(text, lexicon(trap["labels"]))] == trap["spans"]


@pytest.mark.parametrize("trap", TRAPS, ids=[trap["name"] for trap in TRAPS])
def test_each_meaning_is_noticed_once(trap: dict[str, Any]) -> None:
    text = trap["text"]
    found = spot(text, lexicon(trap["labels"]), reader="marketing")
    first = {one.entry.slug: text[one.start : one.end] for one in found}
    assert set(first.values()) <= set(trap["spans"])
    assert bool(first) == bool(trap["spans"])
    assert len(first) == len(found)
