"""Which area a wish belongs to, how likely that is, and why.

When two teams are about as likely, or nothing is recognised, it says so: an honest "not sure" costs less than
a confident wrong team.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import exp
from typing import Final

import numpy as np

from bot.company.model import Company
from bot.routing.history import same_team, trust_in
from bot.routing.knowledge import Embed, Heard, Knowledge, content_words, knowledge_of
from bot.routing.lessons import Lesson, newest
from bot.routing.lexicon import terms_for
from bot.routing.pointing import pointers
from bot.routing.ridge import Floats
from bot.routing.said import read
from bot.routing.trust import Band, chances, clues
from bot.routing.wording import ALIKE, CHOSEN, TAUGHT, UNKNOWN, UNSURE, because_you_wrote

GUESSES: Final = 5
CHOICES: Final = 3
TAUGHT_P: Final = 0.99  # of words that were taught as they stand
ENOUGH_WORDS: Final = 2  # that say something; with fewer nobody can be sure


@dataclass(frozen=True)
class Route:
    area_id: str | None
    team_id: str | None  # None: nobody can tell yet, the bridge decides
    reason: str
    guesses: tuple[str, ...] = ()  # area ids, best first


@dataclass(frozen=True)
class Guess:
    area_id: str
    p: float  # 0..1, calibrated: of a hundred guesses with 0.8, about eighty are right
    why: str  # one clause that begins with "because"


@dataclass(frozen=True)
class Ranking:
    guesses: tuple[Guess, ...]  # best first, up to five
    evidence: float  # 0 nothing points anywhere, 1 an area's own name
    band: Band
    unknown: bool  # none of its words is known


class Router:
    """A frozen snapshot: any thread may ask it; a lesson more is another Router."""

    def __init__(
        self, company: Company, lessons: Iterable[Lesson] = (), *, semantic: Embed | None = None
    ) -> None:
        """Lessons oldest first; those of areas that have left the file are passed over."""
        known = {area.id for area in company.areas}
        kept = newest(lesson for lesson in lessons if lesson.area_id in known)
        words = pointers(company.areas, terms_for(company.areas))
        self._take(company, knowledge_of(company.areas, words, kept, semantic))

    def _take(self, company: Company, knowledge: Knowledge) -> None:
        self._company, self._areas, self._knowledge = company, company.areas, knowledge
        self._taught = {read(lesson.text).words: lesson.area_id for lesson in knowledge.lessons}
        self._trust = trust_in(knowledge)
        self._same_team = same_team(company.areas)

    def learnt(self, add: Iterable[Lesson] = (), drop: Iterable[str] = ()) -> Router:
        """Another Router that knows these lessons too, and has forgotten those with these ids."""
        known = {area.id for area in self._areas}
        new = [lesson for lesson in add if lesson.area_id in known]
        router = Router.__new__(Router)
        router._take(self._company, self._knowledge.taught(new, frozenset(drop)))
        return router

    def rank(self, text: str) -> Ranking:
        heard = self._knowledge.hear(text)
        content = content_words(heard.said)
        taught = self._taught.get(heard.said.words)
        chance = self._chances(heard, content)
        order = np.argsort(-chance, kind="stable")[:GUESSES]
        guesses = [Guess(self._areas[at].id, float(chance[at]), self._why(heard, int(at))) for at in order]
        if taught:
            others = [guess for guess in guesses if guess.area_id != taught]
            guesses = [Guess(taught, TAUGHT_P, TAUGHT), *others][:GUESSES]
        evidence = 1.0 if taught else self._evidence(heard)
        unknown = not taught and evidence < 0.05
        return Ranking(tuple(guesses), evidence, self._band(chance, content, evidence, bool(taught)), unknown)

    def point(self, text: str) -> tuple[tuple[str, float], ...]:
        """Cheap: the company's words alone. (area id, evidence 0..1), best first, those without any left out."""
        words = self._knowledge.pointers
        scores = words.scores(*words.hits(read(text)))
        found = sorted((-score, at) for at, score in enumerate(scores) if score > 0)
        return tuple((self._areas[at].id, 1 - exp(score)) for score, at in found)

    def route(self, text: str, *, chosen: str | None = None) -> Route:
        area = self._company.find_area(chosen) if chosen else None
        if area is not None:
            return Route(area.id, area.owner_team, CHOSEN, (area.id,))
        ranking = self.rank(text)
        ids = tuple(guess.area_id for guess in ranking.guesses[:CHOICES])
        if ranking.unknown:
            return Route(None, None, UNKNOWN, ())
        if ranking.band != "sure":
            return Route(None, None, UNSURE, ids)
        best = ranking.guesses[0]
        return Route(best.area_id, self._company.area(best.area_id).owner_team, best.why, ids)

    def _chances(self, heard: Heard, content: int) -> Floats:
        scores, pointed = heard.scores[None, :], np.array([heard.pointed])
        found = clues(scores, pointed, np.array([heard.known]), np.array([content]))
        chance: Floats = chances(self._trust.weights, scores, found)[0]
        return chance

    def _evidence(self, heard: Heard) -> float:
        learnt = max(0.0, float(heard.scores.max())) * heard.known
        return min(1.0, max(1 - exp(-max(heard.pointed, default=0.0)), learnt))

    def _band(self, chance: Floats, content: int, evidence: float, taught: bool) -> Band:
        if taught:
            return "sure"
        if evidence < 0.05:
            return "bridge"
        best = int(chance.argmax())
        of_team = float(chance @ self._same_team[best])
        if content >= ENOUGH_WORDS and of_team >= self._trust.sure_from:
            return "sure"
        return "ask" if chance[best] >= self._trust.ask_from else "bridge"

    def _why(self, heard: Heard, at: int) -> str:
        hits = sorted((hit for hit in heard.hits if hit.weight_for(at)), key=lambda hit: -hit.weight_for(at))
        said = because_you_wrote(heard.said, [(hit.first, hit.last) for hit in hits])
        return said or ALIKE.format(team=self._company.team(self._areas[at].owner_team).spoken_name)
