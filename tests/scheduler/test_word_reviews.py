"""Keepers are asked a few at a time, in the mornings on which they work; what nobody keeps, its side hears of
once a month."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.company import Company
from bot.people import Facts, remember
from bot.toolkit import Toolkit
from bot.wordbook import writer_of
from db.kinds import NoticeKind
from db.tables import outbox
from glossary.concepts import get_concept
from glossary.keeping.looking_after import hand_over, still_right
from glossary.model import Entry, Home, Label, Wording
from glossary.planting import plant
from scheduler.jobs.word_reviews import ask_for_word_reviews
from tests.companies import JONAS as JONAS_AT
from tests.companies import MIA as MIA_AT
from tests.companies import PRIYA as PRIYA_AT
from tests.companies import WORKSPACE, slack_id, small_company
from tests.conftest import CountedWake, SettableClock

JONAS, MIA, PRIYA = slack_id(JONAS_AT), slack_id(MIA_AT), slack_id(PRIYA_AT)
# Wednesday the 1st of July: nine in the morning in London, ten in Berlin.
MORNING = datetime(2026, 7, 1, 8, 5, tzinfo=UTC)
LONG_BEFORE = MORNING - timedelta(days=400)


@pytest.fixture
def company() -> Company:
    return small_company()


def put(toolkit: Toolkit, slug: str, keeper_id: str | None = None, home: Home = "it") -> None:
    """An entry that fell due long ago."""
    entry = Entry(
        slug=slug,
        home=home,
        labels=(Label(slug, "preferred"),),
        marketing=Wording("What the web people need every day."),
        it=Wording("What everybody uses every day here."),
        check_every_days=90,
    )
    with toolkit.ledger.begin() as unit:
        plant(unit, [entry], LONG_BEFORE)
    if keeper_id:
        with toolkit.ledger.begin() as unit:
            desk = toolkit.desk(unit)
            to = writer_of(desk, keeper_id)
            hand_over(unit, slug, to, to, LONG_BEFORE)


def noted(toolkit: Toolkit, kind: NoticeKind) -> list[Mapping[str, Any]]:
    with toolkit.ledger.read() as connection:
        statement = select(outbox.c.detail).where(outbox.c.kind == kind).order_by(outbox.c.id)
        return list(connection.execute(statement).scalars())


def asked(toolkit: Toolkit) -> list[tuple[str, str]]:
    return [(one["user_id"], one["slug"]) for one in noted(toolkit, NoticeKind.WORD_REVIEW_DUE)]


def at(toolkit: Toolkit, clock: SettableClock, moment: datetime) -> None:
    clock.now = moment
    ask_for_word_reviews(toolkit)


def test_a_keeper_is_asked_once_about_what_is_due_and_the_relay_is_woken(
    toolkit: Toolkit, clock: SettableClock, wake: CountedWake
) -> None:
    put(toolkit, "cdn", JONAS)
    before = wake.count
    for minutes in (0, 5, 10):
        at(toolkit, clock, MORNING + timedelta(minutes=minutes))
    at(toolkit, clock, MORNING + timedelta(days=1))
    assert asked(toolkit) == [(JONAS, "cdn")]
    assert wake.count == before + 1


@pytest.mark.parametrize(
    "moment",
    [
        MORNING.replace(hour=6, minute=59),  # before nine in Berlin
        MORNING.replace(hour=10, minute=1),  # after noon in Berlin
        MORNING + timedelta(days=3),  # Saturday
    ],
)
def test_nobody_is_asked_outside_the_mornings_on_which_they_work(
    toolkit: Toolkit, clock: SettableClock, moment: datetime
) -> None:
    put(toolkit, "cdn", JONAS)
    at(toolkit, clock, moment)
    assert asked(toolkit) == []


def test_everybodys_morning_is_that_of_their_own_office(toolkit: Toolkit, clock: SettableClock) -> None:
    put(toolkit, "cdn", JONAS)
    put(toolkit, "reach", MIA, "marketing")
    at(toolkit, clock, MORNING.replace(hour=7, minute=30))  # 9:30 in Berlin, 8:30 in London
    assert asked(toolkit) == [(JONAS, "cdn")]
    at(toolkit, clock, MORNING.replace(hour=10, minute=30))  # 12:30 and 11:30
    assert asked(toolkit) == [(JONAS, "cdn"), (MIA, "reach")]


def test_somebody_without_a_team_is_asked_too(toolkit: Toolkit, clock: SettableClock) -> None:
    put(toolkit, "cdn", PRIYA)
    at(toolkit, clock, MORNING.replace(hour=9))
    assert asked(toolkit) == [(PRIYA, "cdn")]


def test_nobody_is_asked_about_more_than_three_in_seven_days(toolkit: Toolkit, clock: SettableClock) -> None:
    for slug in ("a1", "b2", "c3", "d4", "e5"):
        put(toolkit, slug, JONAS)
    at(toolkit, clock, MORNING)
    assert len(asked(toolkit)) == 3
    with toolkit.ledger.begin() as unit:  # who answers at once is not asked more for it
        for _, slug in asked(toolkit):
            still_right(unit, slug, writer_of(toolkit.desk(unit), JONAS), clock.now)
    for days in (1, 2, 6):
        at(toolkit, clock, MORNING + timedelta(days=days))
    assert len(asked(toolkit)) == 3
    at(toolkit, clock, MORNING + timedelta(days=7, minutes=1))
    assert len(asked(toolkit)) == 5
    assert len({slug for _, slug in asked(toolkit)}) == 5


def test_whoever_takes_an_entry_over_is_asked_anew(toolkit: Toolkit, clock: SettableClock) -> None:
    put(toolkit, "cdn", JONAS)
    at(toolkit, clock, MORNING)
    with toolkit.ledger.begin() as unit:
        desk = toolkit.desk(unit)
        hand_over(unit, "cdn", writer_of(desk, PRIYA), writer_of(desk, JONAS), clock.now)
    at(toolkit, clock, MORNING + timedelta(days=1))
    assert asked(toolkit) == [(JONAS, "cdn"), (PRIYA, "cdn")]


def waiting(toolkit: Toolkit) -> list[tuple[str, list[str], int]]:
    return [
        (one["side"], one["slugs"], one["count"])
        for one in noted(toolkit, NoticeKind.WORDS_WAITING)
        if one["why"] == "review"
    ]


def test_what_nobody_keeps_is_told_to_its_side_in_one_message_a_month(
    toolkit: Toolkit, clock: SettableClock
) -> None:
    for number in range(12):
        put(toolkit, f"word-{number:02}")
    put(toolkit, "reach", home="marketing")
    for day in range(28):
        at(toolkit, clock, MORNING + timedelta(days=day))
    assert asked(toolkit) == []
    told = waiting(toolkit)
    assert [(side, len(slugs), count) for side, slugs, count in told] == [("marketing", 1, 1), ("it", 10, 12)]
    at(toolkit, clock, datetime(2026, 8, 3, 8, 5, tzinfo=UTC))  # the first working morning of August
    assert len(waiting(toolkit)) == 4


def test_a_shared_word_is_told_to_both(toolkit: Toolkit, clock: SettableClock) -> None:
    put(toolkit, "launch", home="shared")
    at(toolkit, clock, MORNING)
    assert waiting(toolkit) == [("marketing", ["launch"], 1), ("it", ["launch"], 1)]


def test_the_month_has_one_message_even_when_it_begins_on_a_weekend(
    toolkit: Toolkit, clock: SettableClock
) -> None:
    put(toolkit, "cdn")
    days = []
    for day in range(1, 32):  # the 1st of August 2026 is a Saturday
        before = len(waiting(toolkit))
        at(toolkit, clock, datetime(2026, 8, day, 8, 5, tzinfo=UTC))
        days += [day] * (len(waiting(toolkit)) - before)
    assert days == [3]


def test_after_fourteen_silent_days_its_reviewers_hear_of_it_too(
    toolkit: Toolkit, clock: SettableClock
) -> None:
    put(toolkit, "cdn", JONAS)
    asked_on = datetime(2026, 6, 22, 8, 5, tzinfo=UTC)
    at(toolkit, clock, asked_on)
    at(toolkit, clock, MORNING)
    assert waiting(toolkit) == []  # nine days
    at(toolkit, clock, asked_on + timedelta(days=14))
    assert waiting(toolkit) == [("it", ["cdn"], 1)]
    assert asked(toolkit) == [(JONAS, "cdn")]  # he is not asked again


def test_the_entries_of_somebody_who_left_go_back_to_their_side(
    toolkit: Toolkit, clock: SettableClock
) -> None:
    put(toolkit, "cdn", JONAS)
    with toolkit.ledger.begin() as unit:
        gone = Facts(JONAS, WORKSPACE, "Jonas Weber", email=JONAS_AT, deactivated=True)
        remember(unit, [gone], clock.now)
    toolkit.directory.refresh()
    at(toolkit, clock, MORNING)
    with toolkit.ledger.read() as connection:
        assert get_concept(connection, "cdn").keeper_id is None
    assert asked(toolkit) == []
    assert waiting(toolkit) == [("it", ["cdn"], 1)]


def test_nothing_is_asked_about_what_is_not_due(toolkit: Toolkit, clock: SettableClock) -> None:
    put(toolkit, "cdn", JONAS)
    with toolkit.ledger.begin() as unit:
        still_right(unit, "cdn", writer_of(toolkit.desk(unit), JONAS), MORNING)
    at(toolkit, clock, MORNING + timedelta(days=1))
    assert (asked(toolkit), waiting(toolkit)) == ([], [])
