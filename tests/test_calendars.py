"""`app.py calendar`: meetings as files, and a sync from somebody else's file."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

import pytest

import app
import calendars
from bot.calendars.writing import write_calendar
from bot.channels import Channel, remember_channels
from bot.company import Company
from bot.settings import from_env
from bot.syncs.model import Series
from bot.syncs.rows import live_syncs, occurrences_of
from bot.syncs.syncs import NewSync, open_sync
from bot.toolkit import Toolkit
from db.engine import Ledger
from db.errors import Conflict, Misconfigured, Missing, Unclear
from db.kinds import NoticeKind, OccurrenceState
from db.tables import outbox
from tests.bot.calendars.meetings import a_row, a_sync, cancelled, of, parts, read_back, wall
from tests.companies import JONAS, MIA, slack_id, small_company
from tests.conftest import DeskOf
from tests.test_app import a_slack, settings

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)
TUESDAYS = Series(wall("2026-03-17 10:00"), "Europe/London", "FREQ=WEEKLY;BYDAY=TU", None, 45)


@pytest.fixture
def company() -> Company:
    return small_company()


@pytest.fixture
def exported(tmp_path: Path) -> Path:
    """Every Tuesday, with one cancelled and one moved, as another program would export it."""
    sync = a_sync(join_link="https://meet.example.com/abc")
    rows = [
        cancelled(sync, "2026-03-17 10:00"),
        a_row(sync, "2026-03-31 10:00", starts="2026-04-01 16:30", zone="America/New_York", name="Kick-off"),
        cancelled(sync, "2027-03-16 10:00"),
    ]
    file = tmp_path / "series.ics"
    file.write_bytes(write_calendar("Exported", [of(sync, *rows)]))
    return file


def chosen(*words: object) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    calendars.add_arguments(parser)
    return parser.parse_args(list(map(str, words)))


def written(ledger: Ledger, company: Company, *words: object) -> str:
    out = StringIO()
    calendars.write(chosen("write", *words), ledger.url, company, out, NOW)
    return out.getvalue()


@pytest.fixture
def two_syncs(desk_of: DeskOf) -> None:
    with desk_of() as desk:
        for name, people in (("Web and Brand", (MIA, JONAS)), ("Data", (MIA,))):
            attendees = tuple(slack_id(email) for email in people)
            open_sync(desk, NewSync(name, "C1", TUESDAYS, attendees, slack_id(MIA)))


def test_one_sync_is_written_by_its_name(
    ledger: Ledger, company: Company, two_syncs: None, tmp_path: Path
) -> None:
    to = tmp_path / "web.ics"
    assert written(ledger, company, "--to", to, "--sync", "web and brand") == f"1 entry is in {to}.\n"
    assert read_back(to.read_bytes(), NOW, datetime(2026, 3, 20, tzinfo=UTC)) == [
        datetime(2026, 3, 17, 10, tzinfo=UTC)
    ]


def test_a_persons_syncs_and_the_road_map_are_written(
    ledger: Ledger, company: Company, two_syncs: None, tmp_path: Path
) -> None:
    mine, jonas, ahead = (tmp_path / name for name in ("mine.ics", "jonas.ics", "ahead.ics"))
    assert written(ledger, company, "--to", mine, "--person", MIA) == f"2 entries are in {mine}.\n"
    written(ledger, company, "--to", jonas, "--person", JONAS.upper())
    assert [str(event["SUMMARY"]) for event in parts(jonas.read_bytes())] == ["Web and Brand"]
    assert written(ledger, company, "--to", ahead, "--road-map") == f"0 entries are in {ahead}.\n"


def test_a_name_that_leads_nowhere_is_refused_with_those_there_are(
    ledger: Ledger, company: Company, two_syncs: None, desk_of: DeskOf, tmp_path: Path
) -> None:
    to = ("--to", tmp_path / "x.ics")
    with pytest.raises(Missing, match=r'no sync called "Sales". There are: "Data", "Web and Brand"'):
        written(ledger, company, *to, "--sync", "Sales")
    with pytest.raises(Missing, match=r"Nobody in Slack has the address nobody@example.org"):
        written(ledger, company, *to, "--person", "nobody@example.org")
    with desk_of() as desk:
        open_sync(desk, NewSync("data", "C2", TUESDAYS, (), slack_id(MIA)))
    with pytest.raises(Unclear, match=r'2 syncs are called "Data". Name one by its id: s'):
        written(ledger, company, *to, "--sync", "Data")
    assert not (tmp_path / "x.ics").exists()


def test_a_file_that_is_there_is_only_written_over_when_told_to(
    ledger: Ledger, company: Company, tmp_path: Path
) -> None:
    old, other = tmp_path / "old.ics", tmp_path / "notes.txt"
    for file in (old, other):
        file.write_text("precious")
    with pytest.raises(Misconfigured, match=r"is there already. Add --force to write over it"):
        written(ledger, company, "--to", old, "--road-map")
    with pytest.raises(Misconfigured, match=r"is there already. Name another file"):
        written(ledger, company, "--to", other, "--road-map", "--force")
    with pytest.raises(Misconfigured, match="is a folder"):
        written(ledger, company, "--to", tmp_path, "--road-map")
    written(ledger, company, "--to", old, "--road-map", "--force")
    assert old.read_bytes().startswith(b"BEGIN:VCALENDAR")
    assert other.read_text() == "precious"


def test_a_file_is_shown_without_any_settings(exported: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert calendars.show(exported, out := StringIO(), NOW) == 0
    assert out.getvalue().splitlines() == [
        "Marketing and IT: Every Tuesday at 10:00 (London), for 45 minutes.",
        "Join: https://meet.example.com/abc",
        "Next:",
        "  Tue 24 Mar 2026, 10:00",
        "  Tue 7 Apr 2026, 10:00",
        "  Tue 14 Apr 2026, 10:00",
        "  Tue 21 Apr 2026, 10:00",
        "  Tue 28 Apr 2026, 10:00",
        "Not held: Tue 17 Mar 2026, 10:00",
        "Not held: Tue 16 Mar 2027, 10:00",
        "Changed: Tue 31 Mar 2026, 10:00 to Wed 1 Apr 2026, 16:30 (New York), 45 minutes, Kick-off",
        "",
        calendars.NOT_APPLIED,
    ]
    assert app.main(["calendar", "read", str(exported)], {}) == 0
    assert "Every Tuesday at 10:00 (London)" in capsys.readouterr().out


def test_a_file_that_cannot_be_read_ends_with_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert app.main(["calendar", "read", str(tmp_path / "gone.ics")], {}) == 2
    assert "gone.ics cannot be read" in capsys.readouterr().err
    (tmp_path / "bad.ics").write_text("hello")
    assert app.main(["calendar", "read", str(tmp_path / "bad.ics")], {}) == 1
    assert "This is no calendar file that I can read" in capsys.readouterr().err


@pytest.fixture
def in_slack(toolkit: Toolkit) -> Toolkit:
    with toolkit.ledger.begin() as unit:
        remember_channels(unit, [Channel("C0WEB", "it-web")], toolkit.now())
    return toolkit


def taken(toolkit: Toolkit, file: Path, channel: str = "#it-web", by: str = MIA) -> str:
    out = StringIO()
    words = ("read", file, "--apply", "--channel", channel, "--by", by)
    calendars.take_in(chosen(*words), toolkit, out)
    return out.getvalue()


def test_a_file_becomes_a_sync_with_its_exceptions_and_is_told_once(
    in_slack: Toolkit, exported: Path
) -> None:
    said = taken(in_slack, exported)
    assert said.endswith('It is the sync "Marketing and IT" now. The bot says so in the channel.\n')
    with in_slack.ledger.read() as connection:
        (sync,) = live_syncs(connection)
        rows = {one.key: one for one in occurrences_of(connection, sync.id)}
        told = [row.kind for row in connection.execute(outbox.select())]
    assert (sync.channel_id, sync.created_by, sync.join_link) == (
        "C0WEB",
        slack_id(MIA),
        "https://meet.example.com/abc",
    )
    assert rows["2026-03-17T10:00"].state is OccurrenceState.CANCELLED
    assert rows["2027-03-16T10:00"].state is OccurrenceState.CANCELLED
    assert rows["2026-03-24T10:00"].state is OccurrenceState.PLANNED
    moved = rows["2026-03-31T10:00"]
    assert (moved.starts_at, moved.zone, moved.name) == (
        datetime(2026, 4, 1, 20, 30, tzinfo=UTC),
        "America/New_York",
        "Kick-off",
    )
    assert told == [NoticeKind.SYNC_TOLD]


def test_the_same_file_becomes_one_sync_only(in_slack: Toolkit, exported: Path) -> None:
    taken(in_slack, exported)
    with pytest.raises(Conflict, match='This file is the sync "Marketing and IT" already'):
        taken(in_slack, exported, channel="C0WEB")


def test_a_channel_or_person_that_slack_does_not_have_is_refused(in_slack: Toolkit, exported: Path) -> None:
    with pytest.raises(Missing, match=r"I know no channel #nowhere"):
        taken(in_slack, exported, channel="#nowhere")
    with pytest.raises(Missing, match=r"Nobody in Slack has the address nobody@example.org"):
        taken(in_slack, exported, by="nobody@example.org")
    with in_slack.ledger.read() as connection:
        assert live_syncs(connection) == []


def test_applying_needs_a_channel_and_a_person(in_slack: Toolkit, exported: Path, company: Company) -> None:
    without = chosen("read", exported, "--apply", "--channel", "C0WEB")
    bot = from_env({"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1"})
    with pytest.raises(Misconfigured, match="Say where and whose it will be"):
        calendars.carry_out(without, bot, company, StringIO(), NOW, lambda *_: in_slack)


def test_applying_asks_slack_who_we_are_and_uses_the_same_database(
    in_slack: Toolkit, exported: Path, company: Company, tmp_path: Path
) -> None:
    words = ("read", exported, "--apply", "--channel", "#it-web", "--by", MIA)
    met: list[tuple[str, str]] = []

    def tools_of(identity: object, ledger: Ledger) -> Toolkit:
        met.append((type(identity).__name__, ledger.url))
        return in_slack

    with a_slack() as workspace:
        ours = from_env({**settings(workspace, tmp_path), "DATABASE_URL": in_slack.ledger.url})
        calendars.carry_out(chosen(*words), ours, company, StringIO(), NOW, tools_of)
    assert met == [("Identity", in_slack.ledger.url)]
