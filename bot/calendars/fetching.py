"""Somebody else's calendar from its address, or one sentence that says why not.

The address is a key: whoever knows it reads the calendar. So it stands in no sentence, no error and no log.
The other side is a stranger: it may not lead us into our own network, not keep us waiting and not fill our
memory. Each name is looked up once, checked, and then that very number is called, so that no second look-up
can lead elsewhere. A proxy of the environment is not used: it would look the name up anew.
"""

from __future__ import annotations

import logging
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Any, Final

import httpx2

from bot.calendars.shift_reading import MOST_BYTES, TOO_LARGE
from db.errors import Outage, Unclear

LIMIT: Final = 20.0  # seconds for everything, redirects included
MOST_REDIRECTS: Final = 3
_STEP: Final = 8.0  # seconds for one step, such as to connect
_LONGEST_ADDRESS: Final = 2_000
# IPv4 seen from a network that has only IPv6 (RFC 6052 and 8215); the second is for inside use.
_TRANSLATION: Final = IPv6Network("64:ff9b::/96")
_LOCAL_TRANSLATION: Final = IPv6Network("64:ff9b:1::/48")
_HEADERS: Final = {"User-Agent": "Liaison", "Accept": "text/calendar, text/plain;q=0.5, */*;q=0.1"}

NO_ADDRESS: Final = "An address has to begin with https:// or webcal://. Copy it anew, as a whole."
PRIVATE: Final = (
    "This address leads into a private network, where I don't go. "
    "Save the calendar as a file and give me that."
)
UNKNOWN_PLACE: Final = "There is no such place on the net as this address names. Copy it anew, as a whole."
TOO_MANY_REDIRECTS: Final = (
    "This address only leads on to others. Copy it anew from where the calendar is kept."
)
GONE: Final = "There is no calendar at this address (any more). Copy it anew from where the calendar is kept."
CLOSED: Final = (
    "The calendar at this address is not open to whoever has it. Take the secret or private address of it."
)
NO_CALENDAR: Final = (
    "What stands at this address is no calendar but perhaps a web page. Take the iCal or WebCal address."
)
LATE: Final = "The calendar's server took too long."
UNREACHABLE: Final = "The calendar's server could not be reached."


def as_https(url: str) -> str:
    """webcal:// is only another word for it. Raises Unclear for what is no web address."""
    url = url.strip()
    if url[:9].lower() == "webcal://":
        url = "https://" + url[9:]
    if len(url) > _LONGEST_ADDRESS or url[:8].lower() not in ("https://",) or not _host(url):
        raise Unclear(NO_ADDRESS)
    return url


def fetch(url: str, *, limit: float = LIMIT, at_home: bool = False) -> bytes:
    """The calendar's bytes. `at_home`: this machine itself may be asked, too, and without https; for tests.

    Raises Unclear for what will not mend itself and Outage for what may be over in a while.
    """
    for chatty in ("httpx2", "httpcore2"):
        logging.getLogger(chatty).setLevel(logging.WARNING)  # they print addresses
    try:
        with _Call(limit) as call:
            return call.follow(url if at_home else as_https(url), at_home)
    except httpx2.TimeoutException:
        raise Outage(LATE) from None
    except (httpx2.HTTPError, httpx2.StreamError, OSError):
        raise Outage(LATE if call.is_over else UNREACHABLE) from None


class _Call:
    """Ends at its limit whatever the other side does: then the line is cut from here."""

    def __init__(self, limit: float) -> None:
        self.is_over = False
        self._line: socket.socket | None = None
        self._timer = threading.Timer(limit, self._cut)
        self._timer.daemon = True
        self._client = httpx2.Client(
            timeout=httpx2.Timeout(min(_STEP, limit)),
            follow_redirects=False,
            trust_env=False,
            limits=httpx2.Limits(max_keepalive_connections=0),
            headers=_HEADERS,
        )

    def __enter__(self) -> _Call:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        self._client.close()

    def follow(self, url: str, at_home: bool) -> bytes:
        for _ in range(MOST_REDIRECTS + 1):
            with self._asked(url, at_home) as response:
                if not response.has_redirect_location:
                    return self._whole(response)
                following = response.headers["location"]
            url = _joined(url, following)
            if not at_home:
                url = as_https(url)
        raise Unclear(TOO_MANY_REDIRECTS)

    def _whole(self, response: httpx2.Response) -> bytes:
        """A line that we cut looks like the end of what came over it."""
        data = _content(response)
        if self.is_over:
            raise httpx2.ReadTimeout(LATE)
        return data

    @contextmanager
    def _asked(self, url: str, at_home: bool) -> Iterator[httpx2.Response]:
        """The name stays what it is for the certificate and the server; only the number is called."""
        if self.is_over:
            raise httpx2.ReadTimeout(LATE)
        parsed = httpx2.URL(url)
        number = _number(parsed, at_home)
        with self._client.stream(
            "GET",
            parsed.copy_with(host=number),
            headers={"Host": parsed.netloc.decode("ascii")},
            extensions={"sni_hostname": parsed.host, "trace": self._note_line},
        ) as response:
            yield response

    def _note_line(self, name: str, info: dict[str, Any]) -> None:
        if name in ("connection.connect_tcp.complete", "connection.start_tls.complete"):
            self._line = info["return_value"].get_extra_info("socket")
            if self.is_over:
                self._cut()

    def _cut(self) -> None:
        self.is_over = True
        line = self._line
        if line is not None:
            try:
                socket.socket.shutdown(line, socket.SHUT_RDWR)  # wakes whoever reads; closing would not
            except OSError:
                return  # it is closed already


def _number(url: httpx2.URL, at_home: bool) -> str:
    """Of the host, as one that may be called. One bad number among several is enough to refuse."""
    try:
        found = socket.getaddrinfo(url.host, url.port or 443, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise Outage(UNKNOWN_PLACE) from None
    numbers = [str(each[4][0]) for each in found]
    if not at_home and not all(_is_public(number) for number in numbers):
        raise Unclear(PRIVATE)
    return numbers[0]


def _is_public(number: str) -> bool:
    """Also of an IPv4 number that is dressed up as IPv6."""
    address = ip_address(number.split("%")[0])
    if isinstance(address, IPv6Address):
        if address in _LOCAL_TRANSLATION:
            return False
        within = IPv4Address(int(address) & 0xFFFFFFFF) if address in _TRANSLATION else None
        inner = within or address.ipv4_mapped or address.sixtofour
        if inner is not None and not inner.is_global:
            return False
    return address.is_global and not address.is_multicast


def _content(response: httpx2.Response) -> bytes:
    status = response.status_code
    if status in (404, 410):
        raise Unclear(GONE)
    if status in (401, 403):
        raise Unclear(CLOSED)
    if status != 200:
        raise Outage(f"The calendar's server answered with {status} instead of a calendar.")
    data = bytearray()
    for piece in response.iter_bytes():
        data += piece
        if len(data) > MOST_BYTES:
            raise Unclear(TOO_LARGE)
    if not bytes(data[:200]).lstrip(b"\xef\xbb\xbf \t\r\n").upper().startswith(b"BEGIN:VCALENDAR"):
        raise Unclear(NO_CALENDAR)
    return bytes(data)


def _joined(url: str, following: str) -> str:
    try:
        return str(httpx2.URL(url).join(following))
    except (httpx2.InvalidURL, ValueError):
        raise Unclear(TOO_MANY_REDIRECTS) from None


def _host(url: str) -> str:
    try:
        return httpx2.URL(url).host
    except (httpx2.InvalidURL, ValueError):
        return ""
