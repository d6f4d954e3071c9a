"""What everybody who speaks of duty shares: shifts, overrides, absences. People are Slack's user ids here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from bot.company.rota import Layer, Rota

# Why it is this person's: their turn in a layer, an imported calendar's entry, an override, an accepted swap,
# the team's fallback (or owner), or the bridge.
By = Literal["turn", "calendar", "override", "swap", "fallback", "bridge"]


@dataclass(frozen=True)
class Shift:
    """One person from `starts_at` up to, and not including, `ends_at` (aware, UTC)."""

    starts_at: datetime
    ends_at: datetime
    user_id: str
    by: By
    layer_id: str | None = None  # of the rota; None for what is no layer's
    override_id: str | None = None

    @property
    def is_gap(self) -> bool:
        """Nobody of the rota: it fell to the fallback or to the bridge."""
        return self.by in ("fallback", "bridge")


@dataclass(frozen=True)
class Override:
    id: str
    team_id: str
    starts_at: datetime
    ends_at: datetime
    user_id: str
    made_at: datetime
    made_by: str
    changed_at: datetime
    instead_of: str | None = None
    swap_id: str | None = None
    sequence: int = 0


@dataclass(frozen=True)
class Absence:
    """Whole days by the wall of the person's own zone; `last_day` included."""

    id: str
    user_id: str
    first_day: date
    last_day: date


@dataclass(frozen=True)
class Fixed:
    """A shift as an imported calendar has it. `user_id` None: its key matches nobody yet."""

    starts_at: datetime
    ends_at: datetime
    user_id: str | None
    key: str
    uid: str


@dataclass(frozen=True)
class Turns:
    """All that the resolver knows of one team.

    `otherwise` is who serves where no layer does, in this order; those of the bridge are in `bridge` too. It
    is never empty as long as anybody of it is in Slack. Everybody named can be called: there are no overrides
    of people who left the company or the team, and their calendar entries have no user id.
    """

    zone: str
    layers: tuple[Layer, ...] = ()
    accounts: Mapping[str, str] = field(default_factory=dict)  # e-mail -> user id of those who can be called
    imported: tuple[Fixed, ...] | None = None  # before all layers; None: the rota is no calendar's
    overrides: tuple[Override, ...] = ()  # the newest last: of two that overlap the newer one counts
    absences: Mapping[str, tuple[tuple[datetime, datetime], ...]] = field(default_factory=dict)
    otherwise: tuple[str, ...] = ()
    bridge: frozenset[str] = frozenset()


@dataclass(frozen=True)
class DutyState:
    """The rows of this moment, of all teams."""

    version: int = 0
    rotas: Mapping[str, Rota] = field(default_factory=dict)  # team id -> as it was changed in Slack
    imported: Mapping[str, tuple[Fixed, ...]] = field(default_factory=dict)  # user ids not filled in yet
    matches: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # team id -> key -> e-mail
    overrides: tuple[Override, ...] = ()
    absences: tuple[Absence, ...] = ()
