"""Which area of a company gets which capability, and so which words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.company import Area
from bot.routing.lexicon import Term, capabilities_of, terms_for
from tests.bot.routing.lexicon.areas import (
    ASSISTANT,
    ENGLISH,
    FRENCH,
    GERMAN,
    HELP_DESK,
    PORTUGUESE,
    PROGRAMMERS,
    SPANISH,
    area,
)


def words_of(areas: tuple[Area, ...], area_id: str) -> set[str]:
    return {term.text for term in terms_for(areas).get(area_id, ())}


def holders(areas: tuple[Area, ...], capability: str) -> set[str]:
    return set(capabilities_of(areas).get(capability, ()))


@pytest.mark.parametrize(
    ("capability", "area_id"),
    [
        ("web_pages", "site"),
        ("web_forms", "site"),
        ("email_marketing", "mail"),
        ("crm", "sales"),
        ("tracking", "measuring"),
        ("analytics", "measuring"),
        ("reporting", "figures"),
        ("data_platform", "figures"),
        ("domains", "names"),
        ("hosting", "names"),
        ("access", "people"),
        ("devices", "things"),
        ("rooms", "things"),
        ("network", "things"),
        ("privacy", "private"),
        ("consent", "private"),
        ("buying", "tools"),
        ("vendor_review", "tools"),
    ],
)
def test_an_area_is_known_by_its_own_words(capability: str, area_id: str) -> None:
    assert holders(ENGLISH, capability) == {area_id}


@pytest.mark.parametrize(
    ("areas", "capability", "area_id"),
    [
        (GERMAN, "web_forms", "web"),
        (GERMAN, "audiences", "mail"),
        (GERMAN, "tracking", "zahlen"),
        (GERMAN, "access", "zugang"),
        (GERMAN, "rooms", "geraete"),
        (FRENCH, "web_pages", "site"),
        (FRENCH, "email_marketing", "mails"),
        (FRENCH, "reporting", "mesure"),
        (FRENCH, "access", "acces"),
        (SPANISH, "web_pages", "web"),
        (SPANISH, "crm", "correo"),
        (SPANISH, "tracking", "medicion"),
        (SPANISH, "access", "accesos"),
        (PORTUGUESE, "web_pages", "site"),
        (PORTUGUESE, "email_marketing", "email"),
        (PORTUGUESE, "reporting", "dados"),
        (PORTUGUESE, "access", "acessos"),
    ],
)
def test_areas_may_be_described_in_other_languages(
    areas: tuple[Area, ...], capability: str, area_id: str
) -> None:
    assert holders(areas, capability) == {area_id}


def test_an_area_in_one_language_gets_the_words_of_all() -> None:
    assert {"password reset", "mot de passe", "passwort", "contraseña", "senha"} <= words_of(GERMAN, "zugang")


@pytest.mark.parametrize("areas", [HELP_DESK, PROGRAMMERS, ASSISTANT])
def test_a_company_that_does_something_else_gets_no_words(areas: tuple[Area, ...]) -> None:
    assert capabilities_of(areas) == {}
    assert terms_for(areas) == {}


def test_a_company_without_areas_gets_no_words() -> None:
    assert terms_for(()) == {}


def test_what_no_area_does_goes_to_the_nearest_for_less() -> None:
    shares = capabilities_of(ENGLISH)
    assert shares["seo"].keys() == {"site"}
    assert shares["seo"]["site"] < shares["web_pages"]["site"]


def test_what_has_no_near_area_goes_to_nobody() -> None:
    assert "mobile_app" not in capabilities_of(GERMAN[:1] + GERMAN[2:])


def test_two_areas_that_do_the_same_share_it() -> None:
    twice = (*ENGLISH, replace(ENGLISH[3], id="measuring_too"))
    shares = capabilities_of(twice)["tracking"]
    assert shares == {"measuring": 0.5, "measuring_too": 0.5}


def test_what_the_company_file_says_counts_against_every_sign() -> None:
    odd = tuple(
        replace(each, capabilities=("tracking",)) if each.id == "people" else each for each in ENGLISH
    )
    assert holders(odd, "tracking") == {"people"}
    assert "people" not in holders(odd, "access")
    assert "gtm" in words_of(odd, "people")


def test_a_company_of_another_trade_gets_the_words_it_asks_for_and_no_others() -> None:
    asked = (*PROGRAMMERS, area("web", "Our own web site", "The site.", capabilities=("web_pages",)))
    assert terms_for(asked).keys() == {"web"}
    assert "homepage" in words_of(asked, "web")


def test_an_area_that_wants_none_gets_none() -> None:
    none = tuple(replace(each, capabilities=()) if each.id == "mail" else each for each in ENGLISH)
    assert words_of(none, "mail") == set()
    assert words_of(none, "sales") != set()


def test_a_keyword_of_the_company_is_never_dealt_to_another_area() -> None:
    assert "404" in words_of(ENGLISH, "site")
    broken = (*ENGLISH, area("broken", "Broken things", "What stopped working.", "404"))
    assert all("404" not in words_of(broken, each.id) for each in broken)


def test_terms_come_strongest_first_and_each_once() -> None:
    terms = terms_for(ENGLISH)["mail"]
    assert list(terms) == sorted(terms, key=lambda term: (-term.weight, term.text))
    assert len({term.text for term in terms}) == len(terms)
    assert all(0 < term.weight <= 1 for term in terms)
    assert isinstance(terms[0], Term)


def weight_of(areas: tuple[Area, ...], area_id: str, text: str) -> float:
    return next(term.weight for term in terms_for(areas)[area_id] if term.text == text)


def test_a_word_of_two_areas_is_worth_less_to_each() -> None:
    alone = (area("ads", "Ads", "", capabilities=("advertising", "integrations")),)
    apart = (
        area("ads", "Ads", "", capabilities=("advertising",)),
        area("api", "API", "", capabilities=("integrations",)),
    )
    assert weight_of(apart, "ads", "product feed") < weight_of(alone, "ads", "product feed")
    assert weight_of(apart, "api", "product feed") < weight_of(alone, "ads", "product feed")
