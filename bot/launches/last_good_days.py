"""Until when a team must have all it needs, so that something can be live by a day. Pure.

Days on which the team's office is closed, and days of a freeze, do not count: on the first nobody works,
on the second nothing may change on the live systems.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from bot.company.model import Area, Company, Freeze
from bot.promises import working_time_of

_ONE_DAY = timedelta(days=1)
_FARTHEST = timedelta(days=366 * 3)  # a freeze of years would otherwise be searched for ever


def last_good_day(company: Company, area: Area, live: date, freezes: Iterable[Freeze] = ()) -> date | None:
    """None for an area that promises no days, or where no day is left to count on.

    `freezes`: further ones than those of the company file. As many days count between the result and `live`
    as the area needs; the result is itself a day that counts. What is to be live on a day that does not
    count must be done on the last one before.
    """
    if area.lead_time_business_days == 0:
        return None
    return _back(live, area.lead_time_business_days, _counting(company, area, freezes))


def ready_day(company: Company, area: Area, today: date, freezes: Iterable[Freeze] = ()) -> date | None:
    """The day on which something that the team has today is usually live. None: see `last_good_day`."""
    counts = _counting(company, area, freezes)
    day, left = today, area.lead_time_business_days
    while left:
        day += _ONE_DAY
        if day - today > _FARTHEST:
            return None
        left -= counts(day)
    return day


def _back(live: date, days: int, counts: Callable[[date], bool]) -> date | None:
    day, left = live, days if counts(live) else days + 1
    while left:
        day -= _ONE_DAY
        if live - day > _FARTHEST:
            return None
        left -= counts(day)
    return day


def _counting(company: Company, area: Area, freezes: Iterable[Freeze]) -> Callable[[date], bool]:
    working = working_time_of(company, company.team(area.owner_team))
    further = tuple(freezes)

    def counts(day: date) -> bool:
        frozen = working.calendar.freezes_on(day) or any(freeze.covers(day) for freeze in further)
        return working.is_workday(day) and not frozen

    return counts
