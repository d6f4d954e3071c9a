"""A few words of either side, and a toolkit that knows them."""

from __future__ import annotations

from bot.toolkit import Toolkit
from glossary.model import Entry, Home, Label, Wording
from glossary.planting import plant


def entry(slug: str, term: str, home: Home = "it", **values: object) -> Entry:
    return Entry(
        slug=slug,
        home=home,
        labels=(Label(term, "preferred"),),
        marketing=Wording(f"What {term} is, for marketing.", why=f"Why {term} matters to marketing."),
        it=Wording(f"What {term} is, for IT."),
        topic="web addresses",
        **values,  # type: ignore[arg-type] # of Entry
    )


CNAME = entry("cname", "CNAME", stands_for="canonical name", signals=("DNS record", "subdomain"))
TTL = entry("ttl", "TTL")
SSO = entry("sso", "SSO")
CDN = entry("cdn", "CDN")
UTM = entry("utm", "UTM", home="marketing")
CMS = entry("cms", "CMS", home="shared")
WORDS = (CNAME, TTL, SSO, CDN, UTM, CMS)


def planted(toolkit: Toolkit) -> None:
    with toolkit.ledger.begin() as unit:
        plant(unit, WORDS, toolkit.now())
    toolkit.shelf.catch_up()
