"""Digests at the door: typed, posted in the local workspace, and pressed there, on either database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.deliveries import Delivery, settled
from bot.requests.model import Request
from db.kinds import NoticeKind
from handlers.answers import Answer
from handlers.names import DIGEST
from scheduler.jobs.digests import send_digests
from tests.bot.requests.scene import Scene
from tests.companies import WORKSPACE
from tests.handlers.knocking import Knocking, button
from tests.handlers.test_courier.conftest import Stage

NINE_IN_BERLIN = 8.0  # UTC, in winter


@dataclass
class Desk:
    stage: Stage
    newest: Mapping[str, Any] = field(default_factory=dict)  # what was told last after a click, whole

    def __post_init__(self) -> None:
        self.scene = Scene(self.stage.toolkit, self.stage.clock)
        self.knocking = Knocking(self.scene)

    def type(self, user_id: str, text: str = "", channel_id: str = "C0WEB") -> str:
        """`/digest` and the text; what rides on the acknowledgement."""
        return self.answer(user_id, text, channel_id).text or ""

    def answer(self, user_id: str, text: str = "", channel_id: str = "C0WEB") -> Answer:
        return self.knocking.command(user_id, f"{DIGEST} {text}".strip(), channel_id)

    def file(self, text: str = "The form is broken", **more: Any) -> Request:
        self.stage.pulse.now += 5
        request = self.stage.filed(text, **more)
        assert request.card_ts is not None
        return request

    def tick_at(self, day: int, hour: float = NINE_IN_BERLIN, month: int = 3) -> None:
        """The clock wakes the job, the relay says what follows."""
        self.stage.clock.now = datetime(2026, month, day, tzinfo=UTC) + timedelta(hours=hour)
        self.tick()

    def tick(self) -> None:
        send_digests(self.stage.toolkit)
        self.say_all()

    def say_all(self) -> None:
        """With enough time between two posts in one channel."""
        for _ in range(6):
            self.stage.pulse.now += 5
            self.stage.say_all()

    def digest(self, channel: str = "#it-web") -> Mapping[str, Any]:
        """The newest message that has a line of a digest."""
        posted = [one for one in self.stage.workspace.messages(channel) if _is_digest(one)]
        return posted[-1]

    def digests(self, channel: str = "#it-web") -> list[Mapping[str, Any]]:
        return [one for one in self.stage.workspace.messages(channel) if _is_digest(one)]

    def press(self, user_id: str, label: str, message: Mapping[str, Any], channel_id: str = "C0WEB") -> str:
        """What they were told after it."""
        return self.click(user_id, button(message["blocks"], label), message["ts"], channel_id)

    def click(self, user_id: str, element: Mapping[str, Any], ts: str, channel_id: str = "C0WEB") -> str:
        """Told beside the message: a made-up address to answer at would lead out of this machine."""
        before = len(self.told(user_id))
        number = next(self.knocking.numbers)
        self.knocking.door.take(
            {
                "type": "block_actions",
                "trigger_id": f"t{number}",
                "team": {"id": WORKSPACE},
                "user": {"id": user_id, "team_id": WORKSPACE},
                "container": {"type": "message", "message_ts": ts, "channel_id": channel_id},
                "actions": [{**element, "action_ts": f"{number}.1"}],
            }
        )
        told = self.told(user_id)[before:]
        self.newest = told[-1] if told else {}
        self.say_all()
        return str(told[-1]["text"]) if told else ""

    def told(self, user_id: str) -> list[Mapping[str, Any]]:
        found = self.scene.notices(NoticeKind.PERSON_TOLD)
        return [
            one["detail"] for one in found if one["lane"] == f"person:{user_id}" and "text" in one["detail"]
        ]

    def deliveries(self, digest_id: str) -> list[Delivery]:
        with self.stage.toolkit.ledger.read() as connection:
            return settled(connection, digest_id, 100)


def texts(message: Mapping[str, Any]) -> str:
    return "\n".join(_texts(message["blocks"]))


def _texts(value: Any) -> list[str]:
    if isinstance(value, dict):
        own = [value["text"]] if isinstance(value.get("text"), str) else []
        return own + [text for inner in value.values() for text in _texts(inner)]
    return [text for inner in value for text in _texts(inner)] if isinstance(value, list) else []


def _is_digest(message: Mapping[str, Any]) -> bool:
    return any("digest" in str(one.get("action_id")) for one in _elements(message)) or "since " in texts(
        {"blocks": message.get("blocks") or []}
    )


def _elements(message: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [one for block in message.get("blocks") or [] for one in block.get("elements", [])]


@pytest.fixture
def desk(stage: Stage) -> Desk:
    return Desk(stage)
