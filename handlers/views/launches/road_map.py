"""The road map as a list: what is coming, from both sides."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.launches.road_map import Entry
from db.kinds import LaunchKind
from handlers.names import LAUNCH, LAUNCH_NEW, SYNC_CALENDAR
from handlers.views.blocks import actions, button, header, section
from handlers.views.launches.wording import bare, days
from handlers.views.message import Block, Message
from handlers.views.syncs.calendar import ROAD_MAP

_MOST_LISTED = 30
_MOST_ON_HOME = 6
_SIGNS = {
    LaunchKind.LAUNCH: "🚀",
    LaunchKind.FREEZE: "❄️",
    LaunchKind.MIGRATION: "🚚",
    LaunchKind.RENEWAL: "🔁",
    LaunchKind.OTHER: "📌",
}
EMPTY = (
    "Nothing is planned for the next eight weeks. Tell the others early: "
    f"`{LAUNCH} boots campaign on 21 April`, or `{LAUNCH} add freeze 1-7 April`."
)


def line(entry: Entry, today: date) -> str:
    """ "🚀 Tue 21 Apr · *Boots campaign*, Brand"; behind it what it does for customers."""
    who = f", {bare(entry.who, 60)}" if entry.who else ""
    purpose = f": {bare(entry.customers, 120)}" if entry.customers else ""
    span = days(entry.first_day, entry.last_day, today)
    return f"{_SIGNS[entry.kind]} {span} · *{bare(entry.name)}*{who}{purpose}"


def road_map(entries: Sequence[Entry], today: date) -> Message:
    """The next eight weeks, as a private list."""
    new = actions(
        button(LAUNCH_NEW, "Announce something", "new"),
        button(SYNC_CALENDAR, "For your calendar", ROAD_MAP),
    )
    if not entries:
        return Message(EMPTY, [section(EMPTY), *new])
    title = "Coming in the next eight weeks"
    return Message(f"{title}: {len(entries)}", [header(title), *_listed(entries, today, _MOST_LISTED), *new])


def on_home(entries: Sequence[Entry], today: date) -> list[Block]:
    """Three blocks at most."""
    rows = _listed(entries, today, _MOST_ON_HOME) if entries else [section(EMPTY)]
    return [header("Coming up"), *rows, *actions(button(LAUNCH_NEW, "Announce something", "new"))]


def _listed(entries: Sequence[Entry], today: date, most: int) -> list[Block]:
    """In sections of ten lines, well below what one may hold."""
    lines = [line(entry, today) for entry in entries[:most]]
    more = len(entries) - most
    if more > 0:
        lines.append(f"And {more} more: `{LAUNCH} list` shows the next {_MOST_LISTED}.")
    return [section("\n".join(lines[at : at + 8])) for at in range(0, len(lines), 8)]
