"""What is shown to somebody while they write a word that may be there already."""

from __future__ import annotations

import pytest

from glossary.finding import Index, Known
from glossary.keeping.nearby import Near, near
from glossary.model import Label
from tests.glossary.keeping.scene import LEAD, LENA, STAGING, TOM, Scene, word, worded

PULL_REQUEST = word("pull request", also=(Label("merge request"), Label("PR")))
PRESS = word("public relations", "marketing", also=(Label("PR"),))


def found(scene: Scene, term: str, limit: int = 3) -> list[tuple[str, bool, bool]]:
    index = Index(Known(entry) for entry in (STAGING, LEAD, PULL_REQUEST, PRESS))
    with scene.ledger.read() as connection:
        shown = near(connection, index, term, reader="marketing", limit=limit)
    return [(one.entry.slug, one.is_same, one.is_waiting) for one in shown]


def test_an_entry_of_that_name_comes_first_however_it_is_written(scene: Scene) -> None:
    assert found(scene, "Staging")[0] == ("staging", True, False)
    assert found(scene, "merge-request")[0] == ("pull-request", True, False)


def test_all_meanings_of_a_name_are_shown(scene: Scene) -> None:
    assert {slug for slug, same, _ in found(scene, "PR") if same} == {"pull-request", "public-relations"}


def test_what_only_looks_like_it_is_shown_as_that(scene: Scene) -> None:
    assert ("staging", False, False) in found(scene, "stagin")


def test_what_somebody_has_proposed_is_shown_too_and_once(scene: Scene) -> None:
    scene.proposed(word("CDN"), LENA)
    scene.edited(worded(STAGING, "A practice stage for our site."), TOM)
    assert found(scene, "cdn") == [("cdn", True, True)]
    assert found(scene, "staging") == [("staging", True, True)]


def test_no_more_are_shown_than_were_asked_for(scene: Scene) -> None:
    assert len(found(scene, "PR", limit=1)) == 1


@pytest.mark.parametrize("term", ["", "  ", "…", "quite another matter of no word at all", '"' * 4000])
def test_any_other_text_has_nothing_near_it(scene: Scene, term: str) -> None:
    assert found(scene, term) == []


def test_why_it_is_near_is_said(scene: Scene) -> None:
    index = Index([Known(PULL_REQUEST)])
    with scene.ledger.read() as connection:
        shown = near(connection, index, "merge request", reader="marketing")
    assert shown == (Near(PULL_REQUEST, "also known as merge request", is_same=True),)
