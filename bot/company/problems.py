"""The mistakes found in one file, each with its line and a sentence for somebody who does not program."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass
class Problems:
    source: str
    _found: list[tuple[int, str]] = field(default_factory=list)

    def add(self, line: int, sentence: str) -> None:
        self._found.append((line, sentence))

    def sentences(self) -> list[str]:
        """In the order of the file; the same mistake seen from two sides is told once."""
        ordered = sorted(dict.fromkeys(self._found), key=lambda found: found[0])
        return [f"{self.source} line {line}: {sentence}" for line, sentence in ordered]


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """ " Did you mean …?", or nothing at all when nothing is near."""
    by_fold = {word.casefold(): word for word in known}
    near = difflib.get_close_matches(name.casefold(), by_fold, n=1, cutoff=0.6)
    return f' Did you mean "{by_fold[near[0]]}"?' if near else ""


def listed(names: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)
