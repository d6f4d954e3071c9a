"""The list for new starters: which words, in which order."""

from __future__ import annotations

from itertools import pairwise

import pytest

from glossary.course import DAYS, WORDS_A_DAY, screens
from glossary.model import Entry, Label, Side, Wording
from glossary.starter import load_starter

STARTER = load_starter()
BOTH: list[Side] = ["marketing", "it"]


def word(slug: str, topic: str = "releases", **values: object) -> Entry:
    given: dict[str, object] = {"home": "it", "labels": (Label(slug, "preferred"),), **values}
    return Entry(slug=slug, marketing=Wording("a"), it=Wording("b"), topic=topic, **given)  # type: ignore[arg-type]


def slugs(entries: list[Entry], reader: Side = "marketing") -> list[list[str]]:
    return [[one.slug for one in screen.entries] for screen in screens(entries, reader)]


@pytest.mark.parametrize("reader", BOTH)
def test_the_shipped_glossary_fills_two_weeks_for_either_side(reader: Side) -> None:
    found = screens(STARTER, reader)
    assert len(found) == DAYS
    shown = [one for screen in found for one in screen.entries]
    assert len({one.slug for one in shown}) == len(shown) >= DAYS * 4
    assert {one.home for one in shown} == ({"it"} if reader == "marketing" else {"marketing"})
    assert all(1 <= len(screen.entries) <= WORDS_A_DAY for screen in found)


@pytest.mark.parametrize("reader", BOTH)
def test_a_screen_holds_one_topic_and_its_parts_follow_each_other(reader: Side) -> None:
    found = screens(STARTER, reader)
    assert all({one.topic for one in screen.entries} == {screen.topic} for screen in found)
    for before, after in pairwise(found):
        assert after.part == (before.part + 1 if after.topic == before.topic else 1)
    assert all(screen.part <= screen.parts for screen in found)


def test_what_others_lead_to_comes_first() -> None:
    entries = [word("a"), word("b", related=("c",)), word("c"), word("d", broader=("c", "a"))]
    assert slugs(entries) == [["c", "a", "b", "d"]]


def test_the_order_does_not_depend_on_how_entries_come() -> None:
    entries = list(STARTER)
    assert slugs(entries) == slugs(entries[::-1])


def test_only_words_of_the_other_side_that_are_worth_explaining_are_in_it() -> None:
    everyday = (Label("email", "preferred", noticing="never"),)
    entries = [
        *(word(f"w{n}") for n in range(3)),
        word("own", home="marketing"),
        word("both", home="shared"),
        word("everyday", labels=everyday),
        word("rule", kind="why_not"),
        word("nowhere", topic=""),
    ]
    assert slugs(entries) == [["w0", "w1", "w2"]]


def test_a_large_topic_gets_more_days_than_a_small_one_and_a_tiny_one_none() -> None:
    large = [word(f"l{n:02}", "large") for n in range(12)]
    small = [word(f"s{n}", "small") for n in range(4)]
    tiny = [word("t1", "tiny"), word("t2", "tiny")]
    found = screens([*tiny, *small, *large], "marketing")
    assert [(screen.topic, screen.part, screen.parts, len(screen.entries)) for screen in found] == [
        ("large", 1, 3, 5),
        ("large", 2, 3, 5),
        ("large", 3, 3, 2),
        ("small", 1, 1, 4),
    ]


def test_an_empty_glossary_has_no_screens() -> None:
    assert screens([], "marketing") == ()
