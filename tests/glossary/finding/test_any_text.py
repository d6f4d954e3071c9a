"""No text breaks a search, however strange or long."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.finding import Found, Index, Known, Tier, find
from glossary.words import fold
from tests.glossary.finding.entries import GLOSSARY, INDEX, entry, search, slugs

SIGNS = "\"'*()-;%_\\{[^:\n\t \x00\ud800\u202e\u200f🙂İßﬁé日"
PIECES = st.sampled_from(
    [
        *SIGNS,
        *("NEAR", "NOT", "AND", "OR", "--", "CDN", "what", "is", "a", "PR", "single sign-on", "C++", "R&D"),
        *("'s", "’s", "<@U1>", "&amp;", "https://x.y/z?q=1", "👩\u200d💻", "مرحبا", "שלום", "日本語"),
    ]
)
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(PIECES, max_size=40).map(" ".join),
    st.lists(PIECES).map("".join),
)
LONG = ("CDN ", "a", '"', "what is ", "🙂", "is it on at ", "x y ", "PR lead ", "\u0301")


def well_formed(found: Found, limit: int) -> None:
    assert len(found.hits) <= limit
    tiers = [hit.tier for hit in found.hits]
    assert tiers == sorted(tiers)
    everything = [hit.entry.slug for hit in (*found.hits, *found.suggestions)]
    assert len(everything) == len(set(everything))
    assert all(hit.why for hit in (*found.hits, *found.suggestions))
    assert all(hit.tier is Tier.SIMILAR for hit in found.suggestions)
    assert not found.is_close_call or found.senses >= 2


@given(TEXTS, st.sampled_from(["marketing", "it"]), TEXTS, st.integers(0, 12))
def test_any_text_is_safe(words: str, reader: str, channel: str, limit: int) -> None:
    well_formed(find(words, INDEX, reader=reader, channel=channel, limit=limit), limit)  # type: ignore[arg-type]


@given(st.lists(TEXTS, max_size=4), TEXTS)
def test_any_label_is_safe_in_the_index_and_is_found_again(labels: list[str], words: str) -> None:
    plain = dict.fromkeys(" ".join(each.split())[:80].strip() for each in labels)
    spoken = [label for label in plain if label and label.isprintable()]
    index = Index([*map(Known, GLOSSARY), Known(entry("extra", "extra", also=spoken))])
    well_formed(find(words, index, reader="it"), 8)
    for label in spoken:
        assert not fold(label) or "extra" in slugs(find(label, index, reader="it", limit=50)), label


@pytest.mark.parametrize("piece", LONG)
def test_four_thousand_characters_are_safe(piece: str) -> None:
    well_formed(search((piece * 4000)[:4000]), 8)


def test_what_is_answered_is_always_a_label_a_question_or_very_like_one() -> None:
    for words in ("CDM", "sox", "PRR", "xyz", "ap"):
        assert search(words).answer is None


def test_many_may_search_at_once_and_get_the_same() -> None:
    questions = ["PR", "what is a CNAME?", "singel sign on", "why can't we share logins", "rehearsal"] * 20
    alone = [search(each) for each in questions]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(search, questions)) == alone
