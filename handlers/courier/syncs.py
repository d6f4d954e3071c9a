"""What is said of syncs: announcements with their agenda, reminders, questions, summaries.

bot/syncs/notices.py says what each notice carries. All is drawn from the rows of the moment.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import islice

from bot.requests.model import find_request
from bot.requests.posting import Said
from bot.syncs.agenda import Agenda, agenda
from bot.syncs.closing import summary
from bot.syncs.rows import find_sync, occurrence
from db.kinds import Mode, OccurrenceState
from db.outbox import Notice
from handlers.courier.requests import NOTHING
from handlers.courier.satchel import Satchel
from handlers.views.syncs import message, telling
from handlers.views.syncs.agenda import Links
from handlers.views.syncs.message import Meeting

MOST_LINKS = 12  # each may cost a call
_QUIET = ("renamed", "facilitator", "held")  # small changes, said in the thread where there is one


def sync_announced(satchel: Satchel, notice: Notice) -> Said:
    """Once; nothing where it was posted before, or will not be held: that was told by itself."""
    meeting = _meeting(satchel, notice)
    if meeting is None or meeting.one.ts is not None or meeting.one.state is not OccurrenceState.PLANNED:
        return NOTHING
    drawn = message.announced(*_with_agenda(satchel, meeting), notice.detail.get("late") or "")
    return satchel.slack.post(notice, meeting.sync.channel_id, drawn)


def sync_changed(satchel: Satchel, notice: Notice) -> Said:
    meeting = _meeting(satchel, notice)
    if meeting is not None and meeting.one.channel_id and meeting.one.ts:
        drawn = message.announced(*_with_agenda(satchel, meeting))
        satchel.slack.update(meeting.one.channel_id, meeting.one.ts, drawn)
    return NOTHING


def sync_reminded(satchel: Satchel, notice: Notice) -> Said:
    """Nothing for what will not be held, or has begun while Slack did not answer."""
    meeting, user_id = _meeting(satchel, notice), notice.detail["user_id"]
    if meeting is None or not _is_to_come(meeting):
        return NOTHING
    people = satchel.people_with([user_id])
    url = satchel.link_to(meeting.one.channel_id, meeting.one.ts)
    late = notice.detail.get("late") or ""
    drawn = telling.reminded(meeting.sync, meeting.one, people, user_id, meeting.now, late=late, url=url)
    return satchel.slack.post(notice, satchel.direct_to(user_id), drawn)


def sync_started(satchel: Satchel, notice: Notice) -> Said:
    meeting = _meeting(satchel, notice)
    if meeting is None or meeting.one.state not in (OccurrenceState.PLANNED, OccurrenceState.HELD):
        return NOTHING
    drawn = message.started(meeting, notice.detail.get("late") or "")
    channel_id, thread_ts = _thread_of(meeting)
    return satchel.slack.post(notice, channel_id, drawn, thread_ts)


def sync_asked(satchel: Satchel, notice: Notice) -> Said:
    """Nothing where it was decided, or has something on its agenda, in the meantime."""
    meeting, detail = _meeting(satchel, notice), notice.detail
    if meeting is None or not _is_still_asked(satchel, meeting, detail["about"]):
        return NOTHING
    people = satchel.people_with([detail["user_id"], detail.get("from_user")])
    drawn = telling.asked(meeting.sync, meeting.one, people, meeting.now, detail)
    return satchel.slack.post(notice, satchel.direct_to(detail["user_id"]), drawn)


def sync_closed(satchel: Satchel, notice: Notice) -> Said:
    meeting = _meeting(satchel, notice)
    if meeting is None:
        return NOTHING
    with satchel.toolkit.ledger.read() as connection:
        found = summary(connection, notice.detail)
    requests = (request_id for _, request_id in found.requested)
    people = satchel.people_with([notice.detail["actor_id"], *(one.owner_id for one in found.actions)])
    told = replace(meeting, people=people, links=_links(satchel, requests))
    drawn = message.closed(told, found, notice.detail["actor_id"])
    channel_id, thread_ts = _thread_of(meeting)
    return satchel.slack.post(notice, channel_id, drawn, thread_ts)


def sync_told(satchel: Satchel, notice: Notice) -> Said:
    """One change. What only matters to who follows the meeting goes into its thread."""
    detail = notice.detail
    meeting = _meeting(satchel, notice) if detail.get("original") else None
    with satchel.toolkit.ledger.read() as connection:
        sync = find_sync(connection, detail["sync_id"])
    if sync is None or (detail.get("original") and meeting is None):
        return NOTHING
    one = meeting.one if meeting else None
    people = satchel.people_with([detail.get("actor_id"), one.facilitator_id if one else None])
    drawn = telling.told(sync, one, people, satchel.now, detail)
    thread_ts: str | None = None
    channel_id = sync.channel_id
    if meeting is not None and detail["what"] in _QUIET:
        channel_id, thread_ts = _thread_of(meeting)
    return satchel.slack.post(notice, channel_id, drawn, thread_ts)


def _meeting(satchel: Satchel, notice: Notice) -> Meeting | None:
    """As it is now; None when it is gone."""
    sync_id, key = notice.detail["sync_id"], notice.detail["original"]
    with satchel.toolkit.ledger.read() as connection:
        sync, one = find_sync(connection, sync_id), occurrence(connection, sync_id, key)
    if sync is None or one is None:
        return None
    people = satchel.people_with([one.facilitator_id, one.note_taker_id])
    return Meeting(sync, one, people, satchel.now)


def _with_agenda(satchel: Satchel, meeting: Meeting) -> tuple[Meeting, Agenda]:
    found = _agenda(satchel, meeting)
    lines = [line for section in found.sections for line in section.lines]
    named = [user_id for line in lines for user_id in (line.owner_id, line.mention, line.added_by)]
    people = satchel.people_with([*named, meeting.one.facilitator_id, meeting.one.note_taker_id])
    links = _links(satchel, (line.request_id for line in lines if line.request_id))
    return replace(meeting, people=people, links=links), found


def _agenda(satchel: Satchel, meeting: Meeting) -> Agenda:
    with satchel.toolkit.ledger.read() as connection:
        return agenda(connection, satchel.company, satchel.board, meeting.sync, meeting.one, satchel.now)


def _links(satchel: Satchel, request_ids: Iterable[str]) -> Links:
    """To threads that both sides read."""
    links: dict[str, str] = {}
    for request_id in islice(dict.fromkeys(request_ids), MOST_LINKS):
        with satchel.toolkit.ledger.read() as connection:
            request = find_request(connection, request_id)
        if request is not None and request.mode is Mode.SHARED:
            url = satchel.link_to(request.home_channel, request.home_ts)
            links |= {request_id: url} if url else {}
    return links


def _thread_of(meeting: Meeting) -> tuple[str, str | None]:
    """Where the announcement stands, and its thread; else the channel."""
    one = meeting.one
    if one.channel_id and one.ts:
        return one.channel_id, one.ts
    return meeting.sync.channel_id, None


def _is_to_come(meeting: Meeting) -> bool:
    one = meeting.one
    return one.state is OccurrenceState.PLANNED and one.starts_at > meeting.now


def _is_still_asked(satchel: Satchel, meeting: Meeting, about: str) -> bool:
    if about == "closing":
        return meeting.one.closed_at is None
    if not _is_to_come(meeting):
        return False
    if about == "empty":
        return _agenda(satchel, meeting).is_empty
    return about == "swap" or not meeting.one.by_hand
