"""Dates of a number and a month: 3 November 2026, Nov 3rd, 9-11 June; and of a number alone: the 21st."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from bot.intake.dates import almanac, words
from bot.intake.dates.line import Line
from bot.intake.dates.numeric import ahead, read_numeric
from bot.intake.dates.periods import read_period
from bot.intake.dates.sight import Here, Sight, seen

_SPAN: Final = re.compile(r"([0-9]{1,2})([\-–/])([0-9]{1,2})")
_OF: Final = words.vocabulary("of de the - . ,")
_OR: Final = words.vocabulary("or oder ou o")
_TO: Final = words.vocabulary(
    """
    to and - until till through thru bis und au et al a y e ate
    """
)
_TO_OF_RANGE: Final = _TO | frozenset("&")


def read_day_month(line: Line, index: int, here: Here) -> Sight | None:
    """As in "3 November 2026", "the 3rd of May", "9-11 June", "1er avril", "3. März"."""
    days = _days(line, index)
    if days is None:
        return None
    numbers, after, alternatives = days
    at = line.skip(after, _OF, 3)
    month = words.ALL_MONTHS.get(line.words[at])
    if month is None or (at == after and line.glued(at) and line.words[at] not in words.ALL_MONTHS):
        return None
    if line.words[at] == "a" or (line.words[at] == "may" and _is_the_verb(line, index, at)):
        return None
    end = at + 1 + (line.words[at + 1] == "." and line.words[at] not in words.MONTHS)
    return _built(line, index, end, month, numbers, here, alternatives=alternatives)


def read_first_of(line: Line, index: int, here: Here) -> Sight | None:
    """As in "the first of April", "am ersten Mai", "el primero de abril"."""
    nth = words.ORDINALS.get(line.words[index], -1)
    at = line.skip(index + 1, _OF, 1)
    month = words.MONTHS.get(line.words[at])
    if nth < 1 or month is None or (nth > 1 and at == index + 1):
        return None
    year, end = _year_after(line, at + 1)
    return seen(ahead(nth, month, year, here), index, end, "dated" if year else "written")


def _days(line: Line, index: int) -> tuple[tuple[int, ...], int, bool] | None:
    """The numbers of days here, the place after them, and whether they are alternatives."""
    word = line.words[index]
    span = _SPAN.fullmatch(word)
    if span:
        return (int(span[1]), int(span[3])), index + 1, False
    if not (word.isdecimal() and len(word) <= 2):
        return None
    after = _past_ending(line, index + 1)
    joint = line.words[after]
    if joint in _OR or joint in _TO_OF_RANGE:
        at = line.skip(after + 1, words.vocabulary("the le el o den"), 1)
        second = line.words[at]
        if second.isdecimal() and len(second) <= 2:
            return (int(word), int(second)), _past_ending(line, at + 1), joint in _OR and joint != "o"
    return (int(word),), after, False


def _past_ending(line: Line, index: int) -> int:
    dot = line.words[index] == "." and (
        line.words[index + 1] in _TO or line.words[index + 1] in words.ALL_MONTHS
    )
    return index + (line.glued(index) and (dot or line.words[index] in words.ORDINAL_ENDS))


def _is_the_verb(line: Line, index: int, at: int) -> bool:
    """Whether "5 may" goes on with a verb: it does unless a capital or a preposition says otherwise."""
    if line.text[line.starts[at]].isupper() or at > index + 1:
        return False
    return line.words[index - 1] not in ("on", "by", "before", "until", "till", "from", "due", "for")


def _built(
    line: Line,
    index: int,
    after: int,
    month: int,
    numbers: tuple[int, ...],
    here: Here,
    *,
    alternatives: bool,
) -> Sight | None:
    year, end = _year_after(line, after)
    days = [when for number in numbers if (when := ahead(number, month, year, here))]
    if not days:
        return None
    if not alternatives:
        # Of a stretch that has begun already, the end is what lies ahead.
        return Sight((min(days),), index, end, "dated" if year else "written")
    return Sight(tuple(sorted(set(days))), index, end, "dated" if year else "written", either=True)


def _year_after(line: Line, after: int) -> tuple[int | None, int]:
    at = line.skip(after, frozenset((",", "de", "del")), 1)
    word = line.words[at]
    if len(word) == 4 and word.isdecimal() and 2000 <= int(word) < 2100:
        return int(word), at + 1
    return None, after


def read_month_day(line: Line, index: int, here: Here) -> Sight | None:
    """As in "Nov 3rd", "April 3-5", "December 24, 2026"."""
    word = line.words[index]
    month = words.ALL_MONTHS.get(word)
    if month is None:
        return None
    at = index + 1 + (line.words[index + 1] == "." and word not in words.MONTHS)
    at = line.skip(at, frozenset(("the",)), 1)
    if word == "may" and not line.text[line.starts[index]].isupper() and not _is_may(line, index, at):
        return None
    days = _days(line, at)
    if days is None or line.words[days[1]] in ("%", ":") or _counts_something(line, days[1], at):
        return None
    return _built(line, index, days[1], month, days[0], here, alternatives=days[2])


def _is_may(line: Line, index: int, at: int) -> bool:
    ordinal = line.words[at + 1] in words.ORDINAL_ENDS and line.glued(at + 1)
    return ordinal or line.words[index - 1] in ("on", "by", "before", "until", "till", "from", "due")


def _counts_something(line: Line, after: int, at: int) -> bool:
    """As in "May 3 people come": the number counts what follows."""
    word = line.words[after]
    return line.words[at - 1] == "may" and word.isalpha() and word.endswith("s") and len(word) > 3


_BEFORE_ORDINAL: Final = words.vocabulary(
    """
    on by before around about than
    until till from for of is latest due between to and or - le el dia am bis vor den dem
    der zum ab para antes avant pour jusqu'au au ate no launches
    """
)
# After "the 21st" these go on with the sentence; anything else is what is being counted.
_GOES_ON: Final = words.vocabulary(
    """
    and or at in so but we i it they he she you to the is are please pls with for because if that
    this our my latest morning afternoon evening night noon until till by on und um bitte wir et a y
    e o ou as when then can could will would need needs be has have from already only - , . ! ? ; :
    ) ( unless while since although though before after or nor not there which who whose where how of
    must should may might do does did also still again too instead sonst oder wenn falls damit sofern
    mais car sauf sinon pero sino salvo mas porque pues
    """
) | {"\n", ""}


def read_ordinal(line: Line, index: int, here: Here) -> Sight | None:
    """As in "the 21st": that day of this month or the next one that has it."""
    word = line.words[index]
    ending = line.words[index + 1]
    if not (word.isdecimal() and len(word) <= 2 and 1 <= int(word) <= 31):
        return None
    latin = _romance_day(line, index)
    if line.words[index - 1] in ("le", "el", "dia", "am", "den"):
        of_month = _of_a_month(line, index, index + 1 + (line.words[index + 1] == "."), int(word), here)
        if of_month:
            return of_month
    if not latin and not (ending in ("st", "nd", "rd", "th") and line.glued(index + 1)):
        return None
    after = index + (1 if latin else 2)
    of_month = _of_a_month(line, index, after, int(word), here)
    if of_month:
        return of_month
    before = line.words[index - 1] if line.words[index - 1] != "the" else line.words[index - 2]
    if before not in _BEFORE_ORDINAL and before not in ("", "\n") and before not in words.WEEKDAYS:
        return None
    if line.words[after] not in _GOES_ON and not line.words[after].isdecimal():
        return None
    options = [day for number in _or_another(line, after, int(word)) if (day := _of_month(number[0], here))]
    end = max(number[1] for number in _or_another(line, after, int(word)))
    return Sight(tuple(sorted(set(options))), index, end, "ordinal", either=True) if options else None


_OF_THE: Final = words.vocabulary("of the de du del do des")


def _of_a_month(line: Line, index: int, after: int, number: int, here: Here) -> Sight | None:
    """As in "the 24th of next month", "the 1st of the month"."""
    period = read_period(line, line.skip(after, _OF_THE, 2), here)
    if period is None or period.unit != "month" or line.words[period.after - 1] in words.ALL_MONTHS:
        return None
    if period.said == "bare":
        return seen(_of_month(number, here), index, period.after, "ordinal")
    day = almanac.real_day(period.first.year, period.first.month, number)
    return seen(day if day and day >= here.today else None, index, period.after, "relative")


def _or_another(line: Line, after: int, first: int) -> list[tuple[int, int]]:
    """As in "the 14th or 15th": the numbers, each with the place after it."""
    found = [(first, after)]
    if line.words[after] in _OR and line.words[after] != "o":
        at = after + 1 + (line.words[after + 1] == "the")
        if (
            line.words[at].isdecimal()
            and len(line.words[at]) <= 2
            and line.words[at + 1] in words.ORDINAL_ENDS
        ):
            found.append((int(line.words[at]), at + 2))
    return found


def _romance_day(line: Line, index: int) -> bool:
    """Whether a bare number is a day, as in "el día 20", "até dia 20", "pour le 20"."""
    before, earlier = line.words[index - 1], line.words[index - 2]
    if line.words[index + 1] in ("%", "/", "'") or (
        line.words[index + 1].isalpha() and line.words[index + 1] not in _GOES_ON
    ):
        return False
    if before == "dia":
        return earlier in ("el", "o", "no", "ate", "para", "al", "del", "antes", "do", "ao", "de")
    return (
        (before == "le" and earlier in ("avant", "pour", "d'ici", "ici"))
        or (
            before == "el"
            and earlier in ("para", "de")
            and line.words[index - 3] in ("antes", "", "necesitamos")
        )
        or (before == "au" and earlier in ("'", "jusqu"))
    )


def _of_month(number: int, here: Here) -> date | None:
    if not 1 <= number <= 31:
        return None
    month = here.today.replace(day=1)
    for _ in range(3):
        when = almanac.real_day(month.year, month.month, number)
        if when and when >= here.today:
            return when
        later = almanac.after_months(month, 1)
        if later is None:
            return None
        month = later
    return None


def read_week_of(line: Line, index: int, here: Here) -> Sight | None:
    """As in "Week of the 14th", "w/c 16 March", "KW 12"."""
    if line.words[index] == "kw" and line.words[index + 1].isdecimal() and len(line.words[index + 1]) <= 2:
        return seen(_calendar_week(int(line.words[index + 1]), here), index, index + 2, "written")
    for lead in (("week", "of"), ("week", "commencing"), ("week", "beginning"), ("semaine", "du"),
                 ("semana", "del"), ("semana", "do"), ("woche", "vom"), ("woche", "ab")):  # fmt: skip
        if line.holds(index, *lead):
            break
    else:
        return None
    at = line.skip(index + 2, words.vocabulary("the dem"), 1)
    sight = read_day_month(line, at, here) or read_month_day(line, at, here) or read_numeric(line, at, here)
    if sight:
        return sight._replace(first=index, sort="edge")
    number = line.words[at]
    if number.isdecimal() and len(number) <= 2:
        day = _of_month(int(number), here)
        return seen(day, index, _past_ending(line, at + 1), "edge")
    return None


def _calendar_week(number: int, here: Here) -> date | None:
    """Its Monday, by ISO 8601."""
    for year in (here.today.year, here.today.year + 1):
        try:
            monday = date.fromisocalendar(year, number, 1)
        except ValueError:
            continue
        if monday >= here.today:
            return monday
    return None
