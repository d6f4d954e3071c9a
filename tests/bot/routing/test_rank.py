"""Ranking: how likely, how sure, and why."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.company import Company
from bot.routing import Lesson, Ranking, Router
from tests.bot.routing.companies import area, company_of


@pytest.fixture(scope="module")
def router(example_company: Company) -> Router:
    return Router(example_company)


@pytest.mark.parametrize(
    ("text", "area_id"),
    [
        ("Could somebody put the LinkedIn insight tag on the partner pages?", "tracking_tags"),
        ("give the interns access to the dashboard", "access_accounts"),
        ("we need a dashboard for the interns", "analytics_reporting"),
        ("the projector in the big meeting room flickers", "devices_rooms"),
        ("could we send a push notification from the shop app on Sunday", "mobile_push"),
        ("wir brauchen eine Weiterleitung von der alten Adresse auf die neue Domain", "domains_redirects"),
        ("pouvez-vous donner un accès à Salesforce à notre stagiaire", "access_accounts"),
        ("necesitamos un informe con las cifras de la campaña", "analytics_reporting"),
        ("precisamos de acesso ao CRM para a nova colega", "access_accounts"),
        ("please delete all of my data, says a customer, under the GDPR", "consent_privacy"),
        ("set up an A/B test of two headlines", "ab_testing"),
    ],
)
def test_plain_wishes_in_five_languages_find_their_area_first(
    router: Router, text: str, area_id: str
) -> None:
    assert router.rank(text).guesses[0].area_id == area_id


def test_what_stands_behind_a_preposition_counts_less_than_what_is_asked_for() -> None:
    router = Router(company_of(area("images", "picture"), area("web", "page"), area("places", "room")))
    assert [area_id for area_id, _ in router.point("a picture on the page")] == ["images", "web"]
    assert [area_id for area_id, _ in router.point("a page for the picture")] == ["web", "images"]
    assert [area_id for area_id, _ in router.point("the room team wants a picture")] == ["images", "places"]


def test_small_words_may_stand_within_a_term() -> None:
    router = Router(company_of(area("privacy", "delete data"), area("reports", "data")))
    assert (
        router.rank("delete all of her data").guesses[0].why == "because you wrote *delete all of her data*"
    )


def test_a_boundary_points_to_the_area_that_it_names() -> None:
    one = area("reports", "dashboard", boundary="Seven zebras at once are herding.")
    router = Router(company_of(one, area("herding", "shepherd")))
    ((area_id, evidence),) = router.point("zebras")
    assert area_id == "herding"
    assert 0.1 < evidence < 0.3, "a hint, no more"


@pytest.mark.parametrize("text", ["", " ", "🎉🎉", "?!", "zzyzx qwrtp"])
def test_words_that_nobody_knows_go_to_the_bridge_and_say_so(router: Router, text: str) -> None:
    ranking = router.rank(text)
    assert (ranking.band, ranking.unknown) == ("bridge", True)
    assert ranking.evidence < 0.05
    assert router.point(text) == ()


def test_one_word_that_means_something_is_asked_about(router: Router) -> None:
    ranking = router.rank("the newsletter please!!!")
    assert (ranking.band, ranking.unknown) == ("ask", False)


def test_a_term_counts_as_a_word_that_means_something_even_if_it_is_a_small_word_elsewhere() -> None:
    router = Router(company_of(area("tracking", "tag"), area("pages", "banner")))
    assert router.rank("a violet tag").band == "sure"


def test_two_areas_of_one_team_are_asked_about_as_areas_and_sure_as_a_team() -> None:
    pages, images = area("pages", "banner", team="web"), area("images", "picture", team="web")
    reports = area("reports", "dashboard")
    apart = Router(company_of(area("pages", "banner"), area("images", "picture"), reports))
    together = Router(company_of(pages, images, reports))
    wish = "a banner, a picture"
    assert apart.rank(wish).band == "ask"
    assert together.rank(wish).band == "sure"


def test_evidence_grows_with_what_points_somewhere(router: Router) -> None:
    wishes = ["a violet rabbit", "a violet banner", "a violet banner on the landing page with a form"]
    found = [router.rank(wish).evidence for wish in wishes]
    assert found == sorted(found)
    assert found[0] < 0.2 < found[1] < found[2] <= 1.0


def test_pointing_names_the_areas_of_the_words_the_best_first(router: Router) -> None:
    found = router.point("put the GTM pixel on the landing page")
    assert found[0][0] == "tracking_tags"
    assert [share for _, share in found] == sorted((share for _, share in found), reverse=True)
    assert all(0 < share <= 1 for _, share in found)


def test_links_and_addresses_say_nothing(router: Router) -> None:
    assert router.rank("see https://example.org/newsletter or ask newsletter@example.org").unknown


def test_the_middle_of_a_very_long_text_is_left_out_not_its_end(router: Router) -> None:
    filler = "lorem ipsum dolor " * 2000
    assert router.rank(f"{filler} please move the DNS records of our domain").guesses[0].area_id == (
        "domains_redirects"
    )
    assert router.rank(f"{filler} please move the DNS records of our domain {filler}").unknown


def sound(ranking: Ranking) -> None:
    chances = [guess.p for guess in ranking.guesses]
    assert chances == sorted(chances, reverse=True)
    assert 0 < len(chances) <= 5
    assert len({guess.area_id for guess in ranking.guesses}) == len(chances)
    assert all(0 <= p <= 1 for p in chances)
    assert sum(chances) <= 1.01
    assert 0 <= ranking.evidence <= 1
    assert all(guess.why.startswith("because ") for guess in ranking.guesses)


@settings(max_examples=150, derandomize=True)
@given(st.text(max_size=300))
def test_any_text_gets_a_sound_ranking_and_always_the_same(text: str) -> None:
    ranking = SMALL.rank(text)
    assert ranking == SMALL.rank(text)
    sound(ranking)


@pytest.mark.parametrize(
    "text",
    ["\ud800 landing page", "\x00page\x00form", "🎉" * 40_000, "page " * 8_000, "a" * 40_000, "مرحبا page"],
    ids=["lone surrogate", "NUL", "emoji", "one word", "no space", "right to left"],
)
def test_odd_texts_get_a_sound_ranking(router: Router, text: str) -> None:
    sound(router.rank(text))


@pytest.mark.parametrize("areas", [1, 2])
def test_the_smallest_companies_are_ranked_too(areas: int) -> None:
    some = (area("pages", "banner"), area("reports", "dashboard"))[:areas]
    ranking = Router(company_of(*some)).rank("a violet banner")
    sound(ranking)
    assert ranking.guesses[0].area_id == "pages"


SMALL = Router(
    company_of(area("pages", "landing page", "banner"), area("reports", "dashboard")),
    [Lesson("the yellow thing hums", "pages"), Lesson("the number of rabbits", "reports")],
)
