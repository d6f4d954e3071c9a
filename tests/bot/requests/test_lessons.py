"""What a request teaches: resolved where it was is a label, moved is a correction, the bridge is nothing."""

from __future__ import annotations

import pytest
from sqlalchemy import select, update

from bot.requests.answering import cancel, change, close_silent, confirm, reopen
from bot.requests.lessons import revoke
from bot.requests.model import Request, SharedFile
from bot.requests.working import hand_over, resolve
from db.errors import Conflict, NotAllowed
from db.kinds import Taught
from db.tables import lessons, requests
from tests.bot.requests.scene import (
    ADA,
    DEV,
    JONAS,
    LENA,
    MIA,
    NEW_PAGE,
    OUTSIDER,
    PRIYA,
    TOM,
    UNKNOWN,
    Scene,
)

Row = tuple[str, str, str, str | None, str | None]


def rows(scene: Scene) -> list[Row]:
    """Text, area, how, who taught it, who took it back; the oldest first."""
    wanted = select(
        lessons.c.text, lessons.c.area_id, lessons.c.how, lessons.c.taught_by, lessons.c.revoked_by
    )
    with scene.toolkit.ledger.read() as connection:
        return [tuple(row) for row in connection.execute(wanted.order_by(lessons.c.id))]


def only_id(scene: Scene) -> str:
    with scene.toolkit.ledger.read() as connection:
        return str(connection.execute(select(lessons.c.id)).scalar_one())


def moved_to_data(scene: Scene) -> Request:
    request = scene.file()
    scene.do(hand_over, request.id, JONAS, to_area="reports")
    return request


def test_what_was_confirmed_where_it_was_is_a_label_of_nobody_in_particular(scene: Scene) -> None:
    request = scene.file()
    scene.do(resolve, request.id, JONAS)
    assert rows(scene) == [], "the asker has the last word"
    scene.do(confirm, request.id, MIA)
    assert rows(scene) == [(NEW_PAGE, "pages", Taught.RESOLVED, None, None)]


def test_what_silence_closed_is_a_label_too(scene: Scene) -> None:
    request = scene.file()
    scene.do(resolve, request.id, JONAS)
    scene.clock.advance(days=10)
    assert scene.do(close_silent) == 1
    assert rows(scene) == [(NEW_PAGE, "pages", Taught.RESOLVED, None, None)]


def test_a_move_teaches_at_once_and_says_who(scene: Scene) -> None:
    moved_to_data(scene)
    assert rows(scene) == [(NEW_PAGE, "reports", Taught.MOVED, JONAS, None)]


def test_the_asker_who_chooses_another_area_teaches_too(scene: Scene) -> None:
    request = scene.file()
    scene.do(change, request.id, MIA, text=None, area_id="reports")
    assert rows(scene) == [(NEW_PAGE, "reports", Taught.MOVED, MIA, None)]


def test_to_the_bridge_teaches_nothing_and_undoes_what_it_taught_before(scene: Scene) -> None:
    request = scene.file()
    scene.do(hand_over, request.id, JONAS)
    assert rows(scene) == []
    scene.do(hand_over, request.id, PRIYA, to_area="reports")
    scene.do(hand_over, request.id, DEV)
    assert rows(scene) == [(NEW_PAGE, "reports", Taught.MOVED, PRIYA, DEV)]


def test_handed_to_a_team_of_several_areas_it_teaches_the_one_that_its_words_point_to(scene: Scene) -> None:
    request = scene.file("an image for the dashboard", area_id="reports")
    scene.do(hand_over, request.id, DEV, to_team="web")
    assert scene.request(request.id).area_id == "images"
    assert rows(scene) == [("an image for the dashboard", "images", Taught.MOVED, DEV, None)]


def test_where_no_word_points_anywhere_it_still_teaches_which_team_it_was(scene: Scene) -> None:
    request = scene.file("xyzzy plugh", area_id="reports")
    with scene.toolkit.ledger.begin() as unit:
        unit.execute(update(requests).where(requests.c.id == request.id).values(guesses=[]))
    scene.do(hand_over, request.id, DEV, to_team="web")
    assert scene.request(request.id).area_id is None, "the card does not pretend to know what it is about"
    assert rows(scene) == [("xyzzy plugh", "pages", Taught.MOVED, DEV, None)]


def test_a_team_without_areas_teaches_nothing_and_undoes_what_was_taught_before(scene: Scene) -> None:
    request = moved_to_data(scene)
    scene.do(hand_over, request.id, DEV, to_team="brand")
    assert rows(scene) == [(NEW_PAGE, "reports", Taught.MOVED, JONAS, DEV)]


def test_what_was_taken_back_teaches_nothing(scene: Scene) -> None:
    request = scene.file()
    scene.do(cancel, request.id, MIA)
    assert rows(scene) == []


def test_moved_twice_both_are_kept_with_who_said_so(scene: Scene) -> None:
    request = moved_to_data(scene)
    scene.clock.advance(minutes=1)
    scene.do(hand_over, request.id, DEV, to_area="images")
    assert rows(scene) == [
        (NEW_PAGE, "reports", Taught.MOVED, JONAS, None),
        (NEW_PAGE, "images", Taught.MOVED, DEV, None),
    ]


def test_the_same_said_again_is_one_lesson_with_the_newest_words_and_teacher(scene: Scene) -> None:
    request = moved_to_data(scene)
    scene.do(hand_over, request.id, DEV, to_area="pages")
    scene.do(change, request.id, MIA, text="a weekly report of the form's numbers", area_id=None)
    scene.do(hand_over, request.id, LENA, to_area="reports")
    assert rows(scene) == [
        ("a weekly report of the form's numbers", "reports", Taught.MOVED, LENA, None),
        (NEW_PAGE, "pages", Taught.MOVED, DEV, None),
    ]


def test_a_lesson_that_was_taken_back_counts_again_once_it_is_taught_again(scene: Scene) -> None:
    request = scene.file()
    scene.do(resolve, request.id, JONAS)
    scene.do(confirm, request.id, MIA)
    scene.do(revoke, only_id(scene), PRIYA)
    scene.do(reopen, request.id, MIA)
    scene.do(resolve, request.id, JONAS)
    scene.do(confirm, request.id, MIA)
    assert rows(scene) == [(NEW_PAGE, "pages", Taught.RESOLVED, None, None)]


def test_files_without_words_teach_nothing(scene: Scene) -> None:
    files = (SharedFile("shot.png", "https://files.example/1"),)
    request = scene.file("", files=files, area_id="pages")
    scene.do(hand_over, request.id, JONAS, to_area="reports")
    assert rows(scene) == []


def test_what_is_learnt_holds_no_password(scene: Scene) -> None:
    request = scene.file("the landing page login fails, my password is hunter2-Qz81!")
    scene.do(hand_over, request.id, PRIYA, to_area="reports")
    ((text, *_),) = rows(scene)
    assert "hunter2" not in text
    assert "landing page" in text


@pytest.mark.parametrize("who", [PRIYA, ADA, JONAS], ids=["the bridge", "an admin", "whoever taught it"])
def test_a_lesson_can_be_taken_back(scene: Scene, who: str) -> None:
    moved_to_data(scene)
    assert scene.do(revoke, only_id(scene), who) == "reports"
    assert rows(scene) == [(NEW_PAGE, "reports", Taught.MOVED, JONAS, who)]


@pytest.mark.parametrize("who", [MIA, TOM, DEV, OUTSIDER, UNKNOWN])
def test_others_cannot_take_a_lesson_back(scene: Scene, who: str) -> None:
    moved_to_data(scene)
    with pytest.raises(NotAllowed, match="Only the bridge, an admin, or whoever taught it"):
        scene.do(revoke, only_id(scene), who)
    assert rows(scene)[0][-1] is None


def test_a_label_of_nobody_is_no_strangers_to_take_back(scene: Scene) -> None:
    request = scene.file()
    scene.do(resolve, request.id, JONAS)
    scene.do(confirm, request.id, MIA)
    with pytest.raises(NotAllowed):
        scene.do(revoke, only_id(scene), UNKNOWN)


def test_the_second_to_take_it_back_is_told_so(scene: Scene) -> None:
    moved_to_data(scene)
    scene.do(revoke, only_id(scene), PRIYA)
    with pytest.raises(Conflict, match="has been taken back already"):
        scene.do(revoke, only_id(scene), ADA)
    assert rows(scene)[0][-1] == PRIYA


def test_a_lesson_that_is_not_there_is_said_to_be_gone(scene: Scene) -> None:
    with pytest.raises(Conflict, match="isn't there any more"):
        scene.do(revoke, "l_nothing", PRIYA)


def test_the_move_itself_stays_when_its_lesson_is_taken_back(scene: Scene) -> None:
    request = moved_to_data(scene)
    scene.do(revoke, only_id(scene), PRIYA)
    assert (scene.request(request.id).team_id, scene.request(request.id).area_id) == ("data", "reports")
