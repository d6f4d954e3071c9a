"""Nobody, or somebody twice, on call: told to the team, each time with the button that mends it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from bot.company import Company, Team
from bot.people import People
from handlers.names import ONCALL_TAKE_GAP
from handlers.views.blocks import button, context, section
from handlers.views.message import Block, Message
from handlers.views.syncs.spoken import together
from handlers.views.text import when
from handlers.views.wording import first, team_name

Found = Mapping[str, Any]  # as bot/oncall/gap_telling.py writes it


def gaps_found(
    found: Sequence[Found], more: int, team: Team, people: People, company: Company, now: datetime
) -> Message:
    """`more`: how many there are beside those found."""
    name = team_name(team)
    empty = any(one["kind"] == "nobody" for one in found)
    heading = (
        f"In the next two weeks there are times at which nobody of the rota is on call for {name}. Until "
        "somebody takes them, they fall to whoever stands in for all."
        if empty
        else f"In the next two weeks somebody is on call twice at once; one of it is {name}."
    )
    blocks: list[Block] = [section(heading)]
    blocks += [_gap(one, number, team, people, company, now) for number, one in enumerate(found)]
    if more > 0:
        blocks.append(context(f"And {more} more like these. `/oncall` shows the weeks to come."))
    return Message(heading, blocks)


def _gap(one: Found, number: int, team: Team, people: People, company: Company, now: datetime) -> Block:
    zone = company.calendar_of(team).zone_info
    starts, ends = (datetime.fromisoformat(one[name]) for name in ("starts_at", "ends_at"))
    words = f"• From {when(starts, zone, now)} to {when(ends, zone, now)}{_why(one, people, company)}"
    value = f"{team.id}|{one['starts_at']}|{one['ends_at']}"
    take = button(f"{ONCALL_TAKE_GAP}.{number}", "I take it", value)
    return {**section(words), "accessory": take}


def _why(one: Found, people: People, company: Company) -> str:
    if one["kind"] == "nobody":
        return ": nobody"
    names = together([first(people.get(user_id)) for user_id in one["user_ids"]])
    teams = [company.find_team(team_id) for team_id in one["team_ids"]]
    if len(teams) > 1:
        return f": {names}, for {together([team_name(each) for each in teams if each])} at once"
    return f": {names}, both for the same time"
