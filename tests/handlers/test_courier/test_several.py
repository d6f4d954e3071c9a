"""Several wishes in one message, as Slack shows them: one receipt, a card for each, words for all."""

from __future__ import annotations

from typing import Any

from bot.requests.answering import cancel, confirm
from bot.requests.model import Ask, Place, Request
from bot.requests.opening import Filed, open_request
from bot.requests.talking import Spoken, deleted, edited, heard
from bot.requests.working import acknowledge, ask_back, resolve
from db.kinds import Via
from db.outbox import claim
from handlers.reading import message_from
from tests.handlers.test_courier.conftest import DEV, JONAS, MIA, Stage

TWO = (
    "Please put a sign-up form on our landing page. Also, could you make a dashboard with the spring numbers?"
)
DASHBOARD = "Also, could you make a dashboard with the spring numbers?"


def filed(stage: Stage, channel_id: str, root: str | None, kind: Any) -> tuple[Request, ...]:
    place, key = Place(kind, channel_id, root), f"test:{stage.clock.now}"
    ask = Ask(text=TWO, asked_by=MIA, via=Via.MENTION, source_key=key, place=place)
    with stage.toolkit.ledger.begin() as unit:
        outcome = open_request(stage.toolkit.desk(unit), ask)
    assert isinstance(outcome, Filed)
    say(stage)
    return tuple(stage.fresh(one) for one in outcome.requests)


def by_direct_message(stage: Stage) -> tuple[str, tuple[Request, ...]]:
    dm = stage.workspace.person(MIA).dm()
    root = stage.workspace.person(MIA).say(dm, TWO)
    return dm, filed(stage, dm, root, "direct")


def say(stage: Stage) -> None:
    stage.later(5)
    stage.say_all()
    stage.later(5)
    stage.say_all()


def do(stage: Stage, service: Any, *arguments: Any) -> None:
    with stage.toolkit.ledger.begin() as unit:
        service(stage.toolkit.desk(unit), *arguments)
    say(stage)


def speak(stage: Stage, dm: str, root: str | None, text: str) -> str:
    ts = stage.workspace.person(MIA).say(dm, text, thread_ts=root)
    said = message_from(next(m for m in stage.workspace.messages(dm) if m["ts"] == ts), dm)
    do(stage, heard, Spoken(dm, ts, said.thread_ts, MIA, said.text, said.files))
    return ts


def under(stage: Stage, channel: str) -> list[str]:
    said = stage.workspace.messages(channel)
    return [m["text"] for m in said if m.get("thread_ts", m["ts"]) != m["ts"]]


def receipt_of(stage: Stage, request: Request) -> str:
    channel = request.home_channel or ""
    return str(next(m for m in stage.workspace.messages(channel) if m["ts"] == request.receipt_ts))


def test_one_receipt_tells_of_both_and_each_team_has_its_card(stage: Stage) -> None:
    dm, (form, dashboard) = by_direct_message(stage)
    receipts = [m for m in stage.workspace.messages(dm) if "Got it" in m["text"]]
    assert [m["ts"] for m in receipts] == [form.receipt_ts]
    assert "It's with Jonas from the Web Team." in receipt_of(stage, form)
    assert "It's with Dev from the Data Team." in receipt_of(stage, form)
    assert dashboard.home_ts == form.home_ts
    (on_web,), (on_data,) = stage.texts("C0WEB"), stage.texts("C0DATA")
    assert "sign-up form" in on_web
    assert "dashboard" not in on_web
    assert "dashboard" in on_data
    assert "Asked together with *Put a sign-up form on our landing page*" in str(
        stage.workspace.messages("C0DATA")
    )


def test_a_new_thread_of_ours_is_the_thread_of_both_and_their_cards_lead_there(stage: Stage) -> None:
    form, dashboard = filed(stage, "C0MARKETING", None, "public")
    assert form.home_ts == form.receipt_ts == dashboard.home_ts
    for channel in ("C0WEB", "C0DATA"):
        assert "Open the thread" in str(stage.workspace.messages(channel))


def test_the_receipt_and_the_lines_say_what_became_of_which(stage: Stage) -> None:
    dm, (form, dashboard) = by_direct_message(stage)
    do(stage, acknowledge, dashboard.id, DEV)
    do(stage, acknowledge, form.id, JONAS)
    lines = [m["text"] for m in stage.workspace.messages(dm)][-2:]
    assert lines[0].startswith(
        "*Make a dashboard with the spring numbers*: 👀 Dev from the Data Team has it."
    )
    assert lines[1].startswith("*Put a sign-up form on our landing page*: 👀 Jonas from the Web Team has it.")
    shown = receipt_of(stage, form)
    assert "Jonas from the Web Team has it." in shown
    assert "Dev from the Data Team has it." in shown
    do(stage, cancel, form.id, MIA)
    assert "Taken back" in receipt_of(stage, form)
    assert "Dev from the Data Team has it." in receipt_of(stage, form)


def test_an_answered_question_still_says_which_it_was_about(stage: Stage) -> None:
    dm, (_, dashboard) = by_direct_message(stage)
    do(stage, resolve, dashboard.id, DEV)
    do(stage, confirm, dashboard.id, MIA)
    assert any("spring numbers*: Dev said it was done." in m["text"] for m in stage.workspace.messages(dm))


def test_a_line_alone_in_its_thread_names_nothing(stage: Stage) -> None:
    request = stage.filed()
    do(stage, acknowledge, request.id, JONAS)
    assert stage.texts("C0MARKETING")[-1].startswith("👀 Jonas")


def test_words_edits_and_deletions_reach_both_threads(stage: Stage) -> None:
    dm, (form, dashboard) = by_direct_message(stage)
    do(stage, ask_back, form.id, JONAS, "Which page?")
    do(stage, ask_back, dashboard.id, DEV, "Which numbers?")
    ts = speak(stage, dm, form.home_ts, "the one on boots")
    for channel in ("C0WEB", "C0DATA"):
        assert [text for text in under(stage, channel) if "the one on boots" in text]
    assert [stage.fresh(one).state for one in (form, dashboard)] == ["acknowledged"] * 2
    stage.workspace.person(MIA).edit(dm, ts, "the one on shoes")
    do(stage, edited, dm, ts, "the one on shoes", MIA)
    for channel in ("C0WEB", "C0DATA"):
        carried = [text for text in under(stage, channel) if "the one on" in text]
        assert ["shoes" in text for text in carried] == [True]
    stage.workspace.person(MIA).delete(dm, ts)
    do(stage, deleted, dm, ts)
    for channel in ("C0WEB", "C0DATA"):
        assert not [text for text in under(stage, channel) if "the one on" in text]


def test_an_edit_for_a_team_that_was_not_told_makes_no_copy_there(stage: Stage) -> None:
    dm, (form, _) = by_direct_message(stage)
    do(stage, cancel, form.id, MIA)
    ts = speak(stage, dm, form.home_ts, "those of the newsletter")
    stage.workspace.person(MIA).edit(dm, ts, "those of the shop")
    do(stage, edited, dm, ts, "those of the shop", MIA)
    assert [text for text in under(stage, "C0DATA") if "those of the shop" in text]
    assert not [text for text in under(stage, "C0WEB") if "those of" in text]


def test_a_relay_that_dies_between_two_posts_says_the_rest_once(stage: Stage) -> None:
    """The receipt is out and nobody noted it; whoever comes next looks before posting."""
    dm = stage.workspace.person(MIA).dm()
    root = stage.workspace.person(MIA).say(dm, TWO)
    ask = Ask(text=TWO, asked_by=MIA, via=Via.MENTION, source_key="m1", place=Place("direct", dm, root))
    with stage.toolkit.ledger.begin() as unit:
        outcome = open_request(stage.toolkit.desk(unit), ask)
    assert isinstance(outcome, Filed)
    with stage.toolkit.ledger.begin() as unit:
        claimed = claim(unit, worker="one that dies", now=stage.clock.now, limit=10)
    assert len(claimed) == 3
    for notice in claimed:
        stage.courier.deliver(notice)
    stage.later(120)
    say(stage)
    assert len([m for m in stage.workspace.messages(dm) if "Got it" in m["text"]]) == 1
    assert len(stage.texts("C0WEB")) == len(stage.texts("C0DATA")) == 1
    form, dashboard = (stage.fresh(one) for one in outcome.requests)
    assert form.home_ts == dashboard.home_ts == root
    assert form.card_ts is not None
    assert dashboard.card_ts is not None
