"""SIGKILL at each step between falling due and having been said: everybody is reminded once all the same."""

from __future__ import annotations

import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from db.kinds import DeliveryState
from db.meeting_tables import attendees, deliveries, occurrences, syncs
from db.outbox import release_claims
from tests.conftest import Databases
from tests.faults.program import SOME_HOURS
from tests.faults.stage import PATIENCE, Stage, staged
from trying import user_id

NAME = "Checkout sync"
PEOPLE = ("mia", "oliver", "jonas", "sofia")
STEPS = [
    ("sqlite", "before-commit:3"),  # somewhere among the claims: what was claimed and written goes together
    ("sqlite", "after-commit:3"),  # claimed, and nothing said yet
    ("sqlite", "before-delivery:1"),  # the relay has taken it
    ("sqlite", "after-delivery:1"),  # it stands in Slack, and nobody has noted it
    ("postgresql", "after-commit:3"),
    ("postgresql", "after-delivery:1"),
]


class SlacksClock:
    """Slack's own. It goes along when hours pass: a bot looks for its posts from when they were due."""

    ahead = 0.0

    def __call__(self) -> float:
        return time.time() + self.ahead


def make(stage: Stage) -> None:
    """A daily sync whose first meeting is in three hours and twenty minutes: three hours from now its
    reminders are due, and it has not begun."""
    now = datetime.now(UTC)
    first = (now + timedelta(hours=3, minutes=20)).replace(tzinfo=None, second=0, microsecond=0)
    with stage.ledger.begin() as unit:
        unit.add(
            syncs,
            id="s1",
            name=NAME,
            channel_id="C0MARKETING",
            zone="UTC",
            starts=first.isoformat(timespec="minutes"),
            minutes=30,
            minutes_ahead=60,
            rule="FREQ=DAILY",
            until=first.date(),
            uid="s1",
            created_by=user_id("mia@northwind.example"),
            created_at=now,
            changed_at=now,
        )
        for position, name in enumerate(PEOPLE):
            person = user_id(f"{name}@northwind.example")
            unit.add(attendees, sync_id="s1", user_id=person, position=position, joined_at=now)


def start_again(stage: Stage) -> None:
    """Three hours later, as before. Where others may live (PostgreSQL) leases must end first."""
    stage.bury()
    stage.start("--hurried")
    if not stage.ledger.is_sqlite:
        with stage.ledger.begin() as unit:
            release_claims(unit)  # a lease would end a minute later
    stage.let_hours_pass()


def reminders(stage: Stage) -> Counter[str]:
    """How often each person was reminded, as it stands in their direct messages."""
    found: Counter[str] = Counter()
    for name in PEOPLE:
        said = stage.bot_messages(stage.person(name).dm())
        found[name] = len([one for one in said if NAME in one["text"] and "begins" in one["text"]])
    return found


@pytest.mark.parametrize(("kind", "die"), STEPS)
def test_after_a_death_each_reminder_is_said_once(
    kind: str, die: str, databases: Databases, tmp_path: Path
) -> None:
    armed, clock = tmp_path / "armed", SlacksClock()
    with staged(tmp_path, databases.planted(kind, tmp_path), clock=clock) as stage:
        make(stage)
        stage.start("--hurried", "--die", die, "--armed", str(armed))
        stage.until(lambda: stage.rows(select(occurrences)))
        stage.until_quiet()
        armed.touch()
        clock.ahead = SOME_HOURS.total_seconds()
        stage.let_hours_pass()
        stage.bot.process.wait(timeout=PATIENCE)
        start_again(stage)
        reminded = (deliveries.c.kind == "sync.reminded", deliveries.c.state == DeliveryState.SAID)
        stage.until(lambda: len(stage.rows(select(deliveries).where(*reminded))) == len(PEOPLE))
        stage.until_quiet()
        assert reminders(stage) == dict.fromkeys(PEOPLE, 1)
        ids = stage.notice_ids()
        assert sorted(ids) == sorted(set(ids))
        assert stage.parked() == []
        assert "Traceback" not in stage.bot.log
