"""Votes that make noticing quieter, in the channel in which they were given."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from db.engine import Ledger, Unit
from db.kinds import WordFeedback
from glossary.planting import plant
from glossary.quiet.feedback import after_votes, has_signal, level_of, vote
from glossary.spotting import Lexicon, spot
from tests.glossary.quiet.entries import CNAME, TTL

NOW = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
PLAIN = "we need a CNAME for that"
BESIDE_A_SIGNAL = "we need a CNAME for the new subdomain"


def voted(unit: Unit, times: int, channel_id: str = "C1", slug: str = "cname") -> None:
    for n in range(times):
        vote(unit, slug, WordFeedback.NOT_JARGON, voter=f"{channel_id} {n}", channel_id=channel_id, now=NOW)


def left(unit: Unit, text: str, channel_id: str = "C1") -> list[str]:
    found = spot(text, Lexicon([CNAME, TTL]), reader="marketing", author="it")
    return [one.entry.slug for one in after_votes(unit, found, text, channel_id)]


def test_the_same_person_votes_once(ledger: Ledger) -> None:
    with ledger.begin() as unit:
        plant(unit, [CNAME], NOW)
        assert vote(unit, "cname", WordFeedback.NOT_JARGON, voter="a", channel_id="C1", now=NOW) == 1
        assert vote(unit, "cname", WordFeedback.NOT_JARGON, voter="a", channel_id="C1", now=NOW) is None
        assert vote(unit, "cname", WordFeedback.NOT_JARGON, voter="b", channel_id="C1", now=NOW) == 2


@pytest.mark.parametrize(
    ("votes", "plain", "beside_a_signal"),
    [(1, ["cname"], ["cname"]), (2, [], ["cname"]), (4, [], ["cname"]), (5, [], [])],
)
def test_two_votes_want_a_signal_and_five_silence(
    ledger: Ledger, votes: int, plain: list[str], beside_a_signal: list[str]
) -> None:
    with ledger.begin() as unit:
        voted(unit, votes)
        assert left(unit, PLAIN) == plain
        assert left(unit, BESIDE_A_SIGNAL) == beside_a_signal


def test_votes_count_in_their_channel_and_for_their_word_only(ledger: Ledger) -> None:
    with ledger.begin() as unit:
        voted(unit, 5)
        assert left(unit, PLAIN, "C2") == ["cname"]
        assert left(unit, "the CNAME has a long TTL") == ["ttl"]


def test_thanks_silence_nothing(ledger: Ledger) -> None:
    with ledger.begin() as unit:
        for n in range(9):
            vote(unit, "cname", WordFeedback.CLEAR, voter=str(n), channel_id="C1", now=NOW)
        assert left(unit, PLAIN) == ["cname"]


def test_a_signal_is_whole_words_in_any_form_beside_the_label() -> None:
    assert has_signal(CNAME, "the ", " of both subdomains")
    assert has_signal(CNAME, "the DNS records: ", "")
    assert not has_signal(CNAME, "the DNS ", " records")  # the label itself stands between
    assert not has_signal(CNAME, "the ", " is stale")
    assert not has_signal(TTL, "anything ", " at all")  # names no words that speak for it


def test_levels_follow_the_count() -> None:
    assert [level_of(n) for n in (0, 1, 2, 4, 5, 9)] == [
        "usual",
        "usual",
        "signal",
        "signal",
        "never",
        "never",
    ]
