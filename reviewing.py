"""`app.py routing`: how well requests have found their way, and how they would with another company file.

Looks at the database and changes nothing, so it may run beside the bot.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO

from bot.company import Company, read_company
from bot.hindsight import Bin, Changed, Outcome, Seen, bins, calibration_error, changes, counts, look_back
from bot.intake.summary import understood
from bot.requests.past import Past, Tally, Way, by_area, past_requests, settled_requests
from db.opening import opened

EXAMPLES = 2  # of each way, for each area
LISTED = 20  # requests that would go elsewhere
WIDTH = 70  # characters of a request

_WAYS = {
    Way.ROUTED: "went straight to {team} and stayed",
    Way.MOVED: "went there and were moved away",
    Way.ASKED: "came after the asker was shown some choices",
    Way.BRIDGE: "came through the bridge",
    Way.PICKED: "were filed under it by the asker",
}
_OUTCOMES: dict[Outcome, str] = {
    "right": "straight to the right team",
    "wrong": "straight to a wrong team",
    "asked": "the asker is shown some choices",
    "bridge": "the bridge decides",
}
_MARKS = {1: "+", 0: " ", -1: "-"}
NOTHING = "No request has been filed yet, so there is nothing to tell."
UNSETTLED = (
    "No request has been resolved or moved yet. Until then nobody has said whose a request was, "
    "so nothing can be compared."
)


def look_at_routing(chosen: argparse.Namespace, database_url: str, company: Company, out: IO[str]) -> None:
    """The two commands: `routing report`, `routing try --company FILE`."""
    if chosen.look == "report":
        report(database_url, company, out)
    else:
        compare(database_url, company, chosen.company, out)


def add_arguments(routing: argparse.ArgumentParser) -> None:
    looks = routing.add_subparsers(dest="look", required=True)
    looks.add_parser("report", help="what went straight, what was moved or asked, and how sure the bot is")
    trying = looks.add_parser("try", help="compare a changed company file on past requests")
    trying.add_argument("--company", type=Path, required=True, help="the changed company file")


def report(database_url: str, company: Company, out: IO[str]) -> None:
    """Raises Misconfigured when there is no database, Outage when it does not answer."""
    with opened(database_url) as ledger, ledger.read() as connection:
        past, settled = past_requests(connection), settled_requests(connection)
    _print(out, report_lines(company, past, look_back(company, settled)) if past else [NOTHING])


def compare(database_url: str, company: Company, changed: Path, out: IO[str]) -> None:
    """The past requests asked of both files. Raises Misconfigured for the other file, too."""
    other = read_company(changed)
    with opened(database_url) as ledger, ledger.read() as connection:
        settled = settled_requests(connection)
    if not settled:
        _print(out, [UNSETTLED])
        return
    lost = [each.area_id for each in settled if other.find_area(each.area_id) is None]
    before, after = look_back(company, settled), look_back(other, settled)
    _print(out, compared_lines(company, other, changed.name, before, after))
    _print(out, lost_lines(changed.name, lost))


def report_lines(company: Company, past: Sequence[Past], seen: Sequence[Seen]) -> Iterator[str]:
    yield f"How {len(past)} requests found their way since {past[0].asked_at:%d %B %Y}"
    for tally in by_area(past):
        yield ""
        yield from _tally_lines(company, tally)
    yield ""
    yield from _calibration_lines(bins(seen))


def compared_lines(
    company: Company, other: Company, name: str, before: Sequence[Seen], after: Sequence[Seen]
) -> Iterator[str]:
    yield f"{len(before)} past requests, each read by a bot that had learnt from the others only"
    yield ""
    yield f"{'now':>40} {name:>20}"
    old, new = counts(before), counts(after)
    for outcome, words in _OUTCOMES.items():
        yield f"{words:<32} {old[outcome]:>7} {new[outcome]:>20}"
    yield ""
    moved = changes(before, after)
    yield f"{len(moved)} would go elsewhere." if moved else "None would go elsewhere."
    for pair in moved[:LISTED]:
        yield from _changed_lines(company, other, pair)
    if len(moved) > LISTED:
        yield f"… and {len(moved) - LISTED} more."


def lost_lines(name: str, lost: Sequence[str]) -> Iterator[str]:
    if lost:
        found = ", ".join(f"{area_id} ({lost.count(area_id)})" for area_id in dict.fromkeys(lost))
        yield ""
        yield f"{len(lost)} belong to areas that {name} does not have: {found}."
        yield "An area keeps its history only while it keeps its id."


def _tally_lines(company: Company, tally: Tally) -> Iterator[str]:
    area = company.find_area(tally.area_id) if tally.area_id else None
    team = company.team(area.owner_team).spoken_name if area else "a team"
    yield area.name if area else tally.area_id or "Not decided, or filed before areas were noted"
    for way, words in _WAYS.items():
        some = tally.ways.get(way, ())
        if some:
            yield f"  {len(some):>5}  {words.format(team=team)}"
        if way in (Way.MOVED, Way.ASKED, Way.BRIDGE):
            yield from (_example(company, each) for each in some[-EXAMPLES:])


def _example(company: Company, past: Past) -> str:
    where = _named(company, past.area_id) if past.way is Way.MOVED else ""
    return f"         “{understood(past.text, WIDTH)}”" + (f" → {where}" if where else "")


def _calibration_lines(found: Sequence[Bin]) -> Iterator[str]:
    if not found:
        yield UNSETTLED
        return
    yield "How sure it is, and how often it is right; each read by a bot that had learnt from the others only"
    yield f"  {'it says':>12} {'requests':>10} {'on average':>12} {'right':>7}"
    for each in found:
        asked = f"{each.low:.0%} to {each.high:.0%}"
        yield f"  {asked:>12} {each.count:>10} {each.said:>12.0%} {each.right:>7.0%}"
    yield f"On the whole, what it says and what comes true lie {calibration_error(found):.0%} apart."


def _changed_lines(company: Company, other: Company, pair: Changed) -> Iterator[str]:
    before, after = _went(company, pair.before), _went(other, pair.after)
    yield f"{_MARKS[pair.gain]} “{understood(pair.before.settled.text, WIDTH)}”"
    yield f"    was: {before}; then: {after}; whose it was: {_named(other, pair.after.settled.area_id)}"


def _went(company: Company, seen: Seen) -> str:
    if seen.outcome in ("right", "wrong"):
        return f"{_named(company, seen.guess)} ({seen.outcome})"
    return _OUTCOMES[seen.outcome]


def _named(company: Company, area_id: str | None) -> str:
    area = company.find_area(area_id) if area_id else None
    return area.name if area else area_id or "the bridge"


def _print(out: IO[str], lines: Iterator[str] | Sequence[str]) -> None:
    for line in lines:
        print(line, file=out)
