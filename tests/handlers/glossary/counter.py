"""The glossary's counter: its commands, buttons and forms, over the small company at work."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from db.kinds import NoticeKind
from db.outbox import Notice
from glossary.concepts import Concept, Revision, find_revision, get_concept, revisions_of
from glossary.keeping.deciding import open_revision
from glossary.model import Entry, Label, Wording
from glossary.planting import plant
from handlers.answers import Answer
from handlers.names import GLOSSARY, PROPOSE_FORM
from handlers.views.budget import problems
from handlers.views.message import Message
from tests.bot.requests.scene import JONAS, LENA, MIA, TOM, Scene
from tests.handlers.knocking import Knocking
from tests.handlers.knocking import button as button_on
from tests.handlers.views.values import read

STAGING = Entry(
    slug="staging",
    home="it",
    labels=(Label("staging", "preferred"), Label("rehearsal site"), Label("stagging", "hidden")),
    marketing=Wording(
        "A rehearsal copy of our site that customers never see.",
        "Look at your page there before it goes live.",
        "The spring page stands there since Monday.",
    ),
    it=Wording("The last environment before production, with copied content."),
    topic="releases",
    related=("deploy",),
)
DEPLOY = Entry(
    slug="deploy",
    home="it",
    labels=(Label("deploy", "preferred"),),
    marketing=Wording("To put a new version of the site where customers see it."),
    it=Wording("To release a build to an environment."),
    topic="releases",
)
LEAD = Entry(
    slug="lead",
    home="marketing",
    labels=(Label("lead", "preferred", noticing="ask", is_common=True),),
    marketing=Wording("Somebody who showed interest and left an address."),
    it=Wording("A person's record with its source and consent."),
    topic="sales",
)
ALL_THREE = (STAGING, DEPLOY, LEAD)
CNAME_LINE = "A second name for a web address that leads to the first one."


class Counter:
    """Somebody presses, types and sends; what they are told is taken from what was to be said."""

    def __init__(self, scene: Scene, entries: Sequence[Entry] = ALL_THREE) -> None:
        self.scene = scene
        self.knocking = Knocking(scene)
        with scene.toolkit.ledger.begin() as unit:
            plant(unit, entries, scene.clock.now)
        self.catch_up()

    def catch_up(self) -> None:
        self.scene.toolkit.shelf.catch_up()

    def type(self, user_id: str, text: str = "") -> Message:
        """`/glossary` and the text; what rides on the acknowledgement."""
        return fits(shown(self.knocking.command(user_id, f"{GLOSSARY} {text}")))

    def press(self, user_id: str, blocks: Message | list[dict[str, Any]], label: str) -> Message | None:
        """What they were told after it, if anything."""
        found = button_on(blocks.blocks if isinstance(blocks, Message) else blocks, label)
        return self.click(user_id, found)

    def click(self, user_id: str, element: Mapping[str, Any]) -> Message | None:
        before = len(self._told())
        self.knocking.click(user_id, element)
        told = self._told()[before:]
        if not told:
            return None
        detail = told[-1]["detail"]
        assert detail["user_id"] == user_id
        return fits(Message(detail["text"], list(detail.get("blocks") or ())))

    def form(self) -> dict[str, Any]:
        """The last one that was to be opened."""
        view: dict[str, Any] = self.scene.notices(NoticeKind.VIEW_DUE)[-1]["detail"]["view"]
        assert problems(view) == []
        return view

    def no_form(self) -> bool:
        return self.scene.notices(NoticeKind.VIEW_DUE) == []

    def send(self, user_id: str, view: Mapping[str, Any], **fields: str | None) -> Answer:
        """Fills in fields (block ids with "_" for ".") over what stands in the form, and sends it."""
        values = {block: {"value": text} for block, text in standing_in(view).items()}
        for name, text in fields.items():
            block = next(one for one in values if one.replace(".", "_") == name)
            values[block] = {"value": text}
        return self.knocking.submit(
            user_id, view["callback_id"], json.loads(view["private_metadata"]), values
        )

    def told(self, user_id: str) -> str:
        """What this person was told last."""
        detail = [one["detail"] for one in self._told() if one["detail"].get("user_id") == user_id][-1]
        return str(detail["text"])

    def propose(self, user_id: str = JONAS, term: str = "CNAME", home: str = "it", **fields: str) -> Answer:
        """A new word by way of the form."""
        self.knocking.command(user_id, f"{GLOSSARY} add {term}")
        given = {"word_home": home, "word_line_marketing": CNAME_LINE, **fields}
        return self.send(user_id, self.form(), **given)

    def waiting(self, slug: str) -> Revision:
        with self.scene.toolkit.ledger.read() as connection:
            found = open_revision(connection, get_concept(connection, slug).id)
        assert found is not None
        return found

    def concept(self, slug: str) -> Concept:
        with self.scene.toolkit.ledger.read() as connection:
            return get_concept(connection, slug)

    def revisions(self, slug: str) -> list[Revision]:
        with self.scene.toolkit.ledger.read() as connection:
            return revisions_of(connection, get_concept(connection, slug).id)

    def revision(self, revision_id: str) -> Revision:
        with self.scene.toolkit.ledger.read() as connection:
            found = find_revision(connection, revision_id)
        assert found is not None
        return found

    def noted(self, kind: NoticeKind) -> list[Mapping[str, Any]]:
        return [one["detail"] for one in self.scene.notices(kind, due=True)]

    def claimed(self) -> list[Notice]:
        return self.scene.claim_all()

    def _told(self) -> list[Mapping[Any, Any]]:
        return self.scene.notices(NoticeKind.PERSON_TOLD)


def shown(answer: Answer) -> Message:
    assert answer.errors == {}
    return Message(answer.text or "", answer.blocks)


def fits(message: Message) -> Message:
    """As Slack takes it."""
    blocks = message.blocks or [{"type": "section", "text": {"type": "mrkdwn", "text": message.text or "-"}}]
    assert problems(Message(message.text or "-", blocks)) == []
    return message


def text(message: Message | None) -> str:
    assert message is not None
    return read(message) if message.blocks else message.text


def standing_in(view: Mapping[str, Any]) -> dict[str, str | None]:
    """Each field of a form with what stands in it."""
    found: dict[str, str | None] = {}
    for block in view["blocks"]:
        if block["type"] == "input":
            element = block["element"]
            option = (element.get("initial_option") or {}).get("value")
            found[block["block_id"]] = element.get("initial_value") or option
    return found


__all__ = ["ALL_THREE", "JONAS", "LENA", "MIA", "PROPOSE_FORM", "TOM", "Counter", "replace"]
