"""Which reader looks at which word, and how a day and a time of day come together."""

from __future__ import annotations

from typing import Final

from bot.intake.dates import almanac, words
from bot.intake.dates.amounts import IN_WORDS, read_in, reader_beside, reader_from
from bot.intake.dates.clock import AT_WORDS, NAMED_HOURS, Clock, here_at, read_clock
from bot.intake.dates.days import (
    read_feast,
    read_nth_weekday,
    read_relative,
    read_week_then_day,
    read_weekday,
    read_weekend,
)
from bot.intake.dates.line import Line
from bot.intake.dates.numeric import read_numeric
from bot.intake.dates.periods import read_edge, read_part_of_month, read_whole, read_year_end
from bot.intake.dates.sight import Here, Reader, Sight
from bot.intake.dates.written import (
    read_day_month,
    read_first_of,
    read_month_day,
    read_ordinal,
    read_week_of,
)

_BETWEEN: Final = words.vocabulary(
    """
    , at @ um as a las gegen around by - vers kl h t the before until antes de avant ate vor bis
    """
)
_ON: Final = words.vocabulary("on , am le el na no of the den o")
_TO_HOUR: Final = words.vocabulary("at um by before until till las as gegen around vor bis")
_LATE_PARTS: Final = words.vocabulary(
    "afternoon evening tonight night nachmittag nachmittags abend abends soir tarde noite noche"
)
_PART_BEFORE: Final = words.vocabulary(
    """
    in the first thing late early am au por la de da a en na
    """
)


_FIRST_DIGITS: Final = frozenset("0123456789")


def read_day_at(line: Line, index: int, here: Here) -> Sight | None:
    """The longest reading of a day that begins at this word."""
    word = line.words[index]
    readers = _NUMBERS if word[:1].isdecimal() else _BY_WORD.get(word, ())
    return _longest(line, index, here, readers)


def _longest(line: Line, index: int, here: Here, readers: tuple[Reader, ...]) -> Sight | None:
    best: Sight | None = None
    for reader in readers:
        sight = reader(line, index, here)
        if sight and (best is None or sight.after > best.after):
            best = sight
    return best


def beginnings(line: Line) -> list[int]:
    """The places of all words with which a date may begin."""
    return [index for index, word in enumerate(line.words) if word in _BY_WORD or word[:1] in _FIRST_DIGITS]


def read_date_at(line: Line, index: int, here: Here) -> Sight | None:
    """A day, a time of day, or both, beginning at this word."""
    led = _day_end(line, index)
    time_of_day = None if led else read_clock(line, index)
    led_to = time_of_day is not None and line.words[index - 1] in _TO_HOUR
    if led or (time_of_day and (time_of_day.sure or led_to)):
        after = led or (time_of_day.after if time_of_day else 0)
        day = read_day_at(line, line.skip(after, _ON, 2), here)
        bare = time_of_day is not None and not time_of_day.sure
        if bare and read_day_at(line, index, here):
            day = None  # "by 21 January": no hour
        if day and not (bare and day.sort not in ("relative", "today", "weekday")):
            day = _with_weekday(line, day, here)
            return (
                _timed(line, day._replace(first=index), time_of_day, here)
                if time_of_day
                else day._replace(first=index)
            )
        if led:
            return Sight((here.today,), index, led, "edge")
    day = read_day_at(line, index, here)
    if day:
        return _with_clock(line, _with_weekday(line, day, here), here)
    if time_of_day and time_of_day.sure:
        return _today_at(index, time_of_day, here)
    return None


def _day_end(line: Line, index: int) -> int:
    """The place after "EOD", "close of business"; 0 if that is not what stands here."""
    for length in (5, 4, 3, 1):
        if tuple(line.words[index : index + length]) in words.DAY_ENDS:
            return index + length
    return 0


def _with_weekday(line: Line, sight: Sight, here: Here) -> Sight:
    """As in "Mon 26 Oct": the weekday adds nothing to the date that follows it, if it falls on it."""
    if sight.sort != "weekday":
        return sight
    at = line.skip(sight.after, frozenset((",", "the", "den", "dem", "le", "el", "dia", ".", "(")), 2)
    if not line.words[at]:
        return sight
    written = read_day_at(line, at, here)
    if written and written.sort in ("written", "dated", "ordinal"):
        return _agreed(written, sight.options[0].weekday(), here)._replace(first=sight.first)
    return sight


def _agreed(written: Sight, weekday: int, here: Here) -> Sight:
    """A date on which that weekday does not fall: either may be the slip, so both days are asked about."""
    over = [almanac.just_over(day, here.today) for day in written.options]
    if any(day and day.weekday() == weekday for day in (*written.options, *over)):
        return written  # it agrees, or is the one that is over
    apart = [(weekday - day.weekday() + 3) % 7 - 3 for day in written.options]
    near = [almanac.after_days(day, by) for day, by in zip(written.options, apart, strict=True)]
    meant = {day for day in near if day and day >= here.today}
    return written._replace(options=tuple(sorted({*written.options, *meant})))


def _with_clock(line: Line, sight: Sight, here: Here) -> Sight:
    """The part of the day, its end, and the time that follow a day."""
    after = _past_part(line, sight.after)
    at = line.skip(after, _BETWEEN, 3)
    time_of_day = read_clock(line, at)
    if time_of_day and (time_of_day.sure or _is_hour(line, at, time_of_day)):
        return _timed(line, sight._replace(after=time_of_day.after), time_of_day, here)
    return sight._replace(after=_past_part(line, after))


def _past_part(line: Line, after: int) -> int:
    at = line.skip(after, _PART_BEFORE, 3)
    if line.holds(at, "apres", "-", "midi"):
        return at + 3
    if line.words[at] in words.DAY_PARTS:
        return at + 1
    ended = _day_end(line, at)
    return ended or after


def _is_hour(line: Line, at: int, time_of_day: Clock) -> bool:
    """Whether it is one, as in "at 10", and no count, as in "at 10 sites"."""
    following = line.words[time_of_day.after]
    counts = following.isalpha() and following.endswith("s") and len(following) > 3 and following != "please"
    return line.words[at - 1] in AT_WORDS and line.words[at - 1] != "a" and not counts


def _timed(line: Line, sight: Sight, time_of_day: Clock, here: Here) -> Sight:
    hour = time_of_day.at.hour
    if 1 <= hour < 12 and not _LATE_PARTS.isdisjoint(line.words[sight.first : sight.after]):
        time_of_day = time_of_day._replace(at=time_of_day.at.replace(hour=hour + 12))
    moments = [here_at(day, time_of_day, here.zone) for day in sight.options]
    days = tuple(max(day, here.today) for day, _ in moments)
    return sight._replace(options=days, after=max(sight.after, time_of_day.after), at=moments[0][1])


def _today_at(index: int, time_of_day: Clock, here: Here) -> Sight | None:
    """A time without a day is today's, or tomorrow's when it is over."""
    day, at = here_at(here.today, time_of_day, here.zone)
    if (day, at) < (here.today, here.now.time()):
        later = almanac.after_days(day, 1)
        if later is None:
            return None
        day = later
    return Sight((day,), index, time_of_day.after, "clock", at)


def _read_base(line: Line, index: int, here: Here) -> Sight | None:
    """The day from which an amount of time is counted: it is never an amount itself."""
    word = line.words[index]
    readers = _NUMBERS if word[:1].isdecimal() else _BY_WORD.get(word, ())
    return _longest(
        line, index, here, tuple(reader for reader in readers if reader not in (_read_from, _read_beside))
    )


_read_from: Final = reader_from(_read_base)
_read_beside: Final = reader_beside(_read_base)
_NUMBERS: Final[tuple[Reader, ...]] = (
    read_numeric,
    read_day_month,
    read_ordinal,
    _read_from,
    read_nth_weekday,
)


def _table() -> dict[str, tuple[Reader, ...]]:
    table: dict[str, tuple[Reader, ...]] = {}

    def on(these: object, *readers: Reader) -> None:
        for word in these if isinstance(these, (list, set, frozenset, dict)) else [str(these)]:
            table[word] = (*table.get(word, ()), *(r for r in readers if r not in table.get(word, ())))

    on({phrase[0] for phrase in words.RELATIVE}, read_relative)
    for days in (words.WEEKDAYS, words.SHORT_WEEKDAYS, words.GERMAN_SHORT, words.PORTUGUESE_WEEKDAYS):
        on(days, read_weekday)
    for leads in (words.NEXT, words.COMING, words.THIS):
        on(leads, read_weekday, read_whole, read_week_then_day, read_weekend)
    on(words.UNITS, read_whole, read_week_then_day, read_year_end)
    on(words.MONTHS, read_whole, read_month_day)
    on(words.SHORT_MONTHS, read_month_day, read_whole)
    on("q", read_whole)
    on({phrase[0] for phrase in words.WEEKENDS}, read_weekend)
    on(words.EDGES, read_edge)
    on(words.WHOLE_EDGES, read_edge)
    on({phrase[0] for phrase in words.DAY_ENDS}, read_edge)
    on({phrase[0] for phrase in almanac.FEAST_NAMES}, read_feast)
    on(words.ORDINALS, read_part_of_month, read_nth_weekday, read_first_of)
    on(words.NUMBERS, _read_from)
    on(words.WEEKDAYS, _read_beside)
    on({"day", "week", "tag", "woche", "half"}, _read_from)
    on({"week", "semaine", "semana", "woche", "kw"}, read_week_of)
    on(IN_WORDS, read_in)
    on({*NAMED_HOURS, "meio"})
    return table


_BY_WORD: Final = _table()

# A text with none of these and no number holds no date.
CORE: Final = frozenset(
    {*words.WEEKDAYS, *words.SHORT_WEEKDAYS, *words.GERMAN_SHORT, *words.PORTUGUESE_WEEKDAYS}
    | {*words.MONTHS, *words.UNITS, *words.WHOLE_EDGES}
    | {word for phrase in words.RELATIVE for word in phrase[-1:]}
    | {phrase[0] for phrase in words.WEEKENDS | words.DAY_ENDS}
    | {phrase[0] for phrase in almanac.FEAST_NAMES}
    | {"q", "kw", "meio", *NAMED_HOURS}
) - {"a", "an", "no", "so", "el", "la"}
