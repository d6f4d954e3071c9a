"""SIGKILL between falling due and having been said: whoever is next is asked once all the same."""

from __future__ import annotations

import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from db.duty_tables import chain_steps
from db.kinds import PostRole, StepState
from db.outbox import release_claims
from db.tables import posts
from tests.conftest import Databases
from tests.faults.program import SOME_HOURS
from tests.faults.stage import PATIENCE, Stage, staged

WORDS = "The checkout is down, customers get an error when they pay"
STEPS = [
    ("sqlite", "before-commit:1"),
    ("sqlite", "before-commit:4"),  # somewhere among the looks and the claim: what was claimed goes with it
    ("sqlite", "after-commit:4"),  # claimed, and perhaps nothing said yet
    ("sqlite", "before-delivery:1"),  # the relay has taken it
    ("sqlite", "after-delivery:1"),  # it stands in Slack, and nobody has noted it
    ("sqlite", "after-delivery:3"),
    ("postgresql", "after-commit:4"),
    ("postgresql", "before-delivery:2"),
    ("postgresql", "after-delivery:2"),
]


class SlacksClock:
    """Slack's own. It goes along when hours pass: a bot looks for its posts from when they were due."""

    ahead = 0.0

    def __call__(self) -> float:
        return time.time() + self.ahead


def steps(stage: Stage) -> list[Any]:
    return stage.rows(select(chain_steps).order_by(chain_steps.c.round, chain_steps.c.number))


def file_an_outage(stage: Stage) -> None:
    """Until whoever is on call was called for the first time."""
    mia = stage.person("mia")
    assert mia.command("marketing", f"/ask {WORDS}").acknowledged
    stage.until(lambda: [one for one in steps(stage) if one["state"] == StepState.TAKEN])
    stage.until_quiet()


def start_again(stage: Stage) -> None:
    """Three hours later, as before. Where others may live (PostgreSQL) leases must end first."""
    stage.bury()
    stage.start("--hurried", "--climbing")
    if not stage.ledger.is_sqlite:
        with stage.ledger.begin() as unit:
            release_claims(unit)  # a lease would end a minute later
    stage.let_hours_pass()


def calls(stage: Stage) -> Counter[str]:
    """How often each person was called, and the bridge, as it stands in Slack."""
    places = {stage.person(name).dm(): name for name in ("noah", "priya")}
    known = stage.rows(select(posts).where(posts.c.role == PostRole.CALL))
    standing = {(one["channel"], one["ts"]) for one in stage.all_bot_messages()}
    assert {(row["channel_id"], row["ts"]) for row in known} <= standing
    return Counter(places.get(row["channel_id"], "a channel") for row in known)


@pytest.mark.parametrize(("kind", "die"), STEPS)
def test_after_a_death_whoever_is_next_is_asked_once(
    kind: str, die: str, databases: Databases, tmp_path: Path
) -> None:
    armed, clock = tmp_path / "armed", SlacksClock()
    with staged(tmp_path, databases.planted(kind, tmp_path), clock=clock) as stage:
        stage.start("--hurried", "--climbing", "--die", die, "--armed", str(armed))
        file_an_outage(stage)
        armed.touch()
        clock.ahead = SOME_HOURS.total_seconds()
        stage.let_hours_pass()
        stage.bot.process.wait(timeout=PATIENCE)
        start_again(stage)
        stage.until(lambda: not [one for one in steps(stage) if one["state"] == StepState.WAITING])
        stage.until_quiet()
        taken, merged = StepState.TAKEN, StepState.MERGED
        assert [one["state"] for one in steps(stage)] == [taken, merged, merged, merged, taken]
        assert calls(stage) == {"noah": 2, "priya": 1, "a channel": 1}
        (request,) = stage.requests()
        assert stage.changes(request["id"]).count("climbed") == 1
        ids = stage.notice_ids()
        assert sorted(ids) == sorted(set(ids))
        assert stage.parked() == []
        assert "Traceback" not in stage.bot.log


def test_a_restart_over_a_due_step_asks_once(database_url: str, tmp_path: Path) -> None:
    clock = SlacksClock()
    with staged(tmp_path, database_url, clock=clock) as stage:
        stage.start("--hurried", "--climbing")
        file_an_outage(stage)
        stage.bot.stop()
        stage.workspace.until(lambda: stage.workspace.deliveries.connections == 0)
        stage.start("--hurried", "--climbing")
        clock.ahead = SOME_HOURS.total_seconds()
        stage.let_hours_pass()
        stage.until(lambda: not [one for one in steps(stage) if one["state"] == StepState.WAITING])
        stage.let_hours_pass()
        stage.until_quiet()
        assert calls(stage) == {"noah": 2, "priya": 1, "a channel": 1}
