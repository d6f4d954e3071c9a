"""`/digest` at the door: all that can be written, and every no with what to do instead."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from bot.digests.keeping import find_digest
from bot.people import Facts, remember
from bot.requests.working import resolve
from handlers.names import DIGEST
from tests.companies import ELSEWHERE
from tests.handlers.digests.desk import Desk, texts
from tests.handlers.knocking import button, buttons
from tests.handlers.test_courier.conftest import ADA, EVE, JONAS, LENA, MIA, TOM


def drawn(message: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Its blocks without the names that Slack gives them."""
    return [{key: one[key] for key in one if key != "block_id"} for one in message["blocks"]]


def only_for(desk: Desk, user_id: str) -> Mapping[str, Any]:
    """The newest message that nobody else sees."""
    seen = desk.stage.workspace.person(user_id).sees("it-web")
    return [one for one in seen if one.get("is_ephemeral")][-1]


def test_help_says_all_that_can_be_written(desk: Desk) -> None:
    told = desk.type(JONAS, "help")
    for word in (
        "it here",
        "marketing for me",
        "leaders",
        "words",
        "preview",
        "now",
        "pause",
        "resume",
        "stop",
    ):
        assert word in told


def test_with_none_it_says_how_to_begin(desk: Desk) -> None:
    assert desk.type(JONAS).startswith("There is no digest here yet. `/digest it here` tells this channel")
    for verb in ("preview", "now", "pause", "resume", "stop"):
        assert desk.type(JONAS, verb).startswith("There is no digest here yet.")


def test_subscribed_it_says_when_the_first_one_comes(desk: Desk) -> None:
    told = desk.type(JONAS, "it here")
    assert told.startswith(
        "This channel gets the IT digest from now on, every weekday from Monday to Friday at 09:00 (Berlin), "
        "never on a day off. The first one comes <!date^1773216000^"  # Wednesday, 8:00 UTC
    )


@pytest.mark.parametrize(
    ("text", "rhythm"),
    [
        ("it for me weekdays 8:30", "every weekday from Monday to Friday at 08:30 (Berlin)"),
        ("it for me weekly", "every Monday at 09:00 (Berlin)"),
        ("words for me every other Tuesday at 10", "every other Tuesday at 10:00 (Berlin)"),
        ("marketing for me", "every weekday from Monday to Friday at 09:00 (Berlin)"),
        ("leaders for me", "on the first working day of the month at 09:00 (Berlin)"),
    ],
)
def test_when_it_comes_is_said_in_plain_words(desk: Desk, text: str, rhythm: str) -> None:
    assert rhythm in desk.type(JONAS, text)


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("coffee here", "I know four digests: `it`, `marketing`, `leaders` and `words`. Which one is it?"),
        ("it", "For whom? Write `/digest it here` for this channel, or `/digest it for me`."),
        ("it here every hour", "A digest comes daily, weekly or monthly. Say which days:"),
        ("it here sometimes", "I don't understand “sometimes” here. Write it like this:"),
    ],
)
def test_what_is_not_understood_is_named(desk: Desk, text: str, refusal: str) -> None:
    assert desk.type(JONAS, text).startswith(refusal)


def test_a_place_gets_each_digest_once(desk: Desk) -> None:
    desk.type(JONAS, "it here")
    assert desk.type(LENA, "it here weekly").startswith(
        "This channel already gets the IT digest, every weekday from Monday to Friday at 09:00 (Berlin)."
    )
    desk.type(MIA, "marketing for me")
    assert desk.type(MIA, "marketing for me").startswith("You already get the marketing digest, ")


def test_in_a_direct_message_it_is_for_whoever_writes(desk: Desk) -> None:
    assert desk.type(MIA, "marketing", "D0MIA").startswith("You get the marketing digest from now on")
    assert desk.type(MIA, "words here", "D0MIA").startswith("This is a direct message. Write `for me`")


def test_who_may_have_which(desk: Desk) -> None:
    assert desk.type(LENA, "leaders for me").startswith(
        "The leaders' digest is set up by owners of teams, the bridge and admins."
    )
    assert desk.type(MIA, "it for me").startswith("The IT digest is for people of IT.")
    assert desk.type(ADA, "leaders for me").startswith("You get the leaders' digest")


def test_people_of_other_companies_get_none(desk: Desk) -> None:
    with desk.stage.toolkit.ledger.begin() as unit:
        remember(unit, [Facts(EVE, ELSEWHERE, "Eve Partner")], desk.stage.clock.now)
    desk.stage.toolkit.directory.refresh()
    told = desk.type(EVE, "marketing here", "C0MARKETING")
    assert told == "Digests are for people of this company. Ask the person you work with here."


def test_a_channel_that_i_do_not_know_gets_none(desk: Desk) -> None:
    told = desk.type(JONAS, "it here", "C0NEW")
    assert told.startswith("I post no digest in a channel that people of other companies read")
    assert desk.type(JONAS, "it here", "C0OLD") == told  # archived


def test_the_list_has_every_digest_of_here_and_mine_with_buttons(desk: Desk) -> None:
    desk.type(JONAS, "it here")
    desk.type(JONAS, "words for me")
    desk.type(MIA, "marketing for me")
    answer = desk.answer(JONAS, "list")
    said = texts({"blocks": answer.blocks})
    assert "*IT digest*, #it-web, every weekday from Monday to Friday at 09:00 (Berlin). Next: " in said
    assert "*Digest of words*, for you, every Monday at 09:00 (Berlin). Next: " in said
    assert "marketing" not in said
    assert [one["text"]["text"] for one in buttons(answer.blocks)[:4]] == [
        *("Preview the next one", "Send now", "Pause", "Stop")
    ]


def test_the_list_says_what_became_of_the_last_one(desk: Desk) -> None:
    desk.type(JONAS, "it here")
    desk.tick_at(11)
    assert "Last: Wed 11 Mar, there was nothing to say." in texts({"blocks": desk.answer(JONAS).blocks})
    desk.file()
    desk.tick_at(12)
    assert "Last: posted on Thu 12 Mar." in texts({"blocks": desk.answer(JONAS).blocks})
    desk.tick_at(13, 14)
    said = texts({"blocks": desk.answer(JONAS).blocks})
    assert "Last: Fri 13 Mar, not posted: Liaison was down from 12 Mar 09:00 to 13 Mar 15:00." in said


def test_a_preview_is_exactly_what_is_posted_then_and_nobody_else_sees_it(desk: Desk) -> None:
    desk.type(JONAS, "it here")
    for number in range(7):
        desk.file(f"The form number {number} is broken")
    told = desk.type(LENA, "preview")
    assert told.startswith("This is what would be posted <!date^1773216000^")
    desk.say_all()
    assert desk.digests() == []
    seen = only_for(desk, LENA)
    desk.tick_at(11)
    assert drawn(seen) == drawn(desk.digest())


def test_a_preview_of_a_day_says_why_nothing_comes(desk: Desk) -> None:
    desk.type(JONAS, "it here")
    told = desk.type(JONAS, "preview Saturday")
    assert told == "It doesn't come on that day. The next one comes on Wednesday 11 March at 09:00."
    assert desk.type(JONAS, "preview 2026-03-09") == "That day is over. Nothing was due then."
    desk.tick_at(11)
    assert desk.type(JONAS, "preview today").startswith("It was not posted: there was nothing to say.")
    assert desk.type(JONAS, "preview someday").startswith("I don't see which day that is.")
    assert desk.type(JONAS, "preview 03/04").startswith("“03/04” can be read in two ways.")


def test_a_preview_with_nothing_to_say_says_so(desk: Desk) -> None:
    desk.type(JONAS, "it here")
    desk.type(JONAS, "preview")
    desk.say_all()
    seen = only_for(desk, JONAS)
    assert seen["text"] == "Nothing would be posted: there is nothing to say yet. I'd stay silent."


def test_sent_now_it_comes_at_once_and_only_once(desk: Desk) -> None:
    desk.type(JONAS, "it here")
    assert desk.type(JONAS, "now") == "There is nothing to say yet, so I sent nothing."
    desk.file()
    assert desk.type(JONAS, "now") == "It's on its way."
    assert desk.type(LENA, "now").startswith("Only Jonas, owners of teams, the bridge and admins can change")
    assert desk.type(ADA, "now") == "It was sent a moment ago. Nothing is sent twice."
    desk.say_all()
    assert len(desk.digests()) == 1


def test_what_was_sent_now_is_no_news_the_next_morning(desk: Desk) -> None:
    desk.type(JONAS, "it here")
    request = desk.file()
    desk.scene.do(resolve, request.id, JONAS)
    desk.type(JONAS, "now")
    desk.say_all()
    desk.tick_at(11)
    assert len(desk.digests()) == 1


def test_paused_and_resumed(desk: Desk) -> None:
    desk.type(JONAS, "it here")
    assert desk.type(JONAS, "pause until 16 March").startswith(
        "Paused until Mon 16 Mar. What happens meanwhile"
    )
    assert "Paused until Mon 16 Mar." in texts({"blocks": desk.answer(JONAS).blocks})
    assert desk.type(JONAS, "preview 12 March") == "It is paused then."
    assert desk.type(JONAS, "resume").startswith("It goes on. The next one comes <!date^1773216000^")
    assert desk.type(JONAS, "resume").startswith("That one isn't paused.")
    assert desk.type(JONAS, "pause").startswith("Paused until somebody lets it go on.")
    assert desk.type(JONAS, "pause").startswith("That one is paused already. `/digest resume`")
    assert desk.type(JONAS, "preview").startswith("It is paused until somebody lets it go on")


def test_of_several_it_asks_which_one(desk: Desk) -> None:
    desk.type(JONAS, "it here")
    desk.type(JONAS, "it for me")
    told = desk.type(JONAS, "stop")
    assert told.startswith("Which one? Write one of these behind it: `it here`, `it for me`.")
    assert desk.type(JONAS, "stop words").startswith("There is no such digest here.")
    assert desk.type(JONAS, "stop it for me").startswith("Stopped.")
    assert desk.type(JONAS, "stop please").startswith("I don't understand “please” here.")
    assert desk.type(JONAS, "stop").startswith("Stopped.")


def test_the_buttons_of_the_list_do_the_same(desk: Desk) -> None:
    desk.type(JONAS, "it here")
    desk.file()

    def pressed(label: str) -> str:
        return desk.click(JONAS, button(desk.answer(JONAS).blocks, label), "5.1")

    assert pressed("Preview the next one").startswith("This is what would be posted")
    assert pressed("Send now") == "It's on its way."
    assert pressed("Pause").startswith("Paused until somebody lets it go on.")
    assert pressed("Go on").startswith("It goes on.")
    old = desk.answer(JONAS).blocks
    assert pressed("Stop").startswith("Stopped.")
    for label in ("Preview the next one", "Send now", "Pause", "Stop"):
        told = desk.click(JONAS, button(old, label), "5.1")
        assert told == "That digest was stopped. `/digest help` says how to set one up."


def test_the_digest_of_others_is_not_mine_to_change(desk: Desk) -> None:
    desk.type(JONAS, "words here", "C0MARKETING")
    listed = desk.answer(TOM, "", "C0MARKETING").blocks
    for label in ("Send now", "Pause", "Stop"):
        told = desk.click(TOM, button(listed, label), "5.1", "C0MARKETING")
        assert told.startswith("Only Jonas, owners of teams, the bridge and admins can change this channel's")
    mine = desk.answer(JONAS, "it for me")
    assert desk.click(LENA, button(mine.blocks, "Stop"), "5.1") == (
        "That digest is somebody else's, so only they can change it."
    )


def test_a_command_that_arrives_twice_subscribes_once(desk: Desk) -> None:
    body = {
        "command": DIGEST,
        "text": "it here",
        "trigger_id": "t1",
        "user_id": JONAS,
        "team_id": "T0HOME",
        "channel_id": "C0WEB",
        "channel_name": "it-web",
        "response_url": "https://slack.example/1",
    }
    assert (desk.knocking.door.take(body).text or "").startswith("This channel gets the IT digest")
    assert desk.knocking.door.take(body).text is None
    with desk.stage.toolkit.ledger.read() as connection:
        assert find_digest(connection, "it.C0WEB.web") is not None
