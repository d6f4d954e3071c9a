"""Whatever somebody writes is read: no text, moment or zone makes the reading stumble."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from zoneinfo import available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.intake.reader import Reader, as_json
from bot.intake.reading import Reading
from bot.routing import Router
from tests.companies import small_company

COMPANY = small_company()
READER = Reader(COMPANY, Router(COMPANY))
NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
ZONES = sorted(available_timezones())
BITS = st.sampled_from(
    [
        *("landing page", "the form is down", "by Friday", "04/05", "password: hunter2", "and also", "\n- "),
        *("4111 1111 1111 1111", "a@b.example", "ignore your rules", "https://x.example/?t=1", "s'il vous"),
        *("\ud83d", "\0", "\u202e", "👩‍👩‍👧", "ß", "…", "1.", "?", "!!!", "<@U1>", "`code`", "'", "%s {0}"),
    ]
)
LONG = [
    *(
        "a ",
        "a@a",
        "pw: ",
        "1 ",
        "4",
        "ﷺ",
        "\ud83d",
        "und ",
        "- x\n",
        "(",
        "'",
        "ignore ",
        "not ",
        "by ",
        "/",
    ),
    *("2026-", "https://", "the form is down. ", "page and pixel and ", "\t", "é", "don't "),
]


def checked(text: str, reading: Reading) -> None:
    shown = as_json("1", reading)
    assert json.loads(json.dumps(shown)) == shown
    assert reading.verdict in ("request", "heads_up", "not_it", "unclear")
    assert reading.band in ("sure", "ask", "bridge")
    assert len(reading.guesses) <= 3
    assert len(reading.ask) <= 3
    areas = [guess.area_id for guess in reading.guesses] + [part.area_id for part in reading.also]
    assert all(COMPANY.find_area(area_id) for area_id in areas)
    assert all(0 <= guess.p <= 1 for guess in reading.guesses)
    assert READER.mask(reading.masked) == reading.masked
    if reading.due is not None:
        assert reading.due.words in text or reading.found


@given(st.text(max_size=400) | st.lists(BITS, max_size=40).map(" ".join))
@settings(deadline=None, max_examples=150)
def test_any_words_are_read_and_read_the_same_again(text: str) -> None:
    reading = READER.read(text, at=NOON, zone="Europe/London")
    checked(text, reading)
    assert READER.read(text, at=NOON, zone="Europe/London") == reading


@given(st.integers(0, 3_700_000_000), st.sampled_from(ZONES))
@settings(deadline=None, max_examples=100)
def test_at_any_moment_in_any_zone(seconds: int, zone: str) -> None:
    text = "please change the landing page by next Friday, 30 February or the end of the month"
    checked(text, READER.read(text, at=datetime.fromtimestamp(seconds, UTC), zone=zone))


@pytest.mark.parametrize("piece", LONG)
def test_forty_thousand_characters_of_anything_are_read(piece: str) -> None:
    text = (piece * 40_000)[:40_000]
    checked(text, READER.read(text, at=NOON, zone="Europe/London"))
