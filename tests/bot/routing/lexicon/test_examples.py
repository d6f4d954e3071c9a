"""Sentences that teach what an area is asked for before anybody asked it."""

from __future__ import annotations

from collections import Counter

from bot.company import Company
from bot.routing.lexicon import LANGUAGES, capabilities, examples, examples_for
from tests.bot.routing.companies import area, company_of


def test_each_example_is_there_once_for_a_capability_and_a_language_that_exist() -> None:
    texts = Counter(each.text.casefold() for each in examples())
    assert [text for text, times in texts.items() if times > 1] == []
    assert {each.capability for each in examples()} <= {each.id for each in capabilities()}
    assert {each.language for each in examples()} == set(LANGUAGES)


def test_every_area_of_the_example_company_but_the_incidents_is_taught(example_company: Company) -> None:
    taught = Counter(told.area_id for told in examples_for(example_company.areas))
    assert {each.id for each in example_company.areas} - set(taught) == {"incident_outage"}
    assert min(taught.values()) >= 40


def test_a_company_that_does_something_else_is_taught_nothing() -> None:
    herders = company_of(area("herding", about="Sheep and goats."), area("baking", about="Bread and rolls."))
    assert examples_for(herders.areas) == ()
