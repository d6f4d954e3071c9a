"""Words that were understood and not filed: said kindly, with a way to file them anyway.

Nothing is kept of them. The button carries the words, or where the message stands that holds them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from bot.requests.model import Place, PlaceKind
from bot.requests.opening import Held
from handlers.names import ANYWAY, LET_GO
from handlers.views.blocks import actions, button, section
from handlers.views.message import Message
from handlers.views.text import escape

LONGEST_BUTTON_VALUE = 2000  # Slack's limit
_ROOM_FOR_AN_ID = 40  # of a request, which may stand before the rest
_NOWHERE = "-"

NOT_IT = "That one's not for IT, I think, so I haven't filed it. Shall I still pass it on?"
HEADS_UP = "Thanks for the heads-up. I see no wish in it, so I haven't filed anything. Shall I pass it on?"


@dataclass(frozen=True)
class Again:
    """How to find the words again: in `words`, else in the message at `ts` of the place."""

    key: str
    place: Place
    words: str = ""
    ts: str | None = None

    @property
    def value(self) -> str:
        at = self.ts or _NOWHERE
        return " ".join((self.key, self.place.kind, self.place.channel_id or _NOWHERE, at, self.words))


def again_from(value: str) -> Again:
    key, kind, channel_id, ts, words = value.split(" ", 4)
    place = Place(cast("PlaceKind", kind), None if channel_id == _NOWHERE else channel_id)
    return Again(key, place, words, None if ts == _NOWHERE else ts)


def fits(again: Again) -> bool:
    """Words too long for a button are not held back: they are filed."""
    most = LONGEST_BUTTON_VALUE - _ROOM_FOR_AN_ID
    return len(again.value.encode("utf-16-le", "surrogatepass")) // 2 <= most


def held(why: Held, again: Again) -> Message:
    sentence = escape(HEADS_UP if why.why == "heads_up" else NOT_IT)
    rows = actions(button(ANYWAY, "Pass it on anyway", again.value), button(LET_GO, "No, leave it", "let_go"))
    return Message(sentence, [section(sentence), *rows])
