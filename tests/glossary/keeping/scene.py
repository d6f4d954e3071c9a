"""A glossary of two entries, people of both sides, and what was noted to be said."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy import select

from db.engine import Ledger
from db.kinds import NoticeKind, NoticeState
from db.tables import outbox
from glossary.concepts import Concept, Revision, find_revision, get_concept, revisions_of
from glossary.keeping.proposing import Outcome, propose
from glossary.keeping.reviewing import approve, understand
from glossary.keeping.writer import Writer
from glossary.model import Entry, Home, Label, Wording
from glossary.planting import plant

NOW = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
NAMES = {
    "U0MIA": "Mia",
    "U0TOM": "Tom",
    "U0JONAS": "Jonas",
    "U0LENA": "Lena",
    "U0DEV": "Dev",
    "U0PRIYA": "Priya",
}

Made = TypeVar("Made")


def name_of(user_id: str | None) -> str:
    return NAMES.get(user_id or "", "Someone")


MIA = Writer("U0MIA", "marketing", is_reviewer=True, is_overseer=False, name_of=name_of)
TOM = Writer("U0TOM", "marketing", is_reviewer=False, is_overseer=False, name_of=name_of)
JONAS = Writer("U0JONAS", "it", is_reviewer=True, is_overseer=False, name_of=name_of)
DEV = Writer("U0DEV", "it", is_reviewer=True, is_overseer=False, name_of=name_of)
LENA = Writer("U0LENA", "it", is_reviewer=False, is_overseer=False, name_of=name_of)
PRIYA = Writer("U0PRIYA", None, is_reviewer=False, is_overseer=True, name_of=name_of)
OLGA = Writer("U0OLGA", None, is_reviewer=False, is_overseer=False, name_of=name_of)  # of another company

STAGING = Entry(
    slug="staging",
    home="it",
    labels=(Label("staging", "preferred"), Label("staging site")),
    marketing=Wording("A rehearsal copy of our site that customers never see."),
    it=Wording("The last environment before production, with copied content."),
    topic="releases",
)
LEAD = Entry(
    slug="lead",
    home="marketing",
    labels=(Label("lead", "preferred", noticing="ask", is_common=True),),
    marketing=Wording("Somebody who showed interest and left an address."),
    it=Wording("A person's record with its source and consent."),
)


def word(term: str, home: Home = "it", slug: str = "", **values: Any) -> Entry:
    """A good entry for this term."""
    return Entry(
        slug=slug or term.lower().replace(" ", "-"),
        home=home,
        labels=(Label(term, "preferred"), *values.pop("also", ())),
        marketing=values.pop("marketing", Wording("Something the web people need for their daily work.")),
        it=values.pop("it", Wording("What every one of us uses many times a day.")),
        **values,
    )


def worded(entry: Entry, line: str) -> Entry:
    """The same with another line for marketing."""
    return replace(entry, marketing=replace(entry.marketing, line=line))


@dataclass
class Scene:
    ledger: Ledger
    now: datetime = NOW

    def do(self, service: Callable[..., Made], *args: Any, **values: Any) -> Made:
        """One transaction, a minute after the last."""
        self.now += timedelta(minutes=1)
        with self.ledger.begin() as unit:
            return service(unit, *args, now=self.now, **values)

    def proposed(self, entry: Entry, author: Writer, **values: Any) -> Outcome:
        self.now += timedelta(minutes=1)
        with self.ledger.begin() as unit:
            return propose(unit, entry, author, self.now, **values)

    def edited(self, entry: Entry, author: Writer, **values: Any) -> Outcome:
        """Based on what is live now."""
        live = self.concept(entry.slug).live
        return self.proposed(entry, author, based_on=live.id if live else None, **values)

    def approved(self, entry: Entry, author: Writer = LENA) -> Revision:
        """A new word on its way to the end."""
        outcome = self.proposed(entry, author)
        marketer = MIA if author is TOM else TOM
        reader = marketer if entry.home == "it" else LENA
        self.do(understand, outcome.revision_id, reader)
        return self.do(approve, outcome.revision_id, PRIYA)

    def concept(self, slug: str) -> Concept:
        with self.ledger.read() as connection:
            return get_concept(connection, slug)

    def line(self, slug: str) -> str:
        """What marketing reads of it now."""
        entry = self.concept(slug).entry
        assert entry is not None
        return entry.marketing.line

    def revision(self, revision_id: str) -> Revision:
        with self.ledger.read() as connection:
            found = find_revision(connection, revision_id)
        assert found is not None
        return found

    def states(self, slug: str) -> list[str]:
        """Of all its revisions, the oldest first."""
        with self.ledger.read() as connection:
            concept = get_concept(connection, slug)
            return [str(one.state) for one in reversed(revisions_of(connection, concept.id))]

    def noted(self, kind: NoticeKind) -> list[Mapping[str, Any]]:
        """The details of all notices of this kind that are still to be said, in their order."""
        wanted = select(outbox.c.detail).where(outbox.c.kind == kind, outbox.c.state == NoticeState.DUE)
        with self.ledger.read() as connection:
            return list(connection.execute(wanted.order_by(outbox.c.id)).scalars())

    def told(self) -> list[tuple[str, str, str | None]]:
        """(who, what was decided, by whom) of all that authors are to hear."""
        return [
            (one["user_id"], one["decision"], one["actor_id"]) for one in self.noted(NoticeKind.WORD_DECIDED)
        ]


def planted(ledger: Ledger) -> Scene:
    with ledger.begin() as unit:
        plant(unit, [STAGING, LEAD], NOW)
    return Scene(ledger)
