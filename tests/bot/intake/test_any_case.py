"""Patterns that pass over capitals find what the library's own flag finds."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.intake.any_case import AnyCase, small

PATTERNS = (
    r"\b(?:list|likes?|straße|über|éte|kit)\b",
    r"(?P<what>[a-z]{2,4})\s(?!\d)",
    r"[^\W_]+s\b|i{2}",
    r"(?<=s)k|(?:ß|ä)[^i]",
    r"\b(?:for|give)\s+(?-i:[A-ZÄ][a-z]{1,5})\b",
)
LETTERS = "aAbeEéÉgiIİıklLsSſtTuUüÜßẞäÄK 1_'’.Σσ"


@pytest.mark.parametrize("pattern", PATTERNS)
@given(text=st.text(LETTERS, max_size=40))
def test_it_finds_what_the_flag_finds_at_the_same_places(pattern: str, text: str) -> None:
    flagged, ours = re.compile(pattern, re.IGNORECASE), AnyCase(pattern)
    assert [found.span() for found in ours.finditer(text)] == [
        found.span() for found in flagged.finditer(text)
    ]
    for start in (0, 1):
        one, other = flagged.search(text, start, len(text) - 1), ours.search(text, start, len(text) - 1)
        assert (one and one.span()) == (other and other.span())
        one, other = flagged.match(text, start), ours.match(text, start)
        assert (one and one.span()) == (other and other.span())


@given(text=st.text(max_size=60))
def test_small_letters_are_as_many_as_there_were_letters(text: str) -> None:
    assert len(small(text)) == len(text)


def test_a_pattern_that_asks_for_a_capital_still_gets_one() -> None:
    hire = AnyCase(r"\binvite\s+(?-i:[A-Z])")
    assert hire.search("Please INVITE Ana") is not None
    assert hire.search("Please INVITE ana") is None
