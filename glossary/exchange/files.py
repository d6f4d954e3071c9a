"""Files with entries: which form one has, how it is encoded, and what is wrong with it."""

from __future__ import annotations

import codecs
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from db.errors import Unclear
from glossary.exchange.csv_text import read_csv, written_csv
from glossary.exchange.entries import mapping_from, read_entry
from glossary.exchange.skos import written_skos
from glossary.exchange.yaml_text import read_yaml, written_yaml
from glossary.model import Entry

LARGEST = 20_000_000  # bytes
MOST_ENTRIES = 50_000
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True)
class Read:
    """What stands in a file: the entries that are well, and a sentence for everything that is not."""

    entries: tuple[Entry, ...]
    problems: tuple[str, ...] = ()


def read_file(content: bytes, name: str) -> Read:
    """`name` ends in .csv, .json, .yaml or .yml. Raises Unclear when the whole cannot be read."""
    form = _form(name, _READERS)
    mappings = _READERS[form](_decoded(content, name), name)
    if len(mappings) > MOST_ENTRIES:
        raise Unclear(f"{name} has {len(mappings)} entries, {MOST_ENTRIES} are the most. Split it.")
    entries: dict[str, Entry] = {}
    problems: list[str] = []
    for number, mapping in enumerate(mappings, 1):
        entry, wrong = read_entry(mapping)
        problems += [f"{name}, entry {number}: {sentence}" for sentence in wrong]
        if entry is not None and entry.slug in entries:
            problems.append(
                f"{name}, entry {number}: Entry “{entry.slug}”, slug: stands in the file already. "
                "Give one of the two another slug, or take it out."
            )
        elif entry is not None:
            entries[entry.slug] = entry
    return Read(tuple(entries.values()), tuple(problems))


def written_file(entries: Iterable[Entry], name: str) -> str:
    """`name` ends in .csv, .json, .yaml, .yml or .jsonld. Raises Unclear for another ending."""
    return _WRITERS[_form(name, _WRITERS)](sorted(entries, key=lambda entry: entry.slug))


def read_json(text: str, name: str) -> list[Any]:
    """The mappings for `entry_from`. Raises Unclear, naming `name`, when it is no JSON list."""
    try:
        found = json.loads(text, object_pairs_hook=_each_once)
    except (ValueError, RecursionError) as error:
        raise Unclear(f"{name} is no JSON that can be read ({error}).") from error
    if not isinstance(found, list):
        raise Unclear(f'{name} must be a list of entries: [{{"slug": …}}, …].')
    return found


def written_json(entries: Iterable[Entry]) -> str:
    return json.dumps([mapping_from(entry) for entry in entries], ensure_ascii=False, indent=2) + "\n"


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    names = [name for name, _ in pairs]
    for name in names:
        if names.count(name) > 1:
            raise ValueError(f'"{name}" stands there twice in one group')
    return dict(pairs)


def _decoded(content: bytes, name: str) -> str:
    """UTF-8 with and without its mark, and UTF-16 as Excel's “Unicode text”."""
    if len(content) > LARGEST:
        raise Unclear(
            f"{name} has {len(content) // 1_000_000} MB, {LARGEST // 1_000_000} are the most. Split it."
        )
    encoding = next((name for mark, name in _BYTE_ORDER_MARKS if content.startswith(mark)), "utf-8")
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unclear(
            f"{name} is not written in UTF-8; its {error.start + 1}th byte says so. It looks like the old "
            "encoding of Windows: in Excel choose “CSV UTF-8” under “Save as”, in an editor save it as UTF-8."
        ) from error
    if "\x00" in text:
        raise Unclear(f"{name} is no text. Give a CSV, JSON or YAML file.")
    return text


def _form(name: str, known: Iterable[str]) -> str:
    ending = PurePath(name).suffix.casefold()
    if ending not in known:
        raise Unclear(f"{name}: its ending must say what it is, one of {', '.join(known)}.")
    return ending


_READERS: dict[str, Callable[[str, str], Sequence[Any]]] = {
    ".csv": read_csv,
    ".json": read_json,
    ".yaml": read_yaml,
    ".yml": read_yaml,
}
_WRITERS: dict[str, Callable[[Sequence[Entry]], str]] = {
    ".csv": written_csv,
    ".json": written_json,
    ".yaml": written_yaml,
    ".yml": written_yaml,
    ".jsonld": written_skos,
}
