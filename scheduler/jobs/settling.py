"""Once, some seconds after the start: what people would otherwise wait for is made before they ask."""

from __future__ import annotations

import gc

from bot.routing.semantic import load
from bot.toolkit import Toolkit


class Settling:
    def __init__(self, toolkit: Toolkit) -> None:
        self._toolkit = toolkit
        self._settled = False

    def look(self) -> None:
        """Makes the glossary ready, which whoever wants it first often wants within their transaction, and
        has the reader compare meanings where the extra for it is installed. All that exists by then stays:
        Python's collector would look through it again and again, and whoever holds a row at that moment holds
        it a tenth of a second longer, or seconds on a busy machine."""
        self._toolkit.shelf.make_ready()
        if self._settled:
            return
        self._settled = True
        meaning = load()
        if meaning is not None:
            self._toolkit.learner.understand(meaning)
        _ = self._toolkit.learner.reader
        gc.collect()
        gc.freeze()
