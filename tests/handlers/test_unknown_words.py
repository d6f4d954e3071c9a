"""A word that nobody has explained yet: counted without names, put before its side, told when it is there."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select

from db.glossary_tables import unknown_words
from db.kinds import NoticeKind, WordState
from glossary.keeping.proposing import propose
from glossary.keeping.reviewing import reject
from glossary.model import Label
from handlers.names import (
    EXPLAIN,
    NOT_JARGON,
    TELL_ME,
    WANT_OTHER,
    WANT_WORD,
)
from scheduler.jobs.unknown_words import tell_who_waits_for_words
from tests.bot.requests.conftest import company, scene
from tests.bot.requests.scene import DEV, JONAS, LENA, MIA, TOM, Scene
from tests.handlers.knocking import Knocking, button
from tests.handlers.words_at_the_door import (
    askers,
    assert_fits,
    knocking_on,
    labels,
    shelve,
    told,
    waiters,
    words_in,
)
from tests.handlers.zork import (
    ZORK,
    approved,
    ask,
    catch_up,
    click,
    proposed,
    proposed_for,
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


def test_nobody_has_explained_it_yet_and_says_what_can_be_done(knocking: Knocking, scene: Scene) -> None:
    answer = knocking.command(MIA, f"{EXPLAIN} what is a zork?")
    assert answer.text == "Nobody has explained “zork” yet."
    assert labels(answer.blocks) == ["Ask IT to define it", "Tell me when it's there"]
    assert_fits(answer.text, answer.blocks)
    from_it = knocking.command(JONAS, f"{EXPLAIN} snorf")
    assert "Ask Marketing to define it" in labels(from_it.blocks)
    assert word(scene, "snorf").side == "marketing"


def test_what_comes_near_is_offered(knocking: Knocking, scene: Scene) -> None:
    answer = knocking.command(MIA, f"{EXPLAIN} stagging")
    assert "staging" in labels(answer.blocks) or "staging" in words_in(answer.blocks)
    short = knocking.command(MIA, f"{EXPLAIN} SSP")
    assert "SSO" in labels(short.blocks)
    assert "Did you mean:" in words_in(short.blocks)
    knocking.click(MIA, button(short.blocks, "SSO"))
    assert told(scene)["text"].startswith("*SSO*")


def test_three_different_people_make_one_card_and_no_name_is_kept(knocking: Knocking, scene: Scene) -> None:
    ask(knocking, MIA, MIA, MIA, TOM)
    assert scene.notices(NoticeKind.WORD_WANTED) == []
    assert word(scene).asked == 2
    ask(knocking, DEV, JONAS)
    notices = scene.notices(NoticeKind.WORD_WANTED)
    assert [one["detail"] for one in notices] == [{"norm": "zork"}]
    assert (word(scene).state, word(scene).side, word(scene).asked) == (WordState.OPEN, "it", 4)
    kept = askers(scene)
    assert len(set(kept)) == 4
    assert not {MIA, TOM, DEV, JONAS} & set(kept)


def test_the_same_person_has_another_alias_for_every_word(knocking: Knocking, scene: Scene) -> None:
    ask(knocking, MIA)
    ask(knocking, MIA, text="snorf")
    assert len(set(askers(scene))) == 2


def test_spellings_of_one_word_are_counted_together(knocking: Knocking, scene: Scene) -> None:
    ask(knocking, MIA, text="Zork-Gate")
    ask(knocking, TOM, text="zork gate")
    ask(knocking, DEV, text="what does ZORK GATE mean?")
    assert word(scene, "zork gate").state is WordState.OPEN


def test_sentences_and_secrets_are_not_counted(knocking: Knocking, scene: Scene) -> None:
    ask(knocking, MIA, text="the quick brown fox jumps over the lazy dog and more")
    ask(knocking, MIA, text="jane.doe@partner.example")
    with scene.toolkit.ledger.read() as connection:
        assert connection.execute(select(unknown_words.c.norm)).all() == []


def test_questions_for_more_than_a_word_are_not_counted(knocking: Knocking, scene: Scene) -> None:
    for text in ("why is my page slow", "how do I print", "can we move the date?", "kann man das drucken"):
        answer = knocking.command(MIA, f"{EXPLAIN} {text}")
        assert "Ask IT to define it" not in labels(answer.blocks)
    assert askers(scene) == []


def test_words_of_which_only_some_are_known_are_not_counted_by_looking(
    knocking: Knocking, scene: Scene
) -> None:
    answer = knocking.command(JONAS, f"{EXPLAIN} difference between staging and deploy")
    assert "These words of it are explained:" in words_in(answer.blocks)
    assert {"staging", "deploy"} <= set(labels(answer.blocks))
    assert askers(scene) == []


def test_a_sentence_of_ones_own_words_needs_no_explanation(knocking: Knocking, scene: Scene) -> None:
    answer = knocking.command(JONAS, f"{EXPLAIN} staging is stale, I'll redeploy and we need a CNAME")
    assert answer.text == "I see no word in there that should be new to you."
    assert "CNAME" in labels(answer.blocks)


def test_two_words_of_one_name_are_told_apart_where_they_are_offered(
    knocking: Knocking, scene: Scene
) -> None:
    answer = knocking.command(MIA, f"{EXPLAIN} UTM vs PR")
    assert "public relations" in labels(answer.blocks) or "PR" in labels(answer.blocks)
    assert len(labels(answer.blocks)) == len(set(labels(answer.blocks)))


def test_asking_on_purpose_puts_it_before_its_side_at_once_without_a_name(
    knocking: Knocking, scene: Scene
) -> None:
    answer = knocking.command(MIA, f"{EXPLAIN} zork")
    knocking.click(MIA, button(answer.blocks, "Ask IT to define it"))
    assert len(scene.notices(NoticeKind.WORD_WANTED)) == 1
    assert MIA not in str(scene.notices(NoticeKind.WORD_WANTED)[0]["detail"])
    assert told(scene)["text"] == "IT has “zork” on a card now, and nobody there sees who asked."
    assert labels(told(scene)["blocks"]) == ["Tell me when it's there"]
    click(knocking, TOM, WANT_WORD)
    assert len(scene.notices(NoticeKind.WORD_WANTED)) == 1
    later = knocking.command(DEV, f"{EXPLAIN} zork")
    assert later.text == "Nobody has explained “zork” yet. IT has it on a card."
    assert labels(later.blocks) == ["Tell me when it's there"]


def test_what_is_no_word_cannot_be_asked_for(knocking: Knocking, scene: Scene) -> None:
    for text in ("jane.doe@partner.example", "one two three four five six seven", ""):
        click(knocking, MIA, WANT_WORD, text)
        assert told(scene)["text"].startswith("That's more than a word")
        click(knocking, MIA, TELL_ME, text)
        assert told(scene)["text"].startswith("That's more than a word")
    assert scene.notices(NoticeKind.WORD_WANTED) == []
    assert waiters(scene) == []


def test_those_who_said_so_are_told_once_when_it_is_approved(knocking: Knocking, scene: Scene) -> None:
    ask(knocking, MIA, TOM, DEV)
    click(knocking, MIA, TELL_ME)
    click(knocking, MIA, TELL_ME)
    assert waiters(scene) == [MIA]
    assert "only you" in told(scene)["text"]
    outcome = proposed(scene)
    catch_up(scene)
    assert scene.notices(NoticeKind.WORD_FOUND) == []
    approved(scene, outcome)
    details = [one["detail"] for one in scene.notices(NoticeKind.WORD_FOUND)]
    assert details == [{"user_id": MIA, "norm": "zork", "slug": "zork-gate"}]
    assert waiters(scene) == []
    assert word(scene).state is WordState.DEFINED
    tell_who_waits_for_words(scene.toolkit)
    assert len(scene.notices(NoticeKind.WORD_FOUND)) == 1


def test_an_explanation_that_comes_another_way_is_told_too(knocking: Knocking, scene: Scene) -> None:
    ask(knocking, MIA)
    click(knocking, MIA, TELL_ME)
    scene.clock.advance(days=1)
    shelve(scene, [ZORK])
    tell_who_waits_for_words(scene.toolkit)
    assert told(scene, NoticeKind.WORD_FOUND)["slug"] == "zork-gate"


def test_a_meaning_that_was_there_before_tells_nobody(knocking: Knocking, scene: Scene) -> None:
    click(knocking, MIA, TELL_ME, "CNAME")
    catch_up(scene)
    assert scene.notices(NoticeKind.WORD_FOUND) == []
    assert waiters(scene) == [MIA]


def test_an_old_button_of_a_word_that_is_explained_by_now_explains_it(
    knocking: Knocking, scene: Scene
) -> None:
    ask(knocking, MIA, TOM, DEV)
    approved(scene, proposed(scene))
    for name in (TELL_ME, WANT_WORD):
        click(knocking, TOM, name)
        assert told(scene)["text"].startswith("*zork gate*: The check that stops a page")
        assert told(scene)["replace_original"]
    assert waiters(scene) == []
    assert len(scene.notices(NoticeKind.WORD_WANTED)) == 1


def test_an_old_button_of_what_is_no_jargon_says_so(knocking: Knocking, scene: Scene) -> None:
    ask(knocking, MIA, TOM, DEV)
    click(knocking, JONAS, NOT_JARGON)
    for name in (TELL_ME, WANT_WORD, WANT_OTHER):
        click(knocking, TOM, name)
        assert "counts as an everyday word here" in told(scene)["text"]
    assert waiters(scene) == []


def test_another_meaning_of_a_known_word_is_asked_for_with_a_card_of_its_own(
    knocking: Knocking, scene: Scene
) -> None:
    answer = knocking.command(MIA, f"{EXPLAIN} CNAME")
    knocking.click(MIA, button(answer.blocks, "Not what I meant"))
    knocking.click(MIA, button(told(scene)["blocks"], "Ask IT to define it"))
    assert told(scene)["text"].startswith("IT has “CNAME” on a card now")
    knocking.click(MIA, button(told(scene)["blocks"], "Tell me when it's there"))
    assert waiters(scene) == [MIA]
    catch_up(scene)
    assert scene.notices(NoticeKind.WORD_FOUND) == []
    approved(
        scene, proposed_for(scene, "cname", replace(ZORK, slug="cname-2", labels=(Label("CNAME party"),)))
    )
    assert told(scene, NoticeKind.WORD_FOUND)["slug"] == "cname-2"
    click(knocking, TOM, WANT_OTHER, "CNAME")
    assert (word(scene, "cname").state, len(scene.notices(NoticeKind.WORD_WANTED))) == (WordState.OPEN, 2)


def test_a_word_on_its_way_says_so(knocking: Knocking, scene: Scene) -> None:
    ask(knocking, MIA, TOM, DEV)
    same(knocking, LENA, "staging")
    answer = knocking.command(MIA, f"{EXPLAIN} zork")
    assert "seems to be another name of something known" in (answer.text or "")
    click(knocking, MIA, WANT_WORD)
    assert told(scene)["text"].startswith("It's on its way")


def test_a_rejected_text_opens_the_card_again(knocking: Knocking, scene: Scene) -> None:
    ask(knocking, MIA, TOM, DEV)
    outcome = proposed(scene)
    assert word(scene).state is WordState.PROMISED
    scene.do(
        lambda desk: reject(desk.unit, outcome.revision_id, writer(scene, JONAS), desk.now, note="not that")
    )
    catch_up(scene)
    assert word(scene).state is WordState.OPEN
    assert scene.notices(NoticeKind.WORD_WANTED_CHANGED)


def test_a_word_that_somebody_has_written_up_needs_no_card(knocking: Knocking, scene: Scene) -> None:
    scene.do(lambda desk: propose(desk.unit, ZORK, writer(scene, LENA), desk.now))
    answer = knocking.command(MIA, f"{EXPLAIN} zork")
    assert (answer.text or "").startswith("Somebody has written up “zork” already")
    assert labels(answer.blocks) == ["Tell me when it's there"]
