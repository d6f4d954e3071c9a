"""Is a message plainly not for IT: design, texts, leave and pay, the office, money, small talk, thanks?

It must be plain. As soon as a thing that IT looks after is asked for as well, the message goes on: a useless
request costs IT a click, a wish that was sent away costs the asker their launch.
"""

from __future__ import annotations

import re
from typing import Final

from bot.intake.words import Signs
from bot.intake.words.groups import BUYING, HANDLING

POINTED: Final = 0.5  # evidence from which the words of an area outweigh a foreign topic
SURE: Final = 0.75  # evidence from which they outweigh a verb such as "draw" or "translate"

_SENTENCE: Final = re.compile(r"[^.?]+[.?]?")
_WISH: Final = re.compile(r"[WV]")
_IT: Final = re.compile(r"[CTFMNDAGL+%]")
_FOREIGN: Final = re.compile(r"[OJQ]")
_NAMED: Final = re.compile(r"[CTFMNDAGL+%IK#]")
_ORDERED: Final = re.compile(r"a[-xeu]{0,3}O")  # "order 300 mugs for the fair"
_AFTER_MAKING: Final = re.compile(r"[CTFNMDAGIK#]")
_GOES_ON: Final = re.compile(r"[WVa].*[CTFMNDAGIK]")  # "ignore that and change the page instead"
_WHY: Final = {
    "O": "it is about the office or a trip",
    "J": "it is about leave, pay or hiring",
    "Q": "it is about money or contracts",
}
DESIGN: Final = "it is about design"
TEXTS: Final = "it is about writing texts"
SMALL_TALK: Final = "it is small talk"
THANKS: Final = "it says thanks"
DONE: Final = "it says that nothing needs to be done"
WELL: Final = "it says that all is well again"
INFORMS: Final = "it only informs"
PLAIN: Final = frozenset((THANKS, DONE, INFORMS))  # said in so many words: needs no second opinion


def elsewhere(read: Signs, evidence: float) -> str | None:
    """Why it is not for IT, as one clause ("it is about design"); None when it may well be for IT."""
    line = read.line
    return (
        _called_off(line)
        or _thanked(line)
        or _foreign_topic(read, evidence)
        or _made_by_others(read, evidence)
        or _small_talk(line)
        or _informs(line)
    )


def _asks(piece: str) -> bool:
    return bool(_WISH.search(piece) and _IT.search(piece))


def _called_off(line: str) -> str | None:
    """ "No action needed", "never mind", "works again": unless something else is asked for beside it."""
    clauses = re.split(r"[.,?]", line)
    if "j" in line:
        rest = [clause for clause in clauses if "j" not in clause and "R" not in clause]
        same = [clause.partition("j")[2] for clause in clauses if "j" in clause]
        if any(_asks(clause) for clause in rest) or any(_GOES_ON.search(clause) for clause in same):
            return None
        return DONE
    if (
        "p" in line
        and not re.search(r"[WVq?n]", line)
        and not re.search(r"[.,].*[CTFNDAG]", line[line.index("p") :])
    ):
        return WELL
    return None


def _thanked(line: str) -> str | None:
    """Thanks or praise, and every sentence that names something is part of it."""
    if not re.search(r"[Z*]", line) or "W" in line or "?" in line:
        return None
    for sentence in _SENTENCE.findall(line):
        first = re.search(r"[CTFMNDAGIK#VxO]", sentence)
        thanks = re.search(r"[Z]", sentence)
        praised = "*" in sentence or (thanks and (first is None or thanks.start() < first.start()))
        if first and not praised and _worth_reading(sentence):
            return None
    return THANKS


def _worth_reading(sentence: str) -> bool:
    """More than a word or two beside the thanks."""
    return len(re.findall(r"[CTFMNDAGIK#V]", sentence)) > 0 or sentence.count("x") > 2


def _foreign_topic(read: Signs, evidence: float) -> str | None:
    """The office, leave and pay, money: named more often than what IT looks after in what is asked."""
    line = read.line
    found = _FOREIGN.search(line)
    if not found or _asks_beside(line):
        return None
    asked = "".join(sentence for sentence in _SENTENCE.findall(line) if re.search(r"[WV?]", sentence))
    if not _FOREIGN.search(asked) and not _NAMED.search(asked):
        asked = line
    foreign, ours = len(_FOREIGN.findall(asked)), len(_IT.findall(asked))
    if foreign and (ours == 0 or _ordered(read)):
        return _WHY[found[0]]
    return _WHY[found[0]] if foreign > ours and evidence < POINTED and "V" not in asked else None


def _asks_beside(line: str) -> bool:
    """Another sentence asks for something that IT looks after."""
    return any(
        re.search(r"[WV?]", sentence)
        and re.search(r"[CTFNDA]", sentence)
        and not re.search(r"[OJQdc#]", sentence)
        for sentence in _SENTENCE.findall(line)
    )


def _ordered(read: Signs) -> bool:
    found = _ORDERED.search(read.line)
    return bool(found) and bool(BUYING.intersection(read.words))


def _made_by_others(read: Signs, evidence: float) -> str | None:
    """Drawing, laying out, writing, translating: what is made must itself be a picture or a text."""
    line = read.line
    handled = any(word in HANDLING for word in read.words)
    if handled or "V" in line or _asks_beside(line):
        return None
    for verb in re.finditer(r"[dc]", line):
        start = _start_of_sentence(line, verb.start())
        made = _AFTER_MAKING.search(line, verb.end(), _end_of_sentence(line, verb.end()))
        before = _AFTER_MAKING.findall(line, start, verb.start())
        thing = made[0] if made else (before[-1] if before else "")
        if not thing and evidence >= SURE:
            continue
        if verb[0] == "d" and thing in "I#GK":
            return DESIGN
        if verb[0] == "c" and (not made or thing in "KMG#I") and _is_asked(line, start, verb.start()):
            return TEXTS
    first = _AFTER_MAKING.search(line)
    if "make" in read.words and first and (first[0] == "#" or (first[0] == "I" and not _IT.search(line))):
        return DESIGN
    if _IT.search(line):
        return None
    if "#" in line:
        return DESIGN
    return TEXTS if evidence < POINTED and "K" in line and "V" not in line and "W" in line else None


def _is_asked(line: str, start: int, at: int) -> bool:
    """ "Can you write", "write", "who writes …?"; not "the writing course"."""
    end = _end_of_sentence(line, at)
    return "W" in line[start:at] or not line[start:at].strip("-,iwe") or line[end : end + 1] == "?"


def _small_talk(line: str) -> str | None:
    return SMALL_TALK if "S" in line and "V" not in line and not _IT.search(line) else None


def _informs(line: str) -> str | None:
    """ "FYI" about something that IT has no part in."""
    if "&" in line and not re.search(r"[lWV?n2mBE]", line) and (not _IT.search(line) or "*" in line):
        return INFORMS
    return None


def _end_of_sentence(line: str, at: int) -> int:
    end = re.compile(r"[.?]").search(line, at)
    return end.start() if end else len(line)


def _start_of_sentence(line: str, at: int) -> int:
    return max(line.rfind(".", 0, at), line.rfind("?", 0, at)) + 1
