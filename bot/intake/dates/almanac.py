"""Counting on the calendar: months, weeks, working days, and the feasts that campaigns are made for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from dateutil.easter import easter  # type: ignore[import-untyped]  # it ships no types

ONE_DAY: Final = timedelta(days=1)
# A calendar without working days would otherwise be counted for ever.
_FARTHEST: Final = 366 * 4

IsWorking = Callable[[date], bool]


def monday_to_friday(day: date) -> bool:
    return day.weekday() < 5


JUST_OVER_DAYS: Final = 60


def after_days(day: date, days: int) -> date | None:
    """None beyond the end of the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def after_months(day: date, months: int) -> date | None:
    """The same day of a later month, or its last one if it is shorter; None beyond the calendar's end."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year < 9999:
        return None
    return date(year, month + 1, min(day.day, month_end(year, month + 1).day))


def after_working_days(day: date, count: int, is_working: IsWorking) -> date | None:
    """The n-th working day after this one, before it if negative; None if four years hold too few."""
    step, left = (ONE_DAY if count > 0 else -ONE_DAY), abs(count)
    for _ in range(_FARTHEST):
        if left == 0:
            return day
        day += step
        left -= is_working(day)
    return None


def real_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_end(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - ONE_DAY


def just_over(day: date, today: date) -> date | None:
    """The same day a year before, if it was in the past weeks and so may be the one that is meant."""
    last = after_months(day, -12)
    return last if last is not None and (today - last).days < JUST_OVER_DAYS else None


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date | None:
    """The n-th such day of the month, the last one for -1; None where a month has no fifth."""
    if nth < 0:
        last = month_end(year, month)
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    first = date(year, month, 1)
    day = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
    return day if day.month == month else None


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def coming(weekday: int, today: date) -> date:
    """The next such day; said on the day itself it is the one of next week."""
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def _easter(year: int) -> date:
    found: date = easter(year)
    return found


def _thanksgiving(year: int) -> date:
    return nth_weekday(year, 11, 3, 4) or date(year, 11, 28)


def _sunday(month: int, nth: int) -> Callable[[int], date]:
    return lambda year: nth_weekday(year, month, 6, nth) or date(year, month, 8)


def _fixed(month: int, day: int) -> Callable[[int], date]:
    return lambda year: date(year, month, day)


def _around(base: Callable[[int], date], days: int) -> Callable[[int], date]:
    return lambda year: base(year) + timedelta(days=days)


_FEASTS: Final[dict[str, Callable[[int], date]]] = {
    "new year": _fixed(1, 1),
    "new year's eve": _fixed(12, 31),
    "epiphany": _fixed(1, 6),
    "valentine": _fixed(2, 14),
    "women's day": _fixed(3, 8),
    "patrick": _fixed(3, 17),
    "carnival monday": _around(_easter, -48),
    "ash wednesday": _around(_easter, -46),
    "good friday": _around(_easter, -2),
    "easter": _easter,
    "easter monday": _around(_easter, 1),
    "ascension": _around(_easter, 39),
    "whit sunday": _around(_easter, 49),
    "whit monday": _around(_easter, 50),
    "earth day": _fixed(4, 22),
    "labour day of may": _fixed(5, 1),
    "mother's day": _sunday(5, 2),
    "mother's day in may": _sunday(5, 2),
    "mother's day in britain": _around(_easter, -21),
    "mother's day in france": lambda year: nth_weekday(year, 5, 6, -1) or date(year, 5, 31),
    "mother's day in spain": _sunday(5, 1),
    "father's day": _sunday(6, 3),
    "juneteenth": _fixed(6, 19),
    "fourth of july": _fixed(7, 4),
    "bastille": _fixed(7, 14),
    "memorial day": lambda year: nth_weekday(year, 5, 0, -1) or date(year, 5, 31),
    "labor day": lambda year: nth_weekday(year, 9, 0, 1) or date(year, 9, 1),
    "rentree": _fixed(9, 1),
    "german unity": _fixed(10, 3),
    "halloween": _fixed(10, 31),
    "all saints": _fixed(11, 1),
    "singles day": _fixed(11, 11),
    "veterans day": _fixed(11, 11),
    "thanksgiving": _thanksgiving,
    "black friday": _around(_thanksgiving, 1),
    "cyber monday": _around(_thanksgiving, 4),
    "giving tuesday": _around(_thanksgiving, 5),
    "nikolaus": _fixed(12, 6),
    "christmas eve": _fixed(12, 24),
    "christmas": _fixed(12, 25),
    "boxing day": _fixed(12, 26),
}


@lru_cache(maxsize=512)
def feast(name: str, year: int) -> date:
    """The day of a feast, by its name in FEAST_NAMES."""
    return _FEASTS[name](year)


def next_feast(name: str, today: date) -> date:
    """Today's own feast, else the next."""
    this_year = feast(name, today.year)
    return this_year if this_year >= today else feast(name, today.year + 1)


FEAST_NAMES: Final[dict[tuple[str, ...], str]] = {
    tuple(words.split()): name
    for name, row in {
        "new year": "new years day|new year ' s day|new year|neujahr|nouvel an|ano nuevo|ano novo",
        "new year's eve": "new year ' s eve|new years eve|new year eve|nye|silvester|reveillon|nochevieja"
        "|saint - sylvestre|vespera de ano novo",
        "epiphany": "epiphany|epiphanie|dia de reyes|dia de los reyes|reyes magos",
        "valentine": "valentine ' s day|valentines day|valentine day|valentine ' s|valentines|valentinstag"
        "|saint - valentin|saint valentin|st - valentin|san valentin",
        "women's day": "women ' s day|womens day|weltfrauentag|frauentag",
        "patrick": "st patrick ' s day|st . patrick ' s day|st patricks day|saint patrick ' s day",
        "carnival monday": "rosenmontag",
        "ash wednesday": "ash wednesday|aschermittwoch",
        "good friday": "good friday|karfreitag|viernes santo|vendredi saint|sexta - feira santa",
        "easter": "easter sunday|easter|ostern|ostersonntag|paques|pascua|pascoa",
        "easter monday": "easter monday|ostermontag|lundi de paques",
        "ascension": "ascension day|christi himmelfahrt|ascension|vatertag",
        "whit sunday": "whit sunday|pfingsten|pentecost|pentecote",
        "whit monday": "whit monday|pfingstmontag|lundi de pentecote",
        "earth day": "earth day",
        "labour day of may": "may day|tag der arbeit|fete du travail|dia del trabajo|dia do trabalho",
        "mother's day": "mother ' s day|mothers day|mothers ' day",
        "mother's day in may": "muttertag|dia das maes",
        "mother's day in france": "fete des meres",
        "mother's day in spain": "dia de la madre",
        "mother's day in britain": "mothering sunday",
        "father's day": "father ' s day|fathers day|fathers ' day|fete des peres",
        "juneteenth": "juneteenth",
        "fourth of july": "fourth of july|independence day",
        "bastille": "bastille day",
        "memorial day": "memorial day",
        "labor day": "labor day",
        "rentree": "rentree",
        "german unity": "tag der deutschen einheit",
        "halloween": "halloween",
        "all saints": "all saints ' day|allerheiligen|toussaint",
        "singles day": "singles day|singles ' day|single ' s day",
        "veterans day": "veterans day",
        "thanksgiving": "thanksgiving day|thanksgiving|thx giving",
        "black friday": "black friday",
        "cyber monday": "cyber monday",
        "giving tuesday": "giving tuesday",
        "nikolaus": "nikolaus|nikolaustag",
        "christmas eve": "christmas eve|xmas eve|heiligabend|heilig abend|nochebuena|reveillon de noel"
        "|vespera de natal",
        "christmas": "christmas day|christmas|xmas|weihnachten|noel|navidad|natal",
        "boxing day": "boxing day",
    }.items()
    for words in row.split("|")
}
