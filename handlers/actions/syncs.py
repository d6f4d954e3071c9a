"""The buttons of syncs: on announcements, in reminders and questions, on pages and on the Home tab."""

from __future__ import annotations

from datetime import datetime

from bot.calendars.feeds import address_of, open_feed, revoke_feeds
from bot.requests.posting import refresh_homes
from bot.requests.telling import tell_person
from bot.syncs import swapping, syncs
from bot.syncs.actions import end_action
from bot.syncs.closing import check_can_close, to_close
from bot.syncs.items import closes_at, drop_item, next_open
from bot.syncs.model import Occurrence, Sync
from bot.syncs.overview import may_see
from bot.syncs.planning import days_off_of
from bot.syncs.rights import require_changer, require_colleague
from bot.syncs.touching import touch
from bot.toolkit import Desk
from db.errors import Conflict, Missing, Unclear
from db.kinds import FeedKind, HolidayPolicy, OccurrenceState
from handlers.answers import NOTHING, Answer
from handlers.commands.ask import open_view
from handlers.commands.sync import open_new
from handlers.reading import Click
from handlers.sync_form import drawn, fields_of
from handlers.sync_pages import NOT_SEEN, UNREADABLE, meeting_named, page_drawn
from handlers.views.syncs.calendar import MINE, ROAD_MAP, calendar_shown
from handlers.views.syncs.forms import add_form, away_form, close_form, facilitators, one_form
from handlers.views.syncs.spoken import begins, titled
from handlers.views.text import escape

NO_DATE = "No date of this sync is coming up, so there's no agenda to put it on. `/sync` shows the others."
BEGUN = "That meeting has begun already, so this can't be changed any more. The next dates still can."


def new(desk: Desk, click: Click) -> Answer:
    """For the channel in which it was pressed; from elsewhere the form asks for it."""
    open_new(desk, click.user_id, click.trigger_id, click.channel_id)
    return NOTHING


def open_page(desk: Desk, click: Click) -> Answer:
    require_colleague(desk.people, click.user_id)
    message = page_drawn(desk, click.user_id, click.value, click.channel_id)
    tell_person(desk, click.user_id, message.text, blocks=message.blocks, **click.where)
    return NOTHING


def edit(desk: Desk, click: Click) -> Answer:
    sync = syncs.get_sync(desk.unit, click.value)
    known = syncs.attendees_of(desk.unit, sync.id)
    person = require_changer(desk.people, click.user_id, sync, known)
    if sync.ended_at is not None:
        raise Conflict("This sync has been ended already. `/sync new` makes another one.")
    here = [one for one in known if not desk.people.get(one.user_id).deactivated]
    view = drawn(fields_of(sync, here), desk.company, person, desk.now, {"sync_id": sync.id}, present=sync)
    open_view(desk, click.user_id, click.trigger_id, view)
    return NOTHING


def end(desk: Desk, click: Click) -> Answer:
    ended = syncs.end_sync(desk, click.value, click.user_id)
    _tell(desk, click, f"*{titled(ended)}* has ended. Nothing more of it is held.")
    return NOTHING


def add(desk: Desk, click: Click) -> Answer:
    """For the named meeting, or the next one where that agenda is closed."""
    require_colleague(desk.people, click.user_id)
    sync, one, _ = meeting_named(desk, click.value)
    if one.state is not OccurrenceState.PLANNED or desk.now >= closes_at(sync, one):
        following = next_open(desk.unit, sync, desk.now)
        if following is None:
            raise Conflict(NO_DATE)
        one = following
    about = {"key": one.key, "channel_id": click.channel_id, "thread_ts": click.thread_ts}
    view = add_form(sync, begins(one, desk.now), desk.company, about=about)
    open_view(desk, click.user_id, click.trigger_id, view)
    return NOTHING


def say_who_is_touched(desk: Desk, click: Click) -> Answer:
    item_id, _, team_id = click.value.partition(" ")
    item = touch(desk, item_id, team_id, click.user_id)
    _tell(desk, click, f"Noted: it touches {escape(item.touches or 'nobody else')}.")
    return NOTHING


def drop(desk: Desk, click: Click) -> Answer:
    drop_item(desk, click.value, click.user_id)
    _tell(desk, click, "It's off the agenda again.", replace=True)
    return NOTHING


def change_one(desk: Desk, click: Click) -> Answer:
    sync, one, _ = meeting_named(desk, click.value)
    known = syncs.attendees_of(desk.unit, sync.id)
    require_changer(desk.people, click.user_id, sync, known, one)
    if one.starts_at <= desk.now or one.state is OccurrenceState.HELD:
        raise Conflict(BEGUN)
    day = one.starts.date()
    able = [each.user_id for each in known if each.facilitates and not each.is_away(day)]
    if one.facilitator_id and one.facilitator_id not in able:
        able.append(one.facilitator_id)
    view = one_form(sync, one, facilitators(able, desk.people))
    open_view(desk, click.user_id, click.trigger_id, view)
    return NOTHING


def cancel(desk: Desk, click: Click) -> Answer:
    sync, one, _ = meeting_named(desk, click.value)
    syncs.cancel_occurrence(desk, sync.id, one.key, click.user_id)
    _changed(desk, click, sync, one, "is cancelled. The channel knows, and its items are on the next agenda")
    return NOTHING


def restore(desk: Desk, click: Click) -> Answer:
    sync, one, _ = meeting_named(desk, click.value)
    syncs.restore_occurrence(desk, sync.id, one.key, click.user_id)
    _changed(desk, click, sync, one, "is held after all")
    return NOTHING


def swap(desk: Desk, click: Click) -> Answer:
    """One click asks; the other person's click settles it."""
    sync, one, rest = meeting_named(desk, click.value)
    if len(rest) != 1:
        raise Unclear(UNREADABLE)
    swapping.ask_to_swap(desk, sync.id, one.key, click.user_id, rest[0])
    name = escape(desk.people.get(rest[0]).first_name)
    _tell(desk, click, f"I've asked {name}. Until they say yes, it stays yours.")
    return NOTHING


def swap_yes(desk: Desk, click: Click) -> Answer:
    sync, one, rest = meeting_named(desk, click.value)
    if len(rest) != 1:
        raise Unclear(UNREADABLE)
    swapping.accept_swap(desk, sync.id, one.key, click.user_id, rest[0])
    _changed(desk, click, sync, one, "is yours to facilitate. Thank you", replace=True)
    return NOTHING


def swap_no(desk: Desk, click: Click) -> Answer:
    sync, one, rest = meeting_named(desk, click.value)
    if len(rest) != 1:
        raise Unclear(UNREADABLE)
    swapping.decline_swap(desk, sync.id, one.key, click.user_id, rest[0])
    _tell(desk, click, "That's fine. They can ask somebody else.", replace=True)
    return NOTHING


def skip(desk: Desk, click: Click) -> Answer:
    """Nothing urgent: one click, and everybody is told once."""
    sync, one, _ = meeting_named(desk, click.value)
    syncs.skip_empty(desk, sync.id, one.key, click.user_id)
    _changed(desk, click, sync, one, "is skipped. Everybody is told in the channel", replace=True)
    return NOTHING


def hold(desk: Desk, click: Click) -> Answer:
    sync, one, _ = meeting_named(desk, click.value)
    syncs.hold_anyway(desk, sync.id, one.key, click.user_id)
    _changed(desk, click, sync, one, "is held", replace=True)
    return NOTHING


def decide_holiday(desk: Desk, click: Click) -> Answer:
    sync, one, rest = meeting_named(desk, click.value)
    policy = next((each for each in HolidayPolicy if rest == (each,)), None)
    if policy is None:
        raise Unclear(UNREADABLE)
    days_off, day = days_off_of(desk.company, sync), one.starts.date()
    moved_to = datetime.combine(days_off.next_open(day), one.starts.time())
    after = syncs.answer_holiday(
        desk,
        sync.id,
        one.key,
        policy,
        click.user_id,
        reason=days_off.why_closed(day) or "",
        to=moved_to if policy is HolidayPolicy.MOVE else None,
    )
    done = {HolidayPolicy.SKIP: "is skipped", HolidayPolicy.MOVE: "is moved"}.get(policy, "is held")
    _changed(desk, click, sync, after, f"{done}. The channel knows", replace=True)
    return NOTHING


def wrap_up(desk: Desk, click: Click) -> Answer:
    """The form of what was decided; whoever comes second is told who was first."""
    sync, one, _ = meeting_named(desk, click.value)
    check_can_close(desk, sync, one, click.user_id)
    known = syncs.attendees_of(desk.unit, sync.id)
    owners = facilitators([each.user_id for each in known], desk.people)
    view = close_form(sync, one, to_close(desk.unit, one, desk.now), owners)
    open_view(desk, click.user_id, click.trigger_id, view)
    return NOTHING


def away(desk: Desk, click: Click) -> Answer:
    require_colleague(desk.people, click.user_id)
    about = {"channel_id": click.channel_id, "thread_ts": click.thread_ts}
    open_view(desk, click.user_id, click.trigger_id, away_form(about))
    return NOTHING


def show_calendar(desk: Desk, click: Click) -> Answer:
    """The secret address of a calendar, to this person alone."""
    kind, subject = _calendar(desk, click)
    address = address_of(desk.settings, open_feed(desk, kind, subject, click.user_id))
    message = calendar_shown(address, click.value)
    tell_person(desk, click.user_id, message.text, blocks=message.blocks, **click.where)
    return NOTHING


def renew_calendar(desk: Desk, click: Click) -> Answer:
    kind, subject = _calendar(desk, click)
    revoke_feeds(desk, kind, subject, click.user_id)
    return show_calendar(desk, click)


def _calendar(desk: Desk, click: Click) -> tuple[FeedKind, str]:
    """Whose dates are meant; Missing for a sync that the person may not see."""
    require_colleague(desk.people, click.user_id)
    if click.value == MINE:
        return FeedKind.PERSON, click.user_id
    if click.value == ROAD_MAP:
        return FeedKind.ROAD_MAP, ""
    sync = syncs.get_sync(desk.unit, click.value)
    if not may_see(desk.unit, sync, click.user_id, click.channel_id):
        raise Missing(NOT_SEEN)
    return FeedKind.SYNC, sync.id


def action_done(desk: Desk, click: Click) -> Answer:
    done = end_action(desk, click.value, click.user_id)
    refresh_homes(desk, {done.owner_id, click.user_id})
    _tell(desk, click, f"Done, and off the list: “{escape(done.text)}”.")
    return NOTHING


def _changed(
    desk: Desk, click: Click, sync: Sync, one: Occurrence, what: str, *, replace: bool = False
) -> None:
    """To the person who did it; everybody's Home tab shows it. `replace`: a question is answered, so the
    answer takes its place."""
    refresh_homes(desk, {each.user_id for each in syncs.attendees_of(desk.unit, sync.id)})
    _tell(desk, click, f"*{titled(sync, one)}*, {begins(one, desk.now)}, {what}.", replace=replace)


def _tell(desk: Desk, click: Click, sentence: str, *, replace: bool = False) -> None:
    where = {**click.where, "replace_original": True} if replace and click.response_url else click.where
    tell_person(desk, click.user_id, sentence, **where)
