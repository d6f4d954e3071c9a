"""A digest that stands in Slack is drawn anew when a request on it changes: once, and not for ever."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.digests.keeping import stop
from bot.digests.model import Digest
from bot.digests.runs import forget_old, note_posted, put_off
from bot.requests.model import Request
from bot.requests.working import acknowledge, resolve
from db.kinds import NoticeKind
from tests.bot.digests.newsroom import WEB_CHANNEL, Newsroom
from tests.bot.requests.scene import JONAS, LENA


def drawn(newsroom: Newsroom) -> int:
    return len(newsroom.scene.notices(NoticeKind.DIGEST_CHANGED, due=True))


@pytest.fixture
def posted(newsroom: Newsroom) -> tuple[Digest, Request]:
    """The digest of Wednesday morning, as it stands in the channel."""
    digest, request = newsroom.subscribe(), newsroom.scene.file()
    newsroom.tick_at(11, 8)
    with newsroom.scene.toolkit.ledger.begin() as unit:
        note_posted(unit, digest.id, "2026-03-11", WEB_CHANNEL, "7.1")
    return digest, request


def test_a_change_elsewhere_draws_it_once(newsroom: Newsroom, posted: tuple[Digest, Request]) -> None:
    newsroom.tick_at(11, 8.1)
    assert drawn(newsroom) == 0
    newsroom.scene.do(acknowledge, posted[1].id, LENA)
    for minute in range(1, 4):
        newsroom.tick_at(11, 8.1 + minute / 60)
    assert drawn(newsroom) == 1


def test_several_changes_before_it_is_drawn_are_one_drawing(
    newsroom: Newsroom, posted: tuple[Digest, Request]
) -> None:
    newsroom.at(11, 8.1)
    newsroom.scene.do(acknowledge, posted[1].id, LENA)
    newsroom.tick_at(11, 8.2)
    newsroom.at(11, 8.3)
    newsroom.scene.do(resolve, posted[1].id, LENA)
    newsroom.tick_at(11, 8.4)
    assert drawn(newsroom) == 1


def test_a_clock_that_is_set_back_after_a_change_draws_it_once(
    newsroom: Newsroom, posted: tuple[Digest, Request]
) -> None:
    newsroom.at(11, 10)
    newsroom.scene.do(acknowledge, posted[1].id, LENA)
    for minute in range(4):
        newsroom.tick_at(11, 8.5 + minute / 60)
        newsroom.scene.say_all()
    said = newsroom.scene.notices(NoticeKind.DIGEST_CHANGED)
    assert len(said) == 1


def test_one_of_two_days_ago_is_history(newsroom: Newsroom, posted: tuple[Digest, Request]) -> None:
    newsroom.at(13, 7)
    newsroom.scene.do(acknowledge, posted[1].id, LENA)
    newsroom.tick_at(13, 7.1)
    assert drawn(newsroom) == 0


def test_what_was_put_off_until_a_day_that_is_over_is_forgotten(
    newsroom: Newsroom, posted: tuple[Digest, Request]
) -> None:
    now = newsroom.scene.clock.now
    with newsroom.scene.toolkit.ledger.begin() as unit:
        put_off(unit, WEB_CHANNEL, posted[1].id, now, JONAS)
        assert forget_old(unit, newsroom.scene.clock.now) == 1
    newsroom.at(1, 0, month=4)
    newsroom.scene.clock.now = newsroom.scene.clock.now.replace(year=2027)
    with newsroom.scene.toolkit.ledger.begin() as unit:
        assert forget_old(unit, newsroom.scene.clock.now) == 1  # the run


def test_a_digest_that_was_stopped_more_than_a_year_ago_is_forgotten(
    newsroom: Newsroom, posted: tuple[Digest, Request]
) -> None:
    newsroom.scene.do(stop, posted[0].id, JONAS)
    with newsroom.scene.toolkit.ledger.begin() as unit:
        assert forget_old(unit, newsroom.scene.clock.now + timedelta(days=364)) == 0
        assert forget_old(unit, newsroom.scene.clock.now + timedelta(days=366)) == 2  # it and its run
