"""Which wishes stand in a text, and which words belong to each.

A false split opens a request that nobody needs, so a clause counts as a further wish only when it asks for
something by itself and its own words point at another area than those of the wishes before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from bot.intake.any_case import AnyCase
from bot.intake.splitting.enumerating import FIGURE, Row, find_row
from bot.intake.splitting.pieces import READ, Piece, says_several, sentences, shadow
from bot.intake.splitting.places import DETAILS_FOLLOW, places, unfolded
from bot.intake.splitting.pointed import CLEAR, MARKED, SURE, Point, Pointed, Pointing, points_at_one
from bot.intake.splitting.sorting import Sorting, Wish, same_wish
from bot.intake.splitting.turning import Turned, turned, turns
from bot.intake.splitting.weighing import KEPT, fallen_apart, weight_of
from bot.intake.splitting.wishes import look, without_lead_in

_SHORTEST: Final = 20  # characters
_MOST_SENTENCES: Final = 60
_MOST_SETTLED: Final = 4  # deciding costs more than pointing
_JOINED: Final = AnyCase(r"[.!?;:,…\n]\s*\w|\s(?:[-–—&+|]|and|also|plus|und|sowie|et|y|e)\s")
_A_LIST: Final = AnyCase(
    r"\b(?:(?:check|shopping|wish|to-?do)[\s-]?lists?|wunschliste|list|liste|lista)\s*:\s*$"
)
_FOR: Final = AnyCase(r"(?:for|für|pour|para)\s")  # "For the fair we need …"
_JOINT: Final = re.compile(r"[\s,;:–—-]*(?:(?:and|&|\+|und|et|y|e)\s+)?", re.IGNORECASE)


@dataclass(frozen=True)
class Part:
    """One of several wishes: the words that belong to it, and the area they point at."""

    text: str
    area_id: str


def split(
    text: str, point: Point, *, decide: Point | None = None, never: str | None = None
) -> tuple[Part, ...]:
    """The separate requests of `text`, the main one first; () when it is one request.

    `decide`: (area id, probability), best first, slower and surer than `point`; asked where several stretches
    might be wishes and the words of one point at two areas, once for each wish that was found, and for the
    halves beside a joint, whose weight confirms what was found or finds what was not.
    `never`: an area that no part may be filed under, whatever its words point at.

    `point` gives (area id, evidence from 0 to 1), best first, for a stretch of the text, in which quoted
    words and links are blanked; it is asked only when several stretches might be wishes.
    """
    words = shadow(text[:READ])
    if len(words) < _SHORTEST or not _JOINED.search(words):
        return ()
    if points_at_one(words, point, never) and not turns(words):
        return ()
    pointing = Pointing(point, decide, never)
    found = _by_clauses(text, words, pointing) or _as_parts(text, turned(words, pointing))
    if decide is None:
        return found
    if found:
        return found if weight_of(words, pointing) >= KEPT else ()
    return _as_parts(text, fallen_apart(words, pointing))


def _as_parts(text: str, pieces: Iterable[Turned]) -> tuple[Part, ...]:
    return tuple(Part(_written(text, [(piece.start, piece.end)]), piece.area_id) for piece in pieces)


def _by_clauses(text: str, words: str, pointing: Pointing) -> tuple[Part, ...]:
    several = says_several(words)
    lines = sentences(words, several=several)[:_MOST_SENTENCES]
    for line in lines:
        parts = _row_parts(text, line, lines, pointing)
        if parts:
            return parts
    found = unfolded(places(lines), pointing, several=several)
    asking = [place for place in found if place.may_be_wish]
    if not asking or (len(asking) == 1 and not (asking[0].look.also and asking[0] is not found[0])):
        return ()
    sorting = Sorting(found, pointing, several=several)
    if len(sorting.wishes) < 2:
        return ()
    _settle(sorting.wishes, words, pointing)
    return tuple(
        Part(_written(text, [*wish.spans, *sorting.shared]), wish.area_id) for wish in sorting.wishes
    )


def _settle(wishes: list[Wish], words: str, pointing: Pointing) -> None:
    """With all the words of a wish at hand its area is surer than it was by its first sentence."""
    for wish in wishes[:_MOST_SETTLED]:
        likeliest, p = pointing.decided(_written(words, wish.spans))
        if p >= SURE and likeliest not in {other.area_id for other in wishes}:
            wish.area_id = likeliest


def _row_parts(text: str, line: Piece, lines: tuple[Piece, ...], pointing: Pointing) -> tuple[Part, ...]:
    """A sentence that wishes for several things in a row."""
    bare, _, _ = without_lead_in(line.words)
    begins = len(line.words.rstrip()) - len(bare)
    row = find_row(line.words[begins:], line.start + begins)
    opener = text[line.start : row.begins] if row else ""
    if row is None or DETAILS_FOLLOW.search(opener) or _is_about(opener, row, pointing):
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


def _is_about(opener: str, row: Row, pointing: Pointing) -> bool:
    """ "The numbers of the campaign: clicks, leads, …": what leads in names what they are of."""
    figures = sum(1 for item in row.items if FIGURE.match(item.name))
    if figures >= 2:
        return True
    names_it = ":" in opener and not _A_LIST.search(opener) and not says_several(opener)
    ranked = pointing.ranked(opener) if names_it else ()
    return bool(ranked) and ranked[0][1] >= CLEAR


def _told_apart(found: Iterable[tuple[int, int, Pointed]]) -> list[Wish]:
    """One wish for each area; a thing that points nowhere stays with the one before it."""
    wishes: list[Wish] = []
    waiting: list[tuple[int, int]] = []
    for start, end, pointed in found:
        same = None if pointed is None else same_wish(wishes, *pointed)
        if pointed is not None and same is None:
            wishes.append(Wish(pointed[0], pointed[1], fault=False, spans=[*waiting, (start, end)]))
            waiting = []
        elif wishes:
            (same or wishes[-1]).spans.append((start, end))
        else:
            waiting.append((start, end))
    return wishes


def _is_list_for(wishes: list[Wish], others: list[Piece], pointing: Pointing) -> bool:
    """Whether the rest of the text names the one job that these things are for, such as a stand at a fair."""
    pointed = pointing(" ".join(other.words for other in others), MARKED) if others else None
    return pointed is not None and any(wish.area_id == pointed[0] for wish in wishes)


def _written(text: str, spans: list[tuple[int, int]]) -> str:
    """The stretches in the order of the text, without the joints between them."""
    pieces = (text[start:end].strip() for start, end in sorted(set(spans)))
    bare = (piece[_joint_end(piece) :].rstrip(" ,;\n") for piece in pieces)
    return " ".join(piece for piece in bare if piece)


def _joint_end(piece: str) -> int:
    match = _JOINT.match(piece)
    return match.end() if match else 0
