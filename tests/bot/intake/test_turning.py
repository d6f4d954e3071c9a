"""Two wishes where the writer turns to something else in so many words."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.company import read_company
from bot.intake.reader import Reader
from bot.routing import Router

AT = datetime(2026, 3, 10, 9, 30, tzinfo=UTC)
COMPANY = Path(__file__).parent.parent.parent.parent / "liaison.example.yaml"


@pytest.fixture(scope="module")
def reader() -> Reader:
    company = read_company(COMPANY)
    return Reader(company, Router(company))


def areas(reader: Reader, text: str) -> set[str]:
    reading = reader.read(text, at=AT, zone="Europe/London")
    return {reading.guesses[0].area_id, *(part.area_id for part in reading.also)}


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        (
            "There's a typo on the start page. Totally unrelated: the projector in room 4 has no picture.",
            {"web_pages", "devices_rooms"},
        ),
        (
            "can Lisa get access to Mailchimp? PS: our newsletter lands in spam at Gmail",
            {"access_accounts", "email_deliverability"},
        ),
        (
            "Könnt ihr den Banner auf der Startseite tauschen? Außerdem brauche ich Besucherzahlen für März.",
            {"web_pages", "analytics_reporting"},
        ),
    ],
)
def test_a_turn_to_something_else_is_a_second_wish(reader: Reader, text: str, meant: set[str]) -> None:
    assert areas(reader, text) == meant


@pytest.mark.parametrize(
    "text",
    [
        "Please create a landing page for the hike. Also put the form on it, by Friday please.",
        "my laptop is broken. By the way, thanks for the quick help last time!",
        "I need access to the CMS, plus it's rather urgent",
    ],
)
def test_more_about_the_same_wish_is_no_second_one(reader: Reader, text: str) -> None:
    assert len(areas(reader, text)) == 1
