"""The key of a word, and of the word behind its endings, so that "shared logins" meets "share a login"."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from glossary.words import fold

_VOWELS = frozenset("aeiouy")
_HISSING = ("xes", "zes", "ches", "shes")
_SHORTEST_PLURAL = 4  # letters: "apis" is one of "api", "dns" is not one of "dn"
_SHORTEST_ROOT = 3


def key(text: str) -> str:
    """`fold`, and no accents: people leave them out."""
    return bare(fold(text))


def bare(folded: str) -> str:
    """Folded words without their accents."""
    if folded.isascii():
        return folded
    parts = unicodedata.normalize("NFD", folded)
    return unicodedata.normalize("NFC", "".join(mark for mark in parts if not unicodedata.combining(mark)))


def form(folded: str) -> str:
    """The key of a whole label or query, each word without its endings."""
    return " ".join(stem(word) for word in folded.split())


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """A folded word without its English endings: plural, -ing, -ed. Not a word itself; only for comparing."""
    if not (word.isascii() and word.isalpha()):
        return word
    root = _without_plural(word)
    for ending in ("ing", "ed"):
        rest = root.removesuffix(ending)
        if rest != root and len(rest) >= _SHORTEST_ROOT and _VOWELS & set(rest):
            root = rest
            if len(root) > _SHORTEST_ROOT and root[-1] == root[-2] and root[-1] not in "aeiolsz":
                root = root[:-1]  # "shipping" → "ship"; "calling" → "call"
            break
    if len(root) > _SHORTEST_ROOT + 1 and root[-1] == "e":
        root = root[:-1]
    return f"{root[:-1]}i" if len(root) > _SHORTEST_ROOT and root[-1] == "y" else root


def _without_plural(word: str) -> str:
    if (
        len(word) < _SHORTEST_PLURAL
        or word[-1] != "s"
        or (word.endswith(("ss", "us", "is")) and len(word) > 4)
    ):
        return word
    if word.endswith("ies") and len(word) > _SHORTEST_PLURAL:
        return f"{word[:-3]}y"
    return word[:-2] if word.endswith(_HISSING) else word[:-1]
