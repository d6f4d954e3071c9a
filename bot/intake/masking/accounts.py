"""Bank accounts: the IBAN, and the numbers that are called an account in so many words.

IBAN: ISO 13616 (letters, lengths by country) with the check of ISO 7064, mod 97. A mistyped account is
still somebody's account, so in print groups of four, or called an IBAN, it need not pass the check.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.intake.masking.cards import GAP
from bot.intake.masking.context import words_before
from bot.intake.masking.finds import ACCOUNT, Find, touches

_START = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{2}\d\d(?=[ \u00a0-]?[A-Za-z0-9]{2})")
_PRINTED = re.compile(
    r"[A-Za-z]{2}\d\d([ \u00a0-])[A-Za-z0-9]{4}(?:\1[A-Za-z0-9]{4}){1,6}(?:\1[A-Za-z0-9]{1,3})?"
)
_SAID_SHAPE = re.compile(r"[A-Za-z]{2}\d\d(?:[ \u00a0.-]{0,2}[A-Za-z0-9]?\d){3,20}(?![A-Za-z0-9])")
_SAID_APART = re.compile(
    r"\biban\b\W{0,3}(?:(?:is|ist|est|es|é|lautet|number|nummer)\W{1,3}){0,2}"
    r"([A-Za-z]{2} \d\d(?:[ \u00a0.-]{0,2}[A-Za-z0-9]?\d){8,20})(?![A-Za-z0-9])",
    re.IGNORECASE,
)
_LENGTHS = {
    **{"AD": 24, "AE": 23, "AL": 28, "AT": 20, "AZ": 28, "BA": 20, "BE": 16, "BG": 22, "BH": 22, "BR": 29},
    **{"CH": 21, "CR": 22, "CY": 28, "CZ": 24, "DE": 22, "DK": 18, "DO": 28, "EE": 20, "EG": 29, "ES": 24},
    **{"FI": 18, "FO": 18, "FR": 27, "GB": 22, "GE": 22, "GI": 23, "GL": 18, "GR": 27, "GT": 28, "HR": 21},
    **{"HU": 28, "IE": 22, "IL": 23, "IS": 26, "IT": 27, "JO": 30, "KW": 30, "KZ": 20, "LB": 28, "LI": 21},
    **{"LT": 20, "LU": 20, "LV": 21, "MC": 27, "MD": 24, "ME": 22, "MK": 19, "MR": 27, "MT": 31, "MU": 30},
    **{"NL": 18, "NO": 15, "PK": 24, "PL": 28, "PS": 29, "PT": 25, "QA": 29, "RO": 24, "RS": 22, "SA": 24},
    **{"SE": 24, "SI": 19, "SK": 24, "SM": 27, "TN": 24, "TR": 26, "UA": 29, "VG": 24, "XK": 20},
}
_SHAPES = {
    length: re.compile(rf"[A-Za-z]{{2}}[0-9]{{2}}(?:[ \u00a0-]?[A-Za-z0-9]){{{length - 4}}}(?![A-Za-z0-9])")
    for length in set(_LENGTHS.values())
}

_BANK_CODE = (
    r"routing(?: number| no\.?)?|aba(?: number)?|sort[ -]?code|blz|bankleitzahl|bsb|clabe|nib|rib"
    r"|code (?:banque"
    r"|guichet)"
)
_BANK_ACCOUNT = (
    r"bank ?(?:account|konto)|bankverbindung|konto(?:nummer|[ -]?nr)|compte bancaire|cuenta (?:bancaria"
    r"|corriente)"
    r"|conta (?:banc[aá]ria|corrente)|ag[eê]ncia"
)
_ANY_ACCOUNT = r"account|acct|konto|compte|cuenta|conta"
_NUMBER = re.compile(rf"(?<!\w)\d(?:(?:{GAP}|/){{0,2}}\d){{4,24}}(?![\w%€$£])")
_CALLED = re.compile(
    rf"\b(?:(?P<sure>{_BANK_CODE}|{_BANK_ACCOUNT})|(?P<any>{_ANY_ACCOUNT}))"
    r"(?:[ .]{0,2}(?:number|no|nr|num[eé]ro|n[uú]mero|n[°ºo]|is|ist|est|es|é|lautet)){0,3}\W{0,3}$",
    re.IGNORECASE,
)
_ACCOUNT_WORDS = """
routing aba code sortcode blz bankleitzahl bsb clabe nib rib guichet banque account bankaccount acct konto
bankkonto bankverbindung kontonummer kontonr compte bancaire cuenta bancaria corriente conta bancária corrente
agência agencia
"""
_ACCOUNTS = frozenset(_ACCOUNT_WORDS.split())
_VAGUE = frozenset(("account", "acct", "konto", "compte", "cuenta", "conta"))  # of a bank or of a tool
_WINDOW = 45  # characters in which the words before a number stand
_OF_A_TOOL = re.compile(
    r"(?:\bads?|adwords|analytics|hubspot|tag manager|google|meta|facebook|tiktok|linkedin|customer|client"
    r"|user"
    r"|salesforce|business|mailchimp|amazon|merchant)[ -]?$",
    re.IGNORECASE,
)
_BANK_WORDS = re.compile(
    r"\b(?:bank\w{0,20}|banque|banco|bancari[ao]|banc[aá]ria|sort code|routing|payouts?|paypal|iban|bic"
    r"|swift|blz"
    r"|[üu]berweis\w{0,6}|wire|transfer|virement|transferencia|transfer[eê]ncia|ag[eê]ncia|pay(?:ment)?"
    r"|paid|honorar)\b",
    re.IGNORECASE,
)


def find_accounts(text: str, links: list[tuple[int, int]]) -> Iterator[Find]:
    for start in _START.finditer(text):
        end = _iban_end(text, start.start())
        if end and not touches(links, start.start(), end):
            yield Find(start.start(), end, "account", ACCOUNT)
    if "iban" in text.lower():
        for apart in _SAID_APART.finditer(text):
            yield Find(*apart.span(1), "account", ACCOUNT)
    yield from _named(text)


def mod_97(iban: str) -> bool:
    """Do the two check digits fit the rest? `iban`: letters and digits only. ISO 7064, mod 97-10."""
    moved = iban[4:] + iban[:4]
    return int("".join(str(int(each, 36)) for each in moved)) % 97 == 1


def _iban_end(text: str, start: int) -> int | None:
    said = "iban" in text[max(0, start - 45) : start].lower()
    length = _LENGTHS.get(text[start : start + 2].upper(), 0)
    if length and (shape := _SHAPES[length].match(text, start)):
        bare = "".join(each for each in shape[0] if each.isalnum())
        printed = _PRINTED.fullmatch(shape[0]) and 2 * sum(map(str.isdigit, bare)) > length
        if said or printed or mod_97(bare):
            return shape.end()
    if said and (called := _SAID_SHAPE.match(text, start)):
        return called.end()
    return None


def _named(text: str) -> Iterator[Find]:
    bank = None
    for number in _NUMBER.finditer(text):
        start = number.start()
        words = _ACCOUNTS.intersection(words_before(text, start, _WINDOW))
        if words <= _VAGUE:
            bank = bool(_BANK_WORDS.search(text)) if words and bank is None else bank
            if not words or not bank:
                continue
        called = _CALLED.search(text, max(0, start - _WINDOW), start)
        if called and called["any"]:
            bank = bool(_BANK_WORDS.search(text)) if bank is None else bank
            if not bank or _OF_A_TOOL.search(text, max(0, called.start() - 20), called.start()):
                continue
        if called:
            yield Find(*number.span(), "account", ACCOUNT)
