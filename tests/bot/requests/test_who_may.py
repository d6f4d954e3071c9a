"""Permission is checked when somebody acts, never by hiding a button."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from bot.requests.answering import cancel, change, confirm, reopen
from bot.requests.finding import Which, find_page
from bot.requests.model import Request
from bot.requests.talking import send_to_asker
from bot.requests.working import acknowledge, ask_back, hand_over, resolve
from db.errors import Missing, NotAllowed
from db.kinds import RequestState
from tests.bot.requests.scene import (
    ADA,
    DEACTIVATED,
    DEV,
    JONAS,
    LENA,
    MIA,
    OUTSIDER,
    PRIYA,
    TOM,
    UNKNOWN,
    Scene,
)

Deed = Callable[..., Request]
WORK: dict[str, Deed] = {
    "take": acknowledge,
    "ask": partial(ask_back, question="Which page?"),
    "finish": resolve,
    "hand over": hand_over,
}
ANSWER: dict[str, Deed] = {
    "confirm": confirm,
    "reopen": reopen,
    "cancel": cancel,
    "change": partial(change, text="two landing pages for the boots", area_id=None),
}


@pytest.mark.parametrize("name", WORK)
def test_the_owning_team_the_bridge_and_admins_may_work_on_it(scene: Scene, name: str) -> None:
    for actor_id in (JONAS, LENA, PRIYA, ADA):
        assert scene.do(WORK[name], scene.file().id, actor_id)


@pytest.mark.parametrize("name", WORK)
def test_nobody_else_may_work_on_it_and_is_told_whose_it_is(scene: Scene, name: str) -> None:
    request = scene.file()
    for actor_id in (DEV, MIA, UNKNOWN, DEACTIVATED):
        with pytest.raises(NotAllowed) as refusal:
            scene.do(WORK[name], request.id, actor_id)
        assert str(refusal.value) == (
            "That one belongs to the Web Team, so only they can do this. You can write in the thread."
        )
    with pytest.raises(NotAllowed) as refusal:
        scene.do(WORK[name], request.id, OUTSIDER)
    assert str(refusal.value) == (
        "Only people of this company can do that. Write in the thread and the right person will see it."
    )
    assert scene.request(request.id) == request
    assert len(scene.changes(request.id)) == 1


def test_what_nobody_could_place_is_worked_on_by_the_bridge_and_admins_only(scene: Scene) -> None:
    request = scene.file("something quite unheard-of, green elephants", anyway=True)
    assert request.team_id is None
    assert request.owner_id == PRIYA
    with pytest.raises(NotAllowed, match="belongs to the bridge between marketing and IT"):
        scene.do(acknowledge, request.id, JONAS)
    assert scene.do(hand_over, request.id, PRIYA, to_area="reports").team_id == "data"


def test_a_team_that_has_handed_a_request_on_may_no_longer_take_it(scene: Scene) -> None:
    request = scene.file()
    scene.do(hand_over, request.id, JONAS, to_team="data")
    with pytest.raises(NotAllowed, match="belongs to the Data Team"):
        scene.do(acknowledge, request.id, JONAS)


@pytest.mark.parametrize("name", ANSWER)
def test_only_the_asker_the_bridge_and_admins_may_answer_for_the_asker(scene: Scene, name: str) -> None:
    state = RequestState.RESOLVED if name in ("confirm", "reopen") else RequestState.ACKNOWLEDGED
    for actor_id in (MIA, PRIYA, ADA):
        assert scene.do(ANSWER[name], scene.in_state(state).id, actor_id)
    request = scene.in_state(state)
    for actor_id in (TOM, JONAS, OUTSIDER, UNKNOWN, DEACTIVATED):
        with pytest.raises(NotAllowed) as refusal:
            scene.do(ANSWER[name], request.id, actor_id)
        assert str(refusal.value) == (
            "Only Mia can do that, it's their request. You can write in the thread."
        )
    assert scene.request(request.id) == request


def test_people_of_other_companies_may_file_and_end_what_they_filed(scene: Scene) -> None:
    request = scene.file(asked_by=OUTSIDER)
    assert scene.do(cancel, request.id, OUTSIDER).state is RequestState.CANCELLED


def test_an_address_that_two_companies_share_gives_no_rights(scene: Scene) -> None:
    """The outsider's account carries Jonas's e-mail address."""
    people = scene.toolkit.directory.people()
    assert people.get(OUTSIDER).team_ids == ()
    found = people.by_email("jonas@example.org")
    assert found is not None
    assert found.user_id == JONAS


def test_an_account_that_was_left_behind_does_not_hide_the_one_in_use(scene: Scene) -> None:
    found = scene.toolkit.directory.people().by_email("lena@example.org")
    assert found is not None
    assert found.user_id == LENA


def test_a_request_that_is_gone_is_missed_in_words(scene: Scene) -> None:
    with pytest.raises(Missing) as refusal:
        scene.do(acknowledge, "r-never-was", JONAS)
    assert str(refusal.value) == (
        "I can't find that request any more. It may have been deleted after its year was up."
    )


def test_only_what_one_may_see_is_listed(scene: Scene) -> None:
    mine, theirs = scene.file(), scene.file("a report of numbers", asked_by=TOM)
    people = scene.toolkit.directory.people()

    def listed(reader: str, which: Which) -> set[str]:
        page = scene.do(lambda desk: find_page(desk.unit, people.get(reader), which))
        return {found.id for found in page.requests}

    assert listed(MIA, "mine") == {mine.id}
    assert listed(TOM, "mine") == {theirs.id}
    assert listed(JONAS, "waiting") == listed(JONAS, "team") == {mine.id}
    assert listed(DEV, "waiting") == listed(DEV, "team") == {theirs.id}
    assert listed(PRIYA, "team") == {mine.id, theirs.id}
    for reader in (OUTSIDER, UNKNOWN, DEACTIVATED):
        assert not listed(reader, "mine") | listed(reader, "waiting") | listed(reader, "team")


def test_filter_words_are_found_in_any_order_and_case_also_with_umlauts(scene: Scene) -> None:
    wanted = scene.file("Ärger mit der Landing Page 100%")
    scene.file("Landing page for the boots")
    people = scene.toolkit.directory.people()
    for words, expected in (("ärger", 1), ("PAGE ärger", 1), ("100%", 1), ("1%", 0), ("page", 2)):
        page = scene.do(lambda desk, w=words: find_page(desk.unit, people.get(MIA), "mine", w))
        assert page.total == expected, words
    assert scene.do(lambda desk: find_page(desk.unit, people.get(MIA), "mine", "ÄRGER")).requests == (wanted,)


def test_a_page_past_the_end_is_the_last_one(scene: Scene) -> None:
    for _ in range(9):
        scene.clock.advance(minutes=1)
        scene.file()
    people = scene.toolkit.directory.people()
    page = scene.do(lambda desk: find_page(desk.unit, people.get(MIA), "mine", number=7))
    assert (page.number, page.last, page.total, len(page.requests)) == (1, 1, 9, 1)


def test_the_note_of_another_team_cannot_be_sent_by_a_stranger(scene: Scene) -> None:
    request = scene.filed_and_posted()
    scene.speak(JONAS, "internal", (request.card_channel, request.card_ts), "901.1")
    with pytest.raises(NotAllowed):
        scene.do(send_to_asker, DEV, request.card_channel, "901.1")
