"""Channels that are archived, closed or gone, people who left: the next best place gets it, or an admin."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from db.kinds import NoticeKind
from handlers import names
from tests.conftest import Databases
from tests.faults.stage import Stage, staged
from workspace.office import Office

WISH = (
    "please put the new form on our spring landing page by Friday, answers to HubSpot"  # leaves nothing open
)
PRIVATE_WISH = "please add the LinkedIn insight tag to the pricing page"
POST = "chat.postMessage"


@pytest.fixture
def stage(databases: Databases, tmp_path: Path) -> Iterator[Stage]:
    with staged(tmp_path, databases.planted("sqlite", tmp_path)) as stage:
        stage.start("--hurried")
        yield stage
        ids = stage.notice_ids()
        assert sorted(ids) == sorted(set(ids))
        assert "Traceback" not in stage.bot.log


def archive(stage: Stage, channel: str) -> None:
    def work(office: Office) -> None:
        found = office.state.channel_named(channel)
        assert found is not None
        found.archived = True

    stage.workspace.within(work)


def remove_bot(stage: Stage, channel: str, *, private: bool) -> None:
    def work(office: Office) -> None:
        found = office.state.channel_named(channel)
        assert found is not None
        found.members.remove(office.state.bot)
        found.kind = "private" if private else found.kind

    stage.workspace.within(work)


def ask(stage: Stage) -> str:
    assert stage.person("mia").command("marketing", f"/ask {WISH}").acknowledged
    stage.until_quiet()
    return str(stage.request(WISH)["id"])


def goes_on_to_its_end(stage: Stage, name: str, channel: str, request_id: str) -> None:
    """Wherever the card is, it works."""
    stage.press(stage.person(name), channel, names.CLAIM, request_id)
    stage.press(stage.person(name), channel, names.DONE, request_id)
    stage.press(stage.person("mia"), "marketing", names.CONFIRM, request_id)
    stage.until_quiet()
    assert stage.changes(request_id) == ["filed", "acknowledged", "resolved", "confirmed"]
    assert stage.parked() == []


@pytest.mark.parametrize("how", ["archived", "closed to us", "channel_not_found", "restricted_action"])
def test_a_card_that_the_teams_channel_refuses_goes_to_the_owner(stage: Stage, how: str) -> None:
    if how == "archived":
        archive(stage, "it-web")
    elif how == "closed to us":
        remove_bot(stage, "it-web", private=True)
    else:
        stage.faults.slack_error(POST, how, channel="C0ITWEB", times=None)
    request_id = ask(stage)
    assert stage.bot_messages("it-web") == []
    goes_on_to_its_end(stage, "jonas", stage.person("jonas").dm(), request_id)


def test_a_public_channel_that_we_are_not_in_is_joined(stage: Stage) -> None:
    remove_bot(stage, "it-web", private=False)
    goes_on_to_its_end(stage, "jonas", "it-web", ask(stage))


def test_an_owner_who_left_unheard_hands_the_card_to_the_bridge(stage: Stage) -> None:
    def leave(office: Office) -> None:
        office.user(jonas.id).deleted = True

    jonas = stage.person("jonas")
    stage.workspace.within(leave)
    archive(stage, "it-web")
    request_id = ask(stage)
    goes_on_to_its_end(stage, "priya", "marketing-it-bridge", request_id)


def test_an_owner_who_is_known_to_have_left_is_stood_in_for(stage: Stage) -> None:
    stage.workspace.change_person("jonas", deleted=True)
    stage.until_quiet()
    archive(stage, "it-web")
    request_id = ask(stage)
    assert stage.request(WISH)["owner_id"] == stage.person("lena").id
    goes_on_to_its_end(stage, "lena", stage.person("lena").dm(), request_id)


def test_a_card_that_nobody_takes_is_parked_and_an_admin_sees_it(stage: Stage) -> None:
    alex, jonas, priya = (stage.person(name) for name in ("alex", "jonas", "priya"))
    for channel in ("C0ITWEB", "C0MARKETINGITBRIDGE", jonas.dm(), priya.dm()):
        stage.faults.slack_error(POST, "channel_not_found", channel=channel, times=None)
    request_id = ask(stage)
    (parked,) = stage.parked()
    assert (parked["kind"], parked["request_id"]) == (NoticeKind.REQUEST_ARRIVED, request_id)
    told = [one["text"] for one in stage.bot_messages(alex.dm())]
    assert told == [
        "Slack refused something I had to say (channel_not_found). Your Home tab shows what it was."
    ]
    home = alex.home(wait=20)
    assert home is not None
    assert "A new request for its team: The channel is gone" in str(home["blocks"])
    assert stage.posts(request_id) == ["receipt"]


@pytest.mark.parametrize("code", ["is_archived", "channel_not_found", "restricted_action"])
def test_a_receipt_that_its_channel_refuses_comes_as_a_direct_message(stage: Stage, code: str) -> None:
    mia = stage.person("mia")
    stage.faults.slack_error(POST, code, channel="C0MARKETING", times=None)
    request_id = ask(stage)
    stage.press(stage.person("jonas"), "it-web", names.CLAIM, request_id)
    stage.until_quiet()
    assert stage.bot_messages("marketing") == []
    assert len(stage.bot_messages(mia.dm())) == 2
    assert stage.posts(request_id) == ["card", "line", "receipt"]


def test_words_that_cannot_be_carried_are_said_to_be_lost_beside_them(stage: Stage) -> None:
    ava = stage.person("ava")
    root = ava.say(ava.dm(), PRIVATE_WISH)
    stage.until(lambda: stage.with_button("it-martech", names.CLAIM))
    stage.until_quiet()
    archive(stage, "it-martech")
    before = len(stage.bot_messages(ava.dm()))
    ava.say(ava.dm(), "Only the English page.", thread_ts=root)
    stage.until(lambda: len(stage.bot_messages(ava.dm())) > before)
    stage.until_quiet()
    assert [one["text"] for one in stage.bot_messages(ava.dm())][before:] == [
        "Not delivered to MarTech Platform: their channel is archived. Please tell them directly."
    ]
    (parked,) = stage.parked()
    assert parked["kind"] == NoticeKind.MESSAGE_COPIED
