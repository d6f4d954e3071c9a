"""A user group that follows the rota: when it is set and looked at, and what is told of its troubles."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.company import Company
from bot.oncall.groups import DRIFT, GUEST, NO_HANDLE, ask_for, due_groups, find_group, note_set, wanted
from bot.oncall.overriding import take
from bot.oncall.placing import note_problem
from bot.requests.posting import refused
from bot.toolkit import Toolkit
from db.kinds import NoticeKind
from scheduler.jobs.oncall import look_after_duty
from tests.bot.oncall.duty import Duty, at, duty_of, with_rota
from tests.bot.requests.scene import ADA, JONAS, LENA
from tests.conftest import SettableClock

HANDLE = "@it-web-oncall"
BOTH = frozenset({"usergroups:read", "usergroups:write", "chat:write"})


@pytest.fixture
def company() -> Company:
    return with_rota(user_group=HANDLE)


@pytest.fixture
def duty(toolkit: Toolkit, clock: SettableClock) -> Duty:
    return duty_of(toolkit, clock)


def due(duty: Duty) -> list[tuple[str, bool]]:
    with duty.toolkit.ledger.read() as connection:
        found = due_groups(connection, duty.board(), duty.clock.now)
    return [(team.id, is_look) for team, is_look in found]


def set_to(duty: Duty, *members: str, problem: str | None = None) -> None:
    duty.do(note_set, duty.toolkit.company.team("web"), "S1", members, problem)


def problem(duty: Duty) -> str | None:
    with duty.toolkit.ledger.read() as connection:
        return find_group(connection, "web").problem


def told(duty: Duty, to: str = JONAS) -> list[str]:
    return [one["problem"] for one in duty.told(to=to, what="group_problem")]


def test_at_first_it_is_set_and_then_only_on_change(duty: Duty) -> None:
    assert due(duty) == [("web", False)]
    set_to(duty, JONAS)
    assert due(duty) == []
    duty.clock.now = at(11)
    assert wanted(duty.board(), duty.toolkit.company.team("web"), duty.clock.now) == [LENA]
    assert due(duty) == [("web", False)]


def test_an_override_changes_it_at_once(duty: Duty) -> None:
    set_to(duty, JONAS)
    duty.do(take, "web", LENA, duty.clock.now, at(10, 18), LENA)
    assert due(duty) == [("web", False)]


def test_once_a_day_it_is_looked_at_for_what_was_changed_by_hand(duty: Duty) -> None:
    set_to(duty, JONAS)
    duty.clock.advance(hours=23, minutes=59)
    set_aside = due(duty)
    assert set_aside == [("web", False)], "the shift has changed by then"
    set_to(duty, LENA)
    duty.do(take, "web", LENA, at(12), at(13, 12), LENA)
    duty.clock.advance(days=1)
    assert due(duty) == [("web", True)]


def test_it_is_asked_for_once_while_the_courier_has_not_been(duty: Duty) -> None:
    duty.toolkit.duties.catch_up()
    look_after_duty(duty.toolkit)
    look_after_duty(duty.toolkit)
    assert len(duty.scene.notices(NoticeKind.GROUP_DUE)) == 1


def test_without_the_scopes_nothing_is_called_and_it_is_told_once(duty: Duty) -> None:
    web = duty.toolkit.company.team("web")
    for _ in range(2):
        assert duty.do(ask_for, web, frozenset({"chat:write"}), look=False) is False
    assert duty.scene.notices(NoticeKind.GROUP_DUE) == []
    assert told(duty) == told(duty, ADA) == ["missing_scope"]
    assert due(duty) == [], "tried again a day later"
    duty.clock.advance(days=1)
    assert due(duty) == [("web", False)]


@pytest.mark.parametrize("scopes", [BOTH, frozenset()])
def test_with_the_scopes_or_not_knowing_them_it_is_tried(duty: Duty, scopes: frozenset[str]) -> None:
    assert duty.do(ask_for, duty.toolkit.company.team("web"), scopes, look=False) is True


def test_the_job_looks_at_the_scopes_that_slack_gave_us(duty: Duty) -> None:
    identity = replace(duty.toolkit.identity, scopes=frozenset({"chat:write"}))
    duty.toolkit.duties.catch_up()
    look_after_duty(replace(duty.toolkit, identity=identity))
    assert problem(duty) == "missing_scope"


def test_what_slack_refuses_is_told_once_and_tried_a_day_later(duty: Duty) -> None:
    web = duty.toolkit.company.team("web")
    for _ in range(2):
        duty.do(ask_for, web, BOTH, look=False)
        (notice,) = [one for one in duty.scene.claim_all() if one.kind is NoticeKind.GROUP_DUE]
        duty.do(refused, notice, "permission_denied")
        assert due(duty) == []
        duty.clock.advance(days=1)
        assert due(duty) == [("web", False)]
    assert told(duty) == told(duty, ADA) == ["permission_denied"]


def test_another_problem_is_told_anew_and_one_that_is_gone_forgotten(duty: Duty) -> None:
    for found in (NO_HANDLE, "permission_denied", None, "permission_denied"):
        duty.do(note_problem, "web", found)
    assert told(duty) == [NO_HANDLE, "permission_denied", "permission_denied"]


def test_what_somebody_changed_by_hand_is_told_once_and_the_next_change_is_not_held_up(duty: Duty) -> None:
    set_to(duty, JONAS, problem=DRIFT)
    set_to(duty, JONAS, problem=DRIFT)
    assert told(duty) == [DRIFT]
    assert due(duty) == []
    duty.clock.now = at(11)
    assert due(duty) == [("web", False)]


def test_a_guest_on_call_does_not_hold_up_the_next_one(duty: Duty) -> None:
    set_to(duty, JONAS, problem=GUEST)
    assert due(duty) == []
    duty.clock.now = at(11)
    assert due(duty) == [("web", False)]


def test_who_has_left_is_not_wanted_in_it(duty: Duty) -> None:
    duty.deactivate(JONAS)
    assert wanted(duty.board(), duty.toolkit.company.team("web"), duty.clock.now) == [LENA]


def test_a_team_without_a_group_is_left_alone(duty: Duty) -> None:
    duty.clock.advance(timedelta(days=2))
    assert {team_id for team_id, _ in due(duty)} == {"web"}
