"""A root is read in its channel, a reply in its thread: so a person is told where they look."""

from __future__ import annotations

from typing import Any

import pytest

from handlers.names import CLAIM
from handlers.reading import Click, message_from, read

ROOT, REPLY = "100.1", "100.2"


@pytest.mark.parametrize(
    ("ts", "thread_ts", "told_in"),
    [(ROOT, None, None), (ROOT, ROOT, None), (REPLY, ROOT, ROOT)],
    ids=["nobody has answered", "the root of a thread", "a reply"],
)
def test_where_a_message_is_read(ts: str, thread_ts: str | None, told_in: str | None) -> None:
    message = {"ts": ts, "user": "U0MIA", "text": "words"} | ({"thread_ts": thread_ts} if thread_ts else {})
    assert message_from(message, "C0WEB").thread_ts == told_in


@pytest.mark.parametrize(("ts", "told_in"), [(ROOT, None), (REPLY, ROOT)], ids=["the card", "a reply to it"])
def test_where_a_button_is_pressed(ts: str, told_in: str | None) -> None:
    body: dict[str, Any] = {
        "type": "block_actions",
        "trigger_id": "1.2.3",
        "team": {"id": "T0HOME"},
        "user": {"id": "U0JONAS", "team_id": "T0HOME"},
        "container": {"type": "message", "message_ts": ts, "channel_id": "C0WEB"},
        "message": {"ts": ts, "thread_ts": ROOT},
        "actions": [{"action_id": CLAIM, "type": "button", "value": "r1", "action_ts": "1.2"}],
    }
    click = read(body, "T0HOME")
    assert isinstance(click, Click)
    assert click.thread_ts == told_in
