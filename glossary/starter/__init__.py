"""The words that come with the program: every .yaml file of this folder, a list of entries each.

How an entry is written stands in `glossary/exchange/entries.py` and, in plain words, in the documents.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from db.errors import Misconfigured, Unclear
from glossary.exchange.entries import read_entry
from glossary.exchange.yaml_text import read_yaml
from glossary.model import Entry

FOLDER = Path(__file__).parent


@cache
def load_starter() -> tuple[Entry, ...]:
    """Every entry, file by file. Raises Misconfigured with everything that is wrong, file and slug named."""
    return entries_in(FOLDER)


def fingerprint() -> str:
    """Another one whenever a file changed; 32 characters."""
    digest = hashlib.sha256()
    for file in sorted(FOLDER.glob("*.yaml")):
        digest.update(file.name.encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()[:32]


def entries_in(folder: Path) -> tuple[Entry, ...]:
    """The entries of a folder of such files. Raises Misconfigured; links are not followed."""
    entries: list[Entry] = []
    problems: list[str] = []
    homes: dict[str, str] = {}
    for file in sorted(folder.glob("*.yaml")):
        for mapping in _listed(file, problems):
            entry, wrong = read_entry(mapping)
            problems += [f"{file.name}: {each}" for each in wrong]
            if entry is None:
                continue
            if entry.slug in homes:
                problems.append(
                    f'{file.name}: the slug "{entry.slug}" is taken in {homes[entry.slug]}. Choose another.'
                )
            homes.setdefault(entry.slug, file.name)
            entries.append(entry)
    if problems:
        raise Misconfigured(problems)
    return tuple(entries)


def _listed(file: Path, problems: list[str]) -> Iterator[Mapping[str, Any]]:
    try:
        found = read_yaml(file.read_text(encoding="utf-8"), file.name)
    except Unclear as error:
        problems.append(str(error))
        return
    except (UnicodeDecodeError, OSError) as error:
        problems.append(f"{file.name} cannot be read: {' '.join(str(error).split())}.")
        return
    for number, each in enumerate(found, 1):
        if isinstance(each, dict):
            yield each
        else:
            problems.append(f"{file.name}: entry {number} must be a mapping that begins with a slug.")
