"""`app.py glossary spot`: which words the bot would explain, for trying a glossary and for judging it.

JSON lines in, JSON lines out; no Slack, no network.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import IO, Any, cast, get_args

from bot.settings import from_env
from db.engine import Ledger
from db.errors import Misconfigured, Unclear
from db.migrate import is_migrated
from glossary.concepts import all_concepts
from glossary.exchange.entries import slug_of
from glossary.model import Entry, Home, Label, Noticing, Side, Wording
from glossary.spotting import Lexicon, Noticed, natural_case, spot
from glossary.starter import load_starter
from glossary.words import fold

COLUMNS = ("term", "domain", "expansion", "aliases", "explain_by_default", "gist")
_YES = "yes"


def add_arguments(doing: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    spotting = doing.add_parser("spot", help="read JSON lines of messages, print which words are explained")
    spotting.add_argument(
        "--terms", type=Path, help="a CSV of terms to use instead of the database's entries"
    )
    spotting.add_argument(
        "--on-demand", action="store_true", help="as if the reader had asked: every word they may not know"
    )


def carry_out(
    chosen: argparse.Namespace, env: Mapping[str, str], source: Iterable[str], out: IO[str], wrong: IO[str]
) -> int:
    """The command as it was typed. Settings are only needed for the database's entries."""
    database_url = ""
    if not chosen.terms:
        try:
            database_url = from_env(env).database_url
        except Misconfigured:
            print("The settings are not complete, so the words that come with Liaison are used.", file=wrong)
    return spot_from(
        source, out, wrong, terms=chosen.terms, database_url=database_url, on_demand=chosen.on_demand
    )


def spot_from(
    source: Iterable[str],
    out: IO[str],
    wrong: IO[str],
    *,
    terms: Path | None,
    database_url: str = "",
    on_demand: bool = False,
) -> int:
    """The command itself; its exit code. A line that cannot be read is named in `wrong`, the others go on.

    Without `terms`, the database's approved entries are used; the shipped ones while there is none. Raises
    Misconfigured for a file of terms.
    """
    lexicon = Lexicon(entries_of(terms) if terms else _kept(database_url))
    code = 0
    for number, line in enumerate(source, 1):
        if not line.strip():
            continue
        try:
            answer = answered(line, number, lexicon, on_demand=on_demand)
        except Unclear as error:
            print(str(error), file=wrong)
            code = 2
        else:
            print(json.dumps(answer, ensure_ascii=False), file=out)
    return code


def answered(line: str, number: int, lexicon: Lexicon, *, on_demand: bool = False) -> dict[str, Any]:
    """Raises Unclear for a line that cannot be read, with its number."""
    given = _line(line, number)
    found = spot(
        str(given["text"]),
        lexicon,
        reader=_reader(given.get("reader"), number),
        channel=str(given.get("channel") or ""),
        thread=_thread(given.get("thread"), number),
        on_demand=on_demand,
    )
    terms = [_as_json(one, entry) for one in found for entry in (one.entry, *one.others)]
    return {"id": str(given.get("id", number)), "terms": terms}


def entries_of(file: Path) -> tuple[Entry, ...]:
    """Entries made of a CSV of terms; what the program knows of the same word of the same side is added.

    Raises Misconfigured, naming every line that cannot be used.
    """
    rows = list(_rows(file))
    named = {fold(text) for _, row in rows for text in _texts(row)}
    known = {(entry.home, fold(label.text)): entry for entry in load_starter() for label in entry.labels[:1]}
    problems: list[str] = []
    entries: list[Entry] = []
    taken: set[str] = set()
    for number, row in rows:
        home = row["domain"]
        if home not in get_args(Home):
            problems.append(f'Line {number} of {file}: the domain is "it" or "marketing", not "{home}".')
            continue
        slug = _free(slug_of(row["term"]) or f"line-{number}", home, taken)
        shipped = known.get((cast(Home, home), fold(row["term"])))
        entries.append(_entry(row, slug, cast(Home, home), shipped, named))
    if problems:
        raise Misconfigured(problems)
    return _linked(entries)


def _texts(row: Mapping[str, str]) -> list[str]:
    """Term, aliases and, where it is no list, what it stands for."""
    written = [row["term"], *(each.strip() for each in row["aliases"].split("|") if each.strip())]
    if row["expansion"] and all(sign not in row["expansion"] for sign in "|;"):
        written.append(row["expansion"])
    return list(dict.fromkeys(written))


def _entry(
    row: Mapping[str, str], slug: str, home: Home, known: Entry | None, named: Collection[str]
) -> Entry:
    noticing: Noticing = "yes" if row["explain_by_default"] == _YES else "never"
    labels = [
        Label(text, "preferred" if at == 0 else "also", natural_case(text), noticing)
        for at, text in enumerate(_texts(row))
    ]
    entry = Entry(
        slug, home, tuple(labels), Wording(row["gist"]), Wording(row["gist"]), stands_for=row["expansion"]
    )
    return _with(entry, known, noticing, named) if known else entry


def _with(entry: Entry, known: Entry, noticing: Noticing, named: Collection[str]) -> Entry:
    """The clues and the further names that the shipped entry has; none made up of names of other terms."""
    held = {fold(label.text) for label in entry.labels}
    further = [
        label if noticing == _YES else replace(label, noticing=noticing)
        for label in known.labels
        if fold(label.text) not in held
        and not (" " in label.text and _parts(fold(label.text)) & (set(named) - held))
    ]
    common = {fold(label.text) for label in known.labels if label.is_common}
    return replace(
        entry,
        labels=(
            *(replace(label, is_common=fold(label.text) in common) for label in entry.labels),
            *further,
        ),
        signals=known.signals,
        never_in=known.never_in,
    )


def _parts(folded: str) -> set[str]:
    words = folded.split()
    pairs = ((first, last) for first in range(len(words)) for last in range(first, len(words)))
    return {" ".join(words[first : last + 1]) for first, last in pairs}


def _linked(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """One name of two entries: each says with what it may be confused."""
    holders: dict[str, set[str]] = defaultdict(set)
    for entry in entries:
        for label in entry.labels:
            holders[fold(label.text)].add(entry.slug)
    return tuple(
        replace(
            entry,
            confused_with=tuple(
                sorted(set().union(*(holders[fold(label.text)] for label in entry.labels)) - {entry.slug})
            ),
        )
        for entry in entries
    )


def _free(slug: str, home: str, taken: set[str]) -> str:
    chosen = slug if slug not in taken else f"{slug}-{home}"
    number = 2
    while chosen in taken:
        chosen, number = f"{slug}-{home}-{number}", number + 1
    taken.add(chosen)
    return chosen


def _rows(file: Path) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        text = file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise Misconfigured([f"{file} cannot be read: {error.strerror}."]) from error
    except UnicodeDecodeError as error:
        raise Misconfigured([f"{file} is not written in UTF-8."]) from error
    reader = csv.DictReader(text.splitlines(keepends=True))
    missing = [column for column in COLUMNS if column not in (reader.fieldnames or ())]
    if missing:
        raise Misconfigured([f"{file} has no column {', '.join(missing)} in its first line."])
    for row in reader:
        values = {column: (row[column] or "").strip() for column in COLUMNS}
        if values["term"]:
            yield reader.line_num, values


def _kept(database_url: str) -> Sequence[Entry]:
    if not database_url or not is_migrated(database_url):
        return load_starter()
    with closing(Ledger(database_url)) as ledger, ledger.read() as connection:
        return [each.entry for each in all_concepts(connection) if each.is_answered and each.entry]


def _line(line: str, number: int) -> Mapping[str, Any]:
    try:
        given = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise Unclear(f"Line {number} is no JSON: {error}.") from error
    if not isinstance(given, dict) or not isinstance(given.get("text"), str):
        raise Unclear(f'Line {number} must be an object with a "text".')
    return given


def _reader(given: object, number: int) -> Side:
    if given not in get_args(Side):
        raise Unclear(f'Line {number}: "reader" is "marketing" or "it", not {json.dumps(given)}.')
    return cast(Side, given)


def _thread(given: object, number: int) -> list[str]:
    if given is None or given == "":
        return []
    if not isinstance(given, list) or not all(isinstance(each, str) for each in given):
        raise Unclear(f'Line {number}: "thread" is a list of texts, the oldest first.')
    return given


def _as_json(one: Noticed, entry: Entry) -> dict[str, Any]:
    return {
        "slug": entry.slug,
        "label": entry.preferred.text,
        "start": one.start,
        "end": one.end,
        "sense": entry.stands_for
        or entry.wording_for("it" if entry.home == "marketing" else "marketing").line,
    }
