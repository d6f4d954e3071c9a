"""Two processes on one PostgreSQL, each with its own connection to Slack: nothing is said twice."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import Databases
from tests.faults.stage import FUSED, PATIENCE, Stage, at_once, staged
from tests.faults.walk import check, walk
from tests.world import BotProcess

AT_ONCE = 50
WISH = "please put the new form on our spring landing page, number"


@dataclass(frozen=True)
class Pair:
    stage: Stage
    armed: Path  # once this file exists, the first of the two dies when it has posted three notices
    second: BotProcess


@pytest.fixture
def pair(databases: Databases, tmp_path: Path) -> Iterator[Pair]:
    armed, folder = tmp_path / "armed", tmp_path / "second"
    folder.mkdir()
    with staged(tmp_path, databases.planted("postgresql", tmp_path)) as stage:
        stage.start("--hurried", "--die", "after-delivery:3", "--armed", str(armed))
        log = folder / "bot.log"
        second = BotProcess(stage.world.environment(), log, (*FUSED, "--hurried"), forked=True)
        try:
            stage.until(lambda: stage.workspace.deliveries.connections == 2)
            yield Pair(stage, armed, second)
            assert "Traceback" not in stage.bot.log + second.log
        finally:
            second.kill()


@pytest.fixture
def stage(pair: Pair) -> Stage:
    return pair.stage


def test_two_requests_from_asking_to_thanks(stage: Stage) -> None:
    walk(stage)
    check(stage)


def test_fifty_wishes_at_once_are_fifty_requests_each_said_once(stage: Stage) -> None:
    people = [stage.person(name) for name in ("mia", "oliver", "sofia", "leo", "ava")]

    def asking(number: int) -> None:
        answer = people[number % len(people)].command("marketing", f"/ask {WISH} {number}")
        assert answer.acknowledged

    at_once(*(lambda number=number: asking(number) for number in range(AT_ONCE)))
    stage.until_quiet()
    found = stage.requests()
    assert sorted(one["text"] for one in found) == sorted(f"{WISH} {number}" for number in range(AT_ONCE))
    assert [stage.posts(one["id"]) for one in found] == [["card", "receipt"]] * AT_ONCE
    ids = stage.notice_ids()
    assert sorted(ids) == sorted(set(ids))
    assert len(stage.roots("marketing")) == len(stage.roots("it-web")) == AT_ONCE


def test_when_one_is_killed_the_other_says_what_it_left(pair: Pair) -> None:
    stage, mia = pair.stage, pair.stage.person("mia")
    pair.armed.touch()
    promised = set()
    for number in range(10):
        if mia.command("marketing", f"/ask {WISH} {number}").acknowledged:
            promised.add(f"{WISH} {number}")
    stage.bot.process.wait(timeout=PATIENCE)
    assert stage.unsaid() != []
    pair.second.process.send_signal(signal.SIGUSR2)  # its leases are over
    stage.workspace.until(stage.is_quiet, seconds=PATIENCE)
    found = stage.requests()
    texts = [one["text"] for one in found]
    assert promised <= set(texts)
    assert len(texts) == len(set(texts))
    assert [stage.posts(one["id"]) for one in found] == [["card", "receipt"]] * len(found)
    assert len(stage.roots("marketing")) == len(stage.roots("it-web")) == len(found)
