"""What happens to one of several reports of the same thing happens to all, each in their own thread."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from bot.escalation.promising import still
from bot.requests.answering import cancel, change, confirm, reopen
from bot.requests.finding import Which, find_open, find_page
from bot.requests.following import follow
from bot.requests.merging import merge
from bot.requests.model import Request
from bot.requests.working import acknowledge, ask_back, hand_over, resolve
from db.kinds import Change, NoticeKind, NoticeState, RequestState
from db.tables import outbox
from tests.bot.requests.reports import DOWN, is_asking, reported, to_followers, together, told
from tests.bot.requests.scene import DEV, DIRECT, JONAS, LENA, MIA, PRIYA, TOM, Scene

CROWD = 100


def seen(scene: Scene, who: str, which: Which) -> list[str]:
    with scene.toolkit.ledger.read() as connection:
        reader = scene.toolkit.directory.people().get(who)
        found = find_open(connection, reader, which, 100)
        page = find_page(connection, reader, which)
    assert page.total >= len(found)
    return sorted(one.id for one in found)


def test_taken_by_somebody_all_askers_hear_who(scene: Scene) -> None:
    parent, children = together(scene, 3)
    scene.do(acknowledge, parent.id, LENA)
    for child in children:
        after = scene.request(child.id)
        assert (after.state, after.acknowledged_by) == (RequestState.ACKNOWLEDGED, LENA)
        assert told(scene, child) == [Change.MERGED, Change.ACKNOWLEDGED]


def test_a_question_to_one_asker_stays_with_them(scene: Scene) -> None:
    parent, (child,) = together(scene)
    scene.do(ask_back, parent.id, JONAS, "Which browser is it?")
    assert scene.request(child.id).state is RequestState.ACKNOWLEDGED
    assert told(scene, child) == [Change.MERGED, Change.ACKNOWLEDGED]
    assert not [one for one in scene.lines(child.id) if "question" in one["detail"]]


def test_another_question_is_no_news_for_the_others(scene: Scene) -> None:
    parent, (child,) = together(scene)
    scene.do(acknowledge, parent.id, JONAS)
    scene.do(ask_back, parent.id, JONAS, "Which browser is it?")
    assert told(scene, child) == [Change.MERGED, Change.ACKNOWLEDGED]


def test_done_each_asker_has_the_last_word_on_theirs(scene: Scene) -> None:
    parent, (first, second) = together(scene, 3)
    scene.do(resolve, parent.id, JONAS)
    assert told(scene, first)[-1] == told(scene, second)[-1] == Change.RESOLVED
    scene.do(confirm, first.id, scene.request(first.id).asked_by)
    states = [scene.request(one.id).state for one in (parent, first, second)]
    assert states == [RequestState.RESOLVED, RequestState.CLOSED, RequestState.RESOLVED]
    assert scene.request(second.id).close_at is not None


def test_not_quite_of_the_first_asker_brings_back_what_nobody_has_confirmed(scene: Scene) -> None:
    parent, (agreed, silent) = together(scene, 3)
    scene.do(resolve, parent.id, JONAS)
    scene.do(confirm, agreed.id, scene.request(agreed.id).asked_by)
    scene.do(reopen, parent.id, MIA)
    assert scene.request(agreed.id).state is RequestState.CLOSED
    after = scene.request(silent.id)
    assert (after.state, after.acknowledged_by, after.close_at) == (RequestState.ACKNOWLEDGED, JONAS, None)
    assert scene.lines(silent.id)[-1]["detail"]["with_parent"]
    settled = scene.notices(NoticeKind.QUESTION_SETTLED)
    assert {one["request_id"] for one in settled} == {parent.id, agreed.id, silent.id}


def test_not_quite_of_another_asker_makes_theirs_one_of_its_own(scene: Scene) -> None:
    parent, (child,) = together(scene)
    scene.do(resolve, parent.id, JONAS)
    after = scene.do(reopen, child.id, TOM)
    assert (after.parent_id, after.state, after.acknowledged_by) == (None, RequestState.ACKNOWLEDGED, JONAS)
    assert scene.request(parent.id).state is RequestState.RESOLVED
    scene.do(resolve, child.id, JONAS)


def test_handed_on_the_others_go_along_without_a_card_each(scene: Scene) -> None:
    parent, (child,) = together(scene)
    scene.do(hand_over, parent.id, JONAS, to_team="data")
    after = scene.request(child.id)
    assert (after.team_id, after.state, after.parent_id) == ("data", RequestState.MOVED, parent.id)
    assert told(scene, child) == [Change.MERGED, Change.MOVED]
    arrived = scene.notices(NoticeKind.REQUEST_ARRIVED, due=True)
    assert [one["request_id"] for one in arrived] == [parent.id]
    left = {one["request_id"] for one in scene.notices(NoticeKind.CARD_LEFT)}
    assert left == {parent.id, child.id}
    assert not is_asking(scene, after)
    scene.do(acknowledge, parent.id, DEV)
    assert scene.request(child.id).acknowledged_by == DEV


def test_sent_to_another_team_by_its_asker_a_report_stands_for_itself(scene: Scene) -> None:
    parent, (child,) = together(scene)
    scene.do(change, child.id, TOM, text=None, area_id="reports")
    after = scene.request(child.id)
    assert (after.team_id, after.parent_id) == ("data", None)
    assert is_asking(scene, after)
    assert scene.request(parent.id).team_id == "web"


def test_still_on_it_reaches_all(scene: Scene) -> None:
    parent, (child,) = together(scene)
    scene.do(acknowledge, parent.id, JONAS)
    scene.do(still, parent.id, JONAS, "tomorrow")
    lines = [scene.lines(one.id)[-1]["detail"] for one in (parent, child)]
    assert {line["change"] for line in lines} == {Change.PROMISED}
    assert len({line["next_word_by"] for line in lines}) == 1


def test_taken_back_by_the_first_asker_it_goes_on_with_the_oldest_of_the_others(scene: Scene) -> None:
    parent, (heir, other) = together(scene, 3)
    scene.do(cancel, parent.id, MIA)
    assert [scene.request(one.id).parent_id for one in (heir, other)] == [None, heir.id]
    assert is_asking(scene, heir)
    assert not is_asking(scene, other)
    assert told(scene, heir) == [Change.MERGED, Change.UNMERGED]
    assert told(scene, heir, "team") == [Change.UNMERGED]
    assert told(scene, other) == [Change.MERGED, Change.MERGED]
    assert scene.lines(other.id)[-1]["detail"]["instead"]
    scene.do(acknowledge, heir.id, LENA)
    assert scene.request(other.id).acknowledged_by == LENA


def test_taken_back_while_somebody_has_it_they_have_the_next(scene: Scene) -> None:
    parent, (heir,) = together(scene)
    scene.do(acknowledge, parent.id, JONAS)
    scene.do(cancel, parent.id, MIA)
    after = scene.request(heir.id)
    assert (after.parent_id, after.state, after.acknowledged_by) == (None, RequestState.ACKNOWLEDGED, JONAS)
    assert not is_asking(scene, heir)


def test_taken_back_after_a_move_the_next_gets_a_card(scene: Scene) -> None:
    parent, (heir,) = together(scene)
    scene.do(hand_over, parent.id, JONAS, to_team="data")
    scene.say_all()
    scene.do(cancel, parent.id, MIA)
    scene.say_all()
    assert scene.request(heir.id).card_channel == "C0DATA"


def test_taken_back_by_another_asker_only_the_count_changes(scene: Scene) -> None:
    parent, (child,) = together(scene)
    scene.say_all()
    scene.do(cancel, child.id, TOM)
    assert scene.request(parent.id).is_unclaimed
    drawn = {one["request_id"] for one in scene.notices(NoticeKind.CARD_CHANGED, due=True)}
    assert drawn == {parent.id, child.id}


def test_who_follows_any_of_them_hears_that_it_is_done(scene: Scene) -> None:
    parent, (child,) = together(scene)
    scene.do(follow, child.id, PRIYA, "me too")
    scene.do(resolve, parent.id, JONAS)
    assert [(one["user_id"], one["change"]) for one in to_followers(scene)] == [(PRIYA, Change.RESOLVED)]


def test_not_quite_of_one_asker_is_told_to_others_without_their_name(scene: Scene) -> None:
    parent = scene.filed_and_posted(text=DOWN, place=DIRECT)
    child = scene.filed_and_posted(text=DOWN, asked_by=TOM, anyway=True)
    scene.do(merge, child.id, parent.id, JONAS)
    scene.do(resolve, parent.id, JONAS)
    scene.do(reopen, parent.id, MIA)
    assert scene.lines(child.id)[-1]["detail"]["actor_id"] is None


def test_for_its_team_several_reports_are_one(scene: Scene) -> None:
    parent, (child,) = together(scene)
    assert seen(scene, JONAS, "team") == seen(scene, JONAS, "waiting") == [parent.id]
    assert seen(scene, TOM, "mine") == [child.id], "its asker keeps it in view"
    scene.do(acknowledge, parent.id, LENA)
    assert seen(scene, LENA, "waiting") == [parent.id]
    scene.do(resolve, parent.id, LENA)
    assert seen(scene, TOM, "waiting") == [child.id], "theirs is the last word"


@pytest.mark.parametrize("deed", [acknowledge, resolve])
def test_a_crowd_is_told_one_line_each_in_lanes_of_their_own(scene: Scene, deed: object) -> None:
    parent, children = crowd(scene)
    before = notices(scene)
    scene.do(deed, parent.id, JONAS)  # type: ignore[arg-type]
    assert notices(scene) - before <= 3 * (CROWD + 1) + 1, "a line, a receipt and a card each"
    lines = [one for one in scene.notices(NoticeKind.CHANGE_TOLD, due=True) if is_last(one, scene)]
    assert len({one["lane"] for one in lines}) == len(lines) == CROWD + 1
    assert {scene.request(child.id).acknowledged_by for child in children} == {JONAS}


def crowd(scene: Scene) -> tuple[Request, list[Request]]:
    parent, first = reported(scene)
    children = [first]
    for _ in range(CROWD - 1):
        scene.clock.advance(seconds=1)
        children.append(scene.file(text=DOWN, asked_by=TOM, anyway=True))
    for child in children:
        scene.do(merge, child.id, parent.id, JONAS)
    return parent, children


def notices(scene: Scene) -> int:
    """All that is still to be said; what a newer drawing took the place of is not."""
    due = select(func.count()).select_from(outbox).where(outbox.c.state == NoticeState.DUE)
    with scene.toolkit.ledger.read() as connection:
        return connection.execute(due).scalar_one()


def is_last(notice: object, scene: Scene) -> bool:
    detail = notice["detail"]  # type: ignore[index]
    return detail["change"] in (Change.ACKNOWLEDGED, Change.RESOLVED) and detail["side"] == "home"
