"""Told early: a launch goes on the road map, and the teams that it touches get one quiet card each.

No request is opened, and nobody has to do anything yet.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date

from bot.channels import is_shared_outside
from bot.company.model import Area
from bot.intake.reader import LONGEST_READ
from bot.launches.announced import Announced, read_announcement
from bot.launches.areas import MOST, areas_touched, freezes_told, touched
from bot.launches.freezing import tell_of_freeze
from bot.launches.model import LONGEST_NAME, Launch
from bot.launches.reminding import pass_over
from bot.launches.rights import require_colleague
from bot.launches.telling import announce, concerned, refresh_road_map, send_card
from bot.requests.model import Place, storable
from bot.requests.planning import purpose_kept
from bot.toolkit import Desk
from db.errors import Unclear
from db.ids import new_id
from db.kinds import LaunchKind, LaunchState
from db.meeting_tables import launch_areas, launches

NO_NAME = "Say in a few words what it is, so that the others recognise it: for example “boots campaign”."
NO_DAY = "Say on which day it is. If that isn't fixed yet, take the likeliest; you can move it any time."
ENDS_BEFORE = "Its last day can't be before its first one."
OVER = "That day is over already. Take one that lies ahead."
MOST_YEARS_AHEAD = 3
TOO_FAR = f"That's more than {MOST_YEARS_AHEAD} years ahead. Is the year right?"


@dataclass(frozen=True)
class News:
    """What somebody announces, ready to be noted."""

    kind: LaunchKind
    name: str
    first_day: date
    last_day: date
    made_by: str
    source_key: str  # the same for every delivery of one gesture
    place: Place
    about: str = ""  # all that was said, to see what it touches; the name is always looked at
    customers: str = ""


def understand(desk: Desk, text: str, user_id: str) -> Announced:
    """Of people's words; what must not be kept is left out first."""
    return read_announcement(
        desk.reader.mask(storable(text)[:LONGEST_READ]),
        at=desk.now,
        zone=desk.people.get(user_id).zone,
        is_working=desk.reader.is_working,
    )


def open_launch(desk: Desk, news: News) -> Launch:
    """Raises Unclear for what has no name or an impossible day, Taken when it was noted before."""
    maker = require_colleague(desk.people, news.made_by)
    name = checked_name(desk, news.name)
    check_days(news.first_day, news.last_day, desk.now.astimezone(maker.zone_info).date())
    place = news.place
    outside = place.channel_id is not None and is_shared_outside(desk.unit, place.channel_id)
    home = place.channel_id if place.kind in ("public", "private") and not outside else None
    launch = Launch(
        id=new_id("l", desk.now),
        kind=news.kind,
        name=name,
        first_day=news.first_day,
        last_day=news.last_day,
        customers=purpose_kept(desk, news.customers),
        team_id=maker.team_ids[0] if maker.team_ids else None,
        made_by=news.made_by,
        made_at=desk.now,
        changed_at=desk.now,
        source_key=news.source_key,
        state=LaunchState.PLANNED,
        channel_id=home,
        thread_ts=place.thread_ts if home else None,
    )
    desk.unit.add(launches, **asdict(launch))
    areas = _areas(desk, launch, f"{name}. {news.about}")
    teams = _touch(desk, launch, areas)
    announce(desk, launch)
    for team_id in teams:
        send_card(desk, launch, team_id)
    if launch.kind is LaunchKind.FREEZE:
        tell_of_freeze(desk, launch)
    refresh_road_map(desk, launch, teams)
    return launch


def checked_name(desk: Desk, name: str) -> str:
    """Raises Unclear."""
    kept = " ".join(desk.reader.mask(storable(name)).split())[:LONGEST_NAME].strip()
    if not any(sign.isalnum() for sign in kept):
        raise Unclear(NO_NAME)
    return kept


def check_days(first_day: date, last_day: date, today: date) -> None:
    """Raises Unclear. What has begun already may still be put on the road map, what is over may not."""
    if last_day < first_day:
        raise Unclear(ENDS_BEFORE)
    if last_day < today:
        raise Unclear(OVER)
    if first_day.year > today.year + MOST_YEARS_AHEAD:
        raise Unclear(TOO_FAR)


def _areas(desk: Desk, launch: Launch, about: str) -> Sequence[Area]:
    """Freezes and the like are for everybody to see; only a launch needs something of certain teams."""
    if not launch.is_launch:
        return ()
    return areas_touched(desk.reader, desk.reader.mask(about)[:LONGEST_READ])[:MOST]


def _touch(desk: Desk, launch: Launch, areas: Sequence[Area]) -> list[str]:
    if not areas:
        return []
    told = freezes_told(desk.unit)
    rows = [touched(desk.company, launch.id, area, launch.first_day, told) for area in areas]
    for row in rows:
        desk.unit.add(launch_areas, **asdict(row))
    pass_over(desk, launch, rows)
    return concerned(rows)
