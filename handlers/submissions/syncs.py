"""The forms of syncs. Nothing typed is lost: what cannot be taken stays in the form, with the reason."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any, get_args

from bot.oncall.absence import come_back, set_away
from bot.requests.posting import refresh_homes
from bot.requests.telling import tell_person
from bot.syncs import syncs
from bot.syncs.actions import NewAction
from bot.syncs.closing import Decision, close
from bot.syncs.items import add_item
from bot.syncs.model import Occurrence, Sync
from bot.syncs.rights import require_colleague
from bot.syncs.syncs import NewSync
from bot.toolkit import Desk, Toolkit
from db.errors import Unclear
from db.kinds import EmptyPolicy, NoticeKind
from db.outbox import enqueue, supersede, unsaid
from handlers.answers import NOTHING, Answer
from handlers.form_values import day_of
from handlers.names import (
    SYNC_ACTION_FIELD,
    SYNC_CHANNEL_FIELD,
    SYNC_DAY_FIELD,
    SYNC_DUE_FIELD,
    SYNC_EMPTY_FIELD,
    SYNC_ITEM_FIELD,
    SYNC_LEADER_FIELD,
    SYNC_LINK_FIELD,
    SYNC_NAME_FIELD,
    SYNC_OWNER_FIELD,
    SYNC_PEOPLE_FIELD,
    SYNC_REQUEST_FIELD,
    SYNC_TEXT_FIELD,
    SYNC_TIME_FIELD,
    SYNC_TOUCHES_FIELD,
    SYNC_UNTIL_FIELD,
)
from handlers.plain import plain
from handlers.reading import Click, Submission
from handlers.sync_form import LOOK, Trouble, drawn, is_new, rhythm_of, rules_of, seen
from handlers.sync_pages import meeting_named
from handlers.views.glossary.forms import moment_of
from handlers.views.oncall.telling import away_noted, back_noted
from handlers.views.syncs.added import added
from handlers.views.syncs.form import EVERY
from handlers.views.syncs.forms import NEW_ACTIONS, NOBODY

SAME = "Nothing is different from how it was. Change something, or close the form."


def when_changed(toolkit: Toolkit, click: Click) -> bool:
    """Do other dates follow from what was just entered? Asked before anything is written."""
    if click.outside:
        return False
    with toolkit.ledger.read() as connection:
        sync_id = click.about.get("sync_id")
        present = syncs.find_sync(connection, sync_id) if sync_id else None
        on_its_way = bool(unsaid(connection, _lane(click.view_id)))
    person = toolkit.directory.people().get(click.user_id)
    return on_its_way or is_new(click.values, toolkit.company, person, toolkit.now(), click.about, present)


def redraw(desk: Desk, click: Click) -> Answer:
    """The open form with its next dates. What is entered later takes the place of what was not shown yet."""
    typed_at = click.key.rpartition(":")[2]
    before = unsaid(desk.unit, _lane(click.view_id))
    if click.view_id and not any(moment_of(one["typed_at"]) > moment_of(typed_at) for one in before):
        _draw_anew(desk, click, click.view_id, typed_at)
    return NOTHING


def sync_form(desk: Desk, form: Submission) -> Answer:
    """Made, or changed, once its dates were seen as they will be."""
    person = require_colleague(desk.people, form.user_id)
    present = _present(desk, form)
    found = rhythm_of(form.values, person.zone, desk.now, present.series if present else None)
    if isinstance(found, Trouble):
        return Answer(errors={found.block_id: found.sentence})
    channel_id = form.values.get(SYNC_CHANNEL_FIELD) or ""
    if not channel_id:
        return Answer(errors={SYNC_CHANNEL_FIELD: "Choose the channel in which it is announced."})
    if not seen(form.values, desk.company, person, desk.now, form.about, present):
        _draw_anew(desk, form, form.view_id, f"{desk.now.timestamp():.6f}")
        return Answer(errors={EVERY: LOOK})
    rules = rules_of(form.values, desk.company)
    wanted = NewSync(
        name=plain(form.values.get(SYNC_NAME_FIELD) or "", desk.people),
        channel_id=channel_id,
        series=found,
        attendees=tuple((form.values.get(SYNC_PEOPLE_FIELD) or "").split()),
        made_by=form.user_id,
        source_key=f"view:{form.view_id}",
        calendars=rules.calendars,
        closed_when=rules.closed_when,
        on_holiday=rules.on_holiday,
        when_empty=next(
            (one for one in EmptyPolicy if one == form.values.get(SYNC_EMPTY_FIELD)), EmptyPolicy.ASK
        ),
        join_link=form.values.get(SYNC_LINK_FIELD),
    )
    if present is None:
        made = syncs.open_sync(desk, wanted)
    else:
        made = syncs.change_sync(desk, present.id, _with_the_rest(wanted, present), form.user_id)
    refresh_homes(desk, {one.user_id for one in syncs.attendees_of(desk.unit, made.id)})
    return NOTHING


def add_form(desk: Desk, form: Submission) -> Answer:
    touches = form.values.get(SYNC_TOUCHES_FIELD)
    sync, one, _ = meeting_named(desk, f"{form.about['sync_id']} {form.about['key']}")
    item = add_item(
        desk,
        sync.id,
        one.key,
        plain(form.values.get(SYNC_TEXT_FIELD) or "", desk.people),
        form.user_id,
        touches=None if touches in (None, NOBODY) else touches,
        source_key=form.about.get("source_key") or f"view:{form.view_id}",
    )
    said = added(sync, one, item, desk.company, desk.now, asks=False)
    where = {name: form.about.get(name) for name in ("channel_id", "thread_ts")}
    tell_person(desk, form.user_id, said.text, blocks=said.blocks, **where)
    return NOTHING


def away_form(desk: Desk, form: Submission) -> Answer:
    """Both days, or neither: then they are back."""
    first, last = (day_of(form.values.get(name)) for name in (SYNC_DAY_FIELD, SYNC_UNTIL_FIELD))
    today = desk.now.astimezone(desk.people.get(form.user_id).zone_info).date()
    if first is not None and last is not None:
        said = away_noted(set_away(desk, form.user_id, first, last, form.user_id), today)
    elif first is None and last is None:
        said = back_noted(come_back(desk, form.user_id, form.user_id))
    else:
        raise Unclear("Choose the first and the last day, or neither if you're back.")
    where = {name: form.about.get(name) for name in ("channel_id", "thread_ts")}
    tell_person(desk, form.user_id, said, **where)
    return NOTHING


def one_form(desk: Desk, form: Submission) -> Answer:
    """One meeting: only what is different is changed, and each change is said once."""
    sync, one, _ = meeting_named(desk, f"{form.about['sync_id']} {form.about['key']}")
    changed = [_moved(desk, form, one), _renamed(desk, form, sync, one), _led(desk, form, one)]
    if not any(changed):
        return Answer(errors={SYNC_DAY_FIELD: SAME})
    refresh_homes(desk, {each.user_id for each in syncs.attendees_of(desk.unit, sync.id)})
    return NOTHING


def close_form(desk: Desk, form: Submission) -> Answer:
    sync_id, key = form.about["sync_id"], form.about["key"]
    ids: list[str] = form.about["items"]
    decisions = {id_: _decision(form, number) for number, id_ in enumerate(ids)}
    actions = [made for number in range(NEW_ACTIONS) if (made := _action(desk, form.values, number))]
    close(desk, sync_id, key, form.user_id, decisions, actions)
    refresh_homes(desk, {each.user_id for each in syncs.attendees_of(desk.unit, sync_id)})
    return NOTHING


def _when_empty(form: Submission) -> EmptyPolicy:
    entered = form.values.get(SYNC_EMPTY_FIELD)
    return next((one for one in EmptyPolicy if one == entered), EmptyPolicy.ASK)


def _decision(form: Submission, number: int) -> Decision:
    entered = form.values.get(f"{SYNC_ITEM_FIELD}.{number}")
    return next((one for one in get_args(Decision) if one == entered), "carry")


def _action(desk: Desk, values: Mapping[str, str | None], number: int) -> NewAction | None:
    words = plain(values.get(f"{SYNC_ACTION_FIELD}.{number}") or "", desk.people).strip()
    if not words:
        return None
    owner = values.get(f"{SYNC_OWNER_FIELD}.{number}")
    day = values.get(f"{SYNC_DUE_FIELD}.{number}")
    return NewAction(
        text=words,
        owner_id=None if owner in (None, NOBODY) else owner,
        due_on=day_of(day),
        as_request=bool(values.get(f"{SYNC_REQUEST_FIELD}.{number}")),
    )


def _moved(desk: Desk, form: Submission, one: Occurrence) -> bool:
    day, at = form.values.get(SYNC_DAY_FIELD), form.values.get(SYNC_TIME_FIELD)
    if not day or not at:
        raise Unclear("Choose a day and a time.")
    starts = datetime.combine(date.fromisoformat(day), time.fromisoformat(at))
    if starts == one.starts:
        return False
    syncs.move_occurrence(desk, one.sync_id, one.key, starts, one.zone, form.user_id)
    return True


def _renamed(desk: Desk, form: Submission, sync: Sync, one: Occurrence) -> bool:
    name = plain(form.values.get(SYNC_NAME_FIELD) or "", desk.people).strip()
    if not name or name == (one.name or sync.name):
        return False
    syncs.rename_occurrence(desk, sync.id, one.key, "" if name == sync.name else name, form.user_id)
    return True


def _led(desk: Desk, form: Submission, one: Occurrence) -> bool:
    leader = form.values.get(SYNC_LEADER_FIELD)
    if not leader or leader == one.facilitator_id:
        return False
    syncs.set_facilitator(desk, one.sync_id, one.key, leader, form.user_id)
    return True


def _with_the_rest(wanted: NewSync, present: Sync) -> NewSync:
    """What the form does not ask for stays as it is."""
    return NewSync(
        **{
            **wanted.__dict__,
            "days_ahead": present.days_ahead,
            "minutes_ahead": present.minutes_ahead,
            "closes_ahead": present.closes_ahead,
            "alternate_sides": present.alternate_sides,
        }
    )


def _present(desk: Desk, form: Click | Submission) -> Sync | None:
    sync_id = form.about.get("sync_id")
    return syncs.get_sync(desk.unit, sync_id) if sync_id else None


def _draw_anew(desk: Desk, form: Click | Submission, view_id: str, typed_at: str) -> None:
    person, lane = desk.people.get(form.user_id), _lane(view_id)
    view = drawn(form.values, desk.company, person, desk.now, form.about, present=_present(desk, form))
    supersede(desk.unit, NoticeKind.VIEW_CHANGED, lane, desk.now)
    detail: dict[str, Any] = {"view_id": view_id, "view": view, "typed_at": typed_at}
    enqueue(desk.unit, NoticeKind.VIEW_CHANGED, lane=lane, now=desk.now, **detail)


def _lane(view_id: str | None) -> str:
    return f"open form:{view_id}"
