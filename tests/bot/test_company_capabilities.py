"""The key `capabilities` of an area: what is read, and what is refused with which sentence."""

from __future__ import annotations

import pytest

from bot.company import parse_company
from tests.bot.test_company_mistakes import GOOD, problems_of

LEAD_TIME = "    lead_time_business_days: 10\n"


def with_line(line: str) -> str:
    assert LEAD_TIME in GOOD
    return GOOD.replace(LEAD_TIME, f"{LEAD_TIME}    {line}\n", 1)


def test_an_area_may_name_its_capabilities() -> None:
    company = parse_company(with_line("capabilities: [tracking, web_pages]"), "liaison.yaml")
    assert company.areas[0].capabilities == ("tracking", "web_pages")


def test_an_area_that_names_none_leaves_it_to_the_bot() -> None:
    assert parse_company(GOOD, "liaison.yaml").areas[0].capabilities is None


def test_an_empty_list_means_none_at_all() -> None:
    assert parse_company(with_line("capabilities: []"), "liaison.yaml").areas[0].capabilities == ()


def test_a_capability_with_a_slip_in_it_is_named_with_its_line() -> None:
    assert problems_of(with_line("capabilities: [trackng]")) == [
        'liaison.yaml line 46: the area "pages" names the capability "trackng", which is not known. '
        'Did you mean "tracking"?'
    ]


def test_a_capability_nobody_knows_brings_the_list_of_those_there_are() -> None:
    (sentence,) = problems_of(with_line("capabilities: [juggling]"))
    assert sentence.startswith(
        'liaison.yaml line 46: the area "pages" names the capability "juggling", which is not known. Known '
    )
    assert '"tracking"' in sentence
    assert '"outages"' in sentence


def test_a_capability_twice_is_named() -> None:
    assert problems_of(with_line("capabilities: [tracking, tracking]")) == [
        'liaison.yaml line 46: the capability "tracking" stands twice in the area "pages". Keep one of them.'
    ]


@pytest.mark.parametrize("value", ["{tracking: yes}"])
def test_capabilities_are_a_list(value: str) -> None:
    assert problems_of(with_line(f"capabilities: {value}")) == [
        'liaison.yaml line 46: "capabilities" of the area "pages" should be a list, '
        "but here stands a block of lines."
    ]
