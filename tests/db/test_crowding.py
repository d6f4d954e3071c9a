"""When posts to one place are due, so that a crowd is taken up once and not twice."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from db.crowding import AT_ONCE, BURST, EVERY, MOST_KEPT, RESERVE, Crowding
from db.engine import Ledger
from db.kinds import NoticeKind
from db.outbox import enqueue
from db.tables import outbox

NOW = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)


class Pulse:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def seconds(crowding: Crowding, place: str, count: int) -> list[float]:
    return [crowding.wait(place).total_seconds() for _ in range(count)]


def test_a_few_are_due_at_once_and_the_others_one_a_second() -> None:
    crowding = Crowding(Pulse())
    assert seconds(crowding, "C1", BURST + 3) == [
        *[0.0] * BURST,
        *[EVERY * turn + RESERVE for turn in (1, 2, 3)],
    ]


def test_a_crowd_at_one_place_delays_no_other() -> None:
    crowding = Crowding(Pulse())
    seconds(crowding, "C1", 50)
    assert crowding.wait("C2") == AT_ONCE


def test_after_a_pause_a_few_are_due_at_once_again() -> None:
    pulse = Pulse()
    crowding = Crowding(pulse)
    seconds(crowding, "C1", BURST + 2)
    pulse.now += EVERY * (BURST + 2)
    assert seconds(crowding, "C1", BURST) == [0.0] * BURST


def test_places_that_are_quiet_again_are_forgotten() -> None:
    pulse = Pulse()
    crowding = Crowding(pulse)
    for number in range(MOST_KEPT):
        crowding.wait(f"C{number}")
    pulse.now += 60
    crowding.wait("C0")
    assert len(crowding._spent_until) == 1


def due(ledger: Ledger) -> list[timedelta]:
    with ledger.read() as connection:
        return [
            at - NOW for at in connection.execute(select(outbox.c.due_at).order_by(outbox.c.id)).scalars()
        ]


def test_notices_for_one_place_are_due_in_turn_once_posts_are_paced(ledger: Ledger) -> None:
    ledger.pace_posts(Pulse())
    with ledger.begin() as unit:
        for number in range(BURST + 2):
            enqueue(unit, NoticeKind.CHANGE_TOLD, lane=f"lane {number}", now=NOW, place="C1")
    assert due(ledger) == [
        *[AT_ONCE] * BURST,
        timedelta(seconds=EVERY + RESERVE),
        timedelta(seconds=2 * EVERY + RESERVE),
    ]


def test_a_moment_that_was_asked_for_is_kept_and_takes_nobodys_turn(ledger: Ledger) -> None:
    ledger.pace_posts(Pulse())
    later = NOW + timedelta(hours=1)
    with ledger.begin() as unit:
        for number in range(BURST):
            enqueue(unit, NoticeKind.CHANGE_TOLD, lane=f"a {number}", now=NOW, due_at=later, place="C1")
        enqueue(unit, NoticeKind.CHANGE_TOLD, lane="b", now=NOW, place="C1")
    assert due(ledger) == [*[timedelta(hours=1)] * BURST, AT_ONCE]


def test_without_a_pace_or_a_place_everything_is_due_at_once(ledger: Ledger) -> None:
    with ledger.begin() as unit:
        for number in range(BURST + 2):
            enqueue(unit, NoticeKind.CHANGE_TOLD, lane=f"a {number}", now=NOW, place="C1")
    ledger.pace_posts(Pulse())
    with ledger.begin() as unit:
        for number in range(BURST + 2):
            enqueue(unit, NoticeKind.CHANGE_TOLD, lane=f"b {number}", now=NOW)
    assert due(ledger) == [AT_ONCE] * 2 * (BURST + 2)
