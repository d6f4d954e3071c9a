"""All labels, compiled once for looking up: the folded words of every form of every label in one table."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from glossary.model import CaseRule, Entry, Label
from glossary.spotting.forms import forms_of
from glossary.spotting.meanings import HERE, NO_CLUES, Clues, Meaning, clues, meaning_of, merged
from glossary.spotting.ordinary import is_ordinary, ordinary_words
from glossary.words import Token, fold, tokens

_SHORT = 4  # letters; longer acronyms are seldom everyday words in small letters


@dataclass(frozen=True, slots=True)
class Form:
    """One way in which one label of one entry is written."""

    entry: Entry
    label: Label
    meaning: Meaning
    change: str  # "", "plural", "verb" or "closed": what was done to the label's last word
    exact: tuple[str, ...] = ()  # the words as they must be written; empty: in any case
    or_upper: bool = False

    def is_written(self, found: Sequence[Token], *, shouting: bool) -> bool:
        """Whether the case is right. In a message in capitals, capitals tell nothing."""
        if not self.exact:
            return True
        if shouting:
            return False
        texts = tuple(_plain(token.text) for token in found)
        if self.change == "plural":
            cut = len(texts[-1]) - len(self.exact[-1])
            if cut < 1 or not texts[-1][-cut:].islower():
                return False
            texts = (*texts[:-1], texts[-1][:-cut])
        return texts == self.exact or (self.or_upper and texts == tuple(word.upper() for word in self.exact))


class Lexicon:
    """What `spot` looks words up in. Looking up takes the same time however many labels there are.

    Compiling takes about 50 µs a label; do it when entries change, not for each message.
    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._forms: dict[str, tuple[Form, ...]] = {}
        self._longest: dict[str, int] = {}
        for entry in entries:
            if entry.kind == "term":
                signals, preferred = clues(entry.signals), fold(entry.preferred.text)
                for label in entry.labels:
                    self._add(entry, label, preferred, signals)

    def forms(self, key: str) -> tuple[Form, ...]:
        """Of folded words with one space between them."""
        return self._forms.get(key, ())

    def longest(self, first: str) -> int:
        """How many words the longest label has that begins with this one; 0 when none does."""
        return self._longest.get(first, 0)

    def __contains__(self, key: object) -> bool:
        return key in self._forms

    def _add(self, entry: Entry, label: Label, preferred: str, signals: Clues) -> None:
        if label.kind == "hidden" and is_ordinary(label.text):
            return  # kept for those who look it up; in a message it is only words
        written = tokens(label.text)
        words = tuple(token.norm for token in written)
        if not words:
            return
        meaning = _meaning(entry, label, " ".join(words), preferred, signals)
        is_exact = label.case != "any" or meaning.is_exact
        texts = tuple(_plain(token.text) for token in written) if is_exact else ()
        or_upper = label.case == "exact_or_upper"
        made: dict[str, Form] = {}
        for key, change in forms_of(words, is_ordinary=meaning.how != "open", is_exact=is_exact):
            if change not in made:
                made[change] = Form(entry, label, meaning, change, texts, or_upper)
            self._keep(key, made[change])

    def _keep(self, key: str, form: Form) -> None:
        held = self._forms.get(key, ())
        for other in held:
            if other.entry is form.entry and (not other.exact or other.exact == form.exact):
                if form.change or not other.change:
                    return
                held = tuple(each for each in held if each is not other)  # as written beats made up
        self._forms[key] = (*held, form)
        first, _, rest = key.partition(" ")
        count = rest.count(" ") + 2 if rest else 1
        if count > self._longest.get(first, 0):
            self._longest[first] = count


def natural_case(text: str) -> CaseRule:
    """The rule for a label of which nothing else is known.

    Capitals count where the same letters are an everyday word: IT, US, MAP, "A record"; not in API, DNS, CMS.
    """
    words = tokens(text)
    is_short_acronym = len(words) == 1 and text.isupper() and len(text) <= _SHORT
    has_lone_capital = len(words) > 1 and any(len(word.text) == 1 and word.text.isupper() for word in words)
    return "exact" if (is_short_acronym or has_lone_capital) and is_ordinary(text) else "any"


def _meaning(entry: Entry, label: Label, folded: str, preferred: str, signals: Clues) -> Meaning:
    """General knowledge of the label and what the entry says of it, together."""
    against = _against(entry, folded) if entry.never_in else NO_CLUES
    known = meaning_of(folded, entry.home, preferred)
    if known is not None:
        # An entry's clues are thought out for its first label; a further ordinary word has clues of its own.
        own = signals if label is entry.preferred or known.how == "context" else NO_CLUES
        if own is NO_CLUES and against is NO_CLUES:
            return known
        return replace(
            known,
            speaks_for=merged(known.speaks_for, own),
            speaks_against=merged(known.speaks_against, against),
        )
    if folded.rstrip("s").isdigit():
        return Meaning("open", signals, against)  # what stands around a number is judged by rules of its own
    is_everyday = label.case == "any" and folded in ordinary_words()
    is_loose = label.is_common or label.noticing == "ask" or is_everyday
    return Meaning("context" if is_loose else "open", signals, against)


def _against(entry: Entry, folded: str) -> Clues:
    """ "lead time" speaks against "lead" right where it stands, "press release" against "PR" nearby."""
    written = []
    for phrase in entry.never_in:
        padded = f" {fold(phrase)} "
        written.append(padded.replace(f" {folded} ", f" {HERE} ", 1).strip())
    return clues(written)


def _plain(text: str) -> str:
    if text.isascii():
        return text.replace("&amp;", "&")
    return unicodedata.normalize("NFKC", text).replace("&amp;", "&").replace("’", "'")
