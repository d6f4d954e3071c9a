"""Words that were understood and not filed: said kindly, with a way to file them anyway.

Nothing is kept of them. The button carries the words, or where the message stands that holds them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import cast

from bot.company import Company
from bot.launches.last_good_days import last_good_day
from bot.requests.model import Place, PlaceKind
from bot.requests.opening import Held
from handlers.names import ANYWAY, LAUNCH_NOTE_WORDS, LET_GO
from handlers.views.blocks import actions, button, section
from handlers.views.message import Message
from handlers.views.text import escape, on_day, one_line

LONGEST_BUTTON_VALUE = 2000  # Slack's limit
_ROOM_FOR_AN_ID = 40  # of a request, which may stand before the rest
LIKELY = 0.15  # of an area: less is no news for its team
_NOWHERE = "-"

NOT_IT = "That one's not for IT, I think, so I haven't filed it. Shall I still pass it on?"
HEADS_UP = "Thanks for the heads-up. I see no wish in it, so I haven't filed anything."
SHALL_I = "Shall I note it as a launch, so that the teams hear early?"


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


def held(why: Held, again: Again, company: Company, today: date) -> Message:
    """News of a launch is told back with the last good day of the areas that its words point at."""
    sentence = escape(NOT_IT)
    if why.why == "heads_up":
        sentence = " ".join((escape(HEADS_UP), *_last_good_days(why, company, today), SHALL_I))
    note = button(LAUNCH_NOTE_WORDS, "Note it as a launch", again.value, style="primary")
    rows = actions(
        note if why.why == "heads_up" else None,
        button(ANYWAY, "Pass it on anyway", again.value),
        button(LET_GO, "No, leave it", "let_go"),
    )
    return Message(sentence, [section(sentence), *rows])


def _last_good_days(why: Held, company: Company, today: date) -> list[str]:
    due = why.reading.due.day if why.reading.due else None
    if due is None:
        return []
    likely = (company.find_area(guess.area_id) for guess in why.reading.guesses if guess.p >= LIKELY)
    told = []
    for area in likely:
        last = last_good_day(company, area, due) if area else None
        if area and last and last >= today:
            name, by, of = escape(one_line(area.name)), on_day(last, today), on_day(due, today)
            told.append(f"For {of}, *{name}* would need to hear by {by}.")
    return told
