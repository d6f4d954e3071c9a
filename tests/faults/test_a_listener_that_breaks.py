"""A mistake of ours: the person is told, what they said is kept, and it is finished after the repair."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path

from db.kinds import InboxState
from tests.conftest import Databases
from tests.faults.stage import Stage, staged

WISH = "please put the new form on our spring landing page"
PRIVATE_WISH = "please add the LinkedIn insight tag to the pricing page"
APOLOGY = re.compile(r"Sorry, something got stuck on my side\. I've kept .*\(Reference ([0-9a-f]{4})\)")


def test_what_a_broken_listener_was_told_is_finished_by_a_mended_one(
    database_url: str, tmp_path: Path
) -> None:
    with staged(tmp_path, database_url) as stage:
        stage.start("--broken")
        references = told(stage)
        assert stage.count_requests() == 0
        assert [one["state"] for one in stage.unfinished()] == [InboxState.FAILED] * 2
        for reference in references:
            assert re.search(rf"reference {reference}: .*\nTraceback", stage.bot.log)
        stage.bot.stop()
        stage.start()
        stage.let_hours_pass()
        stage.until(lambda: stage.count_requests() == 2)
        stage.until_quiet()
        assert sorted(one["text"] for one in stage.requests()) == sorted([WISH, PRIVATE_WISH])
        assert [stage.posts(one["id"]) for one in stage.requests()] == [["card", "receipt"]] * 2
        assert sum(text.startswith("Got it, thanks Mia.") for text in what_mia_reads(stage)) == 1


def told(stage: Stage) -> set[str]:
    """A command and a message meet the mistake; the references under which they are kept."""
    mia, ava = stage.person("mia"), stage.person("ava")
    answer = mia.command("marketing", f"/ask {WISH}")
    assert answer.acknowledged
    assert answer.body is not None
    ava.say(ava.dm(), PRIVATE_WISH)
    stage.workspace.until(lambda: stage.bot_messages(ava.dm()), seconds=20)
    (apology,) = stage.bot_messages(ava.dm())
    found = [APOLOGY.search(text) for text in (answer.body["text"], apology["text"])]
    references = {one[1] for one in found if one}
    assert len(references) == 2
    return references


def what_mia_reads(stage: Stage) -> list[str]:
    """What she would have been told with the acknowledgement, had there been no trouble."""
    return stage.whispers(stage.person("mia"), "marketing")


def was_tried(stage: Stage, times: int) -> bool:
    return bool(stage.unfinished()[0]["attempts"] >= times)


def test_a_listener_that_stays_broken_is_not_tried_without_end(databases: Databases, tmp_path: Path) -> None:
    with staged(tmp_path, databases.planted("sqlite", tmp_path)) as stage:
        stage.start("--broken")
        assert stage.person("mia").command("marketing", f"/ask {WISH}").acknowledged
        tries = 1
        while stage.unfinished()[0]["state"] == InboxState.FAILED:
            stage.let_hours_pass()
            tries += 1
            stage.workspace.until(partial(was_tried, stage, tries), seconds=30)
        assert stage.unfinished()[0]["state"] == InboxState.GIVEN_UP
        alex = stage.person("alex")
        stage.bot.stop()
        stage.start()
        home = alex.home(wait=20)
        assert home is not None
        assert "One delivery from Slack could not be finished." in str(home["blocks"])
