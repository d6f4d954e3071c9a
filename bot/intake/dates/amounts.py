"""Amounts of time from now or from a day: "in two weeks", "within 48 hours", "3 working days from Monday"."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final, NamedTuple

from bot.intake.dates import almanac, words
from bot.intake.dates.line import Line
from bot.intake.dates.sight import Here, Reader, Sight, seen

# Longer ones are no due date: "in 25 years".
_FARTHEST_DAYS: Final = 1500
IN_WORDS: Final = words.vocabulary(
    """
    in over within inside binnen innerhalb dans sous en em dentro daqui d'ici ici
    """
)
_FILLERS: Final = words.vocabulary(
    """
    the next coming von den der nachsten les los las proximos proximas os as prochains prochaines de about
    just only around exactly of less than max maximum circa ca rund etwa
    """
)
_THE: Final = frozenset({"the"})
_AFTER_WHAT: Final = words.vocabulary(
    """
    after of following nach apres despues depois before vor avant antes prior
    """
)
_BACK: Final = words.vocabulary("before vor avant ahead prior")
_ON: Final = words.vocabulary("on the dem den der am le la el los o na no")


class Amount(NamedTuple):
    number: int
    unit: str
    after: int
    half: bool = False


def read_amount(line: Line, index: int) -> Amount | None:
    """A number and a unit: "10 business days", "a couple of weeks", "zwei Wochen", "48h", "half an hour"."""
    word = line.words[index]
    half = word in ("half", "media", "meia") or line.holds(index, "demi", "-")
    if half:
        at = index + 1 + (line.words[index + 1] in ("an", "a"))
        return Amount(30, "minute", at + 1, True) if words.UNITS.get(line.words[at]) == "hour" else None
    count = int(word) if word.isdecimal() and len(word) <= 3 else words.NUMBERS.get(word)
    at = index + 1
    if word in ("a", "the") and line.words[at] == "couple":
        count, at = 2, at + 1
    if line.words[at] == "of" and line.words[at - 1] == "couple":
        at += 1
    if count is None or (word == "couple" and line.words[index - 1] != "a"):
        # "Week from Friday" needs no number.
        return None
    if line.words[at] == "-":
        at += 1
    return _unit(line, at, count)


def _unit(line: Line, at: int, count: int) -> Amount | None:
    word = line.words[at]
    if word in words.WORKING and words.UNITS.get(line.words[at + 1]) == "day":
        return Amount(count, "working", at + 2)
    unit = words.UNITS.get(word)
    if unit is None or unit == "quarter":
        return None
    if word == "h" and not (line.glued(at) or line.words[at + 1] != "."):
        return None
    after = at + 1
    if unit == "day" and line.words[after] in words.WORKING:
        unit, after = "working", after + 1
    if line.words[after] == "'" and line.words[after + 1] == "time":
        after += 2  # in two weeks' time
    elif line.holds(after, "'", "s", "time"):
        after += 3
    return Amount(count, unit, after)


def ahead(amount: Amount, start: date, here: Here, *, back: bool = False) -> date | None:
    """The day so far after (or before) a day."""
    count = -amount.number if back else amount.number
    if amount.unit == "working":
        return almanac.after_working_days(start, count, here.is_working)
    if amount.unit in ("month", "year"):
        months = count * (12 if amount.unit == "year" else 1)
        return almanac.after_months(start, months) if abs(months) * 30 <= _FARTHEST_DAYS else None
    days = {"day": 1, "week": 7, "fortnight": 14}.get(amount.unit, 0) * count
    return almanac.after_days(start, days) if days and abs(days) <= _FARTHEST_DAYS else None


def read_in(line: Line, index: int, here: Here) -> Sight | None:
    """From now on: "in an hour", "dans deux semaines"; not "in 3 days after they signed up"."""
    word = line.words[index]
    if word not in IN_WORDS:
        return None
    within = word not in ("in", "over", "dans", "en", "em")
    if word == "over" and line.words[line.skip(index + 1, _THE, 1)] not in ("next", "coming"):
        return None  # "over two weeks" says how long
    start = index + 1 + (word == "daqui" and line.words[index + 1] == "a")
    amount = read_amount(line, line.skip(start, _FILLERS, 4))
    if amount is None:
        if word == "within" and line.holds(index + 1, "the", "hour"):
            amount = Amount(1, "hour", index + 3)
        else:
            return None
    if line.words[amount.after] in _AFTER_WHAT or line.words[amount.after] == "from":
        if not line.holds(amount.after, "from", "now"):
            return None
        amount = amount._replace(after=amount.after + 2)
    if word in ("en", "em") and not _iberian(line, amount):
        return None  # the French "en 3 jours" says how long, not when
    return _from_now(amount, index, here, within=within)


def _iberian(line: Line, amount: Amount) -> bool:
    return any(line.words[at] in _IBERIAN_UNITS for at in (amount.after - 1, amount.after - 2))


_IBERIAN_UNITS: Final = words.vocabulary(
    """
    dia dias semana semanas mes meses hora horas minutos
    """
)


def _from_now(amount: Amount, index: int, here: Here, *, within: bool) -> Sight | None:
    if amount.unit not in ("hour", "minute"):
        return seen(ahead(amount, here.today, here), index, amount.after, "amount")
    if amount.unit == "minute" and amount.number < 5:
        return None  # "in a minute" is a manner of speaking
    try:
        then = here.now + timedelta(minutes=amount.number * (60 if amount.unit == "hour" else 1))
    except OverflowError:
        return None
    # Beyond a day nobody means the hour.
    exact = amount.number < 24 or amount.unit == "minute"
    at = then.time().replace(second=0, microsecond=0) if exact and not within else None
    return Sight((then.date(),), index, amount.after, "amount", at)


def _one(line: Line, index: int) -> Amount | None:
    """As in "day before", "week after", which need no number."""
    unit = words.UNITS.get(line.words[index])
    return Amount(1, unit, index + 1) if unit in ("day", "week") else None


def reader_from(read_day: Reader) -> Reader:
    """A reader of "a week from Friday", "3 working days from Monday", "two weeks before Easter"."""

    def read(line: Line, index: int, here: Here) -> Sight | None:
        amount = read_amount(line, index) or _one(line, index)
        if amount is None:
            return None
        if amount.unit in ("hour", "minute"):
            if not line.holds(amount.after, "from", "now"):
                return None
            return _from_now(amount._replace(after=amount.after + 2), index, here, within=False)
        at, joint = amount.after, line.words[amount.after]
        if joint not in ("today", "tomorrow"):
            if joint not in _JOINTS or (joint == "on" and amount.unit != "week"):
                return None
            at += 1
        if line.words[at] == "now" and joint == "from":
            return seen(ahead(amount, here.today, here), index, at + 1, "relative")
        base = read_day(line, line.skip(at, _ON, 2), here)
        if base is None or len(base.options) != 1:
            return None
        day = ahead(amount, base.options[0], here, back=joint in _BACK)
        return seen(day if day and day >= here.today else None, index, base.after, "relative")

    return read


def reader_beside(read_day: Reader) -> Reader:
    """A reader of "the Friday before Christmas", "the Monday after Easter"."""

    def read(line: Line, index: int, here: Here) -> Sight | None:
        weekday = words.WEEKDAYS.get(line.words[index])
        joint = line.words[index + 1]
        if weekday is None or joint not in _BESIDE:
            return None
        base = read_day(line, line.skip(index + 2, _ON, 2), here)
        if base is None or len(base.options) != 1 or base.sort not in _FIXED:
            return None
        apart = base.options[0].weekday() - weekday
        away = -((apart - 1) % 7 + 1) if joint in _BACK else (-apart - 1) % 7 + 1
        day = almanac.after_days(base.options[0], away)
        return seen(day if day and day >= here.today else None, index, base.after, "relative")

    return read


_JOINTS: Final = words.vocabulary("from before after vor nach avant apres despues depois on prior")
_BESIDE: Final = words.vocabulary("before after vor nach avant apres")
_FIXED: Final = words.vocabulary("feast written dated ordinal edge")
