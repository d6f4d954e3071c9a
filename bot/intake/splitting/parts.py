"""Which wishes stand in a text, and which words belong to each.

A false split opens a request that nobody needs, so a clause counts as a further wish only when it asks for
something by itself and its own words point at another area than those of the wishes before it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Final

from bot.intake.splitting.coordinating import joints
from bot.intake.splitting.enumerating import FIGURE, HOLDS, Row, find_row, is_verbal
from bot.intake.splitting.pieces import READ, Piece, clauses, says_several, sentences, shadow
from bot.intake.splitting.wishes import LISTED, Clause, begs, flows, look, without_lead_in

Near = tuple[str, ...]  # areas, the likeliest first
Pointed = tuple[str, Near] | None  # the area, and those that may be meant as well
Point = Callable[[str], tuple[tuple[str, float], ...]]

CLEAR: Final = 0.4  # about the evidence of an area's own keyword
MARKED: Final = 0.3  # enough where the writer says that something else follows: "also", "two things", a list
_NEAR: Final = 0.8  # areas with this share of the best evidence are meant as likely as the best
_HALF: Final = 0.37  # evidence of each of two wishes in one sentence
_APART: Final = 0.5  # with at most this share of the best, no other area is meant
_MOST_LOOKS: Final = 14  # asking the router costs the most
_SHORTEST: Final = 20  # characters
_MOST_SENTENCES: Final = 60

_DETAIL: Final = re.compile(r"[\w][\w /&'’()-]{0,28}:(?:\s|·|$)")
_DETAILS_FOLLOW: Final = re.compile(
    r"\b(?:pages?|urls?|links?|fields?|columns?|steps?|numbers|figures|metrics|kpis|channels|data|info"
    r"|countries|details|criteria|languages|people|names|options|variants|versions|countries|markets"
    r"|regions|errors?|formats?|sizes?|questions|following\s+(?:users|accounts|contacts)"
    r"|users|accounts|contacts|colleagues|sites?|records?|seiten|felder|schritte|länder|champs|pays"
    r"|étapes|colonnes|páginas|campos|países|pasos|columnas|passos|colunas)\b[^:]{0,40}:\s*$",
    re.IGNORECASE,
)
_FOR_ALL: Final = re.compile(
    r"\b(?:both|all\s+(?:of|this|these|that)|everything|each\s+of|deadline|due|asap|brief"
    r"|by\s+(?:the\s+)?(?:end|mon|tue|wed|thu|fri|\d)|beides?|alles|bis\s|frist|le\s+tout"
    r"|tout(?:es)?\s+(?:ça|cela)|les\s+deux|avant|todo|ambos|las\s+dos|antes|tudo|ambas|até)",
    re.IGNORECASE,
)
_THEN: Final = re.compile(
    r"\b(?:then|after\s+that|afterwards|finally|dann|danach|anschließend|puis|ensuite|luego|después"
    r"|depois|em\s+seguida)\b",
    re.IGNORECASE,
)
_ACTS_ON: Final = re.compile(
    r"[\w-]+\s+(?:up\s+|down\s+|off\s+|out\s+|on\s+|me\s+|us\s+)?(?:the|an?|our|my|new|all|every|\d+"
    r"|access|le|la|les|une?|l(?:'|’)|notre|nos|accès|de\s+l|el|los|las|una?|acceso|o|a|os|as|uma?"
    r"|acesso"
    r"|den|die|das|einen?|unser\w*)\b",
    re.IGNORECASE,
)
_A_LIST: Final = re.compile(r"\b(?:(?:check|shopping|wish|to-?do)[\s-]?lists?|wunschliste|list|liste|lista)\s*:\s*$", re.I)
_FOR: Final = re.compile(r"(?:for|für|pour|para)\s", re.IGNORECASE)  # "For the fair we need …"
_JOINT: Final = re.compile(r"[\s,;:–—-]*(?:(?:and|&|\+|und|et|y|e)\s+)?", re.IGNORECASE)


@dataclass(frozen=True)
class Part:
    """One of several wishes: the words that belong to it, and the area they point at."""

    text: str
    area_id: str


@dataclass(frozen=True)
class _Place:
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


@dataclass
class _Wish:
    area_id: str
    near: Near
    fault: bool
    spans: list[tuple[int, int]] = field(default_factory=list)


def split(text: str, point: Point, *, never: str | None = None) -> tuple[Part, ...]:
    """The separate requests of `text`, the main one first; () when it is one request.

    `never`: an area that no part may be filed under, whatever its words point at.

    `point` gives (area id, evidence from 0 to 1), best first, for a stretch of the text, in which quoted
    words and links are blanked; it is asked only when several stretches might be wishes.
    """
    words = shadow(text[:READ])
    if len(words) < _SHORTEST:
        return ()
    several = says_several(words)
    lines = sentences(words, several=several)[:_MOST_SENTENCES]
    pointing = _Pointing(point, never)
    for line in lines:
        parts = _row_parts(text, line, lines, pointing)
        if parts:
            return parts
    places = _unfolded(_places(lines), pointing, several=several)
    asking = [place for place in places if place.may_be_wish]
    if not asking or (len(asking) == 1 and not (asking[0].look.also and asking[0] is not places[0])):
        return ()
    sorting = _Sorting(places, pointing, several=several)
    if len(sorting.wishes) < 2:
        return ()
    return tuple(
        Part(_written(text, [*wish.spans, *sorting.shared]), wish.area_id) for wish in sorting.wishes
    )


class _Pointing:
    """Asks the router, within bounds, and about the same words once."""

    def __init__(self, point: Point, never: str | None = None) -> None:
        self._point = point
        self._never = never
        self._left = _MOST_LOOKS
        self._known: dict[str, tuple[tuple[str, float], ...]] = {}

    def ranked(self, words: str) -> tuple[tuple[str, float], ...]:
        """As the router says it; () when it was asked too often."""
        if words not in self._known:
            if self._left <= 0:
                return ()
            self._left -= 1
            found = self._point(words)
            self._known[words] = tuple(each for each in found if each[0] != self._never)
        return self._known[words]

    def apart(self, left: str, right: str) -> bool:
        """Whether both point clearly, each elsewhere, and neither at the other's area."""
        one, other = self.ranked(left), self.ranked(right)
        if not one or not other or one[0][0] == other[0][0] or min(one[0][1], other[0][1]) < _HALF:
            return False
        return not _is_near(one, other[0][0]) and not _is_near(other, one[0][0])

    def __call__(self, words: str, least: float, *, first: bool = False) -> Pointed:
        """The area that the words point at and those that they may mean as well; None when unclear."""
        ranked = self.ranked(words)
        if not ranked:
            return None
        best = ranked[0][1]
        alone = len(ranked) == 1 or ranked[1][1] <= _APART * best
        if best < (MARKED if first and alone else least):
            return None
        return ranked[0][0], tuple(area for area, evidence in ranked if evidence >= _NEAR * best)


def _is_near(ranked: tuple[tuple[str, float], ...], area_id: str) -> bool:
    return any(area == area_id and evidence > _NEAR * ranked[0][1] for area, evidence in ranked)


def _unfolded(places: list[_Place], pointing: _Pointing, *, several: bool) -> list[_Place]:
    """Sentences that wish for two things in one breath, as two places."""
    found: list[_Place] = []
    for place in places:
        if not (several or place.may_be_wish or _is_nominal(place)) or (place.steps and not several):
            found.append(place)
            continue
        while (halves := _halves(place, pointing)) is not None:
            found.append(halves[0])
            place = halves[1]
        found.append(place)
    return found


def _halves(place: _Place, pointing: _Pointing) -> tuple[_Place, _Place] | None:
    """Where its words point at two areas, one on each side of a joint."""
    found = joints(place.words)
    if not found:
        return None
    ranked = pointing.ranked(place.words)
    if len(ranked) < 2 or ranked[1][1] < _HALF:
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


def _is_nominal(place: _Place) -> bool:
    """Only names what is wanted: "A short link for the flyer please"."""
    return not place.look.leans and not place.follows and not is_verbal(place.words)


def _row_parts(text: str, line: Piece, lines: tuple[Piece, ...], pointing: _Pointing) -> tuple[Part, ...]:
    """A sentence that wishes for several things in a row."""
    bare, _, _ = without_lead_in(line.words)
    begins = len(line.words.rstrip()) - len(bare)
    row = find_row(line.words[begins:], line.start + begins)
    opener = text[line.start : row.begins] if row else ""
    if row is None or _DETAILS_FOLLOW.search(opener) or _is_about(opener, row, pointing):
        return ()
    seen = look(line.words)
    if seen.fault or (seen.leans and not _FOR.match(seen.bare)):
        return ()
    wishes = _told_apart((item.start, item.end, pointing(item.name, MARKED)) for item in row.items)
    if len(wishes) < 2:
        return ()
    others = [other for other in lines if other.sentence != line.sentence]
    if len(row.items) > 2 and _is_list_for(wishes, others, pointing):
        return ()
    around = [(other.start, other.end) for other in others]
    leading = (line.start, row.begins)
    return tuple(
        Part(_written(text, [leading, *wish.spans, row.tail, *around]), wish.area_id) for wish in wishes
    )


def _is_about(opener: str, row: Row, pointing: _Pointing) -> bool:
    """ "The numbers of the campaign: clicks, leads, …": what leads to the row names the one thing they are of."""
    figures = sum(1 for item in row.items if FIGURE.match(item.name))
    if figures >= 2:
        return True
    names_it = ":" in opener and not _A_LIST.search(opener) and not says_several(opener)
    ranked = pointing.ranked(opener) if names_it else ()
    return bool(ranked) and ranked[0][1] >= CLEAR


def _told_apart(found: Iterable[tuple[int, int, Pointed]]) -> list[_Wish]:
    """One wish for each area; a thing that points nowhere stays with the one before it."""
    wishes: list[_Wish] = []
    waiting: list[tuple[int, int]] = []
    for start, end, pointed in found:
        same = None if pointed is None else _same(wishes, *pointed)
        if pointed is not None and same is None:
            wishes.append(_Wish(pointed[0], pointed[1], fault=False, spans=[*waiting, (start, end)]))
            waiting = []
        elif wishes:
            (same or wishes[-1]).spans.append((start, end))
        else:
            waiting.append((start, end))
    return wishes


def _same(wishes: list[_Wish], area_id: str, near: Near) -> _Wish | None:
    """A wish that the words may mean as well: then it is no other one."""
    return next((wish for wish in wishes if wish.area_id in near or area_id in wish.near), None)


def _is_list_for(wishes: list[_Wish], others: list[Piece], pointing: _Pointing) -> bool:
    """Whether the rest of the text names the one job that these things are for, such as a stand at a fair."""
    pointed = pointing(" ".join(other.words for other in others), MARKED) if others else None
    return pointed is not None and any(wish.area_id == pointed[0] for wish in wishes)


def _places(lines: tuple[Piece, ...]) -> list[_Place]:
    """The text as a row of places; each clause without a wish of its own is put to its neighbour."""
    found: list[_Place] = []
    details = False
    for line in lines:
        if line.shape == "line":
            seen = look(line.words, opens=True)
            found.append(
                _Place(line.start, line.end, line.words, replace(seen, leans=seen.leans or details), True)
            )
            continue
        details = bool(_DETAILS_FOLLOW.search(line.words.rstrip()))
        found.extend(_of_sentence(line))
    keyed = sum(1 for place in found if _DETAIL.match(place.words.lstrip()))
    if keyed >= 2:  # "Page: …", "Date: …": one request, filled in like a form
        return [
            replace(place, line=False) if _DETAIL.match(place.words.lstrip()) else place for place in found
        ]
    return found


def _of_sentence(sentence: Piece) -> list[_Place]:
    found: list[_Place] = []
    steps = bool(_THEN.search(sentence.words)) or ": " in sentence.words
    for clause in clauses(sentence):
        seen = look(clause.words, opens=not found)
        if found and not _begins_anew(seen, found[-1]):
            found[-1] = _joined(found[-1], clause, seen)
        else:
            found.append(
                _Place(clause.start, clause.end, clause.words, seen, follows=bool(found), steps=steps)
            )
    return found


def _begins_anew(seen: Clause, place: _Place) -> bool:
    """A clause opens a place of its own when it asks, and so does what stands before it in the sentence."""
    before = place.look
    if not (before.asks or before.fault):
        return seen.also and seen.asks
    if seen.thing:
        return not HOLDS.search(place.words)
    return seen.asks or (seen.fault and (seen.also or not before.fault))


def _joined(place: _Place, clause: Piece, seen: Clause) -> _Place:
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


class _Sorting:
    """Goes through the places in order and gives each to a wish, or to all of them."""

    def __init__(self, places: list[_Place], pointing: _Pointing, *, several: bool) -> None:
        self._pointing = pointing
        self._several = several
        self._head_counts = False  # whether the first place of the sentence at hand is a wish
        self.wishes: list[_Wish] = []
        self.shared: list[tuple[int, int]] = []
        for number, place in enumerate(places):
            self._sort(place, places[:number])

    def _sort(self, place: _Place, before: list[_Place]) -> None:
        asked = place.may_be_wish and not self._is_step(place) and bool(self.wishes or not place.look.named)
        pointed = self._look_at(place) if asked else None
        if pointed is not None and not self.wishes and place.look.also:
            self._add_what_stands_before(before, *pointed)
        if pointed is not None and self.wishes and self._is_marked(place):
            pointed = self._told_from_before(*pointed)
        same = None if pointed is None else _same(self.wishes, *pointed)
        span = (place.start, place.end)
        if not place.follows:
            self._head_counts = pointed is not None
        if pointed is not None and same is None and self._counts(place):
            self.wishes.append(_Wish(pointed[0], pointed[1], place.look.fault, [span]))
        elif not self.wishes or (not place.may_be_wish and _FOR_ALL.search(place.words)):
            self.shared.append(span)
        else:
            (same or self.wishes[-1]).spans.append(span)

    def _look_at(self, place: _Place) -> Pointed:
        least = MARKED if self._is_marked(place) else CLEAR
        return self._pointing(place.words, least, first=not self.wishes)

    def _is_marked(self, place: _Place) -> bool:
        return self._several or place.look.also or place.line

    def _told_from_before(self, area_id: str, near: Near) -> tuple[str, Near]:
        """Who says that something else follows means another area, where the words allow for two."""
        taken = {wish.area_id for wish in self.wishes}
        if area_id not in taken:
            for wish in self.wishes:
                wish.near = (wish.area_id,)
            return area_id, (area_id,)
        before = next(wish for wish in self.wishes if wish.area_id == area_id)
        other = next((area for area in before.near if area not in taken), None)
        if other is not None:
            before.area_id, before.near = other, (other,)
            return area_id, (area_id,)
        other = next((area for area in near if area not in taken), None)
        return (other, (other,)) if other is not None else (area_id, near)

    def _is_step(self, place: _Place) -> bool:
        """Import the contacts, merge them, clean up: one job. Create a page and add the short link: two."""
        if not place.follows or not place.look.bare_verb or place.look.also:
            return False
        return place.steps or not self._head_counts or not _ACTS_ON.match(place.look.bare)

    def _add_what_stands_before(self, before: list[_Place], area_id: str, near: Near) -> None:
        """ "There will be a new campaign page … We also need": what leads to "also" was a wish too."""
        words = " ".join(place.words for place in before)
        pointed = self._pointing(words, CLEAR) if words else None
        if pointed is not None and pointed[0] not in near and area_id not in pointed[1]:
            self.wishes.append(_Wish(*pointed, fault=False, spans=self.shared))
            self.shared = []

    def _counts(self, place: _Place) -> bool:
        """Whether a place whose words point elsewhere is a wish of its own, not more about those before."""
        seen = place.look
        if not self.wishes or self._several or seen.also or place.line:
            return True
        if LISTED.search(place.words):
            return False
        if seen.described:
            return place.follows and not flows(seen.bare)
        only_faults = all(wish.fault for wish in self.wishes)
        if seen.fault:
            return (place.follows or seen.joined) and not only_faults
        if seen.named:
            return not only_faults
        if seen.thing:
            return place.follows
        return seen.joined or not only_faults


def _written(text: str, spans: list[tuple[int, int]]) -> str:
    """The stretches in the order of the text, without the joints between them."""
    pieces = (text[start:end].strip() for start, end in sorted(set(spans)))
    bare = (piece[_joint_end(piece) :].rstrip(" ,;\n") for piece in pieces)
    return " ".join(piece for piece in bare if piece)


def _joint_end(piece: str) -> int:
    match = _JOINT.match(piece)
    return match.end() if match else 0
