"""Has somebody asked for the same? Looked up before filing, and only among what the person may see.

May see: what stands in a public channel of this company, what is one's own, and what one works on. Never a
direct message or a private channel of others; people of other companies never see anything of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, false, or_, select

from bot.channels import open_to_all
from bot.intake.likeness import gist
from bot.intake.reading import Reading
from bot.people import Colleague
from bot.requests.model import Ask, Request, find_request
from bot.requests.rights import may_see
from bot.toolkit import Desk
from db.engine import Unit
from db.kinds import WITH_TEAM, Mode
from db.tables import channels, followers, requests


def find_similar(desk: Desk, ask: Ask, reading: Reading) -> Request | None:
    """An open request for the same thing that whoever files this may see. Costs a query only when found."""
    known, viewer = desk.open_requests, desk.people.get(ask.filed_by or ask.asked_by)
    if not _is_colleague(viewer) or known.was_filed(ask.source_key, ask.client_msg_id):
        return None

    def may_be_shown(request: Request) -> bool:
        if _is_said_in_its_thread(ask, request):
            return False
        return may_see(viewer, request) or (
            request.mode is Mode.SHARED and known.is_open_to_all(request.home_channel)
        )

    words = gist(reading.masked, without=reading.due.words if reading.due else None)
    outage = reading.urgency.level == "outage"
    found = known.like(words, reading.area_id, outage, may_be_shown)
    now = find_request(desk.unit, found.id) if found else None
    still = now is not None and now.state in WITH_TEAM and may_know_of(desk.unit, viewer, now)
    return now if still else None


def may_know_of(source: Unit | Connection, viewer: Colleague, request: Request) -> bool:
    """As the rows say now."""
    if not _is_colleague(viewer):
        return False
    if may_see(viewer, request):
        return True
    shared = request.mode is Mode.SHARED and request.home_channel is not None
    return shared and bool(open_to_all(source, request.home_channel))


def followed_by(reader: Colleague) -> ColumnElement[bool]:
    """Those that the reader follows and may still know of, as a condition on requests."""
    if not _is_colleague(reader):
        return false()
    mine = select(followers.c.request_id).where(followers.c.user_id == reader.user_id)
    followed = requests.c.id.in_(mine)
    if reader.is_bridge or reader.is_admin:
        return followed
    to_all = select(channels.c.channel_id).where(
        channels.c.is_private.is_(False), channels.c.is_shared_outside.is_(False)
    )
    in_public = and_(requests.c.mode == Mode.SHARED, requests.c.home_channel.in_(to_all))
    return and_(followed, or_(in_public, requests.c.team_id.in_(reader.team_ids)))


def followers_of(source: Unit | Connection, request_id: str) -> list[Mapping[Any, Any]]:
    """user_id, since, words; the first of them first."""
    statement = select(followers).where(followers.c.request_id == request_id)
    return list(source.execute(statement.order_by(followers.c.since, followers.c.user_id)).mappings())


def _is_colleague(person: Colleague) -> bool:
    return person.known and not person.outside and not person.deactivated


def _is_said_in_its_thread(ask: Ask, request: Request) -> bool:
    """Whoever writes there knows of it, and wants something else."""
    here = (ask.place.channel_id, ask.place.thread_ts)
    threads = ((request.home_channel, request.home_ts), (request.card_channel, request.card_ts))
    return ask.place.thread_ts is not None and here in threads
