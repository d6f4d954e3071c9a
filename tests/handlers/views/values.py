"""What the tests of the views hand in: one company, its people, one request in any state."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.company import Company
from bot.oncall.board import Board
from bot.oncall.model import DutyState
from bot.people import Colleague, Facts, People
from bot.requests.model import Request
from db.kinds import Mode, RequestState, Via
from handlers.views.message import Message
from tests.companies import ELSEWHERE, WORKSPACE, accounts, slack_id, small_company

NOW = datetime(2026, 3, 24, 10, 0, tzinfo=UTC)
MIA, TOM, JONAS, LENA, DEV, PRIYA, ADA = (
    slack_id(f"{name}@example.org") for name in ("mia", "tom", "jonas", "lena", "dev", "priya", "ada")
)
STRANGER = "U0STRANGER"
WISH = "Hi all! Our spring landing page form stopped sending leads. The campaign starts Monday."
UNDERSTOOD = "Our spring landing page form stopped sending leads"

COMPANY = small_company()
HELD = {"acknowledged_by": JONAS, "acknowledged_at": NOW - timedelta(minutes=30)}
IN_EACH_STATE: dict[RequestState, dict[str, Any]] = {
    RequestState.NEW: {},
    RequestState.MOVED: {"reason": "because Dev sent it on"},
    RequestState.ACKNOWLEDGED: HELD,
    RequestState.WAITING: HELD,
    RequestState.RESOLVED: {**HELD, "resolved_at": NOW},
    RequestState.CLOSED: {**HELD, "resolved_at": NOW, "ended_at": NOW},
    RequestState.CANCELLED: {"ended_at": NOW},
}


def people_of(company: Company, **renamed: str) -> People:
    """Everybody of the company has an account; so has somebody of another one."""
    stranger = Facts(STRANGER, ELSEWHERE, "Sam Elsewhere", zone="America/New_York")
    rows = [
        {**asdict(fact), "dm_channel": None} | ({"name": renamed["name"]} if "name" in renamed else {})
        for fact in (*accounts(company), stranger)
    ]
    return People(company, WORKSPACE, rows)


PEOPLE = people_of(COMPANY)
BOARD = Board(COMPANY, PEOPLE, DutyState())


def person(user_id: str, people: People = PEOPLE, **values: Any) -> Colleague:
    return replace(people.get(user_id), **values)


def request(state: RequestState = RequestState.NEW, **values: Any) -> Request:
    """Mia asked the Web Team, where Jonas is on duty, an hour ago, in a public channel."""
    usual: dict[str, Any] = {
        "id": "r_0001",
        "source_key": "command:1",
        "client_msg_id": None,
        "via": Via.COMMAND,
        "mode": Mode.SHARED,
        "asked_by": MIA,
        "text": WISH,
        "files": (),
        "area_id": "pages",
        "team_id": "web",
        "owner_id": JONAS,
        "reason": "because you wrote *landing page* and *form*",
        "band": "sure",
        "urgency": "normal",
        "urgency_why": "",
        "due_on": None,
        "due_words": None,
        "due_options": (),
        "found": (),
        "questions": (),
        "answers": {},
        "opinion": None,
        "sibling_of": None,
        "guesses": ("pages", "reports", "images"),
        "state": state,
        "asked_at": NOW - timedelta(hours=1),
        "reply_by": NOW + timedelta(hours=3),
        "acknowledged_by": None,
        "acknowledged_at": None,
        "resolved_at": None,
        "close_at": None,
        "ended_at": None,
        "changed_at": NOW,
        "home_channel": "C0MARKETING",
        "home_ts": "1.1",
        "receipt_ts": "1.2",
        "card_channel": "C0WEB",
        "card_ts": "2.1",
    }
    return Request(**(usual | IN_EACH_STATE[state] | values))


def for_the_bridge(**values: Any) -> Request:
    unsure = "because your words could mean several things"
    return request(**({"team_id": None, "area_id": None, "owner_id": PRIYA, "reason": unsure} | values))


def read(shown: Message | dict[str, Any]) -> str:
    """All that a person reads, one piece a line."""
    blocks = shown.blocks if isinstance(shown, Message) else shown["blocks"]
    return "\n".join(_texts(blocks))


def labels(shown: Message | dict[str, Any]) -> list[str]:
    return [one["text"]["text"] for one in acting(shown) if one["type"] == "button"]


def names(shown: Message | dict[str, Any]) -> list[str]:
    return [one["action_id"] for one in acting(shown)]


def acting(shown: Message | dict[str, Any]) -> list[dict[str, Any]]:
    blocks = shown.blocks if isinstance(shown, Message) else shown["blocks"]
    return [one for block in blocks if block["type"] == "actions" for one in block["elements"]]


def live_texts(shown: Message | dict[str, Any]) -> list[str]:
    """All that Slack looks for mentions and links in."""
    blocks = shown.blocks if isinstance(shown, Message) else shown["blocks"]
    beside = [shown.text] if isinstance(shown, Message) else []
    return beside + [text["text"] for text in _mrkdwn(blocks)]


def _mrkdwn(value: Any) -> Iterator[dict[str, Any]]:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    if isinstance(value, dict) and value.get("type") == "mrkdwn":
        yield value
    for one in inner:
        yield from _mrkdwn(one)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("text"), str):
            yield value["text"]
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
