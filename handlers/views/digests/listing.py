"""Who gets which digest here: when it comes next, what became of the last one, and what can be done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.deliveries import Delivery
from bot.digests.keeping import NAMES, is_paused
from bot.digests.model import FOREVER, Digest
from bot.people import Colleague
from bot.syncs.series import in_words
from db.kinds import DeliveryState
from handlers.names import (
    DIGEST,
    DIGEST_PAUSE,
    DIGEST_PREVIEW,
    DIGEST_RESUME,
    DIGEST_SEND,
    DIGEST_STOP,
)
from handlers.views.blocks import actions, button, confirm, context, header, section
from handlers.views.message import Block, Message
from handlers.views.text import escape, on_day, when

_MOST_LISTED = 10
_MOST_AT_HOME = 4
_LONGEST_REASON = 150
NONE_YET = (
    f"There is no digest here yet. `{DIGEST} it here` tells this channel what needs somebody of IT, "
    f"`{DIGEST} marketing for me` tells you what happened to your requests. `{DIGEST} help` shows the rest."
)


@dataclass(frozen=True)
class Listed:
    digest: Digest
    next_at: datetime | None
    last: Delivery | None
    channel: str = ""  # its name, with "#"


@dataclass(frozen=True)
class AtHome:
    """One's own digests, and when somebody last looked whether any was due."""

    listed: tuple[Listed, ...]
    looked_at: datetime | None


def digest_list(listed: Sequence[Listed], reader: Colleague, now: datetime) -> Message:
    if not listed:
        return Message(NONE_YET, [section(NONE_YET)])
    heading = "*Digests of this channel, and yours*"
    blocks: list[Block] = [section(heading)]
    for one in listed[:_MOST_LISTED]:
        blocks += [section(_in_words(one, reader, now)), *buttons_of(one.digest, now)]
    more = len(listed) - _MOST_LISTED
    if more > 0:
        blocks.append(context(f"And {more} more."))
    return Message(heading, blocks)


def subscribed(one: Listed, reader: Colleague, now: datetime) -> Message:
    digest = one.digest
    where = "This channel gets" if digest.channel_id else "You get"
    first = f" The first one comes {when(one.next_at, reader.zone_info, now)}." if one.next_at else ""
    sentence = (
        f"{where} the {NAMES[digest.kind]} from now on, {in_words(digest.series)}, never on a day "
        f"off.{first} When there is nothing to say I stay silent; the Home tab says when I last looked."
    )
    return Message(sentence, [section(sentence), *buttons_of(digest, now)])


def buttons_of(digest: Digest, now: datetime) -> list[Block]:
    goes_on = is_paused(digest, now)
    return actions(
        button(DIGEST_PREVIEW, "Preview the next one", digest.id),
        button(DIGEST_SEND, "Send now", digest.id),
        button(DIGEST_RESUME, "Go on", digest.id) if goes_on else button(DIGEST_PAUSE, "Pause", digest.id),
        button(
            DIGEST_STOP,
            "Stop",
            digest.id,
            confirm=confirm(
                "Stop this digest?", "It can be set up again at any time.", yes="Stop it", no="Keep it"
            ),
        ),
    )


def digests_at_home(home: AtHome, reader: Colleague, now: datetime) -> list[Block]:
    """For the Home tab: what comes when, and that somebody looks, so that silence and a breakdown differ."""
    if home.looked_at is None:
        looked = "Nobody has looked for digests yet."
    else:
        looked = f"Last looked for digests: {when(home.looked_at, reader.zone_info, now)}."
    if not home.listed:
        return [context(f"{looked} You have none of your own; `{DIGEST} help` says how to get one.")]
    lines = [f"• {_in_words(one, reader, now)}" for one in home.listed[:_MOST_AT_HOME]]
    return [header("Your digests"), section("\n".join(lines)), context(looked)]


def _in_words(one: Listed, reader: Colleague, now: datetime) -> str:
    digest = one.digest
    place = escape(one.channel) if digest.channel_id else "for you"
    name = NAMES[digest.kind]
    told = [f"*{name[0].upper()}{name[1:]}*", place, in_words(digest.series)]
    standing = (_coming(one, reader, now), _last(one, now))
    return " ".join([", ".join(part for part in told if part) + ".", *(part for part in standing if part)])


def _coming(one: Listed, reader: Colleague, now: datetime) -> str:
    if is_paused(one.digest, now):
        until = one.digest.paused_until
        if until is None or until == FOREVER:
            return "Paused until somebody lets it go on."
        return f"Paused until {on_day(until, now.astimezone(one.digest.series.zone_info).date())}."
    return f"Next: {when(one.next_at, reader.zone_info, now)}." if one.next_at else ""


def _last(one: Listed, now: datetime) -> str:
    if one.last is None:
        return ""
    zone = one.digest.series.zone_info
    day = on_day(one.last.due.due_at.astimezone(zone).date(), now.astimezone(zone).date())
    said = {
        DeliveryState.SAID: f"Last: posted on {day}.",
        DeliveryState.SILENT: f"Last: {day}, {escape(one.last.reason)}.",
        DeliveryState.SKIPPED: f"Last: {day}, {escape(one.last.reason)[:_LONGEST_REASON]}.",
    }
    return said[one.last.state]
