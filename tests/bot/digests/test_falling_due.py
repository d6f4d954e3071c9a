"""A digest falls due: once for each day, around days off, late, paused, and with a clock that is set back."""

from __future__ import annotations

from datetime import date

import pytest

from bot.digests.keeping import pause, resume, stop
from bot.requests.working import acknowledge, resolve
from db.kinds import DeliveryState, DigestKind
from scheduler.due import next_due
from tests.bot.digests.newsroom import Newsroom
from tests.bot.requests.scene import JONAS, MIA

BERLIN_NINE = 8.0  # UTC in winter


def test_a_digest_is_said_once_on_each_day_at_its_time(newsroom: Newsroom) -> None:
    newsroom.subscribe()
    newsroom.scene.file()
    newsroom.tick_at(11, BERLIN_NINE - 0.01)
    assert newsroom.said() == []
    for minute in range(3):
        newsroom.tick_at(11, BERLIN_NINE + minute / 60)
    assert newsroom.periods() == ["2026-03-11"]
    newsroom.tick_at(12, BERLIN_NINE)
    assert newsroom.periods() == ["2026-03-11", "2026-03-12"]


def test_the_workspaces_clock_knows_when_the_next_one_is_due(newsroom: Newsroom) -> None:
    newsroom.subscribe()
    due = next_due(newsroom.scene.toolkit)
    assert due is not None
    assert (due[0].hour, due[0].day, due[1]) == (8, 11, "a digest is due")


def test_nothing_to_say_is_silent_and_noted(newsroom: Newsroom) -> None:
    digest = newsroom.subscribe()
    newsroom.tick_at(11, BERLIN_NINE)
    assert newsroom.said() == []
    assert [(one.state, one.reason) for one in newsroom.deliveries(digest)] == [
        (DeliveryState.SILENT, "there was nothing to say")
    ]


def test_saturdays_and_sundays_are_left_out_and_monday_tells_all_of_it(newsroom: Newsroom) -> None:
    digest = newsroom.subscribe()
    newsroom.tick_at(13, BERLIN_NINE)
    newsroom.at(13, 15)
    request = newsroom.scene.file()
    for day in (14, 15):
        newsroom.tick_at(day, BERLIN_NINE)
    assert newsroom.said() == []
    newsroom.tick_at(16, BERLIN_NINE)
    assert newsroom.lines(digest) == [("needs", request.id)]
    window = newsroom.run(digest).window
    assert (window.start.day, window.end.day) == (13, 16)


def test_a_monthly_one_on_a_day_off_comes_on_the_next_working_day(newsroom: Newsroom) -> None:
    """15 March is a Sunday."""
    digest = newsroom.subscribe(DigestKind.LEADERS, rule="FREQ=MONTHLY;BYMONTHDAY=15")
    newsroom.scene.file()
    newsroom.tick_at(15, BERLIN_NINE)  # a Sunday
    assert newsroom.deliveries(digest) == []
    newsroom.tick_at(16, BERLIN_NINE)
    assert [one.due.slot for one in newsroom.deliveries(digest)] == ["2026-03-16"]


def test_three_hours_late_is_said_with_the_reason(newsroom: Newsroom) -> None:
    digest = newsroom.subscribe()
    newsroom.scene.file()
    newsroom.tick_at(11, BERLIN_NINE - 1 / 30)
    newsroom.tick_at(11, BERLIN_NINE + 3)
    assert newsroom.periods() == ["2026-03-11"]
    assert newsroom.run(digest).reason == "Due at 09:00: Liaison was down 08:58–12:00."


def test_three_days_late_tells_all_of_it_once_and_says_why_the_others_were_not_posted(
    newsroom: Newsroom,
) -> None:
    digest = newsroom.subscribe()
    newsroom.tick_at(11, BERLIN_NINE - 1 / 30)
    newsroom.at(11, 10)
    request = newsroom.scene.file()
    newsroom.tick_at(13, BERLIN_NINE + 5)  # Friday afternoon: too late for that morning's
    assert newsroom.said() == []
    newsroom.tick_at(16, BERLIN_NINE)
    assert newsroom.periods() == ["2026-03-16"]
    assert ("overdue", request.id) in newsroom.lines(digest)
    skipped = [one for one in newsroom.deliveries(digest) if one.state is DeliveryState.SKIPPED]
    assert sorted(one.due.slot for one in skipped) == ["2026-03-11", "2026-03-12", "2026-03-13"]
    assert {one.reason for one in skipped} == {
        "not posted: Liaison was down from 11 Mar 08:58 to 13 Mar 14:00. The next one tells all of it"
    }


def test_a_weekly_one_that_is_late_waits_for_working_hours(newsroom: Newsroom) -> None:
    digest = newsroom.subscribe(rule="FREQ=WEEKLY;BYDAY=FR")
    newsroom.scene.file()
    newsroom.tick_at(12, 12)
    newsroom.tick_at(14, 20)  # Saturday night
    assert newsroom.said() == []
    newsroom.tick_at(16, BERLIN_NINE)
    assert newsroom.periods() == ["2026-03-13"]
    assert newsroom.run(digest).reason.startswith("Due Friday at 09:00: ")


@pytest.mark.parametrize("back", [0.5, 1, 2])
def test_a_clock_that_is_set_back_says_nothing_twice_and_loses_nothing(
    newsroom: Newsroom, back: float
) -> None:
    digest = newsroom.subscribe()
    first = newsroom.scene.file()
    newsroom.tick_at(11, BERLIN_NINE + 0.1)
    assert newsroom.periods() == ["2026-03-11"]
    newsroom.tick_at(11, BERLIN_NINE + 0.1 - back)
    newsroom.at(11, BERLIN_NINE + 0.2 - back)  # it happens "before" what was said already
    newsroom.scene.do(resolve, first.id, JONAS)
    for minute in range(0, 180, 20):
        newsroom.tick_at(11, BERLIN_NINE + 0.2 - back + minute / 60)
    assert newsroom.periods() == ["2026-03-11"]
    newsroom.tick_at(12, BERLIN_NINE)
    assert newsroom.lines(digest) == [("done", first.id)]
    newsroom.tick_at(13, BERLIN_NINE)
    assert newsroom.periods() == ["2026-03-11", "2026-03-12"]


def test_paused_it_is_silent_and_tells_all_of_it_afterwards(newsroom: Newsroom) -> None:
    digest = newsroom.subscribe()
    newsroom.scene.do(pause, digest.id, JONAS, date(2026, 3, 13))
    request = newsroom.scene.file()
    newsroom.scene.do(acknowledge, request.id, JONAS)
    newsroom.scene.do(resolve, request.id, JONAS)
    for day in (11, 12):
        newsroom.tick_at(day, BERLIN_NINE)
    assert newsroom.deliveries(digest) == []
    newsroom.tick_at(13, BERLIN_NINE)
    assert newsroom.lines(digest) == [("done", request.id)]


def test_it_goes_on_when_somebody_says_so(newsroom: Newsroom) -> None:
    digest = newsroom.subscribe()
    newsroom.scene.do(pause, digest.id, JONAS, None)
    newsroom.scene.file()
    newsroom.tick_at(12, BERLIN_NINE)
    assert newsroom.said() == []
    newsroom.scene.do(resume, digest.id, JONAS)
    newsroom.tick_at(13, BERLIN_NINE)
    assert newsroom.periods() == ["2026-03-13"]


def test_a_stopped_one_never_comes(newsroom: Newsroom) -> None:
    digest = newsroom.subscribe()
    newsroom.scene.file()
    newsroom.scene.do(stop, digest.id, JONAS)
    newsroom.tick_at(11, BERLIN_NINE)
    assert newsroom.said() == []
    again = newsroom.subscribe()
    assert again.id == digest.id
    newsroom.tick_at(12, BERLIN_NINE)
    assert newsroom.periods() == ["2026-03-12"]


def test_a_persons_own_comes_at_their_own_time(newsroom: Newsroom) -> None:
    newsroom.subscribe(DigestKind.MARKETING, by=MIA, here=None)
    request = newsroom.scene.file()
    newsroom.scene.do(resolve, request.id, JONAS)
    newsroom.tick_at(11, BERLIN_NINE + 0.5)
    assert newsroom.said() == []
    newsroom.tick_at(11, 9)  # London
    assert newsroom.periods() == ["2026-03-11"]


def test_a_summer_morning_is_the_same_by_the_wall(newsroom: Newsroom) -> None:
    digest = newsroom.subscribe()
    newsroom.scene.file()
    newsroom.tick_at(27, BERLIN_NINE)
    newsroom.tick_at(30, BERLIN_NINE - 1)  # the clocks changed on the 29th
    assert newsroom.periods() == ["2026-03-27", "2026-03-30"]
    assert newsroom.run(digest).reason == ""
