"""The optional section `glossary`, and its mistakes, each with the exact sentence that names it."""

from __future__ import annotations

import pytest

from bot.company import Company, Glossary, parse_company
from tests.bot.test_company_mistakes import GOOD, problems_of

SECTION = """\
glossary:
  channels: {marketing: "#marketing", it: words-of-it}
  reviewers:
    marketing: [mia@n.example]
    it: [Lena@n.example, priya@n.example]
  quiet_in: ["#marketing", "#launches"]
"""
WITH_IT = GOOD + SECTION
FIRST = len(GOOD.splitlines()) + 1  # the line in which the section begins


def read(text: str) -> Company:
    return parse_company(text, "liaison.yaml")


def test_the_section_is_read_whole() -> None:
    assert read(WITH_IT).glossary == Glossary(
        marketing_channel="#marketing",
        it_channel="#words-of-it",
        marketing_reviewers=("mia@n.example",),
        it_reviewers=("lena@n.example", "priya@n.example"),
        quiet_in=("#marketing", "#launches"),
    )


@pytest.mark.parametrize(
    "section", ["", "glossary:\n", "glossary:\n  channels:\n  reviewers:\n  quiet_in: []\n"]
)
def test_everything_in_it_may_be_left_out(section: str) -> None:
    company = read(GOOD + section)
    assert company.glossary == Glossary()
    assert [company.word_channel(side) for side in ("marketing", "it")] == ["#bridge", "#bridge"]
    assert company.word_reviewers("marketing") == ("mia@n.example",)
    assert company.word_reviewers("it") == ("jonas@n.example",)


def test_what_it_names_counts() -> None:
    company = read(WITH_IT)
    assert [company.word_channel(side) for side in ("marketing", "it")] == ["#marketing", "#words-of-it"]
    assert company.word_reviewers("it") == ("lena@n.example", "priya@n.example")


def test_one_side_may_be_left_to_the_bridge_and_to_its_owners() -> None:
    company = read(GOOD + "glossary:\n  channels: {it: it-web}\n  reviewers: {marketing: mia@n.example}\n")
    assert [company.word_channel(side) for side in ("marketing", "it")] == ["#bridge", "#it-web"]
    assert company.word_reviewers("it") == ("jonas@n.example",)


def test_its_channels_are_among_those_that_must_exist_in_slack_each_once() -> None:
    assert read(WITH_IT).channels == ("#marketing", "#it-web", "#bridge", "#words-of-it", "#launches")


MISTAKES = [
    ("quiet_in:", "quiet:", 5, '"quiet" is not known in the glossary. Did you mean "quiet_in"?'),
    (
        "marketing: [mia@n.example]",
        "marketing: [mai@n.example]",
        3,
        (
            "the glossary's list of reviewers names \"mai@n.example\" as a reviewer of marketing's words, "
            'but there is no such person under "people". Did you mean "mia@n.example"?'
        ),
    ),
    (
        "marketing: [mia@n.example]",
        "marketing: [mia@n.example, lena@n.example]",
        3,
        (
            'lena@n.example is in the team "web" of the other side, so they cannot approve '
            "marketing's words. Name somebody of that side, or of the bridge."
        ),
    ),
    (
        "[Lena@n.example, priya@n.example]",
        "[lena@n.example, lena@n.example]",
        4,
        "lena@n.example stands twice in it of the glossary's list of reviewers. Keep one of them.",
    ),
    (
        "    marketing: [mia@n.example]",
        "    sales: [mia@n.example]",
        3,
        '"sales" is not known in the glossary\'s list of reviewers. Known here: "marketing", "it".',
    ),
    (
        "it: words-of-it",
        "it: Words of IT",
        1,
        '"Words of IT" cannot be a channel name. Slack allows small letters, digits, "-" and "_".',
    ),
    (
        "it: words-of-it",
        "it: [it-web, launches]",
        1,
        "the glossary has several channels for it. Keep one of them.",
    ),
    (
        "it: words-of-it",
        "sales: words",
        1,
        '"sales" is not known in the glossary\'s channels. Known here: "marketing", "it".',
    ),
    (
        '["#marketing", "#launches"]',
        '["#launches", launches]',
        5,
        "#launches stands twice in quiet_in of the glossary. Keep one of them.",
    ),
    (
        'channels: {marketing: "#marketing", it: words-of-it}',
        "channels: [marketing]",
        1,
        "the glossary's channels should be a block of lines, but here stands a list.",
    ),
]


@pytest.mark.parametrize(("good", "bad", "line", "sentence"), MISTAKES, ids=lambda value: str(value)[:40])
def test_each_mistake_in_it_is_named_with_its_line(good: str, bad: str, line: int, sentence: str) -> None:
    assert SECTION.count(good) == 1
    told = problems_of(GOOD + SECTION.replace(good, bad))
    assert told == [f"liaison.yaml line {FIRST + line}: {sentence}"]


def test_a_channel_that_became_a_comment_is_named() -> None:
    section = "glossary:\n  channels:\n    it: #it-web\n"
    assert problems_of(GOOD + section) == [
        f"liaison.yaml line {FIRST + 2}: the glossary has an empty channel for it. "
        'What follows a # is a comment, so put the name in quotes: `it: "#marketing"`. '
        "Or take the line out: then the cards go to the bridge."
    ]


def test_the_example_has_the_section_and_a_side_whose_team_owners_approve(example_company: Company) -> None:
    words = example_company.glossary
    assert (words.marketing_channel, words.it_channel) == ("#marketing", "#marketing-it-bridge")
    assert words.quiet_in == ("#launches",)
    assert example_company.word_reviewers("marketing") == ("mia@northwind.example", "ava@northwind.example")
    owners = {team.owner for team in example_company.teams if team.side == "it"}
    assert set(example_company.word_reviewers("it")) == owners


def test_the_bridge_may_review_for_either_side() -> None:
    company = read(GOOD + "glossary:\n  reviewers: {marketing: [priya@n.example], it: [priya@n.example]}\n")
    assert company.word_reviewers("marketing") == company.word_reviewers("it") == ("priya@n.example",)
