"""`app.py glossary`: the words in and out of files, compared and checked.

An import goes the way of every proposal: what is live stays live until somebody approves something newer.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

from db.engine import Ledger
from db.errors import Misconfigured, Refusal
from db.opening import opened
from db.sole import hold
from glossary.concepts import Source, all_concepts, waiting_revisions
from glossary.exchange.checking import check, twice
from glossary.exchange.database_file import write_database
from glossary.exchange.difference import Difference, diff, told
from glossary.exchange.files import read_file, written_file
from glossary.keeping.proposing import propose_all
from glossary.keeping.writer import PROGRAM
from glossary.model import Entry

ALL_WELL = "All is well."
NOT_APPLIED = (
    "Nothing was changed. With --apply all this is proposed, "
    "and what is live stays live until somebody approves it."
)
NOTHING_NEW = "There is nothing to propose."


def add_arguments(glossary: argparse.ArgumentParser) -> argparse._SubParsersAction[argparse.ArgumentParser]:
    """What is returned takes further commands of the glossary."""
    doing = glossary.add_subparsers(dest="do", required=True)
    exporting = doing.add_parser("export", help="write all approved entries into a file")
    exporting.add_argument("--to", type=Path, required=True, help=".csv, .json, .yaml, .jsonld (SKOS) or .db")
    exporting.add_argument("--force", action="store_true", help="write over a file that is there already")
    taking = doing.add_parser("import", help="compare a file with the glossary, then propose what is new")
    taking.add_argument("file", type=Path, help=".csv, .json or .yaml")
    taking.add_argument("--apply", action="store_true", help="propose it; without, it is only shown")
    comparing = doing.add_parser("diff", help="show what an import of this file would change")
    comparing.add_argument("file", type=Path, help=".csv, .json or .yaml")
    checking = doing.add_parser("check", help="name everything that is wrong, in files or in the glossary")
    checking.add_argument("files", type=Path, nargs="*", help="checked as one; none: the glossary itself")
    return doing


def needs_database(chosen: argparse.Namespace) -> bool:
    """Files are checked by themselves, with no settings at all."""
    return not (chosen.do == "check" and chosen.files)


def carry_out(chosen: argparse.Namespace, database_url: str, out: IO[str], now: datetime) -> int:
    """The exit code. Raises Misconfigured for what is not there, Unclear for a text that cannot be read."""
    if chosen.do == "export":
        export(database_url, chosen.to, out, force=chosen.force)
        return 0
    if chosen.do == "check":
        return look_for_mistakes(database_url, chosen.files, out)
    return take_in(database_url, chosen.file, out, now, apply=chosen.do == "import" and chosen.apply)


def export(database_url: str, to: Path, out: IO[str], *, force: bool = False) -> None:
    with opened(database_url) as ledger, ledger.read() as connection:
        entries = _kept(connection).answered
    if to.exists() and (not force or _is_database(to, database_url)):
        how = "Name another file." if _is_database(to, database_url) else "Name another file, or add --force."
        raise Misconfigured([f"{to} is there already. {how}"])
    with in_place_of(to) as fresh:
        if to.suffix.casefold() == ".db":
            write_database(entries, fresh)
        else:
            # A mark at its beginning tells Excel that a CSV is UTF-8.
            encoding = "utf-8-sig" if to.suffix.casefold() == ".csv" else "utf-8"
            fresh.write_text(written_file(entries, to.name), encoding=encoding, newline="")
    _print(out, [f"{len(entries)} entries are in {to}."])


def take_in(database_url: str, file: Path, out: IO[str], now: datetime, *, apply: bool) -> int:
    """Shows what is new, and proposes it if told to. Twice the same file proposes nothing the second time."""
    entries, problems = _read(file)
    if problems:
        _print(out, [*problems, "", f"{len(problems)} thing(s) to mend; nothing was changed."])
        return 2
    with _alone(database_url, apply), opened(database_url) as ledger:
        with ledger.read() as connection:
            kept = _kept(connection)
        difference = diff(kept.answered, [entry for entry in entries if entry.slug not in kept.put_away])
        wanted = [entry for entry in difference.wanted if kept.waiting.get(entry.slug) != entry]
        _print(out, _told(difference, kept, entries, len(difference.wanted) - len(wanted)))
        if not apply:
            _print(out, ["", NOT_APPLIED if wanted else NOTHING_NEW])
        else:
            _print(out, ["", *(_proposed(ledger, wanted, now) if wanted else [NOTHING_NEW])])
    return 0


def look_for_mistakes(database_url: str, files: Sequence[Path], out: IO[str]) -> int:
    """Several files are one set: their entries may point at each other."""
    entries: list[Entry] = []
    found: list[str] = []
    for file in files:
        read, problems = _read(file)
        entries += read
        found += problems
    if not files:
        with opened(database_url) as ledger, ledger.read() as connection:
            entries += _kept(connection).answered
    found += [*twice(entries), *check(entries)]
    shown = [*(f"- {each}" for each in found), "", f"{len(found)} thing(s) to mend."]
    _print(out, shown if found else [f"{ALL_WELL} {len(entries)} entries."])
    return 2 if found else 0


@dataclass(frozen=True)
class _Kept:
    """What the database has."""

    answered: tuple[Entry, ...]
    waiting: dict[str, Entry]  # proposed and not decided
    put_away: frozenset[str]  # slugs


def _kept(source: Source) -> _Kept:
    concepts = all_concepts(source)
    return _Kept(
        answered=tuple(each.entry for each in concepts if each.is_answered and each.entry),
        waiting={each.entry.slug: each.entry for each in waiting_revisions(source)},
        put_away=frozenset(each.slug for each in concepts if each.status in ("retired", "excluded")),
    )


def _told(difference: Difference, kept: _Kept, entries: Iterable[Entry], waiting: int) -> Iterator[str]:
    yield from told(difference)
    if waiting:
        yield f"{waiting} of these wait for approval already."
    away = sorted(entry.slug for entry in entries if entry.slug in kept.put_away)
    if away:
        yield f"Put away in the glossary, and left so: {', '.join(away)}."


def _proposed(ledger: Ledger, wanted: Sequence[Entry], now: datetime) -> Iterator[str]:
    with ledger.begin() as unit:
        outcomes = propose_all(unit, wanted, PROGRAM, now, source="import")
    refused = [
        f"- {entry.slug}: {outcome}"
        for entry, outcome in zip(wanted, outcomes, strict=True)
        if isinstance(outcome, Refusal)
    ]
    done = len(wanted) - len(refused)
    yield f"{done} proposed. The reviewers are told; `/glossary` shows what waits for them."
    if refused:
        yield f"{len(refused)} could not be proposed:"
        yield from refused


def _read(file: Path) -> tuple[tuple[Entry, ...], tuple[str, ...]]:
    try:
        content = file.read_bytes()
    except OSError as error:
        raise Misconfigured([f"{file} cannot be read: {error.strerror}."]) from error
    found = read_file(content, file.name)
    return found.entries, found.problems


@contextmanager
def _alone(database_url: str, writing: bool) -> Iterator[None]:
    """Who writes into a SQLite file must be the only one. Raises Misconfigured while the bot runs on it."""
    lock = hold(database_url) if writing else None
    try:
        yield
    finally:
        if lock is not None:
            lock.close()


@contextmanager
def in_place_of(to: Path) -> Iterator[Path]:
    """A new file beside `to`, which takes its place when it is whole. Raises Misconfigured."""
    try:
        with tempfile.TemporaryDirectory(dir=to.parent, prefix=".liaison-") as folder:
            fresh = Path(folder) / to.name
            yield fresh
            fresh.replace(to)
    except OSError as error:
        raise Misconfigured([f"{to} cannot be written: {error.strerror}."]) from error


def _is_database(path: Path, database_url: str) -> bool:
    """Never to be written over: the bot's own rows."""
    own = database_url.removeprefix("sqlite:///")
    return own != database_url and path.resolve() == Path(own).resolve()


def _print(out: IO[str], lines: Iterable[str]) -> None:
    for line in lines:
        print(line, file=out)
