"""Silence of whoever looks for unanswered requests is noticed, told once, and its end as well."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.escalation.watching import LOOKS_AGAIN, STOPPED, Auditor
from db.kinds import NoticeKind
from scheduler.jobs.watching import watch_the_auditor
from tests.bot.escalation.scene import Waiting
from tests.bot.requests.scene import ADA
from tests.conftest import TUESDAY_NOON


def told(scene: Waiting) -> list[tuple[str, str]]:
    rows = scene.notices(NoticeKind.PERSON_TOLD)
    return [(row["detail"]["user_id"], row["detail"]["text"]) for row in rows]


def watch(scene: Waiting, minutes: int, *, looking: bool = False) -> None:
    """Minute by minute."""
    for _ in range(minutes):
        scene.clock.advance(minutes=1)
        if looking:
            scene.look()
        watch_the_auditor(scene.toolkit)


def test_while_it_looks_nobody_is_told_anything(scene: Waiting) -> None:
    watch(scene, 30, looking=True)
    assert told(scene) == []


def test_admins_are_told_once_that_it_has_stopped_and_once_that_it_looks_again(scene: Waiting) -> None:
    watch(scene, 2, looking=True)
    watch(scene, 20)
    assert told(scene) == [(ADA, STOPPED)]
    watch(scene, 20, looking=True)
    assert told(scene) == [(ADA, STOPPED), (ADA, LOOKS_AGAIN)]


def test_each_silence_is_told_by_itself(scene: Waiting) -> None:
    for _ in range(2):
        watch(scene, 2, looking=True)
        watch(scene, 10)
    watch(scene, 2, looking=True)
    assert told(scene) == [(ADA, STOPPED), (ADA, LOOKS_AGAIN)] * 2


def test_a_machine_that_slept_is_no_silence(scene: Waiting) -> None:
    """Both look again at the same moment, in any order."""
    watch(scene, 2, looking=True)
    scene.clock.advance(hours=3)
    watch_the_auditor(scene.toolkit)
    watch(scene, 5, looking=True)
    assert told(scene) == []


def test_before_the_first_look_ever_there_is_nothing_to_miss(scene: Waiting) -> None:
    watch(scene, 10)
    assert told(scene) == []


def test_two_processes_tell_it_once(scene: Waiting) -> None:
    watch(scene, 2, looking=True)
    watch(scene, 4)
    for _ in range(3):
        watch_the_auditor(scene.toolkit)
    assert told(scene) == [(ADA, STOPPED)]


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (-5, "0 s"),
        (0, "0 s"),
        (20, "20 s"),
        (119, "119 s"),
        (120, "2 min"),
        (7199, "119 min"),
        (7200, "2 h"),
        (172_799, "47 h"),
        (172_800, "2 days"),
    ],
)
def test_its_age_is_said_in_the_unit_that_people_would_use(seconds: int, words: str) -> None:
    assert Auditor(TUESDAY_NOON).age(TUESDAY_NOON + timedelta(seconds=seconds)) == words


def test_three_minutes_are_no_silence_and_a_second_more_is() -> None:
    auditor = Auditor(TUESDAY_NOON)
    assert not auditor.is_silent(TUESDAY_NOON + timedelta(minutes=3))
    assert auditor.is_silent(TUESDAY_NOON + timedelta(minutes=3, seconds=1))
    assert not auditor.is_silent(TUESDAY_NOON - timedelta(hours=2)), "a clock that stepped back"
    assert not Auditor(None).is_silent(TUESDAY_NOON)
    assert Auditor(None).age(TUESDAY_NOON) == "never"
