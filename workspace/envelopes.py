"""What is on its way from the workspace to an app: plain values, the same for Socket Mode and HTTP."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

Kind = Literal["event", "command", "interactive", "options"]


@dataclass(frozen=True)
class Delivery:
    """One thing an app is told: the payload as Slack documents it, and how it is wrapped."""

    kind: Kind
    payload: dict[str, Any]

    @property
    def what(self) -> str:
        """The event type, the interaction type, or the command's name."""
        if self.kind == "event":
            return str(self.payload.get("event", {}).get("type", ""))
        if self.kind == "command":
            return str(self.payload.get("command", ""))
        return str(self.payload.get("type", ""))

    @property
    def channel(self) -> str | None:
        """The channel it belongs to, wherever Slack puts the id in this kind of payload."""
        event = self.payload.get("event", {})
        places = (
            event.get("channel"),
            event.get("item", {}).get("channel"),
            self.payload.get("channel_id"),
            self.payload.get("channel"),
            self.payload.get("container", {}).get("channel_id"),
        )
        for place in places:
            found = place.get("id") if isinstance(place, dict) else place
            if isinstance(found, str) and found:
                return found
        return None

    @property
    def accepts_answer(self) -> bool:
        """Whether Slack reads what rides on the acknowledgement, or throws it away."""
        return self.kind in ("command", "options") or self.what in ("view_submission", "block_suggestion")


@dataclass(frozen=True)
class Answer:
    """What the app said within its three seconds.

    `body` is what rode on the acknowledgement (`{"text": …}`, `{"response_action": …}`, `{"options": …}`)
    or None; a plain-text HTTP answer becomes `{"text": …}`.
    """

    acknowledged: bool
    body: dict[str, Any] | None


@dataclass(frozen=True)
class Retry:
    """Which attempt this is: number 0 is the first delivery, and the reason says why there is another."""

    number: int = 0
    reason: str = ""


@dataclass(frozen=True)
class Outcome:
    """How one attempt ended; `final` when the app asked for no further attempt."""

    acknowledged: bool
    body: dict[str, Any] | None = None
    failure: str = ""
    final: bool = False


@dataclass(frozen=True)
class Noted:
    """Something an app did that Slack would swallow without a word: `what` is one plain sentence."""

    at: float
    envelope_id: str
    what: str


@dataclass(frozen=True)
class Plan:
    """How one attempt is to go wrong; the default is that it does not."""

    dropped: bool = False
    delay: float = 0.0
    copies: int = 1
    apart: float = 0.0
    deaf: bool = False
    hang_up: bool = False
    bad_signature: bool = False
    stale_timestamp: bool = False


AS_IT_SHOULD_BE = Plan()


@dataclass(frozen=True)
class Sending:
    """One copy of one attempt; `give_up_at` is the loop's own time."""

    envelope_id: str
    delivery: Delivery
    retry: Retry
    plan: Plan
    give_up_at: float
