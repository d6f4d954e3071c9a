"""What is told to whoever asks for a word, the same for every way of asking."""

from __future__ import annotations

from bot.explaining import (
    Explained,
    Meanings,
    Outcome,
    Sentence,
    look_up,
    read_sentence,
)
from bot.requests.telling import tell_person
from bot.toolkit import Desk
from db.errors import NotAllowed, Refusal, Unclear
from glossary.word_questions import word_asked_for
from handlers.answers import NOTHING, Answer
from handlers.filing import again_with, kind_of_mention, words_of
from handlers.names import ANYWAY, EXPLAIN
from handlers.plain import plain
from handlers.reading import Happening, Heard, Shortcut
from handlers.views.blocks import actions, button
from handlers.views.explaining.answer import explained
from handlers.views.explaining.seat import Seat
from handlers.views.explaining.several import meanings, sentence
from handlers.views.explaining.unexplained import unexplained
from handlers.views.message import Message
from handlers.views.text import escape

OUTSIDE = (
    "The glossary is for people of this company. Ask the person you work with here, they can look up words "
    "for you."
)


def drawn(desk: Desk, outcome: Outcome, seat: Seat) -> Message:
    if isinstance(outcome, Explained):
        return explained(outcome, seat, desk.people, desk.words, desk.now)
    if isinstance(outcome, Meanings):
        return meanings(outcome, seat)
    if isinstance(outcome, Sentence):
        return sentence(outcome, seat)
    return unexplained(outcome, seat)


def require_colleague(happening: Happening) -> None:
    """Raises NotAllowed. Slack says itself who is of another company, even of somebody we have not met."""
    if happening.outside:
        raise NotAllowed(OUTSIDE)


def show(desk: Desk, user_id: str, message: Message, **where: str | None) -> None:
    """To them alone, where they look."""
    tell_person(desk, user_id, message.text, blocks=message.blocks, **where)


def explain_jargon(desk: Desk, shortcut: Shortcut) -> Answer:
    """⋯ on a message: every word in it that this reader may not know."""
    require_colleague(shortcut)
    message = shortcut.message
    if message is None:
        raise Unclear("Use this on a message: ⋯ → Explain the jargon.")
    text = plain(message.text, desk.people)
    found = read_sentence(desk, shortcut.user_id, text, message.channel_id, author_id=message.user_id)
    shown = drawn(desk, found, Seat(message.channel_id, message.thread_ts or message.ts))
    where = {"channel_id": message.channel_id, "thread_ts": message.thread_ts}
    show(desk, shortcut.user_id, shown, response_url=shortcut.response_url, **where)
    return NOTHING


def explains(desk: Desk, event: Heard) -> bool:
    """A mention or a direct message that asks for a word, and for nothing else: it is answered, not filed.

    Whoever meant it as a request files it with one click.
    """
    said = event.message
    text = words_of(desk, said.text)
    asked = word_asked_for(text, desk.words.index)
    if asked is None:
        return False
    where = {"channel_id": said.channel_id, "thread_ts": said.thread_ts}
    try:
        require_colleague(event)
        found = look_up(desk, event.user_id, asked, said.channel_id)
    except Refusal as refusal:
        tell_person(desk, event.user_id, escape(str(refusal)), **where)
        return True
    message = drawn(desk, found, Seat(said.channel_id, said.thread_ts or said.ts))
    again = again_with(said, kind_of_mention(desk, event))
    file_it = actions(button(ANYWAY, "No, pass it on to IT", again.value))
    show(desk, event.user_id, Message(message.text, [*message.blocks, *file_it]), **where)
    return True


HELP = "\n".join(
    (
        f"*Have a word explained:* write `{EXPLAIN}` and the word: `{EXPLAIN} CDN`. Only you see the answer.",
        f"`{EXPLAIN} why can't we share a login` works too, and so does a sentence that you paste behind it.",
        "On any message: ⋯ → *Explain the jargon* explains every word in it that may be new to you.",
        "You can also mention me or write to me: “what is a CNAME?”",
    )
)
