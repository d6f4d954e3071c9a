"""What an import would change, before it does."""

from __future__ import annotations

from typing import Any

from hypothesis import given

from glossary.exchange.difference import diff, told
from glossary.exchange.entries import entry_from
from tests.glossary.exchange.samples import SAMPLES, mappings, sample

NO_LINKS: dict[str, Any] = {"broader": [], "related": [], "confused_with": []}


def test_the_same_entries_differ_in_nothing() -> None:
    difference = diff(SAMPLES, reversed(SAMPLES))
    assert (difference.new, difference.changed, difference.gone) == ((), (), ())
    assert difference.wanted == ()
    assert list(told(difference)) == ["0 new, 0 changed, 3 the same, 0 only in the glossary."]


def test_what_is_new_changed_and_gone_is_told_in_plain_words() -> None:
    before = [sample(also=["edge", {"text": "POP", "case": "any"}], check_every=90), SAMPLES[1]]
    line = "A network that keeps copies of the site in many towns."
    after = [
        sample(also=["edge", "copy network"], it={"line": line, "why": "Purges take a while."}),
        SAMPLES[2],
    ]
    assert list(told(diff(before, after))) == [
        "1 new, 1 changed, 0 the same, 1 only in the glossary.",
        f"+ shared logins (why-not-shared-logins): {SAMPLES[2].marketing.line}",
        "~ CDN (cdn)",
        "    also known as: + “copy network”, - “POP” (case: any)",
        f"    for IT line: “Edge caches in front of the origin.” → “{line}”",
        "    for IT why: nothing → “Purges take a while.”",
        "    days until it is checked: “90” → nothing",
        "Only in the glossary, and kept: pull-request.",
    ]


def test_what_is_gone_is_kept() -> None:
    assert diff(SAMPLES, []).wanted == ()
    assert diff(SAMPLES, []).gone == SAMPLES


def test_many_that_are_gone_are_counted() -> None:
    many = [sample(slug=f"word-{number:02}") for number in range(15)]
    assert list(told(diff(many, [])))[-1].endswith("word-11 and 3 more.")


def test_another_order_is_a_change_that_says_so() -> None:
    difference = diff([sample(signals=["a", "b"])], [sample(signals=["b", "a"])])
    assert list(told(difference))[-1] == "    words that speak for it: in another order"


def test_yes_and_no_are_words() -> None:
    difference = diff([sample(notice="yes")], [sample(notice="yes", ordinary=True)])
    assert "    an ordinary word too: nothing → yes" in list(told(difference))


@given(mappings(), mappings())
def test_proposing_what_is_wanted_leaves_no_difference(one: dict[str, Any], other: dict[str, Any]) -> None:
    before, after = [entry_from(one)], [entry_from({**other, "slug": one["slug"], **NO_LINKS})]
    difference = diff(before, after)
    assert diff([*before, *difference.wanted], after).wanted == ()
    assert list(told(difference))
