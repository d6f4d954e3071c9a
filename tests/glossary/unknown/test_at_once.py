"""Several people at one word, at the same moment."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import select

from db.engine import Ledger
from db.errors import Conflict
from db.kinds import NoticeKind, WordState
from db.tables import outbox
from glossary.keeping.writer import Writer
from glossary.unknown.awaiting import settle, wait_for
from glossary.unknown.counting import find_unknown, note_asked
from glossary.unknown.settling import no_jargon
from tests.conftest import TUESDAY_NOON

PEOPLE = [f"U0{number}" for number in range(6)]


def together(act: Callable[[str], bool], people: Sequence[str] = PEOPLE) -> list[bool]:
    with ThreadPoolExecutor(len(people)) as pool:
        return list(pool.map(act, people))


def noted(ledger: Ledger, kind: NoticeKind) -> int:
    with ledger.read() as connection:
        return len(connection.execute(select(outbox.c.id).where(outbox.c.kind == kind)).all())


def ask(ledger: Ledger, person: str) -> bool:
    with ledger.begin() as unit:
        note_asked(unit, "zork", f"alias of {person}", "it", TUESDAY_NOON)
    return True


def test_many_who_ask_at_once_open_one_card(ledger: Ledger) -> None:
    together(lambda person: ask(ledger, person))
    with ledger.read() as connection:
        word = find_unknown(connection, "zork")
    assert word is not None
    assert (word.asked, word.state) == (6, WordState.OPEN)
    assert noted(ledger, NoticeKind.WORD_WANTED) == 1


def test_one_of_many_decides_and_the_others_hear_who(ledger: Ledger) -> None:
    for person in PEOPLE[:3]:
        ask(ledger, person)
    refused: list[str] = []

    def decide(person: str) -> bool:
        try:
            with ledger.begin() as unit:
                who = Writer(person, "it", True, False, lambda each: f"Person {each}")
                no_jargon(unit, "zork", who, TUESDAY_NOON)
        except Conflict as late:
            refused.append(str(late))
            return False
        return True

    assert sum(together(decide)) == 1
    assert len(refused) == 5
    assert {text.split(" has said")[0] for text in refused} <= {f"Person {person}" for person in PEOPLE}
    assert len(set(refused)) == 1


def test_two_processes_that_settle_a_word_tell_each_waiter_once(ledger: Ledger) -> None:
    ask(ledger, PEOPLE[0])
    with ledger.begin() as unit:
        for person in PEOPLE:
            wait_for(unit, "zork", person, TUESDAY_NOON)

    def tell(_: str) -> bool:
        with ledger.begin() as unit:
            settle(unit, "zork", "zork-gate", TUESDAY_NOON)
        return True

    together(tell)
    assert noted(ledger, NoticeKind.WORD_FOUND) == 6
