"""Looking after a word: still right, hand over, retire, bring back, and its history."""

from __future__ import annotations

from datetime import timedelta

import pytest

from db.kinds import ConceptStatus, NoticeKind
from handlers.names import (
    ENDING_FIELD,
    HAND_OVER,
    KEEPER_FIELD,
    RESTORE,
    RETIRE,
    ROLL_BACK,
    STILL_RIGHT,
    SUCCESSOR_FIELD,
    WORD_HISTORY,
)
from handlers.views.message import Message
from tests.bot.requests.scene import DEACTIVATED, DEV, JONAS, LENA, MIA, OUTSIDER, PRIYA, TOM
from tests.handlers.glossary.counter import STAGING, Counter, standing_in, text
from tests.handlers.knocking import buttons
from tests.handlers.views.values import labels

NEW_LINE = "The copy of our site on which we rehearse."


def press(counter: Counter, user_id: str, name: str, value: str) -> Message | None:
    return counter.click(user_id, {"type": "button", "action_id": name, "value": value})


def reworded(counter: Counter) -> None:
    """By Dev, a reviewer: live at once, as the second text."""
    counter.scene.clock.advance(days=3)
    press(counter, DEV, "word.edit", "staging")
    counter.send(DEV, counter.form(), word_line_marketing=NEW_LINE, word_note="Plainer words.")
    counter.catch_up()


def hand_over(counter: Counter, to: str, who: str = DEV, slug: str = "staging") -> dict[str, str]:
    press(counter, who, HAND_OVER, slug)
    return counter.send(who, counter.form(), word_keeper=to).errors


def test_still_right_is_noted_and_says_when_it_asks_again(counter: Counter) -> None:
    counter.scene.clock.advance(timedelta(days=400))
    counter.catch_up()
    page = counter.type(DEV, "staging")
    assert "Still right" in labels(page)
    told = counter.press(DEV, page, "Still right")
    assert "Thanks, noted: *staging* is right. I'll ask again in October 2027." in text(told)
    assert counter.concept("staging").checked_on == counter.scene.clock.now.date()
    again = press(counter, JONAS, STILL_RIGHT, "staging")
    assert "was checked today already" in text(again)


def test_who_does_not_keep_a_word_cannot_say_that_it_is_right(counter: Counter) -> None:
    told = press(counter, TOM, STILL_RIGHT, "staging")
    assert "Its side's reviewers can, and you can suggest a better wording." in text(told)


def test_handed_over_to_somebody_of_its_side_who_is_told(counter: Counter) -> None:
    assert hand_over(counter, LENA) == {}
    assert counter.told(DEV) == "Thanks. Lena looks after *staging* from now on."
    assert counter.concept("staging").keeper_id == LENA
    (detail,) = counter.noted(NoticeKind.WORD_HANDED_OVER)
    assert (detail["user_id"], detail["actor_id"], detail["slug"]) == (LENA, DEV, "staging")
    page = counter.type(LENA, "staging")
    assert "Lena looks after it" in text(page)
    assert {"Hand over", "Retire"} <= set(labels(page))


def test_only_those_who_may_keep_it_are_offered(counter: Counter) -> None:
    press(counter, DEV, HAND_OVER, "staging")
    (menu,) = [
        block["element"] for block in counter.form()["blocks"] if block.get("block_id") == KEEPER_FIELD
    ]
    offered = {option["value"] for option in menu["options"]}
    assert {JONAS, LENA, DEV, PRIYA} <= offered
    assert {MIA, TOM, OUTSIDER, DEACTIVATED}.isdisjoint(offered)


@pytest.mark.parametrize("to", [MIA, OUTSIDER])
def test_somebody_who_may_not_keep_it_is_refused_beside_the_field(counter: Counter, to: str) -> None:
    errors = hand_over(counter, to)
    assert list(errors) == [KEEPER_FIELD]
    assert "Choose another person." in errors[KEEPER_FIELD]


def test_handing_over_to_who_has_it_already_says_so(counter: Counter) -> None:
    press(counter, DEV, HAND_OVER, "staging")
    late = counter.form()
    hand_over(counter, LENA, JONAS)
    answer = counter.send(DEV, late, word_keeper=LENA)
    assert answer.errors[KEEPER_FIELD] == "Lena keeps staging already. There's nothing more to do."


@pytest.mark.parametrize("name", [HAND_OVER, RETIRE])
def test_the_forms_open_only_for_those_who_may(counter: Counter, name: str) -> None:
    told = press(counter, TOM, name, "staging")
    assert "is for whoever keeps it and for its side's reviewers" in text(told)
    assert counter.no_form()


def test_put_away_with_what_takes_its_place(counter: Counter) -> None:
    press(counter, DEV, RETIRE, "staging")
    assert standing_in(counter.form())[ENDING_FIELD] == "retired"
    assert counter.send(DEV, counter.form(), word_successor="Deploy").errors == {}
    assert "Whoever looks for it finds *deploy*." in counter.told(DEV)
    assert counter.concept("staging").replaced_by == "deploy"
    counter.catch_up()
    page = counter.type(TOM, "staging")
    assert "*staging* isn't used any more. *deploy* took its place." in text(page)
    assert "Bring it back" not in labels(page)
    assert "To put a new version of the site" in text(counter.press(TOM, page, "Show deploy"))


def test_a_successor_that_is_not_there_is_refused_beside_its_field(counter: Counter) -> None:
    press(counter, DEV, RETIRE, "staging")
    answer = counter.send(DEV, counter.form(), word_successor="no such word")
    assert list(answer.errors) == [SUCCESSOR_FIELD]
    assert "There is no “no such word” in the glossary." in answer.errors[SUCCESSOR_FIELD]


def test_nothing_takes_its_own_place(counter: Counter) -> None:
    press(counter, DEV, RETIRE, "staging")
    answer = counter.send(DEV, counter.form(), word_successor="rehearsal site")
    assert "can't take its own place" in answer.errors[SUCCESSOR_FIELD]


def test_a_word_that_everybody_knows_counts_as_no_jargon_and_comes_back(counter: Counter) -> None:
    press(counter, DEV, RETIRE, "deploy")
    counter.send(DEV, counter.form(), word_ending="excluded")
    assert counter.concept("deploy").status is ConceptStatus.EXCLUDED
    assert "counts as no jargon now" in counter.told(DEV)
    counter.catch_up()
    page = counter.type(JONAS, "deploy")
    assert "*deploy* counts as no jargon" in text(page)
    told = counter.press(JONAS, page, "Bring it back")
    assert "*deploy* is back, with the text it had." in text(told)
    assert counter.concept("deploy").status is ConceptStatus.APPROVED
    assert "There's nothing to bring back." in text(press(counter, DEV, RESTORE, "deploy"))


def test_a_keeper_who_is_no_reviewer_may_retire_but_not_call_it_no_jargon(counter: Counter) -> None:
    hand_over(counter, LENA)
    press(counter, LENA, RETIRE, "staging")
    (choice,) = [
        block["element"] for block in counter.form()["blocks"] if block.get("block_id") == ENDING_FIELD
    ]
    assert [option["value"] for option in choice["options"]] == ["retired"]


def test_putting_away_what_is_put_away_says_so(counter: Counter) -> None:
    press(counter, DEV, RETIRE, "deploy")
    late = counter.form()
    counter.send(DEV, late)
    answer = counter.send(JONAS, late)
    assert "was retired already" in " ".join(answer.errors.values())
    told = press(counter, JONAS, RETIRE, "deploy")
    assert "isn't explained any more" in text(told)


def test_history_shows_every_text_and_what_changed(counter: Counter) -> None:
    reworded(counter)
    page = counter.type(TOM, "history staging")
    shown = text(page)
    assert "*History of* *staging*, 2 texts in all" in shown
    assert "*What everybody reads now.* By Dev" in shown
    assert "Changed: the wording for marketing." in shown
    assert "Why: Plainer words." in shown
    assert "*Earlier.* Came with Liaison" in shown
    assert "Go back to this" not in [one["text"]["text"] for one in buttons(page.blocks)]


def test_one_click_goes_back_and_the_second_is_told(counter: Counter) -> None:
    reworded(counter)
    page = counter.type(JONAS, "history staging")
    back = next(one for one in buttons(page.blocks) if one["text"]["text"] == "Go back to this")
    assert back["confirm"]["title"]["text"] == "Back to this text?"
    told = counter.click(JONAS, back)
    assert "Done. Everybody reads this text about *staging* again." in text(told)
    assert counter.concept("staging").entry == STAGING
    again = counter.click(DEV, back)
    assert "That is how *staging* is explained now. There's nothing to go back to." in text(again)
    assert len(counter.revisions("staging")) == 3


def test_who_may_not_go_back_is_told_who_may(counter: Counter) -> None:
    first = counter.revisions("staging")[0]
    reworded(counter)
    told = press(counter, TOM, ROLL_BACK, f"staging {first.id}")
    assert "That's for IT's reviewers to decide" in text(told)


def test_a_word_without_history_says_where_to_look(counter: Counter) -> None:
    assert "I don't know “quux”, so it has no history." in counter.type(TOM, "history quux").text


def test_a_long_history_has_pages(counter: Counter) -> None:
    for number in range(6):
        counter.scene.clock.advance(days=1)
        press(counter, DEV, "word.edit", "staging")
        counter.send(DEV, counter.form(), word_line_marketing=f"{NEW_LINE} Take {number}.")
    counter.catch_up()
    page = counter.press(TOM, counter.type(TOM, "staging"), "History")
    assert page is not None
    assert "Page 1 of 2" in text(page)
    older = counter.press(TOM, page, "Older")
    assert older is not None
    assert "Came with Liaison" in text(older)
    assert "Page 1 of 2" in text(counter.press(TOM, older, "Newer"))
    told = press(counter, TOM, f"{WORD_HISTORY}.x", "staging x")
    assert text(told) == "I can't read that page any more. Please call /glossary again."
