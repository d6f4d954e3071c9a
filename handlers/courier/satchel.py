"""What the courier carries on every round: Slack, the house's tools, and what it need not ask twice."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from bot.channels import channel_id_of
from bot.company import Company
from bot.oncall.board import Board
from bot.people import Colleague, People, note_dm_channel, remember
from bot.requests.children import Together, together_with
from bot.requests.model import Request, find_request, find_together
from bot.requests.posting import Said
from bot.requests.similar import followers_of
from bot.toolkit import Toolkit
from db.errors import BotError, Outage, Undeliverable
from db.outbox import Notice
from handlers.courier.slack import Slack
from handlers.reading import facts_from
from handlers.views.message import Message

Found = Callable[[Notice, Mapping[str, Any]], None]

MOST_LINKS = 5000
MOST_FORMS = 500


class Satchel:
    def __init__(self, slack: Slack, toolkit: Toolkit, found: Found) -> None:
        self.slack = slack
        self.toolkit = toolkit
        self.found = found
        self._lock = threading.Lock()
        self._direct: dict[str, str] = {}
        self._links: dict[tuple[str, str], str] = {}
        self._forms: dict[str, tuple[int, ...]] = {}  # view id -> when what it shows was typed
        self._strangers: set[str] = set()  # accounts that Slack does not know either

    @property
    def company(self) -> Company:
        return self.toolkit.company

    @property
    def now(self) -> datetime:
        return self.toolkit.now()

    @property
    def board(self) -> Board:
        return self.toolkit.duties.board()

    def request_of(self, notice: Notice) -> Request | None:
        """As it is now, not as it was when the notice was written."""
        if notice.request_id is None:
            return None
        with self.toolkit.ledger.read() as connection:
            return find_request(connection, notice.request_id)

    def beside(self, request: Request) -> tuple[Request, ...]:
        """The others that were filed with the same words."""
        with self.toolkit.ledger.read() as connection:
            return tuple(one for one in find_together(connection, request) if one.id != request.id)

    def followers_of(self, request: Request) -> int:
        """How many others wait for it; nobody can before it has been said anywhere."""
        if request.receipt_ts is None and request.card_ts is None:
            return 0
        with self.toolkit.ledger.read() as connection:
            return len(followers_of(connection, request.id))

    def together_with(self, request: Request) -> Together:
        """Other reports of the same thing, or what may be one."""
        with self.toolkit.ledger.read() as connection:
            return together_with(connection, request, self.now)

    def people_of(self, request: Request | None, notice: Notice, *beside: Request) -> People:
        """With everybody whom the requests or the notice name, if Slack knows them."""
        keys = ("actor_id", "author_id", "user_id", "old_owner_id", "owner_id", "calls")
        named = [*(notice.detail.get(key) for key in keys), *(notice.detail.get("user_ids") or ())]
        for one in (request, *beside):
            if one is not None:
                named += [one.asked_by, one.owner_id, one.acknowledged_by]
        return self.people_with(named)

    def people_with(self, user_ids: Iterable[str | None]) -> People:
        people = self.toolkit.directory.people()
        unknown = {one for one in user_ids if one and not people.get(one).known} - self._strangers
        if not unknown:
            return people
        facts = [facts_from(user) for user in map(self._looked_up, unknown) if user]
        with self.toolkit.ledger.begin() as unit:
            remember(unit, facts, self.now)
        return self.toolkit.directory.refresh()

    def channel_named(self, name: str) -> str:
        with self.toolkit.ledger.read() as connection:
            channel_id = channel_id_of(connection, name)
        if channel_id is None:
            raise Undeliverable(f"There is no channel {name}.", "channel_not_found")
        return channel_id

    def direct_to(self, user_id: str | None) -> str:
        """The direct messages with this person; asked of Slack once."""
        if not user_id:
            raise Undeliverable("There is nobody to write to.", "user_not_found")
        person = self.people_with([user_id]).get(user_id)
        if person.deactivated:
            raise Undeliverable(f"The account of {person.name} is deactivated.", "user_disabled")
        known = self._direct.get(user_id) or person.dm_channel
        return known or self._opened(person)

    def to_bridge(self, notice: Notice, message: Message) -> Said:
        """Their channel; if that refuses us too, the people themselves."""
        try:
            channel_id = self.channel_named(self.company.bridge.channel)
            return self.slack.post(notice, channel_id, message)
        except Undeliverable:
            person = self.board.on_call(None, self.now)
            return self.slack.post(notice, self.direct_to(person.user_id if person else None), message)

    def link_to(self, channel_id: str | None, ts: str | None) -> str | None:
        """None when Slack gives none: a message without its link is better than none."""
        if channel_id is None or ts is None:
            return None
        place = (channel_id, ts)
        if place not in self._links:
            try:
                answer = self.slack.read("chat.getPermalink", channel=channel_id, message_ts=ts)
            except BotError:
                return None
            with self._lock:
                if len(self._links) >= MOST_LINKS:
                    self._links.clear()
                self._links[place] = str(answer["permalink"])
        return self._links.get(place)

    def is_newest(self, view_id: str, typed_at: tuple[int, ...]) -> bool:
        """Nothing that was typed later has been drawn in this form. Remembered by this process only: a hint
        that is one letter old does no harm."""
        with self._lock:
            if self._forms.get(view_id, ()) > typed_at:
                return False
            if len(self._forms) >= MOST_FORMS:
                self._forms.clear()
            self._forms[view_id] = typed_at
            return True

    def _opened(self, person: Colleague) -> str:
        answer = self.slack.write("conversations.open", users=person.user_id)
        channel_id = str(answer["channel"]["id"])
        self._direct[person.user_id] = channel_id
        with self.toolkit.ledger.begin() as unit:
            note_dm_channel(unit, person.user_id, channel_id)
        return channel_id

    def _looked_up(self, user_id: str) -> Mapping[str, Any] | None:
        """Somebody who joined just now, or of another company. Without a name they are "someone"."""
        try:
            user: Mapping[str, Any] = self.slack.read("users.info", user=user_id)["user"]
            return user
        except Undeliverable:
            self._strangers.add(user_id)
        except Outage:
            return None
        return None
