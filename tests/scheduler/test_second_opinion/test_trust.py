"""When a model's certainty counts: after many opinions on this company's requests that were right."""

from __future__ import annotations

from sqlalchemy import update

from bot.llm import Model
from bot.requests.answering import confirm
from bot.requests.opening import CHOOSE_WITHIN
from bot.requests.working import hand_over, resolve
from bot.second_opinion.asking import ENOUGH_OPINIONS
from bot.second_opinion.keeping import SUGGESTED
from db.kinds import NoticeKind
from db.tables import requests
from scheduler.jobs.second_opinion import ask_for_second_opinions
from tests.openai_server import OpenAIServer, says
from tests.scheduler.test_second_opinion.scene import DEV, MIA, PRIYA, Scene


def test_certainty_that_was_not_earned_decides_nothing(
    scene: Scene, server: OpenAIServer, model: Model
) -> None:
    scene.earlier_opinions(right=ENOUGH_OPINIONS - 1, wrong=0, model="m-1")
    scene.earlier_opinions(right=5, wrong=0, model="another one")
    server.reply_with(says("reports", certain=True))
    request_id = scene.undecided()
    ask_for_second_opinions(scene.toolkit, model)
    row = scene.row(request_id)
    assert (row["band"], row["team_id"], row["guesses"]) == ("ask", None, ["reports"])


def test_certainty_that_was_earned_sends_the_request_to_its_team(
    scene: Scene, server: OpenAIServer, model: Model
) -> None:
    scene.earlier_opinions(right=ENOUGH_OPINIONS, wrong=1, model="m-1")
    server.reply_with(says("reports", certain=True))
    request_id = scene.undecided()
    old_card = scene.request(request_id).card_ts
    ask_for_second_opinions(scene.toolkit, model)
    row = scene.row(request_id)
    assert (row["band"], row["team_id"], row["area_id"], row["owner_id"]) == ("sure", "data", "reports", DEV)
    assert (row["state"], row["reason"], row["card_ts"]) == ("new", SUGGESTED, None)
    assert row["reply_by"] > scene.clock.now
    scene.said.clear()
    scene.say_all()
    left = next(notice for notice in scene.said if notice.kind is NoticeKind.CARD_LEFT)
    assert (left.detail["ts"], left.detail["team_id"]) == (old_card, "data")
    kinds = {notice.kind for notice in scene.said}
    assert kinds == {
        NoticeKind.CARD_LEFT,
        NoticeKind.REQUEST_ARRIVED,
        NoticeKind.RECEIPT_CHANGED,
        NoticeKind.CARD_CHANGED,
    }
    assert scene.row(request_id)["card_ts"] is not None


def test_sent_on_by_earned_certainty_a_request_does_not_wait_for_the_askers_own_choice(
    scene: Scene, server: OpenAIServer, model: Model
) -> None:
    scene.earlier_opinions(right=ENOUGH_OPINIONS, wrong=0, model="m-1")
    server.reply_with(says("reports", certain=True))
    request_id = scene.undecided(band="ask", guesses=("pages", "reports"), waits=True)
    assert scene.request(request_id).card_ts is None
    ask_for_second_opinions(scene.toolkit, model)
    scene.said.clear()
    scene.say_all()
    cards = [notice for notice in scene.said if notice.kind is NoticeKind.REQUEST_ARRIVED]
    assert [card.detail["team_id"] for card in cards] == ["data"]
    assert NoticeKind.CARD_LEFT not in {notice.kind for notice in scene.said}
    scene.clock.advance(CHOOSE_WITHIN)
    scene.say_all()
    assert len([notice for notice in scene.said if notice.kind is NoticeKind.REQUEST_ARRIVED]) == 1


def test_trust_that_was_lost_decides_nothing(scene: Scene, server: OpenAIServer, model: Model) -> None:
    scene.earlier_opinions(right=ENOUGH_OPINIONS, wrong=2, model="m-1")
    server.reply_with(says("reports", certain=True))
    request_id = scene.undecided()
    ask_for_second_opinions(scene.toolkit, model)
    assert scene.row(request_id)["team_id"] is None


def test_certainty_about_the_team_that_has_it_already_moves_no_card(
    scene: Scene, server: OpenAIServer, model: Model
) -> None:
    scene.earlier_opinions(right=ENOUGH_OPINIONS, wrong=0, model="m-1")
    server.reply_with(says("reports", certain=True))
    request_id = scene.undecided(band="ask")
    with scene.toolkit.ledger.begin() as unit:
        unit.execute(update(requests).where(requests.c.id == request_id).values(team_id="data"))
    card_ts = scene.request(request_id).card_ts
    ask_for_second_opinions(scene.toolkit, model)
    row = scene.row(request_id)
    assert (row["band"], row["area_id"], row["card_ts"]) == ("sure", "reports", card_ts)
    assert scene.due(request_id) == [NoticeKind.RECEIPT_CHANGED, NoticeKind.CARD_CHANGED]


def test_an_opinion_is_proved_right_by_the_area_in_which_the_request_was_done(
    scene: Scene, server: OpenAIServer, model: Model
) -> None:
    """The whole way, twenty times: asked, handed to that area by a person, done, confirmed."""
    server.reply_with(says("reports", certain=True))
    for number in range(ENOUGH_OPINIONS + 1):
        request_id = scene.undecided(f"key {number}")
        ask_for_second_opinions(scene.toolkit, model)
        trusted = number == ENOUGH_OPINIONS
        assert (scene.row(request_id)["team_id"] == "data") is trusted
        with scene.toolkit.ledger.begin() as unit:
            desk = scene.toolkit.desk(unit)
            if not trusted:
                hand_over(desk, request_id, PRIYA, to_area="reports")
            resolve(desk, request_id, DEV)
            confirm(desk, request_id, MIA)
