"""`/launch`: tell the others early what is planned, and see what is coming."""

from __future__ import annotations

from bot.launches.announced import Announced
from bot.launches.rights import require_colleague as require_account
from bot.requests.model import Place
from bot.toolkit import Desk
from db.kinds import LaunchKind
from handlers.announcing import asking_form, note_words, noted, require_colleague, road_map_of
from handlers.answers import NOTHING, Answer
from handlers.commands.ask import open_view, place_of
from handlers.names import LAUNCH
from handlers.plain import plain
from handlers.reading import Command
from handlers.views.message import Message

HELP = "\n".join(
    (
        f"*Tell IT early:* `{LAUNCH} boots campaign on 21 April`. It opens no request. I say which teams it "
        "touches and by when each needs what, and they hear of it in one quiet card.",
        f"`{LAUNCH}` alone opens a short form; on any message: ⋯ → *Announce a launch*.",
        f"`{LAUNCH} list` what is coming in the next eight weeks, from both sides",
        f"`{LAUNCH} add freeze 1-7 April` something else for the road map: a freeze, a migration, a renewal",
    )
)


def launch(desk: Desk, command: Command) -> Answer:
    require_colleague(command)
    require_account(desk.people, command.user_id)
    words = plain(command.text, desk.people).strip()
    verb, _, rest = words.partition(" ")
    if words.lower() in ("help", "?"):
        return Answer(text=HELP)
    if words.lower() == "list":
        return _said(road_map_of(desk, command.user_id))
    if verb.lower() == "add":
        words = rest.strip()
    place = place_of(command)
    if not words:
        open_form(desk, command, place)
        return NOTHING
    outcome = note_words(desk, words, command.user_id, source_key=command.key, place=place)
    if isinstance(outcome, Announced):
        view = asking_form(outcome, command.key, place)
        open_view(desk, command.user_id, command.trigger_id, view)
        return NOTHING
    return Answer(text=noted(desk, outcome))


def open_form(desk: Desk, command: Command, place: Place) -> None:
    nothing = Announced(LaunchKind.LAUNCH, "", None, None)
    open_view(desk, command.user_id, command.trigger_id, asking_form(nothing, command.key, place))


def _said(message: Message) -> Answer:
    return Answer(text=message.text, blocks=message.blocks)
