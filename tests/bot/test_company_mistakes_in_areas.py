"""Mistakes in the areas, each with the exact sentence that names it."""

from __future__ import annotations

import pytest

from tests.bot.test_company_mistakes import GOOD, problems_of

MISTAKES = [
    (
        "    owner_team: web\n",
        "",
        '40: the area "pages" has no owner_team. Add a line like `owner_team: web-team`.',
    ),
    (
        "    owner_team: web\n",
        "    owner_team: wbe\n",
        (
            '44: the area "pages" names "wbe" as owner, but there is no such team under '
            '"teams". Did you mean "web"?'
        ),
    ),
    (
        "    owner_team: web\n",
        "    owner_team: brand\n",
        ('44: the area "pages" belongs to "brand", which is a marketing team. Name a team of the it side.'),
    ),
    (
        "business_days: 10",
        "business_days: two weeks",
        (
            '45: the lead_time_business_days of the area "pages" is "two weeks", but it '
            "should be a whole number, such as 5."
        ),
    ),
    (
        "    choice: A page on our website\n",
        "",
        (
            '40: the area "pages" has no choice. Add a line like `choice: A page, form or '
            "banner on our website`."
        ),
    ),
    (
        "A page on our website",
        ("A page xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"),
        (
            '42: the choice of the area "pages" is 87 characters long. Slack shows 75 at '
            "most, so make it shorter."
        ),
    ),
    (
        "must: true",
        "must: maybe",
        ('48: must of a question of the area "pages" is "maybe", but it should be true or false.'),
    ),
    ("id: page_url, ", "", '48: a question of the area "pages" has no id. Add a line like `id: page_url`.'),
    (
        '      - {id: page_url, ask: "Which page is it?", must: true}',
        "      - {id: page_url, ask: A}\n      - {id: page_url, ask: B}",
        '49: the area "pages" has two questions with the id "page_url".',
    ),
    (
        "  pages:\n    name",
        "  Web pages:\n    name",
        (
            '40: the area "Web pages" needs an id of small letters, digits, "-" and "_" here,'
            " 40 at most. What people read goes into its line `name`."
        ),
    ),
    (
        "business_days: 10",
        "business_days: -1",
        (
            '45: the lead_time_business_days of the area "pages" is "-1", but it should be a '
            "whole number, such as 5."
        ),
    ),
    (
        "    description: Build or change a page.\n",
        "",
        (
            '40: the area "pages" has no description. Add a line like `description: Build, '
            "change or take down a page.`."
        ),
    ),
    (
        "areas:\n  pages:",
        (
            "areas:\n"
            "  banners:\n"
            "    name: Banners\n"
            "    choice: A page on our website\n"
            "    description: Banners.\n"
            "    owner_team: web\n"
            "    lead_time_business_days: 1\n"
            "  pages:"
        ),
        (
            '48: the choice "A page on our website" of the area "pages" is already taken by '
            'the area "banners" in line 42.'
        ),
    ),
    (
        "must: true",
        "mustt: true",
        '48: "mustt" is not known in a question of the area "pages". Did you mean "must"?',
    ),
]


@pytest.mark.parametrize(("old", "new", "sentence"), MISTAKES)
def test_a_mistake_about_areas_is_named_with_its_line(old: str, new: str, sentence: str) -> None:
    assert GOOD.count(old) == 1, "the part to spoil must be there exactly once"
    assert problems_of(GOOD.replace(old, new)) == [f"liaison.yaml line {sentence}"]
