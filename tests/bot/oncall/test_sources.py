"""A rota from a calendar: connected, matched, kept while its source fails, and let go."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.calendars.shift_reading import Roster, read_shifts
from bot.company import Company
from bot.oncall.forgetting import forget_old
from bot.oncall.sources import (
    Source,
    claim,
    connect,
    disconnect,
    due_sources,
    find_source,
    likely,
    match,
    note_failure,
    take_new,
    unmatched,
)
from bot.people import remember
from bot.toolkit import Toolkit
from db.duty_tables import rota_sources
from db.errors import Conflict, Missing, NotAllowed
from db.kinds import NoticeKind
from db.tables import outbox
from tests.companies import ADA, DEV, JONAS, LENA, MIA, PRIYA, WEB, accounts, slack_id, small_company
from tests.conftest import DeskOf, SettableClock

URL = "https://calendar.example.org/private-s3cr3t/rota.ics"
NINE = datetime(2026, 3, 11, 9, tzinfo=UTC)
DAY = timedelta(days=1)
ON_CALL = [JONAS, "Lena Graf", PRIYA]


@pytest.fixture
def company() -> Company:
    return small_company()


def a_roster(keys: Sequence[str] = ON_CALL, *, problems: tuple[str, ...] = ()) -> Roster:
    """A day each, from 11 March on."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//test//EN"]
    for number, key in enumerate(keys):
        day = NINE + number * DAY
        lines += ["BEGIN:VEVENT", f"UID:{number}", f"SUMMARY:{key}", f"DTSTART:{day:%Y%m%dT%H%M%SZ}"]
        lines += [f"DTEND:{day + DAY:%Y%m%dT%H%M%SZ}", "END:VEVENT"]
    text = "\r\n".join([*lines, "END:VCALENDAR"]).encode()
    read = read_shifts(text, now=NINE - DAY, zone="Europe/Berlin")
    return Roster(read.shifts, (*read.problems, *problems))


def connected(desk_of: DeskOf, roster: Roster | None = None, url: str | None = URL) -> None:
    with desk_of() as desk:
        connect(desk, "web", roster or a_roster(), name="calendar.example.org", url=url)


def serving(toolkit: Toolkit, day: int) -> str | None:
    person = toolkit.duties.board().on_call(WEB, NINE + day * DAY + timedelta(hours=1))
    return person.email if person else None


def told(toolkit: Toolkit) -> list[tuple[str, str]]:
    """To whom, and what, in order."""
    with toolkit.ledger.read() as connection:
        rows = connection.execute(select(outbox).order_by(outbox.c.id)).mappings().all()
    said = [row["detail"] for row in rows if row["kind"] == NoticeKind.PERSON_TOLD]
    return [(detail["user_id"], detail["text"]) for detail in said]


def source_of(toolkit: Toolkit) -> Source:
    with toolkit.ledger.read() as connection:
        found = find_source(connection, "web")
    assert found is not None
    return found


def test_whoever_the_calendar_names_by_address_is_on_call(toolkit: Toolkit, desk_of: DeskOf) -> None:
    connected(desk_of)
    assert [serving(toolkit, day) for day in range(3)] == [JONAS, LENA, PRIYA]  # Lena is the fallback, too
    shift = toolkit.duties.board().shift(WEB, NINE)
    assert shift is not None
    assert (shift.by, shift.ends_at) == ("calendar", NINE + DAY)


def test_a_name_is_asked_about_once_and_then_matched(toolkit: Toolkit, desk_of: DeskOf) -> None:
    connected(desk_of)
    board = toolkit.duties.board()
    assert [(one.key, one.count) for one in unmatched(board, WEB, toolkit.now())] == [("Lena Graf", 1)]
    asked = told(toolkit)
    assert [user_id for user_id, _ in asked] == [slack_id(JONAS), slack_id(ADA)]
    assert "• *Lena Graf*, first on Thu 12 March, perhaps Lena Graf" in asked[0][1]
    assert '`app.py calendar match --team web "Lena Graf" their@address`' in asked[0][1]
    assert URL not in asked[0][1]
    connected(desk_of)
    assert len(told(toolkit)) == 2
    with desk_of() as desk:
        after = match(desk, "web", "lena GRAF", LENA)
        assert unmatched(after, WEB, desk.now) == []
    shift = toolkit.duties.board().shift(WEB, NINE + DAY)
    assert shift is not None
    assert (shift.by, shift.user_id) == ("calendar", slack_id(LENA))


def test_what_was_matched_stays_when_the_calendar_comes_again(toolkit: Toolkit, desk_of: DeskOf) -> None:
    connected(desk_of)
    with desk_of() as desk:
        match(desk, "web", "Lena Graf", PRIYA, slack_id(JONAS))
    connected(desk_of, a_roster(["Lena Graf"]))
    assert serving(toolkit, 0) == PRIYA


def test_whoever_may_not_act_for_the_team_is_not_on_call_whatever_a_calendar_says(
    toolkit: Toolkit, desk_of: DeskOf
) -> None:
    connected(desk_of, a_roster([MIA, DEV, "nobody@example.org"]))
    board = toolkit.duties.board()
    assert [one.key for one in unmatched(board, WEB, toolkit.now())] == [MIA, DEV, "nobody@example.org"]
    assert [serving(toolkit, day) for day in range(3)] == [LENA] * 3
    with desk_of() as desk, pytest.raises(Conflict, match="Choose somebody of the team"):
        match(desk, "web", MIA, MIA)
    with desk_of() as desk, pytest.raises(Missing, match=r"Nobody in Slack has the address x@example\.org"):
        match(desk, "web", MIA, "x@example.org")
    with desk_of() as desk, pytest.raises(Missing, match=r'names nobody "Tom"\. It names "mia@example\.org"'):
        match(desk, "web", "Tom", LENA)


def test_a_proposal_is_a_whole_name_of_somebody_who_may(toolkit: Toolkit) -> None:
    board = toolkit.duties.board()
    found = likely(board, WEB, " lena  graf")
    assert found is not None
    assert found.email == LENA
    assert [likely(board, WEB, key) for key in ("Lena", "Mia Tanaka", "")] == [None, None, None]


def test_only_those_who_may_change_a_rota_may_change_its_calendar(toolkit: Toolkit, desk_of: DeskOf) -> None:
    connected(desk_of)
    mia = slack_id(MIA)
    with desk_of() as desk:
        with pytest.raises(NotAllowed):
            connect(desk, "web", a_roster(), name="x", made_by=mia)
        with pytest.raises(NotAllowed):
            match(desk, "web", "Lena Graf", LENA, mia)
        with pytest.raises(NotAllowed):
            disconnect(desk, "web", mia)
    assert serving(toolkit, 0) == JONAS


def test_a_calendar_that_is_let_go_leaves_nothing_of_itself(toolkit: Toolkit, desk_of: DeskOf) -> None:
    with desk_of() as desk, pytest.raises(Missing, match="The rota of Web Team is not taken from a calendar"):
        disconnect(desk, "web")
    connected(desk_of, a_roster([PRIYA]))
    with desk_of() as desk:
        disconnect(desk, "web", slack_id(JONAS))
    assert serving(toolkit, 0) == JONAS  # the owner, as without any rota
    with toolkit.ledger.read() as connection:
        row = connection.execute(select(rota_sources)).mappings().one()
        assert (row["url"], row["shifts"]) == (None, [])
        assert due_sources(connection, toolkit.now() + DAY) == []
    with desk_of() as desk, pytest.raises(Missing):
        disconnect(desk, "web")
    for days, left in ((364, 1), (366, 0)):  # who was matched is known for a year
        with toolkit.ledger.begin() as unit:
            forget_old(unit, toolkit.now() + timedelta(days=days))
            assert len(unit.execute(select(rota_sources)).all()) == left
    connected(desk_of, a_roster([PRIYA]))
    assert serving(toolkit, 0) == PRIYA


def test_the_team_hears_that_its_rota_is_a_calendars_and_is_not_any_more(
    toolkit: Toolkit, desk_of: DeskOf
) -> None:
    connected(desk_of, a_roster([PRIYA]))
    with desk_of() as desk:
        disconnect(desk, "web")
    with toolkit.ledger.read() as connection:
        told = select(outbox.c.detail).where(outbox.c.kind == NoticeKind.DUTY_TOLD).order_by(outbox.c.id)
        first, second = connection.execute(told).scalars()
    assert (first["what"], second["what"]) == ("calendar_connected", "calendar_ended")
    assert [slack_id(PRIYA) in shift for shift in first["shifts"]].count(True) == 1
    assert first["shifts"][1] == [(NINE).isoformat(), (NINE + DAY).isoformat(), slack_id(PRIYA)]


def test_an_address_is_due_every_half_hour_and_a_file_never(
    toolkit: Toolkit, desk_of: DeskOf, clock: SettableClock
) -> None:
    connected(desk_of)
    with toolkit.ledger.read() as connection:
        assert due_sources(connection, clock.now + timedelta(minutes=29)) == []
        (due,) = due_sources(connection, clock.now + timedelta(minutes=30))
    assert (due.team_id, due.url) == ("web", URL)
    assert URL not in repr(due)
    connected(desk_of, url=None)
    with toolkit.ledger.read() as connection:
        assert due_sources(connection, clock.now + DAY) == []


def test_of_two_processes_one_fetches(toolkit: Toolkit, desk_of: DeskOf, clock: SettableClock) -> None:
    connected(desk_of)
    source, later = source_of(toolkit), clock.advance(minutes=31)
    won = []
    for _ in range(2):
        with toolkit.ledger.begin() as unit:
            won.append(claim(unit, source, later))
    assert won == [True, False]
    with toolkit.ledger.read() as connection:
        assert due_sources(connection, later) == []
        assert len(due_sources(connection, later + timedelta(minutes=30))) == 1  # that process died


def test_a_source_that_fails_is_told_at_the_second_time_and_once_and_when_it_works_again(
    toolkit: Toolkit, desk_of: DeskOf, clock: SettableClock
) -> None:
    connected(desk_of, a_roster([JONAS, LENA]))
    source = source_of(toolkit)
    for count in (0, 2, 2):
        clock.advance(minutes=10)
        with desk_of() as desk:
            note_failure(desk, source, "The calendar's server took too long.")
        assert len(told(toolkit)) == count
    to, text = told(toolkit)[0]
    assert to == slack_id(JONAS)
    assert (
        "I can't read the calendar *calendar.example.org* of Web Team's rota: The calendar's server" in text
    )
    assert "The last good copy is of 10 March, 13:00 (CET) and goes on serving." in text
    assert "s3cr3t" not in text
    assert [serving(toolkit, day) for day in range(2)] == [JONAS, LENA]
    with toolkit.ledger.read() as connection:
        assert len(due_sources(connection, clock.now - timedelta(minutes=20))) == 1  # sooner than else
    with desk_of() as desk:
        take_new(desk, source, a_roster([LENA]))
    assert told(toolkit)[-1][1].endswith("of Web Team's rota can be read again.")
    assert len(told(toolkit)) == 4
    assert serving(toolkit, 0) == LENA
    with desk_of() as desk:
        note_failure(desk, source, "again")
    assert len(told(toolkit)) == 4


def test_an_unchanged_calendar_counts_as_no_change(toolkit: Toolkit, desk_of: DeskOf) -> None:
    connected(desk_of, a_roster([JONAS]))
    version = toolkit.duties.board().state.version
    with desk_of() as desk:
        take_new(desk, source_of(toolkit), a_roster([JONAS]))
    toolkit.duties.catch_up()
    assert toolkit.duties.board().state.version == version
    with desk_of() as desk:
        take_new(desk, source_of(toolkit), a_roster([LENA]))
    assert toolkit.duties.board().state.version > version


def test_what_was_fetched_for_an_older_address_is_thrown_away(toolkit: Toolkit, desk_of: DeskOf) -> None:
    connected(desk_of, a_roster([JONAS]), url="https://old.example.org/a.ics")
    old = source_of(toolkit)
    connected(desk_of, a_roster([PRIYA]))
    with desk_of() as desk:
        take_new(desk, old, a_roster([LENA]))
        note_failure(desk, old, "gone")
    assert serving(toolkit, 0) == PRIYA
    assert source_of(toolkit).problem is None


def test_what_is_odd_in_a_calendar_is_told_once_and_without_live_mentions(
    toolkit: Toolkit, desk_of: DeskOf
) -> None:
    roster = a_roster([JONAS], problems=('"<!channel>" repeats in a way that no rota does.',))
    connected(desk_of, roster)
    connected(desk_of, roster)
    assert [text for _, text in told(toolkit)] == [
        'In the calendar of Web Team\'s rota:\n• "&lt;!channel&gt;" repeats in a way that no rota does.'
    ] * 2  # the owner and the admin


def test_whoever_has_left_is_not_told_and_not_on_call(
    toolkit: Toolkit, desk_of: DeskOf, company: Company
) -> None:
    with toolkit.ledger.begin() as unit:
        remember(unit, accounts(company, absent=(JONAS,)), toolkit.now())
    toolkit.directory.refresh()
    connected(desk_of)
    assert [user_id for user_id, _ in told(toolkit)] == [slack_id(ADA)]
    assert serving(toolkit, 0) == LENA
    missing = unmatched(toolkit.duties.board(), WEB, toolkit.now())
    assert [one.key for one in missing] == [JONAS, "Lena Graf"]


def test_a_team_that_is_not_in_the_file_is_refused(desk_of: DeskOf) -> None:
    with desk_of() as desk, pytest.raises(Missing, match='There is no team "sales"'):
        connect(desk, "sales", a_roster(), name="x")
