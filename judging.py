"""`app.py read`: what the bot reads in sentences, for trying a company file and for judging it.

JSON lines in, JSON lines out; no Slack, no database, no network.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, time
from pathlib import Path
from typing import IO, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.company import Company, read_company
from bot.intake.reader import Reader, as_json
from bot.routing import Lesson, Router
from db.errors import Misconfigured, Unclear

MORNING = time(9, 0)  # where a line gives a day and no time


def read_lines(
    lines: Iterable[str], company: Company, resolved: Iterable[str], *, now: datetime
) -> Iterator[dict[str, Any]]:
    """One answer for each line. Raises Unclear for a line that cannot be read, with its number.

    `now` stands in for lines without "at".
    """
    reader = Reader(company, Router(company, lessons(resolved, company)))
    for number, line in enumerate(lines, 1):
        if line.strip():
            given = _line(line, number)
            at, zone = _moment(given, number, company.zone, now)
            reading = reader.read(str(given["text"]), at=at, zone=zone)
            yield as_json(str(given.get("id", number)), reading)


def lessons(lines: Iterable[str], company: Company) -> Iterator[Lesson]:
    """Earlier requests, {"text", "area"} a line."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        given = _line(line, number)
        area = company.find_area(str(given.get("area")))
        if area is None:
            raise Unclear(f'Line {number}: the company file has no area "{given.get("area")}".')
        yield Lesson(str(given["text"]), area.id, f"resolved:{number}")


def read_from(
    source: IO[str], out: IO[str], company_path: Path, resolved: Path | None, *, now: datetime
) -> None:
    """The command itself. Raises Misconfigured for a file, Unclear for a line."""
    company = read_company(company_path)
    earlier = _lines_of(resolved) if resolved else []
    for answer in read_lines(source, company, earlier, now=now):
        print(json.dumps(answer, ensure_ascii=False), file=out, flush=out is sys.stdout)


def _lines_of(file: Path) -> list[str]:
    try:
        return file.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise Misconfigured([f"{file} cannot be read: {error.strerror}."]) from error
    except UnicodeDecodeError as error:
        raise Misconfigured([f"{file} is not written in UTF-8."]) from error


def _line(line: str, number: int) -> Mapping[str, Any]:
    try:
        given = json.loads(line)
    except ValueError as error:
        raise Unclear(f"Line {number} is no JSON: {error}.") from error
    if not isinstance(given, dict) or not isinstance(given.get("text"), str):
        raise Unclear(f'Line {number} must be an object with a "text".')
    return given


def _moment(given: Mapping[str, Any], number: int, company_zone: str, now: datetime) -> tuple[datetime, str]:
    zone = str(given.get("zone") or company_zone)
    try:
        there = ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise Unclear(f'Line {number}: there is no time zone "{zone}".') from error
    written = given.get("at")
    if not written:
        return now, zone
    try:
        at = datetime.fromisoformat(str(written))
    except ValueError as error:
        raise Unclear(f'Line {number}: "{written}" is no day (2026-03-10) and no time.') from error
    if len(str(written)) <= len("2026-03-10"):
        at = datetime.combine(at.date(), MORNING)
    return (at if at.tzinfo else at.replace(tzinfo=there)).astimezone(UTC), zone
