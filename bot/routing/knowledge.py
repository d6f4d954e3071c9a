"""What the router knows at one moment: the company file and every lesson, made ready for a sentence.

A frozen value. A lesson more makes another one, from what this one has, in time square in the lessons.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import sqrt
from operator import mul
from typing import Final

import numpy as np

from bot.company.model import Area
from bot.routing.features import Space, space_of
from bot.routing.lessons import Lesson
from bot.routing.lexicon import Told, examples, examples_for, terms_for
from bot.routing.pointing import Hit, Pointers, pointers
from bot.routing.ridge import Floats, Floats32, Ridge, Rows, fitted, rows_of, times
from bot.routing.said import Said, read
from bot.routing.semantic import CLOSENESS, Closeness, Embed
from bot.routing.vocabulary import says_little
from bot.routing.wishes import put

PENALTY: Final = 0.5  # accuracy is flat between 0.2 and 1.5
PENALTY_OF_MEANING: Final = 0.5  # as much again, since rows are about twice as long with the embedding
POINTING, LEARNT_POINTING = 0.6, 0.1  # of the company's words, beside 1 for both halves of a vector
LEVEL: Final = 0.1  # of what is common to all: an area that gets most requests is likelier to get the next
OF_PART: Final = 0.3  # of a part of a description
OF_KEYWORD: Final = 0.5  # of a keyword as a row, beside 1 for a description or a lesson
OF_EXAMPLE: Final = 0.9  # of a sentence that marketers anywhere might write
RULED_OUT: Final = -1.0  # the score of an area that is no candidate; others lie between 0 and 1
ENOUGH_OF_ITS_OWN: Final = 600  # lessons; from here on examples of others count too little to be worth a row
A_SAMPLE: Final = 24  # every so many examples are asked what wishes have in common, whoever they are for
FADE: Final = 150  # lessons after which the company file counts half: its words were guesses
LITTLE, LEARNT_LITTLE = 0.3, 0.8  # of a small word: "how do I" says nothing, until it was seen to
REFIT_AT_ONCE: Final = 600  # rows; up to here fitting anew costs less than it is worth to save
MANY: Final = 100  # lessons at once, as after a start: fitted anew, since nobody waits for one of them
OUTGROWN: Final = 25  # lessons taken in or forgotten since a fit, and half of all: rarity has changed by then
_PART: Final = re.compile(r"[.,:;]| and ")
FIRMEST, LOOSEST = 1.0, 0.02  # weights of lessons are kept within


def content_words(said: Said, hits: Iterable[Hit]) -> int:
    """Different words that say something; a term always does ("tag" is a day only to Germans)."""
    content = {word for word in said.words if not says_little(word)}
    for hit in hits:
        content.update(said.words[hit.first : hit.last + 1])
    return len(content)


@dataclass(frozen=True, slots=True)
class Beside:
    """What is known of a lesson beside its row in the ridge."""

    words: tuple[str, ...]
    pointed: list[float]  # by area, from the company's words alone
    content: int  # different words that say something


@dataclass(frozen=True, slots=True)
class Heard:
    """One sentence beside what is known."""

    said: Said
    hits: list[Hit]
    pointed: list[float]  # by area, from the company's words alone
    scores: list[float]  # by area; near 1 for an area that is sure, near 0 for the others
    known: float  # 0..1: how much of it has been seen before
    content: int  # different words that say something

    def without(self, at: int) -> Heard:
        """As if nothing in it spoke for this area."""
        scores, pointed = list(self.scores), list(self.pointed)
        scores[at], pointed[at] = RULED_OUT, 0.0
        return replace(self, scores=scores, pointed=pointed)


@dataclass(frozen=True)
class Knowledge:
    areas: tuple[Area, ...]
    pointers: Pointers
    semantic: Embed | None
    closeness: Closeness | None  # where examples are among the rows, the ridge itself knows enough
    space: Space
    pointing: float  # how much the company's own words count in the ridge
    lessons: tuple[Lesson, ...]  # as many as the last rows of the ridge
    beside: tuple[Beside, ...]  # one a lesson
    firmness: Floats  # how firmly each row of the ridge is followed
    ridge: Ridge
    sparse_weights: Floats
    dense_weights: Floats
    has_examples: bool  # of what marketers anywhere write
    at_home: bool  # there are such examples for these areas, though a long history may do without them
    since: int = 0  # how many lessons were taken in or forgotten after all was fitted

    @property
    def outgrown(self) -> bool:
        """How rare words are, and how much the company file still counts, is no longer what it was."""
        return self.since > OUTGROWN + len(self.lessons) // 2

    def hear(self, text: str) -> Heard:
        said = read(text)
        hits, others = self.pointers.hits(said)
        pointed = self.pointers.scores(hits, others)
        vector = self.space.vector(said)
        dense = _dense(said, pointed, self.pointing)
        scores = vector.values @ self.sparse_weights[vector.ids] + dense @ self.dense_weights
        if self.semantic:
            alike = times(self.semantic([said.text]), self.ridge.rows.meanings.T)
            scores = scores + self.ridge.of_meaning(alike)[0]
            if self.closeness:
                scores += CLOSENESS * (self.closeness.shares(alike)[0] - scores)
        return Heard(said, hits, pointed, scores.tolist(), vector.known, content_words(said, hits))

    def without_each(self) -> Floats:
        """lessons x areas: the scores of each lesson had it not been there."""
        count = len(self.lessons)
        scores = self.ridge.without_each(count)
        if self.closeness:
            scores += CLOSENESS * (self.closeness.without_each(count) - scores)
        return scores

    def taught(self, add: Sequence[Lesson], forget: frozenset[int]) -> Knowledge:
        """`forget`: which of its lessons, by their place among them."""
        file_rows = len(self.ridge.rows) - len(self.lessons)
        dropped = sorted(forget)
        kept = [at for at in range(len(self.lessons)) if at not in forget]
        lessons = (*(self.lessons[at] for at in kept), *add)
        if len(self.ridge.rows) <= REFIT_AT_ONCE or len(add) + len(dropped) > MANY:
            return knowledge_of(self.areas, lessons, self.semantic)
        said = [read(lesson.text) for lesson in add]
        new = [_beside(each, self.pointers) for each in said]
        ridge, space, firmness = self.ridge, self.space, self.firmness
        if dropped:
            firmness = np.delete(firmness, np.array(dropped) + file_rows)
            ridge = ridge.without_rows(np.array(dropped) + file_rows)
        if add:
            space = space.taking_in(said)
            more = _rows(said, new, space, self.pointing, self.semantic)
            targets = _targets([lesson.area_id for lesson in add], self.areas)
            firm = np.array([_firmness(lesson) for lesson in add])
            firmness = np.concatenate((firmness, firm))
            ridge = ridge.with_rows(more, targets, _penalty(firm, self.semantic), len(space))
        sparse_weights, dense_weights = ridge.weights(len(space))
        before = self.closeness
        closeness = before and _closeness(ridge, firmness, before.usual, before.evenness)
        return replace(
            self,
            space=space,
            lessons=lessons,
            beside=(*(self.beside[at] for at in kept), *new),
            firmness=firmness,
            ridge=ridge,
            closeness=closeness,
            sparse_weights=sparse_weights,
            dense_weights=dense_weights,
            since=self.since + len(add) + len(dropped),
        )


@lru_cache(maxsize=2)
def cold(areas: tuple[Area, ...]) -> Knowledge:
    """Before the first lesson; the same file is often asked for again."""
    return knowledge_of(areas, (), None)


def knowledge_of(areas: tuple[Area, ...], lessons: Sequence[Lesson], semantic: Embed | None) -> Knowledge:
    """Fits everything anew: the weights of rare words, and how much the company file still counts."""
    told = len(lessons) < ENOUGH_OF_ITS_OWN and bool(examples_for(areas))
    file, words = _file(areas, told), _pointers(areas)
    new = [read(lesson.text) for lesson in lessons]
    said = [*file.said, *new]
    faded = 1 / (1 + len(lessons) / FADE)
    space = space_of(said, LEARNT_LITTLE + (LITTLE - LEARNT_LITTLE) * faded)
    pointing = LEARNT_POINTING + (POINTING - LEARNT_POINTING) * faded
    beside = [*file.beside, *(_beside(each, words) for each in new)]
    rows = _rows(said, beside, space, pointing, semantic)
    targets = _targets((*file.area_ids, *(lesson.area_id for lesson in lessons)), areas)
    firmness = np.array([*(faded * each for each in file.firmness), *map(_firmness, lessons)])
    ridge = fitted(rows, targets, _penalty(firmness, semantic), len(space))
    usual = _usual(semantic) if semantic and not told else None
    return Knowledge(
        areas,
        words,
        semantic,
        None if usual is None else _closeness(ridge, firmness, usual, 1 - faded),
        space,
        pointing,
        tuple(lessons),
        tuple(beside[len(file.said) :]),
        firmness,
        ridge,
        *ridge.weights(len(space)),
        told,
        bool(examples_for(areas)),
    )


@dataclass(frozen=True)
class _File:
    """What the company file and the examples say, read once: it is the same at every fit."""

    said: tuple[Said, ...]
    beside: tuple[Beside, ...]
    area_ids: tuple[str, ...]
    firmness: tuple[float, ...]


@lru_cache(maxsize=4)
def _file(areas: tuple[Area, ...], told: bool) -> _File:
    texts, area_ids, firmness = _file_rows(areas, examples_for(areas) if told else ())
    said = tuple([read(text) for text in texts])
    words = _pointers(areas)
    return _File(said, tuple([_beside(each, words) for each in said]), tuple(area_ids), tuple(firmness))


@lru_cache(maxsize=4)
def _pointers(areas: tuple[Area, ...]) -> Pointers:
    return pointers(areas, terms_for(areas))


def _file_rows(areas: Iterable[Area], told: Iterable[Told]) -> tuple[list[str], list[str], list[float]]:
    """Texts, the ids of their areas, and how firmly each is to be followed."""
    rows = [
        row
        for area in areas
        for row in (
            (f"{area.name}. {area.choice}. {area.description}", area.id, 1.0),
            *((keyword, area.id, OF_KEYWORD) for keyword in area.keywords),
            *((part.strip(), area.id, OF_PART) for part in _PART.split(area.description) if part.strip()),
        )
    ]
    rows += [(each.text, each.area_id, OF_EXAMPLE * each.share) for each in told]
    texts, area_ids, firmness = zip(*rows, strict=True)
    return list(texts), list(area_ids), list(firmness)


def _usual(semantic: Embed) -> Floats32:
    usual: Floats32 = semantic([each.text for each in examples()[::A_SAMPLE]]).mean(axis=0)
    return usual


def _closeness(ridge: Ridge, firmness: Floats, usual: Floats32, evenness: float) -> Closeness:
    return Closeness(ridge.rows.meanings, ridge.targets * firmness[:, None], usual, evenness)


def _penalty(firmness: Floats, semantic: Embed | None) -> Floats:
    penalty: Floats = (PENALTY + (PENALTY_OF_MEANING if semantic else 0)) / firmness
    return penalty


def _firmness(lesson: Lesson) -> float:
    return min(max(lesson.weight, LOOSEST), FIRMEST)


def _targets(area_ids: Iterable[str], areas: tuple[Area, ...]) -> Floats:
    index = {area.id: at for at, area in enumerate(areas)}
    return np.eye(len(areas))[[index[area_id] for area_id in area_ids]]


def _beside(said: Said, pointers: Pointers) -> Beside:
    hits, others = pointers.hits(said)
    return Beside(said.words, pointers.scores(hits, others), content_words(said, hits))


def _rows(
    said: Sequence[Said], beside: Sequence[Beside], space: Space, pointing: float, semantic: Embed | None
) -> Rows:
    vectors = [space.vector(each) for each in said]
    dense = [_dense(each, about.pointed, pointing) for each, about in zip(said, beside, strict=True)]
    meanings = semantic([each.text for each in said]) if semantic else None
    return rows_of([(vector.ids, vector.values) for vector in vectors], np.array(dense), meanings)


def _dense(said: Said, pointed: Sequence[float], pointing: float) -> Floats:
    """Pointing is bounded, so that ten keywords do not drown the sentence; and so are the kinds of wishes."""
    length = sqrt(sum(map(mul, pointed, pointed)))
    scale = sqrt(pointing) / (1 + length)
    return np.array([*(scale * each for each in pointed), *put(said), sqrt(LEVEL)])
