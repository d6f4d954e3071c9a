"""The agenda fills itself from what is open between the two sides."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.channels import Channel, remember_channels
from bot.requests.model import Place
from bot.requests.working import acknowledge, ask_back, hand_over, resolve
from bot.syncs.actions import NewAction, add_action
from bot.syncs.lines import DECIDE_AT, MOST_LINES, shortened
from bot.toolkit import Desk
from db.glossary_tables import unknown_words, word_asks, word_feedback
from db.kinds import LaunchKind, LaunchState, WordFeedback, WordState
from db.meeting_tables import action_items, agenda_items, launches
from glossary.concepts import all_concepts
from glossary.planting import plant_starter
from tests.bot.requests.scene import KIM, LENA, PRIYA
from tests.bot.syncs.meetings import CHANNEL, DEV, JONAS, MIA, TOM, Meetings, company, london, meetings
from tests.bot.syncs.talk import FIRST, SECOND, Talk, begun

__all__ = ["company", "meetings"]


@pytest.fixture
def talk(meetings: Meetings) -> Talk:
    return begun(meetings)


def launch(talk: Talk, name: str, first: date, last: date | None = None, **named: LaunchKind) -> None:
    kind = named.get("kind", LaunchKind.LAUNCH)
    now = talk.meetings.clock.now
    with talk.meetings.toolkit.ledger.begin() as unit:
        unit.add(
            launches,
            id=f"l-{name}",
            kind=kind,
            name=name,
            first_day=first,
            last_day=last or first,
            made_by=MIA,
            made_at=now,
            changed_at=now,
            source_key=name,
            state=LaunchState.PLANNED,
        )


def act(talk: Talk, text: str = "send the pictures", *, by: str = MIA, **named: object) -> None:
    def noted(desk: Desk) -> None:
        add_action(desk, talk.date(), NewAction(text, **named), by)  # type: ignore[arg-type]

    talk.meetings.do(noted)


def carried(talk: Talk, times: int) -> None:
    with talk.meetings.toolkit.ledger.begin() as unit:
        unit.execute(agenda_items.update().values(carried=times))
        unit.execute(action_items.update().values(carried=times))


def test_with_nothing_open_it_is_empty(talk: Talk) -> None:
    agenda = talk.agenda()
    assert agenda.sections == ()
    assert agenda.is_empty
    assert agenda.open_actions == 0


def test_it_closes_an_hour_before(talk: Talk) -> None:
    assert talk.agenda().closes_at == london("2026-03-17 09:00")
    talk.meetings.clock.now = london("2026-03-17 08:59")
    assert not talk.agenda().is_closed
    talk.meetings.clock.now = london("2026-03-17 09:00")
    assert talk.agenda().is_closed


def test_what_nobody_has_taken_waits_for_it(talk: Talk) -> None:
    request = talk.file()
    (line,) = talk.lines("it")
    assert line.text == "Build a new landing page for the boots"
    assert (line.request_id, line.owner_id, line.team_id, line.mention) == (request.id, JONAS, "web", JONAS)
    assert not talk.agenda().is_empty


def test_ages_are_working_time_of_the_team_that_has_it(talk: Talk) -> None:
    """From Friday 17:00 in Berlin to Monday 11:00 there: two hours."""
    talk.meetings.clock.now = datetime(2026, 3, 13, 16, 0, tzinfo=UTC)
    talk.file()
    talk.meetings.clock.now = datetime(2026, 3, 16, 10, 0, tzinfo=UTC)
    assert [line.age for line in talk.lines("it")] == [timedelta(hours=2)]


def test_what_somebody_works_on_is_shown_and_is_no_reason_to_meet(talk: Talk) -> None:
    request = talk.file()
    talk.meetings.do(acknowledge, request.id, LENA)
    (line,) = talk.lines("it")
    assert (line.owner_id, line.is_calm) == (LENA, True)
    assert talk.agenda().is_empty


def test_what_somebody_works_on_and_is_due_soon_is_a_reason_to_meet(talk: Talk) -> None:
    request = talk.file("Please build a new landing page for the boots by 16 March.")
    assert request.due_on == date(2026, 3, 16)
    talk.meetings.do(acknowledge, request.id, JONAS)
    assert not talk.agenda().is_empty


def test_a_promise_that_was_missed_is_said_first_and_once(talk: Talk) -> None:
    request = talk.file()
    talk.meetings.clock.now = london("2026-03-12 12:00")
    (line,) = talk.lines("promises")
    assert (line.request_id, line.mention) == (request.id, JONAS)
    assert line.age is not None
    assert timedelta(0) < line.age < timedelta(hours=16)
    assert talk.lines("it") == ()


def test_a_question_waits_for_marketing_since_it_was_asked(talk: Talk) -> None:
    request = talk.file()
    talk.meetings.clock.now = london("2026-03-11 10:00")
    talk.meetings.do(ask_back, request.id, JONAS, "Which page?")
    talk.meetings.clock.now = london("2026-03-11 13:00")
    (line,) = talk.lines("marketing")
    assert (line.owner_id, line.mention, line.age) == (MIA, MIA, timedelta(hours=3))
    assert not talk.agenda().is_empty


def test_what_only_has_to_be_looked_at_is_no_reason_to_meet(talk: Talk) -> None:
    request = talk.file()
    talk.meetings.do(resolve, request.id, JONAS)
    assert [line.request_id for line in talk.lines("marketing")] == [request.id]
    assert talk.agenda().is_empty


def test_what_needs_words_comes_before_what_is_in_good_hands(talk: Talk) -> None:
    talk.meetings.do(acknowledge, talk.file("Please upload the new image of the boots.").id, JONAS)
    talk.meetings.clock.advance(hours=1)
    talk.file()
    assert [line.is_calm for line in talk.lines("it")] == [False, True]


def test_only_requests_of_the_teams_that_meet_are_shown(meetings: Meetings) -> None:
    talk = begun(meetings, attendees=(DEV, KIM))
    web = talk.file()
    assert web.team_id == "web"
    assert talk.texts("it") == []
    report = talk.file("Please make a dashboard with the numbers of the boots.")
    assert report.team_id == "data"
    assert [line.request_id for line in talk.lines("it")] == [report.id]


def test_what_a_team_that_meets_has_asked_is_shown_wherever_it_is(meetings: Meetings) -> None:
    talk = begun(meetings, attendees=(MIA, TOM))
    report = talk.file("Please make a dashboard with the numbers of the boots.")
    assert [line.request_id for line in talk.lines("it")] == [report.id]


def test_with_the_bridge_at_the_table_what_has_no_team_is_shown(meetings: Meetings) -> None:
    talk = begun(meetings, attendees=(DEV, PRIYA))
    request = talk.file(asked_by=PRIYA)
    meetings.do(hand_over, request.id, JONAS)
    assert [(line.request_id, line.team_id) for line in talk.lines("it")] == [(request.id, None)]


def test_a_sync_of_nobody_in_a_team_shows_all(meetings: Meetings) -> None:
    talk = begun(meetings, made_by=PRIYA, attendees=(PRIYA,))
    request = talk.file()
    assert [line.request_id for line in talk.lines("it")] == [request.id]


def test_words_written_in_private_are_not_read_out(talk: Talk) -> None:
    talk.file(place=Place("direct", "D0MIA", "5.1"))
    assert talk.texts("it") == ["A page or form on our website (asked in private)"]


def test_words_of_a_private_channel_are_not_read_out(talk: Talk) -> None:
    with talk.meetings.toolkit.ledger.begin() as unit:
        remember_channels(unit, [Channel("C0SECRET", "secret", is_private=True)], talk.meetings.clock.now)
    talk.file(place=Place("private", "C0SECRET", "5.1"))
    assert talk.texts("it") == ["A page or form on our website (asked in private)"]


def test_where_another_company_reads_along_no_request_is_read_out(talk: Talk) -> None:
    talk.file()
    with talk.meetings.toolkit.ledger.begin() as unit:
        shared = Channel(CHANNEL, "marketing", is_shared_outside=True)
        remember_channels(unit, [shared], talk.meetings.clock.now)
    assert talk.texts("it") == ["A page or form on our website (asked in private)"]


def test_everybody_is_mentioned_once_and_named_after_that(talk: Talk) -> None:
    for _ in range(3):
        talk.file()
    lines = talk.lines("it")
    assert [line.mention for line in lines] == [JONAS, None, None]
    assert [line.owner_id for line in lines] == [JONAS, JONAS, JONAS]


def test_an_owner_is_mentioned_only_where_something_is_theirs(talk: Talk) -> None:
    talk.add("the price check")
    talk.add("the new form", touches="web")
    first, second = talk.lines("items")
    assert (first.owner_id, first.mention) == (None, None)
    assert (second.owner_id, second.mention, second.touches) == (JONAS, JONAS, "Web Team")


def test_nobody_is_mentioned_for_what_they_put_there_themselves(talk: Talk) -> None:
    talk.add("the new form", actor=JONAS, touches="web")
    (line,) = talk.lines("items")
    assert (line.owner_id, line.mention, line.added_by) == (JONAS, None, JONAS)


def test_a_list_says_how_much_it_left_out(talk: Talk) -> None:
    for _ in range(MOST_LINES["it"] + 3):
        talk.file()
    (section,) = talk.agenda().sections
    assert (len(section.lines), section.more) == (MOST_LINES["it"], 3)


def test_launches_of_the_next_four_weeks_are_shown(talk: Talk) -> None:
    launch(talk, "boots", date(2026, 4, 7))
    launch(talk, "too far", date(2026, 4, 8))
    launch(talk, "over", date(2026, 3, 9))
    (line,) = talk.lines("launches")
    assert (line.text, line.launch_id, line.day, line.last_day) == (
        "boots",
        "l-boots",
        date(2026, 4, 7),
        date(2026, 4, 7),
    )
    assert not talk.agenda().is_empty


def test_a_freeze_is_shown_and_is_no_reason_to_meet(talk: Talk) -> None:
    launch(talk, "no changes", date(2026, 3, 20), date(2026, 3, 24), kind=LaunchKind.FREEZE)
    assert talk.texts("launches") == ["no changes"]
    assert talk.agenda().is_empty


def test_what_is_left_out_counts_as_well(talk: Talk) -> None:
    for day in range(MOST_LINES["launches"]):
        launch(talk, f"freeze {day}", date(2026, 3, 12 + day), kind=LaunchKind.FREEZE)
    assert talk.agenda().is_empty
    launch(talk, "boots", date(2026, 4, 1))
    assert "boots" not in talk.texts("launches")
    assert not talk.agenda().is_empty


def test_open_actions_come_back_with_their_age(talk: Talk) -> None:
    act(talk, owner_id=TOM, due_on=date(2026, 3, 16))
    talk.meetings.clock.advance(days=1)
    (line,) = talk.lines("actions", SECOND)
    assert (line.text, line.owner_id, line.mention, line.day) == (
        "send the pictures",
        TOM,
        TOM,
        date(2026, 3, 16),
    )
    assert line.age == timedelta(hours=8)
    assert (talk.agenda().open_actions, talk.agenda().is_empty) == (1, False)


def test_what_was_carried_three_times_needs_a_decision(talk: Talk) -> None:
    item = talk.add()
    act(talk)
    carried(talk, DECIDE_AT - 1)
    assert talk.lines("decisions") == ()
    carried(talk, DECIDE_AT)
    assert next((line.item_id, line.carried) for line in talk.lines("decisions")) == (item.id, 3)
    assert [line.action_id is not None for line in talk.lines("decisions")] == [False, True]
    assert talk.lines("items") == talk.lines("actions") == ()


def test_words_that_stayed_unclear_are_shown_and_are_no_reason_to_meet(talk: Talk) -> None:
    now = talk.meetings.clock.now
    with talk.meetings.toolkit.ledger.begin() as unit:
        plant_starter(unit, now - timedelta(days=30))
        first, second, third = [one for one in all_concepts(unit) if one.is_answered][:3]
        for slug, voter, at in (
            (first.slug, "a", now),
            (second.slug, "a", now),
            (second.slug, "b", now),
            (third.slug, "a", now - timedelta(days=29)),
        ):
            values = {"kind": WordFeedback.UNCLEAR, "channel_id": "", "at": at}
            unit.add(word_feedback, slug=slug, voter=voter, **values)
    assert [line.word for line in talk.lines("words")] == [second.slug, first.slug]
    assert second.entry is not None
    assert talk.texts("words")[0] == second.entry.preferred.text
    assert talk.agenda().is_empty


def test_words_that_nobody_has_explained_are_shown_once_they_have_a_card(talk: Talk) -> None:
    now = talk.meetings.clock.now
    with talk.meetings.toolkit.ledger.begin() as unit:
        for norm, state, askers in (
            ("foo", WordState.OPEN, "abc"),
            ("bar", WordState.OPEN, "abcd"),
            ("baz", WordState.COUNTED, "a"),
            ("qux", WordState.DEFINED, "abc"),
        ):
            unit.add(unknown_words, norm=norm, text=norm.upper(), side="it", state=state, first_asked_at=now)
            for asker in askers:
                unit.add(word_asks, norm=norm, asker=asker, asked_at=now)
    assert [(line.text, line.word) for line in talk.lines("words")] == [("BAR", None), ("FOO", None)]


def test_an_explanation_that_was_put_in_other_words_since_is_clear_again(talk: Talk) -> None:
    now = talk.meetings.clock.now
    with talk.meetings.toolkit.ledger.begin() as unit:
        plant_starter(unit, now)
        concept = next(one for one in all_concepts(unit) if one.is_answered)
        unit.add(
            word_feedback,
            slug=concept.slug,
            voter="a",
            kind=WordFeedback.UNCLEAR,
            channel_id="",
            at=now - timedelta(days=1),
        )
    assert talk.lines("words") == ()


def test_items_of_another_date_are_not_on_this_one(talk: Talk) -> None:
    talk.add("now", key=FIRST)
    talk.add("later", key=SECOND)
    assert (talk.texts("items"), talk.texts("items", SECOND)) == (["now"], ["later"])


def test_a_long_text_is_one_short_line() -> None:
    assert shortened("so \n\n long " * 30) == f"{('so long ' * 30)[:139].rstrip()}…"
    assert len(shortened("so \n\n long " * 30)) <= 140


@pytest.mark.parametrize("text", ["", "  \n "])
def test_no_text_is_no_line(text: str) -> None:
    assert shortened(text) == ""
