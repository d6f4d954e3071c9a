"""Weeks, months, quarters and years; their edges; and amounts of time ("in two weeks")."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final, NamedTuple

from bot.intake.dates import almanac, words
from bot.intake.dates.line import Line
from bot.intake.dates.sight import Here, Sight, seen

_OF: Final = words.vocabulary(
    """
    of the - der des du de del la le el do da vom von in im em en
    """
)
_ARTICLES: Final = words.vocabulary("the la le el o a der die das den")


class Period(NamedTuple):
    unit: str
    first: date
    last: date
    after: int
    # "next week" is ahead by its words; "the week", "March" are not.
    said: str  # "next" · "this" · "bare"


def read_period(line: Line, index: int, here: Here) -> Period | None:
    """A period named with or without an article, in any of the five languages."""
    at = line.skip(index, _ARTICLES, 1)
    word = line.words[at]
    if word in words.MONTHS or word in words.SHORT_MONTHS:
        return _named_month(line, at, here)
    if word == "q" and line.words[at + 1] in ("1", "2", "3", "4") and line.glued(at + 1):
        return _named_quarter(line, at, here)
    if word in words.NEXT or word in words.COMING or word in words.THIS:
        unit = words.UNITS.get(line.words[at + 1], "")
        return _turn(here, unit, int(word not in words.THIS), at + 2)
    unit = words.UNITS.get(word, "")
    if line.words[at + 1] in words.NEXT or line.holds(at + 1, "que", "viene") or _que_vem(line, at + 1):
        return _turn(here, unit, 1, at + (2 if line.words[at + 1] in words.NEXT else 3))
    if line.holds(at + 1, "after", "next"):
        return _turn(here, unit, 2, at + 3)
    return _turn(here, unit, 0, at + 1, bare=True)


def _que_vem(line: Line, index: int) -> bool:
    return line.holds(index, "que", "vem")


def _turn(here: Here, unit: str, ahead: int, after: int, *, bare: bool = False) -> Period | None:
    """The week, month, quarter or year that begins so many turns ahead."""
    today = here.today
    said = "bare" if bare else ("next" if ahead else "this")
    if unit == "week":
        first = almanac.after_days(almanac.monday_of(today), 7 * ahead)
        last = first and almanac.after_days(first, 6)
        return Period(unit, first, last, after, said) if first and last else None
    months = {"month": 1, "quarter": 3, "year": 12}.get(unit)
    if not months:
        return None
    start = date(today.year, (today.month - 1) // months * months + 1, 1)
    return _months(start, months * ahead, months, Period(unit, start, start, after, said))


def _months(start: date, ahead: int, length: int, period: Period) -> Period | None:
    first = almanac.after_months(start, ahead)
    beyond = first and almanac.after_months(first, length)
    return period._replace(first=first, last=beyond - almanac.ONE_DAY) if first and beyond else None


def _named_month(line: Line, at: int, here: Here) -> Period | None:
    month = words.ALL_MONTHS[line.words[at]]
    after = at + 1 + (line.words[at + 1] == "." and line.glued(at + 1) and line.words[at] not in words.MONTHS)
    year = line.words[line.skip(after, frozenset({",", "de"}), 1)]
    today = here.today
    if len(year) == 4 and year.isdecimal() and 2000 <= int(year) < 2100:
        first = date(int(year), month, 1)
        return _months(
            first,
            0,
            1,
            Period("month", first, first, line.skip(after, frozenset({",", "de"}), 1) + 1, "next"),
        )
    first = date(today.year, month, 1)
    return _months(first, 12 * (month < today.month), 1, Period("month", first, first, after, "bare"))


def _named_quarter(line: Line, at: int, here: Here) -> Period | None:
    quarter = int(line.words[at + 1])
    year = line.words[at + 2]
    first = date(here.today.year, quarter * 3 - 2, 1)
    if len(year) == 4 and year.isdecimal() and 2000 <= int(year) < 2100:
        first = first.replace(year=int(year))
        return _months(first, 0, 3, Period("quarter", first, first, at + 3, "next"))
    gone = quarter < (here.today.month + 2) // 3
    return _months(first, 12 * gone, 3, Period("quarter", first, first, at + 2, "bare"))


def read_edge(line: Line, index: int, here: Here) -> Sight | None:
    """The end, beginning or middle of a period: "end of next week", "mid-November", "fin du mois"."""
    word = line.words[index]
    if word in words.WHOLE_EDGES:
        named = word == "eom" and line.words[index + 1] in words.ALL_MONTHS
        period = _named_month(line, index + 1, here) if named else None
        period = period or _turn(here, words.WHOLE_EDGES[word], 0, index + 1, bare=True)
        return period and seen(_edge("end", period, here), index, period.after, "edge")
    edge = words.EDGES.get(word)
    if edge is None:
        return None
    period = read_period(line, line.skip(index + 1, _OF), here)
    if period is None or _only_mine(line, index, period):
        return None
    return seen(_edge(edge, period, here), index, period.after, "edge")


def _only_mine(line: Line, index: int, period: Period) -> bool:
    """The Spanish "mi" is "my"; "start" and "end" of a bare unit need their "of"."""
    if line.words[index] == "mi":
        return period.unit != "month" or (
            period.said == "bare" and line.words[period.after - 1] in words.UNITS
        )
    if line.words[index] in ("final", "start", "early", "late", "mid"):
        return (
            period.said == "bare"
            and period.unit != "month"
            and line.words[index + 1] not in ("of", "del", "do", "-", "de")
        )
    return False


_GOES_ON: Final = words.vocabulary(
    """
    please pls at the latest or and if so but for we i because to is
    """
)


def read_year_end(line: Line, index: int, here: Here) -> Sight | None:
    """As in "Month end", "year-end": the words the other way round."""
    at = index + 1 + (line.words[index + 1] == "-")
    if line.words[at] != "end":
        return None
    period = _turn(here, words.UNITS.get(line.words[index], ""), 0, at + 1, bare=True)
    names_a_thing = line.words[at + 1].isalpha() and line.words[at + 1] not in _GOES_ON
    if period is None or period.unit == "week" or names_a_thing:
        return None
    return seen(_edge("end", period, here), index, at + 1, "edge")


_WEEK_EDGES: Final = {"begin": 0, "middle": 2, "late": 3, "end": 4}


def _edge(edge: str, period: Period, here: Here) -> date | None:
    """The day that stands for it. What is over by now is meant for the next time round."""
    first, last, today = period.first, period.last, here.today
    if period.unit == "week":
        day = almanac.after_days(first, _WEEK_EDGES[edge])
        return day if not day or day >= today else almanac.after_days(day, 7)
    middle = first + timedelta(days=14 if period.unit == "month" else (last - first).days // 2)
    late = last - timedelta(days=5)
    day = {"begin": first, "middle": middle, "late": late, "end": last}[edge]
    if day >= today:
        return day
    named = period.unit == "month" and period.said == "bare"
    again = {"month": 1, "quarter": 3, "year": 12}[period.unit]
    if named and first.month != today.month:
        again = 12
    return almanac.after_months(day, again)


def read_whole(line: Line, index: int, here: Here) -> Sight | None:
    """A period as such: "next month", "this week", "the week after next", "Q1", "March"."""
    period = read_period(line, index, here)
    if period is None:
        return None
    if period.said == "next":
        ahead = period.first if period.first >= here.today else None
        return seen(ahead, index, period.after, "relative")
    if period.said == "this":
        return seen(_edge("end", period, here), index, period.after, "period")
    if period.unit == "month" and line.words[period.after - 1] in words.MONTHS:
        return _bare_month(period, index, here)
    if period.unit == "quarter" and line.words[index] == "q":
        return _bare_month(period, index, here)
    return None


def _bare_month(period: Period, index: int, here: Here) -> Sight | None:
    """A month by name is the next one, unless that lies so far off that the last one is meant."""
    too_far = (period.first - here.today).days > 280
    if period.first <= here.today or too_far:
        return None
    return seen(period.first, index, period.after, "month")


def read_part_of_month(line: Line, index: int, here: Here) -> Sight | None:
    """As in "the first week of November", "second half of May", "last day of the month"."""
    nth = ordinal(line, index)
    if nth is None:
        return None
    at = index + 1 + (line.words[index + 1] in words.ORDINAL_ENDS and line.glued(index + 1))
    unit = "half" if line.words[at] in ("half", "halfte") else words.UNITS.get(line.words[at], "")
    if unit == "day" and line.words[at] == "business":
        unit = "working"
    if line.words[at] in words.WORKING and words.UNITS.get(line.words[at + 1]) == "day":
        unit, at = "working", at + 1
    if unit not in ("half", "day", "week", "working") or line.words[at + 1] not in _OF:
        return None
    period = read_period(line, line.skip(at + 1, _OF), here)
    if period is None or period.unit == "week":
        return None
    day = _part(unit, nth, period, here)
    return seen(day if day and day >= here.today else None, index, period.after, "edge")


def _part(unit: str, nth: int, period: Period, here: Here) -> date | None:
    if unit == "working":
        edge = period.first - almanac.ONE_DAY if nth > 0 else period.last + almanac.ONE_DAY
        return almanac.after_working_days(edge, nth, here.is_working)
    length = {"half": 15, "day": 1, "week": 7}[unit]
    day = period.first + timedelta(days=length * (nth - 1))
    return day if nth > 0 else period.last - timedelta(days=length - 1)


def ordinal(line: Line, index: int) -> int | None:
    """1 to 5, or -1 for the last, at this word ("first", "1st"); None if it is none."""
    word = line.words[index]
    if word in words.ORDINALS:
        return words.ORDINALS[word]
    if (
        word in ("1", "2", "3", "4", "5")
        and line.words[index + 1] in words.ORDINAL_ENDS
        and line.glued(index + 1)
    ):
        return int(word)
    return None
