"""The form: a new word, a better wording, what is there already while one types, and what is wrong."""

from __future__ import annotations

import json
from typing import Any

import pytest

from db.kinds import ConceptStatus, NoticeKind, RevisionState
from glossary.model import Entry, Label
from handlers.names import CONFUSED_FIELD, EDIT_WORD, LINE_FIELD, NAMES_FIELD, WORD_FIELD
from handlers.views.glossary.filled import ONE_LINE_NEEDED
from handlers.views.glossary.forms import NOTHING_NEAR
from tests.bot.requests.scene import DEACTIVATED, DEV, JONAS, LENA, MIA, OUTSIDER, PRIYA, TOM, UNKNOWN, Scene
from tests.handlers.glossary.counter import CNAME_LINE, STAGING, Counter, standing_in, text

MINE = f"{LINE_FIELD}.marketing"
THEIRS = f"{LINE_FIELD}.it"


def typed(counter: Counter, user_id: str, view: dict[str, Any], word: str, at: int = 0) -> None:
    """One letter more in the word's field; the view as Slack sends it with the action. `at`: when it was
    typed, as a rule after all letters before."""
    number = next(counter.knocking.numbers)
    state = {block: {block: {"value": text}} for block, text in standing_in(view).items()}
    state[WORD_FIELD] = {WORD_FIELD: {"value": word}}
    counter.knocking.door.take(
        {
            "type": "block_actions",
            "trigger_id": f"t{number}",
            "user": {"id": user_id, "team_id": "T0HOME"},
            "container": {"type": "view", "view_id": "V1"},
            "view": {**view, "id": "V1", "hash": "1", "state": {"values": state}},
            "actions": [
                {
                    "type": "plain_text_input",
                    "action_id": WORD_FIELD,
                    "block_id": WORD_FIELD,
                    "value": word,
                    "action_ts": f"{at or number}.1",
                }
            ],
        }
    )


def redrawn(counter: Counter) -> list[dict[str, Any]]:
    return [detail["view"] for detail in counter.noted(NoticeKind.VIEW_CHANGED)]


def hint(view: dict[str, Any]) -> str:
    return str(next(block for block in view["blocks"] if block["block_id"] == "near")["elements"][0]["text"])


def edit(counter: Counter, user_id: str, slug: str = "staging") -> dict[str, Any]:
    counter.click(user_id, {"type": "button", "action_id": EDIT_WORD, "value": slug})
    return counter.form()


def test_a_new_word_goes_to_the_other_side_first_and_the_author_is_told_so(counter: Counter) -> None:
    answer = counter.propose(JONAS, word_why="Your page gets its own address.", word_names="c-name, alias")
    assert answer.errors == {}
    entry = counter.waiting("cname").entry
    assert entry.marketing.line == entry.it.line == CNAME_LINE
    assert (entry.marketing.why, entry.it.why) == ("Your page gets its own address.", "")
    assert [label.text for label in entry.labels] == ["CNAME", "c-name", "alias"]
    assert counter.concept("cname").status is ConceptStatus.PROPOSED
    card = counter.noted(NoticeKind.WORD_PROPOSED)
    assert [(one["step"], one["side"]) for one in card] == [("understand", "marketing")]
    told = counter.told(JONAS)
    assert "First somebody of marketing says whether they understand *CNAME*" in told
    assert "then IT's reviewers approve it" in told


def test_a_word_of_both_sides_has_its_reason_and_example_for_both(counter: Counter) -> None:
    counter.propose(PRIYA, "brief", "shared", word_why="It saves a round.")
    entry = counter.waiting("brief").entry
    assert entry.marketing.why == entry.it.why == "It saves a round."
    assert counter.told(PRIYA).startswith("Thanks. First somebody else says")


def test_a_form_without_any_line_says_what_is_missing_beside_it(counter: Counter) -> None:
    assert counter.propose(JONAS, word_line_marketing="").errors == {MINE: ONE_LINE_NEEDED}
    assert counter.scene.notices(NoticeKind.WORD_PROPOSED) == []


def test_what_is_wrong_stands_beside_the_field_that_was_filled_in(counter: Counter) -> None:
    answer = counter.propose(JONAS, word_line_marketing="", word_line_it="An address")
    assert list(answer.errors) == [THEIRS]
    assert "says too little" in answer.errors[THEIRS]


def test_a_word_that_is_there_already_is_refused_beside_the_word(counter: Counter) -> None:
    answer = counter.propose(JONAS, "Staging")
    assert list(answer.errors) == [WORD_FIELD]
    assert "explained already, under staging" in answer.errors[WORD_FIELD]


def test_the_same_word_of_another_side_is_another_entry(counter: Counter) -> None:
    assert counter.propose(MIA, "staging", "marketing").errors == {}
    assert counter.waiting("staging-marketing").entry.home == "marketing"


def test_another_meaning_of_the_same_side_names_the_first(counter: Counter) -> None:
    answer = counter.propose(JONAS, "staging", word_confused="staging")
    assert answer.errors == {}
    assert counter.waiting("staging-it").entry.confused_with == ("staging",)


def test_a_word_not_to_be_confused_with_must_be_there(counter: Counter) -> None:
    answer = counter.propose(JONAS, word_confused="no such thing")
    assert list(answer.errors) == [CONFUSED_FIELD]
    assert "no such thing" in answer.errors[CONFUSED_FIELD]


def test_a_password_in_a_text_is_not_kept(counter: Counter) -> None:
    line = "The test site, log in with password: Hunter2!sEcret there."
    counter.propose(JONAS, "sandbox", word_line_marketing=line)
    assert "Hunter2" not in str(counter.waiting("sandbox").entry)
    assert "Careful, something in there looked like a password" in counter.told(JONAS)


@pytest.mark.parametrize("who", [OUTSIDER, UNKNOWN, DEACTIVATED])
def test_who_is_not_of_this_company_changes_nothing(counter: Counter, who: str) -> None:
    view = edit(counter, JONAS)
    counter.send(who, view, word_line_marketing="Something quite different from before.")
    assert "of this company" in counter.told(who)
    assert counter.concept("staging").entry == STAGING


def test_while_one_types_the_form_says_what_is_there_already(counter: Counter) -> None:
    counter.type(MIA, "add")
    view = counter.form()
    assert hint(view) == NOTHING_NEAR
    typed(counter, MIA, view, "s")
    assert redrawn(counter) == []
    typed(counter, MIA, view, "staging")
    (drawn,) = redrawn(counter)
    assert "*staging* is there already: “A rehearsal copy of our site" in hint(drawn)
    assert "`/glossary staging`" in hint(drawn)
    assert drawn["blocks"][0]["element"]["initial_value"] == "staging"
    assert "focus_on_load" not in drawn["blocks"][0]["element"]


def test_a_letter_that_changes_nothing_writes_nothing(counter: Counter) -> None:
    counter.type(MIA, "add")
    view = counter.form()
    before = len(counter.scene.notices())
    typed(counter, MIA, view, "zebra")
    typed(counter, MIA, view, "zebras")
    assert len(counter.scene.notices()) == before


def test_a_newer_letters_picture_takes_an_older_ones_place(counter: Counter) -> None:
    counter.type(MIA, "add")
    view = counter.form()
    typed(counter, MIA, view, "stagi")
    typed(counter, MIA, view, "lead")
    (drawn,) = redrawn(counter)
    assert "*lead* is there already" in hint(drawn)


def test_letters_that_come_in_another_order_leave_the_picture_of_the_newest(counter: Counter) -> None:
    counter.type(MIA, "add")
    view = counter.form()
    typed(counter, MIA, view, "lead", at=1002)
    typed(counter, MIA, view, "staging", at=1001)
    (drawn,) = redrawn(counter)
    assert "*lead* is there already" in hint(drawn)


def test_a_letter_that_leads_away_again_takes_back_what_is_still_to_be_shown(counter: Counter) -> None:
    counter.type(MIA, "add")
    view = counter.form()
    typed(counter, MIA, view, "staging")
    typed(counter, MIA, view, "zebra")
    (drawn,) = redrawn(counter)
    assert hint(drawn) == NOTHING_NEAR


def test_a_word_that_looks_like_another_is_named(counter: Counter) -> None:
    counter.type(MIA, "add")
    typed(counter, MIA, counter.form(), "stagin")
    assert "Perhaps it's there under another name:\n• *staging*" in hint(redrawn(counter)[0])


def test_a_word_that_waits_to_be_read_is_named(counter: Counter) -> None:
    counter.propose(JONAS)
    counter.catch_up()
    counter.type(MIA, "add")
    typed(counter, MIA, counter.form(), "CName")
    assert "waits to be read" in hint(redrawn(counter)[0])


def test_nobody_of_another_company_is_told_what_is_there(counter: Counter) -> None:
    counter.type(MIA, "add")
    typed(counter, OUTSIDER, counter.form(), "staging")
    assert redrawn(counter) == []


def test_a_better_wording_starts_from_the_text_as_it_is(counter: Counter) -> None:
    view = edit(counter, TOM)
    fields = standing_in(view)
    assert fields[WORD_FIELD] == "staging"
    assert fields[MINE] == STAGING.marketing.line
    assert fields["word.why.marketing"] == STAGING.marketing.why
    assert fields[NAMES_FIELD] == "rehearsal site"
    assert fields["word.home"] == "it"
    assert fields["word.topic"] == "releases"


def test_a_better_wording_changes_only_what_was_changed(counter: Counter) -> None:
    counter.send(TOM, edit(counter, TOM), word_line_marketing="The copy of our site on which we rehearse.")
    revision = counter.waiting("staging")
    assert revision.entry.marketing.line == "The copy of our site on which we rehearse."
    assert revision.entry.labels == STAGING.labels
    assert revision.entry.it == STAGING.it
    assert revision.entry.related == STAGING.related
    assert counter.concept("staging").entry == STAGING
    assert "Until then the old text stays." in counter.told(TOM)


def test_names_that_are_taken_out_or_added_are(counter: Counter) -> None:
    counter.send(TOM, edit(counter, TOM), word_names="preview copy, dress rehearsal\nstaging")
    labels = counter.waiting("staging").entry.labels
    assert labels == (
        Label("staging", "preferred"),
        Label("preview copy"),
        Label("dress rehearsal"),
        Label("stagging", "hidden"),
    )


def test_a_reviewers_own_wording_is_live_at_once(counter: Counter) -> None:
    counter.send(DEV, edit(counter, DEV), word_line_marketing="The copy of our site on which we rehearse.")
    live = counter.concept("staging").live
    assert live is not None
    assert live.entry.marketing.line == "The copy of our site on which we rehearse."
    assert counter.told(DEV) == "Done. That's how *staging* is explained from now on."


def test_the_second_writer_keeps_their_words_and_is_told_who_was_first(counter: Counter) -> None:
    mine = edit(counter, TOM)
    counter.send(DEV, edit(counter, DEV), word_line_marketing="The copy of our site on which we rehearse.")
    answer = counter.send(TOM, mine, word_line_marketing="The place where pages are tried first.")
    assert list(answer.errors) == [WORD_FIELD]
    assert "Dev changed staging while you were writing" in answer.errors[WORD_FIELD]


def test_sending_the_text_as_it_was_is_told_apart(counter: Counter) -> None:
    answer = counter.send(TOM, edit(counter, TOM))
    assert "explained already. Change something, or close this." in answer.errors[WORD_FIELD]


def test_after_not_clear_yet_the_author_goes_on_from_their_own_text(counter: Counter) -> None:
    counter.send(TOM, edit(counter, TOM), word_line_marketing="The copy of our site on which we rehearse.")
    revision = counter.waiting("staging")
    view = edit(counter, TOM, f"staging {revision.id}")
    assert standing_in(view)[MINE] == "The copy of our site on which we rehearse."
    answer = counter.send(TOM, view, word_line_marketing="A copy of our site. On it pages are tried first.")
    assert answer.errors == {}
    assert counter.revision(revision.id).state is RevisionState.OVERTAKEN
    assert counter.waiting("staging").entry.marketing.line.startswith("A copy of our site.")


def test_a_rejected_word_may_be_tried_again(counter: Counter) -> None:
    counter.propose(JONAS)
    revision = counter.waiting("cname")
    counter.click(DEV, {"type": "button", "action_id": "word.reject", "value": revision.id})
    counter.send(DEV, counter.form(), word_note="It needs an example.")
    page = counter.type(JONAS, "cname")
    assert "Dev said no to it: “It needs an example.”" in text(page)
    counter.press(JONAS, page, "Try again")
    answer = counter.send(JONAS, counter.form(), word_line_marketing="A second name for an address of ours.")
    assert answer.errors == {}
    assert counter.waiting("cname").entry.marketing.line == "A second name for an address of ours."


def test_the_same_word_suggested_anew_after_a_no_keeps_its_slug(counter: Counter) -> None:
    counter.propose(JONAS)
    revision = counter.waiting("cname")
    counter.click(DEV, {"type": "button", "action_id": "word.reject", "value": revision.id})
    counter.send(DEV, counter.form(), word_note="It needs an example.")
    assert counter.propose(LENA, word_line_marketing="A second name for an address.").errors == {}
    assert counter.waiting("cname").author_id == LENA


def test_what_was_put_away_is_not_worded_anew(counter: Counter) -> None:
    counter.click(DEV, {"type": "button", "action_id": "word.retire", "value": "deploy"})
    counter.send(DEV, counter.form())
    counter.click(TOM, {"type": "button", "action_id": EDIT_WORD, "value": "deploy"})
    assert "was put away, so nobody words it now" in counter.told(TOM)


def test_a_button_of_a_word_that_never_was_says_so(counter: Counter) -> None:
    counter.click(TOM, {"type": "button", "action_id": EDIT_WORD, "value": "nothing"})
    assert "isn't in the glossary any more" in counter.told(TOM)
    assert counter.no_form()


def test_a_rule_keeps_its_questions_in_the_form(scene: Scene) -> None:
    rule = Entry(
        "why-not-shared-logins",
        "it",
        (Label("shared logins", "preferred"),),
        STAGING.marketing,
        STAGING.it,
        kind="why_not",
        questions=("why can't we share one login", "one password for all of us"),
    )
    counter = Counter(scene, (rule,))
    view = edit(counter, TOM, rule.slug)
    assert standing_in(view)["word.asked"] == "why can't we share one login\none password for all of us"
    answer = counter.send(TOM, view, word_asked="may we share a login")
    assert answer.errors == {}
    assert counter.waiting(rule.slug).entry.questions == ("may we share a login",)


def test_the_forms_metadata_holds_no_words_of_people(counter: Counter) -> None:
    view = edit(counter, TOM)
    about = json.loads(view["private_metadata"])
    assert set(about) == {"slug", "based_on", "channel_id", "thread_ts", "near"}
