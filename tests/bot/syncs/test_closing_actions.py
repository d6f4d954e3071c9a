"""What somebody said they would do is ticked off wherever it is seen."""

from __future__ import annotations

import pytest

from bot.syncs.actions import end_action
from db.errors import Conflict, Missing, NotAllowed
from db.kinds import ActionState, NoticeKind
from db.meeting_tables import action_items
from tests.bot.requests.scene import KIM
from tests.bot.syncs.meetings import OUTSIDER, TOM, Meetings, company, meetings
from tests.bot.syncs.talk import THIRD, Talk, begun, promised

__all__ = ["company", "meetings"]


@pytest.fixture
def talk(meetings: Meetings) -> Talk:
    return begun(meetings)


def test_anybody_ticks_off_an_action_and_the_second_is_told_so(talk: Talk) -> None:
    action = promised(talk)
    done = talk.meetings.do(end_action, action.id, KIM)
    assert (done.state, done.ended_at) == (ActionState.DONE, talk.meetings.clock.now)
    with pytest.raises(Conflict, match="That one is done already"):
        talk.meetings.do(end_action, action.id, TOM)


@pytest.mark.parametrize(
    ("state", "said"),
    [(ActionState.DROPPED, "was dropped already"), (ActionState.REQUESTED, "is a request now")],
)
def test_who_ticks_off_what_ended_otherwise_is_told_so(talk: Talk, state: ActionState, said: str) -> None:
    action = promised(talk)
    with talk.meetings.toolkit.ledger.begin() as unit:
        unit.execute(action_items.update().values(state=state))
    with pytest.raises(Conflict, match=said):
        talk.meetings.do(end_action, action.id, TOM)


def test_people_of_other_companies_tick_off_nothing(talk: Talk) -> None:
    action = promised(talk)
    with pytest.raises(NotAllowed, match="people of this company"):
        talk.meetings.do(end_action, action.id, OUTSIDER)
    with pytest.raises(Missing, match="I can't find that action any more"):
        talk.meetings.do(end_action, "ac-gone", TOM)
    assert len(talk.open_actions()) == 1


def test_a_ticked_action_is_drawn_on_the_agenda_that_comes(talk: Talk) -> None:
    action = promised(talk)
    talk.set_date(THIRD, channel_id="C0MARKETING", ts="1.1")
    talk.meetings.do(end_action, action.id, TOM)
    assert talk.meetings.said(NoticeKind.SYNC_CHANGED)[-1]["original"] == THIRD
