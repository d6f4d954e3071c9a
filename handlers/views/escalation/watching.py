"""When unanswered requests were last looked for, as the Home tab says it."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.escalation.watching import Auditor
from handlers.views.blocks import context
from handlers.views.message import Block
from handlers.views.text import when


def last_look(auditor: Auditor, zone: ZoneInfo, now: datetime) -> list[Block]:
    """With the time beside the age, since a Home tab stays open for hours."""
    if auditor.looked_at is None:
        return [context("Nobody has looked for unanswered requests yet.")]
    at = when(auditor.looked_at, zone, now)
    if auditor.is_silent(now):
        return [context(f"⚠️ Nobody has looked for unanswered requests since {at}. My log says why.")]
    return [context(f"Last look for unanswered requests {auditor.age(now)} ago, {at}.")]
