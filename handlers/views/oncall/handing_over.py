"""A change of shift: what is open, for whoever comes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.company import Company, Team
from bot.oncall.handing_over import Left, LeftOpen
from bot.people import People
from handlers.views.blocks import context, section
from handlers.views.message import Block, Message
from handlers.views.text import link, mention, on_day, when
from handlers.views.wording import first, team_name, title_in_bold

MOST_LINES = 5  # in each group
Link = Callable[[str | None, str | None], str | None]

_HEADINGS: Mapping[str, str] = {
    "at_risk": "*At risk*",
    "waiting": "*Waiting for whoever asked*",
    "promised": "*Promised*",
    "others": "*Also open*",
}


def handed_over(
    found: LeftOpen,
    team: Team,
    leaving: str,
    coming: str,
    people: People,
    company: Company,
    now: datetime,
    *,
    link_to: Link,
    late: str = "",
) -> Message:
    """`leaving` and `coming`: user ids, both mentioned. `late`: why it comes later than planned."""
    zone = company.calendar_of(team).zone_info
    heading = f"{mention(leaving)} hands over to {mention(coming)}, who is on call for {team_name(team)} now."
    spoken = f"{first(people.get(leaving))} hands over to {first(people.get(coming))}: {_counted(found)}"
    if not found.count:
        heading += " Nothing is open."
    blocks: list[Block] = [section(heading)]
    for name, label in _HEADINGS.items():
        lefts: tuple[Left, ...] = getattr(found, name)
        if lefts:
            blocks.append(section("\n".join([label, *_lines(lefts, people, company, now, zone, link_to)])))
    if late:
        blocks.append(context(late))
    return Message(spoken, blocks)


def _counted(found: LeftOpen) -> str:
    if not found.count:
        return "nothing is open."
    at_risk = f", {len(found.at_risk)} at risk" if found.at_risk else ""
    return f"{found.count} open{at_risk}."


def _lines(
    lefts: Sequence[Left],
    people: People,
    company: Company,
    now: datetime,
    zone: ZoneInfo,
    link_to: Link,
) -> list[str]:
    lines = [f"• {_line(one, people, company, now, zone, link_to)}" for one in lefts[:MOST_LINES]]
    more = len(lefts) - MOST_LINES
    return [*lines, f"• and {more} more"] if more > 0 else lines


def _line(left: Left, people: People, company: Company, now: datetime, zone: ZoneInfo, link_to: Link) -> str:
    request = left.request
    has_it = request.acknowledged_by
    asker, owner = people.get(request.asked_by), people.get(has_it) if has_it else None
    said = f"{title_in_bold(request, company)}, for {first(asker)}"
    said += f", {first(owner)} has it" if owner else ", nobody has it yet"
    said += _promise(left, now, zone)
    url = link_to(request.card_channel, request.card_ts)
    return f"{said} ({link(url, 'card')})" if url else said


def _promise(left: Left, now: datetime, zone: ZoneInfo) -> str:
    said = ""
    if left.due_at is not None:
        verb = "was promised word by" if left.due_at <= now else "word promised by"
        said = f"; {verb} {when(left.due_at, zone, now)}"
    if left.due_on is not None:
        said += f"; wanted by {on_day(left.due_on, now.astimezone(zone).date())}"
    return said
