"""Several wishes in one text: requests of their own, in one thread of the asker, under one receipt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any

import pytest
from sqlalchemy import select

from bot.requests.answering import ANOTHER_WISH, cancel, change, confirm, undo_reaction
from bot.requests.forgetting import forget_ended
from bot.requests.model import Place, Request, SharedFile, find_together
from bot.requests.opening import Filed, open_request
from bot.requests.posting import Said, posted, refused
from bot.requests.talking import deleted, edited, send_to_asker
from bot.requests.working import acknowledge, ask_back, hand_over, resolve
from db.engine import Taken
from db.errors import NotAllowed
from db.kinds import Change, NoticeKind, PostRole, RequestState, Via
from db.tables import posts
from tests.bot.requests.scene import DEV, DIRECT, JONAS, MIA, PUBLIC, TOM, Scene
from tests.racing import at_once

TWO = "We need a new landing page for the boots. Also, could you make a dashboard with the spring numbers?"
PAGE = "We need a new landing page for the boots."
DASHBOARD = "Also, could you make a dashboard with the spring numbers?"
COPIED, CHANGED, DELETED = NoticeKind.MESSAGE_COPIED, NoticeKind.COPY_CHANGED, NoticeKind.COPY_DELETED
NEW, MOVED, ACKNOWLEDGED = RequestState.NEW, RequestState.MOVED, RequestState.ACKNOWLEDGED
WAITING, RESOLVED = RequestState.WAITING, RequestState.RESOLVED
CLOSED, CANCELLED = RequestState.CLOSED, RequestState.CANCELLED


def filed(scene: Scene, text: str = TWO, *, place: Place = PUBLIC, **named: Any) -> tuple[Request, ...]:
    outcome = scene.do(open_request, scene.ask(text, place=place, **named))
    assert isinstance(outcome, Filed)
    return outcome.requests


def filed_and_posted(
    scene: Scene, text: str = TWO, *, place: Place = DIRECT, **named: Any
) -> tuple[Request, ...]:
    together = filed(scene, text, place=place, **named)
    scene.say_all()
    return fresh(scene, together)


def fresh(scene: Scene, together: tuple[Request, ...]) -> tuple[Request, ...]:
    return tuple(scene.request(one.id) for one in together)


def home(request: Request) -> tuple[str | None, str | None]:
    return request.home_channel, request.home_ts


def of(notices: list[Mapping[Any, Any]]) -> list[tuple[str, str]]:
    """Whom each is about, and where it waits for its turn."""
    return [(each["request_id"], each["lane"]) for each in notices]


def test_each_wish_has_its_words_its_owner_and_its_card(scene: Scene) -> None:
    page, dashboard = filed(scene)
    assert (page.text, page.area_id, page.owner_id) == (PAGE, "pages", JONAS)
    assert (dashboard.text, dashboard.area_id, dashboard.owner_id) == (DASHBOARD, "reports", DEV)
    reasons = ("because you wrote *landing page*", "because you wrote *dashboard* and *numbers*")
    assert (page.reason, dashboard.reason) == reasons
    assert (page.sibling_of, dashboard.sibling_of) == (None, page.id)
    assert page.home_lane == dashboard.home_lane != dashboard.team_lane
    kinds = [(each["kind"], each["request_id"]) for each in scene.notices()]
    assert sorted(kinds) == sorted(
        [
            (NoticeKind.REQUEST_FILED, page.id),
            (NoticeKind.REQUEST_ARRIVED, page.id),
            (NoticeKind.REQUEST_ARRIVED, dashboard.id),
        ]
    )
    assert fresh(scene, (page, dashboard)) == (page, dashboard), "what is kept is what was said back"


def test_each_of_them_knows_the_others_in_the_order_of_the_words(scene: Scene) -> None:
    together, another = filed(scene), scene.file()
    with scene.toolkit.ledger.read() as connection:
        assert [find_together(connection, one) for one in together] == [together, together]
        assert find_together(connection, another) == (another,)


def test_a_day_and_an_urgency_belong_to_the_wish_that_names_them(scene: Scene) -> None:
    page, dashboard = filed(
        scene,
        "We need a new landing page for the boots by 20 March. "
        "Also, could you make a dashboard with the spring numbers by 27 March?",
    )
    assert (page.due_on, dashboard.due_on) == (date(2026, 3, 20), date(2026, 3, 27))
    page, dashboard = filed(
        scene,
        "We need a new landing page for the boots. "
        "Also, could you make a dashboard with the spring numbers by 04/05?",
    )
    assert page.due_options == ()
    assert dashboard.due_options == (date(2026, 4, 5), date(2026, 5, 4))


def test_words_too_long_to_be_told_apart_to_their_end_stay_whole(scene: Scene) -> None:
    text = f"{TWO} {'It is for the spring sale. ' * 200}And the end of it."
    page, dashboard = filed(scene, text)
    assert page.text == text
    assert dashboard.text.startswith(DASHBOARD)


def test_a_second_delivery_files_none_of_them_again(scene: Scene) -> None:
    filed(scene, source_key="one gesture")
    before = scene.notices()
    with pytest.raises(Taken):
        filed(scene, source_key="one gesture")
    outcomes = at_once(*[partial(filed, scene, source_key="another gesture")] * 4)
    assert [isinstance(each, Taken) for each in outcomes].count(False) == 1
    assert len(scene.notices()) == 2 * len(before)


@pytest.mark.parametrize("place", [DIRECT, Place("nowhere"), Place("public", "C0MARKETING")])
def test_one_receipt_opens_the_thread_of_all(scene: Scene, place: Place) -> None:
    page, dashboard = filed_and_posted(scene, place=place)
    assert home(page) == home(dashboard)
    assert page.home_ts is not None
    assert (page.receipt_ts is None, dashboard.receipt_ts) == (False, None)
    assert (page.card_channel, dashboard.card_channel) == ("C0WEB", "C0DATA")


def test_cards_that_were_quicker_than_the_receipt_are_drawn_anew_once_there_is_a_thread(scene: Scene) -> None:
    together = filed(scene, place=Place("public", "C0MARKETING"))
    receipt, *cards = sorted(scene.claim_all(), key=lambda each: each.kind is NoticeKind.REQUEST_ARRIVED)
    for each in (*cards, receipt, receipt):  # settled twice, as after a kill: noted once
        scene.do(posted, each, scene.place_of(each))
    drawn = of(scene.notices(NoticeKind.CARD_CHANGED))
    assert drawn == [(one.id, one.team_lane) for one in together]


def test_a_receipt_that_is_refused_in_the_channel_opens_the_thread_elsewhere_for_all(scene: Scene) -> None:
    together = filed(scene, place=PUBLIC)
    receipt = next(each for each in scene.claim_all() if each.kind is NoticeKind.REQUEST_FILED)
    scene.do(refused, receipt, "is_archived")
    (receipt,) = scene.claim_all()
    scene.do(posted, receipt, Said("D0MIA", "900.9"))
    assert [home(one) for one in fresh(scene, together)] == [("D0MIA", "900.9")] * 2


def test_what_becomes_of_one_is_drawn_into_the_receipt_of_all_and_onto_its_own_card(scene: Scene) -> None:
    page, dashboard = filed_and_posted(scene)
    scene.do(acknowledge, dashboard.id, DEV)
    scene.do(acknowledge, page.id, JONAS)
    assert of(scene.notices(NoticeKind.RECEIPT_CHANGED, due=True)) == [(page.id, page.home_lane)]
    assert of(scene.notices(NoticeKind.CARD_CHANGED, due=True)) == [
        (dashboard.id, dashboard.team_lane),
        (page.id, page.team_lane),
    ]
    assert len(scene.lines(page.id)) == len(scene.lines(dashboard.id)) == 1


def test_taking_one_back_leaves_the_other(scene: Scene) -> None:
    page, dashboard = filed_and_posted(scene)
    with pytest.raises(NotAllowed):
        scene.do(cancel, page.id, TOM)
    scene.do(cancel, page.id, MIA)
    assert [one.state for one in fresh(scene, (page, dashboard))] == [CANCELLED, NEW]
    scene.do(acknowledge, dashboard.id, DEV)
    assert of(scene.notices(NoticeKind.RECEIPT_CHANGED, due=True)) == [(page.id, page.home_lane)]


def bring(scene: Scene, request_id: str, owner: str, state: RequestState) -> None:
    steps: Mapping[RequestState, list[tuple[Callable[..., Request], tuple[str, ...]]]] = {
        NEW: [],
        MOVED: [(hand_over, (owner,))],
        ACKNOWLEDGED: [(acknowledge, (owner,))],
        WAITING: [(ask_back, (owner, "Which one?"))],
        RESOLVED: [(resolve, (owner,))],
        CLOSED: [(resolve, (owner,)), (confirm, (MIA,))],
        CANCELLED: [(cancel, (MIA,))],
    }
    for service, arguments in steps[state]:
        scene.do(service, request_id, *arguments)


OVER = (CLOSED, CANCELLED)


@pytest.mark.parametrize("first", RequestState)
def test_the_asker_s_words_reach_every_open_one_and_answer_each_that_waits(
    scene: Scene, first: RequestState
) -> None:
    for number, second in enumerate(RequestState):
        together = filed(scene, place=Place("direct", "D0MIA", f"200.{number}"))
        for one, owner, state in zip(together, (JONAS, DEV), (first, second), strict=True):
            bring(scene, one.id, owner, state)
        assert scene.speak(MIA, "the one on boots", ("D0MIA", f"200.{number}"), f"301.{number}")
        carried = [each for each in of(scene.notices(COPIED)) if each[0] in {one.id for one in together}]
        states = (first, second)
        hearing = [
            (one.id, one.team_lane)
            for one, state in zip(together, states, strict=True)
            if state not in OVER or set(states) <= set(OVER)
        ]
        assert carried == hearing, states
        after = [ACKNOWLEDGED if state is WAITING else state for state in states]
        assert [one.state for one in fresh(scene, together)] == after, states
        answers = [scene.changes(one.id)[-1][0] is Change.ANSWERED for one in together]
        assert answers == [state is WAITING for state in states]


def test_words_come_once_however_often_they_are_delivered(scene: Scene) -> None:
    together = filed_and_posted(scene)
    for number in range(5):
        at_once(*[partial(scene.speak, MIA, "and by Friday", home(together[0]), f"301.{number}")] * 3)
        assert scene.speak(MIA, "and by Friday", home(together[0]), f"301.{number}")
    assert sorted(of(scene.notices(COPIED))) == sorted([(one.id, one.team_lane) for one in together] * 5)
    scene.say_all()
    with scene.toolkit.ledger.read() as connection:
        kept = connection.execute(select(posts.c.role, posts.c.request_id).where(posts.c.ts.like("301.%")))
        assert {tuple(row) for row in kept} == {(PostRole.SPOKEN, together[0].id)}
        copies = connection.execute(select(posts).where(posts.c.role == PostRole.COPY)).mappings().all()
    sources = sorted((each["source_ts"], each["request_id"]) for each in copies)
    assert sources == sorted((f"301.{number}", one.id) for number in range(5) for one in together)


def test_a_copy_that_is_noted_twice_for_one_request_is_refused_by_the_database(scene: Scene) -> None:
    page, _ = filed_and_posted(scene)
    scene.speak(MIA, "and by Friday", home(page), "301.1")
    scene.say_all()

    def note_again(desk: Any) -> None:
        copy = {"source_channel": page.home_channel, "source_ts": "301.1", "role": PostRole.COPY}
        desk.unit.add(posts, channel_id="C1", ts="1", request_id=page.id, made_at=desk.now, **copy)

    with pytest.raises(Taken) as taken:
        scene.do(note_again)
    assert taken.value.constraint == "uq_posts_source_channel_source_ts_request_id"


def test_an_edit_and_a_deletion_reach_every_copy_each_in_its_lane(scene: Scene) -> None:
    together = filed_and_posted(scene)
    scene.speak(MIA, "the one on boots", home(together[0]), "301.1")
    scene.do(edited, together[0].home_channel, "301.1", "the one on shoes", MIA)
    scene.do(deleted, together[0].home_channel, "301.1")
    lanes = [(one.id, one.team_lane) for one in together]
    for kind in (COPIED, CHANGED, DELETED):
        assert of(scene.notices(kind)) == lanes
    assert {each["detail"]["text"] for each in scene.notices(CHANGED)} == {"the one on shoes"}


def test_what_one_team_sends_to_the_asker_is_corrected_there_alone(scene: Scene) -> None:
    page, dashboard = filed_and_posted(scene)
    scene.speak(DEV, "which numbers?", (dashboard.card_channel, dashboard.card_ts), "901.1")
    scene.do(send_to_asker, DEV, dashboard.card_channel, "901.1")
    scene.do(edited, dashboard.card_channel, "901.1", "which numbers exactly?", DEV)
    assert of(scene.notices(COPIED)) == of(scene.notices(CHANGED)) == [(dashboard.id, page.home_lane)]


def test_in_a_thread_both_can_read_nothing_is_carried_and_only_the_asking_side_answers(scene: Scene) -> None:
    page, dashboard = filed_and_posted(scene, place=PUBLIC)
    scene.do(ask_back, dashboard.id, DEV, "Which numbers?")
    scene.speak(JONAS, "I'll take the page", home(page), "301.1")
    assert scene.request(dashboard.id).state is WAITING, "the owner of the other one answers for nobody"
    scene.speak(TOM, "those of the newsletter", home(page), "301.2")
    assert [one.state for one in fresh(scene, (page, dashboard))] == [NEW, ACKNOWLEDGED]
    assert scene.notices(COPIED) == []


def test_a_later_request_in_the_same_thread_hears_its_words_alone(scene: Scene) -> None:
    page, _ = filed_and_posted(scene)
    scene.clock.advance(minutes=1)
    later = scene.filed_and_posted(place=Place("direct", page.home_channel, page.home_ts))
    scene.speak(MIA, "and by Friday", home(later), "301.1")
    assert of(scene.notices(COPIED)) == [(later.id, later.team_lane)]


def test_a_ticket_taken_off_takes_back_all_that_nobody_has_yet(scene: Scene) -> None:
    together = filed(scene, via=Via.REACTION)
    assert scene.do(undo_reaction, together[0], MIA)
    assert [one.state for one in fresh(scene, together)] == [CANCELLED, CANCELLED]
    assert [scene.changes(one.id)[-1] for one in together] == [(Change.CANCELLED, MIA)] * 2
    assert not scene.do(undo_reaction, scene.request(together[0].id), MIA)
    taken = filed(scene, via=Via.REACTION)
    scene.do(acknowledge, taken[0].id, JONAS)
    assert scene.do(undo_reaction, taken[0], MIA)
    assert [one.state for one in fresh(scene, taken)] == [ACKNOWLEDGED, CANCELLED]
    late = filed(scene, via=Via.REACTION)
    scene.clock.advance(minutes=2)
    assert not scene.do(undo_reaction, late[0], MIA)
    assert [one.state for one in fresh(scene, late)] == [NEW, NEW]


def test_an_edit_of_the_filed_message_rewords_the_first_alone(scene: Scene) -> None:
    page, dashboard = filed_and_posted(scene, place=PUBLIC, source_ts="100.1")
    two = f"We need two new landing pages for the boots. {DASHBOARD}"
    scene.do(edited, page.home_channel, "100.1", two, MIA)
    texts = [one.text for one in fresh(scene, (page, dashboard))]
    assert texts == ["We need two new landing pages for the boots.", DASHBOARD]
    scene.do(edited, page.home_channel, "100.1", two.replace("spring", "summer"), MIA)
    assert [one.text for one in fresh(scene, (page, dashboard))] == texts
    assert scene.changes(dashboard.id) == [(Change.FILED, MIA)]
    assert scene.notices(NoticeKind.PERSON_TOLD) == []


def test_another_wish_that_an_edit_brings_is_opened_by_nobody_but_the_asker(scene: Scene) -> None:
    request = scene.filed_and_posted(source_ts="100.1", text=PAGE)
    before = len(scene.notices(NoticeKind.REQUEST_ARRIVED))
    scene.do(edited, request.home_channel, "100.1", TWO, MIA)
    assert scene.request(request.id).text == TWO, "no word is lost"
    assert len(scene.notices(NoticeKind.REQUEST_ARRIVED)) == before
    (told,) = scene.notices(NoticeKind.PERSON_TOLD)
    assert (told["detail"]["user_id"], told["detail"]["text"]) == (MIA, ANOTHER_WISH)
    assert (told["detail"]["channel_id"], told["detail"]["thread_ts"]) == home(request)


def test_what_is_changed_in_the_form_is_kept_whole(scene: Scene) -> None:
    page, dashboard = filed_and_posted(scene)
    scene.do(change, dashboard.id, MIA, text="Please make a dashboard with the autumn numbers", area_id=None)
    texts = [one.text for one in fresh(scene, (page, dashboard))]
    assert texts == [PAGE, "Please make a dashboard with the autumn numbers"]
    assert scene.notices(NoticeKind.PERSON_TOLD) == []


def test_files_and_what_was_left_out_are_told_with_the_first(scene: Scene) -> None:
    file = SharedFile("boots.png", "https://files.example/boots.png")
    page, dashboard = filed(scene, files=(file,))
    assert (page.files, dashboard.files) == ((file,), ())


def test_one_that_is_left_when_the_first_is_long_forgotten_lives_on_by_itself(scene: Scene) -> None:
    page, dashboard = filed_and_posted(scene)
    scene.do(cancel, page.id, MIA)
    scene.say_all()
    scene.clock.advance(days=400)
    assert scene.do(lambda desk: forget_ended(desk.unit, desk.now)) == 1
    assert scene.speak(MIA, "still needed", home(dashboard), "301.1")
    scene.do(acknowledge, dashboard.id, DEV)
    scene.say_all()
    assert of(scene.notices(COPIED)) == [(dashboard.id, dashboard.team_lane)]
    assert scene.request(dashboard.id).state is ACKNOWLEDGED
