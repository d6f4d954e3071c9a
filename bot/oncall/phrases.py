"""Plain words into a stretch of time: "thursday", "tue 9:00 to wed 9:00", "24-28 Dec", "until friday 17:00".

Days and times are read by the same grammar as dates in requests (bot/intake/dates). A line is understood
whole or not at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from bot.company import Company, Team
from bot.company.problems import did_you_mean
from bot.intake.dates import find_dates
from bot.intake.dates.clock import AT_WORDS, office_hour, read_clock
from bot.intake.dates.line import cut, fold
from bot.intake.dates.words import vocabulary
from bot.syncs.series import moment
from db.errors import Missing, Unclear

EXAMPLES: Final = '"thursday", "tue 9:00 to wed 9:00" or "24-28 Dec"'
_MOST_LETTERS: Final = 120
_ONE_DAY: Final = timedelta(days=1)
_ISO_DAY: Final = re.compile(r"(?<!\d)\d{4}-\d\d-\d\d(?!\d)")
_WORD_JOINT: Final = re.compile(r"\s+(?:to|till|until|through|bis|au|al|hasta|ate)\s+")
_DASH: Final = re.compile(r"\s*[-–—]\s*")
_UNTIL: Final = re.compile(r"^(?:until|till|bis|hasta|ate)\s+")
_LEAD: Final = re.compile(r"^(?:from|on|ab|von|vom|desde)\s+")
_OPEN: Final = re.compile(r"^(?:starting|since|from|ab|von|vom|desde)\s+")
_BARE_DAY: Final = re.compile(r"(?:the\s+)?(\d{1,2})(?:st|nd|rd|th|\.)?")
_WEEK: Final = vocabulary("week woche semaine semana")
_WEEKEND: Final = vocabulary("weekend wochenende")
_NOW: Final = vocabulary("now jetzt maintenant ahora agora")
# Some hours of a day, and nobody knows which. "Morgen" and "mañana" are left out: they are tomorrow, too.
_PARTS: Final = vocabulary(
    "morning afternoon evening night tonight tonite lunchtime vormittag nachmittag abend nacht fruh matin "
    "soir nuit tarde noche noite eod cob eob feierabend"
)
_SMALL: Final = vocabulary("on the from at um , . ( ) this am der den dem")


@dataclass(frozen=True)
class Days:
    """Both days included. A time is one by the wall; both are there, or none: then whole days are meant."""

    first: date
    last: date
    first_at: time | None = None
    last_at: time | None = None


@dataclass(frozen=True)
class _Point:
    day: date | None
    at: time | None


def read_days(words: str, *, now: datetime, zone: str) -> Days:
    """`now` is aware; days and times are meant by `zone`. Raises Unclear, saying how to write it."""
    text = " ".join(words.split())
    if not text or len(text) > _MOST_LETTERS:
        raise _not_understood(text)
    local = now.astimezone(ZoneInfo(zone))
    until = _UNTIL.match(fold(text))
    if until:
        return _checked(_from_now(text[until.end() :], local), text)
    for left, right in _halves(text):
        if found := _joined(left, right, local):
            return _checked(found, text)
    if any(_is_day(left, local) and _is_day(right, local) for left, right in _halves(text)):
        raise Unclear(f'"{text}" ends before it begins. Write it like {EXAMPLES}.')
    found = _checked(_alone(text, local), text)
    if found.first_at is None and _OPEN.match(fold(text)):
        raise Unclear(f'Until when is "{text}"? Write both days, like "24-28 Dec" or "mon to wed".')
    return found


def whole_days(days: Days) -> tuple[date, date]:
    """Raises Unclear where times were written: somebody is away for whole days."""
    if days.first_at is not None:
        raise Unclear('Whole days only, such as "24-28 Dec". For some hours let somebody take your shift.')
    return days.first, days.last


def stretch_of(days: Days, zone: str, team_zone: str, begins_at: time) -> tuple[datetime, datetime]:
    """From when until when; UTC. Times are by `zone`. Whole days go from `begins_at`, by the wall of
    `team_zone`, to the same time on the day after the last."""
    if days.first_at is not None and days.last_at is not None:
        return moment(datetime.combine(days.first, days.first_at), zone), moment(
            datetime.combine(days.last, days.last_at), zone
        )
    first, after = datetime.combine(days.first, begins_at), datetime.combine(days.last + _ONE_DAY, begins_at)
    return moment(first, team_zone), moment(after, team_zone)


def team_in_front(company: Company, words: str) -> tuple[Team | None, str]:
    """The team that the first words name, by its id or its name with or without "team", and what is left."""
    spoken = words.split()
    for length in range(len(spoken), 0, -1):
        wanted = fold(" ".join(spoken[:length]))
        for team in company.teams:
            if wanted in _names_of(team):
                return team, " ".join(spoken[length:])
    return None, " ".join(spoken)


def get_team_named(company: Company, words: str) -> Team:
    """Raises Missing, with the nearest name."""
    team, rest = team_in_front(company, words)
    if team is not None and not rest:
        return team
    near = did_you_mean(words, [name for one in company.teams for name in (one.id, one.name)])
    raise Missing(f'I know no team "{words[:60]}".{near} `/oncall` shows all of them.')


def _names_of(team: Team) -> tuple[str, ...]:
    name = fold(team.name)
    return fold(team.id), name, name.removesuffix(" team"), fold(team.id).removesuffix("-team")


def _halves(text: str) -> Iterator[tuple[str, str]]:
    """Where two points may be joined, words before dashes; a day written with dashes is never cut."""
    folded = fold(text)
    days = [found.span() for found in _ISO_DAY.finditer(folded)]
    for joint in (_WORD_JOINT, _DASH):
        for found in joint.finditer(folded):
            inside = any(start < found.start() < end for start, end in days)
            if not inside and found.start() and found.end() < len(text):
                yield text[: found.start()], text[found.end() :]


def _from_now(right: str, local: datetime) -> Days | None:
    last = _point(right, local)
    if last is None or last.at is not None:
        return _joined("now", right, local)
    return Days(local.date(), last.day) if last.day else None


def _joined(left: str, right: str, local: datetime) -> Days | None:
    """None where one of them is no point in time."""
    left = left[found.end() :] if (found := _LEAD.match(fold(left))) else left
    last = _point(right, local)
    bare = _bare_day(left)
    if bare is not None and last is not None and last.day is not None and last.at is None:
        first_day = _before(bare, last.day)
        return Days(first_day, last.day) if first_day else None
    first = _point(left, local)
    if first is None:
        return None
    begins = first.day or local.date()
    last = _end(left, right, _Point(begins, first.at), local)
    if last is None or last.day is None:
        return None
    return Days(begins, last.day, first.at, last.at)


def _end(left: str, right: str, first: _Point, local: datetime) -> _Point | None:
    """The later point, read as somebody would on the first day."""
    begins = first.day or local.date()
    bare = _bare_day(right)
    if bare is not None and first.at is None:
        try:
            after = begins.replace(day=bare)
            return _Point(after if after >= begins else _next_month(after), None)
        except ValueError:
            return None
    early = datetime.combine(begins, time(0, 1), local.tzinfo)
    found = _point(right, early)
    if found is None:
        return None
    if found.day is None:
        overnight = bool(first.at and found.at and found.at <= first.at)
        return _Point(begins + _ONE_DAY if overnight else begins, found.at)
    later = bool(first.at and found.at and first.at < found.at)
    same_day = later and fold(left).split()[:1] == fold(right).split()[:1]
    return _Point(begins if same_day else found.day, found.at)


def _alone(text: str, local: datetime) -> Days | None:
    found = _point(text, local)
    if found is None or found.day is None:
        return None
    said = set(fold(text).split())
    if said & _WEEKEND and found.day.weekday() == 5:
        return Days(found.day, found.day + _ONE_DAY)
    if said & _WEEK and found.at is None:
        monday = found.day - timedelta(days=found.day.weekday())
        return Days(monday, monday + timedelta(days=6))
    return Days(found.day, found.day, found.at)


def _point(words: str, local: datetime) -> _Point | None:
    words = words.strip(" ,.;")
    if fold(words) in _NOW:
        return _Point(local.date(), local.time().replace(second=0, microsecond=0))
    if (clock := _clock(words)) is not None:
        return _Point(None, clock)
    asked = f"on {words}"
    zone = local.tzinfo.key if isinstance(local.tzinfo, ZoneInfo) else "UTC"
    found = find_dates(asked, at=local, zone=zone)
    if len(found) != 1 or not _only_small(asked[: found[0].start]):
        return None
    due, rest = found[0], asked[found[0].end :].strip(" ,.;")
    if due.options:
        raise Unclear(f'"{words[:60]}" can be read in two ways. Write the day with its month: "13 March".')
    at = _clock(rest) if rest else due.at
    if at is None and not _PARTS.isdisjoint(fold(due.words).split()):
        raise Unclear(f'From when until when is "{words[:60]}"? Write both times: "tue 18:00 to wed 9:00".')
    return None if rest and at is None else _Point(due.day, at)


def _is_day(words: str, local: datetime) -> bool:
    found = _point(words, local)
    return found is not None and found.day is not None


def _clock(words: str) -> time | None:
    """The time of day that these words are, and nothing else."""
    line = cut(words, fold(words))
    clock = read_clock(line, line.skip(0, AT_WORDS, 1))
    if clock is None or clock.after < line.size or clock.zone is not None:
        return None
    return office_hour(clock)


def _only_small(words: str) -> bool:
    line = cut(words, fold(words))
    return all(word in _SMALL for word in line.words[: line.size])


def _bare_day(words: str) -> int | None:
    found = _BARE_DAY.fullmatch(fold(words).strip())
    return int(found[1]) if found and 1 <= int(found[1]) <= 31 else None


def _before(number: int, last: date) -> date | None:
    """The day of this number that comes last before that day."""
    try:
        same = last.replace(day=number)
        return same if same <= last else (last.replace(day=1) - _ONE_DAY).replace(day=number)
    except ValueError:
        return None


def _next_month(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=day.day)


def _checked(found: Days | None, text: str) -> Days:
    if found is None:
        raise _not_understood(text)
    if (found.first_at is None) != (found.last_at is None):
        raise Unclear(f'From when until when is "{text}"? Write both times: "tue 9:00 to wed 9:00".')
    if (found.last, found.last_at or time()) < (found.first, found.first_at or time()):
        raise Unclear(f'"{text}" ends before it begins. Write it like {EXAMPLES}.')
    return found


def _not_understood(text: str) -> Unclear:
    if not text:
        return Unclear(f"Which days? Write them like {EXAMPLES}.")
    return Unclear(f'I did not understand "{text[:_MOST_LETTERS]}". Write the days like {EXAMPLES}.')
