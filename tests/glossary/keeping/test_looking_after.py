"""Checked, handed over, put away, brought back; and what an answer says when nobody looks after it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from db.errors import Conflict, Missing, NotAllowed, Refusal, Unclear
from db.kinds import ConceptStatus, NoticeKind
from glossary.concepts import Concept
from glossary.keeping.looking_after import (
    asked_since,
    due_for_review,
    exclude,
    freshness,
    hand_over,
    is_due,
    is_for_reviewers,
    keepers,
    kept_by,
    note_asked,
    release,
    restore,
    retire,
    still_right,
    was_asked,
)
from glossary.keeping.reviewing import approve, understand
from glossary.model import Label
from tests.glossary.keeping.scene import (
    DEV,
    JONAS,
    LENA,
    MIA,
    NOW,
    OLGA,
    PRIYA,
    STAGING,
    TOM,
    Scene,
    word,
    worded,
)


def refused(scene: Scene, kind: type[Refusal], *args: Any, **values: Any) -> str:
    with pytest.raises(kind) as caught:
        scene.do(*args, **values)
    return str(caught.value)


def later(scene: Scene, **parts: float) -> None:
    scene.now += timedelta(**parts)


def due(scene: Scene, limit: int = 10, keeper_id: str | None = None) -> list[str]:
    with scene.ledger.read() as connection:
        found = due_for_review(connection, scene.now.date(), limit, keeper_id=keeper_id)
        return [concept.slug for concept in found]


def test_whoever_keeps_an_entry_says_that_it_is_still_right(scene: Scene) -> None:
    scene.approved(word("CDN", check_every_days=90), LENA)
    later(scene, days=100)
    checked = scene.do(still_right, "cdn", LENA)
    assert checked.checked_on == scene.now.date()
    assert checked.review_due_on == scene.now.date() + timedelta(days=90)
    assert scene.states("cdn") == ["approved"]  # no text was changed


@pytest.mark.parametrize("who", [JONAS, PRIYA])
def test_so_may_its_sides_reviewers_and_the_bridge(scene: Scene, who: Any) -> None:
    later(scene, days=1)
    scene.do(still_right, "staging", who)
    assert scene.concept("staging").checked_on == scene.now.date()


SERVICES: list[tuple[Any, dict[str, Any], str]] = [
    (still_right, {}, "check this"),
    (retire, {}, "retire this"),
]


@pytest.mark.parametrize(("service", "values", "doing"), SERVICES)
def test_nobody_else_may_and_they_hear_who_keeps_it(
    scene: Scene, service: Any, values: Any, doing: str
) -> None:
    scene.approved(word("CDN"), LENA)
    assert refused(scene, NotAllowed, service, "cdn", TOM, **values) == (
        f"Lena looks after this one, so you can't {doing}. Its side's reviewers can, and you can suggest "
        "a better wording."
    )
    assert refused(scene, NotAllowed, service, "staging", MIA, **values).startswith(
        "Nobody looks after this one"
    )
    assert refused(scene, NotAllowed, service, "staging", OLGA, **values).startswith("Only people of this")


def test_checking_twice_on_one_day_is_told(scene: Scene) -> None:
    later(scene, days=1)
    scene.do(still_right, "staging", JONAS)
    assert refused(scene, Conflict, still_right, "staging", DEV) == (
        "*staging* was checked today already. There's nothing more to do."
    )


def test_handing_over_tells_the_new_keeper_once(scene: Scene) -> None:
    scene.approved(word("CDN"), LENA)
    scene.do(hand_over, "cdn", DEV, LENA)
    assert scene.concept("cdn").keeper_id == DEV.user_id
    assert scene.noted(NoticeKind.WORD_HANDED_OVER) == [
        {"slug": "cdn", "user_id": DEV.user_id, "actor_id": LENA.user_id}
    ]


def test_a_reviewer_who_takes_it_over_is_not_told_of_it(scene: Scene) -> None:
    scene.do(hand_over, "staging", JONAS, JONAS)
    assert scene.concept("staging").keeper_id == JONAS.user_id
    assert scene.noted(NoticeKind.WORD_HANDED_OVER) == []


def test_a_word_is_handed_to_somebody_of_its_own_side_or_of_the_bridge(scene: Scene) -> None:
    assert refused(scene, Unclear, hand_over, "staging", TOM, JONAS) == (
        "*staging* is a word of IT, so somebody there should keep it. Choose another person."
    )
    assert "Choose another person." in refused(scene, Unclear, hand_over, "staging", OLGA, JONAS)
    scene.do(hand_over, "staging", PRIYA, JONAS)
    assert scene.concept("staging").keeper_id == PRIYA.user_id


def test_a_shared_word_may_be_kept_by_either_side(scene: Scene) -> None:
    scene.approved(word("launch", "shared"), TOM)
    scene.do(hand_over, "launch", LENA, TOM)
    assert scene.concept("launch").keeper_id == LENA.user_id


def test_handing_it_to_whoever_has_it_says_so(scene: Scene) -> None:
    scene.approved(word("CDN"), LENA)
    assert refused(scene, Conflict, hand_over, "cdn", LENA, JONAS) == (
        "Lena keeps *CDN* already. There's nothing more to do."
    )
    assert refused(scene, Conflict, hand_over, "cdn", LENA, LENA).startswith("You keep *CDN* already.")


def test_only_who_keeps_it_or_reviews_it_hands_it_over(scene: Scene) -> None:
    told = refused(scene, NotAllowed, hand_over, "staging", LENA, TOM)
    assert told.startswith("Nobody looks after this one, so you can't hand this over.")


def test_a_retired_word_is_explained_no_more_and_leads_to_what_took_its_place(scene: Scene) -> None:
    scene.approved(word("rehearsal site"), LENA)
    retired = scene.do(retire, "staging", JONAS, replaced_by="rehearsal-site")
    assert (retired.status, retired.replaced_by, retired.is_answered) == (
        ConceptStatus.RETIRED,
        "rehearsal-site",
        False,
    )


def test_what_led_to_a_retired_word_leads_on_to_its_successor(scene: Scene) -> None:
    for term in ("rehearsal site", "practice site"):
        scene.approved(word(term), LENA)
    scene.do(retire, "staging", JONAS, replaced_by="rehearsal-site")
    scene.do(retire, "rehearsal-site", JONAS, replaced_by="practice-site")
    assert scene.concept("staging").replaced_by == "practice-site"


def test_only_what_is_explained_takes_the_place_of_another(scene: Scene) -> None:
    scene.proposed(word("rehearsal site"), LENA)
    for slug in ("rehearsal-site", "no-such-word"):
        assert refused(scene, Missing, retire, "staging", JONAS, replaced_by=slug) == (
            f"“{slug}” isn't explained in the glossary, so it can't take this one's place. Choose another."
        )
    assert refused(scene, Unclear, retire, "staging", JONAS, replaced_by="staging") == (
        "An entry can't take its own place. Choose another one, or none."
    )


@pytest.mark.parametrize("put_away", [retire, exclude])
def test_putting_a_word_away_overtakes_its_open_proposal(scene: Scene, put_away: Any) -> None:
    scene.edited(worded(STAGING, "A practice stage for our site."), TOM)
    scene.do(put_away, "staging", JONAS)
    assert scene.states("staging") == ["approved", "overtaken"]
    assert scene.told() == [(TOM.user_id, "overtaken", JONAS.user_id)]


def test_what_is_no_jargon_is_kept_as_such(scene: Scene) -> None:
    excluded = scene.do(exclude, "staging", JONAS)
    assert (excluded.status, excluded.is_answered) == (ConceptStatus.EXCLUDED, False)
    assert refused(scene, Conflict, exclude, "staging", DEV) == (
        "*staging* counts as no jargon already. There's nothing more to do."
    )


def test_a_proposal_may_turn_out_to_be_no_jargon(scene: Scene) -> None:
    scene.proposed(word("laptop"), LENA)
    scene.do(exclude, "laptop", JONAS)
    assert scene.states("laptop") == ["overtaken"]


@pytest.mark.parametrize(
    ("service", "doing"),
    [(exclude, "put this away"), (restore, "bring this back")],
    ids=["exclude", "restore"],
)
def test_only_reviewers_put_away_and_bring_back(scene: Scene, service: Any, doing: str) -> None:
    scene.approved(word("CDN"), LENA)
    for who in (LENA, MIA):
        told = refused(scene, NotAllowed, service, "cdn", who)
        assert told.startswith(f"That's for IT's reviewers to decide, so you can't {doing}.")
    assert refused(scene, NotAllowed, service, "cdn", OLGA).startswith("Only people of this company")


@pytest.mark.parametrize("put_away", [retire, exclude])
def test_what_comes_back_has_its_old_text_and_is_due_for_a_look(scene: Scene, put_away: Any) -> None:
    before = scene.line("staging")
    scene.do(put_away, "staging", JONAS)
    back = scene.do(restore, "staging", DEV)
    assert (back.is_answered, back.replaced_by, scene.line("staging")) == (True, None, before)
    assert due(scene) == ["staging"]


def test_what_was_never_approved_comes_back_as_a_proposal_to_be_made(scene: Scene) -> None:
    scene.proposed(word("laptop"), LENA)
    scene.do(exclude, "laptop", JONAS)
    back = scene.do(restore, "laptop", JONAS)
    assert (back.status, back.review_due_on) == (ConceptStatus.PROPOSED, None)
    scene.proposed(word("laptop"), TOM)
    assert scene.states("laptop") == ["overtaken", "proposed"]


def test_nothing_comes_back_that_is_there_or_that_another_entry_explains_by_now(scene: Scene) -> None:
    assert refused(scene, Conflict, restore, "staging", JONAS) == (
        "*staging* is there already. There's nothing to bring back."
    )
    scene.do(retire, "staging", JONAS)
    scene.approved(word("rehearsal", also=(Label("staging"),)), LENA)
    assert refused(scene, Conflict, restore, "staging", JONAS) == (
        "*rehearsal* explains the same by now. Add to that one what is missing, or retire it first."
    )


@pytest.mark.parametrize(
    ("service", "values"),
    [(still_right, {}), (retire, {}), (hand_over, {"to": DEV})],
    ids=["still right", "retire", "hand over"],
)
def test_what_is_not_live_needs_nobody_to_look_after_it(scene: Scene, service: Any, values: Any) -> None:
    scene.proposed(word("CDN"), LENA)
    ending = "so there's nothing to look after."
    told = refused(scene, Conflict, service, "cdn", who=JONAS, **values)
    assert told == f"*CDN* wasn't approved yet, {ending} `/glossary CDN` shows where it stands."
    scene.do(retire, "staging", JONAS)
    told = refused(scene, Conflict, service, "staging", who=JONAS, **values)
    assert told.startswith(f"*staging* was retired already, {ending}")
    scene.do(exclude, "lead", MIA)
    told = refused(scene, Conflict, service, "lead", who=MIA, **values)
    assert told.startswith(f"*lead* was put away as no jargon, {ending}")


def test_a_word_that_is_gone_is_told(scene: Scene) -> None:
    told = refused(scene, Conflict, still_right, "no-such-word", JONAS)
    assert told == "That word isn't in the glossary any more."


def test_what_is_due_comes_the_longest_first_and_only_what_is_explained(scene: Scene) -> None:
    scene.approved(word("CDN", check_every_days=10), LENA)
    scene.approved(word("cache", check_every_days=5), LENA)
    scene.approved(word("node", check_every_days=5), JONAS)
    scene.proposed(word("edge"), LENA)
    assert due(scene) == []
    later(scene, days=20)
    assert due(scene) == ["cache", "node", "cdn"]
    assert due(scene, limit=1) == ["cache"]
    assert due(scene, keeper_id=JONAS.user_id) == ["node"]
    scene.do(retire, "cache", JONAS)
    assert due(scene) == ["node", "cdn"]


def test_what_somebody_keeps_is_listed_by_slug(scene: Scene) -> None:
    for term in ("node", "cache"):
        scene.approved(word(term), LENA)
    scene.proposed(word("edge"), LENA)
    with scene.ledger.read() as connection:
        assert [concept.slug for concept in kept_by(connection, LENA.user_id)] == ["cache", "node"]
        assert kept_by(connection, TOM.user_id) == []


def test_what_those_who_left_kept_goes_back_to_its_side(scene: Scene) -> None:
    for term, keeper in (("node", LENA), ("cache", LENA), ("edge", JONAS)):
        scene.approved(word(term), keeper)
    before = scene.concept("node").version
    with scene.ledger.begin() as unit:
        assert release(unit, [LENA.user_id], scene.now) == 2
    with scene.ledger.read() as connection:
        assert keepers(connection) == {JONAS.user_id}
    assert scene.concept("node").version == before + 1


def test_being_asked_is_no_decision_and_is_counted(scene: Scene) -> None:
    scene.approved(word("CDN", check_every_days=10), LENA)
    later(scene, days=11)
    before = scene.concept("cdn")
    assert is_due(before, scene.now.date())
    assert not was_asked(before)
    with scene.ledger.begin() as unit:
        note_asked(unit, ["cdn"], scene.now)
    asked = scene.concept("cdn")
    assert was_asked(asked)
    assert asked.version == before.version
    with scene.ledger.read() as connection:
        assert asked_since(connection, LENA.user_id, scene.now - timedelta(days=7)) == 1
        assert asked_since(connection, LENA.user_id, scene.now) == 0
    assert not is_for_reviewers(asked, scene.now + timedelta(days=13))
    assert is_for_reviewers(asked, scene.now + timedelta(days=14))


def test_whoever_was_asked_before_it_fell_due_again_is_asked_again(scene: Scene) -> None:
    scene.approved(word("CDN", check_every_days=10), LENA)
    later(scene, days=11)
    with scene.ledger.begin() as unit:
        note_asked(unit, ["cdn"], scene.now)
    scene.do(still_right, "cdn", LENA)
    assert not was_asked(scene.concept("cdn"))


def test_a_due_entry_without_a_keeper_is_for_the_reviewers_at_once(scene: Scene) -> None:
    scene.approved(word("CDN", check_every_days=10), TOM)  # of the other side, so nobody keeps it
    assert not is_for_reviewers(scene.concept("cdn"), scene.now)
    later(scene, days=11)
    assert is_for_reviewers(scene.concept("cdn"), scene.now)


CHECKED = date(2026, 3, 3)


def kept(scene: Scene, **values: Any) -> Concept:
    fresh = {"checked_on": CHECKED, "review_due_on": CHECKED + timedelta(days=180)}
    return replace(scene.concept("staging"), **{**fresh, **values})


@pytest.mark.parametrize(
    ("today", "says"),
    [
        (CHECKED, ""),
        (CHECKED + timedelta(days=180), ""),  # due, the keeper is asked
        (CHECKED + timedelta(days=208), ""),  # the reviewers are asked
        (CHECKED + timedelta(days=209), "not checked since March"),
        (date(2027, 1, 5), "not checked since March 2026"),
    ],
)
def test_an_answer_says_when_nobody_has_checked_it_for_too_long(scene: Scene, today: date, says: str) -> None:
    assert freshness(kept(scene), today) == says


def test_what_was_never_checked_or_is_never_due_is_said_as_it_is(scene: Scene) -> None:
    long_after = NOW.date() + timedelta(days=2000)
    assert freshness(kept(scene, checked_on=None), long_after) == "not checked yet"
    assert freshness(kept(scene, review_due_on=None), long_after) == ""
    assert freshness(kept(scene, status=ConceptStatus.RETIRED), long_after) == ""


def test_looking_a_word_up_never_counts_as_checking_it(scene: Scene) -> None:
    before = scene.concept("staging")
    for _ in range(3):
        scene.concept("staging")
    assert scene.concept("staging") == before


def test_approving_an_edit_checks_the_entry(scene: Scene) -> None:
    later(scene, days=300)
    edit = scene.edited(worded(STAGING, "A practice stage for our site."), TOM)
    scene.do(understand, edit.revision_id, MIA)
    scene.do(approve, edit.revision_id, JONAS)
    assert scene.concept("staging").checked_on == scene.now.date()
    assert freshness(scene.concept("staging"), scene.now.date()) == ""
