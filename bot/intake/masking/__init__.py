"""What must not be kept is left out before anything is stored, logged or said: `mask`.

Passwords and keys, cards, bank accounts, people's e-mail addresses and telephone numbers, pasted lists of
people. Each gives way to a few plain words in brackets. Links, names of tools, DNS records and numbers of
campaigns stay: without them nobody could do what was asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.intake.masking.accounts import find_accounts
from bot.intake.masking.addresses import find_addresses, find_apart, personal_addresses
from bot.intake.masking.cards import find_cards, find_check_values
from bot.intake.masking.finds import Find, without_overlaps
from bot.intake.masking.keys import find_in_links, find_keys, find_links
from bot.intake.masking.lists import find_lists
from bot.intake.masking.passwords import find_named
from bot.intake.masking.phones import find_personal_numbers, find_phones, phone_numbers

# What is left out can bring two things next to each other that were apart, so the result is read again.
# Each round takes away letters and digits and adds none that a rule looks for; two rounds are the rule.
_ROUNDS = 8

_MARK = re.compile(r"\[(?:\w[\w-]* ){1,3}left out\]")
_APART_SIGNS = ("@ ", " @", "(at)", "[at]", "{at}", "(@)", "[@]", " at ", " AT ", "(AT)", "[AT]")
_MANY_DIGITS = re.compile(r"\d(?:[ \u00a0\u202f().+/–-]{0,3}\d){5}")


@dataclass(frozen=True)
class Masked:
    """`found`: "secret", "card", "account", "person_data", each once, in the order of their appearance."""

    text: str
    found: tuple[str, ...]


def mask(text: str, *, own_domains: frozenset[str] = frozenset()) -> Masked:
    """`own_domains`: the company's mail domains, in lower case; its people's addresses may stay.

    Takes any text, in time linear to its length. Masking the result again changes nothing.
    """
    found: dict[str, None] = {}
    for _ in range(_ROUNDS):
        finds = without_overlaps(_finds(text, own_domains))
        if not finds:
            break
        found.update(dict.fromkeys(find.kind for find in finds))
        text = _replaced(text, finds)
    return Masked(text, tuple(found))


def without_marks(masked: str) -> str:
    """For reading: `[account number left out]` does not speak of accounts, so "…" stands in its place."""
    return _MARK.sub("…", masked) if "left out]" in masked else masked


def _finds(text: str, own_domains: frozenset[str]) -> Iterator[Find]:
    """The first of two that overlap wins: lists as a whole, then what is surest."""
    links = find_links(text)
    numbers = bool(_MANY_DIGITS.search(text))
    phones = list(phone_numbers(text)) if numbers else []
    people = list(personal_addresses(text, links, own_domains)) if "@" in text else []
    if people or numbers or text.count("\n") > 1:
        yield from find_lists(text, people, phones)
    yield from find_keys(text)
    if links:
        yield from find_in_links(text, links)
    if numbers:
        yield from find_cards(text, links)
        yield from find_accounts(text, links)
    yield from find_check_values(text)
    yield from find_named(text, links)
    yield from find_addresses(text, people)
    if any(sign in text for sign in _APART_SIGNS):
        yield from find_apart(text)
    if numbers:
        yield from find_personal_numbers(text)
        yield from find_phones(text, phones, links)


def _replaced(text: str, finds: list[Find]) -> str:
    parts: list[str] = []
    end = 0
    for find in finds:
        parts += (text[end : find.start], find.words)
        end = find.end
    return "".join((*parts, text[end:]))
