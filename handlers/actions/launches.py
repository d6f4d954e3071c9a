"""The buttons of launches: those of the message, of the teams' cards, and of words that were held back."""

from __future__ import annotations

from typing import cast

from bot.channels import is_private
from bot.launches import answering, changing
from bot.launches.announced import Announced
from bot.launches.model import Choice, Launch, get_launch
from bot.launches.opening import understand
from bot.launches.rights import require_changer
from bot.launches.rights import require_colleague as require_account
from bot.requests.model import Place, PlaceKind
from bot.requests.telling import tell_person
from bot.toolkit import Desk
from db.errors import Conflict, Unclear
from db.kinds import LaunchKind, NoticeKind
from db.outbox import enqueue
from handlers.announcing import NOTED_BEFORE, asking_form, note_words, noted, require_colleague
from handlers.answers import NOTHING, Answer
from handlers.commands.ask import open_view
from handlers.filing import message_key, words_of
from handlers.names import LAUNCH_SAY_DAY
from handlers.reading import Click, Shortcut
from handlers.reading import Message as Said
from handlers.views.blocks import actions, button, section
from handlers.views.held import Again, again_from
from handlers.views.launches.asking import ask_for_launch
from handlers.views.launches.forms import change_form
from handlers.views.launches.wording import bare

USE_ON_MESSAGE = "Use this on a message: ⋯ → Announce a launch."
NO_SYNC = (
    "I've told them that you'd like to talk. No sync is coming up for you, so it's on no agenda; "
    "`/sync new` makes one, or write in the thread."
)


def new(desk: Desk, click: Click) -> Answer:
    require_colleague(click)
    require_account(desk.people, click.user_id)
    nothing = Announced(LaunchKind.LAUNCH, "", None, None)
    open_view(desk, click.user_id, click.trigger_id, asking_form(nothing, click.key, _place_of(desk, click)))
    return NOTHING


def change(desk: Desk, click: Click) -> Answer:
    launch = get_launch(desk.unit, click.value)
    require_changer(desk.people, click.user_id, launch)
    _require_planned(launch)
    open_view(desk, click.user_id, click.trigger_id, change_form(launch))
    return NOTHING


def cancel(desk: Desk, click: Click) -> Answer:
    changing.cancel(desk, click.value, click.user_id)
    return NOTHING


def ask(desk: Desk, click: Click) -> Answer:
    """The form for a request, with everything filled in that the launch says already."""
    require_colleague(click)
    require_account(desk.people, click.user_id)
    launch_id, area_id = click.value.split(" ", 1)
    launch = get_launch(desk.unit, launch_id)
    _require_planned(launch)
    view = ask_for_launch(launch, desk.company, area_id, _place_of(desk, click))
    open_view(desk, click.user_id, click.trigger_id, view)
    return NOTHING


def add_area(desk: Desk, click: Click) -> Answer:
    launch_id, area_id = click.value.split(" ", 1)
    changing.add_area(desk, launch_id, click.user_id, area_id)
    return NOTHING


def drop_area(desk: Desk, click: Click) -> Answer:
    launch_id, area_id = click.value.split(" ", 1)
    changing.drop_area(desk, launch_id, click.user_id, area_id)
    return NOTHING


def choose(desk: Desk, click: Click) -> Answer:
    launch_id, area_id, chosen = click.value.split(" ")
    choice: Choice = "simple" if chosen == "simple" else "later"
    changing.choose(desk, launch_id, click.user_id, area_id, choice)
    return NOTHING


def note(desk: Desk, click: Click) -> Answer:
    launch_id, team_id = click.value.split(" ", 1)
    answering.note(desk, launch_id, click.user_id, team_id)
    return NOTHING


def not_us(desk: Desk, click: Click) -> Answer:
    launch_id, team_id = click.value.split(" ", 1)
    answering.not_us(desk, launch_id, click.user_id, team_id)
    return NOTHING


def talk(desk: Desk, click: Click) -> Answer:
    """On the next sync; where none is coming the person is told what else can be done."""
    launch_id, team_id = click.value.split(" ", 1)
    if answering.talk(desk, launch_id, click.user_id, team_id) is None:
        tell_person(desk, click.user_id, NO_SYNC, **click.where)
    return NOTHING


def announce(desk: Desk, shortcut: Shortcut) -> Answer:
    """⋯ on a message: its words are the launch, told of in its thread."""
    require_colleague(shortcut)
    require_account(desk.people, shortcut.user_id)
    message = shortcut.message
    if message is None:
        raise Unclear(USE_ON_MESSAGE)
    place = Place(shortcut.channel_kind, message.channel_id, message.thread_ts or message.ts)
    key = message_key(message.channel_id, message.ts)
    outcome = note_words(desk, words_of(desk, message.text), shortcut.user_id, source_key=key, place=place)
    if isinstance(outcome, Announced):
        open_view(desk, shortcut.user_id, shortcut.trigger_id, asking_form(outcome, key, place))
        return NOTHING
    tell_person(desk, shortcut.user_id, noted(desk, outcome), **_where(shortcut, message))
    return NOTHING


def announced_before(desk: Desk, shortcut: Shortcut) -> None:
    message = shortcut.message
    where = _where(shortcut, message) if message else {}
    tell_person(desk, shortcut.user_id, NOTED_BEFORE, **where)


def note_words_held(desk: Desk, click: Click) -> Answer:
    """News that opened no request goes on the road map: the words are in the button, or in a message."""
    require_colleague(click)
    again = again_from(click.value)
    if again.ts is not None:
        _fetch_and_note(desk, click, again)
        return NOTHING
    note_held(desk, click.user_id, again.words, again, **click.where)
    return NOTHING


def note_held(desk: Desk, user_id: str, words: str, again: Again, **where: str | None) -> None:
    """In the place of the question, so that its buttons go."""
    place = again.place if again.ts is None else _thread_of(again)
    outcome = note_words(desk, words, user_id, source_key=again.key, place=place)
    if isinstance(outcome, Announced):
        asked = f"On which day is {bare(outcome.name)}?" if outcome.name else "What is it, and when?"
        sentence = f"Gladly. {asked}"
        kept = Again(again.key, place, words=again.words or outcome.name, ts=place.thread_ts)
        rows = [
            section(sentence),
            *actions(button(LAUNCH_SAY_DAY, "Say the day", kept.value, style="primary")),
        ]
        tell_person(desk, user_id, sentence, blocks=rows, replace_original=True, **where)
        return
    tell_person(desk, user_id, noted(desk, outcome), replace_original=True, **where)


def noted_before(desk: Desk, click: Click) -> None:
    tell_person(desk, click.user_id, NOTED_BEFORE, replace_original=True, **click.where)


def say_day(desk: Desk, click: Click) -> Answer:
    """The form, for news without a day that can be told."""
    require_colleague(click)
    again = again_from(click.value)
    said = understand(desk, again.words, click.user_id)
    place = again.place if again.ts is None else _thread_of(again)
    open_view(desk, click.user_id, click.trigger_id, asking_form(said, again.key, place))
    return NOTHING


def _fetch_and_note(desk: Desk, click: Click, again: Again) -> None:
    """The relay fetches the message, then `reactions.found` notes it."""
    enqueue(
        desk.unit,
        NoticeKind.MESSAGE_WANTED,
        lane=f"launch:{again.place.channel_id}:{again.ts}",
        now=desk.now,
        channel_id=again.place.channel_id,
        ts=again.ts,
        user_id=click.user_id,
        launch=again.value,
        response_url=click.response_url,
    )


def _thread_of(again: Again) -> Place:
    return Place(again.place.kind, again.place.channel_id, again.ts)


def _place_of(desk: Desk, click: Click) -> Place:
    """The channel in which they pressed it; from the Home tab and direct messages, nowhere."""
    if click.channel_id is None or click.channel_id.startswith("D"):
        return Place("nowhere")
    kind = "private" if is_private(desk.unit, click.channel_id) else "public"
    return Place(cast("PlaceKind", kind), click.channel_id)


def _require_planned(launch: Launch) -> None:
    if not launch.is_planned:
        raise Conflict(answering.GONE)


def _where(shortcut: Shortcut, message: Said) -> dict[str, str | None]:
    return {
        "channel_id": message.channel_id,
        "thread_ts": message.thread_ts,
        "response_url": shortcut.response_url,
    }
