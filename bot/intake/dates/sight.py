"""What the readers of dates hand to each other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache
from typing import Final, Literal, NamedTuple
from zoneinfo import ZoneInfo

from bot.intake.dates.almanac import IsWorking
from bot.intake.dates.line import Line
from bot.intake.dates.words import vocabulary

Order = Literal["dmy", "mdy"]

Sort = Literal[
    "relative",  # ahead by its very words: tomorrow, next month
    "amount",  # in two weeks
    "today",
    "weekday",
    "written",  # a day and a month
    "dated",  # with its year
    "ordinal",  # the 21st
    "month",
    "feast",
    "edge",  # the end or beginning of something
    "period",  # this week, this month
    "clock",  # a time of today
]

# Where people write the month before the day, by time zone: the zones of the United States and its islands.
_MONTH_FIRST_PLACES: Final = vocabulary(
    """
    America/New_York America/Detroit America/Chicago America/Denver America/Boise America/Phoenix
    America/Los_Angeles America/Anchorage America/Juneau America/Sitka America/Metlakatla
    America/Yakutat America/Nome America/Adak America/Menominee America/Louisville America/Indianapolis
    America/Fort_Wayne America/Puerto_Rico America/Shiprock America/Atka Pacific/Honolulu
    Pacific/Johnston Pacific/Guam Pacific/Saipan Pacific/Pago_Pago Pacific/Samoa Navajo EST5EDT CST6CDT
    MST7MDT PST8PDT
    """
)
_MONTH_FIRST_REGIONS: Final = ("US/", "America/Indiana/", "America/Kentucky/", "America/North_Dakota/")


class Sight(NamedTuple):
    """A date seen in words `first` up to, and not including, `after`. Several options: the asker must say."""

    options: tuple[date, ...]
    first: int
    after: int
    sort: Sort
    at: time | None = None
    # The asker named several ("14 or 15 May"), as against one that can be read in two ways.
    either: bool = False


@dataclass(frozen=True, slots=True)
class Here:
    """When and where somebody writes."""

    now: datetime
    zone: ZoneInfo
    order: Order | None
    is_working: IsWorking

    @property
    def today(self) -> date:
        return self.now.date()

    @property
    def american(self) -> bool:
        return month_first(self.zone.key)


Reader = Callable[[Line, int, Here], Sight | None]


def seen(day: date | None, first: int, after: int, sort: Sort) -> Sight | None:
    return Sight((day,), first, after, sort) if day else None


@lru_cache(maxsize=1024)
def month_first(zone: str) -> bool:
    """Whether people in this IANA zone write the month before the day."""
    return zone in _MONTH_FIRST_PLACES or zone.startswith(_MONTH_FIRST_REGIONS)


def here(at: datetime, zone: str, is_working: IsWorking, order: Order | None) -> Here:
    """Refuses, with a ValueError, a moment without a zone and a zone that nobody knows."""
    if at.utcoffset() is None:
        raise ValueError(f"{at:%Y-%m-%d %H:%M} does not say in which time zone it is.")
    place = zone_of(zone)
    return Here(at.astimezone(place), place, order or ("mdy" if month_first(zone) else None), is_working)


@lru_cache(maxsize=1024)
def zone_of(name: str) -> ZoneInfo:
    """The IANA zone of this name; a ValueError in words if there is none."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise ValueError(f'There is no time zone called "{name}".') from error
