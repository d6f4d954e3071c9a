"""What people are promised: in working time, or by the clock where something is down."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache

from bot.company import Calendar, Company, Level, Team
from bot.company.rota import Targets
from bot.company.times import Wait
from bot.working_time import WorkingTime

SILENCE_CLOSES_AFTER = 3  # working days


def working_time_of(company: Company, team: Team | None) -> WorkingTime:
    """The team's own calendar; without a team, that of the bridge."""
    return working_time_in(company.calendar_of(team) if team else _bridge_calendar(company))


def targets_of(company: Company, team: Team | None) -> Targets:
    """Those of the team; without a team the company's own."""
    return team.targets if team else company.targets


def reply_by(company: Company, team: Team | None, level: Level, now: datetime) -> datetime:
    """When the asker can expect to hear from a person."""
    return due_after(working_time_of(company, team), targets_of(company, team).of(level).first_reply, now)


def next_word_by(company: Company, team: Team | None, level: Level, now: datetime) -> datetime | None:
    """When the asker hears more from whoever has it, counted from a word that reached them now. None: nothing
    is promised about that."""
    wait = targets_of(company, team).of(level).next_word
    return due_after(working_time_of(company, team), wait, now) if wait else None


def due_after(working: WorkingTime, wait: Wait, start: datetime) -> datetime:
    """The moment at which this wait from `start` is over, for people with these hours. UTC."""
    if wait.unit == "morning":
        return working.next_morning(start)
    if wait.unit == "working days":
        return working.add_days(start, wait.amount)
    if wait.unit == "working hours":
        return working.add(start, timedelta(hours=wait.amount))
    by_the_clock = timedelta(minutes=wait.amount) if wait.unit == "minutes" else timedelta(hours=wait.amount)
    return start.astimezone(UTC) + by_the_clock


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
