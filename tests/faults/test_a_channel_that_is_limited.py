"""A channel that Slack limits: it alone waits, and what is said in it keeps its order."""

from __future__ import annotations

from pathlib import Path

from handlers import names
from tests.conftest import Databases
from tests.faults.stage import staged

WISH = "please put the new form on our spring landing page"
WORDS = [f"{WISH}, {number}" for number in ("first", "second")]


def test_a_channel_that_must_wait_keeps_its_order_and_holds_up_no_other(
    databases: Databases, tmp_path: Path
) -> None:
    with staged(tmp_path, databases.planted("sqlite", tmp_path)) as stage:
        stage.start()
        stage.faults.rate_limit("chat.postMessage", retry_after=4, channel="C0MARKETING")
        mia = stage.person("mia")
        for each in WORDS:
            assert mia.command("marketing", f"/ask {each}").acknowledged
        assert mia.command("launches", f"/ask {WISH} in the other channel").acknowledged
        stage.until(lambda: stage.bot_messages("launches"))
        assert stage.bot_messages("marketing") == []
        stage.press(stage.person("jonas"), "it-web", names.CLAIM, stage.request(WORDS[0])["id"])
        stage.until_quiet()
        assert stage.faults.count("rate_limit") == 1
        for each, posts in zip(WORDS, (["card", "line", "receipt"], ["card", "receipt"]), strict=True):
            assert stage.posts(stage.request(each)["id"]) == posts
        request = stage.request(WORDS[0])
        (line,) = [
            one
            for one in stage.bot_messages("marketing")
            if one.get("parent_user_id") and "has it" in str(one)
        ]
        assert line["thread_ts"] == request["receipt_ts"] < line["ts"]
