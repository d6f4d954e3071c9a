"""The one door: a delivery comes in, one transaction later its answer goes out.

1. Read it. What is not ours is acknowledged and forgotten.
2. In one transaction: its row in the inbox and all that follows from it.
3. Answer Slack with what rides on the acknowledgement.

A delivery that came before is acknowledged again. A refusal is told to the person. When the listener
breaks, the delivery is kept and finished later, and the person is told with a short reference; when even
the database is gone it is kept in the spool.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.requests.model import find_request
from bot.requests.telling import draw_anew, tell_person
from bot.toolkit import Desk, Toolkit
from db import inbox
from db.engine import Unit
from db.errors import BotError, NotAllowed, Outage, Refusal
from db.inbox import Unfinished
from db.spool import Spooled
from db.taken import Taken
from handlers.answers import NOTHING, Answer
from handlers.keeping import kept_part
from handlers.reading import (
    Body,
    Click,
    Command,
    Happening,
    Heard,
    Reacted,
    Shortcut,
    Submission,
    kind_of,
    read,
)
from handlers.views.text import escape

log = logging.getLogger(__name__)

Listener = Callable[[Desk, Any], Answer]


@dataclass(frozen=True)
class Entry:
    """One line of the page of contents."""

    listener: Listener
    help: str
    momentary: bool = False  # opens a view: worthless once Slack's three seconds are over
    concerns_us: Callable[[Toolkit, Any], bool] | None = None  # asked before anything is written
    again: Callable[[Desk, Any], None] | None = None  # the same wish, filed before in another way


Find = Callable[[Happening], Entry | None]


class Door:
    def __init__(self, toolkit: Toolkit, find: Find, last_word: Callable[[Happening, str], None]) -> None:
        """`last_word` says one sentence to one person past the outbox, for when the database is gone."""
        self._toolkit = toolkit
        self._find = find
        self._last_word = last_word

    def take(self, body: Body) -> Answer:
        """What to acknowledge with. Raises only what nobody foresaw; then call `broke`."""
        happening = self._read(body)
        entry = self._find(happening) if happening else None
        if happening is None or entry is None:
            return NOTHING
        try:
            if entry.concerns_us and not entry.concerns_us(self._toolkit, happening):
                return NOTHING
        except Outage as outage:
            return self._keep(
                happening, entry, body, outage, silently=True
            )  # perhaps it is none of our business
        try:
            with self._toolkit.ledger.begin() as unit:
                inbox.record(unit, happening.key, kind_of(body), self._toolkit.now())
                return entry.listener(self._toolkit.desk(unit), happening)
        except Taken as taken:
            return self._taken(taken, entry, happening, body)
        except Refusal as refusal:
            return self._refused(happening, body, refusal)
        except Outage as outage:
            return self._keep(happening, entry, body, outage)

    def broke(self, body: Body, error: Exception) -> Answer:
        """For Bolt's error hook: a listener raised what nobody foresaw."""
        happening = self._read(body)
        entry = self._find(happening) if happening else None
        if happening is None or entry is None:
            log.error("a delivery could not be read", exc_info=error)
            return NOTHING
        return self._keep(happening, entry, body, error)

    def finish(self, unfinished: Unfinished) -> None:
        """Once more, for a kept delivery. Raises what goes wrong; the sweep has put it off before."""
        happening = self._read(unfinished.payload)
        entry = self._find(happening) if happening else None
        try:
            with self._toolkit.ledger.begin() as unit:
                if not inbox.finish(unit, unfinished.key) or happening is None or entry is None:
                    return
                desk = self._toolkit.desk(unit)
                answer = entry.listener(desk, happening)
                self._answer_late(desk, happening, answer)
        except Taken:
            with self._toolkit.ledger.begin() as unit:
                inbox.finish(unit, unfinished.key)
        except Refusal as refusal:
            with self._toolkit.ledger.begin() as unit:
                inbox.finish(unit, unfinished.key)
                if happening is not None:
                    self._tell(self._toolkit.desk(unit), happening, escape(str(refusal)))

    def _read(self, body: Body) -> Happening | None:
        return read(body, self._toolkit.identity.workspace_id)

    def _taken(self, taken: Taken, entry: Entry, happening: Happening, body: Body) -> Answer:
        """Delivered before: said already. Filed before: tell whoever asked on purpose."""
        if taken.constraint == "pk_inbox":
            return NOTHING
        log.info("%s was filed before (%s)", happening.key, taken.constraint)
        if entry.again is not None:
            again = entry.again
            self._record(happening, body, lambda desk: again(desk, happening))
        else:
            self._record(happening, body, lambda _: None)
        return NOTHING

    def _refused(self, happening: Happening, body: Body, refusal: Refusal) -> Answer:
        log.info("refused: %s", refusal)
        sentence = escape(str(refusal))
        if isinstance(happening, Command):
            self._record(happening, body, lambda _: None)
            return Answer(text=sentence)
        if isinstance(happening, Submission) and not isinstance(refusal, NotAllowed) and happening.values:
            self._record(happening, body, lambda desk: _redraw(desk, happening))
            return Answer(errors={next(iter(happening.values)): str(refusal)})

        def tell(desk: Desk) -> None:
            self._tell(desk, happening, sentence)
            _redraw(desk, happening)

        self._record(happening, body, tell)
        return NOTHING

    def _record(self, happening: Happening, body: Body, follow: Callable[[Desk], None]) -> None:
        try:
            with self._toolkit.ledger.begin() as unit:
                inbox.record(unit, happening.key, kind_of(body), self._toolkit.now())
                follow(self._toolkit.desk(unit))
        except Taken:
            return  # this very delivery was dealt with meanwhile

    def _keep(
        self, happening: Happening, entry: Entry, body: Body, error: Exception, *, silently: bool = False
    ) -> Answer:
        """`silently`: nobody is told of the trouble."""
        reference = secrets.token_hex(2)
        log.error("reference %s: %s could not be handled", reference, kind_of(body), exc_info=error)
        sentence = _apology(reference, finished_later=not entry.momentary)
        payload = kept_part(body, self._toolkit.learner.reader.mask)
        told_apart = not silently and not isinstance(happening, Command | Submission)
        try:
            _wait_no_longer(error)
            with self._toolkit.ledger.begin() as unit:
                self._keep_row(unit, happening, entry, body, payload, reference)
                if told_apart:
                    self._tell(self._toolkit.desk(unit), happening, sentence)
        except Taken:
            return NOTHING
        except BotError:
            if not entry.momentary:
                self._toolkit.spool.keep(Spooled(happening.key, kind_of(body), payload, reference))
            if told_apart:
                self._last_word(happening, sentence)
        return _apologetic(happening, sentence)

    def _keep_row(
        self,
        unit: Unit,
        happening: Happening,
        entry: Entry,
        body: Body,
        payload: Mapping[str, Any],
        reference: str,
    ) -> None:
        now = self._toolkit.now()
        if entry.momentary:
            inbox.record(unit, happening.key, kind_of(body), now)
        else:
            inbox.keep(unit, happening.key, kind_of(body), payload, reference=reference, now=now)

    def _tell(self, desk: Desk, happening: Happening, sentence: str) -> None:
        tell_person(desk, happening.user_id, sentence, **_where(happening))

    def _answer_late(self, desk: Desk, happening: Happening, answer: Answer) -> None:
        """What would have ridden on the acknowledgement, had there been no trouble."""
        sentences = [answer.text] if answer.text else [escape(text) for text in answer.errors.values()]
        for sentence in sentences:
            self._tell(desk, happening, sentence)


def _wait_no_longer(error: Exception) -> None:
    """Whoever has waited for the database in vain does not ask it again: Slack waits three seconds in all."""
    if isinstance(error, Outage):
        raise error


def _redraw(desk: Desk, happening: Happening) -> None:
    """A click that came too late was made on an old picture of the request."""
    about = happening.value.split(" ")[0] if isinstance(happening, Click) else None
    if isinstance(happening, Submission):
        about = happening.about.get("request_id")
    request = find_request(desk.unit, about) if about else None
    if request is not None:
        draw_anew(desk, request)


def _where(happening: Happening) -> dict[str, str | None]:
    """Where the person is looking, so that they are told there."""
    if isinstance(happening, Click):
        return happening.where
    if isinstance(happening, Command):
        return {"channel_id": happening.channel_id, "response_url": happening.response_url}
    if isinstance(happening, Shortcut) and happening.message:
        message = happening.message
        return {
            "channel_id": message.channel_id,
            "thread_ts": message.thread_ts,
            "response_url": happening.response_url,
        }
    if isinstance(happening, Heard):
        return {"channel_id": happening.message.channel_id, "thread_ts": happening.message.thread_ts}
    return {"channel_id": happening.channel_id} if isinstance(happening, Reacted) else {}


def _apology(reference: str, *, finished_later: bool) -> str:
    if finished_later:
        return (
            f"Sorry, something got stuck on my side. I've kept what you said and will finish it by myself "
            f"in a few minutes; no need to send it again. (Reference {reference})"
        )
    return f"Sorry, something got stuck on my side. Please click once more. (Reference {reference})"


def _apologetic(happening: Happening, sentence: str) -> Answer:
    if isinstance(happening, Submission) and happening.values:
        return Answer(errors={next(iter(happening.values)): sentence})
    return Answer(text=sentence) if isinstance(happening, Command) else NOTHING
