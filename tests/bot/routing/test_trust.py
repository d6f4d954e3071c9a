"""How far a ranking can be trusted, and what a history changes about it."""

from __future__ import annotations

import random

import numpy as np
import pytest
from numpy.testing import assert_allclose

from bot.routing import Lesson, Router
from bot.routing.trust import (
    EARNED_BY,
    ENOUGH_WORDS,
    HIGHEST,
    LOWEST,
    PRACTICE,
    TARGET,
    chances,
    clues,
    of_team,
    sure_from,
    weighed,
    words_from,
)
from tests.bot.routing.companies import area, company_of

ALIKE = company_of(area("herding", about="Sheep and goats."), area("baking", about="Bread and rolls."))


def told(area_id: str, topic: str, at: int, chance: random.Random) -> Lesson:
    words = [chance.choice(("today", "again", "slowly", "outside", "twice", "early")) for _ in range(3)]
    return Lesson(f"{topic} {' '.join(words)} {at}", area_id, str(at))


def test_a_clear_lead_is_likelier_than_a_narrow_one() -> None:
    def p(second: float) -> float:
        scores = [0.8, second, 0.0]
        return chances(PRACTICE, clues(scores, [1.0, 0.0, 0.0], 1.0, 5), scores)[0]

    assert p(0.1) > p(0.5) > p(0.79)


def test_words_of_the_company_and_known_words_make_it_likelier() -> None:
    scores = [0.6, 0.2]

    def p(pointed: float, known: float) -> float:
        return chances(PRACTICE, clues(scores, [pointed, 0.0], known, 5), scores)[0]

    assert p(2.0, 1.0) > p(0.0, 1.0) > p(0.0, 0.1)


def test_chances_add_up_to_at_most_one_and_the_best_is_first() -> None:
    scores = [0.1, 0.7, 0.69, 0.0]
    found = chances(PRACTICE, clues(scores, [0.0, 1.0, 1.0, 0.0], 1.0, 5), scores)
    assert sum(found) <= 1.0
    assert found.index(max(found)) == 1
    assert found[2] > found[0] > found[3]


def test_the_chance_of_a_team_is_that_of_its_areas_together() -> None:
    assert of_team([0.4, 0.3, 0.2], ["web", "web", "data"]) == pytest.approx(0.7)


def test_the_weights_stay_with_practice_until_history_speaks() -> None:
    found = np.array([clues([0.5, 0.1], [0.5, 0.0], 1.0, 4)])
    hardly = weighed(found, np.array([1.0]), np.array([1e-9]))
    assert_allclose(hardly, PRACTICE, atol=1e-6)
    often = weighed(np.repeat(found, 500, axis=0), np.zeros(500), np.ones(500))
    assert float(found[0] @ often) < float(found[0] @ np.array(PRACTICE)) - 2, "always wrong, so less likely"


def test_the_threshold_is_the_lowest_that_was_and_was_expected_to_be_right_often_enough() -> None:
    likely = np.concatenate((np.linspace(0.99, 0.91, 60), np.linspace(0.6, 0.3, 40)))
    right = (np.arange(100) < 60).astype(np.float64)
    taken = int((likely >= sure_from(likely, right, np.ones(100))).sum())
    assert min(right[:taken].mean(), likely[:taken].mean()) >= TARGET
    assert min(right[: taken + 1].mean(), likely[: taken + 1].mean()) < TARGET, "one more is one too many"


def test_what_is_for_nobody_raises_the_threshold() -> None:
    likely = np.concatenate((np.linspace(0.99, 0.6, 60), np.linspace(0.95, 0.5, 20)))
    right = (np.arange(80) < 60).astype(np.float64)
    strays = np.where(right > 0, 1.0, 3.0)
    assert sure_from(likely, right, strays) > sure_from(likely, right, np.ones(80) - 0.99 * (right == 0))


def test_a_history_that_was_always_right_or_always_wrong_has_bounds() -> None:
    likely = np.array([0.99] * 90 + [0.1] * 5)
    assert sure_from(likely, np.ones(95), np.ones(95)) == LOWEST
    assert sure_from(likely, np.zeros(95), np.ones(95)) == HIGHEST


def test_a_history_of_clear_cases_makes_sure_where_practice_would_ask() -> None:
    chance = random.Random(7)
    topics = (("herding", "the flock grazes"), ("baking", "the dough rises"))
    lessons = [told(*topics[at % 2], at, chance) for at in range(120)]
    wish = "the flock grazes uphill"
    assert Router(ALIKE).rank(wish).band != "sure"
    assert Router(ALIKE, lessons).rank(wish).band == "sure"


def test_a_history_of_chance_makes_nobody_sure() -> None:
    chance = random.Random(7)
    lessons = [
        told(chance.choice(("herding", "baking")), "something happened", at, chance) for at in range(200)
    ]
    router = Router(ALIKE, lessons)
    bands = [router.rank(f"something happened {word} outside").band for word in ("today", "again", "twice")]
    assert "sure" not in bands


def test_what_is_meant_for_nobody_stays_with_people_after_much_history() -> None:
    chance = random.Random(7)
    topics = (("herding", "the flock grazes"), ("baking", "the dough rises"))
    router = Router(ALIKE, [told(*topics[at % 2], at, chance) for at in range(120)])
    assert router.rank("who fancies a round of table tennis on Thursday evening").band != "sure"


@pytest.mark.parametrize(
    ("right", "wrong", "words"),
    [
        (EARNED_BY - 1, 0, ENOUGH_WORDS),
        (EARNED_BY, 0, ENOUGH_WORDS - 1),
        (2 * EARNED_BY, EARNED_BY, ENOUGH_WORDS),
        (0, 0, ENOUGH_WORDS),
    ],
)
def test_one_word_that_says_something_is_enough_where_history_was_nearly_always_right_with_one(
    right: int, wrong: int, words: int
) -> None:
    were_right = np.array([1.0] * right + [0.0] * wrong)
    assert words_from(were_right, np.ones(right + wrong)) == words


def test_a_team_that_is_asked_in_one_word_and_small_ones_gets_such_wishes_after_much_history() -> None:
    chance = random.Random(7)
    lessons = [short(at) if at % 2 else told("herding", "the flock grazes", at, chance) for at in range(120)]
    wish = "so where is the bread, please?"
    assert Router(ALIKE, lessons[:40]).rank(wish).band != "sure"
    router = Router(ALIKE, lessons)
    assert router.rank(wish).band == "sure"
    assert router.rank("can you do it, please?").band != "sure", "no word says anything"


def short(at: int) -> Lesson:
    ways = ("may I have the {}", "where is my {}", "is there a {} for me", "can you give us the {}")
    return Lesson(
        ways[at % 4].format(("bread", "rolls")[at // 4 % 2]) + " and" * (at // 8), "baking", str(at)
    )
