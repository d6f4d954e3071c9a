"""Payment cards: by the makers' first digits, lengths and check digit, or because somebody says so.

First digits and lengths after ISO/IEC 7812 and the makers' published ranges; the check digit is Luhn's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from bot.intake.masking.context import is_another_number, words_before
from bot.intake.masking.finds import CARD, Find, touches

GAP = "[ \u00a0\u202f.-]"
_RUN = re.compile(
    rf"(?<![\w=])(?:\d{{4}}({GAP}{{1,2}})\d{{4}}\1\d{{4}}\1\d{{4}}(?:\1\d{{3}})?"
    r"|\d(?: \d){12,18}|\d{4}[ -]\d{4}\s?\n\s?\d{4}[ -]\d{4}"
    rf"|\d{{13,19}}|\d{{2,12}}(?:{GAP}{{1,2}}\d{{2,12}}){{1,8}})(?!\w)"
)
_DIGITS = re.compile(r"\d+")
_LENGTHS = {"2": (16,), "3": (14, 15, 16), "4": (13, 16, 19), "5": (16,), "6": (16, 17, 18, 19)}
# In one piece only the lengths of today's cards count: article numbers have 13 and 14, adverts 17 and more.
_TODAYS = (15, 16)
_LONGEST = 19
_MAKERS = re.compile(
    r"4|5[1-5]|2(?:22[1-9]|2[3-9]|[3-6]|7[01]|720)|3[47]|6(?:011|4[4-9]|5|2)|3(?:0[0-5]|[689])|35(?:2[89]"
    r"|[3-8])"
)
_CARD_WORDS = frozenset(
    (
        "card",
        "cards",
        "visa",
        "mastercard",
        "amex",
        "maestro",
        "carte",
        "tarjeta",
        "cartao",
        "cartão",
        "master",
        "cb",
    )
)
_GIFTS = frozenset(
    ("gift", "loyalty", "geschenkkarte", "gutscheinkarte", "kundenkarte", "cadeau", "regalo", "presente")
)
_DATE = (
    r"(?:[\s,;.|/()-]{0,4}(?:and|und|et|y|e)?\s?(?:\b(?:exp(?:iry|ires|iration)?|valid(?: until| thru"
    r"| to)?|g[üu]ltig"
    r"|ablauf\w{0,6}|bis|date|caducidad|cad|vence|validade|v[aá]lid[ao](?: hasta"
    r"| at[eé])?)\b\W{0,3}(?:date|bis)?"
    r"\W{0,3})?(?:0[1-9]|1[0-2])\s?[/-]\s?(?:20)?[2-4]\d(?!\d)"
    r"(?:[\s,;/]{1,3}\d{3}(?![\w%€$£]|[.,]\d))?)?"
)
_VALUE = (
    r"(?:cvc2?|cvv2?|ccv2?|cvn|csc|security code"
    r"|pr[üu]f(?:ziffer|nummer)|cryptogramme|c[oó]digo de seguran[cç]a"
    r"|c[oó]digo de seguridad)"
)
_TAIL = re.compile(
    rf"{_DATE}(?:[\s,;.|/()-]{{0,4}}(?:(?:and|und|et|y|e)\s)?{_VALUE}\W{{0,3}}(?:(?:is|ist|est|es|é"
    rf"|code)\s)?\d{{3,4}}"
    r"(?!\d))?",
    re.IGNORECASE,
)
_CHECK_VALUE = re.compile(
    rf"\b(?:{_VALUE})\W{{0,3}}(?:(?:is|ist|est|es|é|code)\W{{1,2}}){{0,2}}(\d{{3,4}})(?![\d-])", re.IGNORECASE
)
_CHECK_WORDS = ("cv", "csc", "secur", "prüf", "segur", "crypto")
_DOUBLED = bytes((2 * each if each < 5 else 2 * each - 9) if each < 10 else 0 for each in range(256))


def luhn(digits: str) -> bool:
    """Is the last of these digits the check digit of the others? ISO/IEC 7812-1, annex B."""
    return _fits(bytes(map(int, digits)))


def _fits(values: bytes) -> bool:
    return (sum(values[-1::-2]) + sum(values[-2::-2].translate(_DOUBLED))) % 10 == 0


def find_cards(text: str, links: list[tuple[int, int]]) -> Iterator[Find]:
    """The number, with the date and the check value that stand behind it."""
    for run in _RUN.finditer(text):
        if run[0][1] == run[0][3] == " " and not _is_said(words_before(text, run.start(), 40)):
            continue
        digits = "".join(filter(str.isdigit, run[0]))
        if len(digits) < 13 or not (place := _card_in(run, digits)) or touches(links, *run.span()):
            continue
        words = words_before(text, run.start(), 40)
        tail = _TAIL.match(text, place.end)
        if _is_gift(words[-3:]) or (is_another_number(words) and not _is_said(words)):
            continue
        in_crumbs = _in_crumbs(text[place.start : place.end])
        if (place.passed and not in_crumbs) or (
            len(digits) < 20 and (_is_said(words) or (tail and "c" in tail[0].lower()))
        ):
            yield Find(place.start, tail.end() if tail else place.end, "card", CARD)


def find_check_values(text: str) -> Iterator[Find]:
    """The three or four digits from the back of a card, named: `cvc 123`."""
    lower = text.lower()
    if any(word in lower for word in _CHECK_WORDS):
        for value in _CHECK_VALUE.finditer(text):
            yield Find(*value.span(1), "card", CARD)


def _in_crumbs(number: str) -> bool:
    """In ones and twos: sizes and votes are written so, cards only where somebody calls them cards."""
    return all(len(each) < 3 for each in _DIGITS.findall(number))


class _Place(NamedTuple):
    start: int
    end: int
    passed: bool  # its check digit is right, and no article or advert has a number of that length


def _card_in(run: re.Match[str], digits: str) -> _Place:
    """Where in the run the card is: other numbers may stand before and behind it."""
    groups = [each.span() for each in _DIGITS.finditer(run.string, *run.span())]
    values = bytes(map(int, digits))
    offset = 0
    for place, (first, last) in enumerate(groups):
        if _MAKERS.match(digits, offset):
            long = 0
            for begin, stop in groups[place:]:
                long += stop - begin
                if long > _LONGEST:
                    break
                alone = long == last - first
                usual = long in _LENGTHS[digits[offset]] and (not alone or long in _TODAYS)
                if usual and _fits(values[offset : offset + long]):
                    return _Place(first, stop, True)
        offset += last - first
    return _Place(*run.span(), False)


def _is_said(words: list[str]) -> bool:
    return any(word in _CARD_WORDS or "karte" in word for word in words)


def _is_gift(words: list[str]) -> bool:
    """`gift card`, `carte cadeau`: shops sell these, and their numbers pay nothing elsewhere."""
    return bool(_GIFTS.intersection(words)) and _is_said(words)
