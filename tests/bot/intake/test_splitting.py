"""One text, one request, unless it clearly holds several."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.intake.splitting import Part, split

_LINES = (Path(__file__).parent / "wishes_told_apart.tsv").read_text(encoding="utf-8").splitlines()
_ROWS = [line.replace("\\n", "\n").split("\t") for line in _LINES if not line.startswith("#")]
MULTI = [(text, areas) for areas, text in _ROWS if areas != "one"]
SINGLE = [text for areas, text in _ROWS if areas == "one"]

WORDS = {
    "web": "page pages homepage footer banner headline website site form popup microsite landingpage"
    " startseite hero página accueil popup menu página bannière",
    "tracking": "pixel pixels tag tags utm gtm tracking",
    "domains": "redirect subdomain url kurzlink weiterleitung domain certificate dns",
    "reports": "dashboard report numbers bericht informe relatório revenue analytics looker tableau",
    "lists": "list csv export segment audience liste lista contacts customers attendees clientes",
    "access": "access login password zugang zugriff accès acceso acesso account sso permission rights seat",
    "crm": "crm hubspot salesforce nurture emails workflow marketo klaviyo mailchimp braze",
    "webinars": "webinar webinars booth fair badge recording",
    "devices": "laptop printer drucker monitor projector tablets screen wifi photoshop",
    "deliverability": "spam spf dkim sender",
    "privacy": "cookie cookies consent privacy unsubscribe gdpr",
    "tools": "plugin survey canva licence ai",
    "push": "push app deep",
    "tests": "a/b experiment",
    "files": "logo pdf video image upload kit imagen",
    "quality": "duplicate duplicates mismatch merge",
}
_AREA_OF = {word: area for area, words in WORDS.items() for word in words.split()}


def point(text: str) -> tuple[tuple[str, float], ...]:
    """Counts the words of each area: a small router that never changes."""
    counts: dict[str, int] = {}
    for word in re.findall(r"[\w/]+", text.lower()):
        area = _AREA_OF.get(word)
        if area:
            counts[area] = counts.get(area, 0) + 1
    ranked = sorted(counts.items(), key=lambda entry: -entry[1])
    return tuple((area, 1 - 0.4**count) for area, count in ranked)


@pytest.mark.parametrize(("text", "areas"), MULTI)
def test_several_requests_are_told_apart(text: str, areas: str) -> None:
    parts = split(text, point)

    assert [part.area_id for part in parts] == areas.split()


@pytest.mark.parametrize("text", SINGLE)
def test_one_request_stays_one(text: str) -> None:
    assert split(text, point) == ()


def test_each_part_holds_the_words_that_belong_to_it() -> None:
    text = "Hi team! Please put the pixel on the shop. It is for April. Also, could you give Lea a login?"

    first, second = split(text, point)

    assert first == Part("Hi team! Please put the pixel on the shop. It is for April.", "tracking")
    assert second.area_id == "access"
    assert "could you give Lea a login" in second.text
    assert "pixel" not in second.text


def test_things_in_a_row_share_what_is_said_about_all_of_them() -> None:
    parts = split(
        "We need a microsite, a dashboard and a redirect for the May fair. See https://x.example/d",
        point,
    )

    assert [part.area_id for part in parts] == ["web", "reports", "domains"]
    assert all("for the May fair" in part.text for part in parts)
    assert all("https://x.example/d" in part.text for part in parts)
    assert "dashboard" not in parts[0].text


def test_a_deadline_for_both_belongs_to_both() -> None:
    parts = split("Please fix the footer. Also we need a new dashboard. Both by Friday please.", point)

    assert len(parts) == 2
    assert all("Both by Friday" in part.text for part in parts)


def test_quoted_words_are_no_wish() -> None:
    text = 'Please change the headline to "Get your login and join the webinar" and the menu to "Also".'

    assert split(text, point) == ()


def test_the_same_area_twice_is_one_request() -> None:
    assert split("Please fix the footer. Also please change the banner. And we need a new form.", point) == ()


def test_the_router_is_not_asked_about_a_plain_wish() -> None:
    asked: list[str] = []

    def remembering(text: str) -> tuple[tuple[str, float], ...]:
        asked.append(text)
        return ()

    assert split("Please change the headline on the homepage", remembering) == ()
    assert asked == []


def test_the_router_is_asked_only_so_often() -> None:
    asked: list[str] = []

    def remembering(text: str) -> tuple[tuple[str, float], ...]:
        asked.append(text)
        return point(text)

    split("Also we need a page. Also we need a login. " * 200, remembering)

    assert 0 < len(asked) <= 14


def test_a_router_that_knows_nothing_splits_nothing() -> None:
    assert split("Two things: please fix the page, and also give me access.", lambda _: ()) == ()


NASTY = [
    "\x00",
    "\ud800",
    "- ",
    "1) ",
    "and also ",
    ", ",
    "please add a page, ",
    '"',
    "<",
    "\u202eאבג ",
    "🙂 ",
    "also ",
]


@given(
    st.lists(
        st.sampled_from([*NASTY, "we need a login", "the pixel", "\n", ". ", "two things: "]), max_size=40
    )
)
def test_any_text_is_split_into_different_areas_or_not_at_all(pieces: list[str]) -> None:
    parts = split("".join(pieces), point)

    assert len(parts) != 1
    assert len({part.area_id for part in parts}) == len(parts)
    assert all(part.text for part in parts)


@given(st.text(max_size=400))
def test_any_characters_are_safe(text: str) -> None:
    split(text, point)


@pytest.mark.parametrize("piece", NASTY)
def test_forty_thousand_characters_are_safe(piece: str) -> None:
    parts = split(piece * (40_000 // len(piece)), point)

    assert all(isinstance(part, Part) for part in parts)
