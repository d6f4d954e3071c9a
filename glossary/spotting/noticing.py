"""Noticing: which words of a message does this reader have explained? Pure: no clock, no rows, no network."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from glossary.model import Entry, Label, Side
from glossary.spotting.known import is_asked, is_declined, is_explained, wants_no_help
from glossary.spotting.lexicon import Lexicon
from glossary.spotting.masking import masked
from glossary.spotting.matching import Place, places_at
from glossary.spotting.senses import Evidence, Sense, decided, senses_at
from glossary.spotting.surroundings import Message
from glossary.words import fold


@dataclass(frozen=True)
class Noticed:
    """A word as it stands in the message: `text[start:end]`.

    `others`: further meanings that it may well have here; empty where the meaning is clear.
    """

    entry: Entry
    label: Label
    start: int
    end: int
    others: tuple[Entry, ...] = ()


def spot(
    text: str,
    lexicon: Lexicon,
    *,
    reader: Side,
    author: Side | None = None,
    channel: str = "",
    thread: Sequence[str] = (),
    on_demand: bool = False,
) -> tuple[Noticed, ...]:
    """The words to explain, in the order in which they stand, each meaning once. Linear in the text's length.

    By itself it returns only jargon of the other side that nobody has explained here and whose meaning is
    clear. On demand it returns every word that the reader may not know, also those with several meanings and
    those of both sides, and reads what is quoted. `author` is the writer's side, `channel` the channel's name
    and topic, `thread` what was said before, oldest first; an item may begin with its author ("it: …").
    """
    if not on_demand and wants_no_help(text):
        return ()
    message = Message(masked(text, lexicon.__contains__, with_quotes=on_demand), [channel] if channel else [])
    settled = _settled_in(thread, lexicon) if thread and not on_demand else frozenset()
    found: dict[str, Noticed] = {}
    for place, senses in _read(message, lexicon, fold(channel).split(), author):
        noticed = _noticed(message, place, senses, reader, on_demand=on_demand)
        if noticed is None or noticed.entry.slug in found or noticed.entry.slug in settled:
            continue
        if not on_demand and _is_known(message, noticed):
            settled |= {noticed.entry.slug}
            continue
        found[noticed.entry.slug] = noticed
    return tuple(found.values())


def places_in(text: str, lexicon: Lexicon) -> tuple[tuple[int, int], ...]:
    """Where labels stand in a text, whatever they mean there: the longest at each place, in order."""
    message = Message(masked(text, lexicon.__contains__))
    return tuple(
        (message.tokens[place.first].start, message.tokens[place.last].end)
        for place in _longest(message, lexicon)
    )


def _longest(message: Message, lexicon: Lexicon) -> Iterator[Place]:
    at = 0
    while at < len(message.tokens):
        place = next(places_at(message, lexicon, at), None)
        if place is not None:
            yield place
        at = place.last + 1 if place else at + 1


def _read(
    message: Message, lexicon: Lexicon, channel: list[str], author: Side | None
) -> Iterator[tuple[Place, list[Sense]]]:
    """Each place that holds jargon, with what it may mean. What is none here leaves its words to others."""
    evidence = Evidence(message, _longest(message, lexicon), channel)
    at = 0
    while at < len(message.tokens):
        following = at + 1
        for place in places_at(message, lexicon, at):
            senses = senses_at(message, place, evidence, author)
            if senses:
                yield place, senses
                following = place.last + 1
                break
        at = following


def _noticed(
    message: Message, place: Place, senses: list[Sense], reader: Side, *, on_demand: bool
) -> Noticed | None:
    """What the reader needs of a place; None where it is their own word, or not worth a word."""
    is_clear = decided(senses)
    if not is_clear and not on_demand:
        return None
    offered = senses[:1] if is_clear else senses
    needed = [sense for sense in offered if _needs(sense, reader, on_demand=on_demand)]
    if not needed:
        return None
    chosen = needed[0]
    others = tuple(sense.form.entry for sense in offered if sense is not chosen)
    start, end = message.tokens[place.first].start, message.tokens[place.last].end
    return Noticed(chosen.form.entry, chosen.form.label, start, end, others)


def _needs(sense: Sense, reader: Side, *, on_demand: bool) -> bool:
    home, noticing = sense.form.entry.home, sense.form.label.noticing
    if home == reader:
        return False
    return on_demand or (home != "shared" and noticing != "never")


def _is_known(message: Message, noticed: Noticed) -> bool:
    text = message.text
    if is_declined(text, noticed.start) or is_explained(text, noticed.start, noticed.end):
        return True
    return _is_spelt_out(message, noticed)


def _is_spelt_out(message: Message, noticed: Noticed) -> bool:
    """ "content delivery network (CDN)": what the letters stand for is written beside them."""
    stands_for = fold(noticed.entry.stands_for)
    if " " not in stands_for:
        return False
    line = f" {' '.join(message.norms)} "
    short = {fold(label.text) for label in noticed.entry.labels} - {stands_for}
    return any(f" {stands_for} {label} " in line or f" {label} {stands_for} " in line for label in short)


def _settled_in(thread: Sequence[str], lexicon: Lexicon) -> frozenset[str]:
    """Slugs of what was explained earlier in the thread."""
    settled: set[str] = set()
    for number, said in enumerate(thread, 1):
        message = Message(masked(said, lexicon.__contains__, with_quotes=True))
        for place in _longest(message, lexicon):
            start, end = message.tokens[place.first].start, message.tokens[place.last].end
            is_answered = number < len(thread) and is_asked(message.text, start)
            if is_answered or is_explained(message.text, start, end) or is_declined(message.text, start):
                settled.update(form.entry.slug for form in place.forms)
    return frozenset(settled)
