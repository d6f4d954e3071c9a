"""Understood by the other side, then approved by the own one; who may, and what comes too late."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from db.errors import Conflict, Missing, NotAllowed, Refusal, Unclear
from db.kinds import ConceptStatus, NoticeKind, RevisionState
from glossary.keeping.notices import note_card
from glossary.keeping.reviewing import approve, may_read, not_understood, reject, understand, waiting_for
from tests.glossary.keeping.scene import (
    DEV,
    JONAS,
    LENA,
    MIA,
    OLGA,
    PRIYA,
    STAGING,
    TOM,
    Scene,
    word,
    worded,
)
from tests.racing import at_once


def refused(scene: Scene, kind: type[Refusal], *args: Any, **values: Any) -> str:
    with pytest.raises(kind) as caught:
        scene.do(*args, **values)
    return str(caught.value)


def test_a_new_word_is_understood_by_the_other_side_approved_by_its_own_and_then_live(scene: Scene) -> None:
    proposed = scene.proposed(word("CDN"), LENA)
    scene.do(understand, proposed.revision_id, TOM)
    assert scene.concept("cdn").live is None
    scene.do(approve, proposed.revision_id, JONAS)
    concept, revision = scene.concept("cdn"), scene.revision(proposed.revision_id)
    assert concept.status is ConceptStatus.APPROVED
    assert concept.live == revision
    assert (revision.understood_by, revision.decided_by) == (TOM.user_id, JONAS.user_id)
    assert concept.checked_on == scene.now.date()
    assert concept.review_due_on is not None
    assert (concept.review_due_on - scene.now.date()).days == 180


def test_once_understood_its_card_goes_to_the_reviewers_and_the_first_one_is_drawn_anew(scene: Scene) -> None:
    proposed = scene.proposed(word("CDN"), LENA)
    scene.do(understand, proposed.revision_id, TOM)
    cards = [(one["step"], one["side"]) for one in scene.noted(NoticeKind.WORD_PROPOSED)]
    assert cards == [("understand", "marketing"), ("approve", "it")]
    assert len(scene.noted(NoticeKind.WORD_CARD_CHANGED)) == 1


@pytest.mark.parametrize(("author", "reader", "side"), [(TOM, LENA, "marketing"), (PRIYA, TOM, "it")])
def test_a_shared_word_goes_back_to_the_reviewers_of_the_side_that_wrote_it(
    scene: Scene, author: Any, reader: Any, side: str
) -> None:
    proposed = scene.proposed(word("launch", "shared"), author)
    scene.do(understand, proposed.revision_id, reader)
    assert scene.noted(NoticeKind.WORD_PROPOSED)[-1]["side"] == side


def test_the_author_is_told_of_every_decision_once(scene: Scene) -> None:
    proposed = scene.proposed(word("CDN"), LENA)
    scene.do(not_understood, proposed.revision_id, TOM, note="What is an edge?")
    scene.do(understand, proposed.revision_id, MIA)
    scene.do(approve, proposed.revision_id, JONAS)
    assert scene.told() == [
        (LENA.user_id, "unclear", TOM.user_id),
        (LENA.user_id, "understood", MIA.user_id),
        (LENA.user_id, "approved", JONAS.user_id),
    ]
    assert scene.noted(NoticeKind.WORD_DECIDED)[0]["note"] == "What is an edge?"


def test_nobody_is_told_of_what_they_decide_themselves(scene: Scene) -> None:
    proposed = scene.proposed(word("CDN"), PRIYA)
    scene.do(understand, proposed.revision_id, TOM)
    scene.do(approve, proposed.revision_id, PRIYA)
    assert scene.told() == [(PRIYA.user_id, "understood", TOM.user_id)]


def test_what_is_not_clear_yet_stays_open_and_another_reader_may_understand_it(scene: Scene) -> None:
    proposed = scene.proposed(word("CDN"), LENA)
    scene.do(not_understood, proposed.revision_id, TOM, note=" What is an edge? ")
    unclear = scene.revision(proposed.revision_id)
    assert (unclear.state, unclear.unclear_by, unclear.unclear_note) == (
        RevisionState.PROPOSED,
        TOM.user_id,
        "What is an edge?",
    )
    scene.do(understand, proposed.revision_id, TOM)  # somebody explained it to him
    assert scene.revision(proposed.revision_id).understood_by == TOM.user_id


def test_rejecting_an_edit_leaves_the_approved_text(scene: Scene) -> None:
    before = scene.line("staging")
    edit = scene.edited(worded(STAGING, "A practice stage for our site."), TOM)
    scene.do(reject, edit.revision_id, JONAS, note="It is no stage.")
    assert scene.line("staging") == before
    assert scene.concept("staging").is_answered
    assert scene.states("staging") == ["approved", "rejected"]
    assert scene.revision(edit.revision_id).decided_note == "It is no stage."
    assert scene.told() == [(TOM.user_id, "rejected", JONAS.user_id)]


def test_approving_an_edit_keeps_the_older_text_in_the_history(scene: Scene) -> None:
    edit = scene.edited(worded(STAGING, "A practice stage for our site."), TOM)
    scene.do(understand, edit.revision_id, MIA)
    scene.do(approve, edit.revision_id, JONAS)
    assert scene.line("staging") == "A practice stage for our site."
    assert scene.states("staging") == ["superseded", "approved"]


def test_every_decision_counts_the_version_up(scene: Scene) -> None:
    edit = scene.edited(worded(STAGING, "A practice stage for our site."), TOM)
    seen = [scene.concept("staging")]
    for deed in (
        partial(scene.do, not_understood, edit.revision_id, MIA, note="What is a stage?"),
        partial(scene.do, understand, edit.revision_id, MIA),
        partial(scene.do, reject, edit.revision_id, JONAS, note="It is no stage."),
    ):
        deed()
        seen.append(scene.concept("staging"))
    assert [concept.version for concept in seen] == [2, 3, 4, 5]


@pytest.mark.parametrize(
    ("author", "home", "reader", "may"),
    [
        (LENA, "it", TOM, True),
        (LENA, "it", DEV, False),  # knows the word already
        (TOM, "it", MIA, True),
        (TOM, "it", TOM, False),  # wrote it
        (TOM, "it", LENA, False),
        (LENA, "it", PRIYA, True),  # of neither side
        (PRIYA, "it", PRIYA, False),
        (TOM, "marketing", LENA, True),
        (TOM, "marketing", MIA, False),
        (TOM, "shared", LENA, True),
        (TOM, "shared", MIA, False),
        (PRIYA, "shared", MIA, True),
        (PRIYA, "shared", LENA, True),
        (LENA, "it", OLGA, False),
    ],
)
def test_only_the_other_side_says_whether_it_can_be_understood(
    scene: Scene, author: Any, home: Any, reader: Any, may: bool
) -> None:
    proposed = scene.proposed(word("launch", home), author)
    assert may_read(scene.revision(proposed.revision_id), reader) is may
    if may:
        scene.do(understand, proposed.revision_id, reader)
    else:
        refused(scene, NotAllowed, understand, proposed.revision_id, reader)
        refused(scene, NotAllowed, not_understood, proposed.revision_id, reader, note="What is it?")
    assert (scene.revision(proposed.revision_id).understood_by == reader.user_id) is may


def test_who_may_not_say_so_is_told_why(scene: Scene) -> None:
    one = scene.proposed(word("CDN"), TOM).revision_id
    assert refused(scene, NotAllowed, understand, one, TOM) == (
        "You wrote it, so it's for somebody else to say whether it can be understood."
    )
    assert refused(scene, NotAllowed, understand, one, LENA) == (
        "It's for somebody of marketing to say whether they understand it, since you know the word already."
    )
    assert refused(scene, NotAllowed, understand, one, OLGA) == (
        "Only people of this company can change the glossary. Ask one of them to do it."
    )


@pytest.mark.parametrize("service", [approve, partial(reject, note="No.")])
def test_only_reviewers_of_its_own_side_decide(scene: Scene, service: Callable[..., Any]) -> None:
    one = scene.proposed(word("CDN"), TOM).revision_id
    scene.do(understand, one, MIA)
    for who in (LENA, MIA, TOM):
        told = refused(scene, NotAllowed, service, one, who)
        assert told.startswith("That's for IT's reviewers to decide, so you can't ")
        assert told.endswith(
            "`/glossary` with the word shows its text; there you can suggest a better wording."
        )
    assert refused(scene, NotAllowed, service, one, OLGA).startswith("Only people of this company")
    assert scene.revision(one).state is RevisionState.PROPOSED


@pytest.mark.parametrize("who", [MIA, JONAS, PRIYA])
def test_reviewers_of_either_side_decide_about_a_shared_word(scene: Scene, who: Any) -> None:
    one = scene.proposed(word("launch", "shared"), TOM).revision_id
    scene.do(understand, one, LENA)
    scene.do(approve, one, who)
    assert scene.concept("launch").is_answered


def test_for_a_shared_word_either_sides_reviewers_are_named(scene: Scene) -> None:
    one = scene.proposed(word("launch", "shared"), TOM).revision_id
    assert refused(scene, NotAllowed, approve, one, LENA).startswith("That's for either side's reviewers")


def test_nothing_is_approved_before_it_was_understood(scene: Scene) -> None:
    one = scene.proposed(word("CDN"), LENA).revision_id
    assert refused(scene, Conflict, approve, one, JONAS) == (
        "It's for somebody of marketing to say *I understand this* first. Then you can approve it."
    )
    shared = scene.proposed(word("launch", "shared"), PRIYA).revision_id
    assert refused(scene, Conflict, approve, shared, JONAS).startswith("It's for somebody else to say")


def test_it_may_be_rejected_before_it_was_understood(scene: Scene) -> None:
    one = scene.proposed(word("CDN"), TOM).revision_id
    scene.do(reject, one, JONAS, note="Nobody says that here.")
    assert scene.states("cdn") == ["rejected"]
    assert not scene.concept("cdn").is_answered


def test_ones_own_new_word_needs_another_reviewer_but_the_bridge_is_trusted(scene: Scene) -> None:
    own = scene.proposed(word("CDN"), JONAS).revision_id
    scene.do(understand, own, TOM)
    assert refused(scene, NotAllowed, approve, own, JONAS) == (
        "It's your own new word, so another reviewer of your side needs to approve it."
    )
    scene.do(approve, own, DEV)
    bridge = scene.proposed(word("cache"), PRIYA).revision_id
    scene.do(understand, bridge, TOM)
    scene.do(approve, bridge, PRIYA)
    assert scene.concept("cache").is_answered


@pytest.mark.parametrize(
    ("service", "who", "sentence"),
    [
        (not_understood, TOM, "Add one sentence that says what isn't clear, so that the author can mend it."),
        (reject, JONAS, "Add one sentence that says why not, so that the author can mend it."),
    ],
)
def test_a_no_needs_a_reason(scene: Scene, service: Any, who: Any, sentence: str) -> None:
    one = scene.proposed(word("CDN"), LENA).revision_id
    assert refused(scene, Unclear, service, one, who, note=" … ") == sentence
    told = refused(scene, Unclear, service, one, who, note="x" * 301)
    assert told == "Your note has 301 characters, and 300 fit. Say the main thing only."


def test_the_second_who_clicks_is_told_who_it_was(scene: Scene) -> None:
    one = scene.proposed(word("CDN"), LENA).revision_id
    scene.do(understand, one, TOM)
    told = "said already that it can be understood. It's with the reviewers now."
    assert refused(scene, Conflict, understand, one, MIA) == f"Tom {told}"
    assert refused(scene, Conflict, understand, one, TOM) == f"You {told}"
    assert refused(scene, Conflict, not_understood, one, MIA, note="What is an edge?") == f"Tom {told}"
    scene.do(approve, one, JONAS)
    told = "approved this text for *CDN* already, so there's nothing more to decide."
    for service, who in ((approve, DEV), (partial(reject, note="No."), DEV), (understand, MIA)):
        assert refused(scene, Conflict, service, one, who) == f"Jonas {told}"
    assert refused(scene, Conflict, approve, one, JONAS) == f"You {told}"


def test_whoever_decides_about_what_was_rejected_hears_the_reason(scene: Scene) -> None:
    one = scene.proposed(word("CDN"), LENA).revision_id
    scene.do(reject, one, JONAS, note="Too vague.")
    told = "said no to this text for *CDN* already: “Too vague.”"
    assert refused(scene, Conflict, approve, one, DEV) == f"Jonas {told}"
    assert refused(scene, Conflict, reject, one, JONAS, note="No.") == f"You {told}"
    assert refused(scene, Conflict, understand, one, TOM) == f"Jonas {told}"


def test_whoever_decides_about_what_was_overtaken_is_led_to_the_newer_text(scene: Scene) -> None:
    old = scene.edited(worded(STAGING, "A practice stage for our site."), TOM).revision_id
    scene.edited(worded(STAGING, "A quiet copy of the site."), LENA)
    told = (
        "There is a newer text for *staging*, so this one isn't decided any more. "
        "`/glossary staging` shows where it stands."
    )
    assert refused(scene, Conflict, approve, old, JONAS) == told
    assert refused(scene, Conflict, understand, old, MIA) == told


def test_saying_twice_that_the_same_is_unclear_is_no_news(scene: Scene) -> None:
    one = scene.proposed(word("CDN"), LENA).revision_id
    scene.do(not_understood, one, TOM, note="What is an edge?")
    assert refused(scene, Conflict, not_understood, one, TOM, note="What is an edge?") == (
        "You've said so already, and the author knows. There's nothing more to do."
    )
    scene.do(not_understood, one, TOM, note="And what is a node?")
    assert len(scene.told()) == 2


def test_a_button_of_a_proposal_that_is_gone_says_so(scene: Scene) -> None:
    assert refused(scene, Missing, understand, "v0gone", TOM) == (
        "That proposal isn't there any more. `/glossary` shows what there is now."
    )


def test_mine_to_review_is_what_this_person_can_move_on(scene: Scene) -> None:
    first = scene.proposed(word("CDN"), LENA).revision_id
    second = scene.proposed(word("reach", "marketing"), TOM).revision_id
    third = scene.proposed(word("cache"), JONAS).revision_id
    scene.do(understand, third, TOM)
    lists = {}
    for who in (TOM, MIA, LENA, JONAS, DEV, PRIYA, OLGA):
        with scene.ledger.read() as connection:
            lists[who.user_id] = [one.id for one in waiting_for(connection, who)]
    assert lists == {
        TOM.user_id: [first],
        MIA.user_id: [first],
        LENA.user_id: [second],
        JONAS.user_id: [second],  # not his own new word
        DEV.user_id: [second, third],
        PRIYA.user_id: [first, second, third],
        OLGA.user_id: [],
    }


def test_where_the_two_cards_stand_is_kept_apart(scene: Scene) -> None:
    one = scene.proposed(word("CDN"), LENA).revision_id
    with scene.ledger.begin() as unit:
        note_card(unit, one, "understand", "C0MARKETING", "1.1")
        note_card(unit, one, "approve", "C0IT", "2.2")
    revision = scene.revision(one)
    assert (revision.card_channel, revision.card_ts) == ("C0MARKETING", "1.1")
    assert (revision.review_channel, revision.review_ts) == ("C0IT", "2.2")


@pytest.mark.parametrize("round_", range(5))
def test_of_two_who_decide_at_once_one_does_and_the_other_hears_who(scene: Scene, round_: int) -> None:
    one = scene.proposed(word(f"word {round_}"), LENA).revision_id
    scene.do(understand, one, TOM)
    outcomes = at_once(
        partial(scene.do, approve, one, JONAS), partial(scene.do, reject, one, DEV, note="Too vague.")
    )
    refusals = [outcome for outcome in outcomes if isinstance(outcome, Exception)]
    revision = scene.revision(one)
    who = {JONAS.user_id: "Jonas", DEV.user_id: "Dev"}[revision.decided_by or ""]
    assert [type(each) for each in refusals] == [Conflict]
    assert str(refusals[0]).startswith(f"{who} ")
    assert len(scene.told()) == 2  # understood, and the one decision


@pytest.mark.parametrize("round_", range(5))
def test_of_two_who_say_at_once_that_they_understand_one_is_noted(scene: Scene, round_: int) -> None:
    one = scene.proposed(word(f"word {round_}"), LENA).revision_id
    outcomes = at_once(partial(scene.do, understand, one, TOM), partial(scene.do, understand, one, MIA))
    reader = {TOM.user_id: "Tom", MIA.user_id: "Mia"}[scene.revision(one).understood_by or ""]
    refusals = [str(outcome) for outcome in outcomes if isinstance(outcome, Exception)]
    assert refusals == [f"{reader} said already that it can be understood. It's with the reviewers now."]
    assert len(scene.noted(NoticeKind.WORD_PROPOSED)) == 2


@pytest.mark.parametrize("round_", range(5))
def test_of_two_who_propose_the_same_word_at_once_one_does(scene: Scene, round_: int) -> None:
    term = f"word {round_}"
    outcomes = at_once(partial(scene.proposed, word(term), LENA), partial(scene.proposed, word(term), TOM))
    refusals = [outcome for outcome in outcomes if isinstance(outcome, Exception)]
    assert [type(each) for each in refusals] == [Conflict]
    assert len(scene.states(f"word-{round_}")) == 1


@pytest.mark.parametrize("round_", range(5))
def test_of_two_edits_at_once_from_the_same_text_one_goes_live(scene: Scene, round_: int) -> None:
    seen = scene.concept("staging").live
    assert seen is not None
    outcomes = at_once(
        partial(scene.proposed, worded(STAGING, "A practice stage."), JONAS, based_on=seen.id),
        partial(scene.proposed, worded(STAGING, "A quiet copy of it."), DEV, based_on=seen.id),
    )
    refusals = [outcome for outcome in outcomes if isinstance(outcome, Exception)]
    assert [type(each) for each in refusals] == [Conflict], round_
    assert scene.states("staging") == ["superseded", "approved"]
