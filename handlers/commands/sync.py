"""`/sync`: what comes, a new one, something for the agenda."""

from __future__ import annotations

from collections.abc import Callable

from bot.syncs.items import add_item
from bot.syncs.overview import agenda_near
from bot.syncs.phrases import Understood, read_rhythm
from bot.syncs.rights import require_colleague
from bot.toolkit import Desk
from db.errors import Unclear
from handlers.answers import NOTHING, Answer
from handlers.commands.ask import open_view
from handlers.names import SYNC
from handlers.plain import plain
from handlers.reading import Command
from handlers.sync_form import drawn, fields_for
from handlers.sync_pages import list_drawn
from handlers.views.message import Message
from handlers.views.syncs.added import added

HELP = "\n".join(
    (
        f"`{SYNC}` what comes, with its dates and details",
        f"`{SYNC} new every other Tuesday 10:00 London` a new sync in this channel; "
        f"`{SYNC} new` alone opens the form",
        f"`{SYNC} add cookie banner on the shop` puts something on the next agenda here",
        "⋯ on a message → *Put on the next sync* does the same.",
        "I announce each one with its agenda, remind everybody in their own time zone, and ask whoever "
        "facilitates when a day off or an empty agenda is in the way.",
    )
)
EMPTY_ADD = f"Write behind it what you'd like to talk about: `{SYNC} add cookie banner on the shop`."

Told = Callable[[Desk, Command, str], Answer]


def sync(desk: Desk, command: Command) -> Answer:
    require_colleague(desk.people, command.user_id)
    words = plain(command.text, desk.people).strip()
    verb, _, rest = words.partition(" ")
    told = _VERBS.get(verb.lower())
    if told is None:
        raise Unclear(f"I know `{SYNC}`, `{SYNC} new`, `{SYNC} add` and `{SYNC} help`. What shall it be?")
    return told(desk, command, rest.strip())


def open_new(desk: Desk, user_id: str, trigger_id: str, channel_id: str | None, line: str = "") -> None:
    """The form of a new sync, for this channel if it is one, with its next dates if the line says when."""
    person = require_colleague(desk.people, user_id)
    here = None if channel_id is None or channel_id.startswith("D") else channel_id
    read = read_rhythm(line, now=desk.now, zone=person.zone) if line else None
    series = read.series if isinstance(read, Understood) else None
    fields = fields_for(here, series, line, person, desk.company)
    view = drawn(fields, desk.company, person, desk.now, {})
    open_view(desk, user_id, trigger_id, view)


def _list(desk: Desk, command: Command, _rest: str) -> Answer:
    return _said(list_drawn(desk, command.user_id, command.channel_id))


def _help(_desk: Desk, _command: Command, _rest: str) -> Answer:
    return Answer(text=HELP)


def _new(desk: Desk, command: Command, rest: str) -> Answer:
    direct = command.channel_kind == "direct"
    open_new(desk, command.user_id, command.trigger_id, None if direct else command.channel_id, rest)
    return NOTHING


def _add(desk: Desk, command: Command, rest: str) -> Answer:
    if not rest:
        raise Unclear(EMPTY_ADD)
    found, one = agenda_near(desk.unit, desk.people, command.user_id, command.channel_id, desk.now)
    item = add_item(desk, found.id, one.key, rest, command.user_id, source_key=command.key)
    return _said(added(found, one, item, desk.company, desk.now))


def _said(message: Message) -> Answer:
    return Answer(text=message.text, blocks=message.blocks)


_VERBS: dict[str, Told] = {
    "": _list,
    "list": _list,
    "help": _help,
    "?": _help,
    "new": _new,
    "add": _add,
}
