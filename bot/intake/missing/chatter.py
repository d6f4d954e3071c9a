"""Words in a thread that answer no question: thanks, greetings, and questions of one's own."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Final

from bot.company.model import Question
from bot.intake.dates import find_due
from bot.intake.incident import incident_words
from bot.intake.missing.clues import DATES, READ, clue
from bot.intake.missing.kinds import kind_of
from bot.intake.missing.replies import CLOSED
from bot.intake.small_words import LINK, SMALL_WORDS, WORD, fold
from bot.intake.splitting.wishes import look

_SHORT: Final = 8  # words; a longer text that names no day is about something else
_DIGIT: Final = re.compile(r"\d")


def _folded(words: str) -> frozenset[str]:
    return frozenset(fold(word) for word in words.split())


_THANKS: Final = _folded(
    "thanks thank thankyou thx ty cheers danke dank merci gracias obrigado obrigada valeu"
)
_COURTESY: Final = _THANKS | _folded(
    "great cool perfect super nice wow lovely awesome brilliant excellent good fine sorry welcome noted"
    " understood lol haha hi hello hey morning afternoon evening bye soon prima klasse toll alles parfait"
    " genial perfecto perfeito hallo bonjour hola oi i ill we will do you so much very a lot it that thats"
    " is the for to and me let check ask got get on moment sec minute back just"
    " mache ich schau moi je un instant"
    " quick fast really help helpful appreciate appreciated amazing team works again"
    " perfectly was that fixed looking into your kind best das ist war schnell lieb super vielen pour votre"
    " aide rapide por ayuda rápido ajuda pela"
)
# What is asked in these words may be answered by a fault, or by a day.
_FAULTS_ANSWER: Final = frozenset(
    {"symptom", "error", "change", "expected", "example", "message", "report", "since"}
)
_DAYS_ANSWER: Final = DATES | {
    "until",
    "run",
    "period",
    "since",
    "permanent",
    "frequency",
    "change",
    "message",
}
_YES_NO: Final = _folded("yes yep yeah yup no nope sure ok okay ja nein klar oui non sí si sim não")


def is_chatter(text: str, question: Question, *, at: datetime, zone: str) -> bool:
    """Can this not be meant as the answer to the one question that is open?

    `at` (aware) and `zone`: the moment and the asker's time zone, for dates.
    """
    read = text[:READ].strip()
    if read.endswith("?"):
        return True
    kind = kind_of(question)
    words = [fold(found[0]) for found in WORD.finditer(LINK.sub(" ", read))]
    if kind in DATES and len(words) > _SHORT:
        return find_due(read, at=at, zone=zone) is None
    if LINK.search(read) or _DIGIT.search(read):
        return False
    if kind in CLOSED and any(word in _YES_NO for word in words):
        return False
    meant = [word for word in words if word not in _COURTESY and word not in _YES_NO]
    thanked = any(word in _THANKS for word in words)
    return len(meant) <= (1 if thanked else 0)


def is_about_something_else(text: str, question: Question, *, at: datetime, zone: str) -> bool:
    """Is this news of a fault, a further wish, or a day where no day was asked for?

    `at` (aware) and `zone`: the moment and the asker's time zone, for dates.
    """
    read = text[:READ].strip()
    kind = kind_of(question)
    seen = look(read, opens=True)
    fault = kind not in _FAULTS_ANSWER and (seen.fault or incident_words(read) is not None)
    if fault or (seen.also and seen.asks):
        return not LINK.search(read)
    if kind is not None and clue(kind, read):
        return False
    return kind not in _DAYS_ANSWER and _only_names_a_day(read, at, zone)


def _only_names_a_day(read: str, at: datetime, zone: str) -> bool:
    due = find_due(read, at=at, zone=zone)
    if due is None:
        return False
    rest = read.replace(due.words, " ", 1)
    return all(fold(found[0]) in SMALL_WORDS or fold(found[0]) in _COURTESY for found in WORD.finditer(rest))
