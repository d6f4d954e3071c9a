"""What people are promised, in working time."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache

from bot.company import Calendar, Company, Team
from bot.working_time import WorkingTime

FIRST_REPLY = timedelta(hours=4)  # working hours of the owning team
SILENCE_CLOSES_AFTER = 3  # working days


def working_time_of(company: Company, team: Team | None) -> WorkingTime:
    """The team's own calendar; without a team, that of the bridge."""
    return working_time_in(company.calendar_of(team) if team else _bridge_calendar(company))


def reply_by(company: Company, team: Team | None, now: datetime) -> datetime:
    """When the asker can expect to hear from a person."""
    return working_time_of(company, team).add(now, FIRST_REPLY)


def silence_ends(company: Company, asker_team: Team | None, now: datetime) -> datetime:
    """When a resolved request closes by itself, on the asker's own calendar."""
    return working_time_of(company, asker_team).add_days(now, SILENCE_CLOSES_AFTER)


@cache
def working_time_in(calendar: Calendar) -> WorkingTime:
    """Kept, since it remembers the days that it has worked out."""
    return WorkingTime(calendar)


def _bridge_calendar(company: Company) -> Calendar:
    """That of the team in which the main bridge person is, else the first one of the file."""
    main = company.person_by_email(company.bridge.people[0])
    teams = company.teams_of(main) if main else ()
    return company.calendar_of(teams[0]) if teams else company.calendars[0]
