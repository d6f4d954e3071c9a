"""From text to a tree that still knows its lines, and from the parser's words to plain ones."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from bot.company.problems import Problems

_NO_COLON = "this line lacks its colon, or the space after it. Lines look like `name: Web Team`."
# What the parser says (a piece of it), whether the mistake begins where it began reading, what we say.
_SAID: tuple[tuple[str, bool, str], ...] = (
    (r"character '\t'", False, "there is a tab at the start of this line or before a value. Use spaces."),
    (
        "character '@'",
        False,
        'text that begins with @ must stand in quotes, as in "@web".',
    ),
    ("character '`'", False, "text that begins with ` must stand in quotes."),
    ("character '%'", False, "text that begins with % must stand in quotes."),
    (
        "mapping values are not allowed",
        False,
        'there is a ": " where none can be. Put text with a colon in quotes, or check that this line and '
        "the one above it begin where they should.",
    ),
    (
        "could not find expected ':'",
        True,
        _NO_COLON,
    ),
    ("while scanning a quoted scalar", True, "the quote mark that opens in this line is never closed."),
    (
        "unknown escape character",
        False,
        "inside double quotes a \\ has a meaning of its own. Use single quotes.",
    ),
    (
        "while parsing a flow",
        True,
        "the bracket that opens in this line is not closed, or a comma is missing inside it.",
    ),
    (
        "undefined alias",
        False,
        'text that begins with * must stand in quotes, as in "*".',
    ),
    ("while scanning an alias", True, 'text that begins with * must stand in quotes, as in "*".'),
    ("while scanning an anchor", True, 'text that begins with & must stand in quotes, as in "&".'),
    ("but found ']'", False, "there is a closing bracket too many in this line."),
    ("but found '}'", False, "there is a closing bracket too many in this line."),
    (
        "expected <block end>",
        False,
        "this line does not begin where the lines it belongs to begin. Give them the same number of spaces.",
    ),
    (
        "sequence entries are not allowed",
        False,
        'a list cannot begin in the middle of a line. Put the "- " on a line of its own.',
    ),
    (
        "expected a single document",
        False,
        "`---` begins a second file inside this one. Keep everything in one and take this line out.",
    ),
)
_OTHERWISE = "this line cannot be read. Check its spaces, colons, quotes and brackets."


def compose(text: str, problems: Problems) -> tuple[yaml.MappingNode | None, frozenset[str]]:
    """The tree, and the names of those top-level parts that could not be read.

    One slip must not hide the mistakes in the rest of the file, so then each part is read by itself.
    """
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        return _compose_by_part(text, error, problems)
    if root is None:
        problems.add(1, "the file is empty. Begin with a copy of liaison.example.yaml.")
        return None, frozenset()
    if not isinstance(root, yaml.MappingNode):
        problems.add(line_of(root), "the file should be made of lines like `company: Northwind Outdoor`.")
        return None, frozenset()
    return root, frozenset()


def line_of(node: yaml.Node) -> int:
    line: int = node.start_mark.line
    return line + 1


def _compose_by_part(
    text: str, whole: yaml.YAMLError, problems: Problems
) -> tuple[yaml.MappingNode | None, frozenset[str]]:
    pairs: list[tuple[yaml.Node, yaml.Node]] = []
    broken: set[str] = set()
    told = False
    for first_line, part in _parts(text):
        try:
            # The empty lines in front keep the line numbers those of the file.
            node = yaml.compose("\n" * first_line + part, Loader=yaml.SafeLoader)
        except yaml.YAMLError as error:
            problems.add(*_in_plain_words(error, text))
            told = True
            broken.add(part.split(":")[0].strip())
            continue
        if isinstance(node, yaml.MappingNode):
            pairs.extend(node.value)
        elif node is not None:
            problems.add(line_of(node), _NO_COLON)
            broken.add(part.split()[0])
            told = True
    if not told:
        problems.add(*_in_plain_words(whole, text))
    if not pairs:
        return None, frozenset(broken)
    root = yaml.MappingNode("tag:yaml.org,2002:map", pairs, pairs[0][0].start_mark, pairs[-1][1].end_mark)
    return root, frozenset(broken)


def _parts(text: str) -> Iterator[tuple[int, str]]:
    """Cuts before every line that begins a top-level name."""
    lines = text.split("\n")
    starts = [number for number, line in enumerate(lines) if re.match(r"[^\s#\-\]}]", line)]
    for number, start in enumerate(starts):
        end = starts[number + 1] if number + 1 < len(starts) else len(lines)
        yield start, "\n".join(lines[start:end])


def _in_plain_words(error: yaml.YAMLError, text: str) -> tuple[int, str]:
    if isinstance(error, yaml.reader.ReaderError):
        line = text.count("\n", 0, error.position) + 1
        return line, "there is an invisible control character in this line. Delete the line and type it anew."
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return 1, _OTHERWISE
    said = f"{error.context} {error.problem}"
    if "mapping values are not allowed" in said:
        above = _line_without_colon_above(error.problem_mark.line, text)
        if above is not None:
            return above + 1, _NO_COLON
    for piece, from_start, sentence in _SAID:
        if piece in said:
            mark = error.context_mark if from_start and error.context_mark else error.problem_mark
            return mark.line + 1, sentence
    return error.problem_mark.line + 1, _OTHERWISE


def _line_without_colon_above(line: int, text: str) -> int | None:
    """A line without a colon swallows the next one, and the parser complains only there."""
    lines = text.split("\n")
    if len(re.findall(r":(?:\s|$)", lines[line])) != 1:
        return None
    above = next((n for n in range(line - 1, -1, -1) if lines[n].strip()), None)
    if above is None or re.search(r":(?:\s|$)|^\s*[#-]|[\[\]{}]", lines[above]):
        return None
    return above
