"""Nobody answered: the next ones are asked, under the card, at the bridge, and each in their own messages.

Each looks again first: by the time it is said, somebody may have it.
"""

from __future__ import annotations

import logging
from datetime import datetime

from bot.escalation.asked import Asked, asked, find_calls, newest_round, settle_call
from bot.escalation.chains import is_owner_silent
from bot.people import People
from bot.requests.model import Request
from bot.requests.posting import Said, target_of
from db.errors import Undeliverable
from db.outbox import Notice
from handlers.courier.satchel import Satchel
from handlers.views.escalation.calling import called
from handlers.views.escalation.climbing import (
    Climb,
    call_settled,
    climb_from,
    step_at_bridge,
    step_taken,
)
from handlers.views.message import Message
from handlers.views.wording import team_of, zone_of_team

NOTHING = Said()
log = logging.getLogger(__name__)


def step_said(satchel: Satchel, notice: Notice) -> Said:
    """Under the team's card; at the bridge, or where the team's channel refuses it, a message of its own."""
    climb = climb_from(notice.detail)
    found = _still_asked(satchel, notice, climb)
    if found is None:
        return NOTHING
    request, before = found
    target, company = target_of(notice), satchel.company
    under_card = target != "bridge" or (climb.to == "bridge" and request.team_id is None)
    if under_card and request.card_channel and request.card_ts:
        people = _people(satchel, request, climb)
        zone = zone_of_team(team_of(request, company), company)
        message = step_taken(request, climb, before, people, satchel.now, zone)
        return satchel.slack.post(notice, request.card_channel, message, request.card_ts)
    message = _whole(satchel, request, climb, before)
    if target == "bridge":
        return satchel.to_bridge(notice, message)
    team = team_of(request, company)
    channel = team.channel if team else company.bridge.channel
    return satchel.slack.post(notice, satchel.channel_named(channel), message)


def person_called(satchel: Satchel, notice: Notice) -> Said:
    """By direct message, whose buttons go once somebody has it; where that is refused, at the bridge."""
    climb, user_id = climb_from(notice.detail), notice.detail["user_id"]
    found = _still_asked(satchel, notice, climb)
    if found is None:
        return NOTHING
    request, before = found
    if target_of(notice) == "bridge":
        return satchel.to_bridge(notice, _whole(satchel, request, climb, before, unreached=user_id))
    people = _people(satchel, request, climb, user_id)
    link, now = _card_link(satchel, request), satchel.now
    reader = people.get(user_id)
    message = called(request, climb, before, reader, people, satchel.company, now, card_link=link)
    return satchel.slack.post(notice, satchel.direct_to(user_id), message)


def _whole(
    satchel: Satchel,
    request: Request,
    climb: Climb,
    before: tuple[Asked, ...],
    *,
    unreached: str | None = None,
) -> Message:
    """For places in which nothing else tells of the request."""
    people = _people(satchel, request, climb, unreached)
    link, company = _card_link(satchel, request), satchel.company
    return step_at_bridge(
        request, climb, before, people, company, satchel.now, card_link=link, unreached=unreached
    )


def _people(satchel: Satchel, request: Request, climb: Climb, *more: str | None) -> People:
    named = (request.asked_by, request.owner_id, request.acknowledged_by)
    return satchel.people_with([*named, *climb.user_ids, *more])


def settle_calls(satchel: Satchel, request: Request, *, moved_at: datetime | None = None) -> None:
    """The messages that asked somebody lose their buttons, each once. `moved_at`: those made before that."""
    with satchel.toolkit.ledger.read() as connection:
        calls = find_calls(connection, request.id, moved_at)
        silent = request.is_open and is_owner_silent(connection, request.id)
    asked_still = request.parent_id is None and (request.is_unclaimed or silent)
    if not calls or (moved_at is None and asked_still):
        return
    people = satchel.people_with([request.owner_id, request.acknowledged_by])
    message = call_settled(request, people, satchel.company, moved=moved_at is not None)
    for channel_id, ts in calls:
        try:
            satchel.slack.update(channel_id, ts, message)
        except Undeliverable as gone:
            log.info("a call could not be drawn anew: %s", gone)
        with satchel.toolkit.ledger.begin() as unit:
            settle_call(unit, channel_id, ts)


def _still_asked(satchel: Satchel, notice: Notice, climb: Climb) -> tuple[Request, tuple[Asked, ...]] | None:
    """None once somebody has it, it has moved, its owner has spoken again, or another report of it counts."""
    request = satchel.request_of(notice)
    if request is None or not request.is_open or request.parent_id is not None:
        return None
    with satchel.toolkit.ledger.read() as connection:
        if newest_round(connection, request.id) != climb.round:
            return None
        silent = is_owner_silent(connection, request.id)
        return (request, asked(connection, request.id)) if silent or request.is_unclaimed else None


def _card_link(satchel: Satchel, request: Request) -> str | None:
    return satchel.link_to(request.card_channel, request.card_ts)
