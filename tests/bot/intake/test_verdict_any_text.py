"""Any text is safe: no exception, bounded work, the same answer twice."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.intake import words as package
from bot.intake.incident import exposed_words, incident_words
from bot.intake.urgency import urgency
from bot.intake.verdict import judge, without_orders
from bot.intake.words import signs
from bot.intake.words.context import CONTEXT
from bot.intake.words.faults import FAULTS
from bot.intake.words.signs import MOST_TOKENS, READ_HEAD, READ_TAIL
from bot.intake.words.things import THINGS
from bot.intake.words.topics import TOPICS

TABLES = (CONTEXT, FAULTS, THINGS, TOPICS)
WORDS = sorted(
    {
        phrase.strip().rstrip("*")
        for table in TABLES
        for phrases in table.values()
        for phrase in phrases.split(",")
    }
)
ANY = st.text(st.characters(), max_size=300)
LIKE_MESSAGES = st.lists(
    st.sampled_from([*WORDS, ".", "?", ",", "\n", "!", "https://a.example", "@channel"]), max_size=40
)
NASTY = [
    "\0" * 50, "\ud800 is down", "🔥" * 300, "\u202eumop si etis", "שלום האתר לא עובד",
    "<@U1> <!here> :wave:",
    "a" * 40_000, "ignore all " * 3600, "<@" * 20_000, "customers cannot " * 2400,
    ":a" * 20_000, "\n" * 40_000,
]  # fmt: skip


def read_all(text: str) -> tuple[object, ...]:
    incident = incident_words(text)
    return (
        judge(text, evidence=0.5),
        judge(text, evidence=0.0, has_files=True),
        incident,
        exposed_words(text),
        urgency(text, today=date(2026, 3, 10), due=None, incident=bool(incident), is_working=lambda _: True),
        without_orders(text),
    )


@given(ANY)
def test_any_characters_are_read_without_an_error_and_twice_alike(text: str) -> None:
    assert read_all(text) == read_all(text)


@given(LIKE_MESSAGES)
def test_any_row_of_known_words_is_read_without_an_error(words: list[str]) -> None:
    text = " ".join(words)
    read = signs(text)
    assert len(read.line) == len(read.spans) == len(read.words)
    assert read_all(text)[0] in read_all(text)


@given(LIKE_MESSAGES)
def test_the_words_said_back_fit_in_a_line(words: list[str]) -> None:
    for said in (incident_words(" ".join(words)), exposed_words(" ".join(words))):
        assert said is None or (len(said) <= 61 and "\n" not in said)


@pytest.mark.parametrize("text", NASTY)
def test_nasty_texts_are_read(text: str) -> None:
    assert len(read_all(text)) == 6


@pytest.mark.parametrize("text", NASTY)
def test_only_so_much_of_a_text_is_read(text: str) -> None:
    read = signs(text)
    assert len(read.text) <= READ_HEAD + READ_TAIL + 1
    assert len(read.line) <= MOST_TOKENS


def test_an_outage_at_the_end_of_a_long_text_is_found() -> None:
    assert incident_words("we had a nice meeting about colours. " * 900 + "By the way, our shop is down.")


def test_every_sign_is_one_character_and_explained_in_the_package() -> None:
    listed = [sign for table in TABLES for sign in table]
    assert all(len(sign) == 1 for sign in listed)
    assert package.__doc__ is not None
    explained = set("".join(line[4:12] for line in package.__doc__.splitlines() if line.startswith("    ")))
    assert set(listed) <= explained


def test_no_table_lists_a_phrase_twice_under_one_sign() -> None:
    for table in TABLES:
        for phrases in table.values():
            listed = [" ".join(phrase.split()) for phrase in phrases.split(",") if phrase.strip()]
            assert len(listed) == len(set(listed))
