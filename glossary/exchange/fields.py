"""The fields of one mapping, read one by one; what is wrong is gathered, a sentence each."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

_YES = {"yes", "true", "on", "1", "y"}
_NO = {"no", "false", "off", "0", "n", ""}
MOST_ITEMS = 200  # of one list
MOST_DAYS = 3650


class Fields:
    """`mapping` may hold anything at all. `problems` are sentences that name the entry and the field."""

    def __init__(
        self,
        mapping: Any,
        known: Sequence[str],
        *,
        name: str = "",
        within: str = "",
        problems: list[str] | None = None,
    ) -> None:
        self.problems: list[str] = [] if problems is None else problems
        self.mapping: Mapping[Any, Any] = mapping if isinstance(mapping, Mapping) else {}
        self.name = name or _shown(self.mapping.get("slug") or self.mapping.get("term") or "")
        self._within = within
        if not isinstance(mapping, Mapping):
            self.problem("", f"must be fields with values ({known[0]}: …), not {_kind(mapping)}.")
        for field in self.mapping:
            if field not in known:
                self.problem("", f'there is no field "{_shown(field)}". There are {", ".join(known)}.')

    def problem(self, field: str, sentence: str) -> None:
        """`sentence` goes on after the entry's name and the field's."""
        entry = f"Entry “{self.name}”" if self.name else "An entry without a slug"
        place = ".".join(part for part in (self._within, field) if part)
        self.problems.append(f"{entry}, {place}: {sentence}" if place else f"{entry}: {sentence}")

    def text(self, field: str, longest: int, *, needed: bool = False) -> str:
        """One text without blanks around it; "" when it is missing or wrong."""
        value = self.mapping.get(field)
        found = self._text(field, value, longest) if value is not None else ""
        if needed and not found and (value is None or isinstance(value, str)):
            self.problem(field, "is missing. Write it.")
        return found

    def texts(self, field: str, longest: int) -> tuple[str, ...]:
        """A list of texts, each once; a single text counts as a list of one."""
        found = [self._text(field, item, longest) for item in self.items(field)]
        return tuple(dict.fromkeys(text for text in found if text))

    def items(self, field: str) -> list[Any]:
        value = self.mapping.get(field)
        if value is None or value == "":
            return []
        found = list(value) if isinstance(value, list | tuple) else [value]
        if len(found) > MOST_ITEMS:
            self.problem(field, f"has {len(found)} items, {MOST_ITEMS} are the most. Keep those that matter.")
            return []
        return found

    def choice(
        self,
        field: str,
        choices: Sequence[str],
        *,
        default: str = "",
        needed: bool = False,
        quiet: bool = False,
    ) -> str:
        """One of the choices; YAML may have made a truth value of a bare yes."""
        value = self.mapping.get(field)
        said = {True: "yes", False: "no"}.get(value) if isinstance(value, bool) else value
        if isinstance(said, str) and said.strip().casefold() in choices:
            return said.strip().casefold()
        missing = said is None or said == ""
        if not quiet and (needed or not missing):
            wrong = "is missing" if missing else f'cannot be "{_shown(value)}"'
            self.problem(field, f"{wrong}. Write one of: {', '.join(choices)}.")
        return default

    def yes_or_no(self, field: str, default: bool = False) -> bool:
        value = self.mapping.get(field)
        if value is None or isinstance(value, bool):
            return default if value is None else value
        said = str(value).strip().casefold()
        if said not in _YES | _NO:
            self.problem(field, f'cannot be "{_shown(value)}". Write yes or no.')
        return said in _YES if said else default

    def days(self, field: str, default: int) -> int:
        value = self.mapping.get(field)
        if value is None or value == "":
            return default
        said = str(value).strip()
        if said.isascii() and said.isdigit() and len(said) < 6 and 1 <= int(said) <= MOST_DAYS:
            return int(said)
        self.problem(field, f'cannot be "{_shown(value)}". Write a number of days from 1 to {MOST_DAYS}.')
        return default

    def inner(self, field: str, value: Any, known: Sequence[str], main: str) -> Fields:
        """The fields of a value within; a plain text stands for its main field."""
        plain = isinstance(value, str | int) and not isinstance(value, bool)
        return Fields(
            {main: value} if plain else value,
            known,
            name=self.name or "?",
            within=".".join(part for part in (self._within, field) if part),
            problems=self.problems,
        )

    def note_twice(self, texts: Iterable[str], what: str) -> None:
        seen: set[str] = set()
        for text in texts:
            if text and text in seen:
                self.problem("", f'{what} "{text}" stands there twice. Take one out.')
            seen.add(text)

    def _text(self, field: str, value: Any, longest: int) -> str:
        if isinstance(value, bool | float) or not isinstance(value, str | int):
            self.problem(field, f'must be a text, not {_kind(value)}. Put it in quotes: "{_shown(value)}".')
            return ""
        found = unicodedata.normalize("NFC", " ".join(str(value).split()))
        # Of what can be printed nothing is such a mark; looking at each is dear for all words at each start.
        if not found.isprintable() and any(unicodedata.category(mark) in ("Cc", "Cs") for mark in found):
            self.problem(field, "holds a character that cannot be shown. Write it anew.")
            return ""
        if len(found) > longest:
            self.problem(field, f"has {len(found)} characters, {longest} are the most. Shorten it.")
        return found


def _kind(value: Any) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "a yes or no"
    if isinstance(value, list | tuple):
        return "a list"
    return "a group of fields" if isinstance(value, Mapping) else f'"{_shown(value)}"'


def _shown(value: Any) -> str:
    text = " ".join(str(value).split())
    return text if len(text) <= 60 else f"{text[:59]}…"
