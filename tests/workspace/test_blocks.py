"""Block Kit, block by block: what Slack refuses, and that it takes the rest."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest
from slack_sdk import WebClient

from tests.workspace.conftest import actions, button, error, field, plain, refusal, section
from workspace.rules.blocks import problems_in


def option(value: str = "a", text: str = "A", **more: Any) -> dict[str, Any]:
    return {"text": plain(text), "value": value, **more}


def menu(**parts: Any) -> dict[str, Any]:
    return {"type": "static_select", "action_id": "menu", **parts}


def with_accessory(element: dict[str, Any]) -> dict[str, Any]:
    return {**section("text"), "accessory": element}


REFUSED: list[tuple[str, list[Any], str]] = [
    ("a block without a type", [{}], "unsupported type: None [json-pointer:/blocks/0/type]"),
    ("an unknown block", [{"type": "marquee"}], "unsupported type: marquee [json-pointer:/blocks/0/type]"),
    ("a block that is no object", ["divider"], "must be an object [json-pointer:/blocks/0]"),
    ("51 blocks", [{"type": "divider"}] * 51, "no more than 50 items allowed [json-pointer:/blocks]"),
    ("an empty section", [{"type": "section"}], "missing required field: text [json-pointer:/blocks/0]"),
    (
        "long section",
        [section("x" * 3001)],
        "must be less than 3001 characters [json-pointer:/blocks/0/text/text]",
    ),
    ("no words", [section("")], "must be more than 0 characters [json-pointer:/blocks/0/text/text]"),
    (
        "eleven fields",
        [{"type": "section", "fields": [plain("x")] * 11}],
        "no more than 10 items allowed [json-pointer:/blocks/0/fields]",
    ),
    (
        "a long field",
        [{"type": "section", "fields": [plain("x" * 2001)]}],
        "must be less than 2001 characters [json-pointer:/blocks/0/fields/0/text]",
    ),
    (
        "text of another kind",
        [{"type": "section", "text": {"type": "markdown", "text": "x"}}],
        "must be a plain_text or mrkdwn object [json-pointer:/blocks/0/text/type]",
    ),
    (
        "mrkdwn in a header",
        [{"type": "header", "text": {"type": "mrkdwn", "text": "x"}}],
        "must be a plain_text object [json-pointer:/blocks/0/text/type]",
    ),
    (
        "a long header",
        [{"type": "header", "text": plain("x" * 151)}],
        "must be less than 151 characters [json-pointer:/blocks/0/text/text]",
    ),
    ("no elements", [actions()], "no fewer than 1 items allowed [json-pointer:/blocks/0/elements]"),
    (
        "26 buttons",
        [actions(*[button(f"b{n}") for n in range(26)])],
        "no more than 25 items allowed [json-pointer:/blocks/0/elements]",
    ),
    (
        "a long button",
        [actions(button("b", "x" * 76))],
        "must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]",
    ),
    (
        "a button with a long value",
        [actions(button("b", value="x" * 2001))],
        "must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]",
    ),
    (
        "a green button",
        [actions(button("b", style="success"))],
        "must be one of: primary, danger [json-pointer:/blocks/0/elements/0/style]",
    ),
    (
        "a long action_id",
        [actions(button("b" * 256))],
        "must be less than 256 characters [json-pointer:/blocks/0/elements/0/action_id]",
    ),
    (
        "a long block_id",
        [{"type": "divider", "block_id": "b" * 256}],
        "must be less than 256 characters [json-pointer:/blocks/0/block_id]",
    ),
    (
        "an action_id twice in a block",
        [actions(button("b"), button("b"))],
        'action_id "b" already exists in this block [json-pointer:/blocks/0]',
    ),
    (
        "a block_id twice",
        [{"type": "divider", "block_id": "d"}] * 2,
        'block_id "d" already exists [json-pointer:/blocks/1/block_id]',
    ),
    (
        "an unknown element",
        [actions({"type": "slider", "action_id": "s"})],
        "unsupported type: slider [json-pointer:/blocks/0/elements/0/type]",
    ),
    (
        "an input among buttons",
        [actions({"type": "plain_text_input", "action_id": "p"})],
        "plain_text_input is not allowed here [json-pointer:/blocks/0/elements/0/type]",
    ),
    (
        "a file input in a message",
        [field("b", type="file_input")],
        "file_input is not allowed here [json-pointer:/blocks/0/element/type]",
    ),
    (
        "a menu without options",
        [with_accessory(menu())],
        "must have exactly one of options and option_groups [json-pointer:/blocks/0/accessory]",
    ),
    (
        "101 options",
        [with_accessory(menu(options=[option(str(n)) for n in range(101)]))],
        "no more than 100 items allowed [json-pointer:/blocks/0/accessory/options]",
    ),
    (
        "a long option",
        [with_accessory(menu(options=[option(text="x" * 76)]))],
        "must be less than 76 characters [json-pointer:/blocks/0/accessory/options/0/text/text]",
    ),
    (
        "a long option value",
        [with_accessory(menu(options=[option("x" * 151)]))],
        "must be less than 151 characters [json-pointer:/blocks/0/accessory/options/0/value]",
    ),
    (
        "an initial option from elsewhere",
        [with_accessory(menu(options=[option("a")], initial_option=option("b")))],
        "initial option must be one of the options [json-pointer:/blocks/0/accessory]",
    ),
    (
        "six overflow options",
        [
            with_accessory(
                {"type": "overflow", "action_id": "o", "options": [option(str(n)) for n in range(6)]}
            )
        ],
        "no more than 5 items allowed [json-pointer:/blocks/0/accessory/options]",
    ),
    (
        "eleven radio buttons",
        [
            with_accessory(
                {"type": "radio_buttons", "action_id": "r", "options": [option(str(n)) for n in range(11)]}
            )
        ],
        "no more than 10 items allowed [json-pointer:/blocks/0/accessory/options]",
    ),
    (
        "a date that is none",
        [with_accessory({"type": "datepicker", "action_id": "d", "initial_date": "2026-02-31"})],
        "must be a valid date in the form YYYY-MM-DD [json-pointer:/blocks/0/accessory/initial_date]",
    ),
    (
        "a time that is none",
        [with_accessory({"type": "timepicker", "action_id": "t", "initial_time": "25:00"})],
        "must be a valid time in the form HH:mm [json-pointer:/blocks/0/accessory/initial_time]",
    ),
    (
        "a moment in milliseconds",
        [actions({"type": "datetimepicker", "action_id": "t", "initial_date_time": 1_795_252_500_000})],
        "must be a ten-digit number of seconds [json-pointer:/blocks/0/elements/0/initial_date_time]",
    ),
    (
        "a confirm without words",
        [actions(button("b", confirm={"title": plain("Sure?")}))],
        "missing required field: text [json-pointer:/blocks/0/elements/0/confirm]",
    ),
    (
        "a long placeholder",
        [with_accessory(menu(options=[option()], placeholder=plain("x" * 151)))],
        "must be less than 151 characters [json-pointer:/blocks/0/accessory/placeholder/text]",
    ),
    (
        "an image without words",
        [{"type": "image", "image_url": "https://x.example/i.png"}],
        "missing required field: alt_text [json-pointer:/blocks/0]",
    ),
    (
        "eleven context elements",
        [{"type": "context", "elements": [plain("x")] * 11}],
        "no more than 10 items allowed [json-pointer:/blocks/0/elements]",
    ),
    (
        "a button in a context",
        [{"type": "context", "elements": [button("b")]}],
        "must be a plain_text or mrkdwn object [json-pointer:/blocks/0/elements/0/type]",
    ),
    (
        "an input without a label",
        [{**field("b"), "label": None}],
        "missing required field: label [json-pointer:/blocks/0]",
    ),
    (
        "long markdown",
        [{"type": "markdown", "text": "x" * 12_001}],
        "must be less than 12001 characters [json-pointer:/blocks/0/text]",
    ),
    (
        "two tables",
        [{"type": "table", "rows": [[{"type": "raw_text", "text": "x"}]]}] * 2,
        "only one table is allowed [json-pointer:/blocks]",
    ),
    (
        "a wide table",
        [{"type": "table", "rows": [[{"type": "raw_text", "text": "x"}] * 21]}],
        "must be an array of 1 to 20 cells [json-pointer:/blocks/0/rows/0]",
    ),
    (
        "an alert in a message",
        [{"type": "alert", "text": plain("x")}],
        "unsupported type: alert is not allowed in a message [json-pointer:/blocks/0/type]",
    ),
    (
        "two elements with the focus",
        [field("a", focus_on_load=True), field("b", focus_on_load=True)],
        "only one element may have focus_on_load [json-pointer:/blocks]",
    ),
    (
        "lengths the wrong way round",
        [field("a", min_length=5, max_length=2)],
        "min_length must not be above max_length [json-pointer:/blocks/0/element]",
    ),
    (
        "a container in a container",
        [{"type": "container", "child_blocks": [{"type": "container"}]}],
        "unsupported type: container in a container [json-pointer:/blocks/0/child_blocks/0/type]",
    ),
    (
        "an empty card",
        [{"type": "card"}],
        "must have one of hero_image, title, actions, body [json-pointer:/blocks/0]",
    ),
    (
        "a rich text of other parts",
        [{"type": "rich_text", "elements": [{"type": "text", "elements": []}]}],
        "unsupported type: text [json-pointer:/blocks/0/elements/0/type]",
    ),
]


@pytest.mark.parametrize(
    ("blocks", "sentence"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED]
)
def test_blocks_that_slack_refuses(blocks: list[Any], sentence: str) -> None:
    assert sentence in problems_in(blocks, "message")


TAKEN: list[tuple[str, str, list[Any]]] = [
    (
        "message",
        "plain parts",
        [section("x" * 3000), {"type": "divider"}, {"type": "header", "text": plain("H")}],
    ),
    ("message", "25 buttons", [actions(*[button(f"b{n}") for n in range(25)])]),
    (
        "message",
        "a context",
        [{"type": "context", "elements": [plain("x"), {"type": "mrkdwn", "text": "y"}]}],
    ),
    (
        "message",
        "a menu of groups",
        [with_accessory(menu(option_groups=[{"label": plain("g"), "options": [option()]}]))],
    ),
    (
        "message",
        "the same action_id in two blocks",
        [actions(button("b")), actions(button("b"), block_id="other")],
    ),
    ("message", "an input", [field("b")]),
    ("message", "a table", [{"type": "table", "rows": [[{"type": "raw_text", "text": "x"}]]}]),
    ("message", "a card", [{"type": "card", "title": plain("x"), "actions": [button("b")]}]),
    ("message", "a container", [{"type": "container", "child_blocks": [section("x"), actions(button("b"))]}]),
    ("modal", "an alert", [{"type": "alert", "text": plain("x"), "level": "warning"}]),
    ("modal", "inputs of modals", [field("b", type="email_text_input"), field("c", type="file_input")]),
    ("modal", "a hundred blocks", [{"type": "divider"}] * 100),
    (
        "home",
        "an overflow menu",
        [with_accessory({"type": "overflow", "action_id": "o", "options": [option()]})],
    ),
]


@pytest.mark.parametrize(
    ("surface", "blocks"), [(case[0], case[2]) for case in TAKEN], ids=[case[1] for case in TAKEN]
)
def test_blocks_that_slack_takes(surface: str, blocks: list[Any]) -> None:
    assert problems_in(blocks, surface) == []


def test_the_refusal_of_a_post_names_every_reason(client: WebClient) -> None:
    blocks = [section("x" * 3001), {"type": "marquee"}]
    answer = refusal(lambda: client.chat_postMessage(channel="C0GENERAL", text="x", blocks=blocks))
    assert answer["error"] == "invalid_blocks"
    assert len(answer["errors"]) == 2
    assert answer["response_metadata"]["messages"][1] == f"[ERROR] {answer['errors'][1]}"


def test_blocks_that_are_no_list_are_a_format_error(client: WebClient) -> None:
    given = {"channel": "C0GENERAL", "text": "x"}
    for blocks in ("{oops", '{"type": "divider"}'):
        broken = {**given, "blocks": blocks}
        call = partial(client.api_call, "chat.postMessage", params=broken)
        assert error(call) == "invalid_blocks_format"


def test_too_much_text_in_all_blocks_together_is_refused(client: WebClient) -> None:
    blocks = [section("x" * 2_800) for _ in range(5)]
    assert client.chat_postMessage(channel="C0GENERAL", text="x", blocks=blocks[:4])["ok"]
    assert (
        error(lambda: client.chat_postMessage(channel="C0GENERAL", text="x", blocks=blocks))
        == "msg_blocks_too_long"
    )


def test_ids_that_are_missing_are_filled_in(client: WebClient) -> None:
    blocks = [{"type": "actions", "elements": [{"type": "button", "text": plain("Go")}]}]
    [block] = client.chat_postMessage(channel="C0GENERAL", text="x", blocks=blocks)["message"]["blocks"]
    assert block["block_id"]
    assert block["elements"][0]["action_id"]


def test_blocks_inside_attachments_are_looked_at_too(client: WebClient) -> None:
    attachments = [{"color": "#f00", "blocks": [{"type": "marquee"}]}]
    post: dict[str, Any] = {"channel": "C0GENERAL", "text": "x", "attachments": attachments}
    assert error(lambda: client.chat_postMessage(**post)) == "invalid_blocks"
