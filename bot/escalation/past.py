"""What the clocks of a request are reckoned from, read out of its history. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final, get_args

from bot.company import Level
from bot.company.times import LEVELS
from bot.escalation.waits import Pause
from bot.requests.model import Request
from db.kinds import Change, RequestState

ANSWERS: Final = (Change.ACKNOWLEDGED, Change.ASKED, Change.RESOLVED)
WORDS: Final = (*ANSWERS, Change.PROMISED, Change.UPDATED)
TOLD: Final = (*WORDS, Change.MOVED, Change.CHOSEN, Change.PLANNED, Change.ANSWERED, Change.REOPENED)
READ: Final = (*TOLD, Change.UNMERGED, Change.CLIMBED, Change.LATE)  # what is of use here
_PAUSES: Final = (Change.ASKED, Change.RESOLVED)
_GOES_ON: Final = (Change.ANSWERED, Change.REOPENED, Change.ACKNOWLEDGED)
_ASKERS_TURN: Final = (RequestState.WAITING, RequestState.RESOLVED)


@dataclass(frozen=True)
class Happened:
    """One row of history."""

    at: datetime
    change: Change
    detail: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Turn:
    """From this moment on it hurried so much. `was`: None where nobody wrote it down."""

    at: datetime
    was: Level | None
    became: Level

    @property
    def is_raised(self) -> bool:
        if self.was is None:
            return self.became in ("outage", "high")
        return LEVELS.index(self.became) < LEVELS.index(self.was)


@dataclass(frozen=True)
class Past:
    """Since it came to the team that has it."""

    arrived_at: datetime
    arrived_by: Change  # FILED, MOVED, CHOSEN or UNMERGED
    answered_at: datetime | None = None
    word_at: datetime | None = None  # when its asker last heard something of the owning side
    word: Change | None = None  # None: a message in the thread
    named: datetime | None = None  # by when the last word said there would be another
    pauses: tuple[Pause, ...] = ()
    paused_since: datetime | None = None
    turns: tuple[Turn, ...] = ()
    climbed_at: datetime | None = None  # when its asker last heard that others are asked, too
    told_at: datetime | None = None  # the same, or that a promised time has passed


def past_of(request: Request, history: Sequence[Happened]) -> Past:
    """`history`: rows of READ, the oldest first."""
    began = max((n for n, one in enumerate(history) if _is_arrival(one)), default=None)
    arrival = None if began is None else history[began]
    since = history if began is None else history[began + 1 :]
    word = next((one for one in reversed(since) if one.change in WORDS), None)
    spoken = request.spoken_at
    is_spoken = spoken is not None and (word is None or spoken > word.at)
    pauses, open_since = _pauses(request, since)
    return Past(
        arrived_at=arrival.at if arrival else request.asked_at,
        arrived_by=arrival.change if arrival else Change.FILED,
        answered_at=next((one.at for one in since if one.change in ANSWERS), None),
        word_at=spoken if is_spoken else word.at if word else _taken_at(request, arrival),
        word=None if is_spoken else word.change if word else Change.ACKNOWLEDGED,
        named=None if is_spoken or word is None else _moment(word.detail.get("next_word_by")),
        pauses=pauses,
        paused_since=open_since,
        turns=tuple(_turns(since)),
        told_at=_last(since, Change.CLIMBED, Change.LATE),
        climbed_at=_last(since, Change.CLIMBED),
    )


def _taken_at(request: Request, arrival: Happened | None) -> datetime | None:
    """Of one that came back to whoever had it before: nobody is silent since before it came."""
    taken = request.acknowledged_at
    return max(taken, arrival.at) if taken and arrival else taken


def _is_arrival(one: Happened) -> bool:
    """Where nobody's guess was right it stays where it is."""
    if one.change is Change.CHOSEN:
        return bool(one.detail.get("area_id"))
    return one.change in (Change.MOVED, Change.UNMERGED)


def _pauses(request: Request, since: Sequence[Happened]) -> tuple[tuple[Pause, ...], datetime | None]:
    """When the asker had the word: the pauses that are over, and since when the last one lasts."""
    found: list[Pause] = []
    start: datetime | None = None
    for one in since:
        if one.change in _PAUSES:
            start = start or one.at
        elif one.change in _GOES_ON and start is not None:
            found += [Pause(start, one.at)] if start < one.at else []
            start = None
    if request.state not in _ASKERS_TURN:
        return tuple(found), None
    return tuple(found), start or request.changed_at


def _turns(since: Sequence[Happened]) -> list[Turn]:
    found: list[Turn] = []
    for one in since:
        became = _level(one.detail.get("urgency")) if one.change is Change.PLANNED else None
        if became is not None:
            was = _level(one.detail.get("urgency_was")) or (found[-1].became if found else None)
            found.append(Turn(one.at, was, became))
    return found


def _level(written: object) -> Level | None:
    return next((level for level in get_args(Level) if level == written), None)


def _last(since: Sequence[Happened], *changes: Change) -> datetime | None:
    return max((one.at for one in since if one.change in changes), default=None)


def _moment(written: object) -> datetime | None:
    return datetime.fromisoformat(written).astimezone(UTC) if isinstance(written, str) else None
