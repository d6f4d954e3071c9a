"""The buttons of duty: on answers and messages, in the week view, in forms and on the Home tab."""

from __future__ import annotations

from collections.abc import Callable

from bot.calendars.feeds import address_of, open_feed, revoke_feeds
from bot.oncall import editing, gap_telling, overriding, swapping
from bot.oncall.board import Board
from bot.oncall.changing import board_now
from bot.oncall.rights import require_changer
from bot.people import Colleague
from bot.requests.telling import tell_person
from bot.toolkit import Desk
from db.errors import Unclear
from db.kinds import FeedKind, SwapState
from handlers.answers import NOTHING, Answer
from handlers.commands.ask import open_view
from handlers.commands.oncall import away_view
from handlers.oncall_form import Sheet, drawn, filled, raised, sheet_of, with_another, without
from handlers.oncall_pages import (
    UNREADABLE,
    draw_anew,
    require_reader,
    stretch_in,
    swap_view,
    take_view,
    taken_message,
    week_in,
)
from handlers.reading import Click
from handlers.views.message import Message
from handlers.views.oncall.now import MINE
from handlers.views.oncall.taken import calendar_shown
from handlers.views.oncall.week import week_view
from handlers.views.wording import team_name

ENDED = "That address has ended. *My shifts in my calendar* makes another one."


def show_week(desk: Desk, click: Click) -> Answer:
    """Another team's or another week, too: within the window it takes the place of what stood there."""
    person = require_reader(desk, click.user_id)
    team, day = week_in(click.value, desk, person)
    view = week_view(desk.board, team, day, person, desk.now)
    if click.view_id is not None and click.about.get("team_id"):
        draw_anew(desk, click, view)
    else:
        open_view(desk, click.user_id, click.trigger_id, view)
    return NOTHING


def take(desk: Desk, click: Click) -> Answer:
    person = require_reader(desk, click.user_id)
    team = desk.company.team(click.value)
    require_changer(desk, person.user_id, team)
    view = take_view(desk, person, team, about=_here(click), fixed=team.id in person.team_ids)
    open_view(desk, click.user_id, click.trigger_id, view)
    return NOTHING


def take_gap(desk: Desk, click: Click) -> Answer:
    """One click; the value names the stretch."""
    person = require_reader(desk, click.user_id)
    team_id, starts_at, ends_at = stretch_in(click.value)
    made = gap_telling.fill(desk, team_id, starts_at, ends_at, person.user_id, source_key=click.key)
    _tell(desk, click, taken_message(desk, made, person))
    return NOTHING


def undo(desk: Desk, click: Click) -> Answer:
    """Who is on call after it is shown where it was pressed."""
    person = require_reader(desk, click.user_id)
    undone = overriding.cancel(desk, click.value, click.user_id)
    after = board_now(desk)
    if click.view_id is not None and click.about.get("day"):
        team, day = week_in(f"{click.about['team_id']} {click.about['day']}", desk, person)
        draw_anew(desk, click, week_view(after, team, day, person, desk.now))
        return NOTHING
    team = desk.company.team(undone.team_id)
    _say(desk, click, f"Undone. Duty for {team_name(team)} is as it was before; its channel knows.")
    return NOTHING


def swap(desk: Desk, click: Click) -> Answer:
    person = require_reader(desk, click.user_id)
    open_view(desk, click.user_id, click.trigger_id, swap_view(desk, person, _here(click)))
    return NOTHING


def swap_yes(desk: Desk, click: Click) -> Answer:
    """The question is drawn anew, with what became of it."""
    answered = swapping.accept(desk, click.value, click.user_id)
    if answered.state is not SwapState.ACCEPTED:
        asker = desk.people.get(answered.asked_by).first_name
        _say(
            desk,
            click,
            f"The shifts have changed since {asker} asked, so nothing was swapped. {asker} knows.",
        )
    return NOTHING


def swap_no(desk: Desk, click: Click) -> Answer:
    swapping.decline(desk, click.value, click.user_id)
    return NOTHING


def swap_withdraw(desk: Desk, click: Click) -> Answer:
    swapping.withdraw(desk, click.value, click.user_id)
    _say(desk, click, "Taken back. Your shift stays yours.", replace=True)
    return NOTHING


def away(desk: Desk, click: Click) -> Answer:
    person = require_reader(desk, click.user_id)
    open_view(desk, click.user_id, click.trigger_id, away_view(desk, person, _here(click)))
    return NOTHING


def edit(desk: Desk, click: Click) -> Answer:
    person = require_reader(desk, click.user_id)
    team = desk.company.team(click.value)
    require_changer(desk, person.user_id, team)
    view = drawn(filled(desk.board, team, desk.now), desk.board, person, desk.now, _here(click))
    open_view(desk, click.user_id, click.trigger_id, view)
    return NOTHING


def add_layer(desk: Desk, click: Click) -> Answer:
    def added(sheet: Sheet, person: Colleague) -> Sheet:
        return with_another(sheet, desk.now.astimezone(person.zone_info).date())

    return _changed(desk, click, added)


def drop_layer(desk: Desk, click: Click) -> Answer:
    return _changed(desk, click, lambda sheet, _: without(sheet, click.value))


def raise_layer(desk: Desk, click: Click) -> Answer:
    return _changed(desk, click, lambda sheet, _: raised(sheet, click.value))


def back_to_file(desk: Desk, click: Click) -> Answer:
    """The open form shows the file's rota."""
    person = require_reader(desk, click.user_id)
    team = desk.company.team(click.value)
    editing.back_to_file(desk, team.id, click.user_id)
    after: Board = board_now(desk)
    if click.view_id is not None:
        draw_anew(desk, click, drawn(filled(after, team, desk.now), after, person, desk.now, click.about))
    else:
        _say(desk, click, f"The company file's rota counts again for {team_name(team)}.")
    return NOTHING


def show_calendar(desk: Desk, click: Click) -> Answer:
    """The secret address of a calendar, to this person alone."""
    kind, subject = _calendar(desk, click)
    address = address_of(desk.settings, open_feed(desk, kind, subject, click.user_id))
    _tell(desk, click, calendar_shown(address, click.value))
    return NOTHING


def renew_calendar(desk: Desk, click: Click) -> Answer:
    kind, subject = _calendar(desk, click)
    revoke_feeds(desk, kind, subject, click.user_id)
    return show_calendar(desk, click)


def end_calendar(desk: Desk, click: Click) -> Answer:
    kind, subject = _calendar(desk, click)
    revoke_feeds(desk, kind, subject, click.user_id)
    _say(desk, click, ENDED, replace=True)
    return NOTHING


def _calendar(desk: Desk, click: Click) -> tuple[FeedKind, str]:
    require_reader(desk, click.user_id)
    if click.value == MINE:
        return FeedKind.SHIFTS, click.user_id
    team = desk.company.team(click.value)
    if not desk.board.has_rota(team):
        raise Unclear(
            f"{team.name} takes no turns, so there's no calendar of them. `/oncall` shows who does."
        )
    return FeedKind.ROTA, team.id


def _changed(desk: Desk, click: Click, change: Callable[[Sheet, Colleague], Sheet]) -> Answer:
    """The open form of a rota with another set of layers."""
    person = require_reader(desk, click.user_id)
    if click.view_id is None or not click.about.get("team_id"):
        raise Unclear(UNREADABLE)
    team = desk.company.team(click.about["team_id"])
    require_changer(desk, click.user_id, team)
    sheet = change(sheet_of(team, click.about, click.values), person)
    draw_anew(desk, click, drawn(sheet, desk.board, person, desk.now, click.about))
    return NOTHING


def _here(click: Click) -> dict[str, str | None]:
    return {"channel_id": click.channel_id, "thread_ts": click.thread_ts}


def _tell(desk: Desk, click: Click, message: Message) -> None:
    tell_person(desk, click.user_id, message.text, blocks=message.blocks, **click.where)


def _say(desk: Desk, click: Click, sentence: str, *, replace: bool = False) -> None:
    where = {**click.where, "replace_original": True} if replace and click.response_url else click.where
    tell_person(desk, click.user_id, sentence, **where)
