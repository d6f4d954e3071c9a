"""How past requests found their way, read back from the rows of whole requests."""

from __future__ import annotations

from datetime import timedelta

from bot.requests.answering import cancel, confirm
from bot.requests.choosing import choose
from bot.requests.past import Past, Way, by_area, past_requests, settled_requests
from bot.requests.working import hand_over, resolve
from tests.bot.requests.doubt import make_doubtful
from tests.bot.requests.scene import DEV, JONAS, MIA, NEW_PAGE, PRIYA, Scene

NUMBERS = "a weekly report of the numbers for our dashboard"
RIDDLE = "the frobnicator wobbles when it rains on the quux"


def past_of(scene: Scene, request_id: str) -> Past:
    with scene.toolkit.ledger.read() as connection:
        (found,) = [each for each in past_requests(connection) if each.id == request_id]
    return found


def settled(scene: Scene) -> list[tuple[str, str]]:
    with scene.toolkit.ledger.read() as connection:
        return [(each.text, each.area_id) for each in settled_requests(connection)]


def finished(scene: Scene, text: str = NEW_PAGE, worker: str = JONAS) -> str:
    request = scene.file(text)
    scene.do(resolve, request.id, worker)
    scene.do(confirm, request.id, MIA)
    return request.id


def test_what_went_straight_and_stayed_was_routed(scene: Scene) -> None:
    found = past_of(scene, finished(scene))
    assert (found.way, found.told_of, found.area_id) == (Way.ROUTED, "pages", "pages")


def test_what_was_sent_to_another_team_was_moved_away_from_where_it_went_first(scene: Scene) -> None:
    request = scene.file()
    scene.do(hand_over, request.id, JONAS, to_area="reports")
    found = past_of(scene, request.id)
    assert (found.way, found.told_of, found.area_id) == (Way.MOVED, "pages", "reports")


def test_what_was_sent_away_and_came_back_was_right_the_first_time(scene: Scene) -> None:
    request = scene.file()
    scene.do(hand_over, request.id, JONAS, to_team="data")
    scene.do(hand_over, request.id, DEV, to_area="pages")
    assert past_of(scene, request.id).way is Way.ROUTED


def test_what_the_asker_chose_in_the_form_says_nothing_about_the_bot(scene: Scene) -> None:
    request = scene.file(RIDDLE, area_id="images")
    assert past_of(scene, request.id).way is Way.PICKED


def test_what_nobody_could_tell_came_through_the_bridge_to_where_it_ended(scene: Scene) -> None:
    request = scene.file(RIDDLE, anyway=True)
    assert past_of(scene, request.id).told_of is None
    scene.do(hand_over, request.id, PRIYA, to_area="reports")
    found = past_of(scene, request.id)
    assert (found.way, found.told_of) == (Way.BRIDGE, "reports")


def test_what_the_asker_chose_from_guesses_was_asked(scene: Scene) -> None:
    request = make_doubtful(scene).file()
    scene.do(choose, request.id, MIA, "images")
    found = past_of(scene, request.id)
    assert (found.way, found.told_of) == (Way.ASKED, "images")


def test_what_was_taken_back_is_not_counted(scene: Scene) -> None:
    request = scene.file()
    scene.do(cancel, request.id, MIA)
    with scene.toolkit.ledger.read() as connection:
        assert past_requests(connection) == ()


def test_areas_are_told_the_busiest_first_with_their_ways_counted(scene: Scene) -> None:
    for _ in range(2):
        finished(scene)
    moved = scene.file()
    scene.do(hand_over, moved.id, JONAS, to_area="reports")
    scene.file(RIDDLE, anyway=True)
    finished(scene, NUMBERS, DEV)
    with scene.toolkit.ledger.read() as connection:
        tallies = by_area(past_requests(connection))
    told = [
        (tally.area_id, tally.total, tally.count(Way.ROUTED), tally.count(Way.MOVED)) for tally in tallies
    ]
    assert told == [("pages", 3, 2, 1), ("reports", 1, 1, 0), (None, 1, 0, 0)]


def test_what_was_finished_or_moved_is_settled_and_what_is_open_is_not(scene: Scene) -> None:
    scene.file()
    scene.clock.advance(timedelta(minutes=1))
    finished(scene, NUMBERS, DEV)
    scene.clock.advance(timedelta(minutes=1))
    moved = scene.file("a banner that counts visitors")
    scene.do(hand_over, moved.id, JONAS, to_area="reports")
    assert settled(scene) == [(NUMBERS, "reports"), ("a banner that counts visitors", "reports")]


def test_a_request_that_was_moved_twice_is_settled_where_it_came_to_last(scene: Scene) -> None:
    request = scene.file()
    scene.do(hand_over, request.id, JONAS, to_area="reports")
    scene.clock.advance(timedelta(minutes=1))
    scene.do(hand_over, request.id, DEV, to_area="images")
    assert settled(scene) == [(NEW_PAGE, "images")]
