"""The three clocks of a request: until a person has it, until its asker hears more, until it is done.

Pure: the same request and history give the same clocks, however often they are reckoned. Rules:

- A clock begins when the request came to the team that has it. What was before a move does not count.
- It stands still while the asker has the word: a question of the owning side, or "does it look right?".
- The first reply is due when the asker was told, whatever the calendar says since. Once it was given, that
  time is reckoned: the request then says by when they hear more.
- Made more urgent, a promise counts anew from then on, but never ends later than before; made less urgent, it
  counts from the beginning.
- What is about the same thing as another request has no clocks of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from bot.company import Level
from bot.company.rota import Target, Targets
from bot.company.times import Wait
from bot.escalation.past import Happened, Past, past_of
from bot.escalation.waits import BY_THE_CLOCK, Measure, ends_at, measure_of, passed, stretched
from bot.escalation.why import Why
from bot.promises import due_after
from bot.requests.model import Request
from bot.working_time import WorkingTime
from db.kinds import Change, ClockKind, ClockState, RequestState

WARNED_AFTER: Final = 0.8  # of the time that is promised
_USUAL: Final[Level] = "normal"  # what it was before, where nobody wrote that down
_MERGED: Final = "It is about the same thing as another request, so that one's times count."
_DONE: Final = (RequestState.RESOLVED, RequestState.CLOSED)
_WaitOf = Callable[[Target], Wait | None]


@dataclass(frozen=True)
class Terms:
    """By what the team that has a request is measured. `whose`: the team as it stands in a sentence."""

    targets: Targets
    working: WorkingTime
    whose: str


@dataclass(frozen=True)
class Clock:
    """`due_at`: None while it stands still or is off. `patience`: how long a silent owner is waited for once
    they were asked, as `measure` counts. `is_over`: nothing of it falls due any more."""

    kind: ClockKind
    state: ClockState
    due_at: datetime | None = None
    warn_at: datetime | None = None
    why: str = ""
    patience: timedelta = timedelta(0)
    measure: Measure = BY_THE_CLOCK
    is_over: bool = False


def reckon(
    request: Request, history: Sequence[Happened], terms: Terms, now: datetime
) -> tuple[Clock, Clock, Clock]:
    """First reply, next word, solution. `history`: rows of READ in past.py, the oldest first."""
    if request.parent_id is not None:
        return _off(ClockKind.FIRST_REPLY), _off(ClockKind.NEXT_WORD), _off(ClockKind.SOLUTION)
    one = _Reckoning(request, past_of(request, history), terms, now)
    return one.first_reply(), one.next_word(), one.solution()


def asked_again_at(clock: Clock, asked_at: datetime) -> datetime:
    """When a silent owner who was asked at this moment has been waited for long enough."""
    return clock.measure.add(asked_at, clock.patience)


@dataclass(frozen=True)
class _Reckoning:
    request: Request
    past: Past
    terms: Terms
    now: datetime

    def first_reply(self) -> Clock:
        request, past, kind = self.request, self.past, ClockKind.FIRST_REPLY
        wait = self._target(request.urgency).first_reply
        if past.answered_at is not None:
            due = self._due(lambda target: target.first_reply, past.arrived_at, until=past.answered_at)
            assert due is not None, "there is always a first reply"
            why = self._why(wait, due, past.arrived_at)
            state = ClockState.MET if past.answered_at <= due else ClockState.MISSED
            return Clock(kind, state, due, why=why, is_over=True)
        if not request.is_unclaimed:
            return _off(kind, "Nobody waits for a first reply any more.")
        due = self._reply_by(wait)
        return self._running(kind, wait, past.arrived_at, due, self._why(wait, due, past.arrived_at))

    def next_word(self) -> Clock:
        request, past, kind = self.request, self.past, ClockKind.NEXT_WORD
        wait = self._target(request.urgency).next_word
        held = (RequestState.ACKNOWLEDGED, RequestState.WAITING, RequestState.RESOLVED)
        if request.state not in held or past.word_at is None:
            return _off(kind)
        due = self._due(lambda target: target.next_word, past.word_at, past.named)
        if wait is None or due is None:
            return _off(kind, "Nothing is promised about the next word.")
        why = self._why(wait, due, past.word_at, is_word=True)
        if past.paused_since is not None:
            return Clock(kind, ClockState.PAUSED, why=self._standing_still(why))
        measure = measure_of(wait, self.terms.working)
        half = measure.between(past.word_at, due_after(self.terms.working, wait, past.word_at)) / 2
        return self._running(kind, wait, past.word_at, due, why, patience=half)

    def solution(self) -> Clock:
        request, past, kind = self.request, self.past, ClockKind.SOLUTION
        wait = self._target(request.urgency).solution
        due = self._due(lambda target: target.solution, past.arrived_at)
        if wait is None or due is None or request.state is RequestState.CANCELLED:
            return _off(kind, "Nothing is promised about when it is done.")
        why = self._why(wait, due, past.arrived_at)
        if request.state in _DONE:
            in_time = (request.resolved_at or past.paused_since or self.now) <= due
            return Clock(kind, ClockState.MET if in_time else ClockState.MISSED, due, why=why, is_over=True)
        if past.paused_since is not None and past.paused_since < due:
            return Clock(kind, ClockState.PAUSED, why=self._standing_still(why))
        return self._running(kind, wait, past.arrived_at, due, why)

    def _running(
        self,
        kind: ClockKind,
        wait: Wait,
        start: datetime,
        due: datetime,
        why: str,
        patience: timedelta = timedelta(0),
    ) -> Clock:
        state = ClockState.MISSED if due <= self.now else ClockState.RUNNING
        measure = measure_of(wait, self.terms.working)
        warn_at = self._warn_at(measure, start, due)
        return Clock(kind, state, due, warn_at, why, patience, measure)

    def _warn_at(self, measure: Measure, start: datetime, due: datetime) -> datetime | None:
        """Where something is down nobody needs to be warned: it is their one thing anyway."""
        if self.request.urgency == "outage":
            return None
        raised = [turn.at for turn in self.past.turns if turn.is_raised and start < turn.at < due]
        start = max([start, *raised])
        enough = passed(measure, start, due, self.past.pauses) * WARNED_AFTER
        warn_at = stretched(measure, start, measure.add(start, enough), self.past.pauses)
        return warn_at if warn_at < due else None

    def _target(self, level: Level) -> Target:
        return self.terms.targets.of(level)

    def _reply_by(self, wait: Wait) -> datetime:
        """What the asker was told. Of one that stood for itself again after a while: not before it could."""
        past, told = self.past, self.request.reply_by
        fresh = due_after(self.terms.working, wait, past.arrived_at)
        if told is None:
            return fresh
        return max(told, fresh) if past.arrived_by is Change.UNMERGED else told

    def _due(
        self,
        wait_of: _WaitOf,
        start: datetime,
        named: datetime | None = None,
        until: datetime | None = None,
    ) -> datetime | None:
        """Through all changes of how much it hurries since `start`. `named`: what the owner said."""
        turns = [turn for turn in self.past.turns if turn.at > start]
        level = (turns[0].was or _USUAL) if turns else self.request.urgency
        due = self._ends(wait_of, level, start) if named is None else self._until(wait_of, start, named)
        for turn in turns:
            if until is not None and turn.at > until:
                break
            if turn.is_raised:
                fresh = self._ends(wait_of, turn.became, turn.at)
                due = min(due, fresh) if due and fresh else fresh
            elif named is None:
                due = self._ends(wait_of, turn.became, start)
        return due

    def _ends(self, wait_of: _WaitOf, level: Level | None, start: datetime) -> datetime | None:
        wait = wait_of(self._target(level)) if level else None
        return ends_at(wait, self.terms.working, start, self.past.pauses) if wait else None

    def _until(self, wait_of: _WaitOf, start: datetime, named: datetime) -> datetime:
        wait = wait_of(self._target(self.request.urgency))
        measure = measure_of(wait, self.terms.working) if wait else Measure(self.terms.working)
        return stretched(measure, start, max(named, start), self.past.pauses)

    def _why(self, wait: Wait, due: datetime, start: datetime, *, is_word: bool = False) -> str:
        why = Why(self.past, self.terms.working, self.terms.whose)
        return why.sentence(wait, due, start, is_word=is_word)

    def _standing_still(self, why: str) -> str:
        return f"It stands still while the asker has the word. {why}"


def _off(kind: ClockKind, why: str = _MERGED) -> Clock:
    return Clock(kind, ClockState.OFF, why=why, is_over=True)
