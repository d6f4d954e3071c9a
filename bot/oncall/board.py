"""Who is on call now, and who comes after: one frozen look at rotas, overrides, absences and people."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from bot.company import Company, Team
from bot.company.rota import Rota
from bot.oncall.model import DutyState, Fixed, Shift, Turns
from bot.oncall.resolving import second_at, shift_at, shifts
from bot.oncall.turns import wall_moment
from bot.people import Colleague, People

_ONE_DAY = timedelta(days=1)


class Board:
    """`team` None is the bridge everywhere.

    Several threads ask one board. What it remembers it builds aside and puts in whole, and a remembered shift
    answers only for moments inside it; at worst two threads work out the same.
    """

    def __init__(self, company: Company, people: People, state: DutyState) -> None:
        self.company = company
        self.people = people
        self.state = state
        self._turns: dict[str | None, Turns] = {}
        self._now: dict[str | None, Shift] = {}  # asked for at every filing
        self._absences = _absences(people, state)

    def on_call(self, team: Team | None, at: datetime) -> Colleague | None:
        """None only if nobody of the team, its fallback, the bridge and the admins is in Slack."""
        shift = self.shift(team, at)
        return self.people.get(shift.user_id) if shift else None

    def second(self, team: Team | None, at: datetime) -> Colleague | None:
        """Who is asked when the one on call does not answer. None: there is nobody else."""
        found = second_at(self.turns(team), at)
        return self.people.get(found) if found else None

    def shift(self, team: Team | None, at: datetime) -> Shift | None:
        key = team.id if team else None
        known = self._now.get(key)
        if known is not None and known.starts_at <= at < known.ends_at:
            return known
        found = shift_at(self.turns(team), at)
        if found is not None:
            self._now[key] = found
        return found

    def shifts(self, team: Team | None, first: datetime, last: datetime) -> list[Shift]:
        """Who serves from `first` up to `last`, without gap or overlap."""
        return list(shifts(self.turns(team), first, last))

    def teams(self) -> list[Team]:
        """Those that are called: all of IT's, which requests go to, and any other that takes turns."""
        return [one for one in self.company.teams if one.side == "it" or self.has_rota(one)]

    def has_rota(self, team: Team) -> bool:
        """Does anybody take turns, by a rota or by a calendar?"""
        return self.rota(team) is not None or team.id in self.state.imported

    def rota(self, team: Team) -> Rota | None:
        """That which counts: as it was changed in Slack, else the company file's."""
        return self.state.rotas.get(team.id) or team.rota

    def whole_team(self, team: Team | None) -> list[Colleague]:
        """Everybody of the team (without one: of the bridge) who can be called; never a bot."""
        members = self.people.members(team.id if team else None)
        return [one for one in members if _is_there(one) and not one.is_bot]

    def bridge(self) -> list[Colleague]:
        """Those of the bridge who can be called, the main one first; else the admins."""
        found = [self.people.by_email(email) for email in self.company.bridge.people]
        return [one for one in found if one and _is_there(one)] or self.people.admins()

    def turns(self, team: Team | None) -> Turns:
        key = team.id if team else None
        if key not in self._turns:
            self._turns[key] = self._turns_of(team)
        return self._turns[key]

    def _turns_of(self, team: Team | None) -> Turns:
        rota = self.rota(team) if team else None
        imported = self._imported(team) if team else None
        named = {email for layer in (rota.layers if rota else ()) for email in layer.people}
        may_serve = {email: one for email in named if (one := self._who_may_serve(team, email))}
        return Turns(
            zone=rota.zone if rota else self.company.calendar_of(team).zone if team else self.company.zone,
            layers=rota.layers if rota else (),
            accounts={email: one.user_id for email, one in may_serve.items()},
            imported=imported,
            overrides=tuple(
                one
                for one in self.state.overrides
                if team and one.team_id == team.id and _may_serve(team, self.people.get(one.user_id))
            ),
            absences=self._absences,
            otherwise=self._otherwise(team, has_rota=rota is not None or imported is not None),
            bridge=frozenset(one.user_id for one in self.bridge()),
        )

    def _otherwise(self, team: Team | None, *, has_rota: bool) -> tuple[str, ...]:
        """Without a rota the owner comes first. The rest is there so that it is never nobody."""
        bridge = [*self.company.bridge.people, *self.company.admins]
        own: list[str | None] = []
        if team is not None:
            own = [team.fallback or team.owner] if has_rota else [team.owner, team.fallback, *team.members]
            bridge += [team.owner, *team.members]
        found = (self._can_be_called(email) for email in (*own, *bridge) if email)
        return tuple(dict.fromkeys(one.user_id for one in found if one))

    def _who_may_serve(self, team: Team | None, email: str) -> Colleague | None:
        found = self.people.by_email(email)
        return found if found and team and _may_serve(team, found) else None

    def _can_be_called(self, email: str) -> Colleague | None:
        found = self.people.by_email(email)
        return found if found and _is_there(found) else None

    def _imported(self, team: Team) -> tuple[Fixed, ...] | None:
        found = self.state.imported.get(team.id)
        if found is None:
            return None
        matches = self.state.matches.get(team.id, {})
        return tuple(self._matched(team, one, matches.get(one.key, one.key)) for one in found)

    def _matched(self, team: Team, fixed: Fixed, email: str) -> Fixed:
        """Whoever a stranger's calendar names is on call only if they may act for the team."""
        person = self._who_may_serve(team, email) if "@" in email else None
        user_id = person.user_id if person else None
        return Fixed(fixed.starts_at, fixed.ends_at, user_id, fixed.key, fixed.uid)


def _is_there(one: Colleague) -> bool:
    return not one.deactivated and not one.outside


def _may_serve(team: Team, one: Colleague) -> bool:
    """Somebody may have changed teams since a rota or an override named them: they could not act on what
    comes in."""
    return _is_there(one) and (team.id in one.team_ids or one.is_bridge or one.is_admin)


def _absences(people: People, state: DutyState) -> dict[str, tuple[tuple[datetime, datetime], ...]]:
    found: dict[str, tuple[tuple[datetime, datetime], ...]] = {}
    for user_id, span in _away(people, state):
        found[user_id] = (*found.get(user_id, ()), span)
    return found


def _away(people: People, state: DutyState) -> Iterator[tuple[str, tuple[datetime, datetime]]]:
    for one in state.absences:
        zone = people.get(one.user_id).zone_info
        first = wall_moment(one.first_day, time(), zone)
        yield one.user_id, (first, wall_moment(one.last_day + _ONE_DAY, time(), zone))
