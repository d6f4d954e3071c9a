"""A word on its way in: what is taken, what is refused with which sentence, what goes live at once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from db.errors import Conflict, NotAllowed, Refusal, Unclear
from db.kinds import ConceptStatus, NoticeKind, RevisionState
from glossary.keeping.looking_after import exclude, retire
from glossary.keeping.proposing import Outcome, propose_all, slug_for
from glossary.keeping.reviewing import approve, reject, understand
from glossary.keeping.writer import PROGRAM
from glossary.model import LONGEST_LINE, Label, Wording
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


def test_anybody_of_the_company_proposes_a_word_and_the_other_side_gets_its_card(scene: Scene) -> None:
    outcome = scene.proposed(word("CDN"), LENA, note="Marketing keeps asking")
    assert (outcome.slug, outcome.state, outcome.is_new) == ("cdn", RevisionState.PROPOSED, True)
    concept = scene.concept("cdn")
    assert (concept.status, concept.live, concept.source) == (ConceptStatus.PROPOSED, None, "person")
    revision = scene.revision(outcome.revision_id)
    assert (revision.author_id, revision.author_side, revision.note) == (
        LENA.user_id,
        "it",
        "Marketing keeps asking",
    )
    assert scene.noted(NoticeKind.WORD_PROPOSED) == [
        {"revision_id": outcome.revision_id, "step": "understand", "side": "marketing"}
    ]


def test_a_word_of_marketing_is_to_be_understood_by_it(scene: Scene) -> None:
    scene.proposed(word("reach", "marketing"), TOM)
    assert [card["side"] for card in scene.noted(NoticeKind.WORD_PROPOSED)] == ["it"]


@pytest.mark.parametrize(("author", "side"), [(TOM, "it"), (LENA, "marketing"), (PRIYA, "marketing")])
def test_a_shared_word_is_to_be_understood_by_the_side_that_did_not_write_it(
    scene: Scene, author: object, side: str
) -> None:
    scene.proposed(word("launch", "shared"), author)  # type: ignore[arg-type]
    assert [card["side"] for card in scene.noted(NoticeKind.WORD_PROPOSED)] == [side]


def test_who_wrote_a_word_of_their_own_side_looks_after_it_and_nobody_else_does(scene: Scene) -> None:
    scene.proposed(word("CDN"), LENA)
    scene.proposed(word("cache"), TOM)
    scene.proposed(word("launch", "shared"), TOM)
    keepers = [scene.concept(slug).keeper_id for slug in ("cdn", "cache", "launch")]
    assert keepers == [LENA.user_id, None, TOM.user_id]


def test_an_edit_leaves_the_live_text_until_it_is_approved(scene: Scene) -> None:
    before = scene.line("staging")
    outcome = scene.edited(worded(STAGING, "A practice stage for our site."), TOM)
    assert (outcome.state, outcome.is_new) == (RevisionState.PROPOSED, False)
    assert scene.line("staging") == before
    assert scene.states("staging") == ["approved", "proposed"]


def test_an_edit_by_a_reviewer_of_its_own_side_is_live_at_once_and_counts_as_a_check(scene: Scene) -> None:
    outcome = scene.edited(worded(STAGING, "A practice stage for our site."), JONAS)
    concept = scene.concept("staging")
    assert outcome.state is RevisionState.APPROVED
    assert scene.line("staging") == "A practice stage for our site."
    assert concept.live is not None
    assert (concept.live.id, concept.live.decided_by) == (outcome.revision_id, JONAS.user_id)
    assert concept.checked_on == scene.now.date()
    assert scene.states("staging") == ["superseded", "approved"]
    assert scene.noted(NoticeKind.WORD_PROPOSED) == []


def test_the_bridge_may_edit_words_of_either_side_at_once(scene: Scene) -> None:
    scene.edited(worded(STAGING, "A practice stage for our site."), PRIYA)
    assert scene.states("staging") == ["superseded", "approved"]


@pytest.mark.parametrize("author", [MIA, LENA])
def test_a_reviewer_of_the_other_side_and_a_plain_colleague_only_propose(
    scene: Scene, author: object
) -> None:
    scene.edited(worded(STAGING, "A practice stage for our site."), author)  # type: ignore[arg-type]
    assert scene.states("staging") == ["approved", "proposed"]


def test_a_reviewer_does_not_give_a_word_to_the_other_side_at_once(scene: Scene) -> None:
    scene.edited(replace(STAGING, home="marketing"), JONAS)
    assert scene.concept("staging").home == "it"
    assert scene.states("staging") == ["approved", "proposed"]


def test_a_draft_and_an_import_are_never_live_at_once(scene: Scene) -> None:
    scene.edited(worded(STAGING, "A practice stage for our site."), JONAS, is_draft=True)
    scene.edited(worded(STAGING, "A practice stage for our shop."), PRIYA, source="import")
    assert scene.states("staging") == ["approved", "overtaken", "proposed"]


def test_a_newer_proposal_takes_the_place_of_the_older_whose_author_is_told_once(scene: Scene) -> None:
    first = scene.edited(worded(STAGING, "A practice stage for our site."), TOM)
    second = scene.edited(worded(STAGING, "A practice stage, never seen outside."), LENA)
    assert second.overtook == first.revision_id
    assert scene.states("staging") == ["approved", "overtaken", "proposed"]
    assert scene.told() == [(TOM.user_id, "overtaken", LENA.user_id)]
    redrawn = [one["revision_id"] for one in scene.noted(NoticeKind.WORD_CARD_CHANGED)]
    assert redrawn == [first.revision_id]


def test_whoever_replaces_their_own_proposal_is_not_told_of_it(scene: Scene) -> None:
    scene.edited(worded(STAGING, "A practice stage for our site."), TOM)
    scene.edited(worded(STAGING, "A practice stage, never seen outside."), TOM)
    assert scene.told() == []


def test_a_word_that_was_never_approved_is_changed_from_its_open_proposal(scene: Scene) -> None:
    first = scene.proposed(word("CDN"), LENA)
    better = worded(word("CDN"), "Copies of our pages that stand near the reader.")
    second = scene.proposed(better, LENA, based_on=first.revision_id)
    assert (second.is_new, scene.states("cdn")) == (True, ["overtaken", "proposed"])


def test_what_was_rejected_may_be_proposed_anew_under_the_same_slug(scene: Scene) -> None:
    first = scene.proposed(word("CDN"), LENA)
    scene.do(reject, first.revision_id, JONAS, note="Too vague for anybody")
    better = worded(word("CDN", "marketing"), "Copies of our pages that stand near the reader.")
    scene.proposed(better, TOM)
    concept = scene.concept("cdn")
    assert scene.states("cdn") == ["rejected", "proposed"]
    assert (concept.home, concept.keeper_id) == ("marketing", TOM.user_id)


def refused(scene: Scene, kind: type[Refusal], *args: object, **values: object) -> str:
    with pytest.raises(kind) as caught:
        scene.proposed(*args, **values)  # type: ignore[arg-type]
    return str(caught.value)


def test_people_of_other_companies_propose_nothing(scene: Scene) -> None:
    told = refused(scene, NotAllowed, word("CDN"), OLGA)
    assert told == "Only people of this company can change the glossary. Ask one of them to do it."


LONG = "word " * 41

TEXTS = [
    (
        replace(word("x"), labels=(Label("  ", "preferred"),)),
        "Write the word itself first, as people say it.",
    ),
    (
        replace(word("x"), labels=(Label("!?", "preferred"),)),
        "Write the word itself first, as people say it.",
    ),
    (
        replace(word("x"), labels=(Label("a" * 81, "preferred"),)),
        f"“{'a' * 30}…” has 81 characters, and 80 fit. "
        "Give the word alone; what it means goes into the line below it.",
    ),
    (
        word("CDN", also=(Label("…"),)),
        "“…” has no letter or digit in it. Take that name out.",
    ),
    (
        word("CDN", also=tuple(Label(f"name {number}") for number in range(40))),
        "That's 41 names for one thing, and 40 fit. Keep those that people really say.",
    ),
    (
        word("CDN", marketing=Wording(" ")),
        "Say for marketing in one sentence what *CDN* is. That line is still empty.",
    ),
    (word("CDN", it=Wording("")), "Say for IT in one sentence what *CDN* is. That line is still empty."),
    (
        word("CDN", marketing=Wording("A thing.")),
        "“A thing.” says too little for marketing. Write one plain sentence: what it is, or what it does.",
    ),
    (
        word("content delivery network", marketing=Wording("Content delivery network")),
        "“Content delivery network” says too little for marketing. "
        "Write one plain sentence: what it is, or what it does.",
    ),
    (
        word("CDN", it=Wording(LONG)),
        f"The line for IT has {len(LONG.strip())} characters, and {LONGEST_LINE} fit. "
        "Keep what it is, and put the rest under “why it matters” or into the example.",
    ),
    (
        word("CDN", it=Wording("A sentence that says it.", why="x" * 601)),
        "“Why it matters” for IT has 601 characters, and 600 fit. Keep the one thing that matters most.",
    ),
    (
        word("CDN", marketing=Wording("A sentence that says it.", example="x" * 601)),
        "The example for marketing has 601 characters, and 600 fit. Keep the one thing that matters most.",
    ),
    (
        word("no shared logins", kind="why_not"),
        "Add at least one question, the way people ask it, or nobody will find this answer.",
    ),
    (
        word("CDN", related=("edge-server",)),
        "There is no entry “edge-server” to link to. Take the link out, or add that entry first.",
    ),
    (
        word("CDN", related=("cdn",)),
        "Entry “cdn”, related: an entry cannot point at itself. Take it out.",
    ),
]


@pytest.mark.parametrize(("entry", "sentence"), TEXTS, ids=lambda value: str(value)[:40])
def test_a_text_that_nobody_could_use_is_refused_with_what_to_do(
    scene: Scene, entry: object, sentence: str
) -> None:
    assert refused(scene, Unclear, entry, LENA) == sentence


def test_a_note_that_is_too_long_is_refused(scene: Scene) -> None:
    told = refused(scene, Unclear, word("CDN"), LENA, note="x" * 301)
    assert told == "Your note has 301 characters, and 300 fit. Say the main thing only."


def test_a_new_word_whose_slug_is_there_is_led_to_the_entry(scene: Scene) -> None:
    told = refused(scene, Conflict, STAGING, LENA)
    assert told == ("*staging* is in the glossary already. Look it up and choose *Suggest a better wording*.")


def test_a_word_that_somebody_else_has_proposed_is_not_proposed_twice(scene: Scene) -> None:
    scene.proposed(word("CDN"), LENA)
    told = refused(scene, Conflict, word("CDN"), TOM)
    assert told == "Lena has proposed *CDN* already. Open that proposal and change it there."
    assert refused(scene, Conflict, word("CDN"), LENA).startswith("You have proposed *CDN* already.")


def test_a_meaning_that_is_explained_under_another_name_is_refused(scene: Scene) -> None:
    told = refused(scene, Conflict, word("Staging-Site", slug="rehearsal"), TOM)
    assert told == (
        "That is explained already, under *staging*. Look it up with `/glossary staging` and suggest "
        "a better wording there. If yours means something else, link the two as “not to be confused with”."
    )


def test_a_meaning_that_is_proposed_already_under_another_slug_is_refused(scene: Scene) -> None:
    scene.proposed(word("CDN"), LENA)
    told = refused(scene, Conflict, word("edge copies", also=(Label("cdn"),)), TOM)
    assert told.startswith("That is explained already, under *CDN*.")


def test_the_same_name_for_two_meanings_is_fine_when_they_are_told_apart(scene: Scene) -> None:
    scene.proposed(word("staging", slug="staging-area", confused_with=("staging",)), LENA)
    scene.proposed(word("staging", "marketing", slug="staging-a-photo"), TOM)  # another side's word
    assert scene.states("staging-area") == scene.states("staging-a-photo") == ["proposed"]


def test_a_shared_word_clashes_with_either_side(scene: Scene) -> None:
    assert "under *lead*" in refused(scene, Conflict, word("lead", "shared", slug="lead-2"), TOM)


def test_an_edit_is_not_held_up_by_a_clash_that_was_there_before(scene: Scene) -> None:
    twin = scene.proposed(word("staging", slug="staging-area", confused_with=("staging",)), LENA)
    scene.do(understand, twin.revision_id, TOM)
    live = scene.do(approve, twin.revision_id, JONAS)
    apart = replace(live.entry, confused_with=())
    scene.edited(apart, JONAS)
    scene.edited(worded(apart, "Where changed files wait before they are kept."), JONAS)
    assert scene.line("staging-area") == "Where changed files wait before they are kept."


def test_an_edit_that_changes_nothing_is_refused(scene: Scene) -> None:
    live = scene.concept("staging").live
    assert live is not None
    told = refused(scene, Conflict, STAGING, TOM, based_on=live.id)
    assert told == "That's how *staging* is explained already. Change something, or close this."


def test_the_same_text_is_not_proposed_twice(scene: Scene) -> None:
    changed = worded(STAGING, "A practice stage for our site.")
    scene.edited(changed, TOM)
    with pytest.raises(Conflict) as caught:
        scene.edited(changed, LENA)
    assert str(caught.value) == "The same text for *staging* is waiting already. There's nothing more to do."


def test_whoever_started_from_a_text_that_is_no_longer_live_is_told_who_changed_it(scene: Scene) -> None:
    seen = scene.concept("staging").live
    assert seen is not None
    scene.edited(worded(STAGING, "A practice stage for our site."), JONAS)
    told = refused(scene, Conflict, worded(STAGING, "A quiet copy of the site."), TOM, based_on=seen.id)
    assert told == (
        "Jonas changed *staging* while you were writing. Your words are still here: copy what you want to "
        "keep, open the entry anew and put it in there."
    )
    own = refused(scene, Conflict, worded(STAGING, "A quiet copy of the site."), JONAS, based_on=seen.id)
    assert own.startswith("You changed *staging* while you were writing.")


def test_whoever_started_from_a_proposal_that_is_newer_than_the_live_text_may_go_on(scene: Scene) -> None:
    first = scene.edited(worded(STAGING, "A practice stage for our site."), TOM)
    scene.proposed(worded(STAGING, "A quiet copy of the site."), TOM, based_on=first.revision_id)
    assert scene.states("staging") == ["approved", "overtaken", "proposed"]


@pytest.mark.parametrize(
    ("put_away", "how"),
    [(retire, "retired"), (exclude, "put away as no jargon")],
    ids=["retired", "excluded"],
)
def test_what_was_put_away_is_brought_back_first(scene: Scene, put_away: object, how: str) -> None:
    live = scene.concept("staging").live
    assert live is not None
    scene.do(put_away, "staging", JONAS)  # type: ignore[arg-type]
    sentence = f"*staging* was {how}. Ask one of its side's reviewers to bring it back, then change it."
    changed = worded(STAGING, "A practice stage for our site.")
    assert refused(scene, Conflict, changed, TOM) == sentence
    assert refused(scene, Conflict, changed, TOM, based_on=live.id) == sentence


def test_nothing_links_to_what_is_no_jargon(scene: Scene) -> None:
    scene.do(exclude, "lead", MIA)
    told = refused(scene, Unclear, word("CDN", related=("lead",)), LENA)
    assert told.startswith("There is no entry “lead” to link to.")


def test_an_import_is_told_of_in_one_message_a_side_and_what_is_refused_holds_up_nothing(
    scene: Scene,
) -> None:
    entries = [
        word("CDN", related=("cache",)),  # comes later in the same import
        word("cache"),
        word("staging site", slug="staging-site"),
        word("reach", "marketing"),
        worded(STAGING, "A practice stage for our site."),
    ]
    with scene.ledger.begin() as unit:
        done = propose_all(unit, entries, PROGRAM, scene.now)
    assert [isinstance(one, Outcome) for one in done] == [True, True, False, True, True]
    assert str(done[2]).startswith("That is explained already, under *staging*.")
    assert scene.noted(NoticeKind.WORD_PROPOSED) == []
    assert scene.noted(NoticeKind.WORDS_WAITING) == [
        {"side": "marketing", "why": "import", "slugs": ["cdn", "cache", "staging"], "count": 3},
        {"side": "it", "why": "import", "slugs": ["reach"], "count": 1},
    ]
    concept = scene.concept("cdn")
    assert (concept.source, concept.created_by, concept.keeper_id) == ("import", None, None)


def test_importing_the_same_twice_changes_nothing(scene: Scene) -> None:
    for _ in range(2):
        with scene.ledger.begin() as unit:
            done = propose_all(unit, [word("CDN"), STAGING], PROGRAM, scene.now)
    assert [str(one) for one in done] == [
        "The same text for *CDN* is waiting already. There's nothing more to do.",
        "That's how *staging* is explained already. Change something, or close this.",
    ]


@pytest.mark.parametrize(
    ("text", "taken", "slug"),
    [
        ("Pull request", set(), "pull-request"),
        ("CI/CD", {"ci-cd"}, "ci-cd-2"),
        ("CI/CD", {"ci-cd", "ci-cd-2"}, "ci-cd-3"),
        ("Überschrift & Größe", set(), "uberschrift-grosse"),
        ("広告", set(), "word"),
        ("…", {"word"}, "word-2"),
        ("x" * 100, set(), "x" * 80),
        ("x" * 100, {"x" * 80}, "x" * 78 + "-2"),
    ],
)
def test_a_new_word_gets_a_slug_of_its_own(text: str, taken: set[str], slug: str) -> None:
    assert slug_for(text, taken) == slug


def test_every_proposal_that_is_live_or_new_counts_the_version_up(scene: Scene) -> None:
    before = scene.concept("staging").version
    scene.edited(worded(STAGING, "A practice stage for our site."), DEV)
    scene.edited(worded(STAGING, "A quiet copy of the site."), TOM)
    assert scene.concept("staging").version == before + 2
