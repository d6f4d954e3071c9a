"""What kind of message is this: a wish for IT, a heads-up of a launch, nothing for IT, or too little to tell?

It errs towards a wish: what is called "not for IT" opens nothing, so that must be plain from the words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import exp
from typing import Final, Literal

from bot.intake.ear import hear
from bot.intake.elsewhere import DONE, PLAIN, elsewhere
from bot.intake.incident import exposed_words, incident_words
from bot.intake.taking_back import takes_back
from bot.intake.wish import names_a_wish
from bot.intake.words import Signs, signs, without_orders
from bot.intake.words.groups import VAGUE

__all__ = ["Judged", "Verdict", "judge", "without_orders"]

Verdict = Literal["request", "heads_up", "not_it", "unclear"]

# How likely "nothing for IT" must sound, in log-odds: 0.2 when something points at an area, 0.9 when
# everything does.
BAR: Final = -3.6
STEEPNESS: Final = 5.8
OF_A_RULE: Final = 2.0  # log-odds that a rule about a topic brings: "the poster's link is dead" is no design
NOT_AT_HOME: Final = 0.5  # of evidence more, where a theatre's trapdoor is what IT looks after
LITTLE: Final = 0.05  # how likely "says too little" must sound; who wishes for something sounds far below
RATHER_ASKED: Final = 3.0  # times likelier "nothing for IT" must sound to be believed instead
POINTING: Final = 0.6  # of evidence, from which on the words do say what it is about
_LEAST: Final = 0.3  # whatever the words point at
_WITH_FILES: Final = 0.95  # who sends a file wants something done with it

_SENTENCE: Final = re.compile(r"[^.?]+[.?]?")
_IT: Final = re.compile(r"[CTFMNDAG+%]")
_ASKS: Final = re.compile(r"[WV?]|[BEHkshfm]|n[-b]{0,2}[vazx]|[va][-bx]{0,3}!")
_NAMES_A_THING: Final = re.compile(r"[CTFMNDIKAGOJQP+dc#%]")
_WISHED_THING: Final = re.compile(r"W.*[TD]")  # "can I have Photoshop?": one name is enough
_TOOLS: Final = re.compile(r"[T%ADNF]")
_OTHER_SCRIPT: Final = re.compile(r"[\u0370-\u1dff\u2c00-\ufaff]")  # words that nobody here can weigh
_LONGEST_NEWS: Final = 2  # sentences: who writes more about a launch wants something


@dataclass(frozen=True)
class Judged:
    verdict: Verdict
    why: str  # one plain clause for the record, such as "it is about design"


def judge(text: str, *, evidence: float, has_files: bool = False, at_home: bool = True) -> Judged:
    """`evidence` is 0 to 1: how strongly the words point at any area of IT. Any text is safe.

    `at_home`: the company's areas are of the kind that practice was about.
    """
    left = without_orders(text)
    read = signs(text)
    if left is not text and left != text and not _wants_of_it(read.line):
        return Judged("not_it", "it gives orders to me and asks nothing of IT")
    if not has_files and takes_back(left):
        return Judged("not_it", DONE)
    if incident_words(text) or exposed_words(text):
        return Judged("request", "it says that something is broken or got out")
    line = BAR + STEEPNESS * (evidence if at_home else evidence + NOT_AT_HOME)
    why = elsewhere(read, evidence)
    plain = why in PLAIN or hear(text).not_it >= _chance(line - OF_A_RULE)
    if why and plain and not (has_files and why.endswith("thanks")):
        return Judged("not_it", why)
    if _says_too_little(left, read, has_files):
        return Judged("unclear", "it does not say what it is about")
    if _announces(read.line):
        return Judged("heads_up", "it announces something and asks for nothing")
    if not has_files and evidence < POINTING and _speaks_of_the_unseen(text):
        return Judged("unclear", "it does not say what it is about")
    if hear(text).not_it >= max(_chance(line), _WITH_FILES if has_files else _LEAST):
        return Judged("not_it", "it sounds like nothing that IT looks after")
    return Judged("request", "it asks for something")


def _speaks_of_the_unseen(text: str) -> bool:
    """ "What about the thing from the lift?": in doubt one question is better than no request."""
    heard = hear(text)
    return heard.unclear >= max(LITTLE, heard.not_it / RATHER_ASKED)


def _chance(logit: float) -> float:
    return 1 / (1 + exp(-logit))


def _wants_of_it(line: str) -> bool:
    """A sentence that names a thing of IT and asks for something, or says that something is wrong with it."""
    return any(
        _IT.search(sentence) and (_ASKS.search(sentence) or "K" in sentence)
        for sentence in _SENTENCE.findall(line)
    )


def _says_too_little(left: str, read: Signs, has_files: bool) -> bool:
    if not names_a_wish(left, has_files=has_files) and not _WISHED_THING.search(read.line):
        return True
    if has_files or _NAMES_A_THING.search(read.line) or _OTHER_SCRIPT.search(left):
        return False
    return all(
        _is_vague(word) for word, sign in zip(read.words, read.line, strict=True) if sign in "xVvaBEmoslCS"
    )


def _is_vague(words: str) -> bool:
    return all(word in VAGUE or word.isdigit() or len(word) < 2 for word in words.split())


def _announces(line: str) -> bool:
    """A launch is told of, and nothing is asked, changed, broken or handed over."""
    if _ASKS.search(line) or "d" in line or "c" in line:
        return False
    if "&" in line:
        return "l" in line
    sentences = [sentence for sentence in _SENTENCE.findall(line) if sentence.strip(".-")]
    return "l" in line and len(sentences) <= _LONGEST_NEWS and not _TOOLS.search(line)
