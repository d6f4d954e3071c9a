"""Whom a step of a chain calls: who is on call now, whatever was true when the step was written."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from bot.company import Team
from bot.company.rota import Whom
from bot.oncall.board import Board
from bot.oncall.resolving import is_away
from bot.people import Colleague

MOST_CALLED = 12  # of one team at once; never a whole channel


def called(
    board: Board,
    team: Team | None,
    to: Whom,
    now: datetime,
    *,
    person: str | None = None,
    without: frozenset[str] = frozenset(),
) -> tuple[Colleague, ...]:
    """Those whom a step names, at this moment, without people who are away or gone. Where it names nobody
    who is there, the whole team is called, then the bridge: empty only if nobody is in Slack at all.

    `person`: an e-mail, where one is named. `without`: user ids of those whom calling would not help, such as
    the asker; they are called all the same before nobody is.
    """
    for some in (without, frozenset[str]()):
        for candidates in _in_turn(board, team, to, now, person):
            there = [
                one for one in candidates if one.user_id not in some and _is_there(board, team, one, now)
            ]
            if there:
                return tuple(there[:MOST_CALLED])
    return tuple(board.bridge()[:MOST_CALLED])  # away or not: silence is worse


def _in_turn(
    board: Board, team: Team | None, to: Whom, now: datetime, person: str | None
) -> Iterable[list[Colleague]]:
    on_call, second = board.on_call(team, now), board.second(team, now)
    if to == "person":
        yield _known([board.people.by_email(person) if person else None])
    if to in ("on_call", "person"):
        yield _known([on_call])
    if to in ("on_call", "second_layer"):
        yield _known([second])
    if to == "second_layer" and second is not None:
        yield _known([on_call])
    if to != "bridge":
        yield _known([on_call, second, *board.whole_team(team)])
    yield board.bridge()
    yield _known([on_call])


def _known(candidates: Iterable[Colleague | None]) -> list[Colleague]:
    """Each once."""
    return list({one.user_id: one for one in candidates if one is not None}.values())


def _is_there(board: Board, team: Team | None, one: Colleague, now: datetime) -> bool:
    if one.deactivated or one.outside or one.is_bot or not one.known:
        return False
    return not is_away(board.turns(team), one.user_id, now)
