"""A promised time that comes near or has passed, told to the one person who can do something about it."""

from __future__ import annotations

from bot.escalation.clocks import clocks_of
from bot.requests.posting import Said
from db.kinds import ClockKind, ClockState
from db.outbox import Notice
from handlers.courier.requests import NOTHING
from handlers.courier.satchel import Satchel
from handlers.views.promises import moment_from, promise_told

_STANDS = (ClockState.RUNNING, ClockState.MISSED)


def promise_said(satchel: Satchel, notice: Notice) -> Said:
    """By direct message. Nothing once somebody has said a word, or it has moved or ended."""
    request, detail = satchel.request_of(notice), notice.detail
    if request is None or not request.is_open:
        return NOTHING
    clock, by = ClockKind(detail["clock"]), moment_from(detail, "by")
    with satchel.toolkit.ledger.read() as connection:
        kept = clocks_of(connection, request.id).get(clock)
    if kept is None or kept.state not in _STANDS or kept.due_at != by:
        return NOTHING
    user_id = detail["user_id"]
    if request.is_unclaimed == (clock is ClockKind.NEXT_WORD):
        return NOTHING  # it was handed on; the clocks are reckoned anew in a moment
    if not request.is_unclaimed and (clock is ClockKind.FIRST_REPLY or request.acknowledged_by != user_id):
        return NOTHING
    people = satchel.people_of(request, notice)
    message = promise_told(
        request,
        detail["what"],
        clock,
        by,
        kept.why,
        people.get(user_id),
        people,
        satchel.company,
        satchel.now,
        asker_knows=bool(detail.get("asker_knows")),
        card_link=satchel.link_to(request.card_channel, request.card_ts),
    )
    return satchel.slack.post(notice, satchel.direct_to(user_id), message)
