"""Answers in free text: which piece of a reply answers which question. Half an answer is kept as it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Final

from bot.company.model import Area, Question
from bot.intake.dates import find_due, monday_to_friday
from bot.intake.missing.clues import DATES, READ, clue
from bot.intake.missing.kinds import kind_of

_LONGEST: Final = 500  # characters of one answer
_LONGEST_CLAUSE: Final = 120
_LINE: Final = re.compile(r"\n+")
_MARK: Final = re.compile(r"\s{0,8}(?:[-*•–]|\(?\d{1,2}[.):]|\(?[a-h]\))\s{1,8}")
_INLINE: Final = re.compile(r"(?<![\w.,])\(?([1-9])[.):]\)?\s")
_PIECE: Final = re.compile(r"(?<=[.!?;])\s+|\n+|,\s+(?:and\s+|und\s+|et\s+|y\s+|e\s+)?")
_UNKNOWN: Final = re.compile(
    r"\s{0,8}(?:(?:sorry|hmm?|well|honestly|leider|désolée?|lo\s+siento|desculpa)[,.!]?\s{1,4})?"
    r"(?:that(?:'|’)?s\s+)?(?:(?:i|we)(?:(?:'|’)(?:m|re)|\s+am|\s+are|\s+have)?\s+)?"
    r"(?:(?:still|really|honestly|also|both)\s+)?"
    r"(?:(?:don(?:'|’)?t|do\s+not)\s+know|not\s+(?:\w+\s+)?(?:sure|known|certain|decided|clear)"
    r"|no\s+(?:idea|clue)|unsure|unknown|undecided|tb[cda]\b|n/?a(?=\W*$)|still\s+open"
    r"|to\s+be\s+(?:decided|confirmed|defined)|will\s+(?:check|ask)|\?+|skip(?=\W*$)|later(?=\W*$)"
    r"|(?:das\s+)?(?:(?:weiß|weiss)\s+(?:ich|man|wir)?|wei(?:ß|ss)|wissen\s+wir)\s*(?:es\s+|das\s+)?"
    r"(?:leider\s+)?(?:noch\s+)?nicht|(?:ich|wir)\s+(?:weiß|weiss|wissen)\s+(?:es\s+|das\s+)?"
    r"(?:leider\s+)?(?:noch\s+)?nicht|(?:noch\s+)?nicht\s+sicher|keine\s+ahnung|noch\s+(?:offen|unklar)"
    r"|(?:je|on)\s+(?:ne\s+|n(?:'|’))?sai[st]\s+pas|sais\s+pas|pas\s+(?:encore\s+)?(?:sûre?s?|décidé)"
    r"|aucune\s+idée|à\s+voir|(?:aún|todavía)?\s*no\s+(?:lo\s+)?(?:sé|sabemos)|no\s+estoy\s+segur[oa]"
    r"|ni\s+idea|(?:ainda\s+)?não\s+(?:sei|sabemos|tenho\s+certeza)|sem\s+ideia)"
    r"(?!\w)[^\n]{0,60}",
    re.IGNORECASE,
)
# After "not sure": half an answer follows.
_STILL: Final = re.compile(
    r"\d|\b(?:but|maybe|perhaps|probably|likely|i\s+(?:think|guess)|aber|vielleicht|wahrscheinlich"
    r"|vermutlich|mais|peut|sans\s+doute|pero|quiz[aá]s?|tal\s+vez|probablemente|mas|talvez|acho)\b",
    re.IGNORECASE,
)
_YES_NO: Final = re.compile(
    r"(?:yes|yep|yeah|no|nope|sure|ok|okay|of\s+course|not\s+yet|ja|nein|klar|oui|non|sí|si|sim"
    r"|não)\b[^.!?\n]{0,80}",
    re.IGNORECASE,
)
_SHORT_NAME: Final = re.compile(
    r"(?:@?[^\W\d_][\w'’.-]{1,30})(?:\s+(?:and\s+|und\s+|et\s+|y\s+|e\s+)?[^\W\d_][\w'’.-]{1,30}){0,4}"
)
_NUMBER: Final = re.compile(
    r"(?:about|around|ca\.?|etwa|environ|unos|cerca\s+de)?\s{0,3}\d[\d.,]{0,9}\s?k?\b", re.IGNORECASE
)
# Kinds that a bare "yes" or "no" answers.
CLOSED: Final = frozenset(
    {
        "manager_ok",
        "approved_wording",
        "consent_basis",
        "recording",
        "rights",
        "approver",
        "campaign",
        "permanent",
    }
)
_NAMED: Final = frozenset(
    {"person", "owner", "approver", "tool", "tool_site", "device", "region", "location"}
)


def answered(text: str, question: Question, area: Area) -> str | None:
    """The piece of `text` that answers the question of this area, as written; None when nothing does."""
    kind = kind_of(question)
    if kind is None or not any(known.id == question.id for known in area.intake):
        return None
    found = clue(kind, text)
    return _whole(text[:READ], found) if found else None


def answers_in(
    text: str,
    questions: Iterable[Question],
    area: Area,
    at: datetime,
    zone: str,
    is_working: Callable[[date], bool] = monday_to_friday,
) -> dict[str, str]:
    """What a reply to several questions answers: question id -> the words, as written.

    `at` (aware) and `zone` are the moment and the asker's time zone, for dates, `is_working` says which days
    are workdays. "Not sure yet" answers nothing: the question stays open. When there is one question, the
    whole reply is its answer; numbered lines answer the questions in their order; else each kind of question
    looks for its own words.
    """
    asked = tuple(questions)
    reply = text[:READ].strip()
    if not asked or not reply:
        return {}
    if len(asked) == 1:
        return {} if is_unknown(reply) else {asked[0].id: reply[:_LONGEST]}
    lines = _lines(reply)
    if len(lines) == len(asked):
        return {
            question.id: line[:_LONGEST]
            for question, line in zip(asked, lines, strict=True)
            if not is_unknown(line)
        }
    found: dict[str, str] = {}
    for question in asked:
        words = _in_reply(reply, question, area, at, zone, is_working)
        if words:
            found[question.id] = words
    return found | _left_over(reply, asked, found)


def _lines(reply: str) -> list[str]:
    """The lines of a reply, or the parts of "1) … 2) …", without their marks."""
    lines = [line.strip() for line in _LINE.split(reply) if line.strip()]
    if len(lines) == 1:
        marks = [match for match in _INLINE.finditer(reply)]
        if len(marks) > 1 and [int(mark[1]) for mark in marks] == list(range(1, len(marks) + 1)):
            edges = [mark.start() for mark in marks[1:]] + [len(reply)]
            lines = [reply[mark.start() : edge] for mark, edge in zip(marks, edges, strict=True)]
    return [
        _MARK.sub("", line, count=1).strip(" ,;") if _MARK.match(line) else line.strip() for line in lines
    ]


def is_unknown(words: str) -> bool:
    """ "Not sure yet" and the like, in five languages, without half an answer beside it."""
    match = _UNKNOWN.match(words)
    if match is None or match.end() < len(words.rstrip(" .!…")) - 1:
        return False
    return _STILL.search(words) is None


def _in_reply(
    reply: str,
    question: Question,
    area: Area,
    at: datetime,
    zone: str,
    is_working: Callable[[date], bool],
) -> str | None:
    kind = kind_of(question)
    if kind in DATES:
        due = find_due(reply, at=at, zone=zone, is_working=is_working)
        if due is not None:
            return due.words
    found = answered(reply, question, area)
    if found:
        return found
    match = _NUMBER.search(reply) if kind == "volume" else None
    return match[0].strip() if match else None


def _left_over(reply: str, asked: tuple[Question, ...], found: dict[str, str]) -> dict[str, str]:
    """When one question is left and one piece of the reply is, they belong together."""
    open_ = [question for question in asked if question.id not in found]
    pieces = [piece.strip(" .,;") for piece in _PIECE.split(reply) if piece.strip(" .,;")]
    left = [piece for piece in pieces if not any(_overlap(piece, words) for words in found.values())]
    left = [piece for piece in left if not is_unknown(piece)]
    if len(left) != 1:
        return {}
    fitting = [question for question in open_ if _may_answer(left[0], kind_of(question))]
    return {fitting[0].id: left[0][:_LONGEST]} if len(fitting) == 1 else {}


def _may_answer(piece: str, kind: str | None) -> bool:
    if _YES_NO.fullmatch(piece):
        return kind in CLOSED
    if kind in CLOSED:
        return False
    return kind not in _NAMED or bool(_SHORT_NAME.fullmatch(piece))


def _overlap(piece: str, words: str) -> bool:
    return words in piece or piece in words


def _whole(text: str, found: str) -> str:
    """The found words with the rest of their clause, when that is short."""
    start = text.find(found)
    before = max((match.end() for match in _PIECE.finditer(text, 0, start)), default=0)
    after = _PIECE.search(text, start + len(found))
    clause = text[before : after.start() if after else len(text)].strip(" ,;")
    return clause if len(clause) <= _LONGEST_CLAUSE else found[:_LONGEST]
