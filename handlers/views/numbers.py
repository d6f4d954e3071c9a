"""Figures as people read them: a few sentences, two charts, and the requests behind one week."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.company import Company
from bot.numbers.answers import FirstAnswer, median_hours
from bot.numbers.tracing import Traced
from bot.numbers.weeks import RECENT, Figures
from bot.people import Colleague
from bot.requests.model import Request
from db.kinds import OccurrenceState
from handlers.names import NUMBERS_WEEK, REQUESTS
from handlers.views.blocks import (
    actions,
    bullets,
    context,
    header,
    menu,
    option,
    part,
    plain_text,
    section,
)
from handlers.views.charts import Series, chart
from handlers.views.message import Block
from handlers.views.text import cut, on_day
from handlers.views.wording import team_of, title

MOST_LISTED = 25  # of each kind in a week; with three kinds a modal stays readable
_TITLE = 70
_PRIVATE = "A request in a private conversation"


def numbers_of(found: Figures, reader: Colleague, company: Company, now: datetime) -> list[Block]:
    """Five blocks at most."""
    name = "Everybody's numbers" if reader.is_bridge or reader.is_admin else "Your team's numbers"
    today = now.astimezone(ZoneInfo(company.zone)).date()
    if not any(week.asked or week.done or week.answers for week in found.weeks):
        return [header(name), section("Nothing to count yet. Figures come with the first requests.")]
    options = [
        option(_week_name(week.first_day, today), week.first_day.isoformat())
        for week in reversed(found.weeks)
    ]
    return [
        header(name),
        section("\n".join(["*The last four weeks*", *_sentences(found)])),
        *charts_of(found),
        *actions(menu(NUMBERS_WEEK, "Which requests?", options)),
    ]


def charts_of(found: Figures) -> list[Block]:
    """Requests in and done, and how soon a person answered: a bar for each week."""
    labels = [_label(week.first_day) for week in found.weeks]
    asked = tuple((label, len(week.asked)) for label, week in zip(labels, found.weeks, strict=True))
    done = tuple((label, len(week.done)) for label, week in zip(labels, found.weeks, strict=True))
    hours = tuple(
        (label, None if week.hours is None else round(week.hours, 1))
        for label, week in zip(labels, found.weeks, strict=True)
    )
    half = "Half of the first answers came within"
    return [
        chart("Requests in and done", "bar", [Series("In", asked), Series("Done", done)], across="Week from"),
        chart(half, "bar", [Series("Working hours", hours)], across="Week from", up="Working hours"),
    ]


def week_view(traced: Traced, company: Company, today: date) -> dict[str, Any]:
    """What stands behind each figure of a week, in a modal to read."""
    week = traced.week
    asked, done, moved = (_kept(ids, traced) for ids in (week.asked, week.done, week.moved))
    return {
        "type": "modal",
        "title": plain_text("Requests of a week", 24),
        "close": plain_text("Close", 24),
        "blocks": [
            section(f"*{_week_name(week.first_day, today)}*"),
            *_list("Came in", [_line(one, traced, company) for one in asked]),
            *_list("Done", [_line(one, traced, company) for one in done]),
            *_list("First answers", [_answer_line(one, traced, company) for one in week.answers]),
            *_list("Had to move to another team", [_line(one, traced, company) for one in moved]),
        ],
    }


def _sentences(found: Figures) -> list[str]:
    recent = found.weeks[-RECENT:]
    asked, done = sum(len(week.asked) for week in recent), sum(len(week.done) for week in recent)
    still = f"{found.open_now} {_be(found.open_now)} open now."
    lines = [f"• {_requests(asked)} came in, {done} {_were(done)} done. {still}"]
    answers = [answer for week in recent for answer in week.answers]
    half = median_hours(answers)
    if half is not None:
        in_time = sum(answer.in_time for answer in answers)
        lines.append(
            f"• Half of the first answers came within {_hours(half)}; {in_time} of {len(answers)} by the "
            "time that was told."
        )
    moved = sum(len(week.moved) for week in recent)
    if moved:
        lines.append(f"• {moved} of the {asked} had to move to another team.")
    return lines + _meetings(found)


def _meetings(found: Figures) -> list[str]:
    counted = dict(found.syncs)
    every = sum(counted.values())
    if not every:
        return []
    held, empty = counted.get(OccurrenceState.HELD, 0), counted.get(OccurrenceState.EMPTY, 0)
    nothing = f", {empty} had nothing to talk about" if empty else ""
    return [f"• {held} of {every} {'sync' if every == 1 else 'syncs'} took place{nothing}."]


def _list(name: str, lines: Sequence[str]) -> list[Block]:
    if not lines:
        return [section(f"*{name}:* none")]
    more = len(lines) - MOST_LISTED
    told = [context(f"And {more} more. `{REQUESTS} team` lists what is open.")] if more > 0 else []
    return [
        section(f"*{name}:* {len(lines)}"),
        bullets([part(line)] for line in lines[:MOST_LISTED]),
        *told,
    ]


def _kept(ids: Sequence[str], traced: Traced) -> list[Request]:
    return [traced.requests[one] for one in ids if one in traced.requests]


def _line(request: Request, traced: Traced, company: Company) -> str:
    """What it is about and who has it. No person is named: figures are about teams."""
    team = team_of(request, company)
    where = team.name if team else "the bridge"
    return f"{_title(request, traced, company)} · {where}"


def _answer_line(answer: FirstAnswer, traced: Traced, company: Company) -> str:
    request = traced.requests.get(answer.request_id)
    about = _title(request, traced, company) if request else "A request that is gone"
    late = "" if answer.in_time else ", later than told"
    return f"{about} · {_hours(answer.hours)}{late}"


def _title(request: Request, traced: Traced, company: Company) -> str:
    return _PRIVATE if request.id in traced.private else cut(title(request, company), _TITLE)


def _label(monday: date) -> str:
    return on_day(monday, monday).split(" ", 1)[1]


def _week_name(monday: date, today: date) -> str:
    return f"Week from {on_day(monday, today)}"


def _hours(hours: float) -> str:
    shown = f"{hours:.1f}".removesuffix(".0")
    return f"{shown} working hour{'' if shown == '1' else 's'}"


def _requests(number: int) -> str:
    return "1 request" if number == 1 else f"{number} requests"


def _were(number: int) -> str:
    return "was" if number == 1 else "were"


def _be(number: int) -> str:
    return "is" if number == 1 else "are"
