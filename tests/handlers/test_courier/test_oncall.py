"""Duty in Slack: what is told, asked and handed over, and the user group that follows the rota."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from bot.company import Company
from bot.oncall.absence import come_back, set_away
from bot.oncall.editing import back_to_file, save
from bot.oncall.gap_telling import look
from bot.oncall.groups import find_group
from bot.oncall.overriding import cancel, take
from bot.oncall.swapping import Swap, accept, ask, decline, withdraw
from bot.requests.working import acknowledge
from db.kinds import NoticeKind, NoticeState
from handlers.names import ONCALL_EDIT, ONCALL_SWAP_NO, ONCALL_SWAP_YES, ONCALL_TAKE_GAP, ONCALL_UNDO
from scheduler.jobs.oncall import look_after_duty
from tests.bot.oncall.duty import ROTA, TURNS, Duty, at, coming_overrides, with_rota
from tests.handlers.test_courier.conftest import ADA, JONAS, LENA, LIAISON, MIA, PRIYA, Stage
from workspace.state import Group

MINE, THEIRS = (at(12), at(13)), (at(13), at(14))
THURSDAY = "<!date^1773302400^{date_short_pretty} at {time}|Thu 12 Mar, 09:00 (Europe/Berlin)>"
FRIDAY = "<!date^1773388800^{date_short_pretty} at {time}|Fri 13 Mar, 09:00 (Europe/Berlin)>"
HANDLE = "@it-web-oncall"


@pytest.fixture
def company() -> Company:
    return with_rota(user_group=HANDLE)


@pytest.fixture
def duty(stage: Stage) -> Duty:
    return Duty(stage.toolkit, stage.clock)


def said(stage: Stage, channel: str = "C0WEB") -> list[dict[str, Any]]:
    stage.later(5)
    stage.say_all()
    return list(stage.workspace.messages(channel))


def direct(stage: Stage, user_id: str) -> list[dict[str, Any]]:
    """What this person has in their direct messages."""
    stage.later(5)
    stage.say_all()
    channel = stage.client.conversations_open(users=user_id)["channel"]["id"]
    return list(stage.workspace.messages(channel))


def buttons(message: dict[str, Any]) -> list[str]:
    rows = [block.get("elements", []) for block in message["blocks"] if block["type"] == "actions"]
    beside = [block["accessory"] for block in message["blocks"] if "accessory" in block]
    return [one["action_id"] for one in [*(each for row in rows for each in row), *beside]]


def test_a_stretch_that_was_taken_is_one_line_with_an_undo(stage: Stage, duty: Duty) -> None:
    made = duty.do(take, "web", LENA, *MINE, LENA)
    (line,) = said(stage)
    assert line["text"] == f"Lena takes duty from {THURSDAY} to {FRIDAY}, instead of Jonas."
    assert buttons(line) == [f"{ONCALL_UNDO}.{made.id}"]


def test_who_was_put_on_call_by_somebody_else_reads_it_alone(stage: Stage, duty: Duty) -> None:
    duty.do(take, "web", LENA, *MINE, JONAS)
    assert said(stage)[0]["text"].startswith("Jonas has put Lena on call from ")
    (mine,) = direct(stage, LENA)
    assert mine["text"].startswith("Jonas has put you on call for the Web Team from ")
    assert mine["text"].endswith(", instead of Jonas.")


def test_undone_it_says_whose_it_is(stage: Stage, duty: Duty) -> None:
    made = duty.do(take, "web", LENA, *MINE, LENA)
    duty.do(cancel, made.id, LENA)
    told = said(stage)[-1]["text"]
    assert told.startswith("Lena has undone that Lena takes duty from ")
    assert told.endswith("On call then: Jonas.")
    assert direct(stage, JONAS)[-1]["text"].endswith(": Lena gave it back.")


def test_what_an_admin_undid_is_told_as_theirs(stage: Stage, duty: Duty) -> None:
    made = duty.do(take, "web", LENA, *MINE, LENA)
    duty.do(cancel, made.id, ADA)
    assert direct(stage, JONAS)[-1]["text"].endswith(": Ada has undone that Lena takes it.")


def test_a_swap_is_asked_with_two_buttons_and_answered_in_the_same_message(stage: Stage, duty: Duty) -> None:
    swap = duty.do(ask, "web", JONAS, LENA, MINE, THEIRS)
    (question,) = direct(stage, LENA)
    assert question["text"].startswith("Jonas asks whether you'd take a shift for the Web Team from ")
    assert "In return Jonas would take yours from" in question["text"]
    assert buttons(question) == [ONCALL_SWAP_YES, ONCALL_SWAP_NO]
    duty.do(accept, swap.id, LENA)
    (answered,) = direct(stage, LENA)
    assert answered["text"].endswith("You said yes, so that shift is yours and the other is theirs.")
    assert buttons(answered) == []
    assert said(stage)[-1]["text"].startswith("Jonas and Lena have swapped: Lena is on call from ")
    assert direct(stage, JONAS)[-1]["text"].startswith("Lena said yes and has your shift for the Web Team ")


@pytest.mark.parametrize(
    ("service", "actor", "ending"),
    [
        (decline, LENA, "You said no, so it's still Jonas's."),
        (withdraw, JONAS, "That's off: it was taken back, or the shifts have changed since."),
    ],
)
def test_whatever_became_of_it_the_buttons_are_gone(
    stage: Stage, duty: Duty, service: Callable[..., Swap], actor: str, ending: str
) -> None:
    swap = duty.do(ask, "web", JONAS, LENA, MINE, None)
    direct(stage, LENA)
    duty.do(service, swap.id, actor)
    (question,) = direct(stage, LENA)
    assert question["text"].endswith(ending)
    assert buttons(question) == []


def test_a_no_is_told_to_whoever_asked(stage: Stage, duty: Duty) -> None:
    swap = duty.do(ask, "web", JONAS, LENA, MINE, None)
    duty.do(decline, swap.id, LENA)
    assert direct(stage, JONAS)[-1]["text"].startswith("Lena can't take your shift for the Web Team from ")
    assert direct(stage, LENA) == [], "settled before it was asked"


def test_a_yes_that_came_too_late_is_told_to_whoever_asked(stage: Stage, duty: Duty) -> None:
    swap = duty.do(ask, "web", JONAS, LENA, MINE, None)
    duty.do(take, "web", PRIYA, *MINE, PRIYA)
    duty.do(accept, swap.id, LENA)
    told = direct(stage, JONAS)[-1]["text"]
    assert told.startswith("Lena said yes, but the shifts have changed since you asked")


def test_who_cannot_be_reached_is_told_to_whoever_asked(stage: Stage, duty: Duty) -> None:
    duty.do(ask, "web", JONAS, LENA, MINE, None)
    duty.deactivate(LENA)
    told = direct(stage, JONAS)[-1]["text"]
    assert told.startswith("I couldn't reach Lena in Slack, so your shift from ")


def test_a_swap_without_return_and_its_undoing_are_told(stage: Stage, duty: Duty) -> None:
    duty.do(accept, duty.do(ask, "web", JONAS, LENA, MINE, None).id, LENA)
    assert said(stage)[-1]["text"] == f"Lena takes duty from {THURSDAY} to {FRIDAY}, instead of Jonas."
    with stage.toolkit.ledger.read() as connection:
        (made,) = coming_overrides(connection, "web", stage.clock.now)
    duty.do(cancel, made.id, JONAS)
    undone = "Jonas has undone the swap of Jonas and Lena: both have their own shifts again."
    assert said(stage)[-1]["text"] == undone


def test_days_away_name_who_stands_in(stage: Stage, duty: Duty) -> None:
    day = MINE[0].date()
    duty.do(set_away, JONAS, day, day, JONAS)
    told = said(stage)[-1]["text"].splitlines()
    assert told[0] == "Jonas is away on Thu 12 Mar. On call instead:"
    assert told[1].startswith(f"• Lena from {THURSDAY} to ")
    mine = direct(stage, LENA)[-1]["text"]
    assert mine.startswith("Jonas is away on Thu 12 Mar, so you're on call for the Web Team:\n• from ")
    duty.do(come_back, JONAS, JONAS)
    assert said(stage)[-1]["text"].startswith("Jonas is back, so nobody needs to stand in any more:\n• Lena ")
    assert direct(stage, LENA)[-1]["text"].startswith("Jonas is back, so you needn't stand in for the Web ")


def test_days_that_are_given_up_name_who_need_not_stand_in(stage: Stage, duty: Duty) -> None:
    duty.do(set_away, JONAS, at(12).date(), at(20).date(), JONAS)
    duty.do(set_away, JONAS, at(12).date(), at(13).date(), JONAS)
    told = said(stage)[-1]["text"].splitlines()
    assert told[0] == "Jonas is away on other days now, so nobody needs to stand in any more:"
    assert told[1].startswith("• Lena from ")
    assert direct(stage, LENA)[-1]["text"].startswith(
        "Jonas is away on other days now, so you needn't stand in "
    )


def test_many_days_away_are_a_few_lines(stage: Stage, duty: Duty) -> None:
    duty.do(set_away, JONAS, at(12).date(), at(31).date(), JONAS)
    told = said(stage)[-1]["text"].splitlines()
    assert len(told) == 7
    assert told[-1].endswith("more; `/oncall` shows them")


def test_a_changed_rota_names_who_is_on_call_from_now_on(stage: Stage, duty: Duty) -> None:
    other = replace(ROTA, layers=(replace(TURNS, people=TURNS.people[::-1]),))
    duty.do(save, "web", other, JONAS)
    told = said(stage)[-1]["text"].splitlines()
    assert told[0] == "Jonas has changed the rota of the Web Team. On call from now on:"
    assert [line.split()[1] for line in told[1:]] == ["Lena", "Jonas", "Lena"]
    duty.do(back_to_file, "web", JONAS)
    assert said(stage)[-1]["text"].startswith("Jonas has put the rota of the Web Team back to the company ")


def test_a_shift_hands_over_what_is_open_with_both_named(stage: Stage, duty: Duty) -> None:
    request = stage.filed()
    duty.do(acknowledge, request.id, JONAS)
    stage.say_all()
    look_after_duty(stage.toolkit)
    stage.clock.now = at(11)
    look_after_duty(stage.toolkit)
    message = said(stage)[-1]
    heading, *groups = [block["text"]["text"] for block in message["blocks"] if block["type"] == "section"]
    assert heading == f"<@{JONAS}> hands over to <@{LENA}>, who is on call for the Web Team now."
    assert any("sign-up form on our landing page" in group and "Jonas has it" in group for group in groups)
    assert "|card>" in "".join(groups)
    assert message["text"] == "Jonas hands over to Lena: 1 open."


def test_with_nothing_open_it_says_so_in_a_line(stage: Stage, duty: Duty) -> None:
    look_after_duty(stage.toolkit)
    stage.clock.now = at(11)
    look_after_duty(stage.toolkit)
    message = said(stage)[-1]
    assert message["blocks"][0]["text"]["text"].endswith("on call for the Web Team now. Nothing is open.")
    assert len(message["blocks"]) == 1


def test_what_comes_late_says_why_and_what_is_at_risk(stage: Stage, duty: Duty) -> None:
    stage.filed()
    look_after_duty(stage.toolkit)
    stage.clock.now = at(11, 8)
    look_after_duty(stage.toolkit)
    stage.clock.now = at(11, 9, 30)
    look_after_duty(stage.toolkit)
    message = said(stage)[-1]
    assert message["blocks"][-1]["elements"][0]["text"] == (
        "Later than planned: the bot was down 08:00–09:30."
    )
    assert "*At risk*" in message["blocks"][1]["text"]["text"]
    assert "nobody has it yet; " in message["blocks"][1]["text"]["text"]


def test_gaps_are_told_with_a_button_each(stage: Stage, duty: Duty) -> None:
    day = MINE[0].date()
    duty.do(set_away, JONAS, day, day, JONAS)
    duty.do(look, duty.board())
    message = said(stage)[-1]
    assert "nobody of the rota is on call for the Web Team" in message["text"]
    assert buttons(message) == [f"{ONCALL_TAKE_GAP}.0"]
    value = message["blocks"][1]["accessory"]["value"]
    assert value == f"web|{at(12).isoformat()}|{at(13, 0).isoformat()}"


def test_somebody_who_has_left_is_told_of_with_a_way_to_mend_it(stage: Stage, duty: Duty) -> None:
    duty.deactivate(LENA)
    look_after_duty(stage.toolkit)
    message = next(one for one in said(stage) if "can't be reached in Slack any more" in one["text"])
    assert message["text"].startswith("⚠️ Lena Graf can't be reached")
    assert buttons(message) == [ONCALL_EDIT]
    assert any("Lena Graf can't be reached" in one["text"] for one in direct(stage, ADA))


def test_a_channel_that_is_gone_sends_the_line_to_the_owner(stage: Stage, duty: Duty) -> None:
    stage.workspace.office.state.channels["C0WEB"].archived = True
    duty.do(take, "web", LENA, *MINE, LENA)
    assert direct(stage, JONAS)[-1]["text"].startswith("Lena takes duty from ")


def test_a_team_that_has_left_the_company_file_is_told_nothing(stage: Stage, duty: Duty) -> None:
    for kind in (NoticeKind.DUTY_TOLD, NoticeKind.SHIFT_HANDED_OVER, NoticeKind.GAPS_FOUND):
        assert stage.courier.deliver(stage.notice(kind, team_id="gone")).ts is None
    assert stage.courier.deliver(stage.notice(NoticeKind.GROUP_DUE, team_id="gone")).ts is None
    assert stage.courier.deliver(stage.notice(NoticeKind.SWAP_ASKED, swap_id="gone")).ts is None


class TestTheUserGroup:
    @pytest.fixture
    def group(self, stage: Stage) -> Group:
        found = Group("S0WEB", "Web on call", "it-web-oncall", "", [MIA], 0)
        stage.workspace.office.state.groups[found.id] = found
        return found

    def tick(self, stage: Stage) -> None:
        stage.toolkit.duties.catch_up()
        look_after_duty(stage.toolkit)
        stage.later(5)
        stage.say_all()

    def problem(self, stage: Stage) -> str | None:
        with stage.toolkit.ledger.read() as connection:
            return find_group(connection, "web").problem

    def test_it_follows_the_rota(self, stage: Stage, group: Group) -> None:
        self.tick(stage)
        assert group.users == [JONAS]
        assert self.problem(stage) is None
        stage.clock.now = at(11)
        self.tick(stage)
        assert group.users == [LENA]

    def test_an_override_counts(self, stage: Stage, duty: Duty, group: Group) -> None:
        duty.do(take, "web", PRIYA, at(10, 13), at(10, 18), PRIYA)
        self.tick(stage)
        assert group.users == [PRIYA]

    def test_what_somebody_changed_by_hand_is_set_right_and_told_once(
        self, stage: Stage, group: Group
    ) -> None:
        self.tick(stage)
        for day in (11, 12):
            group.users = [MIA]
            stage.clock.now = at(day, 23)
            self.tick(stage)
            assert group.users == [LENA if day == 11 else JONAS]
        told = [one["text"] for one in direct(stage, ADA) if "was changed by hand" in one["text"]]
        assert told == [
            "The user group @it-web-oncall of the Web Team was changed by hand. It follows the rota, so I've "
            "put Lena, who is on call, back in."
        ]

    def test_a_handle_that_is_not_there_is_told_with_what_to_do(self, stage: Stage) -> None:
        self.tick(stage)
        self.tick(stage)
        assert self.problem(stage) == "no_such_handle"
        told = [one["text"] for one in direct(stage, ADA)]
        assert len(told) == 1
        assert "there's no such user group. Make it in Slack" in told[0]

    @pytest.mark.parametrize(
        ("code", "words"),
        [
            ("missing_scope", "Add the scopes `usergroups:read` and `usergroups:write`"),
            ("permission_denied", "the workspace doesn't let me change user groups"),
            ("plan_upgrade_required", "paid plans only"),
            ("something_new", "Slack refused it (something_new). I'll try again tomorrow."),
        ],
    )
    def test_what_slack_refuses_is_told_once_and_tried_again_a_day_later(
        self, stage: Stage, group: Group, code: str, words: str
    ) -> None:
        for _ in range(2):
            stage.workspace.faults.slack_error("usergroups.users.update", code)
            self.tick(stage)
            self.tick(stage)
            assert self.problem(stage) == code
            assert group.users == [MIA]
            stage.clock.advance(days=1)
        assert len([one for one in direct(stage, ADA) if words in one["text"]]) == 1
        self.tick(stage)
        assert group.users != [MIA]
        assert self.problem(stage) is None

    def test_a_guest_is_left_out_and_the_group_stays_as_it_is(self, stage: Stage, group: Group) -> None:
        stage.workspace.office.state.users[JONAS].is_restricted = True
        self.tick(stage)
        assert group.users == [MIA]
        assert any("guests can't be put into it" in one["text"] for one in direct(stage, ADA))
        stage.clock.now = at(11)
        self.tick(stage)
        assert group.users == [LENA]

    def test_a_notice_that_slack_never_takes_is_let_go(self, stage: Stage, duty: Duty) -> None:
        self.tick(stage)
        (kept,) = duty.scene.notices(NoticeKind.GROUP_DUE)
        assert kept["state"] == NoticeState.DROPPED
        assert LIAISON not in [one["user"] for one in direct(stage, MIA)]
