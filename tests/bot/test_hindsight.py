"""Past requests asked of readers that do not know them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.company import Company
from bot.hindsight import (
    Bin,
    Changed,
    Outcome,
    Seen,
    Settled,
    bins,
    calibration_error,
    changes,
    counts,
    look_back,
)
from tests.companies import small_company
from tests.conftest import TUESDAY_NOON


def settled(number: int, text: str, area_id: str) -> Settled:
    return Settled(f"l{number}", text, area_id, TUESDAY_NOON)


def seen(p: float, guess: str | None = "pages", outcome: Outcome = "right", number: int = 1) -> Seen:
    return Seen(settled(number, "a page", "pages"), guess, p, outcome)


def past(company: Company) -> list[Settled]:
    """Some that its own words tell, and some that only what was learnt can tell."""
    words = {"pages": "landing page", "images": "image upload", "reports": "dashboard report"}
    plain = [f"please, {words[area.id]} number {n} of this week" for area in company.areas for n in range(4)]
    owners = [area.id for area in company.areas for _ in range(4)]
    learnt = [f"the gizmo on shelf {n} squeaks again" for n in range(6)]
    pairs = [*zip(plain, owners, strict=True), *((text, "reports") for text in learnt)]
    return [settled(number, text, area_id) for number, (text, area_id) in enumerate(pairs)]


def test_every_past_request_is_answered_once_and_in_order() -> None:
    given = past(small_company())
    assert [each.settled for each in look_back(small_company(), given)] == given


def test_words_that_only_others_taught_are_known_and_a_request_never_teaches_itself() -> None:
    company = small_company()
    squeaks = [each for each in past(company) if "gizmo" in each.text]
    alone = look_back(company, squeaks[:1])
    assert alone[0].outcome != "right"
    assert all(each.guess == "reports" for each in look_back(company, past(company))[-6:])


def test_what_belongs_to_an_area_that_is_gone_is_left_out() -> None:
    given = [settled(1, "a landing page", "pages"), settled(2, "a landing page", "gone")]
    assert [each.settled.id for each in look_back(small_company(), given)] == ["l1"]


def test_nothing_settled_gives_nothing() -> None:
    assert look_back(small_company(), []) == ()
    assert bins([]) == ()
    assert calibration_error([]) == 0.0


def test_another_area_of_the_same_team_is_the_right_team() -> None:
    company = small_company()
    (one,) = look_back(company, [settled(1, "build a landing page with a form and a banner", "images")])
    assert (one.guess, one.outcome, one.guessed_right) == ("pages", "right", False)


def test_outcomes_are_counted_each() -> None:
    found = [seen(0.9), seen(0.4, outcome="asked"), seen(0.3, outcome="asked")]
    assert counts(found) == {"right": 1, "wrong": 0, "asked": 2, "bridge": 0}


def test_bins_hold_what_was_said_and_what_came_true_the_surest_first() -> None:
    found = bins(
        [seen(1.0), seen(0.92), seen(0.96, "images", "wrong"), seen(0.55), seen(0.0, None, "bridge")]
    )
    assert [(each.low, each.high, each.count) for each in found] == [
        (0.9, 1.0, 3),
        (0.5, 0.6, 1),
        (0.0, 0.5, 1),
    ]
    assert [each.said for each in found] == pytest.approx([0.96, 0.55, 0.0])
    assert [each.right for each in found] == pytest.approx([2 / 3, 1.0, 0.0])


def test_the_calibration_error_is_the_mean_distance_of_said_and_true() -> None:
    exact = (Bin(0.9, 1.0, 10, 0.95, 0.95),)
    mixed = (Bin(0.9, 1.0, 3, 0.9, 0.7), Bin(0.5, 0.6, 1, 0.5, 0.9))
    assert calibration_error(exact) == 0.0
    assert calibration_error(mixed) == pytest.approx((3 * 0.2 + 0.4) / 4)


def test_only_those_that_would_go_elsewhere_are_told_the_worst_first() -> None:
    before = [seen(0.9, number=1), seen(0.3, outcome="asked", number=2), seen(0.9, number=3)]
    after = [seen(0.8, "images", "wrong", number=1), seen(0.7, number=2), seen(0.6, number=3)]
    assert [(pair.before.settled.id, pair.gain) for pair in changes(before, after)] == [("l1", -1), ("l2", 1)]


def test_what_only_one_file_knows_is_not_compared() -> None:
    assert changes([seen(0.9, number=1)], [seen(0.9, number=2)]) == ()


@pytest.mark.parametrize(
    ("before", "after", "gain"),
    [("wrong", "asked", 1), ("asked", "bridge", 0), ("right", "bridge", -1), ("bridge", "wrong", -1)],
)
def test_a_wrong_team_is_worse_than_a_question_and_a_question_worse_than_the_right_team(
    before: Outcome, after: Outcome, gain: int
) -> None:
    assert Changed(seen(0.5, outcome=before), seen(0.5, outcome=after)).gain == gain


def test_a_file_with_other_keywords_sends_a_request_elsewhere() -> None:
    company = small_company()
    given = [settled(1, "the kiosk on the second floor needs a new look", "images")]
    keywords = replace(company.areas[1], keywords=("kiosk", "new look", "floor"))
    other = replace(company, areas=(company.areas[0], keywords, company.areas[2]))
    (pair,) = changes(look_back(company, given), look_back(other, given))
    assert (pair.before.outcome, pair.after.outcome, pair.gain) == ("bridge", "right", 1)
