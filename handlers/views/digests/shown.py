"""All that one digest shows, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.company import Company
from bot.digests.acting import OnSync
from bot.digests.model import Content, Digest, Group, Line
from bot.digests.runs import PutOff
from bot.launches.road_map import Entry
from bot.numbers.weeks import Week
from bot.people import People
from bot.requests.model import Request
from db.kinds import DigestKind
from glossary.model import Entry as WordEntry

# They ask for something to be done; whatever is done leaves them.
ASKING: tuple[Group, ...] = ("needs", "overdue", "ageing", "waits", "late")


@dataclass(frozen=True)
class Unexplained:
    """A word that nobody has explained yet."""

    norm: str
    text: str
    asked: int


@dataclass(frozen=True)
class Shown:
    digest: Digest
    period: str
    since: datetime
    content: Content
    now: datetime
    company: Company
    people: People
    reason: str = ""  # why it is late
    requests: Mapping[str, Request] = field(default_factory=dict)
    groups: Mapping[str, Group | None] = field(default_factory=dict)  # where each stands by now
    put_off: Mapping[str, PutOff] = field(default_factory=dict)
    on_syncs: Mapping[str, OnSync] = field(default_factory=dict)
    carried: Mapping[str, int] = field(default_factory=dict)  # over how many meetings, undecided
    links: Mapping[str, str] = field(default_factory=dict)
    entries: Mapping[str, WordEntry] = field(default_factory=dict)
    unexplained: Mapping[str, Unexplained] = field(default_factory=dict)
    coming: tuple[Entry, ...] = ()
    weeks: tuple[Week, ...] = ()  # for the chart; none: without one

    @property
    def zone(self) -> ZoneInfo:
        return self.digest.series.zone_info

    @property
    def kind(self) -> DigestKind:
        return self.digest.kind

    def is_dealt_with(self, line: Line) -> bool:
        """It is no longer what it has its line for."""
        return line.group in ASKING and self.groups.get(line.ref) != line.group

    def counts(self) -> dict[Group, int]:
        """How many there are by now: what was dealt with since has left its group for another one."""
        counts = dict(self.content.counts)
        for line in self.content.lines:
            if line.ref not in self.groups or not self.is_dealt_with(line):
                continue
            counts[line.group] = max(0, counts.get(line.group, 0) - 1)
            by_now = self.groups[line.ref]
            if by_now is not None:
                counts[by_now] = counts.get(by_now, 0) + 1
        return counts
