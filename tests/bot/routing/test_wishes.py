"""How a wish is put says what is wanted, whatever tool is named in passing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.routing.lexicon import capabilities
from bot.routing.said import read
from bot.routing.wishes import WORTH, put, wishes


def heard(text: str) -> set[str]:
    return {wish.capability for wish, value in zip(wishes(), put(read(text)), strict=True) if value}


@pytest.mark.parametrize(
    ("text", "capability"),
    [
        ("how many visitors came from the radio spot", "analytics"),
        ("wie viele Besucher kamen über das Plakat", "analytics"),
        ("everyone who bought a kayak, please", "audiences"),
        ("make Olga an editor of the calendar", "access"),
        ("are we allowed to use this translation tool", "vendor_review"),
        ("survey answers should land in Salesforce automatically", "integrations"),
        ("the same contact is in there twice", "data_quality"),
        ("half of the visitors should get the other version", "testing"),
        ("remplacer la photo du catalogue", "files_media"),
    ],
)
def test_verb_and_object_say_what_is_wanted(text: str, capability: str) -> None:
    assert capability in heard(text)


def test_words_of_two_sentences_are_not_one_wish() -> None:
    assert "audiences" in heard("everyone who bought a kayak")
    assert "audiences" not in heard("Hello everyone. I bought a kayak")


def test_every_wish_is_for_a_capability_that_exists() -> None:
    assert {wish.capability for wish in wishes()} <= {each.id for each in capabilities()}


@settings(max_examples=100, derandomize=True)
@given(st.text(max_size=300))
def test_no_text_weighs_more_than_its_bound(text: str) -> None:
    assert sum(value * value for value in put(read(text))) <= WORTH
