"""The buttons under an explanation, and those of the card of a word that nobody has explained yet."""

from __future__ import annotations

from bot.channels import is_shared_outside
from bot.explaining import core_of, explain, is_settled, look_up, other_meanings, want
from bot.requests.telling import tell_person
from bot.toolkit import Desk
from bot.wordbook import channel_for, require_reader, side_of, writer_of
from db.errors import NotAllowed, Unclear
from db.kinds import NoticeKind, WordFeedback, WordState
from db.outbox import enqueue
from glossary.model import Entry, Side, other_side
from glossary.opinions import note_opinion, note_unclear
from glossary.unknown import settling
from glossary.unknown.awaiting import wait_for
from glossary.unknown.counting import UnknownWord, norm_of, put_before_its_side, want_another
from handlers.answers import NOTHING, Answer
from handlers.commands.ask import open_view
from handlers.explaining import drawn, require_colleague, show
from handlers.names import ASK_OPENLY
from handlers.reading import Click
from handlers.views.blocks import actions, button, context, section
from handlers.views.explaining.answer import body, plain_line
from handlers.views.explaining.seat import Pressed, Seat, pressed
from handlers.views.explaining.several import others
from handlers.views.explaining.unexplained import same_as_form, waiting, wanted
from handlers.views.glossary.forms import propose_form
from handlers.views.message import Message
from handlers.views.text import escape

NO_WORD = "That's more than a word, or there's something in it that I don't keep. Ask for one word alone."


def explain_word(desk: Desk, click: Click) -> Answer:
    """Another entry, beside the one that they read."""
    require_colleague(click)
    seen = pressed(click.value, click.channel_id)
    message = drawn(desk, explain(desk, click.user_id, seen.slug), seen.seat)
    show(desk, click.user_id, message, **click.where)
    return NOTHING


def thanks(desk: Desk, click: Click) -> Answer:
    seen = pressed(click.value, click.channel_id)
    note_opinion(desk.unit, seen.slug, desk.alias(click.user_id, seen.slug), WordFeedback.CLEAR, desk.now)
    _say_instead(desk, click, seen, "Good, I'm glad that helped.")
    return NOTHING


def unclear(desk: Desk, click: Click) -> Answer:
    """Whoever keeps the entry is told, without a name; asking in the open is up to the reader."""
    require_colleague(click)
    seen = pressed(click.value, click.channel_id)
    entry = _entry(desk, click, seen)
    note_unclear(desk.unit, seen.slug, desk.alias(click.user_id, seen.slug), desk.now)
    sentence = "Thanks for telling me. I've passed it on to whoever keeps this entry, without your name."
    if seen.seat.is_among_others:
        offer = "Ask in the thread" if seen.seat.thread_ts else "Ask in the channel"
    else:
        offer = f"Ask in {channel_for(desk.company, _home_side(desk, click, entry))}"
    rows = [
        section(sentence),
        context("You can also ask in the open; your name stands beside the question then."),
        *actions(button(ASK_OPENLY, offer, seen.seat.value(seen.slug))),
    ]
    show(desk, click.user_id, Message(sentence, rows), **click.where)
    return NOTHING


def ask_openly(desk: Desk, click: Click) -> Answer:
    require_colleague(click)
    seen = pressed(click.value, click.channel_id)
    entry = _entry(desk, click, seen)
    if seen.seat.is_among_others:
        _post(desk, click, seen, question=True)
        sentence = "Your question is there now, and everybody can see it."
    else:
        side = _home_side(desk, click, entry)
        _post(desk, click, Pressed(seen.slug, Seat(), ""), question=True, side=side)
        sentence = (
            f"Your question is in {channel_for(desk.company, side)} now, and everybody there can see it."
        )
    tell_person(desk, click.user_id, escape(sentence), replace_original=True, **click.where)
    return NOTHING


def share(desk: Desk, click: Click) -> Answer:
    """Only where they are, and only where nobody of another company reads along."""
    require_colleague(click)
    seen = pressed(click.value, click.channel_id)
    _entry(desk, click, seen)
    if not seen.seat.is_among_others:
        raise Unclear("Nobody else reads here. Look the word up in the channel where you want to share it.")
    _post(desk, click, seen, question=False)
    where = "thread" if seen.seat.thread_ts else "channel"
    _say_instead(desk, click, seen, f"Shared in the {where}, with your name.")
    return NOTHING


def not_meant(desk: Desk, click: Click) -> Answer:
    require_colleague(click)
    seen = pressed(click.value, click.channel_id)
    entry = _entry(desk, click, seen)
    alias = desk.alias(click.user_id, seen.slug)
    note_opinion(desk.unit, seen.slug, alias, WordFeedback.WRONG_MEANING, desk.now)
    words = seen.words or entry.preferred.text
    hits = other_meanings(desk, click.user_id, seen.slug, words, click.channel_id)
    core = core_of(words)
    message = others(
        hits, side_of(desk, click.user_id), seen.seat, words, wanted=core if norm_of(core) else ""
    )
    show(desk, click.user_id, message, **click.where)
    return NOTHING


def want_word(desk: Desk, click: Click) -> Answer:
    """Asked for on purpose: its side sees the card at once, and not who asked."""
    word = _wanted(desk, click)
    if is_settled(desk.words, word):
        _replace(desk, click, _looked_up(desk, click))
        return NOTHING
    if word.state is WordState.COUNTED:
        word = put_before_its_side(desk.unit, word.norm, desk.now)
    _replace(desk, click, wanted(word))
    return NOTHING


def want_other(desk: Desk, click: Click) -> Answer:
    """They have read the meanings that there are, and mean none of them."""
    word = want_another(desk.unit, _wanted(desk, click).norm, desk.now)
    is_no_jargon = word.state is WordState.NOT_JARGON
    _replace(desk, click, _looked_up(desk, click) if is_no_jargon else wanted(word))
    return NOTHING


def tell_me(desk: Desk, click: Click) -> Answer:
    """Their name is kept beside the word until they were told, and seen by nobody."""
    word = _wanted(desk, click)
    if is_settled(desk.words, word):
        _replace(desk, click, _looked_up(desk, click))
        return NOTHING
    wait_for(desk.unit, word.norm, click.user_id, desk.now)
    _replace(desk, click, waiting(word))
    return NOTHING


def define(desk: Desk, click: Click) -> Answer:
    """A form; whoever sends it first has promised the word."""
    word = settling.get_undecided(desk.unit, click.value, writer_of(desk, click.user_id))
    about = {"norm": word.norm, "channel_id": click.channel_id, "thread_ts": click.thread_ts}
    side = side_of(desk, click.user_id)
    view = propose_form(desk.words, side, text=word.text, home=word.side, about=about)
    open_view(desk, click.user_id, click.trigger_id, view)
    return NOTHING


def same_as(desk: Desk, click: Click) -> Answer:
    word = settling.get_undecided(desk.unit, click.value, writer_of(desk, click.user_id))
    open_view(desk, click.user_id, click.trigger_id, same_as_form(word))
    return NOTHING


def not_jargon(desk: Desk, click: Click) -> Answer:
    settling.no_jargon(desk.unit, click.value, writer_of(desk, click.user_id), desk.now)
    return NOTHING


def _wanted(desk: Desk, click: Click) -> UnknownWord:
    """Counted as one who looks for it. Raises Unclear for what is no word."""
    require_colleague(click)
    word = want(desk, click.user_id, click.value)
    if word is None:
        raise Unclear(NO_WORD)
    return word


def _looked_up(desk: Desk, click: Click) -> Message:
    found = look_up(desk, click.user_id, click.value, click.channel_id)
    return drawn(desk, found, Seat(click.channel_id, click.thread_ts))


def _entry(desk: Desk, click: Click, seen: Pressed) -> Entry:
    """Raises NotAllowed for people of other companies, Missing for what is explained no more."""
    require_reader(desk.people, click.user_id)
    return explain(desk, click.user_id, seen.slug).entry


def _home_side(desk: Desk, click: Click, entry: Entry) -> Side:
    if entry.home != "shared":
        return entry.home
    return other_side(side_of(desk, click.user_id))


def _post(desk: Desk, click: Click, seen: Pressed, *, question: bool, side: Side | None = None) -> None:
    """Where they sit; with `side` in the channel of that side."""
    channel_id = seen.seat.channel_id
    if channel_id is not None and is_shared_outside(desk.unit, channel_id):
        raise NotAllowed(
            "People of another company read in this channel, so I keep our words out of it. "
            "Copy what you want them to know."
        )
    enqueue(
        desk.unit,
        NoticeKind.WORD_SHARED,
        lane=f"shared:{channel_id or side}",
        now=desk.now,
        slug=seen.slug,
        user_id=click.user_id,
        channel_id=channel_id,
        thread_ts=seen.seat.thread_ts,
        question=question,
        side=side,
    )


def _replace(desk: Desk, click: Click, message: Message) -> None:
    said = {"blocks": message.blocks, "replace_original": True}
    tell_person(desk, click.user_id, message.text, **said, **click.where)


def _say_instead(desk: Desk, click: Click, seen: Pressed, sentence: str) -> None:
    """In the place of the explanation, whose text stays and whose buttons go."""
    entry = desk.words.entry(seen.slug)
    side = side_of(desk, click.user_id)
    shown = body(entry, side) if entry else []
    text = f"{plain_line(entry, side)} {sentence}" if entry else sentence
    _replace(desk, click, Message(text, [*shown, context(sentence)]))
