"""What stays of a delivery that could not be finished at once holds nothing that must not be kept."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.intake.reader import Reader
from bot.routing import Router
from handlers.keeping import kept_part
from tests.companies import small_company

SECRET = "hunter2-Qz81!"
READER = Reader(small_company(), Router(small_company()))


def test_a_password_in_a_message_a_command_or_a_form_is_left_out() -> None:
    said = f"the login fails, my password is {SECRET}"
    element = {"type": "plain_text_input", "value": said}
    bodies: list[dict[str, Any]] = [
        {"command": "/ask", "text": said, "token": "verification"},
        {"type": "event_callback", "event": {"type": "message", "text": said, "blocks": [{"x": said}]}},
        {"type": "message_action", "message": {"text": said, "attachments": [{"text": said}]}},
        {"type": "view_submission", "view": {"id": "V1", "state": {"values": {"text": {"text": element}}}}},
    ]
    for body in bodies:
        kept = json.dumps(kept_part(body, READER.mask))
        assert SECRET not in kept
        assert "the login fails" in kept
        assert "verification" not in kept


def test_ids_and_choices_are_kept_as_they_came() -> None:
    body = {
        "type": "block_actions",
        "trigger_id": "4111111111111111.1.a",
        "actions": [{"action_id": "request.claim", "value": "r_4111111111111111", "action_ts": "1.2"}],
        "view": {"id": "V1", "state": {"values": {"area": {"area": {"selected_option": {"value": "x"}}}}}},
    }
    assert kept_part(body, READER.mask) == body


@given(st.dictionaries(st.text(), st.recursive(st.text() | st.none() | st.integers(), st.lists), max_size=5))
def test_any_delivery_can_be_kept(body: dict[str, Any]) -> None:
    kept_part(body, READER.mask)
