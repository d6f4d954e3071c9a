"""One person's own requests as CSV, in parts that fit into a private answer."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from io import StringIO
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, select

from bot.company import Company
from bot.people import Colleague
from db.engine import Unit
from db.kinds import RequestState
from db.tables import requests
from glossary.exchange.csv_text import safe_cell

LONGEST_PART = 10_000  # characters; Slack takes about 13,000 in all the blocks of a message
LONGEST_WORDS = 3000  # of one request; all of them stay in Slack
HEAD = ("asked", "words", "about", "team", "state", "wanted by", "taken", "done", "ended")
_STATES: Mapping[RequestState, str] = {
    RequestState.NEW: "nobody has it yet",
    RequestState.MOVED: "moved, nobody has it yet",
    RequestState.ACKNOWLEDGED: "somebody has it",
    RequestState.WAITING: "waits for your answer",
    RequestState.RESOLVED: "done, waits for your word",
    RequestState.CLOSED: "closed",
    RequestState.CANCELLED: "taken back",
}


@dataclass(frozen=True)
class OwnPart:
    total: int  # requests, in all parts
    number: int  # from 1
    parts: int
    csv: str  # with its first row; lines end with "\n"


def own_requests(
    source: Unit | Connection, person: Colleague, company: Company, number: int = 1
) -> OwnPart | None:
    """The newest first; moments by the person's clock. A part past the end gives the last one.

    None: there are none that are still kept.
    """
    mine = select(requests).where(requests.c.asked_by == person.user_id)
    rows = source.execute(mine.order_by(requests.c.asked_at.desc(), requests.c.id.desc())).mappings().all()
    if not rows:
        return None
    parts = list(_parts([_line(_cells(row, person.zone_info, company)) for row in rows]))
    number = min(max(number, 1), len(parts))
    return OwnPart(len(rows), number, len(parts), parts[number - 1])


def _parts(lines: list[str]) -> Iterator[str]:
    head = _line(HEAD)
    part = head
    for line in lines:
        if part != head and len(part) + len(line) > LONGEST_PART:
            yield part
            part = head
        part += line
    yield part


def _cells(row: Mapping[Any, Any], zone: ZoneInfo, company: Company) -> tuple[str, ...]:
    def at(moment: datetime | None) -> str:
        return f"{moment.astimezone(zone):%Y-%m-%d %H:%M}" if moment else ""

    area = company.find_area(row["area_id"]) if row["area_id"] else None
    team = company.find_team(row["team_id"]) if row["team_id"] else None
    return (
        at(row["asked_at"]),
        " ".join(row["text"].split())[:LONGEST_WORDS],
        area.name if area else "",
        team.name if team else "the bridge",
        _STATES[RequestState(row["state"])],
        row["due_on"].isoformat() if row["due_on"] else "",
        at(row["acknowledged_at"]),
        at(row["resolved_at"]),
        at(row["ended_at"]),
    )


def _line(cells: tuple[str, ...]) -> str:
    out = StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerow(map(safe_cell, cells))
    return out.getvalue()
