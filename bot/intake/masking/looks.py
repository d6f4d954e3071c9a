"""How much one word looks like a secret."""

from __future__ import annotations

import re
from enum import IntEnum

from bot.intake.masking.ordinary import PRODUCTS


class Looks(IntEnum):
    """From nothing (an address, a version, dots) over a plain word to what can hardly be anything else."""

    nothing = 0
    word = 1
    likely = 2
    strong = 3


_SIGN = re.compile(r"[!#$%^*+?~=@&]")
_DIGIT = re.compile(r"\d")
_SPECIAL = frozenset("!#$%^*+?~=@&_|\\{}")
_LINK = re.compile(
    r"(?:[a-z]+://|www\.|[/@#~]|[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}/)|[^@\s]+@[\w-]+\.[\w.-]+$", re.IGNORECASE
)
_HOST = re.compile(
    r"[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|org|net|io|app|dev|example|eu|de|fr|es|pt|br|uk|us|co|ai|me)"
)
_FILE = re.compile(
    r"[\w-]+\.(?:pdf|docx?|xlsx?|csv|png|jpe?g|gif|svg|zip|txt|html?|php|js|json|pptx?|mp4)", re.IGNORECASE
)
_MEASURE = re.compile(
    r"(?:[<>~≥≤+]?\d{1,5}(?:[.,:]\d{1,3})?(?:-|–)?(?:st|nd|rd|th|h|hrs?|hours?|mins?|minutes?|secs?|s|x|d"
    r"|days?|weeks?"
    r"|months?|years?|tagen?|tage|stunden|wochen|minuten|zeichen|stellig\w{0,2}|chars?|characters?|digits?"
    r"|letters?|numbers?"
    r"|jours?|heures?|d[ií]as?|horas?|am|pm|uhr|%|€|\$|k|m|px|kb|mb|gb|er|e|ª|º|°)?"
    r"|\d{1,2}[./-]\d{1,2}[./-]?(?:\d{2,4})?|\d{4}-\d\d-\d\d|v\d+(?:\.\d+)*|\d+(?:\.\d+){1,3}|q[1-4]|h[12]"
    r"|kw\d{1,2})",
    re.IGNORECASE,
)


def looks_like(value: str) -> Looks:
    bare = value.strip("*_~`'\"()[],;:.?")
    if len(bare) < 3 or (len(set(bare)) < 3 and not bare.isdigit()) or _LINK.match(bare) or _is_measure(bare):
        return Looks.nothing
    if _FILE.fullmatch(bare) or _HOST.fullmatch(bare) or not any(each.isalnum() for each in bare):
        return Looks.nothing
    if bare.lower() in PRODUCTS:
        return Looks.nothing
    return _grade(bare)


def _is_measure(bare: str) -> bool:
    """Short numbers, dates, "8-character": but four digits and more in one piece may be a password."""
    return bool(_MEASURE.fullmatch(bare)) and not (bare.isdigit() and len(bare) > 3)


def _grade(bare: str) -> Looks:
    digits = sum(map(str.isdigit, bare))
    lower, upper = any(map(str.islower, bare)), any(map(str.isupper, bare))
    special = sum(each in _SPECIAL for each in bare)
    kinds = bool(digits) + lower + upper + bool(special)
    if len(bare) >= 16 and digits and (lower or upper) and bare.isascii():
        return Looks.strong
    if len(bare) > 5 and kinds > 2:
        return Looks.strong
    inner = any(each in _SPECIAL for each in bare[:-1])
    camel = lower and any(map(str.isupper, bare[1:])) and not bare.isupper()
    if digits or inner or (camel and bare.isalpha()):
        return Looks.likely
    return Looks.word


def is_unmistakable(value: str) -> bool:
    """Letters, digits and a sign within the word or mixed cases: `Sommer2024!`, `k7#pfad`; no sentence"
    " has that."""
    if not _SIGN.search(value) or not _DIGIT.search(value):
        return False
    bare = value.strip("*_~`'\"(),;:.?")
    if looks_like(bare) < Looks.strong:
        return False
    cases = any(map(str.islower, bare)) and any(map(str.isupper, bare))
    inner = any(each in "!#$^*~@" for each in bare[:-1]) and not bare.endswith("%")
    return any(map(str.isdigit, bare)) and any(map(str.isalpha, bare)) and (cases or inner)
