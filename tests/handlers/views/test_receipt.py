from __future__ import annotations

from datetime import timedelta

import pytest

from bot.requests.model import SharedFile
from db.kinds import RequestState
from handlers.views.message import Message
from handlers.views.receipt import receipt
from tests.handlers.views.values import (
    COMPANY,
    DEV,
    NOW,
    PEOPLE,
    PRIYA,
    STRANGER,
    UNDERSTOOD,
    WISH,
    for_the_bridge,
    labels,
    names,
    read,
    request,
)


def drawn(**values: object) -> Message:
    return receipt(request(**values), PEOPLE, COMPANY, NOW)  # type: ignore[arg-type]


def test_the_first_line_thanks_and_names_a_person_and_a_team() -> None:
    assert "Got it, thanks Mia. I've passed this to Jonas from the Web Team." in read(drawn())


def test_it_says_back_what_was_understood() -> None:
    message = drawn()
    assert f"I read this as: \n{UNDERSTOOD}" in read(message)
    assert message.text.endswith(f"I read this as: {UNDERSTOOD}")


def test_it_says_when_to_expect_a_reply_and_why_it_went_there() -> None:
    text = read(drawn())
    assert "You'll hear back by <!date^1774357200^" in text
    assert "|Tue 24 Mar, 13:00 (Europe/London)>." in text
    assert "It went to the Web Team because you wrote *landing page* and *form*." in text


def test_an_overdue_reply_is_admitted() -> None:
    assert "You should have heard by" in read(drawn(reply_by=NOW - timedelta(hours=1)))


def test_a_team_whose_name_needs_no_article_gets_none() -> None:
    assert "Jonas from the Web Team" in read(drawn())
    bare = receipt(request(team_id="brand", owner_id=None), PEOPLE, COMPANY, NOW)
    assert "I've passed this to Brand." in read(bare)


def test_somebody_who_stands_in_is_named_with_the_team() -> None:
    assert "I've passed this to Priya, who looks after it for the Web Team." in read(drawn(owner_id=PRIYA))


def test_the_unsure_one_goes_to_the_bridge_by_name() -> None:
    text = read(receipt(for_the_bridge(), PEOPLE, COMPANY, NOW))
    assert "I wasn't sure whose this is, so Priya sends it to the right person." in text
    assert "It went to Priya because your words could mean several things." in text


def test_without_anybody_at_the_bridge_the_bridge_itself_is_named() -> None:
    text = read(receipt(for_the_bridge(owner_id=None), PEOPLE, COMPANY, NOW))
    assert "so the bridge between marketing and IT sends it to the right person." in text


def test_somebody_we_do_not_know_is_thanked_without_a_name() -> None:
    assert read(drawn(asked_by="U0NOBODY")).startswith("Got it, thanks. I've passed this")


def test_somebody_of_another_company_is_thanked_too() -> None:
    assert "thanks Sam." in read(drawn(asked_by=STRANGER))


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        (RequestState.MOVED, "This is with Jonas from the Web Team now."),
        (RequestState.ACKNOWLEDGED, "👀 Jonas from the Web Team has it."),
        (
            RequestState.WAITING,
            "Jonas from the Web Team has it and is waiting for your answer, here in the thread.",
        ),
        (RequestState.RESOLVED, "Jonas from the Web Team says it's done. Does it look right?"),
        (RequestState.CLOSED, "All done, thanks to Jonas from the Web Team."),
        (RequestState.CANCELLED, "Taken back, so nobody needs to do anything."),
    ],
)
def test_a_later_receipt_says_what_is_true_now(state: RequestState, sentence: str) -> None:
    assert read(drawn(state=state)).splitlines()[0] == sentence


def test_what_was_passed_back_to_the_bridge_says_so() -> None:
    back = for_the_bridge(state=RequestState.MOVED, reason="because Jonas sent it on")
    text = read(receipt(back, PEOPLE, COMPANY, NOW))
    assert "Priya has a look and sends this to the right person." in text
    assert "It went to Priya because Jonas sent it on." in text


@pytest.mark.parametrize(
    ("state", "buttons"),
    [
        (RequestState.NEW, ["Change it", "Cancel"]),
        (RequestState.MOVED, ["Change it", "Cancel"]),
        (RequestState.ACKNOWLEDGED, ["Change it", "Cancel"]),
        (RequestState.WAITING, ["Change it", "Cancel"]),
        (RequestState.RESOLVED, ["Yes, thanks", "Not quite"]),
        (RequestState.CLOSED, []),
        (RequestState.CANCELLED, []),
    ],
)
def test_only_buttons_that_work_now_are_there(state: RequestState, buttons: list[str]) -> None:
    assert labels(drawn(state=state)) == buttons


def test_taking_it_back_asks_first() -> None:
    (cancel,) = [one for block in drawn().blocks for one in block.get("elements", []) if "confirm" in one]
    assert (cancel["action_id"], cancel["value"]) == ("request.cancel", "r_0001")
    assert names(drawn()) == ["request.change", "request.cancel"]


@pytest.mark.parametrize("place", [{"home_ts": None}, {"home_ts": "1.2"}])
def test_a_thread_that_we_opened_begins_with_the_askers_own_words(place: dict[str, str | None]) -> None:
    assert WISH in read(drawn(**place))


def test_in_a_thread_of_people_their_words_are_not_repeated() -> None:
    assert WISH not in read(drawn(home_ts="1.1"))


def test_words_that_were_said_back_whole_are_not_quoted_again() -> None:
    assert read(drawn(home_ts=None, text="New banner for the shop")).count("New banner for the shop") == 1


def test_files_are_named_and_linked() -> None:
    files = (SharedFile("plan.pdf", "https://f.example/1"), SharedFile("<shot>.png", "https://f.example/2"))
    assert "With it: <https://f.example/1|plan.pdf>, <https://f.example/2|&lt;shot&gt;.png>" in read(
        drawn(files=files)
    )


def test_a_wish_of_files_alone_is_named_after_them() -> None:
    files = tuple(SharedFile(f"page {number}.png", "https://f.example/1") for number in range(12))
    text = read(drawn(files=files, text=" "))
    assert "page 0.png and 11 more" in text
    assert text.count("|page ") == 10
    assert "and 2 more" in text


def test_no_request_number_is_shown() -> None:
    assert "r_0001" not in read(drawn()) + drawn().text


def test_a_team_that_has_left_the_company_file_does_no_harm() -> None:
    assert "I've passed this to Dev." in read(drawn(team_id="gone", owner_id=DEV))
