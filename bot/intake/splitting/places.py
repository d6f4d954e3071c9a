"""The stretches of a text that might be wishes."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from bot.intake.any_case import AnyCase
from bot.intake.splitting.coordinating import joints
from bot.intake.splitting.enumerating import HOLDS, is_verbal
from bot.intake.splitting.pieces import Piece, clauses
from bot.intake.splitting.pointed import HALF, Pointing
from bot.intake.splitting.wishes import Clause, begs, look

_DETAIL: Final = re.compile(r"[\w][\w /&'’()-]{0,28}:(?:\s|·|$)")
DETAILS_FOLLOW: Final = AnyCase(
    r"\b(?:pages?|urls?|links?|fields?|columns?|steps?|numbers|figures|metrics|kpis|channels|data|info"
    r"|countries|details|criteria|languages|people|names|options|variants|versions|countries|markets"
    r"|regions|errors?|formats?|sizes?|questions|following\s+(?:users|accounts|contacts)"
    r"|users|accounts|contacts|colleagues|sites?|records?|seiten|felder|schritte|länder|champs|pays"
    r"|étapes|colonnes|páginas|campos|países|pasos|columnas|passos|colunas)\b[^:]{0,40}:\s*$"
)
_THEN: Final = AnyCase(
    r"\b(?:then|after\s+that|afterwards|finally|dann|danach|anschließend|puis|ensuite|luego|después"
    r"|depois|em\s+seguida)\b"
)


@dataclass(frozen=True)
class Place:
    """A stretch of the text that might be a wish."""

    start: int
    end: int
    words: str
    look: Clause
    line: bool = False  # of a list of wishes
    follows: bool = False  # further on in a sentence whose beginning is another place
    steps: bool = False  # the sentence says "then": it goes through one job

    @property
    def may_be_wish(self) -> bool:
        return (
            self.look.asks
            or self.look.fault
            or self.look.thing
            or self.look.named
            or (self.line and not self.look.leans)
        )


def places(lines: tuple[Piece, ...]) -> list[Place]:
    """The text as a row of places; each clause without a wish of its own is put to its neighbour."""
    found: list[Place] = []
    details = False
    for line in lines:
        if line.shape == "line":
            seen = look(line.words, opens=True)
            found.append(
                Place(line.start, line.end, line.words, replace(seen, leans=seen.leans or details), True)
            )
            continue
        details = bool(DETAILS_FOLLOW.search(line.words.rstrip()))
        found.extend(_of_sentence(line))
    keyed = sum(1 for place in found if _DETAIL.match(place.words.lstrip()))
    if keyed >= 2:  # "Page: …", "Date: …": one request, filled in like a form
        return [
            replace(place, line=False) if _DETAIL.match(place.words.lstrip()) else place for place in found
        ]
    return found


def unfolded(places: list[Place], pointing: Pointing, *, several: bool) -> list[Place]:
    """Sentences that wish for two things in one breath, as two places."""
    found: list[Place] = []
    for place in places:
        if not (several or place.may_be_wish or _is_nominal(place)) or (place.steps and not several):
            found.append(place)
            continue
        while (halves := _halves(place, pointing)) is not None:
            found.append(halves[0])
            place = halves[1]
        found.append(place)
    return found


def _halves(place: Place, pointing: Pointing) -> tuple[Place, Place] | None:
    """Where its words point at two areas, one on each side of a joint."""
    found = joints(place.words)
    if not found:
        return None
    ranked = pointing.ranked(place.words)
    if len(ranked) < 2 or ranked[1][1] < HALF:
        return None
    for joint in found:
        left, right = place.words[: joint.left], place.words[joint.right :]
        if pointing.apart(left, right):
            one = replace(place.look, asks=True, leans=False, thing=False)
            other = replace(one, also=True, described=False)
            middle = place.start + joint.right
            return (
                replace(place, end=middle, words=left, look=one),
                replace(place, start=middle, words=right, look=other, follows=False),
            )
    return None


def _is_nominal(place: Place) -> bool:
    """Only names what is wanted: "A short link for the flyer please"."""
    return not place.look.leans and not place.follows and not is_verbal(place.words)


def _of_sentence(sentence: Piece) -> list[Place]:
    found: list[Place] = []
    steps = bool(_THEN.search(sentence.words)) or ": " in sentence.words
    for clause in clauses(sentence):
        seen = look(clause.words, opens=not found)
        if found and not _begins_anew(seen, found[-1]):
            found[-1] = _joined(found[-1], clause, seen)
        else:
            found.append(
                Place(clause.start, clause.end, clause.words, seen, follows=bool(found), steps=steps)
            )
    return found


def _begins_anew(seen: Clause, place: Place) -> bool:
    """A clause opens a place of its own when it asks, and so does what stands before it in the sentence."""
    before = place.look
    if not (before.asks or before.fault):
        return seen.also and seen.asks
    if seen.thing:
        return not HOLDS.search(place.words)
    return seen.asks or (seen.fault and (seen.also or not before.fault))


def _joined(place: Place, clause: Piece, seen: Clause) -> Place:
    before = place.look
    if not (before.asks or before.fault):
        plain = not (seen.asks or seen.fault or seen.leans)
        before = replace(
            seen,
            also=before.also or seen.also,
            joined=before.joined or (not before.bare and seen.joined),
            leans=before.leans,
            bare=before.bare or seen.bare,
            thing=seen.thing or (before.also and plain),
        )
        if before.bare and not before.leans and begs(clause.words):
            before = replace(before, asks=True)
    return replace(place, end=clause.end, words=place.words + clause.words, look=before)
