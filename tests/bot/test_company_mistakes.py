"""Mistakes in people, teams and the bridge, each with the exact sentence that names it."""

from __future__ import annotations

import pytest

from bot.company import parse_company
from db.errors import Misconfigured

# Short lines, so that the line numbers below can be counted.
GOOD = """\
company: Northwind
zone: Europe/London
company_days:
  2026-12-24: Christmas Eve
freezes:
  - {name: Quiet week, from: 2026-12-14, to: 2026-12-18}
calendars:
  london:
    zone: Europe/London
    country: GB
    subdivision: ENG
    hours:
      mon-thu: 9:00-12:00, 13:00-17:30
      fri: 9:00-15:00
people:
  mia@n.example: {name: Mia Tanaka, slack: U012AB3CD}
  jonas@n.example: {name: Jonas Weber, title: Web lead}
  lena@n.example: {name: Lena Fischer, zone: Europe/Berlin}
  priya@n.example: {name: Priya Nair}
teams:
  brand:
    name: Brand
    side: marketing
    channel: "#marketing"
    calendar: london
    owner: mia@n.example
  web:
    name: Web Team
    side: it
    channel: "#it-web"
    calendar: london
    owner: jonas@n.example
    fallback: lena@n.example
    members: [lena@n.example]
bridge:
  people: [priya@n.example]
  channel: "#bridge"
admins: [priya@n.example]
areas:
  pages:
    name: Pages
    choice: A page on our website
    description: Build or change a page.
    owner_team: web
    lead_time_business_days: 10
    keywords: [page, form]
    intake:
      - {id: page_url, ask: "Which page is it?", must: true}
"""


def problems_of(text: str) -> list[str]:
    with pytest.raises(Misconfigured) as caught:
        parse_company(text, "liaison.yaml")
    return list(caught.value.problems)


def test_the_file_that_the_mistakes_are_made_in_has_none() -> None:
    assert parse_company(GOOD, "liaison.yaml").name == "Northwind"


MISTAKES = [
    (
        "    owner: jonas@n.example\n",
        "",
        '27: the team "web" has no owner. Add a line like `owner: jonas@northwind.example`.',
    ),
    (
        '    channel: "#it-web"\n',
        "",
        '27: the team "web" has no channel. Add a line like `channel: "#it-web"`.',
    ),
    (
        '    channel: "#it-web"\n',
        "    channel: #it-web\n",
        (
            '30: the team "web" has an empty channel. What follows a # is a comment, so put '
            'the name in quotes: `channel: "#it-web"`.'
        ),
    ),
    (
        "    calendar: london\n    owner: jonas",
        "    calendar: paris\n    owner: jonas",
        ('31: the team "web" names "paris" as calendar, but there is no such calendar under "calendars".'),
    ),
    (
        "    calendar: london\n    owner: jonas",
        "    owner: jonas",
        '27: the team "web" has no calendar. Add a line like `calendar: london`.',
    ),
    ("    name: Web Team\n", "", '27: the team "web" has no name. Add a line like `name: Web Team`.'),
    (
        "    name: Web Team\n",
        "    name: [Web, Team]\n",
        '28: "name" of the team "web" should be a single value, but here stands a list.',
    ),
    (
        "    side: it\n",
        "    side: IT people\n",
        '29: the side of the team "web" is "IT people", but it should be marketing or it.',
    ),
    ("    side: it\n", "", '27: the team "web" has no side. Add a line like `side: it`.'),
    (
        "    owner: jonas@n.example\n",
        "    owner: jonsa@n.example\n",
        (
            '32: the team "web" names "jonsa@n.example" as owner, but there is no such person'
            ' under "people". Did you mean "jonas@n.example"?'
        ),
    ),
    (
        "    owner: jonas@n.example\n",
        "    owner: mia@n.example\n",
        (
            '32: mia@n.example is in two teams, "brand" (line 26) and "web". A person belongs'
            " to one team, so take one of the two lines out."
        ),
    ),
    (
        "    members: [lena@n.example]",
        "    members: [lena@n.example, lena@n.example]",
        '34: lena@n.example stands twice in members of the team "web". Keep one of them.',
    ),
    (
        "    members: [lena@n.example]",
        '    members: [lena@n.example, "#x", ]',
        ('34: the team "web" names "#x" as a member, but there is no such person under "people".'),
    ),
    (
        "    members: [lena@n.example]",
        '    members: [lena@n.example, ""]',
        (
            '34: the list "members" of the team "web" has an empty entry. Text that begins '
            "with # needs quotes around it; else take the entry out."
        ),
    ),
    (
        "    members: [lena@n.example]",
        "    members: [lena@n.example, mia@n.example]",
        (
            '34: mia@n.example is in two teams, "brand" (line 26) and "web". A person belongs'
            " to one team, so take one of the two lines out."
        ),
    ),
    (
        "    members: [lena@n.example]",
        "    members: {a: lena@n.example}",
        '34: "members" of the team "web" should be a list, but here stands a block of lines.',
    ),
    (
        "    fallback: lena@n.example",
        "    fallback: mia@n.example",
        (
            '33: mia@n.example cannot be the fallback of the team "web". Name somebody of the'
            " team, of the bridge or of the admins."
        ),
    ),
    (
        "    fallback: lena@n.example",
        "    fallback: jonas@n.example",
        '33: the fallback of the team "web" is the owner. Name somebody else, or nobody.',
    ),
    (
        "    fallback: lena@n.example",
        "    falback: lena@n.example",
        '33: "falback" is not known in the team "web". Did you mean "fallback"?',
    ),
    (
        "    fallback: lena@n.example",
        "    colour: blue",
        (
            '33: "colour" is not known in the team "web". Known here: "owner", "members", '
            '"fallback", "calendar", "name", "side", "channel", "more_channels", "rota", "chains", '
            '"targets", "user_group".'
        ),
    ),
    (
        '    channel: "#it-web"',
        '    channel: "#marketing"',
        ('30: the channel "#marketing" of the team "web" is already taken by the team "brand" in line 24.'),
    ),
    (
        '    channel: "#it-web"',
        '    channel: "#IT Web"',
        ('30: "#IT Web" cannot be a channel name. Slack allows small letters, digits, "-" and "_".'),
    ),
    (
        '    channel: "#it-web"',
        '    channel: "#it-web"\n    channel: "#web"',
        ('31: "channel" stands twice in the team "web"; the first is in line 30. Keep one of them.'),
    ),
    (
        '  channel: "#bridge"',
        '  channel: "#it-web"',
        ('37: the channel "#it-web" of the bridge is already taken by the team "web" in line 30.'),
    ),
    (
        "  people: [priya@n.example]\n",
        "  people: []\n",
        "36: the bridge has no people. Add a line like `people: [priya@northwind.example]`.",
    ),
    (
        "  people: [priya@n.example]\n",
        "  people: [pria@n.example]\n",
        (
            '36: the bridge names "pria@n.example" as one of its people, but there is no such'
            ' person under "people". Did you mean "priya@n.example"?'
        ),
    ),
    (
        'bridge:\n  people: [priya@n.example]\n  channel: "#bridge"\n',
        "",
        (
            '1: the file has no "bridge". It names who gets the requests that belong to no '
            "team yet. liaison.example.yaml shows how it is written."
        ),
    ),
    (
        'bridge:\n  people: [priya@n.example]\n  channel: "#bridge"\n',
        "bridge:\n",
        (
            '35: the file has an empty "bridge". It names who gets the requests that belong '
            "to no team yet. liaison.example.yaml shows how it is written."
        ),
    ),
    (
        'bridge:\n  people: [priya@n.example]\n  channel: "#bridge"\n',
        "bridge: priya@n.example\n",
        "35: the bridge should be a block of lines, but here stands a single value.",
    ),
    (
        "admins: [priya@n.example]",
        "admins: [alex@n.example]",
        (
            '38: the file names "alex@n.example" as one of the admins, but there is no such '
            'person under "people".'
        ),
    ),
    (
        "admins: [priya@n.example]",
        "admin: [priya@n.example]",
        '38: "admin" is not known in the file. Did you mean "admins"?',
    ),
    (
        "{name: Jonas Weber, title: Web lead}",
        "{title: Web lead}",
        '17: the person "jonas@n.example" has no name. Add a line like `name: Mia Tanaka`.',
    ),
    (
        "{name: Jonas Weber, title: Web lead}",
        "Jonas Weber",
        ('17: the person "jonas@n.example" should be a block of lines, but here stands a single value.'),
    ),
    (
        "{name: Jonas Weber, title: Web lead}",
        "{name: Jonas Weber, zone: Berlin}",
        (
            '17: the zone of the person "jonas@n.example": "Berlin" is no time zone with a '
            'place. Did you mean "Europe/Berlin"?'
        ),
    ),
    (
        "{name: Jonas Weber, title: Web lead}",
        '{name: Jonas Weber, slack: "@jonas"}',
        (
            '17: the Slack id of the person "jonas@n.example" is "@jonas", but Slack ids look'
            " like U012AB3CD. It stands in Slack under the person's profile, \"Copy member "
            'ID".'
        ),
    ),
    (
        "{name: Jonas Weber, title: Web lead}",
        "{name: Jonas Weber, slack: U012AB3CD}",
        (
            '17: the Slack id "U012AB3CD" of the person "jonas@n.example" is already taken by'
            ' the person "mia@n.example" in line 16.'
        ),
    ),
    (
        "  priya@n.example: {name: Priya Nair}\n",
        "  priya@n.example: {name: Priya Nair}\n  Priya@n.example: {name: Priya Nair}\n",
        (
            '20: the e-mail "priya@n.example" of the person "Priya@n.example" is already '
            'taken by the person "priya@n.example" in line 19.'
        ),
    ),
    (
        "  priya@n.example: {name: Priya Nair}\n",
        "  priya@n.example: {name: Priya Nair}\n  priya@n.example: {name: Priya Nair}\n",
        ('20: "priya@n.example" stands twice in the people; the first is in line 19. Keep one of them.'),
    ),
    (
        "  priya@n.example: {name: Priya Nair}\n",
        "  priya@n.example: {name: Priya Nair}\n  tom@n.example: {name: Tom}\n",
        (
            "20: tom@n.example is in no team. Add the address to the members of a team, to "
            "the bridge or to the admins, or take the person out."
        ),
    ),
    ("company: Northwind\n", "", "1: the file has no company. Add a line like `company: Northwind Outdoor`."),
]


@pytest.mark.parametrize(("old", "new", "sentence"), MISTAKES)
def test_a_mistake_about_people_teams_or_the_bridge_is_named_with_its_line(
    old: str, new: str, sentence: str
) -> None:
    assert GOOD.count(old) == 1, "the part to spoil must be there exactly once"
    assert problems_of(GOOD.replace(old, new)) == [f"liaison.yaml line {sentence}"]
