"""The list for new starters: begun and ended by the person, sent on the mornings on which they work."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache

from bot.company import Calendar, Company
from bot.people import Colleague
from bot.promises import working_time_of
from bot.toolkit import Desk
from bot.wordbook import require_reader
from bot.working_time import WorkingTime
from glossary.course import Screen, screens
from glossary.model import Side
from glossary.quiet import readers
from glossary.shelf import Words

NOON = 12
EASY_START = timedelta(hours=2)  # of a day whose work only begins at noon or later


def start_course(desk: Desk, user_id: str) -> datetime | None:
    """When the first screen comes; None when the list is running already. Raises NotAllowed for people of
    other companies."""
    require_reader(desk.people, user_id)
    first_at = morning_from(desk.company, desk.people.get(user_id), desk.now)
    return first_at if readers.start_course(desk.unit, user_id, first_at) else None


def stop_course(desk: Desk, user_id: str) -> bool:
    """False when it was not running."""
    return readers.stop_course(desk.unit, user_id)


def course_of(words: Words, side: Side) -> tuple[Screen, ...]:
    """The screens for readers of this side, as the glossary is now."""
    live = (concept.entry for concept in words.concepts.values() if concept.is_answered)
    return screens((entry for entry in live if entry is not None), side)


def is_morning(company: Company, person: Colleague, moment: datetime) -> bool:
    """Do they work then, and is it before noon where they are, or soon after their work began?"""
    working = _own_time(company, person)
    midnight = moment.astimezone(person.zone_info).replace(hour=0, minute=0, second=0, microsecond=0)
    ends = max(midnight.replace(hour=NOON), working.next_start(midnight) + EASY_START)
    return working.is_working(moment) and moment < ends


def morning_from(company: Company, person: Colleague, moment: datetime) -> datetime:
    """The moment itself on a working morning of theirs, else the start of the next one."""
    if is_morning(company, person, moment):
        return moment
    start = _own_time(company, person).next_start(moment)
    return start if is_morning(company, person, start) else next_morning(company, person, start)


def next_morning(company: Company, person: Colleague, moment: datetime) -> datetime:
    """The start of their next working day."""
    return _own_time(company, person).next_morning(moment)


def _own_time(company: Company, person: Colleague) -> WorkingTime:
    """The hours and holidays of their team's office, by the clock where they are."""
    team = company.find_team(person.team_ids[0]) if person.team_ids else None
    return _by_the_clock_of(working_time_of(company, team).calendar, person.zone)


@cache
def _by_the_clock_of(calendar: Calendar, zone: str) -> WorkingTime:
    """Kept, since it remembers the days that it has worked out."""
    return WorkingTime(replace(calendar, zone=zone))
