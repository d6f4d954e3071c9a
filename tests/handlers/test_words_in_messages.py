"""Questions for words in mentions and direct messages: answered privately, and never filed as requests."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from bot.requests.finding import find_open
from db.kinds import NoticeKind
from db.tables import requests
from handlers.names import ANYWAY
from tests.bot.requests.conftest import company, scene
from tests.bot.requests.scene import MIA, OUTSIDER, Scene
from tests.companies import ELSEWHERE
from tests.handlers.knocking import Knocking, button
from tests.handlers.words_at_the_door import (
    assert_fits,
    explained_to,
    knocking_on,
    labels,
    shelve,
    told,
    words_in,
)

__all__ = ["company", "scene"]

US = "<@U0LIAISON>"


@pytest.fixture
def knocking(scene: Scene) -> Knocking:
    shelve(scene)
    return knocking_on(scene)


def filed(scene: Scene) -> int:
    with scene.toolkit.ledger.read() as connection:
        return connection.execute(select(func.count()).select_from(requests)).scalar_one()


def mention(knocking: Knocking, text: str, *, user: str = MIA, **more: str) -> None:
    event = {"type": "app_mention", "user": user, "channel": "C0MARKETING", "ts": "300.1", **more}
    knocking.event(text=f"{US} {text}", **event)


def write(knocking: Knocking, text: str, **more: str) -> None:
    event = {"type": "message", "channel_type": "im", "user": MIA, "channel": "D0MIA", "ts": "400.1", **more}
    knocking.event(text=text, **event)


def test_a_mention_that_asks_for_a_word_is_answered_to_that_person_alone(
    knocking: Knocking, scene: Scene
) -> None:
    mention(knocking, "what is a CNAME?")
    detail = told(scene)
    assert "alias of somebody else's" in words_in(detail["blocks"])
    assert (detail["user_id"], detail["channel_id"], detail["thread_ts"]) == (MIA, "C0MARKETING", None)
    assert "Share in thread" in labels(detail["blocks"])
    assert_fits(detail["text"], detail["blocks"])
    assert (filed(scene), explained_to(scene, MIA)) == (0, {"cname"})
    knocking.click(MIA, button(detail["blocks"], "Share in thread"))
    assert told(scene, NoticeKind.WORD_SHARED)["thread_ts"] == "300.1"


@pytest.mark.parametrize(
    "text",
    ["what's SSO", "SSO?", "was ist SSO?", "c'est quoi le SSO ?", "¿qué es SSO?", "o que é SSO?"],
)
def test_a_direct_message_that_asks_for_a_word_is_not_filed(
    knocking: Knocking, scene: Scene, text: str
) -> None:
    write(knocking, text)
    assert told(scene)["text"].startswith("*SSO*")
    assert told(scene)["channel_id"] == "D0MIA"
    assert filed(scene) == 0


def test_a_direct_question_for_a_reason_shows_the_rule(knocking: Knocking, scene: Scene) -> None:
    write(knocking, "why can't we share one login?")
    assert "What we can do instead" in words_in(told(scene)["blocks"])
    assert filed(scene) == 0


@pytest.mark.parametrize(
    "text",
    [
        "what is wrong with the landing page? The form shows an error",
        "what is a CNAME? And please put the new form on our landing page",
        "please add a banner to our landing page",
    ],
)
def test_a_real_request_is_filed(knocking: Knocking, scene: Scene, text: str) -> None:
    write(knocking, text)
    assert filed(scene) == 1
    assert explained_to(scene, MIA) == set()


def test_an_unknown_word_that_is_plainly_asked_for_is_counted_and_not_filed(
    knocking: Knocking, scene: Scene
) -> None:
    mention(knocking, "what does zork mean?")
    assert told(scene)["text"] == "Nobody has explained “zork” yet."
    assert filed(scene) == 0


def test_whoever_meant_it_as_a_request_files_it_with_one_click(knocking: Knocking, scene: Scene) -> None:
    mention(knocking, "what is a CNAME?")
    pressed = button(told(scene)["blocks"], "No, pass it on to IT")
    assert pressed["action_id"] == ANYWAY
    knocking.click(MIA, pressed)
    wanted = told(scene, NoticeKind.MESSAGE_WANTED)
    assert (wanted["channel_id"], wanted["ts"], wanted["anyway"]) == ("C0MARKETING", "300.1", True)


def test_a_question_in_a_requests_thread_is_answered_and_still_reaches_the_other_side(
    knocking: Knocking, scene: Scene
) -> None:
    request = scene.filed_and_posted()
    place = {"channel": "C0MARKETING", "thread_ts": request.home_ts or "", "ts": "300.2"}
    mention(knocking, "what is a CNAME?", **place)
    assert (told(scene)["thread_ts"], told(scene)["user_id"]) == (request.home_ts, MIA)
    knocking.event(type="message", user=MIA, text=f"{US} what is a CNAME?", **place)
    assert filed(scene) == 1
    with scene.toolkit.ledger.read() as connection:
        assert len(find_open(connection, scene.toolkit.directory.people().get(MIA), "mine", 10)) == 1


def test_words_in_the_direct_thread_of_a_request_are_for_whoever_has_it(
    knocking: Knocking, scene: Scene
) -> None:
    request = scene.file()
    del request
    write(knocking, "please add a banner to our landing page")
    scene.say_all()
    carried = scene.notices(NoticeKind.REQUEST_FILED)[-1]["request_id"]
    root = scene.request(carried).home_ts or ""
    write(knocking, "what is a CNAME?", thread_ts=root, ts="400.2")
    assert explained_to(scene, MIA) == set()


def test_somebody_of_another_company_is_told_whom_to_ask(knocking: Knocking, scene: Scene) -> None:
    mention(knocking, "what is a CNAME?", user=OUTSIDER, user_team=ELSEWHERE)
    assert told(scene)["text"].startswith("The glossary is for people of this company.")
    assert (told(scene)["user_id"], filed(scene)) == (OUTSIDER, 0)
