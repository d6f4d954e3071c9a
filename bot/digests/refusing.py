"""A digest that Slack refuses for good: it is stopped, and whoever set it up hears why, once."""

from __future__ import annotations

from sqlalchemy import update

from bot.channels import channel_name_of
from bot.digests.keeping import NAMES, end, find_digest
from bot.requests.telling import tell_person
from bot.toolkit import Desk
from db import outbox
from db.kinds import DeliveryState
from db.meeting_tables import digest_runs
from db.outbox import Notice


def refused(desk: Desk, notice: Notice, code: str) -> None:
    outbox.dropped(desk.unit, notice, desk.now, code)
    digest = find_digest(desk.unit, notice.detail["digest_id"])
    if digest is None or "period" not in notice.detail:
        return  # a preview, or stopped already
    same = (digest_runs.c.digest_id == digest.id, digest_runs.c.period == notice.detail["period"])
    reason = f"not posted: Slack refused the place ({code})"
    unsaid = update(digest_runs).where(*same)
    desk.unit.execute(unsaid.values(state=DeliveryState.SKIPPED, reason=reason))
    end(desk.unit, digest, desk.now)
    if digest.channel_id is None:
        return  # their account is closed, so there is nobody to tell
    name = channel_name_of(desk.unit, digest.channel_id) or "its channel"
    tell_person(
        desk,
        digest.made_by,
        f"Slack doesn't let me post the {NAMES[digest.kind]} in {name} any more ({code}), so I've "
        "stopped it. If that is mended, write `/digest help` there to set it up again.",
    )
