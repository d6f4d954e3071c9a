"""What the channel and the people of a sync read, said by the courier to a Slack that checks every block."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, TypeVar

import pytest

from bot.requests.working import ask_back
from bot.syncs import notices, swapping, syncs
from bot.syncs.actions import NewAction
from bot.syncs.closing import close
from bot.syncs.items import add_item, items_for
from bot.syncs.model import Occurrence, Series, Sync
from bot.syncs.rows import occurrence
from bot.syncs.syncs import NewSync
from tests.handlers.test_courier.conftest import JONAS, MIA, TOM, Stage

TUESDAYS = Series(datetime.fromisoformat("2026-03-17T10:00"), "Europe/London", "FREQ=WEEKLY;BYDAY=TU")
HERE = "C0MARKETING"

T = TypeVar("T")


def do(stage: Stage, service: Callable[..., T], *arguments: Any, **named: Any) -> T:
    with stage.toolkit.ledger.begin() as unit:
        return service(stage.toolkit.desk(unit), *arguments, **named)


def say(stage: Stage) -> None:
    """Until nothing is left to be said."""
    stage.later(5)
    while stage.say_all():
        stage.later(5)


@pytest.fixture
def sync(stage: Stage) -> Sync:
    people, link = (MIA, JONAS, TOM), "https://meet.example/1"
    new = NewSync("Brand <and> Web", HERE, TUESDAYS, people, MIA, join_link=link)
    made = do(stage, syncs.open_sync, new)
    say(stage)
    return made


def date(stage: Stage, sync: Sync, key: str = "2026-03-17T10:00") -> Occurrence:
    with stage.toolkit.ledger.read() as connection:
        found = occurrence(connection, sync.id, key)
    assert found is not None
    return found


def announced(stage: Stage, sync: Sync) -> dict[str, Any]:
    do(stage, notices.announce, date(stage, sync))
    say(stage)
    return stage.workspace.messages(HERE)[-1]


def private(stage: Stage, user_id: str) -> list[dict[str, Any]]:
    return list(stage.workspace.messages(stage.toolkit.directory.refresh().get(user_id).dm_channel or ""))


def test_a_new_sync_is_told_in_its_channel_with_its_rhythm(stage: Stage, sync: Sync) -> None:
    (told,) = stage.texts(HERE)
    assert told.startswith("Mia made a sync: *Brand &lt;and&gt; Web*, every Tuesday at 10:00 (London).")


def test_the_announcement_has_what_waits_who_leads_and_the_way_in(stage: Stage, sync: Sync) -> None:
    request = stage.filed()
    do(stage, ask_back, request.id, JONAS, "Which page is it?")
    do(stage, add_item, sync.id, None, "Old shop pages", TOM, touches="data")
    said = str(announced(stage, sync)["blocks"])
    for words in (
        "Old shop pages",
        "touches Data Team",
        "Waits for marketing",
        "sign-up form",
        "facilitates",
    ):
        assert words in said
    assert "https://meet.example/1" in said
    assert "thread>" in said, "the request's thread is one click away"


def test_only_whose_thing_it_is_gets_called_and_once(stage: Stage, sync: Sync) -> None:
    for words in ("A page for the boots", "A page for the gloves"):
        stage.filed(words)
    said = str(announced(stage, sync)["blocks"])
    assert said.count(f"<@{JONAS}>") == 1
    assert "<@U0DEV>" not in said


def test_the_announcement_is_noted_and_drawn_anew_when_something_changes(stage: Stage, sync: Sync) -> None:
    before = announced(stage, sync)
    one = date(stage, sync)
    assert (one.channel_id, one.ts) == (HERE, before["ts"])
    do(stage, add_item, sync.id, one.key, "Cookie banner", TOM)
    say(stage)
    after = next(each for each in stage.workspace.messages(HERE) if each["ts"] == one.ts)
    assert "Cookie banner" in str(after["blocks"])
    do(stage, syncs.cancel_occurrence, sync.id, one.key, MIA)
    say(stage)
    gone = next(each for each in stage.workspace.messages(HERE) if each["ts"] == one.ts)
    assert "Cancelled." in str(gone["blocks"])
    assert "Hold it after all" in str(gone["blocks"])
    assert "Mia cancelled *Brand &lt;and&gt; Web*" in stage.texts(HERE)[-1]


def test_it_is_announced_once_and_not_at_all_when_it_is_not_held(stage: Stage, sync: Sync) -> None:
    announced(stage, sync)
    count = len(stage.texts(HERE))
    do(stage, notices.announce, date(stage, sync))
    say(stage)
    later = date(stage, sync, "2026-03-24T10:00")
    do(stage, syncs.cancel_occurrence, sync.id, later.key, MIA)
    do(stage, notices.announce, date(stage, sync, later.key))
    say(stage)
    assert len(stage.texts(HERE)) == count + 1, "only the cancelling is told"


def test_small_changes_are_said_in_its_thread(stage: Stage, sync: Sync) -> None:
    root = announced(stage, sync)
    do(stage, syncs.rename_occurrence, sync.id, "2026-03-17T10:00", "About boots", MIA)
    say(stage)
    last = stage.workspace.messages(HERE)[-1]
    assert last["thread_ts"] == root["ts"]
    assert "About boots" in last["text"]


def test_each_attendee_is_reminded_alone_with_the_link(stage: Stage, sync: Sync) -> None:
    one = date(stage, sync)
    do(stage, notices.remind, one, one.facilitator_id)
    say(stage)
    said = private(stage, one.facilitator_id or "")[-1]
    assert "You facilitate this time" in said["text"]
    assert "https://meet.example/1" in str(said["blocks"])


def test_a_reminder_that_comes_after_the_start_is_not_said(stage: Stage, sync: Sync) -> None:
    do(stage, notices.remind, date(stage, sync), TOM)
    stage.clock.advance(timedelta(days=8))
    say(stage)
    assert stage.toolkit.directory.refresh().get(TOM).dm_channel is None


def test_it_begins_in_its_thread_with_the_way_to_the_end(stage: Stage, sync: Sync) -> None:
    root = announced(stage, sync)
    do(stage, notices.say_it_starts, date(stage, sync), "Later than planned: the bot was down 09:58–10:04.")
    say(stage)
    last = stage.workspace.messages(HERE)[-1]
    assert last["thread_ts"] == root["ts"]
    assert "Wrap up" in str(last["blocks"])
    assert "Join here" in str(last["blocks"])
    assert "the bot was down 09:58–10:04" in str(last["blocks"])


@pytest.mark.parametrize(
    ("about", "labels"),
    [
        ("holiday", ["Skip it", "Move it to the next working day", "Hold it all the same"]),
        ("empty", ["Nothing urgent, skip it", "Hold it"]),
        ("closing", ["Wrap up"]),
    ],
)
def test_only_the_facilitator_is_asked(stage: Stage, sync: Sync, about: Any, labels: list[str]) -> None:
    do(stage, notices.ask, date(stage, sync), MIA, about, reason="Easter Monday (London)")
    say(stage)
    (said,) = private(stage, MIA)
    rows = [block for block in said["blocks"] if block["type"] == "actions"]
    assert [each["text"]["text"] for each in rows[0]["elements"]] == labels
    assert ("Easter Monday (London)" in said["text"]) == (about == "holiday")


def test_a_question_that_was_settled_meanwhile_is_not_asked(stage: Stage, sync: Sync) -> None:
    one = date(stage, sync)
    do(stage, add_item, sync.id, one.key, "Cookie banner", TOM)
    do(stage, notices.ask, one, MIA, "empty")
    do(stage, syncs.hold_anyway, sync.id, one.key, MIA)
    do(stage, notices.ask, one, MIA, "holiday", reason="Easter Monday (London)")
    say(stage)
    assert stage.toolkit.directory.refresh().get(MIA).dm_channel is None


def test_who_is_asked_to_swap_reads_for_whom(stage: Stage, sync: Sync) -> None:
    one = date(stage, sync)
    leader = one.facilitator_id or ""
    other = next(each for each in (MIA, JONAS, TOM) if each != leader)
    do(stage, swapping.ask_to_swap, sync.id, one.key, leader, other)
    say(stage)
    assert "They take your next turn." in private(stage, other)[-1]["text"]


def test_the_summary_stands_in_the_thread_with_who_does_what(stage: Stage, sync: Sync) -> None:
    one = date(stage, sync)
    for words in ("Old shop pages", "Cookie banner", "A page for the boots"):
        do(stage, add_item, sync.id, one.key, words, TOM)
    root = announced(stage, sync)
    stage.clock.now = one.starts_at + timedelta(minutes=31)
    found = str(stage.workspace.messages(HERE)[-1]["blocks"])
    assert "Cookie banner" in found
    with stage.toolkit.ledger.read() as connection:
        ids = {each.text: each.id for each in items_for(connection, one, stage.clock.now)}
    decisions = {ids["Old shop pages"]: "done", ids["A page for the boots"]: "request"}
    do(stage, close, sync.id, one.key, MIA, decisions, [NewAction("Ask the agency", TOM)])
    say(stage)
    said = next(
        each for each in reversed(stage.workspace.messages(HERE)) if "what was decided" in each["text"]
    )
    assert said["thread_ts"] == root["ts"]
    for words in ("*Done*", "Old shop pages", "*Next time*", "Cookie banner", "*Now a request*", f"<@{TOM}>"):
        assert words in str(said["blocks"])
    anew = next(each for each in stage.workspace.messages(HERE) if each["ts"] == root["ts"])
    assert "What was decided is in the thread." in str(anew["blocks"])
