"""The forms in which a label is written: plurals, verb forms, compounds, both spellings of -ise.

They are made once, when the lexicon is compiled, so that noticing looks each word up only once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from glossary.spotting.stems import listed

# Labels that are said as verbs, and verbs with which labels begin ("roll back", "purge the cache").
VERBS = listed(
    """
    deploy merge revert rebase commit patch release cache push migrate escalate provision deprecate
    rotate encrypt hash propagate dedupe upsert debug refactor minify hydrate reproduce retry throttle
    allowlist whitelist blocklist blacklist enrol enroll freeze index query join roll fail time purge
    bust invalidate warm opt retarget enrich suppress segment tag gate convert attribute churn nurture
    syndicate personalise sunset trace log monitor phish pseudonymise anonymise failover rollback
    timeout back spin ship flag redirect host restore queue batch block escalate noindex crawl lazy-load
    reindex reactivate win pull boost cap upload authenticate sandbox containerise replicate
    """
)
_AGAIN = listed(
    """
    deploy merge index release target
    """
)
_IRREGULAR = {
    "win": ("won", "winning"),
    "spin": ("spun", "spinning"),
    "freeze": ("froze", "frozen", "freezing"),
}
_SHORTEST_ACTION = 8  # letters: "syndication" is also said as "syndicate"
_NO_ACTION = listed(
    """
    reactivation documentation automation information application
    """
)
_ARTICLES = ("", "the", "a", "our", "your", "their", "that", "this", "my", "these", "those", "all")
_ISE = re.compile(r"is(e[sd]?|ing|ations?)$")
_IZE = re.compile(r"iz(e[sd]?|ing|ations?)$")
_VOWELS = "aeiou"


def forms_of(words: tuple[str, ...], *, is_ordinary: bool, is_exact: bool) -> Iterator[tuple[str, str]]:
    """Pairs of a key and what was done to the last word: "", "plural", "verb" or "closed" (no space left).

    `words` are folded. A label that counts only as it is written takes no forms but the plural.
    """
    for variant in _with_articles(words):
        *before, last = variant
        head = "".join(f"{word} " for word in before)
        yield head + last, ""
        for plural in plurals(last):
            yield head + plural, "plural"
        if is_exact:
            continue
        for other in _spellings(last):
            yield head + other, ""
        for form in _verb_forms(variant, is_ordinary=is_ordinary):
            yield form, "verb"
    if not is_exact and len(words) == 2 and all(word.isalpha() and len(word) > 2 for word in words):
        yield "".join(words), "closed"
        for plural in plurals(words[1]):
            yield words[0] + plural, "closed"


def plurals(word: str) -> Iterator[str]:
    """ "api" → "apis", "query" → "queries", "404" → "404s"."""
    if not word[-1:].isalnum() or word.endswith("s"):
        return
    if word.endswith(("x", "ch", "sh", "z")):
        yield word + "es"
    elif word.endswith("y") and word[-2:-1] not in _VOWELS and word.isalpha() and len(word) > 3:
        yield word[:-1] + "ies"
    else:
        yield word + "s"


def _with_articles(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """ "purge the cache" is also said with "our", "your" or nothing."""
    if "the" not in words[1:-1] or words[0] not in VERBS:
        yield words
        return
    at = words.index("the", 1)
    for article in _ARTICLES:
        yield (*words[:at], *([article] if article else []), *words[at + 1 :])


def _spellings(word: str) -> Iterator[str]:
    if _ISE.search(word):
        yield _ISE.sub(r"iz\1", word)
    elif _IZE.search(word):
        yield _IZE.sub(r"is\1", word)


def _verb_forms(words: tuple[str, ...], *, is_ordinary: bool) -> Iterator[str]:
    first, rest = words[0], words[1:]
    if rest:
        if first in VERBS:
            tail = " ".join(rest)
            yield from (f"{form} {tail}" for form in conjugated(first))
        return
    is_plain_word = first.isalpha() and first.isascii() and len(first) > 4
    if first in VERBS or (is_plain_word and not is_ordinary):
        yield from conjugated(first)
    if first.endswith("ation") and len(first) > _SHORTEST_ACTION and first not in _NO_ACTION:
        action = first[:-5] + "e" if first.endswith(("isation", "ization")) else first[:-3] + "e"
        yield from (action, *conjugated(action))
    if first in _AGAIN:
        for form in (first, *conjugated(first)):
            yield f"re{form}"
            yield f"re {form}"


def conjugated(verb: str) -> Iterator[str]:
    """ "merge" → merges, merged, merging; "commit" → committed, committing. Made-up forms do no harm."""
    if verb.endswith(("ed", "ing", "s")) or not verb.isalpha():
        return
    yield from plurals(verb)
    stem = verb[:-1] if verb.endswith("e") else verb
    if verb in _IRREGULAR:
        yield from _IRREGULAR[verb]
        return
    if verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        yield verb[:-1] + "ied"
        yield verb + "ing"
        return
    if len(verb) > 2 and verb[-1] in "bdgklmnprt" and verb[-2] in _VOWELS and verb[-3] not in _VOWELS:
        yield from (f"{verb}{verb[-1]}ed", f"{verb}{verb[-1]}ing")
    yield from (f"{stem}ed", f"{stem}ing")
    yield from (f"{stem}en", f"{stem}e", f"ge{stem}t", f"ge{stem}ed")  # as German offices say it: "gemergt"
