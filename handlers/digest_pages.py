"""Digests as they are listed, read from the rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from bot.channels import channel_names
from bot.company import Company
from bot.deliveries import last_look, settled
from bot.digests.keeping import digests_at, when_next
from bot.digests.model import Digest
from bot.digests.request_items import find_requests
from bot.digests.saying import LOOK
from bot.numbers.weeks import EVERYBODY, Scope, Week
from bot.people import People
from bot.requests.model import Request
from bot.toolkit import Desk
from glossary.concepts import Source
from handlers.views.digests.listing import AtHome, Listed, digest_list
from handlers.views.message import Message


def list_drawn(desk: Desk, user_id: str, channel_id: str | None) -> Message:
    """Those of this channel, and one's own."""
    found = digests_at(desk.unit, channel_id, user_id)
    return digest_list(
        listed_of(desk.unit, desk.company, found, desk.now), desk.people.get(user_id), desk.now
    )


def at_home(source: Source, company: Company, user_id: str, now: datetime) -> AtHome:
    return AtHome(listed_of(source, company, digests_at(source, user_id), now), last_look(source, LOOK))


def listed_of(
    source: Source, company: Company, digests: Iterable[Digest], now: datetime
) -> tuple[Listed, ...]:
    names = channel_names(source)
    listed = []
    for digest in digests:
        newest = settled(source, digest.id, 1)
        name = names.get(digest.channel_id, "this channel") if digest.channel_id else ""
        listed.append(Listed(digest, when_next(company, digest, now), newest[0] if newest else None, name))
    return tuple(listed)


def scope_of_digest(digest: Digest, people: People) -> Scope:
    """Whose requests its chart counts."""
    if digest.team_id is None:
        return EVERYBODY
    members = tuple(one.user_id for one in people.members(digest.team_id))
    return Scope(team_ids=(digest.team_id,), user_ids=members)


def requests_of(source: Source, weeks: Sequence[Week]) -> dict[str, Request]:
    """All that the figures count, by id."""
    answered = [one.request_id for week in weeks for one in week.answers]
    return find_requests(source, [*answered, *(one for week in weeks for one in (*week.asked, *week.done))])
