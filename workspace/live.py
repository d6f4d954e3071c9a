"""Who is looking right now, and what they are told as it happens."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

Listener = Callable[[dict[str, Any]], None]


class Live:
    def __init__(self) -> None:
        self._listeners: dict[str, list[Listener]] = {}
        self.notices: dict[str, list[str]] = {}

    def listen(self, user: str, listener: Listener) -> Callable[[], None]:
        """Starts telling; the answer is how to stop it."""
        listeners = self._listeners.setdefault(user, [])
        listeners.append(listener)
        return lambda: listeners.remove(listener)

    def is_watching(self, user: str) -> bool:
        return bool(self._listeners.get(user))

    def tell(self, users: Iterable[str], event: dict[str, Any]) -> None:
        for user in users:
            for listener in list(self._listeners.get(user, ())):
                listener(event)

    def tell_everybody(self, event: dict[str, Any]) -> None:
        self.tell(list(self._listeners), event)

    def note(self, user: str, sentence: str) -> None:
        """Remembers a passing bar that the page shows by itself, from the refusal it gets."""
        self.notices.setdefault(user, []).append(sentence)

    def notice(self, user: str, sentence: str) -> None:
        self.note(user, sentence)
        self.tell([user], {"type": "notice", "text": sentence})
