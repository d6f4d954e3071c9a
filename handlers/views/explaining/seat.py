"""Where somebody sits while they read an explanation, as far as its buttons must know it."""

from __future__ import annotations

from dataclasses import dataclass

NOWHERE = "-"


@dataclass(frozen=True)
class Seat:
    """`channel_id` None: none that we may speak in. The thread travels in the buttons, the channel comes with
    every click."""

    channel_id: str | None = None
    thread_ts: str | None = None

    @property
    def is_among_others(self) -> bool:
        """Not in a direct message, where nobody else reads."""
        return self.channel_id is not None and not self.channel_id.startswith("D")

    def value(self, slug: str, words: str = "") -> str:
        return " ".join((slug, self.thread_ts or NOWHERE, *([words] if words else [])))


@dataclass(frozen=True)
class Pressed:
    """What a button of an explanation says about itself."""

    slug: str
    seat: Seat
    words: str


def pressed(value: str, channel_id: str | None) -> Pressed:
    slug, thread_ts, words = (*value.split(" ", 2), "", "")[:3]
    return Pressed(slug, Seat(channel_id, None if thread_ts in ("", NOWHERE) else thread_ts), words)
