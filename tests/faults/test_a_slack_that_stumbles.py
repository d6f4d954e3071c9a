"""Slack says "later", breaks, hangs up, or takes a post and never says so: each thing stands there once."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from handlers import names
from tests.conftest import Databases
from tests.faults.stage import Stage, staged

POST = "chat.postMessage"
WISH = "please put the new form on our spring landing page"
PRIVATE_WISH = "please add the LinkedIn insight tag to the pricing page"


@pytest.fixture(scope="module")
def stage(templates: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    folder = tmp_path_factory.mktemp("stumbling")
    with staged(folder, templates.planted("sqlite", folder)) as stage:
        stage.start("--hurried")
        yield stage


@pytest.fixture(autouse=True)
def nothing_twice(stage: Stage) -> Iterator[None]:
    yield
    stage.faults.reset()
    stage.until_quiet()
    ids = stage.notice_ids()
    assert sorted(ids) == sorted(set(ids))
    assert stage.parked() == []
    assert "Traceback" not in stage.bot.log


Trouble = Callable[[Stage, str, str], str]


def says_later(stage: Stage, method: str, channel: str) -> str:
    stage.faults.rate_limit(method, retry_after=1, channel=channel)
    return "rate_limit"


def breaks(stage: Stage, method: str, channel: str) -> str:
    stage.faults.server_error(method, channel=channel)
    return "server_error"


def answers_with_a_web_page(stage: Stage, method: str, channel: str) -> str:
    stage.faults.html_answer(method, channel=channel)
    return "html_answer"


def hangs_up(stage: Stage, method: str, channel: str) -> str:
    stage.faults.drop_connection(method, channel=channel)
    return "drop_connection"


def takes_it_and_hangs_up(stage: Stage, method: str, channel: str) -> str:
    stage.faults.time_out_after_accepting(method, hold=0, channel=channel)
    return "time_out_after_accepting"


def takes_it_and_falls_silent(stage: Stage, method: str, channel: str) -> str:
    """Until our own patience ends."""
    stage.faults.time_out_after_accepting(method, channel=channel)
    return "time_out_after_accepting"


TROUBLES: list[Trouble] = [says_later, breaks, answers_with_a_web_page, hangs_up, takes_it_and_hangs_up]


def id_of(stage: Stage, channel: str) -> str:
    found = stage.workspace.within(lambda office: office.state.channel_named(channel))
    assert found is not None
    return str(found.id)


def filed(stage: Stage, words: str) -> str:
    assert stage.person("mia").command("marketing", f"/ask {words}").acknowledged
    stage.until_quiet()
    return str(stage.request(words)["id"])


@pytest.mark.parametrize("trouble", [*TROUBLES, takes_it_and_falls_silent])
def test_a_receipt_and_a_card_stand_there_once(stage: Stage, trouble: Trouble) -> None:
    trouble(stage, POST, id_of(stage, "marketing"))
    name = trouble(stage, POST, id_of(stage, "it-web"))
    request_id = filed(stage, f"{WISH} when Slack {trouble.__name__}")
    assert stage.faults.count(name) == 2
    assert stage.posts(request_id) == ["card", "receipt"]


@pytest.mark.parametrize("trouble", TROUBLES)
def test_a_line_stands_there_once(stage: Stage, trouble: Trouble) -> None:
    request_id = filed(stage, f"{WISH} and a line when Slack {trouble.__name__}")
    name = trouble(stage, POST, id_of(stage, "marketing"))
    stage.press(stage.person("jonas"), "it-web", names.CLAIM, request_id)
    stage.until_quiet()
    assert stage.faults.count(name) == 1
    assert stage.posts(request_id) == ["card", "line", "receipt"]


@pytest.mark.parametrize("trouble", TROUBLES)
def test_a_drawing_is_drawn_in_the_end(stage: Stage, trouble: Trouble) -> None:
    request_id = filed(stage, f"{WISH} and a drawing when Slack {trouble.__name__}")
    name = trouble(stage, "chat.update", id_of(stage, "it-web"))
    stage.press(stage.person("jonas"), "it-web", names.CLAIM, request_id)
    stage.until_quiet()
    assert stage.faults.count(name) == 1
    assert stage.with_button("it-web", names.CLAIM, request_id) is None
    assert stage.with_button("it-web", names.DONE, request_id) is not None


@pytest.mark.parametrize("trouble", TROUBLES)
def test_words_are_carried_once_and_in_order(stage: Stage, trouble: Trouble) -> None:
    ava, wish = stage.person("ava"), f"{PRIVATE_WISH} when Slack {trouble.__name__}"
    root = ava.say(ava.dm(), wish)
    stage.until(lambda: any(wish in one["text"] for one in stage.requests()))
    stage.until_quiet()
    name = trouble(stage, POST, id_of(stage, "it-martech"))
    said = [f"{number} of three, {trouble.__name__}" for number in ("one", "two", "three")]
    for words in said:
        ava.say(ava.dm(), words, thread_ts=root)
    stage.until_quiet()
    assert stage.faults.count(name) == 1
    carried = [one["text"] for one in stage.bot_messages("it-martech") if trouble.__name__ in one["text"]]
    assert carried[-3:] == [f"Ava Morales: {words}" for words in said]
    assert len([one for one in carried if one.startswith("Ava Morales: ")]) == 3


def test_what_only_one_person_sees_is_rather_not_said_than_said_twice(stage: Stage) -> None:
    """It leaves no trace in Slack, so nobody can look whether it was said."""
    request_id = filed(stage, f"{WISH} in a whisper")
    jonas, request = stage.person("jonas"), stage.request(f"{WISH} in a whisper")
    stage.faults.time_out_after_accepting("chat.postEphemeral", hold=0)
    jonas.say("it-web", "The form again.", thread_ts=request["card_ts"])
    stage.until_quiet()
    assert stage.faults.count("time_out_after_accepting") == 1
    whispered = [one for one in jonas.sees("it-web") if one.get("is_ephemeral")]
    assert len([one for one in whispered if one.get("thread_ts") == request["card_ts"]]) == 1
    assert stage.posts(request_id) == ["card", "receipt"]
