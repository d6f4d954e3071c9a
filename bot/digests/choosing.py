"""Which items get a line: what changed comes first, the rest is a count. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.digests.model import Content, Group, Item, Line
from db.kinds import DigestKind

MOST_LINES = 15
MOST_OF_A_GROUP = 5
# The most urgent first; what is not here is only counted.
ORDER: Mapping[DigestKind, tuple[Group, ...]] = {
    DigestKind.IT: ("overdue", "needs", "ageing", "done"),
    DigestKind.MARKETING: ("waits", "late", "done", "news"),
    DigestKind.LEADERS: ("finished", "stuck"),
    DigestKind.WORDS: ("asked", "unclear", "approved", "review"),
}
MOST: Mapping[DigestKind, int] = {
    DigestKind.IT: MOST_LINES,
    DigestKind.MARKETING: MOST_LINES,
    DigestKind.LEADERS: 5,  # beside the first line, what is not shown, and what is coming: eight in all
    DigestKind.WORDS: 5,
}
_OF_LEADERS: Mapping[Group, int] = {"finished": 3, "stuck": 2}
# Where nothing changed these are not told again: somebody has them, or it was told before.
_ONLY_NEW: tuple[Group, ...] = ("ageing", "done", "news", "finished", "approved", "asked", "unclear")


def choose(kind: DigestKind, items: Sequence[Item], history_ids: Sequence[str] = ()) -> Content:
    """In each group the new ones first, of these and of the others the oldest first."""
    told = [item for item in items if item.group in ORDER[kind] and (item.is_new or _is_told_again(item))]
    lines: list[Line] = []
    for group in ORDER[kind]:
        most = min(_OF_LEADERS.get(group, MOST_OF_A_GROUP), MOST[kind] - len(lines))
        shown = sorted((item for item in told if item.group == group and item.may_be_shown), key=_rank)
        lines += [Line(item.group, item.ref) for item in shown[:most]]
    counts = Counter(item.group for item in items)
    return Content(dict(counts), tuple(lines), is_empty=not told, history_ids=tuple(history_ids))


def _is_told_again(item: Item) -> bool:
    return item.group not in _ONLY_NEW


def _rank(item: Item) -> tuple[bool, datetime, str]:
    return (not item.is_new, item.since, item.ref)
