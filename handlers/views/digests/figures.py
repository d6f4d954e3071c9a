"""The picture in the leaders' and in the weekly digest of IT: requests in and done, and the first answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.company import Company
from bot.numbers.answers import median_hours
from bot.numbers.weeks import Week
from bot.requests.model import Request
from db.kinds import DigestKind
from handlers.names import DIGEST_FIGURES
from handlers.views.blocks import actions, button, context, section
from handlers.views.budget import room, weight
from handlers.views.charts import Series, chart
from handlers.views.digests.shown import Shown
from handlers.views.message import Block, Message
from handlers.views.text import escape
from handlers.views.wording import title

CHART_TITLE = "Requests in and done, by week"
_MOST_TITLES = 5  # of one figure
_MOST_BLOCKS = 45


def figures_blocks(shown: Shown) -> list[Block]:
    weeks = _from_the_first(shown.weeks)
    if not weeks:
        return []
    series = [
        Series("In", tuple((_label(week), len(week.asked)) for week in weeks)),
        Series("Done", tuple((_label(week), len(week.done)) for week in weeks)),
    ]
    if all(week.hours is not None for week in weeks):  # of a week without answers there is no time to draw
        hours = tuple((_label(week), round(week.hours or 0, 1)) for week in weeks)
        series.append(Series("Hours to answer", hours))
    value = f"{shown.digest.id} {shown.period}"
    return [
        chart(CHART_TITLE, "line" if len(weeks) > 1 else "bar", series, across="Week of"),
        # Leaders have the share answered in time in their first line, and read eight lines in all.
        *([] if shown.kind is DigestKind.LEADERS else [context(_answers_in_words(weeks))]),
        *actions(button(DIGEST_FIGURES, "Which requests are these?", value)),
    ]


def behind_figures(
    weeks: Sequence[Week], requests: Mapping[str, Request], hidden: frozenset[str], company: Company
) -> Message:
    """The requests that each figure counts, the newest week first. `hidden`: not for this reader."""
    heading = "Each figure and the requests it counts; the newest week first."
    blocks: list[Block] = [section(heading)]
    for week in reversed(weeks):
        one = [section(_week_in_words(week, requests, hidden, company))]
        if weight(one) > room(blocks) or len(blocks) >= _MOST_BLOCKS:
            break
        blocks += one
    return Message(heading, blocks)


def _week_in_words(
    week: Week, requests: Mapping[str, Request], hidden: frozenset[str], company: Company
) -> str:
    lines = [f"*Week of {_label(week)}*"]
    answered = tuple(one.request_id for one in week.answers)
    for name, ids in (("in", week.asked), ("done", week.done), ("first answers", answered)):
        known = [requests[one] for one in ids if one in requests and one not in hidden]
        titles = [f"“{escape(title(one, company)[:60])}”" for one in known[:_MOST_TITLES]]
        more = len(ids) - len(titles)
        lines.append(
            f"{len(ids)} {name}{': ' if titles else ''}{', '.join(titles)}"
            f"{f' and {more} more' if titles and more > 0 else ''}"
        )
    return "\n".join(lines)


def _from_the_first(weeks: Sequence[Week]) -> Sequence[Week]:
    """Without the weeks before anything happened."""
    first = next((at for at, week in enumerate(weeks) if week.asked or week.done or week.answers), len(weeks))
    return weeks[first:]


def _label(week: Week) -> str:
    return f"{week.first_day.day} {week.first_day:%b}"


def _answers_in_words(weeks: Sequence[Week]) -> str:
    answers = [one for week in weeks for one in week.answers]
    hours = median_hours(answers)
    if hours is None:
        return "Nothing was answered in these weeks."
    told = f"Half of the first answers came within {hours:.1f} working hours".replace(".0 ", " ")
    return f"{told}; {len(answers)} in these weeks."
