"""How far this workspace's own history says that a ranking can be trusted."""

from __future__ import annotations

import numpy as np

from bot.company.model import Area
from bot.routing.elsewhere import SAID_ELSEWHERE
from bot.routing.knowledge import Knowledge, content_words
from bot.routing.ridge import Floats
from bot.routing.trust import (
    ELSEWHERE,
    FEWEST,
    PRACTICE,
    SURE_FROM,
    Trust,
    chances,
    clues,
    of_teams,
    sure_from,
    weighed,
)


def trust_in(knowledge: Knowledge) -> Trust:
    """From what would have been said of each lesson without it, and of what is for nobody here.

    With few lessons it is what practice elsewhere has shown.
    """
    lessons = knowledge.lessons
    if len(lessons) < FEWEST:
        return Trust(np.array(PRACTICE), SURE_FROM)
    scores, pointed, known, lengths = _without_themselves(knowledge)
    elsewhere = [knowledge.hear(text) for text in SAID_ELSEWHERE]
    scores = np.concatenate((scores, [heard.scores for heard in elsewhere]))
    pointed = np.concatenate((pointed, [heard.pointed for heard in elsewhere]))
    known = np.concatenate((known, [heard.known for heard in elsewhere]))
    lengths = np.concatenate((lengths, [content_words(heard.said) for heard in elsewhere]))
    right, team_right = _right(knowledge, scores, [lesson.area_id for lesson in lessons])
    share = ELSEWHERE / (1 - ELSEWHERE) * len(lessons) / len(elsewhere)
    counts = np.concatenate((np.ones(len(lessons)), np.full(len(elsewhere), share)))
    found = clues(scores, pointed, known, lengths)
    weights = weighed(found, right, counts)
    likely = of_teams(chances(weights, scores, found), same_team(knowledge.areas))
    return Trust(weights, sure_from(likely, team_right, counts))


def same_team(areas: tuple[Area, ...]) -> Floats:
    """areas x areas: 1 where both have one owner."""
    return np.array([[float(one.owner_team == two.owner_team) for two in areas] for one in areas])


def _without_themselves(knowledge: Knowledge) -> tuple[Floats, Floats, Floats, Floats]:
    """Of each lesson as if it were new: scores, pointing, how much is known, content words."""
    ridge, count = knowledge.ridge, len(knowledge.lessons)
    first = len(ridge.rows) - count
    rows = ridge.rows.only(np.arange(first, len(ridge.rows)))
    shared = np.bincount(ridge.rows.ids, minlength=len(knowledge.space))[rows.ids] > 1
    squares = rows.values**2
    known = np.bincount(rows.row_of, squares * shared, count) / np.maximum(
        np.bincount(rows.row_of, squares, count), 1e-9
    )
    said = knowledge.lessons_said
    pointed = np.array([knowledge.pointers.scores(*knowledge.pointers.hits(each)) for each in said])
    lengths = np.array([float(content_words(each)) for each in said])
    return ridge.without_each()[first:], pointed, known, lengths


def _right(knowledge: Knowledge, scores: Floats, area_ids: list[str]) -> tuple[Floats, Floats]:
    """A row each: is the best area the right one, and is its team? What is said elsewhere never is."""
    areas = knowledge.areas
    index = {area.id: at for at, area in enumerate(areas)}
    best = scores.argmax(axis=1)[: len(area_ids)]
    meant = np.array([index[area_id] for area_id in area_ids])
    rest = np.zeros(len(scores) - len(area_ids))
    right = np.concatenate(((best == meant).astype(np.float64), rest))
    return right, np.concatenate((same_team(areas)[best, meant], rest))
