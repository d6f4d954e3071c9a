from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.requests.model import SharedFile
from db.kinds import Mode, RequestState
from handlers.views.card import card, card_left
from handlers.views.message import Message
from tests.handlers.views.values import (
    ADA,
    COMPANY,
    JONAS,
    NOW,
    PEOPLE,
    PRIYA,
    UNDERSTOOD,
    WISH,
    acting,
    for_the_bridge,
    labels,
    live_texts,
    names,
    read,
    request,
)

LINK = "https://slack.example/archives/C0MARKETING/p11"


def drawn(*, home_link: str | None = LINK, **values: Any) -> Message:
    return card(request(**values), PEOPLE, COMPANY, NOW, home_link=home_link)


def test_it_calls_the_person_on_call_and_shows_whose_wish_it_is() -> None:
    text = read(drawn())
    assert text.startswith(
        f"{UNDERSTOOD}\n<@{JONAS}> A new one for you. From Mia Tanaka, Brand, asked <!date^"
    )
    assert WISH in text
    assert "Pages. Came here because Mia wrote *landing page* and *form*. Reply promised by <!date^" in text


def test_a_promise_that_is_over_is_told_as_what_it_was() -> None:
    assert "A reply was promised by <!date^" in read(drawn(reply_by=NOW - timedelta(minutes=1)))


@pytest.mark.parametrize(
    "state", [s for s in RequestState if s not in (RequestState.NEW, RequestState.MOVED)]
)
def test_nobody_is_called_once_somebody_has_it(state: RequestState) -> None:
    assert f"<@{JONAS}>" not in "".join(live_texts(drawn(state=state)))


def test_without_anybody_on_call_nobody_is_mentioned() -> None:
    assert "<@" not in "".join(live_texts(drawn(owner_id=None)))


@pytest.mark.parametrize(
    ("state", "buttons"),
    [
        (RequestState.NEW, ["I've got it", "Not ours", "Ask Mia", "Done"]),
        (RequestState.MOVED, ["I've got it", "Not ours", "Ask Mia", "Done"]),
        (RequestState.ACKNOWLEDGED, ["Ask Mia", "Done", "Not ours"]),
        (RequestState.WAITING, ["Ask Mia", "Done", "Not ours"]),
        (RequestState.RESOLVED, []),
        (RequestState.CLOSED, []),
        (RequestState.CANCELLED, []),
    ],
)
def test_only_buttons_that_work_now_are_there(state: RequestState, buttons: list[str]) -> None:
    assert labels(drawn(state=state, home_link=None)) == buttons


def test_done_asks_first_only_while_nobody_has_it() -> None:
    def asks(state: RequestState) -> bool:
        (done,) = [one for one in acting(drawn(state=state)) if one["action_id"] == "request.done"]
        return "confirm" in done

    assert asks(RequestState.NEW)
    assert not asks(RequestState.ACKNOWLEDGED)


def test_every_button_carries_the_request() -> None:
    assert {one["value"] for one in acting(drawn(home_link=None)) if one["type"] == "button"} == {"r_0001"}


def test_it_can_be_handed_to_every_other_team_those_of_it_first() -> None:
    (menu,) = [one for one in acting(drawn()) if one["type"] == "static_select"]
    assert menu["action_id"] == "request.hand_to"
    assert [(one["text"]["text"], one["value"]) for one in menu["options"]] == [
        ("Data Team", "r_0001 data"),
        ("Brand", "r_0001 brand"),
    ]


def test_a_company_of_one_team_has_no_empty_menu() -> None:
    alone = replace(COMPANY, teams=COMPANY.teams[:1])
    message = card(request(), PEOPLE, alone, NOW, home_link=None)
    assert "request.hand_to" not in names(message)


def test_the_bridge_sends_it_on_with_one_click() -> None:
    message = card(for_the_bridge(), PEOPLE, COMPANY, NOW, home_link=None)
    assert f"<@{PRIYA}> Whose is this?" in read(message)
    assert "Came here because Mia's words could mean several things." in read(message)
    guesses = acting(message)[:3]
    assert [(one["text"]["text"], one["action_id"], one["value"]) for one in guesses] == [
        ("Web Team: a page or form on our website", "request.send_on.pages", "r_0001 pages"),
        ("Data Team: a number or a dashboard", "request.send_on.reports", "r_0001 reports"),
        ("Web Team: a picture or file", "request.send_on.images", "r_0001 images"),
    ]
    assert labels(message)[3:] == ["I've got it", "Ask Mia", "Done"]
    assert names(message)[-1] == "request.hand_to"


def test_a_guess_that_left_the_company_file_is_no_button() -> None:
    message = card(for_the_bridge(guesses=("gone", "images", "images")), PEOPLE, COMPANY, NOW, home_link=None)
    assert [name for name in names(message) if "send_on" in name] == ["request.send_on.images"]


def test_a_shared_thread_is_one_click_away() -> None:
    (button,) = [one for one in acting(drawn()) if "url" in one]
    assert (button["text"]["text"], button["url"]) == ("Open the thread", LINK)
    assert "request.open_thread" not in names(drawn(home_link=None))


def test_with_the_relay_the_team_reads_what_is_carried() -> None:
    text = read(drawn(mode=Mode.RELAY))
    assert "Mia's words are carried here; what you write here stays with the team until you send it." in text
    assert "request.open_thread" not in names(drawn(mode=Mode.RELAY))


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        (RequestState.ACKNOWLEDGED, "👀 Jonas from the Web Team has it. From Mia Tanaka, Brand"),
        (RequestState.WAITING, "Jonas from the Web Team has it and is waiting for Mia's answer."),
        (RequestState.RESOLVED, "Jonas from the Web Team says it's done, Mia has the last word."),
        (RequestState.CLOSED, "Done for Mia, thanks to Jonas from the Web Team."),
        (RequestState.CANCELLED, "Taken back, so there's nothing to do for Mia here."),
    ],
)
def test_a_later_card_says_what_is_true_now(state: RequestState, sentence: str) -> None:
    assert sentence in read(drawn(state=state))


@pytest.mark.parametrize("state", [RequestState.CLOSED, RequestState.CANCELLED])
def test_what_has_ended_is_one_calm_line(state: RequestState) -> None:
    message = drawn(state=state)
    assert read(message).splitlines()[1:] == [UNDERSTOOD]
    assert acting(message) == []


def test_files_come_along_as_links() -> None:
    text = read(drawn(files=(SharedFile("shot.png", "https://f.example/1"),)))
    assert "With it: <https://f.example/1|shot.png>" in text


def test_a_very_long_wish_leaves_room_for_the_buttons() -> None:
    text = "Please change the page. " + "word " * 1590
    message = drawn(text=text)
    assert labels(message)[1] == "I've got it"
    assert len(read(message)) > 7900


def left(**values: Any) -> Message:
    usual = {"from_team": "web", "team_id": "data", "actor_id": JONAS, "old_owner_id": JONAS}
    return card_left(request(), PEOPLE, COMPANY, **(usual | values))


def test_the_old_card_says_where_it_went_and_by_whom() -> None:
    assert read(left()).splitlines() == ["Moved to the Data Team by Jonas.", UNDERSTOOD]
    assert acting(left()) == []


def test_an_old_owner_who_did_not_do_it_is_told() -> None:
    text = read(left(actor_id=ADA))
    assert text.startswith(
        "Moved to the Data Team by Ada. Jonas, there's nothing left to do here for the Web Team."
    )


def test_a_card_that_came_too_late_needs_no_actor() -> None:
    text = read(left(actor_id=None, old_owner_id=None, team_id=None))
    assert text.startswith("Moved to the bridge between marketing and IT.")
