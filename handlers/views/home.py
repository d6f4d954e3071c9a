"""The Home tab: what waits for me, what I asked for, my team's queue, and who to ask."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot.company import Company
from bot.escalation.watching import Auditor
from bot.launches.road_map import Entry
from bot.numbers.weeks import Figures
from bot.oncall.board import Board
from bot.people import Colleague, People
from bot.requests.model import Request
from bot.syncs.overview import Ahead
from db.kinds import RequestState
from handlers.names import ASK, NEW_FROM_HOME, REQUESTS
from handlers.views.blocks import actions, bullets, button, context, divider, header, part, section
from handlers.views.card import main_buttons
from handlers.views.digests.listing import AtHome, digests_at_home
from handlers.views.entries import entry
from handlers.views.escalation.watching import last_look
from handlers.views.home_words import WordSettings, words_of
from handlers.views.launches.road_map import on_home
from handlers.views.lists import sees_team
from handlers.views.message import Block
from handlers.views.night import outage_button
from handlers.views.numbers import numbers_of
from handlers.views.oncall.home import duty_of
from handlers.views.receipt import confirm_buttons
from handlers.views.syncs.home import syncs_of
from handlers.views.text import cut, escape, one_line, when
from handlers.views.wording import first

# Three blocks each at most, so that with all the other parts the whole stays below the hundred that Slack
# takes.
_MOST_WAITING = 6
_MOST_MINE = 6
_MOST_OF_TEAM = 4
_MOST_AREAS = 40
_MOST_PARKED = 10
_LONGEST_PARKED = 250

View = dict[str, Any]


def home(
    reader: Colleague,
    board: Board,
    company: Company,
    now: datetime,
    *,
    mine: Sequence[Request],
    waiting: Sequence[Request],
    team: Sequence[Request],
    parked: Sequence[str] = (),
    stuck: int = 0,
    connected_since: datetime | None = None,
    auditor: Auditor | None = None,
    words: WordSettings | None = None,
    coming: Sequence[Entry] | None = None,
    syncs: Sequence[Ahead] = (),
    numbers: Figures | None = None,
    digests: AtHome | None = None,
) -> View:
    """A request is shown once, where it matters most: waiting, then mine, then the team's."""
    people = board.people
    shelf = _Shelf(reader, people, company, now)
    queue = [request for request in team if request.is_open]
    blocks = [
        section(f"*Hello {first(reader)}.* {_greeting(waiting)}" if reader.known else _greeting(waiting)),
        *actions(button(NEW_FROM_HOME, "Ask IT for something", "new", style="primary")),
        *(_for_admins(parked, stuck) if reader.is_admin else []),
        *shelf.waiting(waiting),
        *shelf.mine([request for request in mine if request.is_open]),
        *(shelf.of_team(queue) if queue or sees_team(reader) else []),
    ]
    blocks += duty_of(reader, board, now) + (numbers_of(numbers, reader, company, now) if numbers else [])
    blocks += syncs_of(reader, people, now, syncs)
    blocks += on_home(coming, now.astimezone(reader.zone_info).date()) if coming is not None else []
    blocks += digests_at_home(digests, reader, now) if digests else []
    blocks += words_of(words, reader.zone_info, now) if words else []
    blocks += _who_to_ask(board, company, now)
    blocks += _connected(connected_since, reader, now) if connected_since else []
    blocks += last_look(auditor, reader.zone_info, now) if auditor else []
    return {"type": "home", "blocks": blocks}


def _connected(since: datetime, reader: Colleague, now: datetime) -> list[Block]:
    return [context(f"Connected to Slack since {when(since, reader.zone_info, now)}.")]


class _Shelf:
    """Remembers what was shown already."""

    def __init__(self, reader: Colleague, people: People, company: Company, now: datetime) -> None:
        self._reader, self._people, self._company, self._now = reader, people, company, now
        self._shown: set[str] = set()

    def waiting(self, requests: Sequence[Request]) -> list[Block]:
        return self._shelf("Waiting for you", requests, _MOST_WAITING, "waiting") if requests else []

    def mine(self, requests: Sequence[Request]) -> list[Block]:
        left = self._left(requests)
        if left or requests:
            return self._shelf("Your open requests", left, _MOST_MINE, "mine") if left else []
        return [
            header("Your open requests"),
            section(f"Nothing open. When you need something, write `{ASK}` and one sentence."),
        ]

    def of_team(self, requests: Sequence[Request]) -> list[Block]:
        everybody = self._reader.is_bridge or self._reader.is_admin
        name = "Everybody's open requests" if everybody else "Your team's open requests"
        left = self._left(requests)
        if left or requests:
            return self._shelf(name, left, _MOST_OF_TEAM, "team") if left else []
        return [header(name), section("Nothing open. New ones appear in your team's channel.")]

    def _left(self, requests: Sequence[Request]) -> list[Request]:
        return [request for request in requests if request.id not in self._shown]

    def _shelf(self, name: str, requests: Sequence[Request], most: int, which: str) -> list[Block]:
        blocks = [header(name)]
        for request in requests[:most]:
            self._shown.add(request.id)
            followed = which == "mine" and request.asked_by != self._reader.user_id
            blocks += entry(request, self._reader, self._people, self._company, self._now, followed=followed)
            blocks += [] if followed else self._buttons(request)
        more = len(requests) - most
        if more > 0:
            blocks.append(context(f"And {more} more: write `{REQUESTS} {which}` to see them."))
        return blocks

    def _buttons(self, request: Request) -> list[Block]:
        """Those of the card for whoever works on it, those of the receipt for the asker."""
        if request.asked_by == self._reader.user_id:
            if request.state is RequestState.RESOLVED:
                return confirm_buttons(request)
            return actions(outage_button(request, self._company, self._now))
        return actions(*main_buttons(request, self._people))


def _greeting(waiting: Sequence[Request]) -> str:
    if not waiting:
        return "Nobody waits for you right now."
    return "One thing waits for you." if len(waiting) == 1 else f"{len(waiting)} things wait for you."


def _who_to_ask(board: Board, company: Company, now: datetime) -> list[Block]:
    if not company.areas:
        return []
    lines = []
    for area in company.areas[:_MOST_AREAS]:
        team = company.find_team(area.owner_team)
        person = board.on_call(team, now)
        names = [one_line(person.name) if person else "", one_line(team.name) if team else ""]
        who = ", ".join(cut(name, 60) for name in names if name)
        lines.append([part(cut(one_line(area.choice), 75), "bold"), part(f": {who}" if who else "")])
    more = len(company.areas) - len(lines)
    told = [context(f"And {more} more. Just ask, I know whom.")] if more > 0 else []
    return [header("Who to ask"), bullets(lines), *told]


def _for_admins(parked: Sequence[str], stuck: int) -> list[Block]:
    if not parked and not stuck:
        return []
    blocks: list[Block] = []
    if parked:
        blocks.append(header("Slack refused these"))
        blocks.append(bullets([part(cut(one_line(one), _LONGEST_PARKED))] for one in parked[:_MOST_PARKED]))
        more = len(parked) - _MOST_PARKED
        if more > 0:
            blocks.append(context(f"And {more} more."))
    if stuck:
        things = "One delivery" if stuck == 1 else f"{stuck} deliveries"
        blocks.append(context(escape(f"{things} from Slack could not be finished. The log says why.")))
    return [*blocks, divider()]
