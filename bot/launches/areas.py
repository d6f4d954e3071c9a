"""Which areas a launch usually touches, by its words; and until when each needs to hear."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import Connection, select

from bot.company.model import Area, Company, Freeze
from bot.intake.reader import Reader
from bot.launches.last_good_days import last_good_day
from bot.launches.model import Touched
from db.engine import Unit
from db.kinds import LaunchKind, LaunchState
from db.meeting_tables import launches

MOST = 8  # areas of one launch
_MOST_GUESSED = 4
_POINTED = 0.3  # of the company's own words
_LIKELY = 0.3  # of everything that was learnt


def areas_touched(reader: Reader, text: str) -> list[Area]:
    """Those that the words point at; at least one, since a launch that touches nothing is no news."""
    ranked = reader.router.rank(text, without=reader.incident_area).guesses
    pointed = [area_id for area_id, evidence in reader.router.point(text) if evidence >= _POINTED]
    likely = [guess.area_id for guess in ranked if guess.p >= _LIKELY]
    found = dict.fromkeys((*likely, *pointed)) or dict.fromkeys(guess.area_id for guess in ranked[:1])
    areas = (reader.company.find_area(area_id) for area_id in found)
    return [area for area in areas if area and area.lead_time_business_days][:_MOST_GUESSED]


def touched(company: Company, launch_id: str, area: Area, live: date, freezes: Iterable[Freeze]) -> Touched:
    return Touched(launch_id, area.id, area.owner_team, last_good_day(company, area, live, freezes))


def freezes_told(source: Unit | Connection, *, without: str = "") -> list[Freeze]:
    """Those that teams have put on the road map, beside those of the company file. `without`: a launch id."""
    statement = select(launches).where(
        launches.c.kind == LaunchKind.FREEZE,
        launches.c.state == LaunchState.PLANNED,
        launches.c.id != without,
    )
    rows = source.execute(statement.order_by(launches.c.first_day, launches.c.id)).mappings()
    return [Freeze(row["first_day"], row["last_day"], row["name"]) for row in rows]


def freezes_on(company: Company, day: date, told: Sequence[Freeze]) -> list[Freeze]:
    """Everywhere, in one of the offices, or told by a team; each once."""
    of_offices = (freeze for calendar in company.calendars for freeze in calendar.freezes)
    found = (*company.freezes, *of_offices, *told)
    return list(dict.fromkeys(freeze for freeze in found if freeze.covers(day)))
