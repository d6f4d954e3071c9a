"""Launches, cards, forms and the road map for any values: Slack takes what is drawn, nobody is called."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.company import Freeze
from bot.launches.announced import read_announcement
from bot.launches.model import LONGEST_NAME, Launch, Touched
from bot.launches.road_map import Entry
from db.kinds import LaunchAnswer, LaunchKind, LaunchState
from handlers.views.budget import problems
from handlers.views.launches.asking import words_for
from handlers.views.launches.card import card
from handlers.views.launches.forms import change_form, launch_form
from handlers.views.launches.opened import Standing, opened
from handlers.views.launches.road_map import on_home, road_map
from handlers.views.launches.wording import days
from handlers.views.message import Message
from tests.handlers.views.values import COMPANY, JONAS, MIA, NOW, PEOPLE, live_texts, read, request

TODAY = NOW.date()
APRIL = date(2026, 4, 21)
LAUNCH = Launch(
    id="l1",
    kind=LaunchKind.LAUNCH,
    name="Boots campaign",
    first_day=APRIL,
    last_day=APRIL,
    customers=None,
    team_id="brand",
    made_by=MIA,
    made_at=NOW,
    changed_at=NOW,
    source_key="one",
    state=LaunchState.PLANNED,
)
names = st.text(min_size=1, max_size=LONGEST_NAME)
nasty = st.one_of(names, st.sampled_from(["<!channel>", "*a*", "<@U0MIA>", "&&&&", "`x`", "😀" * 40]))


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (APRIL, APRIL, "Tue 21 Apr"),
        (date(2026, 4, 1), date(2026, 4, 7), "Wed 1 to Tue 7 Apr"),
        (date(2026, 3, 30), date(2026, 4, 3), "Mon 30 Mar to Fri 3 Apr"),
        (date(2026, 12, 28), date(2027, 1, 3), "Mon 28 Dec to Sun 3 Jan 2027"),
    ],
)
def test_a_stretch_of_days_is_said_as_short_as_it_can_be(first: date, last: date, said: str) -> None:
    assert days(first, last, TODAY) == said


@given(
    name=nasty,
    customers=st.one_of(st.none(), st.text(max_size=300)),
    state=st.sampled_from(LaunchAnswer),
    ahead=st.integers(-400, 400),
    asked=st.integers(0, 12),
    freezes=st.integers(0, 4),
)
def test_any_launch_is_drawn_within_slacks_limits_and_calls_nobody(
    name: str, customers: str | None, state: LaunchAnswer, ahead: int, asked: int, freezes: int
) -> None:
    launch = replace(LAUNCH, name=name, customers=customers, first_day=TODAY + timedelta(days=ahead))
    launch = replace(launch, last_day=launch.first_day)
    last = [None, TODAY - timedelta(days=1), TODAY + timedelta(days=9)]
    areas = COMPANY.areas
    touched = [
        Touched("l1", area.id, area.owner_team, day, state, JONAS)
        for area, day in zip(areas, last, strict=False)
    ]
    wanted = [request(text=name, launch_id="l1") for _ in range(asked)]
    frozen = [Freeze(TODAY, APRIL, name)] * freezes
    drawn = [opened(Standing(launch, touched, wanted, asked, frozen, frozen), PEOPLE, COMPANY, NOW)]
    drawn += [card(launch, touched, "web", PEOPLE, COMPANY, NOW, home_link="https://x.example/1")]
    for message in drawn:
        assert problems(message) == []
        assert not any("<!" in text or "<@" in text for text in live_texts(message))
    for form in (
        launch_form(meta={}, name=name, first_day=launch.first_day, doubt=name, said=True),
        change_form(launch),
    ):
        assert problems(form) == []


@given(entries=st.lists(st.tuples(nasty, st.sampled_from(LaunchKind), st.integers(0, 90)), max_size=120))
def test_any_road_map_is_drawn_within_slacks_limits(entries: list[tuple[str, LaunchKind, int]]) -> None:
    found = [
        Entry(kind, name, TODAY, TODAY + timedelta(days=span), name, None, name * 3)
        for name, kind, span in entries
    ]
    message = road_map(found, TODAY)
    assert problems(message) == []
    assert problems({"type": "home", "blocks": on_home(found, TODAY)}) == []
    assert len(on_home(found, TODAY)) <= 3
    assert not any("<!" in text or "<@" in text for text in live_texts(message))


def test_a_road_map_that_has_no_room_for_all_says_how_many_more() -> None:
    found = [Entry(LaunchKind.LAUNCH, f"Thing {n}", APRIL, APRIL, "", None, None) for n in range(40)]
    assert "And 10 more" in read(road_map(found, TODAY))
    assert "And 34 more: `/launch list`" in read(Message("", on_home(found, TODAY)))


def test_an_empty_road_map_says_what_to_do() -> None:
    assert "`/launch boots campaign on 21 April`" in read(road_map([], TODAY))
    assert "Tell the others early" in read(Message("", on_home([], TODAY)))


def test_the_day_of_a_launch_that_a_freeze_covers_is_marked() -> None:
    frozen = Freeze(date(2026, 4, 20), date(2026, 4, 24), "Spring freeze")
    shown = read(opened(Standing(LAUNCH, (), freezes=[frozen]), PEOPLE, COMPANY, NOW))
    assert "⚠️ That day is in the *Spring freeze*, Mon 20 to Fri 24 Apr." in shown


def test_an_area_that_left_the_company_file_is_still_named() -> None:
    gone = Touched("l1", "old_area", "old_team", APRIL)
    assert "*old_area*" in read(opened(Standing(LAUNCH, (gone,)), PEOPLE, COMPANY, NOW))
    assert "old" in read(card(LAUNCH, (gone,), "old_team", PEOPLE, COMPANY, NOW))


def test_the_words_of_a_request_from_a_launch_name_its_day_so_that_it_is_read_back() -> None:
    words = words_for(LAUNCH, COMPANY, "pages")
    assert words == "A page or form on our website for Boots campaign, live on 21 April 2026."
    at = datetime(2026, 3, 24, 10, tzinfo=UTC)
    assert read_announcement(words, at=at, zone="Europe/London").first_day == APRIL
