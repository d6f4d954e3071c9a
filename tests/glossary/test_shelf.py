"""The words kept in memory, and when what notices and finds is made of them."""

from __future__ import annotations

from bot.toolkit import Toolkit
from glossary.planting import plant_starter
from glossary.shelf import Shelf


def made(shelf: Shelf) -> set[str]:
    return {"lexicon", "index"} & set(vars(shelf.words))


def test_what_notices_and_finds_is_made_in_a_quiet_moment_and_not_while_a_bot_starts(
    toolkit: Toolkit,
) -> None:
    with toolkit.ledger.begin() as unit:
        plant_starter(unit, toolkit.now())
    shelf = Shelf(toolkit.ledger)
    shelf.catch_up()
    assert made(shelf) == set()
    shelf.make_ready()
    assert made(shelf) == {"lexicon", "index"}
    before = shelf.words.lexicon
    shelf.make_ready()
    assert shelf.words.lexicon is before


def test_after_a_change_it_is_made_before_the_new_words_are_there(toolkit: Toolkit) -> None:
    shelf = Shelf(toolkit.ledger)
    shelf.make_ready()
    with toolkit.ledger.begin() as unit:
        plant_starter(unit, toolkit.now())
    shelf.catch_up()
    assert shelf.words.concepts
    assert made(shelf) == {"lexicon", "index"}
