"""Two wishes in one message: killed in between, or told five times, both are filed and said once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Databases
from tests.faults.stage import Stage, staged

LINK, ACCESS = "set up a short link for the boots campaign", "give Leo access to the CRM"
WISH = f"Could you {LINK}? Also, please {ACCESS}."
WORDS = "It all begins on Monday, and Leo is new here"
# Filing, claiming, posting and noting the receipt, both cards, and both copies of the words.
POINTS = [
    ("sqlite", "after-commit:1"),
    ("sqlite", "after-delivery:2"),
    ("sqlite", "before-commit:5"),
    ("postgresql", "after-delivery:3"),
]


def ask_and_add(stage: Stage) -> None:
    mia = stage.person("mia")
    asked = mia.say(mia.dm(), WISH)
    stage.until_quiet()
    mia.say(mia.dm(), WORDS, thread_ts=asked)
    stage.until_quiet()


def check(stage: Stage) -> None:
    first, second = stage.requests()
    assert (first["sibling_of"], second["sibling_of"]) == (None, first["id"])
    assert LINK in first["text"]
    assert ACCESS in second["text"]
    assert (first["home_channel"], first["home_ts"]) == (second["home_channel"], second["home_ts"])
    for request in (first, second):
        assert stage.changes(request["id"])[0] == "filed"
        for role in ("card", "copy"):
            assert stage.posts(request["id"]).count(role) == 1
    assert stage.posts(first["id"]).count("receipt") == 1
    assert stage.posts(second["id"]).count("receipt") == 0
    for channel in ("it-infra", "it-workplace"):
        carried = [one for one in stage.bot_messages(channel) if WORDS in one["text"]]
        assert len(carried) == 1
    ids = stage.notice_ids()
    assert sorted(ids) == sorted(set(ids))
    assert stage.unsaid() == stage.parked() == stage.unfinished() == []


@pytest.mark.parametrize(("kind", "die"), POINTS)
def test_after_a_death_both_are_there_once(kind: str, die: str, templates: Databases, tmp_path: Path) -> None:
    armed = tmp_path / "armed"
    with staged(tmp_path, templates.planted(kind, tmp_path)) as stage:
        stage.start("--hurried", "--die", die, "--armed", str(armed))
        armed.touch()
        ask_and_add(stage)
        check(stage)
        assert stage.deaths == 1


def test_what_slack_tells_five_times_is_filed_and_carried_once(database_url: str, tmp_path: Path) -> None:
    with staged(tmp_path, database_url) as stage:
        stage.start("--hurried")
        stage.faults.duplicate(5, times=None)
        ask_and_add(stage)
        check(stage)
        assert stage.faults.count("duplicate") > 0
