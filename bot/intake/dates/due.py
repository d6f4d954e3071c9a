"""Finds the dates in a sentence, and among them the one on which the wish is due."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final

from bot.intake.dates import sense, words
from bot.intake.dates.almanac import coming, monday_to_friday
from bot.intake.dates.line import Line, cut, fold, hints
from bot.intake.dates.reading import CORE, beginnings, read_date_at
from bot.intake.dates.sight import Here, Order, Sight, here
from bot.intake.dates.tense import STOPS

# Nobody means more; a text of nothing but dates would otherwise take long. Looked at, looked for.
MOST_DATES: Final = 16
_MOST_TRIES: Final = 150
_DIGIT: Final = re.compile("[0-9]")
# Between them the rule for Easter holds, and no sum leaves the calendar.
_FIRST_YEAR: Final = 1600
_LAST_YEAR: Final = 4000
_OR: Final = words.vocabulary("or oder ou o")
_TO: Final = words.vocabulary("to - until till through thru bis au al a ate")
_THEN: Final = words.vocabulary("and then until till to und dann bis et puis y luego hasta e depois ate")
_ARTICLES: Final = words.vocabulary("the den dem le la el los o on am na")


@dataclass(frozen=True)
class Due:
    """A date in a text. `day` is None when the asker has to choose among `options`.

    `words` is `text[start:end]`, as written; `at` is the time of day in the asker's zone, if one was written.
    """

    day: date | None
    words: str
    start: int
    end: int
    options: tuple[date, ...] = ()
    at: time | None = None


def find_due(
    text: str,
    *,
    at: datetime,
    zone: str,
    is_working: Callable[[date], bool] = monday_to_friday,
    order: Order | None = None,
) -> Due | None:
    """The date on which the wish is due, or None.

    Of several, what is said to be needed by then comes before what goes out then, and that before the rest;
    the earliest of those that are said as plainly. A stretch of days stands for its first day, unless it has
    begun. `at` is aware; a naive one, or an unknown zone, is refused with a ValueError.
    """
    found = _found(text, here(at, zone, is_working, order))
    if not found:
        return None
    _, best = min(found, key=lambda pair: (-pair[0], pair[1].day or pair[1].options[0]))
    return best


def find_dates(
    text: str,
    *,
    at: datetime,
    zone: str,
    is_working: Callable[[date], bool] = monday_to_friday,
    order: Order | None = None,
) -> tuple[Due, ...]:
    """All dates on which something is due or happens, in order of the text."""
    return tuple(due for _, due in _found(text, here(at, zone, is_working, order)))


def _found(text: str, where: Here) -> list[tuple[int, Due]]:
    """How plainly each is said to be due, and the date."""
    folded = fold(text)
    if not _FIRST_YEAR <= where.today.year <= _LAST_YEAR:
        return []
    if not _DIGIT.search(folded) and CORE.isdisjoint(hints(folded)):
        return []
    line = cut(text, folded)
    found: list[tuple[int, Due]] = []
    after = sights = 0
    before: Sight | None = None
    for index in beginnings(line)[:_MOST_TRIES]:
        sight = read_date_at(line, index, where) if index >= after else None
        if sight is None:
            continue
        sight = before = _going_on(line, _with_company(line, sight, where), before)
        if sense.is_due(line, sight, where):
            found.append((sense.plainness(line, sight), _due(line, sight)))
        after, sights = sight.after, sights + 1
        if sights == MOST_DATES:
            break
    return found


def _with_company(line: Line, sight: Sight, where: Here) -> Sight:
    """Joined with the date that follows it: "14 or 15 May", "from Monday to Friday"."""
    joint = line.words[sight.after]
    if joint not in _OR and joint not in _TO:
        return sight
    second = read_date_at(line, line.skip(sight.after + 1, _ARTICLES, 2), where)
    if second is None or second.sort == "clock":
        return sight
    if joint in _OR:
        options = tuple(sorted({*sight.options, *second.options}))
        return sight._replace(options=options, after=second.after, either=True)
    begun = len(sight.options) == 1 and len(second.options) == 1 and second.options < sight.options
    options = second.options if begun and sight.sort in ("written", "dated") else sight.options
    return sight._replace(options=options, after=second.after)


def _going_on(line: Line, sight: Sight, before: Sight | None) -> Sight:
    """A weekday that goes on from a date: in "from Friday 27 March until Monday" it is the one after that."""
    if before is None or sight.sort != "weekday" or before.sort not in ("written", "dated", "ordinal"):
        return sight
    between = line.words[before.after : sight.first]
    if not STOPS.isdisjoint(between) or _THEN.isdisjoint(between) or sense.latest(line, sight):
        return sight
    if len(before.options) > 1 or sight.options > before.options:
        return sight
    day = coming(sight.options[0].weekday(), before.options[0])
    return sight._replace(options=(day,))


def _due(line: Line, sight: Sight) -> Due:
    start, end = line.starts[sense.words_start(line, sight)], line.ends[sight.after - 1]
    options = sight.options
    if sight.either and len(options) > 1 and sense.latest(line, sight):
        options = options[-1:]
    day = options[0] if len(options) == 1 else None
    return Due(day, line.text[start:end], start, end, () if day else options[:3], sight.at)
