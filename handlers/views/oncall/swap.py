"""The question whether somebody would swap a shift, and what became of it, in the same message."""

from __future__ import annotations

from datetime import datetime

from bot.company import Team
from bot.oncall.changing import Stretch
from bot.oncall.swapping import Swap
from bot.people import People
from db.kinds import SwapState
from handlers.names import ONCALL_SWAP_NO, ONCALL_SWAP_YES
from handlers.views.blocks import actions, button, section
from handlers.views.message import Message
from handlers.views.text import when
from handlers.views.wording import first, team_name


def swap_asked(swap: Swap, team: Team | None, people: People, now: datetime) -> Message:
    """To whoever is asked, in their own zone; once it is settled the buttons are gone."""
    asker, zone = first(people.get(swap.asked_by)), people.get(swap.with_user).zone_info

    def stretch(one: Stretch) -> str:
        return f"from {when(one[0], zone, now)} to {when(one[1], zone, now)}"

    wish = f"{asker} asks whether you'd take a shift for {team_name(team)} {stretch(swap.shift)}."
    if swap.back is not None:
        wish += f" In return {asker} would take yours {stretch(swap.back)}."
    in_return = " and the other is theirs" if swap.back else ""
    answers = {
        SwapState.ACCEPTED: f"You said yes, so that shift is yours{in_return}.",
        SwapState.DECLINED: f"You said no, so it's still {asker}'s.",
        SwapState.WITHDRAWN: "That's off: it was taken back, or the shifts have changed since.",
    }
    if swap.state is not SwapState.ASKED:
        words = f"{wish}\n{answers[swap.state]}"
        return Message(words, [section(words)])
    yes = button(ONCALL_SWAP_YES, "Yes, I'll take it", swap.id, style="primary")
    return Message(wish, [section(wish), *actions(yes, button(ONCALL_SWAP_NO, "Not this time", swap.id))])
