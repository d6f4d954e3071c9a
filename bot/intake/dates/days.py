"""Days by name: today, tomorrow, weekdays with all that is put before and after them, feasts."""

from __future__ import annotations

from datetime import date
from typing import Final

from bot.intake.dates import almanac, words
from bot.intake.dates.line import Line
from bot.intake.dates.periods import ordinal, read_period
from bot.intake.dates.sight import Here, Sight, seen

_ON: Final = words.vocabulary("on , the am le la el los na no de da do of der")
_PORTUGUESE_BEFORE: Final = words.vocabulary(
    """
    ate na nas nesta esta para pra de da proxima desta
    """
)
# "Na segunda página" counts pages.
_COUNTED: Final = words.vocabulary(
    """
    pagina versao etapa fase linha parte semana vez coluna tela opcao lista tentativa edicao pessoa via
    mao imagem secao metade rodada foto dose aba campanha janela posicao feira
    """
)
_GREETED: Final = words.vocabulary("zusammen alle allerseits leute ihr liebe team")
_NO_TOMORROW: Final = words.vocabulary("guten am heute jeden diesen gestern")
_NO_MANANA: Final = words.vocabulary("la esta toda cada cada buena")


def read_relative(line: Line, index: int, here: Here) -> Sight | None:
    """Today, tomorrow, the day after, in five languages."""
    for length in (4, 3, 2, 1):
        ahead = words.RELATIVE.get(tuple(line.words[index : index + length]))
        if ahead is not None:
            break
    else:
        return None
    if ahead == 1 and length == 1 and _is_morning(line, index):
        return None
    day = almanac.after_days(here.today, ahead)
    after = index + length
    if line.holds(after, "week") and ahead < 2:
        return seen(almanac.after_days(here.today, ahead + 7), index, after + 1, "relative")
    if line.holds(after, "in", "einer", "woche"):
        return seen(almanac.after_days(here.today, ahead + 7), index, after + 3, "relative")
    return seen(day, index, after, "relative" if ahead else "today")


def _is_morning(line: Line, index: int) -> bool:
    """Whether it is the time of day, as in "guten Morgen" and "esta mañana", and not the next day."""
    before, word = line.words[index - 1], line.words[index]
    if word == "manana":
        return before in _NO_MANANA
    if word != "morgen":
        return False
    if before in _NO_TOMORROW or before in words.WEEKDAYS:
        return True
    if not line.text[line.starts[index]].isupper():
        return False
    if before and before not in ".!?\n:":
        return True
    return line.words[index + 1] in _GREETED or line.words[index + 1] in ("!", ",", "", "\n")


def weekday_at(line: Line, index: int) -> tuple[int, int] | None:
    """The weekday that stands here, and the place after it."""
    word = line.words[index]
    if word in words.WEEKDAYS:
        dot = line.words[index + 1] == "." and len(word) <= 5 and line.words[index + 2] not in ("", "\n")
        lower = dot and not line.text[line.starts[index + 2]].isupper()
        return words.WEEKDAYS[word], index + 1 + bool(lower and not line.glued(index + 2))
    if word in words.PORTUGUESE_WEEKDAYS:
        return _portuguese(line, index)
    if word in words.SHORT_WEEKDAYS and _speaks_of_days(line, index):
        return words.SHORT_WEEKDAYS[word], index + 1 + _dot_before_number(line, index + 1)
    if word in words.GERMAN_SHORT and _german_short(line, index):
        return words.GERMAN_SHORT[word], index + 1 + (line.words[index + 1] in (".", ","))
    return None


def _dot_before_number(line: Line, index: int) -> bool:
    return line.words[index] == "." and line.words[index + 1][:1].isdecimal()


def _portuguese(line: Line, index: int) -> tuple[int, int] | None:
    weekday = words.PORTUGUESE_WEEKDAYS[line.words[index]]
    if line.holds(index + 1, "-", "feira"):
        return weekday, index + 3
    if line.words[index + 1] == "feira":
        return weekday, index + 2
    if line.holds(index + 1, "que", "vem") or (
        line.words[index + 1] == "as" and line.words[index + 2][:1].isdecimal()
    ):
        return weekday, index + 1
    if line.words[index - 1] in _PORTUGUESE_BEFORE and line.words[index + 1] not in _COUNTED:
        return weekday, index + 1
    return None


def _speaks_of_days(line: Line, index: int) -> bool:
    """Whether "mon", "sat", "sun" or "wed" is a day: a preposition or a number beside it decides."""
    before, after = line.words[index - 1], line.words[index + 1]
    if after == "." and line.words[index + 2][:1].isdecimal():
        return True
    if after[:1].isdecimal() or after in ("morning", "afternoon", "evening", "eod", "cob"):
        return before not in ("the", "we", "they", "i")
    if before in ("on", "by", "before", "until", "till", "this", "next", "eod", "cob", "due"):
        return True
    return after == "-" and line.words[index + 2] in (*words.SHORT_WEEKDAYS, *words.WEEKDAYS)


def _german_short(line: Line, index: int) -> bool:
    before, after = line.words[index - 1], line.words[index + 1]
    if not line.text[line.starts[index]].isupper():
        return False
    if after in (".", ",") and line.words[index + 2][:1].isdecimal():
        return True
    if before == "bis" or before in ("nachsten", "kommenden", "diesen"):
        return True
    return after[:1].isdecimal() and "." in after


def read_weekday(line: Line, index: int, here: Here) -> Sight | None:
    """As in "Friday", "next Friday", "Friday week", "Friday next week", "lundi prochain"."""
    word = line.words[index]
    ahead = word in words.NEXT
    led = ahead or word in words.COMING or word in words.THIS
    found = weekday_at(line, index + led)
    if found is None:
        return None
    weekday, after = found
    if ahead:
        return Sight(_next(weekday, here), index, after, "relative")
    if led:
        today = word in words.THIS and weekday == here.today.weekday()
        day = here.today if today else almanac.coming(weekday, here.today)
        return seen(day, index, after, "relative" if word in words.COMING else "weekday")
    return _with_week(line, index, weekday, after, here)


def _next(weekday: int, here: Here) -> tuple[date, ...]:
    """What "next Friday" may mean: the one of next week, or also the coming one, two days off or more.

    Nobody calls today or tomorrow by that name. In the United States it is the one of next week.
    """
    soon = almanac.coming(weekday, here.today)
    of_next_week = almanac.after_days(almanac.monday_of(here.today), 7 + weekday)
    if of_next_week is None or of_next_week <= soon:
        return (soon,)
    if here.american or (soon - here.today).days < 2:
        return (of_next_week,)
    return (soon, of_next_week)


def _with_week(line: Line, index: int, weekday: int, after: int, here: Here) -> Sight | None:
    soon = almanac.coming(weekday, here.today)
    if line.holds(after, "week") and line.words[after + 1] not in ("'", "of"):
        return seen(almanac.after_days(soon, 7), index, after + 1, "relative")
    if line.holds(after, "after", "next"):
        day = almanac.after_days(almanac.monday_of(here.today), 14 + weekday)
        return seen(day, index, after + 2, "relative")
    if line.holds(after, "en", "huit"):
        return seen(almanac.after_days(soon, 7), index, after + 2, "relative")
    if line.holds(after, "in", "a", "week") or line.holds(after, "in", "einer", "woche"):
        return seen(almanac.after_days(soon, 7), index, after + 3, "relative")
    if line.words[after] in words.NEXT:
        if line.words[after + 1] not in words.UNITS:
            return Sight(_next(weekday, here), index, after + 1, "relative")
    elif line.holds(after, "que", "viene") or line.holds(after, "que", "vem"):
        return seen(soon, index, after + 2, "relative")
    period = read_period(line, line.skip(after, _ON, 2), here)
    if period and period.unit == "week" and period.said != "bare":
        day = almanac.after_days(period.first, weekday)
        return seen(day if day and day >= here.today else None, index, period.after, "relative")
    return seen(soon, index, after, "weekday")


def read_week_then_day(line: Line, index: int, here: Here) -> Sight | None:
    """As in "Next week Friday", "nächste Woche am Dienstag", "la semaine prochaine, jeudi"."""
    period = read_period(line, index, here)
    if period is None or period.unit != "week" or period.said == "bare":
        return None
    possessive = 2 if line.holds(period.after, "'", "s") else 0
    found = weekday_at(line, line.skip(period.after + possessive, _ON, 2))
    if found is None:
        return None
    day = almanac.after_days(period.first, found[0])
    return seen(day if day and day >= here.today else None, index, found[1], "relative")


def read_nth_weekday(line: Line, index: int, here: Here) -> Sight | None:
    """As in "First Monday of November", "last Friday of the month", "premier lundi de mai"."""
    nth = ordinal(line, index)
    if nth is None:
        return None
    at = index + 1 + (line.words[index + 1] in words.ORDINAL_ENDS and line.glued(index + 1))
    weekday = words.WEEKDAYS.get(line.words[at], words.PORTUGUESE_WEEKDAYS.get(line.words[at], -1))
    if weekday < 0 or line.words[at + 1] not in ("of", "in", "de", "du", "del", "do", "im", "des"):
        return None
    period = read_period(line, line.skip(at + 2, frozenset(("the", "le", "el", "o", "mes")), 1), here)
    if period is None or period.unit != "month":
        return None
    return seen(_nth_ahead(period.first, weekday, nth, here), index, period.after, "edge")


def _nth_ahead(month: date, weekday: int, nth: int, here: Here) -> date | None:
    """That day of the month; if it is over, the one of the month after."""
    day = almanac.nth_weekday(month.year, month.month, weekday, nth)
    if day is None or day >= here.today:
        return day
    later = almanac.after_months(month, 1)
    return later and almanac.nth_weekday(later.year, later.month, weekday, nth)


def read_weekend(line: Line, index: int, here: Here) -> Sight | None:
    """Saturday; "before the weekend" is the Friday. The week-end after this one for "next"."""
    at = index
    ahead = line.words[at] in words.NEXT
    at += ahead or line.words[at] in words.THIS or line.words[at] in words.COMING
    for length in (3, 1):
        if tuple(line.words[at : at + length]) in words.WEEKENDS:
            break
    else:
        return None
    saturday = almanac.monday_of(here.today) + 5 * almanac.ONE_DAY
    if here.today.weekday() == 6:
        saturday += 7 * almanac.ONE_DAY
    if ahead:
        following = almanac.after_days(saturday, 7)
        return Sight((saturday, following), index, at + length, "relative") if following else None
    before = (
        line.words[index - 1]
        if line.words[index - 1] not in ("the", "dem", "le", "el", "o")
        else line.words[index - 2]
    )
    friday = saturday - almanac.ONE_DAY
    if before in ("before", "vor", "avant", "antes", "by") and friday >= here.today:
        return seen(friday, index, at + length, "weekday")
    return seen(saturday, index, at + length, "weekday")


def read_feast(line: Line, index: int, here: Here) -> Sight | None:
    """Christmas, Black Friday, Easter, Mother's Day …"""
    for length in (5, 4, 3, 2, 1):
        name = almanac.FEAST_NAMES.get(tuple(line.words[index : index + length]))
        if name:
            break
    else:
        return None
    if name == "mother's day" and here.zone.key in ("Europe/London", "Europe/Dublin", "Europe/Belfast"):
        name = "mother's day in britain"
    return seen(almanac.next_feast(name, here.today), index, index + length, "feast")
