"""The message that tells of a launch: its day, and by when each area needs to hear. Always as it is now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from bot.company import Area, Company
from bot.company.model import Freeze
from bot.launches.last_good_days import ready_day
from bot.launches.model import Launch, Touched
from bot.launches.tying import promised_day
from bot.lead_time import in_words
from bot.people import People
from bot.requests.model import Request
from db.kinds import LaunchAnswer, RequestState
from handlers.names import (
    LAUNCH_ADD_AREA,
    LAUNCH_ASK,
    LAUNCH_CANCEL,
    LAUNCH_CHANGE,
    LAUNCH_CHOOSE,
    LAUNCH_DROP_AREA,
)
from handlers.views.blocks import actions, button, confirm, context, menu, option, section
from handlers.views.launches.wording import KINDS, area_name, bare, days, in_bold, needing, today_in
from handlers.views.message import Block, Message
from handlers.views.text import cut, on_day, one_line
from handlers.views.wording import first, keeper_name, title_in_bold

_MOST_ASKED = 5
_LONGEST_OPTION_VALUE = 150


@dataclass(frozen=True)
class Standing:
    """A launch with all that belongs to it, at this moment."""

    launch: Launch
    touched: Sequence[Touched]
    asked: Sequence[Request] = ()  # what was asked for it and everybody may read of
    more_asked: int = 0  # what was asked for in private
    freezes: Sequence[Freeze] = field(default=())  # that cover its first day
    told: Sequence[Freeze] = field(default=())  # all that teams have put on the road map


def opened(shown: Standing, people: People, company: Company, now: datetime) -> Message:
    launch = shown.launch
    today = today_in(company, now, people.get(launch.made_by).zone_info)
    if not launch.is_planned:
        sentence = f"{in_bold(launch)} was taken back, so nobody needs to do anything."
        return Message(sentence, [section(sentence)])
    head = _head(launch, people, today)
    blocks = [
        section(head),
        *_customers(launch),
        *(_freezes(shown.freezes, today) if launch.is_launch else []),
        *(row for one in shown.touched for row in _area(one, shown, people, company, today)),
        *_asked(shown, people, company, today),
        *_buttons(shown, company),
    ]
    said = [_by_when(one, company, today) for one in shown.touched if not one.is_too_late(today)]
    return Message(" ".join([head, *(one for one in said if one)])[:3000], blocks)


def _head(launch: Launch, people: People, today: date) -> str:
    when = days(launch.first_day, launch.last_day, today)
    if launch.is_launch:
        return f"Heads-up noted, no work yet: {in_bold(launch)}, {when}."
    kind = KINDS[launch.kind]
    by = first(people.get(launch.made_by))
    return f"On the road map: {in_bold(launch)}, {when}. {kind}, added by {by}."


def _customers(launch: Launch) -> list[Block]:
    return [context(f"For customers: {bare(launch.customers, 300)}")] if launch.customers else []


def _freezes(freezes: Sequence[Freeze], today: date) -> list[Block]:
    """Said where the day itself is in one: nothing may change then."""
    return [
        context(
            f"⚠️ That day is in the *{bare(freeze.name)}*, {days(freeze.first, freeze.last, today)}. "
            "Nothing may change on the live systems then, so all of it has to be ready before."
        )
        for freeze in list(freezes)[:2]
    ]


def _area(one: Touched, shown: Standing, people: People, company: Company, today: date) -> list[Block]:
    launch, area = shown.launch, company.find_area(one.area_id)
    value = f"{launch.id} {one.area_id}"
    drop = button(f"{LAUNCH_DROP_AREA}.{one.area_id}"[:255], "Not touched", value)
    answered = _answered(one, people)
    if one.state is LaunchAnswer.NOT_US or not one.is_too_late(today) or area is None:
        return [section(f"{_by_when(one, company, today)}{answered}") | {"accessory": drop}]
    sentence = _too_late(one, area, shown, company, today)
    rows = [section(f"{sentence}{answered}") | {"accessory": drop}]
    if one.choice is not None:
        return rows
    by = on_day(launch.first_day, today)
    simple = button(f"{LAUNCH_CHOOSE}.simple.{one.area_id}"[:255], f"Simple, by {by}", f"{value} simple")
    later = button(f"{LAUNCH_CHOOSE}.later.{one.area_id}"[:255], "All of it, later", f"{value} later")
    return [*rows, *actions(simple, later)]


def _by_when(one: Touched, company: Company, today: date) -> str:
    """One line: until when the team must have all it needs."""
    name, team = (
        area_name(company, one.area_id),
        needing(company, company.find_area(one.area_id), one.team_id),
    )
    if one.state is LaunchAnswer.NOT_US:
        return f"*{name}*: not touched, says {team}."
    if one.last_good_day is None:
        return f"*{name}*: {team} promise no days for that, so talk to them early."
    day = on_day(one.last_good_day, today)
    return f"*{name}*: {team} need all it takes, like texts and pictures, by *{day}*."


def _too_late(one: Touched, area: Area, shown: Standing, company: Company, today: date) -> str:
    """Honest about time: a choice, never a bare no."""
    name, by = area_name(company, one.area_id), on_day(shown.launch.first_day, today)
    ready = ready_day(company, area, today, shown.told)
    later = on_day(ready, today) if ready else "later"
    if one.choice == "simple":
        return f"*{name}*: a simple version by {by} is enough."
    if one.choice == "later":
        return f"*{name}*: all of it a bit later is fine; asked for today that would be {later}."
    usual = in_words(area.lead_time_business_days)
    return (
        f"*{name}*: that usually takes {usual}; asked for today that would be {later}, and the launch is on "
        f"{by}. They could do a simple version by then, or all of it a bit later. Which helps more?"
    )


def _answered(one: Touched, people: People) -> str:
    who = first(people.get(one.answered_by))
    if one.state is LaunchAnswer.NOTED:
        return f" _Noted by {who}._"
    return f" _{who} would like to talk about it._" if one.state is LaunchAnswer.TALK else ""


def _asked(shown: Standing, people: People, company: Company, today: date) -> list[Block]:
    """What was asked for it; with a warning beside what would come after its day."""
    if not shown.asked and not shown.more_asked:
        return []
    lines = [_one_asked(one, shown.launch, people, company, today) for one in shown.asked[:_MOST_ASKED]]
    more = len(shown.asked) - len(lines) + shown.more_asked
    if more > 0:
        lines.append(f"{'and ' if lines else ''}{more} more, asked for elsewhere")
    return [section("*Asked for so far*\n" + "\n".join(f"• {line}" for line in lines))]


def _one_asked(one: Request, launch: Launch, people: People, company: Company, today: date) -> str:
    line = f"{title_in_bold(one, company, 80)}, with {keeper_name(one, people, company)}"
    if one.state in (RequestState.RESOLVED, RequestState.CLOSED):
        return f"{line}: done"
    day = promised_day(company, one)
    if day is None:
        return line
    after = day > launch.first_day
    return f"{line}, for {on_day(day, today)}" + (" ⚠️ that's after the launch" if after else "")


def _buttons(shown: Standing, company: Company) -> list[Block]:
    launch = shown.launch
    sure = confirm(
        "Take it back?",
        "It goes off the road map, and the teams are told. What was asked for stays with them.",
        yes="Take it back",
        no="Keep it",
    )
    change = button(LAUNCH_CHANGE, "Change it", launch.id)
    gone = button(LAUNCH_CANCEL, "Take it back", launch.id, confirm=sure)
    if not launch.is_launch:
        return actions(change, gone)
    there = [one for one in shown.touched if one.state is not LaunchAnswer.NOT_US]
    asks = [_choice(company.find_area(one.area_id), launch) for one in there]
    others = [
        _choice(area, launch)
        for area in company.areas
        if area.lead_time_business_days and area.id not in {one.area_id for one in there}
    ]
    return [
        *actions(
            menu(LAUNCH_ASK, "Ask for it now…", [one for one in asks if one]),
            menu(LAUNCH_ADD_AREA, "It also touches…", [one for one in others if one]),
        ),
        *actions(change, gone),
    ]


def _choice(area: Area | None, launch: Launch) -> dict[str, object] | None:
    value = f"{launch.id} {area.id}" if area else ""
    if area is None or len(value) > _LONGEST_OPTION_VALUE:
        return None
    return option(cut(one_line(area.choice), 75), value)
