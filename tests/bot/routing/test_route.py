"""Words in, area, band and reason out."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.company import Area, Company
from bot.routing import Lesson, Ranking, Router
from tests.bot.routing.companies import area, company_of
from tests.companies import small_company


@pytest.fixture(scope="module")
def router(example_company: Company) -> Router:
    return Router(example_company)


def of(*areas: Area) -> Router:
    return Router(company_of(*areas))


def first(ranking: Ranking) -> str:
    return ranking.guesses[0].area_id


def test_the_sentence_of_the_first_walk_goes_to_the_web_team_and_says_why(router: Router) -> None:
    wish = "our spring landing page needs a shorter form, the campaign starts Monday"
    ranking = router.rank(wish)
    assert first(ranking) == "web_pages"
    assert ranking.guesses[0].why == "because you wrote *landing page* and *form*"


@pytest.mark.parametrize(
    ("text", "team"),
    [
        ("Please put the new TikTok pixel on all shop pages", "martech-team"),
        ("Can I get a dashboard with our KPIs by country?", "data-team"),
        ("the office printer on floor two needs toner", "workplace-team"),
        ("we want to send a push notification to everybody with the app", "app-team"),
        ("Nuestra newsletter acaba en correo no deseado", "infra-team"),
        ("Der Drucker im Besprechungsraum", "workplace-team"),
        ("is it ok to use this AI tool for product texts?", "security-team"),
    ],
)
def test_plain_wishes_find_their_team(router: Router, example_company: Company, text: str, team: str) -> None:
    assert example_company.area(first(router.rank(text))).owner_team == team


def test_an_area_that_is_ruled_out_is_no_guess(router: Router) -> None:
    wish = "the checkout is down and nobody can order"
    assert first(router.rank(wish)) == "incident_outage"
    others = router.rank(wish, without="incident_outage").guesses
    assert "incident_outage" not in [guess.area_id for guess in others]


def test_an_area_that_is_ruled_out_is_no_guess_even_when_it_was_taught() -> None:
    router = of(area("pages", "banner"), area("images", "picture")).learnt(
        [Lesson("a violet banner", "pages", "1")]
    )
    assert first(router.rank("a violet banner")) == "pages"
    assert first(router.rank("a violet banner", without="pages")) == "images"


def test_ruling_out_an_area_that_is_not_there_changes_nothing(router: Router) -> None:
    assert router.rank("a new banner", without="gone") == router.rank("a new banner")


@pytest.mark.parametrize("text", ["", "   ", "🎉🎉", "lorem ipsum dolor sit amet", "?!"])
def test_words_that_nobody_knows_go_to_the_bridge(router: Router, text: str) -> None:
    ranking = router.rank(text)
    assert (ranking.band, ranking.unknown) == ("bridge", True)


def test_two_teams_that_are_about_as_likely_are_left_to_the_bridge() -> None:
    router = of(area("pages", "banner"), area("images", "picture"))
    ranking = router.rank("a banner and a picture")
    assert ranking.band == "ask"
    assert {guess.area_id for guess in ranking.guesses} == {"pages", "images"}


def test_two_areas_of_one_team_are_no_doubt_about_the_team() -> None:
    router = of(area("pages", "banner", team="web"), area("images", "upload", team="web"))
    assert router.rank("upload a banner").band == "sure"


def test_a_longer_keyword_hides_the_shorter_one_within_it() -> None:
    router = of(area("meetings", "room"), area("chat", "chat room"))
    ranking = router.rank("open a chat room")
    assert (first(ranking), ranking.band) == ("chat", "sure")
    assert ranking.guesses[0].why == "because you wrote *chat room*"


def test_a_word_that_many_areas_share_counts_less_than_one_of_a_single_area() -> None:
    router = of(area("a", "page", "pixel"), area("b", "page"), area("c", "page"), area("d", "page"))
    assert first(router.rank("a pixel for the page")) == "a"
    assert router.rank("about the page").band != "sure"


def test_a_single_word_decides_nothing_but_offers_guesses() -> None:
    ranking = of(area("tags", "pixel"), area("pages", "banner")).rank("the pixel, please")
    assert (ranking.band == "sure", first(ranking)) == (False, "tags")


def test_a_passing_word_of_a_description_decides_nothing_but_offers_guesses() -> None:
    router = of(area("pages", "banner", about="Change a headline or a menu"), area("reports", "dashboard"))
    ranking = router.rank("my uncle owns a rabbit with an opinion about every headline")
    assert (ranking.band == "sure", first(ranking)) == (False, "pages")


@pytest.mark.parametrize(
    "text",
    ["PIXEL", "Pixels", "the pixel's", "pixel/", "pixel.", "(pixel)", "l’pixel"],
)
def test_case_plural_and_marks_do_not_hide_a_word(text: str) -> None:
    router = of(area("tags", "pixel"), area("pages", "banner"))
    assert first(router.rank(f"a violet {text}")) == "tags"


@pytest.mark.parametrize(
    ("keyword", "text"), [("étiquette", "une ETIQUETTE violette"), ("a/b test", "an A/B-tests idea")]
)
def test_accents_slashes_and_hyphens_do_not_hide_a_word(keyword: str, text: str) -> None:
    assert first(of(area("one", keyword), area("two", "banner")).rank(text)) == "one"


def test_words_within_links_and_addresses_do_not_count() -> None:
    router = of(area("pages", "banner"), area("reports", "dashboard"))
    text = "see https://example.org/banner www.example.org/banner banner@example.org about the new dashboard"
    assert router.rank(text).guesses[0].why == "because you wrote *dashboard*"


def test_the_reason_shows_at_most_three_words_in_the_order_they_were_written() -> None:
    router = of(area("pages", "form", "banner", "menu bar", "button"), area("reports", "dashboard"))
    ranking = router.rank("a Form, a MENU-BAR, a banner, a button and a form")
    assert ranking.guesses[0].why == "because you wrote *Form*, *MENU-BAR* and *banner*"


@settings(max_examples=150, derandomize=True)
@given(st.text(alphabet="<>*_~`&@#|!:landing page\n\t\u202e{}%", max_size=80))
def test_nothing_but_plain_words_of_the_asker_comes_back_in_the_reason(text: str) -> None:
    router = of(area("pages", "landing page", "land", "page"), area("reports", "dashboard"))
    reason = router.rank(text).guesses[0].why
    if reason.startswith("because you wrote "):
        said = reason.removeprefix("because you wrote ").replace(" and ", ", ").split(", ")
        assert all(each[0] == each[-1] == "*" for each in said)
        assert not set("".join(each[1:-1] for each in said)) & set("<>*_~`@#|!:\n\t\u202e{}%")


@settings(max_examples=150, derandomize=True)
@given(st.text(max_size=200))
def test_any_text_gets_a_ranking(text: str) -> None:
    router = Router(small_company())
    ranking = router.rank(text)
    assert ranking == router.rank(text)
    assert 1 <= len(ranking.guesses) <= 5


def test_each_area_of_the_example_is_found_by_its_own_first_keyword(example_company: Company) -> None:
    router = Router(example_company)
    for each in example_company.areas:
        ranking = router.rank(each.keywords[0])
        assert each.id in [guess.area_id for guess in ranking.guesses], each.id
        owner = example_company.area(first(ranking)).owner_team
        assert ranking.band != "sure" or owner == each.owner_team, each.id
