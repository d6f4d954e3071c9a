"""A calendar from its address, of a real server on this machine that behaves well or badly."""

from __future__ import annotations

import logging
import socket
import threading
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from bot.calendars import fetching
from bot.calendars.fetching import as_https, fetch
from bot.calendars.shift_reading import MOST_BYTES
from db.errors import BotError, Outage, Unclear

GOOD = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n"
SECRET = "s3cr3t-t0ken"

Answer = Callable[[BaseHTTPRequestHandler], None]


class Strange(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Asked)
        self.answer: Answer = good
        self.asked: list[tuple[str, str]] = []  # path and Host of each
        self.is_closing = threading.Event()

    def handle_error(self, request: object, client_address: object) -> None:
        """Whoever asked has hung up, which is what some of these tests want."""


class Asked(BaseHTTPRequestHandler):
    server: Strange

    def do_GET(self) -> None:
        self.server.asked.append((self.path, self.headers["Host"]))
        self.server.answer(self)

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


def answering(body: bytes, status: int = 200, *, to: str = "", packed: str = "") -> Answer:
    headers = {"Location": to, "Content-Encoding": packed}

    def answer(asked: BaseHTTPRequestHandler) -> None:
        asked.send_response(status)
        for name in filter(headers.get, headers):
            asked.send_header(name, headers[name])
        asked.send_header("Content-Length", str(len(body)))
        asked.end_headers()
        with suppress(OSError):
            asked.wfile.write(body)

    return answer


good = answering(GOOD)


def dripping(head: bytes, drop: bytes) -> Answer:
    """A little every moment, for as long as anybody listens."""

    def answer(asked: BaseHTTPRequestHandler) -> None:
        closing = asked.server.is_closing  # type: ignore[attr-defined]  # it is a Strange
        with suppress(OSError):
            asked.wfile.write(head)
            while not closing.wait(0.02):
                asked.wfile.write(drop)

    return answer


@pytest.fixture
def server() -> Iterator[Strange]:
    server = Strange()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.is_closing.set()
    server.shutdown()
    server.server_close()
    thread.join()


def address(server: Strange, path: str = f"/{SECRET}.ics", host: str = "localhost") -> str:
    return f"http://{host}:{server.server_port}{path}"


def fetched(server: Strange, limit: float = 20.0) -> bytes:
    return fetch(address(server), at_home=True, limit=limit)


def test_a_calendar_is_fetched_by_its_name(server: Strange) -> None:
    assert fetched(server) == GOOD
    assert server.asked == [(f"/{SECRET}.ics", f"localhost:{server.server_port}")]


def test_three_redirects_are_followed_and_a_fourth_is_not(server: Strange) -> None:
    def onward(asked: BaseHTTPRequestHandler) -> None:
        count = int(asked.path.strip("/")) if asked.path[1:].isdigit() else 0
        last = count == server_last
        (good if last else answering(b"", 302, to=f"/{count + 1}"))(asked)

    server.answer, server_last = onward, 3
    assert fetched(server) == GOOD
    server_last = 9
    with pytest.raises(Unclear, match="This address only leads on to others"):
        fetched(server)
    assert len(server.asked) == 8


def test_a_redirect_may_not_lead_into_our_own_network(server: Strange) -> None:
    for inside in ("https://127.0.0.1/x.ics", "https://169.254.169.254/latest", "https://[::1]/"):
        with pytest.raises(Unclear, match="This address leads into a private network"):
            fetch(inside)
    for no_web in ("http://example.org/x.ics", "file:///etc/passwd", "ftp://example.org/", "https://", ""):
        with pytest.raises(Unclear, match="An address has to begin with https:// or webcal://"):
            fetch(no_web)
    assert server.asked == []


@pytest.mark.parametrize(
    "number",
    [
        *("10.0.0.1", "127.0.0.2", "192.168.1.1", "172.16.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0"),
        *("224.0.0.1", "::", "::1", "fe80::1", "fc00::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1"),
        *("2002:7f00:1::", "64:ff9b:1::1", "64:ff9b::7f00:1"),
    ],
)
def test_numbers_of_private_networks_are_known_however_they_are_dressed_up(number: str) -> None:
    url = f"https://[{number}]/x.ics" if ":" in number else f"https://{number}/x.ics"
    with pytest.raises(Unclear, match="private network"):
        fetch(url)


def test_a_name_that_leads_home_is_refused_like_its_number(server: Strange) -> None:
    with pytest.raises(Unclear, match="private network"):
        fetch(f"https://localhost:{server.server_port}/{SECRET}.ics")
    assert server.asked == []


def test_webcal_is_another_word_for_https() -> None:
    assert as_https(" WEBCAL://example.org/a?b=c ") == "https://example.org/a?b=c"
    assert as_https("HTTPS://example.org/a") == "HTTPS://example.org/a"
    with pytest.raises(Unclear):
        as_https("https://example.org/" + "a" * 2_000)


@pytest.mark.parametrize(
    ("answer", "kind", "why"),
    [
        (answering(b"", 404), Unclear, "There is no calendar at this address"),
        (answering(b"", 410), Unclear, "There is no calendar at this address"),
        (answering(b"", 403), Unclear, "is not open to whoever has it"),
        (answering(b"", 500), Outage, "answered with 500 instead of a calendar"),
        (answering(b"", 429), Outage, "answered with 429 instead of a calendar"),
        (
            answering(b"<!doctype html><title>Sign in</title>"),
            Unclear,
            "is no calendar but perhaps a web page",
        ),
        (answering(b""), Unclear, "is no calendar but perhaps a web page"),
        (answering(GOOD + b"x" * MOST_BYTES), Unclear, "larger than 2 MB"),
        (answering(b"", 302, to="http://[bad"), Outage, "There is no such place"),
        (answering(b"", 302, to="http://"), Unclear, "This address only leads on to others"),
        (lambda asked: asked.wfile.write(b"what?\r\n\r\n") and None, Outage, "could not be reached"),
    ],
)
def test_what_is_no_calendar_is_refused_in_a_sentence_without_the_address(
    server: Strange, answer: Answer, kind: type[BotError], why: str, caplog: pytest.LogCaptureFixture
) -> None:
    server.answer = answer
    caplog.set_level(logging.DEBUG)
    with pytest.raises(kind, match=why) as refused:
        fetched(server)
    assert SECRET not in f"{refused.value!r} {refused.value.__cause__!r} {caplog.text}"
    assert str(refused.value).endswith(".")


@pytest.mark.parametrize(
    "answer",
    [
        dripping(b"HTTP/1.1 200 OK\r\n\r\nBEGIN:VCALENDAR\r\n", b"X"),
        dripping(b"HTTP/1.1 200 OK\r\nX-Slow: ", b"a"),
        dripping(b"", b""),
    ],
)
def test_who_drips_is_left_at_the_limit(server: Strange, answer: Answer) -> None:
    server.answer = answer
    with pytest.raises(Outage, match=r"The calendar's server took too long\."):
        fetched(server, limit=0.3)


def test_a_stream_without_an_end_is_cut_at_its_size(server: Strange) -> None:
    server.answer = dripping(b"HTTP/1.1 200 OK\r\n\r\nBEGIN:VCALENDAR\r\n", b"X" * 500_000)
    with pytest.raises(Unclear, match="larger than 2 MB"):
        fetched(server)


def test_a_packed_answer_is_measured_as_it_is_unpacked(server: Strange) -> None:
    server.answer = answering(zlib.compress(b"BEGIN:VCALENDAR" + b"X" * 50_000_000), packed="deflate")
    with pytest.raises(Unclear, match="larger than 2 MB"):
        fetched(server)


def test_nobody_at_home_is_an_outage() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/{SECRET}.ics"
        with pytest.raises(Outage, match=r"could not be reached\."):
            fetch(url, at_home=True)


def test_a_place_that_is_not_there_is_an_outage() -> None:
    with pytest.raises(Outage) as refused:
        fetch("https://nowhere.invalid/x.ics")
    assert str(refused.value) == fetching.UNKNOWN_PLACE
