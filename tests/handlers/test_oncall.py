"""`/oncall` in words and buttons: who is there, what is taken, and what people are told who may not."""

from __future__ import annotations

import pytest

from db.kinds import NoticeKind
from handlers.names import (
    ONCALL_AWAY,
    ONCALL_CALENDAR,
    ONCALL_EDIT,
    ONCALL_END_ADDRESS,
    ONCALL_NEW_ADDRESS,
    ONCALL_SWAP,
    ONCALL_TAKE,
    ONCALL_TAKE_GAP,
    ONCALL_TEAM,
    ONCALL_TURN_WEEK,
    ONCALL_UNDO,
    ONCALL_WEEK,
)
from tests.bot.requests.scene import ADA, DEV, JONAS, KIM, LENA, MIA, OUTSIDER, PRIYA
from tests.handlers.duty_at_the_door import HERE, Duty, berlin, company, duty, forms, shown
from tests.handlers.knocking import button, buttons
from tests.handlers.syncs_at_the_door import texts

__all__ = ["company", "duty"]


def labels(answer_blocks: list[dict[str, object]]) -> list[str]:
    return [one["text"]["text"] for one in buttons(answer_blocks) if "text" in one]


def test_it_says_who_is_there_until_when_and_who_comes_next(duty: Duty) -> None:
    said = shown(duty.command(MIA, "/oncall"))
    assert "Web Team: *Lena* until <!date^" in said
    assert ", then *Jonas*" in said
    assert "Data Team: *Dev*" in said, "who takes no turns is always there"


def test_ones_own_team_comes_first_and_oneself_is_you(duty: Duty) -> None:
    said = shown(duty.command(DEV, "/oncall"))
    assert said.index("Data Team") < said.index("Web Team")
    assert "Data Team: *you*" in said


def test_one_team_is_named_by_its_id_its_name_or_its_name_without_team(duty: Duty) -> None:
    for name in ("web", "Web Team", "WEB"):
        said = shown(duty.command(MIA, f"/oncall {name}"))
        assert "On call for Web Team" in said
        assert "Data Team" not in said


def test_a_team_that_nobody_knows_is_answered_with_the_nearest(duty: Duty) -> None:
    said = shown(duty.command(MIA, "/oncall wbe team"))
    assert said == (
        'I know no team "wbe team". Did you mean "Web Team"? `/oncall` shows all of them. `/oncall help` '
        "says what else you can write."
    )


def test_of_one_team_it_says_who_is_asked_when_there_is_no_answer(duty: Duty) -> None:
    assert "If there's no answer: *Jonas*." in shown(duty.command(MIA, "/oncall web"))
    assert "no answer" not in shown(duty.command(MIA, "/oncall")), "of all of them that is too much"


def test_a_team_without_turns_offers_no_calendar_of_them(duty: Duty) -> None:
    assert labels(duty.command(MIA, "/oncall web").blocks) == ["Week view", "This rota in my calendar"]
    assert labels(duty.command(MIA, "/oncall data").blocks) == ["Week view"]


@pytest.mark.parametrize("word", ["mine", "me", "my shifts"])
def test_ones_own_shifts_are_listed_by_ones_own_clock(duty: Duty, word: str) -> None:
    duty.command(JONAS, "/oncall override thursday")
    said = shown(duty.command(JONAS, f"/oncall {word}"))
    assert "*Your shifts in the next 60 days*, by your clock: Berlin time." in said
    assert "• Wed 11 Mar 09:00 to Thu 12 Mar 09:00: Web Team\\n" in said
    assert "• Thu 12 Mar 09:00 to Fri 13 Mar 09:00: Web Team (taken)" in said
    assert "more." in said
    lenas = shown(duty.command(LENA, f"/oncall {word}"))
    assert "• now, until Wed 11 Mar 09:00: Web Team" in lenas


def test_whoever_is_always_there_or_never_reads_that_too(duty: Duty) -> None:
    assert "• now, and all the time: Data Team" in shown(duty.command(DEV, "/oncall mine"))
    assert "You have no shift in the next 60 days." in shown(duty.command(KIM, "/oncall mine"))
    assert "there's nothing for you to do" in shown(duty.command(MIA, "/oncall mine"))


def test_whoever_takes_no_turns_may_look_and_is_offered_nothing_else(duty: Duty) -> None:
    assert labels(duty.command(MIA, "/oncall").blocks) == ["Week view"]
    offered = labels(duty.command(JONAS, "/oncall").blocks)
    assert offered[:4] == ["Week view", "I take a shift", "Swap", "I'm away"]
    assert offered[4:] == ["My shifts in my calendar", "Change the rota"]


@pytest.mark.parametrize(
    "line",
    ["", "web", "override thursday", "swap", "away thursday", "edit", "week", "help"],
)
def test_people_of_other_companies_are_told_whom_to_ask(duty: Duty, line: str) -> None:
    said = shown(duty.command(OUTSIDER, f"/oncall {line}"))
    assert said.startswith("Who is on call is shown to people of this company.")
    assert forms(duty) == 0


def test_help_says_what_there_is(duty: Duty) -> None:
    said = shown(duty.command(MIA, "/oncall help"))
    assert [word for word in ("override", "swap", "away", "edit", "week") if word not in said] == []


def test_a_day_that_is_taken_in_words_goes_from_hand_over_to_hand_over(duty: Duty) -> None:
    answer = duty.command(JONAS, "/oncall override thursday")
    said = shown(answer)
    assert "You're on call for the Web Team from <!date^" in said
    assert "instead of Lena" in said
    (made,) = duty.overrides()
    assert (made.user_id, made.starts_at, made.ends_at) == (
        JONAS,
        berlin("2026-03-12T09:00"),
        berlin("2026-03-13T09:00"),
    )
    assert duty.on_call("2026-03-12T12:00") == JONAS
    assert [notice["detail"]["what"] for notice in duty.scene.notices(NoticeKind.DUTY_TOLD)] == ["taken"]


def test_hours_are_taken_as_they_are_written(duty: Duty) -> None:
    duty.command(JONAS, "/oncall override web thu 14:00-18:00")
    (made,) = duty.overrides()
    assert (made.starts_at, made.ends_at) == (berlin("2026-03-12T14:00"), berlin("2026-03-12T18:00"))


def test_what_is_not_understood_is_said_in_the_form_that_opens(duty: Duty) -> None:
    duty.command(JONAS, "/oncall override when the moon is full")
    view = duty.opened()
    assert "I did not understand" in texts(view["blocks"])
    assert "when the moon is full" in texts(view["blocks"])
    assert duty.overrides() == ()


def test_a_day_in_two_senses_is_asked_about(duty: Duty) -> None:
    duty.command(JONAS, "/oncall override next friday")
    assert "can be read in two ways" in texts(duty.opened()["blocks"])


def test_the_bridge_names_the_team_or_chooses_it_in_the_form(duty: Duty) -> None:
    duty.command(PRIYA, "/oncall override thursday")
    said = texts(duty.opened()["blocks"])
    assert "For which team?" in said
    assert '"initial_date": "2026-03-12"' in said
    duty.command(PRIYA, "/oncall override web thursday")
    assert duty.on_call("2026-03-12T12:00") == PRIYA


def test_others_are_told_who_may(duty: Duty) -> None:
    said = shown(duty.command(DEV, "/oncall override web thursday"))
    assert said.startswith("Who is on call for the Web Team is settled by its people")
    said = shown(duty.command(MIA, "/oncall override thursday"))
    assert said.startswith("Shifts are taken by the people of IT's teams")
    assert duty.overrides() == ()


def test_undo_gives_it_back_and_the_second_one_hears_that_it_is_done(duty: Duty) -> None:
    answer = duty.command(JONAS, "/oncall override thursday")
    undo = button(answer.blocks, "Undo")
    duty.door.click(JONAS, undo, HERE)
    assert duty.on_call("2026-03-12T12:00") == LENA
    assert duty.last_told(JONAS).startswith("Undone.")
    duty.door.click(LENA, undo, HERE)
    assert "already" in duty.last_told(LENA)


def test_whoever_may_not_undo_is_told_who_may(duty: Duty) -> None:
    undo = button(duty.command(JONAS, "/oncall override thursday").blocks, "Undo")
    for who in (DEV, OUTSIDER):
        duty.door.click(who, undo, HERE)
        assert "people" in duty.last_told(who)
    assert duty.on_call("2026-03-12T12:00") == JONAS


def test_a_gap_is_taken_with_one_click_and_by_one_person(duty: Duty) -> None:
    value = f"web|{berlin('2026-03-12T09:00').isoformat()}|{berlin('2026-03-12T17:00').isoformat()}"
    duty.press_on(JONAS, f"{ONCALL_TAKE_GAP}.0", value)
    assert duty.on_call("2026-03-12T12:00") == JONAS
    duty.press_on(JONAS, f"{ONCALL_TAKE_GAP}.0", value)
    assert "already" in duty.last_told(JONAS)
    assert len(duty.overrides()) == 1


def test_a_button_that_cannot_be_read_says_so(duty: Duty) -> None:
    duty.press_on(JONAS, f"{ONCALL_TAKE_GAP}.0", "web|yesterday")
    assert duty.last_told(JONAS) == "I can't read that button any more. `/oncall` shows who is on call."
    duty.press_on(JONAS, ONCALL_WEEK, "web someday")
    assert duty.last_told(JONAS) == "I can't read that button any more. `/oncall` shows who is on call."


def test_the_week_shows_each_day_and_what_was_changed_by_whom(duty: Duty) -> None:
    duty.command(JONAS, "/oncall override thursday")
    duty.command(LENA, "/oncall week")
    said = texts(duty.opened()["blocks"])
    assert "by your clock: Berlin time" in said
    assert "*Today*\\n00:00-09:00 *Jonas*\\n09:00-24:00 *you*" in said
    assert "*Thu 12 Mar*\\n00:00-09:00 *Jonas*\\n09:00-24:00 *Jonas* (taken)" in said
    assert 'Jonas, Thu 12 Mar 09:00 to Fri 13 Mar 09:00, instead of Lena"' in said, (
        "who made it is named where it was somebody else"
    )
    assert '"Undo"' in said


def test_somebody_elsewhere_sees_the_week_by_their_own_clock_and_cannot_undo(duty: Duty) -> None:
    duty.command(JONAS, "/oncall override thursday")
    duty.command(MIA, "/oncall week web")
    said = texts(duty.opened()["blocks"])
    assert "by your clock: London time" in said
    assert "09:00" not in said.split("*Thu 12 Mar*")[1].split("*Fri")[0], "it is eight o'clock in London"
    assert '"Undo"' not in said


def test_the_week_is_turned_and_another_team_is_chosen_in_the_same_window(duty: Duty) -> None:
    duty.press_on(JONAS, ONCALL_WEEK, "web")
    view = duty.opened()
    duty.press_in(JONAS, view, f"{ONCALL_TURN_WEEK}.2026-03-17", "web 2026-03-17")
    turned = duty.redrawn()
    assert "*Tue 17 Mar*" in texts(turned["blocks"])
    duty.press_in(JONAS, turned, ONCALL_TEAM, "data 2026-03-17")
    assert "No turns are taken here: it's always the owner." in texts(duty.redrawn()["blocks"])
    assert forms(duty) == 1


def test_undoing_in_the_week_shows_the_week_as_it_is_then(duty: Duty) -> None:
    duty.command(JONAS, "/oncall override thursday")
    duty.press_on(JONAS, ONCALL_WEEK, "web")
    view = duty.opened()
    (made,) = duty.overrides()
    duty.press_in(JONAS, view, f"{ONCALL_UNDO}.{made.id}", made.id)
    said = texts(duty.redrawn()["blocks"])
    assert "taken" not in said
    assert "*Thu 12 Mar*\\n00:00-09:00 *you*\\n09:00-24:00 *Lena*" in said


@pytest.mark.parametrize("name", [ONCALL_WEEK, ONCALL_TAKE, ONCALL_SWAP, ONCALL_AWAY, ONCALL_EDIT])
def test_no_button_opens_anything_for_people_of_other_companies(duty: Duty, name: str) -> None:
    duty.press_on(OUTSIDER, name, "web")
    assert forms(duty) == 0
    assert "people of this company" in duty.last_told(OUTSIDER)


@pytest.mark.parametrize("name", [ONCALL_TAKE, ONCALL_EDIT])
def test_the_forms_of_another_team_do_not_open(duty: Duty, name: str) -> None:
    duty.press_on(DEV, name, "web")
    assert forms(duty) == 0
    assert "the Web Team" in duty.last_told(DEV)


def test_a_team_that_left_the_company_file_is_said_to_be_gone(duty: Duty) -> None:
    duty.press_on(ADA, ONCALL_WEEK, "gone")
    assert "no team" in duty.last_told(ADA)


def test_without_an_address_of_its_own_it_says_how_to_get_a_file(duty: Duty) -> None:
    duty.press_on(JONAS, ONCALL_CALENDAR, "mine")
    assert "app.py calendar write" in duty.last_told(JONAS)
    duty.press_on(JONAS, ONCALL_NEW_ADDRESS, "web")
    assert "app.py calendar write" in duty.last_told(JONAS)
    duty.press_on(JONAS, ONCALL_END_ADDRESS, "web")
    assert duty.last_told(JONAS).startswith("That address has ended.")


def test_a_team_without_turns_has_no_calendar_of_them(duty: Duty) -> None:
    duty.press_on(JONAS, ONCALL_CALENDAR, "data")
    assert "takes no turns" in duty.last_told(JONAS)
