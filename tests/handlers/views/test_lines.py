from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from db.kinds import Change, RequestState
from handlers.views.lines import line, settled_question
from handlers.views.message import Message
from tests.handlers.views.values import (
    ADA,
    COMPANY,
    JONAS,
    MIA,
    NOW,
    PEOPLE,
    PRIYA,
    UNDERSTOOD,
    WISH,
    acting,
    for_the_bridge,
    labels,
    live_texts,
    read,
    request,
)

HELD = request(RequestState.ACKNOWLEDGED)


def told(change: Change, actor_id: str | None = JONAS, *, of: Any = HELD, **detail: Any) -> Message:
    return line(
        of, PEOPLE, COMPANY, NOW, {"change": change.value, "actor_id": actor_id, "side": "home", **detail}
    )


@pytest.mark.parametrize("change", list(Change))
@pytest.mark.parametrize("side", ["home", "team"])
def test_every_change_has_a_line_on_both_sides(change: Change, side: str) -> None:
    message = told(change, side=side)
    assert read(message).strip()
    assert message.text.strip()


@pytest.mark.parametrize("change", list(Change))
@pytest.mark.parametrize("side", ["home", "team"])
def test_a_line_without_an_actor_or_details_does_no_harm(change: Change, side: str) -> None:
    assert "None" not in read(told(change, None, side=side, of=request(owner_id=None)))


def test_acknowledged_names_a_person_and_a_time() -> None:
    text = read(told(Change.ACKNOWLEDGED))
    assert text.startswith("👀 Jonas from the Web Team has it. You'll hear back by <!date^1774357200^")


def test_an_overdue_promise_is_not_made_again() -> None:
    late = request(RequestState.ACKNOWLEDGED, reply_by=NOW - timedelta(minutes=1))
    assert (
        read(told(Change.ACKNOWLEDGED, of=late))
        == "👀 Jonas from the Web Team has it. You'll hear back here."
    )


def test_somebody_of_the_bridge_speaks_for_no_team() -> None:
    assert read(told(Change.ACKNOWLEDGED, PRIYA)).startswith("👀 Priya has it.")


def test_a_wrong_team_is_our_mistake() -> None:
    moved = request(RequestState.MOVED, team_id="data")
    text = read(told(Change.MOVED, of=moved, from_team="web", team_id="data"))
    assert text.startswith(
        "My mistake, that's for the Data Team, not the Web Team. "
        "I've moved it, nobody needs to write it again. You'll hear back by"
    )


def test_not_ours_goes_to_the_bridge_by_name() -> None:
    moved = for_the_bridge(state=RequestState.MOVED)
    text = read(told(Change.MOVED, of=moved, from_team="web", team_id=None))
    assert text == (
        "That wasn't for the Web Team after all. "
        "Priya sends it to the right person, nobody needs to write it again."
    )


def test_the_bridge_sends_it_on_without_an_apology() -> None:
    text = read(told(Change.MOVED, PRIYA, of=request(RequestState.MOVED), from_team=None, team_id="web"))
    assert text.startswith("Priya sent this to Jonas from the Web Team. You'll hear back by")


def test_the_askers_own_choice_is_no_mistake_of_ours() -> None:
    text = read(told(Change.MOVED, MIA, of=request(RequestState.MOVED), from_team="data", team_id="web"))
    assert text.startswith("That's with Jonas from the Web Team now, as Mia chose.")


def test_a_question_calls_the_asker_and_shows_its_words() -> None:
    message = told(Change.ASKED, question="Which *page* is it? <!channel>")
    assert read(message).splitlines() == [
        f"<@{MIA}> Jonas from the Web Team has a question. Just answer here, and if you're not sure, say so.",
        "Which *page* is it? <!channel>",
    ]
    assert not [text for text in live_texts(message) if "<!channel>" in text]


def test_resolved_asks_the_asker_with_two_buttons() -> None:
    message = told(Change.RESOLVED, of=request(RequestState.RESOLVED))
    assert read(message).startswith(f"<@{MIA}> Jonas says it's done. Does it look right?")
    assert labels(message) == ["Yes, thanks", "Not quite"]
    assert [(one["action_id"], one["value"]) for one in acting(message)] == [
        ("request.confirm", "r_0001"),
        ("request.reopen", "r_0001"),
    ]


def test_confirmed_thanks_whoever_did_it() -> None:
    text = read(told(Change.CONFIRMED, MIA, of=request(RequestState.CLOSED)))
    assert text == "Mia says it looks right, so this one's closed. Thanks, Jonas."


def test_reopening_is_no_shame() -> None:
    assert read(told(Change.REOPENED, MIA)) == (
        "Not quite yet, then. It's back with Jonas, no need to explain it all again. "
        "What's still missing? One sentence here is enough."
    )


def test_silence_closes_kindly_and_can_be_undone() -> None:
    message = told(Change.CLOSED, None, of=request(RequestState.CLOSED))
    assert read(message).startswith("I've heard nothing more, so I take it that all is well")
    assert labels(message) == ["Not quite"]


def test_taking_back_is_no_problem() -> None:
    assert read(told(Change.CANCELLED, MIA)) == "Taken back, no problem. Nobody needs to do anything."
    assert read(told(Change.CANCELLED, ADA)) == "Ada took this back, so nobody needs to do anything."


def test_other_words_are_said_back() -> None:
    assert read(told(Change.CHANGED, MIA)).splitlines() == ["Changed, thanks. I read it now as:", UNDERSTOOD]
    assert read(told(Change.CHANGED, MIA, area_id="images")) == "Mia says it's about *A picture or file*."


def test_an_answer_is_passed_on() -> None:
    assert read(told(Change.ANSWERED, MIA)) == "Thanks Mia, I've let Jonas know."


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (Change.ANSWERED, f"<@{JONAS}> Mia has answered, so it's back with you."),
        (Change.REOPENED, f"<@{JONAS}> Mia says it's not quite right yet, so it's back with you."),
        (Change.CONFIRMED, "Mia says it looks right, so this one's closed. Thanks, Jonas."),
        (Change.CANCELLED, "Mia took it back, so there's nothing to do."),
        (Change.CHANGED, f"Mia put it differently:\n{WISH}"),
    ],
)
def test_the_team_is_told_in_its_own_words(change: Change, sentence: str) -> None:
    assert read(told(change, MIA, side="team")) == sentence


@pytest.mark.parametrize("change", list(Change))
def test_under_the_card_only_an_answer_and_a_reopening_call_somebody(change: Change) -> None:
    calls = "<@" in told(change, MIA, side="team").text
    assert calls == (change in (Change.ANSWERED, Change.REOPENED))


@pytest.mark.parametrize("change", list(Change))
def test_in_the_askers_thread_only_a_question_and_does_it_look_right_call_somebody(change: Change) -> None:
    assert ("<@" in told(change).text) == (change in (Change.ASKED, Change.RESOLVED))


def test_a_reopening_that_nobody_had_calls_whoever_is_expected_to_take_it() -> None:
    assert told(Change.REOPENED, MIA, side="team", of=request(owner_id=PRIYA)).text.startswith(f"<@{PRIYA}> ")


def test_an_answered_question_keeps_its_words_and_loses_its_buttons() -> None:
    assert settled_question(HELD, PEOPLE) == Message(
        "Jonas said it was done.", [{"type": "section", "text": _as_mrkdwn("Jonas said it was done.")}]
    )
    assert settled_question(request(owner_id=None), PEOPLE).text == "The team said it was done."


def _as_mrkdwn(text: str) -> dict[str, Any]:
    return {"type": "mrkdwn", "text": text, "verbatim": True}


@pytest.mark.parametrize("change", list(Change))
@pytest.mark.parametrize("side", ["home", "team"])
def test_no_line_assumes_a_persons_gender_or_shouts(change: Change, side: str) -> None:
    words = read(told(change, side=side)).lower().replace(",", " ").replace(".", " ").split()
    assert not {"he", "him", "his", "she", "her", "hers"} & set(words)
    shown = read(told(change, MIA, side=side, question="Which?"))
    assert "!" not in shown.replace(WISH, "").replace("<!date", "")
