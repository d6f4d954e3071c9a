"""Companies of a few areas, each with a team of its own unless told otherwise."""

from __future__ import annotations

from dataclasses import replace

from bot.company import Area, Company, Team
from tests.companies import JONAS, small_company


def area(
    area_id: str, *keywords: str, team: str | None = None, days: int = 5, about: str = "", boundary: str = ""
) -> Area:
    owner = team or f"{area_id} team"
    return Area(area_id, area_id, area_id, about, owner, days, not_this=boundary, keywords=keywords)


def company_of(*areas: Area) -> Company:
    owners = dict.fromkeys(each.owner_team for each in areas)
    teams = tuple(Team(owner, owner, "it", f"#{owner}", JONAS, "berlin", (JONAS,)) for owner in owners)
    return replace(small_company(), areas=areas, teams=teams)
