"""How far a ranking can be trusted: a calibrated probability, and from which one on nobody is asked.

A logistic regression over what speaks for and against the best area. Its starting weights come from practice;
a workspace's own history moves them, as far as there is history, and sets its own threshold.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log, log1p
from operator import mul
from typing import Final, Literal

import numpy as np

from bot.routing.ridge import Floats

Band = Literal["sure", "ask", "bridge"]

SHARPNESS: Final = 10.0  # turns differences of scores, which are tenths, into odds
FEWEST: Final = 50  # lessons before a history says anything about its own threshold
TARGET: Final = 0.9  # of what goes straight to an owner, that it goes to the right one
STEPS: Final = 12
LOWEST, HIGHEST = 0.25, 0.95  # no history moves the threshold beyond
ELSEWHERE: Final = 0.15  # share of what is written that is for nobody here
FIRMNESS: Final = 4.0  # of the starting weights: how much history it takes to move them
REMAINDER: Final = 0.9  # when the best area is wrong, how often one of the other areas is right

Clues = tuple[float, ...]
CLUES: Final = ("one", "score", "margin", "odds", "pointed", "pointed margin", "known", "length")
PRACTICE: Final = (-1.6, 1.35, 0.45, 1.1, 2.15, 0.3, 0.7, -0.65)  # fitted on four kinds of requests
SURE_FROM: Final = 0.52
# The same where examples of marketers' sentences are known: fitted on those, each left out, and on sentences
# of others. Terms say less there, since every area has sentences to compare with.
TOLD: Final = (-0.85, 1.97, 1.70, 1.71, -0.48, -1.21, 0.60, -0.52)
SURE_FROM_TOLD: Final = 0.57
EVIDENCE_FROM: Final = 0.35  # about a third of a keyword, until a history says how much is needed
ASK_FROM: Final = 0.2
ENOUGH_WORDS: Final = 2  # that say something; with fewer nobody can be sure, until a history says otherwise
EARNED_BY: Final = 10  # lessons with fewer words, that would have been sure, before a history says so
ALMOST: Final = 0.75  # of them right: the threshold counts them already, so all together meet the target


@dataclass(frozen=True)
class Trust:
    weights: tuple[float, ...]  # one a clue
    sure_from: float
    evidence_from: float = 0.0  # with less evidence nobody is sure
    ask_from: float = ASK_FROM
    words_from: int = ENOUGH_WORDS  # that say something; with fewer nobody is sure


def odds(scores: Sequence[float]) -> list[float]:
    """By area -> shares that add up to 1."""
    top = max(scores)
    raised = [exp(SHARPNESS * (score - top)) for score in scores]
    total = sum(raised)
    return [each / total for each in raised]


def clues(scores: Sequence[float], pointed: Sequence[float], known: float, words: int) -> Clues:
    """What speaks for and against the best area. `known`: 0..1; `words`: those that say something."""
    best = scores.index(max(scores))
    second = max((score for at, score in enumerate(scores) if at != best), default=0.0)
    share = min(max(odds(scores)[best], 0.01), 0.99)
    here = pointed[best]
    rival = max((worth for at, worth in enumerate(pointed) if at != best), default=0.0)
    return (
        1.0,
        min(max(scores[best], 0.0), 1.5),
        min(scores[best] - second, 1.5),
        log(share / (1 - share)) / 4,
        1 - exp(-here),
        (here - rival) / (1 + here + rival),
        known,
        min(log1p(words), 4.0) / 4,
    )


def chances(weights: Sequence[float], found: Clues, scores: Sequence[float]) -> list[float]:
    """By area: how likely it is the right one. What is missing to 1: none of them is."""
    best = scores.index(max(scores))
    p = 1 / (1 + exp(-min(max(sum(map(mul, weights, found)), -30.0), 30.0)))
    shares = odds(scores)
    second = max((share for at, share in enumerate(shares) if at != best), default=0.0)
    p = min(p, shares[best] / (shares[best] + second))  # of two that are level, neither is likelier than half
    left = (1 - p) * REMAINDER / max(1e-9, 1 - shares[best])
    chance = [min(left * share, p) for share in shares]
    chance[best] = p
    return chance


def of_team(chance: Sequence[float], teams: Sequence[str]) -> float:
    """How likely it is that the team of the best area is the right one: its areas together."""
    team = teams[chance.index(max(chance))]
    return sum(each for each, owner in zip(chance, teams, strict=True) if owner == team)


def weighed(
    found: Floats, right: Floats, counts: Floats, start: Sequence[float] = PRACTICE
) -> tuple[float, ...]:
    """Logistic regression (Newton's method) that starts from practice and is held to it.

    `found`: rows x clues; `right`: 0 or 1 a row; `counts`: how much each row counts.
    """
    practice = np.array(start)
    weights = practice.copy()
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-np.clip(found @ weights, -30, 30)))
        slope = found.T @ (counts * (p - right)) + FIRMNESS * (weights - practice)
        bend = (found.T * (counts * p * (1 - p))) @ found + FIRMNESS * np.eye(len(weights))
        weights = weights - np.linalg.solve(bend, slope)
    return tuple(weights.tolist())


def words_from(right: Floats, counts: Floats) -> int:
    """How many words must say something. `right`, `counts`: of those that had too few and would have been
    sure. Some teams are asked in small words alone ("when do I get paid"), and their owners are known."""
    earned = counts.sum() >= EARNED_BY and counts @ right >= ALMOST * counts.sum()
    return ENOUGH_WORDS - 1 if earned else ENOUGH_WORDS


def sure_from(likely: Floats, right: Floats, counts: Floats) -> float:
    """The lowest probability from which on history was right often enough, and was expected to be."""
    order = np.argsort(-likely, kind="stable")
    taken = np.cumsum(counts[order])
    came_true = np.cumsum((counts * right)[order]) / taken
    was_said = np.cumsum((counts * likely)[order]) / taken  # smoother: no lucky streak lowers it
    good = np.flatnonzero(np.minimum(came_true, was_said) >= TARGET)
    return float(min(max(likely[order][good[-1]], LOWEST), HIGHEST)) if len(good) else HIGHEST
