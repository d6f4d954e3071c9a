"""What the relay makes of each outcome of a delivery. Deliveries are played by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.requests.model import Ask, Place
from bot.requests.posting import NotYet, Said
from bot.toolkit import Toolkit
from db.errors import Outage, Undeliverable
from db.kinds import NoticeKind, NoticeState, Via
from db.outbox import Notice, claim, enqueue
from db.tables import outbox, posts, requests
from scheduler.relay import MOST_STUMBLES, Relay
from tests.companies import slack_id
from tests.conftest import SettableClock
from tests.filing import open_one

ADA = slack_id("ada@example.org")


class Letterbox:
    """Takes notices; says or raises what it was told to, in turn, and then takes all."""

    def __init__(self, *outcomes: Said | Exception) -> None:
        self.outcomes = list(outcomes)
        self.taken: list[Notice] = []

    def __call__(self, notice: Notice) -> Said:
        self.taken.append(notice)
        outcome = self.outcomes.pop(0) if self.outcomes else Said()
        if isinstance(outcome, Exception):
            raise outcome
        return outcome


def write(
    toolkit: Toolkit, *, lane: str = "lane", kind: NoticeKind = NoticeKind.HOME_CHANGED, **detail: Any
) -> str:
    with toolkit.ledger.begin() as unit:
        return enqueue(unit, kind, lane=lane, now=toolkit.now(), **detail)


def row(toolkit: Toolkit, notice_id: str) -> Any:
    with toolkit.ledger.read() as connection:
        return connection.execute(select(outbox).where(outbox.c.id == notice_id)).mappings().one()


def relay_with(toolkit: Toolkit, letterbox: Callable[[Notice], Said], **more: Any) -> Relay:
    return Relay(toolkit, letterbox, worker="test", **more)


def test_what_was_said_is_settled_and_its_words_are_forgotten(toolkit: Toolkit) -> None:
    notice_id = write(toolkit, words="secret")
    assert relay_with(toolkit, Letterbox()).drain_once() == 1
    assert row(toolkit, notice_id)["state"] == NoticeState.POSTED
    assert row(toolkit, notice_id)["detail"] == {}


def test_a_lane_is_said_in_order(toolkit: Toolkit) -> None:
    letterbox = Letterbox()
    written = [write(toolkit, lane="one") for _ in range(5)]
    relay_with(toolkit, letterbox).drain_once()
    assert [notice.id for notice in letterbox.taken] == written


def test_an_outage_holds_up_its_own_lane_only(toolkit: Toolkit) -> None:
    letterbox = Letterbox(Outage("gone"))
    first, behind = write(toolkit, lane="one"), write(toolkit, lane="one")
    other = write(toolkit, lane="two")
    relay_with(toolkit, letterbox).drain_once()
    assert [notice.id for notice in letterbox.taken] == [first, other]
    assert row(toolkit, behind)["state"] == NoticeState.DUE


def test_waiting_doubles_from_a_second_up_to_five_minutes(toolkit: Toolkit, clock: SettableClock) -> None:
    notice_id = write(toolkit)
    relay = relay_with(toolkit, Letterbox(*[Outage("gone")] * 12))
    waits = []
    for _ in range(12):
        relay.drain_once()
        waits.append((row(toolkit, notice_id)["due_at"] - clock.now).total_seconds())
        clock.now = row(toolkit, notice_id)["due_at"]
    assert waits == [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300]


def test_the_wait_that_slack_asks_for_is_kept_exactly(toolkit: Toolkit, clock: SettableClock) -> None:
    notice_id = write(toolkit)
    relay_with(toolkit, Letterbox(Outage("slow down", 17.5))).drain_once()
    assert row(toolkit, notice_id)["due_at"] == clock.now + timedelta(seconds=17.5)


@pytest.mark.parametrize("unsure", [True, False])
def test_only_an_unclear_outage_makes_a_notice_unsure(toolkit: Toolkit, unsure: bool) -> None:
    notice_id = write(toolkit)
    relay_with(toolkit, Letterbox(Outage("hm", unsure=unsure))).drain_once()
    assert row(toolkit, notice_id)["unsure"] is unsure


def test_once_unsure_a_notice_stays_unsure(toolkit: Toolkit, clock: SettableClock) -> None:
    letterbox = Letterbox(Outage("hm", unsure=True), Outage("refused"))
    write(toolkit)
    relay = relay_with(toolkit, letterbox)
    for _ in range(3):
        relay.drain_once()
        clock.advance(minutes=1)
    assert [notice.unsure for notice in letterbox.taken] == [False, True, True]


def test_a_paced_notice_waits_without_being_counted_or_unsure(toolkit: Toolkit, clock: SettableClock) -> None:
    letterbox = Letterbox(*[NotYet(2.5)] * 20)
    notice_id = write(toolkit)
    relay = relay_with(toolkit, letterbox)
    for _ in range(21):
        relay.drain_once()
        clock.advance(seconds=2.5)
    assert {notice.attempts for notice in letterbox.taken} == {1}
    assert not any(notice.unsure for notice in letterbox.taken)
    assert row(toolkit, notice_id)["state"] == NoticeState.POSTED


def test_a_paced_notice_keeps_its_place_before_the_next_of_its_lane(
    toolkit: Toolkit, clock: SettableClock
) -> None:
    letterbox = Letterbox(NotYet(1))
    first, second = write(toolkit), write(toolkit)
    relay = relay_with(toolkit, letterbox)
    relay.drain_once()
    assert [notice.id for notice in letterbox.taken] == [first]
    clock.advance(seconds=1)
    relay.drain_once()
    assert [notice.id for notice in letterbox.taken] == [first, first, second]


def test_what_slack_never_takes_is_parked_and_the_admins_are_told(toolkit: Toolkit) -> None:
    letterbox = Letterbox(Undeliverable("gone", "channel_not_found"))
    notice_id = write(
        toolkit, kind=NoticeKind.MESSAGE_COPIED, side="team", source_channel="C1", source_ts="1.0"
    )
    relay_with(toolkit, letterbox).drain_once()
    assert row(toolkit, notice_id)["state"] == NoticeState.PARKED
    assert row(toolkit, notice_id)["error"] == "channel_not_found"
    told = [notice.kind for notice in letterbox.taken[1:]]
    assert told == [NoticeKind.COPY_FAILED, NoticeKind.PERSON_TOLD]


def test_a_mistake_of_ours_stops_no_other_notice(toolkit: Toolkit, caplog: pytest.LogCaptureFixture) -> None:
    letterbox = Letterbox(KeyError("detail"))
    bad, good = write(toolkit, lane="one"), write(toolkit, lane="two")
    relay_with(toolkit, letterbox).drain_once()
    assert row(toolkit, good)["state"] == NoticeState.POSTED
    assert row(toolkit, bad)["unsure"] is True
    logged = next(record for record in caplog.records if record.exc_info)
    reference = logged.getMessage().rsplit(" ", 1)[1]
    assert reference in row(toolkit, bad)["error"]


def test_a_notice_on_which_we_stumble_again_and_again_is_parked(
    toolkit: Toolkit, clock: SettableClock
) -> None:
    letterbox = Letterbox(*[KeyError("detail")] * MOST_STUMBLES)
    notice_id = write(toolkit, kind=NoticeKind.MESSAGE_WANTED)
    relay = relay_with(toolkit, letterbox)
    for _ in range(MOST_STUMBLES):
        assert row(toolkit, notice_id)["state"] == NoticeState.DUE
        relay.drain_once()
        clock.advance(minutes=10)
    assert row(toolkit, notice_id)["state"] == NoticeState.PARKED
    assert row(toolkit, notice_id)["error"].startswith("reference ")


def test_long_outages_do_not_use_up_the_patience_for_mistakes(toolkit: Toolkit, clock: SettableClock) -> None:
    letterbox = Letterbox(*[Outage("gone")] * (MOST_STUMBLES + 2), KeyError("detail"))
    notice_id = write(toolkit, kind=NoticeKind.MESSAGE_WANTED)
    relay = relay_with(toolkit, letterbox)
    for _ in range(MOST_STUMBLES + 3):
        relay.drain_once()
        clock.advance(minutes=10)
    assert row(toolkit, notice_id)["state"] == NoticeState.DUE


def filed(toolkit: Toolkit) -> str:
    with toolkit.ledger.begin() as unit:
        ask = Ask(
            text="Please put a form on our landing page",
            asked_by=slack_id("mia@example.org"),
            via=Via.COMMAND,
            source_key="one",
            place=Place("public", "C1"),
        )
        return open_one(toolkit.desk(unit), ask).id


def test_where_a_receipt_and_a_card_were_posted_is_noted_with_them(toolkit: Toolkit) -> None:
    request_id = filed(toolkit)
    relay_with(toolkit, Letterbox(Said("C1", "1.1"), Said("C2", "2.2"))).drain_once()
    with toolkit.ledger.read() as connection:
        noted = connection.execute(select(requests).where(requests.c.id == request_id)).mappings().one()
        roles = connection.execute(select(posts.c.channel_id, posts.c.role)).all()
    assert (noted["home_channel"], noted["home_ts"], noted["receipt_ts"]) == ("C1", "1.1", "1.1")
    assert (noted["card_channel"], noted["card_ts"]) == ("C2", "2.2")
    assert sorted(map(tuple, roles)) == [("C1", "receipt"), ("C2", "card")]


def test_a_refused_card_goes_to_the_owner_and_then_to_the_bridge(toolkit: Toolkit) -> None:
    filed(toolkit)
    archived = Undeliverable("archived", "is_archived")
    letterbox = Letterbox(Said("C1", "1.1"), archived, archived, Said("C3", "3.3"))
    relay_with(toolkit, letterbox).drain_once()
    arrivals = [n for n in letterbox.taken if n.kind is NoticeKind.REQUEST_ARRIVED]
    assert [notice.detail.get("target") for notice in arrivals] == [None, "owner", "bridge"]


def test_a_post_that_another_relay_has_noted_already_is_settled_without_a_second_note(
    toolkit: Toolkit,
) -> None:
    """Two processes: one was slow, its lease ran out, the other found the post and was quicker to note it."""
    request_id = filed(toolkit)
    with toolkit.ledger.begin() as unit:
        unit.add(
            posts, channel_id="C1", ts="1.1", request_id=request_id, role="receipt", made_at=toolkit.now()
        )
    relay_with(toolkit, Letterbox(Said("C1", "1.1"), Said("C2", "2.2"))).drain_once()
    with toolkit.ledger.read() as connection:
        states = connection.execute(select(outbox.c.state)).scalars().all()
        noted = connection.execute(select(posts.c.channel_id)).scalars().all()
    assert set(states) == {NoticeState.POSTED}
    assert sorted(noted) == ["C1", "C2"]


def test_a_slow_relay_does_not_bring_back_what_another_has_said(
    toolkit: Toolkit, clock: SettableClock
) -> None:
    notice_id = write(toolkit)

    def slow(notice: Notice) -> Said:
        clock.advance(minutes=2)  # our lease runs out …
        other = Letterbox()
        relay_with(toolkit, other).drain_once()  # … and another relay says it
        assert [taken.unsure for taken in other.taken] == [True]
        raise Outage("refused")

    relay_with(toolkit, slow).drain_once()
    assert row(toolkit, notice_id)["state"] == NoticeState.POSTED


def test_a_slow_relay_does_not_free_what_another_is_saying(toolkit: Toolkit, clock: SettableClock) -> None:
    notice_id = write(toolkit)

    def slow(notice: Notice) -> Said:
        clock.advance(minutes=2)
        with toolkit.ledger.begin() as unit:
            assert [n.id for n in claim(unit, worker="other", now=clock.now, limit=5)] == [notice.id]
        raise Outage("refused")

    relay_with(toolkit, slow).drain_once()
    assert row(toolkit, notice_id)["state"] == NoticeState.CLAIMED


def test_a_clock_that_jumps_does_not_make_one_relay_say_a_thing_twice(
    toolkit: Toolkit, clock: SettableClock
) -> None:
    """The lease seems to have ended while the delivery is still on its way, in this very process."""
    said: list[str] = []

    def deliver(notice: Notice) -> Said:
        said.append(notice.id)
        if len(said) == 1:
            clock.advance(hours=5)
            assert relay.drain_once() == 0
        return Said()

    relay = relay_with(toolkit, deliver)
    notice_id = write(toolkit)
    relay.drain_once()
    assert said == [notice_id]
    assert row(toolkit, notice_id)["state"] == NoticeState.POSTED


@pytest.mark.parametrize("answer", [Outage("gone"), NotYet(1.0), RuntimeError("a mistake of ours")])
def test_what_took_longer_than_its_lease_and_failed_waits_for_no_second_lease(
    toolkit: Toolkit, clock: SettableClock, answer: Exception
) -> None:
    said: list[str] = []

    def deliver(notice: Notice) -> Said:
        said.append(notice.id)
        if len(said) == 1:
            clock.advance(hours=5)
            assert relay.drain_once() == 0
            raise answer
        return Said()

    relay = relay_with(toolkit, deliver)
    notice_id = write(toolkit)
    relay.drain_once()
    assert row(toolkit, notice_id)["state"] == NoticeState.DUE
    clock.advance(seconds=2)
    relay.drain_once()
    assert said == [notice_id, notice_id]
    assert row(toolkit, notice_id)["state"] == NoticeState.POSTED
