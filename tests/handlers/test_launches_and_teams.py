"""Launches at the door as teams answer them, and as they are moved, changed and asked for."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy import select

from bot.requests.model import request_from
from bot.requests.planning import set_purpose
from bot.syncs.model import Series
from bot.syncs.syncs import NewSync, open_sync
from db.errors import Conflict, NotAllowed
from db.kinds import LaunchState, NoticeKind, RequestState
from db.meeting_tables import agenda_items
from db.tables import requests
from handlers.actions.launches import NO_SYNC
from handlers.names import ASK, ASK_FORM, CHANGE_FORM, LAUNCH, LAUNCH_CHANGE_FORM
from handlers.views.budget import problems
from handlers.views.card import card as request_card
from tests.bot.requests.conftest import company, scene
from tests.bot.requests.scene import DEV, JONAS, LENA, MIA, TOM, Scene
from tests.handlers.knocking import Knocking, button, buttons
from tests.handlers.launches_at_the_door import (
    FIRST,
    WORDS,
    chosen,
    filled,
    form,
    knocking,
    message,
    only,
    team_card,
    told,
    values,
)
from tests.handlers.views.values import read

__all__ = ["company", "knocking", "scene"]


# The teams' cards


def test_a_card_is_quiet_and_each_answer_is_one_click(knocking: Knocking, scene: Scene) -> None:
    knocking.command(MIA, f"{LAUNCH} {WORDS}")
    shown = read(team_card(scene))
    assert (
        "Heads-up, no work yet: *Boots campaign with a landing page*, Tue 21 Apr. From Mia Tanaka, Brand."
        in shown
    )
    assert "*Pages*: you'd need all it takes by *Tue 7 Apr* (your usual two weeks)." in shown
    assert "<@" not in shown
    noted = button(team_card(scene).blocks, "Noted")
    knocking.click(JONAS, noted, "C0WEB")
    assert "Noted by Jonas." in read(team_card(scene))
    assert "_Noted by Jonas._" in read(message(scene))
    knocking.click(LENA, noted, "C0WEB")
    assert told(scene)["text"] == "Jonas has noted it already."
    knocking.click(DEV, noted, "C0WEB")
    assert told(scene)["text"] == "That card is for the Web Team, so only they can answer it."
    knocking.click(LENA, button(team_card(scene).blocks, "Not us"), "C0WEB")
    assert "not yours, says Lena. Thanks." in read(team_card(scene))
    assert buttons(team_card(scene).blocks) == []
    assert "*Pages*: not touched, says the Web Team." in read(message(scene))


def test_we_need_to_talk_puts_it_on_the_next_sync_and_says_when(knocking: Knocking, scene: Scene) -> None:
    series = Series(datetime.fromisoformat("2026-03-12T10:00"), "Europe/London", "FREQ=WEEKLY;BYDAY=TH")
    scene.do(open_sync, NewSync("Weekly", "C0MARKETING", series, (MIA, JONAS), MIA))
    knocking.command(MIA, f"{LAUNCH} {WORDS}")
    knocking.click(JONAS, button(team_card(scene).blocks, "We need to talk"), "C0WEB")
    with scene.toolkit.ledger.read() as connection:
        item = connection.execute(select(agenda_items)).mappings().one()
    assert (item["launch_id"], item["team_id"]) == (only(scene).id, "web")
    (line,) = [one["detail"] for one in scene.notices(NoticeKind.LAUNCH_TOLD)]
    assert (line["what"], line["starts_at"]) == ("talk", "2026-03-12T10:00:00+00:00")


def test_we_need_to_talk_without_a_sync_says_how_to_make_one(knocking: Knocking, scene: Scene) -> None:
    knocking.command(MIA, f"{LAUNCH} {WORDS}")
    knocking.click(JONAS, button(team_card(scene).blocks, "We need to talk"), "C0WEB")
    assert told(scene)["text"] == NO_SYNC
    assert "_Jonas would like to talk about it._" in read(message(scene))


def test_the_buttons_of_a_launch_that_was_taken_back_say_so(knocking: Knocking, scene: Scene) -> None:
    knocking.command(MIA, f"{LAUNCH} {WORDS}")
    old, answers = message(scene), team_card(scene)
    knocking.click(MIA, button(old.blocks, "Take it back"))
    assert only(scene).state is LaunchState.CANCELLED
    assert read(message(scene)).endswith("was taken back, so nobody needs to do anything.")
    assert read(team_card(scene)).endswith("was taken back, so there's nothing to do.")
    for stale in (
        button(old.blocks, "Change it"),
        button(old.blocks, "Take it back"),
        button(old.blocks, "Not touched"),
        chosen(old, "A number or a dashboard"),
        chosen(old, "A page or form on our website"),
    ):
        knocking.click(MIA, stale)
        assert "taken back" in told(scene)["text"]
    for label in ("Noted", "We need to talk", "Not us"):
        knocking.click(JONAS, button(answers.blocks, label), "C0WEB")
        assert "taken back" in told(scene)["text"]


# Changing


def test_moved_in_the_form_every_day_follows(knocking: Knocking, scene: Scene) -> None:
    knocking.command(MIA, f"{LAUNCH} {WORDS}")
    knocking.click(MIA, button(message(scene).blocks, "Change it"))
    view = form(scene)
    assert problems(view) == []
    assert (filled(view)["launch.name"], filled(view)[FIRST]) == (
        "Boots campaign with a landing page",
        "2026-04-21",
    )
    entered = values("Boots", "2026-05-05", customers="Dry feet.")
    assert knocking.submit(MIA, LAUNCH_CHANGE_FORM, {"launch_id": only(scene).id}, entered).errors == {}
    shown = read(message(scene))
    assert "*Boots*, Tue 5 May." in shown
    assert "by *Tue 21 Apr*" in shown
    assert "For customers: Dry feet." in shown
    assert "by *Tue 21 Apr*" in read(team_card(scene))


def test_only_its_team_may_change_it(knocking: Knocking, scene: Scene) -> None:
    knocking.command(MIA, f"{LAUNCH} {WORDS}")
    drawn = message(scene)
    for label in ("Change it", "Take it back", "Not touched"):
        knocking.click(JONAS, button(drawn.blocks, label))
        assert told(scene)["text"].startswith("Only Mia and their team can do that.")
    knocking.submit(JONAS, LAUNCH_CHANGE_FORM, {"launch_id": only(scene).id}, values("Mine", "2026-05-05"))
    assert only(scene).first_day == date(2026, 4, 21)
    knocking.click(TOM, button(drawn.blocks, "Change it"))
    assert form(scene)["callback_id"] == LAUNCH_CHANGE_FORM


def test_areas_are_changed_by_a_click_each(knocking: Knocking, scene: Scene) -> None:
    knocking.command(MIA, f"{LAUNCH} {WORDS}")
    knocking.click(MIA, chosen(message(scene), "A number or a dashboard"))
    assert "*Reports*: the Data Team need all it takes" in read(message(scene))
    gone = next(one for one in buttons(message(scene).blocks) if one.get("value", "").endswith(" pages"))
    knocking.click(MIA, gone)
    assert "*Pages*" not in read(message(scene))
    assert "doesn't touch you after all" in read(team_card(scene))
    knocking.click(MIA, gone)
    assert told(scene)["text"] == "That isn't among what it touches any more."


def test_too_late_already_offers_a_choice_and_never_a_bare_no(knocking: Knocking, scene: Scene) -> None:
    knocking.command(MIA, f"{LAUNCH} boots campaign with a landing page on 16 March")
    shown = read(message(scene))
    assert "that usually takes two weeks; asked for today that would be Tue 24 Mar" in shown
    assert "and the launch is on Mon 16 Mar. They could do a simple version by then" in shown
    assert "nearer than your usual two weeks; they know." in read(team_card(scene))
    simple = button(message(scene).blocks, "Simple, by Mon 16 Mar")
    knocking.click(MIA, simple)
    assert "a simple version by Mon 16 Mar is enough." in read(message(scene))
    assert "so a simple version by Mon 16 Mar is enough." in read(team_card(scene))
    knocking.click(MIA, simple)
    assert told(scene)["text"] == "That's settled already. Write in the thread if it changed."


def test_later_is_an_answer_too(knocking: Knocking, scene: Scene) -> None:
    knocking.command(MIA, f"{LAUNCH} boots campaign with a landing page on 16 March")
    knocking.click(MIA, button(message(scene).blocks, "All of it, later"))
    assert "all of it a bit later is fine; asked for today that would be Tue 24 Mar." in read(message(scene))
    assert "all of it a bit later is fine." in read(team_card(scene))


# Asking for what it needs


def test_a_request_from_a_launch_comes_with_everything_filled_in(knocking: Knocking, scene: Scene) -> None:
    knocking.command(MIA, f"{LAUNCH} {WORDS}")
    knocking.click(MIA, chosen(message(scene), "A page or form on our website"))
    view = form(scene)
    assert problems(view) == []
    there = filled(view)
    assert (
        there["text"]
        == "A page or form on our website for Boots campaign with a landing page, live on 21 April 2026."
    )
    assert there["area"] == "pages"
    entered = {
        "text": {"type": "plain_text_input", "value": there["text"]},
        "area": {"type": "static_select", "selected_option": {"value": "pages"}},
        "purpose": {
            "type": "plain_text_input",
            "value": "Dry feet for jo.smith@gmail.com and ann.lee@yahoo.com",
        },
    }
    meta = {"kind": "public", "channel_id": "C0MARKETING", "launch_id": only(scene).id}
    assert knocking.submit(MIA, ASK_FORM, meta, entered).errors == {}
    with scene.toolkit.ledger.read() as connection:
        request = request_from(connection.execute(select(requests)).mappings().one())
    assert (request.launch_id, request.area_id, request.due_on) == (
        only(scene).id,
        "pages",
        date(2026, 4, 21),
    )
    assert (request.customers or "").startswith("Dry feet")
    assert "jo.smith" not in (request.customers or "")
    assert "Asked for so far" in read(message(scene))


def test_a_request_from_a_launch_that_went_meanwhile_is_filed_without_it(
    knocking: Knocking, scene: Scene
) -> None:
    knocking.command(MIA, f"{LAUNCH} {WORDS}")
    launch_id = only(scene).id
    knocking.click(MIA, button(message(scene).blocks, "Take it back"))
    entered: dict[str, dict[str, Any]] = {
        "text": {"type": "plain_text_input", "value": "a landing page for the hats"},
        "area": {"type": "static_select", "selected_option": {"value": "pages"}},
    }
    knocking.submit(MIA, ASK_FORM, {"kind": "nowhere", "launch_id": launch_id}, entered)
    with scene.toolkit.ledger.read() as connection:
        request = request_from(connection.execute(select(requests)).mappings().one())
    assert (request.launch_id, request.due_on) == (None, None)


def test_what_it_does_for_customers_is_optional_on_any_request(knocking: Knocking, scene: Scene) -> None:
    knocking.command(MIA, ASK)
    purpose = next(one for one in form(scene)["blocks"] if one.get("block_id") == "purpose")
    assert purpose["optional"]
    assert purpose["label"]["text"] == "What does it do for customers?"


def test_what_a_request_does_for_customers_is_changed_in_its_form_and_shown_on_the_card(
    knocking: Knocking, scene: Scene
) -> None:
    request = scene.file("a landing page for the hats")
    entered: dict[str, dict[str, Any]] = {
        "text": {"type": "plain_text_input", "value": request.text},
        "area": {"type": "static_select", "selected_option": {"value": "pages"}},
        "purpose": {"type": "plain_text_input", "value": "They find *hats* at once."},
    }
    assert knocking.submit(MIA, CHANGE_FORM, {"request_id": request.id}, entered).errors == {}
    changed = scene.request(request.id)
    assert changed.customers == "They find *hats* at once."
    toolkit = scene.toolkit
    people = toolkit.directory.people()
    drawn = request_card(changed, people, toolkit.company, toolkit.now(), home_link=None)
    assert "For customers: They find *hats* at once." in read(drawn)
    scene.say_all()
    knocking.submit(MIA, CHANGE_FORM, {"request_id": request.id}, entered)
    assert scene.notices(due=True) == []
    knocking.submit(MIA, CHANGE_FORM, {"request_id": request.id}, entered | {"purpose": {"value": None}})
    assert scene.request(request.id).customers is None


def test_only_the_asker_says_what_it_does_for_customers(knocking: Knocking, scene: Scene) -> None:
    request = scene.file("a landing page for the hats")
    with pytest.raises(NotAllowed, match="Only Mia can do that"):
        scene.do(set_purpose, request, TOM, "Mine.")
    closed = scene.in_state(RequestState.CLOSED)
    with pytest.raises(Conflict, match="closed already"):
        scene.do(set_purpose, closed, MIA, "Too late.")
