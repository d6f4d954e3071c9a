"""A small glossary to look things up in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from glossary.exchange.entries import entry_from
from glossary.finding import Found, Index, Known, find
from glossary.model import Entry, Side


def entry(slug: str, term: str, home: str = "it", line: str = "", **fields: Any) -> Entry:
    wording: Mapping[str, str] = {"line": line or f"What {term} is, in plain words."}
    return entry_from(
        {"slug": slug, "term": term, "home": home, "marketing": wording, "it": wording, **fields}
    )


GLOSSARY = (
    entry("cdn", "CDN", stands_for="content delivery network", line="Copies near people."),
    entry("cname", "CNAME", also=["CNAME record", "alias record"]),
    entry("ttl", "TTL", stands_for="time to live", line="How long a copy is kept before it is fetched anew."),
    entry("sso", "SSO", also=["single sign-on"], hidden=["single sing on"]),
    entry("ssl", "SSL"),
    entry("seo", "SEO", home="marketing"),
    entry("api", "API", also=["interface"]),
    entry("deploy", "deploy", also=["go live"]),
    entry("staging", "staging", also=["staging site"], line="A rehearsal stage that visitors never see."),
    entry("redirect", "redirect"),
    entry("git", "Git", topic="code"),
    entry("analytics", "analytics", home="shared"),
    entry("tag-manager", "tag manager"),
    entry(
        "pull-request",
        "pull request",
        topic="code",
        also=["PR", "merge request"],
        signals=["merge", "branch", "review"],
        not_in=["PR agency"],
        confused_with=["pr"],
    ),
    entry(
        "pr",
        "PR",
        home="marketing",
        topic="press",
        also=["public relations"],
        signals=["journalist", "embargo"],
        confused_with=["pull-request"],
    ),
    entry("lead", "lead", home="marketing", ordinary=True),
    entry("lead-time", "lead time"),
    entry("conversion-rate", "conversion rate", home="marketing"),
    entry(
        "why-not-shared-logins",
        "shared logins",
        kind="why_not",
        questions=["why can't we share one login", "may the agency use my account"],
        line="Nobody can tell who did what, and a key once given cannot be taken back.",
    ),
    entry(
        "why-access-ends",
        "access that ends",
        kind="why_not",
        questions=["why was my access taken away", "may a freelancer keep the key"],
        line="Who no longer needs a door should not hold its key.",
    ),
    entry(
        "where-conversion-rate",
        "finding the conversion rate",
        home="shared",
        kind="where",
        questions=["where do I find the conversion rate", "how many visitors buy"],
    ),
)
INDEX = Index(map(Known, GLOSSARY))


def search(words: str, *, reader: Side = "marketing", channel: str = "", limit: int = 8) -> Found:
    return find(words, INDEX, reader=reader, channel=channel, limit=limit)


def slugs(found: Found) -> list[str]:
    return [hit.entry.slug for hit in found.hits]
