"""Slack's deliveries, made by hand and taken to the door, over the small company at work."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from handlers import find
from handlers.answers import Answer
from handlers.door import Door
from handlers.reading import Happening
from tests.bot.requests.scene import Scene
from tests.companies import WORKSPACE


def unheard(happening: Happening, sentence: str) -> None:
    raise AssertionError(f"the database is there, so nothing is said past it: {happening} {sentence}")


@dataclass
class Knocking:
    scene: Scene
    numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def __post_init__(self) -> None:
        self.door = Door(self.scene.toolkit, find, unheard)

    def command(self, user_id: str, line: str, channel_id: str = "C0MARKETING") -> Answer:
        name, _, text = line.partition(" ")
        number = next(self.numbers)
        return self.door.take(
            {
                "command": name,
                "text": text,
                "trigger_id": f"t{number}",
                "user_id": user_id,
                "team_id": WORKSPACE,
                "channel_id": channel_id,
                "channel_name": "marketing",
                "response_url": f"https://slack.example/{number}",
            }
        )

    def click(self, user_id: str, button: Mapping[str, Any], channel_id: str = "C0MARKETING") -> Answer:
        """Any element that was drawn; each press is one of its own."""
        number = next(self.numbers)
        return self.door.take(
            {
                "type": "block_actions",
                "trigger_id": f"t{number}",
                "team": {"id": WORKSPACE},
                "user": {"id": user_id, "team_id": WORKSPACE},
                "container": {"type": "message", "message_ts": "5.1", "channel_id": channel_id},
                "response_url": f"https://slack.example/{number}",
                "actions": [{**button, "action_ts": f"{number}.1"}],
            }
        )

    def submit(
        self, user_id: str, name: str, about: Mapping[str, Any], values: Mapping[str, Mapping[str, Any]]
    ) -> Answer:
        """`values`: block id -> Slack's element as it was filled in."""
        number = next(self.numbers)
        view = {
            "id": f"V{number}",
            "callback_id": name,
            "private_metadata": json.dumps(about),
            "state": {"values": {block: {block: element} for block, element in values.items()}},
        }
        return self.door.take(
            {
                "type": "view_submission",
                "trigger_id": f"t{number}",
                "user": {"id": user_id, "team_id": WORKSPACE},
                "view": view,
            }
        )

    def shortcut(self, user_id: str, name: str, message: Mapping[str, Any], channel_id: str) -> Answer:
        number = next(self.numbers)
        return self.door.take(
            {
                "type": "message_action",
                "callback_id": name,
                "trigger_id": f"t{number}",
                "user": {"id": user_id, "team_id": WORKSPACE},
                "channel": {"id": channel_id, "name": "marketing"},
                "message": dict(message),
                "response_url": f"https://slack.example/{number}",
            }
        )

    def event(self, **event: Any) -> Answer:
        number = next(self.numbers)
        return self.door.take(
            {"type": "event_callback", "event_id": f"Ev{number}", "event": {"team": WORKSPACE, **event}}
        )


def buttons(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """All that can be pressed, beside sections too."""
    rows = [element for block in blocks if block["type"] == "actions" for element in block["elements"]]
    return rows + [block["accessory"] for block in blocks if "accessory" in block]


def button(blocks: list[dict[str, Any]], label: str) -> dict[str, Any]:
    """The first of this label."""
    return next(one for one in buttons(blocks) if one.get("text", {}).get("text") == label)
