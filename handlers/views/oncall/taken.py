"""What whoever changed something about duty is told, with the way back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.company import Team
from bot.oncall.model import Override
from bot.people import Colleague, People
from handlers.names import ONCALL_END_ADDRESS, ONCALL_NEW_ADDRESS, ONCALL_SWAP_WITHDRAW, ONCALL_UNDO
from handlers.views.blocks import actions, button, confirm, part, section, words
from handlers.views.message import Message
from handlers.views.oncall.now import MINE
from handlers.views.syncs.spoken import together
from handlers.views.text import when
from handlers.views.wording import first, team_name

NO_ADDRESS = (
    "There's no address for calendar programs here, because I can't be reached from outside Slack. Whoever "
    "runs me can give you a file instead: `app.py calendar write --shifts` or `--rota` makes one."
)


def taken(
    made: Override, instead: Sequence[str], people: People, team: Team, reader: Colleague, now: datetime
) -> Message:
    """`instead`: user ids of those whose turn it was."""
    zone = reader.zone_info
    mine = made.user_id == reader.user_id
    who = "You're" if mine else f"{first(people.get(made.user_id))} is"
    names = together([first(people.get(one)) for one in instead])
    sentence = (
        f"{who} on call for {team_name(team)} from {when(made.starts_at, zone, now)} until "
        f"{when(made.ends_at, zone, now)}{f', instead of {names}' if names else ''}."
    )
    return Message(
        sentence, [section(sentence), *actions(button(f"{ONCALL_UNDO}.{made.id}", "Undo", made.id))]
    )


def asked(other: Colleague, swap_id: str) -> Message:
    sentence = f"I've asked {first(other)}. Until they say yes, your shift stays yours."
    return Message(
        sentence, [section(sentence), *actions(button(ONCALL_SWAP_WITHDRAW, "Take it back", swap_id))]
    )


def calendar_shown(address: str | None, value: str) -> Message:
    """`value`: the team's id, or MINE."""
    if address is None:
        return Message(NO_ADDRESS, [section(NO_ADDRESS)])
    what = "your own shifts" if value == MINE else "who is on call"
    how = (
        f"Subscribe to this address in your calendar program to see {what}; what is taken or swapped follows "
        "by itself. Whoever has it can read it, so keep it to yourself."
    )
    another = confirm(
        "Another address?",
        "The old one stops working at once, in every calendar that uses it.",
        yes="Make another one",
        no="Keep it",
    )
    none = confirm(
        "End this address?",
        "It stops working at once, in every calendar that uses it.",
        yes="End it",
        no="Keep it",
    )
    row = actions(
        button(ONCALL_NEW_ADDRESS, "Make another address", value, confirm=another),
        button(ONCALL_END_ADDRESS, "End it", value, confirm=none),
    )
    return Message(how, [section(how), words(part(address, "code")), *row])
