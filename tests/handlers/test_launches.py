"""Launches as people announce them, at the door: in a line, a form, on a message, and as news held back."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from db.kinds import LaunchKind, NoticeKind
from db.tables import requests
from handlers.announcing import NOTED_BEFORE
from handlers.commands.launch import HELP
from handlers.events.reactions import found
from handlers.names import (
    ANNOUNCE_LAUNCH,
    ASK,
    LAUNCH,
    LAUNCH_CHANGE_FORM,
    LAUNCH_FORM,
    LAUNCH_SAY_DAY,
)
from handlers.views.budget import problems
from handlers.views.message import Message
from tests.bot.requests.conftest import company, scene
from tests.bot.requests.scene import JONAS, MIA, OUTSIDER, TOM, Scene
from tests.handlers.knocking import Knocking, button
from tests.handlers.launches_at_the_door import (
    FIRST,
    LAST,
    NEWS,
    WORDS,
    count,
    filled,
    form,
    knocking,
    message,
    only,
    told,
    values,
)
from tests.handlers.views.values import read

__all__ = ["company", "knocking", "scene"]


def test_one_line_is_a_launch_and_says_at_once_that_no_work_follows(knocking: Knocking, scene: Scene) -> None:
    answer = knocking.command(MIA, f"{LAUNCH} {WORDS}")
    assert (answer.text or "").startswith(
        "Noted: *Boots campaign with a landing page*, Tue 21 Apr. No work yet: the teams hear of it now"
    )
    launch = only(scene)
    assert (launch.first_day, launch.channel_id) == (date(2026, 4, 21), "C0MARKETING")
    assert count(scene, requests) == 0
    shown = read(message(scene))
    assert "Heads-up noted, no work yet: *Boots campaign with a landing page*, Tue 21 Apr." in shown
    assert "*Pages*: the Web Team need all it takes, like texts and pictures, by *Tue 7 Apr*." in shown


def test_without_words_a_form_opens_and_what_it_says_is_noted_once(knocking: Knocking, scene: Scene) -> None:
    knocking.command(MIA, LAUNCH)
    view = form(scene)
    assert problems(view) == []
    entered = values("Boots landing page", "2026-04-21", customers="Dry feet.")
    about = {"key": "launch:one", "kind": "public", "channel_id": "C0MARKETING", "thread_ts": None}
    assert knocking.submit(MIA, LAUNCH_FORM, about, entered).errors == {}
    assert (only(scene).name, only(scene).customers) == ("Boots landing page", "Dry feet.")
    assert told(scene)["text"].startswith("Noted: *Boots landing page*")
    knocking.submit(MIA, LAUNCH_FORM, about, entered)
    assert count(scene) == 1
    assert told(scene)["text"] == NOTED_BEFORE


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("the boots campaign", "I found no day in your words."),
        ("boots campaign on 04/05", "“on 04/05” can be read in more"),
    ],
)
def test_words_whose_day_is_not_clear_open_the_form_with_the_rest_filled_in(
    knocking: Knocking, scene: Scene, words: str, sentence: str
) -> None:
    assert knocking.command(MIA, f"{LAUNCH} {words}").text is None
    view = form(scene)
    assert problems(view) == []
    assert sentence in read(view)
    assert filled(view)["launch.name"] == "Boots campaign"
    assert filled(view)[FIRST] is None
    assert count(scene) == 0


@pytest.mark.parametrize(
    ("entered", "field", "sentence"),
    [
        (values("Boots", None), FIRST, "Say on which day it is."),
        (values("!", "2026-04-21"), "launch.name", "Say in a few words what it is"),
        (values("Boots", "2026-03-09"), FIRST, "That day is over already."),
        (values("Boots", "2026-04-21", "2026-04-20"), LAST, "Its last day can't be before its first one."),
        (values("Boots", "2036-04-21"), FIRST, "Is the year right?"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(
    knocking: Knocking, scene: Scene, entered: dict[str, Any], field: str, sentence: str
) -> None:
    knocking.command(MIA, f"{LAUNCH} {WORDS}")
    for name, about in ((LAUNCH_FORM, {}), (LAUNCH_CHANGE_FORM, {"launch_id": only(scene).id})):
        errors = knocking.submit(MIA, name, about, entered).errors
        assert list(errors) == [field]
        assert sentence in errors[field]
    assert only(scene).first_day == date(2026, 4, 21)


def test_something_for_the_road_map_is_added_by_a_team_and_listed(knocking: Knocking, scene: Scene) -> None:
    empty = knocking.command(MIA, f"{LAUNCH} list")
    assert "Nothing is planned for the next eight weeks." in (empty.text or "")
    answer = knocking.command(JONAS, f"{LAUNCH} add freeze 1-7 April")
    assert answer.text == (
        "Noted: *Freeze*, Wed 1 to Tue 7 Apr. It's on the road map, where everybody sees it."
    )
    assert only(scene).kind is LaunchKind.FREEZE
    assert "On the road map: *Freeze*, Wed 1 to Tue 7 Apr. Freeze, added by Jonas." in read(message(scene))
    listed = knocking.command(MIA, f"{LAUNCH} list")
    assert problems(Message(listed.text or "", listed.blocks)) == []
    assert "❄️ Wed 1 to Tue 7 Apr · *Freeze*, Web Team" in read(Message("", listed.blocks))
    knocking.click(MIA, button(listed.blocks, "Announce something"))
    assert form(scene)["callback_id"] == LAUNCH_FORM


def test_help_says_how(knocking: Knocking) -> None:
    assert knocking.command(MIA, f"{LAUNCH} help").text == HELP


def test_a_message_is_announced_in_its_own_thread_and_only_once(knocking: Knocking, scene: Scene) -> None:
    said = {"ts": "7.1", "user": TOM, "text": NEWS}
    knocking.shortcut(MIA, ANNOUNCE_LAUNCH, said, "C0MARKETING")
    assert (only(scene).thread_ts, only(scene).name, only(scene).made_by) == ("7.1", "Boots launch", MIA)
    assert told(scene)["text"].startswith("Noted: *Boots launch*")
    knocking.shortcut(TOM, ANNOUNCE_LAUNCH, said, "C0MARKETING")
    assert count(scene) == 1
    assert (told(scene)["user_id"], told(scene)["text"]) == (TOM, NOTED_BEFORE)


def test_a_message_without_a_day_opens_the_form(knocking: Knocking, scene: Scene) -> None:
    knocking.shortcut(
        MIA, ANNOUNCE_LAUNCH, {"ts": "7.2", "user": TOM, "text": "we plan a boots campaign"}, "C0MARKETING"
    )
    assert filled(form(scene))["launch.name"] == "Boots campaign"
    assert count(scene) == 0


def test_people_of_other_companies_are_told_whom_to_ask(knocking: Knocking, scene: Scene) -> None:
    for line in (f"{LAUNCH} {WORDS}", f"{LAUNCH} list", LAUNCH):
        assert "for people of this company" in (knocking.command(OUTSIDER, line).text or "")
    assert count(scene) == 0


def test_where_people_of_another_company_read_it_is_told_of_by_direct_message(
    knocking: Knocking, scene: Scene
) -> None:
    answer = knocking.command(MIA, f"{LAUNCH} {WORDS}", "C0SHARED")
    assert only(scene).channel_id is None
    assert "in our direct messages" in (answer.text or "")


# News that was held back


def test_news_is_offered_as_a_launch_and_noted_with_one_click(knocking: Knocking, scene: Scene) -> None:
    answer = knocking.command(MIA, f"{ASK} {NEWS}")
    note = button(answer.blocks, "Note it as a launch")
    knocking.click(MIA, note)
    assert (only(scene).name, only(scene).first_day) == ("Boots launch", date(2026, 4, 21))
    assert told(scene)["replace_original"]
    assert told(scene)["text"].startswith("Noted: *Boots launch*, Tue 21 Apr.")
    knocking.click(MIA, note)
    assert count(scene) == 1
    assert told(scene)["text"] == NOTED_BEFORE
    assert count(scene, requests) == 0


def test_news_in_a_message_is_fetched_and_noted_in_its_thread(knocking: Knocking, scene: Scene) -> None:
    text = f"<@U0LIAISON> {NEWS}"
    knocking.event(type="app_mention", user=MIA, channel="C0MARKETING", ts="8.1", text=text)
    knocking.click(MIA, button(told(scene)["blocks"], "Note it as a launch"))
    assert count(scene) == 0, "fetched by the relay, not while a person waits"
    (wanted,) = [one for one in scene.claim_all() if one.kind is NoticeKind.MESSAGE_WANTED]
    scene.do(found, wanted, {"ts": "8.1", "user": MIA, "text": text})
    assert (only(scene).name, only(scene).thread_ts) == ("Boots launch", "8.1")


def test_news_without_a_day_asks_for_it_with_one_more_click(knocking: Knocking, scene: Scene) -> None:
    answer = knocking.command(MIA, f"{ASK} Heads up: the boots launch goes live soon")
    knocking.click(MIA, button(answer.blocks, "Note it as a launch"))
    asked = told(scene)
    assert asked["text"] == "Gladly. On which day is Boots launch?"
    say = button(asked["blocks"], "Say the day")
    assert say["action_id"] == LAUNCH_SAY_DAY
    knocking.click(MIA, say)
    assert filled(form(scene))["launch.name"] == "Boots launch"
    about = {"key": "launch:x", "kind": "public", "channel_id": "C0MARKETING"}
    knocking.submit(MIA, LAUNCH_FORM, about, values("Boots launch", "2026-04-21"))
    assert only(scene).first_day == date(2026, 4, 21)
