"""A few words a day: on working mornings, by the clock of whoever reads them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest

from bot.company import Company, Span
from bot.people import Facts, remember
from bot.quiet.starting import morning_from, start_course, stop_course
from db.errors import NotAllowed
from db.kinds import NoticeKind
from glossary.course import DAYS
from glossary.planting import plant
from glossary.quiet.readers import course_of
from glossary.starter import load_starter
from scheduler.due import next_due
from scheduler.jobs.course import send_courses
from tests.bot.requests.conftest import company, scene
from tests.bot.requests.scene import JONAS, MIA, OUTSIDER, TOM, Scene
from tests.companies import WORKSPACE

__all__ = ["company", "scene"]

TUESDAY = datetime(2026, 3, 10, tzinfo=UTC)  # London is at UTC then


@pytest.fixture
def school(scene: Scene) -> Scene:
    with scene.toolkit.ledger.begin() as unit:
        plant(unit, load_starter(), scene.clock.now)
    scene.toolkit.shelf.catch_up()
    return scene


def at(scene: Scene, hour: float, days: int = 0) -> None:
    scene.clock.now = TUESDAY + timedelta(days=days, hours=hour)


def send(scene: Scene) -> None:
    send_courses(scene.toolkit)


def sent(scene: Scene) -> list[tuple[str, int]]:
    details: list[Mapping[str, Any]] = [one["detail"] for one in scene.notices(NoticeKind.COURSE_DUE)]
    return [(one["user_id"], one["day"]) for one in details]


def next_at(scene: Scene, user_id: str) -> datetime | None:
    with scene.toolkit.ledger.read() as connection:
        running = course_of(connection, user_id)
    return running.due_at if running else None


def test_the_first_screen_comes_at_once_on_a_working_morning(school: Scene) -> None:
    at(school, 9.5)
    assert school.do(start_course, MIA) == TUESDAY + timedelta(hours=9.5)
    send(school)
    send(school)
    assert sent(school) == [(MIA, 0)]
    assert next_at(school, MIA) == TUESDAY + timedelta(days=1, hours=9)


@pytest.mark.parametrize(
    ("hour", "days", "first"),
    [(14, 0, (1, 9)), (6, 0, (0, 9)), (15, 3, (6, 9)), (10, 4, (6, 9))],
    ids=["in the afternoon", "before work", "on Friday afternoon", "on Saturday"],
)
def test_else_on_the_next_working_morning(
    school: Scene, hour: float, days: int, first: tuple[int, int]
) -> None:
    at(school, hour, days)
    expected = TUESDAY + timedelta(days=first[0], hours=first[1])
    assert school.do(start_course, MIA) == expected
    send(school)
    assert sent(school) == []
    school.clock.now = expected
    send(school)
    assert sent(school) == [(MIA, 0)]


def test_mornings_are_those_of_the_persons_own_zone(school: Scene) -> None:
    moved = Facts(TOM, WORKSPACE, "Nora New", email="nora@example.org", zone="America/New_York")
    with school.toolkit.ledger.begin() as unit:
        remember(unit, [moved], school.clock.now)
    school.toolkit.directory.refresh()
    at(school, 10)
    assert school.do(start_course, TOM) == TUESDAY + timedelta(hours=13)  # nine in New York
    at(school, 13)
    send(school)
    assert sent(school) == [(TOM, 0)]
    assert school.do(start_course, JONAS) is not None


def test_a_screen_that_comes_too_late_in_the_day_waits_for_the_next_morning(school: Scene) -> None:
    at(school, 9)
    school.do(start_course, MIA)
    at(school, 16)  # the bot was down all morning
    send(school)
    assert sent(school) == []
    assert next_at(school, MIA) == TUESDAY + timedelta(days=1, hours=9)


def test_it_lasts_two_working_weeks_and_more_and_then_ends(school: Scene) -> None:
    at(school, 9)
    school.do(start_course, MIA)
    for day in range(30):
        at(school, 9, day)
        send(school)
    assert sent(school) == [(MIA, n) for n in range(DAYS)]
    assert next_at(school, MIA) is None
    assert school.do(start_course, MIA) is not None  # as often as one likes


def test_whoever_travels_in_time_is_told_of_the_next_screen(school: Scene) -> None:
    at(school, 14)
    assert next_due(school.toolkit) is None
    first_at = school.do(start_course, MIA)
    found = next_due(school.toolkit)
    assert found is not None
    assert found[0] == first_at


def test_stopped_is_stopped(school: Scene) -> None:
    at(school, 9)
    school.do(start_course, MIA)
    send(school)
    assert school.do(start_course, MIA) is None  # it is running
    assert school.do(stop_course, MIA)
    assert not school.do(stop_course, MIA)
    at(school, 9, 1)
    send(school)
    assert sent(school) == [(MIA, 0)]


def test_whoever_leaves_gets_no_more(school: Scene) -> None:
    at(school, 9)
    school.do(start_course, MIA)
    left = Facts(MIA, WORKSPACE, "Mia Tanaka", email="mia@example.org", deactivated=True)
    with school.toolkit.ledger.begin() as unit:
        remember(unit, [left], school.clock.now)
    school.toolkit.directory.refresh()
    send(school)
    assert (sent(school), next_at(school, MIA)) == ([], None)


def test_not_for_people_of_other_companies(school: Scene) -> None:
    with pytest.raises(NotAllowed, match="The glossary is for people of this company"):
        school.do(start_course, OUTSIDER)


def test_nothing_is_sent_before_the_words_are_read(scene: Scene) -> None:
    at(scene, 9)
    scene.do(start_course, MIA)
    send(scene)
    assert sent(scene) == []
    assert next_at(scene, MIA) is not None


def test_an_office_that_opens_at_noon_has_its_mornings_too(school: Scene) -> None:
    people = school.toolkit.directory.people()
    late = _opening_at(school.toolkit.company, 13)
    first = morning_from(late, people.get(MIA), TUESDAY)
    assert first == TUESDAY + timedelta(hours=13)
    assert morning_from(late, people.get(MIA), first) == first


def _opening_at(company: Company, hour: int) -> Company:
    span = (Span(time(hour), time(21)),)
    calendars = tuple(replace(one, hours=(*(span,) * 5, (), ())) for one in company.calendars)
    return replace(company, calendars=calendars)
