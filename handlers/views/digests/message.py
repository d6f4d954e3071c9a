"""A digest as one message. The budget is kept here, for any number of items: Slack never has to refuse it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from bot.digests.choosing import ORDER
from bot.digests.model import Group, Line
from bot.launches.road_map import Entry
from db.kinds import DigestKind
from handlers.views.blocks import context, section
from handlers.views.budget import COMFORTABLE_WEIGHT, problems, weight
from handlers.views.digests.figures import figures_blocks
from handlers.views.digests.first_line import first_line, left_out
from handlers.views.digests.lines import MOST_MENTIONED, line_blocks, owner_to_mention
from handlers.views.digests.shown import Shown
from handlers.views.message import Block, Message
from handlers.views.text import cut, escape, length, on_day, one_line
from handlers.views.wording import team_name

MOST_BLOCKS = 45
LONGEST_SECTION = 2900
_MOST_COMING = 3
_LONGEST_NAME = 50
_MOST_IN_TEXT = 2900
_HEADINGS: Mapping[Group, str] = {
    "overdue": "Overdue",
    "needs": "Nobody has these yet",
    "ageing": "Nothing has happened here for a week",
    "waits": "Waits for you",
    "late": "Should have been answered by now",
    "done": "Done",
    "news": "Moved on",
}
_NAMES: Mapping[DigestKind, str] = {
    DigestKind.IT: "IT digest",
    DigestKind.MARKETING: "What happened to your requests",
    DigestKind.LEADERS: "Leaders' digest",
    DigestKind.WORDS: "The words of both sides",
}


def digest_message(shown: Shown) -> Message:
    """With as many of its lines as there is room for; the rest is a count that says where they are."""
    kept = len(shown.content.lines)
    drawn = _drawn(shown, kept)
    while kept and not _fits(drawn):
        kept -= 1
        drawn = _drawn(shown, kept)
    return drawn


def _fits(message: Message) -> bool:
    sections = (block["text"]["text"] for block in message.blocks if block["type"] == "section")
    return (
        len(message.blocks) <= MOST_BLOCKS
        and weight(message.blocks) <= COMFORTABLE_WEIGHT
        and all(length(text) <= LONGEST_SECTION for text in sections)
        and not problems(message)
    )


def _drawn(shown: Shown, kept: int) -> Message:
    lines = shown.content.lines[:kept]
    called = _called(shown, lines)
    blocks = [section(first_line(shown)), *_about(shown)]
    for group in ORDER[shown.kind]:
        blocks += _group(shown, group, [line for line in lines if line.group == group], called)
    rest, coming = left_out(shown, kept), _coming(shown)
    blocks += [context(one) for one in (rest, coming) if one]
    return Message(_spoken(shown, lines), [*blocks, *figures_blocks(shown)])


def _called(shown: Shown, lines: Sequence[Line]) -> set[str]:
    """Ids of the requests whose owner is mentioned: each person once, three people at most."""
    first: dict[str, str] = {}
    for line in lines:
        owner_id = owner_to_mention(shown, line)
        if owner_id is not None and len(first) < MOST_MENTIONED:
            first.setdefault(owner_id, line.ref)
    return set(first.values())


def _about(shown: Shown) -> list[Block]:
    """What this is; leaders get it in their first line, they read eight lines in all."""
    late = [escape(shown.reason)] if shown.reason else []
    if shown.kind is DigestKind.LEADERS:
        return [context(late[0])] if late else []
    team = shown.company.find_team(shown.digest.team_id) if shown.digest.team_id else None
    whose = f" of {team_name(team)}" if team and shown.kind is DigestKind.IT else ""
    today = shown.now.astimezone(shown.zone).date()
    since = on_day(shown.since.astimezone(shown.zone).date(), today)
    return [context(" ".join([f"{_NAMES[shown.kind]}{whose}, since {since}.", *late]))]


def _group(shown: Shown, group: Group, lines: Sequence[Line], called: set[str]) -> list[Block]:
    blocks: list[Block] = []
    if lines and group in _HEADINGS:
        blocks.append(context(f"*{_HEADINGS[group]}*"))
    for line in lines:
        blocks += line_blocks(shown, line, may_mention=line.ref in called)
    return blocks


def _coming(shown: Shown) -> str:
    if shown.kind is DigestKind.WORDS or not shown.coming:
        return ""
    today = shown.now.astimezone(shown.zone).date()
    told = [_on_road_map(one, today) for one in shown.coming[:_MOST_COMING]]
    more = len(shown.coming) - len(told)
    return f"Coming: {' · '.join(told)}{f' · and {more} more' if more > 0 else ''}"


def _on_road_map(one: Entry, today: date) -> str:
    name = escape(cut(one_line(one.name), _LONGEST_NAME))
    if one.first_day == one.last_day:
        return f"{name}, {on_day(one.first_day, today)}"
    return f"{name}, {on_day(one.first_day, today)} to {on_day(one.last_day, today)}"


def _spoken(shown: Shown, lines: Sequence[Line]) -> str:
    """For notifications and screen readers: what the blocks say, as much as there is room for."""
    told = [first_line(shown)]
    for line in lines:
        text = line_blocks(shown, line, may_mention=False)[0]["text"]["text"]
        if length("\n".join([*told, text])) > _MOST_IN_TEXT:
            break
        told.append(text)
    return "\n".join(told)
