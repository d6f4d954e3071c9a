"""What is in the glossary or on its way into it, looked at before something is added: does this meaning stand
there already, do the entries that it points at exist?

Two entries may share a name when they belong to different homes (PR), or when they name each other under
"not to be confused with". Otherwise they are one meaning written twice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from sqlalchemy import select

from db.errors import Conflict, Unclear
from db.glossary_tables import concepts, revisions
from db.kinds import ConceptStatus, RevisionState
from glossary.concepts import Source
from glossary.exchange.entries import mapping_from
from glossary.model import Entry, Home
from glossary.words import fold


@dataclass(frozen=True)
class Taken:
    """Of an entry, only what tells it from others."""

    slug: str
    home: Home
    term: str
    names: frozenset[str]  # folded
    apart: frozenset[str]  # slugs that it is not to be confused with

    @classmethod
    def by(cls, entry: Entry) -> Taken:
        return cls.from_body(mapping_from(entry))

    @classmethod
    def from_body(cls, body: Mapping[str, Any]) -> Taken:
        """Read without the rest of the entry: hundreds are looked at while somebody waits."""
        labels = [body["term"], *body.get("also", ()), *body.get("hidden", ())]
        texts = (label if isinstance(label, str) else label["text"] for label in labels)
        return cls(
            slug=body["slug"],
            home=cast(Home, body["home"]),
            term=body["term"],
            names=frozenset(fold(text) for text in texts),
            apart=frozenset(body.get("confused_with", ())),
        )

    def is_same_home(self, other: Taken) -> bool:
        return self.home == other.home or "shared" in (self.home, other.home)

    def is_told_from(self, other: Taken) -> bool:
        return other.slug in self.apart or self.slug in other.apart


@dataclass
class Register:
    """Names and slugs in use. Made once for many proposals, and told of each as it is taken (`note`)."""

    _slugs: set[str] = field(default_factory=set)
    _by_name: dict[str, dict[str, Taken]] = field(default_factory=lambda: defaultdict(dict))

    def note(self, taken: Taken) -> None:
        self._slugs.add(taken.slug)
        for name in taken.names:
            self._by_name[name][taken.slug] = taken

    def expect(self, slugs: Iterable[str]) -> None:
        """They come later in the same import, so what comes now may point at them."""
        self._slugs.update(slugs)

    def twin_of(self, entry: Entry, was: Entry | None = None) -> Taken | None:
        """Another entry with one of its names, of the same home, that neither of them tells apart.

        Of an edit only the names count that it adds to what it `was`.
        """
        mine = Taken.by(entry)
        old = Taken.by(was).names if was and was.home == entry.home else frozenset()
        for name in sorted(mine.names - old):
            for slug, other in self._by_name.get(name, {}).items():
                if slug != entry.slug and mine.is_same_home(other) and not mine.is_told_from(other):
                    return other
        return None

    def check(self, entry: Entry, was: Entry | None = None) -> None:
        """Raises Conflict for a meaning that stands there already, Unclear for links that lead nowhere."""
        twin = self.twin_of(entry, was)
        if twin is not None:
            raise Conflict(
                f"That is explained already, under *{twin.term}*. Look it up with `/glossary {twin.term}` "
                "and suggest a better wording there. If yours means something else, link the two as “not to "
                "be confused with”."
            )
        for slug in sorted(_links(entry) - (_links(was) if was else set())):
            if slug not in self._slugs:
                raise Unclear(
                    f"There is no entry “{slug}” to link to. Take the link out, or add that entry first."
                )


def register_of(source: Source) -> Register:
    """All that is approved, and all that is proposed and not decided. What was put away takes no name, and
    what was decided to be no jargon is nothing to link to."""
    register = Register()
    known = select(concepts.c.slug).where(concepts.c.status != ConceptStatus.EXCLUDED)
    register.expect(source.execute(known).scalars())
    is_live = revisions.c.id == concepts.c.live_revision_id
    lives = select(revisions.c.body).join(concepts, is_live)
    approved = lives.where(concepts.c.status == ConceptStatus.APPROVED)
    waiting = select(revisions.c.body).where(revisions.c.state == RevisionState.PROPOSED)
    for statement in (approved, waiting):
        for body in source.execute(statement).scalars():
            register.note(Taken.from_body(body))
    return register


def taken_slugs(source: Source) -> set[str]:
    """Those that `slug_for` has to keep clear of."""
    return set(source.execute(select(concepts.c.slug)).scalars())


def _links(entry: Entry) -> set[str]:
    return {*entry.broader, *entry.related, *entry.confused_with}
