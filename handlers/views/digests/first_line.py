"""The first line of a digest: the decision, in one glance. And what did not get a line of its own."""

from __future__ import annotations

from collections.abc import Mapping

from bot.digests.model import Group
from db.kinds import DigestKind
from handlers.names import GLOSSARY, REQUESTS
from handlers.views.digests.shown import Shown
from handlers.views.text import on_day

# Group -> one of them, several of them
_SAYS: Mapping[Group, tuple[str, str]] = {
    "needs": ("1 needs somebody", "{n} need somebody"),
    "overdue": ("1 overdue", "{n} overdue"),
    "ageing": ("1 ageing", "{n} ageing"),
    "waits": ("1 waits for you", "{n} wait for you"),
    "late": ("1 should have been answered by now", "{n} should have been answered by now"),
    "news": ("1 has moved on", "{n} have moved on"),
    "done": ("1 done", "{n} done"),
    "fine": ("1 on its way", "{n} on their way"),
    "put_off": ("1 put off", "{n} put off"),
    "asked": ("1 word wants an explanation", "{n} words want an explanation"),
    "unclear": ("1 is unclear to somebody", "{n} are unclear to somebody"),
    "approved": ("1 is newly explained", "{n} are newly explained"),
    "review": ("1 is due for a check", "{n} are due for a check"),
}
_ORDER: Mapping[DigestKind, tuple[Group, ...]] = {
    DigestKind.IT: ("needs", "overdue", "ageing", "done", "fine", "put_off"),
    DigestKind.MARKETING: ("waits", "late", "done", "news", "fine", "put_off"),
    DigestKind.WORDS: ("asked", "unclear", "approved", "review"),
}
_URGENT: tuple[Group, ...] = ("needs", "overdue", "waits", "late")
_POINTERS: Mapping[DigestKind, str] = {
    DigestKind.IT: f"Your Home tab shows them, `{REQUESTS} team` lists them all.",
    DigestKind.MARKETING: f"Your Home tab shows them, `{REQUESTS}` lists them all.",
    DigestKind.LEADERS: "The Home tab has the figures.",
    DigestKind.WORDS: f"`{GLOSSARY}` shows them.",
}


def first_line(shown: Shown) -> str:
    """ "*3 need somebody, 2 overdue*, 11 on their way.\""""
    counts = shown.counts()
    if shown.kind is DigestKind.LEADERS:
        return _for_leaders(shown, counts)
    said = [(group, _said(group, counts.get(group, 0))) for group in _ORDER[shown.kind] if counts.get(group)]
    urgent = ", ".join(words for group, words in said if group in _URGENT)
    others = ", ".join(words for group, words in said if group not in _URGENT)
    if not said:
        return "*Nothing is open.*"
    return ", ".join(one for one in (f"*{urgent}*" if urgent else "", others) if one) + "."


def left_out(shown: Shown, lines: int) -> str:
    """What is there beside the lines that are drawn, the first so many; "" when that is all."""
    drawn = shown.content.lines[:lines]
    rest = {
        group: count - sum(line.group == group for line in drawn)
        for group, count in shown.content.counts.items()
        if group in _told_of(shown.kind)
    }
    more = [f"{left} {_SHORT[group]}" for group, left in rest.items() if left > 0]
    return f"And {', '.join(more)} more. {_POINTERS[shown.kind]}" if more else ""


_SHORT: Mapping[Group, str] = {
    "needs": "nobody has yet",
    "overdue": "overdue",
    "ageing": "ageing",
    "waits": "that wait for you",
    "late": "to be answered",
    "news": "that moved on",
    "done": "done",
    "finished": "finished",
    "stuck": "stuck",
    "asked": "words without explanation",
    "unclear": "unclear",
    "approved": "newly explained",
    "review": "due for a check",
}


def _told_of(kind: DigestKind) -> tuple[Group, ...]:
    return ("finished", "stuck") if kind is DigestKind.LEADERS else _ORDER[kind][:4]


def _for_leaders(shown: Shown, counts: Mapping[Group, int]) -> str:
    since = on_day(shown.since.astimezone(shown.zone).date(), shown.now.astimezone(shown.zone).date())
    told = [f"{counts.get('finished', 0)} finished", f"{counts.get('stuck', 0)} stuck"]
    if answered := counts.get("answered", 0):
        told.append(f"{round(100 * counts.get('in_time', 0) / answered)} % of {answered} answered in time")
    return f"*Since {since}: {', '.join(told)}.*"


def _said(group: Group, count: int) -> str:
    one, several = _SAYS[group]
    return one if count == 1 else several.format(n=count)
