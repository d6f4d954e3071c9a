"""Somebody takes a stretch of duty, and gives it back."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from bot.company import Company
from bot.oncall.absence import set_away
from bot.oncall.overriding import cancel, replaces, take
from bot.toolkit import Toolkit
from db.errors import Conflict, Missing, NotAllowed, Refusal, Unclear
from tests.bot.oncall.duty import BOT, ONE_DAY, Duty, at, coming_overrides, duty_of, with_rota
from tests.bot.requests.scene import ADA, DEACTIVATED, DEV, JONAS, LENA, MIA, OUTSIDER, PRIYA, UNKNOWN
from tests.conftest import SettableClock

THURSDAY = (at(12), at(13))  # Jonas's by the rota


@pytest.fixture
def company() -> Company:
    return with_rota()


@pytest.fixture
def duty(toolkit: Toolkit, clock: SettableClock) -> Duty:
    return duty_of(toolkit, clock)


def test_who_takes_a_day_is_on_call_then_and_nobody_else(duty: Duty) -> None:
    assert (duty.on_call(at(12)), duty.on_call(at(11, 23))) == (JONAS, LENA)
    duty.do(take, "web", LENA, *THURSDAY, LENA)
    assert [duty.on_call(moment) for moment in (at(11), at(12), at(13, 8, 59), at(13))] == [LENA] * 4
    duty.do(take, "web", PRIYA, at(12, 10), at(12, 11), PRIYA)
    assert [duty.on_call(at(12, hour)) for hour in (9, 10, 11)] == [LENA, PRIYA, LENA]


def test_the_channel_is_told_and_whoever_was_put_on_call_alone(duty: Duty) -> None:
    made = duty.do(take, "web", LENA, *THURSDAY, JONAS)
    (told,) = duty.told()
    assert told["what"] == "taken"
    assert (told["actor_id"], told["user_id"], told["instead_of"]) == (JONAS, LENA, [JONAS])
    assert told["override_id"] == made.id
    assert told["stretch"] == [moment.isoformat() for moment in THURSDAY]
    assert [one["what"] for one in duty.told(to=LENA)] == ["put_on"]
    assert made.instead_of == JONAS


def test_who_takes_it_themselves_is_told_nothing_more(duty: Duty) -> None:
    duty.do(take, "web", LENA, *THURSDAY, LENA)
    assert duty.told(to=LENA) == []


def test_of_two_that_overlap_the_newer_counts_and_the_answer_can_say_what_it_replaces(duty: Duty) -> None:
    duty.do(take, "web", LENA, *THURSDAY, LENA)
    duty.clock.advance(minutes=1)
    made = duty.do(take, "web", PRIYA, at(12, 12), at(13, 12), PRIYA)
    assert [duty.on_call(at(12, hour)) for hour in (11, 12)] == [LENA, PRIYA]
    replaced = duty.do(replaces, made)
    assert {one.user_id for one in replaced} == {LENA}
    assert (replaced[0].starts_at, replaced[-1].ends_at) == (at(12, 12), at(13, 12))


def test_a_form_that_arrives_twice_makes_one(duty: Duty) -> None:
    first = duty.do(take, "web", LENA, *THURSDAY, LENA, source_key="view:1")
    assert duty.do(take, "web", LENA, *THURSDAY, LENA, source_key="view:1") == first
    assert len(duty.told()) == 1


def test_what_is_past_of_it_is_left_out(duty: Duty) -> None:
    duty.clock.now = at(12, 13) + timedelta(seconds=40)
    made = duty.do(take, "web", LENA, *THURSDAY, LENA)
    assert (made.starts_at, made.ends_at) == (at(12, 13), at(13))
    assert duty.on_call(at(12, 12)) == JONAS


@pytest.mark.parametrize(
    ("starts", "ends", "sentence"),
    [
        (at(13), at(12), "That ends before it begins. Choose an end after the beginning."),
        (at(12), at(12), "That ends before it begins. Choose an end after the beginning."),
        (at(12), at(12, 9, 14), "That's less than a quarter of an hour. Choose a longer time."),
        (
            at(12),
            at(12) + timedelta(days=31, minutes=1),
            "That's more than 31 days. For that long, change the rota itself: `/oncall edit`.",
        ),
        (at(9), at(10), "That's over already. Choose a time to come."),
    ],
)
def test_a_stretch_that_cannot_be_meant_is_refused(
    duty: Duty, starts: datetime, ends: datetime, sentence: str
) -> None:
    with pytest.raises(Unclear) as refused:
        duty.do(take, "web", LENA, starts, ends, LENA)
    assert str(refused.value) == sentence
    assert duty.told() == []


@pytest.mark.parametrize("shortest", [timedelta(minutes=15), timedelta(days=31)])
def test_a_quarter_of_an_hour_and_a_month_can_be_taken(duty: Duty, shortest: timedelta) -> None:
    assert duty.do(take, "web", PRIYA, at(12), at(12) + shortest, PRIYA).user_id == PRIYA


@pytest.mark.parametrize(
    ("actor", "sentence"),
    [
        (MIA, "Who is on call for the Web Team is settled by its people, the bridge and admins."),
        (DEV, "Who is on call for the Web Team is settled by its people, the bridge and admins."),
        (OUTSIDER, "Who is on call is settled by people of this company."),
        (DEACTIVATED, "Who is on call for the Web Team is settled"),
        (UNKNOWN, "Who is on call for the Web Team is settled"),
    ],
)
def test_others_may_not_change_who_is_on_call(duty: Duty, actor: str, sentence: str) -> None:
    with pytest.raises(NotAllowed, match=sentence):
        duty.do(take, "web", LENA, *THURSDAY, actor)
    assert duty.on_call(at(12)) == JONAS


@pytest.mark.parametrize(
    ("user_id", "sentence"),
    [
        (MIA, "Mia isn't one of the Web Team, so they couldn't act on what comes in."),
        (OUTSIDER, "Only people of this company can be on call for the Web Team."),
        (UNKNOWN, "Only people of this company can be on call for the Web Team."),
        (DEACTIVATED, "The account of Ruth Adler is closed in Slack"),
        (BOT, "Some App is an app and can't be on call."),
    ],
)
def test_only_who_may_act_for_the_team_can_be_on_call(duty: Duty, user_id: str, sentence: str) -> None:
    with pytest.raises(Conflict, match=sentence):
        duty.do(take, "web", user_id, *THURSDAY, JONAS)


@pytest.mark.parametrize("user_id", [LENA, PRIYA, ADA])
def test_the_team_the_bridge_and_admins_can(duty: Duty, user_id: str) -> None:
    duty.do(take, "web", user_id, *THURSDAY, user_id)
    assert duty.on_call(at(12)) == user_id


def test_who_is_on_call_anyway_takes_nothing(duty: Duty) -> None:
    with pytest.raises(Conflict, match="You're on call all that time already"):
        duty.do(take, "web", JONAS, *THURSDAY, JONAS)
    with pytest.raises(Conflict, match="Jonas is on call all that time already"):
        duty.do(take, "web", JONAS, *THURSDAY, LENA)


def test_who_is_away_is_not_put_on_call(duty: Duty) -> None:
    duty.do(set_away, LENA, at(13).date(), at(13).date(), LENA)
    with pytest.raises(Conflict, match="Lena is away on some of that time"):
        duty.do(take, "web", LENA, *THURSDAY, JONAS)
    with pytest.raises(Conflict, match="You're away on some of that time"):
        duty.do(take, "web", LENA, *THURSDAY, LENA)


def test_a_team_that_is_gone_is_said_to_be(duty: Duty) -> None:
    with pytest.raises(Missing, match='no team "nets" in the company file'):
        duty.do(take, "nets", LENA, *THURSDAY, LENA)


def test_a_team_without_a_rota_can_be_stood_in_for(duty: Duty) -> None:
    duty.do(take, "data", PRIYA, *THURSDAY, PRIYA)
    assert [duty.on_call(moment, "data") for moment in (at(12, 8), at(12), at(13))] == [DEV, PRIYA, DEV]


def test_undone_it_is_as_if_it_had_never_been(duty: Duty) -> None:
    made = duty.do(take, "web", LENA, *THURSDAY, LENA)
    duty.do(cancel, made.id, LENA)
    assert duty.on_call(at(12)) == JONAS
    assert duty.told()[-1]["what"] == "cancelled"
    assert duty.told()[-1]["serving"] == [JONAS]
    assert [one["what"] for one in duty.told(to=JONAS)] == ["again"]
    with duty.toolkit.ledger.read() as connection:
        assert coming_overrides(connection, "web", duty.clock.now) == []


def test_the_second_who_undoes_it_hears_who_was_first(duty: Duty) -> None:
    made = duty.do(take, "web", LENA, *THURSDAY, LENA)
    duty.do(cancel, made.id, LENA)
    with pytest.raises(Conflict, match=r"^Lena has undone that already\.$"):
        duty.do(cancel, made.id, JONAS)
    with pytest.raises(Conflict, match=r"^You have undone that already\.$"):
        duty.do(cancel, made.id, LENA)
    assert len(duty.told(what="cancelled")) == 1


def test_what_is_over_cannot_be_undone(duty: Duty) -> None:
    made = duty.do(take, "web", LENA, *THURSDAY, LENA)
    duty.clock.now = THURSDAY[1]
    with pytest.raises(Conflict, match="That is over, so it can't be undone"):
        duty.do(cancel, made.id, LENA)


@pytest.mark.parametrize(
    ("name", "actor", "refusal"),
    [
        ("theirs", MIA, NotAllowed),
        ("theirs", OUTSIDER, NotAllowed),
        ("vnothing", LENA, Missing),
    ],
)
def test_others_cannot_undo_it(duty: Duty, name: str, actor: str, refusal: type[Refusal]) -> None:
    made = duty.do(take, "web", LENA, *THURSDAY, LENA)
    with pytest.raises(refusal):
        duty.do(cancel, made.id if name == "theirs" else name, actor)
    assert duty.on_call(at(12)) == LENA


def test_the_newest_look_at_people_is_taken(duty: Duty) -> None:
    duty.do(take, "web", LENA, *THURSDAY, LENA)
    duty.deactivate(LENA)
    assert duty.on_call(at(12)) == JONAS


def test_the_next_who_asks_knows_of_it(duty: Duty) -> None:
    """Without waiting for the next look at the rows."""
    duty.do(take, "web", LENA, *THURSDAY, LENA)
    board, web = duty.toolkit.duties.board(), duty.toolkit.company.team("web")
    found = board.on_call(web, at(12))
    assert found is not None
    assert found.user_id == LENA


def test_days_ahead_are_told_apart(duty: Duty) -> None:
    first = duty.do(take, "web", LENA, *THURSDAY, LENA)
    later = duty.do(take, "web", PRIYA, at(13), at(13) + ONE_DAY, PRIYA)
    with duty.toolkit.ledger.read() as connection:
        found = coming_overrides(connection, "web", duty.clock.now)
    assert [one.id for one in found] == [first.id, later.id]
