"""What people press on a line of a digest: I've got it, Tomorrow, Put on next sync."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from sqlalchemy import Connection, select

from bot.digests.keeping import working_of
from bot.digests.model import Digest, Run
from bot.digests.runs import find_run_at, in_parts, put_off, put_off_at
from bot.digests.saying import draw_anew
from bot.digests.timing import open_day
from bot.intake.summary import understood
from bot.people import Colleague
from bot.requests.model import Request, hold_request
from bot.requests.rights import may_see
from bot.requests.working import acknowledge
from bot.syncs.agenda import put_on_next_sync
from bot.syncs.model import Occurrence
from bot.syncs.series import moment
from bot.toolkit import Desk
from db.engine import Unit
from db.errors import Conflict, NotAllowed
from db.kinds import ItemState, OccurrenceState
from db.meeting_tables import agenda_items, occurrences

_READ = 1000  # characters: what it is about stands at the beginning
NO_SYNC = (
    "There is no sync coming up that this could go on. Write `/sync new` and, for example, "
    "`every other Tuesday 10:00`, to make one."
)


@dataclass(frozen=True)
class OnSync:
    """A request that stands on the agenda of a meeting to come."""

    request_id: str
    added_by: str
    starts_at: datetime


def take(desk: Desk, request_id: str, actor_id: str, run: Run | None) -> Request:
    """Raises Conflict, with who has it, when somebody was quicker."""
    taken = acknowledge(desk, request_id, actor_id)
    _renew(desk, run)
    return taken


def put_off_until_tomorrow(
    desk: Desk, digest: Digest, request_id: str, actor_id: str, run: Run | None
) -> datetime:
    """Not in this place's digests before the next day on which people work; when that begins."""
    request = hold_request(desk.unit, request_id)
    person = _require_reader(desk, actor_id, request, digest)
    _require_open(request)
    there = put_off_at(desk.unit, digest.place, desk.now).get(request_id)
    if there is not None:
        who = "You have" if there.put_off_by == actor_id else f"{_name(desk, there.put_off_by)} has"
        raise Conflict(f"{who} put that off already. It comes back on the next working day.")
    today = desk.now.astimezone(digest.series.zone_info).date()
    day = open_day(today + timedelta(days=1), working_of(desk.company, digest))
    until = moment(datetime.combine(day, time()), digest.zone)
    put_off(desk.unit, digest.place, request_id, until, person.user_id)
    _renew(desk, run)
    return until


def put_on_sync(desk: Desk, digest: Digest, request_id: str, actor_id: str, run: Run | None) -> Occurrence:
    """Raises Conflict when it stands there already, or when there is no sync, with how to make one."""
    request = hold_request(desk.unit, request_id)
    _require_reader(desk, actor_id, request, digest)
    _require_open(request)
    there = on_syncs(desk.unit, [request_id], desk.now).get(request_id)
    if there is not None:
        who = "You have" if there.added_by == actor_id else f"{_name(desk, there.added_by)} has"
        raise Conflict(f"{who} put that on the next sync already.")
    line = understood(request.text[:_READ]) or "A request without words"
    occurrence = put_on_next_sync(
        desk, line, actor_id, team_id=request.team_id, request_id=request.id, launch_id=None
    )
    if occurrence is None:
        raise Conflict(NO_SYNC)
    _renew(desk, run)
    return occurrence


def run_of(desk: Desk, channel_id: str | None, ts: str | None) -> Run | None:
    """That of the message on which somebody clicked; None for a preview, which nobody else sees."""
    return find_run_at(desk.unit, channel_id, ts)


def on_syncs(source: Unit | Connection, request_ids: Iterable[str], now: datetime) -> Mapping[str, OnSync]:
    """By request: on which meeting to come it stands, the first of several."""
    same = (occurrences.c.sync_id == agenda_items.c.sync_id) & (
        occurrences.c.original == agenda_items.c.original
    )
    found: dict[str, OnSync] = {}
    for some in in_parts(request_ids):
        rows = source.execute(
            select(agenda_items.c.request_id, agenda_items.c.added_by, occurrences.c.starts_at)
            .join(occurrences, same)
            .where(
                agenda_items.c.request_id.in_(some),
                agenda_items.c.state == ItemState.OPEN,
                occurrences.c.state == OccurrenceState.PLANNED,
                occurrences.c.starts_at > now,
            )
            .order_by(occurrences.c.starts_at.desc())
        )
        found |= {row.request_id: OnSync(row.request_id, row.added_by, row.starts_at) for row in rows}
    return found


def _renew(desk: Desk, run: Run | None) -> None:
    if run is not None:
        draw_anew(desk, run)


def _require_open(request: Request) -> None:
    if not request.is_open:
        raise Conflict("That one is finished meanwhile, so there's nothing to put off or to talk about.")


def _require_reader(desk: Desk, actor_id: str, request: Request, digest: Digest) -> Colleague:
    """Whoever it concerns, and in a channel anybody of this company: they read it there."""
    person = desk.people.get(actor_id)
    if person.outside or person.deactivated or not person.known:
        raise NotAllowed("Only people of this company can do that.")
    if digest.channel_id or digest.user_id == actor_id or may_see(person, request):
        return person
    raise NotAllowed("That digest is somebody else's. Write `/digest help` for one of your own.")


def _name(desk: Desk, user_id: str) -> str:
    return desk.people.get(user_id).first_name
