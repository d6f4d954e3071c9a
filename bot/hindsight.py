"""Past requests asked of a reader that does not know them: how right it is, how sure, and what would change.

Each is read by a bot that has learnt from the others only, so nothing is right because it was taught. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Final, Literal

from bot.company.model import Company
from bot.intake.reader import Reader
from bot.intake.reading import Reading
from bot.routing import Lesson, Router

FOLDS: Final = 5  # as many readers as that, each taught by the requests of the other four fifths
EDGES: Final = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)

Outcome = Literal["right", "wrong", "asked", "bridge"]
OUTCOMES: Final[tuple[Outcome, ...]] = ("right", "wrong", "asked", "bridge")


@dataclass(frozen=True)
class Settled:
    """A past request, and whose it was."""

    id: str
    text: str  # masked
    area_id: str
    asked_at: datetime


@dataclass(frozen=True)
class Seen:
    """What would be said of a past request now. `guess` is the likeliest area, `p` how likely (0 to 1)."""

    settled: Settled
    guess: str | None
    p: float
    outcome: Outcome  # right and wrong are about the team that it would go to straight

    @property
    def goes_to(self) -> str:
        """An area's id, or "asked", or "bridge"."""
        return self.guess or "" if self.outcome in ("right", "wrong") else self.outcome

    @property
    def guessed_right(self) -> bool:
        return self.guess == self.settled.area_id


@dataclass(frozen=True)
class Bin:
    """Of those requests whose probability lies in one range: how many, what was said, what came true."""

    low: float
    high: float
    count: int
    said: float  # the mean probability
    right: float  # the share whose likeliest area was the right one


@dataclass(frozen=True)
class Changed:
    """A past request that would go elsewhere."""

    before: Seen
    after: Seen

    @property
    def gain(self) -> int:
        """1 for the better, -1 for the worse, 0 for neither: a wrong team is worse than a question."""
        worth = {"right": 1, "asked": 0, "bridge": 0, "wrong": -1}
        step = worth[self.after.outcome] - worth[self.before.outcome]
        return (step > 0) - (step < 0)


def look_back(company: Company, settled: Sequence[Settled], folds: int = FOLDS) -> tuple[Seen, ...]:
    """In the given order. What belongs to areas that the company does not have is left out."""
    known = [each for each in settled if company.find_area(each.area_id)]
    untaught = Router(company)
    seen: dict[int, Seen] = {}
    for fold in range(min(folds, len(known))):
        others = (each for at, each in enumerate(known) if at % folds != fold)
        taught = untaught.learnt(Lesson(each.text, each.area_id, each.id) for each in others)
        reader = Reader(company, taught)
        for at in range(fold, len(known), folds):
            seen[at] = _seen(reader, known[at])
    return tuple(seen[at] for at in sorted(seen))


def _seen(reader: Reader, settled: Settled) -> Seen:
    company = reader.company
    reading = reader.read(settled.text, at=settled.asked_at, zone=company.zone)
    best = reading.guesses[0] if reading.guesses else None
    return Seen(
        settled,
        best.area_id if best else None,
        best.p if best else 0.0,
        _outcome(company, reading, settled),
    )


def _outcome(company: Company, reading: Reading, settled: Settled) -> Outcome:
    if reading.area_id is None:
        return "asked" if reading.band == "ask" else "bridge"
    sent, wanted = company.area(reading.area_id), company.area(settled.area_id)
    return "right" if sent.owner_team == wanted.owner_team else "wrong"


def counts(seen: Iterable[Seen]) -> dict[Outcome, int]:
    outcomes = [each.outcome for each in seen]
    return {outcome: outcomes.count(outcome) for outcome in OUTCOMES}


def bins(seen: Sequence[Seen]) -> tuple[Bin, ...]:
    """The surest first; empty ones are left out. The last edge belongs to the bin below it."""
    found = []
    for low, high in reversed(list(pairwise(EDGES))):
        some = [each for each in seen if low <= each.p < high or each.p == high == EDGES[-1]]
        if some:
            said = sum(each.p for each in some) / len(some)
            right = sum(each.guessed_right for each in some) / len(some)
            found.append(Bin(low, high, len(some), said, right))
    return tuple(found)


def calibration_error(found: Sequence[Bin]) -> float:
    """How far what was said lies from what came true: the mean over all requests, 0 (exact) to 1.

    The "expected calibration error" of Naeini, Cooper and Hauskrecht (2015).
    """
    total = sum(each.count for each in found)
    return sum(each.count * abs(each.said - each.right) for each in found) / total if total else 0.0


def changes(before: Iterable[Seen], after: Iterable[Seen]) -> tuple[Changed, ...]:
    """Those that would go elsewhere, the worst first; what only one of the two knows is left out."""
    new = {each.settled.id: each for each in after}
    pairs = [Changed(old, new[old.settled.id]) for old in before if old.settled.id in new]
    moved = [pair for pair in pairs if pair.before.goes_to != pair.after.goes_to]
    return tuple(sorted(moved, key=lambda pair: pair.gain))
