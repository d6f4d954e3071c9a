"""Two people press "I've got it" at the same moment: one has it, the other is told who."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from handlers import names
from tests.faults.stage import Stage, at_once, staged
from workspace.people.person import Person

ROUNDS = 100
WISH = "please put the new form on our spring landing page, round"


def test_of_two_who_press_at_once_one_has_it_and_the_other_is_told_who(
    database_url: str, tmp_path: Path
) -> None:
    with staged(tmp_path, database_url) as stage:
        stage.start("--hurried")
        mia = stage.person("mia")
        for number in range(ROUNDS):
            assert mia.command("marketing", f"/ask {WISH} {number}").acknowledged
        stage.until_quiet()
        pair = (stage.person("jonas"), stage.person("lena"))
        for number, request in enumerate(stage.requests()):
            press_at_once(stage, request["id"], pair if number % 2 else pair[::-1])
        stage.until_quiet()
        check(stage)


def press_at_once(stage: Stage, request_id: str, people: tuple[Person, Person]) -> None:
    card = stage.with_button("it-web", names.CLAIM, request_id)
    assert card is not None
    at_once(*(partial(person.click, "it-web", card.ts, names.CLAIM) for person in people))


def check(stage: Stage) -> None:
    found = stage.requests()
    assert len(found) == ROUNDS
    assert [stage.changes(one["id"]) for one in found] == [["filed", "acknowledged"]] * ROUNDS
    assert {one["state"] for one in found} == {"acknowledged"}
    jonas, lena = stage.person("jonas"), stage.person("lena")
    for winner, loser, name in ((jonas, lena, "Jonas"), (lena, jonas, "Lena")):
        won = [one for one in found if one["acknowledged_by"] == winner.id]
        assert stage.whispers(loser, "it-web") == [f"{name} already has it."] * len(won)
        assert won  # it was a race: both were first at times
    for one in found:
        assert stage.posts(one["id"]) == ["card", "line", "receipt"]
