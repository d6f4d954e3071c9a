"""One wish becomes one request, however often and in however many ways it arrives."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from bot.requests.answering import undo_reaction
from bot.requests.model import LONGEST_TEXT, Place, SharedFile, find_by_post, find_by_source
from bot.requests.opening import OPEN_QUESTION, open_request
from db.engine import Taken
from db.errors import Unclear
from db.inbox import record
from db.kinds import Change, Mode, NoticeKind, RequestState, Via
from db.outbox import enqueue
from tests.bot.requests.scene import DIRECT, JONAS, MIA, NEW_PAGE, PUBLIC, TOM, Scene
from tests.racing import at_once


def test_a_filed_request_has_its_route_its_owner_and_its_two_notices(scene: Scene) -> None:
    request = scene.file()
    assert (request.team_id, request.area_id, request.owner_id) == ("web", "pages", JONAS)
    assert request.reason == "because you wrote *landing page*"
    assert (request.state, request.mode) == (RequestState.NEW, Mode.SHARED)
    assert (request.home_channel, request.home_ts) == (PUBLIC.channel_id, PUBLIC.thread_ts)
    assert scene.changes(request.id) == [(Change.FILED, MIA)]
    kinds = [each["kind"] for each in scene.notices()]
    assert kinds == [NoticeKind.REQUEST_FILED, NoticeKind.REQUEST_ARRIVED]
    assert scene.request(request.id) == request, "what is kept is what was said back"


def test_the_promise_is_working_time_of_the_owning_team(scene: Scene) -> None:
    """Tuesday 13:00 in Berlin, four working hours: 17:00 in Berlin."""
    request = scene.file()
    assert request.reply_by is not None
    assert request.reply_by - scene.clock.now == timedelta(hours=4)


def test_what_is_filed_privately_is_relayed_and_what_is_filed_nowhere_has_no_home_yet(scene: Scene) -> None:
    private = Place("private", "G0SECRET", "1.1")
    modes = [scene.file(place=place).mode for place in (PUBLIC, DIRECT, private, Place("nowhere"))]
    assert modes == [Mode.SHARED, Mode.RELAY, Mode.RELAY, Mode.RELAY]
    assert scene.file(place=Place("nowhere", "C0ELSE")).home_channel is None


@pytest.mark.parametrize(
    ("first", "second", "constraint"),
    [
        ({"source_key": "m1"}, {"source_key": "m1"}, "uq_requests_source_key"),
        (
            {"source_key": "m1", "client_msg_id": "one gesture"},
            {"source_key": "m2", "client_msg_id": "one gesture"},
            "uq_requests_client_msg_id",
        ),
    ],
)
def test_the_second_filing_is_refused_by_the_constraint_that_knows(
    scene: Scene, first: dict[str, Any], second: dict[str, Any], constraint: str
) -> None:
    request = scene.file(**first)
    before = scene.notices()
    with pytest.raises(Taken) as taken:
        scene.file(**second)
    assert taken.value.constraint == constraint
    assert scene.notices() == before
    with scene.toolkit.ledger.read() as connection:
        found = find_by_source(connection, second["source_key"], second.get("client_msg_id"))
    assert found == request


def test_a_delivery_that_came_before_is_refused_by_its_key_even_when_it_would_file(scene: Scene) -> None:
    def deliver() -> None:
        with scene.toolkit.ledger.begin() as unit:
            record(unit, "Ev1", "event", scene.clock.now)
            open_request(scene.toolkit.desk(unit), ask)

    ask = scene.ask()
    deliver()
    with pytest.raises(Taken) as taken:
        deliver()
    assert taken.value.constraint == "pk_inbox"
    assert len(scene.notices(NoticeKind.REQUEST_FILED)) == 1


def test_one_message_filed_in_five_ways_at_once_is_one_request(scene: Scene) -> None:
    for number in range(5):
        asks = [scene.ask(source_key=f"message {number}", source_ts=f"5.{number}") for _ in range(5)]
        outcomes = at_once(*[partial(scene.do, open_request, ask) for ask in asks])
        assert sorted(type(each).__name__ for each in outcomes) == [
            "Filed",
            "Taken",
            "Taken",
            "Taken",
            "Taken",
        ]
    assert len(scene.notices(NoticeKind.REQUEST_FILED)) == 5


def test_the_message_it_was_filed_on_leads_to_the_request(scene: Scene) -> None:
    request = scene.file(source_ts="55.5")
    with scene.toolkit.ledger.read() as connection:
        found = find_by_post(connection, PUBLIC.channel_id or "", "55.5")
    assert found == request


def test_a_message_in_the_thread_of_one_request_can_become_another(scene: Scene) -> None:
    request = scene.filed_and_posted()
    home = (request.home_channel, request.home_ts)
    assert scene.speak(MIA, "and a banner for the shop, please", home, "301.1")
    place = Place("public", request.home_channel, request.home_ts)
    other = scene.file("and a banner for the shop", place=place, source_ts="301.1")
    assert other.id != request.id
    assert scene.request(other.id).team_id == "web"


@pytest.mark.parametrize("text", ["", "help pls", "hi there!", "https://example.org/x"])
def test_no_wish_no_request_but_one_open_question(scene: Scene, text: str) -> None:
    with pytest.raises(Unclear) as question:
        scene.file(text)
    assert str(question.value) == OPEN_QUESTION
    assert scene.notices() == []


def test_few_words_are_enough_with_a_file_or_a_chosen_area(scene: Scene) -> None:
    with_file = scene.file("broken!", files=(SharedFile("shot.png", "https://files.example/shot.png"),))
    assert scene.request(with_file.id).files == (SharedFile("shot.png", "https://files.example/shot.png"),)
    chosen = scene.file("hi", area_id="reports")
    assert (chosen.team_id, chosen.reason) == ("data", "because you chose it")


def test_an_area_that_has_left_the_file_is_no_choice(scene: Scene) -> None:
    assert scene.file(area_id="gone").reason == "because you wrote *landing page*"


def test_what_no_database_takes_is_left_out_of_the_text(scene: Scene) -> None:
    request = scene.file("a new\0 landing page \ud83d")
    assert scene.request(request.id).text == "a new landing page ?"


def test_a_very_long_wish_is_kept_up_to_a_limit(scene: Scene) -> None:
    request = scene.file("landing page " * 5000)
    assert len(scene.request(request.id).text) == LONGEST_TEXT


def test_the_relay_is_woken_after_the_commit_and_not_without_one(scene: Scene) -> None:
    wake = scene.toolkit.wake
    scene.file()
    assert wake.count == 1  # type: ignore[attr-defined]
    with pytest.raises(Unclear):
        scene.file("hi")
    assert wake.count == 1  # type: ignore[attr-defined]


def test_a_ticket_taken_off_within_a_minute_takes_the_request_back(scene: Scene) -> None:
    request = scene.file(via=Via.REACTION, filed_by=TOM)
    scene.clock.advance(seconds=60)
    assert scene.do(undo_reaction, request, TOM)
    assert scene.request(request.id).state is RequestState.CANCELLED
    assert scene.changes(request.id)[-1] == (Change.CANCELLED, TOM)


def test_a_ticket_taken_off_too_late_or_by_somebody_else_changes_nothing(
    scene: Scene,
) -> None:
    request = scene.file(via=Via.REACTION, filed_by=TOM)
    assert not scene.do(undo_reaction, request, JONAS), "it was not his ticket"
    taken = scene.in_state(RequestState.ACKNOWLEDGED)
    assert not scene.do(undo_reaction, taken, MIA), "somebody has it already"
    assert not scene.do(undo_reaction, scene.file(), MIA), "it was filed in another way"
    scene.clock.advance(seconds=61)
    assert not scene.do(undo_reaction, request, TOM), "a minute is over"
    assert scene.request(request.id).state is RequestState.NEW


def test_nothing_of_a_filing_is_kept_when_its_transaction_fails(scene: Scene) -> None:
    def file_and_fail() -> None:
        with scene.toolkit.ledger.begin() as unit:
            desk = scene.toolkit.desk(unit)
            open_request(desk, scene.ask(NEW_PAGE))
            unit.flush()
            enqueue(unit, NoticeKind.HOME_CHANGED, lane="x", now=desk.now)
            raise RuntimeError("a mistake of ours")

    with pytest.raises(RuntimeError):
        file_and_fail()
    assert scene.notices() == []
