"""What an area may be said to do. The words that point to each are listed under bot/routing/lexicon/words."""

from __future__ import annotations

from typing import Final

from bot.company.blocks import Block
from bot.company.problems import did_you_mean, listed

CAPABILITIES: Final = (
    "web_pages",
    "web_forms",
    "seo",
    "localisation",
    "web_shop",
    "files_media",
    "social_media",
    "chat",
    "domains",
    "hosting",
    "redirects",
    "deliverability",
    "email_authentication",
    "email_marketing",
    "messaging",
    "crm",
    "audiences",
    "tracking",
    "analytics",
    "reporting",
    "data_platform",
    "data_quality",
    "testing",
    "advertising",
    "consent",
    "privacy",
    "security",
    "vendor_review",
    "buying",
    "access",
    "devices",
    "rooms",
    "network",
    "events",
    "mobile_app",
    "integrations",
    "outages",
)


def known_capabilities(area: Block) -> tuple[str, ...] | None:
    """Each once, in the order of the file; None when the area leaves it open. An empty list means: none."""
    if not area.has("capabilities"):
        area.words("capabilities")  # asked all the same: so it is known in the advice about other lines
        return None
    names: dict[str, int] = {}
    for word in area.words("capabilities"):
        if word.text not in CAPABILITIES:
            advice = did_you_mean(word.text, CAPABILITIES) or f" Known are: {listed(CAPABILITIES)}."
            area.problems.add(
                word.line, f'{area.what} names the capability "{word.text}", which is not known.{advice}'
            )
        elif word.text in names:
            area.problems.add(
                word.line, f'the capability "{word.text}" stands twice in {area.what}. Keep one of them.'
            )
        else:
            names[word.text] = word.line
    return tuple(names)
