"""A digest, its runs and its lines as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal

from bot.syncs.model import Series
from db.kinds import DeliveryState, DigestKind

# What a line is there for. Of IT: needs, overdue, ageing. Of marketing: waits, late, news. Of both: done.
# Of leaders: finished, stuck. Of the words: asked, unclear, approved, review. Only counted: fine, put_off.
Group = Literal[
    "needs", "overdue", "ageing", "waits", "late", "news", "done", "finished", "stuck",
    "asked", "unclear", "approved", "review", "fine", "put_off", "answered", "in_time",
]  # fmt: skip
Rhythm = Literal["daily", "weekly", "monthly"]

FOREVER = date.max  # paused until somebody says otherwise
_A_WEEK = 2  # on more days of the week than this it counts as daily


@dataclass(frozen=True)
class Digest:
    """For one channel or for one person."""

    id: str
    kind: DigestKind
    zone: str
    rule: str  # RFC 5545
    starts: datetime  # naive, by the wall in `zone`: the rule counts from here
    made_by: str
    made_at: datetime
    seen_until: datetime  # the end of the last window
    channel_id: str | None = None
    user_id: str | None = None
    team_id: str | None = None  # whose requests; None: everybody's
    calendar: str | None = None  # nothing is posted on its days off
    paused_until: date | None = None
    ended_at: datetime | None = None

    @property
    def place(self) -> str:
        """The channel's or the person's id: where it goes, and whose "Tomorrow" counts."""
        return self.channel_id or self.user_id or ""

    @property
    def series(self) -> Series:
        return Series(self.starts, self.zone, self.rule)

    @property
    def rhythm(self) -> Rhythm:
        parts = dict(part.split("=", 1) for part in self.rule.split(";"))
        if parts["FREQ"] == "MONTHLY":
            return "monthly"
        days = len(parts.get("BYDAY", "").split(","))
        return "weekly" if parts["FREQ"] == "WEEKLY" and days <= _A_WEEK else "daily"


@dataclass(frozen=True)
class Window:
    """What happened in it is news: from the first moment up to, and not including, the last."""

    start: datetime
    end: datetime
    seen: frozenset[str] = frozenset()  # ids of history that the last digest has told already


@dataclass(frozen=True)
class Item:
    """Something that may get a line. `ref`: a request's, entry's or unknown word's id."""

    group: Group
    ref: str
    since: datetime  # the oldest come first
    is_new: bool  # something about it changed in the window
    may_be_shown: bool = True  # else it is only counted: not everybody there may read it


@dataclass(frozen=True)
class Line:
    group: Group
    ref: str


@dataclass(frozen=True)
class Content:
    counts: Mapping[Group, int]
    lines: tuple[Line, ...]
    is_empty: bool = False  # nothing that anybody has to do or would like to hear
    history_ids: tuple[str, ...] = ()  # the newest that it has seen


@dataclass(frozen=True)
class Run:
    """One digest that was made. `period` is the local day, or "now" and a moment."""

    digest_id: str
    period: str
    window: Window
    state: DeliveryState
    made_at: datetime
    reason: str = ""  # why it is late
    lines: tuple[Line, ...] = ()
    counts: Mapping[Group, int] = field(default_factory=dict)
    channel_id: str | None = None  # where it stands in Slack
    ts: str | None = None
    drawn_at: datetime | None = None


def digest_from(row: Mapping[Any, Any]) -> Digest:
    names = Digest.__dataclass_fields__
    values = {name: row[name] for name in names}
    return Digest(
        **{**values, "kind": DigestKind(row["kind"]), "starts": datetime.fromisoformat(row["starts"])}
    )


def run_from(row: Mapping[Any, Any]) -> Run:
    return Run(
        digest_id=row["digest_id"],
        period=row["period"],
        window=Window(row["window_from"], row["window_to"]),
        state=DeliveryState(row["state"]),
        made_at=row["made_at"],
        reason=row["reason"],
        lines=tuple(Line(group, ref) for group, ref in row["lines"]),
        counts=row["counts"],
        channel_id=row["channel_id"],
        ts=row["ts"],
        drawn_at=row["drawn_at"],
    )
