"""Slips in the way the file is written: quotes, colons, tabs, brackets and the spaces in front of a line."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.company import parse_company
from db.errors import Misconfigured
from tests.bot.test_company_mistakes import GOOD, problems_of

MISTAKES = [
    (
        "company: Northwind\n",
        "company: Northwind: the shop\n",
        (
            '1: there is a ": " where none can be. Put text with a colon in quotes, or check '
            "that this line and the one above it begin where they should."
        ),
    ),
    (
        "company: Northwind\n",
        "company Northwind\n",
        ("1: this line lacks its colon, or the space after it. Lines look like `name: Web Team`."),
    ),
    (
        "company: Northwind\n",
        'company: "Northwind\n',
        "1: the quote mark that opens in this line is never closed.",
    ),
    (
        "company: Northwind\n",
        "company: @Northwind\n",
        '1: text that begins with @ must stand in quotes, as in "@web".',
    ),
    (
        "company: Northwind\n",
        "company: *Northwind\n",
        '1: text that begins with * must stand in quotes, as in "*".',
    ),
    ("company: Northwind\n", "company: *\n", '1: text that begins with * must stand in quotes, as in "*".'),
    (
        "company: Northwind\n",
        'company: "North\\wind"\n',
        "1: inside double quotes a \\ has a meaning of its own. Use single quotes.",
    ),
    ("company: Northwind\n", "company: %x\n", "1: text that begins with % must stand in quotes."),
    (
        "company: Northwind\n",
        "company: - x\n",
        '1: a list cannot begin in the middle of a line. Put the "- " on a line of its own.',
    ),
    (
        "company: Northwind\n",
        "company: North\x07wind\n",
        ("1: there is an invisible control character in this line. Delete the line and type it anew."),
    ),
    (
        "    name: Web Team\n",
        "\tname: Web Team\n",
        "28: there is a tab at the start of this line or before a value. Use spaces.",
    ),
    (
        "    name: Web Team\n",
        "     name: Web Team\n",
        (
            "29: this line does not begin where the lines it belongs to begin. Give them the "
            "same number of spaces."
        ),
    ),
    (
        "    name: Web Team\n",
        "   name: Web Team\n",
        (
            '29: there is a ": " where none can be. Put text with a colon in quotes, or check'
            " that this line and the one above it begin where they should."
        ),
    ),
    (
        "    name: Web Team\n",
        "    name Web Team\n",
        ("28: this line lacks its colon, or the space after it. Lines look like `name: Web Team`."),
    ),
    (
        "    name: Web Team\n",
        "    name: Web: Team\n",
        (
            '28: there is a ": " where none can be. Put text with a colon in quotes, or check'
            " that this line and the one above it begin where they should."
        ),
    ),
    (
        "    name: Web Team\n",
        "    name:Web Team\n",
        ("28: this line lacks its colon, or the space after it. Lines look like `name: Web Team`."),
    ),
    (
        "keywords: [page, form]",
        "keywords: [page, form",
        ("46: the bracket that opens in this line is not closed, or a comma is missing inside it."),
    ),
    (
        "keywords: [page, form]",
        "keywords: [page form]]",
        "46: there is a closing bracket too many in this line.",
    ),
    (
        "    name: Web Team\n",
        "    name: 'Web Team\n",
        "28: the quote mark that opens in this line is never closed.",
    ),
    (
        "people:\n",
        "---\npeople:\n",
        ("15: `---` begins a second file inside this one. Keep everything in one and take this line out."),
    ),
    (
        "people:\n  mia",
        "people:\n- x\n  mia",
        (
            '17: there is a ": " where none can be. Put text with a colon in quotes, or check'
            " that this line and the one above it begin where they should."
        ),
    ),
    ("people:\n", "[a]: x\npeople:\n", "15: a name in the file should be plain text."),
]


@pytest.mark.parametrize(("old", "new", "sentence"), MISTAKES)
def test_a_mistake_of_writing_is_named_with_its_line(old: str, new: str, sentence: str) -> None:
    assert GOOD.count(old) == 1, "the part to spoil must be there exactly once"
    assert problems_of(GOOD.replace(old, new)) == [f"liaison.yaml line {sentence}"]


@settings(derandomize=True, max_examples=150, deadline=None)
@given(
    line=st.integers(0, GOOD.count("\n") - 1),
    column=st.integers(0, 40),
    slip=st.sampled_from(
        [*"\t:#-[]{}\"'*&!|>%@`,?~\\\n0", "", ": ", "- ", "  ", "---\n", "null", "!!map {}", "&a *a"]
    ),
    cut=st.integers(0, 12),
)
def test_no_slip_of_the_hand_is_answered_by_a_crash(line: int, column: int, slip: str, cut: int) -> None:
    lines = GOOD.splitlines()
    spoiled = lines[line][:column] + slip + lines[line][column + cut :]
    text = "\n".join([*lines[:line], spoiled, *lines[line + 1 :]])
    told: tuple[str, ...] = ()
    try:
        parse_company(text, "liaison.yaml")
    except Misconfigured as refusal:
        told = refusal.problems or ("a refusal that says nothing",)
    for problem in told:
        match = re.fullmatch(r"liaison\.yaml line (\d+): [^\n]+[.?]", problem)
        assert match, problem
        assert 1 <= int(match[1]) <= len(lines) + 2
