"""Several wishes in one text, told apart by the whole reading: also beside an incident."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.company import read_company
from bot.intake.reader import Reader
from bot.intake.reading import Reading
from bot.routing import Router

_LINES = (Path(__file__).parent / "wishes_beside.tsv").read_text(encoding="utf-8").splitlines()
_ROWS = [line.replace("\\n", "\n").split("\t") for line in _LINES if not line.startswith("#")]
SEVERAL = [(text, set(areas.split())) for areas, text in _ROWS if areas != "one"]
ONE = [text for areas, text in _ROWS if areas == "one"]

COMPANY = read_company(Path(__file__).parents[3] / "liaison.example.yaml")
READER = Reader(COMPANY, Router(COMPANY))
INCIDENT = "incident_outage"


def read(text: str, *, chosen: str | None = None) -> Reading:
    return READER.read(text, at=datetime(2026, 3, 10, 9, 30, tzinfo=UTC), zone="Europe/London", chosen=chosen)


def areas_of(reading: Reading) -> list[str]:
    return [reading.guesses[0].area_id, *(part.area_id for part in reading.also)]


def test_two_of_three_texts_with_several_wishes_are_told_apart() -> None:
    found = [text for text, areas in SEVERAL if len(areas.intersection(areas_of(read(text)))) > 1]

    assert len(found) >= 0.66 * len(SEVERAL)


def test_hardly_any_text_that_looks_like_two_wishes_is_taken_for_two() -> None:
    wrong = [text for text in ONE if read(text).also]

    assert len(wrong) <= 0.04 * len(ONE)


BESIDE = [
    (
        "The checkout is down, nobody can pay! Also, unrelated and no hurry: could I get a second monitor?",
        "devices_rooms",
    ),
    (
        "Der Shop ist ausgefallen, keiner kann bestellen. Außerdem brauche ich einen Zugang zu HubSpot.",
        "access_accounts",
    ),
    (
        "Le site est en panne, les clients voient une erreur. Autre chose : il me faut un accès à HubSpot.",
        "access_accounts",
    ),
    (
        "La tienda está caída y nadie puede pagar. Otra cosa: necesito un portátil nuevo.",
        "devices_rooms",
    ),
]


@pytest.mark.parametrize(("text", "area_id"), BESIDE)
def test_a_wish_beside_an_incident_is_one_of_its_own_and_the_incident_stays_first(
    text: str, area_id: str
) -> None:
    reading = read(text)

    assert areas_of(reading) == [INCIDENT, area_id]
    assert reading.urgency.level == "outage"
    assert reading.first is not None
    assert reading.first.area_id == INCIDENT
    assert reading.also[0].text not in reading.first.text


def test_an_incident_told_after_the_wish_still_comes_first() -> None:
    reading = read("Could I get a second monitor? By the way, the checkout is down and nobody can pay!")

    assert areas_of(reading) == [INCIDENT, "devices_rooms"]


def test_no_hurry_with_the_wish_takes_nothing_from_the_incident() -> None:
    reading = read("The checkout is down, nobody can pay! PS: I need a new keyboard by 20 March, no hurry.")

    assert reading.urgency.level == "outage"
    assert reading.due is None


@pytest.mark.parametrize(
    "text",
    [
        "The checkout is down, nobody can pay! Also PayPal shows an error.",
        "Le site est en panne, et en plus on a une campagne Google Ads en cours.",
        "The checkout is down, nobody can pay! By the way, could you please look at it right now?",
        "The checkout is down, nobody can pay! PS: thanks.",
    ],
)
def test_more_about_an_incident_is_no_other_wish(text: str) -> None:
    reading = read(text)

    assert areas_of(reading) == [INCIDENT]


def test_who_chose_the_area_is_not_told_apart() -> None:
    assert read(BESIDE[0][0], chosen="web_pages").also == ()
