"""Who is expected to take a request: at night whoever begins the day, and after a hand-over the next one."""

from __future__ import annotations

from datetime import timedelta

from bot.requests.working import acknowledge
from db.kinds import NoticeKind
from scheduler.jobs.oncall import look_after_duty
from tests.bot.escalation.scene import DOWN, JONAS, Waiting, berlin
from tests.bot.requests.scene import LENA

NIGHT, MORNING = berlin("2026-03-11 02:00"), berlin("2026-03-11 09:00")


def test_at_night_a_wish_waits_for_whoever_begins_the_day(scene: Waiting) -> None:
    scene.clock.now = NIGHT
    scene.take_over(LENA, NIGHT, NIGHT + timedelta(hours=3))
    assert scene.file().owner_id == JONAS
    assert scene.file(DOWN).owner_id == LENA


def test_after_a_hand_over_what_nobody_has_waits_for_the_next_one_and_is_drawn_so(scene: Waiting) -> None:
    scene.clock.now = MORNING
    noon = MORNING + timedelta(hours=3)
    scene.take_over(LENA, noon, noon + timedelta(hours=2))
    open_one, taken = scene.filed_and_posted(), scene.filed_and_posted()
    scene.do(acknowledge, taken.id, JONAS)
    scene.say_all()
    scene.clock.now = noon
    look_after_duty(scene.toolkit)
    assert [scene.request(each.id).owner_id for each in (open_one, taken)] == [LENA, JONAS]
    drawn = [each["request_id"] for each in scene.notices(NoticeKind.CARD_CHANGED, due=True)]
    assert drawn == [open_one.id]
    assert scene.called(open_one) == []
    look_after_duty(scene.toolkit)
    assert len(scene.notices(NoticeKind.CARD_CHANGED, due=True)) == 1


def test_somebodys_own_wish_does_not_wait_for_themselves(scene: Waiting) -> None:
    scene.clock.now = MORNING
    request = scene.file(asked_by=LENA)
    scene.take_over(LENA, MORNING, MORNING + timedelta(hours=2))
    look_after_duty(scene.toolkit)
    assert scene.request(request.id).owner_id == JONAS
