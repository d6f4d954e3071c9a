"""The book on a message, and the screens for new starters, in a Slack that answers."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.quiet.starting import start_course
from db.errors import Outage
from db.kinds import MuteScope, NoticeKind
from glossary.planting import plant
from glossary.quiet.explained import was_explained
from glossary.quiet.mutes import mute
from glossary.quiet.touches import touch_on
from glossary.starter import load_starter
from handlers.courier.quiet import FRESH_FOR
from tests.glossary.quiet.entries import planted
from tests.handlers.test_courier.conftest import EVE, JONAS, MIA, TOM, Stage

MARKETING = "C0MARKETING"
JARGON = "I'll set the CNAME today"


@pytest.fixture
def words(stage: Stage) -> Stage:
    planted(stage.toolkit)
    return stage


def asked(stage: Stage) -> str:
    """A request of Mia's in #marketing; the root of its thread."""
    root = stage.workspace.person(MIA).say(MARKETING, "Our landing page needs a new address")
    stage.filed(thread_ts=root)
    return root


def say(stage: Stage, text: str = JARGON, *, by: str = JONAS, root: str | None = None) -> str:
    return stage.workspace.person(by).say(MARKETING, text, thread_ts=root)


def look(stage: Stage, ts: str, root: str | None, **more: Any) -> None:
    """What the bot does after it noticed words there."""
    here: dict[str, Any] = {"channel_id": MARKETING, "ts": ts, "thread_ts": root}
    source = {"source_channel": here["channel_id"], "source_ts": ts}
    stage.courier.deliver(stage.notice(NoticeKind.WORDS_NOTICED, **(here | source | more)))


def books(stage: Stage, channel: str = MARKETING) -> list[str]:
    """The texts of the messages that carry one."""
    return [
        message["text"]
        for message in stage.workspace.messages(channel)
        if any(one["name"] == "book" for one in message.get("reactions", []))
    ]


def test_a_message_that_helps_somebody_gets_one_book_and_nothing_else(words: Stage) -> None:
    root = asked(words)
    ts = say(words, root=root)
    before = len(words.texts(MARKETING))
    look(words, ts, root)
    assert books(words) == [JARGON]
    assert len(words.texts(MARKETING)) == before
    with words.toolkit.ledger.read() as connection:
        found = touch_on(connection, MARKETING, ts)
    assert found is not None
    assert [word.slug for word in found.words] == ["cname"]


def test_said_twice_it_is_still_one_book(words: Stage) -> None:
    root = asked(words)
    ts = say(words, root=root)
    look(words, ts, root)
    look(words, ts, root)
    second = say(words, "and the CDN", root=root)
    look(words, second, root)
    assert books(words) == [JARGON]


def test_a_book_that_slack_did_not_take_at_first_comes_later(words: Stage) -> None:
    root = asked(words)
    ts = say(words, root=root)
    words.workspace.faults.server_error("reactions.add", times=1)
    with pytest.raises(Outage):
        look(words, ts, root)
    look(words, ts, root)
    assert books(words) == [JARGON]


def test_what_others_said_in_the_thread_counts(words: Stage) -> None:
    root = asked(words)
    with words.toolkit.ledger.begin() as unit:
        mute(unit, MIA, MuteScope.ALL, "", words.clock.now)
    ts = say(words, root=root)
    look(words, ts, root)
    assert books(words) == []  # Mia wants none, and nobody else is there
    words.workspace.person(TOM).say(MARKETING, "Same here", thread_ts=root)
    look(words, ts, root)
    assert books(words) == [JARGON]


def test_a_word_that_was_explained_before_in_the_thread_is_left_alone(words: Stage) -> None:
    root = asked(words)
    say(words, "A CNAME is a nickname for a web address", root=root)
    words.clock.advance(seconds=5)
    ts = say(words, root=root)
    look(words, ts, root)
    assert books(words) == []


def test_never_where_somebody_of_another_company_speaks(words: Stage) -> None:
    root = asked(words)
    words.workspace.person(EVE).say(MARKETING, "Hello from the agency", thread_ts=root)
    ts = say(words, root=root)
    look(words, ts, root)
    assert books(words) == []


def test_never_in_a_channel_that_was_shared_an_hour_ago(words: Stage) -> None:
    root = asked(words)
    ts = say(words, root=root)

    def share(office: Any) -> None:
        office.state.channels[MARKETING].ext_shared = True

    words.workspace.within(share)
    look(words, ts, root)
    assert books(words) == []


def test_never_on_a_message_that_is_gone_or_old(words: Stage) -> None:
    root = asked(words)
    gone = say(words, root=root)
    words.workspace.person(JONAS).delete(MARKETING, gone)
    look(words, gone, root)
    old = words.notice(
        NoticeKind.WORDS_NOTICED,
        channel_id=MARKETING,
        ts=(ts := say(words, root=root)),
        thread_ts=root,
        source_channel=MARKETING,
        source_ts=ts,
    )
    words.later(FRESH_FOR.total_seconds() + 1)
    words.courier.deliver(old)
    assert books(words) == []


def test_what_an_edit_took_away_is_not_marked(words: Stage) -> None:
    root = asked(words)
    ts = say(words, root=root)
    words.workspace.person(JONAS).edit(MARKETING, ts, "I'll set it today")
    look(words, ts, root)
    assert books(words) == []


def test_words_of_bots_are_never_marked(words: Stage) -> None:
    root = asked(words)
    said = words.client.chat_postMessage(channel=MARKETING, text=JARGON, thread_ts=root)
    look(words, said["ts"], root)
    assert books(words) == []


def test_in_the_askers_direct_messages_our_copy_is_marked(words: Stage) -> None:
    mia = words.workspace.person(MIA)
    root = mia.say(mia.dm(), "Our landing page needs a new address")
    words.filed(channel_id=mia.dm(), thread_ts=root, kind="direct")
    source = words.workspace.person(JONAS).say("C0WEB", JARGON)
    copy = words.client.chat_postMessage(channel=mia.dm(), text=f"Jonas: {JARGON}", thread_ts=root)["ts"]
    look(words, copy, root, channel_id=mia.dm(), source_channel="C0WEB", source_ts=source)
    assert books(words, mia.dm()) == [f"Jonas: {JARGON}"]
    look(words, root, None, channel_id=mia.dm(), source_channel=mia.dm(), source_ts=root)
    assert len(books(words, mia.dm())) == 1


class TestTheListForNewStarters:
    @pytest.fixture
    def school(self, stage: Stage) -> Stage:
        with stage.toolkit.ledger.begin() as unit:
            plant(unit, load_starter(), stage.clock.now)
        stage.toolkit.shelf.catch_up()
        return stage

    def _begin(self, stage: Stage) -> None:
        with stage.toolkit.ledger.begin() as unit:
            start_course(stage.toolkit.desk(unit), MIA)

    def test_a_screen_is_a_direct_message_in_the_readers_words(self, school: Stage) -> None:
        self._begin(school)
        notice = school.notice(NoticeKind.COURSE_DUE, user_id=MIA, day=0)
        school.courier.deliver(notice)
        (said,) = school.workspace.messages(school.workspace.person(MIA).dm())
        assert said["text"].startswith("*Words of IT, day 1 of 14: ")
        assert "No more of these" in str(said["blocks"])
        school.courier.deliver(replace(notice, unsure=True))
        assert len(school.workspace.messages(school.workspace.person(MIA).dm())) == 1

    def test_its_words_count_as_explained(self, school: Stage) -> None:
        self._begin(school)
        school.courier.deliver(school.notice(NoticeKind.COURSE_DUE, user_id=MIA, day=0))
        with school.toolkit.ledger.read() as connection:
            slugs = [entry.slug for entry in load_starter()]
            assert len(was_explained(connection, [MIA], slugs, school.clock.now)) == 5

    def test_the_last_one_says_so(self, school: Stage) -> None:
        school.courier.deliver(school.notice(NoticeKind.COURSE_DUE, user_id=MIA, day=13))
        (said,) = school.workspace.messages(school.workspace.person(MIA).dm())
        assert "That was the last one." in str(said["blocks"])
        assert "No more of these" not in str(said["blocks"])

    @pytest.mark.parametrize("day", [3, 14])
    def test_nothing_comes_after_it_was_stopped_or_beyond_its_end(self, school: Stage, day: int) -> None:
        school.courier.deliver(school.notice(NoticeKind.COURSE_DUE, user_id=MIA, day=day))
        assert school.workspace.messages(school.workspace.person(MIA).dm()) == []


def test_the_home_tab_shows_what_was_chosen(words: Stage) -> None:
    with words.toolkit.ledger.begin() as unit:
        mute(unit, MIA, MuteScope.WORD, "cname", words.clock.now)
        mute(unit, MIA, MuteScope.CHANNEL, MARKETING, words.clock.now)
    words.courier.deliver(words.notice(NoticeKind.HOME_CHANGED, user_id=MIA))
    words.courier.deliver(words.notice(NoticeKind.HOME_CHANGED, user_id=EVE))
    own = str(words.workspace.person(MIA).home(wait=0))
    assert "*CNAME*: not explained to you." in own
    assert "*#marketing*: no word explained to you there." in own
    assert "What's in the glossary" not in str(words.workspace.person(EVE).home(wait=0))
