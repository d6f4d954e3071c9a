"""What a marketer's words were read as. Plain values; how they came about is in reader.py."""

from __future__ import annotations

from dataclasses import dataclass

from bot.intake.dates import Due
from bot.intake.splitting import Part
from bot.intake.urgency import Urgency
from bot.intake.verdict import Verdict
from bot.routing import Band, Guess

UNSURE = "because your words could mean several things"
UNKNOWN = "because I found none of the words I know"
MOST_GUESSES = 3
MOST_QUESTIONS = 3


@dataclass(frozen=True)
class Reading:
    verdict: Verdict
    why: str  # the verdict in words; empty for an ordinary request
    guesses: tuple[Guess, ...]  # the likeliest areas, best first, at most three
    also: tuple[Part, ...]  # further wishes in the same words, each for another area
    band: Band  # sure: straight to the owner; ask: the asker chooses; bridge: a person decides
    urgency: Urgency
    due: Due | None  # its day is None while the asker has to choose
    ask: tuple[str, ...]  # intake ids that the words do not answer, most blocking first, at most three
    masked: str  # the words without what must not be kept
    found: tuple[str, ...]  # what was left out: secret, card, account, person_data
    first: Part | None = None  # the first wish alone, where there are further ones

    @property
    def doubt(self) -> str:
        """Why nobody can tell yet whose it is."""
        return UNSURE if self.guesses else UNKNOWN

    @property
    def area_id(self) -> str | None:
        """Where it belongs, once that is clear."""
        return self.guesses[0].area_id if self.band == "sure" and self.guesses else None
