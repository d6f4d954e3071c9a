"""Who takes turns in a team, and what happens where nobody answers: plain frozen values.

They come from the company file, from the form in Slack or from a calendar; whoever it was has checked that
everybody named exists and may act for the team.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import Final, Literal

from bot.company.times import AT_ONCE, NEXT_MORNING, Level, Span, Wait

Rhythm = Literal["daily", "weekly", "days"]
Whom = Literal["on_call", "second_layer", "team", "bridge", "person"]


@dataclass(frozen=True)
class HandOver:
    """When the turn passes on, by the wall of the rota's zone.

    `daily`: every `every` days, counted from the layer's first day. `weekly`: every `every` weeks on the one
    weekday in `days`. `days`: each week on each of these weekdays (0 is Monday); `every` is 1.
    """

    rhythm: Rhythm
    at: time
    days: tuple[int, ...] = ()
    every: int = 1


@dataclass(frozen=True)
class Layer:
    """People who take turns, in this order; the first one's first shift begins on `first_day` at the
    hand-over's time. Before that the layer is empty.

    `hours`: seven entries, Monday first, by the wall of the rota's zone; outside them the layer is empty. An
    end of 00:00 is the end of the day. None: day and night.
    """

    id: str  # unique in its rota: small letters, digits, "-" and "_"
    name: str
    people: tuple[str, ...]  # e-mails; never empty
    hand_over: HandOver
    first_day: date
    hours: tuple[tuple[Span, ...], ...] | None = None


@dataclass(frozen=True)
class Rota:
    """`layers` by priority: where the first is empty the second serves, and so on."""

    zone: str
    layers: tuple[Layer, ...]


@dataclass(frozen=True)
class ChainStep:
    """`after` counts from the arrival of the request, but NEXT_MORNING from the step before; no step comes
    before the one above it."""

    to: Whom
    after: Wait
    person: str | None = None  # e-mail, where `to` is "person"


Chain = tuple[ChainStep, ...]


@dataclass(frozen=True)
class Chains:
    """Who is asked, one after the other, while nobody has acknowledged. Never empty, never ends in nobody."""

    outage: Chain
    high: Chain
    normal: Chain
    low: Chain

    def of(self, level: Level) -> Chain:
        return {"outage": self.outage, "high": self.high, "normal": self.normal, "low": self.low}[level]


@dataclass(frozen=True)
class Target:
    """By when an asker hears from a person, hears the next word, and has what they asked for. None: no such
    target."""

    first_reply: Wait
    next_word: Wait | None = None
    solution: Wait | None = None


@dataclass(frozen=True)
class Targets:
    outage: Target
    high: Target
    normal: Target
    low: Target

    def of(self, level: Level) -> Target:
        return {"outage": self.outage, "high": self.high, "normal": self.normal, "low": self.low}[level]


def _working(hours: int) -> Wait:
    return Wait(hours, "working hours")


def _climbing(nudge: Wait, second: Wait) -> Chain:
    return (
        ChainStep("on_call", AT_ONCE),
        ChainStep("on_call", nudge),
        ChainStep("second_layer", second),
        ChainStep("bridge", NEXT_MORNING),
    )


CHAINS: Final = Chains(
    outage=(
        ChainStep("on_call", AT_ONCE),
        ChainStep("on_call", Wait(5, "minutes")),
        ChainStep("second_layer", Wait(10, "minutes")),
        ChainStep("team", Wait(20, "minutes")),
        ChainStep("bridge", Wait(30, "minutes")),
    ),
    high=_climbing(_working(1), _working(2)),
    normal=_climbing(_working(2), _working(4)),
    low=_climbing(Wait(1, "working days"), Wait(2, "working days")),
)
TARGETS: Final = Targets(
    outage=Target(Wait(15, "minutes"), Wait(30, "minutes"), Wait(4, "hours")),
    high=Target(_working(2), _working(4), Wait(2, "working days")),
    normal=Target(_working(4), Wait(2, "working days"), None),
    low=Target(Wait(1, "working days"), Wait(5, "working days"), None),
)
