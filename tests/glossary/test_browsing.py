"""Looking round: pages, topics, what comes near to a word that is being added, what was put away."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from db.kinds import ConceptStatus, RevisionState
from glossary.browsing import NO_TOPIC, Page, entries_about, near, page_of, put_away, topics
from glossary.concepts import Concept, Revision
from glossary.model import Entry
from glossary.shelf import Words, words_of
from tests.glossary.keeping.scene import LEAD, STAGING, word

NOW = datetime(2026, 3, 10, tzinfo=UTC)


def kept(entry: Entry, status: ConceptStatus = ConceptStatus.APPROVED, *, live: bool = True) -> Concept:
    revision = Revision(f"v-{entry.slug}", f"c-{entry.slug}", 1, entry, RevisionState.APPROVED, None, NOW)
    shown = revision if live else None
    return Concept(f"c-{entry.slug}", entry.slug, entry.home, status, "starter", shown)


def words(*concepts: Concept) -> Words:
    return words_of(concepts)


EVERYDAY = words(kept(STAGING), kept(LEAD), kept(word("build", topic="Releases")))


@pytest.mark.parametrize(
    ("number", "shown", "where"),
    [(0, (0, 1, 2), 0), (1, (3, 4), 1), (9, (3, 4), 1), (-4, (0, 1, 2), 0)],
)
def test_a_page_past_the_end_is_the_last_one(number: int, shown: tuple[int, ...], where: int) -> None:
    page: Page[int] = page_of(range(5), number, 3)
    assert (page.shown, page.number, page.last, page.total) == (shown, where, 1, 5)


def test_nothing_is_one_empty_page() -> None:
    page: Page[int] = page_of((), 3)
    assert (page.shown, page.number, page.last) == ((), 0, 0)


def test_topics_come_by_name_and_what_has_none_comes_last() -> None:
    assert topics(EVERYDAY) == [("releases", 2), (NO_TOPIC, 1)]


def test_a_topics_words_come_by_name_whatever_its_capitals() -> None:
    assert [entry.slug for entry in entries_about(EVERYDAY, "RELEASES")] == ["build", "staging"]
    assert [entry.slug for entry in entries_about(EVERYDAY, NO_TOPIC)] == ["lead"]
    assert entries_about(EVERYDAY, "tents") == []


@pytest.mark.parametrize("typed", ["staging", " Staging ", "STAGING SITE", "stagings"])
def test_a_word_that_is_there_is_the_same(typed: str) -> None:
    found = near(EVERYDAY, typed, "marketing")
    assert [entry.slug for entry in found.same] == ["staging"]
    assert found.close == ()


@pytest.mark.parametrize("typed", ["stagi", "stagingg"])
def test_the_beginning_of_a_word_or_a_slip_comes_close(typed: str) -> None:
    found = near(EVERYDAY, typed, "marketing")
    assert [entry.slug for entry in found.close] == ["staging"]
    assert found.same == ()


@pytest.mark.parametrize("typed", ["", " ", "s", "zebra", "🧗", '"', "a" * 4000])
def test_what_is_not_there_comes_near_nothing(typed: str) -> None:
    assert near(EVERYDAY, typed, "it").slugs == ()


def test_an_entry_does_not_come_near_itself() -> None:
    assert near(EVERYDAY, "staging", "it", except_slug="staging").slugs == ()


def test_a_word_that_nobody_has_approved_yet_is_known_to_wait() -> None:
    proposed = words(kept(word("CNAME"), ConceptStatus.PROPOSED, live=False))
    assert near(proposed, "cname", "it").is_waiting
    assert not near(proposed, "cname", "it", except_slug="cname").is_waiting
    assert near(proposed, "cname", "it").slugs != near(EVERYDAY, "cname", "it").slugs


@pytest.mark.parametrize("status", [ConceptStatus.RETIRED, ConceptStatus.EXCLUDED])
@pytest.mark.parametrize("name", ["staging", "Staging site"])
def test_what_was_put_away_is_found_by_each_of_its_names(status: ConceptStatus, name: str) -> None:
    found = put_away(words(kept(STAGING, status), kept(LEAD)), name)
    assert found is not None
    assert found.slug == "staging"


def test_what_is_explained_was_not_put_away() -> None:
    assert put_away(EVERYDAY, "staging") is None
    assert put_away(words(replace(kept(STAGING), live=None)), "staging") is None
