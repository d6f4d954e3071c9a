"""What a door may hold, and what a service is handed."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from bot.company import Company
from bot.intake.reader import Reader
from bot.learning import Learner
from bot.oncall.board import Board
from bot.oncall.keeping import Duties
from bot.open_requests import OpenRequests
from bot.people import Directory, People
from bot.settings import Settings
from db.engine import Ledger, Unit
from db.spool import Spool
from glossary.shelf import Shelf, Words


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
    learner: Learner
    open_requests: OpenRequests
    words: Words  # the glossary of this moment
    board: Board  # who is on call
    now: datetime
    bot_user_id: str
    settings: Settings
    people_changed: Callable[[], None]  # to be called after a commit that changed the people table
    duty_changed: Callable[[], None]  # the same for the tables about duty
    alias: Callable[[str, str], str]  # (user id, word) -> who it was, without saying who

    @cached_property
    def reader(self) -> Reader:
        """That of the moment in which it is first needed. A process that has just begun waits for it."""
        return self.learner.reader


@dataclass(frozen=True)
class Toolkit:
    ledger: Ledger
    now: Callable[[], datetime]
    settings: Settings
    company: Company
    directory: Directory
    learner: Learner
    open_requests: OpenRequests
    shelf: Shelf
    duties: Duties
    identity: Identity
    spool: Spool
    wake: Callable[[], None]  # tells the relay that there is something to say

    def _refresh_people(self) -> None:
        self.directory.refresh()

    def _alias(self, user_id: str, word: str) -> str:
        """The same for the same person and word. Keyed with what no row has, so that rows tell nobody."""
        key = hashlib.sha256(self.settings.slack_bot_token.encode()).digest()
        return hmac.new(key, f"{user_id} {word}".encode(), hashlib.sha256).hexdigest()[:32]

    def desk(self, unit: Unit) -> Desk:
        """The relay is woken once the unit is committed."""
        unit.after_commit.append(self.wake)
        return Desk(
            unit=unit,
            company=self.company,
            people=self.directory.people(),
            learner=self.learner,
            open_requests=self.open_requests,
            words=self.shelf.words,
            board=self.duties.board(),
            now=self.now(),
            bot_user_id=self.identity.user_id,
            settings=self.settings,
            people_changed=self._refresh_people,
            duty_changed=self.duties.catch_up,
            alias=self._alias,
        )
