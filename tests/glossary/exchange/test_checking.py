"""Everything that is wrong with a set of entries, at once."""

from __future__ import annotations

from typing import Any

import pytest

from glossary.exchange.checking import check, twice
from tests.glossary.exchange.samples import sample

WHOLE = {
    "marketing": {"line": "Copies near people.", "why": "Changes show late.", "example": "The banner."},
    "it": {"line": "Edge caches."},
}


def whole(slug: str, **fields: Any) -> Any:
    return sample(**{**WHOLE, "slug": slug, "term": f"word {slug}", **fields})


def test_a_whole_set_has_no_problem() -> None:
    assert check([whole("a", related=["b"], broader=["b"]), whole("b")]) == []


CASES = [
    ([whole("a", related=["gone"])], "Entry “a”: related leads to “gone”, which is not there."),
    ([whole("a", broader=["gone"])], "Entry “a”: broader leads to “gone”"),
    (
        [whole("a", confused_with=["b"]), whole("b")],
        "Entry “a”: it is confused with “b”, but not the other way round. Say so in both.",
    ),
    (
        [whole("a", it={"line": "x y"}, marketing={"line": "x y"})],
        "Entry “a”: there is no why and no example for marketing",
    ),
    ([whole("a", home="marketing")], "Entry “a”: there is no why and no example for IT"),
    ([whole("a", kind="where")], "Entry “a”: nobody will find it without questions."),
    ([whole("a", ordinary=True)], "Entry “a”: it is noticed beside signal words only, and has none."),
    ([whole("a", also=["***"])], "Entry “a”: one of its labels has no letter or digit. Take it out."),
    (
        [whole("a", broader=["b"]), whole("b", broader=["c"]), whole("c", broader=["a"])],
        "Entry “a”: broader leads in a circle (a → b → c → a). Break it.",
    ),
    (
        [whole("a", also=["copy-network"]), whole("b", also=["Copy Network"])],
        "Entries “a” and “b” are both called “copy network”. Make one of them",
    ),
]


@pytest.mark.parametrize(("entries", "sentence"), CASES)
def test_each_mistake_is_named_once(entries: list[Any], sentence: str) -> None:
    assert [each for each in check(entries) if each.startswith(sentence)] == check(entries)
    assert len(check(entries)) == 1


def test_a_shared_word_needs_reasons_for_both_sides() -> None:
    assert len(check([whole("a", home="shared")])) == 1


def test_one_name_of_two_sides_is_no_mistake() -> None:
    it, marketing = whole("a", also=["PR"]), whole("b", also=["PR"], home="marketing", it=WHOLE["marketing"])
    assert check([it, marketing]) == []


def test_two_meanings_that_are_told_apart_are_no_mistake() -> None:
    assert (
        check([whole("a", also=["X"], confused_with=["b"]), whole("b", also=["X"], confused_with=["a"])])
        == []
    )


def test_links_may_lead_to_what_is_known_elsewhere() -> None:
    assert check([whole("a", related=["elsewhere"])], known={"elsewhere"}) == []


def test_one_slug_in_two_files_is_named() -> None:
    assert twice([whole("a"), whole("b"), whole("a")]) == [
        "Entry “a”: its slug stands there 2 times. Give each entry its own."
    ]
