"""Dates and rhythms that were written elsewhere: as bare phrases, in sentences, and where there are none.

The phrases are no part of the project. They are looked for in `data/routing/date_phrases.csv` of the folders
beside the work tree; where there are none, the bench says so. Their columns: `kind` (date, no_date or
recurrence), `phrase`, `sentence`, and what is accepted: days, or the first four moments of a rhythm.
"""

from __future__ import annotations

import csv
import time
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from statistics import median
from zoneinfo import ZoneInfo

from bot.intake.dates import find_due, find_recurrence
from tests.bench import judging
from tests.bench.databases import Databases
from tests.bench.measured import Figure, Plan

ZONE = "America/New_York"
MOMENT = datetime(2026, 10, 14, 9, 30, tzinfo=ZoneInfo(ZONE))  # a Wednesday
NONE = "NONE"  # begins what is accepted where no day is meant
OCCURRENCES = 4
TIMES = 20  # each line is read so often

Row = dict[str, str]


def dates(plan: Plan, made: Databases) -> list[Figure]:
    folder = judging.found()
    if folder is None:
        return [Figure("Written elsewhere", "not measured", detail="nothing lies beside the work tree")]
    rows = read(folder / "date_phrases.csv")
    dated = [row for row in rows if row["kind"] == "date" and not _accepted(row).startswith(NONE)]
    undated = [row for row in rows if row["kind"] != "recurrence" and _accepted(row).startswith(NONE)]
    rhythms = [row for row in rows if row["kind"] == "recurrence"]
    known = [row for row in rhythms if _accepted(row)[:1].isdigit()]
    return [
        _share("dates, the phrase alone: exact", [_is_exact(row["phrase"], row) for row in dated], dated),
        _share(
            "dates, in a sentence: exact", [_is_exact(row["sentence"], row) for row in dated], dated, 21 / 24
        ),
        _share("no date: none invented", [_is_silent(row["sentence"]) for row in undated], undated, 9 / 10),
        _share("rhythms: read at all", [_is_read(row["phrase"]) for row in rhythms], rhythms),
        _share("rhythms: the next four moments", [_is_in_time(row) for row in known], known),
        _cost([row["sentence"] or row["phrase"] for row in rows]),
    ]


def read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _accepted(row: Row) -> str:
    return row["accepted_dates_or_first_4_occurrences"]


def _is_exact(text: str, row: Row) -> bool:
    due = find_due(text, at=MOMENT, zone=ZONE)
    days = {date.fromisoformat(each) for each in _accepted(row).split("|")}
    return due is not None and due.day in days


def _is_silent(text: str) -> bool:
    """No day, or one that is over: of what happened, nobody makes a due date."""
    due = find_due(text, at=MOMENT, zone=ZONE)
    return due is None or (due.day is not None and due.day < MOMENT.date())


def _is_read(phrase: str) -> bool:
    return find_recurrence(phrase, zone=ZONE) is not None


def _is_in_time(row: Row) -> bool:
    found = find_recurrence(row["phrase"], zone=ZONE)
    moments = [datetime.fromisoformat(each) for each in _accepted(row).split("|")]
    if found is None:
        return False
    return [each.replace(tzinfo=None) for each in found.upcoming(MOMENT, OCCURRENCES)] == moments


def _share(what: str, hits: Sequence[bool], rows: Sequence[Row], goal: float | None = None) -> Figure:
    share = sum(hits) / len(hits)
    missed = [row["phrase"] or row["sentence"] for row, hit in zip(rows, hits, strict=True) if not hit]
    detail = f"{sum(hits)} of {len(hits)}" + (f"; hard cases: {', '.join(missed)}" if missed else "")
    said = None if goal is None else f"≥ {goal:.2f}"
    return Figure(f"Written elsewhere, {what}", f"{share:.2f}", said, goal is None or share >= goal, detail)


def _cost(lines: Sequence[str]) -> Figure:
    taken = sorted(_seconds(line) for line in lines)
    worst = f"{1e6 * taken[-1]:.0f} µs at the most"
    what = "Written elsewhere, a date looked for: processor time"
    return Figure(what, f"{1e6 * median(taken):.0f} µs", detail=worst)


def _seconds(line: str) -> float:
    started = time.thread_time()
    for _ in range(TIMES):
        find_due(line, at=MOMENT, zone=ZONE)
    return (time.thread_time() - started) / TIMES
