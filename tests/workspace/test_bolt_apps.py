"""An app that was written against Slack's documentation alone works here, in both modes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.workspace.apps.lunch import MANIFEST
from tests.workspace.apps.running import running
from workspace.people.person import Person
from workspace.seed import small_seed
from workspace.server import Workspace

GENERAL = "C0GENERAL"


@pytest.fixture(scope="module", params=["socket", "http"])
def workspace(request: pytest.FixtureRequest) -> Iterator[Workspace]:
    with (
        Workspace(seed=small_seed("Lunch"), manifest=MANIFEST) as workspace,
        running(workspace, "lunch", request.param),
    ):
        yield workspace


@pytest.fixture
def ana(workspace: Workspace) -> Person:
    ana = workspace.person("ana")
    while ana.view():
        ana.close_view(everything=True)
    ana.reload()
    return ana


def seen(workspace: Workspace, person: Person, text: str, channel: str = GENERAL) -> dict[str, Any]:
    """The newest message with these words, once this person sees it."""

    def found() -> list[dict[str, Any]]:
        return [each for each in person.sees(channel) if text in each["text"]]

    workspace.until(found)
    return found()[-1]


def opened(workspace: Workspace, person: Person, callback_id: str) -> dict[str, Any]:
    """The modal with this name, once it stands in front of this person."""

    def found() -> dict[str, Any] | None:
        view = person.view()
        return view if view and view["callback_id"] == callback_id else None

    workspace.until(found)
    view = found()
    assert view is not None
    return view


def test_a_command_is_answered_with_a_message_for_everybody(workspace: Workspace, ana: Person) -> None:
    assert ana.command(GENERAL, "/lunch Café <Noir> & Co").acknowledged
    message = seen(workspace, workspace.person("ben"), "Lunch at Café")
    assert message["user"] == "U0APP"
    assert message["text"] == "Lunch at Café &lt;Noir&gt; &amp; Co?"
    assert message["blocks"][1]["elements"][0]["action_id"] == "vote"


def test_an_answer_on_the_acknowledgement_is_for_the_asker_only(workspace: Workspace, ana: Person) -> None:
    ana.command(GENERAL, "/lunch menu")
    assert seen(workspace, ana, "Here it comes.")["user"] == "U0APP"
    ben = workspace.person("ben")
    assert not [each for each in ben.sees(GENERAL) if "Here it comes." in each["text"]]


def test_a_file_from_the_app_reaches_the_channel(workspace: Workspace, ana: Person) -> None:
    ana.command(GENERAL, "/lunch menu")

    def shared() -> list[dict[str, Any]]:
        return [file for each in ana.sees(GENERAL) for file in each.get("files", [])]

    workspace.until(shared)
    assert (shared()[0]["name"], shared()[0]["size"]) == ("menu.txt", len("Soup\nSalad\n"))


def test_a_file_from_a_person_reaches_the_app(workspace: Workspace, ana: Person) -> None:
    ts = ana.say(GENERAL, "look what I found", files=[("kitchen.png", b"\x89PNG12345")])
    answer = seen(workspace, ana, "kitchen.png has 9 bytes.")
    assert answer["thread_ts"] == ts


def test_a_button_changes_its_message_and_answers_the_one_who_clicked(
    workspace: Workspace, ana: Person
) -> None:
    ana.command(GENERAL, "/lunch Button Bar")
    ts = seen(workspace, ana, "Button Bar")["ts"]
    ben = workspace.person("ben")
    assert ana.click(GENERAL, ts, "vote").acknowledged
    seen(workspace, ana, "You voted for Button Bar.")
    assert ben.click(GENERAL, ts, "vote").acknowledged
    seen(workspace, ben, "You voted for Button Bar.")
    message = next(each for each in workspace.messages(GENERAL) if each["ts"] == ts)
    assert message["blocks"][0]["text"]["text"].endswith("Votes: 2")


def test_an_answer_can_take_its_message_away(workspace: Workspace, ana: Person) -> None:
    ana.command(GENERAL, "/lunch Nowhere Inn")
    ts = seen(workspace, ana, "Nowhere Inn")["ts"]
    assert ana.click(GENERAL, ts, "withdraw").acknowledged
    workspace.until(lambda: ts not in {each["ts"] for each in workspace.messages(GENERAL)})


def test_a_form_is_opened_refused_with_a_reason_and_then_taken(workspace: Workspace, ana: Person) -> None:
    ana.command(GENERAL, "/lunch")
    opened(workspace, ana, "lunch_form")
    assert ana.submit({"place": "X"}) == {"place": "Please write the whole name."}
    assert ana.view() is not None
    assert ana.submit({"place": "Xanadu"}) == {}
    assert ana.view() is None
    seen(workspace, ana, "Lunch at Xanadu?")


def test_a_menu_asks_the_app_for_its_options_and_the_choice_is_sent(
    workspace: Workspace, ana: Person
) -> None:
    ana.command(GENERAL, "/lunch")
    opened(workspace, ana, "lunch_form")
    offered = ana.options("kitchen", "ja")["options"]
    assert [each["value"] for each in offered] == ["japanese", "jamaican"]
    assert ana.submit({"place": "Kingston", "kitchen": offered[1]}) == {}
    seen(workspace, ana, "Lunch at Kingston (jamaican)?")


def test_a_submission_can_turn_into_another_view(workspace: Workspace, ana: Person) -> None:
    ana.command(GENERAL, "/lunch")
    opened(workspace, ana, "lunch_form")
    assert ana.submit({"place": "anywhere"}) == {}
    assert opened(workspace, ana, "note")["blocks"][0]["text"]["text"] == "Anywhere is nowhere."


def test_a_button_in_a_form_pushes_a_second_one(workspace: Workspace, ana: Person) -> None:
    ana.command(GENERAL, "/lunch")
    form = opened(workspace, ana, "lunch_form")
    assert ana.click_view(form, "help").acknowledged
    help_view = opened(workspace, ana, "note")
    assert help_view["previous_view_id"] == form["id"]
    ana.close_view()
    assert opened(workspace, ana, "lunch_form")["id"] == form["id"]


def test_a_closed_form_is_noticed_by_an_app_that_asked_to(workspace: Workspace, ana: Person) -> None:
    ana.command(GENERAL, "/lunch")
    opened(workspace, ana, "lunch_form")
    ana.close_view()
    assert ana.view() is None
    seen(workspace, ana, "No lunch then.")


def test_a_message_shortcut_brings_its_message_along(workspace: Workspace, ana: Person) -> None:
    ts = ana.say(GENERAL, "Peking House")
    assert ana.shortcut("eat_there", GENERAL, ts).acknowledged
    opened(workspace, ana, "lunch_form")
    assert ana.submit() == {}
    seen(workspace, ana, "Lunch at Peking House?")


def test_a_global_shortcut_opens_a_form_that_answers_in_a_direct_message(
    workspace: Workspace, ana: Person
) -> None:
    assert ana.global_shortcut("new_lunch").acknowledged
    opened(workspace, ana, "lunch_form")
    assert ana.submit({"place": "Alone"}) == {}
    seen(workspace, ana, "Lunch at Alone?", ana.dm())


def test_a_message_event_is_answered_in_its_thread(workspace: Workspace, ana: Person) -> None:
    ts = ana.say(GENERAL, "so hungry")
    answer = seen(workspace, ana, "is hungry.")
    assert (answer["text"], answer["thread_ts"]) == ("<@U0ANA> is hungry.", ts)


def test_a_direct_message_is_heard_too(workspace: Workspace, ana: Person) -> None:
    ana.say(ana.dm(), "hungry here")
    seen(workspace, ana, "is hungry.", ana.dm())


def test_a_mention_is_answered_with_a_reaction_and_a_reaction_with_a_reply(
    workspace: Workspace, ana: Person
) -> None:
    ts = ana.say(GENERAL, "@Lunch hello")

    def reactions() -> list[str]:
        message = next(each for each in workspace.messages(GENERAL) if each["ts"] == ts)
        return [each["name"] for each in message.get("reactions", [])]

    workspace.until(lambda: reactions() == ["wave"])
    ana.react(GENERAL, ts, "pizza")
    assert seen(workspace, ana, "Pizza it is.")["thread_ts"] == ts


def test_the_home_tab_shows_what_the_app_publishes(workspace: Workspace, ana: Person) -> None:
    workspace.until(lambda: ana.home(wait=5) is not None)
    home = ana.home(wait=0)
    assert home is not None
    assert home["blocks"][0]["text"]["text"] == "No lunch planned."


def test_the_app_left_nothing_for_slack_to_swallow(workspace: Workspace) -> None:
    assert workspace.deliveries.log == []
    assert workspace.deliveries.waiting == 0
    assert workspace.office.complaints == []
