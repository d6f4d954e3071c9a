"""One asks, one click accepts, and both shifts change hands."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from bot.company import Company
from bot.oncall.absence import set_away
from bot.oncall.overriding import cancel, take
from bot.oncall.swapping import Swap, accept, ask, decline, find_swap, open_swaps, withdraw
from bot.requests.posting import Said, posted, refused
from bot.toolkit import Toolkit
from db.errors import Conflict, Missing, NotAllowed, Unclear
from db.kinds import NoticeKind, NoticeState, SwapState
from tests.bot.oncall.duty import Duty, at, coming_overrides, duty_of, with_rota
from tests.bot.requests.scene import JONAS, LENA, MIA, OUTSIDER, PRIYA
from tests.conftest import SettableClock

MINE, THEIRS = (at(12), at(13)), (at(13), at(14))  # Jonas's, and Lena's
HOURS = (at(12), at(12, 23), at(13), at(13, 23))


@pytest.fixture
def company() -> Company:
    return with_rota()


@pytest.fixture
def duty(toolkit: Toolkit, clock: SettableClock) -> Duty:
    return duty_of(toolkit, clock)


def asked(duty: Duty, **named: Any) -> Swap:
    return duty.do(ask, "web", JONAS, LENA, MINE, named.pop("back", THEIRS), **named)


def who(duty: Duty) -> list[str]:
    return [duty.on_call(moment) for moment in HOURS]


def test_nothing_changes_before_the_other_says_yes(duty: Duty) -> None:
    swap = asked(duty)
    assert swap.state is SwapState.ASKED
    assert who(duty) == [JONAS, JONAS, LENA, LENA]
    assert duty.told() == []
    (question,) = duty.scene.notices(NoticeKind.SWAP_ASKED)
    assert question["detail"]["swap_id"] == swap.id


def test_accepted_both_shifts_change_hands_at_once(duty: Duty) -> None:
    swap = duty.do(accept, asked(duty).id, LENA)
    assert swap.state is SwapState.ACCEPTED
    assert who(duty) == [LENA, LENA, JONAS, JONAS]
    assert [one["what"] for one in duty.told()] == ["swapped"]
    assert [one["what"] for one in duty.told(to=JONAS)] == ["swap_accepted"]


def test_nothing_in_return_is_a_swap_as_well(duty: Duty) -> None:
    duty.do(accept, asked(duty, back=None).id, LENA)
    assert who(duty) == [LENA] * 4


def test_undoing_one_half_undoes_the_other(duty: Duty) -> None:
    duty.do(accept, asked(duty).id, LENA)
    with duty.toolkit.ledger.read() as connection:
        first, second = coming_overrides(connection, "web", duty.clock.now)
    duty.do(cancel, second.id, JONAS)
    assert who(duty) == [JONAS, JONAS, LENA, LENA]
    assert duty.told()[-1]["what"] == "unswapped"
    with pytest.raises(Conflict, match="You have undone that already"):
        duty.do(cancel, first.id, JONAS)


def test_once_one_half_is_over_the_swap_stays(duty: Duty) -> None:
    duty.do(accept, asked(duty).id, LENA)
    with duty.toolkit.ledger.read() as connection:
        _, second = coming_overrides(connection, "web", duty.clock.now)
    duty.clock.now = at(13, 10)
    with pytest.raises(Conflict, match="One of the two swapped shifts is over"):
        duty.do(cancel, second.id, JONAS)


def test_declined_costs_no_explanation_and_changes_nothing(duty: Duty) -> None:
    swap = duty.do(decline, asked(duty).id, LENA)
    assert swap.state is SwapState.DECLINED
    assert who(duty) == [JONAS, JONAS, LENA, LENA]
    assert [one["what"] for one in duty.told(to=JONAS)] == ["swap_declined"]
    assert duty.told() == []


def test_the_question_is_drawn_anew_once_it_is_settled(duty: Duty) -> None:
    swap = asked(duty)
    (question,) = duty.scene.claim_all()
    duty.do(posted, question, Said("D0LENA", "77.1"))
    duty.do(withdraw, swap.id, JONAS)
    with duty.toolkit.ledger.read() as connection:
        found = find_swap(connection, swap.id)
    assert found is not None
    assert (found.state, found.channel_id, found.ts) == (SwapState.WITHDRAWN, "D0LENA", "77.1")
    assert len(duty.scene.notices(NoticeKind.SWAP_ASKED, due=True)) == 1


def test_a_question_that_slack_never_takes_is_told_to_the_asker(duty: Duty) -> None:
    asked(duty)
    (question,) = duty.scene.claim_all()
    duty.do(refused, question, "user_disabled")
    assert [one["what"] for one in duty.told(to=JONAS)] == ["swap_unreachable"]
    assert duty.scene.notices(NoticeKind.SWAP_ASKED)[0]["state"] == NoticeState.DROPPED


@pytest.mark.parametrize(
    ("first", "second", "actor", "sentence"),
    [
        (accept, accept, LENA, "You've said yes already."),
        (accept, decline, LENA, "You've said yes already."),
        (decline, accept, LENA, "You've said no already."),
        (accept, withdraw, JONAS, "Lena has said yes already."),
        (decline, withdraw, JONAS, "Lena has said no already."),
    ],
)
def test_the_second_click_hears_what_was_answered(
    duty: Duty, first: Callable[..., Swap], second: Callable[..., Swap], actor: str, sentence: str
) -> None:
    swap = asked(duty)
    duty.do(first, swap.id, LENA)
    before = who(duty)
    with pytest.raises(Conflict) as refusal:
        duty.do(second, swap.id, actor)
    assert str(refusal.value) == sentence
    assert who(duty) == before


def test_what_was_taken_back_can_no_longer_be_answered(duty: Duty) -> None:
    swap = asked(duty)
    duty.do(withdraw, swap.id, JONAS)
    for service in (accept, decline):
        with pytest.raises(
            Conflict, match="That's off: Jonas took it back, or the shifts have changed since"
        ):
            duty.do(service, swap.id, LENA)
    with pytest.raises(Conflict, match="You've taken that back already"):
        duty.do(withdraw, swap.id, JONAS)


def test_a_shift_that_somebody_took_meanwhile_is_not_swapped(duty: Duty) -> None:
    swap = asked(duty)
    duty.do(take, "web", PRIYA, at(12, 12), at(12, 15), PRIYA)
    overtaken = duty.do(accept, swap.id, LENA)
    assert overtaken.state is SwapState.WITHDRAWN
    assert duty.on_call(at(12)) == JONAS
    assert [one["what"] for one in duty.told(to=JONAS)] == ["swap_overtaken"]


def test_a_shift_in_return_that_changed_is_not_swapped_either(duty: Duty) -> None:
    swap = asked(duty)
    duty.do(take, "web", PRIYA, *THEIRS, PRIYA)
    assert duty.do(accept, swap.id, LENA).state is SwapState.WITHDRAWN
    assert who(duty) == [JONAS, JONAS, PRIYA, PRIYA]


def test_a_shift_that_has_begun_is_not_swapped_any_more(duty: Duty) -> None:
    swap = asked(duty)
    duty.clock.now = at(12, 10)
    assert duty.do(accept, swap.id, LENA).state is SwapState.WITHDRAWN
    with pytest.raises(Conflict, match="That shift has begun already"):
        asked(duty)


def test_who_asked_and_has_left_swaps_nothing(duty: Duty) -> None:
    swap = asked(duty)
    duty.deactivate(JONAS)
    assert duty.do(accept, swap.id, LENA).state is SwapState.WITHDRAWN


def test_who_is_away_neither_takes_nor_is_asked(duty: Duty) -> None:
    swap = asked(duty, back=None)
    duty.do(set_away, LENA, at(12).date(), at(12).date(), LENA)
    with pytest.raises(Conflict, match="You're away on some of that time"):
        duty.do(accept, swap.id, LENA)
    with pytest.raises(Conflict, match="Lena is away on some of that time"):
        duty.do(ask, "web", JONAS, LENA, (at(12), at(12, 18)), None)


def test_who_would_be_away_takes_nothing_in_return(duty: Duty) -> None:
    duty.do(set_away, JONAS, at(14).date(), at(14).date(), JONAS)
    with pytest.raises(Conflict, match="You're away on some of the time you'd take in return"):
        asked(duty)


def test_only_ones_own_shift_is_swapped_for_one_of_the_others(duty: Duty) -> None:
    with pytest.raises(Conflict, match="That isn't your shift any more"):
        duty.do(ask, "web", JONAS, LENA, THEIRS, None)
    with pytest.raises(Conflict, match="That isn't Lena's shift any more"):
        duty.do(ask, "web", JONAS, LENA, MINE, MINE)
    with pytest.raises(Unclear, match="That ends before it begins"):
        duty.do(ask, "web", JONAS, LENA, MINE[::-1], None)
    with pytest.raises(Unclear, match="That's you"):
        duty.do(ask, "web", JONAS, JONAS, MINE, None)


def test_nobody_is_asked_twice_for_the_same(duty: Duty) -> None:
    asked(duty)
    with pytest.raises(Conflict, match="You've asked Lena already"):
        asked(duty)


def test_a_form_that_arrives_twice_asks_once(duty: Duty) -> None:
    assert asked(duty, source_key="view:1") == asked(duty, source_key="view:1")
    assert len(duty.scene.notices(NoticeKind.SWAP_ASKED)) == 1


def test_only_who_was_asked_answers_and_only_who_asked_takes_back(duty: Duty) -> None:
    swap = asked(duty)
    for actor in (JONAS, PRIYA, MIA, OUTSIDER):
        for service in (accept, decline):
            with pytest.raises(NotAllowed, match="Only Lena, who was asked, can answer that"):
                duty.do(service, swap.id, actor)
    with pytest.raises(NotAllowed, match="Only Jonas, who asked, can take that back"):
        duty.do(withdraw, swap.id, LENA)
    with pytest.raises(Missing, match="I can't find that swap any more"):
        duty.do(accept, "wnothing", LENA)


@pytest.mark.parametrize(("actor", "other"), [(MIA, LENA), (JONAS, MIA), (OUTSIDER, LENA), (JONAS, OUTSIDER)])
def test_only_who_may_be_on_call_swaps(duty: Duty, actor: str, other: str) -> None:
    with pytest.raises(Conflict):
        duty.do(ask, "web", actor, other, MINE, None)
    assert duty.scene.notices(NoticeKind.SWAP_ASKED) == []


def test_both_find_what_is_still_to_be_answered(duty: Duty) -> None:
    swap = asked(duty)
    with duty.toolkit.ledger.read() as connection:
        assert [open_swaps(connection, one, duty.clock.now) for one in (JONAS, LENA)] == [[swap], [swap]]
        assert open_swaps(connection, PRIYA, duty.clock.now) == []
    duty.do(decline, swap.id, LENA)
    with duty.toolkit.ledger.read() as connection:
        assert open_swaps(connection, LENA, duty.clock.now) == []
