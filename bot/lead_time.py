"""How long an area usually takes, in its own team's working days: what is possible by when."""

from __future__ import annotations

from datetime import date, datetime, time

from bot.company.model import Area, Company
from bot.promises import working_time_of


def ready_day(company: Company, area: Area, today: date) -> date:
    """The day on which something asked for today is usually done."""
    return _moved(company, area, today, area.lead_time_business_days)


def is_tight(company: Company, area: Area | None, due: date | None, today: date) -> bool:
    """Is the day nearer than what is usual? An area that promises no days is never tight."""
    if area is None or due is None or area.lead_time_business_days == 0:
        return False
    return today <= due < ready_day(company, area, today)


def _moved(company: Company, area: Area, day: date, working_days: int) -> date:
    working = working_time_of(company, company.team(area.owner_team))
    zone = working.calendar.zone_info
    noon = datetime.combine(day, time(12), zone)
    return working.add_days(noon, working_days).astimezone(zone).date()


def in_words(working_days: int) -> str:
    """As people say it: "two weeks", "3 working days"."""
    weeks, days = divmod(working_days, 5)
    if days == 0 and weeks:
        names = {1: "a week", 2: "two weeks", 3: "three weeks", 4: "four weeks"}
        return names.get(weeks, f"{weeks} weeks")
    return "one working day" if working_days == 1 else f"{working_days} working days"
