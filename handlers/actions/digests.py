"""The buttons on a digest's lines, and those of the list of digests."""

from __future__ import annotations

from collections.abc import Callable

from bot.digests import acting
from bot.digests.acting import run_of
from bot.digests.keeping import find_digest, get_digest
from bot.digests.model import Digest, Run
from bot.digests.runs import find_run
from bot.digests.saying import draw_anew
from bot.numbers.weeks import figures
from bot.quiet.switching import may_switch
from bot.requests.similar import may_know_of
from bot.requests.telling import tell_person
from bot.toolkit import Desk
from db.errors import Conflict, Missing, NotAllowed, Unclear
from handlers.answers import NOTHING, Answer
from handlers.commands import digest as commands
from handlers.digest_pages import requests_of, scope_of_digest
from handlers.reading import Click
from handlers.views.digests.figures import behind_figures
from handlers.views.text import escape, in_words, when

Dealing = Callable[[Desk, Digest, str, Click, Run | None], str]


def take(desk: Desk, click: Click) -> Answer:
    return _deal(desk, click, _take)


def tomorrow(desk: Desk, click: Click) -> Answer:
    return _deal(desk, click, _tomorrow)


def on_sync(desk: Desk, click: Click) -> Answer:
    return _deal(desk, click, _on_sync)


def preview(desk: Desk, click: Click) -> Answer:
    digest = get_digest(desk.unit, click.value)
    return _tell(desk, click, commands.previewed(desk, click.user_id, digest, None, click.channel_id))


def send(desk: Desk, click: Click) -> Answer:
    return _tell(desk, click, commands.sent_now(desk, click.user_id, get_digest(desk.unit, click.value)))


def pause(desk: Desk, click: Click) -> Answer:
    return _tell(desk, click, commands.paused(desk, click.user_id, get_digest(desk.unit, click.value), None))


def resume(desk: Desk, click: Click) -> Answer:
    return _tell(desk, click, commands.resumed(desk, click.user_id, get_digest(desk.unit, click.value)))


def stop(desk: Desk, click: Click) -> Answer:
    return _tell(desk, click, commands.stopped(desk, click.user_id, get_digest(desk.unit, click.value)))


def show_figures(desk: Desk, click: Click) -> Answer:
    """The requests behind a chart, to those who may set one up, without words that are not for them."""
    digest_id, _, period = click.value.partition(" ")
    run, person = find_run(desk.unit, digest_id, period), desk.people.get(click.user_id)
    if not may_switch(desk.people, person):
        raise NotAllowed(
            "The requests behind the figures are shown to owners of teams, the bridge and admins."
        )
    digest = find_digest(desk.unit, digest_id)
    if digest is None:
        raise Missing("That digest was stopped, so I no longer know what it counted.")
    as_of = run.made_at if run else desk.now
    weeks = figures(desk.unit, desk.company, as_of, scope_of_digest(digest, desk.people)).weeks
    known = requests_of(desk.unit, weeks)
    hidden = frozenset(one.id for one in known.values() if not may_know_of(desk.unit, person, one))
    message = behind_figures(weeks, known, hidden, desk.company)
    tell_person(desk, click.user_id, message.text, blocks=message.blocks, **click.where)
    return NOTHING


def _deal(desk: Desk, click: Click, dealing: Dealing) -> Answer:
    """Whoever comes second is told who was first, and the digest is drawn as things stand."""
    request_id, _, digest_id = click.value.partition(" ")
    if not request_id or not digest_id:
        raise Unclear("I can't read that button any more. Call `/requests` for what is open.")
    digest, run = find_digest(desk.unit, digest_id), run_of(desk, click.channel_id, click.message_ts)
    if digest is None:
        raise Missing("That digest was stopped. Call `/requests` for what is open.")
    try:
        sentence = dealing(desk, digest, request_id, click, run)
    except Conflict as late:
        if run is not None:
            draw_anew(desk, run)
        sentence = escape(str(late))
    return _tell(desk, click, sentence)


def _take(desk: Desk, _digest: Digest, request_id: str, click: Click, run: Run | None) -> str:
    acting.take(desk, request_id, click.user_id, run)
    return "It's yours now, and the asker knows."


def _tomorrow(desk: Desk, digest: Digest, request_id: str, click: Click, run: Run | None) -> str:
    until = acting.put_off_until_tomorrow(desk, digest, request_id, click.user_id, run)
    day = in_words(until, digest.series.zone_info, desk.now).partition(",")[0]
    where = "this channel" if digest.channel_id else "you"
    return f"Put off: digests for {where} leave it out until {day}. Nothing else about it changes."


def _on_sync(desk: Desk, digest: Digest, request_id: str, click: Click, run: Run | None) -> str:
    there = acting.put_on_sync(desk, digest, request_id, click.user_id, run)
    moment = when(there.starts_at, desk.people.get(click.user_id).zone_info, desk.now)
    return f"It's on the agenda of the next sync, {moment}."


def _tell(desk: Desk, click: Click, sentence: str) -> Answer:
    tell_person(desk, click.user_id, sentence, **click.where)
    return NOTHING
