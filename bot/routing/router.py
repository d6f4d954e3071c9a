"""Which area and which team a wish belongs to, by its words, with the reason in words.

When two teams are about as likely, or nothing is recognised, it says so: the bridge decides then, and an
honest "not sure" costs less than a confident wrong team.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.company.model import Company
from bot.intake.small_words import ADDRESS, LINK, WORD
from bot.routing.vocabulary import Phrase, Weights, stem, vocabulary

CHOSEN = "because you chose it"
UNSURE = "because your words could mean several things"
UNKNOWN = "because I found none of the words I know"

SURE_FROM = 0.8  # less than one keyword of an area's own: hints alone never decide
CLEAR_BY = 1.2  # the best team must outweigh the next one by this factor
BROKEN = 2.0  # "stopped working" outranks the tool it names
GUESSES = 3
WORDS_SHOWN = 3
READ = 2000  # characters; it runs before Slack is answered

_NOT_PLAIN = re.compile(r"[^\w &+-]|_")


@dataclass(frozen=True)
class Route:
    area_id: str | None
    team_id: str | None  # None: nobody can tell yet, the bridge decides
    reason: str
    guesses: tuple[str, ...] = ()  # area ids, best first


@dataclass(frozen=True)
class _Hit:
    """A keyword as the asker wrote it, and the areas that it speaks for."""

    written: str
    weights: Weights

    def weight_for(self, index: int) -> float:
        return next((weight for held_by, weight in self.weights if held_by == index), 0.0)


class Router:
    def __init__(self, company: Company) -> None:
        self._company = company
        self._areas = company.areas
        words = vocabulary(company.areas)
        self._phrases, self._hints = words.phrases, words.hints
        # An area that promises no days at all is the one for what broke.
        self._boost = [BROKEN if area.lead_time_business_days == 0 else 1.0 for area in company.areas]

    def route(self, text: str, *, chosen: str | None = None) -> Route:
        area = self._company.find_area(chosen) if chosen else None
        if area is not None:
            return Route(area.id, area.owner_team, CHOSEN, (area.id,))
        scores = [0.0] * len(self._areas)
        hits = self._read(_without_links(text[:READ]), scores)
        ranked = sorted((i for i, score in enumerate(scores) if score), key=lambda i: -scores[i])
        guesses = tuple(self._areas[i].id for i in ranked[:GUESSES])
        if not hits:
            return Route(None, None, UNKNOWN, guesses)
        if not self._is_clear(ranked, scores):
            return Route(None, None, UNSURE, guesses)
        area = self._areas[ranked[0]]
        return Route(area.id, area.owner_team, _because(hits, ranked[0]), guesses)

    def _read(self, text: str, scores: list[float]) -> list[_Hit]:
        """Adds up what each word is worth to each area. The longest keyword goes first, each counts once."""
        found = [(stem(match[0]), match.start(), match.end()) for match in WORD.finditer(text)]
        words = tuple(word for word, _, _ in found)
        hits: dict[tuple[str, ...], _Hit] = {}
        hinted: set[str] = set()
        at = 0
        while at < len(words):
            phrase = self._phrase_at(words, at)
            if phrase is None:
                hinted.add(words[at])
                at += 1
                continue
            end = at + 1 + len(phrase.rest)
            if words[at:end] not in hits:
                hits[words[at:end]] = _Hit(text[found[at][1] : found[end - 1][2]], phrase.weights)
                self._add(phrase.weights, scores)
            at = end
        for word in hinted & self._hints.keys():
            self._add(self._hints[word], scores)
        return list(hits.values())

    def _phrase_at(self, words: tuple[str, ...], at: int) -> Phrase | None:
        for phrase in self._phrases.get(words[at], ()):
            if not phrase.rest or words[at + 1 : at + 1 + len(phrase.rest)] == phrase.rest:
                return phrase
        return None

    def _add(self, weights: Weights, scores: list[float]) -> None:
        for index, weight in weights:
            scores[index] += weight * self._boost[index]

    def _is_clear(self, ranked: list[int], scores: list[float]) -> bool:
        """Two areas of one team are no doubt: only the team must be right."""
        best = ranked[0]
        team = self._areas[best].owner_team
        rival = next((scores[i] for i in ranked if self._areas[i].owner_team != team), 0.0)
        return scores[best] >= SURE_FROM and scores[best] >= CLEAR_BY * rival


def _without_links(text: str) -> str:
    """The words inside an address were not chosen by the asker."""
    if "//" in text or "www." in text:
        text = LINK.sub(" ", text)
    return ADDRESS.sub(" ", text) if "@" in text else text


def _because(hits: list[_Hit], index: int) -> str:
    """The heaviest words, in the order in which they were written."""
    spoke = [hit for hit in hits if hit.weight_for(index)]
    heaviest = sorted(spoke, key=lambda hit: -hit.weight_for(index))[:WORDS_SHOWN]
    shown = [f"*{' '.join(_NOT_PLAIN.sub(' ', hit.written).split())}*" for hit in spoke if hit in heaviest]
    if len(shown) > 1:
        shown[-2:] = [f"{shown[-2]} and {shown[-1]}"]
    return f"because you wrote {', '.join(shown)}"
