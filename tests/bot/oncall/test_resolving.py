"""Who is on call: by priority, and always exactly one person."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.oncall.model import Turns
from bot.oncall.resolving import is_away, second_at, shift_at, shifts
from tests.bot.oncall.walls import (
    ANA,
    ANYBODY,
    BEN,
    CAI,
    DAN,
    MADE,
    NIGHT,
    OFFICE,
    ONE_DAY,
    PRIYA,
    at,
    entry,
    layer,
    override,
    turns,
    who,
)

DAILY = layer()  # at 9:00, from Monday the 5th: ana, ben, cai, dan
SECOND = layer("weekly", time(9), (0,), name="second", people=("dan", "cai"))


def test_each_shift_begins_where_the_one_before_ended() -> None:
    assert who(list(shifts(turns(DAILY), at(5, 12), at(8, 12)))) == [
        ("05 12:00", ANA),
        ("06 09:00", BEN),
        ("07 09:00", CAI),
        ("08 09:00", DAN),
    ]


def test_a_stretch_of_no_length_has_no_shifts() -> None:
    assert list(shifts(turns(DAILY), at(5, 12), at(5, 12))) == []


def test_a_shift_tells_whose_layer_it_is() -> None:
    found = shift_at(turns(DAILY, SECOND), at(6, 12))
    assert found is not None
    assert (found.user_id, found.by, found.layer_id, found.is_gap) == (BEN, "turn", "first", False)


def test_the_next_layer_serves_where_the_first_is_empty() -> None:
    office = layer(hours=OFFICE)
    assert who(list(shifts(turns(office, SECOND), at(9, 12), at(12, 12)))) == [
        ("09 12:00", ANA),
        ("09 17:00", DAN),
        ("12 09:00", DAN),
    ], "the weekend is the second layer's, and then it is Dan's turn in the first"


def test_where_no_layer_serves_the_fallback_does() -> None:
    found = list(shifts(turns(layer(hours=OFFICE)), at(5, 12), at(6, 12)))
    assert [(one.user_id, one.by, one.is_gap) for one in found] == [
        (ANA, "turn", False),
        (ANYBODY, "fallback", True),
        (BEN, "turn", False),
    ]


def test_before_the_first_day_the_fallback_serves() -> None:
    assert who(list(shifts(turns(DAILY), at(1), at(5, 10)))) == [("01 00:00", ANYBODY), ("05 09:00", ANA)]


def test_turns_of_one_person_in_a_row_are_one_shift() -> None:
    alone = layer(people=("ana",))
    found = list(shifts(turns(alone), at(6), at(6, month=12)))
    assert [(one.starts_at, one.ends_at) for one in found] == [(at(6), at(6, month=12))]


def test_the_same_person_in_another_layer_has_another_shift() -> None:
    day, night = layer(people=("ana",), hours=OFFICE), layer(people=("ana",), name="night", hours=NIGHT)
    found = list(shifts(turns(day, night), at(6), at(7)))
    assert [(f"{one.starts_at:%H}", one.layer_id) for one in found] == [
        ("00", "night"),
        ("09", "first"),
        ("17", "night"),
    ]


def test_an_override_comes_before_every_layer_and_the_rest_stays() -> None:
    taken = override("o1", DAN, at(6, 10), at(6, 12))
    found = list(shifts(turns(DAILY, overrides=[taken]), at(6, 9), at(7, 9)))
    assert who(found) == [("06 09:00", BEN), ("06 10:00", DAN), ("06 12:00", BEN)]
    assert [(one.by, one.override_id) for one in found] == [
        ("turn", None),
        ("override", "o1"),
        ("turn", None),
    ]


@pytest.mark.parametrize("newest_last", [True, False])
def test_of_two_overrides_the_one_made_later_counts(*, newest_last: bool) -> None:
    older = override("o1", DAN, at(6, 10), at(6, 14))
    newer = override("o2", CAI, at(6, 12), at(6, 16), made_at=MADE + ONE_DAY)
    both = [older, newer] if newest_last else [newer, older]
    assert who(list(shifts(turns(DAILY, overrides=both), at(6, 10), at(6, 17)))) == [
        ("06 10:00", DAN),
        ("06 12:00", CAI),
        ("06 16:00", BEN),
    ]


def test_an_accepted_swap_is_told_from_an_override() -> None:
    swapped = override("o1", DAN, at(6, 10), at(6, 12), swap_id="s1")
    found = shift_at(turns(DAILY, overrides=[swapped]), at(6, 11))
    assert found is not None
    assert (found.by, found.override_id) == ("swap", "o1")


def test_an_override_of_somebody_who_is_away_is_passed_over() -> None:
    taken = override("o1", DAN, at(6, 10), at(7, 8))
    found = shifts(turns(DAILY, overrides=[taken], away={DAN: ((at(6, 12), at(9)),)}), at(6, 9), at(7, 9))
    assert who(list(found)) == [("06 09:00", BEN), ("06 10:00", DAN), ("06 12:00", BEN)]


def test_while_somebody_is_away_the_next_layer_has_their_turn() -> None:
    away = {BEN: ((at(6), at(7)), (at(6, 20), at(7, 3)))}
    assert who(list(shifts(turns(DAILY, SECOND, away=away), at(6, 9), at(7, 9)))) == [
        ("06 09:00", DAN),
        ("07 03:00", BEN),
    ]


def test_the_fallback_who_is_away_leaves_it_to_the_bridge() -> None:
    away = {ANYBODY: ((at(1), at(3)),)}
    found = list(shifts(turns(DAILY, away=away), at(1), at(4)))
    assert [(one.user_id, one.by) for one in found] == [(PRIYA, "bridge"), (ANYBODY, "fallback")]


def test_when_everybody_is_away_it_is_the_fallback_all_the_same() -> None:
    away = {user: ((at(1), at(30)),) for user in (ANA, BEN, CAI, DAN, ANYBODY, PRIYA)}
    taken = override("o1", DAN, at(6), at(7))
    found = list(shifts(turns(DAILY, SECOND, overrides=[taken], away=away), at(5), at(9)))
    assert [(one.user_id, one.by) for one in found] == [(ANYBODY, "fallback")]


def test_only_where_nobody_at_all_can_be_called_there_is_no_shift() -> None:
    nobody = turns(layer(hours=OFFICE), otherwise=())
    assert who(list(shifts(nobody, at(6), at(7)))) == [("06 09:00", BEN)]
    assert shift_at(nobody, at(6, 8)) is None
    assert second_at(nobody, at(6, 8)) is None
    assert shift_at(turns(DAILY, otherwise=(), without=("ana", "ben", "cai", "dan")), at(6, 8)) is None


def test_who_serves_again_after_nobody_has_two_shifts() -> None:
    alone = turns(layer(people=("ana",), hours=OFFICE), otherwise=())
    assert who(list(shifts(alone, at(6), at(8)))) == [("06 09:00", ANA), ("07 09:00", ANA)]


def test_a_team_without_a_rota_has_no_gaps() -> None:
    found = shift_at(turns(), at(6))
    assert found is not None
    assert (found.user_id, found.by, found.layer_id, found.is_gap) == (ANYBODY, "turn", None, False)


def test_a_calendar_comes_before_the_layers() -> None:
    imported = [entry(CAI, at(6, 10), at(6, 12)), entry(None, at(6, 14), at(6, 16))]
    found = list(shifts(turns(DAILY, imported=imported), at(6, 9), at(7, 9)))
    assert who(found) == [("06 09:00", BEN), ("06 10:00", CAI), ("06 12:00", BEN)], (
        "a stranger serves nothing"
    )
    assert [one.by for one in found] == ["turn", "calendar", "turn"]


def test_an_override_comes_before_the_calendar() -> None:
    found = shift_at(
        turns(imported=[entry(CAI, at(6), at(7))], overrides=[override("o", BEN, at(6, 3), at(6, 5))]),
        at(6, 4),
    )
    assert found is not None
    assert (found.user_id, found.starts_at, found.ends_at) == (BEN, at(6, 3), at(6, 5))


def test_where_a_calendar_has_nobody_there_is_a_gap() -> None:
    found = shift_at(turns(imported=[entry(CAI, at(6), at(7))]), at(8))
    assert found is not None
    assert (found.user_id, found.is_gap) == (ANYBODY, True)


def test_the_entry_laid_over_a_longer_one_counts() -> None:
    week, day = entry(CAI, at(5), at(12)), entry(BEN, at(7), at(8))
    same_start = entry(DAN, at(5), at(6))
    assert who(list(shifts(turns(imported=[day, week, same_start]), at(5), at(12)))) == [
        ("05 00:00", DAN),
        ("06 00:00", CAI),
        ("07 00:00", BEN),
        ("08 00:00", CAI),
    ]


def test_of_entries_of_the_same_time_the_calendar_s_first_counts() -> None:
    both = [entry(DAN, at(5), at(6), "z"), entry(CAI, at(5), at(6), "a")]
    assert who(list(shifts(turns(imported=both), at(5), at(6)))) == [("05 00:00", DAN)]


@pytest.mark.parametrize(
    ("moment", "starts", "ends"),
    [
        (at(6, 9), at(6, 9), at(7, 9)),
        (at(7, 8, 59), at(6, 9), at(7, 9)),
        (at(7, 9), at(7, 9), at(8, 9)),
    ],
)
def test_a_shift_lasts_up_to_and_without_its_end(moment: datetime, starts: datetime, ends: datetime) -> None:
    found = shift_at(turns(DAILY), moment)
    assert found is not None
    assert (found.starts_at, found.ends_at) == (starts, ends)


def test_the_shift_of_a_month_is_found_whole_from_any_day_of_it() -> None:
    monthly = turns(layer("weekly", time(9), (0,), every=4))
    whole = (at(5, 9), at(2, 9, month=2))
    for day in range(6, 31):
        found = shift_at(monthly, at(day))
        assert found is not None
        assert (found.starts_at, found.ends_at) == whole


def test_an_endless_shift_is_looked_at_for_six_weeks_to_each_side() -> None:
    moment = at(6, month=6)
    found = shift_at(turns(), moment)
    assert found is not None
    assert (found.starts_at, found.ends_at) == (moment - timedelta(days=45), moment + timedelta(days=45))


def test_moments_of_any_zone_are_answered_in_utc() -> None:
    from_tokyo = at(6, 12).astimezone(ZoneInfo("Asia/Tokyo"))
    found = shift_at(turns(DAILY), from_tokyo)
    assert found is not None
    assert (found.starts_at, found.starts_at.tzinfo) == (at(6, 9), UTC)
    assert next(shifts(turns(DAILY), from_tokyo, from_tokyo + ONE_DAY)).starts_at.tzinfo is UTC


@pytest.mark.parametrize(
    ("some", "moment", "second"),
    [
        pytest.param(turns(DAILY, SECOND), at(6, 12), DAN, id="the second layer"),
        pytest.param(turns(DAILY, SECOND), at(8, 12), ANA, id="the second layer has the same person"),
        pytest.param(turns(DAILY), at(7, 12), DAN, id="one layer: whose turn is next"),
        pytest.param(turns(DAILY, without=("dan",)), at(7, 12), ANA, id="who left is not asked"),
        pytest.param(
            turns(DAILY, away={DAN: ((at(1), at(30)),)}), at(7, 12), ANA, id="who is away is not asked"
        ),
        pytest.param(
            turns(DAILY, SECOND, away={DAN: ((at(1), at(30)),)}), at(6, 12), CAI, id="nor in the second layer"
        ),
        pytest.param(turns(layer(people=("ana",))), at(6), ANYBODY, id="one person: the fallback"),
        pytest.param(
            turns(layer(people=("ana",)), otherwise=(PRIYA,)), at(6), PRIYA, id="no fallback: the bridge"
        ),
        pytest.param(turns(layer(people=("ana",)), otherwise=(ANA,)), at(6), None, id="there is only one"),
        pytest.param(turns(layer(hours=OFFICE)), at(6, 3), BEN, id="at night: the one after the turn"),
        pytest.param(turns(DAILY), at(1), ANA, id="before the first day: the first of them"),
        pytest.param(turns(), at(6), PRIYA, id="no rota: after the owner the bridge"),
        pytest.param(turns(otherwise=(ANYBODY,)), at(6), None, id="no rota, one person"),
    ],
)
def test_who_comes_after_the_one_on_call(some: Turns, moment: datetime, second: str | None) -> None:
    assert second_at(some, moment) == second


def test_who_gave_a_shift_away_is_not_asked_next() -> None:
    taken = override("o1", CAI, at(6), at(7))
    assert second_at(turns(DAILY, SECOND, overrides=[taken]), at(6, 12)) == DAN, "the layer below"
    assert second_at(turns(DAILY, overrides=[taken]), at(6, 12)) == DAN, "not Ben, whose turn it was"
    two = layer(people=("ana", "ben"))
    taken = override("o1", ANYBODY, at(6), at(7))
    assert second_at(turns(two, overrides=[taken]), at(6, 12)) == ANA
    alone = layer(people=("ben",))
    assert second_at(turns(alone, overrides=[taken]), at(6, 12)) == BEN, "but rather than nobody of the team"


def test_the_second_of_a_calendar_is_its_other_entry_then_whoever_comes_next() -> None:
    now, later = entry(CAI, at(5), at(8)), entry(BEN, at(8), at(9))
    beside = entry(DAN, at(4), at(9))
    assert second_at(turns(imported=[now, later, beside]), at(6)) == DAN
    assert second_at(turns(imported=[later, now]), at(6)) == BEN
    assert second_at(turns(imported=[now]), at(6)) == ANYBODY
    assert second_at(turns(imported=[now, later], away={BEN: ((at(6), at(7)),)}), at(6, 12)) == ANYBODY


def test_an_absence_ends_with_its_last_moment() -> None:
    some = turns(DAILY, away={BEN: ((at(6), at(7)),)})
    assert [is_away(some, BEN, moment) for moment in (at(5, 23, 59), at(6), at(6, 23, 59), at(7))] == [
        False,
        True,
        True,
        False,
    ]
    assert not is_away(some, ANA, at(6))
