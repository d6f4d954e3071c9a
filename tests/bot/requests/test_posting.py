"""What follows when the relay has said a notice, or when Slack refused it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import select

from bot.requests.model import Place, Request
from bot.requests.posting import Said, posted, refused, target_of
from bot.requests.telling import tell_person
from bot.requests.working import acknowledge, hand_over
from db.kinds import NoticeKind, NoticeState, PostRole
from db.outbox import Notice
from db.tables import outbox, posts
from tests.bot.requests.scene import ADA, DIRECT, JONAS, MIA, PRIYA, Scene


def the_claimed(scene: Scene, kind: NoticeKind) -> Notice:
    (notice,) = [each for each in scene.claim_all() if each.kind is kind]
    return notice


def state_of(scene: Scene, notice: Notice) -> tuple[NoticeState, str | None]:
    (row,) = [each for each in scene.notices() if each["id"] == notice.id]
    return NoticeState(row["state"]), row["error"]


def role_of(scene: Scene, channel_id: str | None, ts: str | None) -> Any:
    statement = select(posts.c.role).where(posts.c.channel_id == channel_id, posts.c.ts == ts)
    with scene.toolkit.ledger.read() as connection:
        return connection.execute(statement).scalar_one_or_none()


def test_a_posted_receipt_and_card_are_known_as_the_request_s_two_threads(scene: Scene) -> None:
    request = scene.filed_and_posted(place=Place("nowhere"))
    assert (request.home_channel, request.home_ts) == ("D0MIA", request.receipt_ts)
    assert request.card_channel == "C0WEB"
    assert role_of(scene, "D0MIA", request.receipt_ts) is not None
    assert role_of(scene, "C0WEB", request.card_ts) == PostRole.CARD
    assert {each["state"] for each in scene.notices()} == {NoticeState.POSTED}


def test_filed_in_a_thread_the_receipt_joins_it(scene: Scene) -> None:
    request = scene.filed_and_posted()
    assert (request.home_channel, request.home_ts) == ("C0MARKETING", "100.1")
    assert request.receipt_ts != "100.1"


def test_the_words_of_people_do_not_stay_in_a_notice_that_was_said(scene: Scene) -> None:
    request = scene.filed_and_posted(place=DIRECT)
    scene.speak(MIA, "a secret plan", (request.home_channel, request.home_ts), "301.1")
    scene.say_all()
    assert all(each["detail"] == {} for each in scene.notices())


def test_a_card_that_arrives_after_its_request_moved_on_is_taken_down(scene: Scene) -> None:
    request = scene.file()
    card = next(each for each in scene.claim_all() if each.kind is NoticeKind.REQUEST_ARRIVED)
    scene.do(hand_over, request.id, JONAS, to_team="data")
    scene.do(posted, card, Said("C0WEB", "900.5"))
    after = scene.request(request.id)
    assert (after.card_channel, after.card_ts) == (None, None)
    left = [each["detail"] for each in scene.notices(NoticeKind.CARD_LEFT)]
    assert (left[-1]["channel_id"], left[-1]["ts"], left[-1]["from_team"]) == ("C0WEB", "900.5", "web")
    scene.say_all()
    assert scene.request(request.id).card_channel == "C0DATA"


def test_the_old_card_is_taken_down_and_the_new_one_put_up_in_that_order(scene: Scene) -> None:
    request = scene.filed_and_posted()
    scene.do(hand_over, request.id, JONAS, to_team="data")
    lane = [each["kind"] for each in scene.notices(due=True) if each["lane"] == request.team_lane]
    assert lane == [NoticeKind.CARD_LEFT, NoticeKind.REQUEST_ARRIVED, NoticeKind.CARD_CHANGED]
    assert len(scene.lines(request.id)) == 1, "and the asker is told once"


def test_a_notice_that_is_settled_twice_is_noted_once(scene: Scene) -> None:
    """The first settlement was taken by the database, though it did not say so."""
    request = scene.file()
    notices = scene.claim_all()
    for notice in notices:
        said = scene.place_of(notice)
        scene.do(posted, notice, said)
        scene.do(posted, notice, said)
    assert scene.request(request.id).card_channel == "C0WEB"
    assert {each["state"] for each in scene.notices()} == {NoticeState.POSTED}


def test_a_refused_card_goes_to_the_owner_then_to_the_bridge_then_it_is_parked(scene: Scene) -> None:
    scene.file()
    seen = []
    for _ in range(3):
        card = the_claimed(scene, NoticeKind.REQUEST_ARRIVED)
        seen.append(target_of(card))
        scene.do(refused, card, "is_archived")
    assert seen == ["team", "owner", "bridge"]
    assert state_of(scene, card) == (NoticeState.PARKED, "is_archived")


def test_a_refused_receipt_line_or_private_word_reaches_the_person_directly(scene: Scene) -> None:
    request = scene.file()
    scene.do(acknowledge, request.id, JONAS)
    scene.do(tell_person, MIA, "a word", channel_id="C0MARKETING")
    for kind, first, second in (
        (NoticeKind.REQUEST_FILED, "home", "asker"),
        (NoticeKind.PERSON_TOLD, "here", "direct"),
        (NoticeKind.CHANGE_TOLD, "home", "asker"),
    ):
        notice = next(each for each in _claimed_so_far(scene) if each.kind is kind)
        assert target_of(notice) == first
        scene.do(refused, notice, "not_in_channel")
        (again,) = [each for each in scene.claim_all() if each.kind is kind]
        assert target_of(again) == second
        scene.do(posted, again, Said())


def _claimed_so_far(scene: Scene) -> list[Notice]:
    """Claims what is due, and claims again what a claim of an earlier round holds."""
    scene.clock.advance(timedelta(minutes=2))
    return scene.claim_all()


def test_what_is_parked_is_shown_to_the_admins_once_each(scene: Scene) -> None:
    scene.open_home(ADA)
    request = scene.file()
    for _ in range(3):
        scene.do(refused, the_claimed(scene, NoticeKind.REQUEST_ARRIVED), "channel_not_found")
    (told,) = scene.notices(NoticeKind.PERSON_TOLD)
    assert told["detail"]["user_id"] == ADA
    assert told["detail"]["text"] == (
        "Slack refused something I had to say (channel_not_found). Your Home tab shows what it was."
    )
    assert [each["detail"]["user_id"] for each in scene.notices(NoticeKind.HOME_CHANGED)] == [ADA]
    assert request.id


def test_a_word_to_an_admin_that_is_refused_tells_no_admin_about_it(scene: Scene) -> None:
    scene.do(tell_person, ADA, "a word")
    for _ in range(2):
        scene.do(refused, the_claimed(scene, NoticeKind.PERSON_TOLD), "user_disabled")
    assert len(scene.notices()) == 1


def test_a_copy_that_is_refused_is_marked_beside_the_words_that_were_not_delivered(scene: Scene) -> None:
    request = scene.filed_and_posted(place=DIRECT)
    scene.speak(MIA, "the one on boots", (request.home_channel, request.home_ts), "301.1")
    copy = the_claimed(scene, NoticeKind.MESSAGE_COPIED)
    scene.do(refused, copy, "is_archived")
    assert state_of(scene, copy)[0] is NoticeState.PARKED
    (failed,) = scene.notices(NoticeKind.COPY_FAILED)
    assert failed["detail"] == {
        "channel_id": request.home_channel,
        "ts": "301.1",
        "side": "home",
        "code": "is_archived",
    }


def test_drawings_that_slack_refuses_are_dropped_without_a_word(scene: Scene) -> None:
    request = scene.filed_and_posted()
    scene.do(acknowledge, request.id, JONAS)
    while drawings := [each for each in scene.claim_all() if each.kind is not NoticeKind.CHANGE_TOLD]:
        for each in drawings:
            scene.do(refused, each, "message_not_found")
            assert state_of(scene, each) == (NoticeState.DROPPED, "message_not_found")
    assert scene.notices(NoticeKind.PERSON_TOLD) == []


def test_home_tabs_of_those_concerned_are_drawn_anew_if_they_ever_opened_one(scene: Scene) -> None:
    for user_id in (JONAS, PRIYA):
        scene.open_home(user_id)
    scene.filed_and_posted()
    drawn = [each for each in scene.notices(NoticeKind.HOME_CHANGED) if each["state"] == NoticeState.POSTED]
    assert {each["lane"] for each in drawn} == {f"home:{JONAS}"}


def test_many_changes_leave_one_home_tab_to_draw(scene: Scene) -> None:
    scene.open_home(JONAS)
    requests: list[Request] = [scene.file() for _ in range(3)]
    with scene.toolkit.ledger.begin() as unit:
        unit.execute(outbox.delete())
    for request in requests:
        scene.do(acknowledge, request.id, JONAS)
    for line in [each for each in scene.claim_all() if each.kind is NoticeKind.CHANGE_TOLD]:
        scene.do(posted, line, scene.place_of(line))
    assert len(scene.notices(NoticeKind.HOME_CHANGED, due=True)) == 1
