"""What is left out, what is explained already, what a reader needs, and what may be asked for."""

from __future__ import annotations

import pytest

from glossary.model import Side
from glossary.spotting import Lexicon, is_ordinary, natural_case, spot
from glossary.spotting.meanings import meanings
from tests.bench.noticing import terms
from tests.glossary.spotting.entries import entry, slugs, starter, words


@pytest.mark.parametrize(
    "text",
    [
        "run `dig CNAME x` now",
        "```\nCNAME\n",
        "<https://dns.example.com/cname>",
        "<https://dns.example.com/cname|https://dns.example.com/cname>",
        "see http://example.com/webhook?api=cdn",
        "at cdn-assets.example.com/dns",
        "write to api@dns.example.com",
        "dns_cdn_overview.pdf and api-payload.xlsx",
        "in /var/log/cdn/api.log",
        "ask @api-team or <@U0API> in #cdn-alerts or <#C1|dns>",
        ":docker: :api:",
        "> can you deploy the API?",
        "&gt; can you deploy the API?",
        "the so-called “CNAME” thing",
        "API-42 is closed, DNS-7 too",
        "deploy() and {{webhook}} and --webhook",
        "host northwind-api-prod-01",
    ],
)
def test_what_is_no_language_is_left_out(text: str) -> None:
    assert words(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("<https://example.com/x|the staging docs>", ["staging"]),
        ("our robots.txt and SOC-2", ["robots.txt", "SOC-2"]),
        ('he wrote: "please deploy the new form"', ["deploy"]),
        ("*API* and _webhook_", ["API", "webhook"]),
        ("the API-Key is gone", ["API-Key"]),
        ("we redeployed, it was rolled back", ["redeployed", "rolled back"]),
        ("purged our cache", ["purged our cache"]),
        ("pseudonymized", ["pseudonymized"]),
        ("Wir deployen morgen, der Webhook ist neu", ["deployen", "Webhook"]),
    ],
)
def test_what_looks_alike_but_is_language_stays(text: str, found: list[str]) -> None:
    assert words(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "staging, the rehearsal site I told you about, is back",
        "a webhook is like a doorbell between tools",
        "the CDN (a set of computers near visitors) is full",
        "we use a sandbox, a copy of the tool where nothing can break.",
        "the DNS – the phone book of the internet – is wrong",
        "by staging we mean the test copy",
        "think of a CDN as many copies",
        "we call the rehearsal site staging",
        "CNAME = one address that points at another",
        "- CDN: the copies of our site near visitors",
        "content delivery network (CDN)",
    ],
)
def test_what_is_explained_in_the_message_is_left_alone(text: str) -> None:
    assert words(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("On staging, the header is broken.", ["staging"]),
        ("The CDN is the reason for the delay.", ["CDN"]),
        ("We need a CNAME, an A record or a subdomain.", ["CNAME", "A record", "subdomain"]),
        ("The deploy (see thread) failed.", ["deploy"]),
        ("It waits for the deploy, that's why you can't see it.", ["deploy"]),
        ("Question on the API: the agency wants a key.", ["API"]),
        ("I don't know what a CNAME is.", ["CNAME"]),
    ],
)
def test_what_only_looks_like_an_explanation_is_noticed(text: str, found: list[str]) -> None:
    assert words(text) == found


@pytest.mark.parametrize(
    ("thread", "found"),
    [
        ([], ["webhook"]),
        (["it: a webhook is like a doorbell"], []),
        (["marketing: what is a webhook?", "it: it rings when something is new"], []),
        (["marketing: what is a webhook?"], ["webhook"]),
        (["it: the webhook is broken"], ["webhook"]),
        (["marketing: I know what a webhook is"], []),
    ],
)
def test_what_was_explained_in_the_thread_is_left_alone(thread: list[str], found: list[str]) -> None:
    assert words("the webhook is set", thread=thread) == found


@pytest.mark.parametrize(
    "text",
    [
        "I know what an API is, thanks",
        "no need to explain DNS to me",
        "The API is down, no need for the bot to jump in",
    ],
)
def test_who_declines_is_left_alone(text: str) -> None:
    assert words(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("I have 500 flyers and 301 tote bags", []),
        ("room 404, second floor", []),
        ("it costs 500 €", []),
        ("the old page gives a 404", ["404"]),
        ("two 301 redirects", ["301 redirects"]),
        ("we see 502s since noon", ["502s"]),
    ],
)
def test_numbers_are_jargon_only_where_they_are_a_status(text: str, found: list[str]) -> None:
    assert words(text) == found


@pytest.mark.parametrize(
    ("text", "reader"),
    [
        ("our ROAS and CTR are fine", "marketing"),
        ("DNS and CDN are fine", "it"),
        ("the VPN and the firewall", "marketing"),
        ("Rex from Build is away", "marketing"),
        ("welcome Docker, the office dog", "marketing"),
        ("please copy me on that mail", "it"),
        ("push-notifications are on", "marketing"),
    ],
)
def test_who_needs_nothing_is_told_nothing(text: str, reader: Side) -> None:
    assert words(text, reader) == []


def test_each_meaning_is_told_once_where_it_stands_first() -> None:
    (one,) = spot("API, API and the APIs", starter(), reader="marketing")
    assert (one.start, one.end, one.others) == (0, 3, ())


def test_on_demand_everything_the_reader_may_not_know_is_told() -> None:
    text = "> the VPN is down\nwe know what a VPN is; the firewall, a wall for traffic, too"
    assert words(text) == []
    assert words(text, on_demand=True) == ["VPN", "firewall"]


def test_on_demand_ordinary_words_still_need_a_reason() -> None:
    assert words("the main branch of our Lyon office", on_demand=True) == []


def test_shared_words_are_told_on_demand_only() -> None:
    lexicon = Lexicon([entry("DSGVO", "shared")])
    assert words("the DSGVO", lexicon=lexicon) == []
    assert words("the DSGVO", lexicon=lexicon, on_demand=True) == ["DSGVO"]


def test_an_entrys_own_clues_decide_for_words_nobody_foresaw() -> None:
    lexicon = Lexicon(
        [entry("garden", signals=("deploy", "cluster"), never_in=("garden party", "flower show"))]
    )
    assert words("the garden is green", lexicon=lexicon) == []
    assert words("deploy it to the garden", lexicon=lexicon) == ["garden"]
    assert words("deploy the garden party", lexicon=lexicon) == []
    assert words("deploy it to the garden at the flower show", lexicon=lexicon) == []


def test_rules_and_places_of_numbers_are_not_noticed_in_messages() -> None:
    assert words("DNS", lexicon=Lexicon([entry("DNS", kind="why_not")])) == []


def test_capitals_count_where_the_letters_are_an_everyday_word() -> None:
    assert [natural_case(text) for text in ("IT", "MAP", "A record", "API", "webhook")] == [
        *("exact", "exact", "exact", "any", "any")
    ]
    assert is_ordinary("Branch")
    assert not is_ordinary("webhook")
    assert not is_ordinary("")


def test_capitals_or_all_capitals() -> None:
    lexicon = Lexicon([entry("DevHub", case="exact_or_upper")])
    assert words("DevHub, DEVHUB and devhub", lexicon=lexicon) == ["DevHub"]
    assert words("we use DEVHUB here", lexicon=lexicon) == ["DEVHUB"]
    assert words("a devhub for all", lexicon=lexicon) == []


def test_general_knowledge_is_about_words_that_ship() -> None:
    assert [label for label, _, _ in meanings() if label not in starter() and label not in terms()] == []


def test_the_longest_label_takes_its_words() -> None:
    assert slugs("a merge conflict in our data warehouse") == ["merge-conflict", "data-warehouse"]
