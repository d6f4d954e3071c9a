"""What a door may hold, and what a service is handed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.company import Company
from bot.intake.reader import Reader
from bot.learning import Learner
from bot.open_requests import OpenRequests
from bot.people import Directory, People
from bot.settings import Settings
from db.engine import Ledger, Unit
from db.spool import Spool


@dataclass(frozen=True)
class Identity:
    """Who we are in Slack, from auth.test."""

    user_id: str
    bot_id: str
    workspace_id: str
    scopes: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Desk:
    """One transaction and all that a service needs beside it."""

    unit: Unit
    company: Company
    people: People
    reader: Reader
    open_requests: OpenRequests
    now: datetime
    bot_user_id: str
    people_changed: Callable[[], None]  # to be called after a commit that changed the people table


@dataclass(frozen=True)
class Toolkit:
    ledger: Ledger
    now: Callable[[], datetime]
    settings: Settings
    company: Company
    directory: Directory
    learner: Learner
    open_requests: OpenRequests
    identity: Identity
    spool: Spool
    wake: Callable[[], None]  # tells the relay that there is something to say

    def _refresh_people(self) -> None:
        self.directory.refresh()

    def desk(self, unit: Unit) -> Desk:
        """The relay is woken once the unit is committed."""
        unit.after_commit.append(self.wake)
        return Desk(
            unit=unit,
            company=self.company,
            people=self.directory.people(),
            reader=self.learner.reader,
            open_requests=self.open_requests,
            now=self.now(),
            bot_user_id=self.identity.user_id,
            people_changed=self._refresh_people,
        )
