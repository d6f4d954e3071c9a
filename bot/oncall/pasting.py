"""The rotas that count, as text for the company file; what ends by itself stands there as a comment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from bot.company import Team
from bot.company.rota import Rota
from bot.company.rota_writing import rota_lines
from bot.oncall.board import Board
from bot.oncall.model import Override

OVERRIDES_FOR: Final = timedelta(weeks=4)


def rotas_written(board: Board, teams: Iterable[Team], now: datetime) -> Iterator[str]:
    """Line by line. A team without a rota is a comment."""
    found = [(team, board.rota(team)) for team in teams]
    yield f"# The rotas that count on {now:%Y-%m-%d}. Put each `rota` under its team in the company file."
    if any(rota for _, rota in found):
        yield "teams:"
    for team, rota in found:
        if rota is None:
            owner = board.company.owner_of(team)
            yield f"# {team.id} has no rota: {_one_line(owner.name)} is always on call."
            continue
        yield f"  {team.id}:"
        for line in (*_origin(board, team), "rota:", *(f"  {line}" for line in rota_lines(rota))):
            yield f"    {line}"
        for line in (*_departed(board, rota), *_overrides(board, team, rota, now)):
            yield f"    {line}"


def _origin(board: Board, team: Team) -> Iterator[str]:
    if team.id in board.state.imported:
        yield "# The team's calendar comes first; this serves where it names nobody."
    if team.id in board.state.rotas:
        yield "# Changed in Slack."


def _departed(board: Board, rota: Rota) -> Iterator[str]:
    emails = dict.fromkeys(email for layer in rota.layers for email in layer.people)
    for email in emails:
        if board.company.person_by_email(email) is None:
            yield f"# {_one_line(email)} is not in the company file any more: name somebody else."


def _overrides(board: Board, team: Team, rota: Rota, now: datetime) -> Iterator[str]:
    coming = sorted(
        (one for one in board.state.overrides if one.team_id == team.id and _is_near(one, now)),
        key=lambda one: one.starts_at,
    )
    if coming:
        yield f"# Not in the rota, since it ends by itself (times of {rota.zone}):"
    for one in coming:
        yield f"#   {_told(board, one, ZoneInfo(rota.zone))}"


def _is_near(one: Override, now: datetime) -> bool:
    return now < one.ends_at and one.starts_at < now + OVERRIDES_FOR


def _told(board: Board, one: Override, zone: ZoneInfo) -> str:
    span = " to ".join(f"{at.astimezone(zone):%Y-%m-%d %H:%M}" for at in (one.starts_at, one.ends_at))
    instead = f" instead of {_name(board, one.instead_of)}" if one.instead_of else ""
    return f"{span}: {_name(board, one.user_id)}{instead}"


def _name(board: Board, user_id: str) -> str:
    found = board.people.get(user_id)
    return _one_line(found.name) if found.known else user_id


def _one_line(text: str) -> str:
    """A comment ends with its line, so nobody's name may break it."""
    return " ".join(text.split())
