"""People and the glossary: whose words somebody understands, what they may decide, and what of their text is
kept.

The glossary itself knows neither people nor the company file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import cast

from sqlalchemy import select

from bot.company import Company
from bot.people import Colleague, People
from bot.requests.model import storable
from bot.toolkit import Desk
from db.errors import NotAllowed
from db.glossary_tables import readers
from glossary.concepts import Source
from glossary.keeping.writer import Writer
from glossary.model import Entry, Side, Wording


def side_of(desk: Desk, user_id: str) -> Side:
    """Into whose words things are put for this person: what they chose, else their team's side, else
    marketing."""
    return side_in(desk.unit, desk.people, user_id)


def side_in(source: Source, people: People, user_id: str) -> Side:
    """The same without a desk, for whoever only reads."""
    return chosen_side(source, user_id) or people.get(user_id).side or "marketing"


def chosen_side(source: Source, user_id: str) -> Side | None:
    """None: they leave it to the company file."""
    chosen = select(readers.c.side).where(readers.c.user_id == user_id)
    return cast(Side | None, source.execute(chosen).scalar_one_or_none())


def writer_of(desk: Desk, user_id: str) -> Writer:
    """Who this is for the glossary, now. People of other companies are nobody who may write."""
    return writer_in(desk.unit, desk.people, user_id)


def writer_in(source: Source, people: People, user_id: str) -> Writer:
    """The same without a desk. A team's side counts before a chosen one: reading IT's words as a marketer
    does not make anybody of IT a marketer. The bridge and admins without a team are of neither side."""
    person = people.get(user_id)
    overseer = person.is_bridge or person.is_admin
    if not _is_colleague(person):
        return Writer(user_id, None, False, False, _names(people))
    side = person.side
    if side is None and not overseer:
        side = side_in(source, people, user_id)
    reviews = side is not None and person.email in people.company.word_reviewers(side)
    return Writer(user_id, side, reviews, overseer, _names(people))


def reviewers_of(people: People, side: Side) -> list[Colleague]:
    """Those who approve this side's words and are in Slack, without the bridge and admins."""
    found = (people.by_email(email) for email in people.company.word_reviewers(side))
    return [person for person in found if person is not None and not person.deactivated]


def require_reader(people: People, user_id: str) -> None:
    """Raises NotAllowed for people of other companies: our words are not for them."""
    if people.get(user_id).outside:
        raise NotAllowed(
            "The glossary is for people of this company. Ask the person you work with here, they can look up "
            "words for you."
        )


def channel_for(company: Company, side: Side) -> str:
    """Where cards about words go that this side has to look at; with its "#"."""
    return company.word_channel(side)


def without_secrets(desk: Desk, entry: Entry) -> Entry:
    """The entry as it may be kept: passwords, personal addresses and the like are left out of what people
    wrote. What is live already was read by others, and stays as it is."""
    live = desk.words.entry(entry.slug)
    approved = set(_texts(live)) if live else set()

    def kept(text: str) -> str:
        return text if text in approved else note_without_secrets(desk, text)

    def worded(wording: Wording) -> Wording:
        return Wording(kept(wording.line), kept(wording.why), kept(wording.example))

    return replace(
        entry,
        labels=tuple(replace(label, text=kept(label.text)) for label in entry.labels),
        marketing=worded(entry.marketing),
        it=worded(entry.it),
        stands_for=kept(entry.stands_for),
        questions=tuple(kept(question) for question in entry.questions),
    )


def _texts(entry: Entry) -> Iterator[str]:
    for wording in (entry.marketing, entry.it):
        yield from (wording.line, wording.why, wording.example)
    yield from (entry.stands_for, *entry.questions, *(label.text for label in entry.labels))


def note_without_secrets(desk: Desk, note: str) -> str:
    """A reason or a remark, as it may be kept and told."""
    return desk.reader.mask(storable(note)).strip()


def _names(people: People) -> Callable[[str | None], str]:
    """How the glossary's sentences call a person. An account we have not met is "Someone": names begin
    sentences."""

    def name(user_id: str | None) -> str:
        first = people.get(user_id).first_name
        return first[:1].upper() + first[1:]

    return name


def _is_colleague(person: Colleague) -> bool:
    return person.known and not (person.outside or person.deactivated or person.is_bot)
