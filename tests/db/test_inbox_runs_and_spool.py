"""What came in, who runs a job, and the file for when the database is gone."""

from __future__ import annotations

import json
import stat
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from db import inbox
from db.engine import Ledger, Taken
from db.ids import new_id
from db.inbox import MOST_ATTEMPTS, RETRY_AFTER, finish, keep, put_off, record, stuck, unfinished
from db.runs import claim_run
from db.spool import Spool, Spooled

NOW = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)


def waiting(ledger: Ledger, now: datetime) -> list[inbox.Unfinished]:
    with ledger.read() as connection:
        return unfinished(connection, now)


def test_of_five_deliveries_at_once_one_is_the_first(ledger: Ledger) -> None:
    start = threading.Barrier(5)

    def deliver(_: int) -> str:
        start.wait()
        try:
            with ledger.begin() as unit:
                record(unit, "Ev1", "event", NOW)
        except Taken as taken:
            return taken.constraint
        return "first"

    with ThreadPoolExecutor(5) as pool:
        assert sorted(pool.map(deliver, range(5))) == ["first", *["pk_inbox"] * 4]


def test_a_delivery_that_failed_is_kept_whole_until_it_is_finished_once(ledger: Ledger) -> None:
    payload = {"text": "Ärger\0 \ud83d", "nested": [1, {"a": None}]}
    with ledger.begin() as unit:
        keep(unit, "Ev1", "event", payload, reference="7f3a", now=NOW)
    assert waiting(ledger, NOW) == [], "not at once"
    (delivery,) = waiting(ledger, NOW + RETRY_AFTER[0])
    assert (delivery.payload, delivery.reference, delivery.attempts) == (payload, "7f3a", 1)
    for expected in (True, False):
        with ledger.begin() as unit:
            assert finish(unit, "Ev1") is expected
    assert waiting(ledger, NOW + timedelta(days=1)) == []
    with pytest.raises(Taken), ledger.begin() as unit:
        record(unit, "Ev1", "event", NOW)


def test_a_finish_that_fails_leaves_the_delivery_for_the_next_sweep(ledger: Ledger) -> None:
    with ledger.begin() as unit:
        keep(unit, "Ev1", "event", {}, reference="7f3a", now=NOW)

    def fail() -> None:
        with ledger.begin() as unit:
            assert finish(unit, "Ev1")
            raise RuntimeError("still broken")

    with pytest.raises(RuntimeError):
        fail()
    assert len(waiting(ledger, NOW + RETRY_AFTER[0])) == 1


def test_a_delivery_that_fails_again_and_again_waits_longer_and_is_given_up_for_an_admin_to_see(
    ledger: Ledger,
) -> None:
    with ledger.begin() as unit:
        keep(unit, "Ev1", "event", {}, reference="7f3a", now=NOW)
    now, waits = NOW + RETRY_AFTER[0], []
    while found := waiting(ledger, now):
        with ledger.begin() as unit:
            put_off(unit, found[0], now)
        assert waiting(ledger, now) == []
        waits.append(found[0].attempts)
        now += timedelta(days=1)
    assert waits == list(range(1, MOST_ATTEMPTS))
    with ledger.read() as connection:
        assert stuck(connection) == 1


def test_of_many_who_claim_a_run_one_has_it_and_another_slot_is_free(ledger: Ledger) -> None:
    start = threading.Barrier(8)

    def claimed(_: int) -> bool:
        start.wait()
        with ledger.begin() as unit:
            return claim_run(unit, "daily", "2026-03-10", NOW)

    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(claimed, range(8))) == [False] * 7 + [True]
    for job, slot in (("daily", "2026-03-11"), ("hourly", "2026-03-10")):
        with ledger.begin() as unit:
            assert claim_run(unit, job, slot, NOW)


def test_a_run_that_failed_gives_its_slot_back(ledger: Ledger) -> None:
    def fail() -> None:
        with ledger.begin() as unit:
            assert claim_run(unit, "daily", "2026-03-10", NOW)
            raise RuntimeError("it broke")

    with pytest.raises(RuntimeError):
        fail()
    with ledger.begin() as unit:
        assert claim_run(unit, "daily", "2026-03-10", NOW)


def spooled(key: str) -> Spooled:
    return Spooled(key, "event", {"text": f"Ärger mit {key}\n"}, "7f3a")


def test_what_is_spooled_is_read_back_and_removed_by_key(tmp_path: Path) -> None:
    spool = Spool(tmp_path / "spool.jsonl")
    assert spool.waiting() == []
    for key in ("a", "b", "c"):
        spool.keep(spooled(key))
    assert spool.waiting() == [spooled(key) for key in ("a", "b", "c")]
    spool.remove({"a", "c"})
    assert spool.waiting() == [spooled("b")]
    spool.remove({"b"})
    assert not spool.path.exists()
    spool.remove({"b"})


def test_nobody_else_on_the_machine_can_read_the_spool(tmp_path: Path) -> None:
    spool = Spool(tmp_path / "spool.jsonl")
    for key in ("a", "b"):
        spool.keep(spooled(key))
        assert stat.S_IMODE(spool.path.stat().st_mode) == 0o600
    spool.remove({"a"})
    assert stat.S_IMODE(spool.path.stat().st_mode) == 0o600


def test_a_line_torn_by_a_power_cut_costs_only_itself(tmp_path: Path) -> None:
    spool = Spool(tmp_path / "spool.jsonl")
    spool.keep(spooled("a"))
    whole = json.dumps(
        {"key": "torn", "kind": "event", "payload": {"text": "ü"}}, ensure_ascii=False
    ).encode()
    with spool.path.open("ab") as file:
        file.write(whole[: whole.index("ü".encode()) + 1])  # in the middle of a letter
    spool.keep(spooled("b"))
    assert spool.waiting() == [spooled("a"), spooled("b")]
    spool.remove({"a"})
    assert spool.waiting() == [spooled("b")]


def test_two_spools_on_one_file_lose_nothing_to_each_other(tmp_path: Path) -> None:
    spools = [Spool(tmp_path / "spool.jsonl") for _ in range(4)]

    def keep_and_clear(number: int) -> None:
        for step in range(15):
            spools[number].keep(spooled(f"keep {number} {step}"))
            spools[number].keep(spooled(f"drop {number} {step}"))
            spools[number].remove({f"drop {number} {step}"})

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(keep_and_clear, range(4)))
    expected = sorted(f"keep {number} {step}" for number in range(4) for step in range(15))
    assert sorted(each.key for each in spools[0].waiting()) == expected


def test_ids_sort_by_moment_and_then_by_the_order_in_which_they_were_made() -> None:
    later = NOW + timedelta(microseconds=1)
    made = [new_id("n", NOW) for _ in range(2000)] + [new_id("n", later) for _ in range(10)]
    assert made == sorted(made)
    assert len(set(made)) == len(made)
    assert {len(each) for each in made} == {len(made[0])}
