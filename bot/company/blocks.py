"""A block of `name: value` lines, read by asking for what should be in it.

Every question has an answer, also when the file has none: the mistake is noted and reading goes on,
so that all mistakes are told at once. What nobody asked for is a mistake too (`done`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

import yaml

from bot.company.problems import Problems, did_you_mean, listed
from bot.company.syntax import line_of

_KINDS = {
    yaml.ScalarNode: "a single value",
    yaml.SequenceNode: "a list",
    yaml.MappingNode: "a block of lines",
}
_TRUE, _FALSE = ("true", "yes", "on"), ("false", "no", "off")


@dataclass(frozen=True)
class Word:
    text: str
    line: int


def parse_day(word: Word, problems: Problems) -> date | None:
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", word.text):
            return date.fromisoformat(word.text)
    except ValueError:
        pass
    problems.add(word.line, f'"{word.text}" is no date. Write year-month-day, such as 2026-12-24.')
    return None


class Block:
    def __init__(
        self,
        node: yaml.MappingNode,
        what: str,
        line: int,
        problems: Problems,
        broken: frozenset[str] = frozenset(),
    ) -> None:
        self.what = what
        self.line = line
        self.problems = problems
        self._broken = broken
        self._asked: list[str] = []
        self._found: dict[str, tuple[int, yaml.Node]] = {}
        for key, value in self._pairs(node):
            if key.text in self._found:
                first = self._found[key.text][0]
                self.problems.add(
                    key.line,
                    f'"{key.text}" stands twice in {what}; the first is in line {first}. Keep one of them.',
                )
            else:
                self._found[key.text] = (key.line, value)

    def text(self, key: str, sample: str, longest: int = 0, called: str = "") -> str:
        """A value that must be there; `sample` shows in the advice what a good one looks like."""
        word = self._word(key)
        if word is None:
            self._missing(key, sample, called or key)
            return ""
        if longest and len(word.text) > longest:
            self.problems.add(
                word.line,
                f"the {key} of {self.what} is {len(word.text)} characters long. "
                f"Slack shows {longest} at most, so make it shorter.",
            )
        return word.text

    def optional(self, key: str) -> str:
        word = self._word(key)
        return word.text if word else ""

    def line_of(self, key: str) -> int:
        return self._found[key][0] if key in self._found else self.line

    def number(self, key: str, sample: str) -> int:
        text = self.text(key, sample)
        if text and not re.fullmatch(r"\d{1,3}", text):
            self.problems.add(
                self.line_of(key),
                f'the {key} of {self.what} is "{text}", but it should be a whole number, such as {sample}.',
            )
            return 0
        return int(text or 0)

    def flag(self, key: str) -> bool:
        text = self.optional(key).lower()
        if text and text not in _TRUE + _FALSE:
            self.problems.add(
                self.line_of(key), f'{key} of {self.what} is "{text}", but it should be true or false.'
            )
        return text in _TRUE

    def day(self, key: str, sample: str) -> date | None:
        text = self.text(key, sample, called=f'day "{key}"')
        return parse_day(Word(text, self.line_of(key)), self.problems) if text else None

    def words(self, key: str) -> tuple[Word, ...]:
        """A list of texts; a single text counts as a list of one."""
        node = self._ask(key)
        if node is None or _is_empty(node):
            return ()
        if isinstance(node, yaml.ScalarNode):
            return (Word(node.value.strip(), line_of(node)),)
        if not isinstance(node, yaml.SequenceNode):
            self._wrong_kind(key, node, "a list")
            return ()
        return tuple(self._list_words(key, node))

    def block(self, key: str, what: str) -> Block | None:
        node = self._ask(key)
        if node is None or _is_empty(node):
            return None
        return self._sub_block(node, what, self.line_of(key))

    def part(self, key: str, what: str, use: str) -> Block | None:
        """A block that must be there; `use` says what it is for, in a sentence."""
        found = self.block(key, what)
        if found is not None and found.names():
            return found
        node = self._found[key][1] if key in self._found else None
        told = key in self._broken or (node is not None and found is None and not _is_empty(node))
        if not told:
            state = "an empty" if key in self._found else "no"
            self.problems.add(
                self.line_of(key),
                f'{self.what} has {state} "{key}". {use} liaison.example.yaml shows how it is written.',
            )
        return None

    def blocks(self, key: str, what: str) -> list[Block]:
        """A list whose every entry is a block of its own."""
        node = self._ask(key)
        if node is None or _is_empty(node):
            return []
        if not isinstance(node, yaml.SequenceNode):
            self._wrong_kind(key, node, "a list")
            return []
        found = (self._sub_block(entry, what, line_of(entry)) for entry in node.value)
        return [block for block in found if block is not None]

    def named_blocks(self, what: Callable[[str], str]) -> Iterator[tuple[Word, Block]]:
        """For a block whose names are free: every name with the block under it."""
        for key, (line, node) in self._found.items():
            self._asked.append(key)
            empty = yaml.MappingNode("", [], node.start_mark, node.end_mark)
            block = self._sub_block(empty if _is_empty(node) else node, what(key), line)
            if block is not None:
                yield Word(key, line), block

    def named_words(self) -> Iterator[tuple[Word, tuple[Word, ...]]]:
        """For a block whose names are free: every name with its value or values."""
        for key, (line, _) in self._found.items():
            yield Word(key, line), self.words(key)

    def has(self, key: str) -> bool:
        return key in self._found

    def names(self) -> tuple[str, ...]:
        return tuple(self._found)

    def done(self) -> None:
        """Names every line that nobody asked for."""
        for key, (line, _) in self._found.items():
            if key not in self._asked:
                advice = did_you_mean(key, self._asked) or f" Known here: {listed(self._asked)}."
                self.problems.add(line, f'"{key}" is not known in {self.what}.{advice}')

    def _pairs(self, node: yaml.MappingNode) -> Iterator[tuple[Word, yaml.Node]]:
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode):
                yield Word(key.value.strip(), line_of(key)), value
            else:
                self.problems.add(line_of(key), f"a name in {self.what} should be plain text.")

    def _ask(self, key: str) -> yaml.Node | None:
        if key not in self._asked:
            self._asked.append(key)
        return self._found[key][1] if key in self._found else None

    def _word(self, key: str) -> Word | None:
        node = self._ask(key)
        if node is None or _is_empty(node):
            return None
        if not isinstance(node, yaml.ScalarNode):
            self._wrong_kind(key, node, "a single value")
            # The mistake is told; an answer that fits no check keeps it from being told again.
            return Word("", line_of(node))
        return Word(" ".join(node.value.split()), line_of(node))

    def _list_words(self, key: str, node: yaml.SequenceNode) -> Iterator[Word]:
        for entry in node.value:
            if isinstance(entry, yaml.ScalarNode) and not _is_empty(entry):
                yield Word(" ".join(entry.value.split()), line_of(entry))
            elif _is_empty(entry):
                self.problems.add(
                    line_of(entry),
                    f'the list "{key}" of {self.what} has an empty entry. '
                    "Text that begins with # needs quotes around it; else take the entry out.",
                )
            else:
                self._wrong_kind(key, entry, "a list of single values")

    def _sub_block(self, node: yaml.Node, what: str, line: int) -> Block | None:
        if not isinstance(node, yaml.MappingNode):
            self.problems.add(
                line_of(node), f"{what} should be a block of lines, but here stands {_KINDS[type(node)]}."
            )
            return None
        return Block(node, what, line, self.problems)

    def _missing(self, key: str, sample: str, called: str) -> None:
        if key in self._broken:
            return
        if key in self._found and sample.startswith('"#'):
            self.problems.add(
                self.line_of(key),
                f"{self.what} has an empty {key}. What follows a # is a comment, "
                f"so put the name in quotes: `{key}: {sample}`.",
            )
            return
        self.problems.add(
            self.line_of(key), f"{self.what} has no {called}. Add a line like `{key}: {sample}`."
        )

    def _wrong_kind(self, key: str, node: yaml.Node, wanted: str) -> None:
        kind = _KINDS[type(node)]
        self.problems.add(
            line_of(node), f'"{key}" of {self.what} should be {wanted}, but here stands {kind}.'
        )


def _is_empty(node: yaml.Node) -> bool:
    if not isinstance(node, yaml.ScalarNode):
        return False
    quoted = node.style is not None
    return node.value.strip() == "" or (not quoted and node.tag == "tag:yaml.org,2002:null")
