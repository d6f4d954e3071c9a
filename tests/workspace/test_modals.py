"""Modals: how they open, stack, change, are sent off and are closed."""

from __future__ import annotations

from typing import Any

import pytest
from slack_sdk import WebClient

from tests.workspace.conftest import Clock, actions, button, error, field, modal, plain, refusal, section
from tests.workspace.listening_app import ListeningApp
from workspace.rules.refused import Refused
from workspace.server import Workspace

OPTIONS = [{"text": plain("Low"), "value": "low"}, {"text": plain("High"), "value": "high"}]


@pytest.fixture
def trigger(workspace: Workspace, app: ListeningApp) -> str:
    workspace.person("mia").command("#general", "/ask")
    return str(app.wait_for("slash_commands")["trigger_id"])


def another_trigger(workspace: Workspace, app: ListeningApp) -> str:
    workspace.person("mia").command("#general", "/ask")
    return str(app.wait_for("slash_commands")["trigger_id"])


def test_a_modal_opens_before_the_one_who_asked(
    workspace: Workspace, client: WebClient, trigger: str
) -> None:
    opened = client.views_open(trigger_id=trigger, view=modal())["view"]
    shown = workspace.person("mia").view()
    assert shown is not None
    assert shown["id"] == opened["id"] == opened["root_view_id"]
    assert opened["previous_view_id"] is None
    assert opened["hash"]
    assert opened["app_installed_team_id"] == "T0NORTH"
    assert workspace.person("jonas").view() is None


def test_a_trigger_is_good_once_and_for_three_seconds(
    workspace: Workspace, app: ListeningApp, client: WebClient, clock: Clock, trigger: str
) -> None:
    clock.move(3)
    assert client.views_open(trigger_id=trigger, view=modal())["ok"]
    assert error(lambda: client.views_open(trigger_id=trigger, view=modal())) == "exchanged_trigger_id"
    late = another_trigger(workspace, app)
    clock.move(3.1)
    assert error(lambda: client.views_open(trigger_id=late, view=modal())) == "expired_trigger_id"
    assert error(lambda: client.views_open(trigger_id="1.2.3", view=modal())) == "invalid_trigger_id"


REFUSED: list[tuple[str, dict[str, Any], str]] = [
    (
        "long title",
        modal(title=plain("x" * 25)),
        "must be less than 25 characters [json-pointer:/view/title/text]",
    ),
    (
        "long submit",
        modal(submit=plain("x" * 25)),
        "must be less than 25 characters [json-pointer:/view/submit/text]",
    ),
    (
        "long close",
        modal(close=plain("x" * 25)),
        "must be less than 25 characters [json-pointer:/view/close/text]",
    ),
    (
        "long metadata",
        modal(private_metadata="x" * 3001),
        "must be less than 3001 characters [json-pointer:/view/private_metadata]",
    ),
    (
        "an input and no submit",
        {**modal(), "submit": None},
        "missing required field: submit [json-pointer:/view]",
    ),
    ("a home as modal", {"type": "home", "blocks": []}, "unsupported type: home [json-pointer:/view/type]"),
    ("a field of our own", modal(colour="red"), "additional property: colour [json-pointer:/view]"),
    (
        "101 blocks",
        modal(*[{"type": "divider"}] * 101),
        "no more than 100 items allowed [json-pointer:/view/blocks]",
    ),
    (
        "markdown in a modal",
        modal({"type": "markdown", "text": "x"}),
        "unsupported type: markdown is not allowed in a modal [json-pointer:/view/blocks/0/type]",
    ),
]


@pytest.mark.parametrize(
    ("view", "sentence"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED]
)
def test_a_view_that_slack_refuses(
    client: WebClient, trigger: str, view: dict[str, Any], sentence: str
) -> None:
    answer = refusal(lambda: client.views_open(trigger_id=trigger, view=view))
    assert answer["error"] == "invalid_arguments"
    assert f"[ERROR] {sentence}" in answer["response_metadata"]["messages"]


def test_a_huge_view_is_too_large(client: WebClient, trigger: str) -> None:
    view = modal(*[section("ä" * 3000) for _ in range(50)])
    assert error(lambda: client.views_open(trigger_id=trigger, view=view)) == "view_too_large"


def test_three_modals_stack_and_no_fourth(
    workspace: Workspace, app: ListeningApp, client: WebClient, trigger: str
) -> None:
    first = client.views_open(trigger_id=trigger, view=modal())["view"]
    second = client.views_push(trigger_id=another_trigger(workspace, app), view=modal())["view"]
    third = client.views_push(trigger_id=another_trigger(workspace, app), view=modal())["view"]
    assert (second["previous_view_id"], third["previous_view_id"]) == (first["id"], second["id"])
    assert third["root_view_id"] == first["id"]
    fourth = another_trigger(workspace, app)
    assert error(lambda: client.views_push(trigger_id=fourth, view=modal())) == "push_limit_reached"


def test_a_push_needs_something_to_lie_on(client: WebClient, trigger: str) -> None:
    assert error(lambda: client.views_push(trigger_id=trigger, view=modal())) == "not_found"


def test_an_update_with_an_old_hash_is_a_conflict(
    client: WebClient, workspace: Workspace, trigger: str
) -> None:
    opened = client.views_open(trigger_id=trigger, view=modal(title=plain("One")))["view"]
    changed = client.views_update(view_id=opened["id"], hash=opened["hash"], view=modal(title=plain("Two")))
    assert changed["view"]["hash"] != opened["hash"]
    again = {"view_id": opened["id"], "hash": opened["hash"], "view": modal(title=plain("Three"))}
    assert error(lambda: client.views_update(**again)) == "hash_conflict"
    shown = workspace.person("mia").view()
    assert shown is not None
    assert shown["title"]["text"] == "Two"
    assert error(lambda: client.views_update(view_id="V0NONE", view=modal())) == "not_found"


def test_a_view_is_found_by_its_external_id(
    client: WebClient, workspace: Workspace, app: ListeningApp, trigger: str
) -> None:
    client.views_open(trigger_id=trigger, view=modal(external_id="mine"))
    assert client.views_update(external_id="mine", view=modal(external_id="mine"))["ok"]
    second = another_trigger(workspace, app)
    view = modal(external_id="mine")
    assert error(lambda: client.views_push(trigger_id=second, view=view)) == "duplicate_external_id"


def test_a_submission_carries_every_field(
    client: WebClient, workspace: Workspace, app: ListeningApp, trigger: str
) -> None:
    view = modal(
        field("what"),
        field("when", type="datepicker", action_id="day", initial_date="2026-12-01"),
        {**field("who", type="users_select", action_id="owner"), "optional": True},
        field("how", type="radio_buttons", action_id="urgency", options=OPTIONS, initial_option=OPTIONS[0]),
        {
            **section("ticks"),
            "block_id": "extra",
            "accessory": {"type": "checkboxes", "action_id": "t", "options": OPTIONS},
        },
        private_metadata="r1",
    )
    client.views_open(trigger_id=trigger, view=view)
    mia = workspace.person("mia")
    assert mia.submit({"what": "a <b>", "urgency": "High"}) == {}
    assert mia.view() is None
    told = app.wait_for("view_submission")
    assert told["view"]["private_metadata"] == "r1"
    assert told["view"]["state"]["values"] == {
        "what": {"words": {"type": "plain_text_input", "value": "a <b>"}},
        "when": {"day": {"type": "datepicker", "selected_date": "2026-12-01"}},
        "who": {"owner": {"type": "users_select", "selected_user": None}},
        "how": {"urgency": {"type": "radio_buttons", "selected_option": OPTIONS[1]}},
        "extra": {"t": {"type": "checkboxes", "selected_options": []}},
    }
    assert told["response_urls"] == []
    assert told["trigger_id"]


CHECKS = [
    ({}, None, "Please complete this required field."),
    ({"min_length": 3}, "ab", "Please enter at least 3 characters."),
    ({"max_length": 3}, "abcd", "Please enter at most 3 characters."),
    ({"type": "email_text_input"}, "nobody", "Please enter a valid email address."),
    ({"type": "url_text_input"}, "example", "Please enter a valid URL."),
    ({"type": "number_input", "is_decimal_allowed": False}, "1.5", "Please enter a valid number."),
    (
        {"type": "number_input", "is_decimal_allowed": True, "min_value": "2"},
        "1.5",
        "Please enter a number of at least 2.",
    ),
]


@pytest.mark.parametrize(("element", "typed", "sentence"), CHECKS)
def test_the_window_itself_refuses_before_the_app_hears_of_it(
    client: WebClient,
    workspace: Workspace,
    app: ListeningApp,
    trigger: str,
    element: dict[str, Any],
    typed: str | None,
    sentence: str,
) -> None:
    client.views_open(trigger_id=trigger, view=modal(field("what", **element)))
    assert workspace.person("mia").submit({"what": typed}) == {"what": sentence}
    assert app.payloads("view_submission") == []


def test_errors_keep_the_modal_open(
    client: WebClient, workspace: Workspace, app: ListeningApp, trigger: str
) -> None:
    app.answers["form"] = {"response_action": "errors", "errors": {"what": "One sentence, please"}}
    opened = client.views_open(trigger_id=trigger, view=modal())["view"]
    mia = workspace.person("mia")
    assert mia.submit({"what": "x"}) == {"what": "One sentence, please"}
    shown = mia.view()
    assert shown is not None
    assert shown["id"] == opened["id"]


def test_an_answer_can_update_push_and_clear(
    client: WebClient, workspace: Workspace, app: ListeningApp, trigger: str
) -> None:
    mia = workspace.person("mia")
    client.views_open(trigger_id=trigger, view=modal())

    def title_after(answer: dict[str, Any]) -> str | None:
        app.answers["form"] = answer
        assert mia.submit({"what": "x"}) == {}
        shown = mia.view()
        return shown["title"]["text"] if shown else None

    assert title_after({"response_action": "update", "view": modal(title=plain("Updated"))}) == "Updated"
    assert title_after({"response_action": "push", "view": modal(title=plain("Pushed"))}) == "Pushed"
    del app.answers["form"]
    mia.submit({"what": "x"})
    below = mia.view()
    assert below is not None
    assert below["title"]["text"] == "Updated"
    assert title_after({"response_action": "push", "view": modal(title=plain("Pushed"))}) == "Pushed"
    assert title_after({"response_action": "clear"}) is None


@pytest.mark.parametrize(
    "answer",
    [
        {"response_action": "errors", "errors": {"nowhere": "x"}},
        {"response_action": "errors"},
        {"response_action": "update", "view": modal(title=plain("x" * 25))},
        {"response_action": "vanish"},
    ],
)
def test_an_answer_that_slack_would_not_take_leaves_the_modal_and_a_bar(
    client: WebClient, workspace: Workspace, app: ListeningApp, trigger: str, answer: dict[str, Any]
) -> None:
    app.answers["form"] = answer
    client.views_open(trigger_id=trigger, view=modal())
    mia = workspace.person("mia")
    with pytest.raises(Refused, match="invalid_answer"):
        mia.submit({"what": "x"})
    assert mia.view() is not None
    assert mia.notices == ["Liaison had trouble. Try again, or close this window."]
    assert len(workspace.office.complaints) == 1


def test_a_silent_app_leaves_the_modal_open(
    client: WebClient, workspace: Workspace, app: ListeningApp, trigger: str
) -> None:
    workspace.deliveries.ack_seconds = 0.1
    app.silent.add("form")
    client.views_open(trigger_id=trigger, view=modal())
    mia = workspace.person("mia")
    with pytest.raises(Refused, match="operation_timeout"):
        mia.submit({"what": "x"})
    assert mia.view() is not None


def test_closing_is_told_only_to_an_app_that_asked(
    client: WebClient, workspace: Workspace, app: ListeningApp, trigger: str
) -> None:
    mia = workspace.person("mia")
    client.views_open(trigger_id=trigger, view=modal())
    mia.close_view()
    assert mia.view() is None
    client.views_open(trigger_id=another_trigger(workspace, app), view=modal(notify_on_close=True))
    mia.close_view()
    assert [one["is_cleared"] for one in app.payloads("view_closed")] == [False]


def test_closing_the_whole_stack_says_so(
    client: WebClient, workspace: Workspace, app: ListeningApp, trigger: str
) -> None:
    client.views_open(trigger_id=trigger, view=modal(notify_on_close=True))
    client.views_push(trigger_id=another_trigger(workspace, app), view=modal(notify_on_close=True))
    mia = workspace.person("mia")
    mia.close_view(everything=True)
    assert mia.view() is None
    assert [one["is_cleared"] for one in app.payloads("view_closed")] == [True, True]


def test_a_click_in_a_modal_brings_what_was_filled_in(
    client: WebClient, workspace: Workspace, app: ListeningApp, trigger: str
) -> None:
    view = modal(
        field("what"),
        actions(button("check"), {"type": "static_select", "action_id": "menu", "options": OPTIONS}),
    )
    client.views_open(trigger_id=trigger, view=view)
    mia = workspace.person("mia")
    shown = mia.view()
    assert shown is not None
    mia.click_view(shown, "menu", option="high", values={"what": "half a sentence"})
    told = app.wait_for("block_actions")
    assert told["container"] == {"type": "view", "view_id": shown["id"]}
    values = told["view"]["state"]["values"]
    assert values["what"]["words"]["value"] == "half a sentence"
    assert values["row"]["menu"]["selected_option"] == OPTIONS[1]
    assert "channel" not in told
    client.views_update(view_id=shown["id"], view=view)
    kept = mia.view()
    assert kept is not None
    assert kept["state"]["values"]["what"]["words"]["value"] == "half a sentence"


def test_a_menu_in_a_modal_asks_the_app(
    client: WebClient, workspace: Workspace, app: ListeningApp, trigger: str
) -> None:
    app.answers["block_suggestion"] = {"options": OPTIONS}
    client.views_open(trigger_id=trigger, view=modal(field("what", type="external_select", action_id="term")))
    mia = workspace.person("mia")
    assert mia.options("term", "hi") == {"options": OPTIONS}
    assert app.wait_for("block_suggestion")["view"]["callback_id"] == "form"
    assert mia.submit({"what": OPTIONS[1]}) == {}
    values = app.wait_for("view_submission")["view"]["state"]["values"]
    assert values["what"]["term"]["selected_option"] == OPTIONS[1]


def test_a_field_that_is_not_there_cannot_be_filled(
    client: WebClient, workspace: Workspace, trigger: str
) -> None:
    client.views_open(trigger_id=trigger, view=modal())
    with pytest.raises(Refused, match="no_such_field"):
        workspace.person("mia").submit({"wat": "x"})


def test_a_file_goes_into_a_modal(
    client: WebClient, workspace: Workspace, app: ListeningApp, trigger: str
) -> None:
    client.views_open(trigger_id=trigger, view=modal(field("shot", type="file_input", action_id="files")))
    mia = workspace.person("mia")
    assert mia.submit({"shot": [mia.upload("shot.png", b"abc")]}) == {}
    values = app.wait_for("view_submission")["view"]["state"]["values"]
    [file] = values["shot"]["files"]["files"]
    assert (file["name"], file["mimetype"], file["size"]) == ("shot.png", "image/png", 3)
    assert client.files_info(file=file["id"])["file"]["user"] == "U0MIA"
