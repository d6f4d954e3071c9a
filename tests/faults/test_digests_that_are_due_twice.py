"""Hundreds of digests due at once and two processes that say them: each once, none left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update

from bot.channels import Channel, remember_channels
from bot.deliveries import last_look
from bot.digests.keeping import Wanted, due_digests, find_digest, subscribe
from bot.digests.phrases import EACH_WORKDAY
from bot.digests.saying import LOOK, say_if_due, send_now
from bot.requests.posting import Said
from bot.toolkit import Desk, Toolkit
from db.engine import Ledger
from db.errors import Conflict, Outage, Undeliverable
from db.kinds import DeliveryState, DigestKind, NoticeKind
from db.meeting_tables import deliveries, digest_runs, digests
from db.outbox import Notice
from db.tables import outbox
from scheduler.jobs.digests import send_digests
from scheduler.relay import Relay
from tests.bot.requests.conftest import company, scene
from tests.bot.requests.scene import JONAS, Scene
from tests.conftest import Databases
from tests.racing import at_once

__all__ = ["company", "scene"]

MANY = 300
NINE = datetime(2026, 3, 11, 8, tzinfo=UTC)  # in Berlin


@pytest.fixture
def database_url(database_kind: str, databases: Databases, tmp_path: Path) -> str:
    """Nobody looks words up here."""
    return databases.fresh(database_kind, tmp_path)


@pytest.fixture
def second(scene: Scene, database_url: str) -> Iterator[Toolkit]:
    """Another process on the same database."""
    ledger = Ledger(database_url)
    yield replace(scene.toolkit, ledger=ledger)
    ledger.close()


def subscribe_many(scene: Scene, count: int) -> None:
    """Each in a channel of its own, all due on Wednesday at nine, each with the same request to tell of."""
    scene.file()

    def each(desk: Desk) -> None:
        channels = [Channel(f"C0N{number}", f"news-{number}") for number in range(count)]
        remember_channels(desk.unit, channels, desk.now)
        for channel in channels:
            wanted = Wanted(DigestKind.IT, EACH_WORKDAY, time(9), channel_id=channel.channel_id)
            subscribe(desk, wanted, JONAS, channel.channel_id)

    scene.do(each)
    scene.clock.now = NINE + timedelta(hours=1)  # in London, where the bridge sits


def rows(scene: Scene, statement: Any) -> list[Any]:
    with scene.toolkit.ledger.read() as connection:
        return list(connection.execute(statement).scalars())


def until_done(toolkit: Toolkit) -> None:
    while True:
        with toolkit.ledger.read() as connection:
            if not due_digests(connection, toolkit.now(), 1):
                return
        with suppress(Outage):  # two on one SQLite file get in each other's way; the clock looks again
            send_digests(toolkit)


def test_two_processes_say_hundreds_of_due_digests_once_each(scene: Scene, second: Toolkit) -> None:
    subscribe_many(scene, MANY)
    outcomes = at_once(lambda: until_done(scene.toolkit), lambda: until_done(second))
    assert outcomes == [None, None]
    said = rows(scene, select(outbox.c.detail).where(outbox.c.kind == NoticeKind.DIGEST_DUE))
    counted = Counter(detail["digest_id"] for detail in said)
    assert (len(counted), set(counted.values())) == (MANY, {1})
    assert rows(scene, select(deliveries.c.state)) == [DeliveryState.SAID] * MANY
    assert len(rows(scene, select(digest_runs.c.period))) == MANY


def test_when_all_are_said_the_next_look_finds_nothing(scene: Scene, second: Toolkit) -> None:
    subscribe_many(scene, 3)
    send_digests(scene.toolkit)
    send_digests(second)
    assert len(rows(scene, select(outbox.c.id).where(outbox.c.kind == NoticeKind.DIGEST_DUE))) == 3


def test_a_look_is_noted_only_when_nothing_due_is_left(scene: Scene) -> None:
    """Else those that are said later would not know since when nobody was looking."""
    subscribe_many(scene, 5)
    send_digests(scene.toolkit, at_once=2)
    with scene.toolkit.ledger.read() as connection:
        assert last_look(connection, LOOK) is None
    for _ in range(2):
        send_digests(scene.toolkit, at_once=2)
    with scene.toolkit.ledger.read() as connection:
        assert last_look(connection, LOOK) == scene.clock.now


class PowerCutError(Exception):
    """The process ends here."""


def test_a_process_that_dies_before_its_commit_gives_the_digest_back(scene: Scene, second: Toolkit) -> None:
    subscribe_many(scene, 1)

    def die(desk: Desk) -> None:
        say_if_due(desk, "it.C0N0.all", None)
        raise PowerCutError

    with pytest.raises(PowerCutError):
        scene.do(die)
    assert rows(scene, select(deliveries.c.state)) == []
    send_digests(second)
    assert len(rows(scene, select(outbox.c.id).where(outbox.c.kind == NoticeKind.DIGEST_DUE))) == 1


def test_two_who_send_it_now_at_the_same_time_send_it_once(scene: Scene, second: Toolkit) -> None:
    subscribe_many(scene, 1)

    def send(toolkit: Toolkit) -> bool:
        with toolkit.ledger.begin() as unit:
            return send_now(toolkit.desk(unit), "it.C0N0.all", JONAS)

    outcomes = at_once(lambda: send(scene.toolkit), lambda: send(second))
    assert sorted(map(type, outcomes), key=str) == [bool, Conflict]
    assert len(rows(scene, select(outbox.c.id).where(outbox.c.kind == NoticeKind.DIGEST_DUE))) == 1


def test_a_digest_sent_now_in_the_minute_in_which_it_is_due_is_not_sent_twice(
    scene: Scene, second: Toolkit
) -> None:
    subscribe_many(scene, 1)
    with scene.toolkit.ledger.begin() as unit:
        assert send_now(scene.toolkit.desk(unit), "it.C0N0.all", JONAS)
    send_digests(second)
    assert len(rows(scene, select(outbox.c.id).where(outbox.c.kind == NoticeKind.DIGEST_DUE))) == 1


def test_an_archived_channel_ends_its_digest_and_whoever_made_it_hears_why_once(scene: Scene) -> None:
    subscribe_many(scene, 1)
    send_digests(scene.toolkit)

    def refuse(notice: Notice) -> Said:
        if notice.kind is NoticeKind.DIGEST_DUE:
            raise Undeliverable("The channel is archived.", "is_archived")
        return Said()

    Relay(scene.toolkit, refuse, worker="test").drain_once()
    with scene.toolkit.ledger.read() as connection:
        assert find_digest(connection, "it.C0N0.all") is None
    told = [one["detail"].get("text", "") for one in scene.notices(NoticeKind.PERSON_TOLD)]
    assert len(told) == 1
    assert rows(scene, select(digest_runs.c.reason)) == ["not posted: Slack refused the place (is_archived)"]
    scene.clock.advance(days=1)
    send_digests(scene.toolkit)
    assert len(rows(scene, select(outbox.c.id).where(outbox.c.kind == NoticeKind.DIGEST_DUE))) == 1


def test_a_team_that_left_the_company_file_stops_no_other_digest(scene: Scene) -> None:
    subscribe_many(scene, 3)
    with scene.toolkit.ledger.begin() as unit:
        unit.execute(update_of("it.C0N1.all"))
    send_digests(scene.toolkit)
    said = rows(scene, select(outbox.c.detail).where(outbox.c.kind == NoticeKind.DIGEST_DUE))
    assert {"it.C0N0.all", "it.C0N2.all"} <= {detail["digest_id"] for detail in said}


def update_of(digest_id: str) -> Any:
    gone = {"team_id": "gone", "calendar": "gone"}
    return update(digests).where(digests.c.id == digest_id).values(**gone)
