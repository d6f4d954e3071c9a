"""The part of the Home tab about words: on whose side I read, what I don't want explained, where to begin."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from db.kinds import MuteScope
from glossary.model import Side
from handlers.names import CHOOSE_SIDE, OPEN_GLOSSARY, QUIET_MUTE, QUIET_UNMUTE, START_COURSE, STOP_COURSE
from handlers.views.blocks import MOST_OPTIONS, actions, button, context, header, menu, option, section
from handlers.views.glossary.spoken import bare
from handlers.views.message import Block
from handlers.views.text import when

MOST_SHOWN = 4  # each is a block, and the tab takes a hundred; the others are in a menu
_SIDES: tuple[tuple[Side, str], ...] = (
    ("marketing", "Explain IT's words to me"),
    ("it", "Explain marketing's words to me"),
)


@dataclass(frozen=True)
class Muted:
    scope: MuteScope
    ref: str
    name: str  # the word, or the channel with its "#"

    @property
    def value(self) -> str:
        return f"{self.scope} {self.ref}"


@dataclass(frozen=True)
class WordSettings:
    """What one person chose. `next_screen_at`: of their list for new starters; None: it is not running."""

    side: Side
    is_silent: bool = False
    muted: tuple[Muted, ...] = ()  # words and channels, the newest first
    next_screen_at: datetime | None = None


def words_of(chosen: WordSettings, zone: ZoneInfo, now: datetime) -> list[Block]:
    """At most nine blocks."""
    return [
        header("Words"),
        section("A 📖 on a message means: press it, and you alone read what its words mean.")
        | {"accessory": _side(chosen.side)},
        *_muted(chosen.muted),
        *_course(chosen.next_screen_at, zone, now),
        *actions(
            button(OPEN_GLOSSARY, "What's in the glossary", "topics"),
            button(STOP_COURSE, "No more daily words", "stop")
            if chosen.next_screen_at
            else button(START_COURSE, "A few words a day, for two weeks", "start"),
            button(f"{QUIET_UNMUTE}.{MuteScope.ALL}", "Mark words for me again", MuteScope.ALL)
            if chosen.is_silent
            else button(f"{QUIET_MUTE}.{MuteScope.ALL}", "Don't mark any words for me", MuteScope.ALL),
        ),
    ]


def _side(side: Side) -> Block:
    options = [option(label, value) for value, label in _SIDES]
    chosen = next(one for one in options if one["value"] == side)
    return {
        "type": "static_select",
        "action_id": CHOOSE_SIDE,
        "options": options,
        "initial_option": chosen,
    }


def _muted(muted: tuple[Muted, ...]) -> list[Block]:
    shown = [
        section(_sentence(one))
        | {"accessory": button(f"{QUIET_UNMUTE}.{one.scope}", "Explain again", one.value)}
        for one in muted[:MOST_SHOWN]
    ]
    rest = muted[MOST_SHOWN : MOST_SHOWN + MOST_OPTIONS]
    return shown + actions(
        menu(QUIET_UNMUTE, f"Explain again: {len(rest)} more", [option(one.name, one.value) for one in rest])
    )


def _sentence(one: Muted) -> str:
    """ "*CNAME*: not explained to you." """
    where = "not explained to you" if one.scope is MuteScope.WORD else "no word explained to you there"
    return f"*{bare(one.name)}*: {where}."


def _course(next_at: datetime | None, zone: ZoneInfo, now: datetime) -> list[Block]:
    if next_at is None:
        return []
    return [context(f"Your next daily words come {when(max(next_at, now), zone, now)}.")]
