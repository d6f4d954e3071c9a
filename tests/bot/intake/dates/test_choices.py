"""What has to be asked back, what the words are, and what is refused; on Tuesday 10 March 2026."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from bot.intake.dates import Due, find_dates, find_due
from tests.bot.intake.dates.moments import LONDON, NEW_YORK, in_london, in_new_york, short


def due(text: str) -> Due:
    found = find_due(text, at=LONDON, zone="Europe/London")
    assert found is not None
    return found


def test_a_day_that_can_be_read_in_two_orders_is_asked_where_the_order_is_not_known() -> None:
    found = due("the deadline is 06/07")
    assert found.day is None
    assert found.options == (date(2026, 6, 7), date(2026, 7, 6))


def test_in_the_united_states_the_month_stands_first() -> None:
    assert in_new_york("the deadline is 06/07") == "2027-06-07"
    assert in_new_york("the deadline is 11/07/2026") == "2026-11-07"


@pytest.mark.parametrize(
    "zone",
    ["America/Chicago", "America/Los_Angeles", "America/Indiana/Knox", "Pacific/Honolulu", "US/Eastern"],
)
def test_every_zone_of_the_united_states_writes_the_month_first(zone: str) -> None:
    assert short(find_due("due 06/07", at=LONDON, zone=zone)) == "2026-06-07"


@pytest.mark.parametrize("zone", ["America/Toronto", "America/Sao_Paulo", "Europe/Berlin", "Asia/Tokyo"])
def test_elsewhere_the_order_is_asked(zone: str) -> None:
    assert short(find_due("due 06/07", at=LONDON, zone=zone)) == "2026-06-07 or 2026-07-06"


def test_a_known_order_settles_it() -> None:
    assert find_due("due 06/07", at=LONDON, zone="Europe/London", order="dmy") == Due(
        date(2026, 7, 6), "due 06/07", 0, 9
    )
    assert short(find_due("due 06/07", at=LONDON, zone="Europe/London", order="mdy")) == "2026-06-07"


def test_a_number_that_is_no_month_settles_it_too() -> None:
    assert short(find_due("due 28/05", at=LONDON, zone="Europe/London", order="mdy")) == "2026-05-28"
    assert in_new_york("due 28/11") == "2026-11-28"


def test_a_dot_between_the_numbers_puts_the_day_first_everywhere() -> None:
    assert in_new_york("due 06.11.2026") == "2026-11-06"


def test_a_weekday_beside_it_settles_it() -> None:
    assert in_london("we need it by Tuesday 07/04") == "2026-04-07"
    assert in_london("we need it by Saturday 07/04") == "2026-07-04"


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("we need it by Thursday 26 March", "2026-03-26"),
        ("we need it by Friday 26 March", "2026-03-26 or 2026-03-27"),
        ("please have it ready for Monday the 25th", "2026-03-23 or 2026-03-25"),
        ("bis Mittwoch, den 26. März, bitte", "2026-03-25 or 2026-03-26"),
        ("send it on Monday 11 March", "2026-03-11"),  # the Monday before is over
        ("since Thursday 5 March nothing arrives", ""),
    ],
)
def test_a_weekday_on_which_the_date_does_not_fall_is_asked_about(text: str, days: str) -> None:
    assert in_london(text) == days


@pytest.mark.parametrize(
    ("day", "answer"),
    [
        ("2026-03-09", "2026-03-13 or 2026-03-20"),
        ("2026-03-11", "2026-03-13 or 2026-03-20"),
        ("2026-03-12", "2026-03-20"),
        ("2026-03-13", "2026-03-20"),
        ("2026-03-14", "2026-03-20"),
        ("2026-03-15", "2026-03-20"),
    ],
)
def test_next_friday_is_asked_only_while_a_nearer_one_may_be_meant(day: str, answer: str) -> None:
    at = datetime.fromisoformat(f"{day}T09:30").replace(tzinfo=ZoneInfo("Europe/London"))
    assert short(find_due("can we do it next Friday", at=at, zone="Europe/London")) == answer


def test_next_friday_in_the_united_states_is_the_one_of_next_week() -> None:
    assert in_new_york("can we do it next Friday") == "2026-10-23"
    assert in_new_york("can we do it next Monday") == "2026-10-19"


def test_the_latest_of_several_counts_when_it_is_a_deadline() -> None:
    assert in_london("by Thursday or Friday") == "2026-03-13"
    assert in_london("Thursday or Friday at the latest") == "2026-03-13"
    assert in_london("spätestens am 14. oder 15. April") == "2026-04-15"


def test_what_must_be_ready_comes_before_what_goes_out() -> None:
    assert in_london("Send goes out 2 April, draft by 30 March, party on 20 March") == "2026-03-30"


def test_of_two_that_are_said_alike_the_earlier_one_counts() -> None:
    assert in_london("the first event is on 9 April, the second event is on 2 April") == "2026-04-02"


def test_all_dates_come_in_the_order_of_the_text() -> None:
    text = "Launch on 21 April, text by 7 April, and the form tool by 31 March."
    found = find_dates(text, at=LONDON, zone="Europe/London")
    assert [short(each) for each in found] == ["2026-04-21", "2026-04-07", "2026-03-31"]
    assert [each.words for each in found] == ["on 21 April", "by 7 April", "by 31 March"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("We need it by Friday, please", "by Friday"),
        ("Bitte bis Mitte April freischalten", "bis Mitte April"),
        ("Il le faut d'ici lundi", "d'ici lundi"),
        ("in place by the end of next week or so", "by the end of next week"),
        ("Tomorrow at 3pm ET would do", "Tomorrow at 3pm ET"),
        ("live on the 20th", "on the 20th"),
        ("até sexta-feira às 10h", "até sexta-feira às 10h"),
    ],
)
def test_the_words_are_those_of_the_asker(text: str, words: str) -> None:
    found = due(text)
    assert found.words == words
    assert text[found.start : found.end] == words


def test_relative_days_are_counted_in_the_zone_of_the_asker() -> None:
    late = datetime(2026, 3, 10, 23, 30, tzinfo=ZoneInfo("UTC"))
    assert short(find_due("tomorrow", at=late, zone="Asia/Tokyo")) == "2026-03-12"
    assert short(find_due("tomorrow", at=late, zone="America/New_York")) == "2026-03-11"


def test_a_time_of_another_zone_is_told_in_that_of_the_asker() -> None:
    found = due("the stream starts Thursday 11pm PT")
    assert (found.day, found.at) == (date(2026, 3, 13), time(6))


def test_a_time_that_is_over_today_is_that_of_tomorrow() -> None:
    late = datetime(2026, 3, 10, 18, 0, tzinfo=ZoneInfo("Europe/London"))
    assert short(find_due("by 5pm please", at=late, zone="Europe/London")) == "2026-03-11 17:00"


def test_working_days_are_those_of_the_company() -> None:
    def closed_on_thursdays(day: date) -> bool:
        return day.weekday() < 5 and day.weekday() != 3

    for text, answer in [("in 3 working days", "2026-03-16"), ("in 5 business days", "2026-03-18")]:
        found = find_due(text, at=LONDON, zone="Europe/London", is_working=closed_on_thursdays)
        assert short(found) == answer


def test_a_company_that_never_works_has_no_working_days_to_count() -> None:
    found = find_due("in 3 working days", at=LONDON, zone="Europe/London", is_working=lambda _: False)
    assert found is None


def test_a_stretch_that_has_begun_ends_on_its_last_day() -> None:
    assert in_london("the sale runs 7-14 March") == "2026-03-14"


def test_a_day_that_does_not_exist_is_no_date() -> None:
    assert in_london("we need it by 31 April") == ""
    assert in_london("due 2026-02-30") == ""


def test_mothers_day_is_another_one_in_britain() -> None:
    assert in_london("live before Mother's Day") == "2026-03-15"
    assert short(find_due("live before Mother's Day", at=LONDON, zone="America/Chicago")) == "2026-05-10"


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="2026-03-10 09:30 does not say in which time zone it is"):
        find_due("tomorrow", at=LONDON.replace(tzinfo=None), zone="Europe/London")


@pytest.mark.parametrize("zone", ["Mars/Olympus", "", "../etc/passwd", "Europe/\0"])
def test_an_unknown_zone_is_refused(zone: str) -> None:
    with pytest.raises(ValueError, match="There is no time zone called"):
        find_due("tomorrow", at=NEW_YORK, zone=zone)


def test_the_end_of_the_calendar_is_no_trap() -> None:
    last = datetime(9999, 12, 31, 12, 0, tzinfo=ZoneInfo("UTC"))
    for text in (
        "tomorrow",
        "next week",
        "in 3 months",
        "by Christmas",
        "on 3 May",
        "next Friday",
        "next year",
    ):
        assert find_due(text, at=last, zone="UTC") is None, text
