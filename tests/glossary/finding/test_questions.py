"""Rules and numbers, found by the question people ask."""

from __future__ import annotations

import pytest

from glossary.finding import Tier
from glossary.finding.stems import stem
from tests.glossary.finding.entries import GLOSSARY, search, slugs


@pytest.mark.parametrize(
    "question",
    [
        "why can't we share logins",
        "Why are we not allowed to share a login?",
        "sharing one login, why not?",
        "why shouldn't logins be shared",
    ],
)
def test_a_new_wording_with_the_same_words_of_content_finds_the_rule(question: str) -> None:
    answer = search(question).answer
    assert answer is not None
    assert answer.entry.slug == "why-not-shared-logins"
    assert answer.why == "people ask it like this: “why can't we share one login”"


def test_every_question_finds_its_own_entry() -> None:
    for entry in GLOSSARY:
        for question in entry.questions:
            answer = search(f"{question.title()}?").answer
            assert answer is not None, question
            assert answer.entry.slug == entry.slug, question


def test_asking_where_a_number_is_does_not_ask_what_it_is() -> None:
    where = search("where can I find our conversion rate?")
    assert slugs(where)[0] == "where-conversion-rate"
    assert "conversion-rate" in slugs(where)
    what = search("what is the conversion rate?")
    assert slugs(what)[0] == "conversion-rate"


def test_a_word_in_the_question_alone_is_no_answer_to_it() -> None:
    assert search("why is the agency late").answer is None


def test_a_rule_far_ahead_of_all_others_is_the_answer_in_other_words_too() -> None:
    answer = search("why is it given to nobody for good, and taken back").answer
    assert answer is not None
    assert answer.entry.slug == "why-not-shared-logins"


def test_rules_that_speak_of_it_are_only_offered_when_several_do() -> None:
    found = search("why was the key taken")
    assert found.answer is None
    assert set(slugs(found)[:2]) == {"why-access-ends", "why-not-shared-logins"}
    assert found.hits[0].tier is Tier.RULE
    assert "speaks of “key”, “taken”" in " ".join(hit.why for hit in found.hits)


def test_a_question_about_a_word_is_not_answered_with_the_word() -> None:
    assert search("why do we need a redirect for the shop").answer is None
    assert search("can we use an API with that tool").answer is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("sharing", "share"),
        ("shared", "share"),
        ("logins", "login"),
        ("policies", "policy"),
        ("merging", "merge"),
        ("shipped", "ship"),
        ("caches", "cache"),
        ("boxes", "box"),
    ],
)
def test_endings_make_no_other_word(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize("word", ["dns", "css", "sms", "aws", "c++", "404", "status", "ring", "bed", "größe"])
def test_what_only_looks_like_an_ending_stays(word: str) -> None:
    assert stem(word).rstrip("e") == word.rstrip("e")
