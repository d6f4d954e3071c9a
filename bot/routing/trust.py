"""How far a ranking can be trusted: a calibrated probability, and from which one on nobody is asked.

A logistic regression over what speaks for and against the best area. Its starting weights come from practice;
a workspace's own history moves them, as far as there is history, and sets its own threshold.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from bot.routing.ridge import Floats

Band = Literal["sure", "ask", "bridge"]

SHARPNESS: Final = 10.0  # turns differences of scores, which are tenths, into odds
FEWEST: Final = 50  # lessons before a history says anything about its own threshold
TARGET: Final = 0.93  # asked of the history, to get 0.9: one's own past always looks a little too good
STEPS: Final = 12
LOWEST, HIGHEST = 0.35, 0.95  # no history moves the threshold beyond
ELSEWHERE: Final = 0.15  # share of what is written that is for nobody here
FIRMNESS: Final = 4.0  # of the starting weights: how much history it takes to move them
REMAINDER: Final = 0.9  # when the best area is wrong, how often one of the other areas is right

CLUES: Final = ("one", "score", "margin", "odds", "pointed", "pointed margin", "known", "length")
PRACTICE: Final = (-1.8, 1.2, 0.7, 0.8, 1.9, 1.25, 0.7, -0.2)  # fitted on requests of many kinds, told apart
SURE_FROM: Final = 0.58
ASK_FROM: Final = 0.2


@dataclass(frozen=True)
class Trust:
    weights: Floats  # one a clue
    sure_from: float
    ask_from: float = ASK_FROM


def odds(scores: Floats) -> Floats:
    """rows x areas -> shares that add up to 1 in each row."""
    raised = np.exp(SHARPNESS * (scores - scores.max(axis=1, keepdims=True)))
    shares: Floats = raised / raised.sum(axis=1, keepdims=True)
    return shares


def clues(scores: Floats, pointed: Floats, known: Floats, lengths: Floats) -> Floats:
    """rows x areas twice, and two values a row (0..1; content words) -> rows x clues."""
    rows = np.arange(len(scores))
    best = scores.argmax(axis=1)
    top = scores[rows, best]
    others = scores.copy()
    others[rows, best] = -np.inf
    second = others.max(axis=1) if scores.shape[1] > 1 else np.zeros(len(scores))
    share = np.clip(odds(scores)[rows, best], 0.01, 0.99)
    at_best = pointed[rows, best]
    rest = pointed.copy()
    rest[rows, best] = 0.0
    rival = rest.max(axis=1)
    return np.column_stack(
        (
            np.ones(len(scores)),
            np.clip(top, 0, 1.5),
            np.clip(top - second, 0, 1.5),
            np.log(share / (1 - share)) / 4,
            1 - np.exp(-at_best),
            (at_best - rival) / (1 + at_best + rival),
            known,
            np.minimum(np.log1p(lengths), 4.0) / 4,
        )
    )


def chances(weights: Floats, scores: Floats, found: Floats) -> Floats:
    """rows x areas: how likely each area is the right one. What is missing to 1: none of them is."""
    rows = np.arange(len(scores))
    best = scores.argmax(axis=1)
    p = 1 / (1 + np.exp(-np.clip(found @ weights, -30, 30)))
    shares = odds(scores)
    rest = np.maximum(1e-9, 1 - shares[rows, best])
    chance: Floats = np.minimum(((1 - p) * REMAINDER / rest)[:, None] * shares, p[:, None])
    chance[rows, best] = p
    return chance


def of_teams(chance: Floats, same_team: Floats) -> Floats:
    """A row: how likely it is that the team of its best area is the right one."""
    best = chance.argmax(axis=1)
    likely: Floats = (chance * same_team[best]).sum(axis=1)
    return likely


def weighed(found: Floats, right: Floats, counts: Floats) -> Floats:
    """Logistic regression (Newton's method) that starts from practice and is held to it.

    `found`: rows x clues; `right`: 0 or 1 a row; `counts`: how much each row counts.
    """
    practice = np.array(PRACTICE)
    weights = practice
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-np.clip(found @ weights, -30, 30)))
        slope = found.T @ (counts * (p - right)) + FIRMNESS * (weights - practice)
        bend = (found.T * (counts * p * (1 - p))) @ found + FIRMNESS * np.eye(len(weights))
        weights = weights - np.linalg.solve(bend, slope)
    return weights


def sure_from(likely: Floats, right: Floats, counts: Floats) -> float:
    """The lowest probability from which on history was right often enough."""
    order = np.argsort(-likely, kind="stable")
    shares = np.cumsum((counts * right)[order]) / np.cumsum(counts[order])
    good = np.flatnonzero(shares >= TARGET)
    return float(min(max(likely[order][good[-1]], LOWEST), HIGHEST)) if len(good) else HIGHEST
