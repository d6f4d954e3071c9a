""" "Is it the same?", asked before filing, and all that can be pressed there, as Slack delivers it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from sqlalchemy import func, select

from bot.channels import Channel, remember_channels
from bot.requests.model import Request
from bot.requests.posting import posted
from bot.requests.working import acknowledge, resolve
from db.kinds import NoticeKind
from db.tables import requests
from handlers.events.reactions import found
from handlers.names import ASK, ASK_FORM, SEND_TO_IT, TEXT_FIELD
from tests.bot.requests.conftest import company, scene
from tests.bot.requests.scene import DEV, JONAS, MIA, OUTSIDER, TOM, Scene
from tests.handlers.knocking import Knocking, button, buttons

__all__ = ["company", "scene"]

WISH = "the size filter on the boots page shows nothing"
SAME = "boots page: size filter is broken, it shows nothing"
MENTION = f"<@U0LIAISON> {SAME}"


@pytest.fixture
def knocking(scene: Scene) -> Knocking:
    channel = Channel("C0MARKETING", "marketing")
    scene.do(lambda desk: remember_channels(desk.unit, [channel], desk.now))
    return Knocking(scene)


def first_asked(scene: Scene, **named: Any) -> Request:
    request = scene.filed_and_posted(text=WISH, **named)
    scene.toolkit.open_requests.catch_up()
    return request


def told(scene: Scene, kind: NoticeKind = NoticeKind.PERSON_TOLD) -> Mapping[str, Any]:
    return scene.notices(kind)[-1]["detail"]  # type: ignore[no-any-return]


def filed(scene: Scene) -> int:
    with scene.toolkit.ledger.read() as connection:
        return connection.execute(select(func.count()).select_from(requests)).scalar_one()


def labels(blocks: list[dict[str, Any]]) -> list[str]:
    return [one["text"]["text"] for one in buttons(blocks)]


def fetch(scene: Scene, message: Mapping[str, Any]) -> None:
    """What the relay does with a message that was pointed at."""
    notice = next(one for one in scene.claim_all() if one.kind is NoticeKind.MESSAGE_WANTED)
    scene.do(found, notice, message)
    scene.do(posted, notice, scene.place_of(notice))


def test_a_command_is_answered_with_who_asked_when_and_who_has_it(knocking: Knocking, scene: Scene) -> None:
    request = first_asked(scene)
    scene.do(acknowledge, request.id, JONAS)
    scene.clock.advance(days=1)
    answer = knocking.command(TOM, f"{ASK} {SAME}")
    assert answer.text == (
        "Mia asked for this on Tue 10 Mar: “The size filter on the boots page shows nothing”. "
        "Jonas from the Web Team has it. Is it the same?"
    )
    assert labels(answer.blocks) == ["Me too", "No, file mine", "Leave it"]
    assert filed(scene) == 1


def test_me_too_waits_for_it_and_says_so_in_the_place_of_the_question(
    knocking: Knocking, scene: Scene
) -> None:
    request = first_asked(scene)
    answer = knocking.command(TOM, f"{ASK} {SAME}")
    knocking.click(TOM, button(answer.blocks, "Me too"))
    said = told(scene)
    assert said["text"].startswith("Right, I've put you down for this too:")
    assert said["replace_original"]
    assert labels(said["blocks"]) == ["Don't tell me"]
    (line,) = scene.lines(request.id, "team")
    assert (line["detail"]["actor_id"], line["detail"]["words"]) == (TOM, SAME)
    assert filed(scene) == 1


def test_file_mine_files_it_with_the_same_words(knocking: Knocking, scene: Scene) -> None:
    first_asked(scene)
    answer = knocking.command(TOM, f"{ASK} {SAME}")
    knocking.click(TOM, button(answer.blocks, "No, file mine"))
    assert filed(scene) == 2
    knocking.click(TOM, button(answer.blocks, "No, file mine"))
    assert filed(scene) == 2
    assert told(scene)["text"] == "I've passed that one on already. The thread has the news."


def test_leave_it_files_nothing(knocking: Knocking, scene: Scene) -> None:
    first_asked(scene)
    answer = knocking.command(TOM, f"{ASK} {SAME}")
    knocking.click(TOM, button(answer.blocks, "Leave it"))
    assert (told(scene)["text"], filed(scene)) == ("All right, nothing was filed.", 1)


def test_the_second_press_is_told_that_they_wait_already(knocking: Knocking, scene: Scene) -> None:
    first_asked(scene)
    answer = knocking.command(TOM, f"{ASK} {SAME}")
    for _ in range(2):
        knocking.click(TOM, button(answer.blocks, "Me too"))
    assert told(scene)["text"] == "You're waiting for it already. I'll tell you when it's done."


def test_a_press_after_it_was_done_says_so_and_leaves_the_other_buttons(
    knocking: Knocking, scene: Scene
) -> None:
    request = first_asked(scene)
    answer = knocking.command(TOM, f"{ASK} {SAME}")
    scene.do(resolve, request.id, JONAS)
    knocking.click(TOM, button(answer.blocks, "Me too"))
    said = told(scene)
    assert said["text"] == (
        "Jonas says that one is done already. If yours isn't, press *No, file mine* instead."
    )
    assert not said.get("replace_original")


def test_ones_own_request_is_not_followed_but_can_be_left_at_that(knocking: Knocking, scene: Scene) -> None:
    first_asked(scene)
    answer = knocking.command(MIA, f"{ASK} {SAME}")
    assert (answer.text or "").startswith("You asked for this earlier today:")
    assert labels(answer.blocks) == ["Yes, leave it", "No, file mine"]


def test_somebody_of_another_company_is_told_of_nothing(knocking: Knocking, scene: Scene) -> None:
    request = first_asked(scene)
    answer = knocking.command(OUTSIDER, f"{ASK} {SAME}")
    assert "Mia" not in f"{answer.text}{answer.blocks}"
    assert filed(scene) == 2
    knocking.click(OUTSIDER, {"action_id": "wish.me_too", "value": f"{request.id} k nowhere - - words"})
    assert told(scene)["text"].startswith("You can't follow that one from here.")


def test_dont_tell_me_ends_it(knocking: Knocking, scene: Scene) -> None:
    first_asked(scene)
    answer = knocking.command(TOM, f"{ASK} {SAME}")
    knocking.click(TOM, button(answer.blocks, "Me too"))
    stop = button(told(scene)["blocks"], "Don't tell me")
    knocking.click(TOM, stop)
    assert told(scene)["text"] == "All right, you won't hear about that one any more."
    knocking.click(TOM, stop)
    assert told(scene)["text"] == "You weren't waiting for that one any more."


@pytest.mark.parametrize(
    ("message", "words"),
    [({"ts": "7.1", "user": TOM, "text": MENTION}, SAME), ({"ts": "7.1", "text": ""}, "")],
    ids=["as it stands there", "deleted meanwhile"],
)
def test_words_in_a_message_are_fetched_when_they_are_wanted(
    knocking: Knocking, scene: Scene, message: dict[str, Any], words: str
) -> None:
    request = first_asked(scene)
    knocking.event(type="app_mention", user=TOM, text=MENTION, ts="7.1", channel="C0MARKETING")
    question = told(scene)
    assert SAME not in str(question["blocks"]), "the button says where the words stand"
    knocking.click(TOM, button(question["blocks"], "Me too"))
    fetch(scene, message)
    assert told(scene)["text"].startswith("Right, I've put you down for this too:")
    assert scene.lines(request.id, "team")[-1]["detail"]["words"] == words


def test_a_press_that_comes_too_late_for_a_fetched_message_is_told_so(
    knocking: Knocking, scene: Scene
) -> None:
    request = first_asked(scene)
    knocking.event(type="app_mention", user=TOM, text=MENTION, ts="7.1", channel="C0MARKETING")
    knocking.click(TOM, button(told(scene)["blocks"], "Me too"))
    scene.do(resolve, request.id, JONAS)
    fetch(scene, {"ts": "7.1", "user": TOM, "text": MENTION})
    assert told(scene)["text"].startswith("Jonas says that one is done already.")


def test_the_form_and_the_shortcut_ask_too(knocking: Knocking, scene: Scene) -> None:
    first_asked(scene)
    values = {TEXT_FIELD: {"type": "plain_text_input", "value": SAME}}
    knocking.submit(TOM, ASK_FORM, {"kind": "public", "channel_id": "C0MARKETING"}, values)
    assert labels(told(scene)["blocks"]) == ["Me too", "No, file mine", "Leave it"]
    knocking.shortcut(DEV, SEND_TO_IT, {"ts": "8.1", "user": TOM, "text": SAME}, "C0MARKETING")
    assert (told(scene)["user_id"], labels(told(scene)["blocks"])[0]) == (DEV, "Me too")
    assert filed(scene) == 1


def test_a_pasted_password_is_warned_of_also_when_nothing_is_filed(knocking: Knocking, scene: Scene) -> None:
    first_asked(scene)
    answer = knocking.command(TOM, f"{ASK} {SAME}, password: Sommer-2026!x")
    assert (answer.text or "").startswith("Careful, that looked like a password")
    assert "Sommer-2026!x" not in str(answer.blocks)
    assert "Me too" in labels(answer.blocks)


def test_words_too_long_for_a_button_are_filed(knocking: Knocking, scene: Scene) -> None:
    first_asked(scene)
    knocking.command(TOM, f"{ASK} {SAME} {'really ' * 300}")
    assert filed(scene) == 2
