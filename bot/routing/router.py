"""Which area a wish belongs to, how likely that is, and why.

When two teams are about as likely, or nothing is recognised, it says so: an honest "not sure" costs less than
a confident wrong team.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import exp
from typing import Final

from bot.company.model import Company
from bot.routing.history import trust_in
from bot.routing.knowledge import Heard, Knowledge, cold, knowledge_of
from bot.routing.lessons import Lesson, newest
from bot.routing.said import read
from bot.routing.semantic import Embed
from bot.routing.trust import Band, chances, clues, of_team
from bot.routing.wording import ALIKE, CLOSEST, TAUGHT, because_you_wrote

GUESSES: Final = 5
TAUGHT_P: Final = 0.99  # of words that were taught as they stand
NOTHING: Final = 0.12  # less evidence than this is none: letters of any language look a little like ours


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
    at_home: bool = True  # the areas are those that the examples of what marketers write are about


class Router:
    """A frozen snapshot: any thread may ask it; a lesson more is another Router."""

    def __init__(
        self, company: Company, lessons: Iterable[Lesson] = (), *, semantic: Embed | None = None
    ) -> None:
        """Lessons oldest first; those of areas that have left the file are passed over."""
        known = {area.id for area in company.areas}
        kept = newest(lesson for lesson in lessons if lesson.area_id in known)
        fresh = not kept and semantic is None
        self._take(company, cold(company.areas) if fresh else knowledge_of(company.areas, kept, semantic))

    def _take(self, company: Company, knowledge: Knowledge) -> None:
        self._company, self._areas, self._knowledge = company, company.areas, knowledge
        self._taught = {
            beside.words: lesson.area_id
            for beside, lesson in zip(knowledge.beside, knowledge.lessons, strict=True)
        }
        self._trust = trust_in(knowledge)
        alike = ALIKE if knowledge.lessons else CLOSEST
        self._alike = [alike.format(team=company.team(area.owner_team).spoken_name) for area in company.areas]
        self._teams = [area.owner_team for area in company.areas]
        self._index = {area.id: at for at, area in enumerate(company.areas)}

    def learnt(self, add: Iterable[Lesson] = (), drop: Iterable[str] = ()) -> Router:
        """Another Router that knows these lessons too, and has forgotten those with these ids."""
        known = {area.id for area in self._areas}
        new = [lesson for lesson in add if lesson.area_id in known]
        dropped, known_ones = frozenset(drop), self._knowledge.lessons
        kept = [lesson for lesson in known_ones if lesson.id not in dropped]
        staying = set(map(id, newest((*kept, *new))))
        forgotten = [at for at, lesson in enumerate(known_ones) if id(lesson) not in staying]
        router = Router.__new__(Router)
        more = [lesson for lesson in new if id(lesson) in staying]
        router._take(self._company, self._knowledge.taught(more, frozenset(forgotten)))
        return router

    @property
    def outgrown(self) -> bool:
        """So much was learnt or forgotten since it was fitted that `anew` is worth a second or two."""
        return self._knowledge.outgrown

    @property
    def understands(self) -> bool:
        """Whether it compares meanings, too."""
        return self._knowledge.semantic is not None

    def understanding(self, meaning: Embed) -> Router:
        """Another Router with the same lessons that compares meanings, too. Fits anew."""
        return Router(self._company, self._knowledge.lessons, semantic=meaning)

    def anew(self) -> Router:
        """The same lessons, fitted from the start: how rare words are, how much the company file counts."""
        return Router(self._company, self._knowledge.lessons, semantic=self._knowledge.semantic)

    def rank(self, text: str, *, without: str | None = None) -> Ranking:
        """`without`: the id of an area that others have ruled out; it is no guess, whatever was learnt."""
        heard = self._knowledge.hear(text)
        evidence = _evidence(heard)
        left_out = self._index.get(without or "")
        if left_out is not None and len(self._areas) > 1:
            heard = heard.without(left_out)
        found = clues(heard.scores, heard.pointed, heard.known, heard.content)
        chance = chances(self._trust.weights, found, heard.scores)
        # Of areas that are level the first in the file goes first, as people list them; meanings know better.
        knows_better = self._knowledge.semantic is not None
        order = sorted(
            (at for at in range(len(chance)) if at != left_out),
            key=lambda at: (-chance[at], -heard.scores[at] * knows_better),
        )
        guesses = [Guess(self._areas[at].id, chance[at], self._why(heard, at)) for at in order[:GUESSES]]
        taught = self._taught.get(heard.said.words)
        if taught and taught != without:
            others = [guess for guess in guesses if guess.area_id != taught]
            return Ranking((Guess(taught, TAUGHT_P, TAUGHT), *others)[:GUESSES], 1.0, "sure", unknown=False)
        band = self._band(chance, heard, evidence)
        return Ranking(tuple(guesses), evidence, band, evidence < NOTHING, self._knowledge.at_home)

    def point(self, text: str) -> tuple[tuple[str, float], ...]:
        """Cheap: by the company's words alone. (area id, evidence above 0, at most 1), best first."""
        words = self._knowledge.pointers
        scores = words.scores(*words.hits(read(text)))
        found = sorted((-score, at) for at, score in enumerate(scores) if score > 0)
        return tuple((self._areas[at].id, 1 - exp(score)) for score, at in found)

    def _band(self, chance: list[float], heard: Heard, evidence: float) -> Band:
        if evidence < NOTHING:
            return "bridge"
        enough = heard.content >= self._trust.words_from and evidence >= self._trust.evidence_from
        if enough and of_team(chance, self._teams) >= self._trust.sure_from:
            return "sure"
        return "ask" if max(chance) >= self._trust.ask_from else "bridge"

    def _why(self, heard: Heard, at: int) -> str:
        hits = [hit for hit in heard.hits if at in hit.weights]
        if not hits:
            return self._alike[at]
        hits.sort(key=lambda hit: -hit.weight_for(at))
        said = because_you_wrote(heard.said, [(hit.first, hit.last) for hit in hits])
        return said or self._alike[at]


def _evidence(heard: Heard) -> float:
    """What is learnt counts as far as its words were seen before."""
    learnt = max(0.0, *heard.scores) * heard.known
    return min(1.0, max(1 - exp(-max(heard.pointed)), learnt))
