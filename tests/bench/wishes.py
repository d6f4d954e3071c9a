"""What people ask for in the benches: sentences, and slash commands made of them."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from urllib.parse import urlencode

from bot.company import Company
from trying import channel_id, user_id

TEAM = "T0NORTHWIND"

SENTENCES = (
    "our spring landing page form stopped sending leads to HubSpot, the campaign starts Monday",
    "the CDN is stale on the launch page, old prices still show in Germany",
    "please add the new tracking pixel to /spring and /summer before Thursday noon",
    "can somebody give Daniel access to the consent tool? he starts on Monday",
    "the newsletter sign-up shows a certificate warning in Safari",
    "DNS for events.northwind.example should point to the new microsite",
    "Wie bekommen wir die Kampagnenkosten ins Dashboard? Die Zahlen vom Mai fehlen",
    "le formulaire de contact renvoie une erreur 500 depuis ce matin, c'est urgent",
    "my laptop doesn't find the printer on the third floor any more",
    "sales says that MQLs from the webinar are not in the CRM, 214 of them",
    "push notification for the app went out twice, please stop the second campaign",
    "we need a redirect from https://northwind.example/old-sale?utm_source=mail to /sale",
    "A/B test on the checkout: variant B shows no price, R&amp;D says it's the tag manager",
    "new landing page for the trail running shoe, copy is ready, design is in Figma",
    "who can read the export with customer addresses? the agency asks for it",
    "everything is down, the shop does not load for anybody in the office",
)
# Long, with links and mentions, without spaces between words: what routing must read as well.
HARD = (
    " ".join(SENTENCES) * 4,
    "<https://northwind.example/spring|the page> that <@U0MIA> built is <#C0MARKETING> blank " * 8,
    "登录页面打不开请尽快修复这个问题谢谢",
)


def commands(company: Company) -> Iterator[dict[str, str]]:
    """Slash commands without end, each one new, from all of marketing and in all of its channels."""
    people = [person for person in company.people if person.side == "marketing"]
    teams = [team for team in company.teams if team.side == "marketing"]
    names = [name for team in teams for name in (team.channel, *team.more_channels)]
    for number in itertools.count(1):
        person = people[number % len(people)]
        channel = names[number % len(names)]
        yield {
            "token": "not-checked",
            "team_id": TEAM,
            "team_domain": "northwind",
            "channel_id": channel_id(channel),
            "channel_name": channel.removeprefix("#"),
            "user_id": user_id(person.email),
            "user_name": person.email.split("@")[0],
            "command": "/ask",
            "text": f"{SENTENCES[number % len(SENTENCES)]} /page-{number}",  # nobody else's wish
            "api_app_id": "A0LIAISON",
            "is_enterprise_install": "false",
            "response_url": f"http://127.0.0.1:9/commands/{number}",
            "trigger_id": f"{number}.{number * 7919}.{'b' * 32}",
        }


def form(command: dict[str, str]) -> bytes:
    return urlencode(command).encode()
