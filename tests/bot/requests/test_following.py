""" "Me too": who waits for somebody else's request, what is said of it, and what they hear."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from bot.channels import Channel, remember_channels
from bot.requests.answering import cancel, close_silent, confirm, reopen
from bot.requests.finding import find_page
from bot.requests.following import follow, unfollow
from bot.requests.forgetting import forget_ended
from bot.requests.model import Request
from bot.requests.similar import followers_of
from bot.requests.working import resolve
from db.errors import Conflict, NotAllowed
from db.kinds import Change, NoticeKind, RequestState
from tests.bot.requests.scene import DEACTIVATED, DEV, DIRECT, JONAS, KIM, MIA, OUTSIDER, TOM, Scene


@pytest.fixture
def scene(scene: Scene) -> Scene:
    know(scene)
    return scene


def know(scene: Scene, **facts: Any) -> None:
    channel = Channel("C0MARKETING", "marketing", **facts)
    scene.do(lambda desk: remember_channels(desk.unit, [channel], desk.now))


def followed(scene: Scene, *who: str) -> Request:
    request = scene.filed_and_posted()
    for one in who:
        scene.do(follow, request.id, one, "the boots page, me too")
    return request


def waiting(scene: Scene, request: Request) -> list[tuple[str, str]]:
    with scene.toolkit.ledger.read() as connection:
        return [(one["user_id"], one["words"]) for one in followers_of(connection, request.id)]


def news(scene: Scene) -> list[tuple[str, str]]:
    told = scene.notices(NoticeKind.FOLLOWER_TOLD)
    return [(each["detail"]["user_id"], each["detail"]["change"]) for each in told]


def mine(scene: Scene, who: str) -> list[str]:
    reader = scene.toolkit.directory.people().get(who)
    with scene.toolkit.ledger.read() as connection:
        return [one.id for one in find_page(connection, reader, "mine").requests]


def test_whoever_needs_it_too_is_written_down_with_their_own_words(scene: Scene) -> None:
    request = followed(scene, TOM)
    assert waiting(scene, request) == [(TOM, "the boots page, me too")]


def test_what_must_not_be_kept_is_left_out_of_their_words(scene: Scene) -> None:
    request = scene.file()
    scene.do(follow, request.id, TOM, "the boots page, password: Sommer-2026!x")
    assert "Sommer-2026!x" not in str(waiting(scene, request))
    assert "Sommer-2026!x" not in str(scene.notices())


def test_both_sides_are_told_once_of_each_and_the_card_is_drawn_anew(scene: Scene) -> None:
    request = followed(scene, TOM, DEV)
    for side in ("home", "team"):
        said = [each["detail"]["actor_id"] for each in scene.lines(request.id, side)]
        assert said == [TOM, DEV]
    assert len(scene.notices(NoticeKind.CARD_CHANGED, due=True)) == 1


def test_whoever_thinks_better_of_it_twice_is_not_announced_twice(scene: Scene) -> None:
    request = followed(scene, TOM)
    scene.do(unfollow, request.id, TOM)
    scene.do(follow, request.id, TOM, "after all")
    assert waiting(scene, request) == [(TOM, "after all")]
    assert len(scene.lines(request.id)) == 1


def test_a_second_me_too_is_told_that_they_wait_already(scene: Scene) -> None:
    request = followed(scene, TOM)
    with pytest.raises(Conflict, match="You're waiting for it already"):
        scene.do(follow, request.id, TOM, "again")
    assert len(scene.lines(request.id)) == 1


def test_the_asker_hears_of_it_anyway(scene: Scene) -> None:
    request = scene.file()
    with pytest.raises(Conflict, match="That one is your own"):
        scene.do(follow, request.id, MIA, "me too")


@pytest.mark.parametrize("who", [OUTSIDER, DEACTIVATED, "U0NOBODY"])
def test_people_of_elsewhere_can_not_follow(scene: Scene, who: str) -> None:
    request = scene.file()
    with pytest.raises(NotAllowed, match="No, file mine"):
        scene.do(follow, request.id, who, "me too")


def test_nobody_follows_what_they_may_not_see(scene: Scene) -> None:
    request = scene.file(place=DIRECT)
    with pytest.raises(NotAllowed, match="You can't follow that one"):
        scene.do(follow, request.id, TOM, "me too")
    assert waiting(scene, request) == []


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        (RequestState.RESOLVED, "Jonas says that one is done already. If yours isn't, press *No, file mine*"),
        (RequestState.CLOSED, "That one is done and closed already. If yours isn't, press *No, file mine*"),
        (RequestState.CANCELLED, "Mia has taken that one back. Press *No, file mine*"),
    ],
)
def test_too_late_is_said_with_a_way_on(scene: Scene, state: RequestState, sentence: str) -> None:
    request = scene.in_state(state)
    with pytest.raises(Conflict) as refused:
        scene.do(follow, request.id, TOM, "me too")
    assert str(refused.value).startswith(sentence)


def test_followers_are_told_once_each_that_it_is_done_and_are_not_asked(scene: Scene) -> None:
    request = followed(scene, TOM, DEV)
    scene.do(resolve, request.id, JONAS)
    assert sorted(news(scene)) == sorted([(TOM, "resolved"), (DEV, "resolved")])


ENDS: list[tuple[Change, Callable[[Scene, Request], object]]] = [
    (Change.CONFIRMED, lambda scene, one: scene.do(confirm, one.id, MIA)),
    (Change.REOPENED, lambda scene, one: scene.do(reopen, one.id, MIA)),
    (Change.CANCELLED, lambda scene, one: scene.do(cancel, one.id, MIA)),
    (Change.CLOSED, lambda scene, _: (scene.clock.advance(days=10), scene.do(close_silent))),
]


@pytest.mark.parametrize(("change", "end"), ENDS, ids=[change for change, _ in ENDS])
def test_followers_hear_how_it_went_on(
    scene: Scene, change: Change, end: Callable[[Scene, Request], object]
) -> None:
    request = followed(scene, TOM)
    scene.do(resolve, request.id, JONAS)
    end(scene, request)
    assert news(scene) == [(TOM, "resolved"), (TOM, change)]


def test_whoever_did_it_is_not_told_what_they_did(scene: Scene) -> None:
    request = followed(scene, JONAS)
    scene.do(resolve, request.id, JONAS)
    assert news(scene) == []


def test_whoever_follows_no_longer_hears_nothing(scene: Scene) -> None:
    request = followed(scene, TOM)
    scene.do(unfollow, request.id, TOM)
    scene.do(resolve, request.id, JONAS)
    assert (news(scene), waiting(scene, request)) == ([], [])


def test_unfollowing_twice_is_said_to_have_been_done(scene: Scene) -> None:
    request = followed(scene, TOM)
    scene.do(unfollow, request.id, TOM)
    with pytest.raises(Conflict, match="You weren't waiting for that one any more"):
        scene.do(unfollow, request.id, TOM)


def test_followed_requests_stand_among_ones_own(scene: Scene) -> None:
    request = followed(scene, TOM)
    own = scene.file("a dashboard for the sale", asked_by=TOM)
    assert sorted(mine(scene, TOM)) == sorted([request.id, own.id])
    assert mine(scene, DEV) == []


def test_a_channel_made_private_hides_the_request_and_its_news(scene: Scene) -> None:
    request = followed(scene, TOM, JONAS)
    know(scene, is_private=True)
    scene.do(resolve, request.id, JONAS)
    assert (news(scene), mine(scene, TOM), mine(scene, JONAS)) == ([], [], [request.id])


def test_one_who_works_on_it_may_follow_a_direct_message(scene: Scene) -> None:
    request = scene.file("the numbers on the dashboard are wrong", place=DIRECT)
    scene.do(follow, request.id, KIM, "me too")
    assert [who for who, _ in waiting(scene, request)] == [KIM]


def test_who_followed_is_forgotten_with_the_request(scene: Scene) -> None:
    request = followed(scene, TOM)
    scene.do(cancel, request.id, MIA)
    scene.clock.advance(days=366)
    assert scene.do(lambda desk: forget_ended(desk.unit, desk.now)) == 1
    assert waiting(scene, request) == []
