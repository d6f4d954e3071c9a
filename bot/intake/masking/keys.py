"""Keys that give themselves away by their look: a maker's prefix, a block, an address with a password in it.

The prefixes are those that the makers publish so that scanners can find leaked keys. Lengths are generous
downwards: a key that was cut while copying is still most of a key.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.intake.masking.finds import KEY, PASSWORD, Find
from bot.intake.masking.looks import Looks, looks_like

_LINK = re.compile(r"(?:://|(?<!\w)www\.)[^\s<>|\"'`]+")

# Text that holds none of these holds none of the keys below: looking for a few fixed words is cheaper.
_SIGN_WORDS = """
AKIA ASIA ghp_ gho_ ghu_ ghs_ ghr_ github_pat glpat xox xapp AIza ya29 GOCSPX sk_ rk_ whsec sk- pat- SG.
-us key-
shp
npm_ pypi- dop_v1 hf_ xkeysib xsmtpsib EAA secret_ ntn_ figd_ CFPAT tfp_ lin_api eyJ :AA SK pk_ sq0 pat re_
"""
_SIGNS = tuple(_SIGN_WORDS.split())
_WELL_KNOWN = re.compile(
    r"""(?<![A-Za-z0-9_])(?:
      A(?:KIA|SIA)[A-Z0-9]{10,32}                               # Amazon
    | gh[pousr]_[A-Za-z0-9]{10,255} | github_pat_\w{10,255}     # GitHub
    | glpat-[\w-]{10,64}                                        # GitLab
    | xox[abcdeoprs](?:\.xox[a-z])?-[\w-]{8,255} | xapp-\d-[\w-]{8,255}     # Slack
    | AIza[\w-]{20,64} | ya29\.[\w-]{10,255} | GOCSPX-[\w-]{10,64}          # Google
    | [sr]k_(?:live|test)_\w{8,255} | whsec_[\w+/=]{8,128}      # Stripe
    | sk-(?:proj|ant|svcacct|admin|or|live|test)-[\w-]{8,255} | sk-[A-Za-z0-9]{20,64}   # models
    | pat-(?:na|eu|ap)\d-[0-9a-f-]{8,64}                        # HubSpot
    | SG\.[\w-]{8,64}(?:\.[\w-]{8,128})?                        # SendGrid
    | [0-9a-f]{32}-us\d{1,2}                                    # Mailchimp
    | key-[0-9a-z]{20,64}                                       # Mailgun
    | SK[0-9a-f]{32}                                            # Twilio
    | shp(?:at|ss|ca|pa)_[0-9a-fA-F]{10,64}                     # Shopify
    | npm_[A-Za-z0-9]{16,64} | pypi-[\w-]{16,255} | dop_v1_[0-9a-f]{16,80} | hf_[A-Za-z0-9]{16,64}
    | x(?:keysib|smtpsib)-[\w-]{10,128}                         # Brevo
    | pk_[0-9a-f]{30,40}                                        # Klaviyo
    | EAA[A-Za-z0-9]{24,400}                                    # Meta
    | pat[A-Za-z0-9]{14}\.[0-9a-f]{20,80}                       # Airtable
    | (?:secret|ntn)_[A-Za-z0-9]{20,64}                         # Notion
    | figd_[\w-]{10,64} | CFPAT-[\w-]{10,64} | tfp_\w{10,80} | lin_api_\w{10,64} | re_[A-Za-z0-9]{8}_\w{12,40}
    | sq0(?:atp|csp|idp)-[\w-]{10,64}                           # Square
    | \d{8,10}:AA[\w-]{25,40}                                   # Telegram
    | eyJ[\w-]{8,2000}\.(?:eyJ)?[\w-]{8,4000}(?:\.[\w-]{0,2000})?           # a signed web token
    )(?![A-Za-z0-9])""",
    re.VERBOSE,
)
_BLOCK = re.compile(r"-----BEGIN [A-Z ]{0,30}PRIVATE KEY(?: BLOCK)?-----(?:\s+[A-Za-z0-9+/=.…]{12,80})*")
_END = re.compile(r"-----END [A-Z ]{0,30}PRIVATE KEY(?: BLOCK)?-----")
_LONGEST_BLOCK = 8000

_BASIC = re.compile(r"\b[Bb]asic ([A-Za-z0-9+/]{12,400}={0,2})(?![A-Za-z0-9])")
_STORE_KEY = re.compile(r"(?:AccountKey|SharedAccessKey|SharedAccessSignature)=([A-Za-z0-9+/=%]{8,200})")

_SIGNED_IN = re.compile(r"//([^\s/@:\[\]]{0,100}:[^\s/@\[\]]{1,200})@")
_PARAMETER = re.compile(
    r"[?&#;](?:[a-z]{1,20}[_-])??"
    r"(?:(?P<sure>(?:token|apikey|api_key|api-key|secret|password|passwd|passwort|pwd|pass|jwt"
    r"|client_secret))"
    r"|key|sig|signature|auth|code|session|hash)=(?P<value>[^&#\s\[\]]{4,2000})",
    re.IGNORECASE,
)
_WEBHOOK = re.compile(
    r"(?:hooks\.slack\.com/(?:services|workflows|triggers)|discord(?:app)?\.com/api/webhooks"
    r"|webhook\.office\.com/webhookb2)/([^\s?#\[\]]{6,400})"
)


def find_links(text: str) -> list[tuple[int, int]]:
    if "://" not in text and "www." not in text:
        return []
    links: list[tuple[int, int]] = []
    for link in _LINK.finditer(text):
        start = link.start()
        while start and link.start() - start < 20 and (text[start - 1].isalnum() or text[start - 1] == "+"):
            start -= 1
        links.append((max(start, links[-1][1] if links else 0), link.end()))
    return links


def _find_blocks(text: str) -> Iterator[Find]:
    """A block that was cut off ends where its lines end."""
    closing = _END.finditer(text)
    end = next(closing, None)
    for block in _BLOCK.finditer(text):
        while end and end.start() < block.end():
            end = next(closing, None)
        whole = end and end.start() - block.end() < _LONGEST_BLOCK
        yield Find(block.start(), end.end() if end and whole else block.end(), "secret", KEY)


def find_keys(text: str) -> Iterator[Find]:
    if "-----BEGIN" in text:
        yield from _find_blocks(text)
    if any(sign in text for sign in _SIGNS):
        for key in _WELL_KNOWN.finditer(text):
            yield Find(key.start(), key.end(), "secret", KEY)
    if "asic " in text:
        for basic in _BASIC.finditer(text):
            if looks_like(basic[1]) > Looks.likely:
                yield Find(*basic.span(1), "secret", KEY)
    if "Key=" in text or "Signature=" in text:
        for stored in _STORE_KEY.finditer(text):
            yield Find(*stored.span(1), "secret", KEY)


def find_in_links(text: str, links: list[tuple[int, int]]) -> Iterator[Find]:
    """What opens a door inside an address; the rest of the address stays."""
    for start, end in links:
        link = text[start:end]
        if "@" in link and (signed_in := _SIGNED_IN.search(link)):
            yield Find(start + signed_in.start(1), start + signed_in.end(1), "secret", PASSWORD)
        if "hook" in link and (hook := _WEBHOOK.search(link)):
            yield Find(start + hook.start(1), start + hook.end(1), "secret", KEY)
        if "=" in link:
            for parameter in _PARAMETER.finditer(text, start, end):
                if parameter["sure"] or _is_random(parameter["value"]):
                    yield Find(*parameter.span("value"), "secret", KEY)


def _is_random(value: str) -> bool:
    """Long, with digits and letters mixed: `?code=SPRING20` and `?key=shoes` are for everybody."""
    return (
        len(value) >= 20 and any(each.isdigit() for each in value) and any(each.isalpha() for each in value)
    )
