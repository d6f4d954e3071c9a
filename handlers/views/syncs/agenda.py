"""An agenda as blocks: a few headings with short lines, each with who has it and since when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.people import People
from bot.syncs.lines import Line, Section, SectionKind
from bot.syncs.lines import section as listed
from bot.syncs.model import ActionItem
from handlers.names import SYNC_ACTION_DONE
from handlers.views.blocks import button, context, section
from handlers.views.budget import COMFORTABLE_WEIGHT, weight
from handlers.views.message import Block
from handlers.views.text import MOST_TEXT, escape, fitted, length, link, mention, on_day
from handlers.views.wording import first

HEADINGS: Mapping[SectionKind, str] = {
    "items": "To talk about",
    "decisions": "Somebody must decide",
    "actions": "Open since last time",
    "promises": "Nobody has answered in time",
    "marketing": "Waits for marketing",
    "it": "Waits for IT",
    "launches": "Coming up",
    "words": "Words that stayed unclear",
}
EMPTY = "_Nothing is on the agenda yet._"
# What is tried until all of it fits: how long a line's words may be, with links, with who and since when.
_FITS: tuple[tuple[int, bool, bool], ...] = ((150, True, True), (110, True, True), (80, False, True))
_SURELY_FITS = (60, False, False)
_LONGEST_ACTION = 150
_MOST_WEIGHT = COMFORTABLE_WEIGHT - 1_500  # beside the head and the buttons
_A_DAY = timedelta(hours=8)  # of work
_OWED = ("promises", "it", "actions", "decisions")
Links = Mapping[str, str]  # a request's id -> the way to its thread


def agenda_blocks(
    sections: Sequence[Section], people: People, now: datetime, links: Links | None = None
) -> list[Block]:
    """At most one block a heading, and one for each open action, which has its button. Where there is very
    much, each line says less."""
    for size in _FITS:
        blocks = _drawn(sections, _Pen(people, now, links or {}, *size))
        if weight(blocks) <= _MOST_WEIGHT and all(_is_short(block) for block in blocks):
            return blocks
    return _drawn(sections, _Pen(people, now, {}, *_SURELY_FITS))


@dataclass(frozen=True)
class _Pen:
    """Writes one line."""

    people: People
    now: datetime
    links: Links
    longest: int
    has_links: bool = True
    has_notes: bool = True

    def line(self, line: Line) -> str:
        words = fitted(line.text, self.longest)
        url = self.links.get(line.request_id or "") if self.has_links else None
        if url:
            words = f"{words} ({link(url, 'thread')})"
        whose = _whose(line, self.people)
        if not self.has_notes:
            return f"{words} · {whose}" if whose else words
        notes = [whose, _days(line, self.now.date()), _since(line)]
        notes.append(f"touches {fitted(line.touches, 60)}" if line.touches else "")
        notes.append(f"from {first(self.people.get(line.added_by))}" if line.added_by else "")
        said = ", ".join(note for note in notes if note)
        return f"{words} · {said}" if said else words


def _drawn(sections: Sequence[Section], pen: _Pen) -> list[Block]:
    blocks: list[Block] = []
    for one in sections:
        if not one.lines:
            continue
        if one.kind == "actions":
            blocks += _with_buttons(one, pen, HEADINGS[one.kind])
            continue
        more = [f"_and {one.more} more_"] if one.more else []
        lines = [f"• {pen.line(line)}" for line in one.lines]
        blocks.append(section("\n".join([f"*{HEADINGS[one.kind]}*", *lines, *more])))
    return blocks or [section(EMPTY)]


def _is_short(block: Block) -> bool:
    return length(block.get("text", {}).get("text", "")) <= MOST_TEXT


def action_rows(made: Sequence[ActionItem], people: People, now: datetime) -> list[Block]:
    """What somebody will do, each with its button; for the summary."""
    lines = [
        Line("actions", each.text, action_id=each.id, mention=each.owner_id, day=each.due_on) for each in made
    ]
    pen = _Pen(people, now, {}, _LONGEST_ACTION)
    return _with_buttons(listed("actions", lines), pen, "Who does what") if lines else []


def _with_buttons(actions: Section, pen: _Pen, heading: str) -> list[Block]:
    blocks = [section(f"*{heading}*")]
    for line in actions.lines:
        words = section(f"• {pen.line(line)}")
        done = None
        if line.action_id:
            done = button(f"{SYNC_ACTION_DONE}.{line.action_id}", "Done", line.action_id)
        blocks.append({**words, "accessory": done} if done else words)
    if actions.more:
        blocks.append(context(f"and {actions.more} more"))
    return blocks


def _whose(line: Line, people: People) -> str:
    if line.mention:
        return mention(line.mention)
    if line.owner_id:
        return first(people.get(line.owner_id))
    if line.kind in _OWED and line.team_id:
        team = people.company.find_team(line.team_id)
        return escape(team.name[:60]) if team else ""
    return ""


def _days(line: Line, today: date) -> str:
    if line.day is None:
        return ""
    if line.kind != "launches":
        return f"due {on_day(line.day, today)}"
    last = line.last_day
    return on_day(line.day, today) + (f" to {on_day(last, today)}" if last and last != line.day else "")


def _since(line: Line) -> str:
    often = {0: "", 1: "carried once", 2: "carried twice"}
    times = often.get(line.carried, f"carried {line.carried} times")
    if line.age is None:
        return times
    if line.kind == "items" and line.age < _A_DAY:
        return times
    worked = spoken_age(line.age)
    late = f"{worked} late" if line.kind == "promises" else f"for {worked}"
    return ", ".join(part for part in (late, times) if part)


def spoken_age(age: timedelta) -> str:
    """Working time as people say it."""
    days = age // _A_DAY
    if days >= 1:
        return "1 working day" if days == 1 else f"{days} working days"
    hours = max(1, round(age / timedelta(hours=1)))
    return "1 working hour" if hours == 1 else f"{hours} working hours"
