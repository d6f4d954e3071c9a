"""How a launch, its days and its areas are called in a sentence. All results are mrkdwn, escaped."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.company import Area, Company
from bot.launches.model import Launch
from db.kinds import LaunchKind
from handlers.views.text import cut, escape, on_day, one_line
from handlers.views.wording import team_name

_NO_TYPE = str.maketrans("", "", "*`~")
_LONGEST_AREA = 80
KINDS = {
    LaunchKind.LAUNCH: "Launch",
    LaunchKind.FREEZE: "Freeze",
    LaunchKind.MIGRATION: "Migration",
    LaunchKind.RENEWAL: "Renewal",
    LaunchKind.OTHER: "Something else",
}


def bare(plain: str, most: int = 100) -> str:
    """Without signs that would end bold type."""
    return escape(cut(one_line(plain.translate(_NO_TYPE)), most)) or "this one"


def in_bold(launch: Launch) -> str:
    return f"*{bare(launch.name)}*"


def days(first_day: date, last_day: date, today: date) -> str:
    """ "Tue 21 Apr", "Wed 1 to Tue 7 Apr"."""
    if first_day == last_day:
        return on_day(first_day, today)
    first = on_day(first_day, today)
    if (first_day.year, first_day.month) == (last_day.year, last_day.month):
        first = " ".join(on_day(first_day, first_day).split()[:2])
    return f"{first} to {on_day(last_day, today)}"


def area_name(company: Company, area_id: str) -> str:
    area = company.find_area(area_id)
    return bare(area.name if area else area_id, _LONGEST_AREA)


def needing(company: Company, area: Area | None, team_id: str) -> str:
    """Whose team it is, as it stands in a sentence."""
    return team_name(company.find_team(area.owner_team if area else team_id))


def today_in(company: Company, now: datetime, zone: ZoneInfo | None = None) -> date:
    return now.astimezone(zone or ZoneInfo(company.zone)).date()
