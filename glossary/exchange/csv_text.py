"""Entries as a table, one a row: for spreadsheets. Nothing is lost on the way out and in again.

Several values of one cell stand with " | " between them; a bar within a value is written "\\|". A label with
rules of its own has them behind it: "PR [case: exact, notice: ask]".
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from io import StringIO
from typing import Any

from db.errors import Unclear
from glossary.exchange.entries import FIELDS, LABEL_FIELDS, WORDING_FIELDS, mapping_from
from glossary.model import Entry

LISTS = ("also", "hidden", "signals", "not_in", "broader", "related", "confused_with", "questions")
_LABEL_LISTS = ("also", "hidden")
_SIDES = ("marketing", "it")
SEPARATORS = (",", ";", "\t")
COLUMNS = tuple(
    column
    for field in FIELDS
    for column in ([f"{field}_{part}" for part in WORDING_FIELDS] if field in _SIDES else [field])
)
# A spreadsheet takes a cell that begins like this for a formula (OWASP, "CSV Injection"). An apostrophe
# before it keeps it a text; where apostrophes stand there already it gets one more, so that it can be undone.
_FORMULA = re.compile(r"'*[=+\-@\t\r＝＋－＠]")
_RULES = re.compile(r"(?s)(.*?)\s*\[([^\[\]]*)\]")


def written_csv(entries: Iterable[Entry]) -> str:
    out = StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for entry in entries:
        row = flat(entry)
        writer.writerow([safe_cell(row.get(column, "")) for column in COLUMNS])
    return out.getvalue()


def read_csv(text: str, name: str) -> list[dict[str, Any]]:
    """The mappings for `entry_from`. Raises Unclear, naming `name` and the row, when it is no such table."""
    text = re.sub(r"\A\ufeff?(?:\"?sep=.\"?\r?\n)?", "", text)  # Excel may say first which separator it uses
    try:
        rows = list(csv.reader(StringIO(text, newline=""), delimiter=_separator(text), strict=True))
    except csv.Error as error:
        raise Unclear(
            f"{name} is no table that can be read ({error}). Save it as “CSV UTF-8” again."
        ) from error
    if not any(any(cell.strip() for cell in row) for row in rows):
        return []
    columns = [cell.strip().casefold() for cell in rows[0]]
    _check_columns(columns, name)
    found = []
    for number, row in enumerate(rows[1:], 2):
        if any(cell.strip() for cell in row):
            if any(cell.strip() for cell in row[len(columns) :]):
                raise Unclear(
                    f"{name}, row {number} has more cells than there are columns. "
                    "Put texts that hold the separator into double quotes."
                )
            found.append(_mapping(dict(zip(columns, map(_restored, row), strict=False))))
    return found


def flat(entry: Entry) -> dict[str, str]:
    """A row: every column that is not empty."""
    row: dict[str, str] = {}
    for field, value in mapping_from(entry).items():
        if field in _SIDES:
            row.update({f"{field}_{part}": text for part, text in value.items()})
        elif field in LISTS:
            row[field] = " | ".join(_cell_of(item, field) for item in value)
        else:
            row[field] = "yes" if value is True else str(value)
    return row


def _mapping(row: Mapping[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for side in _SIDES:
        wording = {part: row.get(f"{side}_{part}", "").strip() for part in WORDING_FIELDS}
        if any(wording.values()):
            found[side] = wording
    for field in FIELDS:
        cell = row.get(field, "").strip()
        if cell and field not in _SIDES:
            found[field] = _items(cell, field) if field in LISTS else cell
    return found


def _separator(text: str) -> str:
    """The one by which the first line has most columns."""
    head = text.lstrip("\r\n").partition("\n")[0]
    return max(SEPARATORS, key=head.count)


def _check_columns(columns: list[str], name: str) -> None:
    unknown = [column for column in columns if column and column not in COLUMNS]
    twice = sorted({column for column in columns if column and columns.count(column) > 1})
    missing = [column for column in ("slug", "term", "home") if column not in columns]
    if missing:
        raise Unclear(
            f"{name} has no column {' and no column '.join(missing)}. Its first row must name the columns; "
            f"they are {', '.join(COLUMNS)}."
        )
    if unknown or twice:
        wrong = f'a column "{unknown[0]}" that is not known' if unknown else f'the column "{twice[0]}" twice'
        raise Unclear(f"{name} has {wrong}. The columns are {', '.join(COLUMNS)}.")


def _cell_of(item: str | Mapping[str, Any], field: str) -> str:
    text = item if isinstance(item, str) else str(item["text"])
    rules = {} if isinstance(item, str) else {name: value for name, value in item.items() if name != "text"}
    said = ", ".join(f"{name}: {_word(value)}" for name, value in rules.items())
    if field in _LABEL_LISTS and (said or text.endswith("]")):
        text = f"{text} [{said}]"
    return text.replace("\\", "\\\\").replace("|", "\\|")


def _items(cell: str, field: str) -> list[Any]:
    found = []
    for part in _parts(cell):
        if part:
            found.append(_label(part) if field in _LABEL_LISTS and part.endswith("]") else part)
    return found


def _parts(cell: str) -> list[str]:
    """Cut at bars, with what was escaped set free."""
    parts, current, escaped = [], "", False
    for sign in cell:
        if escaped or sign not in "\\|":
            current += sign if not escaped or sign in "\\|" else f"\\{sign}"
            escaped = False
        elif sign == "\\":
            escaped = True
        else:
            parts.append(current)
            current = ""
    return [part.strip() for part in (*parts, current + "\\" * escaped)]


def _label(part: str) -> str | dict[str, str]:
    match = _RULES.fullmatch(part)
    if match is None:
        return part
    rules = dict(rule.partition(":")[::2] for rule in match[2].split(",") if rule.strip())
    named = {name.strip(): value.strip() for name, value in rules.items()}
    if not named:
        return match[1]
    return {"text": match[1], **named} if named.keys() <= set(LABEL_FIELDS) - {"text"} else part


def _word(value: Any) -> str:
    return {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value)


def safe_cell(cell: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _restored(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
