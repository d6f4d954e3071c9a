from __future__ import annotations

from handlers.courier.pacing import Pacing
from tests.handlers.test_courier.conftest import Pulse


def test_three_at_once_and_then_one_a_second() -> None:
    pacing = Pacing(Pulse())
    assert [pacing.wait("C1", f"n{number}") for number in range(6)] == [0, 0, 0, 1, 2, 3]


def test_whoever_was_given_a_place_is_let_through_when_it_comes() -> None:
    pulse = Pulse()
    pacing = Pacing(pulse)
    for number in range(5):
        pacing.wait("C1", f"n{number}")
    pulse.now += 1
    assert pacing.wait("C1", "n3") == 0
    assert pacing.wait("C1", "n4") == 1
    pulse.now += 1
    assert pacing.wait("C1", "n4") == 0


def test_whoever_knocks_too_early_keeps_their_place() -> None:
    pulse = Pulse()
    pacing = Pacing(pulse)
    for number in range(4):
        pacing.wait("C1", f"n{number}")
    assert [pacing.wait("C1", "n3") for _ in range(3)] == [1, 1, 1]
    assert pacing.wait("C1", "n4") == 2


def test_over_a_minute_no_more_than_one_a_second_and_the_burst_are_let_through() -> None:
    pulse = Pulse()
    pacing = Pacing(pulse)
    waiting = [f"n{number}" for number in range(200)]
    let_through = 0
    for _ in range(600):
        still = [one for one in waiting if pacing.wait("C1", one)]
        let_through += len(waiting) - len(still)
        waiting = still
        pulse.now += 0.1
    assert let_through == 62


def test_channels_do_not_wait_for_each_other() -> None:
    pacing = Pacing(Pulse())
    for number in range(10):
        pacing.wait("C1", f"n{number}")
    assert pacing.wait("C2", "other") == 0


def test_a_pause_holds_that_channel_only_and_ends_without_a_burst() -> None:
    pulse = Pulse()
    pacing = Pacing(pulse)
    pacing.pause("C1", 30, "n0")
    assert [pacing.wait("C1", f"n{number}") for number in (1, 0, 2)] == [31, 30, 32]
    assert pacing.wait("C2", "other") == 0
    pulse.now += 30
    assert pacing.wait("C1", "n0") == 0
    assert pacing.wait("C1", "n1") == 1


def test_a_place_given_before_a_pause_is_moved_behind_it() -> None:
    pulse = Pulse()
    pacing = Pacing(pulse)
    for number in range(4):
        pacing.wait("C1", f"n{number}")
    pacing.pause("C1", 10, "n2")
    pulse.now += 1
    assert pacing.wait("C1", "n3") == 10


def test_quiet_channels_are_forgotten() -> None:
    pulse = Pulse()
    pacing = Pacing(pulse)
    for number in range(2500):
        pacing.wait(f"C{number}", f"n{number}")
        pulse.now += 1
    assert len(pacing._spent_until) < 2500
