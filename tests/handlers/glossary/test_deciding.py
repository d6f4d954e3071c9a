"""The card's buttons: who may press them, who was first, and what everybody is told."""

from __future__ import annotations

import pytest

from db.kinds import ConceptStatus, NoticeKind, RevisionState, WordDecision
from glossary.concepts import Revision
from handlers.names import APPROVE, NOT_CLEAR, NOTE_FIELD, REJECT, UNDERSTAND
from tests.bot.requests.scene import ADA, DEV, JONAS, LENA, MIA, OUTSIDER, PRIYA, TOM
from tests.handlers.glossary.counter import Counter, text


@pytest.fixture
def proposal(counter: Counter) -> Revision:
    """Lena's new word."""
    counter.propose(LENA)
    return counter.waiting("cname")


def press(counter: Counter, user_id: str, name: str, revision: Revision) -> str:
    told = counter.click(user_id, {"type": "button", "action_id": name, "value": revision.id})
    return text(told) if told is not None else ""


def decided(counter: Counter) -> list[tuple[str, str]]:
    """What authors are told: (decision, to whom)."""
    return [(one["decision"], one["user_id"]) for one in counter.noted(NoticeKind.WORD_DECIDED)]


def test_understood_by_the_other_side_then_approved_by_its_own(counter: Counter, proposal: Revision) -> None:
    assert press(counter, MIA, UNDERSTAND, proposal) == ""
    steps = [(one["step"], one["side"]) for one in counter.noted(NoticeKind.WORD_PROPOSED)]
    assert steps == [("understand", "marketing"), ("approve", "it")]
    assert press(counter, JONAS, APPROVE, proposal) == ""
    assert counter.concept("cname").status is ConceptStatus.APPROVED
    assert decided(counter) == [(WordDecision.UNDERSTOOD, LENA), (WordDecision.APPROVED, LENA)]
    assert counter.noted(NoticeKind.WORD_CARD_CHANGED)


def test_the_second_to_understand_is_told_who_was_first(counter: Counter, proposal: Revision) -> None:
    press(counter, MIA, UNDERSTAND, proposal)
    drawn = len(counter.noted(NoticeKind.WORD_CARD_CHANGED))
    assert press(counter, TOM, UNDERSTAND, proposal).startswith("Mia said already that it can be understood")
    assert len(counter.noted(NoticeKind.WORD_CARD_CHANGED)) == drawn + 1


def test_the_second_to_approve_is_told_who_was_first(counter: Counter, proposal: Revision) -> None:
    press(counter, MIA, UNDERSTAND, proposal)
    press(counter, JONAS, APPROVE, proposal)
    assert press(counter, DEV, APPROVE, proposal).startswith("Jonas approved this text for *CNAME* already")
    assert press(counter, JONAS, APPROVE, proposal).startswith("You approved this text for *CNAME* already")
    assert press(counter, DEV, REJECT, proposal).startswith("Jonas approved this text for *CNAME* already")
    assert counter.form()["title"]["text"] == "Explain a word"  # no form for the reason was opened


@pytest.mark.parametrize(
    ("who", "name", "sentence"),
    [
        (JONAS, UNDERSTAND, "It's for somebody of marketing to say whether they understand it"),
        (LENA, UNDERSTAND, "You wrote it, so it's for somebody else to say"),
        (TOM, APPROVE, "That's for IT's reviewers to decide, so you can't approve this."),
        (LENA, APPROVE, "That's for IT's reviewers to decide, so you can't approve this."),
        (JONAS, APPROVE, "It's for somebody of marketing to say *I understand this* first."),
        (MIA, REJECT, "That's for IT's reviewers to decide, so you can't reject this."),
        (JONAS, NOT_CLEAR, "It's for somebody of marketing to say whether they understand it"),
        (OUTSIDER, UNDERSTAND, "The glossary is for people of this company."),
        (OUTSIDER, REJECT, "The glossary is for people of this company."),
    ],
)
def test_who_may_not_is_told_who_may(
    counter: Counter, proposal: Revision, who: str, name: str, sentence: str
) -> None:
    forms = len(counter.scene.notices(NoticeKind.VIEW_DUE))
    assert press(counter, who, name, proposal).startswith(sentence)
    assert counter.revision(proposal.id).state is RevisionState.PROPOSED
    assert counter.revision(proposal.id).understood_by is None
    assert len(counter.scene.notices(NoticeKind.VIEW_DUE)) == forms


def test_not_clear_yet_carries_what_is_missing_to_the_author(counter: Counter, proposal: Revision) -> None:
    press(counter, MIA, NOT_CLEAR, proposal)
    counter.send(MIA, counter.form(), word_note="What is a second name for?")
    assert counter.told(MIA) == "Thanks. Lena knows now what isn't clear about *CNAME*."
    (detail,) = counter.noted(NoticeKind.WORD_DECIDED)
    assert (detail["decision"], detail["note"]) == (WordDecision.UNCLEAR, "What is a second name for?")
    assert counter.revision(proposal.id).unclear_by == MIA


@pytest.mark.parametrize(("name", "who"), [(NOT_CLEAR, MIA), (REJECT, JONAS)])
def test_a_reason_is_needed_and_asked_for_beside_its_field(
    counter: Counter, proposal: Revision, name: str, who: str
) -> None:
    press(counter, who, name, proposal)
    answer = counter.send(who, counter.form(), word_note="!!")
    assert list(answer.errors) == [NOTE_FIELD]
    assert answer.errors[NOTE_FIELD].startswith("Add one sentence that says")
    assert decided(counter) == []


def test_rejected_with_a_reason_that_the_author_reads(counter: Counter, proposal: Revision) -> None:
    press(counter, JONAS, REJECT, proposal)
    counter.send(JONAS, counter.form(), word_note="We call it an alias here.")
    assert "is passed on" in counter.told(JONAS)
    assert decided(counter) == [(WordDecision.REJECTED, LENA)]
    assert counter.revision(proposal.id).decided_note == "We call it an alias here."


def test_a_reason_that_comes_too_late_says_who_decided(counter: Counter, proposal: Revision) -> None:
    press(counter, MIA, NOT_CLEAR, proposal)
    late = counter.form()
    press(counter, TOM, UNDERSTAND, proposal)
    answer = counter.send(MIA, late, word_note="What is a second name for?")
    assert answer.errors[NOTE_FIELD].startswith("Tom said already that it can be understood")


def test_a_password_in_a_reason_is_not_passed_on(counter: Counter, proposal: Revision) -> None:
    press(counter, MIA, NOT_CLEAR, proposal)
    counter.send(MIA, counter.form(), word_note="My password: Hunter2!sEcret does not work there.")
    assert "Hunter2" not in counter.revision(proposal.id).unclear_note


def test_decided_in_ones_own_list_the_next_one_is_shown(counter: Counter, proposal: Revision) -> None:
    press(counter, MIA, UNDERSTAND, proposal)
    listed = counter.type(PRIYA, "mine")
    assert "A new word to approve, from Lena" in text(listed)
    look = counter.press(PRIYA, listed, "Look")
    assert look is not None
    press(counter, JONAS, APPROVE, proposal)
    late = text(counter.press(PRIYA, look, "Approve"))
    assert "Jonas approved this text for *CNAME* already" in late
    assert "Nothing waits for you" in late


def test_a_proposal_that_is_gone_says_so(counter: Counter) -> None:
    told = counter.click(ADA, {"type": "button", "action_id": APPROVE, "value": "v_gone"})
    assert "isn't there any more" in text(told)


def test_a_shared_word_may_be_read_by_the_side_that_did_not_write_it(counter: Counter) -> None:
    counter.propose(JONAS, "brief", "shared")
    revision = counter.waiting("brief")
    assert press(counter, DEV, UNDERSTAND, revision).startswith("It's for somebody of marketing")
    assert press(counter, TOM, UNDERSTAND, revision) == ""
    assert press(counter, MIA, APPROVE, revision) == ""
