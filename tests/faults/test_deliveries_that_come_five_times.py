"""Slack may send the same thing again and again: every way of filing and every button, five times at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest
from sqlalchemy import select

from db.kinds import PostRole
from db.tables import posts
from handlers import names
from tests.conftest import Databases
from tests.faults.stage import Stage, at_once, staged
from workspace.office import Office

COPIES = 5
WISH = "please put the new form on our spring landing page"
TAUGHT = "please swap the opening hours on our store page"  # moves teach: the other wishes are to stay sure
PRIVATE_WISH = "please add the LinkedIn insight tag to the pricing page"


@pytest.fixture(scope="module", params=["socket", "http"])
def stage(
    request: pytest.FixtureRequest, templates: Databases, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Stage]:
    """One bot that hears everything five times; Socket Mode on SQLite, HTTP on PostgreSQL."""
    folder = tmp_path_factory.mktemp(request.param)
    is_http = request.param == "http"
    url = templates.planted("postgresql" if is_http else "sqlite", folder)
    with staged(folder, url, http=is_http) as stage:
        stage.start("--hurried")
        yield stage
    templates.take_back()


@pytest.fixture(autouse=True)
def five_times(stage: Stage) -> Iterator[None]:
    stage.faults.duplicate(COPIES, times=None)
    yield
    assert stage.faults.count("duplicate") > 0
    stage.faults.reset()
    stage.until_quiet()
    ids = stage.notice_ids()
    assert sorted(ids) == sorted(set(ids))
    assert stage.parked() == []
    assert complaints(stage) == []
    assert "Traceback" not in stage.bot.log


def complaints(stage: Stage) -> list[str]:
    """Nobody hears that it was done already: they did it once."""
    usual = ("Got it, thanks", "Only your team sees", "Sent to ", "That message is a request already")
    found = stage.workspace.within(lambda office: list(office.state.ephemerals))
    whispered = [str(one["text"]) for one in found if one["channel"] != "C0GROWTH"]  # the lists are there
    return [text for text in whispered if not text.startswith(usual)]


def by_command(stage: Stage, words: str) -> None:
    assert stage.person("mia").command("marketing", f"/ask {words}").acknowledged


def by_form_of_the_command(stage: Stage, words: str) -> None:
    mia = stage.person("mia")
    mia.command("marketing", "/ask")
    stage.fill_in(mia, {names.TEXT_FIELD: words})


def by_mention(stage: Stage, words: str) -> None:
    stage.person("mia").say("launches", f"@Liaison {words}")


def by_direct_message(stage: Stage, words: str) -> None:
    mia = stage.person("mia")
    mia.say(mia.dm(), words)


def by_shortcut_on_a_message(stage: Stage, words: str) -> None:
    mia = stage.person("mia")
    mia.shortcut(names.SEND_TO_IT, "marketing", mia.say("marketing", words))


def by_reaction(stage: Stage, words: str) -> None:
    mia = stage.person("mia")
    mia.react("marketing", mia.say("marketing", words), names.TICKET)


def by_shortcut_from_anywhere(stage: Stage, words: str) -> None:
    mia = stage.person("mia")
    mia.global_shortcut(names.NEW_REQUEST)
    stage.fill_in(mia, {names.TEXT_FIELD: words})


def from_the_home_tab(stage: Stage, words: str) -> None:
    mia = stage.person("mia")
    home = mia.home(wait=20)
    assert home is not None
    mia.click_view(home, names.NEW_FROM_HOME)
    stage.fill_in(mia, {names.TEXT_FIELD: words})


WAYS = [
    by_command,
    by_form_of_the_command,
    by_mention,
    by_direct_message,
    by_shortcut_on_a_message,
    by_reaction,
    by_shortcut_from_anywhere,
    from_the_home_tab,
]


@pytest.mark.parametrize("way", WAYS)
def test_a_wish_told_five_times_is_one_request(stage: Stage, way: Callable[[Stage, str], None]) -> None:
    words = f"{WISH} {way.__name__.replace('_', ' ')}"
    way(stage, words)
    stage.until(lambda: any(words in one["text"] for one in stage.requests()))
    stage.until_quiet()
    request = stage.request(words)
    assert stage.changes(request["id"]) == ["filed"]
    assert stage.posts(request["id"]) == ["card", "receipt"]


@pytest.mark.parametrize("with_client_id", [True, False])
def test_one_message_filed_in_three_ways_at_once_is_one_request(stage: Stage, with_client_id: bool) -> None:
    """Most messages carry an id of its writer's client; those of integrations are known by place."""
    mia, sofia, leo, tom = (stage.person(name) for name in ("mia", "sofia", "leo", "tom"))
    words = f"{WISH} in three ways {'with' if with_client_id else 'without'} an id"
    ts = mia.say("launches", words)
    if not with_client_id:
        stage.workspace.within(lambda office: _forget_client_id(office, ts))
    at_once(
        lambda: sofia.shortcut(names.SEND_TO_IT, "launches", ts),
        lambda: leo.react("launches", ts, names.TICKET),
        lambda: tom.shortcut(names.SEND_TO_IT, "launches", ts),
    )
    stage.until(lambda: any(words in one["text"] for one in stage.requests()))
    stage.until_quiet()
    assert stage.changes(stage.request(words)["id"]) == ["filed"]


def test_a_form_sent_twice_by_a_nervous_finger_is_one_request(stage: Stage) -> None:
    """Two different deliveries about the same form."""
    mia, words = stage.person("mia"), f"{WISH} sent twice"
    mia.command("marketing", "/ask")
    stage.until(mia.view)
    at_once(*[partial(mia.submit, {names.TEXT_FIELD: words})] * 2)
    stage.until(lambda: any(words in one["text"] for one in stage.requests()))
    stage.until_quiet()
    assert stage.changes(stage.request(words)["id"]) == ["filed"]


def _forget_client_id(office: Office, ts: str) -> None:
    message = office.state.message("C0LAUNCHES", ts)
    assert message is not None
    message.pop("client_msg_id")


def filed(stage: Stage, words: str) -> str:
    """A request in #marketing for the Web Team; its id."""
    by_command(stage, words)
    stage.until(lambda: any(words in one["text"] for one in stage.requests()))
    stage.until_quiet()
    return str(stage.request(words)["id"])


def took(stage: Stage, words: str) -> str:
    request_id = filed(stage, words)
    stage.press(stage.person("jonas"), "it-web", names.CLAIM, request_id)
    stage.until_quiet()
    return request_id


def finished(stage: Stage, words: str) -> str:
    request_id = took(stage, words)
    stage.press(stage.person("jonas"), "it-web", names.DONE, request_id)
    stage.until_quiet()
    return request_id


def happened(stage: Stage, request_id: str, *changes: str) -> None:
    """These changes after the filing, and one line in the asker's thread for each."""
    stage.until_quiet()
    assert stage.changes(request_id) == ["filed", *changes]
    request = next(one for one in stage.requests() if one["id"] == request_id)
    asked = stage.rows(select(posts).where(posts.c.request_id == request_id, posts.c.role == PostRole.ASKED))
    apart = {request["receipt_ts"], *(row["ts"] for row in asked)}
    thread = [
        one["ts"]
        for one in stage.bot_messages(request["home_channel"])
        if one.get("thread_ts") == request["home_ts"] and one["ts"] not in apart
    ]
    assert len(thread) == len(changes)
    assert len(asked) <= 1


def test_it_is_taken_once(stage: Stage) -> None:
    happened(stage, took(stage, f"{WISH} to claim"), "acknowledged")


def test_it_is_done_once(stage: Stage) -> None:
    happened(stage, finished(stage, f"{WISH} to do"), "acknowledged", "resolved")


def test_it_is_confirmed_once(stage: Stage) -> None:
    request_id = finished(stage, f"{WISH} to confirm")
    stage.press(stage.person("mia"), "marketing", names.CONFIRM, request_id)
    happened(stage, request_id, "acknowledged", "resolved", "confirmed")


def test_it_is_reopened_once(stage: Stage) -> None:
    request_id = finished(stage, f"{WISH} to reopen")
    stage.press(stage.person("mia"), "marketing", names.REOPEN, request_id)
    happened(stage, request_id, "acknowledged", "resolved", "reopened")


def test_it_is_taken_back_once(stage: Stage) -> None:
    request_id = filed(stage, f"{WISH} to cancel")
    stage.press(stage.person("mia"), "marketing", names.CANCEL, request_id)
    happened(stage, request_id, "cancelled")


def test_it_is_changed_once(stage: Stage) -> None:
    request_id = filed(stage, f"{WISH} to change")
    mia = stage.person("mia")
    stage.press(mia, "marketing", names.CHANGE, request_id)
    stage.fill_in(mia, {names.TEXT_FIELD: f"{WISH} in other words"})
    happened(stage, request_id, "changed")


def test_a_question_is_asked_once(stage: Stage) -> None:
    request_id = filed(stage, f"{WISH} to ask back")
    jonas = stage.person("jonas")
    stage.press(jonas, "it-web", names.ASK_BACK, request_id)
    stage.fill_in(jonas, {names.QUESTION_FIELD: "Which of the forms?"})
    happened(stage, request_id, "asked")


def test_it_moves_to_the_bridge_once_and_on_from_there_once(stage: Stage) -> None:
    request_id = filed(stage, "please change the headline on the tents page")
    stage.press(stage.person("jonas"), "it-web", names.NOT_OURS, request_id)
    stage.until_quiet()
    happened(stage, request_id, "moved")
    stage.press(stage.person("priya"), "marketing-it-bridge", names.SEND_ON, request_id)
    happened(stage, request_id, "moved", "moved")


def test_it_is_handed_on_once(stage: Stage) -> None:
    request_id = filed(stage, TAUGHT)
    jonas = stage.person("jonas")
    stage.press(jonas, "it-web", names.HAND_TO, request_id, option=f"{request_id} data-team")
    happened(stage, request_id, "moved")
    assert stage.with_button("it-data", names.CLAIM, request_id) is not None


def test_reactions_take_it_and_finish_it_once(stage: Stage) -> None:
    request_id = filed(stage, f"{WISH} to react to")
    jonas, card = stage.person("jonas"), stage.with_button("it-web", names.CLAIM, request_id)
    assert card is not None
    jonas.react("it-web", card.ts, names.LOOKING)
    stage.until(lambda: stage.changes(request_id)[-1] == "acknowledged")
    jonas.react("it-web", card.ts, names.FINISHED)
    stage.until(lambda: stage.changes(request_id)[-1] == "resolved")
    happened(stage, request_id, "acknowledged", "resolved")


def test_a_ticket_taken_off_takes_it_back_once(stage: Stage) -> None:
    words = f"{WISH} to take back"
    mia = stage.person("mia")
    ts = mia.say("marketing", words)
    mia.react("marketing", ts, names.TICKET)
    stage.until(lambda: any(words in one["text"] for one in stage.requests()))
    mia.unreact("marketing", ts, names.TICKET)
    request_id = stage.request(words)["id"]
    stage.until(lambda: stage.changes(request_id)[-1] == "cancelled")
    happened(stage, request_id, "cancelled")


def test_words_are_carried_corrected_sent_and_taken_back_once(stage: Stage) -> None:
    ava, hannah = stage.person("ava"), stage.person("hannah")
    root = ava.say(ava.dm(), PRIVATE_WISH)
    stage.until(lambda: stage.with_button("it-martech", names.CLAIM))
    stage.until_quiet()
    said = ava.say(ava.dm(), "Only the English page.", thread_ts=root)
    asked = hannah.say("it-martech", "Which colour?", thread_ts=stage.request(PRIVATE_WISH)["card_ts"])
    stage.until_quiet()
    (note,) = [one for one in hannah.sees("it-martech") if one.get("is_ephemeral")]
    assert hannah.click("it-martech", note["ts"], names.SEND_NOTE, ephemeral=True).acknowledged
    stage.until_quiet()
    assert texts(stage, "it-martech", "Only the English") == ["Ava Morales: Only the English page."]
    assert len(texts(stage, ava.dm(), "Which colour?")) == 1
    ava.edit(ava.dm(), said, "Only the English pages.")
    hannah.delete("it-martech", asked)
    stage.until(lambda: not texts(stage, ava.dm(), "Which colour?"))
    stage.until_quiet()
    assert texts(stage, "it-martech", "Only the English") == ["Ava Morales: Only the English pages."]


def test_a_note_is_sent_once_with_the_menu_of_the_message(stage: Stage) -> None:
    request_id = took(stage, f"{WISH} to send")
    jonas = stage.person("jonas")
    request = next(one for one in stage.requests() if one["id"] == request_id)
    ts = jonas.say("it-web", "The form is mended, reload the page.", thread_ts=request["card_ts"])
    stage.until_quiet()
    jonas.shortcut(names.SEND_TO_ASKER, "it-web", ts)
    stage.until_quiet()
    assert len(texts(stage, "marketing", "The form is mended")) == 1


def test_a_page_is_turned_in_place(stage: Stage) -> None:
    for number in range(9):
        by_command(stage, f"{WISH} number {number}")
    mia = stage.person("mia")
    stage.faults.reset()  # here the answer matters, and of five the first counts, which may be an empty one
    mia.command("growth", "/requests")
    stage.faults.duplicate(COPIES, times=None)
    stage.until(lambda: lists(stage))
    before = lists(stage)
    (turn, *_) = [
        one["action_id"]
        for block in before[-1]["blocks"]
        for one in block.get("elements", [])
        if str(one.get("action_id", "")).startswith(names.TURN_PAGE)
    ]
    assert mia.click("growth", before[-1]["ts"], turn, ephemeral=True).acknowledged
    stage.until(lambda: lists(stage) != before)
    stage.until_quiet()
    assert len(lists(stage)) == len(before)


def lists(stage: Stage) -> list[dict[str, Any]]:
    return [one for one in stage.person("mia").sees("growth") if one.get("is_ephemeral")]


def texts(stage: Stage, channel: str, words: str) -> list[str]:
    return [one["text"] for one in stage.bot_messages(channel) if words in one["text"]]
