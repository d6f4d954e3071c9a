"""Where a launch is told of in Slack, noted once it was said."""

from __future__ import annotations

from sqlalchemy import update

from bot.launches.model import find_launch
from db.engine import Unit
from db.kinds import NoticeKind
from db.meeting_tables import launch_areas, launches
from db.outbox import Notice, enqueue


def note_launch_opened(unit: Unit, notice: Notice, channel_id: str, ts: str, thread_ts: str | None) -> None:
    launch_id = notice.detail["launch_id"]
    place = {"channel_id": channel_id, "ts": ts, "thread_ts": thread_ts}
    unit.execute(update(launches).where(launches.c.id == launch_id).values(**place))


def note_launch_card(unit: Unit, notice: Notice, channel_id: str, ts: str) -> None:
    """One card for all areas of the team. What changed while it was on its way is drawn anew."""
    launch_id, team_id = notice.detail["launch_id"], notice.detail["team_id"]
    mine = (launch_areas.c.launch_id == launch_id, launch_areas.c.team_id == team_id)
    unit.execute(update(launch_areas).where(*mine).values(channel_id=channel_id, ts=ts))
    launch = find_launch(unit, launch_id)
    if launch is not None and launch.changed_at > notice.created_at:
        lane, about = launch.team_lane(team_id), {"launch_id": launch_id, "team_id": team_id}
        kind = NoticeKind.LAUNCH_CARD_CHANGED
        enqueue(unit, kind, lane=lane, now=launch.changed_at, **about)
