"""The rows about duty, kept ready in memory: who is on call is asked whenever somebody files."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from threading import Lock
from typing import Any

from sqlalchemy import Connection, select

from bot.company import Company
from bot.oncall.board import Board
from bot.oncall.model import Absence, DutyState, Fixed, Override
from bot.oncall.written import rota_from
from bot.people import Directory, People
from db.duty_tables import absences, duty_version, overrides, rota_sources, rotas
from db.engine import Ledger, Unit
from db.inserting import insert_into

_NAME = "duty"
_OVERRIDE = tuple(Override.__dataclass_fields__)


class Duties:
    """Holds the rows of this moment. Reading them is free; `catch_up` looks whether there are newer ones."""

    def __init__(self, ledger: Ledger, company: Company, directory: Directory) -> None:
        self._ledger = ledger
        self._company = company
        self._directory = directory
        self._lock = Lock()
        self._state = DutyState()
        self._board: Board | None = None

    def board(self) -> Board:
        """Of the newest people, too: somebody may have been deactivated since."""
        people: People = self._directory.people()
        board = self._board
        if board is None or board.people is not people or board.state is not self._state:
            board = self._board = Board(self._company, people, self._state)
        return board

    def catch_up(self) -> None:
        """Raises Outage when the database does not answer."""
        with self._lock, self._ledger.read() as connection:
            version = _version(connection)
            if version != self._state.version:
                self._state = _read(connection, version)


def count_change(unit: Unit) -> None:
    """In the transaction of every change, so that each process knows that its look is old."""
    first = insert_into(unit, duty_version).values(name=_NAME, version=1)
    unit.execute(
        first.on_conflict_do_update(index_elements=["name"], set_={"version": duty_version.c.version + 1})
    )


def state_now(unit: Unit) -> DutyState:
    """As this transaction sees it, for what must not be decided by an older look."""
    return state_of(unit.flush())


def state_of(connection: Connection) -> DutyState:
    """For whoever looks at the database beside the running bot."""
    return _read(connection, _version(connection))


def _version(connection: Connection) -> int:
    found = select(duty_version.c.version).where(duty_version.c.name == _NAME)
    return connection.execute(found).scalar_one_or_none() or 0


def _read(connection: Connection, version: int) -> DutyState:
    kept = {row["team_id"]: row for row in connection.execute(select(rotas)).mappings()}
    sources = (
        connection.execute(select(rota_sources).where(rota_sources.c.ended_at.is_(None))).mappings().all()
    )
    standing = select(overrides).where(overrides.c.cancelled_at.is_(None))
    newest_last = standing.order_by(overrides.c.made_at, overrides.c.id)
    away = select(absences).where(absences.c.cancelled_at.is_(None)).order_by(absences.c.id)
    return DutyState(
        version=version,
        rotas={team_id: rota_from(row["zone"], row["layers"]) for team_id, row in kept.items()},
        imported={row["team_id"]: tuple(map(_fixed, row["shifts"])) for row in sources},
        matches={row["team_id"]: row["matches"] for row in sources},
        overrides=tuple(_override(row) for row in connection.execute(newest_last).mappings()),
        absences=tuple(_absence(row) for row in connection.execute(away).mappings()),
    )


def _fixed(written: tuple[str, str, str, str]) -> Fixed:
    starts, ends, key, uid = written
    return Fixed(datetime.fromisoformat(starts), datetime.fromisoformat(ends), None, key, uid)


def _override(row: Mapping[Any, Any]) -> Override:
    return Override(**{name: row[name] for name in _OVERRIDE})


def _absence(row: Mapping[Any, Any]) -> Absence:
    return Absence(row["id"], row["user_id"], row["first_day"], row["last_day"])
