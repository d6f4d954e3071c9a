"""Which meaning, if any, does a label have at its place? Clues speak for it and against it; no guess."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from glossary.model import Home, Side
from glossary.spotting.lexicon import Form
from glossary.spotting.matching import Place, in_compound
from glossary.spotting.meanings import Meaning
from glossary.spotting.numbers import is_number_of_things
from glossary.spotting.sides import LEANS, SPEAKS
from glossary.spotting.stems import listed, stems
from glossary.spotting.surroundings import NEAR, Message

_CLEARLY = 2.0  # the likelier sense must have this many times the other's score
_FEW_WORDS = 2  # general words of a side that together make a context
_VERB_FOLLOWS = listed(
    """
    to can could will would should shall must may might let lets let's please don't not never i we you
    they who i'll we'll you'll they'll i'd we'd you'd did do does didn't doesn't don't can't won't
    cannot couldn't gonna always just also help
    """
)
_OBJECT = listed(
    """
    the a an this that these those my your our his her their its me you us him them it something someone
    anything everything people some all any every
    """
)
_AFTER_VERB = listed(
    """
    to the a an us me you him them by our nowhere somewhere people visitors customers users everyone everybody
    """
)
_FUNCTION = listed(
    """
    and or but so is was are were be been being has have had will would can could should must may might
    do does did to of in on at by for from with without into onto off over under after before since
    until till as than then that which who when where while if because though again today tomorrow
    tonight yesterday now soon later already yet still only also too first i we you they he she it this
    there here not no please pls branch vs versus via per during around between against once broke
    breaks fails failed passes passed needs looks works worked runs ran goes went came comes gets got
    wears performs runs loads changes starts ends shows wins loses scores stays
    """
)
_PEOPLE = stems(
    """
    welcome intern interns dog cat puppy colleague colleagues birthday congrats congratulations baby
    joins joined wedding kitchen lunch holiday onboarding trainee named nickname pet kids married hired
    brother sister band wife husband uncle cousin buddy
    """
)
_NEAR_NAMES = 10  # words


@dataclass(frozen=True, slots=True)
class Sense:
    form: Form
    score: float
    is_sure: bool  # False: nothing speaks for it, it is only possible


class Evidence:
    """Where unmistakable jargon stands, and what the channel leans to."""

    def __init__(self, message: Message, places: Iterable[Place], channel: Iterable[str]) -> None:
        self._message = message
        self._jargon = [
            (place.first, place.last, place.forms[0].entry.slug, place.forms[0].entry.home)
            for place in places
            if _is_unmistakable(message, place)
        ]
        self._channel = frozenset(channel)

    def near(self, place: Place, home: Home) -> int:
        """How much of one side's jargon stands near, the place itself left out; each word once."""
        begin = bisect_left(self._jargon, (place.first - NEAR,))
        end = bisect_left(self._jargon, (place.first + NEAR + 1,))
        found = {
            slug
            for first, last, slug, side in self._jargon[begin:end]
            if side == home and (last < place.first or first > place.last)
        }
        words = self._message.around(place.first, place.last).stems & SPEAKS[home]
        return len(found) + (len(words) >= _FEW_WORDS)

    def channel_leans(self, home: Home) -> bool:
        return bool(self._channel & LEANS[home])


def senses_at(message: Message, place: Place, evidence: Evidence, author: Side | None) -> list[Sense]:
    """What may be meant, the likeliest first; empty where the label is an ordinary word or a name."""
    best: dict[str, Sense] = {}
    for form in place.forms:
        sense = _sense(message, place, form, evidence, author)
        if sense and (form.entry.slug not in best or sense.score > best[form.entry.slug].score):
            best[form.entry.slug] = sense
    return sorted(best.values(), key=lambda sense: -sense.score)


def decided(senses: list[Sense]) -> bool:
    """Whether the first of them is clearly meant."""
    if not senses or not senses[0].is_sure:
        return False
    return len(senses) == 1 or senses[0].score >= _CLEARLY * senses[1].score


def _sense(
    message: Message, place: Place, form: Form, evidence: Evidence, author: Side | None
) -> Sense | None:
    meaning = form.meaning
    if meaning.how == "never" or _is_other_use(message, place, form):
        return None
    window = message.around(place.first, place.last)
    words = window.words_of(meaning.speaks_for)
    phrases = message.phrases_of(meaning.speaks_for, place.first, place.last)
    near = evidence.near(place, form.entry.home)
    if _is_denied(message, place, meaning, words + 2 * phrases + min(near, 2)):
        return None
    if (
        not phrases
        and meaning.how != "open"
        and (in_compound(message, place) or _is_title(message, place, form))
    ):
        return None
    leans = evidence.channel_leans(form.entry.home)
    # Letters that stand for something are meant as their writer's side means them.
    is_own = author == form.entry.home and form.label.text.isupper()
    is_sure = is_own or _is_meant(meaning, words, phrases, near + leans)
    # Two senses of a word that is no everyday word ("PR") may be offered without any clue.
    if not is_sure and (len(place.forms) == 1 or form.label.is_common):
        return None
    score = words + 2.0 * phrases + min(near, 2) + leans + (author == form.entry.home)
    return Sense(form, score + (meaning.how == "open"), is_sure)


def _is_meant(meaning: Meaning, words: int, phrases: int, near: int) -> bool:
    if meaning.how == "open":
        return True
    if meaning.how == "both":
        return bool(words and phrases)
    return bool(words or phrases or (near and meaning.how == "context"))


def _is_denied(message: Message, place: Place, meaning: Meaning, support: int) -> bool:
    if message.phrases_of(meaning.speaks_against, place.first, place.last):
        return True
    against = message.around(place.first, place.last).words_of(meaning.speaks_against)
    return against > 0 and against >= support


def _is_other_use(message: Message, place: Place, form: Form) -> bool:
    """A verb where the noun is jargon, the first half of a compound, a number of things, somebody's name."""
    first, last, meaning = place.first, place.last, form.meaning
    if meaning.is_noun and _is_verb(message, place, form):
        return True
    if meaning.stands_alone and (following := message.next_word(last)) and following not in _FUNCTION:
        return not message.phrases_of(meaning.speaks_for, first, last, ahead=True)
    if first == last and message.norms[first].rstrip("s").isdigit():
        return is_number_of_things(message, first)
    return _is_somebody(message, place)


def _is_verb(message: Message, place: Place, form: Form) -> bool:
    before, after = message.word_before(place.first), message.next_word(place.last)
    if form.change == "plural":
        return after in _AFTER_VERB
    if form.change == "verb":
        return True
    starts = not before or before in ("and", "then", "or")
    return before in _VERB_FOLLOWS or (starts and after in _OBJECT)


def _is_title(message: Message, place: Place, form: Form) -> bool:
    """A capital where an ordinary word has none: "Rex from Build". German writes all its nouns so."""
    text = message.tokens[place.first].text
    if message.is_german or message.is_shouted or message.begins_sentence(place.first):
        return False
    return text[:1].isupper() and text[1:].islower() and form.label.text[:1].islower()


def _is_somebody(message: Message, place: Place) -> bool:
    """ "Docker the office dog": a capitalised word among words about people and pets."""
    text = message.tokens[place.first].text
    if place.first != place.last or not (text[:1].isupper() and text[1:].islower()):
        return False
    return bool(message.around(place.first, place.last, _NEAR_NAMES).stems & _PEOPLE)


def _is_unmistakable(message: Message, place: Place) -> bool:
    meaning = place.forms[0].meaning
    if message.norms[place.first][:1].isdigit():
        return False
    if meaning.how != "open" or len({form.entry.home for form in place.forms}) > 1:
        return False
    if message.phrases_of(meaning.speaks_against, place.first, place.last):
        return False
    return not message.around(place.first, place.last).words_of(meaning.speaks_against)
