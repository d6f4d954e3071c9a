"""Two people swap their turns: one click asks, one click accepts.

Asking keeps nothing: the button of the person who is asked carries who asked, and what is true is looked
up at the click.

| notice | to whom | carries, beside `sync_id` and `original` |
| --- | --- | --- |
| SYNC_ASKED | `user_id` | `about`: "swap"; `from_user`: whose turn it is |
"""

from __future__ import annotations

from html import escape

from bot.people import Colleague
from bot.requests.telling import tell_person
from bot.syncs.changing import write_anew
from bot.syncs.model import Attendee, Occurrence, Sync
from bot.syncs.notices import draw_anew, tell
from bot.syncs.rights import require_colleague
from bot.syncs.rotation import newcomers
from bot.syncs.rows import attendees_of, coming, hold_occurrence, hold_sync
from bot.toolkit import Desk
from db.errors import Conflict, NotAllowed, Unclear
from db.kinds import NoticeKind, OccurrenceState
from db.outbox import enqueue

_TURNS_AHEAD = 20  # dates among which the other's own turn is looked for


def ask_to_swap(desk: Desk, sync_id: str, key: str, actor_id: str, with_user: str) -> Occurrence:
    """Whoever facilitates asks somebody else to take this one. Raises NotAllowed, Conflict, Unclear."""
    sync, occurrence = _to_come(desk, sync_id, key)
    require_colleague(desk.people, actor_id)
    if occurrence.facilitator_id != actor_id:
        raise NotAllowed(f"{_whose_turn(desk, occurrence)}, so only they can ask somebody to swap.")
    if with_user == actor_id:
        raise Unclear("That's you. Choose somebody else to swap with.")
    _check_can_lead(desk, sync, occurrence, with_user)
    enqueue(
        desk.unit,
        NoticeKind.SYNC_ASKED,
        lane=f"person:{with_user}",
        now=desk.now,
        sync_id=sync_id,
        original=key,
        about="swap",
        user_id=with_user,
        from_user=actor_id,
    )
    return occurrence


def accept_swap(desk: Desk, sync_id: str, key: str, actor_id: str, from_user: str) -> Occurrence:
    """`actor_id` facilitates this one; their own next turn, if they have one, is `from_user`'s then."""
    sync, occurrence = _to_come(desk, sync_id, key)
    require_colleague(desk.people, actor_id)
    if occurrence.facilitator_id == actor_id:
        raise Conflict("You facilitate that one already.")
    if occurrence.facilitator_id != from_user:
        raise Conflict(f"That's settled in the meantime: {_now_leads(desk, occurrence)}.")
    _check_can_lead(desk, sync, occurrence, actor_id)
    notes = from_user if occurrence.note_taker_id == actor_id else occurrence.note_taker_id
    led = write_anew(desk, occurrence, facilitator_id=actor_id, note_taker_id=notes)
    tell(desk, sync, led, "facilitator", actor_id)
    _give_back(desk, sync, led, actor_id, from_user)
    tell_person(desk, from_user, f"{_escaped(desk, actor_id)} takes your turn: {_what(sync, led)}.")
    return led


def decline_swap(desk: Desk, sync_id: str, key: str, actor_id: str, from_user: str) -> Occurrence:
    """Costs no explanation; whoever asked is told and still has the turn."""
    sync, occurrence = _to_come(desk, sync_id, key)
    require_colleague(desk.people, actor_id)
    if occurrence.facilitator_id != from_user:
        raise Conflict(f"That's settled in the meantime: {_now_leads(desk, occurrence)}.")
    no = (
        f"{_escaped(desk, actor_id)} can't take it this time, so it's still yours: {_what(sync, occurrence)}."
    )
    tell_person(desk, from_user, f"{no} You can ask somebody else.")
    return occurrence


def _to_come(desk: Desk, sync_id: str, key: str) -> tuple[Sync, Occurrence]:
    sync = hold_sync(desk.unit, sync_id)
    occurrence = hold_occurrence(desk.unit, sync_id, key)
    if occurrence.state is not OccurrenceState.PLANNED or sync.ended_at is not None:
        raise Conflict("That date isn't to be held any more, so there's no turn to swap.")
    if occurrence.starts_at <= desk.now:
        raise Conflict("That meeting has begun already. You can swap a later one.")
    return sync, occurrence


def _check_can_lead(desk: Desk, sync: Sync, occurrence: Occurrence, user_id: str) -> None:
    known = attendees_of(desk.unit, sync.id)
    who, one = desk.people.get(user_id), _attendee(known, user_id)
    if one is None or not _is_here(who):
        raise Conflict(f"{who.first_name} doesn't come to this sync. Choose somebody who does.")
    if not one.facilitates:
        raise Conflict(f"{who.first_name} takes no turns in this sync. Choose somebody else.")
    if one.is_away(occurrence.starts.date()):
        raise Conflict(f"{who.first_name} is away on that day. Choose somebody else.")
    earlier = [each for each in coming(desk.unit, sync.id, desk.now) if each.starts_at < occurrence.starts_at]
    if user_id in newcomers(known) and not earlier:
        raise Conflict(
            f"That's the first one {who.first_name} comes to. Choose somebody who has been to one."
        )


def _give_back(desk: Desk, sync: Sync, taken: Occurrence, giver: str, taker: str) -> None:
    """The next turn of whoever stepped in goes to whoever they stepped in for, unless they are away."""
    one = _attendee(attendees_of(desk.unit, sync.id), taker)
    for later in coming(desk.unit, sync.id, desk.now, _TURNS_AHEAD):
        theirs = later.facilitator_id == giver and later.starts_at > taken.starts_at
        if theirs and one is not None and not one.is_away(later.starts.date()):
            held = hold_occurrence(desk.unit, sync.id, later.key)
            notes = giver if held.note_taker_id == taker else held.note_taker_id
            draw_anew(desk, write_anew(desk, held, facilitator_id=taker, note_taker_id=notes))
            return


def _attendee(known: tuple[Attendee, ...], user_id: str) -> Attendee | None:
    return next((one for one in known if one.user_id == user_id), None)


def _is_here(who: Colleague) -> bool:
    return who.known and not (who.deactivated or who.outside or who.is_bot)


def _whose_turn(desk: Desk, occurrence: Occurrence) -> str:
    if occurrence.facilitator_id is None:
        return "Nobody has that turn yet"
    return f"That's {_name(desk, occurrence.facilitator_id)}'s turn"


def _now_leads(desk: Desk, occurrence: Occurrence) -> str:
    if occurrence.facilitator_id is None:
        return "nobody has that turn now"
    return f"{_name(desk, occurrence.facilitator_id)} facilitates it"


def _name(desk: Desk, user_id: str) -> str:
    return desk.people.get(user_id).first_name


def _escaped(desk: Desk, user_id: str) -> str:
    return escape(_name(desk, user_id), quote=False)


def _what(sync: Sync, occurrence: Occurrence) -> str:
    """The time as a token, so that everybody reads it in their own zone."""
    name = escape(occurrence.name or sync.name, quote=False)
    fallback = f"{occurrence.starts:%-d %B at %H:%M} ({occurrence.zone})"
    stamp = int(occurrence.starts_at.timestamp())
    return f"*{name}*, <!date^{stamp}^{{date_short_pretty}} at {{time}}|{fallback}>"
