"""Pasted lists of people: three rows or more of names with addresses, numbers or birthdays, or a run of
addresses in one line. One placeholder stands for the whole of it; the line that names the columns stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from bot.intake.masking.finds import PEOPLE, Find, touches

_FEWEST = 3
_SHORTEST_ROW = 6
_LONGEST_ROW = 240  # characters; a longer line is prose that happens to hold an address
_MOST_WORDS = 16
_BETWEEN = 60  # characters between two addresses of a run: a name, a comma, a bracket
_DIGIT = re.compile(r"\d")
_LINE = re.compile(r"[^\r\n]+")
_NAME = r"[^\W\d_][\w'’.-]{0,30}"
_TWO_NAMES = re.compile(
    rf"[\W\d]{{0,6}}(?:(?:mr|mrs|ms|dr|herr|frau|mme|m|sr|sra)\.? )?{_NAME}[,;\t ]{{1,3}}{_NAME}",
    re.IGNORECASE,
)
_BIRTHDAY = re.compile(
    r"\b(?:[0-3]?\d[./-][01]?\d[./-](?:19[2-9]\d|200\d|201[0-5])|(?:19[2-9]\d|200\d"
    r"|201[0-5])-[01]\d-[0-3]\d)\b"
)
_STREET = re.compile(
    r"\b\w{0,25}(?:stra(?:ß|ss)e|str\.|gasse|weg|platz|allee)\s?\d{1,4}\b"
    r"|\b\d{1,4}[a-z]?,? (?:\w{1,25} ){1,3}(?:street|st|road|rd|avenue|ave|lane|ln|drive|dr|way|close"
    r"|court|terrace|place)\b"
    r"|\b(?:\d{1,4},? )?(?:rue|avenue|boulevard|place|chemin|calle|c/|avenida|plaza|rua|travessa"
    r"|pra[cç]a) \w",
    re.IGNORECASE,
)
_COLUMN = re.compile(
    r"\b(?:first|last|full|sur|user|given|family)?[ _-]?names?\b|\b(?:vor|nach|kunden)name\b|\bpr[eé]nom\b"
    r"|\bnom\b|\bnombre\b"
    r"|\bapellidos?\b|\bnome\b|\bsobrenome\b|\be-?mails?\b|\bcorreo\b|\bcourriel\b|\bphones?\b|\bmobile\b"
    r"|\btelefon\w?\b"
    r"|\btelefone\b|\btel[eé]fono\b|\bt[eé]l(?:[eé]phone)?\b|\baddress\b|\badresse\b|\bdirecci[oó]n\b"
    r"|\bendere[cç]o\b"
    r"|\bbirth\w{0,5}\b|\bdob\b|\bgeburt\w{0,9}\b|\bcity\b|\bort\b|\bplz\b|\bzip\b|\bpostcode\b"
    r"|\bcompany\b|\bfirma\b",
    re.IGNORECASE,
)
_SEPARATORS = (";", "\t", "|", ",")


def find_lists(text: str, people: list[tuple[int, int]], phones: list[tuple[int, int]]) -> Iterator[Find]:
    """`people`, `phones`: where personal addresses and telephone numbers stand."""
    if text.count("\n") + text.count("\r") + 1 >= _FEWEST:
        rows = [line.span() for line in _LINE.finditer(text) if not line[0].isspace()]
        if people or phones or _DIGIT.search(text):
            yield from _blocks(_rows_of_people(text, rows, _merged([*people, *phones])))
        if any(separator in text for separator in _SEPARATORS):
            yield from _tables(text, rows)
    yield from _runs(text, people)


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if not merged or start >= merged[-1][1]:
            merged.append((start, end))
    return merged


def _rows_of_people(
    text: str, rows: list[tuple[int, int]], known: list[tuple[int, int]]
) -> Iterator[tuple[int, int, bool]]:
    for start, end in rows:
        person = False
        if _SHORTEST_ROW <= end - start <= _LONGEST_ROW:
            person = touches(known, start, end) or _is_person(text[start:end])
        yield start, end, person and len(text[start:end].split()) <= _MOST_WORDS


def _is_person(row: str) -> bool:
    return bool(
        _DIGIT.search(row) and _TWO_NAMES.match(row) and (_BIRTHDAY.search(row) or _STREET.search(row))
    )


def _blocks(rows: Iterable[tuple[int, int, bool]]) -> Iterator[Find]:
    begin = last = count = 0
    for start, end, is_person in [*rows, (0, 0, False)]:
        if is_person:
            begin = start if not count else begin
            last, count = end, count + 1
        else:
            if count >= _FEWEST:
                yield Find(begin, last, "person_data", PEOPLE)
            count = 0


def _tables(text: str, rows: list[tuple[int, int]]) -> Iterator[Find]:
    """Rows under a line of column names: cells alone may look like nothing, `Smith;Jane;VIP`."""
    place = 0
    while place < len(rows):
        separator = _header(text[rows[place][0] : rows[place][1]])
        below = _same_shape(text, rows, place) if separator else place
        if below - place >= _FEWEST:
            yield Find(rows[place + 1][0], rows[below][1], "person_data", PEOPLE)
        place = below + 1


def _header(line: str) -> str | None:
    if len(line) > _LONGEST_ROW or "left out]" in line:
        return None
    for separator in _SEPARATORS:
        cells = line.split(separator)
        if len(cells) > 1 and sum(bool(_COLUMN.search(cell)) for cell in cells) > 1:
            return separator if all(len(cell.split()) <= 3 for cell in cells) else None
    return None


def _same_shape(text: str, rows: list[tuple[int, int]], header: int) -> int:
    """The last row with as many cells as the header has."""
    line = text[rows[header][0] : rows[header][1]]
    separator = _header(line) or ","
    cells, last = line.count(separator), header
    for start, end in rows[header + 1 :]:
        if end - start > _LONGEST_ROW or text.count(separator, start, end) != cells:
            break
        last += 1
    return last


def _runs(text: str, people: list[tuple[int, int]]) -> Iterator[Find]:
    run: list[tuple[int, int]] = []
    for span in [*people, (len(text) + 2 * _BETWEEN, 0)]:
        if run and not _goes_on(text, run[-1][1], span[0]):
            if len(run) >= _FEWEST:
                yield Find(run[0][0], run[-1][1], "person_data", PEOPLE)
            run = []
        run.append(span)


def _goes_on(text: str, end: int, start: int) -> bool:
    between = text[end:start]
    return start - end <= _BETWEEN and len(between.split()) <= 5 and not re.search(r"[.!?]\s", between)
