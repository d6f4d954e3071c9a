"""What people type, and what they are shown."""

from __future__ import annotations

import pytest

from glossary.finding import Index, Known, Tier, find
from tests.glossary.finding.entries import GLOSSARY, INDEX, entry, search, slugs

FOUND = [
    # typed, slug, tier, why
    ("CDN", "cdn", Tier.EXACT, "that is its name"),
    ("cdn", "cdn", Tier.NAME, "that is its name"),
    ("ＣＤＮ", "cdn", Tier.NAME, "that is its name"),
    ("content delivery network", "cdn", Tier.EXACT, "short for content delivery network"),
    ("Content-Delivery Network", "cdn", Tier.ALSO, "short for content delivery network"),
    ("merge request", "pull-request", Tier.EXACT, "also known as merge request"),
    ("MERGE REQUEST", "pull-request", Tier.ALSO, "also known as merge request"),
    ("single sing on", "sso", Tier.HIDDEN, "you wrote “single sing on”"),
    ("pullrequest", "pull-request", Tier.HIDDEN, "you wrote “pullrequest”"),
    ("pull requests", "pull-request", Tier.FORM, "“pull requests” is a form of it"),
    ("deploying", "deploy", Tier.FORM, "“deploying” is a form of it"),
    ("CNAMEs", "cname", Tier.FORM, "“CNAMEs” is a form of it"),
    ("API's", "api", Tier.EXACT, "that is its name"),
    ("conver", "conversion-rate", Tier.PREFIX, "begins with “conver”"),
    ("alias", "cname", Tier.PREFIX, "also known as alias record"),
    ("manager tag", "tag-manager", Tier.WORDS, "has “manager tag” in its name"),
    ("site stag", "staging", Tier.WORDS, "also known as staging site"),
    ("rehearsal", "staging", Tier.PROSE, "its explanation speaks of “rehearsal”"),
    ("singel sign on", "sso", Tier.SIMILAR, "“singel sign on” looks like “single sign-on”"),
    ("redirct", "redirect", Tier.SIMILAR, "“redirct” looks like “redirect”"),
]


@pytest.mark.parametrize(("typed", "slug", "tier", "why"), FOUND)
def test_each_way_of_writing_it_finds_it_and_says_why(typed: str, slug: str, tier: Tier, why: str) -> None:
    hit = search(typed).hits[0]
    assert (hit.entry.slug, hit.tier, hit.why) == (slug, tier, why)


@pytest.mark.parametrize(
    ("question", "slug"),
    [
        ("what is a CNAME?", "cname"),
        ("What's an API, please?", "api"),
        ("hi, can someone explain what the TTL is again", "ttl"),
        ("what does staging mean", "staging"),
        ("what does TTL stand for?", "ttl"),
        ("TTL meaning", "ttl"),
        ("define redirect", "redirect"),
        ("“CDN”?", "cdn"),
        ("was heißt SSO", "sso"),
        ("Was bedeutet eigentlich CDN?", "cdn"),
        ("wofür steht TTL, bitte", "ttl"),
        ("c'est quoi un CDN ?", "cdn"),
        ("qu'est-ce que le TTL", "ttl"),
        ("que veut dire SSO", "sso"),
        ("¿Qué significa CNAME?", "cname"),
        ("¿qué es un redirect?", "redirect"),
        ("o que é um CNAME", "cname"),
        ("O que significa TTL, por favor?", "ttl"),
        ("what does API mean when developers talk about our shop", "api"),
    ],
)
def test_the_words_of_a_question_are_left_off_in_five_languages(question: str, slug: str) -> None:
    answer = search(question).answer
    assert answer is not None
    assert answer.entry.slug == slug


@pytest.mark.parametrize("short", ["CDM", "sos", "ssp", "xso", "SE", "apl"])
def test_a_short_word_is_never_answered_by_likeness(short: str) -> None:
    found = search(short)
    assert not [hit for hit in found.hits if hit.is_sure]
    assert all(hit.tier is Tier.SIMILAR for hit in found.suggestions)


def test_a_short_word_has_its_neighbours_offered() -> None:
    found = search("CDM")
    assert found.answer is None
    assert [(hit.entry.slug, hit.why) for hit in found.suggestions] == [("cdn", "did you mean “CDN”?")]


def test_swapped_letters_are_the_likeliest_slip() -> None:
    assert search("sos").suggestions[0].entry.slug == "sso"


def test_two_labels_that_are_nearly_as_like_are_only_offered() -> None:
    index = Index([Known(entry("tag-manager", "tag manager")), Known(entry("tax-manager", "tax manager"))])
    found = find("taj manager", index, reader="it")
    assert found.hits == ()
    assert {hit.entry.slug for hit in found.suggestions} == {"tag-manager", "tax-manager"}


def test_what_is_nothing_like_anything_finds_nothing() -> None:
    assert search("zebra crossing on the moon") == search("")


@pytest.mark.parametrize("empty", ["", "   ", "?", "🙂", "---", '"', "\x00"])
def test_what_holds_no_word_finds_nothing(empty: str) -> None:
    found = search(empty)
    assert (found.hits, found.suggestions, found.answer) == ((), (), None)


def test_tiers_are_never_mixed() -> None:
    for typed in ("lead", "PR", "s", "tag", "what is the conversion rate"):
        tiers = [hit.tier for hit in search(typed).hits]
        assert tiers == sorted(tiers)


def test_a_whole_word_at_the_beginning_comes_before_a_piece_of_one() -> None:
    index = Index(Known(entry(slug, slug)) for slug in ("leadership", "lead-time", "lead"))
    assert slugs(find("lead", index, reader="it")) == ["lead", "lead-time", "leadership"]


def test_each_entry_is_shown_once_and_no_more_than_asked_for() -> None:
    found = search("s", limit=3)
    assert len(found.hits) <= 3
    assert len(set(slugs(search("lead time")))) == len(slugs(search("lead time")))
    assert search("CDN", limit=0).hits == ()


def test_a_label_that_is_a_small_word_is_found_as_it_is_written() -> None:
    index = Index([Known(entry("it", "IT")), Known(entry("on-call", "on call"))])
    assert slugs(find("IT", index, reader="marketing")) == ["it"]
    assert slugs(find("what is IT?", index, reader="marketing")) == ["it"]
    assert slugs(find("what is it?", index, reader="marketing")) == []
    assert slugs(find("who is on call", index, reader="marketing"))[0] == "on-call"


def test_a_pasted_sentence_finds_the_labels_in_it_longest_first() -> None:
    found = search("Staging is stale, so I put the CNAME record back and told the tag manager people")
    assert set(slugs(found)[:2]) == {"tag-manager", "cname"}
    assert slugs(found)[2:] == ["staging"]
    assert {hit.tier for hit in found.hits} == {Tier.WITHIN}
    assert found.answer is None


def test_an_ordinary_word_in_a_sentence_comes_after_the_words_that_are_none() -> None:
    found = search("they lead the sync about staging")
    assert slugs(found) == ["staging", "lead"]


def test_a_word_with_accents_is_found_without_them() -> None:
    index = Index([Known(entry("resume", "résumé"))])
    assert slugs(find("resume", index, reader="it")) == ["resume"]


def test_what_was_put_away_is_not_found() -> None:
    index = Index(Known(each, status="retired") for each in GLOSSARY)
    assert slugs(find("CDN", index, reader="it")) == []


def test_what_is_approved_comes_first_then_what_is_asked_most() -> None:
    three = [entry(slug, f"cache {slug}") for slug in ("a", "b", "c")]
    known = [Known(three[0], status="in_review"), Known(three[1], asked=1), Known(three[2], asked=5)]
    assert slugs(find("cache", Index(known), reader="marketing")) == ["c", "b", "a"]


def test_words_of_the_other_side_come_first() -> None:
    index = Index([Known(entry("m", "cache one", home="marketing")), Known(entry("i", "cache two"))])
    assert slugs(find("cache", index, reader="marketing")) == ["i", "m"]
    assert slugs(find("cache", index, reader="it")) == ["m", "i"]


def test_an_empty_glossary_answers_nothing() -> None:
    assert find("CDN", Index(), reader="it").hits == ()


def test_the_index_is_the_same_however_often_it_is_asked() -> None:
    assert search("what is a PR") == search("what is a PR")
    assert INDEX.sorted_keys == sorted(INDEX.by_key)
