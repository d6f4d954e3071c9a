"""What was learnt, kept ready in memory: always what the rows say, in every process, also after a restart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from bot.intake.reader import Reader
from bot.learning import MOST_FROM_ONE, KnownLesson, Learner, in_force
from bot.requests.answering import change, confirm
from bot.requests.lessons import revoke
from bot.requests.working import hand_over, resolve
from bot.routing import Lesson, Router
from bot.routing.wording import TAUGHT
from db.engine import Ledger
from db.errors import Outage
from db.kinds import Taught
from db.tables import lessons
from tests.bot.requests.conftest import company, scene
from tests.bot.requests.scene import DEV, JONAS, LENA, MIA, PRIYA, Scene
from tests.bot.routing.test_semantic import EMBED
from tests.conftest import TUESDAY_NOON, untaught

__all__ = ["company", "scene"]

RIDDLE = "the frobnicator wobbles when it rains on the quux"


class Gone(Ledger):
    """Its database does not answer."""

    def read(self) -> Iterator[None]:  # type: ignore[override]
        raise Outage("The database does not answer right now.")


@pytest.fixture
def learner(scene: Scene) -> Learner:
    return scene.toolkit.learner


def reads(learner: Learner, text: str = RIDDLE) -> tuple[str | None, str]:
    """Where it would go, and how sure that is."""
    reading = learner.reader.read(text, at=TUESDAY_NOON, zone="Europe/London")
    return reading.area_id, reading.band


def moved(scene: Scene, to_area: str = "reports", *, text: str = RIDDLE, actor_id: str = PRIYA) -> str:
    scene.clock.advance(minutes=1)
    request = scene.file(text, anyway=True)
    scene.do(hand_over, request.id, actor_id, to_area=to_area)
    return request.id


def lesson_ids(scene: Scene) -> list[str]:
    with scene.toolkit.ledger.read() as connection:
        return list(connection.execute(select(lessons.c.id).order_by(lessons.c.id)).scalars())


def restarted(scene: Scene) -> Learner:
    """A process that has just come up."""
    fresh = Learner(scene.toolkit.ledger, untaught(scene.toolkit.company))
    fresh.catch_up()
    return fresh


def test_what_was_taught_counts_before_all_is_fitted_anew(scene: Scene) -> None:
    seen: list[str] = []

    class Watched(Router):
        outgrown = True

        def learnt(self, add: Iterable[Lesson] = (), drop: Iterable[str] = ()) -> Router:
            self._take(self._company, super().learnt(add, drop)._knowledge)
            return self

        def anew(self) -> Router:
            seen.append(str(reads(fresh)[0]))
            return super().anew()

    fresh = Learner(scene.toolkit.ledger, Reader(scene.toolkit.company, Watched(scene.toolkit.company)))
    moved(scene)
    fresh.catch_up()
    assert seen == ["reports"]
    assert type(fresh.reader.router) is Router
    assert reads(fresh) == ("reports", "sure")


def test_with_a_sense_of_meaning_lessons_are_found_by_other_words_too(scene: Scene, learner: Learner) -> None:
    moved(scene, text="the snapshot wobbles")
    learner.catch_up()
    learner.understand(EMBED)
    learner.understand(EMBED)  # it does already
    assert learner.reader.router.understands
    assert reads(learner, "the photo wobbles")[0] == "reports"
    moved(scene, text="the radiator clanks", to_area="images")
    learner.catch_up()
    assert reads(learner, "the heating clanks")[0] == "images"


def test_corrected_words_go_right_the_next_time(scene: Scene, learner: Learner) -> None:
    assert reads(learner)[0] is None
    moved(scene)
    assert reads(learner)[0] is None, "nobody waits for the learning"
    learner.catch_up()
    assert reads(learner) == ("reports", "sure")
    assert scene.file(RIDDLE, anyway=True).team_id == "data"


def test_also_in_other_spelling(scene: Scene, learner: Learner) -> None:
    moved(scene)
    learner.catch_up()
    assert reads(learner, "The FROBNICATOR wobbles, when it rains on the quux!") == ("reports", "sure")


def test_what_was_learnt_is_known_after_a_restart(scene: Scene) -> None:
    moved(scene)
    assert reads(restarted(scene)) == ("reports", "sure")


def test_another_process_learns_it_too(scene: Scene) -> None:
    other = restarted(scene)
    assert reads(other)[0] is None
    moved(scene)
    other.catch_up()
    assert reads(other) == ("reports", "sure")


def test_what_was_resolved_where_it_was_is_a_label(scene: Scene, learner: Learner) -> None:
    request = scene.file(RIDDLE, area_id="images")
    scene.do(resolve, request.id, JONAS)
    scene.do(confirm, request.id, MIA)
    learner.catch_up()
    assert reads(learner) == ("images", "sure")


def test_a_lesson_that_is_taken_back_is_forgotten_everywhere(scene: Scene, learner: Learner) -> None:
    before = reads(learner)
    moved(scene)
    learner.catch_up()
    other = restarted(scene)
    scene.clock.advance(minutes=1)
    scene.do(revoke, lesson_ids(scene)[0], PRIYA)
    learner.catch_up()
    other.catch_up()
    assert reads(learner) == reads(other) == reads(restarted(scene)) == before


def test_moved_twice_the_newest_word_counts(scene: Scene, learner: Learner) -> None:
    request_id = moved(scene)
    learner.catch_up()
    scene.clock.advance(minutes=1)
    scene.do(hand_over, request_id, DEV, to_area="images")
    learner.catch_up()
    assert reads(learner) == reads(restarted(scene)) == ("images", "sure")


def test_moved_there_and_back_again_the_last_place_counts(scene: Scene, learner: Learner) -> None:
    request_id = moved(scene)
    for actor_id, area_id in ((DEV, "images"), (JONAS, "reports")):
        learner.catch_up()
        scene.clock.advance(minutes=1)
        scene.do(hand_over, request_id, actor_id, to_area=area_id)
    learner.catch_up()
    assert reads(learner) == reads(restarted(scene)) == ("reports", "sure")


def test_back_to_the_bridge_takes_its_lesson_with_it(scene: Scene, learner: Learner) -> None:
    before = reads(learner)
    request_id = moved(scene)
    learner.catch_up()
    scene.clock.advance(minutes=1)
    scene.do(hand_over, request_id, DEV)
    learner.catch_up()
    assert reads(learner) == before


def test_words_that_were_put_differently_since_are_learnt_as_they_are_now(
    scene: Scene, learner: Learner
) -> None:
    request_id = moved(scene)
    learner.catch_up()
    scene.clock.advance(minutes=1)
    scene.do(change, request_id, MIA, text="the glockenspiel hums when it snows on the baz", area_id=None)
    scene.do(hand_over, request_id, DEV, to_area="images")
    scene.clock.advance(minutes=1)
    scene.do(hand_over, request_id, LENA, to_area="reports")
    learner.catch_up()
    for each in (learner, restarted(scene)):
        assert reads(each, "the glockenspiel hums when it snows on the baz") == ("reports", "sure")
        assert reads(each)[1] != "sure"


def test_of_two_requests_in_the_same_words_the_later_word_is_followed_in_every_process(
    scene: Scene, learner: Learner
) -> None:
    """A first one is moved again after a second one was: in the order of what was said, not of the rows."""
    first = moved(scene, "images")
    learner.catch_up()
    moved(scene, "reports")
    learner.catch_up()
    for actor_id, area_id in ((JONAS, "reports"), (DEV, "images")):
        scene.clock.advance(minutes=1)
        scene.do(hand_over, first, actor_id, to_area=area_id)
    learner.catch_up()
    assert reads(learner) == reads(restarted(scene)) == ("images", "sure")


def test_catching_up_with_nothing_new_keeps_the_reader_that_there_is(scene: Scene, learner: Learner) -> None:
    moved(scene)
    learner.catch_up()
    reader = learner.reader
    learner.catch_up()
    assert learner.reader is reader


def test_a_row_that_was_committed_late_is_not_missed(scene: Scene, learner: Learner) -> None:
    """Its transaction had looked at the clock before another one that committed sooner."""
    late, early = scene.file(RIDDLE, anyway=True), scene.clock.now
    scene.clock.advance(minutes=4)
    other = scene.file("a landing page that counts")
    scene.do(hand_over, other.id, JONAS, to_area="reports")
    learner.catch_up()
    scene.clock.now = early
    scene.do(hand_over, late.id, PRIYA, to_area="reports")
    learner.catch_up()
    assert reads(learner) == ("reports", "sure")


def test_without_a_database_it_keeps_what_it_knows_and_says_so(scene: Scene, learner: Learner) -> None:
    moved(scene)
    learner.catch_up()
    reader = learner.reader
    gone = Gone.__new__(Gone)
    learner._ledger = gone
    with pytest.raises(Outage):
        learner.catch_up()
    assert learner.reader is reader


def test_one_person_cannot_turn_an_area(scene: Scene, learner: Learner) -> None:
    """Twenty corrections of one person; five of them count."""
    wishes = [f"the form on {word} wobbles when it rains, please mend it" for word in _words(20)]
    for wish in wishes:
        moved(scene, text=wish, actor_id=JONAS)
    learner.catch_up()
    right = [wish for wish in wishes if learner.reader.router.rank(wish).guesses[0].why == TAUGHT]
    assert right == wishes[:MOST_FROM_ONE]


def _words(count: int) -> list[str]:
    names = "alpha bravo charlie delta echo foxtrot golf hotel india juliet kilo lima mike november oscar"
    return [*names.split(), "papa", "quebec", "romeo", "sierra", "tango"][:count]


# What counts, by itself


def known(number: int, **values: Any) -> KnownLesson:
    usual: dict[str, Any] = {
        "id": f"l{number:03}",
        "request_id": f"r{number:03}",
        "text": f"words {number}",
        "area_id": "reports",
        "how": Taught.MOVED,
        "taught_by": JONAS,
        "taught_at": TUESDAY_NOON + timedelta(minutes=number),
        "revoked": False,
        "changed_at": TUESDAY_NOON,
    }
    return KnownLesson(**(usual | values))


def ids(taught: list[KnownLesson]) -> list[str]:
    return [lesson.id for lesson in in_force(taught)]


def test_the_first_few_of_one_person_count() -> None:
    taught = [known(number) for number in range(MOST_FROM_ONE + 4)]
    assert ids(taught) == [lesson.id for lesson in taught[:MOST_FROM_ONE]]


def test_labels_that_nobody_in_particular_gave_all_count() -> None:
    taught = [known(number, taught_by=None, how=Taught.RESOLVED) for number in range(50)]
    assert len(ids(taught)) == 50


def test_one_person_counts_as_far_as_others_agree() -> None:
    own = [known(number) for number in range(20)]
    others = [known(100 + number, taught_by=None) for number in range(8)]
    assert len(ids([*own, *others])) == 8 + 8


def test_the_cap_is_for_each_area_by_itself() -> None:
    taught = [known(number, area_id=f"area-{number % 3}") for number in range(3 * MOST_FROM_ONE)]
    assert len(ids(taught)) == 3 * MOST_FROM_ONE


def test_others_in_another_area_do_not_lift_the_cap() -> None:
    own = [known(number) for number in range(20)]
    others = [known(100 + number, taught_by=DEV, area_id="pages") for number in range(20)]
    assert len([id_ for id_ in ids([*own, *others]) if id_ < "l100"]) == MOST_FROM_ONE


def test_a_revoked_lesson_gives_its_place_to_the_next() -> None:
    taught = [known(number) for number in range(MOST_FROM_ONE + 1)]
    taught[0] = replace(taught[0], revoked=True)
    assert ids(taught) == [lesson.id for lesson in taught[1:]]


def test_when_the_newest_word_on_a_request_is_taken_back_the_one_before_counts_again() -> None:
    taught = [known(1), known(2, request_id="r001", area_id="pages", revoked=True)]
    assert ids(taught) == ["l001"]


MOMENTS = st.integers(0, 20).map(lambda minutes: TUESDAY_NOON + timedelta(minutes=minutes))


@st.composite
def any_lessons(draw: st.DrawFn) -> list[KnownLesson]:
    return [
        known(
            number,
            request_id=f"r{draw(st.integers(0, 15))}",
            area_id=draw(st.sampled_from(["pages", "reports"])),
            taught_by=draw(st.sampled_from([None, JONAS, DEV])),
            taught_at=draw(MOMENTS),
            revoked=draw(st.booleans()),
        )
        for number in range(draw(st.integers(0, 40)))
    ]


@given(any_lessons(), st.randoms(use_true_random=False))
def test_what_counts_never_depends_on_the_order_of_the_rows(
    taught: list[KnownLesson], chance: object
) -> None:
    shuffled = list(taught)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert in_force(taught) == in_force(shuffled)


@given(any_lessons())
def test_what_counts_is_one_for_each_request_never_taken_back_and_within_the_share(
    taught: list[KnownLesson],
) -> None:
    counting = in_force(taught)
    assert len({lesson.request_id for lesson in counting}) == len(counting)
    assert not any(lesson.revoked for lesson in counting)
    for who in (JONAS, DEV):
        for area_id in ("pages", "reports"):
            of_area = [lesson for lesson in counting if lesson.area_id == area_id]
            own = [lesson for lesson in of_area if lesson.taught_by == who]
            live = {
                lesson.request_id for lesson in taught if not lesson.revoked and lesson.area_id == area_id
            }
            assert len(own) <= max(MOST_FROM_ONE, len(live) - len(own))
