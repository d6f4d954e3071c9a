"""The judge of the reading: labelled sentences against what was read in them.

The sentences stand in tests/quality: `requests.csv` (a sample that everybody may look at) and
`held_out.csv` (of the same kind, written without a look at the rules; whoever writes rules does not read
it, so only the ids of its hard cases are printed); and the two halves of what later writers added, who had
not seen the rules either and wrote longer and less plainly: `second_sample.csv`, which everybody may look
at, and `second_held_out.csv`. Their columns: `area` what it must become (`A|B`: two
separate wishes; `not_it`: nothing is opened; `unclear`: one open question), `also_ok` areas that are right
as well, `urgency`, `due_date` (empty: the words name none, or an ambiguous one), `ask_back` intake ids,
`ref_date` the day on which it was written, `tags`. `left_out.csv` says which pieces of which sentences must
be gone from the masked words.

What is counted, each as hits out of the rows that it is about:

- **right team**: rows with areas. Verdict `request`, band `sure`, and the first area read belongs to the
  team of the row's first area or of one that is right as well. Where `not_it` is right as well, opening
  nothing is right too. **Wrong team**: sure of another team, or turned away (`not_it`, `heads_up`).
  **Bridge or asked**: everything else, that is band `ask` or `bridge`, or the verdict `unclear`. The three
  add up to all.
- **unclear asked**: rows that are `unclear`; verdict `unclear`, or nothing opened where that is right too.
- **incidents caught**: rows with the incident area; it is the first area read or one of `also`, in a
  request. **False alarms**: rows where it is neither meant nor right as well, but was read first and sure.
- **not-for-IT opened**: rows that are `not_it`; read as a request, unless its first area is right as well.
- **due dates exact**: rows with a date; the same date. **Invented**: rows without one; any date.
- **urgency**: the same level. **Multi-request**: rows with several areas; all of them are read (`areas[0]`
  and `also`), or at least two. **Split for nothing**: rows with one area; a second wish was read whose
  area is not right as well.
- **injections**: rows so tagged; neither the incident area nor a higher urgency than the label's came of it.
- **left out**: pieces of `left_out.csv` that are gone from the masked words, their kind named in `found`.
- **questions**: of the ids asked, how many does `ask_back` hold (precision), and of those in `ask_back`, how
  many were asked (recall); rows read as a request, sure and at the right team.
"""

from __future__ import annotations

import csv
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from datetime import time as clock_time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.company import read_company
from bot.company.model import Company
from bot.intake.reader import Reader, as_json
from bot.routing import Router
from tests.bench.databases import Databases
from tests.bench.measured import Figure, Plan

QUALITY = Path(__file__).parent.parent / "quality"
COMPANY = Path(__file__).parent.parent.parent / "liaison.example.yaml"
SETS = {
    "the sample": "requests.csv",
    "held-out sentences": "held_out.csv",
    "the second sample": "second_sample.csv",
    "second held-out sentences": "second_held_out.csv",
}
ZONE = "Europe/London"
INCIDENT = "incident_outage"
LEVELS = ("low", "normal", "high", "outage")
SHOWN = 12  # hard cases named beside a figure

Read = Callable[[str, str, datetime, str], Mapping[str, Any]]


@dataclass(frozen=True)
class Row:
    id: str
    text: str
    areas: tuple[str, ...]
    also_ok: tuple[str, ...]
    urgency: str
    due: str | None
    ask_back: tuple[str, ...]
    at: datetime
    tags: tuple[str, ...]

    @property
    def is_wish(self) -> bool:
        return self.areas[0] not in ("not_it", "unclear")


@dataclass
class Measure:
    """Hits out of the rows it is about. `bad`: the ids worth a look."""

    what: str
    goal: float | None = None
    at_most: bool = False
    hits: int = 0
    of: int = 0
    bad: list[str] = field(default_factory=list)

    def count(self, row: Row, hit: bool) -> None:
        self.of += 1
        self.hits += hit
        if hit == self.at_most:
            self.bad.append(row.id)

    @property
    def share(self) -> float:
        return self.hits / self.of if self.of else 0.0

    @property
    def met(self) -> bool:
        return self.goal is None or (self.share <= self.goal if self.at_most else self.share >= self.goal)


@dataclass
class Measures:
    right: Measure = field(default_factory=lambda: Measure("right team", 0.80))
    wrong: Measure = field(default_factory=lambda: Measure("wrong team", 0.08, at_most=True))
    asked: Measure = field(default_factory=lambda: Measure("to the bridge or asked", 0.18, at_most=True))
    unclear: Measure = field(default_factory=lambda: Measure("unclear asked"))
    caught: Measure = field(default_factory=lambda: Measure("incidents caught", 0.95))
    alarms: Measure = field(default_factory=lambda: Measure("false alarms", 0.04, at_most=True))
    opened: Measure = field(default_factory=lambda: Measure("not-for-IT opened", 0.10, at_most=True))
    exact: Measure = field(default_factory=lambda: Measure("due dates exact", 0.92))
    invented: Measure = field(default_factory=lambda: Measure("due dates invented", 0.02, at_most=True))
    urgency: Measure = field(default_factory=lambda: Measure("urgency as labelled"))
    several: Measure = field(default_factory=lambda: Measure("multi-request: all areas"))
    second: Measure = field(default_factory=lambda: Measure("multi-request: found", 0.80))
    split: Measure = field(default_factory=lambda: Measure("split for nothing", at_most=True))
    injected: Measure = field(default_factory=lambda: Measure("injections without effect", 1.0))
    left_out: Measure = field(default_factory=lambda: Measure("secrets, cards, people left out", 1.0))
    precise: Measure = field(default_factory=lambda: Measure("questions asked that are labelled"))
    recalled: Measure = field(default_factory=lambda: Measure("labelled questions that are asked"))

    def all(self) -> tuple[Measure, ...]:
        return tuple(vars(self).values())


def rows_of(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return [_row(line) for line in csv.DictReader(file)]


def _row(line: Mapping[str, str]) -> Row:
    day = date.fromisoformat(line["ref_date"] or "2026-03-10")
    return Row(
        id=line["id"],
        text=line["text"],
        areas=tuple(line["area"].split("|")),
        also_ok=tuple(filter(None, line["also_ok"].split("|"))),
        urgency=line["urgency"],
        due=line["due_date"] or None,
        ask_back=tuple(filter(None, line["ask_back"].split(";"))),
        at=datetime.combine(day, clock_time(9, 30), ZoneInfo(ZONE)),
        tags=tuple(line["tags"].split(";")),
    )


def pieces_left_out() -> dict[str, list[tuple[str, str]]]:
    """By row: the kind and the piece that must be gone."""
    pieces: dict[str, list[tuple[str, str]]] = {}
    with (QUALITY / "left_out.csv").open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            pieces.setdefault(line["id"], []).append((line["kind"], line["gone"]))
    return pieces


def judged(
    rows: Iterable[Row],
    read: Read,
    teams: Mapping[str, str],
    pieces: Mapping[str, Sequence[tuple[str, str]]],
) -> Measures:
    """`teams`: the owner of each area. `read`: id, text, moment, zone → the JSON shape of `app.py read`."""
    measures = Measures()
    for row in rows:
        said = read(row.id, row.text, row.at, ZONE)
        _judge_where(measures, row, said, teams)
        _judge_incident(measures, row, said)
        _judge_when(measures, row, said)
        _judge_several(measures, row, said)
        for kind, gone in pieces.get(row.id, ()):
            measures.left_out.count(row, gone not in said["masked"] and kind in said["found"])
    return measures


def first_area(said: Mapping[str, Any]) -> str | None:
    """Where it would be filed, were it sure."""
    return said["areas"][0]["id"] if said["verdict"] == "request" and said["areas"] else None


def _judge_where(measures: Measures, row: Row, said: Mapping[str, Any], teams: Mapping[str, str]) -> None:
    nothing_opened = said["verdict"] in ("not_it", "heads_up")
    if row.areas[0] == "not_it":
        opened = said["verdict"] == "request" and first_area(said) not in row.also_ok
        measures.opened.count(row, opened)
    elif row.areas[0] == "unclear":
        right = nothing_opened and "not_it" in row.also_ok
        measures.unclear.count(row, right or said["verdict"] == "unclear")
    else:
        outcome = _outcome(row, said, teams)
        measures.right.count(row, outcome == "right")
        measures.wrong.count(row, outcome == "wrong")
        measures.asked.count(row, outcome == "asked")
        if outcome == "right" and said["verdict"] == "request":
            for asked in said["ask"]:
                measures.precise.count(row, asked in row.ask_back)
            for wanted in row.ask_back:
                measures.recalled.count(row, wanted in said["ask"])


def _outcome(row: Row, said: Mapping[str, Any], teams: Mapping[str, str]) -> str:
    if said["verdict"] in ("not_it", "heads_up"):
        return "right" if "not_it" in row.also_ok else "wrong"
    area = first_area(said)
    if area is None or said["band"] != "sure":
        return "asked"
    meant = {teams[each] for each in (row.areas[0], *row.also_ok) if each in teams}
    return "right" if teams[area] in meant else "wrong"


def _judge_incident(measures: Measures, row: Row, said: Mapping[str, Any]) -> None:
    first = first_area(said)
    if INCIDENT in row.areas:
        measures.caught.count(row, INCIDENT in (first, *said["also"]))
    elif INCIDENT not in row.also_ok:
        measures.alarms.count(row, first == INCIDENT and said["band"] == "sure")
    if "injection" in row.tags:
        raised = LEVELS.index(said["urgency"]) > LEVELS.index(row.urgency)
        measures.injected.count(row, not raised and INCIDENT not in (first, *said["also"]))


def _judge_when(measures: Measures, row: Row, said: Mapping[str, Any]) -> None:
    if row.due:
        measures.exact.count(row, said["due"] == row.due)
    else:
        measures.invented.count(row, said["due"] is not None)
    measures.urgency.count(row, said["urgency"] == row.urgency)


def _judge_several(measures: Measures, row: Row, said: Mapping[str, Any]) -> None:
    found = {first_area(said), *said["also"]}
    if len(row.areas) > 1:
        measures.several.count(row, found.issuperset(row.areas))
        measures.second.count(row, len(found.intersection((*row.areas, *row.also_ok))) > 1)
    else:
        measures.split.count(row, bool(set(said["also"]).difference(row.areas, row.also_ok)))


def reading(plan: Plan, made: Databases) -> list[Figure]:
    """All four sets, with an empty history."""
    company = read_company(COMPANY)
    reader = Reader(company, Router(company))
    figures = []
    for name, file in SETS.items():
        rows = rows_of(QUALITY / file)
        measures = judged(rows, _reading_of(reader), teams_of(company), pieces_left_out())
        figures += [_figure(name, measure) for measure in measures.all() if measure.of]
    return [*figures, _cost(reader, rows_of(QUALITY / "requests.csv"), 3 if plan.quick else 10)]


def teams_of(company: Company) -> dict[str, str]:
    return {area.id: area.owner_team for area in company.areas}


def _reading_of(reader: Reader) -> Read:
    return lambda id_, text, at, zone: as_json(id_, reader.read(text, at=at, zone=zone))


def _figure(name: str, measure: Measure) -> Figure:
    sign = "≤" if measure.at_most else "≥"
    goal = None if measure.goal is None else f"{sign} {measure.goal:.2f}"
    ids = list(dict.fromkeys(measure.bad))
    more = f" and {len(ids) - SHOWN} more" if len(ids) > SHOWN else ""
    hard = f"; hard cases: {', '.join(ids[:SHOWN])}{more}" if ids else ""
    what = f"Reading {name}: {measure.what}"
    return Figure(what, f"{measure.share:.2f}", goal, measure.met, f"{measure.hits} of {measure.of}{hard}")


def _cost(reader: Reader, rows: Sequence[Row], times: int) -> Figure:
    spent = []
    for row in rows:
        for _ in range(times):
            started = time.thread_time()
            reader.read(row.text, at=row.at, zone=ZONE)
            spent.append(time.thread_time() - started)
    spent.sort()
    half, most = spent[len(spent) // 2], spent[len(spent) * 99 // 100]
    detail = f"p50 {1e6 * half:.0f} µs"
    return Figure("Reading: processor time, p99", f"{1e3 * most:.2f} ms", "≤ 20 ms", most <= 0.020, detail)


def main(argv: Sequence[str]) -> int:
    """`python -m tests.bench.reading`: the samples' hard cases with their words, for whoever writes rules."""
    company = read_company(COMPANY)
    shown = [rows_of(QUALITY / SETS[name]) for name in ("the sample", "the second sample")]
    rows = {row.id: row for each in shown for row in each}
    reader = Reader(company, Router(company))
    said: dict[str, Mapping[str, Any]] = {}

    def read(id_: str, text: str, at: datetime, zone: str) -> Mapping[str, Any]:
        said[id_] = as_json(id_, reader.read(text, at=at, zone=zone))
        return said[id_]

    for measure in judged(rows.values(), read, teams_of(company), pieces_left_out()).all():
        if measure.of and (not argv or any(word in measure.what for word in argv)):
            print(f"\n{measure.what}: {measure.share:.2f} ({measure.hits} of {measure.of})")
            for id_ in dict.fromkeys(measure.bad):
                print(f"  {id_} {rows[id_].text!r}\n    {_in_short(rows[id_], said[id_])}")
    return 0


def _in_short(row: Row, said: Mapping[str, Any]) -> str:
    meant = f"{'|'.join(row.areas)} {row.urgency} {row.due} {','.join(row.ask_back)}"
    areas = ", ".join(f"{area['id']} {area['p']:.2f}" for area in said["areas"])
    read = f"{said['verdict']} {said['band']} [{areas}] also {said['also']} {said['urgency']} {said['due']}"
    return f"meant {meant}; read {read} asks {','.join(said['ask'])}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
