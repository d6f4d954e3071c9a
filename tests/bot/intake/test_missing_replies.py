"""Answers that people give in free text, in the thread."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.company import read_company
from bot.company.model import Question
from bot.intake.missing import answered, answers_in

COMPANY = read_company(Path(__file__).parents[3] / "liaison.example.yaml")
AT = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)


def questions(area_id: str, ids: str) -> tuple[Question, ...]:
    known = {question.id: question for question in COMPANY.area(area_id).intake}
    return tuple(known[id_] for id_ in ids.split())


ANSWERED = [
    ("web_pages", "page_url", "It is https://shop.example/boots please", "https://shop.example/boots"),
    ("web_pages", "page_url", "No idea which", None),
    ("web_pages", "page_url", "the homepage", "the homepage"),
    ("web_pages", "change", "The headline should say Hello.", "should say Hello"),
    ("web_pages", "go_live", "Thursday would be good", "Thursday"),
    ("access_accounts", "person", "It's for Anna Berg", "Anna Berg"),
    ("access_accounts", "person", "<@U123ABC> needs it", "<@U123ABC>"),
    ("access_accounts", "tool", "In HubSpot of course", "HubSpot"),
    ("access_accounts", "tool", "In our CRM", "CRM"),
    ("access_accounts", "role", "read only is fine", "read only"),
    ("access_accounts", "role", "nur lesen", "nur"),
    ("access_accounts", "manager_ok", "Her boss has said yes", "yes"),
    ("access_accounts", "until", "until the end of June", "end of June"),
    ("events_webinars", "attendees", "about 200 people", "200"),
    ("events_webinars", "recording", "please record it", "record"),
    ("mobile_push", "app_platform", "both, iOS and Android", "iOS"),
    ("data_audiences", "consent_basis", "Yes, all of them opted in", "opted in"),
    ("data_audiences", "who", "all customers who bought boots", "customers who bought boots"),
    ("consent_privacy", "region", "für Österreich", "Österreich"),
    ("incident_outage", "since_when", "seit heute morgen", "seit"),
    ("incident_outage", "error", "It shows a 404", "404"),
    ("ab_testing", "metric", "The conversion rate", "conversion rate"),
    ("integrations_apis", "frequency", "once a day", "once a day"),
    ("vendor_security", "cost_owner", "It is 30 € a month", "30 €"),
    ("data_quality", "expected", "It should be 120", "should be 120"),
    ("devices_rooms", "location", "I'm in the office", "in the office"),
]


@pytest.mark.parametrize(("area_id", "id_", "text", "words"), ANSWERED)
def test_the_words_that_answer_are_kept(area_id: str, id_: str, text: str, words: str | None) -> None:
    (question,) = questions(area_id, id_)

    found = answered(text, question, COMPANY.area(area_id))

    assert found is None if words is None else found is not None and words in found and found in text


def test_a_question_of_another_area_is_answered_by_nothing() -> None:
    (question,) = questions("web_pages", "page_url")

    assert answered("the homepage", question, COMPANY.area("mobile_push")) is None


REPLIES = [
    ("web_pages", "page_url", "Any one you like", {"page_url": "Any one you like"}),
    ("web_pages", "page_url", "not sure yet", {}),
    ("web_pages", "page_url", "Weiß ich noch nicht.", {}),
    ("web_pages", "page_url", "   ", {}),
    ("web_pages", "page_url go_live", "1. /boots\n2. Friday", {"page_url": "/boots", "go_live": "Friday"}),
    ("web_pages", "page_url go_live", "/boots\ndon't know", {"page_url": "/boots"}),
    (
        "web_pages",
        "page_url go_live",
        "1) the boots page 2) on 3 April",
        {"page_url": "the boots page", "go_live": "on 3 April"},
    ),
    ("web_pages", "page_url go_live", "- /a\n- no rush", {"page_url": "/a", "go_live": "no rush"}),
    ("access_accounts", "person role", "Anna Berg\nonly look", {"person": "Anna Berg", "role": "only look"}),
    ("access_accounts", "role manager_ok", "read only, yes", {"role": "read only", "manager_ok": "yes"}),
    ("web_pages", "page_url change", "no idea", {}),
]


@pytest.mark.parametrize(("area_id", "ids", "text", "expected"), REPLIES)
def test_a_reply_answers_what_was_asked(area_id: str, ids: str, text: str, expected: dict[str, str]) -> None:
    found = answers_in(text, questions(area_id, ids), COMPANY.area(area_id), AT, "Europe/London")

    assert found == expected


def test_half_an_answer_is_kept() -> None:
    asked = questions("access_accounts", "person tool role")

    found = answers_in(
        "It is for Anna Berg, the rest I must ask", asked, COMPANY.area("access_accounts"), AT, "UTC"
    )

    assert "Anna Berg" in found["person"]
    assert "tool" not in found


def test_a_day_is_found_among_other_answers() -> None:
    asked = questions("web_pages", "page_url go_live")

    found = answers_in(
        "It's the homepage and it should go out on Friday",
        asked,
        COMPANY.area("web_pages"),
        AT,
        "Europe/London",
    )

    assert "homepage" in found["page_url"]
    assert "Friday" in found["go_live"]


def test_nothing_asked_nothing_answered() -> None:
    assert answers_in("Friday", (), COMPANY.area("web_pages"), AT, "UTC") == {}


@given(
    st.text(max_size=300)
    | st.lists(st.sampled_from(["1. ", "yes", ", ", "\n", "Friday", "\ud800", "\x00"])).map("".join)
)
def test_any_reply_is_safe(text: str) -> None:
    for of in COMPANY.areas:
        found = answers_in(text, of.intake, of, AT, "Europe/London")

        assert set(found) <= {question.id for question in of.intake}
        assert all(words in text for words in found.values())


def test_forty_thousand_characters_of_reply_are_safe() -> None:
    of = COMPANY.area("web_pages")

    for text in ("yes, " * 8_000, "1. a\n" * 8_000, "x" * 40_000, "a. B" * 10_000, " " * 40_000):
        assert len(answers_in(text, of.intake, of, AT, "UTC")) <= len(of.intake)
