"""The requests behind the figures of one week, for somebody who is shown these figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from bot.numbers.weeks import WEEKS, Week, figures, scope_of
from bot.requests.model import Request, request_from
from bot.requests.similar import may_know_of
from bot.toolkit import Desk
from db.errors import Missing, NotAllowed
from db.tables import requests


@dataclass(frozen=True)
class Traced:
    """A week and the requests that it counts, by id. The reader may not read the words of `private` ones."""

    week: Week
    requests: Mapping[str, Request]
    private: frozenset[str]


def trace(desk: Desk, user_id: str, monday: date) -> Traced:
    """Raises NotAllowed for people who are shown no figures, Missing for a week that is no longer shown."""
    reader = desk.people.get(user_id)
    scope = scope_of(reader, desk.people, desk.company)
    if scope is None:
        raise NotAllowed("Figures are shown to owners of teams, the bridge and admins. Ask one of them.")
    shown = figures(desk.unit, desk.company, desk.now, scope).weeks
    week = next((one for one in shown if one.first_day == monday), None)
    if week is None:
        raise Missing(
            f"That week is no longer among the last {WEEKS}. Open the Home tab again, or ask an admin for an "
            "export: it goes back a year."
        )
    ids = {*week.asked, *week.done, *week.moved, *(answer.request_id for answer in week.answers)}
    rows = desk.unit.execute(select(requests).where(requests.c.id.in_(ids))).mappings().all()
    found = {row["id"]: request_from(row) for row in rows}
    private = {one.id for one in found.values() if not may_know_of(desk.unit, reader, one)}
    return Traced(week, found, frozenset(private))
