"""`app.py export rotas`: the rotas that count, as text for the company file."""

from __future__ import annotations

import argparse
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from io import StringIO
from pathlib import Path

import pytest
import yaml

import exporting
from bot.company import Company, parse_company
from bot.company.rota import HandOver, Layer, Rota
from bot.oncall.keeping import count_change
from bot.oncall.written import layers_written
from db.duty_tables import overrides, rota_sources, rotas
from db.errors import Misconfigured, Missing
from tests import companies
from tests.bot.requests.conftest import company, scene
from tests.bot.requests.scene import JONAS, LENA, Scene
from tests.bot.test_company_rota import ROTA, with_rota

__all__ = ["company", "scene"]

WEEK = HandOver("weekly", time(9), (0,))
DAYS = Layer("days", "Days", (companies.JONAS, companies.LENA), WEEK, date(2026, 3, 2))
FROM_FILE = Rota("Europe/Berlin", (DAYS,))
CHANGED = Rota("Europe/London", (replace(DAYS, name="Days: all", people=(companies.LENA,)),))


@pytest.fixture
def with_rotas(scene: Scene) -> Company:
    """A company whose web team has a rota in its file."""
    known = scene.toolkit.company
    teams = tuple(replace(team, rota=FROM_FILE) if team.id == "web" else team for team in known.teams)
    return replace(known, teams=teams)


def run(scene: Scene, company: Company, *words: object) -> str:
    parser = argparse.ArgumentParser()
    exporting.add_arguments(parser)
    chosen, out = parser.parse_args(list(map(str, words))), StringIO()
    exporting.carry_out(chosen, scene.toolkit.ledger.url, company, out, scene.clock.now)
    return out.getvalue()


def change(scene: Scene, rota: Rota) -> None:
    with scene.toolkit.ledger.begin() as unit:
        made = {"changed_by": JONAS, "changed_at": scene.clock.now, "sequence": 2}
        unit.add(rotas, team_id="web", zone=rota.zone, layers=layers_written(rota), **made)
        count_change(unit)


def override(scene: Scene, key: str, *, starts_at: datetime, **named: object) -> None:
    with scene.toolkit.ledger.begin() as unit:
        made = {"made_by": JONAS, "made_at": scene.clock.now, "changed_at": scene.clock.now}
        about = {"team_id": "web", "user_id": LENA, "ends_at": starts_at + timedelta(days=1), **named}
        unit.add(overrides, id=key, starts_at=starts_at, sequence=0, **made, **about)
        count_change(unit)


def test_the_rota_of_the_file_is_written_where_nobody_changed_it(scene: Scene, with_rotas: Company) -> None:
    assert run(scene, with_rotas, "rotas").splitlines() == [
        "# The rotas that count on 2026-03-10. Put each `rota` under its team in the company file.",
        "teams:",
        "  web:",
        "    rota:",
        "      zone: Europe/Berlin",
        "      layers:",
        "        - id: days",
        "          name: Days",
        f"          people: [{companies.JONAS}, {companies.LENA}]",
        "          hand_over: weekly",
        "          weekday: [mon]",
        '          at: "09:00"',
        "          from: 2026-03-02",
        "# data has no rota: Dev Shah is always on call.",
        "# brand has no rota: Mia Tanaka is always on call.",
    ]


def test_what_was_changed_in_slack_counts_before_the_file(scene: Scene, with_rotas: Company) -> None:
    change(scene, CHANGED)
    text = run(scene, with_rotas, "rotas", "--team", "web")
    assert "    # Changed in Slack.\n    rota:\n      zone: Europe/London\n" in text
    layer = yaml.safe_load(text)["teams"]["web"]["rota"]["layers"][0]
    assert (layer["name"], layer["people"]) == ("Days: all", [companies.LENA])
    assert "data" not in text


def test_what_is_written_is_read_as_the_same_rota(scene: Scene) -> None:
    """A file that had none gets the lines as they come out."""
    read = parse_company(with_rota(ROTA), "liaison.yaml")
    lines = run(scene, read, "rotas", "--team", "web").splitlines()
    pasted = "\n".join(lines[lines.index("  web:") + 1 :]) + "\n"
    again = parse_company(with_rota(pasted), "liaison.yaml")
    assert again.team("web").rota == read.team("web").rota


def test_what_ends_by_itself_is_only_a_comment(scene: Scene, with_rotas: Company) -> None:
    now = scene.clock.now
    thursday = datetime(2026, 3, 12, 8, 0, tzinfo=UTC)
    override(scene, "o2", starts_at=thursday + timedelta(days=7))
    override(scene, "o1", starts_at=thursday, instead_of=JONAS)
    override(scene, "o3", starts_at=thursday, user_id="U0GONE", team_id="data")
    override(scene, "o4", starts_at=now - timedelta(days=2))
    override(scene, "o5", starts_at=now + timedelta(weeks=5))
    override(scene, "o6", starts_at=thursday, cancelled_at=now, cancelled_by=LENA)
    assert run(scene, with_rotas, "rotas", "--team", "web").splitlines()[-3:] == [
        "    # Not in the rota, since it ends by itself (times of Europe/Berlin):",
        "    #   2026-03-12 09:00 to 2026-03-13 09:00: Lena Graf instead of Jonas Weber",
        "    #   2026-03-19 09:00 to 2026-03-20 09:00: Lena Graf",
    ]


def test_somebody_slack_does_not_know_is_named_by_their_id(scene: Scene, with_rotas: Company) -> None:
    override(scene, "o1", starts_at=scene.clock.now, user_id="U0GONE")
    assert run(scene, with_rotas, "rotas").count("2026-03-11 13:00: U0GONE\n") == 1


def test_whoever_has_left_the_company_file_is_told(scene: Scene, with_rotas: Company) -> None:
    change(scene, Rota("Europe/London", (replace(DAYS, people=("gone@example.org", companies.LENA)),)))
    last = run(scene, with_rotas, "rotas", "--team", "web").splitlines()[-1]
    assert last == "    # gone@example.org is not in the company file any more: name somebody else."


def test_a_rota_out_of_a_calendar_is_told_to_come_first(scene: Scene, with_rotas: Company) -> None:
    with scene.toolkit.ledger.begin() as unit:
        made = {"made_at": scene.clock.now, "changed_at": scene.clock.now}
        unit.add(rota_sources, team_id="web", name="duty.ics", shifts=[], matches={}, **made)
        count_change(unit)
    text = run(scene, with_rotas, "rotas", "--team", "web")
    assert "    # The team's calendar comes first; this serves where it names nobody.\n    rota:\n" in text


def test_where_no_team_has_a_rota_there_are_comments_only(scene: Scene) -> None:
    text = run(scene, scene.toolkit.company, "rotas", "--team", "web")
    assert text.splitlines()[1:] == ["# web has no rota: Jonas Weber is always on call."]


def test_a_team_that_is_not_there_is_told_with_those_that_are(scene: Scene) -> None:
    with pytest.raises(Missing) as refused:
        run(scene, scene.toolkit.company, "rotas", "--team", "wbe")
    assert str(refused.value) == ('There is no team "wbe" in the company file. There are: web, data, brand.')


def test_rotas_are_printed_and_go_into_no_file_of_numbers(scene: Scene, tmp_path: Path) -> None:
    with pytest.raises(Misconfigured) as refused:
        run(scene, scene.toolkit.company, "--to", tmp_path / "numbers.db", "rotas")
    assert refused.value.problems == (exporting.ROTAS_ALONE,)
    assert not (tmp_path / "numbers.db").exists()


def test_without_a_database_it_says_what_to_do(scene: Scene, tmp_path: Path) -> None:
    with pytest.raises(Misconfigured, match="Start the bot once"):
        exporting.export_rotas(
            None, f"sqlite:///{tmp_path / 'none.db'}", scene.toolkit.company, StringIO(), scene.clock.now
        )
    assert not (tmp_path / "none.db").exists()


def test_numbers_are_exported_as_ever(scene: Scene, tmp_path: Path) -> None:
    told = run(scene, scene.toolkit.company, "--to", tmp_path / "numbers.db")
    assert "0 requests" in told
    assert (tmp_path / "numbers.db").exists()
