"""Calendars at their addresses, asked for as calendar programs do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from http.client import HTTPConnection
from typing import Any

import pytest
from slack_bolt import App

from bot.calendars.feeds import Feed, open_feed, revoke_feeds
from bot.company import Company
from bot.toolkit import Toolkit
from db.errors import Outage
from db.kinds import FeedKind
from handlers.serving import serve, with_calendars
from tests.companies import MIA, slack_id, small_company
from tests.conftest import DeskOf

MIA_ID = slack_id(MIA)


@pytest.fixture
def company() -> Company:
    return small_company()


@dataclass
class Answer:
    status: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""


def slack(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
    start("418 I'm a teapot", [])
    return [b"slack"]


def ask(toolkit: Toolkit, path: str, method: str = "GET", **more: str) -> Answer:
    answer = Answer()

    def start(status: str, headers: list[tuple[str, str]]) -> None:
        answer.status, answer.headers = status, dict(headers)

    environ = {"PATH_INFO": path, "REQUEST_METHOD": method, **more}
    answer.body = b"".join(with_calendars(slack, toolkit)(environ, start))
    return answer


@pytest.fixture
def feed(desk_of: DeskOf) -> Feed:
    with desk_of() as desk:
        return open_feed(desk, FeedKind.PERSON, MIA_ID, MIA_ID)


def test_a_known_address_answers_with_a_calendar_that_only_the_subscriber_keeps(
    toolkit: Toolkit, feed: Feed
) -> None:
    got = ask(toolkit, feed.path)
    assert got.status == "200 OK"
    assert got.body.startswith(b"BEGIN:VCALENDAR\r\n")
    assert got.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert got.headers["Content-Length"] == str(len(got.body))
    assert got.headers["Cache-Control"] == "private, max-age=300"
    assert got.headers["Referrer-Policy"] == "no-referrer"
    assert got.headers["X-Robots-Tag"] == "noindex"
    assert got.headers["X-Content-Type-Options"] == "nosniff"


def test_head_says_the_same_without_the_calendar(toolkit: Toolkit, feed: Feed) -> None:
    got, head = ask(toolkit, feed.path), ask(toolkit, feed.path, "HEAD")
    assert (head.status, head.headers, head.body) == (got.status, got.headers, b"")


def test_what_the_subscriber_has_already_is_not_sent_again(toolkit: Toolkit, feed: Feed) -> None:
    mark = ask(toolkit, feed.path).headers["ETag"]
    for known in (mark, f'"other", W/{mark}'):
        again = ask(toolkit, feed.path, HTTP_IF_NONE_MATCH=known)
        assert (again.status, again.body, again.headers["ETag"]) == ("304 Not Modified", b"", mark)
    assert ask(toolkit, feed.path, HTTP_IF_NONE_MATCH='"other"').status == "200 OK"


def test_an_address_that_never_was_and_one_that_was_revoked_answer_alike(
    toolkit: Toolkit, desk_of: DeskOf, feed: Feed
) -> None:
    with desk_of() as desk:
        revoke_feeds(desk, FeedKind.PERSON, MIA_ID, MIA_ID)
    revoked = ask(toolkit, feed.path)
    assert (revoked.status, revoked.body) == ("404 Not Found", b"Not Found\n")
    assert revoked.headers["Cache-Control"] == "no-store"
    never = [
        f"/calendar/{'x' * 43}.ics",
        "/calendar/x.ics",
        "/calendar/",
        feed.path[:-4],
        f"{feed.path}/more",
    ]
    assert [ask(toolkit, path) for path in never] == [revoked] * len(never)
    assert ask(toolkit, feed.path, "HEAD").headers == revoked.headers


def test_other_ways_of_asking_are_refused(toolkit: Toolkit, feed: Feed) -> None:
    refused = ask(toolkit, feed.path, "POST")
    assert (refused.status, refused.headers["Allow"]) == ("405 Method Not Allowed", "GET, HEAD")


def test_other_addresses_are_slacks(toolkit: Toolkit) -> None:
    assert ask(toolkit, "/slack/events").body == b"slack"


class Gone:
    """Stands for a database that does not answer."""

    def read(self) -> Any:
        raise Outage("The database does not answer right now.")


def test_without_a_database_the_subscriber_is_asked_to_come_again(toolkit: Toolkit, feed: Feed) -> None:
    object.__setattr__(toolkit, "ledger", Gone())
    got = ask(toolkit, feed.path)
    assert (got.status, got.headers["Retry-After"]) == ("503 Service Unavailable", "300")


def test_over_the_wire_it_is_the_same(toolkit: Toolkit, feed: Feed) -> None:
    app = App(token="xoxb-1", signing_secret="s", token_verification_enabled=False)
    with serve(app, toolkit, port=None, host="127.0.0.1") as port:
        line = HTTPConnection("127.0.0.1", port, timeout=30)
        answers = {}
        for method in ("GET", "HEAD", "DELETE"):
            line.request(method, feed.path)
            got = line.getresponse()
            answers[method] = (got.status, got.headers["Content-Length"], got.read())
        line.request("GET", feed.path, headers={"If-None-Match": ask(toolkit, feed.path).headers["ETag"]})
        unchanged = line.getresponse()
        assert (unchanged.status, unchanged.read()) == (304, b"")
        line.request("GET", "/health")
        assert line.getresponse().status == 200
        line.close()
    body = ask(toolkit, feed.path).body
    assert answers["GET"] == (200, str(len(body)), body)
    assert answers["HEAD"] == (200, str(len(body)), b"")
    assert answers["DELETE"][0] == 405
