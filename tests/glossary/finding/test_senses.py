"""One label, two meanings: the likelier first, and honest when nothing decides."""

from __future__ import annotations

import pytest

from glossary.finding import Index, Known, find
from glossary.model import Side
from tests.glossary.finding.entries import entry, search, slugs


@pytest.mark.parametrize(("reader", "first"), [("marketing", "pull-request"), ("it", "pr")])
@pytest.mark.parametrize("typed", ["PR", "pr", "what is a PR?", "PRs"])
def test_with_nothing_to_decide_both_are_shown_and_the_other_sides_first(
    typed: str, reader: Side, first: str
) -> None:
    found = search(typed, reader=reader)
    assert found.is_close_call
    assert found.senses == 2
    assert found.answer is None
    assert set(slugs(found)[:2]) == {"pr", "pull-request"}
    assert slugs(found)[0] == first


@pytest.mark.parametrize(
    ("typed", "channel", "first"),
    [
        ("PR", "press", "pr"),
        ("PR", "press-and-social", "pr"),
        ("PR", "#web-deploys", "pull-request"),
        ("PR", "dev_code", "pull-request"),
        ("what does PR mean in git", "", "pull-request"),
        ("what does PR mean for journalists", "", "pr"),
        ("what is a PR with a merge conflict", "", "pull-request"),
    ],
)
@pytest.mark.parametrize("reader", ["marketing", "it"])
def test_the_channel_or_the_words_around_it_decide(
    typed: str, channel: str, first: str, reader: Side
) -> None:
    found = search(typed, channel=channel, reader=reader)
    assert slugs(found)[0] == first
    assert "pr" in slugs(found)
    assert "pull-request" in slugs(found)


@pytest.mark.parametrize(("typed", "channel"), [("PR", "press"), ("what does PR mean in git", "")])
def test_what_is_decided_is_no_close_call_and_the_other_meaning_is_still_there(
    typed: str, channel: str
) -> None:
    found = search(typed, channel=channel)
    assert not found.is_close_call
    assert found.answer is not None
    assert len(found.hits) >= 2


def test_one_word_that_an_explanation_happens_to_hold_decides_nothing() -> None:
    index = Index(
        [
            Known(entry("one", "MTA", line="Moves letters about the town.", confused_with=["two"])),
            Known(
                entry("two", "MTA", home="marketing", line="Shares out the praise.", confused_with=["one"])
            ),
        ]
    )
    found = find("what does MTA mean in our town", index, reader="it")
    assert found.is_close_call
    assert slugs(found)[0] == "one"


def test_signs_for_both_leave_it_open() -> None:
    assert search("what does PR mean for journalists who review").is_close_call


def test_a_phrase_in_which_the_label_means_something_else_rules_a_meaning_out() -> None:
    assert "pull-request" not in slugs(search("what is a PR agency"))[:1]


def test_meanings_of_three_are_all_offered() -> None:
    index = Index(
        Known(entry(f"mta-{number}", "MTA", confused_with=["mta-1"] if number > 1 else []))
        for number in (1, 2, 3)
    )
    assert find("MTA", index, reader="marketing").senses == 3


def test_a_misspelling_of_one_word_that_is_the_name_of_another_means_the_other() -> None:
    index = Index([Known(entry("cash", "cash")), Known(entry("cache", "cache", hidden=["cash"]))])
    found = find("cash", index, reader="marketing")
    assert found.answer is not None
    assert found.answer.entry.slug == "cash"
