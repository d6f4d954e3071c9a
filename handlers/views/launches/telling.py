"""One line for each change of a launch, and the reminder before a last good day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from bot.company import Company
from bot.launches.model import Launch, Touched
from bot.people import Colleague, People
from db.kinds import LaunchAnswer
from handlers.names import LAUNCH_ASK, LAUNCH_CHANGE
from handlers.views.blocks import actions, button, section
from handlers.views.launches.wording import area_name, days, in_bold, needing, today_in
from handlers.views.message import Message
from handlers.views.text import on_day, when
from handlers.views.wording import first, from_team, team_name


def moved(
    launch: Launch,
    touched: list[Touched],
    detail: Mapping[str, Any],
    people: People,
    company: Company,
    now: datetime,
) -> Message:
    """With every day that follows from it."""
    today = today_in(company, now)
    was = days(_day(detail["was"]), _day(detail["was_last"]), today)
    is_now = days(launch.first_day, launch.last_day, today)
    who = first(people.get(detail["actor_id"]))
    lines = [f"{who} moved {in_bold(launch)} from {was} to *{is_now}*."]
    for one in touched:
        if one.state is LaunchAnswer.NOT_US or one.last_good_day is None:
            continue
        name = area_name(company, one.area_id)
        team = needing(company, company.find_area(one.area_id), one.team_id)
        if one.is_too_late(today):
            lines.append(f"• *{name}*: that's nearer than what's usual for {team}.")
        else:
            lines.append(f"• *{name}*: {team} need all it takes by *{on_day(one.last_good_day, today)}* now.")
    return _line("\n".join(lines))


def cancelled(launch: Launch, detail: Mapping[str, Any], people: People) -> Message:
    who = first(people.get(detail["actor_id"]))
    return _line(f"{who} took {in_bold(launch)} back, so there's nothing to prepare.")


def chosen(
    launch: Launch, detail: Mapping[str, Any], people: People, company: Company, now: datetime
) -> Message:
    who, name = first(people.get(detail["actor_id"])), area_name(company, detail["area_id"])
    if detail["choice"] == "simple":
        by = on_day(launch.first_day, today_in(company, now))
        return _line(f"*{name}*: {who} says that a simple version by {by} is enough.")
    return _line(f"*{name}*: {who} is fine with all of it a bit later.")


def talk(
    launch: Launch, detail: Mapping[str, Any], people: People, company: Company, now: datetime
) -> Message:
    team = company.find_team(detail["team_id"])
    who = from_team(people.get(detail["actor_id"]), team)
    if not detail["starts_at"]:
        return _line(f"{who} would like to talk about {in_bold(launch)}. A word in this thread is enough.")
    maker = people.get(launch.made_by)
    at = when(datetime.fromisoformat(detail["starts_at"]), maker.zone_info, now)
    wish = f"{who} would like to talk about {in_bold(launch)}."
    return _line(f"{wish} It's on the agenda of the sync on {at}.")


def frozen(launch: Launch, freeze: Launch, people: People, company: Company, now: datetime) -> Message:
    """Where a freeze covers its day, or moves a last good day. The message above has the days."""
    today = today_in(company, now)
    by = first(people.get(freeze.made_by))
    span = days(freeze.first_day, freeze.last_day, today)
    if not freeze.is_planned:
        return _line(f"{in_bold(freeze)}, {span}, was taken back. The days above follow from that.")
    if freeze.first_day <= launch.first_day <= freeze.last_day:
        covers = f"⚠️ {in_bold(freeze)}, {span} (from {by}), covers the day of {in_bold(launch)}."
        return _line(
            f"{covers} Nothing may change on the live systems then: have all of it ready before, or move the "
            "launch with *Change it*."
        )
    return _line(f"{in_bold(freeze)}, {span} (from {by}), changes the days above.")


def late(launch: Launch, day: str, company: Company, now: datetime) -> Message:
    today = today_in(company, now)
    expected = f"on {on_day(_day(day), today)}" if day else "later"
    belongs = f"⚠️ This belongs to {in_bold(launch)} on {on_day(launch.first_day, today)}"
    return _line(
        f"{belongs}, and as it stands it would be done {expected}, after the launch. Tell each other here "
        "what would help: a simple version, or another day?"
    )


def left(launch: Launch) -> Message:
    return _line(f"{in_bold(launch)} doesn't touch you after all, so there's nothing to do.")


def reminded(
    launch: Launch, area_id: str, day: str, maker: Colleague, company: Company, now: datetime
) -> Message:
    """To whoever announced it; one click asks for it with everything filled in."""
    today = today_in(company, now, maker.zone_info)
    area = company.find_area(area_id)
    team = team_name(company.find_team(area.owner_team)) if area else "the team"
    sentence = (
        f"For {in_bold(launch)} on {on_day(launch.first_day, today)}, {team} need all it takes for "
        f"*{area_name(company, area_id)}* by *{on_day(_day(day), today)}*."
    )
    ask = button(LAUNCH_ASK, "Ask for it now", f"{launch.id} {area_id}", style="primary")
    change = button(LAUNCH_CHANGE, "Change the launch", launch.id)
    return Message(sentence, [section(sentence), *actions(ask if area else None, change)])


def _day(iso: str) -> date:
    return date.fromisoformat(iso)


def _line(sentence: str) -> Message:
    return Message(sentence, [section(sentence)])
