"""An imported series becomes a sync, with its exceptions as if a person had made them here."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from bot.calendars.reading import Imported
from bot.syncs.model import Sync
from bot.syncs.planning import plan
from bot.syncs.rows import find_by_source, written
from bot.syncs.series import moment
from bot.syncs.syncs import NewSync, open_sync
from bot.toolkit import Desk
from db.errors import Conflict
from db.inserting import insert_into
from db.kinds import OccurrenceState
from db.meeting_tables import occurrences

CANCELLED_THERE = "cancelled in the calendar it came from"


def take_over(
    desk: Desk, imported: Imported, *, channel_id: str, made_by: str, source_key: str | None = None
) -> Sync:
    """The new sync, with its maker as the first attendee.

    `source_key`: the same for the same file in the same channel. Raises Conflict when that was taken over
    before, and what opening a sync raises.
    """
    earlier = find_by_source(desk.unit, source_key) if source_key else None
    if earlier is not None:
        raise Conflict(f'This file is the sync "{earlier.name}" already. Change it in Slack: /sync list')
    new = NewSync(
        name=imported.name,
        channel_id=channel_id,
        series=imported.series,
        attendees=(made_by,),
        made_by=made_by,
        source_key=source_key,
        join_link=imported.join_link,
    )
    sync = open_sync(desk, new)
    for values in _exceptions(imported):
        row = {"sync_id": sync.id, "by_hand": True, "sequence": 1, "changed_at": desk.now, **values}
        there = insert_into(desk.unit, occurrences).values(**row)
        desk.unit.execute(there.on_conflict_do_update(index_elements=["sync_id", "original"], set_={**row}))
    plan(desk, sync)  # who leads depends on what takes place
    return sync


def _exceptions(imported: Imported) -> Iterator[dict[str, Any]]:
    series = imported.series
    for original in imported.cancelled:
        yield {
            **_times(original, original, series.zone, series.minutes),
            "state": OccurrenceState.CANCELLED,
            "reason": CANCELLED_THERE,
        }
    for moved in imported.moved:
        yield {
            **_times(moved.original, moved.starts, moved.zone, moved.minutes),
            "state": OccurrenceState.PLANNED,
            "name": moved.name,
        }


def _times(original: datetime, starts: datetime, zone: str, minutes: int) -> dict[str, Any]:
    return {
        "original": written(original),
        "starts": written(starts),
        "zone": zone,
        "starts_at": moment(starts, zone),
        "minutes": minutes,
    }
