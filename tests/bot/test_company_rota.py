"""Rotas and user groups of the company file, and their mistakes, each with the sentence that names it."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest

from bot.company import Company, Span, parse_company, read_company
from bot.company.rota import HandOver, Layer, Rota
from tests.bot.test_company_mistakes import GOOD, problems_of

EXAMPLE = Path(__file__).parents[2] / "liaison.example.yaml"
MEMBERS = "    members: [lena@n.example]\n"
ROTA = """\
    user_group: "@it-web-oncall"
    rota:
      zone: Europe/Berlin
      layers:
        - id: days
          name: Office hours
          people: [Jonas@n.example, lena@n.example]
          hand_over: weekly
          weekday: mon
          at: 9:00
          every: 2
          from: 2026-11-02
          only: {mon-fri: "9:00-12:00, 13-17:30"}
        - name: Nächte & weekends
          people: [priya@n.example]
          hand_over: daily
          at: "17:30"
          from: 2026-11-03
          only:
            mon-fri: 0:00-9:00, 17:30-24:00
            sat-sun: 0:00-0:00
"""
FIRST = GOOD[: GOOD.index(MEMBERS)].count("\n") + 2  # the line of `user_group`
WHAT = 'the layer "Office hours" of the team "web"'


def with_rota(text: str = ROTA) -> str:
    return GOOD.replace(MEMBERS, MEMBERS + text)


def rota_of(text: str) -> Rota:
    found = parse_company(with_rota(text), "liaison.yaml").team("web").rota
    assert found is not None
    return found


def one_layer(hand_over: str) -> str:
    return (
        "    rota:\n      layers:\n        - name: Days\n          people: [lena@n.example]\n"
        f'          at: "09:00"\n          {hand_over}\n'
    )


@pytest.fixture(scope="module")
def example() -> Company:
    return read_company(EXAMPLE)


def test_a_rota_is_read_whole() -> None:
    morning, whole_day = Span(time(0), time(9)), (Span(time(0), time(0)),)
    office = (Span(time(9), time(12)), Span(time(13), time(17, 30)))
    nights = (morning, Span(time(17, 30), time(0)))
    assert rota_of(ROTA) == Rota(
        "Europe/Berlin",
        (
            Layer(
                "days",
                "Office hours",
                ("jonas@n.example", "lena@n.example"),
                HandOver("weekly", time(9), (0,), 2),
                date(2026, 11, 2),
                ((office,) * 5) + ((), ()),
            ),
            Layer(
                "nachte-weekends",
                "Nächte & weekends",
                ("priya@n.example",),
                HandOver("daily", time(17, 30)),
                date(2026, 11, 3),
                ((nights,) * 5) + ((whole_day,) * 2),
            ),
        ),
    )


def test_a_team_without_a_rota_has_none_and_a_rota_without_a_zone_has_that_of_the_office() -> None:
    company = parse_company(with_rota(ROTA.replace("      zone: Europe/Berlin\n", "")), "liaison.yaml")
    web, brand = company.team("web"), company.team("brand")
    assert web.rota is not None
    assert (web.rota.zone, brand.rota) == ("Europe/London", None)
    assert (web.user_group, brand.user_group) == ("@it-web-oncall", None)


def test_a_user_group_may_be_written_without_its_sign() -> None:
    text = with_rota('    user_group: "it.web_1"\n')
    assert parse_company(text, "liaison.yaml").team("web").user_group == "@it.web_1"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("hand_over: daily\n          from: 2026-11-04", HandOver("daily", time(9))),
        (
            "hand_over: daily\n          every: 3\n          from: 2026-11-04",
            HandOver("daily", time(9), (), 3),
        ),
        ("hand_over: Weekly\n          from: 2026-11-04", HandOver("weekly", time(9), (2,))),
        (
            "hand_over: weekly\n          weekday: [thu, mon]\n          from: 2026-11-05",
            HandOver("days", time(9), (0, 3)),
        ),
        (
            "hand_over: days\n          weekday: [mon, thu]\n          from: 2026-11-05",
            HandOver("days", time(9), (0, 3)),
        ),
        (
            "hand_over: days\n          weekday: mon-fri\n          from: 2026-11-05",
            HandOver("days", time(9), (0, 1, 2, 3, 4)),
        ),
        ("hand_over: [thu, mon]\n          from: 2026-11-05", HandOver("days", time(9), (0, 3))),
        ("hand_over: thu\n          from: 2026-11-05", HandOver("weekly", time(9), (3,))),
    ],
)
def test_a_hand_over_is_written_as_people_say_it(written: str, meant: HandOver) -> None:
    assert rota_of(one_layer(written)).layers[0].hand_over == meant


def test_the_rotas_of_the_example_show_one_layer_above_another(example: Company) -> None:
    rotas = {team.id: team.rota for team in example.teams if team.rota is not None}
    assert set(rotas) == {"infra-team", "security-team", "incident-desk"}
    assert all(len(rota.layers) == 2 for rota in rotas.values())
    assert rotas["security-team"].layers[0].hours is not None
    assert example.team("incident-desk").user_group == "@it-oncall"


MISTAKES = [
    (
        '"@it-web-oncall"',
        '"@IT Web"',
        0,
        '"@IT Web" cannot be a user group of the team "web". Write its handle as Slack shows it, with small '
        'letters, digits, "-", "_" and ".", such as `user_group: "@it-web-oncall"`.',
    ),
    (
        "zone: Europe/Berlin",
        "zone: Berlin",
        2,
        'the zone of the rota of the team "web": "Berlin" is no time zone with a place. '
        'Did you mean "Europe/Berlin"?',
    ),
    (
        "- id: days",
        "- id: Büro",
        4,
        f'{WHAT} needs an id of small letters, digits, "-" and "_", 31 at most. '
        "Add a line like `id: nights`.",
    ),
    (
        "id: days",
        "id: nachte-weekends",
        13,
        'the layer "Nächte & weekends" of the team "web" has the id "nachte-weekends", as a layer above it. '
        "Give one of the two another name, or a line `id` of its own.",
    ),
    (
        "[Jonas@n.example, lena@n.example]",
        "[]",
        6,
        f"{WHAT} has no people. Add a line like `people: [jonas@northwind.example]`.",
    ),
    (
        "[Jonas@n.example, lena@n.example]",
        "[lena@n.example, Lena@n.example]",
        6,
        f"lena@n.example stands twice in people of {WHAT}. Keep one of them.",
    ),
    (
        "[Jonas@n.example, lena@n.example]",
        "[lean@n.example]",
        6,
        f'{WHAT} names "lean@n.example" as one of its people, but there is no such person under "people". '
        'Did you mean "lena@n.example"?',
    ),
    (
        "[Jonas@n.example, lena@n.example]",
        "[lena@n.example, mia@n.example]",
        6,
        'mia@n.example cannot be called for the team "web". '
        "Name somebody of the team, of the bridge or of the admins.",
    ),
    (
        "          hand_over: weekly\n          weekday: mon\n",
        "",
        4,
        f"{WHAT} has no hand_over. Add a line like `hand_over: weekly`.",
    ),
    (
        "hand_over: weekly",
        "hand_over: monthly",
        7,
        f'{WHAT} hands over "monthly", but it should be daily, weekly or the days of the week, '
        "as in `hand_over: [mon, thu]`.",
    ),
    (
        "hand_over: weekly",
        "hand_over: daily",
        8,
        f"{WHAT} says already in `hand_over` when it hands over. Take `weekday` out, or write "
        "`hand_over: weekly`.",
    ),
    (
        "hand_over: weekly\n          weekday: mon",
        "hand_over: days",
        7,
        f"{WHAT} does not say on which days it hands over. Add a line like `weekday: [mon, thu]`.",
    ),
    (
        "weekday: mon",
        "weekday: monday",
        8,
        f'"monday" in {WHAT} is no weekday. Write mon, tue, wed, thu, fri, sat or sun, or several as in '
        "mon-fri.",
    ),
    (
        "weekday: mon",
        "weekday: [mon, thu]",
        10,
        f"{WHAT} hands over on several days of each week, so `every` cannot be 2. Take it out.",
    ),
    ("          at: 9:00\n", "", 4, f'{WHAT} has no at. Add a line like `at: "09:00"`.'),
    (
        "at: 9:00",
        "at: 24:00",
        9,
        f'{WHAT} hands over at "24:00", but it should be a time of day, such as `at: "09:00"`.',
    ),
    (
        "at: 9:00",
        "at: 9 am",
        9,
        f'{WHAT} hands over at "9 am", but it should be a time of day, such as `at: "09:00"`.',
    ),
    *(
        (
            "every: 2",
            f"every: {wrong}",
            10,
            f'one turn of {WHAT} can last 1 to 52 days or weeks, but `every` is "{wrong}".',
        )
        for wrong in ("0", "53", "two", "1.5")
    ),
    (
        "          from: 2026-11-02\n",
        "",
        4,
        f'{WHAT} has no day "from". Add a line like `from: 2026-11-02`.',
    ),
    (
        "from: 2026-11-02",
        "from: 2026-11-31",
        11,
        '"2026-11-31" is no date. Write year-month-day, such as 2026-12-24.',
    ),
    (
        "from: 2026-11-02",
        "from: 0206-11-03",
        11,
        f"the first day of {WHAT} is 0206-11-03. Name one between 2000 and 2100.",
    ),
    (
        "from: 2026-11-02",
        "from: 2026-11-03",
        11,
        f"the first day of {WHAT}, 2026-11-03, is a Tuesday, but its turns begin on Monday. "
        "Write `from: 2026-11-09`.",
    ),
    (
        '{mon-fri: "9:00-12:00, 13-17:30"}',
        "",
        12,
        f'{WHAT} has an empty "only". Without it the layer serves day and night. '
        "liaison.example.yaml shows how it is written.",
    ),
    (
        '"9:00-12:00, 13-17:30"',
        "22:00-6:00",
        12,
        f"the hours of {WHAT} on mon-fri begin at 22:00 and end at 06:00. The end must come after the "
        "beginning, on the same day. What goes past midnight is written in two parts: "
        "0:00-6:00, 22:00-24:00.",
    ),
    (
        '"9:00-12:00, 13-17:30"',
        '"9:00-24:00, 22:00-23:00"',
        12,
        f"the hours of {WHAT} on mon-fri overlap: 24:00 comes after 22:00. Write them from early to late.",
    ),
]


@pytest.mark.parametrize(("good", "bad", "line", "sentence"), MISTAKES, ids=lambda value: str(value)[:40])
def test_each_mistake_in_a_rota_is_named_with_its_line(good: str, bad: str, line: int, sentence: str) -> None:
    assert ROTA.count(good) == 1
    told = problems_of(with_rota(ROTA.replace(good, bad)))
    assert told == [f"liaison.yaml line {FIRST + line}: {sentence}"]


def test_a_rota_with_nothing_in_it_is_a_forgotten_line() -> None:
    assert problems_of(with_rota("    rota:\n")) == [
        f'liaison.yaml line {FIRST}: the team "web" has an empty "rota". It names who takes turns; without '
        "it the owner is always on call. liaison.example.yaml shows how it is written."
    ]


@pytest.mark.parametrize("layers", ["", "      layers: []\n"])
def test_a_rota_without_layers_is_refused(layers: str) -> None:
    line = FIRST + (1 if layers else 0)
    text = with_rota(f"    rota:\n{layers or '      zone: Europe/Berlin'}\n")
    assert problems_of(text) == [
        f'liaison.yaml line {line}: the rota of the team "web" has no layers. Add one, or take `rota` out: '
        "then the owner is always on call."
    ]


def test_a_word_misspelt_in_a_rota_is_told_with_the_known_one() -> None:
    told = problems_of(with_rota(ROTA.replace("layers:", "layer:")))
    assert f'liaison.yaml line {FIRST + 3}: "layer" is not known in the rota of the team "web". ' in told[1]
    assert 'Did you mean "layers"?' in told[1]


def test_a_layer_whose_name_has_no_letters_of_ours_needs_an_id() -> None:
    assert problems_of(with_rota(ROTA.replace("Nächte & weekends", "夜"))) == [
        f'liaison.yaml line {FIRST + 13}: the layer "夜" of the team "web" needs an id of small letters, '
        'digits, "-" and "_", 31 at most. Add a line like `id: nights`.'
    ]


def test_two_teams_cannot_have_one_user_group() -> None:
    owner = "    owner: mia@n.example\n"
    text = with_rota().replace(owner, f"{owner}    user_group: it-web-oncall\n")
    assert problems_of(text) == [
        f'liaison.yaml line {FIRST + 1}: the user group "@it-web-oncall" of the team "web" is already taken '
        'by the team "brand" in line 27.'
    ]


def test_a_rota_has_no_more_in_it_than_a_form_can_show() -> None:
    layer = one_layer("hand_over: daily\n          from: 2026-11-04").partition("layers:\n")[2]
    many = "".join(layer.replace("Days", f"Days {number}") for number in range(5))
    assert problems_of(with_rota(f"    rota:\n      layers:\n{many}")) == [
        f'liaison.yaml line {FIRST + 22}: the rota of the team "web" has 5 layers. 4 at most can be shown in '
        "Slack, so take some out."
    ]


def test_a_layer_has_no_more_people_than_a_form_can_show() -> None:
    crowd = [f"p{number}@n.example" for number in range(51)]
    named = "".join(f"  {email}: {{name: {email}}}\n" for email in crowd)
    text = with_rota().replace("teams:\n", f"{named}teams:\n")
    text = text.replace("members: [lena@n.example]", f"members: [lena@n.example, {', '.join(crowd)}]")
    text = text.replace("[Jonas@n.example, lena@n.example]", f"[{', '.join(crowd)}]")
    assert problems_of(text) == [
        f"liaison.yaml line {FIRST + 6 + len(crowd)}: {WHAT} has 51 people. 50 at most can be shown in "
        "Slack, so take some out."
    ]


def test_a_layer_s_name_has_to_fit_a_form() -> None:
    name = "x" * 61
    told = problems_of(with_rota(ROTA.replace("Office hours", name)))
    assert told == [
        f'liaison.yaml line {FIRST + 5}: the name of a layer of the rota of the team "web" is 61 characters '
        "long. Slack shows 60 at most, so make it shorter."
    ]
