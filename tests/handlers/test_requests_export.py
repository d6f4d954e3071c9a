"""`/requests export`: one's own requests, nobody else's, whole, and safe to open in a spreadsheet."""

from __future__ import annotations

import csv
from io import StringIO

import pytest

from bot.numbers.own import HEAD, LONGEST_PART
from bot.requests.answering import cancel
from bot.requests.working import acknowledge, resolve
from handlers.answers import Answer
from handlers.names import REQUESTS
from handlers.views.budget import problems
from handlers.views.message import Message
from tests.bot.requests.conftest import company, scene
from tests.bot.requests.scene import ADA, JONAS, MIA, NEW_PAGE, OUTSIDER, TOM, Scene
from tests.handlers.knocking import Knocking
from tests.handlers.views.values import read

__all__ = ["company", "scene"]

EXPORT = f"{REQUESTS} export"


@pytest.fixture
def knocking(scene: Scene) -> Knocking:
    return Knocking(scene)


def rows(answer: Answer) -> list[list[str]]:
    """The table that was shown, without its head."""
    assert problems(Message(answer.text or "", answer.blocks)) == []
    (table,) = [block for block in answer.blocks if block["type"] == "rich_text"]
    head, *found = csv.reader(StringIO(table["elements"][0]["elements"][0]["text"]))
    assert tuple(head) == HEAD
    return found


def test_it_holds_ones_own_requests_the_newest_first_by_ones_own_clock(
    knocking: Knocking, scene: Scene
) -> None:
    first = scene.file()
    scene.file(asked_by=TOM)
    scene.clock.advance(hours=1)
    scene.do(resolve, first.id, JONAS)
    scene.clock.advance(hours=1)
    second = scene.file("a banner\non the home page")
    scene.do(cancel, second.id, MIA)
    answer = knocking.command(MIA, EXPORT)
    assert answer.text is not None
    assert answer.text.startswith("Your 2 requests, the newest first. Copy this table")
    assert rows(answer) == [
        [
            *("2026-03-10 14:00", "a banner on the home page", "Pages", "Web Team"),
            *("taken back", "", "", "", "2026-03-10 14:00"),
        ],
        [
            *("2026-03-10 12:00", NEW_PAGE, "Pages", "Web Team", "done, waits for your word"),
            *("", "2026-03-10 13:00", "2026-03-10 13:00", ""),
        ],
    ]


def test_others_requests_are_nobodys_to_take_along_not_even_an_admins(
    knocking: Knocking, scene: Scene
) -> None:
    scene.file()
    for who in (ADA, JONAS, TOM):
        answer = knocking.command(who, EXPORT)
        assert answer.blocks == []
        assert answer.text == (
            "You have no requests to take along. Write `/ask` and one sentence, and there will be one."
        )


def test_somebody_of_another_company_gets_their_own_too(knocking: Knocking, scene: Scene) -> None:
    scene.file(asked_by=OUTSIDER)
    assert len(rows(knocking.command(OUTSIDER, EXPORT))) == 1


def test_no_cell_is_a_formula_for_a_spreadsheet(knocking: Knocking, scene: Scene) -> None:
    scene.file('=HYPERLINK("http://example.org","a new landing page")', anyway=True)
    ((_, words, *_),) = rows(knocking.command(MIA, EXPORT))
    assert words.startswith("'=HYPERLINK(")


def test_what_does_not_fit_into_one_answer_comes_in_parts_and_nothing_is_lost(
    knocking: Knocking, scene: Scene
) -> None:
    for number in range(40):
        scene.clock.advance(minutes=1)
        scene.file(f"{NEW_PAGE} number {number} " + '"very" ' * 90, anyway=True)
    first = knocking.command(MIA, EXPORT)
    found = rows(first)
    assert 0 < len(found) < 40
    parts = int(read(Message("", first.blocks)).partition("Part 1 of ")[2].split(".")[0])
    assert f"`{EXPORT} 2` is the next." in read(Message("", first.blocks))
    for number in range(2, parts + 1):
        found += rows(knocking.command(MIA, f"{EXPORT} {number}"))
    assert [row[1].split()[8] for row in found] == [str(number) for number in reversed(range(40))]
    last = knocking.command(MIA, f"{EXPORT} 999999999999")
    assert f"Part {parts} of {parts}. This is the last." in read(Message("", last.blocks))


def test_one_very_long_request_still_fits(knocking: Knocking, scene: Scene) -> None:
    scene.file(f"{NEW_PAGE} " + '"' * 7000, anyway=True)
    ((_, words, *_),) = rows(knocking.command(MIA, EXPORT))
    assert len(words) < LONGEST_PART


@pytest.mark.parametrize("line", [f"{EXPORT} the newsletter", f"{EXPORT} of dashboards please"])
def test_with_other_words_beside_it_is_a_word_to_look_for(knocking: Knocking, line: str) -> None:
    assert "in them" in (knocking.command(MIA, line).text or "")


def test_help_names_it(knocking: Knocking) -> None:
    assert f"`{EXPORT}`" in (knocking.command(MIA, f"{REQUESTS} help").text or "")


def test_a_taken_request_says_when(knocking: Knocking, scene: Scene) -> None:
    scene.do(acknowledge, scene.file().id, JONAS)
    ((*_, state, _, taken, _, _),) = rows(knocking.command(MIA, EXPORT))
    assert (state, taken) == ("somebody has it", "2026-03-10 12:00")
