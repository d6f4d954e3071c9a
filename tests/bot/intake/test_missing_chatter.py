"""What in a thread is meant as an answer, and what is only talk."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.company import Question
from bot.intake.missing import is_about_something_else, is_chatter, is_unknown

AT = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
PAGE = Question("page_url", "Which page is it?")
DAY = Question("go_live", "When must it be live?")
BOSS = Question("manager_ok", "Has your manager said yes?")


def chatter(text: str, question: Question) -> bool:
    return is_chatter(text, question, at=AT, zone="Europe/London")


@pytest.mark.parametrize(
    "text",
    [
        *("Thanks!", "thank you very much", "Danke dir", "merci Jonas", "Obrigada", "ok", "Okay great"),
        *(
            "hi",
            "yes",
            "any news?",
            "what do you mean by page?",
            "👍",
            "",
            "I will check and get back to you",
        ),
    ],
)
def test_thanks_greetings_and_questions_are_talk(text: str) -> None:
    assert chatter(text, PAGE)


@pytest.mark.parametrize(
    "text",
    ["the boots page", "boots", "https://example.org/boots", "thanks, it's the boots one in the shop", "all"],
)
def test_what_names_something_is_an_answer(text: str) -> None:
    assert not chatter(text, PAGE)


def test_yes_and_no_answer_only_what_can_be_answered_so() -> None:
    assert not chatter("yes", BOSS)
    assert not chatter("Nein, noch nicht", BOSS)
    assert chatter("yes", PAGE)


@pytest.mark.parametrize(
    ("text", "talk"),
    [
        ("tomorrow", False),
        ("as soon as possible", False),
        ("some time in spring", False),
        ("we show it at the fair in Munich, so by 20 April please", False),
        ("I have just put the final pictures into the folder for you", True),
    ],
)
def test_a_long_text_without_a_day_is_no_answer_to_when(text: str, talk: bool) -> None:
    assert chatter(text, DAY) is talk


@pytest.mark.parametrize(
    "text",
    [
        *(
            "I'm not sure",
            "we're not sure yet, sorry",
            "Sorry, no idea",
            "Not decided yet",
            "tbd",
            "later",
            "?",
        ),
        *("Keine Ahnung", "Wissen wir noch nicht", "das weiß ich leider noch nicht", "noch offen"),
        *("on ne sait pas encore", "pas encore décidé", "aucune idée", "todavía no lo sabemos", "ni idea"),
        *("ainda não sei", "não tenho certeza", "sem ideia"),
    ],
)
def test_not_knowing_is_understood_in_five_languages(text: str) -> None:
    assert is_unknown(text)


@pytest.mark.parametrize(
    "text",
    [
        *("not sure, maybe mid April", "I don't know, but the boots page I guess", "later this week"),
        *("the boots page", "No, the gloves page", "weiß nicht, vielleicht im Mai", "no sé, quizás en mayo"),
        "not before the 20th",
    ],
)
def test_half_an_answer_is_no_not_knowing(text: str) -> None:
    assert not is_unknown(text)


@settings(max_examples=150, deadline=None)
@given(st.text(st.characters(), max_size=300), st.sampled_from([PAGE, DAY, BOSS]))
def test_any_text_is_one_or_the_other(text: str, question: Question) -> None:
    assert isinstance(chatter(text, question), bool)
    assert isinstance(is_unknown(text), bool)


@pytest.mark.parametrize(
    "text",
    [
        "thanks, that was quick",
        "the checkout is broken now as well",
        "nobody can log in to the shop any more",
        "also please change the footer",
        "And could you add a second form to it",
        "on Friday",
        "by 14 April please",
    ],
)
def test_news_of_a_fault_a_further_wish_or_a_day_names_no_page(text: str) -> None:
    assert chatter(text, PAGE) or is_about_something_else(text, PAGE, at=AT, zone="Europe/London")


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("boots", PAGE),
        ("https://example.org/boots, it is broken there", PAGE),
        ("the boots page, and the sale starts on Friday", PAGE),
        ("on Friday", DAY),
        ("the picture is missing, put it back", Question("change", "What should be different?")),
    ],
)
def test_what_answers_is_about_nothing_else(text: str, question: Question) -> None:
    assert not is_about_something_else(text, question, at=AT, zone="Europe/London")
