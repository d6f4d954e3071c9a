"""Gives each stretch of a text to one wish, or to all of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from bot.intake.any_case import AnyCase
from bot.intake.splitting.asking_words import LISTED
from bot.intake.splitting.places import Place
from bot.intake.splitting.pointed import APART, CLEAR, MARKED, Near, Pointed, Pointing
from bot.intake.splitting.wishes import flows

_FAR: Final = 0.6
_FOR_ALL: Final = AnyCase(
    r"\b(?:both|all\s+(?:of|this|these|that)|everything|each\s+of|deadline|due|asap|brief"
    r"|by\s+(?:the\s+)?(?:end|mon|tue|wed|thu|fri|\d)|beides?|alles|bis\s|frist|le\s+tout"
    r"|tout(?:es)?\s+(?:ça|cela)|les\s+deux|avant|todo|ambos|las\s+dos|antes|tudo|ambas|até)"
)
_ACTS_ON: Final = AnyCase(
    r"[\w-]+\s+(?:up\s+|down\s+|off\s+|out\s+|on\s+|me\s+|us\s+)?(?:the|an?|our|my|new|all|every|\d+"
    r"|access|le|la|les|une?|l(?:'|’)|notre|nos|accès|de\s+l|el|los|las|una?|acceso|o|a|os|as|uma?"
    r"|acesso"
    r"|den|die|das|einen?|unser\w*)\b"
)


@dataclass
class Wish:
    """The words of one wish, and whom it is for."""

    area_id: str
    near: Near
    fault: bool
    spans: list[tuple[int, int]] = field(default_factory=list)


def same_wish(wishes: list[Wish], area_id: str, near: Near) -> Wish | None:
    """A wish that the words may mean as well: then it is no other one."""
    return next((wish for wish in wishes if wish.area_id in near or area_id in wish.near), None)


class Sorting:
    """Goes through the places in order and gives each to a wish, or to all of them."""

    def __init__(self, places: list[Place], pointing: Pointing, *, several: bool) -> None:
        self._pointing = pointing
        self._several = several
        self._head_counts = False  # whether the first place of the sentence at hand is a wish
        self.wishes: list[Wish] = []
        self.shared: list[tuple[int, int]] = []
        for number, place in enumerate(places):
            self._sort(place, places[:number])

    def _sort(self, place: Place, before: list[Place]) -> None:
        asked = place.may_be_wish and not self._is_step(place) and bool(self.wishes or not place.look.named)
        pointed = self._look_at(place) if asked else None
        if pointed is not None and not self.wishes and place.look.also:
            self._add_what_stands_before(before, *pointed)
        if pointed is not None and self.wishes and self._is_marked(place):
            pointed = self._told_from_before(*pointed)
        same = None if pointed is None else same_wish(self.wishes, *pointed)
        span = (place.start, place.end)
        if not place.follows:
            self._head_counts = pointed is not None
        if pointed is not None and same is None and self._counts(place):
            self.wishes.append(Wish(pointed[0], pointed[1], place.look.fault, [span]))
        elif not self.wishes or (not place.may_be_wish and _FOR_ALL.search(place.words)):
            self.shared.append(span)
        else:
            (same or self.wishes[-1]).spans.append(span)

    def _look_at(self, place: Place) -> Pointed:
        least = MARKED if self._is_marked(place) else CLEAR
        return self._pointing(place.words, least, first=not self.wishes)

    def _is_marked(self, place: Place) -> bool:
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

    def _is_far(self, place: Place) -> bool:
        """Whether its words point clearly, and nowhere near what was wished before."""
        ranked = self._pointing.ranked(place.words)
        taken = {wish.area_id for wish in self.wishes}
        best = ranked[0][1] if ranked else 0.0
        return best >= _FAR and all(area not in taken or each <= APART * best for area, each in ranked)

    def _is_step(self, place: Place) -> bool:
        """Import the contacts, merge them, clean up: one job. Create a page and add the short link: two."""
        if not place.follows or not place.look.bare_verb or place.look.also:
            return False
        return place.steps or not self._head_counts or not _ACTS_ON.match(place.look.bare)

    def _add_what_stands_before(self, before: list[Place], area_id: str, near: Near) -> None:
        """ "There will be a new campaign page … We also need": what leads to "also" was a wish too."""
        words = " ".join(place.words for place in before)
        pointed = self._pointing(words, MARKED) if words else None
        if pointed is not None and pointed[0] not in near and area_id not in pointed[1]:
            self.wishes.append(Wish(*pointed, fault=False, spans=self.shared))
            self.shared = []

    def _counts(self, place: Place) -> bool:
        """Whether a place whose words point elsewhere is a wish of its own, not more about those before."""
        seen = place.look
        if not self.wishes or self._several or seen.also or place.line:
            return True
        if LISTED.search(place.words):
            return False
        if seen.described:
            return not flows(seen.bare) and (place.follows or self._is_far(place))
        only_faults = all(wish.fault for wish in self.wishes)
        if seen.fault:
            return (place.follows or seen.joined) and not only_faults
        if seen.named:
            return not only_faults
        if seen.thing:
            return place.follows
        return seen.joined or not only_faults
