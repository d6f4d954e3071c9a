"""The forms of duty: taking, swapping, being away, and a rota with its next ten shifts."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.company.rota import HandOver
from bot.people import Facts, remember
from db.errors import Conflict
from db.kinds import NoticeKind
from handlers.names import (
    ONCALL_ADD_LAYER,
    ONCALL_BACK_TO_FILE,
    ONCALL_DROP_LAYER,
    ONCALL_EDIT,
    ONCALL_RAISE_LAYER,
    ONCALL_SWAP,
    ONCALL_SWAP_NO,
    ONCALL_SWAP_WITHDRAW,
    ONCALL_SWAP_YES,
    ONCALL_TAKE,
)
from handlers.oncall_form import LOOK, filled
from handlers.views.oncall.forms import SWAP_PERSON
from tests import companies
from tests.bot.requests.scene import DEV, JONAS, KIM, LENA, MIA, PRIYA, TOM
from tests.companies import WORKSPACE
from tests.handlers.duty_at_the_door import Duty, berlin, company, duty, forms, opened, shown
from tests.handlers.syncs_at_the_door import texts

__all__ = ["company", "duty"]

LENAS = ("2026-03-12T08:00:00+00:00", "2026-03-13T08:00:00+00:00")  # Thursday, nine to nine in Berlin


def swap_id(duty: Duty) -> str:
    found: str = duty.scene.notices(NoticeKind.SWAP_ASKED)[-1]["detail"]["swap_id"]
    return found


def test_a_stretch_is_taken_for_somebody_else(duty: Duty) -> None:
    view = opened(duty, JONAS, ONCALL_TAKE)
    filled = {
        "first_day": "2026-03-13",
        "from_time": "10:00",
        "last_day": "2026-03-13",
        "until_time": "12:00",
    }
    assert duty.submit(JONAS, view, person=LENA, **filled).errors == {}
    (made,) = duty.overrides()
    assert (made.user_id, made.starts_at) == (LENA, berlin("2026-03-13T10:00"))
    assert duty.last_told(JONAS).startswith("Lena is on call for the Web Team from")


def test_the_form_begins_with_tomorrow_from_hand_over_to_hand_over_and_oneself(duty: Duty) -> None:
    said = texts(opened(duty, LENA, ONCALL_TAKE)["blocks"])
    assert f'"initial_user": "{LENA}"' in said
    assert [day for day in ("2026-03-11", "2026-03-12", "09:00") if day not in said] == []


def test_an_end_before_the_beginning_is_said_beside_its_field(duty: Duty) -> None:
    view = opened(duty, JONAS, ONCALL_TAKE)
    answer = duty.submit(JONAS, view, first_day="2026-03-13", last_day="2026-03-12")
    assert answer.errors == {"oncall.last_day": "That ends before it begins. Choose a later day or time."}


@pytest.mark.parametrize(
    ("first", "last", "sentence"),
    [
        ("2026-03-02", "2026-03-03", "That's over already"),
        ("2026-03-12", "2026-04-20", "That's more than 31 days"),
    ],
)
def test_a_time_that_cannot_be_is_said_beside_its_field(
    duty: Duty, first: str, last: str, sentence: str
) -> None:
    answer = duty.submit(JONAS, opened(duty, JONAS, ONCALL_TAKE), first_day=first, last_day=last)
    assert answer.errors["oncall.last_day"].startswith(sentence)
    assert duty.overrides() == ()


def test_somebody_of_another_team_cannot_be_put_on_call(duty: Duty) -> None:
    answer = duty.submit(JONAS, opened(duty, JONAS, ONCALL_TAKE), person=TOM)
    assert "Tom isn't one of the Web Team" in next(iter(answer.errors.values()))
    assert duty.overrides() == ()


def test_a_form_sent_twice_takes_it_once(duty: Duty) -> None:
    view = opened(duty, JONAS, ONCALL_TAKE)
    days = {"first_day": "2026-03-12", "last_day": "2026-03-13"}
    for _ in range(2):
        assert duty.submit(JONAS, view, **days).errors == {}
    assert len(duty.overrides()) == 1


def test_the_bridge_chooses_for_which_team(duty: Duty) -> None:
    view = opened(duty, PRIYA, ONCALL_TAKE)
    duty.submit(PRIYA, view, which_team="data", first_day="2026-03-12", last_day="2026-03-13")
    assert duty.on_call("2026-03-12T12:00", "data") == PRIYA


def test_the_team_that_was_looked_at_stands_in_the_form_first(duty: Duty) -> None:
    view = opened(duty, PRIYA, ONCALL_TAKE, "data")
    duty.submit(PRIYA, view, first_day="2026-03-12", last_day="2026-03-13")
    assert duty.on_call("2026-03-13T12:00", "data") == PRIYA
    assert [one.team_id for one in duty.overrides()] == ["data"]


def test_a_swap_is_asked_and_one_click_changes_both_shifts(duty: Duty) -> None:
    view = opened(duty, JONAS, ONCALL_SWAP)
    assert duty.submit(JONAS, view, **{f"back.{LENA}": "web " + " ".join(LENAS)}).errors == {}
    assert duty.last_told(JONAS) == "I've asked Lena. Until they say yes, your shift stays yours."
    assert duty.on_call("2026-03-11T12:00") == JONAS, "nothing changes before the answer"
    duty.press_on(LENA, ONCALL_SWAP_YES, swap_id(duty), channel="D0LENA")
    assert duty.on_call("2026-03-11T12:00") == LENA
    assert duty.on_call("2026-03-12T12:00") == JONAS


def test_nothing_need_be_given_in_return(duty: Duty) -> None:
    duty.submit(JONAS, opened(duty, JONAS, ONCALL_SWAP))
    duty.press_on(LENA, ONCALL_SWAP_YES, swap_id(duty))
    assert duty.on_call("2026-03-11T12:00") == LENA
    assert duty.on_call("2026-03-12T12:00") == LENA


def test_what_is_declined_or_taken_back_cannot_be_accepted_any_more(duty: Duty) -> None:
    duty.submit(JONAS, opened(duty, JONAS, ONCALL_SWAP))
    first = swap_id(duty)
    duty.press_on(LENA, ONCALL_SWAP_NO, first)
    duty.press_on(LENA, ONCALL_SWAP_YES, first)
    assert duty.last_told(LENA) == "You've said no already."
    duty.submit(JONAS, {**opened(duty, JONAS, ONCALL_SWAP), "id": "V2"})
    second = swap_id(duty)
    duty.press_on(JONAS, ONCALL_SWAP_WITHDRAW, second)
    assert duty.last_told(JONAS) == "Taken back. Your shift stays yours."
    duty.press_on(LENA, ONCALL_SWAP_YES, second)
    assert "took it back" in duty.last_told(LENA)
    assert duty.on_call("2026-03-11T12:00") == JONAS


def test_only_whoever_was_asked_answers(duty: Duty) -> None:
    duty.submit(JONAS, opened(duty, JONAS, ONCALL_SWAP))
    duty.press_on(DEV, ONCALL_SWAP_YES, swap_id(duty))
    assert "Only Lena" in duty.last_told(DEV)
    duty.press_on(LENA, ONCALL_SWAP_WITHDRAW, swap_id(duty))
    assert "Only Jonas" in duty.last_told(LENA)


def test_a_swap_that_was_overtaken_says_so_to_whoever_accepts(duty: Duty) -> None:
    duty.submit(JONAS, opened(duty, JONAS, ONCALL_SWAP))
    asked = swap_id(duty)
    duty.command(PRIYA, "/oncall override web wed")
    duty.press_on(LENA, ONCALL_SWAP_YES, asked)
    assert duty.last_told(LENA).startswith("The shifts have changed since Jonas asked")
    assert duty.on_call("2026-03-11T12:00") == PRIYA


def test_choosing_somebody_else_offers_their_shifts(duty: Duty) -> None:
    view = opened(duty, JONAS, ONCALL_SWAP)
    said = texts(view["blocks"])
    assert "Wed 11 Mar 09:00 to Thu 12 Mar 09:00" in said, "one of his"
    assert "Thu 12 Mar 09:00 to Fri 13 Mar 09:00" in said, "one of Lena's"
    duty.press_in(JONAS, view, SWAP_PERSON, PRIYA, person=PRIYA)
    assert "Thu 12 Mar 09:00 to Fri 13 Mar 09:00" not in texts(duty.redrawn()["blocks"]), "Priya has none"


def test_those_who_take_turns_are_offered_first_and_then_the_others_who_may(duty: Duty) -> None:
    menus = [block["element"] for block in opened(duty, JONAS, ONCALL_SWAP)["blocks"] if "element" in block]
    (people,) = [menu for menu in menus if menu["action_id"] == SWAP_PERSON]
    assert [one["value"] for one in people["options"]] == [LENA, PRIYA]


def test_whoever_has_no_shift_to_come_has_nothing_to_swap(duty: Duty) -> None:
    assert "Your shift has begun, and no other comes" in shown(duty.command(DEV, "/oncall swap"))
    duty.press_on(KIM, ONCALL_SWAP, "data")
    assert duty.last_told(KIM).startswith("You have no shift to come in the next 60 days")
    assert forms(duty) == 0


def test_the_form_of_a_rota_shows_the_next_ten_shifts(duty: Duty) -> None:
    said = texts(opened(duty, JONAS, ONCALL_EDIT)["blocks"])
    assert "*The next 10 shifts*, by the clock in Berlin:" in said
    assert "• until Wed 11 Mar 09:00: *Lena* (Turns)" in said
    assert "• Wed 11 Mar 09:00 to Thu 12 Mar 09:00: *Jonas* (Turns)" in said
    assert said.count("•") == 10
    assert "in the order in which you choose them" in said


def test_the_shifts_are_drawn_anew_as_one_types_and_nothing_else_is_lost(duty: Duty) -> None:
    view = opened(duty, JONAS, ONCALL_EDIT)
    duty.enter(JONAS, view, "people", people=[LENA, JONAS], name="Half typed")
    redrawn = texts(duty.redrawn()["blocks"])
    assert "• Wed 11 Mar 09:00 to Thu 12 Mar 09:00: *Lena* (Half typed)" in redrawn
    assert duty.scene.toolkit.duties.board().state.rotas == {}, "nothing is saved yet"


def test_what_changes_no_shift_draws_nothing(duty: Duty) -> None:
    view = opened(duty, JONAS, ONCALL_EDIT)
    duty.enter(JONAS, view, "hours", hours=" ")
    assert duty.scene.notices(NoticeKind.VIEW_CHANGED) == []


def test_what_is_saved_unseen_is_shown_first_and_then_counts(duty: Duty) -> None:
    view = opened(duty, JONAS, ONCALL_EDIT)
    answer = duty.submit(JONAS, view, people=[LENA, JONAS])
    assert answer.errors == {"oncall.rota.zone": LOOK}
    assert duty.on_call("2026-03-11T12:00") == JONAS
    assert duty.submit(JONAS, duty.redrawn()).errors == {}
    assert duty.on_call("2026-03-11T12:00") == LENA
    assert duty.scene.notices(NoticeKind.DUTY_TOLD)[-1]["detail"]["what"] == "rota_changed"


@pytest.mark.parametrize(
    ("entered", "field", "said"),
    [
        ({"people": []}, "people", "Choose at least one person."),
        ({"people": [TOM]}, "people", "Tom Reed isn't one of the Web Team"),
        ({"at": None}, "at", "Choose at what time the next one takes over."),
        ({"first": None}, "first", "Choose from which day on."),
        ({"name": None}, "name", "Give the layer a name."),
        ({"hours": "now and then"}, "hours", 'I did not understand "now and then".'),
        ({"hours": "mon-fri 17:00-9:00"}, "hours", "ends before it begins"),
    ],
)
def test_what_is_in_the_way_is_said_beside_its_field(
    duty: Duty, entered: dict[str, Any], field: str, said: str
) -> None:
    answer = duty.submit(JONAS, opened(duty, JONAS, ONCALL_EDIT), **entered)
    assert list(answer.errors) == [f"oncall.rota.turns.{field}"]
    assert said in answer.errors[f"oncall.rota.turns.{field}"]


def test_a_weekly_hand_over_wants_its_weekday_and_a_fitting_first_day(duty: Duty) -> None:
    view = opened(duty, JONAS, ONCALL_EDIT)
    duty.enter(JONAS, view, "rhythm", rhythm="weekly")
    weekly = duty.redrawn()
    assert "Choose the one weekday" in texts(weekly["blocks"])
    answer = duty.submit(JONAS, weekly, days=["tue"])
    assert list(answer.errors) == ["oncall.rota.turns.first"]
    assert "a Tuesday" in answer.errors["oncall.rota.turns.first"]
    duty.enter(JONAS, weekly, "days", days=["mon"], every="2", hours="mon-fri 9:00-17:00")
    assert duty.submit(JONAS, duty.redrawn()).errors == {}
    (layer,) = duty.scene.toolkit.duties.board().state.rotas["web"].layers
    assert layer.hand_over == HandOver("weekly", layer.hand_over.at, (0,), 2)
    assert layer.hours is not None
    assert [len(day) for day in layer.hours] == [1, 1, 1, 1, 1, 0, 0]


def test_layers_are_added_raised_and_removed(duty: Duty) -> None:
    view = opened(duty, JONAS, ONCALL_EDIT)
    duty.press_in(JONAS, view, ONCALL_ADD_LAYER, "add")
    two = duty.redrawn()
    assert "Layer 2, where those above have nobody" in texts(two["blocks"])
    assert "The next shifts* show as soon as this is right" in texts(two["blocks"])
    duty.press_in(JONAS, two, f"{ONCALL_RAISE_LAYER}.layer-1", "layer-1")
    upside_down = texts(duty.redrawn()["blocks"])
    assert upside_down.index("oncall.rota.layer-1.name") < upside_down.index("oncall.rota.turns.name")
    duty.press_in(JONAS, duty.redrawn(), f"{ONCALL_DROP_LAYER}.layer-1", "layer-1")
    one = duty.redrawn()
    assert "oncall.rota.layer-1" not in texts(one["blocks"])
    assert duty.submit(JONAS, one).errors == {}


def test_four_layers_are_the_most(duty: Duty) -> None:
    view = opened(duty, JONAS, ONCALL_EDIT)
    for _ in range(3):
        duty.press_in(JONAS, view, ONCALL_ADD_LAYER, "add")
        view = duty.redrawn()
    assert "Add a layer" not in texts(view["blocks"])


def test_a_rota_of_more_layers_than_fit_is_left_to_the_company_file(duty: Duty) -> None:
    board = duty.scene.toolkit.duties.board()
    web = board.company.team("web")
    assert web.rota is not None
    layers = tuple(replace(web.rota.layers[0], id=f"l{number}") for number in range(5))
    crowded = replace(web, rota=replace(web.rota, layers=layers))
    with pytest.raises(Conflict, match="company file"):
        filled(board, crowded, duty.scene.clock.now)


def test_who_has_left_is_named_before_saving_leaves_them_out(duty: Duty) -> None:
    gone = Facts(LENA, WORKSPACE, "Lena Graf", companies.LENA, deactivated=True)
    duty.scene.do(lambda desk: remember(desk.unit, [gone], desk.now))
    duty.scene.toolkit.directory.refresh()
    view = opened(duty, JONAS, ONCALL_EDIT)
    assert "Not in Slack any more, so saving leaves them out: Lena Graf." in texts(view["blocks"])
    assert duty.submit(JONAS, view).errors == {}
    (layer,) = duty.scene.toolkit.duties.board().state.rotas["web"].layers
    assert layer.people == (companies.JONAS,)


def test_the_file_counts_again_with_one_click(duty: Duty) -> None:
    view = opened(duty, JONAS, ONCALL_EDIT)
    assert "Back to the company file" not in texts(view["blocks"])
    duty.submit(JONAS, view, people=[LENA])
    duty.submit(JONAS, duty.redrawn())
    assert duty.on_call("2026-03-11T12:00") == LENA
    changed = opened(duty, JONAS, ONCALL_EDIT)
    duty.press_in(JONAS, changed, ONCALL_BACK_TO_FILE, "web")
    assert duty.on_call("2026-03-11T12:00") == JONAS
    assert "Back to the company file" not in texts(duty.redrawn()["blocks"])
    duty.press_on(LENA, ONCALL_BACK_TO_FILE, "web")
    assert "already" in duty.last_told(LENA)


def test_a_team_without_a_rota_is_offered_one_to_begin_with(duty: Duty) -> None:
    view = opened(duty, DEV, ONCALL_EDIT, "data")
    assert "Everybody" in texts(view["blocks"])
    assert duty.submit(DEV, view).errors == {}
    assert "data" in duty.scene.toolkit.duties.board().state.rotas


def test_others_do_not_change_a_rota(duty: Duty) -> None:
    view = opened(duty, JONAS, ONCALL_EDIT)
    duty.submit(DEV, view, people=[LENA])
    assert "the Web Team" in duty.last_told(DEV)
    assert duty.scene.toolkit.duties.board().state.rotas == {}
    assert "Shifts are taken by" in shown(duty.command(MIA, "/oncall edit"))


def test_the_forms_open_from_the_command_too(duty: Duty) -> None:
    for line in ("override", "swap", "away", "edit", "edit web", "week"):
        duty.command(JONAS, f"/oncall {line}")
        duty.opened()
    assert forms(duty) == 6
