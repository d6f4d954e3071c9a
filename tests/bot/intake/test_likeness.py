"""Two people, one thing? Judged on pairs of sentences, most of all on those that only look alike."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.intake.likeness import enough, gist, likeness

PAIRS = Path(__file__).parents[2] / "quality" / "pairs.csv"


def pairs(same: bool) -> list[tuple[str, str, bool]]:
    with PAIRS.open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if (row["same"] == "1") == same]
    return [(row["first"], row["second"], row["outage"] == "1") for row in rows]


def is_same(first: str, second: str, outage: bool = False) -> bool:
    return likeness(gist(first), gist(second), outage=outage) >= enough(outage=outage)


@pytest.mark.parametrize(("first", "second", "outage"), pairs(same=False))
def test_what_only_looks_alike_is_kept_apart(first: str, second: str, outage: bool) -> None:
    assert not is_same(first, second, outage)
    assert not is_same(second, first, outage)


def test_of_the_same_thing_said_differently_nine_in_ten_are_found() -> None:
    alike = pairs(same=True)
    missed = [(first, second) for first, second, outage in alike if not is_same(first, second, outage)]
    assert len(alike) >= 50
    assert len(missed) <= len(alike) // 10, missed


def test_there_are_enough_pairs_to_judge_by() -> None:
    assert len(pairs(same=True)) + len(pairs(same=False)) >= 120


def test_an_outage_is_the_same_one_sooner_than_a_wish() -> None:
    first, second = "Our website is down", "the website does not load for anybody"
    assert is_same(first, second, outage=True)
    assert not is_same(first, second, outage=False)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("", ""),
        ("please", "please"),
        ("the page", "the page"),
        ("can you help me with the website?", "can somebody help with our site?"),
    ],
)
def test_words_that_say_little_are_like_nothing(first: str, second: str) -> None:
    assert not is_same(first, second)


def test_a_link_says_what_is_meant() -> None:
    first = "https://www.northwind.example/spring?utm_source=mail shows old prices"
    assert is_same(first, "old prices on northwind.example/spring and /spring")
    assert not is_same(first, "https://northwind.example/summer shows old prices")


def test_the_day_it_is_needed_by_does_not_tell_two_wishes_apart() -> None:
    first = gist("new landing page for the Alpine tent by 14 March", without="by 14 March")
    second = gist("the Alpine tent needs a new landing page before 20 March", without="before 20 March")
    assert likeness(first, second) >= enough()


def test_a_word_that_everybody_writes_counts_less() -> None:
    first, second = gist("boots pictures blurry"), gist("boots pictures blurry crop")
    rare = likeness(first, second, lambda _: 1.0)
    common = likeness(first, second, lambda word: 0.3 if word in ("blurry", "boot") else 1.0)
    assert common < rare


@given(st.text(max_size=400), st.text(max_size=400), st.booleans())
def test_any_two_texts_have_a_likeness_that_is_the_same_both_ways(
    first: str, second: str, outage: bool
) -> None:
    one, other = gist(first), gist(second)
    alike = likeness(one, other, outage=outage)
    assert 0.0 <= alike <= 1.0
    assert alike == pytest.approx(likeness(other, one, outage=outage))


@pytest.mark.parametrize(
    "piece", ["a", "take ", "A b. ", "http://", "e-", " ", "\ud800\0", "🔥", "/x", "שלום "]
)
def test_a_text_of_forty_thousand_characters_does_no_harm(piece: str) -> None:
    assert likeness(gist(piece * (40_000 // len(piece))), gist("the form is broken")) == 0.0
