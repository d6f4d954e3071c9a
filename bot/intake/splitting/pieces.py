"""A text cut into sentences, list lines and clauses, without losing a character's place.

Cutting looks at a shadow of the text in which quoted words and links are blanked out: what somebody wants
to see written on a page is no wish of theirs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Final, Literal

from bot.intake.any_case import AnyCase

READ: Final = 4000  # characters; further down nobody starts another request
_MOST_CUTS: Final = 24  # of one sentence; what follows belongs to its last clause
Shape = Literal["sentence", "line", "clause"]

_HIDDEN: Final = re.compile(
    r"<[^<>\s]{1,500}(?:\|[^<>\n]{0,200})?>"
    r"|(?:https?://|www\.)[^\s<>]{1,500}"
    r"|\"[^\"\n]{1,200}\"|“[^“”\n]{1,200}”|„[^„“”\n]{1,200}[“”]|«[^«»\n]{1,200}»"
    r"|(?<!\w)['‘][^'‘’\n]{1,120}['’](?!\w)|`[^`\n]{1,200}`"
)
_LINE_END: Final = re.compile(r"\n+")
_MARK: Final = re.compile(
    r"[ \t]*(?:[-*•–—▪◦‣·→✅☐]{1,2}|\(?(?:\d{1,2}|[a-hA-H])[.)]|#\d{1,2}|:(?:one|two|three|four|five):"
    r"|\d️?⃣)[ \t]+"
)
_SENTENCE_END: Final = re.compile(r"(?<=[.!?…;])[\"”»')]{0,2}\s+|(?<!\s)\s+(?:—|–|\|)\s+")
_NO_END: Final = AnyCase(
    r"(?:\b[a-z]\.[a-z]|\b(?:e\.g|i\.e|z\. ?b|d\. ?h|approx|ca|vs|no|nr|etc|dr|mrs?|ms|bzw|inkl|incl"
    r"|ggf|p\. ?ex|p\. ?ej"
    r"|st|jan|feb|apr|aug|sept?|okt|oct|nov|dec|dez))\.$"
)
_NUMBER_DOT: Final = re.compile(r"(?<!\d)\d{1,2}\.$")
_INLINE_NUMBER: Final = re.compile(r"(?<![\w.])(?:\(?([1-9])[.)]|\(?([a-h])\))(?=\s)")

# Where one wish may end and another begin. Being cut here costs nothing: what holds no wish of its own is
# put back to its neighbour.
_ALSO: Final = (
    r"(?:(?:and|&|but)\s+(?:also|then|additionally|separately|another|one\s+more|while)\b"
    r"|also,?\s+(?:please|pls|can|could|would|will|is|are|we|i|my|our|the|how|who)\b"
    r"|additionally|in\s+addition|on\s+top\s+of\s+that|besides\s+that|oh,?\s+and|separately|another\s+thing"
    r"|while\s+you(?:'|’)?(?:re|\s+are)\s+at\s+it|as\s+well\s+as"
    r"|außerdem|ausserdem|zusätzlich|und\s+(?:auch|noch|außerdem|zusätzlich|dann)\b|sowie\b"
    r"|dazu\s+noch|des\s+weiteren"
    r"|et\s+(?:aussi|également|puis|en\s+plus)\b|ainsi\s+qu|par\s+ailleurs"
    r"|y\s+(?:también|tambien|además|ademas|luego)\b|además|ademas|asimismo|así\s+como|por\s+otro\s+lado"
    r"|e\s+(?:também|tambem|ainda|depois)\b|além\s+disso|alem\s+disso|bem\s+como)"
)
_AND: Final = r"(?:and|but|or|und|aber|et|mais|y|pero|e|mas|&|\+)"
_CUT: Final = AnyCase(rf"[,;:]\s+(?={_ALSO})|(?<!\s)\s+(?={_ALSO}|{_AND}\s)|,\s*(?={_AND}\s)|,\s+")


# "Two things: …"
SEVERAL: Final = AnyCase(
    r"\b(?:two|three|four|2|3|4|few|couple\s+of|several|some|multiple)\s+(?:\w+\s+)?(?:things?"
    r"|requests?|asks?|points?|topics?|favou?rs?|questions|issues|items|tickets|wishes|bits)\b"
    r"|\b(?:zwei|drei|vier|mehrere|paar)\s+(?:dinge|sachen|anliegen|punkte|themen|fragen|bitten"
    r"|wünsche)\b|\b(?:deux|trois|quatre|plusieurs|quelques)\s+(?:choses|demandes|points|sujets"
    r"|questions)\b"
    r"|\b(?:dos|tres|cuatro|varias|un\s+par\s+de)\s+(?:cosas|peticiones|temas|puntos|solicitudes"
    r"|preguntas)\b|\b(?:duas|três|quatro|várias|algumas)\s+(?:coisas|pedidos|pontos|questões"
    r"|solicitações)\b"
)
_HINTS_AT_SEVERAL: Final = (
    *(
        "thing",
        "request",
        "ask",
        "point",
        "topic",
        "favo",
        "question",
        "issue",
        "item",
        "ticket",
        "wish",
        "bits",
    ),
    *(
        "dinge",
        "sachen",
        "anliegen",
        "punkte",
        "themen",
        "frage",
        "bitten",
        "wünsche",
        "chose",
        "demande",
        "sujet",
    ),
    *("cosas", "peticion", "temas", "puntos", "solicit", "pregunta", "coisa", "pedido", "pontos", "questões"),
)
_AFTER_SEVERAL: Final = re.compile(r"[^.:;,!?\n]{0,60}[:–—]\s|\s{0,3}[,-]{1,2}\s")


@dataclass(frozen=True)
class Piece:
    """One stretch of a text. `words` is its shadow: the same length, quoted words and links blanked."""

    start: int
    end: int
    words: str
    shape: Shape
    sentence: int  # which sentence or list line it stands in


def shadow(text: str) -> str:
    """As long as the text, so that a place in one is a place in the other."""
    if "\r" in text or "\t" in text:
        text = text.replace("\r", "\n").replace("\t", " ")
    return _HIDDEN.sub(lambda match: "·" * len(match[0]), text)


def says_several(words: str) -> bool:
    """Whether it says that several things follow ("two things", "zwei Sachen")."""
    lower = words.lower()
    return any(hint in lower for hint in _HINTS_AT_SEVERAL) and SEVERAL.search(words) is not None


def sentences(words: str, *, several: bool = False) -> tuple[Piece, ...]:
    """Sentences and list lines of a shadow, in order. A list's mark belongs to no piece.

    `several`: it says so (`says_several`), and what leads to the first wish is a piece of its own.
    """
    found: list[Piece] = []
    at = 0
    for end in [*(match.start() for match in _LINE_END.finditer(words)), len(words)]:
        _add_line(words, at, end, found, several=several)
        at = end
    return tuple(found)


def clauses(sentence: Piece) -> tuple[Piece, ...]:
    """The sentence cut wherever another wish might begin; the sentence itself when nowhere."""
    cuts = [match.end() for match in islice(_CUT.finditer(sentence.words), _MOST_CUTS)]
    edges = [0, *cuts, len(sentence.words)]
    return tuple(
        Piece(sentence.start + a, sentence.start + b, sentence.words[a:b], "clause", sentence.sentence)
        for a, b in pairwise(edges)
        if sentence.words[a:b].strip(" ,;")
    )


def _add_line(words: str, start: int, end: int, found: list[Piece], *, several: bool) -> None:
    mark = _MARK.match(words, start + _blank(words, start, end), end)
    numbered = _numbered(words, start, end)
    if mark is not None and len(numbered) == 1:
        _add(words, mark.end(), end, "line", found)
        return
    for begin, stop, shape in numbered:
        if shape == "line":
            _add(words, begin, stop, "line", found)
        else:
            begin = _add_lead(words, begin, stop, found) if several else begin
            _add_sentences(words, begin, stop, found)


def _blank(words: str, start: int, end: int) -> int:
    line = words[start:end]
    return len(line) - len(line.lstrip())


def _numbered(words: str, start: int, end: int) -> list[tuple[int, int, Shape]]:
    """Cuts "1) this 2) that" inside a line; a lone "2." is no list."""
    marks: list[tuple[int, int]] = []
    for match in _INLINE_NUMBER.finditer(words, start, end):
        value = int(match[1]) if match[1] else ord(match[2]) - ord("a") + 1
        if value == len(marks) + 1:
            marks.append((match.start(), match.end()))
    if len(marks) < 2:
        return [(start, end, "sentence")]
    stops = [begin for begin, _ in marks[1:]] + [end]
    lines: list[tuple[int, int, Shape]] = [
        (after, stop, "line") for (_, after), stop in zip(marks, stops, strict=True)
    ]
    return [(start, marks[0][0], "sentence"), *lines]


def _add_lead(words: str, start: int, end: int, found: list[Piece]) -> int:
    """Takes "two things:" off the first of them; gives where that begins."""
    several = SEVERAL.search(words, start, end)
    colon = _AFTER_SEVERAL.match(words, several.end(), end) if several else None
    if colon is None:
        return start
    _add(words, start, colon.end(), "sentence", found)
    return colon.end()


def _add_sentences(words: str, start: int, end: int, found: list[Piece]) -> None:
    at = start
    for match in _SENTENCE_END.finditer(words, start, end):
        if not _is_inside(words, at, match.start(), match.end(), end):
            _add(words, at, match.end(), "sentence", found)
            at = match.end()
    _add(words, at, end, "sentence", found)


def _is_inside(words: str, at: int, stop: int, after: int, end: int) -> bool:
    """A dot that ends an abbreviation or a German day of the month ends no sentence."""
    tail = words[max(at, stop - 8) : stop]
    if not tail.endswith("."):
        return False
    return bool(_NO_END.search(tail) or (_NUMBER_DOT.search(tail) and after < end))


def _add(words: str, start: int, end: int, shape: Shape, found: list[Piece]) -> None:
    piece = words[start:end]
    if piece.strip(" ,;.!?\n·-"):
        found.append(Piece(start, end, piece, shape, len(found)))
