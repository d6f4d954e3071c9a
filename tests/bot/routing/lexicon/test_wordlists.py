"""The lists themselves: well-formed, nothing twice, wide enough."""

from __future__ import annotations

from collections import Counter

import pytest

from bot.company.capabilities import CAPABILITIES
from bot.intake.small_words import SMALL_WORDS
from bot.routing.lexicon import LANGUAGES, Capability, capabilities, entries
from bot.routing.lexicon.wordlists import WEIGHT, WORDS
from bot.routing.vocabulary import stems

EVERYBODY_ASKS_FOR = (
    "web_pages",
    "web_forms",
    "redirects",
    "deliverability",
    "email_marketing",
    "audiences",
    "tracking",
    "reporting",
    "data_quality",
    "consent",
    "privacy",
    "buying",
    "access",
    "devices",
    "rooms",
    "events",
    "integrations",
    "outages",
)


def test_the_company_file_knows_the_capabilities_that_have_words() -> None:
    assert tuple(capability.id for capability in capabilities()) == CAPABILITIES


@pytest.mark.parametrize("capability", capabilities(), ids=lambda capability: capability.id)
def test_a_capability_says_what_it_is_and_has_enough_words(capability: Capability) -> None:
    words = {entry.text for entry in entries() if entry.capability == capability.id}
    assert capability.gloss[0].isupper()
    assert len(capability.signs) >= 4
    assert len(words) >= 20


@pytest.mark.parametrize("capability", EVERYBODY_ASKS_FOR)
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_everybody_asks_for_has_words_in_every_language(capability: str, language: str) -> None:
    found = [entry for entry in entries() if (entry.capability, entry.language) == (capability, language)]
    assert len(found) >= 5


def test_there_are_at_least_six_hundred_words() -> None:
    assert len({entry.text for entry in entries()}) >= 600


def test_no_word_stands_twice_under_one_capability_of_one_language() -> None:
    places = Counter((entry.language, entry.capability, stems(entry.text)) for entry in entries())
    assert [place for place, count in places.items() if count > 1] == []


def test_every_word_stands_under_a_capability_that_exists() -> None:
    assert {entry.capability for entry in entries()} == set(CAPABILITIES)


def test_every_kin_exists_and_is_somebody_else() -> None:
    for capability in capabilities():
        assert set(capability.kin) <= set(CAPABILITIES) - {capability.id}


def test_every_word_is_lower_case_and_short_and_no_single_small_word() -> None:
    for entry in entries():
        assert entry.text == entry.text.lower().strip()
        assert 1 <= len(stems(entry.text)) <= 6, entry.text
        assert len(stems(entry.text)) > 1 or stems(entry.text)[0] not in SMALL_WORDS, entry.text


def test_no_word_is_worth_more_than_one_or_nothing() -> None:
    assert all(0 < entry.weight <= 1 for entry in entries())


def test_every_line_of_the_lists_can_be_read() -> None:
    for language in LANGUAGES:
        for line in (WORDS / f"{language}.txt").read_text(encoding="utf-8").splitlines():
            strength, colon, words = line.partition(": ")
            if line and not line.startswith("#") and line not in CAPABILITIES:
                assert colon, line
                assert strength in WEIGHT, line
                assert all(words.split(", ")), line
