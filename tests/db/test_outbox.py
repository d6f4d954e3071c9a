"""What must be said: each once, in its lane's order, by one relay at a time."""

from __future__ import annotations

import threading
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from db import outbox
from db.engine import Ledger
from db.kinds import NoticeKind, NoticeState
from db.outbox import LEASE, Notice, again, claim, enqueue, posted, release_claims, supersede
from db.tables import outbox as table

NOW = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)


def put(ledger: Ledger, lane: str, **more: Any) -> str:
    with ledger.begin() as unit:
        return enqueue(unit, more.pop("kind", NoticeKind.CHANGE_TOLD), lane=lane, now=NOW, **more)


def take(ledger: Ledger, now: datetime = NOW, limit: int = 100, worker: str = "w") -> list[Notice]:
    with ledger.begin() as unit:
        return claim(unit, worker=worker, now=now, limit=limit)


def settle(ledger: Ledger, notice: Notice, now: datetime = NOW) -> bool:
    with ledger.begin() as unit:
        return posted(unit, notice, now)


def states(ledger: Ledger) -> list[NoticeState]:
    with ledger.read() as connection:
        return [
            NoticeState(each)
            for each in connection.execute(select(table.c.state).order_by(table.c.id)).scalars()
        ]


def test_eight_relays_say_everything_once_and_every_lane_in_its_order(ledger: Ledger) -> None:
    lanes = [f"lane {number}" for number in range(12)]
    expected = {lane: [put(ledger, lane, step=step) for step in range(8)] for lane in lanes}
    said: list[Notice] = []
    lock = threading.Lock()
    start = threading.Barrier(8)
    errors: list[BaseException] = []

    def relay(name: str) -> None:
        start.wait()
        try:
            while len(said) < 96:
                for notice in take(ledger, limit=3, worker=name):
                    with lock:
                        said.append(notice)
                    assert settle(ledger, notice)
        except BaseException as error:  # noqa: BLE001 - looked at below
            errors.append(error)
            said.extend([notice for notice in said] * 96)  # let the others end

    threads = [threading.Thread(target=relay, args=(f"relay {number}",)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=90)
    assert errors == []
    assert max(Counter(notice.id for notice in said).values()) == 1
    for lane in lanes:
        assert [notice.id for notice in said if notice.lane == lane] == expected[lane]
    assert set(states(ledger)) == {NoticeState.POSTED}


def test_the_next_of_a_lane_waits_for_the_one_before(ledger: Ledger) -> None:
    first, second, other = put(ledger, "a"), put(ledger, "a"), put(ledger, "b")
    head, neighbour = take(ledger)
    assert (head.id, neighbour.id) == (first, other)
    assert take(ledger) == []
    settle(ledger, head)
    assert [notice.id for notice in take(ledger)] == [second]


def test_one_that_is_put_off_holds_up_its_lane_and_no_other(ledger: Ledger) -> None:
    put(ledger, "a"), put(ledger, "a"), put(ledger, "b")
    (head, _) = take(ledger)
    with ledger.begin() as unit:
        again(unit, head, NOW + timedelta(seconds=30), reason="Slack is busy")
    assert take(ledger, NOW + timedelta(seconds=29)) == []
    (once_more,) = take(ledger, NOW + timedelta(seconds=30))
    assert (once_more.id, once_more.attempts, once_more.unsure, once_more.error) == (
        head.id,
        2,
        False,
        "Slack is busy",
    )


def test_one_that_will_never_be_said_lets_the_next_one_pass(ledger: Ledger) -> None:
    for lane, end in (("a", outbox.parked), ("b", outbox.dropped)):
        put(ledger, lane)
        following = put(ledger, lane)
        (head,) = [notice for notice in take(ledger) if notice.lane == lane]
        with ledger.begin() as unit:
            end(unit, head, NOW, "is_archived")
        assert [notice.id for notice in take(ledger)] == [following]


def test_a_notice_for_later_is_not_said_now(ledger: Ledger) -> None:
    put(ledger, "a", due_at=NOW + timedelta(hours=1))
    assert take(ledger) == []
    assert len(take(ledger, NOW + timedelta(hours=1))) == 1


def test_a_claim_whose_lease_ran_out_is_claimed_again_as_unsure(ledger: Ledger) -> None:
    put(ledger, "a")
    (first,) = take(ledger)
    assert not first.unsure
    assert take(ledger, NOW + LEASE - timedelta(seconds=1)) == []
    (second,) = take(ledger, NOW + LEASE)
    assert (second.id, second.unsure, second.attempts) == (first.id, True, 2)


def test_unsure_stays_unsure_until_it_is_settled(ledger: Ledger) -> None:
    put(ledger, "a")
    (first,) = take(ledger)
    with ledger.begin() as unit:
        again(unit, first, NOW, reason="no answer", unsure=True)
    (second,) = take(ledger)
    with ledger.begin() as unit:
        again(unit, second, NOW, reason="busy")
    (third,) = take(ledger)
    assert (second.unsure, third.unsure) == (True, True)


def test_a_relay_that_was_slow_does_not_bring_back_what_another_has_said(ledger: Ledger) -> None:
    put(ledger, "a")
    (slow,) = take(ledger)
    (quick,) = take(ledger, NOW + LEASE)
    with ledger.begin() as unit:
        again(unit, slow, NOW, reason="no answer", unsure=True)
    assert states(ledger) == [NoticeState.CLAIMED], "the quick one still has it"
    assert settle(ledger, quick)
    with ledger.begin() as unit:
        again(unit, slow, NOW, reason="no answer", unsure=True)
    assert not settle(ledger, slow)
    assert states(ledger) == [NoticeState.POSTED]


def test_after_a_crash_the_only_process_need_not_wait_for_leases(ledger: Ledger) -> None:
    put(ledger, "a")
    take(ledger)
    with ledger.begin() as unit:
        assert release_claims(unit) == 1
    (notice,) = take(ledger)
    assert notice.unsure


def test_what_was_said_keeps_no_words(ledger: Ledger) -> None:
    put(ledger, "a", text="a secret plan")
    (notice,) = take(ledger)
    assert notice.detail == {"text": "a secret plan"}
    settle(ledger, notice)
    with ledger.read() as connection:
        assert connection.execute(select(table.c.detail)).scalars().all() == [{}]


def test_a_fresh_drawing_takes_the_place_of_those_that_nobody_has_begun(ledger: Ledger) -> None:
    drawn = NoticeKind.CARD_CHANGED
    put(ledger, "a", kind=drawn)
    (begun,) = take(ledger)
    put(ledger, "a", kind=drawn), put(ledger, "a"), put(ledger, "b", kind=drawn)
    with ledger.begin() as unit:
        supersede(unit, drawn, "a", NOW)
    assert states(ledger) == [NoticeState.CLAIMED, NoticeState.DROPPED, NoticeState.DUE, NoticeState.DUE]
    assert settle(ledger, begun)


@pytest.mark.parametrize("count", [1, 3])
def test_no_more_is_claimed_than_asked_for_and_the_oldest_goes_first(ledger: Ledger, count: int) -> None:
    ids = [put(ledger, f"lane {number}") for number in range(6)]
    assert [notice.id for notice in take(ledger, limit=count)] == ids[:count]
