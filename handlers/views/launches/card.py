"""The quiet card of a team that a launch touches: nothing to do yet, three answers of one click."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from bot.company import Company
from bot.launches.model import Launch, Touched
from bot.lead_time import in_words
from bot.people import People
from db.kinds import LaunchAnswer
from handlers.names import LAUNCH_NOT_US, LAUNCH_NOTED, LAUNCH_TALK, OPEN_THREAD
from handlers.views.blocks import actions, button, context, link_button, section
from handlers.views.launches.wording import area_name, bare, days, in_bold, today_in
from handlers.views.message import Block, Message
from handlers.views.text import on_day
from handlers.views.wording import first, full, team_name, team_of_person, zone_of_team

_LONGEST_LINK = 3000


def card(
    launch: Launch,
    mine: Sequence[Touched],
    team_id: str,
    people: People,
    company: Company,
    now: datetime,
    *,
    home_link: str | None = None,
) -> Message:
    """`mine`: the team's areas that it touches; empty once it touches none of them any more."""
    if not launch.is_planned:
        return _calm(f"{in_bold(launch)} was taken back, so there's nothing to do.")
    if not mine:
        return _calm(f"{in_bold(launch)} doesn't touch you after all, so there's nothing to do.")
    today = today_in(company, now, zone_of_team(company.find_team(team_id), company))
    when = days(launch.first_day, launch.last_day, today)
    said = mine[0]
    if said.state is LaunchAnswer.NOT_US:
        return _calm(
            f"{in_bold(launch)}, {when}: not yours, says {first(people.get(said.answered_by))}. Thanks."
        )
    head = f"Heads-up, no work yet: {in_bold(launch)}, {when}. {_origin(launch, people, company)}"
    lines = "\n".join(f"• {_area(one, launch, company, today)}" for one in mine)
    told = [context(f"For customers: {bare(launch.customers, 300)}")] if launch.customers else []
    thread = _thread(home_link)
    return Message(
        head,
        [
            section(head),
            section(lines),
            *told,
            *_answered(said, people),
            *actions(*_answers(said, launch, team_id), thread),
        ],
    )


def _origin(launch: Launch, people: People, company: Company) -> str:
    maker = people.get(launch.made_by)
    team = team_of_person(maker, company)
    return f"From {full(maker)}{f', {team_name(team)}' if team else ''}."


def _area(one: Touched, launch: Launch, company: Company, today: date) -> str:
    name, area = area_name(company, one.area_id), company.find_area(one.area_id)
    if one.last_good_day is None or area is None:
        return f"*{name}*"
    usual = in_words(area.lead_time_business_days)
    if not one.is_too_late(today):
        return (
            f"*{name}*: you'd need all it takes by *{on_day(one.last_good_day, today)}* (your usual {usual})."
        )
    tight = f"*{name}*: that's nearer than your usual {usual}"
    by = on_day(launch.first_day, today)
    if one.choice == "simple":
        return f"{tight}, so a simple version by {by} is enough."
    if one.choice == "later":
        return f"{tight}; all of it a bit later is fine."
    return f"{tight}; they know."


def _answered(one: Touched, people: People) -> list[Block]:
    who = first(people.get(one.answered_by))
    if one.state is LaunchAnswer.NOTED:
        return [context(f"Noted by {who}.")]
    return [context(f"{who} would like to talk about it.")] if one.state is LaunchAnswer.TALK else []


def _answers(one: Touched, launch: Launch, team_id: str) -> list[dict[str, object]]:
    """Those that would change something."""
    value = f"{launch.id} {team_id}"
    offered = (
        (LaunchAnswer.NOTED, button(LAUNCH_NOTED, "Noted", value)),
        (LaunchAnswer.TALK, button(LAUNCH_TALK, "We need to talk", value)),
        (LaunchAnswer.NOT_US, button(LAUNCH_NOT_US, "Not us", value)),
    )
    return [shown for answer, shown in offered if answer is not one.state]


def _thread(home_link: str | None) -> dict[str, object] | None:
    if not home_link or len(home_link) > _LONGEST_LINK:
        return None
    return link_button(OPEN_THREAD, "Open the thread", home_link)


def _calm(sentence: str) -> Message:
    return Message(sentence, [section(sentence)])
