"""What is said of syncs in a line or two: changes, reminders, and what only the facilitator decides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.people import People
from bot.syncs.model import Occurrence, Sync
from bot.syncs.series import in_words
from db.kinds import HolidayPolicy
from handlers.names import (
    OPEN_THREAD,
    SYNC_CLOSE,
    SYNC_HOLD,
    SYNC_HOLIDAY,
    SYNC_JOIN,
    SYNC_OPEN,
    SYNC_SKIP,
    SYNC_SWAP,
    SYNC_SWAP_NO,
    SYNC_SWAP_YES,
)
from handlers.views.blocks import actions, button, context, link_button, menu, option, section
from handlers.views.message import Block, Message
from handlers.views.syncs.spoken import begins, titled, value_of
from handlers.views.text import cut, escape, one_line, when
from handlers.views.wording import first, plain_name

_LONGEST_REASON = 200
_LONGEST_LINK = 500
_SAYS_WHY = ("cancelled", "holiday", "holiday_moved")


def told(
    sync: Sync, one: Occurrence | None, people: People, now: datetime, detail: Mapping[str, Any]
) -> Message:
    """One change, for the channel. `detail`: `what`, `actor_id`, `reason`, `was`; see bot/syncs/notices.py"""
    actor_id = detail.get("actor_id")
    who = first(people.get(actor_id)) if actor_id else ""
    name = f"*{titled(sync, one)}*"
    words = _series_words(sync, detail["what"], who, name)
    if one is not None:
        words = _one_words(one, people, now, detail, who, name)
    reason = escape(cut(one_line(detail.get("reason") or ""), _LONGEST_REASON))
    if reason and detail["what"] in _SAYS_WHY:
        words = f"{words.removesuffix('.')}: {reason}."
    blocks: list[Block] = [section(words)]
    if one is None and sync.ended_at is None:
        blocks += actions(button(f"{SYNC_OPEN}.{sync.id}", "Dates and details", sync.id))
    return Message(words, blocks)


def _series_words(sync: Sync, what: str, who: str, name: str) -> str:
    rhythm = escape(in_words(sync.series))
    by = who or "Somebody"
    sentences = {
        "made": f"{by} made a sync: {name}, {rhythm}. Put something on its agenda with `/sync add`.",
        "changed": f"{by} changed {name}. It is {rhythm} now.",
        "ended": f"{by} ended {name}. No more of it are held.",
    }
    return sentences.get(what, f"{name} has changed.")


def _one_words(
    one: Occurrence,
    people: People,
    now: datetime,
    detail: Mapping[str, Any],
    who: str,
    name: str,
) -> str:
    was = datetime.fromisoformat(detail["was"]) if detail.get("was") else None
    zone = ZoneInfo(one.zone)
    at, before = begins(one, now), when(was, zone, now) if was else ""
    by, instead = who or "Somebody", f" instead of {before}" if before else ""
    leader = first(people.get(one.facilitator_id)) if one.facilitator_id else "nobody yet"
    sentences = {
        "moved": f"{by} moved {name}: it's {at}{instead}.",
        "cancelled": f"{by} cancelled {name} of {at}.",
        "restored": f"{name} of {at} is held after all.",
        "renamed": f"{by} gave the sync of {at} another name: {name}.",
        "facilitator": f"{leader} facilitates {name} of {at}.",
        "holiday": f"{name} of {at} is skipped, it's a day off.",
        "holiday_moved": f"{name} is moved because of a day off: it's {at}{instead}.",
        "held": f"{name} of {at} is held.",
        "empty": f"Nothing urgent for {name} of {at}, so it's skipped. What comes up goes to the next one.",
    }
    return sentences.get(detail["what"], f"{name} of {at} has changed.")


def reminded(
    sync: Sync,
    one: Occurrence,
    people: People,
    user_id: str,
    now: datetime,
    *,
    late: str = "",
    url: str | None = None,
) -> Message:
    """Shortly before, in the reader's own zone. `url`: of the announcement with its agenda."""
    at = when(one.starts_at, people.get(user_id).zone_info, now)
    words = f"*{titled(sync, one)}* begins {at}."
    if one.facilitator_id == user_id:
        words += " You facilitate this time: go through the agenda, then press *Wrap up*."
    elif one.note_taker_id == user_id:
        words += " You take the notes this time."
    rows = actions(
        _join(sync),
        link_button(OPEN_THREAD, "Agenda", url) if url else None,
        button(f"{SYNC_OPEN}.{sync.id}", "Details", sync.id),
    )
    notes = [context(escape(late))] if late else []
    return Message(words, [section(words), *notes, *rows])


def asked(sync: Sync, one: Occurrence, people: People, now: datetime, detail: Mapping[str, Any]) -> Message:
    """Something that only the facilitator decides; nobody else is asked."""
    name, at = f"*{titled(sync, one)}*", begins(one, now)
    reason = escape(cut(one_line(detail.get("reason") or ""), _LONGEST_REASON))
    notes = [context(escape(detail["late"]))] if detail.get("late") else []
    about = detail["about"]
    if about == "swap":
        return _swap_asked(sync, one, people, now, detail["from_user"])
    if about == "holiday":
        why = reason or "a day off"
        words = f"{name}, {at}, falls on {why}. What shall I do?"
        choices = {
            HolidayPolicy.SKIP: "Skip it",
            HolidayPolicy.MOVE: "Move it to the next working day",
            HolidayPolicy.KEEP: "Hold it all the same",
        }
        rows = actions(
            *(
                button(f"{SYNC_HOLIDAY}.{policy}", label, value_of(one, policy))
                for policy, label in choices.items()
            )
        )
    elif about == "empty":
        words = f"Nothing is on the agenda of {name}, {at}. Nothing urgent, skip it?"
        rows = actions(
            button(SYNC_SKIP, "Nothing urgent, skip it", value_of(one), style="primary"),
            button(SYNC_HOLD, "Hold it", value_of(one)),
        )
    else:
        words = f"How did {name} of {at} go? Say what is done, what comes back, and who does what."
        rows = actions(button(SYNC_CLOSE, "Wrap up", value_of(one), style="primary"))
    return Message(words, [section(words), *notes, *rows])


def _swap_asked(sync: Sync, one: Occurrence, people: People, now: datetime, asker_id: str) -> Message:
    words = (
        f"Can you facilitate *{titled(sync, one)}*, {begins(one, now)}, for {first(people.get(asker_id))}? "
        "They take your next turn."
    )
    rows = actions(
        button(SYNC_SWAP_YES, "Yes, I'll do it", value_of(one, asker_id), style="primary"),
        button(SYNC_SWAP_NO, "Not this time", value_of(one, asker_id)),
    )
    return Message(words, [section(words), *rows])


def swap_menu(one: Occurrence, people: People, others: Sequence[str]) -> dict[str, Any] | None:
    """Whom the facilitator may ask; None where there is nobody."""
    options = [option(plain_name(people.get(other)), value_of(one, other)) for other in others]
    return menu(SYNC_SWAP, "Ask somebody to swap", options)


def _join(sync: Sync) -> dict[str, object] | None:
    if not sync.join_link or len(sync.join_link) > _LONGEST_LINK:
        return None
    return link_button(SYNC_JOIN, "Join", sync.join_link)
