"""Names of tools that marketing and IT speak of, so that "in HubSpot" is known to answer "in which tool?".

Only names that mean nothing else in a sentence; a company's other tools are found by the words around them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Final

_NAMES: Final = """
1password ab_tasty activecampaign adobe aem ahrefs airship airtable amazon_ses amplitude
appsflyer asana bigmarker bigquery bing_ads bitwarden box.com brandfolder braze brevo
bynder calendly campaign_monitor canva chatgpt chili_piper chilipiper cleverreach
constant_contact contentful cookiebot copilot creative_cloud criteo customer.io cvent deepl
didomi docusign dropbox drupal dynamic_yield dynamics eloqua emarsys eventbrite excel facebook
figma firebase freshdesk freshsales frontify ga ga4 gmail google_ads google_analytics
google_data_studio google_drive google_forms google_meet google_optimize google_play
google_search_console google_sheets google_tag_manager google_workspace gotowebinar grammarly
gravity_forms gtm hootsuite hopin hotjar hubspot illustrator indesign instagram instapage intercom
inxmail jira joomla jotform kameleoon klarna klaviyo lastpass later.com leadpages linkedin
livestorm looker magento mailchimp mailgun mailjet make.com marketo matomo meta meta_ads
meta_business microsoft_365 microsoft_ads midjourney mixpanel monday.com n8n notion office_365
okta on24 onedrive onesignal onetrust optimizely outbrain outlook pardot paypal photoshop
pinterest pipedrive piwik postmark power_bi powerbi qualtrics rapidmail salesforce
screaming_frog search_console semrush sendgrid sendinblue sfdc sharepoint shopify sitecore
slack snapchat snowflake sprout_social squarespace storyblok streamyard stripe surveymonkey swapcard
tableau taboola teams tiktok tray.io trello twitch twitter typeform typo3 unbounce usercentrics
vimeo vpn vwo webex webflow whatsapp wistia wix woocommerce wordpress workato youtube
youtube_studio zapier zendesk zoho zoom zoominfo
"""
TOOLS: Final = tuple(name.replace("_", " ") for name in _NAMES.split())


def alternatives(names: Iterable[str]) -> str:
    """A pattern for any of the names, nested by their first letters.

    A flat list of two hundred names is tried name by name at every word; nested, a word costs as many steps
    as it shares letters with a name.
    """
    tree: dict[str, Any] = {}
    for name in names:
        here = tree
        for letter in name:
            here = here.setdefault(letter, {})
        here[""] = {}
    return _nested(tree)


def _nested(tree: dict[str, Any]) -> str:
    ends = "" in tree
    branches = [
        (r"\s{1,3}" if letter == " " else re.escape(letter)) + _nested(below)
        for letter, below in sorted(tree.items())
        if letter
    ]
    if not branches:
        return ""
    inner = branches[0] if len(branches) == 1 and not ends else f"(?:{'|'.join(branches)})"
    return inner + "?" if ends else inner
