"""The part of the Home tab about syncs: those that come next, and what one said one would do."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.people import Colleague, People
from bot.syncs.overview import Ahead
from handlers.names import SYNC, SYNC_ACTION_DONE, SYNC_OPEN
from handlers.views.blocks import button, context, header, section
from handlers.views.message import Block
from handlers.views.syncs.spoken import begins, standing, titled, turns
from handlers.views.text import fitted, on_day

MOST_SYNCS = 4
MOST_ACTIONS = 4
_LONGEST_ACTION = 150


def syncs_of(reader: Colleague, people: People, now: datetime, found: Sequence[Ahead]) -> list[Block]:
    """At most ten blocks. Nothing for people of other companies, who have no syncs here."""
    if reader.outside:
        return []
    blocks: list[Block] = [header("Your next syncs")]
    if not found:
        words = f"None yet. `{SYNC} new every other Tuesday 10:00 London` in a channel makes one there."
        return [*blocks, section(words)]
    blocks += [_line(one, reader, people, now) for one in found[:MOST_SYNCS]]
    more = len(found) - MOST_SYNCS
    if more > 0:
        blocks.append(context(f"And {more} more: write `{SYNC}` to see them."))
    today = now.astimezone(reader.zone_info).date()
    mine = [action for one in found for action in one.actions]
    for action in mine[:MOST_ACTIONS]:
        due = f" · due {on_day(action.due_on, today)}" if action.due_on else ""
        done = button(f"{SYNC_ACTION_DONE}.{action.id}", "Done", action.id)
        words = f"You said you'd do: {fitted(action.text, _LONGEST_ACTION)}{due}"
        blocks.append({**section(words), "accessory": done})
    return blocks


def _line(one: Ahead, reader: Colleague, people: People, now: datetime) -> Block:
    parts = [f"*{titled(one.sync, one.coming)}*"]
    if one.coming is not None:
        leads = one.coming.facilitator_id == reader.user_id
        whose = "*you facilitate*" if leads else turns(one.coming, people)
        parts += [begins(one.coming, now), standing(one.coming), whose]
    words = section(" · ".join(part for part in parts if part))
    return {**words, "accessory": button(f"{SYNC_OPEN}.{one.sync.id}", "Details", one.sync.id)}
