"""How far this workspace's own history says that a ranking can be trusted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from bot.routing.elsewhere import SAID_ELSEWHERE
from bot.routing.knowledge import Knowledge
from bot.routing.ridge import Floats
from bot.routing.trust import (
    ELSEWHERE,
    ENOUGH_WORDS,
    EVIDENCE_FROM,
    FEWEST,
    PRACTICE,
    SURE_FROM,
    SURE_FROM_TOLD,
    TOLD,
    Clues,
    Trust,
    chances,
    clues,
    of_team,
    sure_from,
    weighed,
    words_from,
)

CLAIMED: Final = 0.5  # of the worth of a keyword


def trust_in(knowledge: Knowledge) -> Trust:
    """From what would have been said of each lesson without it, and of what is for nobody here.

    With few lessons it is what practice elsewhere has shown.
    """
    start, sure = (TOLD, SURE_FROM_TOLD) if knowledge.has_examples else (PRACTICE, SURE_FROM)
    if len(knowledge.lessons) < FEWEST:
        return Trust(start, sure, EVIDENCE_FROM)
    past = [*_lessons(knowledge), *_elsewhere(knowledge)]
    count = len(knowledge.lessons)
    share = ELSEWHERE / (1 - ELSEWHERE) * count / max(1, len(past) - count)
    counts = np.array([1.0] * count + [share] * (len(past) - count))
    weights = weighed(
        np.array([each.clues for each in past]), np.array([float(each.right) for each in past]), counts, start
    )
    teams = [area.owner_team for area in knowledge.areas]
    likely = np.array([of_team(chances(weights, each.clues, each.scores), teams) for each in past])
    right = np.array([float(each.team_right) for each in past])
    sure = sure_from(likely, right, counts)
    few = np.array([each.content < ENOUGH_WORDS for each in past]) & (likely >= sure)
    return Trust(weights, sure, words_from=words_from(right[few], counts[few]))


@dataclass(frozen=True)
class _Past:
    """One sentence, and whether the best area was right."""

    scores: list[float]
    clues: Clues
    right: bool
    team_right: bool
    content: int  # different words that say something


def _lessons(knowledge: Knowledge) -> Iterator[_Past]:
    """Each lesson as if it were new."""
    areas = knowledge.areas
    owner = {area.id: area.owner_team for area in areas}
    every_score = knowledge.without_each().tolist()
    every_known = _known_without_each(knowledge).tolist()
    for lesson, beside, scores, known in zip(
        knowledge.lessons, knowledge.beside, every_score, every_known, strict=True
    ):
        best = areas[scores.index(max(scores))]
        yield _Past(
            scores,
            clues(scores, beside.pointed, known, beside.content),
            best.id == lesson.area_id,
            best.owner_team == owner[lesson.area_id],
            beside.content,
        )


def _known_without_each(knowledge: Knowledge) -> Floats:
    """0..1 a lesson: how much of it stands in any other row too."""
    ridge, count = knowledge.ridge, len(knowledge.lessons)
    rows = ridge.rows.only(np.arange(len(ridge.rows) - count, len(ridge.rows)))
    shared = np.bincount(ridge.rows.ids, minlength=len(knowledge.space))[rows.ids] > 1
    squares = rows.values**2
    whole = np.bincount(rows.row_of, squares, count)
    known: Floats = np.bincount(rows.row_of, squares * shared, count) / np.maximum(whole, 1e-9)
    return known


def _elsewhere(knowledge: Knowledge) -> Iterator[_Past]:
    """What the company's own words claim is left out: some desk may well look after parties and lunch."""
    if knowledge.semantic:
        knowledge.semantic(SAID_ELSEWHERE)  # at once, so that they are remembered
    for text in SAID_ELSEWHERE:
        heard = knowledge.hear(text)
        if max(heard.pointed) < CLAIMED:
            found = clues(heard.scores, heard.pointed, heard.known, heard.content)
            yield _Past(heard.scores, found, False, False, heard.content)
