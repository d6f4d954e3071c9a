"""Which terms stand in a text: the longest at each place, each as it was written."""

from __future__ import annotations

from bot.routing.pointing import Pointers, pointers
from bot.routing.said import read
from tests.bot.routing.companies import area


def terms_in(text: str, known: Pointers) -> list[str]:
    said = read(text)
    hits, _ = known.hits(said)
    return [said.as_written(hit.first, hit.last) for hit in hits]


PAGES = pointers((area("pages", "landing", "landing page", "landing page form", "landing strip"),), {})


def test_of_terms_that_begin_alike_the_longest_counts() -> None:
    assert terms_in("the landing page form is new", PAGES) == ["landing page form"]
    assert terms_in("the landing page is new", PAGES) == ["landing page"]
    assert terms_in("a strip for the landing", PAGES) == ["landing"]


def test_a_term_whose_last_word_stands_elsewhere_gives_way_to_a_shorter_one() -> None:
    assert terms_in("a landing page, and an order form", PAGES) == ["landing page"]
    assert terms_in("landing on a long grass strip beside a page", PAGES) == ["landing"]


def test_small_words_may_stand_within_a_term() -> None:
    assert terms_in("landing on the page", PAGES) == ["landing on the page"]


def test_asked_twice_in_a_row_and_once_in_between_it_says_the_same() -> None:
    one, other = read("a landing page"), read("a page for the landing")
    first, between, again = PAGES.hits(one), PAGES.hits(other), PAGES.hits(one)
    assert first == again != between
    assert PAGES.hits(one) == again
