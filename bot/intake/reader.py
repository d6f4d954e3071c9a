"""From plain words to a reading: what is wanted, of whom, by when, how bad, what is missing, what to forget.

Pure: no clock, no rows, no network. The same for every way of filing, for `app.py read` and for judging.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.company.model import Area, Company
from bot.intake.dates import Due, find_due
from bot.intake.incident import incident_words, sounds_doubtful
from bot.intake.masking import mask, without_marks
from bot.intake.missing import missing
from bot.intake.reading import MOST_GUESSES, Reading
from bot.intake.splitting import Part, beside, split, turns_aside
from bot.intake.urgency import Urgency, urgency
from bot.intake.verdict import judge, without_orders
from bot.promises import working_time_of
from bot.routing import Guess, Ranking, Router

CHOSEN = "because you chose it"
BROKEN = "because it sounds as if something that worked is broken now"
LONGEST_SAID_BACK = 6  # words; a whole sentence is no reason
PLAINLY = 0.85  # likely enough of another area to ask, where it is doubtful that something broke
LONGEST_READ = 8000  # characters; what stands further down is kept and not read


class Reader:
    """A company file and what was learnt, ready to read. Never changes: a lesson makes another one."""

    def __init__(self, company: Company, router: Router) -> None:
        self.company = company
        self.router = router
        self._working = working_time_of(company, None)
        # An area that promises no days at all is the one for what broke.
        broken = (area.id for area in company.areas if area.lead_time_business_days == 0)
        self._incident_area = next(broken, None)
        self._own_domains = frozenset(person.email.rpartition("@")[2].lower() for person in company.people)

    def read(
        self,
        text: str,
        *,
        at: datetime,
        zone: str,
        has_files: bool = False,
        chosen: str | None = None,
    ) -> Reading:
        """`at` is aware; dates are meant by the asker's `zone`. `chosen`: the area they picked themselves."""
        masked = mask(text, own_domains=self._own_domains)
        words = without_orders(without_marks(masked.text[:LONGEST_READ]))
        picked = chosen if chosen and self.company.find_area(chosen) else None
        return _Look(self, words, at, zone, has_files, picked).reading(masked.text, masked.found)

    def mask(self, text: str) -> str:
        """For words that are kept or carried and not read: without what must not be kept."""
        return mask(text, own_domains=self._own_domains).text

    def is_working(self, day: date) -> bool:
        return self._working.is_workday(day)

    @property
    def incident_area(self) -> str | None:
        return self._incident_area


@dataclass(frozen=True)
class _Look:
    """One text on its way through the steps."""

    reader: Reader
    words: str
    at: datetime
    zone: str
    has_files: bool
    chosen: str | None

    def reading(self, masked: str, found: tuple[str, ...]) -> Reading:
        """What broke comes first and is read by its own words; a wish beside it wakes nobody."""
        incident = self.reader.incident_area
        apart = None
        if incident is not None and self.chosen is None and turns_aside(self.words):
            apart = beside(self.words, incident_words, self._likely)
        if incident is None or apart is None:
            return self._alone(masked, found)
        told, wish, area_id = apart
        alone = replace(self, words=told)._alone(masked, found)
        if alone.verdict != "request" or alone.area_id != incident:
            return self._alone(masked, found)
        return replace(alone, first=Part(told, incident), also=(Part(wish, area_id),))

    def _alone(self, masked: str, found: tuple[str, ...]) -> Reading:
        broken = incident_words(self.words)
        # What broke has rules of its own: where they see nothing, no word may wake anybody.
        no_incident = self.reader.incident_area if broken is None else None
        ranking = self.reader.router.rank(self.words, without=no_incident)
        judged = judge(
            self.words, evidence=ranking.evidence, has_files=self.has_files, at_home=ranking.at_home
        )
        broken = broken if judged.verdict == "request" else None
        due = find_due(self.words, at=self.at, zone=self.zone, is_working=self.reader.is_working)
        ranking = self._settled(ranking, broken)
        broken = broken if ranking.band == "sure" else None
        also = self._also() if judged.verdict == "request" and not self.chosen and not broken else ()
        if also:
            ranking = replace(ranking, guesses=_first(also[0].area_id, ranking.guesses), band="sure")
        return Reading(
            verdict="request" if self.chosen else judged.verdict,
            why=judged.why,
            guesses=ranking.guesses[:MOST_GUESSES],
            also=also[1:],
            band=ranking.band,
            urgency=self._urgency(judged.verdict, due, broken),
            due=due,
            ask=self._missing(ranking, due, broken) if judged.verdict == "request" else (),
            masked=masked,
            found=found,
            first=also[0] if also else None,
        )

    def _settled(self, ranking: Ranking, broken: str | None) -> Ranking:
        """What the asker chose, and what broke for customers, outranks every guess."""
        area_id, why = self.chosen, CHOSEN
        doubtful = False
        if area_id is None and broken is not None:
            area_id = self.reader.incident_area
            why = BROKEN if broken.count(" ") >= LONGEST_SAID_BACK else f"because you wrote *{broken}*"
            doubtful = ranking.guesses[0].p >= PLAINLY and sounds_doubtful(self.words)
        if area_id is None:
            return ranking
        first = Guess(area_id, 0.5 if doubtful else 1.0, why)
        others = tuple(guess for guess in ranking.guesses if guess.area_id != area_id)
        return replace(ranking, guesses=(first, *others), band="ask" if doubtful else "sure")

    def _also(self) -> tuple[Part, ...]:
        router, incident = self.reader.router, self.reader.incident_area
        return split(self.words, router.point, decide=self._likely, never=incident)

    def _likely(self, words: str) -> tuple[tuple[str, float], ...]:
        """For a piece of the words, where pointing at an area is not enough."""
        ranking = self.reader.router.rank(words, without=self.reader.incident_area)
        return tuple((guess.area_id, guess.p) for guess in ranking.guesses)

    def _urgency(self, verdict: str, due: Due | None, broken: str | None) -> Urgency:
        if verdict == "not_it":
            return Urgency("normal", "")
        today = self.at.astimezone(ZoneInfo(self.zone)).date()
        day = due.day if due else None
        return urgency(
            self.words,
            today=today,
            due=day,
            incident=broken is not None,
            is_working=self.reader.is_working,
        )

    def _missing(self, ranking: Ranking, due: Due | None, broken: str | None) -> tuple[str, ...]:
        area = self._area(ranking)
        if area is None:
            return ()
        known = due is not None and due.day is not None
        return missing(self.words, area, due=known, has_files=self.has_files, incident=broken is not None)

    def _area(self, ranking: Ranking) -> Area | None:
        if ranking.band != "sure" or not ranking.guesses:
            return None
        return self.reader.company.find_area(ranking.guesses[0].area_id)


def _first(area_id: str, guesses: tuple[Guess, ...]) -> tuple[Guess, ...]:
    known = next((guess for guess in guesses if guess.area_id == area_id), Guess(area_id, 0.5, ""))
    return (known, *(guess for guess in guesses if guess.area_id != area_id))


def as_json(id_: str, reading: Reading) -> dict[str, Any]:
    """The line that `app.py read` prints."""
    due = reading.due
    return {
        "id": id_,
        "verdict": reading.verdict,
        "areas": [
            {"id": guess.area_id, "p": round(guess.p, 4), "why": guess.why} for guess in reading.guesses
        ],
        "also": [part.area_id for part in reading.also],
        "band": reading.band,
        "urgency": reading.urgency.level,
        "due": due.day.isoformat() if due and due.day else None,
        "due_words": due.words if due else None,
        "ask": list(reading.ask),
        "masked": reading.masked,
        "found": list(reading.found),
    }
