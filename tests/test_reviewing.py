"""`app.py routing`: what it prints, and what it refuses."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest

import app
from bot.company import Company
from bot.hindsight import Seen, Settled
from bot.requests.answering import confirm
from bot.requests.working import hand_over, resolve
from bot.toolkit import Toolkit
from db.errors import Misconfigured
from reviewing import compare, compared_lines, report
from tests.bot.requests.scene import Scene
from tests.companies import slack_id
from tests.conftest import EXAMPLE, TUESDAY_NOON, SettableClock

MIA = slack_id("mia@northwind.example")
PRIYA = slack_id("priya@northwind.example")
PIXEL = "please put the tiktok pixel on the spring landing page"
PRINTER = "the printer on the second floor is out of toner"
GIZMO = "mend the zebra gadget"


@pytest.fixture
def database_kind() -> str:
    """What is read is tested on both databases in tests/bot/requests/test_past.py; here it is printed."""
    return "sqlite"


@pytest.fixture
def scene(toolkit: Toolkit, clock: SettableClock) -> Scene:
    return Scene(toolkit, clock)


def file(scene: Scene, text: str) -> str:
    request = scene.file(text, asked_by=MIA, anyway=True)
    scene.clock.advance(timedelta(minutes=5))
    return request.id


def settle(scene: Scene, text: str, area_id: str) -> None:
    """Sent on by the bridge where it went elsewhere, then finished by the owner of the area."""
    company = scene.toolkit.company
    team = company.team(company.area(area_id).owner_team)
    request_id = file(scene, text)
    if scene.request(request_id).team_id != team.id:
        scene.do(hand_over, request_id, PRIYA, to_area=area_id)
    scene.do(resolve, request_id, slack_id(team.owner))
    scene.do(confirm, request_id, MIA)
    scene.clock.advance(timedelta(minutes=5))


def reported(scene: Scene) -> str:
    out = StringIO()
    report(scene.toolkit.ledger.url, scene.toolkit.company, out)
    return out.getvalue()


def compared(scene: Scene, changed: Path) -> str:
    out = StringIO()
    compare(scene.toolkit.ledger.url, scene.toolkit.company, changed, out)
    return out.getvalue()


def changed_file(folder: Path, *replaced: tuple[str, str]) -> Path:
    text = EXAMPLE.read_text(encoding="utf-8")
    for old, new in replaced:
        assert old in text
        text = text.replace(old, new)
    file = folder / "changed.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def test_the_report_of_an_empty_database_says_that_there_is_nothing_to_tell(scene: Scene) -> None:
    assert reported(scene) == "No request has been filed yet, so there is nothing to tell.\n"


def test_the_report_tells_by_area_what_went_straight_and_what_was_moved_where(scene: Scene) -> None:
    settle(scene, PIXEL, "tracking_tags")
    settle(scene, PRINTER, "devices_rooms")
    settle(scene, PRINTER + " once more", "events_webinars")
    settle(scene, "the printer prints the wrong consent form", "consent_privacy")
    text = reported(scene)
    assert text.startswith("How 4 requests found their way since 10 March 2026\n")
    assert "Tracking, tags and pixels\n      1  went straight to MarTech Platform and stayed\n" in text
    assert (
        "      2  went straight to Workplace IT and stayed\n      1  went there and were moved away\n" in text
    )
    assert "“The printer prints the wrong consent form” → Consent, cookies and privacy\n" in text


def test_the_report_tells_what_came_through_the_bridge(scene: Scene) -> None:
    settle(scene, GIZMO, "devices_rooms")
    text = reported(scene)
    assert f"      1  came through the bridge\n         “{GIZMO.capitalize()}”\n" in text


def test_what_nobody_has_decided_yet_stands_last(scene: Scene) -> None:
    file(scene, PRINTER)
    file(scene, GIZMO)
    text = reported(scene)
    assert text.index("Not decided") > text.index("Devices, software and meeting rooms")


def test_before_anything_is_settled_the_report_says_that_nothing_can_be_compared(scene: Scene) -> None:
    file(scene, PRINTER)
    assert "No request has been resolved or moved yet." in reported(scene)


def test_the_report_says_how_sure_the_bot_is_and_how_often_it_is_right(scene: Scene) -> None:
    for number in range(6):
        settle(scene, f"{PRINTER}, case {number}", "devices_rooms")
    text = reported(scene)
    assert "90% to 100%          6" in text
    assert text.splitlines()[-1].startswith("On the whole, what it says and what comes true lie ")


def test_the_same_file_sends_nothing_elsewhere(scene: Scene, tmp_path: Path) -> None:
    settle(scene, PRINTER, "devices_rooms")
    text = compared(scene, changed_file(tmp_path))
    assert "None would go elsewhere.\n" in text
    assert f"straight to the right team {1:>13} {1:>20}\n" in text


def test_a_changed_file_is_compared_before_it_is_used(scene: Scene, tmp_path: Path) -> None:
    settle(scene, GIZMO, "devices_rooms")
    text = compared(scene, changed_file(tmp_path, ("[laptop, macbook,", "[zebra, gadget, laptop, macbook,")))
    assert "1 would go elsewhere.\n" in text
    assert f"+ “{GIZMO.capitalize()}”\n    was: the bridge decides; then: Devices, " in text
    assert "meeting rooms (right); whose it was: Devices, software and meeting rooms\n" in text


def test_what_a_changed_file_makes_worse_is_marked(scene: Scene, tmp_path: Path) -> None:
    settle(scene, "the toner is empty", "devices_rooms")
    there = ("[tag, tags, pixel,", "[toner, empty, tag, tags, pixel,")
    text = compared(scene, changed_file(tmp_path, there))
    assert (
        "- “The toner is empty”\n    was: Devices, software and meeting rooms (right); then: Tracking, "
        in text
    )
    assert "pixels (wrong); whose it was: Devices" in text


def test_areas_that_a_changed_file_has_lost_are_named(scene: Scene, tmp_path: Path) -> None:
    settle(scene, PIXEL, "tracking_tags")
    settle(scene, PRINTER, "devices_rooms")
    text = compared(scene, changed_file(tmp_path, ("  devices_rooms:", "  machines:")))
    assert "1 belong to areas that changed.yaml does not have: devices_rooms (1).\n" in text
    assert text.endswith("An area keeps its history only while it keeps its id.\n")


def test_without_anything_settled_there_is_nothing_to_compare(scene: Scene, tmp_path: Path) -> None:
    file(scene, PRINTER)
    assert compared(scene, changed_file(tmp_path)).startswith("No request has been resolved or moved yet.")


def test_a_long_list_of_changes_is_cut_and_says_so(company: Company) -> None:
    past = [Settled(f"l{n}", f"a page number {n}", "web_pages", TUESDAY_NOON) for n in range(23)]
    before = [Seen(each, "web_pages", 0.9, "right") for each in past]
    after = [Seen(each, None, 0.0, "bridge") for each in past]
    lines = list(compared_lines(company, company, "changed.yaml", before, after))
    assert "23 would go elsewhere." in lines
    assert sum(line.startswith("- “") for line in lines) == 20
    assert lines[-1] == "… and 3 more."


def test_a_mistake_in_the_changed_file_is_named_with_its_line(scene: Scene, tmp_path: Path) -> None:
    file = changed_file(tmp_path, ("  devices_rooms:\n    name:", "  devices_rooms:\n    nmae:"))
    with pytest.raises(Misconfigured, match=r"changed\.yaml line \d+: "):
        compared(scene, file)


def env(database_url: str) -> dict[str, str]:
    return {
        "SLACK_BOT_TOKEN": "xoxb-test",
        "SLACK_APP_TOKEN": "xapp-test",
        "DATABASE_URL": database_url,
        "LIAISON_COMPANY": str(EXAMPLE),
    }


def test_the_command_prints_the_report(scene: Scene, capsys: pytest.CaptureFixture[str]) -> None:
    settle(scene, PRINTER, "devices_rooms")
    assert app.main(["routing", "report"], env(scene.toolkit.ledger.url)) == 0
    assert "went straight to Workplace IT and stayed" in capsys.readouterr().out


def test_the_command_compares_a_file(
    scene: Scene, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settle(scene, PRINTER, "devices_rooms")
    file = changed_file(tmp_path)
    assert app.main(["routing", "try", "--company", str(file)], env(scene.toolkit.ledger.url)) == 0
    assert "None would go elsewhere." in capsys.readouterr().out


def test_a_file_that_is_not_there_is_refused(scene: Scene, capsys: pytest.CaptureFixture[str]) -> None:
    assert app.main(["routing", "try", "--company", "gone.yaml"], env(scene.toolkit.ledger.url)) == 2
    assert "There is no file gone.yaml." in capsys.readouterr().err


def test_a_database_that_is_not_there_is_refused_and_not_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "none.db"
    assert app.main(["routing", "report"], env(f"sqlite:///{file}")) == 2
    assert "The database in DATABASE_URL is not there yet" in capsys.readouterr().err
    assert not file.exists()


def test_nothing_is_written_by_looking(scene: Scene, tmp_path: Path) -> None:
    settle(scene, PRINTER, "devices_rooms")
    request_id = file(scene, PIXEL)
    before = scene.notices(), scene.request(request_id), scene.changes(request_id)
    reported(scene)
    compared(scene, changed_file(tmp_path))
    assert (scene.notices(), scene.request(request_id), scene.changes(request_id)) == before
