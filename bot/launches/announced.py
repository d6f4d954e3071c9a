"""Plain words, read as something for the road map: what it is, what it is called, and when. Pure."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from bot.intake.dates import Due, find_dates, find_due, monday_to_friday
from bot.intake.dates.words import vocabulary
from bot.intake.small_words import fold
from bot.intake.summary import understood
from bot.launches.model import LONGEST_NAME
from db.kinds import LaunchKind

_KINDS: Final = {
    LaunchKind.FREEZE: vocabulary("freeze freezes frozen gel congelamento congelacion einfrieren"),
    LaunchKind.MIGRATION: vocabulary(
        "migration migrations migrating migrate move relocation umzug umstellung migracion migracao"
    ),
    LaunchKind.RENEWAL: vocabulary(
        """
        renewal renewals renew renews expires expiry verlangerung renouvellement renovacion renovacao
        """
    ),
}
_WORD: Final = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_JOINTS: Final = (
    re.compile(r"\s(?:to|till|until|through|thru|bis|au|al|a|até|ate|y|and)\s+", re.IGNORECASE),
    re.compile(r"\s+[-–—]\s*|\s*[–—]\s*"),
    re.compile(r"-"),
)
_UNTIL: Final = re.compile(r"^(?:until|till|through|bis|jusqu\S*|hasta|até|ate)\b", re.IGNORECASE)
_BARE_DAY: Final = re.compile(r"(?i)^(?:the\s+)?(\d{1,2})(?:st|nd|rd|th|er|\.)?(?:,?\s*\d{4})?\W*$")
_WEEK: Final = re.compile(r"(?i)\b(?:week|woche|semaine|semana)\b")
_TO_FRIDAY: Final = timedelta(days=4)
# Verbs and little words that only lead to the day.
_TRAILING: Final = re.compile(
    r"(?:[\s,;:–—-]+|\b(?:is|are|will\s+be|goes?|going|went|live|starts?|starting|begins?|opens?|airs?|runs?"
    r"|happens?|planned|scheduled|due|coming|soon|shortly|bald|bientôt|pronto|em\s+breve|on|from|for|at|by|in|the|of|this|und|ab|am|vom|zum|startet|le|du"
    r"|el|del|no|dia)\b\s*)+$",
    re.IGNORECASE,
)
_LEADING: Final = re.compile(
    r"^(?:[\s,;:–—-]+|(?:fyi|heads?[\s-]?up|just\s+so\s+you\s+know|news|please\s+note|note|announcing|announce"
    r"|we(?:\s+are|['’]re|\s+will)?\s+(?:launch(?:ing)?|start(?:ing)?|plan(?:ning)?|announc(?:e|ing)|going\s+live\s+with)"
    r"|(?:the\s+)?launch\s+of|our|the|a|an|my)\b[\s,;:–—-]*)+",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Announced:
    """`first_day` is None where no day was said, or one that can be read in two ways (`doubt`)."""

    kind: LaunchKind
    name: str  # plain, one line, at most LONGEST_NAME; may be empty
    first_day: date | None
    last_day: date | None
    doubt: str = ""  # the words whose day is not clear


def read_announcement(
    text: str,
    *,
    at: datetime,
    zone: str,
    is_working: Callable[[date], bool] = monday_to_friday,
) -> Announced:
    """`text`: without what must not be kept. `at` is aware; days are meant by `zone`."""
    due = find_due(text, at=at, zone=zone, is_working=is_working)
    name = _name(text, due)
    kind = LaunchKind.LAUNCH if _begins_with_a_launch(text) else kind_in(name)
    if due is None or due.day is None:
        return Announced(kind, name, None, None, doubt=due.words if due else "")
    if kind is not LaunchKind.LAUNCH and _UNTIL.match(due.words):
        return Announced(kind, name, min(at.astimezone(ZoneInfo(zone)).date(), due.day), due.day)
    return Announced(kind, name, due.day, _last_day(due, due.day, zone))


def _begins_with_a_launch(text: str) -> bool:
    """Whatever it is then called: "launch of the migration guide"."""
    lead = _LEADING.match(understood(text))
    return lead is not None and "launch" in lead[0].lower()


def kind_in(name: str) -> LaunchKind:
    """By its first or its last word: "deploy freeze", "migration of the shop"; else it is a launch."""
    said = [fold(word) for word in _WORD.findall(name)]
    for kind, words in _KINDS.items():
        if said and (said[0] in words or said[-1] in words):
            return kind
    return LaunchKind.LAUNCH


def _last_day(due: Due, first: date, zone: str) -> date:
    """Of "1-7 April", "Monday to Friday", "next week", "in May"; the first one where no stretch was said."""
    for joint in _JOINTS:
        pieces = joint.split(due.words)
        if len(pieces) > 1:
            last = _after(pieces[-1], first, zone)
            if last is not None and last >= first:
                return last
    if _WEEK.search(due.words):
        return first + _TO_FRIDAY
    if first.day == 1 and not any(sign.isdecimal() for sign in due.words):
        return first.replace(day=calendar.monthrange(first.year, first.month)[1])
    return first


def _after(words: str, first: date, zone: str) -> date | None:
    """The end of a stretch, read as somebody would on its first day."""
    bare = _BARE_DAY.match(words.strip())
    if bare:
        try:
            return first.replace(day=int(bare[1]))
        except ValueError:
            return None
    read_at = datetime.combine(first, time(0, 1), ZoneInfo(zone))
    days = [due.day for due in find_dates(f"by {words.strip()}", at=read_at, zone=zone) if due.day]
    return days[-1] if days else None


def _name(text: str, due: Due | None) -> str:
    """What stands before the day, else behind it, without its lead-in and a greeting."""
    if due is not None:
        before, after = _TRAILING.sub("", text[: due.start]), text[due.end :]
        text = before if _WORD.search(_LEADING.sub("", understood(before))) else after.lstrip(" ,;:-–—")
    line = " ".join(_LEADING.sub("", understood(text, LONGEST_NAME * 2)).split())
    line = _TRAILING.sub("", line).strip(" .,;:!?-–—“”\"'")
    if len(line) > LONGEST_NAME:
        line = line[: LONGEST_NAME - 1].rsplit(" ", 1)[0].rstrip(" ,;:-–—") + "…"
    return line[:1].upper() + line[1:]
