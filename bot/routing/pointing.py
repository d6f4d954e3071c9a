"""The company's own words and those of the lexicon: which of them a sentence contains, and whom they name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from math import log
from typing import Final

from bot.company.model import Area
from bot.routing.lexicon import Term
from bot.routing.phrasing import stands_beside
from bot.routing.said import Said
from bot.routing.vocabulary import says_little, stems

KEYWORD: Final = 1.0
NAME: Final = 1.6  # a keyword that stands in the name of the area
PHRASE: Final = 1.6  # words that stand together mean more than one
SHARED: Final = 0.7  # of a term of the lexicon beside a keyword of the company's own
DESCRIPTION: Final = 0.3  # a hint at most: descriptions are written for people
PART: Final = 0.3  # one word of a keyword of several
BOUNDARY: Final = 0.2  # what a boundary says of the area that it points to

FURTHER: Final = 0.6  # of the second term of one area beside the first, and so on
BETWEEN: Final = 3  # small words within a term
BESIDE: Final = 0.5  # of a term that only says where, for what or from what

Stems = tuple[str, ...]
Weights = Mapping[int, float]  # by index of the area

_NOTHING: Final[Weights] = {}
_CLAUSE: Final = re.compile(r"[.;]")


@dataclass(frozen=True)
class Phrase:
    """A term without its first word, and what it is worth to which areas."""

    rest: Stems
    weights: Weights
    is_name: bool = False  # it is all that an area is called


@dataclass(frozen=True, slots=True)
class Hit:
    """A term that stands in the text, from its first to its last word, both included."""

    first: int
    last: int
    weights: Weights
    part: float = 1.0  # what it counts for where it stands: less in "on the page" than in "a page"

    def weight_for(self, index: int) -> float:
        return self.part * self.weights.get(index, 0.0)


@dataclass(frozen=True, slots=True)
class Beginning:
    """All terms that begin with one word."""

    longer: Mapping[str, tuple[tuple[int, Phrase], ...]]  # by last word: its rank, the longest first
    alone: Phrase | None


Found = tuple[list[Hit], list[str]]


@dataclass(frozen=True)
class Pointers:
    areas: int
    beginnings: Mapping[str, Beginning]  # by first word
    hints: Mapping[str, Weights]
    _last: list[tuple[Said, Found]] = field(default_factory=list, compare=False, repr=False)  # at most one

    def hits(self, said: Said) -> Found:
        """Terms as they were written, each once, the longest at each place; and the other words.

        The same text is asked about several times in a row, so the last answer is kept.
        """
        for text, found in self._last:
            if text is said:
                return found
        found = self._hits(said)
        self._last[:] = [(said, found)]
        return found

    def _hits(self, said: Said) -> Found:
        words = said.words
        found: dict[tuple[str, Stems], Hit] = {}
        others: dict[str, None] = {}
        present = set(words)
        at = 0
        while at < len(words):
            phrase, last = self._phrase_at(words, present, at)
            if phrase is None:
                others[words[at]] = None
            else:
                part = BESIDE if not phrase.is_name and stands_beside(said, at, last) else 1.0
                before = found.get((words[at], phrase.rest))
                if before is None or before.part < part:
                    found[words[at], phrase.rest] = Hit(at, last, phrase.weights, part)
            at = last + 1
        return list(found.values()), list(others)

    def scores(self, hits: Iterable[Hit], others: Iterable[str]) -> list[float]:
        """By area: what its terms and hints in the text add up to. 1 is a keyword of its own.

        Each further term adds less: "all our websites: the main site, the shop" is one thing said often.
        """
        total = [0.0] * self.areas
        worth: list[tuple[float, int]] = [
            (hit.part * weight, index) for hit in hits for index, weight in hit.weights.items()
        ]
        worth.sort(reverse=True)
        counts = [1.0] * self.areas
        for weight, index in worth:
            total[index] += counts[index] * weight
            counts[index] *= FURTHER
        for word in others:
            for index, weight in self.hints.get(word, _NOTHING).items():
                total[index] += weight
        return total

    def _phrase_at(self, words: Stems, present: set[str], at: int) -> tuple[Phrase | None, int]:
        """The longest term that begins here, and where it ends."""
        beginning = self.beginnings.get(words[at])
        if beginning is None:
            return None, at
        ending_here = beginning.longer.keys() & present
        if ending_here:
            ranked = [each for word in ending_here for each in beginning.longer[word]]
            for _, phrase in sorted(ranked, key=_rank):
                last = _end(words, at, phrase.rest)
                if last is not None:
                    return phrase, last
        return beginning.alone, at


def _end(words: Stems, at: int, rest: Stems) -> int | None:
    """Where the rest of a term ends: small words may stand between, as in "delete all of my data"."""
    for word in rest:
        at += 1
        if at < len(words) and words[at] == word:
            continue
        farthest = min(len(words), at + BETWEEN)
        while at < farthest and words[at] != word and says_little(words[at]):
            at += 1
        if at >= len(words) or words[at] != word:
            return None
    return at


def pointers(areas: tuple[Area, ...], lexicon: Mapping[str, Iterable[Term]]) -> Pointers:
    """`lexicon`: area id -> terms."""
    return Pointers(len(areas), _beginnings(areas, lexicon), _hints(areas))


def _rank(ranked: tuple[int, Phrase]) -> int:
    return ranked[0]


def _beginnings(areas: tuple[Area, ...], lexicon: Mapping[str, Iterable[Term]]) -> dict[str, Beginning]:
    names = [(stems(area.name), stems(area.id)) for area in areas]
    owners: dict[Stems, dict[int, float]] = {}
    for index, area in enumerate(areas):
        for keyword in area.keywords:
            owners.setdefault(stems(keyword), {})[index] = KEYWORD
    for words, held_by in owners.items():
        shared = _rarity(len(held_by), len(areas))
        owners[words] = {at: shared * (NAME if _within(words, names[at]) else KEYWORD) for at in held_by}
    for index, area in enumerate(areas):
        for term in lexicon.get(area.id, ()):
            owners.setdefault(stems(term.text), {}).setdefault(index, SHARED * term.weight)
    whole_names = {name for of_area in names for name in of_area}
    by_first: dict[str, list[Phrase]] = {}
    for words, held in owners.items():
        if words:
            whole = 1.0 if len(words) == 1 else PHRASE
            weights = {index: weight * whole for index, weight in sorted(held.items())}
            by_first.setdefault(words[0], []).append(Phrase(words[1:], weights, words in whole_names))
    return {first: _beginning(phrases) for first, phrases in by_first.items()}


def _beginning(phrases: list[Phrase]) -> Beginning:
    longer: dict[str, list[tuple[int, Phrase]]] = {}
    for rank, phrase in enumerate(sorted(phrases, key=lambda phrase: -len(phrase.rest))):
        if phrase.rest:
            longer.setdefault(phrase.rest[-1], []).append((rank, phrase))
    alone = next((phrase for phrase in phrases if not phrase.rest), None)
    return Beginning({word: tuple(ranked) for word, ranked in longer.items()}, alone)


def _within(words: Stems, names: Iterable[Stems]) -> bool:
    return any(words == name[at : at + len(words)] for name in names for at in range(len(name)))


def _hints(areas: tuple[Area, ...]) -> dict[str, Weights]:
    """Words of names, descriptions, boundaries and of keywords of several words."""
    found: list[dict[str, float]] = [dict(_hints_of(area)) for area in areas]
    for index, word in _boundaries(areas):
        found[index][word] = max(found[index].get(word, 0.0), BOUNDARY)
    spread = Counter(word for of_area in found for word in of_area)
    return {
        word: {
            index: of_area[word] * _rarity(count, len(areas))
            for index, of_area in enumerate(found)
            if word in of_area
        }
        for word, count in spread.items()
    }


def _hints_of(area: Area) -> Iterator[tuple[str, float]]:
    for word in stems(f"{area.name} {area.choice} {area.description}"):
        if _says_something(word):
            yield word, DESCRIPTION
    for keyword in area.keywords:
        words = stems(keyword)
        if len(words) > 1:
            for word in words:
                if _says_something(word):
                    yield word, PART


def _boundaries(areas: tuple[Area, ...]) -> Iterator[tuple[int, str]]:
    """ "Reading the numbers is analytics_reporting": what is not one area's names another's."""
    by_id = {stems(area.id): index for index, area in enumerate(areas)}
    for area in areas:
        for clause in _CLAUSE.split(area.not_this):
            words = stems(clause)
            for named, index in by_id.items():
                if named == words[-len(named) :]:
                    yield from ((index, word) for word in words[: -len(named)] if _says_something(word))


def _says_something(word: str) -> bool:
    return len(word) > 2 and not says_little(word)


def _rarity(held_by: int, areas: int) -> float:
    """1 for a word of one area only, near 0 for a word of all."""
    return log(1 + areas / held_by) / log(1 + areas)
