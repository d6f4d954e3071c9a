"""Several reports of one thing are one line of an agenda, until each asker has the word on theirs."""

from __future__ import annotations

import pytest

from bot.requests.merging import merge
from bot.requests.working import resolve
from tests.bot.syncs.meetings import JONAS, TOM, Meetings, company, meetings
from tests.bot.syncs.talk import Talk, begun

__all__ = ["company", "meetings"]


@pytest.fixture
def talk(meetings: Meetings) -> Talk:
    return begun(meetings)


def test_they_wait_for_it_once_and_for_each_asker_once_it_is_done(talk: Talk) -> None:
    parent, child = talk.file(), talk.file(asked_by=TOM)
    talk.meetings.do(merge, child.id, parent.id, JONAS)
    assert [line.request_id for line in talk.lines("it")] == [parent.id]
    talk.meetings.do(resolve, parent.id, JONAS)
    assert {line.request_id for line in talk.lines("marketing")} == {parent.id, child.id}
