"""What somebody was promised, kept in view: warned of before, told once when it passed, said anew.

PROMISE_TOLD goes to one person by direct message and carries `user_id`, `what` ("near", "missed", "silent"),
`clock` (a ClockKind), `by` (when it is due), and `asker_knows`: whether the asker was told at the same time.
The asker's line is a Change.LATE with `clock` and `by`, or a Change.PROMISED with `next_word_by`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, Final, Literal

from sqlalchemy import update

from bot.company import Level, Team
from bot.company.rota import Chain, ChainStep
from bot.company.times import AT_ONCE, LEVELS, NEXT_MORNING, Wait
from bot.escalation import clocks
from bot.escalation.chains import begin, stop_silent
from bot.escalation.climbing import steps_of
from bot.escalation.clocks import Kept, Reckoned, next_look_at, reckoned
from bot.escalation.reckoning import Clock
from bot.oncall.resolving import is_away
from bot.promises import next_word_by, reply_by, working_time_of
from bot.requests.model import Request, hold_request
from bot.requests.rights import require_worker, works_on
from bot.requests.telling import change_state, refuse_because_of_state, tell
from bot.toolkit import Desk
from bot.working_time import WorkingTime
from db.errors import Conflict, NotAllowed, Unclear
from db.kinds import Change, ClockKind, NoticeKind, RequestState, StepReason, StepState
from db.outbox import enqueue
from db.tables import requests

What = Literal["near", "missed", "silent"]
Choice = Literal["today", "tomorrow", "next_week"]

FARTHEST: Final = timedelta(days=366)  # that somebody may say they are still on it
_A_LITTLE: Final = timedelta(minutes=15)  # after closing time, in which what fell due then is still told
_SAME_NEWS: Final = timedelta(hours=1)
_CHAIN_FIRST: Final = timedelta(
    minutes=5
)  # that the chain has, to ask somebody before we say that nobody has it
_SOON: Final = timedelta(seconds=20)
# Whoever has it is away or gone: the whole team is asked who takes it over.
_ORPHANED: Final[Chain] = (ChainStep("team", AT_ONCE), ChainStep("bridge", NEXT_MORNING))
_ORPHANED_OUTAGE: Final[Chain] = (ChainStep("team", AT_ONCE), ChainStep("bridge", Wait(20, "minutes")))
_NOON, _LAST_MINUTE = time(12), time(23, 59)
_GRAVEST_FIRST: Final = (ClockKind.NEXT_WORD, ClockKind.SOLUTION, ClockKind.FIRST_REPLY)


def settle(desk: Desk, request_id: str) -> bool:
    """Deals with what is due of one request: True when somebody was told, or others are asked. The request is
    held and reckoned again first, so whoever has said something in between wins."""
    hold_request(desk.unit, request_id)
    one = reckoned(desk.unit, desk.company, [request_id], desk.now)[0]
    clocks.keep(desk.unit, one.changed)
    due = [(clock, kept) for clock, kept in _in_turn(one) if _is_due(clock, kept, desk.now)]
    return _Settling(desk, one).all(due) if due else False


def still(desk: Desk, request_id: str, actor_id: str, choice: Choice | date) -> Request:
    """ "Still on it": a word to the asker, with the time by which they hear the next one.

    Raises Conflict where it is not with the actor any more or it was said already, NotAllowed, Unclear for a
    day that lies behind us or too far ahead.
    """
    request = hold_request(desk.unit, request_id)
    require_holder(desk, request, actor_id)
    team = desk.company.find_team(request.team_id) if request.team_id else None
    by = moment_of(choice, working_time_of(desk.company, team), desk.now)
    past = reckoned(desk.unit, desk.company, [request_id], desk.now)[0].past
    if past.named == by:
        raise Conflict("You've said that already, and I've passed it on.")
    kept = change_state(desk, request, (RequestState.ACKNOWLEDGED,), reply_by=by)
    if kept is None:
        raise refuse_because_of_state(desk, request, actor_id)
    stop_silent(desk, request_id)
    tell(desk, kept, Change.PROMISED, actor_id, to_team=True, next_word_by=by.isoformat())
    return kept


def require_holder(desk: Desk, request: Request, actor_id: str) -> None:
    """Only whoever has it can say how it stands."""
    require_worker(desk.people, actor_id, request)
    if request.is_unclaimed:
        raise Conflict("Nobody has taken it yet. If you have it, press *I've got it* first.")
    if request.state is RequestState.WAITING:
        asker = desk.people.get(request.asked_by).first_name
        raise Conflict(f"You wait for {asker}'s answer, so no news is due from you.")
    if request.state is not RequestState.ACKNOWLEDGED:
        raise refuse_because_of_state(desk, request, actor_id)
    if request.acknowledged_by != actor_id:
        holder = desk.people.get(request.acknowledged_by).first_name
        raise NotAllowed(f"{holder} has it, so only they can say that. You can write in the thread.")


def moment_of(choice: Choice | date, working: WorkingTime, now: datetime) -> datetime:
    """When the next word is due: today at closing time, else at noon of the first day with work. UTC."""
    zone = working.calendar.zone_info
    today = now.astimezone(zone).date()
    if choice == "today":
        closing = working.add_days(datetime.combine(today, _LAST_MINUTE, zone), 0)
        if closing > now and closing.astimezone(zone).date() == today:
            return closing
        choice = "tomorrow"
    if choice == "tomorrow":
        day = working.next_morning(now).astimezone(zone).date()
    elif choice == "next_week":
        day = today + timedelta(days=7 - today.weekday())
    else:
        day = choice
        if day == today:
            return moment_of("today", working, now)
        if not today < day <= today + FARTHEST:
            raise Unclear("Pick a day that is still to come, within a year.")
    return working.next_start(datetime.combine(day, _NOON, zone))


def spoke(desk: Desk, request: Request, user_id: str) -> None:
    """Somebody of the owning side wrote what reaches the asker: a word as good as any. Only when is kept."""
    if user_id == request.asked_by or not works_on(desk.people.get(user_id), request):
        return
    this = (requests.c.id == request.id, requests.c.state == RequestState.ACKNOWLEDGED)
    now = {"spoken_at": desk.now, "changed_at": desk.now}
    said = update(requests).where(*this).values(**now, **next_promise(desk, request))
    if desk.unit.execute(said).rowcount == 1:
        stop_silent(desk, request.id)


def next_promise(desk: Desk, request: Request) -> dict[str, Any]:
    """By when the asker hears more, counted from a word that reaches them now; for the request's row. Where
    nothing is promised about that, what they were told before stays."""
    team = desk.company.find_team(request.team_id) if request.team_id else None
    by = next_word_by(desk.company, team, request.urgency, desk.now)
    return {"reply_by": by} if by else {}


def new_reply_by(desk: Desk, request: Request, urgency: Level) -> datetime:
    """When it hurries more or less than before: more, then from now on, though never later than was told;
    less, then from when it came."""
    team = desk.company.find_team(request.team_id) if request.team_id else None
    if LEVELS.index(urgency) < LEVELS.index(request.urgency):
        fresh = reply_by(desk.company, team, urgency, desk.now)
        return min(fresh, request.reply_by or fresh)
    past = reckoned(desk.unit, desk.company, [request.id], desk.now)[0].past
    return reply_by(desk.company, team, urgency, past.arrived_at)


def _is_due(clock: Clock, kept: Kept, now: datetime) -> bool:
    """By the clock, and not put off."""
    due_at = next_look_at(clock, kept)
    return due_at is not None and due_at <= now and kept.next_at is not None and kept.next_at <= now


def _in_turn(one: Reckoned) -> list[tuple[Clock, Kept]]:
    """The one that says most first."""
    pairs = zip(one.clocks, one.kept, strict=True)
    return sorted(pairs, key=lambda pair: _GRAVEST_FIRST.index(pair[0].kind))


class _Settling:
    """Of several things that fall due together each is settled; one line and one message tell of them."""

    def __init__(self, desk: Desk, one: Reckoned) -> None:
        self.desk, self.request, self.past = desk, one.request, one.past
        self.steps = steps_of(desk.unit, one.request.id)
        self.has_told = self.asker_told = False

    def all(self, due: list[tuple[Clock, Kept]]) -> bool:
        told = [self._one(clock, kept) for clock, kept in due]
        return any(told)

    def _one(self, clock: Clock, kept: Kept) -> bool:
        later = self._put_off_until(clock)
        if later is not None:
            clocks.look_again_at(self.desk.unit, kept, later)
            return False
        if kept.missed_at is not None:
            return self._climb(kept)
        if clock.due_at is not None and clock.due_at <= self.desk.now:
            return self._missed(clock, kept)
        return self._near(clock, kept)

    def _put_off_until(self, clock: Clock) -> datetime | None:
        """Outside their hours nobody is written to unless something is down. And first the chain asks."""
        now, due = self.desk.now, clock.due_at or self.desk.now
        if clock.kind is ClockKind.FIRST_REPLY and now < due + _CHAIN_FIRST:
            waiting = (one for one in self.steps if one.state is StepState.WAITING)
            if due <= now and any(one.due_at <= now for one in waiting):
                return now + _SOON
        if self._is_outage or timedelta(0) <= now - due <= _A_LITTLE:
            return None
        starts_at = self._working.next_start(now)
        return starts_at if starts_at > now else None

    def _near(self, clock: Clock, kept: Kept) -> bool:
        now, unit = self.desk.now, self.desk.unit
        if not clocks.mark_warned(unit, kept, now, clock.due_at):
            return False
        return self._tell_one("near", clock, asker_knows=False)

    def _missed(self, clock: Clock, kept: Kept) -> bool:
        now = self.desk.now
        told = Kept(**{**kept.__dict__, "missed_at": now, "missed_due_at": kept.due_at})
        if not clocks.mark_missed(self.desk.unit, kept, now, next_look_at(clock, told)):
            return False
        is_word = clock.kind is ClockKind.NEXT_WORD
        if is_word and self._holder() is None:  # they are away or gone, so asking them is no use
            return self._climb(told, chain=_ORPHANED_OUTAGE if self._is_outage else _ORPHANED)
        asker_knows = self._tell_asker(clock)
        return (
            self._tell_one("silent" if is_word else "missed", clock, asker_knows=asker_knows) or asker_knows
        )

    def _climb(self, kept: Kept, chain: Chain | None = None) -> bool:
        if not clocks.mark_climbed(self.desk.unit, kept, self.desk.now):
            return False
        begin(self.desk, self.request, StepReason.SILENT, chain)
        return True

    def _tell_asker(self, clock: Clock) -> bool:
        """Never twice the same news: that others are asked says it, too."""
        told_at, now = self.past.told_at, self.desk.now
        recently = told_at is not None and now - told_at < _SAME_NEWS
        climbed = clock.kind is ClockKind.FIRST_REPLY and self.past.climbed_at is not None
        if self.asker_told or recently or climbed or clock.due_at is None:
            return False
        due_at = clock.due_at.isoformat()
        tell(self.desk, self.request, Change.LATE, None, to_team=True, clock=clock.kind, by=due_at)
        self.asker_told = True
        return True

    def _tell_one(self, what: What, clock: Clock, *, asker_knows: bool) -> bool:
        """Whoever has it, else whoever is on call, unless the chain asks them by then."""
        person = self._holder() if self.request.acknowledged_by else self._on_call(clock)
        if person is None or self.has_told or clock.due_at is None:
            return False
        self.has_told = True
        enqueue(
            self.desk.unit,
            NoticeKind.PROMISE_TOLD,
            lane=f"person:{person}",
            now=self.desk.now,
            place=f"with {person}",
            request_id=self.request.id,
            user_id=person,
            what=what,
            clock=clock.kind,
            by=clock.due_at.isoformat(),
            asker_knows=asker_knows,
        )
        return True

    def _holder(self) -> str | None:
        """Who has it, if they can be written to today."""
        board, now = self.desk.board, self.desk.now
        person = self.desk.people.get(self.request.acknowledged_by)
        there = person.known and not person.deactivated and not person.outside
        away = is_away(board.turns(self._team), person.user_id, now)
        return person.user_id if there and not away else None

    def _on_call(self, clock: Clock) -> str | None:
        """None where a step of its chain reminds them in time, or they are the asker."""
        newest = max((one.round for one in self.steps), default=0)
        by_then = clock.due_at or self.desk.now
        if any(one.round == newest and one.number > 0 and one.due_at <= by_then for one in self.steps):
            return None
        person = self.desk.board.on_call(self._team, self.desk.now)
        return person.user_id if person and person.user_id != self.request.asked_by else None

    @property
    def _is_outage(self) -> bool:
        return self.request.urgency == "outage"

    @property
    def _team(self) -> Team | None:
        return self.desk.company.find_team(self.request.team_id) if self.request.team_id else None

    @property
    def _working(self) -> WorkingTime:
        return working_time_of(self.desk.company, self._team)


def refresh(desk: Desk, ids: Sequence[str]) -> int:
    """Reckons these anew and writes what has changed; how many requests that were."""
    found = reckoned(desk.unit, desk.company, sorted(ids), desk.now, hold=True)
    clocks.keep(desk.unit, [kept for one in found for kept in one.changed])
    return sum(bool(one.changed) for one in found)
