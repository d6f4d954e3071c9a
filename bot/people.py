"""Who a Slack account is: name, zone, side, team, and what follows from that.

Slack's facts (name, e-mail, zone, deactivated) come from the `people` table, roles from the company
file. A `People` is one frozen look at both; `Directory` holds the newest.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select, update

from bot.company import Company, Person, Side
from db.engine import Ledger, Unit
from db.inserting import insert_into
from db.tables import people as people_table


@dataclass(frozen=True)
class Facts:
    """What Slack says of an account."""

    user_id: str
    workspace_id: str
    name: str
    email: str | None = None
    zone: str | None = None
    is_bot: bool = False
    deactivated: bool = False


@dataclass(frozen=True)
class Colleague:
    """An account with its place in the company. Unknown accounts have no side, no team and no rights."""

    user_id: str
    name: str
    zone: str
    email: str | None = None
    side: Side | None = None
    team_ids: tuple[str, ...] = ()
    is_bridge: bool = False
    is_admin: bool = False
    is_bot: bool = False
    outside: bool = False  # of another company, in a shared channel
    deactivated: bool = False
    known: bool = True
    dm_channel: str | None = None

    @property
    def first_name(self) -> str:
        return self.name.split()[0] if self.name.split() else self.name

    @property
    def zone_info(self) -> ZoneInfo:
        return ZoneInfo(self.zone)


class People:
    def __init__(self, company: Company, workspace_id: str, rows: Iterable[Mapping[Any, Any]]) -> None:
        self.company = company
        self.workspace_id = workspace_id
        self._by_id = {row["user_id"]: self._colleague(row) for row in rows}
        deactivated_first = sorted(self._by_id.values(), key=lambda c: not c.deactivated)
        self._by_email = {c.email: c for c in deactivated_first if c.email and not c.outside}

    def get(self, user_id: str | None) -> Colleague:
        """Never fails: an account we have not met is somebody without rights."""
        found = self._by_id.get(user_id or "")
        return found or Colleague(user_id or "", "someone", self.company.zone, known=False)

    def by_email(self, email: str) -> Colleague | None:
        fixed = self.company.person_by_email(email)
        if fixed and fixed.slack:
            return self._by_id.get(fixed.slack)
        return self._by_email.get(email.lower())

    def admins(self) -> list[Colleague]:
        found = (self.by_email(email) for email in self.company.admins)
        return [admin for admin in found if admin and not admin.deactivated]

    def members(self, team_id: str | None) -> list[Colleague]:
        """Of the team; without a team those of the bridge."""
        return [c for c in self._by_id.values() if (team_id in c.team_ids if team_id else c.is_bridge)]

    def _colleague(self, row: Mapping[str, Any]) -> Colleague:
        outside = row["workspace_id"] != self.workspace_id
        person = None if outside else self._in_file(row)
        teams = self.company.teams_of(person) if person else ()
        return Colleague(
            user_id=row["user_id"],
            name=(person.name if person else None) or row["name"],
            zone=_zone(person.zone if person else None, row["zone"], self.company.zone),
            email=person.email if person else (row["email"] or "").lower() or None,
            side=person.side if person else None,
            team_ids=tuple(team.id for team in teams),
            is_bridge=bool(person and self.company.is_bridge(person)),
            is_admin=bool(person and self.company.is_admin(person)),
            is_bot=row["is_bot"],
            outside=outside,
            deactivated=row["deactivated"],
            dm_channel=row["dm_channel"],
        )

    def _in_file(self, row: Mapping[str, Any]) -> Person | None:
        by_id = self.company.person_by_slack_id(row["user_id"])
        return by_id or (self.company.person_by_email(row["email"]) if row["email"] else None)


def _zone(*candidates: str | None) -> str:
    """The first zone that exists: Slack may name one that this machine does not know."""
    for zone in candidates:
        try:
            if zone:
                ZoneInfo(zone)
                return zone
        except (KeyError, ValueError, OSError):
            continue
    return "UTC"


class Directory:
    """The newest People, read again whenever the table was written by us or `refresh` is called."""

    def __init__(self, ledger: Ledger, company: Company, workspace_id: str) -> None:
        self._ledger = ledger
        self._company = company
        self._workspace_id = workspace_id
        self._lock = threading.Lock()
        self._people = People(company, workspace_id, ())

    def people(self) -> People:
        return self._people

    def refresh(self) -> People:
        with self._lock, self._ledger.read() as connection:
            rows = connection.execute(select(people_table)).mappings().all()
            self._people = People(self._company, self._workspace_id, rows)
            return self._people


def remember(unit: Unit, facts: Iterable[Facts], now: datetime) -> None:
    """Writes what Slack says; what we noted ourselves (DM channel, Home tab) stays."""
    rows = [{**fact.__dict__, "seen_at": now} for fact in facts]
    if rows:
        insert = insert_into(unit, people_table)
        fresh = {name: insert.excluded[name] for name in rows[0] if name != "user_id"}
        unit.flush().execute(insert.on_conflict_do_update(index_elements=["user_id"], set_=fresh), rows)


def note_dm_channel(unit: Unit, user_id: str, channel_id: str) -> None:
    unit.execute(update(people_table).where(people_table.c.user_id == user_id).values(dm_channel=channel_id))


def note_home_opened(unit: Unit, user_id: str, now: datetime) -> None:
    unit.execute(update(people_table).where(people_table.c.user_id == user_id).values(home_opened_at=now))
