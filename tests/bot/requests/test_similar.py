"""Who asked for the same before: found among what is open, shown only to people who may see it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.channels import Channel, remember_channels
from bot.requests.answering import cancel, change
from bot.requests.model import Place, Request
from bot.requests.opening import Filed, Held, open_request
from bot.requests.working import acknowledge, hand_over, resolve
from db.taken import Taken
from tests.bot.requests.scene import DEV, JONAS, MIA, OUTSIDER, PRIYA, TOM, UNKNOWN, Scene

WISH = "the size filter on the boots page shows nothing"
SAME = "boots page: size filter is broken, it shows nothing"
OTHER = "the size filter on the tents page shows nothing"
PRIVATE = Place("private", "C0SECRET", "100.1")
DIRECT = Place("direct", "D0MIA", "200.1")
HERE = Place("public", "C0MARKETING", "900.9")


@pytest.fixture
def scene(scene: Scene) -> Scene:
    know(scene, Channel("C0MARKETING", "marketing"), Channel("C0SECRET", "secret", is_private=True))
    return scene


def know(scene: Scene, *channels: Channel) -> None:
    scene.clock.advance(seconds=1)
    scene.do(lambda desk: remember_channels(desk.unit, channels, desk.now))


def asked(
    scene: Scene, text: str = SAME, *, by: str = TOM, caught_up: bool = True, **named: Any
) -> Filed | Held:
    if caught_up:
        scene.toolkit.open_requests.catch_up()
    ask = scene.ask(text, **{"asked_by": by, "place": HERE, **named})
    return scene.do(open_request, ask)


def like(outcome: Filed | Held) -> Request | None:
    return outcome.like if isinstance(outcome, Held) else None


def test_what_somebody_asked_for_already_is_shown_before_it_is_filed_again(scene: Scene) -> None:
    request = scene.file(WISH)
    outcome = asked(scene)
    assert isinstance(outcome, Held)
    assert (outcome.why, outcome.like) == ("similar", request)


def test_another_thing_is_filed(scene: Scene) -> None:
    scene.file(WISH)
    assert isinstance(asked(scene, OTHER), Filed)


def test_whoever_was_told_and_files_anyway_is_not_told_again(scene: Scene) -> None:
    scene.file(WISH)
    assert isinstance(asked(scene, anyway=True), Filed)


def test_what_is_with_another_team_is_another_thing(scene: Scene) -> None:
    request = scene.file(WISH)
    scene.do(hand_over, request.id, JONAS, to_area="reports")
    assert isinstance(asked(scene), Filed)


@pytest.mark.parametrize(
    ("place", "by", "shown"),
    [
        (PRIVATE, TOM, False),
        (DIRECT, TOM, False),
        (PRIVATE, DEV, False),
        (PRIVATE, JONAS, True),
        (DIRECT, PRIYA, True),
        (DIRECT, MIA, True),
        (HERE, DEV, True),
        (HERE, OUTSIDER, False),
        (HERE, UNKNOWN, False),
    ],
    ids=[
        "a private channel, somebody else",
        "a direct message, somebody else",
        "a private channel, another team",
        "a private channel, the owning team",
        "a direct message, the bridge",
        "a direct message, one's own",
        "a public channel, another team",
        "a public channel, another company",
        "a public channel, an account nobody knows",
    ],
)
def test_only_who_may_see_it_is_told_of_it(scene: Scene, place: Place, by: str, shown: bool) -> None:
    request = scene.file(WISH, place=replace(place, thread_ts="100.1"))
    assert like(asked(scene, by=by)) == (request if shown else None)


@pytest.mark.parametrize(
    "channel",
    [
        Channel("C0MARKETING", "marketing", is_private=True),
        Channel("C0MARKETING", "x", is_shared_outside=True),
    ],
    ids=["made private", "shared with another company"],
)
@pytest.mark.parametrize("caught_up", [True, False], ids=["noticed", "not yet noticed"])
def test_a_channel_that_is_no_longer_open_to_all_hides_its_requests(
    scene: Scene, channel: Channel, caught_up: bool
) -> None:
    scene.file(WISH)
    scene.toolkit.open_requests.catch_up()
    know(scene, channel)
    assert isinstance(asked(scene, caught_up=caught_up), Filed)


@pytest.mark.parametrize("caught_up", [True, False], ids=["noticed", "not yet noticed"])
@pytest.mark.parametrize(("end", "who"), [(resolve, JONAS), (cancel, MIA)], ids=["done", "taken back"])
def test_what_is_no_longer_open_is_not_shown(scene: Scene, end: Any, who: str, caught_up: bool) -> None:
    request = scene.file(WISH)
    scene.toolkit.open_requests.catch_up()
    scene.do(end, request.id, who)
    assert isinstance(asked(scene, caught_up=caught_up), Filed)


def test_what_somebody_has_taken_is_shown_with_their_name(scene: Scene) -> None:
    request = scene.file(WISH)
    scene.toolkit.open_requests.catch_up()
    scene.do(acknowledge, request.id, JONAS)
    found = like(asked(scene))
    assert found is not None
    assert found.acknowledged_by == JONAS


def test_a_request_that_was_put_differently_is_known_by_its_new_words(scene: Scene) -> None:
    request = scene.file(WISH)
    scene.toolkit.open_requests.catch_up()
    scene.do(change, request.id, MIA, text=OTHER, area_id=None)
    assert like(asked(scene)) is None
    found = like(asked(scene, OTHER))
    assert found is not None
    assert found.id == request.id


def test_words_in_the_thread_of_that_very_request_are_not_held_against_it(scene: Scene) -> None:
    request = scene.filed_and_posted(text=WISH)
    inside = Place("public", request.home_channel, request.home_ts)
    assert isinstance(asked(scene, place=inside), Filed)


def test_the_same_message_filed_in_another_way_is_taken_and_not_similar(scene: Scene) -> None:
    scene.file(WISH, source_key="message:C0MARKETING:1.1")
    with pytest.raises(Taken):
        asked(scene, WISH, by=MIA, source_key="message:C0MARKETING:1.1")


def test_several_wishes_in_one_text_are_filed(scene: Scene) -> None:
    scene.file(WISH)
    both = f"1. {WISH}\n2. we need a report of the orders by country"
    assert isinstance(asked(scene, both), Filed)


def test_another_process_knows_after_its_next_look(scene: Scene) -> None:
    scene.toolkit.open_requests.catch_up()
    request = scene.file(WISH)
    assert like(asked(scene, caught_up=False, anyway=True)) is None
    assert like(asked(scene, by=DEV)) is not None
    assert request.is_open


def test_looking_again_without_a_change_finds_the_same(scene: Scene) -> None:
    request = scene.file(WISH)
    for _ in range(3):
        scene.toolkit.open_requests.catch_up()
        scene.clock.advance(minutes=2)
    assert like(asked(scene)) == request
