"""The words of this moment, kept in memory: what is noticed, found and explained. The truth is the rows.

Catching up happens in the background, in every process by itself, and whole: a changed entry makes a new
`Words`, so that whoever reads holds one that does not change under them.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from threading import Lock

from sqlalchemy import Connection, func, select

from db.engine import Ledger
from db.glossary_tables import concepts
from db.kinds import ConceptStatus
from glossary.concepts import Concept, all_concepts
from glossary.finding import Index, Known
from glossary.model import Entry
from glossary.spotting import Lexicon

_MADE = ("lexicon", "index")

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Words:
    """All that may be explained now. An excluded entry is found by none: it is known as no jargon."""

    concepts: Mapping[str, Concept] = field(
        default_factory=dict
    )  # by slug, the excluded and proposed ones too

    @cached_property
    def lexicon(self) -> Lexicon:
        """What notices; made when it is first wanted, which takes a third of a second for 500 entries."""
        return Lexicon(concept.entry for concept in self._answered if concept.entry)

    @cached_property
    def index(self) -> Index:
        """What finds; made when it is first wanted."""
        return Index(
            Known(concept.entry, status=concept.status, checked_on=concept.checked_on)
            for concept in self._answered
            if concept.entry
        )

    def made_ready_as(self, before: Words) -> Words:
        """Makes what was made of the words before, so that after a change nobody who asks waits for it."""
        return self.made_ready([name for name in _MADE if name in vars(before)])

    def made_ready(self, names: Iterable[str] = _MADE) -> Words:
        for name in names:
            getattr(self, name)
        return self

    @property
    def _answered(self) -> list[Concept]:
        return [concept for concept in self.concepts.values() if concept.is_answered]

    def entry(self, slug: str) -> Entry | None:
        """What is live under this slug; of a retired one that was replaced, what took its place."""
        concept = self.concepts.get(slug)
        if concept is not None and concept.status == ConceptStatus.RETIRED and concept.replaced_by:
            concept = self.concepts.get(concept.replaced_by)
        return concept.entry if concept is not None and concept.is_answered else None


def words_of(kept: Iterable[Concept]) -> Words:
    return Words({concept.slug: concept for concept in kept})


class Shelf:
    """Holds the words of this moment. Reading them is free; `catch_up` makes new ones."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._lock = Lock()
        self._seen: tuple[int, datetime | None] = (0, None)
        self.words = Words()

    def catch_up(self) -> None:
        """Raises Outage when the database does not answer."""
        with self._lock:
            with self._ledger.read() as connection:
                newest = _newest(connection)
                if newest == self._seen:
                    return
                kept = all_concepts(connection)
            self.words = words_of(kept).made_ready_as(self.words)
            self._seen = newest
            log.info("%d words are on the shelf", len(self.words.concepts))

    def make_ready(self) -> None:
        """What notices and finds, if nobody has wanted it yet. Whoever wants it first is often within their
        transaction, and half a second of work would hold up all who wait for the same rows."""
        self.words.made_ready()


def _newest(connection: Connection) -> tuple[int, datetime | None]:
    """Every decision counts a version up, so that their sum tells what the moments alone may not."""
    statement = select(func.coalesce(func.sum(concepts.c.version), 0), func.max(concepts.c.changed_at))
    total, changed_at = connection.execute(statement).one()
    return int(total), changed_at
