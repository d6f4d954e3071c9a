"""Many report one thing: put together, taken apart again, told with one update."""

from __future__ import annotations

from functools import partial

import pytest

from bot.channels import Channel, remember_channels
from bot.requests.answering import cancel
from bot.requests.children import children_of, together_with
from bot.requests.following import follow
from bot.requests.merging import LONGEST_UPDATE, merge, unmerge, update_all
from bot.requests.model import Request
from bot.requests.planning import set_plan
from bot.requests.working import acknowledge, ask_back, hand_over, resolve
from bot.toolkit import Desk
from db.errors import Conflict, NotAllowed, Refusal, Unclear
from db.kinds import Change, NoticeKind, RequestState
from tests.bot.requests.reports import DOWN, is_asking, reported, to_followers, together, told
from tests.bot.requests.scene import (
    ADA,
    DEACTIVATED,
    DEV,
    DIRECT,
    JONAS,
    LENA,
    MIA,
    OUTSIDER,
    PRIYA,
    TOM,
    Scene,
)
from tests.racing import at_once

ROUNDS = 10


def family(scene: Scene, parent: Request) -> list[str]:
    with scene.toolkit.ledger.read() as connection:
        return [child.id for child in children_of(connection, parent.id)]


def offered(scene: Scene, request: Request) -> list[str]:
    with scene.toolkit.ledger.read() as connection:
        now = scene.request(request.id)
        return [one.id for one in together_with(connection, now, scene.clock.now).same]


def open_to_everybody(desk: Desk) -> None:
    remember_channels(desk.unit, [Channel("C0MARKETING", "marketing")], desk.now)


def test_a_second_report_is_put_to_the_first_and_its_asker_is_told_once(scene: Scene) -> None:
    scene.do(open_to_everybody)
    parent, (child,) = together(scene)
    assert (child.parent_id, child.state) == (parent.id, RequestState.NEW)
    assert family(scene, parent) == [child.id]
    assert told(scene, child) == [Change.MERGED]
    assert scene.lines(child.id)[0]["detail"]["parent_asker"] == MIA
    assert told(scene, child, "team") == told(scene, parent) == []
    assert scene.changes(child.id)[-1] == (Change.MERGED, JONAS)


def test_both_cards_are_drawn_anew(scene: Scene) -> None:
    parent, child = reported(scene)
    scene.do(merge, child.id, parent.id, JONAS)
    drawn = {one["request_id"] for one in scene.notices(NoticeKind.CARD_CHANGED, due=True)}
    assert drawn == {parent.id, child.id}


def test_nobody_is_asked_about_it_any_more_but_about_the_one_that_counts(scene: Scene) -> None:
    parent, child = reported(scene)
    assert is_asking(scene, child)
    scene.do(merge, child.id, parent.id, JONAS)
    assert not is_asking(scene, child)
    assert is_asking(scene, parent)


def test_whoever_has_the_one_has_the_other_too(scene: Scene) -> None:
    parent, child = reported(scene)
    scene.do(acknowledge, parent.id, LENA)
    scene.do(merge, child.id, parent.id, JONAS)
    after = scene.request(child.id)
    assert (after.state, after.acknowledged_by) == (RequestState.ACKNOWLEDGED, LENA)
    assert told(scene, child) == [Change.MERGED, Change.ACKNOWLEDGED]
    assert scene.changes(child.id)[-2:] == [(Change.MERGED, JONAS), (Change.ACKNOWLEDGED, LENA)]


def test_who_asked_in_private_is_not_named_to_the_other_asker(scene: Scene) -> None:
    parent = scene.filed_and_posted(text=DOWN, place=DIRECT)
    child = scene.filed_and_posted(text=DOWN, asked_by=TOM, anyway=True)
    scene.do(merge, child.id, parent.id, JONAS)
    assert scene.lines(child.id)[0]["detail"]["parent_asker"] is None


def test_what_was_together_with_it_comes_along(scene: Scene) -> None:
    first, second, third = reported(scene, 3)
    scene.do(merge, third.id, second.id, JONAS)
    scene.do(merge, second.id, first.id, JONAS)
    assert family(scene, first) == [second.id, third.id]
    assert family(scene, second) == []
    assert told(scene, third) == [Change.MERGED], "that it is one thing they know already"


def test_what_comes_along_hears_who_has_it(scene: Scene) -> None:
    first, second, third = reported(scene, 3)
    scene.do(acknowledge, first.id, LENA)
    scene.do(merge, third.id, second.id, JONAS)
    scene.do(merge, second.id, first.id, JONAS)
    assert told(scene, third) == [Change.MERGED, Change.ACKNOWLEDGED]
    assert scene.request(third.id).acknowledged_by == LENA


def test_put_to_one_that_was_put_to_a_third_it_goes_to_that(scene: Scene) -> None:
    first, second, third = reported(scene, 3)
    scene.do(merge, second.id, first.id, JONAS)
    scene.do(merge, third.id, second.id, JONAS)
    assert scene.request(third.id).parent_id == first.id


def test_a_second_click_is_told_that_they_are_together(scene: Scene) -> None:
    parent, (child,) = together(scene)
    for one, other in ((child, parent), (parent, child), (parent, parent)):
        with pytest.raises(Conflict, match=r"^Those two are together already\.$"):
            scene.do(merge, one.id, other.id, LENA)


def test_one_of_a_pair_is_not_put_to_a_third(scene: Scene) -> None:
    first, second, third = reported(scene, 3)
    scene.do(merge, second.id, first.id, JONAS)
    with pytest.raises(Conflict, match="counts with another one already"):
        scene.do(merge, second.id, third.id, JONAS)


def test_of_two_who_put_each_to_the_other_at_once_one_wins(scene: Scene) -> None:
    for _ in range(ROUNDS):
        one, other = reported(scene)
        outcomes = at_once(
            partial(scene.do, merge, one.id, other.id, JONAS),
            partial(scene.do, merge, other.id, one.id, LENA),
        )
        assert [str(each) for each in outcomes if isinstance(each, Exception)] == [
            "Those two are together already."
        ]
        parents = [scene.request(each.id).parent_id for each in (one, other)]
        assert parents in ([other.id, None], [None, one.id])


def test_putting_together_and_taking_at_once_leave_both_with_one_person_or_neither(scene: Scene) -> None:
    for _ in range(ROUNDS):
        parent, child = reported(scene)
        at_once(
            partial(scene.do, merge, child.id, parent.id, JONAS),
            partial(scene.do, acknowledge, parent.id, LENA),
        )
        assert {scene.request(each.id).acknowledged_by for each in (parent, child)} == {LENA}


def test_taking_out_and_taking_at_once_leave_no_report_half_with_the_other(scene: Scene) -> None:
    for _ in range(ROUNDS):
        parent, (child,) = together(scene)
        at_once(
            partial(scene.do, unmerge, child.id, JONAS),
            partial(scene.do, acknowledge, parent.id, LENA),
        )
        after = scene.request(child.id)
        assert (after.parent_id, after.acknowledged_by) == (None, None)
        assert is_asking(scene, after)


@pytest.mark.parametrize("who", [LENA, PRIYA, ADA])
def test_the_team_the_bridge_and_admins_may(scene: Scene, who: str) -> None:
    parent, child = reported(scene)
    assert scene.do(merge, child.id, parent.id, who).parent_id == parent.id
    assert scene.do(unmerge, child.id, who).parent_id is None


@pytest.mark.parametrize("who", [MIA, DEV, OUTSIDER, DEACTIVATED])
def test_nobody_else_may(scene: Scene, who: str) -> None:
    parent, (child,) = together(scene)
    third = reported(scene, 1)[0]
    for deed in (
        partial(merge, child_id=third.id, parent_id=parent.id),
        partial(unmerge, child_id=child.id),
        partial(update_all, request_id=parent.id, text="We're on it."),
    ):
        with pytest.raises(NotAllowed, match=r"only they can do this|Only people of this company"):
            scene.do(deed, actor_id=who)


def test_what_is_with_two_teams_is_not_put_together(scene: Scene) -> None:
    parent, child = reported(scene)
    scene.do(hand_over, child.id, JONAS, to_team="data")
    with pytest.raises(Conflict, match="They are with two teams"):
        scene.do(merge, child.id, parent.id, PRIYA)


def test_what_has_ended_is_not_put_together(scene: Scene) -> None:
    parent, child = reported(scene)
    scene.do(resolve, parent.id, JONAS)
    for one, other in ((parent, child), (child, parent)):
        with pytest.raises(Conflict, match="it's done already"):
            scene.do(merge, one.id, other.id, LENA)


def test_an_outage_is_not_put_to_what_is_none(scene: Scene) -> None:
    parent, child = reported(scene)
    calmed = partial(set_plan, due_on=None, urgency="normal")
    scene.do(calmed, scene.request(parent.id), MIA)
    with pytest.raises(Conflict, match="isn't marked as an outage"):
        scene.do(merge, child.id, parent.id, JONAS)
    assert is_asking(scene, child)


def test_what_somebody_of_another_company_asked_stays_for_itself(scene: Scene) -> None:
    parent = reported(scene, 1)[0]
    theirs = scene.filed_and_posted(text=DOWN, asked_by=OUTSIDER, anyway=True)
    for one, other in ((parent, theirs), (theirs, parent)):
        with pytest.raises(NotAllowed, match="comes from another company"):
            scene.do(merge, one.id, other.id, JONAS)


def test_taken_out_it_is_asked_about_anew(scene: Scene) -> None:
    parent, (child,) = together(scene)
    scene.do(unmerge, child.id, LENA)
    after = scene.request(child.id)
    assert (after.parent_id, after.state, after.owner_id) == (None, RequestState.NEW, JONAS)
    assert is_asking(scene, after)
    assert after.reply_by is not None
    assert after.reply_by > scene.clock.now
    assert told(scene, child) == [Change.MERGED, Change.UNMERGED]
    assert told(scene, child, "team") == [Change.UNMERGED]
    assert told(scene, parent) == []
    drawn = {one["request_id"] for one in scene.notices(NoticeKind.CARD_CHANGED, due=True)}
    assert drawn == {parent.id, child.id}


def test_taken_out_it_is_with_whoever_had_it_before(scene: Scene) -> None:
    parent, child = reported(scene)
    scene.do(acknowledge, child.id, LENA)
    taken_at = scene.request(child.id).acknowledged_at
    scene.do(acknowledge, parent.id, JONAS)
    scene.do(merge, child.id, parent.id, JONAS)
    assert scene.request(child.id).acknowledged_by == JONAS
    after = scene.do(unmerge, child.id, JONAS)
    assert (after.state, after.acknowledged_by) == (RequestState.ACKNOWLEDGED, LENA)
    assert after.acknowledged_at == taken_at
    assert not is_asking(scene, after)


def test_taken_out_after_a_move_it_gets_a_card_of_its_own(scene: Scene) -> None:
    parent, (child,) = together(scene)
    scene.do(hand_over, parent.id, JONAS, to_team="data")
    scene.say_all()
    assert scene.request(child.id).card_ts is None
    after = scene.do(unmerge, child.id, DEV)
    assert (after.team_id, after.state) == ("data", RequestState.MOVED)
    scene.say_all()
    assert scene.request(child.id).card_channel == "C0DATA"


def test_taking_out_twice_is_told(scene: Scene) -> None:
    _, (child,) = together(scene)
    scene.do(unmerge, child.id, JONAS)
    with pytest.raises(Conflict, match=r"^That one stands for itself already\.$"):
        scene.do(unmerge, child.id, LENA)


def test_what_is_done_is_not_taken_out(scene: Scene) -> None:
    parent, (child,) = together(scene)
    scene.do(resolve, parent.id, JONAS)
    with pytest.raises(Conflict, match="done already"):
        scene.do(unmerge, child.id, LENA)


def test_put_together_again_and_taken_out_again_it_is_as_before(scene: Scene) -> None:
    parent, (child,) = together(scene)
    scene.do(unmerge, child.id, JONAS)
    scene.do(acknowledge, child.id, LENA)
    scene.do(merge, child.id, parent.id, JONAS)
    assert scene.do(unmerge, child.id, JONAS).acknowledged_by == LENA


def test_one_update_reaches_all_and_nobody_twice(scene: Scene) -> None:
    parent, children = together(scene, 3)
    scene.do(follow, parent.id, PRIYA, "me too")
    scene.do(follow, children[0].id, PRIYA, "me too")
    scene.do(open_to_everybody)
    scene.do(follow, parent.id, TOM, "and me")
    scene.do(update_all, parent.id, JONAS, "  It's the payment provider.  ")
    for one in (parent, *children):
        line = scene.lines(one.id)[-1]["detail"]
        assert (line["change"], line["words"]) == (Change.UPDATED, "It's the payment provider.")
    assert told(scene, parent, "team")[-1] == Change.UPDATED
    assert Change.UPDATED not in told(scene, children[0], "team"), "the team hears it once"
    assert [(one["user_id"], one["words"]) for one in to_followers(scene)] == [
        (PRIYA, "It's the payment provider.")
    ], "Tom reported it himself"


def test_an_update_is_a_word_of_whoever_has_it(scene: Scene) -> None:
    parent, _ = together(scene)
    scene.do(acknowledge, parent.id, JONAS)
    scene.clock.advance(minutes=10)
    scene.do(update_all, parent.id, JONAS, "Still looking.")
    assert scene.request(parent.id).spoken_at == scene.clock.now


def test_an_update_keeps_no_password_and_is_not_endless(scene: Scene) -> None:
    parent, _ = together(scene)
    scene.do(update_all, parent.id, JONAS, "the password: Sommer-2026!x " + "and so on " * 1000)
    words = scene.lines(parent.id)[-1]["detail"]["words"]
    assert "Sommer" not in words
    assert len(words) <= LONGEST_UPDATE


@pytest.mark.parametrize("text", ["", "  \n "])
def test_an_update_needs_words(scene: Scene, text: str) -> None:
    parent, _ = together(scene)
    with pytest.raises(Unclear, match="Write what everybody should know"):
        scene.do(update_all, parent.id, JONAS, text)


def test_an_update_needs_somebody_who_waits(scene: Scene) -> None:
    parent, (child,) = together(scene)
    with pytest.raises(Conflict, match="Write to everybody from the card"):
        scene.do(update_all, child.id, JONAS, "We're on it.")
    scene.do(cancel, child.id, TOM)
    with pytest.raises(Conflict, match="Nobody waits for it beside Mia any more"):
        scene.do(update_all, parent.id, JONAS, "We're on it.")
    scene.do(resolve, parent.id, JONAS)
    with pytest.raises(Conflict, match="done already"):
        scene.do(update_all, parent.id, LENA, "We're on it.")


@pytest.mark.parametrize(
    "deed",
    [acknowledge, partial(ask_back, question="Which page?"), resolve, hand_over],
    ids=["taken", "asked back", "done", "handed on"],
)
def test_what_is_pressed_on_an_old_card_of_a_child_leads_to_the_one_that_counts(
    scene: Scene, deed: partial[Request]
) -> None:
    _, (child,) = together(scene)
    with pytest.raises(Refusal) as refusal:
        scene.do(deed, child.id, JONAS)
    assert str(refusal.value) == (
        "It's the same thing as what Mia reported. Use the card of that one, "
        "or press *Take it out again* first."
    )


def test_the_card_of_an_outage_offers_the_others_of_its_team_and_day(scene: Scene) -> None:
    old = reported(scene, 1)[0]
    scene.clock.advance(days=1, minutes=1)
    elsewhere, done, first, second, child = reported(scene, 5)
    wish = scene.filed_and_posted()
    scene.do(hand_over, elsewhere.id, JONAS, to_team="data")
    scene.do(resolve, done.id, JONAS)
    scene.do(merge, child.id, first.id, JONAS)
    assert offered(scene, second) == [first.id]
    assert offered(scene, wish) == offered(scene, child) == []
    assert old.id not in offered(scene, first)


def test_the_likeliest_comes_first_and_a_menu_ends(scene: Scene) -> None:
    like = reported(scene, 1)[0]
    others = [
        scene.filed_and_posted(text=f"the form page {number} is down, customers can't order", area_id="pages")
        for number in range(3)
    ]
    mine = scene.filed_and_posted(text=DOWN, asked_by=TOM, anyway=True)
    team = {scene.request(one.id).team_id for one in (like, *others, mine)}
    assert team == {"web"}
    assert offered(scene, mine)[0] == like.id
    reported(scene, 12)
    assert len(offered(scene, mine)) == 10
