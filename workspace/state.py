"""Everything a workspace knows: plain values in memory. It decides nothing and tells nobody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from workspace.seed import Seed

Message = dict[str, Any]  # in the form in which Slack gives it, without what can be counted


@dataclass
class User:
    id: str
    name: str
    real_name: str
    display_name: str
    title: str
    tz: str
    email: str
    is_bot: bool
    deleted: bool
    is_restricted: bool
    team_id: str
    updated: int = 0

    @property
    def shown(self) -> str:
        return self.display_name or self.real_name


@dataclass
class Channel:
    id: str
    name: str
    kind: str  # "channel", "private" or "im"
    members: list[str]
    topic: str = ""
    archived: bool = False
    ext_shared: bool = False
    creator: str = ""
    created: int = 0

    @property
    def event_kind(self) -> str:
        return {"channel": "channel", "private": "group", "im": "im"}[self.kind]


@dataclass
class File:
    id: str
    name: str
    title: str
    mimetype: str
    size: int
    user: str
    created: int
    channels: list[str] = field(default_factory=list)
    shared: bool = False


@dataclass
class View:
    id: str
    user: str
    content: dict[str, Any]  # what the app sent, with its ids filled in
    hash: str
    root: str
    previous: str | None = None
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def type(self) -> str:
        return str(self.content["type"])


@dataclass
class Group:
    id: str
    name: str
    handle: str
    description: str
    users: list[str]
    created: int
    date_delete: int = 0


@dataclass
class Scheduled:
    id: str
    channel: str
    post_at: int
    created: int
    message: dict[str, Any]


@dataclass
class ReplyAddress:
    """A response_url: where it leads and how often it was used."""

    id: str
    user: str
    channel: str
    created: float
    message_ts: str = ""
    ephemeral: bool = False
    uses: int = 0


@dataclass
class Counters:
    last_ts: int = 0  # microseconds
    last_id: int = 0


@dataclass
class State:
    team: dict[str, str]
    app: dict[str, str]
    users: dict[str, User] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)
    messages: dict[str, dict[str, Message]] = field(default_factory=dict)
    threads: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    files: dict[str, File] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)
    views: dict[str, View] = field(default_factory=dict)
    homes: dict[str, str] = field(default_factory=dict)
    stacks: dict[str, list[str]] = field(default_factory=dict)
    scheduled: dict[str, Scheduled] = field(default_factory=dict)
    addresses: dict[str, ReplyAddress] = field(default_factory=dict)
    read: dict[str, dict[str, str]] = field(default_factory=dict)
    counters: Counters = field(default_factory=Counters)
    # These two live outside the saved file: bytes have files of their own, ephemeral messages are gone.
    contents: dict[str, bytes] = field(default_factory=dict)
    ephemerals: list[Message] = field(default_factory=list)

    @property
    def bot(self) -> str:
        return self.app["user_id"]

    def next_id(self, prefix: str) -> str:
        self.counters.last_id += 1
        return f"{prefix}{_base36(self.counters.last_id).rjust(9, '0')}"

    def next_ts(self, now: float) -> str:
        """Unique and rising, whatever the clock does."""
        self.counters.last_ts = max(int(now * 1_000_000), self.counters.last_ts + 1)
        seconds, rest = divmod(self.counters.last_ts, 1_000_000)
        return f"{seconds}.{rest:06d}"

    def channel_named(self, name: str) -> Channel | None:
        wanted = name.removeprefix("#")
        return next((one for one in self.channels.values() if one.kind != "im" and one.name == wanted), None)

    def direct(self, one: str, other: str) -> Channel | None:
        pair = {one, other}
        return next((c for c in self.channels.values() if c.kind == "im" and set(c.members) == pair), None)

    def in_channel(self, channel: str) -> Iterator[Message]:
        yield from self.messages.get(channel, {}).values()

    def message(self, channel: str, ts: str) -> Message | None:
        return self.messages.get(channel, {}).get(ts)

    def keep(self, message: Message) -> None:
        channel, ts = message["channel"], message["ts"]
        self.messages.setdefault(channel, {})[ts] = message
        root = message.get("thread_ts")
        if root and root != ts:
            self.threads.setdefault(channel, {}).setdefault(root, []).append(ts)

    def drop(self, message: Message) -> None:
        channel, ts = message["channel"], message["ts"]
        del self.messages[channel][ts]
        root = message.get("thread_ts")
        if root and root != ts:
            replies = self.threads[channel][root]
            replies.remove(ts)
            if not replies:
                del self.threads[channel][root]

    def replies(self, channel: str, root: str) -> list[Message]:
        return [self.messages[channel][ts] for ts in self.threads.get(channel, {}).get(root, [])]

    def ephemeral(self, user: str, channel: str, ts: str) -> Message | None:
        wanted = (user, channel, ts)
        return next((m for m in self.ephemerals if (m["to"], m["channel"], m["ts"]) == wanted), None)


def from_seed(seed: Seed, now: float) -> State:
    team, app = asdict(seed.team), asdict(seed.app)
    state = State(team=team, app=app)
    for person in seed.users:
        values = asdict(person)
        values["team_id"] = values["team_id"] or seed.team.id
        state.users[person.id] = User(**values)
    state.users.setdefault(seed.app.user_id, _bot_user(seed))
    for place in seed.channels:
        creator = place.members[0] if place.members else ""
        state.channels[place.id] = Channel(
            id=place.id,
            name=place.name,
            kind="private" if place.private else "channel",
            members=list(place.members),
            topic=place.topic,
            archived=place.archived,
            ext_shared=place.ext_shared,
            creator=creator,
            created=int(now),
        )
    for one in seed.groups:
        state.groups[one.id] = Group(one.id, one.name, one.handle, "", list(one.users), int(now))
    return state


def _bot_user(seed: Seed) -> User:
    return User(
        id=seed.app.user_id,
        name=seed.app.user_name,
        real_name=seed.app.name,
        display_name=seed.app.name,
        title="",
        tz="UTC",
        email="",
        is_bot=True,
        deleted=False,
        is_restricted=False,
        team_id=seed.team.id,
    )


_RECORDS: dict[str, type[Any]] = {
    "users": User,
    "channels": Channel,
    "files": File,
    "groups": Group,
    "views": View,
    "scheduled": Scheduled,
    "addresses": ReplyAddress,
}
_NOT_SAVED = {"contents", "ephemerals"}


def to_json(state: State) -> dict[str, Any]:
    saved: dict[str, Any] = {}
    for one in fields(state):
        if one.name in _NOT_SAVED:
            continue
        value = getattr(state, one.name)
        if one.name in _RECORDS:
            value = {key: asdict(record) for key, record in value.items()}
        saved[one.name] = asdict(value) if isinstance(value, Counters) else value
    return saved


def from_json(saved: dict[str, Any]) -> State:
    values: dict[str, Any] = dict(saved)
    for name, record in _RECORDS.items():
        values[name] = {key: record(**one) for key, one in saved[name].items()}
    values["counters"] = Counters(**saved["counters"])
    return State(**values)


def _base36(number: int) -> str:
    digits = ""
    while number:
        number, rest = divmod(number, 36)
        digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"[rest] + digits
    return digits or "0"
