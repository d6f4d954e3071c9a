"""Once, some seconds after the start: what people would otherwise wait for is made before they ask."""

from __future__ import annotations

import gc
from collections.abc import Callable

from bot.routing import Embed
from bot.routing.semantic import load
from bot.toolkit import Toolkit


class Settling:
    def __init__(self, toolkit: Toolkit, meaning: Callable[[], Embed | None] = load) -> None:
        self._toolkit = toolkit
        self._meaning = meaning
        self._settled = False

    def look(self) -> None:
        """Makes the glossary ready, which whoever wants it first often wants within their transaction, and
        has the reader compare meanings where the extra for it is installed. All that exists by then stays:
        Python's collector would look through it again and again, and whoever holds a row at that moment holds
        it a tenth of a second longer, or seconds on a busy machine."""
        if self._settled:
            return
        self._settled = True
        self._toolkit.shelf.make_ready()
        meaning = self._meaning()
        if meaning is None:
            self._toolkit.learner.wait()
        else:
            self._toolkit.learner.understand(meaning)
        gc.collect()
        gc.freeze()
