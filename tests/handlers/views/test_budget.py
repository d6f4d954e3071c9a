from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest

from handlers.views.blocks import actions, bullets, button, confirm, context, header, part, quote, section
from handlers.views.budget import problems, room, weight
from handlers.views.message import Message
from handlers.views.modals import ask_form
from tests.handlers.views.values import COMPANY

View = dict[str, Any]


def message(*blocks: dict[str, Any], text: str = "words") -> Message:
    return Message(text, list(blocks) or [section("words")])


def test_a_fine_message_and_a_fine_view_have_no_problems() -> None:
    fine = message(header("one"), section("two"), context("three"), quote("four"), bullets([[part("five")]]))
    assert problems(fine) == []
    assert problems(ask_form(COMPANY)) == []


ask = confirm("title", "text", yes="yes", no="no")
row = actions(button("a", "label", "value", confirm=ask))[0]
select = {
    "type": "static_select",
    "action_id": "m",
    "options": [{"text": row["elements"][0]["text"], "value": "v"}],
}
menu = {"type": "actions", "elements": [select]}


def changed(block: dict[str, Any], change: Callable[[dict[str, Any]], object]) -> Message:
    block = deepcopy(block)
    change(block)
    return message(block)


@pytest.mark.parametrize(
    ("wrong", "problem"),
    [
        (message(text="x" * 3001), "text: 3001 characters, at most 3000"),
        (message(text="😀" * 1501), "text: 3002 characters, at most 3000"),
        (message(text=" "), "text: empty"),
        (message(text="\ud800"), "text: half of a character, which cannot be sent"),
        (message(*[section("x")] * 51), "blocks: 51, must be 1 to 50"),
        (Message("x", []), "blocks: 0, must be 1 to 50"),
        (message({"type": "video"}), "blocks[0]: 'video' is not a block we use"),
        (message(*[section("x" * 2700)] * 5), "blocks: 13500 characters of text in all, at most 13000"),
        (message(section("x" * 3001)), "blocks[0].text: 3001 characters, at most 3000"),
        (message(section("")), "blocks[0].text: empty"),
        (message({"type": "section"}), "blocks[0].text: must be a mrkdwn object"),
        (message({"type": "context", "elements": []}), "blocks[0]: 0 elements, must be 1 to 10"),
        (message({"type": "header", "text": {"type": "plain_text", "text": "x" * 151}}), "blocks[0]: 151"),
        (message({"type": "rich_text", "elements": []}), "blocks[0]: holds nothing"),
        (message(bullets([])), "blocks[0][0]: holds nothing"),
        (message(bullets([[]])), "blocks[0][0][0]: holds nothing"),
        (message(bullets([[{"type": "text", "text": ""}]])), "blocks[0][0][0][0].text: empty"),
        (message(bullets([[{"type": "user"}]])), "blocks[0][0][0][0]: 'user' is not"),
        (message({"type": "rich_text", "elements": [{"type": "x"}]}), "blocks[0][0]: 'x' is not"),
        (
            message({**section("x"), "block_id": "b"}, {**section("y"), "block_id": "b"}),
            "block_id 'b' stands twice",
        ),
        (message({"type": "actions", "elements": []}), "blocks[0]: 0 elements, must be 1 to 25"),
        (message({"type": "actions", "elements": [{"type": "x"}]}), "blocks[0][0]: 'x' is not an element"),
        (message(*actions(*[button("a", "x", "v")] * 2)), "blocks[0]: action_id 'a' stands twice"),
        (changed(row, lambda b: b["elements"][0].update(action_id="a" * 256)), "action_id: 256"),
        (changed(row, lambda b: b["elements"][0]["text"].update(text="x" * 76)), "text: 76 characters"),
        (changed(row, lambda b: b["elements"][0].update(value="x" * 2001)), "value: 2001 characters"),
        (changed(row, lambda b: b["elements"][0].pop("value")), "must have a value or lead somewhere"),
        (changed(row, lambda b: b["elements"][0].update(style="loud")), "'loud' is no style"),
        (changed(row, lambda b: b["elements"][0]["confirm"]["title"].update(text="x" * 101)), "title: 101"),
        (changed(row, lambda b: b["elements"][0]["confirm"]["text"].update(text="x" * 301)), "text: 301"),
        (changed(row, lambda b: b["elements"][0]["confirm"]["deny"].update(text="x" * 31)), "deny: 31"),
        (changed(menu, lambda b: b["elements"][0].update(options=[])), "0 options, must be 1 to 100"),
        (
            changed(menu, lambda b: b["elements"][0]["options"].extend([select["options"][0]] * 100)),
            "101 options",
        ),
        (changed(menu, lambda b: b["elements"][0]["options"][0].update(value="x" * 151)), "value: 151"),
        (
            changed(menu, lambda b: b["elements"][0]["options"][0].update(text=part("x"))),
            "must be a plain_text",
        ),
        (
            changed(menu, lambda b: b["elements"][0]["options"].extend(select["options"])),
            "value 'v' stands twice",
        ),
        (changed(menu, lambda b: b["elements"][0].update(initial_option={})), "initial option is not among"),
    ],
)
def test_what_slack_refuses_in_a_message_is_found(wrong: Message, problem: str) -> None:
    assert [found for found in problems(wrong) if problem in found], problems(wrong)


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (lambda v: v.update(type="card"), "type: 'card' is neither modal nor home"),
        (lambda v: v["title"].update(text="x" * 25), "title: 25 characters, at most 24"),
        (lambda v: v.pop("title"), "title: must be a plain_text object"),
        (lambda v: v["submit"].update(text="x" * 25), "submit: 25"),
        (lambda v: v.pop("submit"), "submit: missing, though there is something to fill in"),
        (lambda v: v.update(private_metadata="x" * 3001), "private_metadata: 3001"),
        (lambda v: v.update(callback_id="x" * 256), "callback_id: 256"),
        (lambda v: v.update(blocks=v["blocks"][:2] * 51), "blocks: 102, must be 1 to 100"),
        (lambda v: v.update(type="home"), "a Home tab has no title, no submit and no close"),
        (lambda v: v["blocks"][0].pop("label"), "label: must be a plain_text object"),
        (lambda v: v["blocks"][0].update(block_id=""), "block_id: empty"),
        (lambda v: v["blocks"][0].pop("element"), "is not an element we use"),
        (lambda v: v["blocks"][0]["element"].update(max_length=3001), "max_length: must be 1 to 3000"),
        (lambda v: v["blocks"][0]["element"].update(initial_value="x" * 3001), "3001 characters"),
        (lambda v: v["blocks"].extend([section("x" * 3000)] * 90), "more than 250000 bytes in all"),
    ],
)
def test_what_slack_refuses_in_a_view_is_found(change: Callable[[View], object], problem: str) -> None:
    view = deepcopy(ask_form(COMPANY))
    change(view)
    assert [found for found in problems(view) if problem in found], problems(view)


def test_room_is_what_is_left_beside_the_blocks() -> None:
    blocks = [section("four"), *actions(button("a", "seven77", "not counted"))]
    assert weight(blocks) == 11
    assert room(blocks) == room([]) - 11
    assert room([section("x" * 3000)] * 9) == 0
