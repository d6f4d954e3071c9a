"""What an entry said before, and one click back to it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from db.errors import Conflict, Missing, NotAllowed, Refusal
from db.kinds import NoticeKind
from glossary.keeping.history import Past, changes, history_of, roll_back
from glossary.keeping.looking_after import retire
from glossary.keeping.reviewing import reject
from glossary.model import Label, Wording
from tests.glossary.keeping.scene import JONAS, LENA, MIA, OLGA, PRIYA, STAGING, TOM, Scene, word, worded


def history(scene: Scene, slug: str = "staging") -> list[Past]:
    with scene.ledger.read() as connection:
        return history_of(connection, slug)


def refused(scene: Scene, kind: type[Refusal], *args: Any) -> str:
    with pytest.raises(kind) as caught:
        scene.do(roll_back, *args)
    return str(caught.value)


def test_the_history_has_every_text_the_newest_first_and_says_what_changed(scene: Scene) -> None:
    scene.edited(worded(STAGING, "A practice stage for our site."), JONAS)
    rejected = scene.edited(replace(STAGING, topic="web"), TOM)
    scene.do(reject, rejected.revision_id, JONAS, note="It is about releases.")
    scene.edited(replace(STAGING, labels=(*STAGING.labels, Label("stage"))), TOM)
    told = [(str(one.revision.state), one.is_live, one.can_return, one.changed) for one in history(scene)]
    assert told == [
        ("proposed", False, False, ("its names", "the wording for marketing")),
        ("rejected", False, False, ("the wording for marketing", "its topic")),
        ("approved", True, False, ("the wording for marketing",)),
        ("superseded", False, True, ()),
    ]


def test_changes_are_told_in_plain_words() -> None:
    after = replace(
        STAGING, home="shared", it=Wording("Another line."), signals=("deploy",), check_every_days=90
    )
    assert changes(STAGING, after) == (
        "the wording for IT",
        "whose word it is",
        "the words that speak for it",
        "how often it is checked",
    )
    assert changes(STAGING, STAGING) == changes(None, STAGING) == ()


def test_one_click_brings_an_older_text_back_as_a_new_revision(scene: Scene) -> None:
    before = scene.line("staging")
    scene.edited(worded(STAGING, "A practice stage for our site."), JONAS)
    oldest = history(scene)[-1].revision
    back = scene.do(roll_back, "staging", oldest.id, JONAS)
    assert scene.line("staging") == before
    assert scene.states("staging") == ["superseded", "superseded", "approved"]
    assert (back.n, back.author_id, back.decided_by) == (3, JONAS.user_id, JONAS.user_id)
    assert back.note == "Back to the text of 10 March 2026"
    concept = scene.concept("staging")
    assert concept.live == back
    assert (concept.version, concept.checked_on) == (3, scene.now.date())


def test_going_back_overtakes_an_open_proposal_and_tells_its_author(scene: Scene) -> None:
    scene.edited(worded(STAGING, "A practice stage for our site."), JONAS)
    scene.edited(worded(STAGING, "A quiet copy of the site."), TOM)
    scene.do(roll_back, "staging", history(scene)[-1].revision.id, PRIYA)
    assert scene.told() == [(TOM.user_id, "overtaken", PRIYA.user_id)]
    assert len(scene.noted(NoticeKind.WORD_CARD_CHANGED)) == 1


@pytest.mark.parametrize("who", [LENA, MIA, TOM])
def test_only_reviewers_of_its_own_side_go_back(scene: Scene, who: Any) -> None:
    scene.edited(worded(STAGING, "A practice stage for our site."), JONAS)
    told = refused(scene, NotAllowed, "staging", history(scene)[-1].revision.id, who)
    assert told.startswith("That's for IT's reviewers to decide, so you can't go back to an older text.")


def test_people_of_other_companies_go_back_to_nothing(scene: Scene) -> None:
    told = refused(scene, NotAllowed, "staging", history(scene)[0].revision.id, OLGA)
    assert told.startswith("Only people of this company")


def test_a_second_click_finds_nothing_to_go_back_to(scene: Scene) -> None:
    scene.edited(worded(STAGING, "A practice stage for our site."), JONAS)
    oldest = history(scene)[-1].revision.id
    scene.do(roll_back, "staging", oldest, JONAS)
    told = "That is how *staging* is explained now. There's nothing to go back to."
    assert refused(scene, Conflict, "staging", oldest, PRIYA) == told
    live = scene.concept("staging").live
    assert live is not None
    assert refused(scene, Conflict, "staging", live.id, JONAS) == told


def test_what_was_never_live_cannot_be_gone_back_to(scene: Scene) -> None:
    proposal = scene.edited(worded(STAGING, "A practice stage for our site."), TOM)
    assert refused(scene, Conflict, "staging", proposal.revision_id, JONAS) == (
        "That text of *staging* was never approved. Suggest it anew as a better wording, and it can be."
    )


def test_a_text_of_another_entry_or_of_none_is_no_way_back(scene: Scene) -> None:
    other = scene.approved(word("CDN"))
    told = "That text of *staging* isn't there any more. Open its history anew and choose another."
    for revision_id in (other.id, "v0gone"):
        assert refused(scene, Missing, "staging", revision_id, JONAS) == told


def test_what_was_put_away_is_brought_back_before_an_older_text_is(scene: Scene) -> None:
    scene.edited(worded(STAGING, "A practice stage for our site."), JONAS)
    scene.do(retire, "staging", JONAS)
    told = refused(scene, Conflict, "staging", history(scene)[-1].revision.id, JONAS)
    assert told == "*staging* was put away. Bring it back first, then choose an older text."


def test_the_history_of_a_word_that_is_gone_says_so(scene: Scene) -> None:
    with pytest.raises(Conflict) as caught:
        history(scene, "no-such-word")
    assert str(caught.value) == "That word isn't in the glossary any more."
