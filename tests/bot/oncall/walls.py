"""Small rotas, places whose clocks change, and a plain second opinion on when a wall clock shows a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from bot.company.rota import HandOver, Layer, Rhythm
from bot.company.times import Span
from bot.oncall.model import Fixed, Override, Shift, Turns

ZONES = (
    "Africa/Cairo",  # at midnight, and for years not at all
    "America/New_York",
    "America/Sao_Paulo",  # at midnight, until 2019
    "Australia/Lord_Howe",  # by half an hour
    "Europe/London",
    "Pacific/Auckland",
)
FIRST_YEAR, LAST_YEAR = 2007, 2027  # twenty years, up to the last one's beginning
NIGHTS = (time(0, 0), time(0, 30), time(1, 30), time(2, 30))

ONE_DAY = timedelta(days=1)
ONE_MINUTE = timedelta(minutes=1)
MADE = datetime(2026, 1, 1, tzinfo=UTC)

ANA, BEN, CAI, DAN = "UANA", "UBEN", "UCAI", "UDAN"
ANYBODY, PRIYA = "UANYBODY", "UPRIYA"  # the fallback, the bridge
FOUR = ("ana", "ben", "cai", "dan")
ACCOUNTS = {"ana": ANA, "ben": BEN, "cai": CAI, "dan": DAN}

OFFICE = ((Span(time(9), time(17)),),) * 5 + ((), ())
NIGHT = ((Span(time(0), time(9)), Span(time(17), time(0))),) * 7


def layer(
    rhythm: Rhythm = "daily",
    at: time = time(9),
    days: Sequence[int] = (),
    every: int = 1,
    *,
    name: str = "first",
    people: Sequence[str] = FOUR,
    first_day: date = date(2026, 1, 5),  # a Monday
    hours: tuple[tuple[Span, ...], ...] | None = None,
) -> Layer:
    hand_over = HandOver(rhythm, at, tuple(days), every)
    return Layer(name, name.title(), tuple(people), hand_over, first_day, hours)


def turns(
    *layers: Layer,
    zone: str = "Europe/London",
    imported: Sequence[Fixed] | None = None,
    overrides: Sequence[Override] = (),
    away: Mapping[str, tuple[tuple[datetime, datetime], ...]] | None = None,
    without: Sequence[str] = (),
    otherwise: Sequence[str] = (ANYBODY, PRIYA),
) -> Turns:
    """With a fallback and a bridge. `without`: e-mails of those who cannot be called."""
    return Turns(
        zone=zone,
        layers=layers,
        accounts={email: user for email, user in ACCOUNTS.items() if email not in without},
        imported=tuple(imported) if imported is not None else None,
        overrides=tuple(overrides),
        absences=away or {},
        otherwise=tuple(otherwise),
        bridge=frozenset({PRIYA}),
    )


def override(
    name: str,
    user_id: str,
    starts_at: datetime,
    ends_at: datetime,
    *,
    made_at: datetime = MADE,
    swap_id: str | None = None,
) -> Override:
    return Override(
        name, "web", starts_at, ends_at, user_id, made_at, user_id, made_at, instead_of=None, swap_id=swap_id
    )


def entry(user_id: str | None, starts_at: datetime, ends_at: datetime, key: str = "someone") -> Fixed:
    return Fixed(starts_at, ends_at, user_id, key, f"{key}-{starts_at:%Y%m%dT%H%M}")


def at(day: int, hour: int = 0, minute: int = 0, *, month: int = 1, year: int = 2026) -> datetime:
    """January 2026 unless told: the 5th is a Monday, and London is at UTC."""
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


def who(shifts: Sequence[Shift]) -> list[tuple[str, str]]:
    """Each shift's first minute, and whose it is."""
    return [(f"{one.starts_at:%d %H:%M}", one.user_id) for one in shifts]


@cache
def clock_changes(zone: str) -> tuple[datetime, ...]:
    """The first minute after each clock change of the twenty years."""
    place = ZoneInfo(zone)
    found: list[datetime] = []
    moment = datetime(FIRST_YEAR, 1, 1, tzinfo=UTC)
    while moment.year < LAST_YEAR:
        if _offset(moment, place) != _offset(moment + ONE_DAY, place):
            minute = moment
            while _offset(minute, place) == _offset(moment, place):
                minute += ONE_MINUTE
            found.append(minute)
        moment += ONE_DAY
    return tuple(found)


@cache
def by_the_wall(day: date, clock: time, zone: str) -> datetime:
    """The first minute at which this clock shows the time or a later one, found by looking at each minute."""
    place, wall = ZoneInfo(zone), datetime.combine(day, clock)
    minute = wall.replace(tzinfo=UTC) - timedelta(hours=15)
    while minute.astimezone(place).replace(tzinfo=None) < wall:
        far = wall - minute.astimezone(place).replace(tzinfo=None) > timedelta(hours=5)
        minute += timedelta(hours=1) if far else ONE_MINUTE
    return minute


def _offset(moment: datetime, place: ZoneInfo) -> timedelta | None:
    return moment.astimezone(place).utcoffset()
