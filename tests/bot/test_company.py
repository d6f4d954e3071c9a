from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest

from bot.company import Company, Freeze, Span, parse_company, read_company
from bot.working_time import WorkingTime
from db.errors import Misconfigured, Missing
from tests.bot.test_company_mistakes import GOOD, problems_of

EXAMPLE = Path(__file__).parents[2] / "liaison.example.yaml"


@pytest.fixture(scope="module")
def northwind() -> Company:
    return read_company(EXAMPLE)


@pytest.fixture(scope="module")
def small() -> Company:
    return parse_company(GOOD, "liaison.yaml")


def test_the_example_describes_eight_it_teams_and_eighteen_areas(northwind: Company) -> None:
    it_teams = [team for team in northwind.teams if team.side == "it"]
    assert len(it_teams) == 8
    assert len(northwind.areas) == 18
    assert {area.owner_team for area in northwind.areas} == {team.id for team in it_teams}
    assert all(3 <= len(team.members) <= 4 for team in it_teams)
    assert len([team for team in northwind.teams if team.side == "marketing"]) >= 2


def test_every_area_of_the_example_can_be_chosen_and_asked_about(northwind: Company) -> None:
    for area in northwind.areas:
        assert area.choice
        assert area.keywords
        assert area.intake[0].must


def test_the_people_of_the_example_sit_in_three_cities(northwind: Company) -> None:
    zones = {northwind.zone_of(person) for person in northwind.people}
    assert zones == {"Europe/London", "Europe/Berlin", "America/New_York"}


def test_every_channel_of_the_example_is_named_once(northwind: Company) -> None:
    assert len(set(northwind.channels)) == len(northwind.channels) == 12
    assert {"#marketing", "#launches", "#it-web", "#marketing-it-bridge"} < set(northwind.channels)


def test_every_calendar_of_the_example_has_working_time(northwind: Company) -> None:
    names = {
        calendar.id: WorkingTime(calendar).holiday_name(date(2026, 12, 24))
        for calendar in northwind.calendars
    }
    assert names == dict.fromkeys(("london", "berlin", "new-york"), "Christmas Eve")


def test_roles_are_found_from_people_and_teams(northwind: Company) -> None:
    jonas = northwind.get_person("jonas@northwind.example")
    web = northwind.team("web-team")
    assert northwind.owner_of(web) is jonas
    assert northwind.teams_of(jonas) == (web,)
    assert jonas.side == "it"
    assert northwind.calendar_of(web).id == "berlin"
    assert northwind.team_in("it-web") is northwind.team_in("#it-web") is web
    assert {area.id for area in northwind.areas_of(web)} == {"web_pages", "cms_assets", "ab_testing"}
    priya = northwind.get_person("priya@northwind.example")
    assert northwind.bridge.people == (priya.email,)
    assert (northwind.is_bridge(priya), northwind.is_admin(priya), priya.side) == (True, False, None)


def test_people_are_found_however_their_address_is_written(northwind: Company) -> None:
    mia = northwind.person_by_email(" Mia@Northwind.example ")
    assert mia is not None
    assert (mia.name, mia.side) == ("Mia Tanaka", "marketing")
    assert northwind.person_by_email("nobody@northwind.example") is None


def test_a_fixed_slack_id_finds_its_person(small: Company) -> None:
    mia = small.person_by_slack_id("U012AB3CD")
    assert mia is not None
    assert mia.email == "mia@n.example"
    assert small.person_by_slack_id("U999") is None


def test_the_owner_is_always_the_first_member(small: Company) -> None:
    assert small.team("web").members == ("jonas@n.example", "lena@n.example")
    assert small.team("brand").members == ("mia@n.example",)


def test_a_person_has_their_own_zone_or_that_of_the_team_or_of_the_company(small: Company) -> None:
    people = [small.get_person(f"{name}@n.example") for name in ("lena", "jonas", "priya")]
    assert [small.zone_of(person) for person in people] == ["Europe/Berlin", "Europe/London", "Europe/London"]


def test_what_has_left_the_file_is_missing_not_a_crash(small: Company) -> None:
    assert (small.find_team("old"), small.find_area("old"), small.find_calendar("old")) == (None, None, None)
    with pytest.raises(Missing, match=r'^There is no team "old" in the company file any more\.$'):
        small.team("old")
    with pytest.raises(Missing, match=r'^There is no area "old" in the company file any more\.$'):
        small.area("old")
    with pytest.raises(Missing, match=r'^There is no calendar "old" in the company file any more\.$'):
        small.calendar("old")
    with pytest.raises(Missing, match=r"^old@n\.example is not in the company file any more\.$"):
        small.get_person("old@n.example")
    assert small.team_in("#old") is None


def test_hours_are_read_as_people_write_them(small: Company) -> None:
    hours = small.calendar("london").hours
    assert hours[0] == hours[3] == (Span(time(9), time(12)), Span(time(13), time(17, 30)))
    assert hours[4] == (Span(time(9), time(15)),)
    assert hours[5:] == ((), ())


@pytest.mark.parametrize(
    "line",
    [
        "9-12, 13 - 17:30",
        "[9:00-12:00, 13:00-17:30]",
        '["9:00-12:00", "13:00–17:30"]',
        "09:00-12:00,13-17:30",
    ],
)
def test_other_ways_to_write_the_same_hours_mean_the_same(line: str, small: Company) -> None:
    other = parse_company(GOOD.replace("9:00-12:00, 13:00-17:30", line), "liaison.yaml")
    assert other.calendars == small.calendars


def test_days_of_the_company_hold_in_every_office() -> None:
    text = GOOD.replace(
        "    hours:\n",
        "    company_days: {2027-01-04: Stocktaking}\n"
        "    freezes: [{name: Sale, from: 2026-11-27, to: 2026-11-27}]\n"
        "    hours:\n",
    )
    company = parse_company(text, "liaison.yaml")
    london = company.calendar("london")
    christmas, stocktaking = (date(2026, 12, 24), "Christmas Eve"), (date(2027, 1, 4), "Stocktaking")
    quiet = Freeze(date(2026, 12, 14), date(2026, 12, 18), "Quiet week")
    sale = Freeze(date(2026, 11, 27), date(2026, 11, 27), "Sale")
    assert company.company_days == (christmas,)
    assert london.company_days == (christmas, stocktaking)
    assert (company.freezes, london.freezes) == ((quiet,), (quiet, sale))
    assert london.freezes_on(date(2026, 12, 18)) == (quiet,)
    assert london.freezes_on(date(2026, 12, 19)) == ()


def test_a_channel_may_be_written_without_its_sign() -> None:
    company = parse_company(GOOD.replace('"#it-web"', "it-web"), "liaison.yaml")
    assert company.team("web").channel == "#it-web"


def test_all_mistakes_of_a_file_are_told_at_once_in_its_order() -> None:
    text = (
        GOOD.replace("    owner: jonas@n.example\n", "")
        .replace("subdivision: ENG", "subdivision: BE")
        .replace("to: 2026-12-18", "to: soon")
        .replace("owner_team: web", "owner_team: wbe")
        .replace("admins:", "admin:")
    )
    lines = [problem.split(":")[0] for problem in problems_of(text)]
    assert lines == [f"liaison.yaml line {number}" for number in (6, 11, 27, 37, 43)]


def test_a_slip_in_one_part_does_not_hide_mistakes_in_the_others() -> None:
    text = (
        GOOD.replace("{name: Mia Tanaka,", "{name: Mia Tanaka")
        .replace("subdivision: ENG", "subdivision: BE")
        .replace("business_days: 10", "business_days: ten")
        .replace('"#bridge"', '"#bridge')
    )
    assert [problem.split(":")[0] for problem in problems_of(text)] == [
        f"liaison.yaml line {number}" for number in (11, 16, 37, 45)
    ]


def test_a_wrong_address_is_told_where_it_stands_and_where_it_is_missed() -> None:
    assert problems_of(GOOD.replace("  jonas@n.example: {", "  jonas: {")) == [
        'liaison.yaml line 17: "jonas" is no e-mail address, such as mia@northwind.example.',
        'liaison.yaml line 32: the team "web" names "jonas@n.example" as owner, '
        'but there is no such person under "people". Did you mean "jonas"?',
    ]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "the file is empty. Begin with a copy of liaison.example.yaml."),
        ("# nothing yet\n", "the file is empty. Begin with a copy of liaison.example.yaml."),
        ("- Northwind\n", "the file should be made of lines like `company: Northwind Outdoor`."),
        ("Northwind", "the file should be made of lines like `company: Northwind Outdoor`."),
    ],
)
def test_a_file_that_is_no_company_file_is_refused(text: str, sentence: str) -> None:
    assert problems_of(text) == [f"liaison.yaml line 1: {sentence}"]


def test_a_file_with_nothing_but_a_name_lists_everything_it_lacks() -> None:
    problems = problems_of("company: Northwind\n")
    lacking = ("zone", '"calendars"', '"people"', '"teams"', '"areas"', '"bridge"')
    assert len(problems) == len(lacking)
    for part in lacking:
        assert any(f"the file has no {part}. " in problem for problem in problems)


def test_a_file_from_another_editor_is_read_too(tmp_path: Path, small: Company) -> None:
    file = tmp_path / "liaison.yaml"
    file.write_bytes(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
    assert read_company(file) == small


def test_a_file_that_cannot_be_read_is_told_so(tmp_path: Path) -> None:
    missing = tmp_path / "liaison.yaml"
    with pytest.raises(Misconfigured) as caught:
        read_company(missing)
    assert caught.value.problems == (
        f"There is no file {missing}. "
        "Copy liaison.example.yaml to it, or name another one in LIAISON_COMPANY.",
    )
    with pytest.raises(Misconfigured, match="cannot be read: Is a directory"):
        read_company(tmp_path)
    missing.write_bytes(b"company: \xff\xfe")
    with pytest.raises(Misconfigured, match=r"is not plain text\. Save it as UTF-8\."):
        read_company(missing)
