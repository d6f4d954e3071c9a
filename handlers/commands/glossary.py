"""`/glossary`: look round, look up one entry whole, see what waits for you, and switch what is quiet."""

from __future__ import annotations

from collections.abc import Callable

from bot.quiet.starting import start_course
from bot.quiet.switching import close_quiet, open_quiet
from bot.toolkit import Desk
from bot.wordbook import require_reader, side_of, writer_of
from db.errors import Missing, Unclear
from glossary.keeping.writer import require_colleague as require_writer
from handlers.answers import NOTHING, Answer
from handlers.commands.ask import open_view
from handlers.explaining import require_colleague
from handlers.glossary_pages import history_drawn, history_of_word, list_drawn, words_drawn
from handlers.names import GLOSSARY, STOP_COURSE
from handlers.plain import plain
from handlers.reading import Command, Happening
from handlers.views.blocks import actions, button, section
from handlers.views.explaining.seat import Seat
from handlers.views.glossary.forms import propose_form
from handlers.views.glossary.lists import Which
from handlers.views.message import Message
from handlers.views.text import when

HELP = "\n".join(
    (
        f"`{GLOSSARY}` looks round by topic",
        f"`{GLOSSARY} CDN` one word, whole: both wordings, its history, the way to suggest a better one",
        f"`{GLOSSARY} mine` what waits for you to understand, to approve or to check",
        f"`{GLOSSARY} keep` the words that you look after",
        f"`{GLOSSARY} add` explains a word that isn't there yet",
        f"`{GLOSSARY} history CDN` every text it ever had, and the way back to one of them",
        f"`{GLOSSARY} start` the list for new starters: a few words each morning for two weeks",
        f"`{GLOSSARY} quiet on` and `{GLOSSARY} quiet off` switch quiet help in this channel",
    )
)
QUIET_USAGE = (
    f"Write `{GLOSSARY} quiet on` or `{GLOSSARY} quiet off`. When it's on, I put a 📖 on a message in this "
    "channel whose words the other side may not know; only whoever clicks it reads the explanation."
)
RUNNING = "Your list for new starters is running already. The next words come on your next working morning."

Told = Callable[[Desk, Command, str], Answer]


def glossary(desk: Desk, command: Command) -> Answer:
    require_colleague(command)
    require_reader(desk.people, command.user_id)
    words = plain(command.text, desk.people).strip()
    verb, _, rest = words.partition(" ")
    told = _WITH_WORDS.get(verb.lower()) if rest.strip() else _ALONE.get(verb.lower())
    if told is None:
        return _said(words_drawn(desk, command.user_id, words, Seat(command.channel_id)))
    return told(desk, command, rest.strip())


def open_propose_form(desk: Desk, happening: Happening, trigger_id: str, word: str, seat: Seat) -> None:
    side = side_of(desk, happening.user_id)
    about = {"channel_id": seat.channel_id, "thread_ts": seat.thread_ts}
    open_view(desk, happening.user_id, trigger_id, propose_form(desk.words, side, text=word, about=about))


def _listed(which: Which) -> Told:
    def told(desk: Desk, command: Command, _rest: str) -> Answer:
        return _said(list_drawn(desk, command.user_id, which))

    return told


def _help(_desk: Desk, _command: Command, _rest: str) -> Answer:
    return Answer(text=HELP)


def _add(desk: Desk, command: Command, rest: str) -> Answer:
    require_writer(writer_of(desk, command.user_id))
    open_propose_form(desk, command, command.trigger_id, rest, Seat(command.channel_id))
    return NOTHING


def _history(desk: Desk, command: Command, rest: str) -> Answer:
    slug = history_of_word(desk, command.user_id, rest)
    if slug is None:
        raise Missing(
            f"I don't know “{rest[:60]}”, so it has no history. `{GLOSSARY}` shows the words that are there."
        )
    return _said(history_drawn(desk, command.user_id, slug, 0))


def _quiet(desk: Desk, command: Command, rest: str) -> Answer:
    wanted = rest.lower()
    if wanted == "on":
        fresh = open_quiet(desk, command.user_id, command.channel_id)
        now = "Quiet help is on in this channel" if fresh else "Quiet help was on in this channel already"
        return Answer(text=f"{now}. At most one 📖 in each thread; whoever clicks it reads, nobody else.")
    if wanted == "off":
        fresh = close_quiet(desk, command.user_id, command.channel_id)
        return Answer(
            text="Quiet help is off in this channel."
            if fresh
            else "Quiet help was not on in this channel, so it stays off."
        )
    raise Unclear(QUIET_USAGE)


def _start(desk: Desk, command: Command, _rest: str) -> Answer:
    """The list for new starters; the way to end it stands beside."""
    first_at = start_course(desk, command.user_id)
    stop = actions(button(STOP_COURSE, "No, leave it", "stop"))
    if first_at is None:
        return _said(Message(RUNNING, [section(RUNNING), *stop]))
    zone = desk.people.get(command.user_id).zone_info
    sentence = (
        "A few words each working morning, by direct message, for two weeks. The first ones come "
        f"{when(first_at, zone, desk.now)}."
    )
    return _said(Message(sentence, [section(sentence), *stop]))


def _said(message: Message) -> Answer:
    return Answer(text=message.text, blocks=message.blocks)


_ALONE: dict[str, Told] = {
    "": _listed("topics"),
    "help": _help,
    "?": _help,
    "mine": _listed("mine"),
    "review": _listed("mine"),
    "keep": _listed("keep"),
    "add": _add,
    "quiet": _quiet,
    "start": _start,
}
_WITH_WORDS: dict[str, Told] = {"add": _add, "history": _history, "quiet": _quiet}
