"""A launch that moves, changes or is taken back. Every dependent day follows; those concerned hear once."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import delete, select, update

from bot.launches.areas import MOST, freezes_told, touched
from bot.launches.freezing import reckon_anew, tell_of_freeze
from bot.launches.model import Choice, Launch, get_launch, hold_launch, touched_by
from bot.launches.opening import check_days, checked_name
from bot.launches.reminding import pass_over
from bot.launches.rights import require_changer
from bot.launches.telling import (
    concerned,
    draw_anew,
    draw_card_anew,
    refresh_road_map,
    send_card,
    tell,
    tell_all,
)
from bot.requests.model import request_from
from bot.requests.planning import purpose_kept, set_plan
from bot.toolkit import Desk
from db.errors import Conflict
from db.kinds import WITH_TEAM, LaunchAnswer, LaunchKind, LaunchState
from db.meeting_tables import launch_areas, launches
from db.tables import requests

NOT_TOUCHED = "That isn't among what it touches any more."
CHOSEN_BEFORE = "That's settled already. Write in the thread if it changed."
ENOUGH_AREAS = f"It touches {MOST} areas already, and more would help nobody. Take one out first."


@dataclass(frozen=True)
class Changed:
    """What the form says now."""

    name: str
    first_day: date
    last_day: date
    customers: str


def change(desk: Desk, launch_id: str, actor_id: str, to: Changed) -> Launch:
    """Raises Unclear for impossible words, Conflict when it was taken back. Unchanged: nothing is said."""
    before = _held(desk, launch_id, actor_id)
    today = desk.now.astimezone(desk.people.get(actor_id).zone_info).date()
    check_days(to.first_day, to.last_day, today)
    values: dict[str, Any] = asdict(to) | {
        "name": checked_name(desk, to.name),
        "customers": purpose_kept(desk, to.customers),
    }
    values = {name: value for name, value in values.items() if value != getattr(before, name)}
    if not values:
        return before
    after = _write(desk, before, **values)
    if "first_day" in values or "last_day" in values:
        _move(desk, before, after, actor_id)
    teams = [one.team_id for one in touched_by(desk.unit, launch_id)]
    draw_anew(desk, after, teams)
    if after.kind is LaunchKind.FREEZE and values.keys() & {"first_day", "last_day"}:
        tell_of_freeze(desk, after)
    refresh_road_map(desk, after, teams)
    return after


def cancel(desk: Desk, launch_id: str, actor_id: str) -> Launch:
    """Off the road map. What was asked for stays with the teams: whoever asked decides about that."""
    before = _held(desk, launch_id, actor_id)
    after = _write(desk, before, state=LaunchState.CANCELLED)
    touches = touched_by(desk.unit, launch_id)
    tell_all(desk, after, concerned(touches), "cancelled", actor_id=actor_id)
    draw_anew(desk, after, [one.team_id for one in touches])
    if after.kind is LaunchKind.FREEZE:
        tell_of_freeze(desk, after)
    refresh_road_map(desk, after, [one.team_id for one in touches])
    return after


def add_area(desk: Desk, launch_id: str, actor_id: str, area_id: str) -> Launch:
    """Its team gets a card; one that said "Not us" before is asked anew."""
    launch = _held(desk, launch_id, actor_id)
    area = desk.company.area(area_id)
    there = touched_by(desk.unit, launch_id)
    same = next((one for one in there if one.area_id == area_id), None)
    if same is not None and same.state is not LaunchAnswer.NOT_US:
        raise Conflict("That's on it already.")
    if same is None and len(there) >= MOST:
        raise Conflict(ENOUGH_AREAS)
    row = touched(desk.company, launch_id, area, launch.first_day, freezes_told(desk.unit))
    card = next((one for one in there if one.team_id == area.owner_team and one.channel_id), None)
    if card is not None:
        row = replace(row, channel_id=card.channel_id, ts=card.ts)
    _remove(desk, launch_id, area_id)
    desk.unit.add(launch_areas, **asdict(row))
    pass_over(desk, launch, [row])
    if any(one.team_id == area.owner_team for one in there):
        draw_card_anew(desk, launch, area.owner_team)
    else:
        send_card(desk, launch, area.owner_team)
    draw_anew(desk, launch)
    refresh_road_map(desk, launch, [area.owner_team])
    return launch


def drop_area(desk: Desk, launch_id: str, actor_id: str, area_id: str) -> Launch:
    """ "Not touched": its team's card says so, unless another of its areas is still on it."""
    launch = _held(desk, launch_id, actor_id)
    there = touched_by(desk.unit, launch_id)
    gone = next((one for one in there if one.area_id == area_id), None)
    if gone is None:
        raise Conflict(NOT_TOUCHED)
    _remove(desk, launch_id, area_id)
    if any(one.team_id == gone.team_id for one in there if one is not gone):
        draw_card_anew(desk, launch, gone.team_id)
    elif gone.channel_id and gone.ts:
        where = {"channel_id": gone.channel_id, "ts": gone.ts}
        lane = launch.team_lane(gone.team_id)
        tell(desk, launch, "left", lane=lane, to=gone.team_id, actor_id=actor_id, **where)
    draw_anew(desk, launch)
    refresh_road_map(desk, launch, [gone.team_id])
    return launch


def choose(desk: Desk, launch_id: str, actor_id: str, area_id: str, choice: Choice) -> Launch:
    """Where the day is too near: a simple version by the day, or all of it a bit later."""
    launch = _held(desk, launch_id, actor_id)
    same = (launch_areas.c.launch_id == launch_id, launch_areas.c.area_id == area_id)
    chosen = update(launch_areas).where(*same, launch_areas.c.choice.is_(None)).values(choice=choice)
    if desk.unit.execute(chosen).rowcount == 0:
        known = any(one.area_id == area_id for one in touched_by(desk.unit, launch_id))
        raise Conflict(CHOSEN_BEFORE if known else NOT_TOUCHED)
    team_id = desk.company.area(area_id).owner_team
    told = {"area_id": area_id, "choice": choice, "actor_id": actor_id}
    tell(desk, launch, "chosen", lane=launch.team_lane(team_id), to=team_id, **told)
    draw_anew(desk, launch, [team_id])
    return launch


def _move(desk: Desk, before: Launch, after: Launch, actor_id: str) -> None:
    """Dependent are the last good days, and the day of whatever was asked for to be ready by the launch."""
    if before.first_day != after.first_day:
        reckon_anew(desk, after)
        _move_requests(desk, before, after, actor_id)
    days = {"was": before.first_day.isoformat(), "day": after.first_day.isoformat()}
    days |= {"was_last": before.last_day.isoformat(), "last": after.last_day.isoformat()}
    teams = concerned(touched_by(desk.unit, after.id))
    tell_all(desk, after, teams, "moved", actor_id=actor_id, **days)


def _move_requests(desk: Desk, before: Launch, after: Launch, actor_id: str) -> None:
    same = (requests.c.launch_id == after.id, requests.c.due_on == before.first_day)
    tied = select(requests).where(*same, requests.c.state.in_(WITH_TEAM)).order_by(requests.c.id)
    for row in list(desk.unit.execute(tied.with_for_update()).mappings()):
        request = request_from(row)
        set_plan(desk, request, actor_id, due_on=after.first_day, urgency=request.urgency)


def _held(desk: Desk, launch_id: str, actor_id: str) -> Launch:
    launch = hold_launch(desk.unit, launch_id)
    require_changer(desk.people, actor_id, launch)
    if not launch.is_planned:
        raise Conflict("That one was taken back. `/launch` and its words put it on the road map again.")
    return launch


def _write(desk: Desk, launch: Launch, **values: Any) -> Launch:
    same = launches.c.id == launch.id
    counted = {"changed_at": desk.now, "sequence": launch.sequence + 1}
    desk.unit.execute(update(launches).where(same).values(**counted, **values))
    return get_launch(desk.unit, launch.id)


def _remove(desk: Desk, launch_id: str, area_id: str) -> None:
    same = (launch_areas.c.launch_id == launch_id, launch_areas.c.area_id == area_id)
    desk.unit.execute(delete(launch_areas).where(*same))
