from __future__ import annotations

from bot.llm.breaker import FAILURES, FIRST_PAUSE, LONGEST_PAUSE, LONGEST_WISHED, Breaker
from tests.openai_server import Seconds


def broken(seconds: Seconds) -> Breaker:
    """After so many failures that a pause has begun."""
    breaker = Breaker(seconds)
    for _ in range(FAILURES):
        assert breaker.enter()
        breaker.failed()
    return breaker


def test_a_few_failures_are_forgiven() -> None:
    breaker = Breaker(Seconds())
    for _ in range(FAILURES - 1):
        assert breaker.enter()
        assert breaker.failed() == 0
    assert breaker.is_open()


def test_failures_in_a_row_bring_a_pause() -> None:
    seconds = Seconds()
    breaker = broken(seconds)
    assert not breaker.is_open()
    assert not breaker.enter()
    seconds.now += FIRST_PAUSE - 1
    assert not breaker.enter()
    seconds.now += 1
    assert breaker.is_open()
    assert breaker.enter()


def test_a_success_in_between_wipes_the_slate() -> None:
    breaker = Breaker(Seconds())
    for _ in range(5 * FAILURES):
        breaker.enter()
        breaker.failed()
        breaker.enter()
        breaker.succeeded()
    assert breaker.is_open()


def test_after_a_pause_one_may_try_and_the_others_wait_for_what_comes_of_it() -> None:
    seconds = Seconds()
    breaker = broken(seconds)
    seconds.now += FIRST_PAUSE
    assert breaker.enter()
    assert not breaker.is_open()
    assert not breaker.enter()
    breaker.succeeded()
    assert breaker.enter()
    assert breaker.enter()


def test_a_try_that_fails_doubles_the_pause_up_to_a_limit() -> None:
    seconds = Seconds()
    breaker = broken(seconds)
    pauses = []
    for _ in range(10):
        seconds.now += LONGEST_PAUSE
        assert breaker.enter()
        pauses.append(breaker.failed())
    assert pauses[:3] == [2 * FIRST_PAUSE, 4 * FIRST_PAUSE, 8 * FIRST_PAUSE]
    assert pauses[-1] == LONGEST_PAUSE


def test_a_success_after_a_pause_makes_the_next_pause_short_again() -> None:
    seconds = Seconds()
    breaker = broken(seconds)
    seconds.now += FIRST_PAUSE
    breaker.enter()
    breaker.succeeded()
    pauses = [breaker.failed() for _ in range(FAILURES) if breaker.enter()]
    assert pauses == [0, 0, FIRST_PAUSE]


def test_a_longer_pause_that_the_other_side_wishes_is_kept() -> None:
    seconds = Seconds()
    breaker = Breaker(seconds)
    breaker.enter()
    assert breaker.failed(wished=120) == 120
    seconds.now += 119
    assert not breaker.enter()
    seconds.now += 1
    assert breaker.enter()


def test_nobody_can_wish_for_a_pause_without_end() -> None:
    breaker = Breaker(Seconds())
    breaker.enter()
    assert breaker.failed(wished=10_000_000) == LONGEST_WISHED


def test_what_a_second_try_cannot_help_pauses_at_once() -> None:
    breaker = Breaker(Seconds())
    breaker.enter()
    assert breaker.failed(at_once=True) == FIRST_PAUSE
    assert not breaker.enter()
