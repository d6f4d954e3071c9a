"""Reads rhythms: "every other Tuesday at 10", "first Monday of the month 9am", "werktags um 8:30".

A closed set of phrases: a rhythm, days and a time that stand together. What is not understood is none.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import time
from typing import Final

from bot.intake.dates import words
from bot.intake.dates.clock import AT_WORDS, office_hour, read_clock
from bot.intake.dates.days import weekday_at
from bot.intake.dates.line import Line, cut, fold, hints
from bot.intake.dates.periods import ordinal
from bot.intake.dates.recurrence import Recurrence, Unit
from bot.intake.dates.sight import zone_of

_EVERY: Final = words.vocabulary(
    """
    every each jeden jede jeder jedes alle chaque tous toutes cada todos todas toda todo
    """
)
_OTHER: Final = words.vocabulary("other alternate zweite zweiten zweiter second 2nd")
_FILLERS: Final = words.vocabulary(
    """
    on at of the and , & und et y e um am a as à le la les el los las os o na no nas nos de du des del
    do da im in mes monat mois que se @ starting jeweils
    """
)
_RHYTHMS: Final[tuple[tuple[Unit, int, str], ...]] = (
    ("hour", 1, "hourly stundlich"),
    ("day", 1, "daily taglich quotidien quotidiennement diario diariamente"),
    ("week", 1, "weekly wochentlich hebdomadaire semanal semanalmente"),
    (
        "week",
        2,
        "biweekly fortnightly zweiwochentlich bimensuel quincenal quincenalmente quinzenal quinzenalmente",
    ),
    ("month", 1, "monthly monatlich mensuel mensuellement mensual mensualmente mensal mensalmente"),
    ("month", 3, "quarterly vierteljahrlich trimestriel trimestral"),
    ("year", 1, "yearly annually jahrlich annuel anual anualmente"),
)
_ADVERBS: Final = {word: (unit, count) for unit, count, row in _RHYTHMS for word in row.split()}
_WORKDAYS: Final = words.vocabulary(
    """
    weekdays weekday workdays workday werktags wochentags
    """
)
_WORKWEEK: Final = (0, 1, 2, 3, 4)
_SPAN: Final = words.vocabulary("to - through thru bis a au al ate till until")
_MONTHLY: Final = (
    ("of", "the", "month"), ("of", "every", "month"), ("of", "each", "month"), ("in", "the", "month"),
    ("im", "monat"), ("des", "monats"), ("jedes", "monats"), ("jeden", "monats"), ("im", "monat"),
    ("du", "mois"), ("de", "chaque", "mois"), ("del", "mes"), ("de", "cada", "mes"), ("de", "mes"),
    ("do", "mes"), ("every", "month"), ("each", "month"), ("of", "month"),
)  # fmt: skip
_PLURALS: Final = words.HABITUAL
_LAST_STARTS: Final = 12
_LONGEST: Final = 20


@dataclass(slots=True)
class _Slots:
    """What was gathered so far."""

    repeats: bool = False  # something says that it is done again and again
    every: Unit | None = None
    interval: int = 1
    weekdays: list[int] = field(default_factory=list)
    nth: list[int] = field(default_factory=list)
    together: bool = False
    month_days: list[int] = field(default_factory=list)
    month: int | None = None
    workweek: bool = False  # "Mon-Fri": a rhythm as soon as a time is said
    at: time | None = None
    zone: str | None = None


def find_recurrence(text: str, *, zone: str) -> Recurrence | None:
    """The first rhythm in the text, or None. An unknown zone is refused with a ValueError."""
    zone_of(zone)
    folded = fold(text)
    if _SIGNS.isdisjoint(hints(folded)):
        return None
    line = cut(text, folded)
    tried = 0
    for index in range(line.size):
        if line.words[index] not in _STARTS and ordinal(line, index) is None and not _is_number(line, index):
            continue
        tried += 1
        if tried > _LAST_STARTS:
            return None
        found = _read(line, index, zone)
        if found:
            return found
    return None


def _is_number(line: Line, index: int) -> bool:
    return line.words[index].isdecimal() and len(line.words[index]) <= 2


def _read(line: Line, index: int, zone: str) -> Recurrence | None:
    slots = _Slots()
    at = after = index
    end = min(line.size, index + _LONGEST)
    while at < end:
        following = _piece(line, at, slots)
        if following is not None:
            at = after = following
        elif line.words[at] in _FILLERS or _is_the_thing(line, at, slots):
            at += 1
        else:
            break
    return _made(line, index, after, slots, zone) if after > index else None


def _is_the_thing(line: Line, at: int, slots: _Slots) -> bool:
    """Whether this is what is done, between the rhythm and the day: "weekly sync Tuesday 10"."""
    named = line.words[at].isalpha() and line.words[at - 1] in _ADVERBS
    return named and not slots.weekdays and line.words[at + 1] in _AFTER_THING


_AFTER_THING: Final = frozenset({*words.WEEKDAYS, *_PLURALS, *words.SHORT_WEEKDAYS, "on", "at", "every"})


def _piece(line: Line, at: int, slots: _Slots) -> int | None:
    """Takes one piece into the slots; the place after it, or None if none stands here."""
    for take in (_take_monthly, _take_every, _take_adverb, _take_nth, _take_weekday, _take_date, _take_time):
        following = take(line, at, slots)
        if following is not None:
            return following
    return None


def _take_monthly(line: Line, at: int, slots: _Slots) -> int | None:
    for phrase in _MONTHLY:
        if line.holds(at, *phrase) and (slots.nth or slots.month_days):
            slots.repeats, slots.every = True, slots.every or "month"
            return at + len(phrase)
    return None


def _take_every(line: Line, at: int, slots: _Slots) -> int | None:
    """As in "Every", "every other", "every 3 months", "each working day"."""
    if line.holds(at, "sur", "deux") and slots.weekdays:
        slots.repeats, slots.interval = True, 2
        return at + 2
    if line.words[at] not in _EVERY:
        return None
    slots.repeats = True
    at = line.skip(at + 1, words.vocabulary("les los las os as la le"), 1)
    word = line.words[at]
    if word in _OTHER and not _of_the_month(line, at):
        slots.interval, at = 2, at + 1
    elif word == "2" and line.words[at + 1] == "nd":
        if not _of_the_month(line, at + 1):
            slots.interval, at = 2, at + 2
    elif (count := int(word) if word.isdecimal() and len(word) <= 2 else words.NUMBERS.get(word, 0)) > 1:
        following = words.UNITS.get(line.words[at + 1])
        if following or weekday_at(line, at + 1) or line.words[at + 1] in _PLURALS:
            slots.interval, at = count, at + 1
    return _take_unit(line, at, slots)


def _take_unit(line: Line, at: int, slots: _Slots) -> int:
    word = line.words[at]
    unit = words.UNITS.get(word)
    if word in words.WORKING and words.UNITS.get(line.words[at + 1]) == "day":
        slots.weekdays += _WORKWEEK
        return at + 2
    if word in _WORKDAYS or unit == "working":
        slots.weekdays += _WORKWEEK
        return at + 1
    if unit == "day" and line.words[at + 1] in words.WORKING:
        slots.weekdays += _WORKWEEK
        return at + 2
    if unit in ("hour", "day", "week", "month", "year"):
        slots.every = unit  # type: ignore[assignment]  # narrowed by the tuple, which mypy does not see
        return at + 1
    if unit in ("quarter", "fortnight"):
        slots.every = "month" if unit == "quarter" else "week"
        slots.interval *= 3 if unit == "quarter" else 2
        return at + 1
    return at


def _of_the_month(line: Line, at: int) -> bool:
    """Whether it is the month's second one: "every second Tuesday of the month", "second and fourth"."""
    if line.words[at] == "other":
        return False
    listed = line.words[at + 1] in _AND and ordinal(line, at + 2) is not None
    return listed or any(line.holds(at + 2, *phrase) for phrase in _MONTHLY)


def _take_adverb(line: Line, at: int, slots: _Slots) -> int | None:
    word = line.words[at]
    if line.holds(at, "bi", "-", "weekly"):
        slots.repeats, slots.every, slots.interval = True, "week", 2
        return at + 3
    if word in _ADVERBS:
        slots.repeats = True
        slots.every, slots.interval = _ADVERBS[word]
        return at + 1
    if word in _WORKDAYS:
        slots.repeats = slots.repeats or word != "weekday"
        slots.weekdays += _WORKWEEK
        return at + 1
    if word in ("dias", "dia") and line.words[at + 1] in words.WORKING:
        slots.repeats = True
        slots.weekdays += _WORKWEEK
        return at + 2
    return None


def _take_nth(line: Line, at: int, slots: _Slots) -> int | None:
    """As in "First Monday", "1st and 3rd Tuesday", "last working day", "last day"."""
    found: list[int] = []
    after = at
    while len(found) < 5 and (nth := ordinal(line, after)) is not None:
        found.append(nth)
        after += 1 + (line.words[after + 1] in words.ORDINAL_ENDS and line.glued(after + 1))
        if line.words[after] not in _AND:
            break
        after += 1
    return _take_nth_day(line, after, slots, found) if found else None


_AND: Final = words.vocabulary("and und et y e & ,")


def _take_nth_day(line: Line, after: int, slots: _Slots, nth: list[int]) -> int | None:
    word = line.words[after]
    working = word in _WORKDAYS or words.UNITS.get(word) == "working"
    if working or (word in words.WORKING and words.UNITS.get(line.words[after + 1]) == "day"):
        slots.nth, slots.together, slots.weekdays = nth, True, list(_WORKWEEK)
        return after + 1 + (not working)
    weekday = words.WEEKDAYS.get(word, words.PORTUGUESE_WEEKDAYS.get(word))
    if weekday is not None:
        slots.nth += nth
        slots.weekdays.append(weekday)
        return after + 1 + 2 * line.holds(after + 1, "-", "feira")
    if words.UNITS.get(word) == "day" and nth in ([1], [-1]):
        slots.month_days += nth
        return after + 1
    return None


def _take_weekday(line: Line, at: int, slots: _Slots) -> int | None:
    word = line.words[at]
    if word in _PLURALS:
        slots.repeats = True
        first, after = _PLURALS[word], at + 1
    else:
        found = weekday_at(line, at) or _short(line, at, slots)
        if found is None:
            return None
        first, after = found
        # The Spanish "los lunes", the French "le lundi": their articles make a habit of it.
        slots.repeats = slots.repeats or line.words[at - 1] == "los"
    last = weekday_at(line, after + 1) if line.words[after] in _SPAN else None
    if last is None and line.words[after] in _SPAN and line.words[after + 1] in _PLURALS:
        last = _PLURALS[line.words[after + 1]], after + 2
    if last is None:
        slots.weekdays.append(first)
        return after
    slots.weekdays += [day % 7 for day in range(first, last[0] + 1 + 7 * (last[0] < first))]
    slots.repeats = slots.repeats or line.words[at - 1] == "de"
    slots.workweek = (first, last[0]) == (0, 4)
    return last[1]


def _short(line: Line, at: int, slots: _Slots) -> tuple[int, int] | None:
    """After "every" a short name is no other word."""
    word = line.words[at]
    if not slots.repeats:
        return None
    if word in words.SHORT_WEEKDAYS:
        return words.SHORT_WEEKDAYS[word], at + 1
    if word in words.PORTUGUESE_WEEKDAYS:
        return words.PORTUGUESE_WEEKDAYS[word], at + 1
    plural = word.removesuffix("s")
    return (words.PORTUGUESE_WEEKDAYS[plural], at + 1) if plural in words.PORTUGUESE_WEEKDAYS else None


def _take_date(line: Line, at: int, slots: _Slots) -> int | None:
    """As in "the 15th", "November 27", "27 November", "dia 15 de cada mes"."""
    word = line.words[at]
    if word in words.MONTHS and slots.repeats:
        slots.month = words.MONTHS[word]
        day = line.words[at + 1]
        if day.isdecimal() and len(day) <= 2:
            slots.month_days.append(int(day))
            return at + 2 + (line.words[at + 2] in words.ORDINAL_ENDS and line.glued(at + 2))
        return at + 1
    if not _is_number(line, at) or not 1 <= int(word) <= 31:
        return None
    ended = line.words[at + 1] in ("st", "nd", "rd", "th", "er") and line.glued(at + 1)
    after = at + 1 + (ended or line.words[at + 1] == ".")
    is_day = ended or any(line.holds(after, *phrase) for phrase in _MONTHLY) or line.words[at - 1] == "dia"
    if not is_day and line.words[line.skip(after, frozenset(("of", "de")), 1)] not in words.MONTHS:
        return None
    slots.month_days.append(int(word))
    return after


def _take_time(line: Line, at: int, slots: _Slots) -> int | None:
    clock = read_clock(line, at)
    if clock is None or slots.at is not None:
        return None
    after_day = line.words[at - 1] in words.WEEKDAYS or line.words[at - 1] in _PLURALS
    bare = line.words[clock.after] in ("", ".", ",", "!", "?", "please", "pls", "\n", ")")
    if not clock.sure and line.words[at - 1] not in AT_WORDS and not (after_day and bare):
        return None
    slots.at, slots.zone = office_hour(clock), clock.zone
    return clock.after


def _made(line: Line, index: int, after: int, slots: _Slots, zone: str) -> Recurrence | None:
    every = _unit(slots)
    repeats = slots.repeats or (slots.workweek and slots.at is not None)
    if every is None or not repeats or not 1 <= slots.interval <= 60:
        return None
    if any(not (1 <= day <= 31 or day == -1) for day in slots.month_days):
        return None
    start, end = line.starts[index], line.ends[after - 1]
    return Recurrence(
        every,
        slots.interval,
        tuple(sorted(set(slots.weekdays))),
        tuple(dict.fromkeys(slots.nth)),
        slots.together,
        tuple(dict.fromkeys(slots.month_days)),
        slots.month if every == "year" else None,
        slots.at,
        slots.zone or zone,
        line.text[start:end],
        start,
        end,
    )


def _unit(slots: _Slots) -> Unit | None:
    """What it is counted in; None where too little was said to know a day."""
    if slots.month and slots.month_days:
        return "year" if slots.every in (None, "year") else None
    if slots.month:
        return None
    if slots.nth or slots.month_days:
        return "month" if slots.every in (None, "month") else None
    if slots.weekdays:
        return "week" if slots.every in (None, "week", "day") else None
    if slots.every == "hour":
        return "hour"
    return "day" if slots.every == "day" else None


_STARTS: Final = frozenset(
    {
        *_EVERY,
        *_ADVERBS,
        *_WORKDAYS,
        *_PLURALS,
        *words.WEEKDAYS,
        *words.SHORT_WEEKDAYS,
        *words.ORDINALS,
        "bi",
        "los",
        "dias",
        "dia",
    }
)
_SIGNS: Final = _STARTS | {"month", "monats", "monat", "mois", "mes"}
