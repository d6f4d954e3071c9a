"""Lessons: what was taught goes right, what was taken back is gone, and nothing else is disturbed."""

from __future__ import annotations

from collections import Counter

import pytest

from bot.company import Company
from bot.routing import Lesson, Router
from bot.routing.knowledge import MANY, OUTGROWN
from bot.routing.lessons import KEPT, newest
from bot.routing.wording import TAUGHT
from tests.bot.routing.companies import area, company_of

PAGES, TAGS, ROOMS = "web_pages", "tracking_tags", "devices_rooms"

OF_ROOMS = (
    "the beamer in room Oslo shows a green picture",
    "no sound from the loudspeaker in room Oslo",
    "the webcam in Oslo is blurry",
    "please order two more webcams for the quiet boxes",
    "the booking panel at the door of Oslo is black",
)


def many_lessons(count: int) -> list[Lesson]:
    """Different sentences for two areas, told apart by one word."""
    return [
        Lesson(
            f"the {('zebra', 'yak')[at % 2]} number {at} wants its stripes", (PAGES, TAGS)[at % 2], str(at)
        )
        for at in range(count)
    ]


@pytest.mark.parametrize("before", [0, 60, 200])
def test_the_same_words_go_right_after_one_lesson(example_company: Company, before: int) -> None:
    router = Router(example_company, many_lessons(before))
    taught = router.learnt([Lesson("Our headline on the homepage looks odd!", ROOMS, "move")])
    ranking = taught.rank("our HEADLINE on the homepage looks odd")
    assert (ranking.guesses[0].area_id, ranking.band) == (ROOMS, "sure")
    assert ranking.guesses[0].why == "because the same words went there before"
    assert router.rank("our headline on the homepage looks odd").guesses[0].area_id == PAGES, "a snapshot"


@pytest.mark.parametrize("before", [0, 200])
def test_a_lesson_taken_back_is_as_if_it_had_never_been(example_company: Company, before: int) -> None:
    text = "our headline on the homepage looks odd"
    router = Router(example_company, many_lessons(before))
    back = router.learnt([Lesson(text, ROOMS, "move")]).learnt(drop=["move"])
    assert back.rank(text).guesses[0].area_id == PAGES
    for one, two in zip(back.rank(text).guesses[:2], router.rank(text).guesses[:2], strict=True):
        assert one.area_id == two.area_id
        assert one.p == pytest.approx(two.p, abs=0.05)  # its rare words stay known words


def test_the_later_of_two_lessons_with_the_same_words_is_followed(example_company: Company) -> None:
    lessons = [Lesson("the yellow thing again", PAGES, "1"), Lesson("The yellow thing, again", ROOMS, "2")]
    router = Router(example_company, lessons)
    assert router.rank("the yellow thing again").guesses[0].area_id == ROOMS
    assert router.learnt(drop=["2"]).rank("the yellow thing again").guesses[0].area_id == PAGES


def test_similar_words_follow_what_was_learnt(example_company: Company) -> None:
    cold = Router(example_company)
    wish = "the loudspeaker in Oslo crackles"
    learnt = cold.learnt([Lesson(text, ROOMS, str(at)) for at, text in enumerate(OF_ROOMS)])
    best = learnt.rank(wish).guesses[0]
    assert best.area_id == ROOMS
    assert best.p > next((each.p for each in cold.rank(wish).guesses if each.area_id == ROOMS), 0.0)
    assert best.why == "because it is like what Workplace IT did before"


def test_learning_bit_by_bit_and_at_once_give_the_same_ranking(example_company: Company) -> None:
    lessons = many_lessons(300)
    at_once = Router(example_company, lessons)
    bit_by_bit = Router(example_company, lessons[:297])
    for lesson in lessons[297:]:
        bit_by_bit = bit_by_bit.learnt([lesson])
    for text in (
        "the zebra wants something else",
        "a landing page with a form",
        "a yak on the booking panel",
    ):
        one, two = at_once.rank(text), bit_by_bit.rank(text)
        assert [each.area_id for each in one.guesses[:2]] == [each.area_id for each in two.guesses[:2]]
        assert one.guesses[0].p == pytest.approx(two.guesses[0].p, abs=0.05)


def test_lessons_of_areas_that_left_the_file_are_passed_over(example_company: Company) -> None:
    router = Router(example_company, [Lesson("the yellow thing again", "gone", "1")])
    assert router.rank("the yellow thing again").unknown
    assert router.learnt([Lesson("the yellow thing again", "gone", "2")]).rank("the yellow thing").unknown


def test_forgetting_what_was_never_learnt_changes_nothing(example_company: Company) -> None:
    router = Router(example_company, many_lessons(10))
    assert router.learnt(drop=["no such lesson"]).rank("a zebra") == router.rank("a zebra")


def test_a_lesson_that_is_trusted_less_moves_less() -> None:
    company = company_of(area("pages", "banner"), area("reports", "dashboard"))
    wish = "the violet rabbit hops again"

    def share(weight: float) -> float:
        router = Router(company, [Lesson("a violet rabbit hopped by", "reports", weight=weight)])
        return next(each.p for each in router.rank(wish).guesses if each.area_id == "reports")

    assert share(1.0) > share(0.1)


def test_a_full_memory_lets_go_of_the_oldest_of_the_areas_that_have_most() -> None:
    lessons = [Lesson(f"often {at}", "often", f"o{at}") for at in range(10)]
    lessons[5:5] = [Lesson(f"seldom {at}", "seldom", f"s{at}") for at in range(3)]
    kept = newest(lessons, 8)
    assert Counter(lesson.area_id for lesson in kept) == {"often": 5, "seldom": 3}
    assert [lesson.id for lesson in kept] == ["s0", "s1", "s2", "o5", "o6", "o7", "o8", "o9"]
    assert newest(lessons, 13) == tuple(lessons)


def test_one_lesson_too_many_makes_the_oldest_of_the_fullest_area_go() -> None:
    lessons = [Lesson(f"flock {at}", "herding", str(at)) for at in range(KEPT)]
    company = company_of(area("herding", "sheep"), area("baking", "bread"))
    taught = Router(company, lessons).learnt([Lesson("crisp rolls", "baking", "new")])
    assert taught.rank("crisp rolls").guesses[0].why == TAUGHT
    assert taught.rank("flock 1").guesses[0].why == TAUGHT
    assert taught.rank("flock 0").guesses[0].why != TAUGHT


def test_a_router_that_is_fitted_anew_knows_the_same_lessons(example_company: Company) -> None:
    router = Router(example_company).learnt([Lesson("a photo of the yak", "devices_rooms", "yak")])
    assert router.anew().rank("a photo of the yak").guesses[0] == router.rank("a photo of the yak").guesses[0]


def test_many_lessons_at_once_are_fitted_as_after_a_start(example_company: Company) -> None:
    lessons = many_lessons(MANY + 1)
    learnt, started = Router(example_company).learnt(lessons), Router(example_company, lessons)
    assert learnt.rank("zebra stripes") == started.rank("zebra stripes")


def test_a_router_says_when_it_has_outgrown_what_it_was_fitted_for(example_company: Company) -> None:
    lessons = many_lessons(2 * OUTGROWN + 2)
    router = Router(example_company).learnt(lessons[:-2])
    assert not router.outgrown
    grown = router.learnt(lessons[-2:])
    assert grown.outgrown
    assert not grown.anew().outgrown
    assert grown.anew().rank("zebra stripes") == Router(example_company, lessons).rank("zebra stripes")


def test_lessons_forgotten_outgrow_a_fit_like_lessons_learnt(example_company: Company) -> None:
    router = Router(example_company, many_lessons(OUTGROWN + 3))
    assert router.learnt(drop=[str(at) for at in range(OUTGROWN + 2)]).outgrown
