"""A test that waited in vain tells what stood still, so that nobody has to see it happen again."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from db.kinds import NoticeKind
from db.outbox import enqueue
from tests.faults.program import SOME_HOURS
from tests.faults.stage import staged


def test_it_names_what_is_left_unsaid_and_where_each_thread_of_the_bot_is(
    database_url: str, database_kind: str, tmp_path: Path
) -> None:
    with staged(tmp_path, database_url) as stage:
        bot = stage.start("--hurried")
        stage.until_quiet()
        now = datetime.now(UTC) + SOME_HOURS
        with stage.ledger.begin() as unit:
            enqueue(unit, NoticeKind.HOME_CHANGED, lane="later", now=now)
        with pytest.raises(TimeoutError) as raised:
            stage.until(lambda: not stage.unsaid(), seconds=0.1)
        told = str(raised.value)
        assert "Liaison is connected to Slack" in told
        assert "'lane': 'later'" in told
        assert f"datetime.datetime({now.year}, {now.month}, {now.day}, {now.hour}, {now.minute}" in told
        assert 'scheduler/relay.py", line' in told
        assert ("'behind': []" in told) == (database_kind == "postgresql")
        assert bot.is_alive
