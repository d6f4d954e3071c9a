"""A small glossary in the hands of the small company, and what its people are told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from bot.channels import Channel, remember_channels
from db.glossary_tables import explained, word_asks, word_waiters
from db.kinds import NoticeKind
from glossary.model import Entry
from glossary.planting import plant
from glossary.starter import load_starter
from handlers.views.budget import problems
from handlers.views.message import Message
from tests.bot.requests.scene import Scene
from tests.handlers.knocking import Knocking, buttons

SLUGS = {
    "cname",
    "dns",
    "a-record",
    "subdomain",
    "staging",
    "deploy",
    "pull-request",
    "pr",
    "sso",
    "lead",
    "utm",
    "why-not-shared-logins",
    "least-privilege",
}


def shelve(scene: Scene, entries: Sequence[Entry] = ()) -> None:
    """These entries, or a few of those that come with the program, approved and in memory."""
    chosen = entries or [entry for entry in load_starter() if entry.slug in SLUGS]
    with scene.toolkit.ledger.begin() as unit:
        plant(unit, chosen, scene.clock.now)
    scene.toolkit.shelf.catch_up()


def knocking_on(scene: Scene) -> Knocking:
    """With its channels known; #partners is shared with another company."""
    channels = [
        Channel("C0MARKETING", "marketing"),
        Channel("C0WEB", "it-web"),
        Channel("C0BRIDGE", "bridge"),
        Channel("C0PARTNERS", "partners", is_shared_outside=True),
    ]
    scene.do(lambda desk: remember_channels(desk.unit, channels, desk.now))
    return Knocking(scene)


def told(scene: Scene, kind: NoticeKind = NoticeKind.PERSON_TOLD) -> Mapping[str, Any]:
    """What is to be said last."""
    return scene.notices(kind)[-1]["detail"]  # type: ignore[no-any-return]


def labels(blocks: list[dict[str, Any]]) -> list[str]:
    return [one["text"]["text"] for one in buttons(blocks)]


def words_in(blocks: list[dict[str, Any]]) -> str:
    """All that stands in them, for looking for a phrase."""
    return str([_texts(block) for block in blocks])


def _texts(value: Any) -> list[str]:
    if isinstance(value, Mapping):
        own = [value["text"]] if isinstance(value.get("text"), str) else []
        return own + [text for inner in value.values() for text in _texts(inner)]
    return [text for inner in value for text in _texts(inner)] if isinstance(value, list) else []


def assert_fits(text: str | None, blocks: list[dict[str, Any]]) -> None:
    """Slack would take it."""
    assert problems(Message(text or "", blocks)) == []


def explained_to(scene: Scene, user_id: str) -> set[str]:
    statement = select(explained.c.slug).where(explained.c.user_id == user_id)
    with scene.toolkit.ledger.read() as connection:
        return set(connection.execute(statement).scalars())


def askers(scene: Scene) -> list[str]:
    with scene.toolkit.ledger.read() as connection:
        return list(connection.execute(select(word_asks.c.asker)).scalars())


def waiters(scene: Scene) -> list[str]:
    with scene.toolkit.ledger.read() as connection:
        return list(connection.execute(select(word_waiters.c.user_id)).scalars())
