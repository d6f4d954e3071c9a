"""How well requests find their way and what was learnt from them, told from rows."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import update

from bot.learning import MOST_FROM_ONE, KnownLesson
from bot.requests.accuracy import (
    AREAS_ON_PAGE,
    LESSONS_ON_PAGE,
    NEWEST_LESSONS,
    Accuracy,
    Capped,
    Shelf,
    capped_now,
    find_accuracy,
    require_overseer,
    standings,
)
from bot.requests.answering import confirm
from bot.requests.lessons import revoke
from bot.requests.model import Request
from bot.requests.past import Way
from bot.requests.working import hand_over, resolve
from db.errors import NotAllowed
from db.kinds import Taught
from db.tables import requests
from tests.bot.requests.scene import (
    ADA,
    DEACTIVATED,
    DEV,
    JONAS,
    MIA,
    NEW_PAGE,
    OUTSIDER,
    PRIYA,
    UNKNOWN,
    Scene,
)
from tests.conftest import TUESDAY_NOON


def page(scene: Scene, shelf: Shelf = "areas", number: int = 0) -> Accuracy:
    with scene.toolkit.ledger.read() as connection:
        return find_accuracy(connection, shelf, number)


def moved(scene: Scene, text: str, to_area: str = "reports", actor_id: str = JONAS) -> Request:
    scene.clock.advance(minutes=1)
    request = scene.file(text)
    scene.do(hand_over, request.id, actor_id, to_area=to_area)
    return request


def known(number: int, **values: Any) -> KnownLesson:
    usual: dict[str, Any] = {
        "id": f"l{number:03}",
        "request_id": f"r{number:03}",
        "text": f"words {number}",
        "area_id": "reports",
        "how": Taught.MOVED,
        "taught_by": JONAS,
        "taught_at": TUESDAY_NOON,
        "revoked": False,
        "changed_at": TUESDAY_NOON,
    }
    return KnownLesson(**(usual | values))


@pytest.mark.parametrize("who", [PRIYA, ADA])
def test_the_bridge_and_admins_may_look(scene: Scene, who: str) -> None:
    require_overseer(scene.toolkit.directory.people().get(who))


@pytest.mark.parametrize("who", [MIA, JONAS, OUTSIDER, DEACTIVATED, UNKNOWN])
def test_nobody_else_may_look(scene: Scene, who: str) -> None:
    with pytest.raises(NotAllowed, match="Only the bridge and admins"):
        require_overseer(scene.toolkit.directory.people().get(who))


def test_before_the_first_request_there_is_nothing(scene: Scene) -> None:
    found = page(scene)
    assert (found.requests, found.tallies, found.lessons, found.capped, found.last) == (0, (), (), (), 0)


def test_ways_of_each_area_are_counted_and_what_was_learnt_stands_below(scene: Scene) -> None:
    done = scene.file(NEW_PAGE)
    scene.do(resolve, done.id, JONAS)
    scene.do(confirm, done.id, MIA)
    moved(scene, "a banner that counts visitors")
    found = page(scene)
    (pages,) = found.tallies
    assert (found.requests, pages.area_id) == (2, "pages")
    assert (pages.count(Way.ROUTED), pages.count(Way.MOVED)) == (1, 1)
    assert [(one.lesson.text, one.lesson.area_id, one.lesson.how) for one in found.lessons] == [
        ("a banner that counts visitors", "reports", Taught.MOVED),
        (NEW_PAGE, "pages", Taught.RESOLVED),
    ]


def test_below_the_areas_stand_the_newest_lessons_and_the_shelf_has_all(scene: Scene) -> None:
    for number in range(LESSONS_ON_PAGE + 1):
        moved(scene, f"a landing page that counts visitors, number {number}")
    assert [one.lesson.text[-1] for one in page(scene).lessons] == ["8", "7", "6"][:NEWEST_LESSONS]
    first, second = page(scene, "lessons", 0), page(scene, "lessons", 1)
    assert [one.lesson.text[-1] for one in first.lessons] == ["8", "7", "6", "5", "4", "3", "2", "1"]
    assert [one.lesson.text[-1] for one in second.lessons] == ["0"]
    assert (first.last, second.number) == (1, 1)


@pytest.mark.parametrize("number", [-3, 1, 99])
def test_a_page_that_is_not_there_gives_one_that_is(scene: Scene, number: int) -> None:
    moved(scene, NEW_PAGE)
    for shelf in ("areas", "lessons"):
        assert page(scene, shelf, number).number == 0


def test_any_number_of_areas_is_shown_a_page_at_a_time(scene: Scene) -> None:
    """Areas that have left the company file are still told of."""
    for number in range(2 * AREAS_ON_PAGE + 1):
        request = scene.file()
        with scene.toolkit.ledger.begin() as unit:
            statement = update(requests).where(requests.c.id == request.id)
            unit.execute(statement.values(area_id=f"gone-{number:02}"))
    pages = [page(scene, "areas", number) for number in range(3)]
    shown = [tally.area_id for one in pages for tally in one.tallies]
    assert shown == [f"gone-{number:02}" for number in range(2 * AREAS_ON_PAGE + 1)]
    assert [(one.number, one.last, len(one.tallies)) for one in pages] == [
        (0, 2, AREAS_ON_PAGE),
        (1, 2, AREAS_ON_PAGE),
        (2, 2, 1),
    ]


def test_a_lesson_that_was_taken_back_stays_in_sight(scene: Scene) -> None:
    moved(scene, NEW_PAGE)
    (shown,) = page(scene).lessons
    scene.do(revoke, shown.lesson.id, PRIYA)
    (now,) = page(scene).lessons
    assert (now.standing, now.lesson.revoked_by) == ("revoked", PRIYA)


def test_of_one_request_the_newest_word_counts(scene: Scene) -> None:
    request = moved(scene, NEW_PAGE)
    scene.clock.advance(minutes=1)
    scene.do(hand_over, request.id, DEV, to_area="images")
    assert [(one.lesson.area_id, one.standing) for one in page(scene).lessons] == [
        ("images", "counts"),
        ("reports", "newer"),
    ]


def test_what_one_person_taught_beyond_their_share_waits_and_is_named() -> None:
    shown = standings(known(number) for number in range(MOST_FROM_ONE + 3))
    assert [one.standing for one in shown] == ["capped"] * 3 + ["counts"] * MOST_FROM_ONE
    assert capped_now(shown) == (Capped(JONAS, "reports", 3),)


def test_once_others_say_the_same_nobody_is_capped_any_more() -> None:
    own = [known(number) for number in range(MOST_FROM_ONE + 1)]
    others = [known(100 + number, taught_by=DEV) for number in range(MOST_FROM_ONE + 1)]
    assert capped_now(standings(own)) != ()
    assert capped_now(standings([*own, *others])) == ()


def test_whoever_is_capped_most_is_named_first() -> None:
    by_jonas = [known(number) for number in range(MOST_FROM_ONE + 1)]
    by_dev = [known(100 + number, taught_by=DEV, area_id="pages") for number in range(MOST_FROM_ONE + 4)]
    assert [one.user_id for one in capped_now(standings([*by_jonas, *by_dev]))] == [DEV, JONAS]
