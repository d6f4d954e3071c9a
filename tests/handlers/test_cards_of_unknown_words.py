"""The card of an unknown word: define it, name what it is the same as, or say that it is no jargon."""

from __future__ import annotations

from dataclasses import replace

import pytest

from db.kinds import NoticeKind, WordState
from glossary.keeping.looking_after import exclude
from glossary.model import Label
from handlers.names import (
    DEFINE,
    EXPLAIN,
    NOT_JARGON,
    PROPOSE_FORM,
    SAME_AS,
    SAME_AS_FIELD,
    SAME_AS_FORM,
    TELL_ME,
    WANT_WORD,
)
from tests.bot.requests.conftest import company, scene
from tests.bot.requests.scene import DEV, JONAS, LENA, MIA, OUTSIDER, TOM, Scene
from tests.handlers.knocking import Knocking
from tests.handlers.words_at_the_door import (
    knocking_on,
    labels,
    shelve,
    told,
    waiters,
    words_in,
)
from tests.handlers.zork import (
    ZORK,
    ask,
    catch_up,
    click,
    proposed,
    same,
    word,
    writer,
)

__all__ = ["company", "scene"]


@pytest.fixture
def knocking(scene: Scene) -> Knocking:
    shelve(scene)
    scene.clock.advance(hours=1)  # after the starter content was approved
    return knocking_on(scene)


def test_define_opens_the_form_with_the_word_in_it(knocking: Knocking, scene: Scene) -> None:
    ask(knocking, MIA, TOM, DEV)
    click(knocking, JONAS, DEFINE)
    view = told(scene, NoticeKind.VIEW_DUE)["view"]
    assert view["callback_id"] == PROPOSE_FORM
    assert '"norm": "zork"' in view["private_metadata"]
    assert "zork" in str(view["blocks"])


def test_whoever_comes_second_hears_who_was_first(knocking: Knocking, scene: Scene) -> None:
    ask(knocking, MIA, TOM, DEV)
    proposed(scene, by=JONAS)
    for name in (DEFINE, SAME_AS, NOT_JARGON):
        click(knocking, DEV, name)
        assert told(scene)["text"] == ("Jonas has written an explanation of “zork” already; it's being read.")
    assert scene.notices(NoticeKind.VIEW_DUE) == []
    click(knocking, JONAS, NOT_JARGON)
    assert told(scene)["text"].startswith("You have written an explanation")


def test_no_jargon_is_for_the_sides_reviewers(knocking: Knocking, scene: Scene) -> None:
    ask(knocking, MIA, TOM, DEV)
    click(knocking, LENA, NOT_JARGON)
    assert told(scene)["text"].startswith("Only IT's reviewers can say that “zork” is no jargon.")
    click(knocking, JONAS, NOT_JARGON)
    assert (word(scene).state, word(scene).decided_by) == (WordState.NOT_JARGON, JONAS)
    click(knocking, DEV, NOT_JARGON)
    assert told(scene)["text"] == "Jonas has said already that “zork” is no jargon."
    answer = knocking.command(MIA, f"{EXPLAIN} zork")
    assert "counts as an everyday word here" in (answer.text or "")
    assert labels(answer.blocks) == []


def test_an_entry_that_was_put_away_as_no_jargon_is_not_asked_for(knocking: Knocking, scene: Scene) -> None:
    scene.do(lambda desk: exclude(desk.unit, "utm", writer(scene, MIA), desk.now))
    scene.toolkit.shelf.catch_up()
    assert "counts as an everyday word" in (knocking.command(JONAS, f"{EXPLAIN} UTM").text or "")


def test_same_as_gives_the_entry_the_name(knocking: Knocking, scene: Scene) -> None:
    ask(knocking, MIA, TOM, DEV)
    click(knocking, MIA, TELL_ME)
    click(knocking, JONAS, SAME_AS)
    assert told(scene, NoticeKind.VIEW_DUE)["view"]["callback_id"] == SAME_AS_FORM
    answer = same(knocking, JONAS, "staging")
    assert answer.errors == {}
    assert word(scene).state is WordState.SAME
    assert word(scene).slug == "staging"
    assert told(scene)["text"].startswith("Noted: “zork” is another name of *staging")
    catch_up(scene)
    assert told(scene, NoticeKind.WORD_FOUND)["slug"] == "staging"
    assert "Also known as zork." in words_in(knocking.command(TOM, f"{EXPLAIN} zork").blocks)


def test_same_as_by_somebody_who_may_not_approve_waits_for_the_others(
    knocking: Knocking, scene: Scene
) -> None:
    ask(knocking, MIA, TOM, DEV)
    click(knocking, MIA, TELL_ME)
    assert same(knocking, LENA, "staging").errors == {}
    assert "once it is approved" in told(scene)["text"]
    catch_up(scene)
    assert scene.notices(NoticeKind.WORD_FOUND) == []
    assert len(scene.notices(NoticeKind.WORD_PROPOSED)) == 1


def test_same_as_something_unknown_is_said_beside_the_field(knocking: Knocking, scene: Scene) -> None:
    ask(knocking, MIA, TOM, DEV)
    assert "The glossary has no “blorb”" in same(knocking, JONAS, "blorb").errors[SAME_AS_FIELD]
    assert "The glossary has no" in same(knocking, JONAS, "").errors[SAME_AS_FIELD]
    shelve(
        scene,
        [replace(ZORK, slug=f"g{n}", labels=(Label(f"gate {n}", "preferred"), Label("gate"))) for n in "ab"],
    )
    assert "“gate a”" in same(knocking, JONAS, "gate").errors[SAME_AS_FIELD]
    assert word(scene).state is WordState.OPEN


def test_same_as_after_somebody_else_says_who_it_was(knocking: Knocking, scene: Scene) -> None:
    ask(knocking, MIA, TOM, DEV)
    same(knocking, JONAS, "staging")
    assert same(knocking, DEV, "CNAME").errors == {
        SAME_AS_FIELD: "Jonas has said already what “zork” is the same as."
    }


def test_people_of_another_company_decide_nothing(knocking: Knocking, scene: Scene) -> None:
    ask(knocking, MIA, TOM, DEV)
    for name in (DEFINE, SAME_AS, NOT_JARGON):
        click(knocking, OUTSIDER, name)
        assert told(scene)["text"].startswith("Only people of this company")
    for name in (WANT_WORD, TELL_ME):
        click(knocking, OUTSIDER, name)
        assert told(scene)["text"].startswith("The glossary is for people of this company")
    assert word(scene).state is WordState.OPEN
    assert waiters(scene) == []


def test_a_card_of_a_word_that_is_not_kept_any_more_says_so(knocking: Knocking, scene: Scene) -> None:
    click(knocking, JONAS, NOT_JARGON, "gone")
    assert told(scene)["text"].startswith("I don't know that word's card any more.")


def test_a_word_asked_again_is_drawn_anew_with_its_count(knocking: Knocking, scene: Scene) -> None:
    ask(knocking, MIA, TOM, DEV, JONAS)
    assert len(scene.notices(NoticeKind.WORD_WANTED_CHANGED)) == 1
    assert word(scene).asked == 4
