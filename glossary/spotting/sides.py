"""Words that show what a message is about, though nobody needs them explained."""

from __future__ import annotations

from glossary.model import Home
from glossary.spotting.stems import listed, stems

_IT = """
server servers code coding developer developers devops sysadmin backend frontend config configuration
database browser cookie chrome firefox safari login password error errors crash crashed outage hostname
url header headers request requests response http https nginx apache linux windows azure aws gcp cloud
kubernetes terraform jenkins github gitlab jira python php java javascript npm react script lint compile
runtime framework integration sync zap zapier vendor firmware laptop vpn firewall samesite null boolean
string field fields admin infra infrastructure engineering engineer security vulnerability malware
exploit credentials sudo cron handshake encryption migration rollout bugfix hardcoded hard-coded upgrade
reboot monitoring datadog sentry grafana
"""
_MARKETING = """
campaign campaigns brand branding newsletter audience audiences subscribers ads advert advertising
advertisers influencer sponsorship press journalist journalists media publisher agency creative banner
billboard hashtag instagram facebook tiktok linkedin youtube meta google clicks ctr cpc cpm roas budget
spend launch seasonal merchandising customers buyers prospects sales trade-fair webinar ebook whitepaper
landing headline tagline slogan storytelling hubspot salesforce mailchimp braze marketo impressions
engagement followers promo promotion discount voucher coupon loyalty targeting placement
"""

SPEAKS: dict[Home, frozenset[str]] = {
    "it": stems(_IT),
    "marketing": stems(_MARKETING),
    "shared": frozenset(),
}
# Names of channels and teams that lean to one side.
LEANS: dict[Home, frozenset[str]] = {
    "it": listed(
        """
    it dev devs web infra ops devops backend frontend platform security data engineering releases
    deploys deploy incidents oncall alerts helpdesk tech systems cloud hosting code
    """
    ),
    "marketing": listed(
        """
    marketing campaign campaigns press pr comms social brand content seo ads newsletter crm media events
    communications growth performance sales editorial
    """
    ),
    "shared": frozenset(),
}
