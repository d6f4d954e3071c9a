"""The rows of each table of an exported file, read in one look at the database."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, func, select

from bot.company import Company
from bot.numbers.answers import first_answers
from bot.numbers.weeks import monday_of
from bot.people import People
from db.glossary_tables import concepts, explained, unknown_words, word_asks, word_feedback
from db.kinds import OPEN, Change
from db.meeting_tables import action_items, agenda_items, launches, occurrences, syncs
from db.tables import history, people, requests
from glossary.concepts import all_concepts

Row = dict[str, Any]
_READ_AT_ONCE = 1000


@dataclass
class Look:
    """One consistent look. What the rows point at is noted, so that it can be told last."""

    connection: Connection
    company: Company
    now: datetime
    with_names: bool
    teams: set[str] = field(default_factory=set)
    areas: set[str] = field(default_factory=set)
    people: set[str] = field(default_factory=set)

    def team(self, team_id: str | None) -> str | None:
        if team_id:
            self.teams.add(team_id)
        return team_id or None

    def area(self, area_id: str | None) -> str | None:
        if area_id:
            self.areas.add(area_id)
        return area_id or None

    def person(self, user_id: str | None) -> str | None:
        """None without names, whoever it was."""
        if not user_id or not self.with_names:
            return None
        self.people.add(user_id)
        return user_id

    def week(self, at: datetime | None) -> str | None:
        return monday_of(self.company, at).isoformat() if at else None

    def all(self, statement: Any) -> Iterator[Mapping[Any, Any]]:
        lazily = {"yield_per": _READ_AT_ONCE}
        return iter(self.connection.execute(statement, execution_options=lazily).mappings())

    def ids(self, column: Any) -> set[str]:
        return set(self.connection.execute(select(column)).scalars())


def moment(at: datetime | None) -> str | None:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if at else None


def day(on: date | None) -> str | None:
    return on.isoformat() if on else None


def _about(look: Look) -> Iterator[Row]:
    yield {"what": "made_by", "value": "Liaison"}
    yield {"what": "made_at", "value": moment(look.now)}
    yield {"what": "company", "value": look.company.name}
    yield {"what": "zone", "value": look.company.zone}
    yield {"what": "with_names", "value": "yes" if look.with_names else "no"}


def _requests(look: Look) -> Iterator[Row]:
    known, announced, moves = look.ids(requests.c.id), look.ids(launches.c.id), _moves(look)
    asking = _teams_of_people(look)
    for row in look.all(select(requests).order_by(requests.c.asked_at, requests.c.id)):
        yield {
            **{name: row[name] for name in ("id", "state", "via", "urgency", "band", "text", "customers")},
            "asked_at": moment(row["asked_at"]),
            "week": look.week(row["asked_at"]),
            "is_open": int(row["state"] in OPEN),
            "area_id": look.area(row["area_id"]),
            "team_id": look.team(row["team_id"]),
            "asking_team_id": look.team(asking.get(row["asked_by"])),
            "due_on": day(row["due_on"]),
            "moves": moves[row["id"]],
            "launch_id": row["launch_id"] if row["launch_id"] in announced else None,
            "sibling_of": row["sibling_of"] if row["sibling_of"] in known else None,
            "reply_by": moment(row["reply_by"]),
            "taken_at": moment(row["acknowledged_at"]),
            "resolved_at": moment(row["resolved_at"]),
            "resolved_week": look.week(row["resolved_at"]),
            "ended_at": moment(row["ended_at"]),
            "asked_by": look.person(row["asked_by"]),
            "owner_id": look.person(row["owner_id"]),
            "taken_by": look.person(row["acknowledged_by"]),
        }


def _moves(look: Look) -> Counter[str]:
    """How often a team gave it away; what the bridge or the asker sent to its first team is no move."""
    moved = select(history.c.request_id, history.c.detail).where(history.c.change == Change.MOVED)
    return Counter(row["request_id"] for row in look.all(moved) if row["detail"].get("from_team"))


def _history(look: Look) -> Iterator[Row]:
    for row in look.all(select(history).order_by(history.c.at, history.c.id)):
        rest = dict(row["detail"])
        places = row["change"] in (Change.FILED, Change.MOVED)
        yield {
            **{name: row[name] for name in ("id", "request_id", "change")},
            "at": moment(row["at"]),
            "from_team_id": look.team(rest.pop("from_team", None)) if places else None,
            "team_id": look.team(rest.pop("team_id", None)) if places else None,
            "actor_id": look.person(row["actor_id"]),
            "detail": json.dumps(rest, ensure_ascii=False, sort_keys=True) if rest else None,
        }


def _first_answers(look: Look) -> Iterator[Row]:
    for one in first_answers(look.connection, look.company):
        yield {
            "request_id": one.request_id,
            "arrived_at": moment(one.arrived_at),
            "answered_at": moment(one.answered_at),
            "week": look.week(one.answered_at),
            "how": one.how.value,
            "team_id": look.team(one.team_id),
            "area_id": look.area(one.area_id),
            "working_hours": round(one.hours, 2),
            "promised_by": moment(one.promised_by),
            "in_time": int(one.in_time),
            "answered_by": look.person(one.answered_by),
        }


def _words(look: Look) -> Iterator[Row]:
    for one in all_concepts(look.connection):
        yield {
            "slug": one.slug,
            "term": one.entry.preferred.text if one.entry else None,
            "home": one.home,
            "status": one.status.value,
            "checked_on": day(one.checked_on),
            "review_due_on": day(one.review_due_on),
            "keeper_id": look.person(one.keeper_id),
        }


def _word_use(look: Look) -> Iterator[Row]:
    known = look.ids(concepts.c.slug)
    counted: Counter[tuple[str, str, str]] = Counter()
    for row in look.all(select(explained.c.slug, explained.c.at)):
        counted[row["slug"], f"{row['at']:%Y-%m}", "explained"] += 1
    for row in look.all(select(word_feedback.c.slug, word_feedback.c.at, word_feedback.c.kind)):
        counted[row["slug"], f"{row['at']:%Y-%m}", row["kind"]] += 1
    for (slug, month, kind), number in sorted(counted.items()):
        if slug in known:
            yield {"slug": slug, "month": month, "kind": kind, "people": number}


def _unknown_words(look: Look) -> Iterator[Row]:
    known = look.ids(concepts.c.slug)
    asked = select(word_asks.c.norm, func.count().label("people")).group_by(word_asks.c.norm)
    people_of = {row["norm"]: row["people"] for row in look.all(asked)}
    oldest_first = select(unknown_words).order_by(unknown_words.c.first_asked_at, unknown_words.c.norm)
    for number, row in enumerate(look.all(oldest_first), 1):
        yield {
            **{name: row[name] for name in ("side", "state", "text")},
            "number": number,
            "first_asked_at": moment(row["first_asked_at"]),
            "people": people_of.get(row["norm"], 0),
            "slug": row["slug"] if row["slug"] in known else None,
        }


def _syncs(look: Look) -> Iterator[Row]:
    for row in look.all(select(syncs).order_by(syncs.c.created_at, syncs.c.id)):
        yield {
            **{name: row[name] for name in ("id", "zone", "rule", "minutes", "name")},
            "created_at": moment(row["created_at"]),
            "ended_at": moment(row["ended_at"]),
            "created_by": look.person(row["created_by"]),
        }


def _meetings(look: Look) -> Iterator[Row]:
    items, actions = _of_meetings(look, agenda_items), _of_meetings(look, action_items)
    for row in look.all(select(occurrences).order_by(occurrences.c.starts_at, occurrences.c.sync_id)):
        key = (row["sync_id"], row["original"])
        yield {
            **{name: row[name] for name in ("sync_id", "original", "minutes", "state")},
            "starts_at": moment(row["starts_at"]),
            "items": items[key],
            "actions": actions[key],
            "reason": row["reason"] or None,
            "facilitator_id": look.person(row["facilitator_id"]),
            "note_taker_id": look.person(row["note_taker_id"]),
        }


def _of_meetings(look: Look, table: Any) -> Counter[tuple[str, str]]:
    return Counter((row["sync_id"], row["original"]) for row in look.all(select(table)))


def _launches(look: Look) -> Iterator[Row]:
    for row in look.all(select(launches).order_by(launches.c.first_day, launches.c.id)):
        yield {
            **{name: row[name] for name in ("id", "kind", "state", "name", "customers")},
            "first_day": day(row["first_day"]),
            "last_day": day(row["last_day"]),
            "team_id": look.team(row["team_id"]),
            "made_at": moment(row["made_at"]),
        }


def _areas(look: Look) -> Iterator[Row]:
    for area in look.company.areas:
        yield {"id": area.id, "name": area.name, "team_id": look.team(area.owner_team)}
    for area_id in sorted(look.areas - {area.id for area in look.company.areas}):
        yield {"id": area_id}


def _people(look: Look) -> Iterator[Row]:
    everybody = _everybody(look)
    for user_id in sorted(look.people):
        person = everybody.get(user_id)
        team_id = person.team_ids[0] if person.team_ids else None
        yield {
            "user_id": user_id,
            "name": person.name if person.known else None,
            "team_id": look.team(team_id),
        }


def _teams(look: Look) -> Iterator[Row]:
    for team in look.company.teams:
        yield {"id": team.id, "name": team.name, "side": team.side}
    for team_id in sorted(look.teams - {team.id for team in look.company.teams}):
        yield {"id": team_id}


def _teams_of_people(look: Look) -> dict[str, str]:
    """Account -> team, of those who are in one today."""
    everybody = _everybody(look)
    accounts = (everybody.get(user_id) for user_id in look.ids(people.c.user_id))
    return {one.user_id: one.team_ids[0] for one in accounts if one.team_ids}


def _everybody(look: Look) -> People:
    """Most accounts are of our own workspace; only Slack could say for sure which one that is."""
    rows = list(look.all(select(people)))
    home = Counter(row["workspace_id"] for row in rows).most_common(1)
    return People(look.company, home[0][0] if home else "", rows)


# In the order in which they must be read: the last ones tell of what the others have pointed at.
READ: Mapping[str, Callable[[Look], Iterator[Row]]] = {
    "about": _about,
    "requests": _requests,
    "history": _history,
    "first_answers": _first_answers,
    "words": _words,
    "word_use": _word_use,
    "unknown_words": _unknown_words,
    "syncs": _syncs,
    "meetings": _meetings,
    "launches": _launches,
    "areas": _areas,
    "people": _people,
    "teams": _teams,
}
