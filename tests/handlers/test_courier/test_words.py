"""What is posted about words: shared explanations, cards of unknown words, and news to one person."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import update

from bot.explaining import want
from bot.requests.posting import posted
from bot.wordbook import writer_of
from db.glossary_tables import concepts
from db.kinds import NoticeKind
from db.outbox import enqueue, parked_notices
from glossary.planting import plant
from glossary.starter import load_starter
from glossary.unknown.awaiting import settle, wait_for
from glossary.unknown.counting import UnknownWord, find_unknown, put_before_its_side
from glossary.unknown.settling import no_jargon, same_as
from tests.handlers.test_courier.conftest import DEV, JONAS, LIAISON, MIA, TOM, Stage
from tests.handlers.words_at_the_door import SLUGS


@pytest.fixture
def words(stage: Stage) -> Stage:
    with stage.toolkit.ledger.begin() as unit:
        plant(unit, [entry for entry in load_starter() if entry.slug in SLUGS], stage.clock.now)
    stage.toolkit.shelf.catch_up()
    stage.later(60)
    return stage


def asked(stage: Stage, *people: str) -> UnknownWord:
    for person in people:
        with stage.toolkit.ledger.begin() as unit:
            want(stage.toolkit.desk(unit), person, "zork")
    stage.say_all()
    return word(stage)


def word(stage: Stage) -> UnknownWord:
    with stage.toolkit.ledger.read() as connection:
        found = find_unknown(connection, "zork")
    assert found is not None
    return found


def shared(stage: Stage, **detail: Any) -> None:
    given = {
        "slug": "cname",
        "user_id": MIA,
        "channel_id": "C0MARKETING",
        "thread_ts": None,
        "question": False,
        "side": None,
        **detail,
    }
    notice = stage.notice(NoticeKind.WORD_SHARED, **given)
    with stage.toolkit.ledger.begin() as unit:
        posted(stage.toolkit.desk(unit), notice, stage.courier.deliver(notice))


def direct(stage: Stage, user_id: str) -> list[str]:
    """What we wrote to this person."""
    opened = stage.client.conversations_open(users=user_id)["channel"]["id"]
    return stage.texts(opened)


def test_a_shared_explanation_says_who_shared_it(words: Stage) -> None:
    shared(words)
    said = words.texts("C0MARKETING")[-1]
    assert said.startswith("*CNAME* (canonical name record)")
    assert "Mia shared this from the glossary." in said
    assert "Why it matters to marketing:" in str(words.workspace.messages("C0MARKETING")[-1]["blocks"])


def test_it_is_shared_in_the_thread(words: Stage) -> None:
    root = words.workspace.person("mia").say("#marketing", "we need a CNAME")
    shared(words, thread_ts=root)
    assert words.workspace.messages("#marketing")[-1]["thread_ts"] == root


def test_an_open_question_names_the_asker_and_the_text(words: Stage) -> None:
    shared(words, question=True, channel_id=None, side="it")
    said = words.workspace.messages("C0BRIDGE")[-1]
    assert said["text"].startswith("Mia has read what the glossary says about *CNAME*")
    assert "It says: *CNAME*" in str(said["blocks"])


def test_where_it_cannot_be_shared_the_sharer_hears_what_to_do(words: Stage) -> None:
    with words.toolkit.ledger.begin() as unit:
        detail: dict[str, Any] = {
            "slug": "cname",
            "user_id": MIA,
            "thread_ts": None,
            "question": False,
            "side": None,
        }
        enqueue(
            unit, NoticeKind.WORD_SHARED, lane="shared", now=words.clock.now, channel_id="C0SECRET", **detail
        )
    words.say_all()
    words.later(2)
    words.say_all()
    assert direct(words, MIA)[-1].startswith("I couldn't post *CNAME*")
    with words.toolkit.ledger.read() as connection:
        assert parked_notices(connection) == []


def test_a_word_that_is_gone_is_not_shared(words: Stage) -> None:
    before = words.texts("C0MARKETING")
    shared(words, slug="gone")
    assert words.texts("C0MARKETING") == before


def test_the_keeper_hears_that_it_is_unclear(words: Stage) -> None:
    with words.toolkit.ledger.begin() as unit:
        unit.execute(update(concepts).where(concepts.c.slug == "cname").values(keeper_id=JONAS))
    notice = words.notice(NoticeKind.WORD_UNCLEAR, slug="cname", count=3)
    words.courier.deliver(notice)
    assert direct(words, JONAS)[-1].startswith("3 people read what we say about *CNAME*")


def test_without_a_keeper_its_side_hears_that_it_is_unclear(words: Stage) -> None:
    words.courier.deliver(words.notice(NoticeKind.WORD_UNCLEAR, slug="cname", count=1))
    assert words.texts("C0BRIDGE")[-1].startswith("Somebody read what we say about *CNAME*")
    before = words.texts("C0BRIDGE")
    words.courier.deliver(words.notice(NoticeKind.WORD_UNCLEAR, slug="gone", count=1))
    assert words.texts("C0BRIDGE") == before


def test_the_card_of_an_unknown_word_is_posted_once_and_counts(words: Stage) -> None:
    asked(words, MIA, TOM)
    assert words.texts("C0BRIDGE") == []
    asked(words, DEV)
    assert word(words).card_channel == "C0BRIDGE"
    card = words.workspace.messages("C0BRIDGE")[-1]
    assert card["text"].startswith("3 people want to know what “zork” means, and nobody has explained it")
    assert [one["text"]["text"] for one in card["blocks"][1]["elements"]] == [
        "Define",
        "Same as…",
        "Not jargon",
    ]
    asked(words, JONAS)
    assert [text[:8] for text in words.texts("C0BRIDGE")] == ["4 people"]
    assert card["user"] == LIAISON


def test_the_card_says_what_became_of_the_word(words: Stage) -> None:
    asked(words, MIA, TOM, DEV)
    with words.toolkit.ledger.begin() as unit:
        desk = words.toolkit.desk(unit)
        same_as(unit, "zork", "staging", writer_of(desk, JONAS), desk.now)
    words.say_all()
    assert words.texts("C0BRIDGE")[-1].startswith("Jonas says that “zork” is the same as *")


def test_the_card_loses_its_buttons_when_it_is_no_jargon(words: Stage) -> None:
    asked(words, MIA, TOM, DEV)
    with words.toolkit.ledger.begin() as unit:
        desk = words.toolkit.desk(unit)
        no_jargon(unit, "zork", writer_of(desk, JONAS), desk.now)
    words.say_all()
    card = words.workspace.messages("C0BRIDGE")[-1]
    assert card["text"] == "Jonas says that “zork” is no jargon, so nobody needs to explain it."
    assert [block["type"] for block in card["blocks"]] == ["section"]


def test_a_word_that_others_call_something_else_says_so(words: Stage) -> None:
    with words.toolkit.ledger.begin() as unit:
        found = want(words.toolkit.desk(unit), MIA, "CNAME")
        assert found is not None
        put_before_its_side(unit, found.norm, words.clock.now)
    words.say_all()
    assert "the meaning that the glossary has isn't theirs" in words.texts("C0BRIDGE")[-1]


def test_whoever_waited_reads_it_in_their_words(words: Stage) -> None:
    asked(words, MIA, TOM, DEV)
    with words.toolkit.ledger.begin() as unit:
        wait_for(unit, "zork", MIA, words.clock.now)
        wait_for(unit, "zork", JONAS, words.clock.now)
        settle(unit, "zork", "cname", words.clock.now)
    words.say_all()
    marketer, engineer = direct(words, MIA)[-1], direct(words, JONAS)[-1]
    assert marketer.startswith("You wanted to know what “zork” means. It's explained now: *CNAME*")
    assert "alias of somebody else's" in marketer
    assert "zone apex" in engineer
    assert words.texts("C0BRIDGE")[-1].startswith("“zork” is explained now.")
