"""The lines of a digest: what it is, who has it, how old it is in working time, and what can be done.

People's words are escaped. Only owners of something overdue are mentioned, each once and three at most, and
nobody in what leaders read.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time, timedelta

from bot.company import Calendar
from bot.digests.leader_items import Decision, decision_missing
from bot.digests.model import Line
from bot.promises import working_time_of
from bot.requests.model import Request
from db.kinds import DigestKind, RequestState
from handlers.names import DEFINE, DIGEST_ON_SYNC, DIGEST_TAKE, DIGEST_TOMORROW, EXPLAIN_WORD
from handlers.views.blocks import actions, button, section
from handlers.views.digests.shown import ASKING, Shown
from handlers.views.explaining.seat import Seat
from handlers.views.message import Block
from handlers.views.text import cut, escape, link, mention, on_day, one_line, when
from handlers.views.wording import first, keeper_name, team_name, team_of, title

MOST_MENTIONED = 3
_LONGEST_TITLE = 60
_LONGEST_CUSTOMERS = 90
_LONGEST_LABEL = 50
_NO_TYPE = str.maketrans("", "", "*`~_")
_A_DAY = timedelta(hours=8)  # where a calendar has no day with hours
_DECISIONS: Mapping[Decision, str] = {
    "whose": "somebody must decide whose it is",
    "who": "somebody must decide who takes it",
    "answer": "it waits for an answer from marketing: is it still wanted?",
    "whether": "somebody must decide whether it goes on, and by when",
    "agenda": "three syncs put it off, so somebody must decide",
}


def line_blocks(shown: Shown, line: Line, *, may_mention: bool) -> list[Block]:
    """One section, and below it what can be done."""
    if shown.kind is DigestKind.WORDS:
        return _word(shown, line)
    request = shown.requests.get(line.ref)
    if request is None:
        return [section("A request that was forgotten since.")]
    if shown.kind is DigestKind.LEADERS:
        return [section(f"• {_for_leaders(shown, request, line)}")]
    text = request_line(shown, request, line, may_mention=may_mention)
    return [section(text), *_buttons(shown, request, line)]


def request_line(shown: Shown, request: Request, line: Line, *, may_mention: bool) -> str:
    name = _title(shown, request)
    if shown.is_dealt_with(line) or line.group == "done":
        return f"✓ {name} · {_by_now(shown, request)}"
    parts = [name, _standing(shown, request, line, may_mention), _age(shown, request)]
    there = shown.on_syncs.get(request.id)
    if there is not None:
        parts.append(f"on the next sync, {when(there.starts_at, shown.zone, shown.now)}")
    return " · ".join(one for one in parts if one)


def owner_to_mention(shown: Shown, line: Line) -> str | None:
    """The owner of something overdue, where IT reads it together."""
    request = shown.requests.get(line.ref)
    wanted = shown.kind is DigestKind.IT and shown.digest.channel_id is not None and line.group == "overdue"
    if not wanted or request is None or shown.is_dealt_with(line):
        return None
    owner = shown.people.get(request.acknowledged_by or request.owner_id)
    return owner.user_id if owner.known and not (owner.deactivated or owner.outside) else None


def age_in_words(worked: timedelta, calendar: Calendar) -> str:
    """Working time as people say it: "2 working days", by the longest day of the calendar."""
    days = [sum((_on(one.end) - _on(one.start) for one in spans), timedelta()) for spans in calendar.hours]
    full = max(days, default=_A_DAY) or _A_DAY
    count = int(worked / full)
    if count >= 1:
        return "1 working day" if count == 1 else f"{count} working days"
    hours = int(worked / timedelta(hours=1))
    if hours >= 1:
        return "1 working hour" if hours == 1 else f"{hours} working hours"
    return "just in"


def _on(clock: time) -> timedelta:
    return timedelta(hours=clock.hour, minutes=clock.minute)


def _title(shown: Shown, request: Request) -> str:
    plain = title(request, shown.company).translate(_NO_TYPE).strip() or "this one"
    url = shown.links.get(request.id)
    shortened = cut(plain, _LONGEST_TITLE)
    return f"*{link(url, shortened) if url else escape(shortened)}*"


def _age(shown: Shown, request: Request) -> str:
    working = working_time_of(shown.company, team_of(request, shown.company))
    return age_in_words(working.between(request.asked_at, shown.now), working.calendar)


def _standing(shown: Shown, request: Request, line: Line, may_mention: bool) -> str:
    if shown.kind is DigestKind.MARKETING:
        return _to_marketing(shown, request)
    team = team_name(team_of(request, shown.company))
    owner_id = request.acknowledged_by or request.owner_id
    person = shown.people.get(owner_id)
    name = mention(owner_id) if may_mention and owner_id and person.known else first(person)
    over = f", was due {_day(shown, request)}" if line.group == "overdue" and request.due_on else ""
    if request.is_unclaimed:
        return f"{team}, nobody has it yet{f', {name} is on duty' if owner_id else ''}{over}"
    waits = ", waits for an answer" if request.state is RequestState.WAITING else ""
    return f"{team}, {name} has it{waits}{over}"


def _day(shown: Shown, request: Request) -> str:
    today = shown.now.astimezone(shown.zone).date()
    return on_day(request.due_on, today) if request.due_on else ""


def _to_marketing(shown: Shown, request: Request) -> str:
    who = keeper_name(request, shown.people, shown.company)
    if request.state is RequestState.WAITING:
        return f"{who} asked something, and waits for the answer"
    if request.state is RequestState.RESOLVED:
        return f"{who} says it's done. Does it look right?"
    if request.is_unclaimed:
        return f"with {who}, who hasn't answered yet"
    return f"{who} has it now"


def _by_now(shown: Shown, request: Request) -> str:
    off = shown.put_off.get(request.id)
    if request.is_open and off is not None:
        return f"put off until the next working day by {first(shown.people.get(off.put_off_by))}"
    if request.state is RequestState.CANCELLED:
        return "taken back"
    if request.state in (RequestState.RESOLVED, RequestState.CLOSED):
        does = (
            f": {escape(cut(one_line(request.customers), _LONGEST_CUSTOMERS))}" if request.customers else ""
        )
        return f"done{does}"
    if request.state is RequestState.WAITING:
        return "an answer is awaited"
    if request.is_unclaimed:
        return f"with {team_name(team_of(request, shown.company))}"
    return f"{first(shown.people.get(request.acknowledged_by))} has it"


def _for_leaders(shown: Shown, request: Request, line: Line) -> str:
    """Without anybody's name."""
    name = _title(shown, request)
    if line.group == "finished":
        return f"{escape(cut(one_line(request.customers or ''), _LONGEST_CUSTOMERS))} ({name})"
    decision = decision_missing(request, shown.carried.get(request.id, 0))
    return f"{name} is stuck: {_DECISIONS[decision]}"


def _buttons(shown: Shown, request: Request, line: Line) -> list[Block]:
    if line.group not in ASKING or shown.is_dealt_with(line):
        return []
    value = f"{request.id} {shown.digest.id}"
    takes = shown.kind is DigestKind.IT and request.is_unclaimed
    return actions(
        button(DIGEST_TAKE, "I've got it", value) if takes else None,
        button(DIGEST_TOMORROW, "Tomorrow", value),
        None if request.id in shown.on_syncs else button(DIGEST_ON_SYNC, "Put on next sync", value),
    )


def _word(shown: Shown, line: Line) -> list[Block]:
    unknown = shown.unexplained.get(line.ref)
    if line.group == "asked":
        if unknown is None:
            return [section("A word that is explained by now.")]
        label = escape(cut(one_line(unknown.text).translate(_NO_TYPE), _LONGEST_LABEL))
        told = f"*{label}* · {unknown.asked} people looked for it, nobody has explained it yet"
        return [section(told), *actions(button(DEFINE, "Define", unknown.norm))]
    entry = shown.entries.get(line.ref)
    if entry is None:
        return [section("An entry that was put away since.")]
    label = escape(cut(one_line(entry.preferred.text).translate(_NO_TYPE), _LONGEST_LABEL))
    said = {
        "unclear": "the explanation was unclear to somebody: can you say it better?",
        "approved": "newly explained",
        "review": "due for a check: is it still right?",
    }[line.group]
    look = button(f"{EXPLAIN_WORD}.{entry.slug}", "Read it", Seat().value(entry.slug))
    return [section(f"*{label}* · {said}"), *actions(look)]
