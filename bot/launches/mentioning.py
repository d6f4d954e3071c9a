"""Does a wish speak of something that is planned? Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from bot.intake.small_words import SMALL_WORDS, WORD, fold
from bot.launches.model import Launch
from bot.routing.vocabulary import stem

# Words for any launch: alone they tell nobody which one is meant, beside its name they say that one is.
_ANY_LAUNCH_WORDS: Final = """
launch launches campaign campaigns sale sales release event promotion promo rollout opening kickoff
premiere start drop kampagne aktion markteinfuhrung lancement campagne soldes lanzamiento campana
rebajas lancamento campanha
"""
_ANY_LAUNCH: Final = frozenset(stem(word) for word in _ANY_LAUNCH_WORDS.split())
_ENOUGH_BY_THEMSELVES: Final = 2  # words of its name
_READ: Final = 2000  # characters


@dataclass(frozen=True)
class _Name:
    launch: Launch
    telling: frozenset[str]


def launch_mentioned(text: str, launches: Iterable[Launch]) -> Launch | None:
    """The one whose name is said: all its telling words, and beside a single one a word for a launch. Of
    several the one of which more was said, then the soonest."""
    said = _stems(text[:_READ])
    named = [_Name(launch, _stems(launch.name) - _ANY_LAUNCH) for launch in launches if launch.is_launch]
    speaks_of_one = bool(said & _ANY_LAUNCH)
    found = [
        one
        for one in named
        if one.telling and one.telling <= said
        if speaks_of_one or len(one.telling) >= _ENOUGH_BY_THEMSELVES
    ]
    found.sort(key=lambda one: (-len(one.telling), one.launch.first_day, one.launch.id))
    return found[0].launch if found else None


def _stems(text: str) -> frozenset[str]:
    folded = (fold(found[0]) for found in WORD.finditer(text))
    return frozenset(stem(word) for word in folded if word not in SMALL_WORDS)
