"""Several deeds at the same moment, each in a thread of its own."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any


def at_once(*deeds: Callable[[], Any]) -> list[Any]:
    """What each of them gave or raised, in their order."""
    outcomes: list[Any] = [None] * len(deeds)
    start = threading.Barrier(len(deeds))

    def run(number: int, deed: Callable[[], Any]) -> None:
        start.wait()
        try:
            outcomes[number] = deed()
        except Exception as error:  # noqa: BLE001 - the outcome is looked at by the test
            outcomes[number] = error

    threads = [threading.Thread(target=run, args=each) for each in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return outcomes
