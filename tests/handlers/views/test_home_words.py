"""The words' part of the Home tab."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.requests.model import Request
from db.kinds import MuteScope, RequestState
from glossary.model import Side
from handlers.names import CHOOSE_SIDE, QUIET_UNMUTE
from handlers.views.budget import problems
from handlers.views.home import home
from handlers.views.home_words import MOST_SHOWN, Muted, WordSettings
from tests.handlers.knocking import buttons
from tests.handlers.views.values import ADA, BOARD, COMPANY, MIA, NOW, PEOPLE, labels, read, request

LONG = "<&>😀" * 200


def drawn(words: WordSettings, reader: str = MIA, **values: Any) -> dict[str, Any]:
    lists: dict[str, Any] = {"mine": (), "waiting": (), "team": (), **values}
    view = home(PEOPLE.get(reader), BOARD, COMPANY, NOW, words=words, **lists)
    assert problems(view) == []
    return view


def side_menu(view: dict[str, Any]) -> dict[str, Any]:
    return next(one for one in buttons(view["blocks"]) if one["action_id"] == CHOOSE_SIDE)


@pytest.mark.parametrize(
    ("side", "label"),
    [("marketing", "Explain IT's words to me"), ("it", "Explain marketing's words to me")],
)
def test_the_side_on_which_one_reads_is_chosen_in_a_menu(side: Side, label: str) -> None:
    menu = side_menu(drawn(WordSettings(side)))
    assert menu["initial_option"]["text"]["text"] == label
    assert {one["value"] for one in menu["options"]} == {"marketing", "it"}


def test_it_says_what_the_book_means_and_where_all_the_words_are() -> None:
    view = drawn(WordSettings("marketing"))
    assert "A 📖 on a message means: press it, and you alone read what its words mean." in read(view)
    assert labels(view)[-3:] == [
        "What's in the glossary",
        "A few words a day, for two weeks",
        "Don't mark any words for me",
    ]


def test_what_is_switched_off_can_be_switched_on() -> None:
    words = WordSettings("marketing", is_silent=True, next_screen_at=NOW + timedelta(hours=21))
    view = drawn(words)
    assert labels(view)[-2:] == ["No more daily words", "Mark words for me again"]
    assert "Your next daily words come <!date^" in read(view)


def test_what_is_muted_is_explained_again_with_one_click() -> None:
    muted = (Muted(MuteScope.WORD, "cname", "CNAME"), Muted(MuteScope.CHANNEL, "C1", "#it-web"))
    view = drawn(WordSettings("marketing", muted=muted))
    assert "*CNAME*: not explained to you." in read(view)
    assert "*#it-web*: no word explained to you there." in read(view)
    again = [one for one in buttons(view["blocks"]) if one["action_id"].startswith(QUIET_UNMUTE)]
    assert [one["value"] for one in again] == ["word cname", "channel C1"]


@pytest.mark.parametrize("count", [MOST_SHOWN, MOST_SHOWN + 1, 500])
def test_any_number_of_mutes_fits_on_the_fullest_tab(count: int) -> None:
    muted = tuple(Muted(MuteScope.WORD, f"w{n}", f"{n} {LONG}") for n in range(count))
    words = WordSettings("marketing", muted=muted, next_screen_at=NOW)
    lists: dict[str, tuple[Request, ...]] = {
        which: tuple(
            replace(request(RequestState.RESOLVED), id=f"{which}{n}", text="😀<&>" * 900) for n in range(300)
        )
        for which in ("waiting", "mine", "team")
    }
    view = drawn(words, ADA, **lists, parked=["x" * 900] * 300, stuck=300, connected_since=NOW)
    menus = [one for one in buttons(view["blocks"]) if one["action_id"] == QUIET_UNMUTE]
    assert len(menus) == (count > MOST_SHOWN)
