"""Cards on their way into Slack: where they stand is kept, what comes after them follows them, and a channel
that refuses them is no dead end."""

from __future__ import annotations

import pytest

from bot.requests.posting import Said, posted, refused, target_of
from bot.toolkit import Toolkit
from db.kinds import NoticeKind, NoticeState
from db.outbox import Notice, claim
from db.tables import outbox
from glossary.keeping.notices import ask_keeper, tell_new_keeper, tell_side
from glossary.keeping.reviewing import approve, understand
from tests.conftest import SettableClock
from tests.glossary.keeping.scene import JONAS, LENA, TOM, Scene, word


@pytest.fixture
def scene(toolkit: Toolkit, clock: SettableClock) -> Scene:
    return Scene(toolkit.ledger, clock.now)


def claimed(toolkit: Toolkit) -> list[Notice]:
    with toolkit.ledger.begin() as unit:
        return claim(unit, worker="test", now=toolkit.now(), limit=50)


def settle(toolkit: Toolkit, notice: Notice, said: Said) -> None:
    with toolkit.ledger.begin() as unit:
        posted(toolkit.desk(unit), notice, said)


def refuse(toolkit: Toolkit, notice: Notice) -> None:
    with toolkit.ledger.begin() as unit:
        refused(toolkit.desk(unit), notice, "channel_not_found")


def state_of(toolkit: Toolkit, notice: Notice) -> str:
    with toolkit.ledger.read() as connection:
        return str(
            connection.execute(outbox.select().where(outbox.c.id == notice.id)).mappings().one()["state"]
        )


def test_a_card_is_drawn_anew_only_after_it_was_posted(
    toolkit: Toolkit, clock: SettableClock, scene: Scene
) -> None:
    one = scene.proposed(word("CDN"), LENA).revision_id
    scene.do(understand, one, TOM)
    scene.do(approve, one, JONAS)
    clock.advance(hours=1)
    order = []
    for number in range(10):
        of_the_word = [notice for notice in claimed(toolkit) if notice.lane.startswith("word:")]
        assert len(of_the_word) <= 1, "two at once"
        for notice in of_the_word:
            order.append((notice.kind, notice.detail.get("step")))
            is_card = notice.kind is NoticeKind.WORD_PROPOSED
            settle(toolkit, notice, Said(f"C{number}", f"{number}.1") if is_card else Said())
    assert order == [
        (NoticeKind.WORD_PROPOSED, "understand"),
        (NoticeKind.WORD_CARD_CHANGED, None),
        (NoticeKind.WORD_PROPOSED, "approve"),
        (NoticeKind.WORD_CARD_CHANGED, None),
    ]
    revision = scene.revision(one)
    assert (revision.card_channel, revision.card_ts) == ("C0", "0.1")
    assert (revision.review_channel, revision.review_ts) == ("C2", "2.1")


def test_a_card_that_was_not_needed_any_more_stands_nowhere(
    toolkit: Toolkit, clock: SettableClock, scene: Scene
) -> None:
    one = scene.proposed(word("CDN"), LENA).revision_id
    clock.advance(hours=1)
    (card,) = claimed(toolkit)
    settle(toolkit, card, Said())
    assert scene.revision(one).card_ts is None


@pytest.mark.parametrize("kind", [NoticeKind.WORD_PROPOSED, NoticeKind.WORDS_WAITING])
def test_what_a_sides_channel_refuses_goes_to_the_bridge_and_then_to_an_admins_eyes(
    toolkit: Toolkit, clock: SettableClock, scene: Scene, kind: NoticeKind
) -> None:
    if kind is NoticeKind.WORD_PROPOSED:
        scene.proposed(word("CDN"), LENA)
    else:
        with toolkit.ledger.begin() as unit:
            tell_side(unit, "it", "review", ["cdn"], clock.now)
    clock.advance(hours=1)
    (notice,) = claimed(toolkit)
    assert target_of(notice) == "side"
    refuse(toolkit, notice)
    (again,) = claimed(toolkit)
    assert (again.id, target_of(again)) == (notice.id, "bridge")
    refuse(toolkit, again)
    assert state_of(toolkit, notice) == NoticeState.PARKED


def test_what_one_person_cannot_be_told_is_let_go(
    toolkit: Toolkit, clock: SettableClock, scene: Scene
) -> None:
    with toolkit.ledger.begin() as unit:
        ask_keeper(unit, "cdn", LENA.user_id, clock.now)
        tell_new_keeper(unit, "cdn", TOM.user_id, LENA.user_id, clock.now)
    one = scene.proposed(word("CDN"), JONAS).revision_id
    scene.do(understand, one, TOM)
    clock.advance(hours=1)
    direct = [notice for notice in claimed(toolkit) if notice.lane.startswith("person:")]
    assert {notice.kind for notice in direct} == {
        NoticeKind.WORD_REVIEW_DUE,
        NoticeKind.WORD_HANDED_OVER,
        NoticeKind.WORD_DECIDED,
    }
    for notice in direct:
        refuse(toolkit, notice)
        assert state_of(toolkit, notice) == NoticeState.DROPPED
