from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot.requests.finding import PAGE, Page, Which
from bot.requests.model import Request
from db.kinds import RequestState
from handlers.names import TURN_PAGE, today
from handlers.views.budget import problems
from handlers.views.lists import listing
from handlers.views.message import Message
from tests.handlers.views.values import (
    ADA,
    COMPANY,
    JONAS,
    MIA,
    NOW,
    PEOPLE,
    PRIYA,
    STRANGER,
    TOM,
    UNDERSTOOD,
    acting,
    labels,
    read,
    request,
)


def page(
    *requests: Request, which: Which = "mine", words: str = "", number: int = 0, total: int | None = None
) -> Page:
    return Page(which, words, number, len(requests) if total is None else total, requests)


def drawn(shown: Page, reader: str = MIA, **values: Any) -> Message:
    return listing(shown, PEOPLE.get(reader), PEOPLE, COMPANY, NOW, **values)


def test_each_entry_says_what_it_is_and_how_it_stands() -> None:
    text = read(drawn(page(request(RequestState.ACKNOWLEDGED))))
    assert text.startswith("*Your requests*, 1 in all\n" + UNDERSTOOD)
    assert "Jonas from the Web Team has it, since <!date^" in text


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        (
            RequestState.NEW,
            "With Jonas from the Web Team, nobody has taken it yet. Reply promised by <!date^",
        ),
        (RequestState.WAITING, "Jonas from the Web Team asked you something, <!date^"),
        (RequestState.RESOLVED, "Jonas from the Web Team says it's done, <!date^"),
        (RequestState.CLOSED, "Done, closed <!date^"),
        (RequestState.CANCELLED, "Taken back <!date^"),
    ],
)
def test_the_asker_reads_the_state_in_words(state: RequestState, sentence: str) -> None:
    assert sentence in read(drawn(page(request(state))))


def test_a_promise_that_was_not_kept_is_not_made_again() -> None:
    late = request(RequestState.NEW, reply_by=NOW - timedelta(hours=2))
    to_asker = read(drawn(page(late)))
    assert "nobody has taken it yet. You should have heard by <!date^" in to_asker
    assert "Sorry for the wait." in to_asker
    to_team = read(drawn(page(late, which="team"), JONAS))
    assert "nobody has taken it yet. A reply was promised by <!date^" in to_team
    assert "Sorry" not in to_team


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        (RequestState.ACKNOWLEDGED, "You have it, since <!date^"),
        (RequestState.WAITING, "You wait for Mia's answer, since <!date^"),
        (RequestState.RESOLVED, "You say it's done, <!date^"),
    ],
)
def test_whoever_has_it_is_spoken_to(state: RequestState, sentence: str) -> None:
    text = read(drawn(page(request(state), which="team"), JONAS))
    assert "From Mia, <!date^" in text
    assert sentence in text


def test_times_are_in_the_zone_of_the_reader() -> None:
    assert "(Europe/Berlin)" in read(drawn(page(request(), which="team"), JONAS))
    assert "(Europe/London)" in read(drawn(page(request())))


def test_an_entry_leads_to_its_thread_where_that_is_known() -> None:
    message = drawn(page(request()), link_of=lambda one: f"https://slack.example/{one.id}")
    (link,) = message.blocks[1]["elements"][0]["elements"]
    assert (link["type"], link["url"], link["text"]) == ("link", "https://slack.example/r_0001", UNDERSTOOD)
    (text,) = drawn(page(request())).blocks[1]["elements"][0]["elements"]
    assert text["type"] == "text"


def test_filter_words_are_said_back_harmlessly() -> None:
    assert "*Your requests* with “&lt;!channel&gt; form” in them" in read(
        drawn(page(request(), words="<!channel>   form"))
    )


def test_pages_are_turned_with_the_same_list_and_words() -> None:
    many = page(request(), which="waiting", words="new form", number=1, total=3 * PAGE)
    turns = [(one["text"]["text"], one["action_id"], one["value"]) for one in acting(drawn(many))]
    assert turns[:2] == [
        ("Newer", "list.turn.0", "waiting 0 new form"),
        ("Older", "list.turn.2", "waiting 2 new form"),
    ]
    assert "Page 2 of 3" in read(drawn(many))
    assert all(today(one["action_id"]) == TURN_PAGE for one in acting(drawn(many)))


@pytest.mark.parametrize(
    ("number", "total", "turns"),
    [(0, PAGE, []), (0, PAGE + 1, ["Older"]), (1, PAGE + 1, ["Newer"])],
)
def test_only_pages_that_exist_can_be_turned_to(number: int, total: int, turns: list[str]) -> None:
    shown = labels(drawn(page(request(), number=number, total=total)))
    assert [label for label in shown if label in ("Newer", "Older")] == turns


@pytest.mark.parametrize(
    ("reader", "tabs"),
    [
        (MIA, ["Waiting for me"]),
        (STRANGER, ["Waiting for me"]),
        (JONAS, ["Waiting for me", "My team's"]),
        (PRIYA, ["Waiting for me", "Everybody's"]),
        (ADA, ["Waiting for me", "Everybody's"]),
    ],
)
def test_the_other_lists_are_one_click_away(reader: str, tabs: list[str]) -> None:
    assert labels(drawn(page(), reader)) == tabs


@pytest.mark.parametrize(
    ("which", "words", "sentence"),
    [
        ("mine", "", "Nothing yet. Write `/ask` and one sentence, and I'll find the right person."),
        ("waiting", "", "Nobody waits for you. Enjoy the quiet."),
        ("team", "", "Nothing open here. New requests appear in your team's channel."),
        (
            "mine",
            "zebra",
            "Nothing here has all of these words in it. Try fewer of them, or `/requests` alone.",
        ),
    ],
)
def test_an_empty_list_says_what_to_do(which: Which, words: str, sentence: str) -> None:
    message = drawn(page(which=which, words=words), TOM)
    assert sentence in read(message)
    assert sentence in message.text


def test_the_spoken_text_holds_the_list_too() -> None:
    assert f"{UNDERSTOOD}: With Jonas" in drawn(page(request())).text


def test_a_page_of_the_longest_entries_is_taken_by_slack() -> None:
    entries = [request(id=f"r_{number}", text="<&>" * 900) for number in range(PAGE)]
    message = drawn(page(*entries, words="<&> " * 400, total=99))
    assert problems(message) == []
    assert labels(message)[0] == "Older"
