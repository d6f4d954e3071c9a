"""Which syncs there are, and one of them whole: its dates, its turns, what was not said and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from bot.deliveries import Delivery
from bot.people import People
from bot.syncs.model import Attendee, Occurrence, Sync
from bot.syncs.overview import Ahead
from bot.syncs.series import in_words
from db.kinds import DeliveryState, OccurrenceState
from handlers.names import (
    SYNC,
    SYNC_ADD,
    SYNC_AWAY,
    SYNC_CALENDAR,
    SYNC_CANCEL,
    SYNC_EDIT,
    SYNC_END,
    SYNC_NEW,
    SYNC_ONE,
    SYNC_OPEN,
    SYNC_RESTORE,
)
from handlers.views.blocks import actions, button, confirm, context, header, section
from handlers.views.message import Block, Message
from handlers.views.syncs.calendar import MINE
from handlers.views.syncs.form import ON_HOLIDAY, WHEN_EMPTY, office_name
from handlers.views.syncs.spoken import begins, standing, titled, turns, value_of
from handlers.views.syncs.telling import swap_menu
from handlers.views.text import cut, escape, on_day, one_line
from handlers.views.wording import first

MOST_SYNCS = 15
MOST_DATES = 5
_MOST_UNSAID = 5
_MOST_NAMES = 20
EMPTY = (
    f"There are no syncs here yet. `{SYNC} new every other Tuesday 10:00 London` makes one, and "
    f"`{SYNC} new` alone opens a form."
)
_UNSAID: Mapping[str, str] = {
    "sync.announced": "the agenda",
    "sync.started": "that it begins",
    "sync.reminded": "a reminder",
    "sync.asked": "a question to the facilitator",
}


@dataclass(frozen=True)
class Whole:
    """One sync with all that its page shows."""

    sync: Sync
    channel: str | None  # its name, with "#"
    dates: Sequence[Occurrence]
    attendees: Sequence[Attendee]
    settled: Sequence[Delivery] = ()
    may_change: bool = False
    reader_id: str = ""


def listing(found: Sequence[Ahead], people: People, now: datetime) -> Message:
    """What comes, the next first; the way to make one is always there."""
    new = button(SYNC_NEW, "New sync", "new")
    if not found:
        return Message(EMPTY, [section(EMPTY), *actions(new)])
    blocks: list[Block] = [header("Syncs")]
    for one in found[:MOST_SYNCS]:
        blocks.append({**section(line_of(one, people, now)), "accessory": _open(one.sync)})
    more = len(found) - MOST_SYNCS
    if more > 0:
        blocks.append(context(f"And {more} more. Write `{SYNC}` in their channel to see those first."))
    mine = button(SYNC_CALENDAR, "Mine for my calendar", MINE)
    return Message(
        "Your syncs and what comes next",
        [*blocks, *actions(new, button(SYNC_AWAY, "I'm away", "away"), mine)],
    )


def line_of(listed: Ahead, people: People, now: datetime) -> str:
    sync, one = listed.sync, listed.coming
    rhythm = escape(in_words(sync.series))
    if one is None:
        return f"*{titled(sync)}* · {rhythm}\nNothing to come."
    details = [begins(one, now), turns(one, people), standing(one)]
    return f"*{titled(sync, one)}* · {rhythm}\n" + " · ".join(part for part in details if part)


def page(whole: Whole, people: People, now: datetime, *, news: str = "") -> Message:
    """`news`: what has just been done, said above; escaped."""
    sync = whole.sync
    where = f" in {escape(whole.channel)}" if whole.channel else ""
    ended = " It has ended." if sync.ended_at else ""
    rhythm = escape(in_words(sync.series))
    rhythm = f"{rhythm[0].upper()}{rhythm[1:]}, {sync.series.minutes} minutes."
    head = f"*{titled(sync)}*{where}\n{rhythm}{ended}"
    blocks: list[Block] = [*([section(news)] if news else []), section(head), context(_policies(sync))]
    blocks += _dates(whole, people, now)
    blocks += _people(whole, people, now.date())
    blocks += _unsaid(whole, now.date())
    blocks += _buttons(whole)
    return Message(f"{titled(sync)}: its dates and details", blocks)


def _policies(sync: Sync) -> str:
    offices = escape(", ".join(office_name(calendar_id) for calendar_id in sync.calendars))
    days_off = ON_HOLIDAY[sync.on_holiday][0].lower() + ON_HOLIDAY[sync.on_holiday][1:]
    holidays = f"Days off of {offices}: {days_off}. " if offices else "No office's days off count. "
    empty = WHEN_EMPTY[sync.when_empty]
    return f"{holidays}Empty agenda: {empty[0].lower()}{empty[1:]}."


def _dates(whole: Whole, people: People, now: datetime) -> list[Block]:
    if not whole.dates:
        return [section("Nothing to come.")] if whole.sync.ended_at is None else []
    blocks: list[Block] = []
    for number, one in enumerate(whole.dates[:MOST_DATES]):
        details = [begins(one, now), standing(one)]
        planned = one.state is OccurrenceState.PLANNED
        details.append(turns(one, people) if planned else "")
        named = f"*{titled(whole.sync, one)}* · " if one.name else ""
        blocks.append(section(named + " · ".join(part for part in details if part)))
        swap = _swap(whole, one, people) if planned and number == 0 else None
        blocks += _date_buttons(whole, one, swap)
    return blocks


def _swap(whole: Whole, one: Occurrence, people: People) -> dict[str, Any] | None:
    """Whoever facilitates next may ask one of the others."""
    if one.facilitator_id != whole.reader_id:
        return None
    others = [each.user_id for each in whole.attendees if each.facilitates]
    return swap_menu(one, people, [each for each in others if each != whole.reader_id])


def _date_buttons(whole: Whole, one: Occurrence, swap: dict[str, Any] | None) -> list[Block]:
    if not whole.may_change:
        return actions(swap)
    if one.state is not OccurrenceState.PLANNED:
        return actions(button(f"{SYNC_RESTORE}.{one.key}", "Hold it after all", value_of(one)))
    sure = confirm(
        "Cancel this one?",
        "Everybody in the channel is told. The others stay as they are.",
        yes="Cancel it",
        no="Keep it",
    )
    return actions(
        button(f"{SYNC_ONE}.{one.key}", "Change this one", value_of(one)),
        button(f"{SYNC_CANCEL}.{one.key}", "Cancel this one", value_of(one), confirm=sure),
        swap,
    )


def _people(whole: Whole, people: People, today: date) -> list[Block]:
    """In the order of the turns; who is away, and whom the turn passed over."""
    if not whole.attendees:
        return [context("Nobody attends yet: *Change* names who comes.")]
    names = []
    for one in whole.attendees[:_MOST_NAMES]:
        person = people.get(one.user_id)
        notes = []
        if not one.facilitates:
            notes.append("doesn't facilitate")
        if one.is_away(today):
            notes.append("away")
        if one.owed:
            notes.append("next when back" if one.is_away(today) else "owed a turn")
        names.append(first(person) + (f" ({', '.join(notes)})" if notes else ""))
    more = len(whole.attendees) - len(names)
    return [context("Who comes: " + ", ".join([*names, *([f"{more} more"] if more > 0 else [])]))]


def _unsaid(whole: Whole, today: date) -> list[Block]:
    """Why nothing was posted, in words."""
    lines = []
    for one in whole.settled:
        if one.state is DeliveryState.SKIPPED and one.reason:
            what = _UNSAID.get(one.due.kind, "a message")
            day = _day_of(one.due.slot, today)
            lines.append(f"• {day}{what}: {escape(cut(one_line(one.reason), 200))}")
    if not lines:
        return []
    shown = lines[:_MOST_UNSAID]
    more = [f"And {len(lines) - len(shown)} more."] if len(lines) > len(shown) else []
    return [context("\n".join(["*Not posted lately, and why*", *shown, *more]))]


def _day_of(slot: str, today: date) -> str:
    try:
        return f"{on_day(datetime.fromisoformat(slot.split()[0]).date(), today)}, "
    except (ValueError, IndexError):
        return ""


def _buttons(whole: Whole) -> list[Block]:
    sync = whole.sync
    if sync.ended_at is not None:
        return []
    sure = confirm(
        "End this sync?",
        "All dates to come are taken away, and the channel is told. What was held stays.",
        yes="End it",
        no="Keep it",
    )
    planned = next((one for one in whole.dates if one.state is OccurrenceState.PLANNED), None)
    change = [
        button(f"{SYNC_EDIT}.{sync.id}", "Change", sync.id),
        button(f"{SYNC_END}.{sync.id}", "End it", sync.id, style="danger", confirm=sure),
    ]
    return actions(
        button(SYNC_ADD, "Add something", value_of(planned)) if planned else None,
        *(change if whole.may_change else []),
        button(SYNC_CALENDAR, "For your calendar", sync.id),
    )


def _open(sync: Sync) -> dict[str, object]:
    return button(f"{SYNC_OPEN}.{sync.id}", "Details", sync.id)
