"""One meeting in its channel: before it with its agenda, when it begins, and what was decided."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from bot.people import People
from bot.syncs.agenda import Agenda
from bot.syncs.closing import Summary
from bot.syncs.model import Occurrence, Sync
from db.kinds import OccurrenceState
from handlers.names import SYNC_ADD, SYNC_CLOSE, SYNC_JOIN, SYNC_ONE, SYNC_OPEN, SYNC_RESTORE
from handlers.views.blocks import actions, button, context, link_button, section
from handlers.views.message import Block, Message
from handlers.views.syncs.agenda import Links, action_rows, agenda_blocks
from handlers.views.syncs.spoken import begins, reason_of, titled, turns, value_of, was_moved
from handlers.views.text import escape, fitted, link, mention
from handlers.views.wording import first

_MOST_LINES = 9  # under each heading
_LONGEST_LINE = 150
_LONGEST_LINK = 500


@dataclass(frozen=True)
class Meeting:
    """One meeting with all that its messages need."""

    sync: Sync
    one: Occurrence
    people: People
    now: datetime
    links: Links = field(default_factory=dict)


def announced(meeting: Meeting, agenda: Agenda, late: str = "") -> Message:
    """With its agenda, until it was held or will not be. `late`: why it comes later than planned."""
    sync, one = meeting.sync, meeting.one
    head = f"*{titled(sync, one)}* · {begins(one, meeting.now)}"
    if one.state is not OccurrenceState.PLANNED:
        return _over(meeting, head)
    closed_now = agenda.is_closed
    details = [f"{one.minutes} minutes", turns(one, meeting.people)]
    if was_moved(one):
        details.append(f"moved: {reason_of(one)}" if one.reason else "moved")
    if late:
        details.append(escape(late))
    blocks: list[Block] = [
        section(head),
        context(" · ".join(part for part in details if part)),
        *agenda_blocks(agenda.sections, meeting.people, meeting.now, meeting.links),
        *([context("The agenda is closed; what comes up now goes to the next one.")] if closed_now else []),
        *actions(
            None if closed_now else button(SYNC_ADD, "Add something", value_of(one), style="primary"),
            _join(sync),
            button(SYNC_CLOSE, "Wrap up", value_of(one))
            if one.starts_at <= meeting.now
            else button(f"{SYNC_ONE}.{one.key}", "Change this one", value_of(one)),
            button(f"{SYNC_OPEN}.{sync.id}", "Details", sync.id),
        ),
    ]
    return Message(f"{titled(sync, one)}: {begins(one, meeting.now)}", blocks)


def _over(meeting: Meeting, head: str) -> Message:
    """It was held, or will not be: no agenda, and only the buttons that still do something."""
    one = meeting.one
    rows: list[Block] = []
    if one.state is OccurrenceState.HELD and one.closed_at is None:
        words = "Held. Nobody has wrapped it up yet."
        rows = actions(button(SYNC_CLOSE, "Wrap up", value_of(one)))
    elif one.state is OccurrenceState.HELD:
        words = "Held. What was decided is in the thread."
    else:
        words = not_held(one)
        if one.starts_at > meeting.now and meeting.sync.ended_at is None:
            rows = actions(button(f"{SYNC_RESTORE}.{one.key}", "Hold it after all", value_of(one)))
    return Message(f"{titled(meeting.sync, one)}: {words}", [section(f"{head}\n{words}"), *rows])


def not_held(one: Occurrence) -> str:
    why = f": {reason_of(one)}" if one.reason else ""
    if one.state is OccurrenceState.EMPTY:
        return "Nothing urgent this time, so it's skipped. What comes up goes to the next one."
    return f"Skipped, a day off{why}." if one.state is OccurrenceState.HOLIDAY else f"Cancelled{why}."


def started(meeting: Meeting, late: str = "") -> Message:
    """It begins now: who leads, the link, and the way to the end."""
    sync, one = meeting.sync, meeting.one
    leader = f" {mention(one.facilitator_id)} facilitates." if one.facilitator_id else ""
    notes = f" {first(meeting.people.get(one.note_taker_id))} takes notes." if one.note_taker_id else ""
    join = f" {link(sync.join_link, 'Join here')}." if sync.join_link else ""
    words = f"*{titled(sync, one)}* begins.{leader}{notes}{join}"
    rows = actions(
        _join(sync),
        button(SYNC_CLOSE, "Wrap up", value_of(one)),
    )
    why = [context(escape(late))] if late else []
    return Message(f"{titled(sync, one)} begins.", [section(words), *why, *rows])


def closed(meeting: Meeting, found: Summary, actor_id: str) -> Message:
    """What was decided, for its thread."""
    one = meeting.one
    who = first(meeting.people.get(actor_id))
    blocks: list[Block] = [section(f"*{titled(meeting.sync, one)}* · {who} wrapped up")]
    undecided = {matter.id for matter in found.undecided}
    carried = [_line(each.text, undecided=each.id in undecided) for each in found.carried]
    asked = [_request(matter.text, meeting.links.get(request_id)) for matter, request_id in found.requested]
    shelves = {
        "Done": [_line(each.text) for each in found.done],
        "Next time": carried,
        "Not any more": [_line(each.text) for each in found.dropped],
        "Now a request": asked,
    }
    for name, lines in shelves.items():
        if lines:
            more = [f"_and {len(lines) - _MOST_LINES} more_"] if len(lines) > _MOST_LINES else []
            blocks.append(section("\n".join([f"*{name}*", *lines[:_MOST_LINES], *more])))
    blocks += action_rows(found.actions, meeting.people, meeting.now)
    if len(blocks) == 1:
        blocks.append(section("Nothing was on the agenda, and nobody has to do anything. That's fine, too."))
    if found.following is not None:
        blocks.append(context(f"The next one: {begins(found.following, meeting.now)}."))
    return Message(f"{titled(meeting.sync, one)}: what was decided", blocks)


def _line(text: str, *, undecided: bool = False) -> str:
    return f"• {fitted(text, _LONGEST_LINE)}" + (" (next time somebody must decide)" if undecided else "")


def _request(text: str, url: str | None) -> str:
    return _line(text) + (f" ({link(url, 'thread')})" if url else "")


def _join(sync: Sync) -> dict[str, object] | None:
    if not sync.join_link or len(sync.join_link) > _LONGEST_LINK:
        return None
    return link_button(SYNC_JOIN, "Join", sync.join_link)
