"""Which of a company's areas each capability belongs to, and so which words speak for which area.

What the company file says under `capabilities` counts. Where it says nothing, the name, description and
keywords of an area are read for the signs of each capability. A company that does something else altogether
gets nothing: a word in the wrong place costs more than a word that is missing.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from functools import lru_cache
from itertools import chain
from math import sqrt
from typing import Final, NamedTuple

from bot.company.model import Area
from bot.routing.lexicon.parts import parts_of
from bot.routing.lexicon.wordlists import capabilities, entries
from bot.routing.vocabulary import stems

IN_NAME: Final = 2.0  # what an area is called says most about it
IN_KEYWORDS: Final = 1.2
IN_TEXT: Final = 1.0
OF_A_WORD: Final = 0.4  # a word of the lists is less than a sign: it may stand there as an example only
CLAIM: Final = 2.0  # two signs, or one in the name
NEAR: Final = 0.6  # of the best claim: who comes this near shares the capability
HINT: Final = 1.0  # a single sign: enough if nobody claims more and nobody else has one
HINTED: Final = 0.8  # what that is worth
KIN: Final = 0.6  # what nobody claims goes to the nearest area, for less
OUTAGES: Final = "outages"
CORE_AT_LEAST: Final = 1.5  # of core capabilities, a hint counts half: below, the file is not about marketing

Stems = tuple[str, ...]


class Term(NamedTuple):
    text: str
    weight: float  # above 0; 1 is a word that is unmistakable and of this area alone


@lru_cache(maxsize=8)  # companies are few, and each is asked for at every refit
def terms_for(areas: tuple[Area, ...]) -> Mapping[str, tuple[Term, ...]]:
    """Area id -> the words that speak for it, the strongest first; areas that get none are left out.

    A word that is a keyword of any area is not dealt out: what the company says itself about it counts.
    """
    own = {stems(keyword) for area in areas for keyword in area.keywords}
    weights = {text: found for text, found in _weights(areas).items() if _stems_of_words()[text] not in own}
    by_stems = {_stems_of_words()[text]: found for text, found in weights.items()}
    words = {word: found for word, found in parts_of(by_stems).items() if (word,) not in own}
    dealt: dict[str, list[Term]] = {}
    for text, found in chain(weights.items(), words.items()):
        for area_id, weight in found.items():
            dealt.setdefault(area_id, []).append(Term(text, round(weight, 3)))
    return {area_id: tuple(sorted(terms, key=_strongest_first)) for area_id, terms in dealt.items()}


def _weights(areas: tuple[Area, ...]) -> dict[str, dict[str, float]]:
    """Text -> area id -> weight. What several areas hold is worth less to each."""
    shares = capabilities_of(areas)
    weights: dict[str, dict[str, float]] = {}
    for entry in entries():
        for area_id, share in shares.get(entry.capability, {}).items():
            found = weights.setdefault(entry.text, {})
            found[area_id] = max(found.get(area_id, 0.0), entry.weight * share)
    return {
        text: {area_id: weight / sqrt(len(found)) for area_id, weight in found.items()}
        for text, found in weights.items()
    }


@lru_cache(maxsize=8)
def capabilities_of(areas: tuple[Area, ...]) -> Mapping[str, Mapping[str, float]]:
    """Capability id -> area id -> its share (above 0, at most 1). What no area does is left out."""
    named = _named_in_the_file(areas)
    claims = named | {
        capability: shares for capability, shares in _guessed(areas).items() if capability not in named
    }
    with_kin = dict(claims)
    for capability in capabilities():
        heir = next((kin for kin in capability.kin if kin in claims), None)
        if capability.id not in claims and heir is not None:
            with_kin[capability.id] = {area_id: KIN * share for area_id, share in claims[heir].items()}
    return with_kin


def _strongest_first(term: Term) -> tuple[float, str]:
    return -term.weight, term.text


def _named_in_the_file(areas: tuple[Area, ...]) -> dict[str, dict[str, float]]:
    owners: dict[str, list[str]] = {}
    for area in areas:
        for capability in area.capabilities or ():
            owners.setdefault(capability, []).append(area.id)
    return {capability: dict.fromkeys(area_ids, 1 / len(area_ids)) for capability, area_ids in owners.items()}


def _guessed(areas: tuple[Area, ...]) -> dict[str, dict[str, float]]:
    """Only for areas that leave it open."""
    found = {area.id: _does(area) for area in areas if area.capabilities is None}
    claims: dict[str, dict[str, float]] = {}
    hints: dict[str, dict[str, float]] = {}
    for capability in capabilities():
        scores = {area_id: signs.get(capability.id, 0.0) for area_id, signs in found.items()}
        best = max(scores.values(), default=0.0)
        near = {area_id: score for area_id, score in scores.items() if score and score >= NEAR * best}
        if best >= CLAIM:
            total = sum(near.values())
            claims[capability.id] = {area_id: score / total for area_id, score in near.items()}
        elif best >= HINT and len(near) == 1:
            hints[capability.id] = dict.fromkeys(near, HINTED)
    return claims | hints if _core_in(claims) + _core_in(hints) / 2 >= CORE_AT_LEAST else {}


def _does(area: Area) -> dict[str, float]:
    """Capability -> how much speaks for it. "Checkout error" is an outage and no claim to the shop: who
    promises no days at all looks after what broke and nothing else."""
    signs = _signs_in(area)
    if area.lead_time_business_days:
        return signs
    return {OUTAGES: signs[OUTAGES]} if OUTAGES in signs else {}


def _core_in(found: Container[str]) -> int:
    return sum(capability.core and capability.id in found for capability in capabilities())


def _signs_in(area: Area) -> dict[str, float]:
    """Capability -> how much of the area's own text speaks for it; a sign counts once, where it says most."""
    places = (
        (IN_NAME, area.name),
        (IN_NAME, area.id.replace("_", " ")),
        *((IN_KEYWORDS, keyword) for keyword in area.keywords),
        (IN_TEXT, area.choice),
        (IN_TEXT, area.description),
    )
    best: dict[tuple[str, Stems], float] = {}
    for place, text in places:
        for sign, worth in _found_in(stems(text)):
            for capability, weight in worth:
                best[capability, sign] = max(best.get((capability, sign), 0.0), place * weight)
    totals: dict[str, float] = {}
    for (capability, _), weight in best.items():
        totals[capability] = totals.get(capability, 0.0) + weight
    return totals


Worth = tuple[tuple[str, float], ...]  # (capability, weight)


def _found_in(words: Stems) -> Iterable[tuple[Stems, Worth]]:
    """The longest sign at each place; what it covers is not read again."""
    signs = _signs()
    at = 0
    while at < len(words):
        length = next((n for n in (3, 2, 1) if words[at : at + n] in signs and at + n <= len(words)), 0)
        if length:
            yield words[at : at + length], signs[words[at : at + length]]
        at += max(length, 1)


@lru_cache(maxsize=1)
def _stems_of_words() -> Mapping[str, Stems]:
    return {entry.text: stems(entry.text) for entry in entries()}


@lru_cache(maxsize=1)
def _signs() -> Mapping[Stems, Worth]:
    """The signs of all capabilities, and the strong words of the lists for less."""
    worth: dict[Stems, dict[str, float]] = {}
    for capability in capabilities():
        for sign in capability.signs:
            worth.setdefault(stems(sign), {})[capability.id] = 1.0
    for entry in entries():
        of_text = worth.setdefault(_stems_of_words()[entry.text], {})
        if not any(weight == 1.0 for weight in of_text.values()):
            of_text[entry.capability] = max(of_text.get(entry.capability, 0.0), OF_A_WORD * entry.weight)
    return {text: tuple(of_text.items()) for text, of_text in worth.items()}
