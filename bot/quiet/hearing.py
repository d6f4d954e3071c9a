"""A first look at what people say: is there a word that the other side may not know?

Noticing is pure and takes microseconds. When it finds nothing, nothing is written; when it finds something, a
notice is, and the thread is looked at before the message gets its book.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.channels import channel_name_of
from bot.company import Company
from bot.people import People
from bot.quiet.places import is_direct, is_ours_alone, opted_in, speaking_side
from bot.requests.talking import Spoken
from bot.toolkit import Desk
from db.kinds import NoticeKind
from db.outbox import Notice, enqueue
from glossary.concepts import Source
from glossary.model import other_side
from glossary.quiet.feedback import after_votes
from glossary.quiet.touches import is_day_full, touch_in
from glossary.shelf import Words
from glossary.spotting import Noticed, places_in, spot


def may_hold_words(people: People, words: Words, spoken: Spoken) -> bool:
    """Whether it is worth asking the database: a label of anything stands in it. Most messages hold none."""
    return speaking_side(people.get(spoken.user_id)) is not None and bool(
        places_in(spoken.text, words.lexicon)
    )


def is_worth_hearing(
    source: Source, company: Company, people: People, words: Words, spoken: Spoken, now: datetime
) -> bool:
    """For what is said in a channel outside of requests: did the channel opt in, and is a word noticed?"""
    return opted_in(source, company, spoken.channel_id) and _may_be_touched(
        source, people, words, spoken, now
    )


def hear_quietly(desk: Desk, spoken: Spoken) -> None:
    """What a person said where the bot listens anyway. Never in direct messages: there the other side reads
    a copy, and the copy is looked at."""
    if not is_direct(spoken.channel_id) and _may_be_touched(
        desk.unit, desk.people, desk.words, spoken, desk.now
    ):
        _look_closer(desk, spoken.channel_id, spoken.ts, spoken.thread_ts, spoken.channel_id, spoken.ts)


def hear_copy(desk: Desk, notice: Notice, channel_id: str, ts: str, thread_ts: str | None) -> None:
    """Words that were carried into the other thread: the copy is what the other side reads there.

    What is carried to the asker was pointed at and is fetched for it, so its words are looked at then.
    """
    detail = notice.detail
    if detail.get("text") is not None:
        spoken = Spoken(channel_id, ts, thread_ts, detail["author_id"] or "", detail["text"])
        if not noticed_in(desk.unit, desk.people, desk.words, spoken):
            return
    if thread_ts is not None and touch_in(desk.unit, channel_id, thread_ts) is None:
        _look_closer(desk, channel_id, ts, thread_ts, detail["source_channel"], detail["source_ts"])


def noticed_in(
    source: Source, people: People, words: Words, spoken: Spoken, thread: Sequence[str] = ()
) -> tuple[Noticed, ...]:
    """The words of the speaker's side in their message that the other side may not know, and that the people
    of this channel have not voted away. `thread`: what was said before, each "side: words"."""
    side = speaking_side(people.get(spoken.user_id))
    if side is None:
        return ()
    found = spot(
        spoken.text,
        words.lexicon,
        reader=other_side(side),
        author=side,
        channel=channel_name_of(source, spoken.channel_id) or "",
        thread=thread,
    )
    theirs = tuple(one for one in found if one.entry.home == side)
    return after_votes(source, theirs, spoken.text, spoken.channel_id)


def _may_be_touched(source: Source, people: People, words: Words, spoken: Spoken, now: datetime) -> bool:
    return (
        bool(noticed_in(source, people, words, spoken))
        and is_ours_alone(source, spoken.channel_id)
        and touch_in(source, spoken.channel_id, spoken.thread_ts or spoken.ts) is None
        and not is_day_full(source, spoken.channel_id, now)
    )


def _look_closer(
    desk: Desk, channel_id: str, ts: str, thread_ts: str | None, source_channel: str, source_ts: str
) -> None:
    """One after the other in a channel, so that two threads at once do not go beyond its day."""
    enqueue(
        desk.unit,
        NoticeKind.WORDS_NOTICED,
        lane=f"quiet:{channel_id}",
        now=desk.now,
        channel_id=channel_id,
        ts=ts,
        thread_ts=thread_ts,
        source_channel=source_channel,
        source_ts=source_ts,
    )
