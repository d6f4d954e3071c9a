"""What a team has to fill, and what is empty because the rota means it so."""

from __future__ import annotations

from datetime import date, datetime, time

from bot.oncall.gaps import Gap, doubles, gaps, meant
from bot.oncall.model import Fixed, Shift
from bot.oncall.resolving import shifts
from tests.bot.oncall.walls import (
    ANA,
    ANYBODY,
    BEN,
    CAI,
    DAN,
    NIGHT,
    OFFICE,
    ONE_DAY,
    PRIYA,
    at,
    entry,
    layer,
    override,
    turns,
)

MONDAY, NEXT = at(5), at(12)


def office_week(user_id: str | None, monday: datetime) -> list[Fixed]:
    days = (monday + number * ONE_DAY for number in range(5))
    return [entry(user_id, day.replace(hour=9), day.replace(hour=17)) for day in days]


def test_a_team_without_a_rota_has_no_gaps() -> None:
    assert gaps(turns(), MONDAY, NEXT) == []


def test_a_rota_that_is_full_has_no_gaps() -> None:
    assert gaps(turns(layer()), at(6), at(20)) == []


def test_whose_turn_falls_to_nobody_leaves_a_gap() -> None:
    away = {BEN: ((at(6, 12), at(8)),)}
    assert gaps(turns(layer(), away=away), at(6), at(20)) == [Gap(at(6, 12), at(7, 9), "nobody")]


def test_an_override_fills_a_gap_or_a_part_of_it() -> None:
    away = {BEN: ((at(6, 12), at(8)),)}
    part = override("o1", CAI, at(6, 20), at(7))
    assert gaps(turns(layer(), away=away, overrides=[part]), at(6), at(20)) == [
        Gap(at(6, 12), at(6, 20), "nobody"),
        Gap(at(7), at(7, 9), "nobody"),
    ]
    whole = override("o2", CAI, at(6), at(9))
    assert gaps(turns(layer(), away=away, overrides=[whole]), at(6), at(20)) == []


def test_the_second_layer_fills_a_gap_of_the_first() -> None:
    away = {BEN: ((at(6, 12), at(8)),)}
    assert gaps(turns(layer(), layer(name="second", people=("dan",)), away=away), at(6), at(20)) == []


def test_nights_are_no_gap_in_a_rota_for_the_days() -> None:
    away = {BEN: ((at(6), at(7)),)}
    only_days = layer(hours=OFFICE)
    assert gaps(turns(only_days), at(6), at(20)) == []
    assert gaps(turns(only_days, away=away), at(6), at(20)) == [Gap(at(6, 9), at(6, 17), "nobody")]


def test_a_rota_for_days_and_nights_means_both_together() -> None:
    away = {BEN: ((at(6), at(7, 2)),)}
    day, night = layer(hours=OFFICE), layer(name="night", hours=NIGHT, people=("cai",))
    assert gaps(turns(day, night, away=away), at(6), at(9)) == [Gap(at(6, 9), at(6, 17), "nobody")]
    assert meant(turns(day, night), at(6), at(8)) == [(at(6), at(8))]


def test_before_a_rota_begins_nothing_is_missing() -> None:
    later = layer(first_day=date(2026, 1, 8))
    assert gaps(turns(later), at(6), at(20)) == []
    assert gaps(turns(later, without=("ana", "ben", "cai", "dan")), at(6), at(20)) == [
        Gap(at(8, 9), at(20), "nobody")
    ]
    assert gaps(turns(later), at(1), at(8)) == []


def test_a_rota_whose_people_all_left_is_one_gap_even_if_nobody_else_is_there() -> None:
    nobody = turns(layer(), without=("ana", "ben", "cai", "dan"), otherwise=())
    assert gaps(nobody, at(6), at(20)) == [Gap(at(6), at(20), "nobody")]


def test_a_gap_of_hours_follows_the_clock_change() -> None:
    away = {user: ((at(20, month=3), at(30, month=4)),) for user in (ANA, BEN, CAI, DAN)}
    found = gaps(turns(layer(hours=OFFICE), away=away), at(27, month=3), at(31, month=3))
    assert [(one.starts_at, one.ends_at) for one in found] == [
        (at(27, 9, month=3), at(27, 17, month=3)),
        (at(30, 8, month=3), at(30, 16, month=3)),
    ]


def test_a_calendar_for_the_days_means_no_nights() -> None:
    imported = [*office_week(ANA, at(5)), *office_week(BEN, at(12))]
    assert gaps(turns(imported=imported), at(5), at(19)) == []


def test_a_day_that_a_calendar_has_in_other_weeks_is_missed() -> None:
    imported = [*office_week(ANA, at(5)), *office_week(BEN, at(12))[:4]]
    assert gaps(turns(imported=imported), at(5), at(20)) == [
        Gap(at(16, 9), at(16, 17), "nobody"),
        Gap(at(19, 9), at(19, 17), "nobody"),
    ]


def test_a_calendar_that_ran_out_is_missed_every_minute_that_it_covered() -> None:
    week = entry(ANA, at(5), at(12))
    assert gaps(turns(imported=[week]), at(6), at(20)) == [Gap(at(12), at(20), "nobody")]
    weekend = entry(ANA, at(9, 18), at(12, 8))  # from Friday evening to Monday morning
    assert gaps(turns(imported=[weekend]), at(12), at(20)) == [Gap(at(16, 18), at(19, 8), "nobody")]


def test_a_calendar_without_entries_means_nothing() -> None:
    assert gaps(turns(imported=[]), at(5), at(20)) == []


def test_a_name_that_nobody_knows_is_told_once_and_not_as_nobody_too() -> None:
    imported = [entry(ANA, at(5), at(6)), entry(None, at(6), at(7), "Jo"), entry(None, at(7), at(8), "Jo")]
    assert gaps(turns(imported=imported), at(5), at(8)) == [Gap(at(6), at(8), "unknown", key="Jo")]


def test_a_name_that_nobody_knows_is_told_even_where_a_layer_serves() -> None:
    imported = [entry(None, at(6), at(7), "Jo")]
    assert gaps(turns(layer(), imported=imported), at(6), at(8)) == [Gap(at(6), at(7), "unknown", key="Jo")]


def test_an_unknown_name_is_no_matter_where_an_override_or_another_entry_serves() -> None:
    imported = [entry(None, at(6), at(8), "Jo"), entry(ANA, at(6, 12), at(7))]
    taken = override("o1", BEN, at(7), at(8))
    assert gaps(turns(imported=imported, overrides=[taken]), at(6), at(8)) == [
        Gap(at(6), at(6, 12), "unknown", key="Jo")
    ]


def test_a_calendar_with_two_people_at_once_is_told() -> None:
    imported = [entry(ANA, at(5), at(8)), entry(BEN, at(7), at(10))]
    assert gaps(turns(imported=imported), at(5), at(10)) == [Gap(at(7), at(8), "double", (ANA, BEN))]
    settled = override("o1", CAI, at(7), at(9))
    assert gaps(turns(imported=imported, overrides=[settled]), at(5), at(10)) == []


def test_three_at_once_are_told_together() -> None:
    imported = [entry(ANA, at(5), at(9)), entry(BEN, at(8), at(9)), entry(CAI, at(8), at(9))]
    assert gaps(turns(imported=imported), at(5), at(9)) == [Gap(at(8), at(9), "double", (ANA, BEN, CAI))]


def test_the_same_person_twice_in_a_calendar_is_no_matter() -> None:
    imported = [entry(ANA, at(5), at(8)), entry(ANA, at(7), at(10))]
    assert gaps(turns(imported=imported), at(5), at(10)) == []


def test_a_calendar_that_always_has_two_people_means_a_second_line() -> None:
    imported = [entry(ANA, at(5), at(10)), entry(BEN, at(5), at(9))]
    assert gaps(turns(imported=imported), at(5), at(10)) == []


def test_an_override_laid_over_another_is_no_double() -> None:
    both = [override("o1", ANA, at(6), at(8)), override("o2", BEN, at(7), at(9))]
    assert gaps(turns(layer(), overrides=both), at(6), at(10)) == []


def test_gaps_are_cut_at_what_is_asked_for() -> None:
    gone = turns(layer(), without=("ana", "ben", "cai", "dan"))
    assert gaps(gone, at(6, 3), at(6, 4)) == [Gap(at(6, 3), at(6, 4), "nobody")]


def week_of(*people: str, hours: bool = False) -> list[Shift]:
    some = turns(layer("weekly", time(9), (0,), people=people, hours=OFFICE if hours else None))
    return list(shifts(some, at(5, 9), at(12, 9)))


def test_one_person_on_call_for_two_teams_is_told_with_both() -> None:
    found = doubles({"web": week_of("ana"), "data": week_of("ana", hours=True), "shop": week_of("ben")})
    assert found[0] == Gap(at(5, 9), at(5, 17), "double", (ANA,), ("data", "web"))
    assert [one.starts_at for one in found] == [at(day, 9) for day in range(5, 10)]


def test_different_people_and_different_times_are_no_double() -> None:
    early = [Shift(at(5), at(6), ANA, "turn", "first")]
    late = [Shift(at(6), at(7), ANA, "turn", "first")]
    assert doubles({"web": early, "data": late}) == []
    assert doubles({"web": week_of("ana"), "data": week_of("ben")}) == []


def test_who_stands_in_for_all_is_not_booked_twice() -> None:
    bridge = [Shift(at(5), at(6), PRIYA, "bridge")]
    fallback = [Shift(at(5), at(6), ANYBODY, "fallback")]
    owner = [Shift(at(5), at(6), DAN, "turn")]
    booked = [Shift(at(5), at(6), DAN, "override", override_id="o1")]
    assert doubles({"web": bridge, "data": bridge, "shop": fallback, "store": fallback}) == []
    assert doubles({"web": owner, "data": booked}) == []
    assert doubles({"web": booked, "data": booked}) == [Gap(at(5), at(6), "double", (DAN,), ("data", "web"))]
