"""A rough key under which the forms of one word meet, and lists of words written as text."""

from __future__ import annotations


def listed(text: str) -> frozenset[str]:
    """The words of a text, whatever blanks stand between them."""
    return frozenset(text.split())


_KEPT = listed(  # an s or an ending that is none
    """
    news this has was is its yes us bus gas plus less always sms dns css aws ios https tls cls cors roas ops
    analytics sales goods thus status access address process business js class gps sas os ms s3 ics
    """
)


def stem(word: str) -> str:
    """ "merged", "merging", "merges" → "merg". Right often enough to compare words, not to be shown."""
    if len(word) < 4 or word in _KEPT or not word.isalpha():
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("ing") and len(word) > 5:
        return _single(word[:-3])
    if word.endswith("ed") and len(word) > 4:
        return _single(word[:-2])
    if word.endswith("s") and not word.endswith("ss"):
        word = word[:-1]
    return word.removesuffix("e") if len(word) > 4 else word


def stems(text: str) -> frozenset[str]:
    """Of the words of a text."""
    return frozenset(stem(word) for word in text.split())


def _single(word: str) -> str:
    """ "logg" → "log", but "install" stays."""
    if len(word) > 3 and word[-1] == word[-2] and word[-1] in "bdgmnprt":
        return word[:-1]
    return word.removesuffix("e") if len(word) > 4 else word
