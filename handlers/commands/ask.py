"""`/ask`: the words are the request; without words a short form opens."""

from __future__ import annotations

from bot.requests.model import Place
from bot.requests.opening import Filed
from bot.toolkit import Desk
from db.kinds import NoticeKind, Via
from db.outbox import enqueue
from handlers.answers import NOTHING, Answer
from handlers.filing import again, file_words, reply
from handlers.names import ASK, REQUESTS
from handlers.reading import Command
from handlers.views.modals import ask_form
from handlers.views.privately import thanked

HELP = "\n".join(
    (
        f"*Ask IT for something:* write `{ASK}` and what you need, in your own words:",
        f"`{ASK} the form on our spring page stopped sending leads, the campaign starts Monday`",
        f"`{ASK}` alone opens a short form. In a thread, mention me or use ⋯ → *Send to IT* on a message.",
        "You can also write to me directly, or put :ticket: on a message.",
        f"`{REQUESTS}` shows what became of it.",
    )
)


def ask(desk: Desk, command: Command) -> Answer:
    words = command.text.strip()
    if words.lower() in ("help", "?"):
        return Answer(text=HELP)
    if not words:
        open_ask_form(desk, command.user_id, command.trigger_id, place_of(command))
        return NOTHING
    place = place_of(command)
    outcome = file_words(
        desk, words, asked_by=command.user_id, source_key=command.key, via=Via.COMMAND, place=place
    )
    if isinstance(outcome, Filed) and not outcome.reading.found:
        return Answer(text=thanked(outcome, desk.people, desk.company))
    message = reply(desk, command.user_id, outcome, again(command.key, place, outcome))
    return Answer(text=message.text, blocks=message.blocks)


def place_of(command: Command) -> Place:
    """A direct message is our place only when it is the one with us."""
    return (
        Place(command.channel_kind, command.channel_id)
        if command.channel_kind != "direct"
        else Place("nowhere")
    )


def open_ask_form(desk: Desk, user_id: str, trigger_id: str, place: Place) -> None:
    view = ask_form(desk.company, meta={"kind": place.kind, "channel_id": place.channel_id})
    open_view(desk, user_id, trigger_id, view)


def open_view(desk: Desk, user_id: str, trigger_id: str, view: dict[str, object]) -> None:
    """The relay opens it; Slack gives it three seconds."""
    enqueue(
        desk.unit,
        NoticeKind.VIEW_DUE,
        lane=f"view:{trigger_id}",
        now=desk.now,
        user_id=user_id,
        trigger_id=trigger_id,
        view=view,
    )
