"""What a team hears when its rota is taken from a calendar, and when it no longer is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from handlers.views.oncall.telling import Told, told
from tests.bot.calendars.duty import a_board
from tests.companies import LENA, WEB, slack_id, small_company

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("what", "words"),
    [
        ("calendar_connected", "The rota of the Web Team is taken from a calendar now. On call from now on:"),
        (
            "calendar_ended",
            "The rota of the Web Team is kept here again, and no longer in a calendar. On call:",
        ),
    ],
)
def test_the_team_reads_what_happened_and_who_is_next(what: str, words: str) -> None:
    shift = [NOW.isoformat(), (NOW + timedelta(days=1)).isoformat(), slack_id(LENA)]
    board = a_board(small_company())
    detail = {"what": what, "actor_id": None, "team_id": "web", "shifts": [shift]}
    message = told(Told(detail, WEB, board.people, board.company, NOW, ZoneInfo("Europe/Berlin")))
    first, *lines = message.text.splitlines()
    assert first == words
    assert len(lines) == 1
    assert "Lena" in lines[0]
