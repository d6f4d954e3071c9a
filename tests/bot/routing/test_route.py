"""Words in, team and reason out."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.company import Area, Company
from bot.routing import Route, Router
from bot.routing.wording import UNKNOWN, UNSURE
from tests.bot.routing.companies import area, company_of
from tests.companies import small_company


@pytest.fixture(scope="module")
def router(example_company: Company) -> Router:
    return Router(example_company)


def of(*areas: Area) -> Router:
    return Router(company_of(*areas))


def test_the_sentence_of_the_first_walk_goes_to_the_web_team_and_says_why(router: Router) -> None:
    route = router.route(
        "our spring landing page form stopped sending leads to HubSpot, the campaign starts Monday"
    )
    assert route.guesses[:2] == ("web_pages", "crm_automation")
    assert route.reason in ("because you wrote *landing page* and *form*", UNSURE), (
        "leads to HubSpot are CRM's"
    )


@pytest.mark.parametrize(
    ("text", "team"),
    [
        ("Please put the new TikTok pixel on all shop pages", "martech-team"),
        ("Can I get a dashboard with our KPIs by country?", "data-team"),
        ("the office printer on floor two needs toner", "workplace-team"),
        ("we want to send a push notification to everybody with the app", "app-team"),
        ("Nuestra newsletter acaba en correo no deseado", "infra-team"),
        ("Der Drucker im Besprechungsraum", "workplace-team"),
        ("the checkout is down and nobody can order", "incident-desk"),
        ("HubSpot workflow stopped working", "incident-desk"),
        ("is it ok to use this AI tool for product texts?", "security-team"),
    ],
)
def test_plain_wishes_find_their_team(router: Router, text: str, team: str) -> None:
    assert router.route(text).team_id == team


def test_what_the_asker_chose_wins_over_every_word(router: Router) -> None:
    route = router.route("the landing page form is broken", chosen="devices_rooms")
    assert route == Route("devices_rooms", "workplace-team", "because you chose it", ("devices_rooms",))


def test_a_choice_that_is_gone_from_the_file_is_read_from_the_words(router: Router) -> None:
    assert router.route("a new landing page", chosen="gone").area_id == "web_pages"


@pytest.mark.parametrize("text", ["", "   ", "🎉🎉", "lorem ipsum dolor sit amet", "?!"])
def test_words_that_nobody_knows_go_to_the_bridge(router: Router, text: str) -> None:
    route = router.route(text)
    assert (route.area_id, route.team_id, route.reason) == (None, None, UNKNOWN)


def test_two_teams_that_are_about_as_likely_are_left_to_the_bridge() -> None:
    router = of(area("pages", "banner"), area("images", "picture"))
    route = router.route("a banner and a picture")
    assert (route.area_id, route.team_id, route.reason) == (None, None, UNSURE)
    assert set(route.guesses) == {"pages", "images"}


def test_two_areas_of_one_team_are_no_doubt_about_the_team() -> None:
    router = of(area("pages", "banner", team="web"), area("images", "upload", team="web"))
    assert router.route("upload a banner").team_id == "web"


def test_a_longer_keyword_hides_the_shorter_one_within_it() -> None:
    router = of(area("meetings", "room"), area("chat", "chat room"))
    route = router.route("open a chat room")
    assert (route.area_id, route.guesses[0]) == ("chat", "chat")
    assert route.reason == "because you wrote *chat room*"


def test_a_word_that_many_areas_share_counts_less_than_one_of_a_single_area() -> None:
    router = of(area("a", "page", "pixel"), area("b", "page"), area("c", "page"), area("d", "page"))
    assert router.route("a pixel for the page").area_id == "a"
    assert router.route("about the page").reason == UNSURE


def test_what_is_broken_outranks_the_tool_it_names() -> None:
    tool, broken = area("crm", "hubspot"), area("incident", "stopped working", "down", days=0)
    assert of(tool, broken).route("HubSpot stopped working").area_id == "incident"
    same_days = area("incident", "stopped working", "down", days=1)
    assert of(tool, broken).route("HubSpot is down").area_id == "incident"
    assert of(tool, same_days).route("HubSpot is down").area_id != "incident", "it promises days"


def test_a_single_word_decides_nothing_but_offers_guesses() -> None:
    route = of(area("tags", "pixel"), area("pages", "banner")).route("the pixel, please")
    assert (route.team_id, route.reason, route.guesses[0]) == (None, UNSURE, "tags")


def test_a_passing_word_of_a_description_decides_nothing_but_offers_guesses() -> None:
    router = of(area("pages", "banner", about="Change a headline or a menu"), area("reports", "dashboard"))
    route = router.route("my uncle owns a rabbit with an opinion about every headline")
    assert (route.team_id, route.reason, route.guesses[0]) == (None, UNSURE, "pages")


@pytest.mark.parametrize(
    "text",
    ["PIXEL", "Pixels", "the pixel's", "pixel/", "pixel.", "(pixel)", "l’pixel"],
)
def test_case_plural_and_marks_do_not_hide_a_word(text: str) -> None:
    router = of(area("tags", "pixel"), area("pages", "banner"))
    assert router.route(f"a violet {text}").area_id == "tags"


@pytest.mark.parametrize(
    ("keyword", "text"), [("étiquette", "une ETIQUETTE violette"), ("a/b test", "an A/B-tests idea")]
)
def test_accents_slashes_and_hyphens_do_not_hide_a_word(keyword: str, text: str) -> None:
    assert of(area("one", keyword), area("two", "banner")).route(text).area_id == "one"


def test_words_within_links_and_addresses_do_not_count() -> None:
    router = of(area("pages", "banner"), area("reports", "dashboard"))
    text = "see https://example.org/banner www.example.org/banner banner@example.org about the new dashboard"
    assert router.route(text).reason == "because you wrote *dashboard*"


def test_the_reason_shows_at_most_three_words_in_the_order_they_were_written() -> None:
    router = of(area("pages", "form", "banner", "menu bar", "button"), area("reports", "dashboard"))
    route = router.route("a Form, a MENU-BAR, a banner, a button and a form")
    assert route.reason == "because you wrote *Form*, *MENU-BAR* and *banner*"


@settings(max_examples=150, derandomize=True)
@given(st.text(alphabet="<>*_~`&@#|!:landing page\n\t\u202e{}%", max_size=80))
def test_nothing_but_plain_words_of_the_asker_comes_back_in_the_reason(text: str) -> None:
    router = of(area("pages", "landing page", "land", "page"), area("reports", "dashboard"))
    reason = router.route(text).reason
    if reason not in (UNKNOWN, UNSURE):
        said = reason.removeprefix("because you wrote ").replace(" and ", ", ").split(", ")
        assert all(each[0] == each[-1] == "*" for each in said)
        assert not set("".join(each[1:-1] for each in said)) & set("<>*_~`@#|!:\n\t\u202e{}%")


@settings(max_examples=150, derandomize=True)
@given(st.text(max_size=200))
def test_any_text_gets_a_route(text: str) -> None:
    router = Router(small_company())
    route = router.route(text)
    assert route == router.route(text)
    assert len(route.guesses) <= 3
    assert (route.area_id is None) == (route.team_id is None)


def test_each_area_of_the_example_is_found_by_its_own_first_keyword(example_company: Company) -> None:
    router = Router(example_company)
    for each in example_company.areas:
        route = router.route(each.keywords[0])
        assert each.id in route.guesses, each.id
        assert route.team_id in (each.owner_team, None), each.id
