"""Labels that look like what was typed (RapidFuzz).

A short word has too many neighbours for any to be an answer (SSO, SSL, SEO); a longer one is answered when
one label is very like it and no other comes near. Measured: "singel sign on" is .96 like "single sign on" and
.70 like the next; WRatio would call CDM and CD nine tenths alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rapidfuzz import process
from rapidfuzz.distance import OSA, JaroWinkler

from glossary.finding.index import Index, Spoken
from glossary.finding.stems import key

LONGEST_SHORT = 4  # characters; never answered by likeness
ALIKE, MARGIN = 0.93, 0.05  # Jaro-Winkler
WORTH_A_QUESTION = 0.84
LONGEST = 80  # characters; as long as a label may be
_LOOKED_AT = 24  # labels


def lookalikes(typed: str, index: Index) -> list[tuple[Spoken, float]]:
    """Entries by likeness of their likest label, each once. `typed` is a key."""
    if not typed or len(typed) > LONGEST:
        return []
    if len(typed.replace(" ", "")) <= LONGEST_SHORT:
        return list(_one_change_away(typed, index))
    found = process.extract(
        typed,
        index.sorted_keys,
        scorer=JaroWinkler.similarity,
        score_cutoff=WORTH_A_QUESTION,
        limit=_LOOKED_AT,
    )
    return list(_by_entry(((label, score) for label, score, _ in found), index))


def is_answer(typed: str, alike: list[tuple[Spoken, float]]) -> bool:
    """The first of them is sure enough to be given as the answer."""
    if not alike or len(typed.replace(" ", "")) <= LONGEST_SHORT:
        return False
    next_best = alike[1][1] if len(alike) > 1 else 0.0
    return alike[0][1] >= ALIKE and alike[0][1] - next_best >= MARGIN


def shown_label(typed: str, found: Spoken, index: Index) -> str:
    """Of the entry's labels the one to name: the likest, but never a misspelling."""
    labels = [label.text for label in index.entry(found.place).labels if label.kind != "hidden"]
    return max(labels, key=lambda text: JaroWinkler.similarity(typed, key(text)))


def _one_change_away(typed: str, index: Index) -> Iterator[tuple[Spoken, float]]:
    """Of nearly the same length, one letter added, left out, changed or swapped with its neighbour."""
    if len(typed) < 2:
        return
    found = process.extract(typed, index.sorted_keys, scorer=OSA.distance, score_cutoff=1, limit=_LOOKED_AT)
    ranked = sorted(found, key=lambda each: _oddness(typed, each[0]))
    yield from _by_entry(((label, 1 - distance / len(typed)) for label, distance, _ in ranked), index)


def _oddness(typed: str, label: str) -> tuple[bool, bool, str]:
    """Swapped letters are the likeliest slip, then a changed one; the first letter is seldom wrong."""
    return sorted(typed) != sorted(label), typed[0] != label[0], label


def _by_entry(labels: Iterable[tuple[str, float]], index: Index) -> Iterator[tuple[Spoken, float]]:
    seen: set[int] = set()
    for label, score in labels:
        for spoken in index.by_key[label]:
            if spoken.place not in seen:
                seen.add(spoken.place)
                yield spoken, score
