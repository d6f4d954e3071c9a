"""What is coming, from both sides, in one list: launches, freezes, migrations, renewals."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from bot.company.model import Company, Freeze
from bot.launches.model import Launch, planned
from db.engine import Unit
from db.kinds import LaunchKind

EIGHT_WEEKS = 56  # days


@dataclass(frozen=True)
class Entry:
    """`who`: whose it is, in words; "" for everybody. `launch_id`: None for what the company file says."""

    kind: LaunchKind
    name: str
    first_day: date
    last_day: date
    who: str
    launch_id: str | None
    customers: str | None


def coming(
    source: Unit | Connection, company: Company, now: datetime, days: int = EIGHT_WEEKS
) -> tuple[Entry, ...]:
    """What touches today or the days after it; the soonest first. Past ones are gone by themselves."""
    today = now.astimezone(ZoneInfo(company.zone)).date()
    until = today + timedelta(days=days)
    told = [_told(company, launch) for launch in planned(source, today, until)]
    written = [one for one in _written(company) if one.last_day >= today and one.first_day <= until]
    return tuple(sorted((*told, *written), key=lambda one: (one.first_day, one.last_day, one.name)))


def _told(company: Company, launch: Launch) -> Entry:
    team = company.find_team(launch.team_id) if launch.team_id else None
    return Entry(
        launch.kind,
        launch.name,
        launch.first_day,
        launch.last_day,
        team.name if team else "",
        launch.id,
        launch.customers,
    )


def _written(company: Company) -> Iterator[Entry]:
    """The freezes of the company file: those for everybody once, the others with their place."""
    everywhere = set(company.freezes)
    yield from (_freeze(freeze, "") for freeze in company.freezes)
    for calendar in company.calendars:
        place = calendar.zone.rsplit("/", 1)[-1].replace("_", " ")
        yield from (_freeze(freeze, place) for freeze in calendar.freezes if freeze not in everywhere)


def _freeze(freeze: Freeze, who: str) -> Entry:
    return Entry(LaunchKind.FREEZE, freeze.name, freeze.first, freeze.last, who, None, None)
