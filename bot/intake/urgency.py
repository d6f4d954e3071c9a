"""How much it hurries: who is hurt, what they say, and when it is due. Who shouts raises nothing.

A text can raise the urgency; a person decides it with a button.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from bot.company.times import Level
from bot.intake.incident import exposed_words
from bot.intake.words import Signs, signs
from bot.intake.words.groups import HARM, UNTIL

SOON: Final = 2  # working days after today; what is due by then hurries
FAR: Final = 60  # days; what is due later than that can wait

_ONE_DAY: Final = timedelta(days=1)
_LONGEST_BREAK: Final = 14  # days; "two working days" is not looked for beyond a company holiday
_NO_RUSH: Final = re.compile(r"R|[n!][-bx]{0,2}U|U[-b]{0,2}!")
_PRESSED: Final = re.compile(r"U")
_TODAY: Final = re.compile(r"1")
# "Since today", "earlier today", "not today", "today I saw": a time of what happened, not of what is wanted.
_NOT_DUE: Final = re.compile(
    r"(?:^|[.?,])-?1-{0,2}[iwu][-b]*[zvax]|[tyrn!]-{0,1}1|(?:^|[^.?]{0,40})[Cp]b[-]?v1"
)
_ENDS_NOWHERE: Final = re.compile(r"g-{0,2}[EH]")
_SHORT: Final = 40  # characters of the words that are said back


@dataclass(frozen=True)
class Urgency:
    level: Level
    why: str  # one plain clause: "because you wrote *asap*", "because it is due tomorrow"


def urgency(
    text: str, *, today: date, due: date | None, incident: bool, is_working: Callable[[date], bool]
) -> Urgency:
    """The strongest reason decides. `today` and `due` are days in the asker's zone. Any text is safe."""
    if incident:
        return Urgency("outage", "because something that worked is broken now")
    exposed = exposed_words(text)
    if exposed:
        return Urgency("outage", f"because it may have got into the wrong hands: *{_plain(exposed)}*")
    read = signs(text)
    waits = _NO_RUSH.search(read.line)
    pressed = _pressed(read)
    if pressed:
        return Urgency("high", f"because you wrote *{_plain(pressed)}*")
    if due is not None and _is_soon(today, due, is_working):
        return Urgency("high", f"because it is due {_day_in_words(today, due)}")
    if harm := next((word for word in read.words if word in HARM), None):
        return Urgency("high", f"because people may come to harm: *{harm}*")
    if ends_nowhere := _ENDS_NOWHERE.search(read.line):
        where = read.written(ends_nowhere.start(), ends_nowhere.end())
        return Urgency("high", f"because people end up nowhere: *{_plain(where)}*")
    if waits:
        return Urgency("low", f"because you wrote *{_plain(read.written(waits.start(), waits.end()))}*")
    if due is not None and (due - today).days >= FAR and not UNTIL.intersection(read.words):
        return Urgency("low", "because it is months away")
    return Urgency("normal", "because nothing says that it hurries")


def _pressed(read: Signs) -> str | None:
    """The words that say that it hurries, unless a "not" stands before them."""
    calm = [range(found.start(), found.end()) for found in _NO_RUSH.finditer(read.line)]
    for found in _PRESSED.finditer(read.line):
        if not any(found.start() in span for span in calm):
            return read.written(found.start(), found.end())
    for found in _TODAY.finditer(read.line):
        before = read.line[: found.end()]
        told = _NOT_DUE.search(read.line)
        if not (told and told.start() < found.end() <= told.end()) and not re.search(r"[tyrn!]-?1$", before):
            return read.written(found.start(), found.end())
    return None


def _is_soon(today: date, due: date, is_working: Callable[[date], bool]) -> bool:
    """Due today or at most `SOON` working days later; a day off between does not count."""
    if due < today or (due - today).days > _LONGEST_BREAK:
        return False
    day, worked = today, 0
    while day < due:
        day += _ONE_DAY
        worked += is_working(day)
    return worked <= SOON


def _day_in_words(today: date, due: date) -> str:
    days = (due - today).days
    if days <= 1:
        return "tomorrow" if days else "today"
    return f"on {due:%A} {due.day} {due:%B}"


def _plain(words: str) -> str:
    """Short, in one line, and without marks that would format a message."""
    line = " ".join(re.sub(r"[*_~`<>&|]", " ", words).split())
    return line if len(line) <= _SHORT else f"{line[:_SHORT].rstrip()}…"
