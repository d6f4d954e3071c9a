"""A meeting is closed by whoever led it: what became of everything, who does what, and what comes back."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bot.requests.model import find_request
from bot.syncs.actions import NewAction
from bot.syncs.changing import cancel_occurrence
from bot.syncs.closing import Decision, Summary, summary, to_close
from bot.syncs.lines import DECIDE_AT
from bot.syncs.model import ActionItem, AgendaItem
from db.errors import Conflict, Missing, NotAllowed, Refusal, Unclear
from db.kinds import ActionState, ItemState, NoticeKind, OccurrenceState, RequestState
from db.meeting_tables import action_items, agenda_items, occurrences
from tests.bot.requests.scene import ADA, KIM, PRIYA
from tests.bot.syncs.meetings import (
    DEACTIVATED,
    DEV,
    JONAS,
    MIA,
    OUTSIDER,
    TOM,
    Meetings,
    company,
    london,
    meetings,
)
from tests.bot.syncs.talk import FIRST, PICTURES, SECOND, THIRD, Talk, begun, promised

__all__ = ["company", "meetings"]


@pytest.fixture
def talk(meetings: Meetings) -> Talk:
    """Mia leads the first one."""
    return begun(meetings)


def told(talk: Talk) -> Summary:
    """What the last SYNC_CLOSED comes to."""
    detail = talk.meetings.said(NoticeKind.SYNC_CLOSED)[-1]
    with talk.meetings.toolkit.ledger.read() as connection:
        return summary(connection, detail)


def refused(talk: Talk, kind: type[Refusal], *arguments: Any, **named: Any) -> str:
    with pytest.raises(kind) as refusal:
        talk.close(*arguments, **named)
    return str(refusal.value)


def states(talk: Talk) -> dict[str, str]:
    with talk.meetings.toolkit.ledger.read() as connection:
        items = connection.execute(agenda_items.select()).mappings()
        actions = connection.execute(action_items.select()).mappings()
        return {row["text"]: row["state"] for row in (*items, *actions)}


def carried(talk: Talk, times: int) -> None:
    with talk.meetings.toolkit.ledger.begin() as unit:
        unit.execute(agenda_items.update().values(carried=times))
        unit.execute(action_items.update().values(carried=times))


def test_what_was_talked_about_is_done_dropped_or_carried(talk: Talk) -> None:
    done, drop, carry = talk.add("done"), talk.add("drop"), talk.add("carry")
    talk.begin()
    talk.close({done.id: "done", drop.id: "drop", carry.id: "carry"})
    assert states(talk) == {"done": ItemState.DONE, "drop": ItemState.DROPPED, "carry": ItemState.OPEN}
    assert talk.texts("items", SECOND) == ["carry"]
    assert [line.carried for line in talk.lines("items", SECOND)] == [1]


def test_what_nobody_decided_about_is_carried(talk: Talk) -> None:
    talk.add("forgotten")
    talk.begin()
    talk.close()
    assert talk.texts("items", SECOND) == ["forgotten"]


def test_it_is_held_and_closed_and_the_turn_is_counted(talk: Talk) -> None:
    talk.begin()
    closed = talk.close()
    assert (closed.state, closed.closed_by, closed.closed_at) == (
        OccurrenceState.HELD,
        MIA,
        talk.meetings.clock.now,
    )
    assert talk.attendees()[MIA].served == 1


def test_new_actions_have_an_owner_and_a_day(talk: Talk) -> None:
    talk.begin()
    talk.close(actions=(PICTURES, NewAction("find a date")))
    first, second = talk.open_actions()
    assert (first.text, first.owner_id, first.due_on, first.made_by) == (
        "send the pictures",
        TOM,
        date(2026, 3, 20),
        MIA,
    )
    assert (second.owner_id, second.due_on) == (None, None)
    assert talk.texts("actions", SECOND) == ["send the pictures", "find a date"]


@pytest.mark.parametrize(
    ("decision", "state"), [("done", ActionState.DONE), ("drop", ActionState.DROPPED)], ids=["done", "drop"]
)
def test_an_open_action_comes_to_an_end(talk: Talk, decision: Decision, state: ActionState) -> None:
    action = promised(talk)
    talk.close({action.id: decision}, key=SECOND, actor=JONAS)
    assert states(talk) == {"send the pictures": state}
    assert talk.open_actions() == ()


def test_an_open_action_comes_back_and_counts_how_often(talk: Talk) -> None:
    promised(talk)
    talk.close(key=SECOND, actor=JONAS)
    (line,) = talk.lines("actions", THIRD)
    assert (line.text, line.carried) == ("send the pictures", 1)


def test_after_the_third_time_somebody_must_decide(talk: Talk) -> None:
    item = talk.add()
    carried(talk, DECIDE_AT - 1)
    talk.begin()
    talk.close({item.id: "carry"})
    assert [one.id for one in told(talk).undecided] == [item.id]
    talk.begin(SECOND)
    said = refused(talk, Unclear, {item.id: "carry"}, key=SECOND, actor=JONAS)
    assert said == (
        "“the price check” was carried three times, so somebody must decide now: done, dropped, or a request "
        "of its own."
    )
    assert talk.date(SECOND).closed_at is None
    talk.close({item.id: "drop"}, key=SECOND, actor=JONAS)
    assert states(talk) == {"the price check": ItemState.DROPPED}


def test_an_action_too_is_not_carried_a_fourth_time(talk: Talk) -> None:
    action = promised(talk)
    carried(talk, DECIDE_AT)
    assert "send the pictures" in refused(talk, Unclear, {action.id: "carry"}, key=SECOND, actor=JONAS)
    talk.close({action.id: "done"}, key=SECOND, actor=JONAS)
    assert talk.open_actions() == ()


def test_what_nobody_was_asked_about_keeps_no_meeting_open(talk: Talk) -> None:
    talk.add()
    carried(talk, DECIDE_AT)
    talk.begin()
    talk.close()
    assert [line.carried for line in talk.lines("decisions", SECOND)] == [DECIDE_AT + 1]


def test_an_item_becomes_a_request_of_whoever_put_it_there(talk: Talk) -> None:
    item = talk.add("Please build a new landing page for the boots", actor=TOM)
    talk.begin()
    talk.close({item.id: "request"})
    ((matter, request_id),) = told(talk).requested
    assert isinstance(matter, AgendaItem)
    assert (matter.state, matter.request_id) == (ItemState.DONE, request_id)
    with talk.meetings.toolkit.ledger.read() as connection:
        request = find_request(connection, request_id)
    assert request is not None
    assert (request.asked_by, request.text, request.state) == (TOM, item.text, RequestState.NEW)
    assert request.team_id == "web"


def test_an_open_action_becomes_a_request(talk: Talk) -> None:
    action = promised(talk)
    talk.close({action.id: "request"}, key=SECOND, actor=JONAS)
    ((matter, request_id),) = told(talk).requested
    assert isinstance(matter, ActionItem)
    assert (matter.state, matter.request_id) == (ActionState.REQUESTED, request_id)
    assert talk.open_actions() == ()


def test_a_new_action_is_filed_as_a_request_instead(talk: Talk) -> None:
    talk.begin()
    talk.close(actions=(NewAction("a dashboard with the numbers of the boots", as_request=True),))
    ((matter, request_id),) = told(talk).requested
    assert told(talk).actions == ()
    assert matter.text == "a dashboard with the numbers of the boots"
    with talk.meetings.toolkit.ledger.read() as connection:
        request = find_request(connection, request_id)
    assert request is not None
    assert (request.asked_by, request.team_id) == (MIA, "data")


def test_what_somebody_asked_who_has_left_is_the_request_of_whoever_closes(talk: Talk) -> None:
    item = talk.add("Please build a new landing page for the boots", actor=TOM)
    with talk.meetings.toolkit.ledger.begin() as unit:
        unit.execute(agenda_items.update().values(added_by=DEACTIVATED))
    talk.begin()
    talk.close({item.id: "request"})
    ((_, request_id),) = told(talk).requested
    with talk.meetings.toolkit.ledger.read() as connection:
        request = find_request(connection, request_id)
    assert request is not None
    assert request.asked_by == MIA


def test_what_is_about_a_request_already_is_done_and_files_no_other(talk: Talk) -> None:
    request = talk.file()
    item = talk.add(request_id=request.id)
    talk.begin()
    talk.close({item.id: "request"})
    assert told(talk).requested == ()
    assert [matter.request_id for matter in told(talk).done] == [request.id]


def test_the_thread_hears_what_it_came_to(talk: Talk) -> None:
    done, drop, carry = talk.add("done"), talk.add("drop"), talk.add("carry")
    talk.begin()
    talk.close({done.id: "done", drop.id: "drop", carry.id: "carry"}, (PICTURES,))
    (detail,) = talk.meetings.said(NoticeKind.SYNC_CLOSED)
    assert (detail["sync_id"], detail["original"], detail["actor_id"]) == (talk.sync.id, FIRST, MIA)
    found = told(talk)
    assert [one.text for one in (*found.done, *found.dropped, *found.carried)] == ["done", "drop", "carry"]
    assert [one.text for one in found.actions] == ["send the pictures"]
    assert found.following is not None
    assert found.following.key == SECOND
    assert found.undecided == ()


def test_a_summary_leaves_out_what_was_forgotten_since(talk: Talk) -> None:
    done = talk.add("done")
    talk.begin()
    talk.close({done.id: "done"}, (PICTURES,))
    with talk.meetings.toolkit.ledger.begin() as unit:
        unit.execute(agenda_items.delete())
        unit.execute(action_items.delete())
    assert (told(talk).done, told(talk).actions) == ((), ())


def test_the_announcements_of_both_dates_are_drawn_anew(talk: Talk) -> None:
    for key in (FIRST, SECOND):
        talk.set_date(key, channel_id="C0MARKETING", ts=f"{key}.1")
    talk.begin()
    talk.close()
    assert [one["original"] for one in talk.meetings.said(NoticeKind.SYNC_CHANGED)] == [FIRST, SECOND]


def test_without_a_further_date_what_is_carried_stays_to_be_found(talk: Talk) -> None:
    with talk.meetings.toolkit.ledger.begin() as unit:
        unit.execute(occurrences.delete().where(occurrences.c.original > FIRST))
    item = talk.add()
    talk.begin()
    talk.close()
    assert told(talk).following is None
    assert [one.id for one in told(talk).carried] == [item.id]
    assert states(talk) == {"the price check": ItemState.OPEN}


def test_a_meeting_is_closed_while_it_lasts(talk: Talk) -> None:
    talk.meetings.clock.now = london("2026-03-17 10:20")
    talk.add("carry", key=SECOND)
    talk.close()
    assert told(talk).following is not None
    assert talk.texts("items", SECOND) == ["carry"]


def test_a_meeting_closed_late_keeps_its_own_items_apart_from_the_next(talk: Talk) -> None:
    talk.add("first")
    talk.add("second", key=SECOND)
    talk.meetings.clock.now = london("2026-03-25 10:00")
    with talk.meetings.toolkit.ledger.read() as connection:
        late = to_close(connection, talk.date(), talk.meetings.clock.now)
    assert [item.text for item in late.items] == ["first"]
    talk.close()
    assert sorted(talk.texts("items", THIRD)) == ["first", "second"]


def test_the_second_who_closes_is_told_who_did(talk: Talk) -> None:
    item = talk.add()
    talk.begin()
    talk.close({item.id: "done"})
    said = refused(talk, Conflict, {item.id: "drop"}, actor=JONAS)
    assert said == "Mia closed it already. The summary is in the meeting's thread."
    assert refused(talk, Conflict) == "You closed it already. The summary is in the meeting's thread."
    assert states(talk) == {"the price check": ItemState.DONE}
    assert talk.meetings.count(NoticeKind.SYNC_CLOSED) == 1
    assert talk.attendees()[MIA].served == 1


def test_a_meeting_that_has_not_begun_is_not_closed(talk: Talk) -> None:
    assert refused(talk, Conflict) == "That one hasn't begun yet. Close it when you've met."


def test_a_meeting_that_was_not_held_is_not_closed(talk: Talk) -> None:
    talk.meetings.do(cancel_occurrence, talk.sync.id, FIRST, MIA)
    talk.begin()
    said = refused(talk, Conflict)
    assert said == "That one wasn't held, so there's nothing to close. What was open goes on to the next."


def test_a_date_that_is_gone_is_not_closed(talk: Talk) -> None:
    assert "can't find that date" in refused(talk, Missing, key="2026-03-18T10:00")


@pytest.mark.parametrize("actor", [MIA, JONAS, TOM, PRIYA, ADA])
def test_who_facilitates_the_bridge_and_admins_may_close(talk: Talk, actor: str) -> None:
    talk.begin()
    assert talk.close(actor=actor).closed_by == actor


def test_who_takes_the_notes_may_close(talk: Talk) -> None:
    talk.set_date(note_taker_id=KIM)
    talk.begin()
    assert talk.close(actor=KIM).closed_by == KIM


def test_others_may_not_close(talk: Talk) -> None:
    talk.begin()
    said = refused(talk, NotAllowed, actor=DEV)
    assert said == "Mia closes this one. Tell them what is missing."
    assert "people of this company" in refused(talk, NotAllowed, actor=OUTSIDER)
    assert talk.date().closed_at is None


def test_an_action_without_words_closes_nothing(talk: Talk) -> None:
    item = talk.add()
    talk.begin()
    said = refused(talk, Unclear, {item.id: "done"}, (NewAction(" "),))
    assert said == "Write what is to be done, one sentence is enough."
    assert states(talk) == {"the price check": ItemState.OPEN}
    assert talk.date().closed_at is None


@pytest.mark.parametrize(
    ("owner", "name"), [(OUTSIDER, "Olga"), (DEACTIVATED, "Lena"), ("U0NOBODY", "someone")]
)
def test_an_action_is_not_given_to_strangers_or_who_has_left(talk: Talk, owner: str, name: str) -> None:
    talk.begin()
    said = refused(talk, Unclear, {}, (NewAction("send the pictures", owner),))
    assert said == f"{name} can't take that on here. Choose somebody of this company."


def test_what_must_not_be_kept_is_left_out_of_actions(talk: Talk) -> None:
    talk.begin()
    talk.close(actions=(NewAction("log in with password: Hunter2secret!"),))
    assert "Hunter2secret" not in talk.open_actions()[0].text


def test_what_was_dropped_while_the_form_was_open_stays_dropped(talk: Talk) -> None:
    item = talk.add()
    with talk.meetings.toolkit.ledger.begin() as unit:
        unit.execute(agenda_items.update().values(state=ItemState.DROPPED))
    talk.begin()
    talk.close({item.id: "carry"})
    assert states(talk) == {"the price check": ItemState.DROPPED}
    assert told(talk).carried == ()
