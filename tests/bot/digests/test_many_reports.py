"""Several reports of one thing: one line for its team, each its own for whoever asked."""

from __future__ import annotations

from bot.requests.merging import merge
from bot.requests.working import resolve
from db.kinds import DigestKind
from tests.bot.digests.newsroom import MARKETING_CHANNEL, Newsroom
from tests.bot.requests.reports import DOWN
from tests.bot.requests.scene import JONAS, MIA, TOM

BERLIN_NINE, LONDON_NINE = 8.0, 9.0


def two_reports(newsroom: Newsroom) -> tuple[str, str]:
    parent = newsroom.scene.file(text=DOWN)
    child = newsroom.scene.file(text=DOWN, asked_by=TOM, anyway=True)
    newsroom.scene.do(merge, child.id, parent.id, JONAS)
    return parent.id, child.id


def test_it_counts_them_once_while_they_wait_and_when_they_are_done(newsroom: Newsroom) -> None:
    digest = newsroom.subscribe()
    parent, _ = two_reports(newsroom)
    newsroom.tick_at(11, BERLIN_NINE)
    assert newsroom.lines(digest) == [("overdue", parent)]
    newsroom.scene.do(resolve, parent, JONAS)
    newsroom.tick_at(12, BERLIN_NINE)
    assert newsroom.lines(digest) == [("done", parent)]


def test_each_asker_is_reminded_of_their_own(newsroom: Newsroom) -> None:
    digest = newsroom.subscribe(DigestKind.MARKETING, by=MIA, here=MARKETING_CHANNEL)
    parent, child = two_reports(newsroom)
    newsroom.scene.do(resolve, parent, JONAS)
    newsroom.tick_at(11, LONDON_NINE)
    assert sorted(newsroom.lines(digest)) == sorted([("waits", parent), ("waits", child)])
