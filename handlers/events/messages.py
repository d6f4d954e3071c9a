"""People speaking: to us, about us, or in a request's thread. Everything else is not even noted."""

from __future__ import annotations

from bot.quiet.hearing import hear_quietly, is_worth_hearing, may_hold_words
from bot.requests.model import find_by_post, find_by_thread
from bot.requests.talking import Spoken, deleted, edited, heard
from bot.requests.telling import tell_person
from bot.toolkit import Desk, Toolkit
from db.errors import Outage, Unclear
from db.kinds import Via
from handlers.answers import NOTHING, Answer
from handlers.commands.ask import HELP
from handlers.explaining import explains
from handlers.filing import again_with, file_message, kind_of_mention, tell_if_need_be, words_of
from handlers.plain import plain
from handlers.reading import Deleted, Edited, Heard


def concerns_us(toolkit: Toolkit, event: Heard) -> bool:
    """Looked at before anything is written: what people say elsewhere is none of our business."""
    if event.mentions_us or event.channel_kind == "direct":
        return True
    said = event.message
    if said.thread_ts is not None:
        with toolkit.ledger.read() as connection:
            if find_by_thread(connection, said.channel_id, said.thread_ts) is not None:
                return True
    return _holds_words(toolkit, event)


def _holds_words(toolkit: Toolkit, event: Heard) -> bool:
    """For quiet help, in channels that opted in. While the database is gone nobody waits for a mark."""
    people, words, said = toolkit.directory.people(), toolkit.shelf.words, event.message
    spoken = Spoken(said.channel_id, said.ts, said.thread_ts, said.user_id, plain(said.text, people))
    if not may_hold_words(people, words, spoken):
        return False
    try:
        with toolkit.ledger.read() as connection:
            return is_worth_hearing(connection, toolkit.company, people, words, spoken, toolkit.now())
    except Outage:
        return False


def correction_concerns_us(toolkit: Toolkit, event: Edited | Deleted) -> bool:
    with toolkit.ledger.read() as connection:
        return find_by_post(connection, event.channel_id, event.ts) is not None


def message(desk: Desk, event: Heard) -> Answer:
    said = event.message
    spoken = Spoken(
        channel_id=said.channel_id,
        ts=said.ts,
        thread_ts=said.thread_ts,
        user_id=said.user_id,
        text=desk.reader.mask(plain(said.text, desk.people)),
        files=said.files,
    )
    # In a request's thread the same words come as a message, too, which carries them to the other side.
    if event.mentions_us and explains(desk, event):
        return NOTHING
    if heard(desk, spoken) or not (event.mentions_us or event.channel_kind == "direct"):
        hear_quietly(desk, spoken)
        return NOTHING
    if event.channel_kind == "direct" and explains(desk, event):
        return NOTHING
    _file(desk, event)
    return NOTHING


def _file(desk: Desk, event: Heard) -> None:
    said = event.message
    words = words_of(desk, said.text).lower()
    where = {"channel_id": said.channel_id, "thread_ts": said.thread_ts}
    if words in ("help", "help?", "?"):
        tell_person(desk, event.user_id, HELP, **where)
        return
    via = Via.MENTION if event.mentions_us else Via.DIRECT_MESSAGE
    try:
        kind = kind_of_mention(desk, event)
        outcome = file_message(desk, said, actor_id=event.user_id, via=via, channel_kind=kind)
        tell_if_need_be(desk, event.user_id, outcome, again_with(said, kind), **where)
    except Unclear as question:
        tell_person(desk, event.user_id, str(question), **where)


def edit(desk: Desk, event: Edited) -> Answer:
    edited(desk, event.channel_id, event.ts, desk.reader.mask(words_of(desk, event.text)), event.user_id)
    return NOTHING


def delete(desk: Desk, event: Deleted) -> Answer:
    deleted(desk, event.channel_id, event.ts)
    return NOTHING
