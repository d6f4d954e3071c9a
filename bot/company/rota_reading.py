"""The optional `rota` and `user_group` of a team: who takes turns, and when the turn passes on."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, time, timedelta
from typing import Final

from bot.company.blocks import Block, Word
from bot.company.checking import References
from bot.company.hours import read_days, read_hours, read_time
from bot.company.model import WEEKDAYS
from bot.company.places import known_zone
from bot.company.rota import HandOver, Layer, Rhythm, Rota
from bot.company.times import Span

# Nothing can be written here that the form in Slack could not show and save again.
LONGEST_ID: Final = 31
LONGEST_NAME: Final = 60
MOST_LAYERS: Final = 4  # as many as fit a form
MOST_PEOPLE: Final = 50
MOST_BETWEEN: Final = 52  # days or weeks from one hand-over to the next
_ID = re.compile(rf"[a-z0-9][a-z0-9_-]{{0,{LONGEST_ID - 1}}}")
# Far enough to both sides that a slip of the finger is found, and no reckoning leaves the calendar.
_FIRST_YEAR, _LAST_YEAR = 2000, 2100
_GROUP = re.compile(r"@?[a-z0-9._-]{1,80}")
_DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

Hours = tuple[tuple[Span, ...], ...]


def read_rota(team: Block, team_id: str, zone: str, refs: References) -> Rota | None:
    """`zone`: that of the team's calendar, for a rota that names no other. None: the team has no rota."""
    section = _given_part(
        team,
        "rota",
        f"the rota of {team.what}",
        "It names who takes turns; without it the owner is always on call.",
    )
    if section is None:
        return None
    own_zone = known_zone(section, section.optional("zone"))
    entries = section.blocks("layers", f"a layer of {section.what}")
    if not entries:
        section.problems.add(
            section.line_of("layers"),
            f"{section.what} has no layers. Add one, or take `rota` out: then the owner is always on call.",
        )
    if len(entries) > MOST_LAYERS:
        section.problems.add(
            entries[MOST_LAYERS].line,
            f"{section.what} has {len(entries)} layers. {MOST_LAYERS} at most can be shown in Slack, so take "
            "some out.",
        )
    taken: set[str] = set()
    layers = [_layer(entry, team, team_id, refs, taken) for entry in entries]
    section.done()
    return Rota(own_zone or zone, tuple(layer for layer in layers if layer is not None))


def read_user_group(team: Block, refs: References) -> str | None:
    """With its "@", whether or not the file has it."""
    text = team.optional("user_group")
    if not text:
        return None
    if not _GROUP.fullmatch(text):
        team.problems.add(
            team.line_of("user_group"),
            f'"{text}" cannot be a user group of {team.what}. Write its handle as Slack shows it, with small '
            'letters, digits, "-", "_" and ".", such as `user_group: "@it-web-oncall"`.',
        )
        return None
    handle = "@" + text.removeprefix("@")
    refs.only_once("user group", handle, team, team.line_of("user_group"))
    return handle


def _given_part(block: Block, key: str, what: str, use: str) -> Block | None:
    """It may be left out, but not stand there empty."""
    return block.part(key, what, use) if block.has(key) else block.block(key, what)


def _layer(entry: Block, team: Block, team_id: str, refs: References, taken: set[str]) -> Layer | None:
    name = entry.text("name", "Office hours", LONGEST_NAME)
    if name:
        entry.what = f'the layer "{name}" of {team.what}'
    layer_id = _layer_id(entry, name, taken)
    people = _people(entry, team, team_id, refs)
    first_day = _first_day(entry)
    hand_over = _hand_over(entry, first_day)
    hours = _hours(entry)
    entry.done()
    if hand_over is None or first_day is None:
        return None
    _check_first_day(entry, first_day, hand_over)
    return Layer(layer_id, name, people, hand_over, first_day, hours)


def _layer_id(entry: Block, name: str, taken: set[str]) -> str:
    """From the name where the file gives none."""
    plain = unicodedata.normalize("NFKD", name.lower()).encode("ascii", "ignore").decode()
    derived = re.sub(r"[^a-z0-9]+", "-", plain)[:LONGEST_ID].strip("-")
    layer_id = entry.optional("id") or derived
    if not _ID.fullmatch(layer_id) and name:
        entry.problems.add(
            entry.line_of("id"),
            f'{entry.what} needs an id of small letters, digits, "-" and "_", {LONGEST_ID} at most. '
            "Add a line like `id: nights`.",
        )
    elif layer_id in taken:
        entry.problems.add(
            entry.line,
            f'{entry.what} has the id "{layer_id}", as a layer above it. Give one of the two another name, '
            "or a line `id` of its own.",
        )
    taken.add(layer_id)
    return layer_id


def _people(entry: Block, team: Block, team_id: str, refs: References) -> tuple[str, ...]:
    people = refs.people(entry, "people")
    if not entry.words("people"):
        entry.problems.add(
            entry.line_of("people"),
            f"{entry.what} has no people. Add a line like `people: [jonas@northwind.example]`.",
        )
    if len(people) > MOST_PEOPLE:
        entry.problems.add(
            entry.line_of("people"),
            f"{entry.what} has {len(people)} people. {MOST_PEOPLE} at most can be shown in Slack, so take "
            "some out.",
        )
    for word in entry.words("people"):
        refs.note_called(entry, Word(word.text.lower(), word.line), team_id, team.what)
    return people


def _hours(entry: Block) -> Hours | None:
    hours = _given_part(
        entry, "only", f"the hours of {entry.what}", "Without it the layer serves day and night."
    )
    return read_hours(hours, to_midnight=True) if hours else None


def _first_day(entry: Block) -> date | None:
    day = entry.day("from", "2026-11-02")
    if day is not None and not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        entry.problems.add(
            entry.line_of("from"),
            f"the first day of {entry.what} is {day}. Name one between {_FIRST_YEAR} and {_LAST_YEAR}.",
        )
        return None
    return day


def _hand_over(entry: Block, first_day: date | None) -> HandOver | None:
    at = _at(entry)
    found = _rhythm(entry, first_day)
    every = _every(entry)
    if found is None or at is None:
        return None
    rhythm, days = found
    if rhythm == "days" and every != 1:
        entry.problems.add(
            entry.line_of("every"),
            f"{entry.what} hands over on several days of each week, so `every` cannot be {every}. "
            "Take it out.",
        )
    return HandOver(rhythm, at, days, every)


def _at(entry: Block) -> time | None:
    text = entry.text("at", '"09:00"')
    at = read_time(text)
    if text and at is None:
        entry.problems.add(
            entry.line_of("at"),
            f'{entry.what} hands over at "{text}", but it should be a time of day, such as `at: "09:00"`.',
        )
    return at


def _every(entry: Block) -> int:
    text = entry.optional("every")
    if not text or (re.fullmatch(r"[0-9]{1,2}", text) and 1 <= int(text) <= MOST_BETWEEN):
        return int(text or 1)
    entry.problems.add(
        entry.line_of("every"),
        f'one turn of {entry.what} can last 1 to {MOST_BETWEEN} days or weeks, but `every` is "{text}".',
    )
    return 1


def _rhythm(entry: Block, first_day: date | None) -> tuple[Rhythm, tuple[int, ...]] | None:
    """`hand_over` says the rhythm, or the weekdays at once, as in `hand_over: [mon, thu]`."""
    said = [word.text.lower() for word in entry.words("hand_over")]
    if said in (["weekly"], ["days"]):
        return _on_weekdays(entry, said[0], first_day)
    on = entry.words("weekday")
    if not said:
        entry.text("hand_over", "weekly")  # notes that it is missing
        return None
    if said != ["daily"] and not set(said) <= set(WEEKDAYS):
        entry.problems.add(
            entry.line_of("hand_over"),
            f'{entry.what} hands over "{", ".join(said)}", but it should be daily, weekly or the days of the '
            "week, as in `hand_over: [mon, thu]`.",
        )
        return None
    if on:
        entry.problems.add(
            entry.line_of("weekday"),
            f"{entry.what} says already in `hand_over` when it hands over. Take `weekday` out, or write "
            "`hand_over: weekly`.",
        )
    return ("daily", ()) if said == ["daily"] else _named({WEEKDAYS.index(day) for day in said})


def _on_weekdays(entry: Block, said: str, first_day: date | None) -> tuple[Rhythm, tuple[int, ...]] | None:
    """A week without a weekday begins on that of its first day."""
    on = entry.words("weekday")
    days = {day for word in on for day in read_days(word, entry)}
    if not on and said == "days":
        entry.problems.add(
            entry.line_of("hand_over"),
            f"{entry.what} does not say on which days it hands over. Add a line like `weekday: [mon, thu]`.",
        )
    elif not on and first_day is not None:
        days = {first_day.weekday()}
    if said == "days" and days:
        return "days", tuple(sorted(days))
    return _named(days) if days else None


def _named(days: set[int]) -> tuple[Rhythm, tuple[int, ...]]:
    return ("weekly" if len(days) == 1 else "days"), tuple(sorted(days))


def _check_first_day(entry: Block, first_day: date, hand_over: HandOver) -> None:
    """A turn that began on another day would be shorter than all others."""
    if not hand_over.days or first_day.weekday() in hand_over.days:
        return
    fitting = next(
        day for ahead in range(1, 8) if (day := first_day + timedelta(days=ahead)).weekday() in hand_over.days
    )
    begin = " and ".join(_DAY_NAMES[day] for day in hand_over.days)
    entry.problems.add(
        entry.line_of("from"),
        f"the first day of {entry.what}, {first_day}, is a {_DAY_NAMES[first_day.weekday()]}, but its turns "
        f"begin on {begin}. Write `from: {fitting}`.",
    )
