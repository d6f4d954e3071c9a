"""A meeting is closed: what became of each item and each open action, and who does what by when.

Nothing falls off by being forgotten: what nobody decided about is carried to the next date. What was
carried three times is not carried again: then somebody must decide.

SYNC_CLOSED carries `sync_id`, `original`, `actor_id`, and what `Summary` is made of: the ids `done`,
`dropped` and `carried` (items and actions), `requested` (pairs of an item's or action's id and a request's),
`actions` (new ones), and `following`, the key of the date that what was carried stands on, or None.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Connection, update

from bot.requests.model import Ask, Place
from bot.requests.opening import Filed, open_request
from bot.syncs.actions import NewAction, add_action, find_actions, open_actions, set_action
from bot.syncs.agenda import must_decide
from bot.syncs.items import end_item, find_items, items_for
from bot.syncs.model import ActionItem, AgendaItem, Occurrence, Sync
from bot.syncs.notices import draw_anew, tell_closed
from bot.syncs.rights import may_change, require_colleague
from bot.syncs.rows import attendees_of, coming, hold_occurrence, hold_sync, of_date
from bot.syncs.rows import occurrence as find_occurrence
from bot.syncs.turns import count_held
from bot.toolkit import Desk
from db.engine import Unit
from db.errors import Conflict, NotAllowed, Unclear
from db.kinds import ActionState, ItemState, OccurrenceState, Via
from db.meeting_tables import action_items, agenda_items, occurrences

Decision = Literal["done", "carry", "drop", "request"]
Matter = AgendaItem | ActionItem
_NOT_HELD = (OccurrenceState.CANCELLED, OccurrenceState.HOLIDAY, OccurrenceState.EMPTY)


@dataclass(frozen=True)
class Closing:
    """What there is to decide about, the oldest first."""

    items: tuple[AgendaItem, ...]
    actions: tuple[ActionItem, ...]

    @property
    def matters(self) -> tuple[Matter, ...]:
        return (*self.items, *self.actions)


@dataclass
class _Outcome:
    """Ids, as the notice carries them."""

    done: list[str] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    carried: list[str] = field(default_factory=list)
    requested: list[tuple[str, str]] = field(default_factory=list)
    actions: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Summary:
    """What a closed meeting came to, as values. `undecided`: of what was carried, what may not be again."""

    done: tuple[Matter, ...]
    dropped: tuple[Matter, ...]
    carried: tuple[Matter, ...]
    requested: tuple[tuple[Matter, str], ...]  # with the request's id
    actions: tuple[ActionItem, ...]
    following: Occurrence | None

    @property
    def undecided(self) -> tuple[Matter, ...]:
        return tuple(matter for matter in self.carried if must_decide(matter))


def to_close(source: Unit | Connection, occurrence: Occurrence, now: datetime) -> Closing:
    return Closing(items_for(source, occurrence, now), open_actions(source, occurrence.sync_id))


def check_can_close(desk: Desk, sync: Sync, occurrence: Occurrence, actor_id: str) -> None:
    """Whoever facilitates or takes notes, and who may change the sync; once it has begun, and once.

    Raises NotAllowed, Conflict.
    """
    require_colleague(desk.people, actor_id)
    known = attendees_of(desk.unit, sync.id)
    if actor_id != occurrence.note_taker_id and not may_change(
        desk.people, actor_id, sync, known, occurrence
    ):
        raise NotAllowed(f"{_closer(desk, sync, occurrence)} closes this one. Tell them what is missing.")
    if occurrence.closed_at is not None:
        who = "You" if occurrence.closed_by == actor_id else _name(desk, occurrence.closed_by)
        raise Conflict(f"{who} closed it already. The summary is in the meeting's thread.")
    if occurrence.state in _NOT_HELD:
        raise Conflict(
            "That one wasn't held, so there's nothing to close. What was open goes on to the next."
        )
    if desk.now < occurrence.starts_at:
        raise Conflict("That one hasn't begun yet. Close it when you've met.")


def close(
    desk: Desk,
    sync_id: str,
    key: str,
    actor_id: str,
    decisions: Mapping[str, Decision],
    actions: Sequence[NewAction] = (),
) -> Occurrence:
    """`decisions` by the id of an item or an action; what is not in it was not asked about, and is carried.

    "request" files the words as a request of whoever put them there. Raises Missing, NotAllowed, Conflict,
    and Unclear where something may not be carried again; then nothing is closed.
    """
    sync = hold_sync(desk.unit, sync_id)
    occurrence = hold_occurrence(desk.unit, sync_id, key)
    check_can_close(desk, sync, occurrence, actor_id)
    open_now = to_close(desk.unit, occurrence, desk.now)
    _check_decided(open_now.matters, decisions)
    count_held(desk.unit, desk.people, sync, occurrence)
    following = _following(desk, occurrence)
    outcome = _Outcome()
    for matter in open_now.matters:
        _decide(desk, matter, decisions.get(matter.id, "carry"), following, actor_id, outcome)
    for new in actions:
        _note_action(desk, occurrence, new, actor_id, outcome)
    _mark_closed(desk, occurrence, actor_id)
    closed = hold_occurrence(desk.unit, sync_id, key)
    said = {**outcome.__dict__, "following": following.key if following else None}
    tell_closed(desk, closed, actor_id, **said)
    draw_anew(desk, closed)
    if following is not None:
        draw_anew(desk, following)
    return closed


def summary(source: Unit | Connection, detail: Mapping[str, Any]) -> Summary:
    """Of what SYNC_CLOSED carries; what was forgotten since is left out."""
    pairs = [(matter_id, request_id) for matter_id, request_id in detail["requested"]]
    told = (*detail["done"], *detail["dropped"], *detail["carried"], *(one for one, _ in pairs))
    items: Mapping[str, Matter] = {**find_items(source, told), **find_actions(source, told)}
    new = find_actions(source, detail["actions"])
    following = detail["following"]

    def found(ids: Iterable[str]) -> tuple[Matter, ...]:
        return tuple(items[one] for one in ids if one in items)

    return Summary(
        done=found(detail["done"]),
        dropped=found(detail["dropped"]),
        carried=found(detail["carried"]),
        requested=tuple((items[one], request_id) for one, request_id in pairs if one in items),
        actions=tuple(new[one] for one in detail["actions"] if one in new),
        following=find_occurrence(source, detail["sync_id"], following) if following else None,
    )


def _check_decided(matters: Iterable[Matter], decisions: Mapping[str, Decision]) -> None:
    for matter in matters:
        if must_decide(matter) and decisions.get(matter.id) == "carry":
            raise Unclear(
                f"“{matter.text}” was carried three times, so somebody must decide now: done, dropped, or a "
                "request of its own."
            )


def _following(desk: Desk, occurrence: Occurrence) -> Occurrence | None:
    ahead = coming(desk.unit, occurrence.sync_id, max(desk.now, occurrence.starts_at), 2)
    return next((one for one in ahead if one.key != occurrence.key), None)


def _decide(
    desk: Desk,
    matter: Matter,
    decision: Decision,
    following: Occurrence | None,
    actor_id: str,
    outcome: _Outcome,
) -> None:
    if decision == "carry":
        _carry(desk, matter, following)
        outcome.carried.append(matter.id)
    elif decision == "request" and matter.request_id is None:
        asker = matter.added_by if isinstance(matter, AgendaItem) else matter.made_by
        request_id = _file(desk, matter.text, asker, actor_id, matter.id)
        _end(desk, matter, "request", request_id)
        outcome.requested.append((matter.id, request_id))
    else:
        _end(desk, matter, decision, matter.request_id)
        (outcome.dropped if decision == "drop" else outcome.done).append(matter.id)


def _carry(desk: Desk, matter: Matter, following: Occurrence | None) -> None:
    """Where no date is left an item stays on this one: it shows up on the next that is made."""
    if isinstance(matter, ActionItem):
        action = update(action_items).where(
            action_items.c.id == matter.id, action_items.c.state == ActionState.OPEN
        )
        desk.unit.execute(action.values(carried=action_items.c.carried + 1))
        return
    place = {"original": following.key} if following else {}
    item = update(agenda_items).where(agenda_items.c.id == matter.id, agenda_items.c.state == ItemState.OPEN)
    desk.unit.execute(item.values(carried=agenda_items.c.carried + 1, **place))


def _end(desk: Desk, matter: Matter, decision: Decision, request_id: str | None) -> None:
    if isinstance(matter, AgendaItem):
        state = ItemState.DROPPED if decision == "drop" else ItemState.DONE
        end_item(desk.unit, matter.id, state, request_id=request_id)
        return
    ended = {"done": ActionState.DONE, "drop": ActionState.DROPPED, "request": ActionState.REQUESTED}
    set_action(desk, matter.id, ended[decision], request_id=request_id)


def _note_action(
    desk: Desk, occurrence: Occurrence, new: NewAction, actor_id: str, outcome: _Outcome
) -> None:
    action = add_action(desk, occurrence, new, actor_id)
    if not new.as_request:
        outcome.actions.append(action.id)
        return
    request_id = _file(desk, action.text, actor_id, actor_id, action.id)
    _end(desk, action, "request", request_id)
    outcome.requested.append((action.id, request_id))


def _file(desk: Desk, text: str, asker_id: str, actor_id: str, matter_id: str) -> str:
    """A request like any other, between its asker and us: not every word of the meeting's thread is about it.

    Of somebody who has left in the meantime it becomes the request of whoever closes.
    """
    asker = desk.people.get(asker_id)
    is_here = asker.known and not (asker.deactivated or asker.outside)
    ask = Ask(
        text=text,
        asked_by=asker_id if is_here else actor_id,
        via=Via.FORM,
        source_key=f"sync:{matter_id}",
        place=Place("nowhere"),
        filed_by=actor_id,
        anyway=True,
    )
    filed = open_request(desk, ask)
    assert isinstance(filed, Filed), "what is filed anyway is never held back"
    return filed.first.id


def _mark_closed(desk: Desk, occurrence: Occurrence, actor_id: str) -> None:
    ours = of_date(occurrence.sync_id, occurrence.key)
    values = {"closed_by": actor_id, "closed_at": desk.now, "changed_at": desk.now}
    desk.unit.execute(update(occurrences).where(*ours).values(**values))


def _closer(desk: Desk, sync: Sync, occurrence: Occurrence) -> str:
    return _name(desk, occurrence.facilitator_id or sync.created_by)


def _name(desk: Desk, user_id: str | None) -> str:
    return desk.people.get(user_id).first_name
