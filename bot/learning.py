"""What the bot has learnt so far, kept ready in memory. The truth is the rows.

Catching up happens in the background, never while somebody waits, and in every process by itself. One
lesson a request counts, the newest; what one person says is capped until others say the same.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock, Thread
from typing import Any

from sqlalchemy import Connection, select

from bot.intake.reader import Reader
from bot.routing import Embed, Lesson
from db.engine import Ledger
from db.errors import Outage
from db.kinds import Taught
from db.tables import lessons

log = logging.getLogger(__name__)

MOST_FROM_ONE = 5  # corrections of one person into one area, before others teach it too
MOST_KEPT = 3000  # rows; the router itself forgets the oldest of an area sooner
_OVERLAP = timedelta(minutes=5)  # a transaction may commit later than it looked at the clock


@dataclass(frozen=True)
class KnownLesson:
    """A lesson as its row has it."""

    id: str
    request_id: str
    text: str
    area_id: str
    how: Taught
    taught_by: str | None
    taught_at: datetime
    revoked: bool
    changed_at: datetime
    revoked_by: str | None = None  # "" when it was nobody in particular

    @property
    def as_lesson(self) -> Lesson:
        return Lesson(self.text, self.area_id, self.id)


class Learner:
    """Holds the reader of this moment. Reading it is free; `catch_up` makes another one."""

    def __init__(self, ledger: Ledger, reader: Reader | Callable[[], Reader]) -> None:
        """`reader`: one that has learnt nothing yet; or what makes one, which takes a second or two. That is
        done in the background, with all lessons, and whoever reads before waits for it."""
        self._ledger = ledger
        self._known: dict[str, KnownLesson] = {}
        self._counting: Mapping[str, KnownLesson] = {}
        self._lock = Lock()
        self._reader: Reader | None = None
        self._first: Future[Reader] = Future()
        if isinstance(reader, Reader):
            self._first.set_result(reader)
        else:
            Thread(target=self._begin, args=(reader,), name="first reader", daemon=True).start()

    @property
    def reader(self) -> Reader:
        return self._reader or self._first.result()

    def wait(self) -> None:
        """Until there is a reader."""
        self._first.result()

    def catch_up(self) -> None:
        """Raises Outage when the database does not answer."""
        if not self._first.done():
            return  # whoever makes it looks by itself
        with self._lock:
            self._reader = self._taught(self.reader)
            if self._reader.router.outgrown:  # only now: what was just taught counts already
                self._reader = Reader(self._reader.company, self._reader.router.anew())

    def understand(self, meaning: Embed) -> None:
        """From now on sentences are compared by what they mean as well. Takes some seconds."""
        with self._lock:
            reader = self.reader
            if not reader.router.understands:
                self._reader = Reader(reader.company, reader.router.understanding(meaning))

    def _begin(self, make: Callable[[], Reader]) -> None:
        try:
            with self._lock:
                reader = make()
                try:
                    reader = self._taught(reader)
                except Outage:
                    log.warning("The lessons could not be read. They are looked for again.")
                self._first.set_result(reader)
        except Exception as error:  # noqa: BLE001 -- it reaches whoever reads
            self._first.set_exception(error)

    def _taught(self, reader: Reader) -> Reader:
        """With what is new in the rows, and without what was taken back."""
        with self._ledger.read() as connection:
            fresh = _changed_since(connection, self._newest())
        if all(self._known.get(lesson.id) == lesson for lesson in fresh):
            return reader  # most looks find nothing but what the overlap shows again
        self._known.update((lesson.id, lesson) for lesson in fresh)
        counting = {lesson.id: lesson for lesson in in_force(self._known.values())}
        new = _to_learn(self._counting, counting)
        gone = sorted(self._counting.keys() - counting.keys())
        if not new and not gone:
            return reader
        drop = [*gone, *(lesson.id for lesson in new)]
        router = reader.router.learnt(add=[lesson.as_lesson for lesson in new], drop=drop)
        self._counting = counting
        log.info("%d lessons learnt, %d taken back", len(new), len(gone))
        return Reader(reader.company, router)

    def _newest(self) -> datetime | None:
        return max((lesson.changed_at for lesson in self._known.values()), default=None)


def _to_learn(before: Mapping[str, KnownLesson], now: Mapping[str, KnownLesson]) -> list[KnownLesson]:
    """What is new or was taught again. The same words have to follow in the order in which they were taught,
    as after a restart."""
    words = {lesson.text for lesson in now.values() if before.get(lesson.id) != lesson}
    return [lesson for lesson in now.values() if lesson.text in words]


def in_force(taught: Iterable[KnownLesson]) -> list[KnownLesson]:
    """Those that count: not revoked, the newest of each request, and within what one person may teach."""
    newest: dict[str, KnownLesson] = {}
    for lesson in sorted(taught, key=lambda one: (one.taught_at, one.id)):
        if not lesson.revoked:
            newest[lesson.request_id] = lesson
    return _capped(list(newest.values()))


def _capped(candidates: list[KnownLesson]) -> list[KnownLesson]:
    """One person cannot turn an area: beyond a few, their corrections count as far as others agree."""
    total = Counter(lesson.area_id for lesson in candidates)
    by_one = Counter((lesson.taught_by, lesson.area_id) for lesson in candidates if lesson.taught_by)
    used: Counter[tuple[str, str]] = Counter()
    kept: list[KnownLesson] = []
    for lesson in candidates:
        if lesson.taught_by is not None:
            key = (lesson.taught_by, lesson.area_id)
            others = total[lesson.area_id] - by_one[key]
            if used[key] >= max(MOST_FROM_ONE, others):
                continue
            used[key] += 1
        kept.append(lesson)
    return kept


def _changed_since(connection: Connection, newest: datetime | None) -> list[KnownLesson]:
    statement = select(lessons).order_by(lessons.c.changed_at.desc()).limit(MOST_KEPT)
    if newest is not None:
        statement = statement.where(lessons.c.changed_at > newest - _OVERLAP)
    return [known_from(row) for row in connection.execute(statement).mappings()]


def known_from(row: Mapping[Any, Any]) -> KnownLesson:
    return KnownLesson(
        id=row["id"],
        request_id=row["request_id"],
        text=row["text"],
        area_id=row["area_id"],
        how=Taught(row["how"]),
        taught_by=row["taught_by"],
        taught_at=row["taught_at"],
        revoked=row["revoked_by"] is not None,
        changed_at=row["changed_at"],
        revoked_by=row["revoked_by"],
    )
