"""`app.py calendar rota`, `match`, `disconnect`, and shifts written to a file."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

import pytest
from sqlalchemy import select

import calendars
import rotas_from_calendars
from bot.company import Company
from bot.settings import from_env
from bot.toolkit import Toolkit
from db.duty_tables import rota_sources
from db.engine import Ledger
from db.errors import Misconfigured, Missing, Unclear
from tests.bot.calendars.meetings import parts
from tests.bot.oncall.test_sources import URL
from tests.companies import JONAS, LENA, PRIYA, small_company
from tests.test_app import a_slack, settings
from tests.test_calendars import chosen

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)


@pytest.fixture
def company() -> Company:
    return small_company()


@pytest.fixture
def exported(tmp_path: Path) -> Path:
    file = tmp_path / "rota.ics"
    file.write_bytes(a_calendar())
    return file


def a_calendar() -> bytes:
    events = "".join(
        f"BEGIN:VEVENT\r\nUID:{day}\r\nSUMMARY:On Call - {who} - Web\r\nDTSTART:202603{day}T090000Z\r\n"
        f"DTEND:202603{day + 1}T090000Z\r\nEND:VEVENT\r\n"
        for day, who in ((11, "Lena Graf"), (12, JONAS), (13, "Tom"))
    )
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{events}END:VCALENDAR\r\n".encode()


def nothing(url: str) -> bytes:
    raise AssertionError(url)


def done(toolkit: Toolkit, *words: object) -> list[str]:
    out = StringIO()
    rotas_from_calendars.carry_out(chosen(*words), toolkit, out, lambda _: a_calendar())
    return out.getvalue().splitlines()


def shown(ledger: Ledger, company: Company, *words: object) -> list[str]:
    out = StringIO()
    fetch = nothing if "://" not in str(words[1]) else lambda _: a_calendar()
    rotas_from_calendars.show(chosen(*words), ledger.url, company, out, NOW, fetch)
    return out.getvalue().splitlines()


def test_a_dry_run_says_what_it_would_be_and_changes_nothing(
    toolkit: Toolkit, company: Company, exported: Path
) -> None:
    assert shown(toolkit.ledger, company, "rota", exported, "--team", "Web Team", "--dry") == [
        "3 shifts of Web Team (Europe/Berlin), the next ones:",
        "  Wed 11 Mar 2026, 10:00 to Thu 12 Mar 2026, 10:00: Lena Graf (not known)",
        "  Thu 12 Mar 2026, 10:00 to Fri 13 Mar 2026, 10:00: Jonas Weber",
        "  Fri 13 Mar 2026, 10:00 to Sat 14 Mar 2026, 10:00: Tom (not known)",
        "Nobody is known by these; until they are matched their shifts fall to whoever comes next:",
        '  Lena Graf (once): app.py calendar match --team web "Lena Graf" lena@example.org',
        '  Tom (once): app.py calendar match --team web "Tom" EMAIL',
        "",
        "Nothing was changed. Without --dry the rota of Web Team is taken from this calendar.",
    ]
    assert shown(toolkit.ledger, company, "rota", URL, "--team", "web", "--dry")[0].startswith("3 shifts")
    with toolkit.ledger.read() as connection:
        assert connection.execute(select(rota_sources)).all() == []


def test_a_rota_is_connected_matched_and_let_go(toolkit: Toolkit, exported: Path) -> None:
    connected = done(toolkit, "rota", exported, "--team", "web")
    assert connected[-1] == (
        "The rota of Web Team is taken from this calendar now. A file is read once, up to a year ahead: "
        "give me the next one before its shifts end, on 14 March 2026."
    )
    matched = done(toolkit, "match", "--team", "web", "lena graf", LENA)
    assert matched[0] == '"lena graf" is Lena Graf from now on.'
    assert matched[-1].startswith("  Tom (once)")
    assert done(toolkit, "match", "--team", "web", "Tom", PRIYA)[1:] == ["Everybody in it is known."]
    board = toolkit.duties.board()
    serving = [
        board.on_call(board.company.team("web"), datetime(2026, 3, day, 12, tzinfo=UTC)) for day in (11, 13)
    ]
    assert [one and one.email for one in serving] == [LENA, PRIYA]
    ended = done(toolkit, "disconnect", "--team", "web")
    assert ended == ["The rota of Web Team is kept in Slack and in the company file again."]


def test_an_address_is_kept_but_never_printed(toolkit: Toolkit) -> None:
    connected = done(toolkit, "rota", URL.replace("https", "webcal"), "--team", "web")
    assert connected[-1].endswith("It is read again every half hour.")
    assert "s3cr3t" not in "\n".join(connected)
    with toolkit.ledger.read() as connection:
        row = connection.execute(select(rota_sources)).mappings().one()
    assert (row["url"], row["name"]) == (URL, "calendar.example.org")


def test_what_cannot_be_read_is_refused_before_anything_is_changed(toolkit: Toolkit, tmp_path: Path) -> None:
    with pytest.raises(Misconfigured, match=r"gone\.ics cannot be read"):
        done(toolkit, "rota", tmp_path / "gone.ics", "--team", "web")
    with pytest.raises(Missing, match=r'There is no team "sales"\. There are: web, data, brand\.'):
        done(toolkit, "rota", URL, "--team", "sales")
    with pytest.raises(Unclear, match="An address has to begin with"):
        done(toolkit, "rota", "http://example.org/a.ics", "--team", "web")
    with pytest.raises(Missing, match="is not taken from a calendar"):
        done(toolkit, "match", "--team", "web", "Lena", LENA)
    with pytest.raises(Missing, match="is not taken from a calendar"):
        done(toolkit, "disconnect", "--team", "web")


def test_the_commands_go_their_ways(
    toolkit: Toolkit, company: Company, exported: Path, tmp_path: Path
) -> None:
    bot = from_env(
        {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1", "DATABASE_URL": toolkit.ledger.url}
    )
    out = StringIO()
    dry = chosen("rota", exported, "--team", "web", "--dry")
    assert calendars.needs_database(dry)
    calendars.carry_out(dry, bot, company, out, NOW, lambda *_: toolkit)
    assert "Nothing was changed." in out.getvalue()
    with a_slack() as workspace:
        ours = from_env({**settings(workspace, tmp_path), "DATABASE_URL": toolkit.ledger.url})
        real: argparse.Namespace = chosen("rota", exported, "--team", "web")
        calendars.carry_out(real, ours, company, out, NOW, lambda *_: toolkit)
    assert "is taken from this calendar now." in out.getvalue()


def test_shifts_are_written_to_a_file(toolkit: Toolkit, company: Company, tmp_path: Path) -> None:
    done(toolkit, "rota", URL, "--team", "web")
    done(toolkit, "match", "--team", "web", "Lena Graf", LENA)
    mine, whole = tmp_path / "mine.ics", tmp_path / "whole.ics"
    out = StringIO()
    for to, what, whose in ((mine, "--shifts", JONAS), (whole, "--rota", "web team")):
        calendars.write(chosen("write", "--to", to, what, whose), toolkit.ledger.url, company, out, NOW)
    assert [str(event["SUMMARY"]) for event in parts(mine.read_bytes())] == ["On call: Web Team"]
    named = {str(event["SUMMARY"]) for event in parts(whole.read_bytes())}
    assert {"On call: Web Team, Jonas Weber", "On call: Web Team, Lena Graf"} <= named
    with pytest.raises(Missing, match="Nobody in Slack has the address"):
        calendars.write(
            chosen("write", "--to", tmp_path / "x.ics", "--shifts", "x@example.org"),
            toolkit.ledger.url,
            company,
            out,
            NOW,
        )
