"""Rules with their reasons, and places of numbers: found by the question that people ask.

Measured by leaving each question of the shipped entries out in turn and asking it (428 questions that share
few words with those that are left): docs/decisions/0016-finding-words.md.
"""

from __future__ import annotations

from collections.abc import Iterator

from glossary.finding.asking import Asked
from glossary.finding.index import Index
from glossary.finding.labels import Candidate
from glossary.finding.prose import Match
from glossary.finding.stems import stem
from glossary.finding.values import Tier

MOST_CONTENT = 40  # words of content; more are a pasted text, of which the labels count
SAME_QUESTION = 0.75  # of the weight of both questions' words, the share that they have in common
AHEAD = 2.0  # times the score of the next rule; ten of eleven such were right, nearly all with COVERED_WELL
COVERED_WELL, COVERED = 0.45, 0.25  # of the weight of the words asked for, the share that is in the rule
COVERED_ALL = 0.6  # the same where nothing is asked, but words are named
MOST_OFFERED = 3
_BEFORE_TERMS = 1000.0  # more than any score: a rule before a term whose explanation happens to say the word
_KIND_WANTED = 1.2  # times the score, where a reason or a place is asked for and this is one


def rules_asked(asked: Asked, index: Index) -> list[Candidate]:
    """Those surely meant, the surest first: the same question in other words, or far ahead of all others."""
    wanted = _wanted(asked)
    if not wanted:
        return []
    found = [*_same_questions(wanted, asked, index)]
    ranked = _ranked(wanted, asked, index)
    if ranked and ranked[0][1].covered >= COVERED_WELL and len(wanted) > 1:
        (score, first), others = ranked[0], ranked[1:]
        matched = sum(stem in index.companies[index.rule_places[first.place]].text for stem in wanted)
        if matched > 1 and (not others or score >= AHEAD * others[0][0]):
            place = index.rule_places[first.place]
            found.append(Candidate(place, Tier.QUESTION, _nearest(place, wanted, index), score=first.covered))
    return sorted(found, key=lambda each: -each.score)


def rules_about(asked: Asked, index: Index) -> Iterator[Candidate]:
    """Those that speak of what is asked, the likeliest first; only to be offered."""
    ranked = _ranked(_wanted(asked), asked, index)
    for score, match in ranked[:MOST_OFFERED]:
        if score * AHEAD >= ranked[0][0] and (asked.is_question or match.covered >= COVERED_ALL):
            place = index.rule_places[match.place]
            tier = Tier.RULE if asked.is_question and match.covered >= COVERED_WELL else Tier.PROSE
            first = _BEFORE_TERMS if asked.wants_reason or asked.wants_place else 0.0
            yield Candidate(place, tier, _spoken_of(place, asked, index), score=score + first)


def is_of_kind(asked: Asked, place: int, index: Index) -> bool:
    """It is what the question asks for: a reason, or a place."""
    kind = index.entry(place).kind
    return (kind == "why_not" and asked.wants_reason) or (kind == "where" and asked.wants_place)


def _wanted(asked: Asked) -> frozenset[str]:
    found = frozenset(stem(word) for word in asked.content)
    return found if len(found) <= MOST_CONTENT else frozenset()


def _same_questions(wanted: frozenset[str], asked: Asked, index: Index) -> Iterator[Candidate]:
    weight = index.asking.weight(wanted)
    for match in index.asking.search(wanted, SAME_QUESTION / 2):
        question = index.questions[match.place]
        # Dice's coefficient, each word weighted by how rare it is in questions.
        alike = 2 * match.covered * weight / (weight + question.weight)
        is_same = question.key == asked.key
        # One word in common is too little to be sure, but for the very same question.
        if is_same or (alike >= SAME_QUESTION and len(wanted & question.stems) > 1):
            why = f"people ask it like this: “{question.text}”"
            yield Candidate(question.place, Tier.QUESTION, why, score=1 + alike + is_same)


def _ranked(wanted: frozenset[str], asked: Asked, index: Index) -> list[tuple[float, Match]]:
    found = []
    for match in index.rules.search(wanted, COVERED):
        bonus = _KIND_WANTED if is_of_kind(asked, index.rule_places[match.place], index) else 1.0
        found.append((match.score * bonus, match))
    return sorted(found, key=lambda each: (-each[0], each[1].place))


def _nearest(place: int, wanted: frozenset[str], index: Index) -> str:
    """Of the rule's questions the one with most of the words."""
    of_this = [question for question in index.questions if question.place == place]
    nearest = max(of_this, key=lambda question: len(question.stems & wanted), default=None)
    if nearest is None:
        return "it speaks of that"
    return f"people ask it like this: “{nearest.text}”"


def _spoken_of(place: int, asked: Asked, index: Index) -> str:
    text = index.companies[place].text
    words = [word for word in dict.fromkeys(asked.content) if stem(word) in text]
    return "it speaks of " + ", ".join(f"“{word}”" for word in words[:3])
