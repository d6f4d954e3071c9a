"""The address of a calendar, for calendar programs."""

from __future__ import annotations

from handlers.names import SYNC_NEW_ADDRESS
from handlers.views.blocks import actions, button, confirm, part, section, words
from handlers.views.message import Message

MINE = "mine"  # the value of buttons about all of one's own syncs
ROAD_MAP = "road_map"  # and of those about what is coming from both sides
NO_ADDRESS = (
    "There's no address for calendar programs here, because I can't be reached from outside Slack. Whoever "
    "runs me can give you a file instead: `app.py calendar write` makes one."
)
_HOW = (
    "Subscribe to this address in your calendar program; moved and cancelled dates follow by themselves. "
    "Whoever has it can read the dates, so keep it to yourself."
)


def calendar_shown(address: str | None, value: str) -> Message:
    """`value`: the sync's id, MINE, or ROAD_MAP."""
    if address is None:
        return Message(NO_ADDRESS, [section(NO_ADDRESS)])
    sure = confirm(
        "Another address?",
        "The old one stops working at once, in every calendar that uses it.",
        yes="Make another one",
        no="Keep it",
    )
    other = button(SYNC_NEW_ADDRESS, "Make another address", value, confirm=sure)
    return Message(_HOW, [section(_HOW), words(part(address, "code")), *actions(other)])
