"""A mapping becomes an entry, or a sentence that says what is wrong and where."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.errors import Unclear
from glossary.exchange.entries import entry_from, mapping_from, read_entry, slug_of
from glossary.model import Entry, Label, Wording
from tests.glossary.exchange.samples import FULL, PLAIN, SAMPLES, mappings, sample


def test_every_field_has_its_place() -> None:
    entry = entry_from(FULL)
    assert entry == Entry(
        slug="pull-request",
        home="it",
        labels=(
            Label("pull request", "preferred", "any", "ask"),
            Label("PR", "acronym", "exact", "ask"),
            Label("MR", "acronym", "any", "ask", is_common=True),
            Label("merge request", "also", "any", "yes"),
            Label("odd | one [x]", "also", "any", "yes"),
            Label("=1+1", "also", "any", "ask"),
            Label("pull requst", "hidden", "any", "yes"),
        ),
        marketing=Wording("A change, shown for reading.", "It goes live after that.", "-20 %"),
        it=Wording("A branch up for review.", "Marketers hear public relations.", "@mia"),
        topic="code",
        signals=("merge", "branch"),
        never_in=("PR agency",),
        related=("cdn",),
        confused_with=("pr",),
        link="https://wiki.example/pr",
        check_every_days=90,
    )


@pytest.mark.parametrize("entry", SAMPLES, ids=lambda entry: entry.slug)
def test_what_is_written_is_read_back(entry: Entry) -> None:
    assert entry_from(mapping_from(entry)) == entry


@given(mappings())
def test_whatever_is_in_an_entry_is_written_and_read_back(mapping: dict[str, Any]) -> None:
    entry = entry_from(mapping)
    assert entry_from(mapping_from(entry)) == entry


def test_what_follows_from_the_text_is_not_written() -> None:
    assert mapping_from(sample()) == PLAIN


@pytest.mark.parametrize(
    ("text", "case"), [("PR", "exact"), ("HTTPS", "any"), ("API", "exact"), ("API key", "any")]
)
def test_capitals_count_in_short_acronyms_only(text: str, case: str) -> None:
    assert sample(term=text).preferred.case == case
    assert sample(also=[text]).labels[1].case == case


def test_an_ordinary_word_is_noticed_beside_a_signal_only() -> None:
    entry = sample(term="lead", ordinary=True, also=["sales lead", {"text": "hint", "ordinary": "yes"}])
    assert [label.noticing for label in entry.labels] == ["ask", "yes", "ask"]


def test_what_is_never_noticed_is_noticed_by_none_of_its_labels() -> None:
    entry = sample(notice="never", also=["copy network", "EDGE"])
    assert {label.noticing for label in entry.labels} == {"never"}


@pytest.mark.parametrize("said", [True, "yes", "Yes", "true", "1"])
def test_yes_may_be_written_in_several_ways(said: object) -> None:
    assert sample(ordinary=said).preferred.is_common
    assert sample(notice=True).preferred.noticing == "yes"


REFUSED = [
    ({"slug": ""}, "slug: is missing. Write it."),
    (
        {"slug": "Pull Request"},
        'slug: "Pull Request" must be lower-case letters and digits with hyphens: "pull-request".',
    ),
    ({"term": None}, "term: is missing. Write it."),
    ({"term": "x" * 81}, "term: has 81 characters, 80 are the most. Shorten it."),
    ({"home": "sales"}, 'home: cannot be "sales". Write one of: marketing, it, shared.'),
    ({"home": None}, "home: is missing. Write one of: marketing, it, shared."),
    ({"kind": "rule"}, 'kind: cannot be "rule". Write one of: term, why_not, where.'),
    ({"case": "upper"}, 'case: cannot be "upper". Write one of: exact, any, exact_or_upper.'),
    ({"notice": "no"}, 'notice: cannot be "no". Write one of: yes, ask, never.'),
    ({"ordinary": "maybe"}, 'ordinary: cannot be "maybe". Write yes or no.'),
    ({"it": {"line": "x" * 201}}, "it.line: has 201 characters, 200 are the most. Shorten it."),
    ({"it": {"why": "x"}}, "it.line: is missing. Write it."),
    ({"it": ["x"]}, "it: must be fields with values (line: …), not a list."),
    ({"signals": [["x"]]}, "signals: must be a text, not a list. Put it in quotes: \"['x']\"."),
    (
        {"also": [{"txt": "PR"}]},
        'also: there is no field "txt". There are text, case, ordinary, notice, acronym.',
    ),
    ({"also": ["CDN"]}, 'the label "CDN" stands there twice. Take one out.'),
    ({"also": [1.5]}, 'also: must be fields with values (text: …), not "1.5".'),
    ({"also": ["x\x07"]}, "also.text: holds a character that cannot be shown. Write it anew."),
    ({"also": ["a"] * 201}, "also: has 201 items, 200 are the most. Keep those that matter."),
    (
        {"related": ["Staging Site"]},
        'related: "Staging Site" is no slug. Write the other entry\'s slug: "pull-request".',
    ),
    ({"related": ["cdn"]}, "related: an entry cannot point at itself. Take it out."),
    ({"link": "wiki"}, 'link: "wiki" is no address. It must begin with https:// and hold no blanks.'),
    (
        {"link": "javascript:alert(1)"},
        'link: "javascript:alert(1)" is no address. It must begin with https:// and hold no blanks.',
    ),
    ({"check_every": 0}, 'check_every: cannot be "0". Write a number of days from 1 to 3650.'),
    ({"check_every": "soon"}, 'check_every: cannot be "soon". Write a number of days from 1 to 3650.'),
    ({"colour": "red"}, 'there is no field "colour". There are slug, term, home'),
]


@pytest.mark.parametrize(("fields", "sentence"), REFUSED)
def test_what_is_wrong_is_named_with_slug_and_field(fields: dict[str, Any], sentence: str) -> None:
    with pytest.raises(Unclear) as refused:
        sample(**fields)
    said = str(refused.value)
    assert sentence in said
    assert said.startswith(("Entry “cdn”", "Entry “Pull Request”", "Entry “CDN”"))


def test_a_missing_wording_is_named_with_what_to_write() -> None:
    entry, problems = read_entry({field: value for field, value in PLAIN.items() if field != "it"})
    assert entry is None
    assert problems == [
        "Entry “cdn”, it: is missing. Write how that side has it explained: {line: …, why: …, example: …}."
    ]


def test_everything_that_is_wrong_is_said_at_once() -> None:
    _, problems = read_entry({"slug": "x", "home": "it", "kind": "?", "check_every": -1})
    assert {problem.split(": ")[0] for problem in problems} == {
        "Entry “x”, term",
        "Entry “x”, kind",
        "Entry “x”, marketing",
        "Entry “x”, it",
        "Entry “x”, check_every",
    }


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text() | st.integers(), inner, max_size=3),
)


@given(ANYTHING | st.dictionaries(st.sampled_from([*FULL]), ANYTHING))
def test_any_mapping_is_an_entry_or_has_sentences(mapping: Any) -> None:
    entry, problems = read_entry(mapping)
    assert (entry is None) == bool(problems)
    assert all(problem.startswith(("Entry “", "An entry without a slug")) for problem in problems)


@pytest.mark.parametrize(
    ("text", "slug"),
    [("CI/CD", "ci-cd"), ("A record", "a-record"), ("C++", "c"), ("日本", ""), ("x" * 99, "x" * 80)],
)
def test_a_slug_is_made_of_letters_and_digits(text: str, slug: str) -> None:
    assert slug_of(text) == slug
