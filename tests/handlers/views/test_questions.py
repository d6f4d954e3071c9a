"""The message that asks what is missing, its form, and what the card says of it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bot.company import Question
from db.kinds import Change, RequestState
from handlers.views.budget import problems
from handlers.views.card import card
from handlers.views.lines import line
from handlers.views.message import Message
from handlers.views.questions import answer_form, questions
from tests.companies import asking_company
from tests.handlers.views.test_any_input import HOSTILE, OURS, TOKEN
from tests.handlers.views.values import JONAS, MIA, NOW, PRIYA, labels, live_texts, people_of, read, request

COMPANY = asking_company()
PEOPLE = people_of(COMPANY)
BOTH = ("page_url", "go_live")
BOOTS = {"page_url": "the boots page"}
DAY = date(2026, 4, 20)


def shown(**values: Any) -> Message:
    return questions(request(**{"questions": BOTH, **values}), PEOPLE, COMPANY, NOW)


def test_it_asks_in_the_company_s_own_words_and_says_for_whom() -> None:
    message = shown()
    assert message.text == "Two quick things so Jonas can start: Which page is it? When must it be live?"
    assert "Not sure yet? Just say so, I'll leave it open." in read(message)
    assert labels(message) == ["Answer", "Not sure yet"]


def test_one_thing_is_one_thing() -> None:
    assert shown(questions=("page_url",)).text == "One quick thing so Jonas can start: Which page is it?"


def test_where_nobody_is_on_duty_the_team_is_named() -> None:
    assert shown(owner_id=None).text.startswith("Two quick things so the Web Team can start:")


def test_what_was_answered_stands_beside_its_question() -> None:
    message = shown(answers=BOOTS)
    assert message.text == "Thanks, noted. One more thing so Jonas can start: When must it be live?"
    assert "Which page is it? the boots page" in " ".join(read(message).split())
    assert labels(message) == ["Answer", "Not sure yet"]


def test_a_day_that_is_known_is_not_asked_for() -> None:
    message = shown(due_on=DAY)
    assert message.text == "One quick thing so Jonas can start: Which page is it?"
    assert "Mon 20 Apr" in read(message)


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"page_url": "", "go_live": ""}, "All right, I'll leave it open. Just write it here once you know."),
        (
            {**BOOTS, "go_live": ""},
            "Thanks, noted. The rest stays open. Just write it here once you know.",
        ),
        ({**BOOTS, "go_live": "in April"}, "Thanks, that's all Jonas needs to start."),
    ],
)
def test_once_it_is_dealt_with_its_buttons_go(answers: dict[str, str], sentence: str) -> None:
    message = shown(answers=answers)
    assert (message.text, labels(message)) == (sentence, [])


@pytest.mark.parametrize("state", [RequestState.RESOLVED, RequestState.CLOSED, RequestState.CANCELLED])
def test_after_the_end_nothing_is_asked(state: RequestState) -> None:
    message = shown(state=state)
    assert (message.text, labels(message)) == ("Nothing more is needed here.", [])
    assert "Which page is it?" not in read(message)


def test_a_team_that_asks_none_of_it_needs_no_answers() -> None:
    message = shown(area_id="images")
    assert (message.text, labels(message)) == ("Nothing more is needed here.", [])


def test_the_form_has_one_field_a_question_none_of_them_a_must() -> None:
    view = answer_form(request(questions=BOTH), COMPANY, where={"channel_id": "C0MARKETING"})
    fields = [block for block in view["blocks"] if block["type"] == "input"]
    assert [field["label"]["text"] for field in fields] == ["Which page is it?", "When must it be live?"]
    assert [field["element"]["type"] for field in fields] == ["plain_text_input", "datepicker"]
    assert [field["optional"] for field in fields] == [True, True]
    assert json.loads(view["private_metadata"]) == {
        "request_id": "r_0001",
        "questions": list(BOTH),
        "known": [],
        "channel_id": "C0MARKETING",
    }
    assert problems(view) == []


def test_what_is_known_is_filled_in() -> None:
    view = answer_form(request(questions=BOTH, answers=BOOTS, due_on=DAY), COMPANY, where={})
    page, day = [block["element"] for block in view["blocks"] if block["type"] == "input"]
    assert (page["initial_value"], day["initial_date"]) == ("the boots page", "2026-04-20")
    assert json.loads(view["private_metadata"])["known"] == [0, 1]


def on_card(**values: Any) -> str:
    return read(card(request(**{"questions": BOTH, **values}), PEOPLE, COMPANY, NOW, home_link=None))


def test_the_card_says_what_is_known_and_what_is_still_open() -> None:
    assert "*Still open:* page, date" in on_card()
    assert "*Known:* page: the boots page\n*Still open:* date" in on_card(answers=BOOTS)
    assert "Still open" not in on_card(answers=BOOTS, due_on=DAY)
    assert "Known" not in on_card(questions=())


def test_a_team_that_got_it_later_reads_what_another_was_told() -> None:
    assert "*Known:* page: the boots page" in on_card(answers=BOOTS, area_id="images")


@pytest.mark.parametrize(
    ("actor_id", "side", "sentence"),
    [
        (MIA, "home", "Thanks, noted: page, date."),
        (PRIYA, "home", "Thanks Priya, noted: page, date."),
        (MIA, "team", "Mia has told what was missing: page, date. It's on the card."),
    ],
)
def test_the_line_names_what_was_noted(actor_id: str, side: str, sentence: str) -> None:
    detail = {"change": Change.DETAILED, "actor_id": actor_id, "side": side, "told": list(BOTH)}
    assert line(request(questions=BOTH), PEOPLE, COMPANY, NOW, detail).text == sentence


def test_words_that_fit_no_open_question_are_quoted() -> None:
    detail = {"change": Change.DETAILED, "actor_id": MIA, "side": "home", "apart": BOOTS}
    told = line(request(area_id="images"), PEOPLE, COMPANY, NOW, detail)
    assert told.text == "Mia adds: Which page is it? the boots page"


@pytest.mark.parametrize("said", HOSTILE)
def test_strange_words_in_questions_and_answers_are_harmless(said: str) -> None:
    ids = (said, "b" * 900, "page_url")
    areas = tuple(
        replace(area, intake=tuple(Question(id_, said, must=True) for id_ in ids)) for area in COMPANY.areas
    )
    company = replace(COMPANY, areas=areas)
    one = request(questions=ids, answers={said: said, "page_url": said[:500]}, owner_id=JONAS)
    detail = {"change": Change.DETAILED, "actor_id": MIA, "side": "team"}
    for drawn in (
        questions(one, PEOPLE, company, NOW),
        answer_form(one, company, where={"channel_id": "C0MARKETING", "thread_ts": "1.1"}),
        card(one, PEOPLE, company, NOW, home_link=None),
        line(one, PEOPLE, company, NOW, {**detail, "told": list(ids)}),
        line(one, PEOPLE, company, NOW, {**detail, "apart": {said: said, "gone": said}}),
    ):
        assert problems(drawn) == []
        tokens = [token for text in live_texts(drawn) for token in TOKEN.findall(text)]
        assert [token for token in tokens if not OURS.fullmatch(token)] == []
