"""Entries with everything that an entry may have, and generators of more."""

from __future__ import annotations

import string
import unicodedata
from typing import Any

from hypothesis import strategies as st

from glossary.exchange.entries import entry_from
from glossary.model import Entry

PLAIN: dict[str, Any] = {
    "slug": "cdn",
    "term": "CDN",
    "home": "it",
    "marketing": {"line": "Copies of the site near the people who read it."},
    "it": {"line": "Edge caches in front of the origin."},
}
FULL: dict[str, Any] = {
    "slug": "pull-request",
    "term": "pull request",
    "home": "it",
    "topic": "code",
    "also": ["PR", {"text": "MR", "case": "any", "ordinary": True}, "merge request", "odd | one [x]", "=1+1"],
    "hidden": ["pull requst"],
    "ordinary": False,
    "notice": "ask",
    "signals": ["merge", "branch"],
    "not_in": ["PR agency"],
    "marketing": {
        "line": "A change, shown for reading.",
        "why": "It goes live after that.",
        "example": "-20 %",
    },
    "it": {"line": "A branch up for review.", "why": "Marketers hear public relations.", "example": "@mia"},
    "related": ["cdn"],
    "confused_with": ["pr"],
    "link": "https://wiki.example/pr",
    "check_every": 90,
}
WHY: dict[str, Any] = {
    "slug": "why-not-shared-logins",
    "term": "shared logins",
    "home": "shared",
    "kind": "why_not",
    "marketing": {"line": "“Who did it?” has no answer; a key once given… stays given."},
    "it": {"line": "Größe, naïve, 日本語, emoji 🙂: kept."},
    "questions": ["why can't we share one login", "one password; for all?"],
}


def sample(**fields: Any) -> Entry:
    return entry_from({**PLAIN, **fields})


SAMPLES = (sample(), entry_from(FULL), entry_from(WHY))

TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=40),
    st.text("=+-@'\"|\\[]{}:,;#&*!%? ab\n", max_size=30),
).map(lambda text: text.strip() or "word")
SLUGS = st.lists(
    st.text(string.ascii_lowercase + string.digits, min_size=1, max_size=8), min_size=1, max_size=4
).map("-".join)
_CASES = st.sampled_from(["exact", "any", "exact_or_upper"])
_NOTICES = st.sampled_from(["yes", "ask", "never"])
_LABELS = st.one_of(
    TEXTS,
    st.fixed_dictionaries(
        {"text": TEXTS},
        optional={
            "case": _CASES,
            "ordinary": st.booleans(),
            "notice": _NOTICES,
            "acronym": st.booleans(),
        },
    ),
)
_WORDINGS = st.fixed_dictionaries({"line": TEXTS}, optional={"why": TEXTS, "example": TEXTS})


def _said(label: Any) -> str:
    return " ".join(str(label if isinstance(label, str) else label["text"]).split())


@st.composite
def mappings(draw: st.DrawFn) -> dict[str, Any]:
    """Anything that a file may hold, without mistakes."""
    slug = draw(SLUGS)
    term = draw(TEXTS)
    labels = draw(st.lists(_LABELS, max_size=5))
    seen, kept = {_nfc(_said(term))}, []
    for label in labels:
        if _nfc(_said(label)) not in seen:
            seen.add(_nfc(_said(label)))
            kept.append(label)
    cut = draw(st.integers(0, len(kept)))
    links = st.lists(SLUGS.map(lambda other: f"{other}-2" if other == slug else other), max_size=3)
    return {
        "slug": slug,
        "term": term,
        "home": draw(st.sampled_from(["it", "marketing", "shared"])),
        "also": kept[:cut],
        "hidden": kept[cut:],
        "marketing": draw(_WORDINGS),
        "it": draw(_WORDINGS),
        **draw(
            st.fixed_dictionaries(
                {},
                optional={
                    "kind": st.sampled_from(["term", "why_not", "where"]),
                    "topic": TEXTS,
                    "stands_for": TEXTS,
                    "case": _CASES,
                    "ordinary": st.booleans(),
                    "notice": _NOTICES,
                    "signals": st.lists(TEXTS, max_size=3),
                    "not_in": st.lists(TEXTS, max_size=3),
                    "questions": st.lists(TEXTS, max_size=3),
                    "broader": links,
                    "related": links,
                    "confused_with": links,
                    "check_every": st.integers(1, 3650),
                },
            )
        ),
    }


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)
