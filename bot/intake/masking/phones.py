"""Telephone numbers: by their international form, by the forms of six countries, or because they are named.

Not: dates, prices, sizes, Internet addresses, numbers of campaigns and accounts in tools, and the numbers a
company prints for everybody (free of charge, or on its own pages).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.intake.masking.context import is_another_number, words_before
from bot.intake.masking.finds import NUMBER, PHONE, Find, touches

_RUN = re.compile(
    r"(?<![\w@.,/=#&%€$£-])(?<!\d:)(?<!/:)(?:\+|\(\+?)?"
    r"\d(?:[ \u00a0\u202f()./–-]{0,3}\d){6,16}(?![\w%€$£]|[.,]\d"
    r"|[ \u00a0]?(?:%|€|\$|£|EUR\b|USD\b|px\b))"
)
_DATE = re.compile(
    r"(?:(?:19|20)\d\d[-./ ]\d{1,2}[-./ ]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./]\d{2,4}"
    r"|\d{1,2}\.?[-–]\d{1,2}\.\d{1,2}\.)(?![.-]?\d)"
)
_IP = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}(?!\.?\d)")
_COUNTRY = re.compile(
    r"1|7|20|27|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|2[1-69]\d|3[578]\d|42\d|5[09]\d|6[789]\d"
    r"|8[058]\d|9[679]\d"
)
_NATIONAL = re.compile(
    r"""(?:
      0[1-9](?:[ .\u00a0-]?\d{2}){4}                                    # France
    | \(?0[1-9]\d{1,4}\)?[ /\u00a0-]{1,3}(?:\d[ \u00a0-]?){5,8}\d       # Germany, Britain
    | 0[1-9]\d{8,10}                                                    # the same in one piece
    | (?:1[ .-])?\(?[2-9]\d{2}\)?[ .-]{1,2}[2-9]\d{2}[ .-]\d{4}         # North America
    | \(?[1-9]{2}\)?[ ]?9?\d{4}-\d{4}                                   # Brazil
    | [679]\d{2}[ ]\d{2}[ ]\d{2}[ ]\d{2}                                # Spain
    | [69]\d{2}([ .-])(?!000)\d{3}\1(?!000)\d{3}                        # Spain, Portugal
    )""",
    re.VERBOSE,
)
_FREE = re.compile(
    r"(?:\+?1[ .-]?)?\(?8(?:00|33|44|55|66|77|88)\)?[ .-]|(?:\+?4[49][ ]?\(?0?\)?|0)[ ]?8(?:00|08)|0?0800"
)
_PHONE_WORDS = """
phone phones tel telephone telefon telefone teléfono telefono telefonnummer call calling ring mobile cell
handy handynummer mobil mobilnummer durchwahl anruf anrufen ruf rufen fax sms text whatsapp portable tél
téléphone appel appelez appeler móvil movil celular llamar llama llámame llamadme telemóvel telemovel
ligar ligue reach cellphone tlf tlfno tlm tlmv fon festnetz mob gsm
"""
_PHONES = frozenset(_PHONE_WORDS.split())
_PRINTED = re.compile(
    r"\b(?:footer|header|imprint|impressum|contact(?: us)?[ -]page|kontaktseite|mentions l[eé]gales"
    r"|hotline|switchboard"
    r"|call button|click[- ]to[- ]call|call tracking|page contact|p[aá]gina de contac?to|rodap[eé]"
    r"|pie de p[aá]gina)\b",
    re.IGNORECASE,
)
_SOMEBODY = re.compile(
    r"\b(?:customers?|clients?|subscribers?|kund\w{1,6}|clientes?|leads?|call me|my|his|her|their"
    r"|mein\w{0,2}|mon|mi|meu"
    r"|whatsapp|mobile|handy)\b",
    re.IGNORECASE,
)
_SOCIAL_SECURITY = re.compile(r"(?<![\w-])(?!000|666|9)\d{3}-(?!00)\d{2}-(?!0000)\d{4}(?![\w-])")


def find_phones(text: str, phones: list[tuple[int, int]], links: list[tuple[int, int]]) -> Iterator[Find]:
    """`phones`: what `phone_numbers` found."""
    printed = bool(phones and _PRINTED.search(text))
    for start, end in phones:
        if not touches(links, start, end) and not (printed and _for_everybody(text, start, end)):
            yield Find(start, end, "person_data", PHONE)


def find_personal_numbers(text: str) -> Iterator[Find]:
    for number in _SOCIAL_SECURITY.finditer(text):
        yield Find(*number.span(), "person_data", NUMBER)


def phone_numbers(text: str) -> Iterator[tuple[int, int]]:
    for run in _RUN.finditer(text):
        if _DATE.match(run[0]) or _IP.match(run[0]):
            continue
        if _is_phone(text, run):
            yield run.span()


def _is_phone(text: str, run: re.Match[str]) -> bool:
    number = run[0]
    if number.startswith(("+", "(+", "00", "(00")):
        country = "".join(filter(str.isdigit, number)).removeprefix("00")
        return 8 <= len(country) <= 15 and bool(_COUNTRY.match(country)) and not _FREE.match(number)
    national = _NATIONAL.fullmatch(number)
    words = words_before(text, run.start(), 30)
    named = not number.endswith("000") and any(word in _PHONES for word in words)
    return bool((national or named) and not is_another_number(words) and not _FREE.match(number))


def _for_everybody(text: str, start: int, end: int) -> bool:
    around = text[max(0, start - 120) : end + 60]
    return bool(_PRINTED.search(around)) and not _SOMEBODY.search(around)
