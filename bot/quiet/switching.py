"""A channel that opts in to quiet help, or out of it again."""

from __future__ import annotations

from bot.people import Colleague, People
from bot.quiet.places import by_the_file, is_direct, is_ours_alone
from bot.toolkit import Desk
from db.errors import Conflict, NotAllowed
from glossary.quiet.places import note_closed, note_open


def open_quiet(desk: Desk, user_id: str, channel_id: str) -> bool:
    """False when the channel had opted in before. Raises NotAllowed and Conflict with what to do instead."""
    _require_switcher(desk.people, user_id)
    if is_direct(channel_id):
        raise Conflict(
            "Quiet help is for channels. In direct messages I never mark anything; `/explain` works."
        )
    if not is_ours_alone(desk.unit, channel_id):
        raise Conflict(
            "Quiet help stays out of channels that people of other companies read, that are archived, or "
            "that I don't know yet. I learn of new channels once a day, so try a new one again tomorrow."
        )
    if by_the_file(desk.unit, desk.company, channel_id):
        return False
    return note_open(desk.unit, channel_id, user_id, desk.now)


def close_quiet(desk: Desk, user_id: str, channel_id: str) -> bool:
    """False when the channel had not opted in. Raises NotAllowed and Conflict with what to do instead."""
    _require_switcher(desk.people, user_id)
    was_open = note_closed(desk.unit, channel_id)
    if by_the_file(desk.unit, desk.company, channel_id):
        raise Conflict(
            "The company file switches quiet help on here. Take the channel out of `quiet_in` in its section "
            "`glossary`, then restart me."
        )
    return was_open


def may_switch(people: People, person: Colleague) -> bool:
    """Admins, the bridge, and whoever owns a team."""
    if not person.known or person.outside or person.deactivated:
        return False
    owns = any(team.owner == person.email for team in people.company.teams)
    return person.is_admin or person.is_bridge or owns


def _require_switcher(people: People, user_id: str) -> None:
    if not may_switch(people, people.get(user_id)):
        raise NotAllowed(
            "Only admins, the bridge and owners of teams switch quiet help on or off for a channel. Ask one "
            "of them. For yourself, your Home tab has a switch."
        )
