"""People put things on an agenda, and take them off."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bot.requests.model import Place
from bot.syncs.changing import cancel_occurrence
from bot.syncs.items import LONGEST_ITEM, drop_item, find_items, next_open
from bot.syncs.next_sync import next_sync_for, put_on_next_sync
from bot.syncs.rows import get_sync
from bot.syncs.syncs import end_sync
from bot.toolkit import Desk
from db.errors import Conflict, Missing, NotAllowed, Refusal, Unclear
from db.kinds import ItemState, LaunchKind, LaunchState, NoticeKind
from db.meeting_tables import agenda_items, launches, occurrences
from tests.bot.requests.scene import ADA, KIM, LENA, PRIYA
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
from tests.bot.syncs.talk import FIRST, SECOND, THIRD, Talk, begun

__all__ = ["company", "meetings"]


@pytest.fixture
def talk(meetings: Meetings) -> Talk:
    return begun(meetings)


def refused(talk: Talk, kind: type[Refusal], *arguments: Any, **named: Any) -> str:
    with pytest.raises(kind) as refusal:
        talk.add(*arguments, **named)
    return str(refusal.value)


def drop(talk: Talk, item_id: str, actor: str) -> ItemState:
    return talk.meetings.do(drop_item, item_id, actor).state


def following(talk: Talk, **named: Any) -> str | None:
    def found(desk: Desk) -> str | None:
        occurrence = next_sync_for(desk.unit, desk.people, desk.now, **named)
        return occurrence.sync_id if occurrence else None

    return talk.meetings.do(found)


def put(talk: Talk, text: str = "the new form", actor: str = MIA, **named: Any) -> str | None:
    occurrence = talk.meetings.do(put_on_next_sync, text, actor, **named)
    return occurrence.key if occurrence else None


def test_anybody_of_the_company_puts_something_on_an_agenda(talk: Talk) -> None:
    for actor in (MIA, JONAS, KIM, PRIYA, ADA):
        assert talk.add(f"words of {actor}", actor).added_by == actor
    assert len(talk.lines("items")) == 5


@pytest.mark.parametrize("actor", [OUTSIDER, DEACTIVATED])
def test_strangers_and_those_who_left_put_nothing_there(talk: Talk, actor: str) -> None:
    assert "people of this company" in refused(talk, NotAllowed, "words", actor)


def test_without_a_date_it_goes_on_the_next_whose_agenda_is_open(talk: Talk) -> None:
    assert talk.add(key=None).original.isoformat(timespec="minutes") == FIRST
    talk.meetings.clock.now = london("2026-03-17 09:00")
    assert talk.add("later", key=None).original.isoformat(timespec="minutes") == SECOND


def test_what_must_not_be_kept_is_left_out(talk: Talk) -> None:
    item = talk.add("the login, password: Hunter2secret!", touches="ask jane.doe@gmail.com")
    assert "Hunter2secret" not in item.text
    assert "jane.doe" not in (item.touches or "")


def test_an_item_is_one_line_of_bounded_length(talk: Talk) -> None:
    assert talk.add("first\nsecond").text == "first second"
    assert len(talk.add("long " * 200).text) <= LONGEST_ITEM


@pytest.mark.parametrize("text", ["", " \n ", "\0"])
def test_without_words_nothing_is_added(talk: Talk, text: str) -> None:
    said = refused(talk, Unclear, text)
    assert said == "Write what you'd like to talk about, one sentence is enough."


@pytest.mark.parametrize(
    ("touches", "words", "team_id"),
    [
        ("data", "Data Team", "data"),
        ("data team", "data team", "data"),
        ("the warehouse", "the warehouse", None),
        ("", None, None),
    ],
)
def test_it_says_what_other_department_is_touched(
    talk: Talk, touches: str, words: str | None, team_id: str | None
) -> None:
    item = talk.add(touches=touches)
    assert (item.touches, item.team_id) == (words, team_id)


def test_a_form_that_arrives_twice_adds_one(talk: Talk) -> None:
    first = talk.add("once", source_key="form 1")
    assert talk.add("once", source_key="form 1") == first
    assert talk.texts("items") == ["once"]


def test_an_announced_agenda_is_drawn_anew(talk: Talk) -> None:
    talk.add("before")
    assert talk.meetings.count(NoticeKind.SYNC_CHANGED) == 0
    talk.set_date(channel_id="C0MARKETING", ts="1.1")
    item = talk.add("after")
    assert talk.meetings.count(NoticeKind.SYNC_CHANGED) == 1
    drop(talk, item.id, MIA)
    superseded, drawn = talk.meetings.said(NoticeKind.SYNC_CHANGED)
    assert (superseded, drawn["original"]) == ({}, FIRST)


def test_a_closed_agenda_takes_nothing_and_says_where_to_put_it(talk: Talk) -> None:
    talk.meetings.clock.now = london("2026-03-17 09:00")
    said = refused(talk, Conflict)
    assert said == "That agenda is closed already. `/sync add` puts it on the next one, or just bring it up."


def test_a_date_that_is_not_held_takes_nothing(talk: Talk) -> None:
    talk.meetings.do(cancel_occurrence, talk.sync.id, FIRST, MIA)
    assert refused(talk, Conflict) == "That date isn't held. `/sync add` puts it on the next one that is."


def test_a_date_that_is_gone_takes_nothing(talk: Talk) -> None:
    assert "can't find that date" in refused(talk, Missing, key="2026-03-18T10:00")


def test_a_sync_that_is_gone_takes_nothing(talk: Talk) -> None:
    talk.sync = talk.sync.__class__(**{**talk.sync.__dict__, "id": "s-gone"})
    assert "can't find that sync" in refused(talk, Missing)


def test_a_sync_that_has_ended_takes_nothing(talk: Talk) -> None:
    talk.meetings.do(end_sync, talk.sync.id, MIA)
    assert "has been ended" in refused(talk, Conflict)


def test_a_sync_without_further_dates_takes_nothing(talk: Talk) -> None:
    with talk.meetings.toolkit.ledger.begin() as unit:
        unit.execute(occurrences.delete())
    said = refused(talk, Conflict, key=None)
    assert said == "No date of this sync is coming up, so there's no agenda to put it on."


def test_a_private_request_is_brought_up_only_by_those_it_concerns(talk: Talk) -> None:
    request = talk.file(place=Place("direct", "D0MIA", "5.1"))
    said = refused(talk, NotAllowed, actor=KIM, request_id=request.id, team_id="data")
    assert said == "That request was asked in private, so only its asker and its team can bring it up."
    assert talk.add(actor=JONAS, request_id=request.id).team_id == "web"


def test_a_request_that_is_gone_cannot_be_brought_up(talk: Talk) -> None:
    assert "can't find that request" in refused(talk, Missing, request_id="r-gone")


@pytest.mark.parametrize("actor", [KIM, MIA, JONAS, PRIYA, ADA])
def test_who_put_it_there_and_who_may_change_the_sync_drop_it(talk: Talk, actor: str) -> None:
    item = talk.add(actor=KIM)
    assert drop(talk, item.id, actor) is ItemState.DROPPED
    assert talk.texts("items") == []


def test_others_do_not_drop_it(talk: Talk) -> None:
    item = talk.add(actor=KIM)
    with pytest.raises(NotAllowed, match="Kim put that on the agenda, so only they or whoever facilitates"):
        drop(talk, item.id, DEV)
    with pytest.raises(NotAllowed, match="people of this company"):
        drop(talk, item.id, OUTSIDER)


def test_the_second_who_drops_it_is_told_so(talk: Talk) -> None:
    item = talk.add()
    drop(talk, item.id, MIA)
    with pytest.raises(Conflict, match="That's off the agenda already"):
        drop(talk, item.id, JONAS)


def test_who_drops_what_is_done_is_told_so(talk: Talk) -> None:
    item = talk.add()
    with talk.meetings.toolkit.ledger.begin() as unit:
        unit.execute(agenda_items.update().values(state=ItemState.DONE))
    with pytest.raises(Conflict, match="That's done already"):
        drop(talk, item.id, MIA)


def test_what_is_gone_cannot_be_dropped(talk: Talk) -> None:
    with pytest.raises(Missing, match="I can't find that item any more"):
        drop(talk, "ag-gone", MIA)


def test_items_of_a_date_that_is_cancelled_go_on_to_the_next(talk: Talk) -> None:
    talk.add()
    talk.meetings.do(cancel_occurrence, talk.sync.id, FIRST, MIA)
    assert talk.texts("items", SECOND) == ["the price check"]


def test_items_of_a_meeting_that_nobody_closed_show_up_on_the_next_alone(talk: Talk) -> None:
    talk.add()
    talk.meetings.clock.now = london("2026-03-17 10:29")
    assert talk.texts("items", SECOND) == []
    talk.meetings.clock.now = london("2026-03-18 10:00")
    assert talk.texts("items", SECOND) == ["the price check"]
    assert talk.texts("items", THIRD) == []
    assert talk.texts("items", FIRST) == ["the price check"]  # for whoever closes it late


def test_the_next_open_date_is_the_one_after_a_closed_agenda(talk: Talk) -> None:
    talk.meetings.clock.now = london("2026-03-17 09:30")

    def key(desk: Desk) -> str | None:
        found = next_open(desk.unit, get_sync(desk.unit, talk.sync.id), desk.now)
        return found.key if found else None

    assert talk.meetings.do(key) == SECOND


def test_two_sides_meet_on_the_sync_that_has_both(talk: Talk) -> None:
    data = talk.meetings.make(name="Data sync", attendees=(DEV, KIM), made_by=DEV).id
    both = talk.meetings.make(name="Both", attendees=(MIA, DEV)).id
    assert following(talk, user_id=MIA, team_id="data") == both
    assert following(talk, user_id=TOM, team_id="data") == both
    assert following(talk, user_id=JONAS, team_id="data") in (data, both)
    assert following(talk, team_id="web") == talk.sync.id


def test_without_a_team_it_is_the_next_of_the_person_or_their_team(talk: Talk) -> None:
    assert following(talk, user_id=MIA) == talk.sync.id
    assert following(talk, user_id=LENA) == talk.sync.id
    assert following(talk, user_id=KIM) is None


def test_of_several_it_is_the_soonest(talk: Talk) -> None:
    later = talk.meetings.make(name="Another")
    with talk.meetings.toolkit.ledger.begin() as unit:
        first = (occurrences.c.sync_id == talk.sync.id) & (occurrences.c.original == FIRST)
        unit.execute(occurrences.delete().where(first))
    assert following(talk, user_id=MIA) == later.id


def test_where_no_sync_has_the_team_nothing_is_put_anywhere(talk: Talk) -> None:
    assert put(talk, team_id="data") is None
    assert talk.texts("items") == []


def test_something_is_put_on_the_next_sync_with_a_team(talk: Talk) -> None:
    assert put(talk, team_id="web", launch_id="l1") == FIRST
    (line,) = talk.lines("items")
    assert (line.text, line.launch_id, line.mention) == ("the new form", "l1", JONAS)


def test_a_team_that_wants_to_talk_meets_whoever_asked_and_not_itself(talk: Talk) -> None:
    own = talk.meetings.make(name="Web alone", attendees=(JONAS, LENA), made_by=JONAS)
    with talk.meetings.toolkit.ledger.begin() as unit:
        soonest = (occurrences.c.sync_id == talk.sync.id) & (occurrences.c.original == FIRST)
        unit.execute(occurrences.delete().where(soonest))
    assert following(talk, user_id=JONAS, team_id="web") == own.id
    request = talk.file()
    assert put(talk, actor=JONAS, request_id=request.id) == SECOND
    assert [line.request_id for line in talk.lines("items", SECOND)] == [request.id]


def test_a_team_that_a_launch_touches_meets_whoever_announced_it(talk: Talk) -> None:
    talk.meetings.make(name="Web alone", attendees=(JONAS, LENA), made_by=JONAS)
    day, now = date(2026, 4, 21), talk.meetings.clock.now
    with talk.meetings.toolkit.ledger.begin() as unit:
        unit.add(
            launches,
            id="l1",
            kind=LaunchKind.LAUNCH,
            name="boots",
            first_day=day,
            last_day=day,
            made_by=MIA,
            made_at=now,
            changed_at=now,
            source_key="l1",
            state=LaunchState.PLANNED,
        )
        soonest = (occurrences.c.sync_id == talk.sync.id) & (occurrences.c.original == FIRST)
        unit.execute(occurrences.delete().where(soonest))
    assert put(talk, actor=JONAS, team_id="web", launch_id="l1") == SECOND
    assert [line.launch_id for line in talk.lines("items", SECOND)] == ["l1"]


def test_it_stands_there_once_however_often_it_is_put_there(talk: Talk) -> None:
    request = talk.file()
    assert put(talk, request_id=request.id) == FIRST
    assert put(talk, request_id=request.id) == FIRST
    assert put(talk, launch_id="l1", team_id="web") == FIRST
    assert put(talk, launch_id="l1", team_id="web") == FIRST
    assert put(talk, launch_id="l1", team_id="brand") == FIRST
    assert len(talk.lines("items")) == 3


def test_what_was_dropped_can_be_put_there_again(talk: Talk) -> None:
    put(talk, launch_id="l1", team_id="web")
    drop(talk, str(talk.lines("items")[0].item_id), MIA)
    put(talk, launch_id="l1", team_id="web")
    assert len(talk.lines("items")) == 1


def test_words_alone_are_put_there_as_often_as_they_are_said(talk: Talk) -> None:
    assert put(talk, "one") == put(talk, "two") == FIRST
    assert talk.texts("items") == ["one", "two"]


def test_a_private_request_is_put_there_without_its_words(talk: Talk) -> None:
    request = talk.file(place=Place("direct", "D0MIA", "5.1"))
    put(talk, request.text, JONAS, request_id=request.id)
    assert talk.texts("items") == ["A page or form on our website (asked in private)"]


def test_people_of_other_companies_put_nothing_on_the_next_sync(talk: Talk) -> None:
    with pytest.raises(NotAllowed, match="people of this company"):
        put(talk, actor=OUTSIDER)


def test_items_are_found_by_their_ids_and_what_is_gone_is_left_out(talk: Talk) -> None:
    item = talk.add()
    assert talk.meetings.do(lambda desk: find_items(desk.unit, [item.id, "ag-gone"])) == {item.id: item}
