"""A request as the rest of the house sees it: a frozen look at its row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from typing import Any, Literal

from sqlalchemy import Column, Connection, select

from bot.company import Level
from bot.routing import Band
from db.engine import Unit
from db.errors import Missing
from db.kinds import OPEN, UNCLAIMED, Mode, RequestState, Via
from db.tables import posts, requests

LONGEST_TEXT = 8000  # of what people write we keep this much; the rest stays in their message
LONGEST_PURPOSE = 300  # of what something does for customers
LONGEST_QUESTION = 2000  # of what the owning side asks back

PlaceKind = Literal["public", "private", "direct", "nowhere"]


@dataclass(frozen=True)
class Place:
    """Where somebody is when they file. `nowhere`: a place the bot has no part in (Home tab, others' DM)."""

    kind: PlaceKind
    channel_id: str | None = None
    thread_ts: str | None = None  # the thread to join; None: the bot opens one


@dataclass(frozen=True)
class SharedFile:
    name: str
    url: str


@dataclass(frozen=True)
class Ask:
    """One wish, in plain words, ready to be filed."""

    text: str  # plain: no Slack tokens, not escaped
    asked_by: str
    via: Via
    source_key: str  # the same for every delivery of one gesture
    place: Place
    client_msg_id: str | None = None
    source_ts: str | None = None  # the message it was filed on
    files: tuple[SharedFile, ...] = ()
    area_id: str | None = None  # chosen by the asker
    filed_by: str | None = None  # who pressed the button, when it is not the asker
    anyway: bool = False  # they were told that it may not be for IT, or that it is asked already
    launch_id: str | None = None  # the launch it was asked for from
    due_on: date | None = None  # by when, where the words name no day: that launch's
    customers: str = ""  # what it does for customers


@dataclass(frozen=True)
class Request:
    id: str
    source_key: str
    client_msg_id: str | None
    via: Via
    mode: Mode
    asked_by: str
    text: str
    files: tuple[SharedFile, ...]
    area_id: str | None
    team_id: str | None
    owner_id: str | None
    reason: str
    guesses: tuple[str, ...]
    band: Band
    urgency: Level
    urgency_why: str
    due_on: date | None
    due_words: str | None
    due_options: tuple[date, ...]  # while the asker has to say which day they mean
    found: tuple[str, ...]  # kinds of things that were left out of the text
    questions: tuple[str, ...]  # intake ids that were asked back
    state: RequestState
    asked_at: datetime
    reply_by: datetime | None
    changed_at: datetime
    home_channel: str | None
    home_ts: str | None
    answers: Mapping[str, str] = field(default_factory=dict)  # intake id -> words; "": not known yet
    plan: str | None = None  # "simple" by the day, or "later"
    opinion: Mapping[str, Any] | None = None  # what the optional model said
    sibling_of: str | None = None  # the first of several requests filed with the same words
    acknowledged_by: str | None = None
    acknowledged_at: datetime | None = None
    spoken_at: datetime | None = None  # when the owning side last wrote something that reached the asker
    resolved_at: datetime | None = None
    close_at: datetime | None = None
    ended_at: datetime | None = None
    receipt_ts: str | None = None
    card_channel: str | None = None
    card_ts: str | None = None
    launch_id: str | None = None  # what it is asked for
    customers: str | None = None  # what it does for customers
    parent_id: str | None = None  # the request that it is about the same thing as

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def is_unclaimed(self) -> bool:
        return self.state in UNCLAIMED

    @property
    def home_lane(self) -> str:
        """Requests filed with the same words share the asker's thread, so their notices share a lane."""
        return home_lane(self.sibling_of or self.id)

    @property
    def team_lane(self) -> str:
        return team_lane(self.id)


def home_lane(request_id: str) -> str:
    """The notices for the asker's thread, one after the other."""
    return f"{request_id}:home"


def team_lane(request_id: str) -> str:
    """The notices for the owning team's channel, one after the other."""
    return f"{request_id}:team"


_NAMES = tuple(each.name for each in fields(Request))


def request_from(row: Mapping[Any, Any]) -> Request:
    values = {name: row[name] for name in _NAMES}
    values["via"] = Via(row["via"])
    values["mode"] = Mode(row["mode"])
    values["state"] = RequestState(row["state"])
    values["files"] = tuple(SharedFile(**file) for file in row["files"])
    values["due_options"] = tuple(date.fromisoformat(day) for day in row["due_options"])
    for name in ("guesses", "found", "questions"):
        values[name] = tuple(row[name])
    return Request(**values)


def find_request(source: Unit | Connection, request_id: str) -> Request | None:
    row = source.execute(select(requests).where(requests.c.id == request_id)).mappings().first()
    return request_from(row) if row else None


def get_request(source: Unit | Connection, request_id: str) -> Request:
    found = find_request(source, request_id)
    if found is None:
        raise Missing("I can't find that request any more. It may have been deleted after its year was up.")
    return found


def hold_request(unit: Unit, request_id: str) -> Request:
    """For whoever changes it: nobody else does so until this unit ends, so what is read here stays true.

    Rows that only point to it (its posts, its history) may still be written: nobody waits for the relay.
    """
    held = select(requests).where(requests.c.id == request_id)
    row = unit.execute(held.with_for_update(key_share=True)).mappings().first()  # SQLite holds all anyway
    return request_from(row) if row else get_request(unit, request_id)


def storable(text: str) -> str:
    """Without what a database refuses: NUL, and halves of characters that Slack cut apart."""
    return text.replace("\0", "").encode("utf-8", "replace").decode()


def find_by_source(
    source: Unit | Connection, source_key: str, client_msg_id: str | None = None
) -> Request | None:
    same = requests.c.source_key == source_key
    if client_msg_id:
        same = same | (requests.c.client_msg_id == client_msg_id)
    row = source.execute(select(requests).where(same)).mappings().first()
    return request_from(row) if row else None


def find_by_post(source: Unit | Connection, channel_id: str, ts: str) -> Request | None:
    """The request that a message belongs to: its receipt, its card, a line, a copy, a spoken reply."""
    statement = select(requests).join(posts, posts.c.request_id == requests.c.id)
    row = (
        source.execute(statement.where(posts.c.channel_id == channel_id, posts.c.ts == ts)).mappings().first()
    )
    return request_from(row) if row else None


def find_together(source: Unit | Connection, request: Request) -> tuple[Request, ...]:
    """All that was filed with the same words, itself included, in the order of the words."""
    first = request.sibling_of or request.id
    same = (requests.c.id == first) | (requests.c.sibling_of == first)
    rows = source.execute(select(requests).where(same).order_by(requests.c.id)).mappings()
    return tuple(request_from(row) for row in rows)


def find_by_thread(
    source: Unit | Connection, channel_id: str, thread_ts: str
) -> tuple[Request, Literal["home", "team"]] | None:
    """The newest request whose thread this is, and on which side of it we are."""
    sides: tuple[tuple[Literal["home", "team"], Column[Any], Column[Any]], ...] = (
        ("home", requests.c.home_channel, requests.c.home_ts),
        ("team", requests.c.card_channel, requests.c.card_ts),
    )
    for side, channel, ts in sides:
        statement = (
            select(requests).where(channel == channel_id, ts == thread_ts).order_by(requests.c.id.desc())
        )
        row = source.execute(statement.limit(1)).mappings().first()
        if row:
            return request_from(row), side
    return None
