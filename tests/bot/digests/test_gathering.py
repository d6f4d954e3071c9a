"""What goes into a digest: each request in the group where it stands, news once, and only theirs."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import update

from bot.digests.runs import put_off
from bot.requests.answering import cancel, confirm
from bot.requests.planning import set_plan
from bot.requests.working import acknowledge, ask_back, hand_over, resolve
from db.kinds import DeliveryState, DigestKind
from db.tables import requests
from glossary.opinions import note_unclear
from glossary.planting import plant
from glossary.unknown.counting import note_asked
from tests.bot.digests.newsroom import Newsroom
from tests.bot.requests.scene import DEV, JONAS, LENA, MIA, PRIYA, TOM
from tests.handlers.glossary.counter import STAGING

BERLIN_NINE = 8.0
LONDON_NINE = 9.0


def counts(newsroom: Newsroom, digest: object) -> dict[str, int]:
    return dict(newsroom.run(digest).counts)  # type: ignore[arg-type]


def test_it_sees_what_nobody_has_what_is_overdue_and_what_is_done(newsroom: Newsroom) -> None:
    digest = newsroom.subscribe()
    late = newsroom.scene.file()
    done = newsroom.scene.file()
    newsroom.scene.do(resolve, done.id, JONAS)
    newsroom.at(11, 7.5)
    fresh = newsroom.scene.file()
    held = newsroom.scene.file()
    newsroom.scene.do(acknowledge, held.id, LENA)
    newsroom.tick_at(11, BERLIN_NINE)
    assert newsroom.lines(digest) == [("overdue", late.id), ("needs", fresh.id), ("done", done.id)]
    assert counts(newsroom, digest) == {"overdue": 1, "needs": 1, "done": 1, "fine": 1}


def test_a_request_that_is_over_its_day_is_overdue_whoever_has_it(newsroom: Newsroom) -> None:
    digest = newsroom.subscribe()
    request = newsroom.scene.file()
    newsroom.scene.do(acknowledge, request.id, JONAS)
    held = newsroom.scene.request(request.id)
    newsroom.scene.do(set_plan, held, MIA, due_on=date(2026, 3, 10), urgency="normal")
    newsroom.tick_at(11, BERLIN_NINE)
    assert newsroom.lines(digest) == [("overdue", request.id)]


def test_after_five_working_days_without_a_change_it_is_told_once_that_a_request_ages(
    newsroom: Newsroom,
) -> None:
    digest = newsroom.subscribe()
    request = newsroom.scene.file()
    newsroom.scene.do(acknowledge, request.id, JONAS)
    newsroom.tick_at(11, BERLIN_NINE)
    newsroom.tick_at(17, BERLIN_NINE)
    assert newsroom.run(digest).state is DeliveryState.SILENT
    newsroom.tick_at(18, BERLIN_NINE)
    assert newsroom.lines(digest) == [("ageing", request.id)]
    newsroom.tick_at(19, BERLIN_NINE)
    assert newsroom.run(digest).state is DeliveryState.SILENT
    assert counts(newsroom, digest) == {"ageing": 1}


def test_a_team_hears_of_its_own_and_a_named_team_of_theirs(newsroom: Newsroom) -> None:
    web, data = newsroom.subscribe(), newsroom.subscribe(here=None, by=DEV)
    first = newsroom.scene.file()
    second = newsroom.scene.file()
    newsroom.scene.do(hand_over, second.id, JONAS, to_team="data")
    newsroom.tick_at(11, BERLIN_NINE)
    assert [ref for _, ref in newsroom.lines(web)] == [first.id]
    assert [ref for _, ref in newsroom.lines(data)] == [second.id]


def test_the_bridge_hears_of_all_teams(newsroom: Newsroom) -> None:
    digest = newsroom.subscribe(here=None, by=PRIYA)
    first, second = newsroom.scene.file(), newsroom.scene.file()
    newsroom.scene.do(hand_over, second.id, JONAS, to_team="data")
    newsroom.tick_at(11, LONDON_NINE)
    assert {ref for _, ref in newsroom.lines(digest)} == {first.id, second.id}


def test_a_marketer_hears_what_happened_to_their_own_requests(newsroom: Newsroom) -> None:
    digest = newsroom.subscribe(DigestKind.MARKETING, by=MIA, here=None)
    scene = newsroom.scene
    asked, checked, finished, taken, gone = (scene.file() for number in range(5))
    others = scene.file(asked_by=TOM)
    scene.do(ask_back, asked.id, JONAS, "Which page?")
    scene.do(resolve, checked.id, JONAS)
    scene.do(resolve, finished.id, JONAS)
    scene.do(confirm, finished.id, MIA)
    scene.do(acknowledge, taken.id, LENA)
    scene.do(cancel, gone.id, MIA)
    scene.do(resolve, others.id, JONAS)
    newsroom.tick_at(11, LONDON_NINE)
    assert newsroom.lines(digest) == [
        ("waits", asked.id),
        ("waits", checked.id),
        ("done", finished.id),
        ("news", taken.id),
    ]


def test_a_promise_that_was_missed_is_told_to_whoever_waits(newsroom: Newsroom) -> None:
    digest = newsroom.subscribe(DigestKind.MARKETING, by=MIA, here=None)
    request = newsroom.scene.file()
    newsroom.tick_at(11, LONDON_NINE)
    assert newsroom.lines(digest) == [("late", request.id)]


def test_news_is_told_once(newsroom: Newsroom) -> None:
    digest = newsroom.subscribe(DigestKind.MARKETING, by=MIA, here=None)
    request = newsroom.scene.file()
    newsroom.scene.do(acknowledge, request.id, JONAS)
    newsroom.tick_at(11, LONDON_NINE)
    assert newsroom.lines(digest) == [("news", request.id)]
    newsroom.tick_at(12, LONDON_NINE)
    assert newsroom.run(digest).state is DeliveryState.SILENT


def test_what_is_put_off_is_counted_apart_until_its_day(newsroom: Newsroom) -> None:
    digest = newsroom.subscribe()
    first, second = newsroom.scene.file(), newsroom.scene.file()
    until = newsroom.scene.clock.now + timedelta(days=1, hours=6)
    with newsroom.scene.toolkit.ledger.begin() as unit:
        put_off(unit, "C0WEB", first.id, until, JONAS)
    newsroom.tick_at(11, BERLIN_NINE)
    assert newsroom.lines(digest) == [("overdue", second.id)]
    assert counts(newsroom, digest) == {"overdue": 1, "put_off": 1}
    newsroom.tick_at(12, BERLIN_NINE)
    assert {ref for _, ref in newsroom.lines(digest)} == {first.id, second.id}


def test_five_of_a_group_get_a_line_and_all_are_counted(newsroom: Newsroom) -> None:
    digest = newsroom.subscribe()
    for _ in range(12):
        newsroom.scene.file()
    newsroom.tick_at(11, BERLIN_NINE)
    assert len(newsroom.lines(digest)) == 5
    assert counts(newsroom, digest) == {"overdue": 12}


def test_leaders_hear_of_what_was_finished_for_customers_and_of_what_is_stuck(newsroom: Newsroom) -> None:
    digest = newsroom.subscribe(DigestKind.LEADERS)
    scene = newsroom.scene
    finished, plain, stuck = scene.file(), scene.file(), scene.file()
    with scene.toolkit.ledger.begin() as unit:
        told = update(requests).where(requests.c.id == finished.id)
        unit.execute(told.values(customers="Paying takes one step less"))
    for one in (finished, plain):
        scene.do(resolve, one.id, JONAS)
    newsroom.tick_at(1, BERLIN_NINE - 1, month=4)  # Berlin is two hours ahead by then
    assert newsroom.lines(digest) == [("finished", finished.id), ("stuck", stuck.id)]
    assert counts(newsroom, digest) == {"finished": 2, "stuck": 1, "answered": 2, "in_time": 2}


@pytest.fixture
def words(newsroom: Newsroom) -> Newsroom:
    with newsroom.scene.toolkit.ledger.begin() as unit:
        plant(unit, [STAGING], newsroom.scene.clock.now)
    newsroom.scene.toolkit.shelf.catch_up()
    return newsroom


def test_the_glossarys_week_has_what_was_asked_for_and_what_was_unclear(words: Newsroom) -> None:
    digest = words.subscribe(DigestKind.WORDS)
    now = words.scene.clock.now
    with words.scene.toolkit.ledger.begin() as unit:
        for asker in ("one", "two"):
            note_asked(unit, "UTM", asker, "marketing", now)
        note_asked(unit, "slip", "one", "it", now)
        note_unclear(unit, "staging", "somebody", now)
    words.tick_at(16, BERLIN_NINE)
    assert words.lines(digest) == [("asked", "utm"), ("unclear", "staging")]
    words.tick_at(23, BERLIN_NINE)
    assert words.run(digest).state is DeliveryState.SILENT


def test_the_glossarys_week_has_five_lines_at_most(words: Newsroom) -> None:
    digest = words.subscribe(DigestKind.WORDS)
    with words.scene.toolkit.ledger.begin() as unit:
        for word in ("alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta"):
            for asker in ("one", "two"):
                note_asked(unit, word, asker, "it", words.scene.clock.now)
        note_unclear(unit, "staging", "somebody", words.scene.clock.now)
    words.tick_at(16, BERLIN_NINE)
    assert len(words.lines(digest)) == 5
