"""What stands in an exported file: its tables, column by column. docs/numbers.md shows the same to people.

Moments are UTC ("2026-03-10T12:00:00Z"), days ISO ("2026-03-10"), yes and no 1 and 0. What names somebody, or
holds words that people wrote, is empty unless names were asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Column:
    name: str
    kind: type[str] | type[int] | type[float]
    meaning: str
    named: bool = False  # only with names
    leads_to: str | None = None  # the table whose key it holds


@dataclass(frozen=True)
class Sheet:
    name: str
    meaning: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]


def _text(name: str, meaning: str, leads_to: str | None = None) -> Column:
    return Column(name, str, meaning, leads_to=leads_to)


def _named(name: str, meaning: str, leads_to: str | None = None) -> Column:
    return Column(name, str, meaning, named=True, leads_to=leads_to)


def _count(name: str, meaning: str) -> Column:
    return Column(name, int, meaning)


_ABOUT = Sheet(
    "about",
    "What this file is.",
    ("what",),
    (_text("what", "made_by, made_at, company, zone, with_names"), _text("value", "in words")),
)

_REQUESTS = Sheet(
    "requests",
    "Every request that is still kept: those that are open, and those that ended within the last year.",
    ("id",),
    (
        _text("id", "the request"),
        _text("asked_at", "when it was filed"),
        _text("week", "the Monday of the week in which it was filed, by the company's clock"),
        _text("state", "new, moved, acknowledged, waiting, resolved, closed or cancelled"),
        _count("is_open", "somebody still has to do or say something"),
        _text("via", "how it was filed: command, form, mention, direct_message, shortcut, reaction"),
        _text("area_id", "what it is about; empty: not decided", "areas"),
        _text("team_id", "who has it; empty: the bridge", "teams"),
        _text("asking_team_id", "the team of whoever asked; empty: in no team", "teams"),
        _text("urgency", "as it was read, or chosen"),
        _text("due_on", "the day that the asker named"),
        _text("band", "how sure the reading was: sure, ask, bridge"),
        _count("moves", "how often a team gave it to another one or to the bridge"),
        _text("launch_id", "the launch it is for", "launches"),
        _text("sibling_of", "the first of several requests filed with the same words", "requests"),
        _text("reply_by", "by when the asker was last told to hear from a person"),
        _text("taken_at", "when the person who has it took it"),
        _text("resolved_at", "when its team said that it is done"),
        _text("resolved_week", "the Monday of that week, by the company's clock"),
        _text("ended_at", "when it was closed or taken back"),
        _named("asked_by", "who asked", "people"),
        _named("owner_id", "who was expected to take it", "people"),
        _named("taken_by", "who has it", "people"),
        _named("text", "the asker's words, without what had to be left out"),
        _named("customers", "what it does for customers, in the asker's words"),
    ),
)

_HISTORY = Sheet(
    "history",
    "What happened to each request, one row for each step.",
    ("id",),
    (
        _text("id", "the step; sorts by time"),
        _text("request_id", "the request", "requests"),
        _text("at", "when"),
        _text("change", "filed, chosen, acknowledged, moved, asked, resolved, …"),
        _text("from_team_id", "of a move: who had it; empty: the bridge", "teams"),
        _text("team_id", "of filing and of a move: who got it; empty: the bridge", "teams"),
        _named("actor_id", "who did it; empty: the bot", "people"),
        _named("detail", "everything else that was noted, as JSON"),
    ),
)

_FIRST_ANSWERS = Sheet(
    "first_answers",
    "When a person first took a request, asked back or said that it is done. One row for each answered one.",
    ("request_id",),
    (
        _text("request_id", "the request", "requests"),
        _text("arrived_at", "when it came to the team that answered"),
        _text("answered_at", "when the answer came"),
        _text("week", "the Monday of that week, by the company's clock"),
        _text("how", "acknowledged, asked or resolved"),
        _text("team_id", "who had it then; empty: the bridge", "teams"),
        _text("area_id", "what it was about then; empty: not known", "areas"),
        Column("working_hours", float, "from the asking to the answer, in working hours of that team"),
        _text("promised_by", "what the asker was told when it came to that team"),
        _count("in_time", "it was answered by then"),
        _named("answered_by", "who answered", "people"),
    ),
)

_WORDS = Sheet(
    "words",
    "The glossary's entries.",
    ("slug",),
    (
        _text("slug", "the entry"),
        _text("term", "the word; empty: nothing was approved yet"),
        _text("home", "whose word it is: it, marketing or shared"),
        _text("status", "proposed, approved, retired or excluded"),
        _text("checked_on", "when somebody last said that it is right"),
        _text("review_due_on", "when it is to be looked at again"),
        _named("keeper_id", "who looks after it", "people"),
    ),
)

_WORD_USE = Sheet(
    "word_use",
    "How many different people did what with an entry, by month.",
    ("slug", "month", "kind"),
    (
        _text("slug", "the entry", "words"),
        _text("month", "as in 2026-03"),
        _text(
            "kind",
            "explained (to whom, last, within 90 days), or what readers said within a year: clear, unclear, "
            "wrong_meaning, not_jargon",
        ),
        _count("people", "how many; a person who comes again counts in the newest month"),
    ),
)

_UNKNOWN_WORDS = Sheet(
    "unknown_words",
    "Words that were looked up in vain.",
    ("number",),
    (
        _count("number", "counts the rows"),
        _text("side", "whose word it probably is"),
        _text("state", "counted, open, promised, defined, same or not_jargon"),
        _text("first_asked_at", "when it was first looked for"),
        _count("people", "how many different people looked for it within a year"),
        _text("slug", "the entry that it turned out to be", "words"),
        _named("text", "the word as it was written first"),
    ),
)

_SYNCS = Sheet(
    "syncs",
    "Meetings that come again.",
    ("id",),
    (
        _text("id", "the sync"),
        _text("zone", "by whose clock"),
        _text("rule", "how it comes again, as calendars write it (RFC 5545)"),
        _count("minutes", "how long it takes"),
        _text("created_at", "when it was made"),
        _text("ended_at", "when it was ended; empty: it goes on"),
        _named("name", "what it is called"),
        _named("created_by", "who made it", "people"),
    ),
)

_MEETINGS = Sheet(
    "meetings",
    "Each time that a sync was, or would have been, up to two months ahead.",
    ("sync_id", "original"),
    (
        _text("sync_id", "the sync", "syncs"),
        _text("original", "when the rule has it, by its clock; stays when it is moved"),
        _text("starts_at", "when it begins"),
        _count("minutes", "how long it takes"),
        _text("state", "planned, held, empty, holiday or cancelled"),
        _count("items", "what was put on its agenda by people"),
        _count("actions", "what somebody there said they would do"),
        _named("reason", "why it was moved or not held"),
        _named("facilitator_id", "who facilitates", "people"),
        _named("note_taker_id", "who takes notes", "people"),
    ),
)

_LAUNCHES = Sheet(
    "launches",
    "Launches, freezes, migrations and renewals that were announced.",
    ("id",),
    (
        _text("id", "the launch"),
        _text("kind", "launch, freeze, migration, renewal or other"),
        _text("first_day", "its day, or the first of them"),
        _text("last_day", "the last of them"),
        _text("state", "where it stands"),
        _text("team_id", "whose it is, where it is one team's", "teams"),
        _text("made_at", "when it was announced"),
        _named("name", "what it is called"),
        _named("customers", "what it does for customers"),
    ),
)

_TEAMS = Sheet(
    "teams",
    "The teams of the company file, and those of older rows that have left it.",
    ("id",),
    (
        _text("id", "the team"),
        _text("name", "empty: it has left the company file"),
        _text("side", "it or marketing"),
    ),
)

_AREAS = Sheet(
    "areas",
    "What requests can be about, from the company file, and what older rows still name.",
    ("id",),
    (
        _text("id", "the area"),
        _text("name", "empty: it has left the company file"),
        _text("team_id", "who looks after it", "teams"),
    ),
)

_PEOPLE = Sheet(
    "people",
    "Those whom the other tables name. Without names it has no rows.",
    ("user_id",),
    (
        _named("user_id", "the Slack account"),
        _named("name", "as the company file or Slack has it"),
        _named("team_id", "their team", "teams"),
    ),
)

# The last three hold what the others have pointed at, so they are filled at the end.
SHEETS: Final = (
    *(_ABOUT, _REQUESTS, _HISTORY, _FIRST_ANSWERS, _WORDS, _WORD_USE, _UNKNOWN_WORDS),
    *(_SYNCS, _MEETINGS, _LAUNCHES, _AREAS, _PEOPLE, _TEAMS),
)
