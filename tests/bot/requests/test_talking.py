"""What people say in the two threads, and what is carried between them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

import pytest
from sqlalchemy import select

from bot.requests.answering import cancel
from bot.requests.model import Place, Request, SharedFile
from bot.requests.talking import Spoken, deleted, edited, heard, send_to_asker
from bot.requests.working import ask_back, hand_over
from db.errors import Conflict
from db.kinds import Change, NoticeKind, PostRole, RequestState
from db.tables import posts
from tests.bot.requests.scene import ADA, DIRECT, JONAS, MIA, PRIYA, TOM, Scene
from tests.racing import at_once

COPIED, CHANGED, DELETED = NoticeKind.MESSAGE_COPIED, NoticeKind.COPY_CHANGED, NoticeKind.COPY_DELETED


def home(request: Request) -> tuple[str | None, str | None]:
    return request.home_channel, request.home_ts


def card(request: Request) -> tuple[str | None, str | None]:
    return request.card_channel, request.card_ts


def details(notices: list[Mapping[Any, Any]]) -> list[dict[str, Any]]:
    return [each["detail"] for each in notices]


def test_words_in_no_request_s_thread_are_not_even_noted(scene: Scene) -> None:
    request = scene.filed_and_posted(place=DIRECT)
    assert not scene.speak(MIA, "hello", (request.home_channel, None), "301.1")
    assert not scene.speak(MIA, "hello", (request.home_channel, "77.7"), "301.2")
    assert not scene.speak(MIA, "hello", ("C0ELSE", request.home_ts), "301.3")
    assert scene.notices(COPIED) == []


def test_in_a_private_thread_the_asker_s_words_are_copied_under_the_card(scene: Scene) -> None:
    request = scene.filed_and_posted(place=DIRECT)
    file = SharedFile("boots.png", "https://files.example/boots.png")
    spoken = Spoken(request.home_channel or "", "301.1", request.home_ts, MIA, "here it is", (file,))
    assert scene.do(heard, spoken)
    (copy,) = scene.notices(COPIED)
    assert copy["lane"] == request.team_lane
    assert copy["detail"] == {
        "side": "team",
        "author_id": MIA,
        "text": "here it is",
        "files": [{"name": "boots.png", "url": "https://files.example/boots.png"}],
        "source_channel": request.home_channel,
        "source_ts": "301.1",
    }


def test_late_replies_are_carried_too(scene: Scene) -> None:
    request = scene.in_state(RequestState.CLOSED)
    scene.say_all()
    relayed = scene.filed_and_posted(place=DIRECT)
    assert scene.speak(MIA, "thanks again", home(relayed), "301.1")
    assert scene.speak(MIA, "and here", home(scene.request(request.id)), "301.2")
    assert [each["text"] for each in details(scene.notices(COPIED))] == ["thanks again"]


def test_in_a_thread_that_both_can_read_nothing_is_copied(scene: Scene) -> None:
    request = scene.filed_and_posted()
    assert scene.speak(MIA, "the one on boots", home(request), "301.1")
    assert scene.speak(JONAS, "on it", home(request), "301.2")
    assert scene.notices(COPIED) == []


def test_a_message_that_arrives_twice_is_copied_once(scene: Scene) -> None:
    request = scene.filed_and_posted(place=DIRECT)
    for _ in range(3):
        assert scene.speak(MIA, "the one on boots", home(request), "301.1")
    assert len(scene.notices(COPIED)) == 1
    for number in range(10):
        at_once(*[partial(scene.speak, MIA, "again", home(request), f"302.{number}")] * 2)
    assert len(scene.notices(COPIED)) == 11


def test_our_own_copies_lines_and_cards_are_never_carried_back(scene: Scene) -> None:
    """The door knows our own posts; should one get through, its row in `posts` stops it here."""
    request = scene.filed_and_posted(place=DIRECT)
    scene.speak(MIA, "the one on boots", home(request), "301.1")
    scene.say_all()
    copied = len(scene.notices(COPIED))
    with scene.toolkit.ledger.read() as connection:
        ours = connection.execute(select(posts).where(posts.c.role == PostRole.COPY)).mappings().all()
    assert [(each["source_channel"], each["source_ts"]) for each in ours] == [(request.home_channel, "301.1")]
    scene.speak("U0LIAISON", "the one on boots", (ours[0]["channel_id"], request.card_ts), ours[0]["ts"])
    assert len(scene.notices(COPIED)) == copied


def test_what_the_team_says_under_its_card_stays_there_and_its_writer_is_told(scene: Scene) -> None:
    request = scene.filed_and_posted(place=DIRECT)
    assert scene.speak(JONAS, "what a mess", card(request), "901.1")
    assert scene.notices(COPIED) == []
    (seen,) = scene.notices(NoticeKind.TEAM_NOTE_SEEN)
    assert (seen["detail"]["user_id"], seen["detail"]["ts"]) == (JONAS, "901.1")
    assert seen["detail"]["text"] == "what a mess"


def test_a_passer_by_under_the_card_is_not_told_of_the_button(scene: Scene) -> None:
    request = scene.filed_and_posted()
    assert scene.speak(TOM, "nice", card(request), "901.1")
    assert scene.notices(NoticeKind.TEAM_NOTE_SEEN) == []


def test_a_note_is_sent_to_the_asker_once(scene: Scene) -> None:
    request = scene.filed_and_posted(place=DIRECT)
    scene.speak(JONAS, "which page is it?", card(request), "901.1")
    scene.do(send_to_asker, JONAS, request.card_channel, "901.1")
    with pytest.raises(Conflict) as refusal:
        scene.do(send_to_asker, PRIYA, request.card_channel, "901.1")
    assert str(refusal.value) == "That one has been sent already."
    (copy,) = scene.notices(COPIED)
    assert (copy["lane"], copy["detail"]["side"]) == (request.home_lane, "home")
    assert copy["detail"]["text"] is None, "its words are fetched when it is said"


def test_two_who_send_the_same_note_at_once_send_it_once(scene: Scene) -> None:
    request = scene.filed_and_posted(place=DIRECT)
    for number in range(10):
        ts = f"901.{number}"
        scene.speak(JONAS, "which page is it?", card(request), ts)
        at_once(*[partial(scene.do, send_to_asker, JONAS, request.card_channel, ts)] * 3)
    assert len(scene.notices(COPIED)) == 10


def test_what_cannot_be_sent_to_the_asker_is_refused_in_words(scene: Scene) -> None:
    request = scene.filed_and_posted(place=DIRECT)
    scene.speak(MIA, "the one on boots", home(request), "301.1")
    for channel_id, ts, sentence in (
        (
            "C0ELSE",
            "1.1",
            "That message isn't in the thread of a request, so I don't know whom to send it to.",
        ),
        (request.home_channel, "301.1", "Mia can read that one already."),
        (
            request.card_channel,
            request.card_ts,
            "That one can't be sent on. Only what a person wrote in your team's thread can.",
        ),
    ):
        with pytest.raises(Conflict) as refusal:
            scene.do(send_to_asker, JONAS, channel_id, ts)
        assert str(refusal.value) == sentence
    assert [each["side"] for each in details(scene.notices(COPIED))] == ["team"]


def test_an_edit_follows_its_copy_even_if_that_was_not_posted_yet(scene: Scene) -> None:
    request = scene.filed_and_posted(place=DIRECT)
    scene.speak(MIA, "the one on boots", home(request), "301.1")
    scene.do(edited, request.home_channel, "301.1", "the one on shoes", MIA)
    scene.do(deleted, request.home_channel, "301.1")
    kinds = (COPIED, CHANGED, DELETED)
    waiting = [each for each in scene.notices(due=True) if each["kind"] in kinds]
    assert [each["kind"] for each in waiting] == list(kinds)
    assert {each["lane"] for each in waiting} == {request.team_lane}, "one lane, so one after the other"
    assert waiting[1]["detail"]["text"] == "the one on shoes"
    for each in waiting[1:]:
        assert (each["detail"]["source_channel"], each["detail"]["source_ts"]) == (
            request.home_channel,
            "301.1",
        )


def test_an_edit_of_a_note_that_was_sent_follows_in_the_asker_s_lane(scene: Scene) -> None:
    request = scene.filed_and_posted(place=DIRECT)
    scene.speak(JONAS, "wich page?", card(request), "901.1")
    scene.do(send_to_asker, JONAS, request.card_channel, "901.1")
    scene.do(edited, request.card_channel, "901.1", "which page?", JONAS)
    scene.do(deleted, request.card_channel, "901.1")
    for kind in (CHANGED, DELETED):
        assert [each["lane"] for each in scene.notices(kind)] == [request.home_lane]


def test_edits_and_deletions_of_what_was_never_carried_are_nobody_s_business(scene: Scene) -> None:
    shared, relayed = scene.filed_and_posted(), scene.filed_and_posted(place=DIRECT)
    scene.speak(MIA, "in the open", home(shared), "301.1")
    scene.speak(JONAS, "among us", card(relayed), "901.1")
    for channel_id, ts in (
        (shared.home_channel, "301.1"),
        (relayed.card_channel, "901.1"),
        ("C0ELSE", "1.1"),
    ):
        scene.do(edited, channel_id, ts, "other words", MIA)
        scene.do(deleted, channel_id, ts)
    assert scene.notices(CHANGED) == scene.notices(DELETED) == []


def test_the_asker_s_edit_of_the_filed_message_changes_the_request(scene: Scene) -> None:
    request = scene.filed_and_posted(source_ts="100.1")
    scene.do(edited, request.home_channel, "100.1", "two landing pages for the boots", MIA)
    assert scene.request(request.id).text == "two landing pages for the boots"
    assert scene.changes(request.id)[-1] == (Change.CHANGED, MIA)
    scene.do(edited, request.home_channel, "100.1", "something else entirely", JONAS)
    assert scene.request(request.id).text == "two landing pages for the boots"


def test_an_edit_that_leaves_no_wish_keeps_the_old_words_and_says_so(scene: Scene) -> None:
    request = scene.filed_and_posted(source_ts="100.1")
    scene.do(edited, request.home_channel, "100.1", "ok", MIA)
    assert scene.request(request.id).text == request.text
    (told,) = scene.notices(NoticeKind.PERSON_TOLD)
    assert told["detail"]["user_id"] == MIA
    assert told["detail"]["text"] == (
        "I kept the old wording of your request. Please say in one sentence what you need."
    )


def test_an_edit_after_the_end_changes_nothing(scene: Scene) -> None:
    request = scene.filed_and_posted(source_ts="100.1")
    scene.do(hand_over, request.id, JONAS)
    scene.do(cancel, request.id, MIA)
    scene.do(edited, request.home_channel, "100.1", "two landing pages for the boots", MIA)
    assert scene.request(request.id).text == request.text


@pytest.mark.parametrize("answerer", [MIA, TOM])
def test_an_answer_from_the_asking_side_gives_the_word_back_to_the_owner(scene: Scene, answerer: str) -> None:
    request = scene.filed_and_posted()
    scene.do(ask_back, request.id, JONAS, "Which page?")
    scene.speak(JONAS, "take your time", home(request), "301.1")
    assert scene.request(request.id).state is RequestState.WAITING, "the owner does not answer himself"
    scene.speak(answerer, "the one on boots", home(request), "301.2")
    assert scene.request(request.id).state is RequestState.ACKNOWLEDGED
    assert scene.changes(request.id)[-1] == (Change.ANSWERED, answerer)


def test_an_asker_who_is_also_an_admin_can_answer(scene: Scene) -> None:
    request = scene.filed_and_posted(asked_by=ADA)
    scene.do(ask_back, request.id, JONAS, "Which page?")
    scene.speak(ADA, "the one on boots", home(request), "301.1")
    assert scene.request(request.id).state is RequestState.ACKNOWLEDGED


def test_in_a_thread_with_two_requests_words_go_to_the_newer_one(scene: Scene) -> None:
    first = scene.filed_and_posted(place=DIRECT)
    scene.clock.advance(minutes=1)
    second = scene.filed_and_posted(place=Place("direct", first.home_channel, first.home_ts))
    scene.speak(MIA, "and by Friday", home(second), "301.1")
    assert [each["request_id"] for each in scene.notices(COPIED)] == [second.id]
