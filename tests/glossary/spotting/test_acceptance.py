"""The sentences by which noticing was planned: each with exactly what must be noticed."""

from __future__ import annotations

import pytest

from glossary.model import Side
from glossary.spotting import Lexicon, spot
from tests.glossary.spotting.entries import entry, slugs, starter, words

ACRONYMS = Lexicon(
    [*map(entry, ("IT", "US", "SAT", "C++", ".htaccess", "24/7")), entry("Will", case="exact")]
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It is in IT's queue", ["IT"]),
        ("IT IS BROKEN!!!", []),
        ("it works for us", []),
        ("US vs us", ["US"]),
        ("sat with SAT team", ["SAT"]),
        ("will the Will team help", ["Will"]),
        ("C++, .htaccess and 24/7", ["C++", ".htaccess", "24/7"]),
        ("24-7 is 24/7, 2024/7 is not", ["24-7"]),
    ],
)
def test_case_and_signs_count_where_they_must(text: str, found: list[str]) -> None:
    assert words(text, lexicon=ACRONYMS) == found


@pytest.mark.parametrize(
    ("text", "reader", "found"),
    [
        ("can you lead the sync", "it", []),
        ("these leads have no UTM", "it", ["lead", "utm"]),
        ("the PR is merged", "marketing", ["pull-request", "merge"]),
        ("the PR goes to journalists at 9", "it", ["pr"]),
        ("the PR goes to journalists at 9", "marketing", []),
        ("send the PR", "marketing", []),
        ("send the PR", "it", []),
        ("look at `API` here", "marketing", []),
        ("https://cms.example.com/pr and https://api.example.com", "marketing", []),
        ("our CI/CD is slow", "marketing", ["ci-cd"]),
        ("APIs and API's", "marketing", ["api"]),
        ("an A/B-test and an A/B test", "it", ["a-b-test"]),
        ("ＡＰＩ down", "marketing", ["api"]),
        ("İİ api ı", "marketing", ["api"]),
        ("THE API IS DOWN AGAIN", "marketing", ["api"]),
    ],
)
def test_words_of_the_other_side_are_noticed(text: str, reader: Side, found: list[str]) -> None:
    assert slugs(text, reader) == found


def test_a_channel_tells_two_senses_apart() -> None:
    lexicon = Lexicon(
        [entry("CMS", "it", slug="content-system"), entry("CMS", "marketing", slug="campaign-system")]
    )
    text = "the CMS needs a look"
    assert slugs(text, "marketing", lexicon) == []
    assert slugs(text, "marketing", lexicon, channel="web-team") == ["content-system"]
    assert slugs(text, "it", lexicon, channel="press") == ["campaign-system"]
    assert slugs(text, "marketing", lexicon, channel="press") == []


def test_a_close_call_is_offered_on_demand_with_both_senses() -> None:
    (one,) = spot("send the PR", starter(), reader="marketing", on_demand=True)
    assert {one.entry.slug, *(other.slug for other in one.others)} == {"pull-request", "pr"}


def test_the_writers_side_makes_a_sense_likelier() -> None:
    assert slugs("send the PR", "marketing", author="it") == ["pull-request"]
    assert slugs("send the PR", "it", author="marketing") == ["pr"]
