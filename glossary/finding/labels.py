"""Labels that are what was asked, begin like it, hold its words, or stand among them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from glossary.finding.asking import Asked
from glossary.finding.index import Index, Spoken, squeezed_key
from glossary.finding.small_words import SMALL_WORDS
from glossary.finding.stems import form
from glossary.finding.values import Tier

SHORTEST_BEGINNING = 2  # characters
MOST_LABELS = 2000  # that a beginning is completed to; a bound for any glossary
_SHOWN = 60  # characters of what people wrote


@dataclass(frozen=True)
class Candidate:
    place: int  # of the entry in the index
    tier: Tier
    why: str
    label: str = ""  # the key by which it was found
    score: float = 0.0  # within its tier, before everything else


def labels_meant(asked: Asked, index: Index) -> list[Candidate]:
    """All entries that have what was asked as a label: the widest part of the query that is one.

    Small words are peeled off the ends ("what is a CNAME?"), but not where the whole is a label ("on call").
    """
    for start, end in asked.cores():
        written = asked.written(start, end)
        is_whole = end - start == len(asked.keys)
        found = _by_label(asked.key_of(start, end), written, index)
        if not is_whole and end - start == 1 and asked.keys[start] in SMALL_WORDS:
            found = [each for each in found if each.tier is Tier.EXACT and written != written.casefold()]
        if found:
            return found
    return []


def labels_near(asked: Asked, index: Index) -> Iterator[Candidate]:
    """Labels that begin with the words, or hold them all in any order; the last one may be a beginning."""
    for start, end in _whole_and_narrowest(asked):
        typed = asked.key_of(start, end)
        shown = _shown(asked.written(start, end))
        if len(typed) >= SHORTEST_BEGINNING:
            for label in islice(_beginning_with(typed, index.sorted_keys), MOST_LABELS):
                yield from _beginnings(index, label, typed, shown)
            for label in _holding(asked.keys[start:end], index):
                for spoken in index.by_key[label]:
                    yield Candidate(spoken.place, Tier.WORDS, _holds(spoken, shown), spoken.key)


def labels_within(asked: Asked, index: Index) -> Iterator[Candidate]:
    """Labels among the words, the longest at each place, none inside another."""
    place, count = 0, len(asked.keys)
    while place < count:
        width = next(_widths(asked, place, min(index.longest_label, count - place), index), 0)
        if width:
            written = asked.written(place, place + width)
            for spoken in _spoken(asked.key_of(place, place + width), written, index):
                why = f"your words mention “{_shown(written)}”"
                # The longer a label, the surer it is meant; an ordinary word may be just that.
                score = 0.0 if spoken.label.is_common else float(width)
                yield Candidate(spoken.place, Tier.WITHIN, why, spoken.key, score)
        place += width or 1


def _by_label(typed: str, written: str, index: Index) -> list[Candidate]:
    found = [_candidate(spoken, written) for spoken in index.by_key.get(typed, ())]
    if any(each.tier is not Tier.HIDDEN for each in found):
        return found
    squeezed = index.by_squeezed.get(squeezed_key(typed), ())
    found += [Candidate(each.place, Tier.HIDDEN, _as_written(written), each.key) for each in squeezed]
    if found:
        return found
    forms = _forms(typed, written, index)
    why = f"“{_shown(written)}” is a form of it"
    return [Candidate(each.place, Tier.FORM, why, each.key) for each in forms]


def _candidate(spoken: Spoken, written: str) -> Candidate:
    tier = Tier.EXACT if spoken.label.text == written and spoken.tier is not Tier.HIDDEN else spoken.tier
    return Candidate(spoken.place, tier, _why(spoken, written), spoken.key)


def _why(spoken: Spoken, written: str) -> str:
    if spoken.is_expansion:
        return f"short for {spoken.label.text}"
    if spoken.label.kind == "preferred":
        return "that is its name"
    if spoken.label.kind == "hidden":
        return _as_written(written)
    return (
        f"{spoken.label.text} for short"
        if spoken.label.kind == "acronym"
        else f"also known as {spoken.label.text}"
    )


def _as_written(written: str) -> str:
    return f"you wrote “{_shown(written)}”"


def _beginnings(index: Index, label: str, typed: str, shown: str) -> Iterator[Candidate]:
    """Whole words before pieces of words, and the name of an entry before its other labels."""
    for spoken in index.by_key[label]:
        if spoken.tier is Tier.HIDDEN:
            continue
        is_name = spoken.label.kind == "preferred"
        why = f"begins with “{shown}”" if is_name else f"also known as {spoken.label.text}"
        score = 2.0 * label.startswith(f"{typed} ") + is_name
        yield Candidate(spoken.place, Tier.PREFIX, why, spoken.key, score)


def _holds(spoken: Spoken, shown: str) -> str:
    if spoken.label.kind in ("preferred", "hidden"):
        return f"has “{shown}” in its name"
    return f"also known as {spoken.label.text}"


def _whole_and_narrowest(asked: Asked) -> list[tuple[int, int]]:
    """The query as it stands, and without the small words at its ends."""
    narrowest = asked.peeled()
    return [(0, len(asked.keys)), *([narrowest] if narrowest != (0, len(asked.keys)) else [])]


def _beginning_with(typed: str, ordered: Sequence[str]) -> Iterator[str]:
    """Those of sorted texts that begin with `typed` and are longer."""
    for place in range(bisect_left(ordered, typed), len(ordered)):
        if not ordered[place].startswith(typed):
            return
        if ordered[place] != typed:
            yield ordered[place]


def _holding(words: Sequence[str], index: Index) -> list[str]:
    """Keys of labels with all the words; of the last one, its beginning is enough."""
    *whole, last = words
    if SMALL_WORDS.issuperset(words):
        return []
    endings = [last]
    if (
        whole or len(last) > SHORTEST_BEGINNING
    ):  # two letters are the beginning of a word in every tenth label
        endings += islice(_beginning_with(last, index.sorted_words), MOST_LABELS)
    found = {label for word in endings for label in index.by_word.get(word, ())}
    for word in whole:
        found &= set(index.by_word.get(word, ()))
    return sorted(found)[:MOST_LABELS]


def _widths(asked: Asked, place: int, most: int, index: Index) -> Iterator[int]:
    for width in range(most, 0, -1):
        if width == 1 and asked.keys[place] in SMALL_WORDS and not _is_meant(asked, place, index):
            return
        written = asked.written(place, place + width)
        if _spoken(asked.key_of(place, place + width), written, index):
            yield width


def _is_meant(asked: Asked, place: int, index: Index) -> bool:
    """A small word is a label only as it is written there, in capitals among other words: IT, OR."""
    written = asked.written(place, place + 1)
    labels = (spoken.label.text for spoken in index.by_key.get(asked.keys[place], ()))
    return written.isupper() and not asked.text.isupper() and written in labels


def _spoken(typed: str, written: str, index: Index) -> Sequence[Spoken]:
    return index.by_key.get(typed, ()) or _forms(typed, written, index)


def _forms(typed: str, written: str, index: Index) -> Sequence[Spoken]:
    """Labels of which this is a form. Short words bend only where capitals show it: PRs."""
    if written.endswith("s") and written[:-1].isupper():
        return index.by_key.get(typed[:-1], ())
    return index.by_form.get(form(typed), ())


def _shown(written: str) -> str:
    plain = " ".join(written.split())
    return plain if len(plain) <= _SHOWN else f"{plain[: _SHOWN - 1]}…"
