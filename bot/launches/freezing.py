"""A freeze that comes, moves or goes changes the last good days of launches, and may cover their day."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import update

from bot.launches.areas import freezes_told
from bot.launches.last_good_days import last_good_day
from bot.launches.model import Launch, Touched, hold_launch, planned, touched_by
from bot.launches.reminding import pass_over
from bot.launches.telling import draw_anew, tell
from bot.toolkit import Desk
from db.kinds import LaunchAnswer
from db.meeting_tables import launch_areas


def tell_of_freeze(desk: Desk, freeze: Launch) -> None:
    """Launches whose own day it covers, or whose last good day it moves, hear of it once: where they were
    told of, and the teams by their cards."""
    desk.unit.flush()
    today = desk.now.date()
    for launch_id in [one.id for one in planned(desk.unit, today) if one.is_launch]:
        launch = hold_launch(desk.unit, launch_id)
        moved = reckon_anew(desk, launch)
        covered = freeze.is_planned and freeze.first_day <= launch.first_day <= freeze.last_day
        if moved or covered:
            tell(desk, launch, "frozen", lane=launch.lane, freeze_id=freeze.id)
            draw_anew(desk, launch, [one.team_id for one in moved])


def reckon_anew(desk: Desk, launch: Launch) -> list[Touched]:
    """The last good days as they follow from the launch's day of now. Those that have changed."""
    told = freezes_told(desk.unit)
    changed = []
    for one in touched_by(desk.unit, launch.id):
        area = desk.company.find_area(one.area_id)
        day = last_good_day(desk.company, area, launch.first_day, told) if area else one.last_good_day
        if day == one.last_good_day:
            continue
        same = (launch_areas.c.launch_id == launch.id, launch_areas.c.area_id == one.area_id)
        # What was chosen about another day is void.
        desk.unit.execute(update(launch_areas).where(*same).values(last_good_day=day, choice=None))
        if one.state is not LaunchAnswer.NOT_US:
            changed.append(replace(one, last_good_day=day, choice=None))
    pass_over(desk, launch, changed)
    return changed
