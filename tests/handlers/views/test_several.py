"""Several requests filed with the same words: one receipt, private thanks, lines and cards that tell them
apart."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.intake.reader import Reader
from bot.requests.model import Request
from bot.requests.opening import Filed
from bot.routing import Router
from db.kinds import Change, RequestState
from handlers.names import CANCEL, CHANGE, CONFIRM, REOPEN
from handlers.views.budget import problems
from handlers.views.card import card
from handlers.views.lines import line, settled_question
from handlers.views.message import Message
from handlers.views.privately import privately, thanked
from handlers.views.receipt import receipt
from tests.handlers.views.values import (
    COMPANY,
    DEV,
    IN_EACH_STATE,
    JONAS,
    MIA,
    NOW,
    PEOPLE,
    PRIYA,
    STRANGER,
    acting,
    labels,
    live_texts,
    read,
    request,
)

PAGE = request(text="We need a new landing page for the boots.")
DASHBOARD = request(
    id="r_0002",
    text="Also, could you make a dashboard with the spring numbers?",
    area_id="reports",
    team_id="data",
    owner_id=DEV,
    reason="because you asked for it in the same words",
    sibling_of=PAGE.id,
    receipt_ts=None,
    card_channel="C0DATA",
)


def drawn(*filed: Request) -> Message:
    return receipt(filed[0], PEOPLE, COMPANY, NOW, filed[1:])


def test_the_receipt_lists_what_it_is_who_has_it_and_when_to_expect_news() -> None:
    shown = read(drawn(PAGE, replace(DASHBOARD, due_on=date(2026, 3, 27))))
    assert shown.startswith("Got it, thanks Mia. I've made two of it:\nWe need a new landing page")
    assert "It's with Jonas from the Web Team. (A page or form on our website)" in shown
    assert "It's with Dev from the Data Team. (A number or a dashboard)" in shown
    assert "You need it by Fri 27 Mar." in shown
    assert shown.count("You'll hear back by") == 2


def test_each_has_its_own_buttons() -> None:
    shown = drawn(PAGE, DASHBOARD)
    assert labels(shown) == ["Change it", "Take this one back"] * 2
    pressed = [(one["action_id"], one["value"]) for one in acting(shown)]
    assert pressed == [(name, one.id) for one in (PAGE, DASHBOARD) for name in (CHANGE, CANCEL)]


def test_the_choice_about_a_day_that_is_too_near_stands_with_the_wish_it_is_about() -> None:
    doubtful = replace(DASHBOARD, due_options=(date(2026, 4, 5), date(2026, 5, 4)), due_words="04/05")
    blocks = drawn(PAGE, doubtful).blocks
    texts = [read(Message("", [block])) for block in blocks]
    asked = texts.index("You wrote *04/05*. Which day do you mean?")
    assert asked > next(n for n, text in enumerate(texts) if "dashboard" in text)


@pytest.mark.parametrize("second", RequestState)
@pytest.mark.parametrize("first", RequestState)
def test_it_shows_how_each_stands_with_the_buttons_that_work_now(
    first: RequestState, second: RequestState
) -> None:
    one = replace(PAGE, state=first, **IN_EACH_STATE[first])
    other = replace(DASHBOARD, state=second, **IN_EACH_STATE[second])
    shown = drawn(one, other)
    assert problems(shown) == []
    said, text = shown.blocks[0]["text"]["text"], read(shown)
    for state in (first, second):
        assert STANDS[state] in text
    assert said == opening(first, second)
    names = [(act["action_id"], act["value"]) for act in acting(shown)]
    assert names == [(name, each.id) for each in (one, other) for name in BUTTONS.get(each.state, ())]
    assert text.count("👀") == 0


STANDS = {
    RequestState.NEW: "It's with",
    RequestState.MOVED: "This is with",
    RequestState.ACKNOWLEDGED: "has it.",
    RequestState.WAITING: "is waiting for your answer",
    RequestState.RESOLVED: "says it's done. Does it look right?",
    RequestState.CLOSED: "All done, thanks to",
    RequestState.CANCELLED: "Taken back",
}
_OPEN = (CHANGE, CANCEL)
BUTTONS = {
    RequestState.NEW: _OPEN,
    RequestState.MOVED: _OPEN,
    RequestState.ACKNOWLEDGED: _OPEN,
    RequestState.WAITING: _OPEN,
    RequestState.RESOLVED: (CONFIRM, REOPEN),
}


def opening(*states: RequestState) -> str:
    if set(states) == {RequestState.NEW}:
        return "Got it, thanks Mia. I've made two of it:"
    if set(states) == {RequestState.CANCELLED}:
        return "Taken back, so nobody needs to do anything."
    if set(states) <= {RequestState.CANCELLED, RequestState.CLOSED}:
        return "All of it is settled:"
    return "I've made two of it, and this is how they stand:"


def test_one_that_went_to_the_bridge_says_so_without_any_team() -> None:
    with_bridge = replace(DASHBOARD, team_id=None, area_id=None, owner_id=PRIYA, band="bridge")
    assert "I wasn't sure whose this is, so Priya sends it on." in read(drawn(PAGE, with_bridge))


def test_one_whose_choice_is_the_asker_s_offers_it() -> None:
    undecided = replace(
        DASHBOARD, team_id=None, area_id=None, owner_id=PRIYA, band="ask", guesses=("reports", "images")
    )
    shown = drawn(PAGE, undecided)
    assert "Which of these is it closest to?" in read(shown)
    assert "A number or a dashboard" in labels(shown)


def test_where_the_thread_is_ours_each_stands_with_its_own_words() -> None:
    long = "Could you please build us a page? It should be as green as the boots are, and as long as a day."
    shown = drawn(replace(PAGE, text=long, home_ts=None, receipt_ts=None), replace(DASHBOARD, home_ts=None))
    assert long in read(shown)
    assert long not in read(drawn(replace(PAGE, text=long), DASHBOARD))


@pytest.mark.parametrize("count", [3, 9, 14, 30])
def test_however_many_there_are_slack_takes_the_receipt_and_tells_of_the_rest(count: int) -> None:
    doubtful = replace(DASHBOARD, due_options=(date(2026, 4, 5), date(2026, 5, 4)), due_words="04/05")
    many = [
        replace(doubtful, id=f"r_{n}", text=f"thing {n} " + "w & w " * 300, home_ts=None)
        for n in range(count)
    ]
    shown = drawn(*many)
    assert problems(shown) == []
    listed = sum(
        "thing" in read(Message("", [block])) and block["type"] == "rich_text" for block in shown.blocks
    )
    if count > 9:
        assert read(shown).endswith("more: `/requests` shows them all.")
    assert listed >= min(count, 3)
    words = {3: "three", 9: "nine"}.get(count, str(count))
    assert read(shown).startswith(f"Got it, thanks Mia. I've made {words} of it:")


EVIL = "*<!channel>* `x` ~y~ <@U0EVIL> & make a dashboard"


def test_no_word_of_theirs_comes_alive_and_the_bold_type_holds() -> None:
    evil = replace(DASHBOARD, text=EVIL)
    for shown in (
        drawn(PAGE, evil),
        card(PAGE, PEOPLE, COMPANY, NOW, home_link=None, beside=[evil]),
        line(evil, PEOPLE, COMPANY, NOW, {"change": Change.CANCELLED, "side": "home"}, one_of_several=True),
        settled_question(evil, PEOPLE, COMPANY),
        privately(filed(PAGE, evil), PEOPLE, COMPANY),
    ):
        assert problems(shown) == []
        for text in live_texts(shown):
            assert "<!channel>" not in text
            assert "<@U0EVIL>" not in text
    named = settled_question(evil, PEOPLE, COMPANY).text
    assert named.startswith("*&lt;!channel&gt; x y &lt;@U0EVIL&gt; &amp; make a dashboard*: ")


def filed(*requests: Request) -> Filed:
    reader = Reader(COMPANY, Router(COMPANY))
    return Filed(requests, reader.read("words", at=datetime(2026, 3, 10, tzinfo=UTC), zone="Europe/London"))


def test_whoever_filed_is_told_privately_who_has_which() -> None:
    told = thanked(filed(PAGE, DASHBOARD), PEOPLE, COMPANY)
    assert told.splitlines() == [
        "Got it, thanks Mia. I've made two of it:",
        "• *We need a new landing page for the boots*: It's with Jonas from the Web Team.",
        "• *Make a dashboard with the spring numbers*: It's with Dev from the Data Team.",
    ]
    left_out = privately(filed(replace(PAGE, found=("secret",)), DASHBOARD), PEOPLE, COMPANY)
    assert "Careful, that looked like a password" in left_out.text
    assert told in left_out.text
    assert (
        thanked(filed(PAGE), PEOPLE, COMPANY)
        == "Got it, thanks Mia. I've passed this to Jonas from the Web Team."
    )


def test_a_stranger_is_thanked_without_a_name() -> None:
    strangers = [replace(one, asked_by=STRANGER) for one in (PAGE, DASHBOARD)]
    assert thanked(filed(*strangers), PEOPLE, COMPANY).startswith("Got it, thanks")


@pytest.mark.parametrize("change", [one for one in Change if one is not Change.FILED])
def test_a_line_in_the_shared_thread_says_which_one_it_is_about(change: Change) -> None:
    held = replace(DASHBOARD, state=RequestState.ACKNOWLEDGED, acknowledged_by=DEV)
    detail = {"change": change, "side": "home", "actor_id": MIA}
    alone = line(held, PEOPLE, COMPANY, NOW, detail)
    among = line(held, PEOPLE, COMPANY, NOW, detail, one_of_several=True)
    prefix = "*Make a dashboard with the spring numbers*: "
    assert among.text == prefix + alone.text
    assert among.blocks[0]["text"]["text"] == prefix + alone.blocks[0]["text"]["text"]
    assert among.blocks[1:] == alone.blocks[1:]


def test_the_card_names_what_was_asked_together_and_who_has_that() -> None:
    alone = card(DASHBOARD, PEOPLE, COMPANY, NOW, home_link=None)
    among = card(DASHBOARD, PEOPLE, COMPANY, NOW, home_link=None, beside=[PAGE])
    sentence = "Asked together with *We need a new landing page for the boots* (Jonas from the Web Team)."
    assert sentence in read(among)
    assert "Asked together" not in read(alone)
    many = card(DASHBOARD, PEOPLE, COMPANY, NOW, home_link=None, beside=[PAGE] * 9)
    assert read(many).count("landing page") == 5
    assert "and 4 more." in read(many)
    assert problems(many) == []
    assert JONAS not in read(among), "nobody is called by it"
