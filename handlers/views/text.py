"""People's words and our sentences as Slack reads them: escaped once, cut where a reader would, with dates
that every reader sees in their own zone."""

from __future__ import annotations

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

MOST_TEXT = 3000  # of a section, and of the text beside blocks

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
# Control signs that Slack drops or refuses, and those that turn the direction of the text after them.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
_USER_ID = re.compile(r"\w+", re.ASCII)
_WEB_ADDRESS = re.compile(r"https?://\S", re.IGNORECASE)
_LONGEST_ADDRESS = 1000


def escape(plain: str) -> str:
    """Plain words for mrkdwn. No mention, link or channel written in them stays alive."""
    return clean(plain).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def cut(plain: str, most: int) -> str:
    """At most so many characters as Slack counts them: an emoji outside the first plane is two."""
    head = clean(plain[: most + 1])  # of very long words only the beginning is looked at
    if len(plain) <= most + 1 and length(head) <= most:
        return head
    taken, used = 0, 1  # one for the "…"
    for sign in head:
        used += 1 + (sign > "\uffff")
        if used > most:
            break
        taken += 1
    return head[:taken].rstrip("\u200d\ufe0f \n\t") + "…"


def fitted(plain: str, most: int = MOST_TEXT) -> str:
    """Escaped, and still at most so long: an ampersand is five characters then."""
    kept = most
    while length(escaped := escape(cut(plain, kept))) > most:
        kept -= max(1, (length(escaped) - most) // 5)
    return escaped


def length(text: str) -> int:
    """In UTF-16 units, the strictest way in which a limit can be meant."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def one_line(plain: str) -> str:
    return " ".join(plain.split())


def when(moment: datetime, zone: ZoneInfo, now: datetime) -> str:
    """Slack shows it in the reader's zone; where it cannot, the words after the bar name the zone."""
    return (
        f"<!date^{int(moment.timestamp())}^{{date_short_pretty}} at {{time}}|{in_words(moment, zone, now)}>"
    )


def in_words(moment: datetime, zone: ZoneInfo, now: datetime) -> str:
    there = moment.astimezone(zone)
    year = f" {there.year}" if there.year != now.astimezone(zone).year else ""
    day = f"{_DAYS[there.weekday()]} {there.day} {_MONTHS[there.month - 1]}{year}"
    return f"{day}, {there:%H:%M} ({zone.key})"


def on_day(day: date, today: date) -> str:
    """A whole day, the same for every reader: "Wed 18 Mar"."""
    year = f" {day.year}" if day.year != today.year else ""
    return f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]}{year}"


def mention(user_id: str) -> str:
    """Calls the person. Only for ids that we hold, never for what somebody wrote."""
    return f"<@{user_id}>" if _USER_ID.fullmatch(user_id) else "someone"


def link(url: str, label: str) -> str:
    """A web address behind a label; the bare label if it is no web address."""
    shown = escape(one_line(label)) or "link"
    url = "".join(clean(url).split())
    for sign, code in (("&", "&amp;"), ("<", "%3C"), (">", "%3E"), ("|", "%7C")):
        url = url.replace(sign, code)
    if not _WEB_ADDRESS.match(url) or length(url) > _LONGEST_ADDRESS:
        return shown
    return f"<{url}|{shown}>"


def clean(plain: str) -> str:
    """Without signs that cannot be sent or that would turn our own words around."""
    if plain.isascii() and plain.isprintable():
        return plain
    whole = plain.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return _UNSEEN.sub("", whole)
