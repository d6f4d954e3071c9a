"""A word that nobody has explained, those who ask for it, and those who define it."""

from __future__ import annotations

from glossary.keeping.proposing import Outcome, propose
from glossary.keeping.reviewing import approve, understand
from glossary.keeping.writer import Writer
from glossary.model import Entry, Label, Side, Wording
from glossary.unknown.counting import UnknownWord, find_unknown
from glossary.unknown.settling import promise
from handlers.answers import Answer
from handlers.names import (
    EXPLAIN,
    SAME_AS_FIELD,
    SAME_AS_FORM,
)
from scheduler.jobs.unknown_words import tell_who_waits_for_words
from tests.bot.requests.scene import DEV, JONAS, LENA, MIA, Scene
from tests.handlers.knocking import Knocking

ZORK = Entry(
    "zork-gate",
    "it",
    (Label("zork gate", "preferred"), Label("zork")),
    Wording("The check that stops a page before it goes live."),
    Wording("The last check of the release job."),
)


def word(scene: Scene, norm: str = "zork") -> UnknownWord:
    with scene.toolkit.ledger.read() as connection:
        found = find_unknown(connection, norm)
    assert found is not None
    return found


def ask(knocking: Knocking, *people: str, text: str = "zork") -> None:
    for person in people:
        knocking.command(person, f"{EXPLAIN} {text}")


def click(knocking: Knocking, person: str, name: str, value: str = "zork") -> None:
    knocking.click(person, {"type": "button", "action_id": name, "value": value}, channel_id="C0BRIDGE")


def writer(scene: Scene, user_id: str) -> Writer:
    names = {JONAS: "Jonas", DEV: "Dev", LENA: "Lena", MIA: "Mia"}
    side: Side = "marketing" if user_id == MIA else "it"
    return Writer(user_id, side, user_id != LENA, False, lambda each: names.get(each or "", "Someone"))


def proposed(scene: Scene, entry: Entry = ZORK, by: str = LENA) -> Outcome:
    return proposed_for(scene, "zork", entry, by)


def proposed_for(scene: Scene, norm: str, entry: Entry, by: str = LENA) -> Outcome:
    def promised(desk: object) -> Outcome:
        unit = desk.unit  # type: ignore[attr-defined]
        outcome = propose(unit, entry, writer(scene, by), scene.clock.now)
        promise(unit, norm, outcome.slug, writer(scene, by), scene.clock.now)
        return outcome

    return scene.do(promised)


def approved(scene: Scene, outcome: Outcome) -> None:
    scene.do(lambda desk: understand(desk.unit, outcome.revision_id, writer(scene, MIA), desk.now))
    scene.do(lambda desk: approve(desk.unit, outcome.revision_id, writer(scene, JONAS), desk.now))
    catch_up(scene)


def catch_up(scene: Scene) -> None:
    scene.toolkit.shelf.catch_up()
    tell_who_waits_for_words(scene.toolkit)


def same(knocking: Knocking, person: str, text: str) -> Answer:
    about, values = {"norm": "zork"}, {SAME_AS_FIELD: {"type": "plain_text_input", "value": text}}
    return knocking.submit(person, SAME_AS_FORM, about, values)
