"""When people work: the one place that knows hours, holidays and clock changes.

Hours are wall-clock times of the calendar's zone. Time that a clock change skips is not worked, time that
it repeats is worked twice; if work begins or ends at a time that comes twice, the first one is meant.
Every moment given must be aware; every moment returned is UTC.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

import holidays

from bot.company.model import Calendar

_ONE_DAY = timedelta(days=1)
_ZERO = timedelta(0)
# Nobody plans further; a calendar that is closed for good would otherwise be searched for ever.
_FARTHEST = timedelta(days=366 * 50)


class Stretch(NamedTuple):
    """Uninterrupted work from `start` up to, and not including, `end`; both UTC."""

    start: datetime
    end: datetime


class WorkingTime:
    def __init__(self, calendar: Calendar) -> None:
        if not any(calendar.hours):
            raise ValueError(f'The calendar "{calendar.id}" names no working hours at all.')
        self.calendar = calendar
        self._zone = ZoneInfo(calendar.zone)
        self._company_days = dict(calendar.company_days)
        # Filled as days are asked for. Several threads may do so: each entry is built aside and put in whole.
        self._stretches: dict[date, tuple[Stretch, ...]] = {}
        self._public_holidays: dict[int, Mapping[date, str]] = {}

    def is_working(self, moment: datetime) -> bool:
        moment = _in_utc(moment)
        return any(start <= moment < end for start, end in self._on(self._local_day(moment)))

    def is_workday(self, day: date) -> bool:
        return bool(self._on(day))

    def holiday_name(self, day: date) -> str | None:
        """Why the office is closed on this day: the company's reason, else the public holiday's name."""
        return self._company_days.get(day) or self._holidays_of(day.year).get(day)

    def next_start(self, moment: datetime) -> datetime:
        """The moment itself if people work then, else the next at which work starts."""
        moment = _in_utc(moment)
        for start, end in self._from(self._local_day(moment)):
            if moment < end:
                return max(moment, start)
        raise self._never(moment)

    def next_morning(self, moment: datetime) -> datetime:
        """The start of the first working day after the moment's own day."""
        moment = _in_utc(moment)
        for start, _ in self._from(self._local_day(moment) + _ONE_DAY):
            return start
        raise self._never(moment)

    def add(self, moment: datetime, working: timedelta) -> datetime:
        """So much working time later. What is used up at closing time ends then, not next morning."""
        if working < _ZERO:
            raise ValueError("Working time can only be added, so it must not be negative.")
        moment = _in_utc(moment)
        left = working
        for start, end in self._from(self._local_day(moment)):
            begin = max(moment, start)
            # At closing time itself nothing is left of the stretch, yet nothing more may be needed either.
            if begin <= end and left <= end - begin:
                return begin + left
            left -= max(_ZERO, end - begin)
        raise self._never(moment)

    def between(self, earlier: datetime, later: datetime) -> timedelta:
        """The working time from one moment to the other; negative when they are the wrong way round."""
        earlier, later = _in_utc(earlier), _in_utc(later)
        if later < earlier:
            return -self.between(later, earlier)
        total = _ZERO
        day, last = self._local_day(earlier), self._local_day(later)
        while day <= last:
            for start, end in self._on(day):
                total += max(_ZERO, min(end, later) - max(start, earlier))
            day += _ONE_DAY
        return total

    def add_days(self, moment: datetime, days: int) -> datetime:
        """The same time by the clock so many working days later (or earlier), moved into the hours of that
        day: to the start, to the end of the lunch break, or to closing time."""
        moment = _in_utc(moment)
        local = moment.astimezone(self._zone)
        day = self._workday_from(local.date(), days)
        return self._into_hours(self._moment(day, local.time()), day)

    def _workday_from(self, day: date, days: int) -> date:
        step = -_ONE_DAY if days < 0 else _ONE_DAY
        first, left = day, abs(days)
        if left == 0 and not self.is_workday(day):
            left = 1
        while left:
            day += step
            if abs(day - first) > _FARTHEST:
                raise self._never(datetime.combine(first, time(), UTC))
            left -= self.is_workday(day)
        return day

    def _into_hours(self, moment: datetime, day: date) -> datetime:
        for start, end in self._on(day):
            if moment <= end:
                return max(moment, start)
        return self._on(day)[-1].end

    def _from(self, day: date) -> Iterator[Stretch]:
        """All stretches of this day and those after it."""
        last = day + _FARTHEST
        while day <= last:
            yield from self._on(day)
            day += _ONE_DAY

    def _on(self, day: date) -> tuple[Stretch, ...]:
        if day not in self._stretches:
            self._stretches[day] = self._work_out(day)
        return self._stretches[day]

    def _work_out(self, day: date) -> tuple[Stretch, ...]:
        spans = self.calendar.hours[day.weekday()]
        if not spans or self.holiday_name(day) is not None:
            return ()
        stretches = (Stretch(self._moment(day, span.start), self._moment(day, span.end)) for span in spans)
        # Nothing is left of hours that a clock change skips altogether.
        return tuple(stretch for stretch in stretches if stretch.start < stretch.end)

    def _holidays_of(self, year: int) -> Mapping[date, str]:
        if year not in self._public_holidays:
            self._public_holidays[year] = self._read_holidays(year)
        return self._public_holidays[year]

    def _read_holidays(self, year: int) -> Mapping[date, str]:
        if self.calendar.country is None:
            return {}
        # `expand=False`: the library marks a year as known before it is filled, which two threads would see.
        found = holidays.country_holidays(
            self.calendar.country,
            subdiv=self.calendar.subdivision,
            years=year,
            expand=False,
            language="en_US",
        )
        return dict(found.items())

    def _local_day(self, moment: datetime) -> date:
        return moment.astimezone(self._zone).date()

    def _moment(self, day: date, clock: time) -> datetime:
        """When the clock on the wall shows this; if a clock change skips it, the moment of the change."""
        wall = datetime.combine(day, clock.replace(fold=0), self._zone)
        moment = wall.astimezone(UTC)
        if moment.astimezone(self._zone).replace(tzinfo=None) == wall.replace(tzinfo=None):
            return moment
        # Read with the old offset a skipped time lies after the change, with the new one before it.
        wall = wall.replace(microsecond=0)  # changes happen on the second
        before, after = wall.replace(fold=1).astimezone(UTC), wall.astimezone(UTC)
        old_offset = before.astimezone(self._zone).utcoffset()
        while after - before > timedelta(seconds=1):
            middle = before + timedelta(seconds=(after - before) // timedelta(seconds=2))
            if middle.astimezone(self._zone).utcoffset() == old_offset:
                before = middle
            else:
                after = middle
        return after

    def _never(self, moment: datetime) -> ValueError:
        return ValueError(
            f'The calendar "{self.calendar.id}" has too little working time '
            f"in the 50 years around {moment:%Y-%m-%d}."
        )


def _in_utc(moment: datetime) -> datetime:
    if moment.utcoffset() is None:
        raise ValueError(f"{moment:%Y-%m-%d %H:%M} does not say in which time zone it is.")
    return moment.astimezone(UTC)
