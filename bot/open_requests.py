"""The requests that are open, kept ready in memory, to find who has asked for the same before.

The truth is the rows: what is found here is looked at once more before anybody is told of it. Catching up
happens in the background, in every process by itself, and asks only for what has changed.
"""

from __future__ import annotations

import logging
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from math import log as logarithm
from operator import itemgetter
from threading import Lock

from sqlalchemy import Connection, select

from bot.channels import last_seen, open_to_all
from bot.intake.likeness import Gist, enough, gist, likeness
from bot.requests.model import Request, request_from
from db.engine import Ledger
from db.ids import new_id
from db.kinds import WITH_TEAM
from db.tables import history, requests

log = logging.getLogger(__name__)

MOST_KEPT = 5000  # the newest; of so many a few old ones are no longer what people ask for again
MOST_AT_ONCE = 1000  # changes that one look takes in
MOST_OF_A_WORD = 100  # the newest requests with one word in them that a look compares
MOST_COMPARED = 20
_RARE_FROM = 20  # requests; of fewer nobody can say which words are rare
_OVERLAP = timedelta(minutes=1)  # a transaction may commit later than it looked at the clock
_TIMES_AND_ID = itemgetter(1, 0)

MayBeShown = Callable[[Request], bool]


@dataclass(frozen=True)
class Known:
    request: Request
    gist: Gist


class _Shelf:
    """The open requests of one area, by the words in them."""

    def __init__(self) -> None:
        self.known: dict[str, Known] = {}
        self.with_word: defaultdict[str, dict[str, None]] = defaultdict(dict)

    def put(self, one: Known) -> None:
        self.known[one.request.id] = one
        for word in one.gist.words:
            self.with_word[word][one.request.id] = None

    def take(self, request_id: str) -> None:
        one = self.known.pop(request_id)
        for word in one.gist.words:
            of_word = self.with_word[word]
            of_word.pop(request_id, None)
            if not of_word:
                del self.with_word[word]

    def rarity(self, word: str) -> float:
        """1 for a word that nobody else wrote, about a half for one in a tenth of them."""
        if len(self.known) < _RARE_FROM:
            return 1.0
        often = len(self.with_word.get(word, ()))
        total = 1 + len(self.known)
        return (logarithm(total / (1 + often)) + 1) / (logarithm(total) + 1)

    def nearest(self, words: Iterable[str]) -> list[Known]:
        """Those that share most words, the newest first among equals."""
        shared: Counter[str] = Counter()
        for word in words:
            shared.update(islice(reversed(self.with_word.get(word, {})), MOST_OF_A_WORD))
        best = sorted(shared.items(), key=_TIMES_AND_ID, reverse=True)
        return [self.known[request_id] for request_id, _ in best[:MOST_COMPARED]]


class OpenRequests:
    """Looked up while somebody files, so a look costs no query."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._lock = Lock()
        self._shelves: defaultdict[str | None, _Shelf] = defaultdict(_Shelf)
        self._area_of: dict[str, str | None] = {}  # request id -> area, the oldest first
        self._sources: dict[str, str] = {}  # source key or Slack's id of the gesture -> request id
        self._seen: dict[str, datetime] = {}  # rows of history that were taken in
        self._channels: frozenset[str] = frozenset()
        self._channels_of: datetime | None = None
        self._since: datetime | None = None

    def catch_up(self) -> None:
        """Raises Outage when the database does not answer."""
        with self._ledger.read() as connection:
            newest = last_seen(connection)
            if newest != self._channels_of:
                self._channels, self._channels_of = open_to_all(connection), newest
            changed = self._all(connection) if self._since is None else self._changed(connection)
        for request in changed:
            known = Known(request, gist(request.text, without=request.due_words))
            with self._lock:
                self._forget(request.id)
                if request.state in WITH_TEAM:
                    self._remember(known)
        if changed:
            log.info(
                "%d open requests are known, the newest %s",
                len(self._area_of),
                max(self._area_of, default="-"),
            )

    def is_open_to_all(self, channel_id: str | None) -> bool:
        """A channel of this company that anybody of it may read, as far as the last look saw."""
        return channel_id in self._channels

    def was_filed(self, *keys: str | None) -> bool:
        """From the same message or gesture, in another way: that is no similar one, it is this one."""
        return any(key in self._sources for key in keys if key)

    def like(
        self, words: Gist, area_id: str | None, outage: bool, may_be_shown: MayBeShown
    ) -> Request | None:
        """The one that is most like it, of the same area (or both of none yet)."""
        best, most = None, 0.0
        with self._lock:
            shelf = self._shelves.get(area_id)
            for one in shelf.nearest(words.words) if shelf else ():
                down = outage and one.request.urgency == "outage"
                alike = likeness(words, one.gist, shelf.rarity if shelf else None, outage=down)
                if alike >= enough(outage=down) and alike > most and may_be_shown(one.request):
                    best, most = one.request, alike
        return best

    def _all(self, connection: Connection) -> list[Request]:
        moments = select(history.c.at).order_by(history.c.id.desc()).limit(1)
        self._since = connection.execute(moments).scalar_one_or_none()
        statement = select(requests).where(requests.c.state.in_(WITH_TEAM)).order_by(requests.c.id.desc())
        rows = connection.execute(statement.limit(MOST_KEPT)).mappings().all()
        return [request_from(row) for row in reversed(rows)]

    def _changed(self, connection: Connection) -> list[Request]:
        """Every change leaves a row of history, whose id sorts by its moment."""
        assert self._since is not None
        since = self._since - _OVERLAP
        after = new_id("h", since)[:12]  # the part of the id that is the moment
        self._seen = {row_id: at for row_id, at in self._seen.items() if at >= since}
        statement = select(history.c.id, history.c.request_id, history.c.at).where(history.c.id >= after)
        rows = connection.execute(statement.order_by(history.c.id.desc()).limit(MOST_AT_ONCE)).all()
        fresh = {row.request_id for row in rows if row.id not in self._seen}
        self._seen |= {row.id: row.at for row in rows}
        self._since = max([self._since, *(row.at for row in rows)])
        if not fresh:
            return []
        wanted = select(requests).where(requests.c.id.in_(sorted(fresh))).order_by(requests.c.id)
        return [request_from(row) for row in connection.execute(wanted).mappings()]

    def _remember(self, known: Known) -> None:
        request = known.request
        self._area_of[request.id] = request.area_id
        self._shelves[request.area_id].put(known)
        for key in (request.source_key, request.client_msg_id):
            if key:
                self._sources[key] = request.id
        if len(self._area_of) > MOST_KEPT:
            self._forget(next(iter(self._area_of)))

    def _forget(self, request_id: str) -> None:
        if request_id not in self._area_of:
            return
        area_id = self._area_of.pop(request_id)
        request = self._shelves[area_id].known[request_id].request
        self._shelves[area_id].take(request_id)
        for key in (request.source_key, request.client_msg_id):
            if key:
                self._sources.pop(key, None)
