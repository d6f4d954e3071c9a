"""Quiet help in words: what only the person who asked reads, and what follows from their buttons."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.quiet.choosing import Voted
from bot.quiet.reading import Explained
from db.kinds import MuteScope
from glossary.model import Entry, Side
from glossary.quiet.touches import Touch
from glossary.words import fold
from handlers.names import EXPLAIN, GLOSSARY, QUIET_MUTE, QUIET_NOT_JARGON, QUIET_THANKS
from handlers.views.blocks import actions, button, context, menu, option, section
from handlers.views.glossary.spoken import bare, plain_term, term
from handlers.views.message import Block, Message
from handlers.views.text import fitted, on_day, one_line

_MOST_LINE = 600
BACK_AGAIN = "Your Home tab brings it back."


def explained(one: Explained, zone: ZoneInfo, now: datetime) -> Message:
    """The words of the marked message, in the reader's words; what they know already only by its name."""
    blocks: list[Block] = []
    for entry in one.entries:
        blocks += _entry(entry, one.side, one.touch)
    blocks += [context(sentence) for sentence in _not_repeated(one, zone, now)]
    blocks += _buttons(one.entries, one.touch.channel_id)
    if not blocks:
        blocks = [section("The words of this message were put away since I marked it.")]
    return Message(_in_short(one, zone, now), blocks)


def thanked(entries: Sequence[Entry]) -> Message:
    shown = f" {_looked_up(entries[0])} shows it again any time." if entries else ""
    return _plain(f"You're welcome.{shown}")


def muted(scope: MuteScope, entry: Entry | None, channel_id: str | None, *, is_new: bool) -> Message:
    """What was silenced, and what could be silenced further."""
    if scope is MuteScope.ALL:
        return _plain(
            f"I won't offer you explanations any more, anywhere. {BACK_AGAIN}"
            if is_new
            else f"I don't offer you explanations any more already. {BACK_AGAIN}"
        )
    if scope is MuteScope.CHANNEL:
        begins = "I won't" if is_new else "Noted before: I don't"
        return _plain(f"{begins} offer you explanations in this channel any more. {BACK_AGAIN}")
    name = term(entry) if entry else "that word"
    still = f" {_looked_up(entry)} still works, and your" if entry else " Your"
    sentence = (
        f"I won't explain {name} to you again.{still} Home tab brings it back."
        if is_new
        else f"I don't explain {name} to you any more already. {BACK_AGAIN}"
    )
    in_channel = channel_id is not None and not channel_id.startswith("D")
    here = _mute(MuteScope.CHANNEL, channel_id or "", "Nothing in this channel") if in_channel else None
    row = actions(here, _mute(MuteScope.ALL, "", "Nothing anywhere"))
    return Message(sentence, [section(sentence), *row])


def voted(result: Voted) -> Message:
    name = term(result.entry)
    if result.count is None:
        return _plain(f"You've said so here before, thanks. {name} counts as said once by you.")
    heard = "Noted, without your name."
    if result.level == "never":
        return _plain(f"{heard} Five of you here say so, so I won't mark {name} in this channel any more.")
    if result.level == "signal":
        return _plain(
            f"{heard} Others here say so too, so I'll only mark {name} where the words around it are clearly "
            "about that."
        )
    return _plain(f"{heard} When one more person here says so, I'll mark {name} more seldom.")


def silenced(entry: Entry, channel_id: str) -> Message:
    """To whoever looks after the entry."""
    where = "their messages with me" if channel_id.startswith("D") else f"<#{channel_id}>"
    return _plain(
        f"Five people in {where} say that {term(entry)} is no jargon there, so I don't mark it there any "
        f"more. Elsewhere nothing changes. `{GLOSSARY} {bare(entry.preferred.text)}` shows the entry."
    )


def _entry(entry: Entry, side: Side, touch: Touch) -> list[Block]:
    wording = entry.wording_for(side)
    why = [context(fitted(one_line(wording.why), _MOST_LINE))] if wording.why.strip() else []
    return [section(_line(entry, side, touch)), *why]


def _buttons(entries: Sequence[Entry], channel_id: str) -> list[Block]:
    """One row: of several words one is chosen in a menu."""
    if not entries:
        return []
    slugs = " ".join(entry.slug for entry in entries)
    thanks = button(QUIET_THANKS, "Thanks", f"{channel_id} {slugs}")
    mutes = [(entry, f"{MuteScope.WORD} {entry.slug}") for entry in entries]
    votes = [(entry, f"{entry.slug} {channel_id}") for entry in entries]
    return actions(
        thanks,
        _for_one(f"{QUIET_MUTE}.{MuteScope.WORD}", "Don't explain this again", mutes),
        _for_one(QUIET_NOT_JARGON, "Not jargon here", votes),
    )


def _for_one(action_id: str, label: str, values: Sequence[tuple[Entry, str]]) -> dict[str, Any] | None:
    if len(values) == 1:
        return button(action_id, label, values[0][1])
    return menu(action_id, f"{label}…", [option(plain_term(entry), value) for entry, value in values])


def _line(entry: Entry, side: Side, touch: Touch) -> str:
    """ "*CNAME* = a nickname for a web address." """
    written = {word.slug: word.label for word in touch.words}.get(entry.slug, "")
    is_other_name = fold(written) != fold(entry.preferred.text) and bool(written)
    beside = [f"“{bare(written)}”"] if is_other_name else []
    beside += [bare(entry.stands_for, 200)] if entry.stands_for.strip() else []
    aside = f" ({', '.join(beside)})" if beside else ""
    return f"{term(entry)}{aside} = {fitted(one_line(entry.wording_for(side).line), _MOST_LINE)}"


def _not_repeated(one: Explained, zone: ZoneInfo, now: datetime) -> list[str]:
    today = now.astimezone(zone).date()
    again = [
        f"I explained *{bare(label)}* to you on {on_day(at.astimezone(zone).date(), today)}. "
        f"{_command(label)} shows it again."
        for label, at in one.known
    ]
    silent = [
        f"You asked me not to explain *{bare(label)}*. {_command(label)} still shows it."
        for label in one.muted
    ]
    return again + silent


def _in_short(one: Explained, zone: ZoneInfo, now: datetime) -> str:
    lines = [_line(entry, one.side, one.touch) for entry in one.entries] or _not_repeated(one, zone, now)
    return "\n".join(lines) or "The words of this message were put away since I marked it."


def _mute(scope: MuteScope, ref: str, label: str) -> Block:
    return button(f"{QUIET_MUTE}.{scope}", label, f"{scope} {ref}".strip())


def _looked_up(entry: Entry) -> str:
    return _command(entry.preferred.text)


def _command(label: str) -> str:
    return f"`{EXPLAIN} {bare(label)}`"


def _plain(sentence: str) -> Message:
    return Message(sentence, [section(sentence)])
