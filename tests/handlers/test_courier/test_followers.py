"""What whoever waits too is told, and how many of them the card counts."""

from __future__ import annotations

from typing import Any

import pytest

from bot.requests.answering import cancel, confirm, reopen
from bot.requests.following import follow, unfollow
from bot.requests.model import Request
from bot.requests.working import resolve
from db.kinds import NoticeKind
from handlers.names import ANYWAY, UNFOLLOW
from tests.companies import DEV, JONAS, LENA, TOM, slack_id
from tests.handlers.test_courier.conftest import MIA, Stage

ABOUT = "This is what you were waiting for too."


def do(stage: Stage, service: Any, *arguments: Any) -> None:
    with stage.toolkit.ledger.begin() as unit:
        service(stage.toolkit.desk(unit), *arguments)
    for _ in range(3):  # as many posts may follow each other at one place
        stage.say_all()
        stage.later(2)


def followed(stage: Stage, *who: str, words: str = "the boots page, me too") -> Request:
    request = stage.filed()
    for one in who:
        do(stage, follow, request.id, slack_id(one), words)
    return request


def card(stage: Stage, request: Request) -> str:
    messages = stage.workspace.messages("#it-web")
    return str(next(one for one in messages if one["ts"] == request.card_ts)["blocks"])


@pytest.mark.parametrize(
    ("who", "said"), [((TOM,), "Also waiting: one more person."), ((TOM, DEV), "Also waiting: 2 people.")]
)
def test_the_card_says_how_many_wait(stage: Stage, who: tuple[str, ...], said: str) -> None:
    request = followed(stage, *who)
    assert said in card(stage, request)


def test_the_card_counts_no_longer_who_thought_better_of_it(stage: Stage) -> None:
    request = followed(stage, TOM)
    do(stage, unfollow, request.id, slack_id(TOM))
    assert "Also waiting" not in card(stage, request)


def test_both_threads_say_it_and_only_the_team_reads_their_words(stage: Stage) -> None:
    followed(stage, TOM)
    assert "Tom needs this too." in stage.texts("#marketing")
    assert "Tom needs this too, and wrote: the boots page, me too" in stage.texts("#it-web")


def told(stage: Stage) -> list[dict[str, Any]]:
    """The direct messages of the follower."""
    return [message for message in every(stage) if message["text"].startswith(ABOUT)]


def every(stage: Stage) -> list[dict[str, Any]]:
    person = stage.toolkit.directory.refresh().get(slack_id(TOM))
    return list(stage.workspace.messages(person.dm_channel)) if person.dm_channel else []


def actions(message: dict[str, Any]) -> list[str]:
    rows = [block["elements"] for block in message["blocks"] if block["type"] == "actions"]
    return [one["action_id"] for row in rows for one in row]


def test_a_follower_is_told_that_it_is_done_and_not_asked(stage: Stage) -> None:
    request = followed(stage, TOM)
    do(stage, resolve, request.id, slack_id(JONAS))
    (message,) = told(stage)
    assert message["text"].startswith(f"{ABOUT} Jonas says it's done.")
    assert actions(message) == [UNFOLLOW]


def test_a_follower_hears_that_it_was_not_quite_right_and_then_that_it_was(stage: Stage) -> None:
    request = followed(stage, TOM)
    for service, who in (
        (resolve, slack_id(JONAS)),
        (reopen, MIA),
        (resolve, slack_id(LENA)),
        (confirm, MIA),
    ):
        do(stage, service, request.id, who)
    said = [message["text"].removeprefix(f"{ABOUT} ").split(" “")[0] for message in told(stage)]
    assert said == [
        "Jonas says it's done.",
        "Mia says it's not quite right yet, so somebody is on it again.",
        "Lena says it's done.",
        "Mia says it looks right, so it's closed.",
    ]
    assert actions(told(stage)[-1]) == []


def test_who_still_needs_what_was_taken_back_files_it_with_one_click(stage: Stage) -> None:
    request = followed(stage, TOM)
    do(stage, cancel, request.id, MIA)
    (message,) = told(stage)
    assert "Mia has taken it back" in message["text"]
    assert actions(message) == [ANYWAY]
    assert "the boots page, me too" in str(message["blocks"])


def test_without_words_of_their_own_there_is_nothing_to_file(stage: Stage) -> None:
    request = followed(stage, TOM, words="")
    do(stage, cancel, request.id, MIA)
    assert actions(told(stage)[0]) == []


def test_who_thought_better_of_it_before_it_was_said_hears_nothing(stage: Stage) -> None:
    request = followed(stage, TOM)
    told_of = {"user_id": slack_id(TOM), "change": "resolved", "actor_id": slack_id(JONAS)}
    notice = stage.notice(NoticeKind.FOLLOWER_TOLD, request_id=request.id, **told_of)
    do(stage, unfollow, request.id, slack_id(TOM))
    assert stage.courier.deliver(notice).ts is None
    assert told(stage) == []
