"""One piece of due work carried out: claimed and written in one transaction, or passed over with a reason."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import update

from bot.deliveries import settle, settle_again
from bot.looking import Down
from bot.syncs import notices
from bot.syncs.agenda import agenda
from bot.syncs.changing import skip_by_itself
from bot.syncs.model import Occurrence
from bot.syncs.notices import ANNOUNCED, ASKED, REMINDED, STARTED
from bot.syncs.planning import days_off_of
from bot.syncs.reminding import CLOSING, EMPTY, HOLIDAY, MOVED, Piece, is_noted, leader_of, useless
from bot.syncs.rows import find_and_hold, find_sync, of_date
from bot.syncs.series import moment
from bot.syncs.turns import count_held
from bot.toolkit import Desk
from db.kinds import DeliveryState, EmptyPolicy, OccurrenceState
from db.meeting_tables import occurrences

NOBODY = "not sent: there is nobody left who could decide"
_TOO_LATE_TO_PLAN = "this date was set too late for it"


def carry_out(desk: Desk, piece: Piece, down: Down | None) -> bool:
    """True when this transaction settled it. Whatever it rests on is looked at again while it is held: a
    click that came in between wins."""
    one = find_and_hold(desk.unit, piece.sync.id, piece.occurrence.key)
    if one is None or not _still_stands(piece, one):
        return False  # the series was changed, or the date was
    if useless(piece, desk.now):
        return settle(desk.unit, piece.due, desk.now, DeliveryState.SKIPPED, why_not(piece, desk.now, down))
    if piece.due.kind == ASKED:
        return _ask(desk, piece, one, down)
    told_before = one.state is OccurrenceState.HOLIDAY and one.by_hand  # when it was decided
    if not _claimed(desk, piece, DeliveryState.SILENT if told_before else DeliveryState.SAID):
        return False
    late = why_late(piece, desk.now, down)
    if piece.due.kind == ANNOUNCED and not told_before:
        _announce(desk, piece, one, late)
    elif piece.due.kind == REMINDED and piece.user_id is not None:
        notices.remind(desk, one, piece.user_id, late)
    elif piece.due.kind == STARTED:
        notices.say_it_starts(desk, one, late)
    return True


def hold_what_is_over(desk: Desk, one: Occurrence) -> None:
    """Its time has passed and nobody left it out: it was held, and the turns count."""
    sync = find_sync(desk.unit, one.sync_id)
    if sync is not None:
        count_held(desk.unit, desk.people, sync, one)


def why_not(piece: Piece, now: datetime, down: Down | None) -> str:
    """Why something was not said at all, in words for people."""
    verb = "not sent" if piece.due.kind in (REMINDED, ASKED) else "not posted"
    return f"{verb}: {_reason(piece, now, down)}"


def why_late(piece: Piece, now: datetime, down: Down | None) -> str:
    """A sentence beside what comes late; empty where it is in time, or where the reason says nothing."""
    if not is_noted(piece, now) or down is None or not down.covers(piece.due.due_at):
        return ""
    return f"Later than planned: {down.in_words(piece.sync.series.zone_info)}."


def _reason(piece: Piece, now: datetime, down: Down | None) -> str:
    if down is not None and down.covers(piece.due.due_at):
        return down.in_words(piece.sync.series.zone_info)
    if piece.ready_at > piece.due.due_at:
        return _TOO_LATE_TO_PLAN
    minutes = max(1, round((now - piece.due.due_at).total_seconds() / 60))
    return f"it would have come {minutes} minutes late" if minutes > 1 else "it would have come a minute late"


def _still_stands(piece: Piece, one: Occurrence) -> bool:
    before = piece.occurrence
    return (one.state, one.starts_at, one.closed_at) == (before.state, before.starts_at, before.closed_at)


def _claimed(desk: Desk, piece: Piece, state: DeliveryState = DeliveryState.SAID, reason: str = "") -> bool:
    return settle(desk.unit, piece.due, desk.now, state, reason) or settle_again(
        desk.unit, piece.due, desk.now
    )


def _announce(desk: Desk, piece: Piece, one: Occurrence, late: str) -> None:
    if piece.due.target == MOVED:
        was = moment(one.original, one.zone)
        notices.tell(desk, piece.sync, one, "holiday_moved", None, reason=one.reason, was=was)
    elif one.state is not OccurrenceState.HOLIDAY:
        notices.announce(desk, one, late)
    else:
        notices.tell(desk, piece.sync, one, "holiday", None, reason=one.reason)


def _ask(desk: Desk, piece: Piece, one: Occurrence, down: Down | None) -> bool:
    if piece.due.target == EMPTY and not _is_to_ask(desk, piece, one):
        return _close_agenda(desk, piece, one)
    leader = leader_of(piece.sync, one, desk.people)
    if leader is None:
        return settle(desk.unit, piece.due, desk.now, DeliveryState.SKIPPED, NOBODY)
    if not _claimed(desk, piece):
        return False
    late = why_late(piece, desk.now, down)
    if piece.due.target == HOLIDAY:
        closed = days_off_of(desk.company, piece.sync).why_closed(one.starts.date()) or ""
        notices.ask(desk, one, leader.user_id, "holiday", reason=closed, late=late)
    elif piece.due.target == EMPTY:
        notices.ask(desk, one, leader.user_id, "empty", late=late)
    elif piece.due.target == CLOSING:
        notices.ask(desk, one, leader.user_id, "closing", late=late)
    if piece.due.target != CLOSING:
        ours = of_date(one.sync_id, one.key)
        desk.unit.execute(update(occurrences).where(*ours).values(asked_at=desk.now))
    return True


def _close_agenda(desk: Desk, piece: Piece, one: Occurrence) -> bool:
    """There is something to talk about, or nobody is to be asked: the agenda is drawn as it stands now."""
    if piece.sync.when_empty is EmptyPolicy.SKIP and _is_empty(desk, piece, one):
        if not _claimed(desk, piece):
            return False
        skip_by_itself(desk, piece.sync, one)
        return True
    if not _claimed(desk, piece, DeliveryState.SILENT):
        return False
    notices.draw_anew(desk, one)
    return True


def _is_to_ask(desk: Desk, piece: Piece, one: Occurrence) -> bool:
    return piece.sync.when_empty is EmptyPolicy.ASK and _is_empty(desk, piece, one)


def _is_empty(desk: Desk, piece: Piece, one: Occurrence) -> bool:
    found = agenda(desk.unit, desk.company, desk.board, piece.sync, one, desk.now)
    return found.is_empty and not found.open_actions
