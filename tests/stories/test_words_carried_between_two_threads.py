"""Filed by direct message: the two sides sit in different threads, and every word finds its way."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from playwright.sync_api import expect

from tests.stories.conftest import OpenWindow, Window
from tests.world import World
from workspace import places
from workspace.office import Office


def sofia_asks(window: OpenWindow, wish: str) -> Window:
    sofia = window("sofia")
    sofia.go_to_messages_with_the_app()
    sofia.write(wish)
    sofia.open_thread(wish)
    sofia.sees("Got it, thanks Sofia")
    return sofia


def ben_takes_it(window: OpenWindow, wish: str) -> Window:
    """He presses, and opens the card's thread once there is a word in it."""
    ben = window("ben")
    ben.go_to("it-workplace")
    ben.press("I've got it", about=wish)
    ben.sees("Ben from Workplace IT has it", about=wish)
    return ben


def test_corrections_and_deletions_follow_their_words(window: OpenWindow, world: World) -> None:
    wish = "The beamer in the studio meeting room shows everything in green"
    sofia, ben = sofia_asks(window, wish), ben_takes_it(window, wish)
    sofia.write_in_thread("It has been like that since Monday")
    ben.open_thread(wish)
    ben.sees("since Monday")
    sofia.edit("since Monday", "It has been like that since last Thursday")
    ben.sees("since last Thursday")
    ben.does_not_see("since Monday")
    assert len(copies(world, "since last Thursday")) == 1
    ben.shot("corrected")
    sofia.write_in_thread("Oops, that was for somebody else")
    ben.sees("Oops, that was for somebody else")
    sofia.delete("Oops, that was for somebody else")
    ben.does_not_see("Oops, that was for somebody else")
    ben.shot("taken-back")


def test_nobody_is_called_by_what_is_carried(window: OpenWindow, world: World) -> None:
    wish = "The headset of the podcast desk crackles on every call"
    sofia, ben = sofia_asks(window, wish), ben_takes_it(window, wish)
    sofia.write_in_thread("@channel please hurry & ask @Luis Ortega, he said <!channel> *too* :tada:")
    ben.open_thread(wish)
    ben.sees("@channel please hurry & ask @Luis Ortega, he said <!channel> *too*")
    ben.shot("names-are-only-names")
    (copy,) = copies(world, "please hurry")
    assert not mentions(copy["blocks"])
    assert "<!" not in copy["text"]
    assert "<@" not in copy["text"]


def test_files_come_along_as_links_and_late_words_still_arrive(window: OpenWindow, tmp_path: Path) -> None:
    wish = "The label printer at the packing table prints every label twice"
    picture = tmp_path / "labels.png"
    picture.write_bytes(b"\x89PNG\r\n")
    sofia, ben = sofia_asks(window, wish), ben_takes_it(window, wish)
    sofia.thread.locator("input[type=file]").set_input_files(picture)
    sofia.write_in_thread("Here is how it looks")
    ben.open_thread(wish)
    expect(ben.sees("Here is how it looks").get_by_role("link", name="labels.png")).to_be_visible()
    ben.shot("with-its-file")
    ben.press("Done", about=wish)
    sofia.sees("Does it look right?")
    sofia.press("Yes, thanks", about="Does it look right?")
    sofia.sees("so this one's closed")
    sofia.write_in_thread("One more thing: thank you for coming up so fast")
    ben.sees("thank you for coming up so fast")
    sofia.shot("after-it-was-closed")


def test_the_team_talks_among_itself_and_sends_what_it_wants(window: OpenWindow, world: World) -> None:
    wish = "The laptop of our intern asks for a recovery key at every start"
    sofia, ben = sofia_asks(window, wish), ben_takes_it(window, wish)
    sofia.write_in_thread("It is the silver one")
    ben.open_thread(wish)
    ben.sees("It is the silver one")
    ben.write_in_thread("Luis, is that the one with the broken chip?")
    ben.told_privately("Only your team sees “Luis, is that the one")
    ben.write_in_thread("We have a fresh one for you, come by at three.")
    ben.told_privately("Only your team sees “We have a fresh one").get_by_role(
        "button", name="Send to Sofia"
    ).click()
    ben.told_privately("Sent to Sofia.")
    sofia.sees("come by at three")
    sofia.shot("what-was-sent")

    luis = world.workspace.person("luis")
    card = card_of(world, "#it-workplace", wish)
    luis.say("#it-workplace", "Bring your badge, the door is locked.", thread_ts=card["ts"])
    ben.choose_from_menu("Send to asker", about="Bring your badge")
    sofia.sees("Luis Ortega (Workplace IT)")
    sofia.sees("Bring your badge")
    ben.choose_from_menu("Send to asker", about="Bring your badge")
    ben.told_privately("That one has been sent already.")
    ben.choose_from_menu("Send to asker", about="It is the silver one")
    ben.told_privately("That one can't be sent on.")
    ben.shot("sent-once")
    sofia.does_not_see("broken chip")
    assert len(copies(world, "Bring your badge", channel=world.workspace.person("sofia").dm())) == 1


def test_a_team_channel_that_was_archived(window: OpenWindow, world: World) -> None:
    """Words that cannot arrive are said to be lost; a new request finds the owner by direct message."""
    wish = "The iPhone app shows the winter sale in the wrong currency"
    sofia = sofia_asks(window, wish)
    world.workspace.until(lambda: cards(world, "#it-mobile", wish), seconds=30)
    archive(world, "#it-mobile")
    sofia.write_in_thread("It says dollars, it should be pounds")
    sofia.sees("Not delivered to the Mobile App Team: their channel is archived. Please tell them directly.")
    sofia.shot("not-delivered")

    another = "The Android app needs a share button in the wish list"
    leo = world.workspace.person("leo")
    leo.say(leo.dm(), another)
    katrin = window("katrin")
    katrin.go_to_messages_with_the_app()
    katrin.sees("Android app needs a share button")
    katrin.shot("the-card-by-direct-message")
    katrin.press("I've got it", about="Android app needs a share button")
    katrin.sees("Katrin from the Mobile App Team has it", about="Android app")


def copies(world: World, words: str, *, channel: str = "#it-workplace") -> list[dict[str, Any]]:
    bot = world.workspace.state.bot
    return [
        one for one in world.workspace.messages(channel) if one["user"] == bot and words in str(one["text"])
    ]


def cards(world: World, channel: str, words: str) -> list[dict[str, Any]]:
    said = world.workspace.messages(channel)
    return [one for one in said if words in str(one) and one.get("thread_ts") in (None, one["ts"])]


def card_of(world: World, channel: str, words: str) -> dict[str, Any]:
    (card,) = cards(world, channel, words)
    return card


def mentions(blocks: list[dict[str, Any]]) -> list[str]:
    """Parts of rich text that call somebody. Plain text in it calls nobody, whatever it looks like."""
    return re.findall(r'"type": "(?:user|usergroup|broadcast|channel|mrkdwn)"', json.dumps(blocks))


def archive(world: World, name: str) -> None:
    def work(office: Office) -> None:
        channel = office.state.channel_named(name)
        assert channel is not None
        channel.archived = True
        places.tell_of(office, channel)

    world.workspace.within(work)
