"""Quiet help as Slack delivers it: what is heard, whoever adds the book, and all that can be pressed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import func, select

from bot.company import Company, Glossary
from bot.quiet.switching import open_quiet
from bot.requests.posting import posted
from bot.requests.talking import send_to_asker
from db.engine import Ledger
from db.kinds import MuteScope, NoticeKind, WordFeedback
from db.tables import inbox
from glossary.quiet.feedback import votes
from glossary.quiet.mutes import Mutes, mute, mutes_of
from glossary.quiet.touches import Word, touch
from handlers import find
from handlers.door import Door
from handlers.views.budget import problems
from handlers.views.message import Message
from tests.bot.requests.conftest import scene
from tests.bot.requests.scene import ADA, DEV, JONAS, KIM, LENA, MIA, OUTSIDER, PRIYA, PUBLIC, TOM, Scene
from tests.companies import small_company
from tests.glossary.quiet.entries import planted
from tests.handlers.knocking import Knocking, button, buttons, unheard
from tests.handlers.words_at_the_door import knocking_on

__all__ = ["scene"]

JARGON = "I'll set the CNAME today"
MARKETING, PARTNERS, WEB = "C0MARKETING", "C0PARTNERS", "C0WEB"


@pytest.fixture
def company() -> Company:
    return replace(small_company(), glossary=Glossary(quiet_in=("#it-web",)))


@pytest.fixture
def door(scene: Scene) -> Knocking:
    planted(scene.toolkit)
    return knocking_on(scene)


def say(
    door: Knocking,
    user_id: str,
    text: str,
    channel_id: str = MARKETING,
    thread_ts: str | None = None,
    **more: Any,
) -> None:
    where = {"thread_ts": thread_ts} if thread_ts else {}
    event = {"type": "message", "user": user_id, "text": text, "channel": channel_id, "ts": "700.7"}
    door.event(**event, channel_type="channel", **where, **more)


def noticed(scene: Scene) -> list[Mapping[str, Any]]:
    return [one["detail"] for one in scene.notices(NoticeKind.WORDS_NOTICED, due=True)]


def deliveries(scene: Scene) -> int:
    with scene.toolkit.ledger.read() as connection:
        return connection.execute(select(func.count()).select_from(inbox)).scalar_one()


def touched(scene: Scene, *words: str, channel_id: str = MARKETING, ts: str = "100.5") -> None:
    kept = [Word(word.lower(), word) for word in words or ("CNAME",)]
    scene.do(lambda desk: touch(desk.unit, channel_id, "100.1", ts, kept, desk.now))


def add_book(door: Knocking, user_id: str, channel_id: str = MARKETING, ts: str = "100.5") -> None:
    item = {"type": "message", "channel": channel_id, "ts": ts}
    door.event(type="reaction_added", user=user_id, reaction="book", item=item)


def told(scene: Scene) -> list[Mapping[str, Any]]:
    return [one["detail"] for one in scene.notices(NoticeKind.PERSON_TOLD, due=True)]


def last(scene: Scene) -> Mapping[str, Any]:
    detail = told(scene)[-1]
    assert not detail.get("blocks") or problems(Message(detail["text"], detail["blocks"])) == []
    return detail


def mutes(scene: Scene, user_id: str) -> Mutes:
    with scene.toolkit.ledger.read() as connection:
        return mutes_of(connection, user_id)


def not_jargon(scene: Scene, slug: str = "cname", channel_id: str = MARKETING) -> int:
    with scene.toolkit.ledger.read() as connection:
        return votes(connection, [slug], WordFeedback.NOT_JARGON, channel_id).get(slug, 0)


class TestWhatIsHeard:
    def test_words_in_a_requests_thread_are_looked_at_closer(self, door: Knocking, scene: Scene) -> None:
        scene.filed_and_posted()
        say(door, JONAS, JARGON, thread_ts=PUBLIC.thread_ts)
        assert noticed(scene) == [
            {
                "channel_id": MARKETING,
                "ts": "700.7",
                "thread_ts": PUBLIC.thread_ts,
                "source_channel": MARKETING,
                "source_ts": "700.7",
            }
        ]

    def test_a_message_without_such_a_word_leaves_nothing(self, door: Knocking, scene: Scene) -> None:
        scene.filed_and_posted()
        say(door, JONAS, "I'll have a look today", thread_ts=PUBLIC.thread_ts)
        say(door, MIA, JARGON, thread_ts=PUBLIC.thread_ts)  # not her side's word
        assert noticed(scene) == []

    def test_elsewhere_nothing_is_even_noted(self, door: Knocking, scene: Scene) -> None:
        before = deliveries(scene)
        say(door, JONAS, JARGON)
        say(door, JONAS, JARGON, thread_ts="1.1")
        assert (deliveries(scene), noticed(scene)) == (before, [])

    def test_in_a_channel_that_opted_in_only_a_message_with_a_word_is_noted(
        self, door: Knocking, scene: Scene
    ) -> None:
        scene.do(open_quiet, PRIYA, MARKETING)
        before = deliveries(scene)
        say(door, JONAS, "I'll have a look today")
        assert deliveries(scene) == before
        say(door, JONAS, JARGON)
        assert deliveries(scene) == before + 1
        assert [one["thread_ts"] for one in noticed(scene)] == [None]

    def test_the_company_file_opts_in_too(self, door: Knocking, scene: Scene) -> None:
        say(door, JONAS, JARGON, WEB)
        assert len(noticed(scene)) == 1

    def test_while_the_database_is_gone_nobodys_words_are_kept_for_a_mark(
        self, door: Knocking, scene: Scene
    ) -> None:
        gone = Ledger(f"sqlite:////nowhere/{scene.clock.now:%Y}.db")
        door.door = Door(replace(scene.toolkit, ledger=gone), find, unheard)
        say(door, JONAS, JARGON, WEB)
        assert not scene.toolkit.spool.waiting()
        assert noticed(scene) == []

    def test_nothing_is_filed_in_a_channel_that_opted_in(self, door: Knocking, scene: Scene) -> None:
        say(door, JONAS, "Please set the CNAME of our landing page", WEB)
        assert scene.notices(NoticeKind.REQUEST_FILED) == []

    def test_never_bots_edits_and_outsiders(self, door: Knocking, scene: Scene) -> None:
        scene.do(open_quiet, PRIYA, MARKETING)
        say(door, JONAS, JARGON, bot_id="B0OTHER")
        say(door, OUTSIDER, JARGON, user_team="T0ELSEWHERE")
        edited = {"ts": "700.7", "user": JONAS, "text": JARGON}
        before = {"ts": "700.7", "user": JONAS, "text": "today"}
        more = {"type": "message", "subtype": "message_changed", "channel": MARKETING}
        door.event(**more, message=edited, previous_message=before)
        assert noticed(scene) == []

    def test_never_in_direct_messages(self, door: Knocking, scene: Scene) -> None:
        scene.filed_and_posted(place=replace(PUBLIC, kind="direct", channel_id="D0MIA", thread_ts="200.1"))
        event = {"type": "message", "user": JONAS, "text": JARGON, "channel": "D0MIA", "ts": "700.7"}
        door.event(**event, channel_type="im", thread_ts="200.1")
        assert noticed(scene) == []

    def test_never_where_outsiders_read(self, door: Knocking, scene: Scene) -> None:
        scene.filed_and_posted(place=replace(PUBLIC, channel_id=PARTNERS))
        say(door, JONAS, JARGON, PARTNERS, thread_ts=PUBLIC.thread_ts)
        assert noticed(scene) == []

    def test_never_a_second_time_in_a_thread(self, door: Knocking, scene: Scene) -> None:
        scene.filed_and_posted()
        touched(scene)
        say(door, JONAS, JARGON, thread_ts=PUBLIC.thread_ts)
        assert noticed(scene) == []

    @pytest.mark.usefixtures("door")
    def test_the_copy_in_the_askers_own_thread_is_looked_at(self, scene: Scene) -> None:
        direct = replace(PUBLIC, kind="direct", channel_id="D0MIA", thread_ts="200.1")
        request = scene.filed_and_posted(place=direct)
        scene.speak(JONAS, JARGON, (request.card_channel, request.card_ts), "900.7")
        scene.do(send_to_asker, JONAS, request.card_channel, "900.7")
        copy = next(one for one in scene.claim_all() if one.kind is NoticeKind.MESSAGE_COPIED)
        scene.do(
            posted, copy, replace(scene.place_of(copy), channel_id="D0MIA", ts="201.1", thread_ts="200.1")
        )
        (seen,) = noticed(scene)
        assert (seen["channel_id"], seen["ts"], seen["thread_ts"]) == ("D0MIA", "201.1", "200.1")
        assert (seen["source_channel"], seen["source_ts"]) == (request.card_channel, "900.7")

    @pytest.mark.usefixtures("door")
    @pytest.mark.parametrize(("text", "count"), [("the UTM is wrong", 1), ("the button is wrong", 0)])
    def test_the_copy_of_the_askers_words_only_with_a_word_in_it(
        self, scene: Scene, text: str, count: int
    ) -> None:
        direct = replace(PUBLIC, kind="direct", channel_id="D0MIA", thread_ts="200.1")
        request = scene.filed_and_posted(place=direct)
        scene.speak(MIA, text, ("D0MIA", "200.1"), "201.1")
        copy = next(one for one in scene.claim_all() if one.kind is NoticeKind.MESSAGE_COPIED)
        scene.do(posted, copy, replace(scene.place_of(copy), thread_ts=request.card_ts))
        assert len(noticed(scene)) == count


class TestTheBook:
    def test_whoever_adds_it_reads_the_words_alone_where_they_are(self, door: Knocking, scene: Scene) -> None:
        touched(scene, "CNAME", "TTL")
        add_book(door, MIA)
        said = last(scene)
        assert said["user_id"] == MIA
        assert (said["channel_id"], said["thread_ts"]) == (MARKETING, "100.1")
        assert "*CNAME* (canonical name) = What CNAME is, for marketing." in said["text"]
        thanks, mute_one, vote_one = buttons(said["blocks"])
        assert thanks["text"]["text"] == "Thanks"
        assert mute_one["placeholder"]["text"] == "Don't explain this again…"
        assert [one["text"]["text"] for one in mute_one["options"]] == ["CNAME", "TTL"]
        door.click(MIA, {"action_id": mute_one["action_id"], "selected_option": mute_one["options"][1]})
        door.click(MIA, {"action_id": vote_one["action_id"], "selected_option": vote_one["options"][0]})
        assert mutes(scene, MIA).words == ("ttl",)
        assert not_jargon(scene) == 1

    def test_each_reads_it_in_the_wording_of_their_side(self, door: Knocking, scene: Scene) -> None:
        touched(scene)
        add_book(door, LENA)
        assert "What CNAME is, for IT." in last(scene)["text"]

    def test_outside_of_threads_it_is_said_in_the_channel(self, door: Knocking, scene: Scene) -> None:
        touched(scene, ts="100.1")
        add_book(door, MIA, ts="100.1")
        assert last(scene)["thread_ts"] is None

    def test_another_name_is_named_as_it_was_written(self, door: Knocking, scene: Scene) -> None:
        kept = [Word("cname", "alias record")]
        scene.do(lambda desk: touch(desk.unit, MARKETING, "100.1", "100.5", kept, desk.now))
        add_book(door, MIA)
        assert "*CNAME* (“alias record”, canonical name) =" in last(scene)["text"]

    def test_what_was_explained_lately_is_not_repeated(self, door: Knocking, scene: Scene) -> None:
        touched(scene)
        add_book(door, MIA)
        add_book(door, MIA)
        again = last(scene)
        assert again["text"] == ("I explained *CNAME* to you on Tue 10 Mar. `/explain CNAME` shows it again.")
        assert buttons(again["blocks"]) == []

    def test_what_is_muted_is_only_named(self, door: Knocking, scene: Scene) -> None:
        touched(scene)
        scene.do(lambda desk: mute(desk.unit, MIA, MuteScope.WORD, "cname", desk.now))
        add_book(door, MIA)
        assert "You asked me not to explain *CNAME*." in last(scene)["text"]

    @pytest.mark.parametrize(("scope", "ref"), [(MuteScope.ALL, ""), (MuteScope.CHANNEL, MARKETING)])
    def test_whoever_muted_everything_reads_nothing(
        self, door: Knocking, scene: Scene, scope: MuteScope, ref: str
    ) -> None:
        touched(scene)
        scene.do(lambda desk: mute(desk.unit, MIA, scope, ref, desk.now))
        add_book(door, MIA)
        assert told(scene) == []

    def test_outsiders_read_nothing(self, door: Knocking, scene: Scene) -> None:
        touched(scene)
        add_book(door, OUTSIDER)
        touched(scene, channel_id=PARTNERS)
        add_book(door, MIA, PARTNERS)  # by now others read there
        assert told(scene) == []

    def test_our_own_book_and_books_elsewhere_are_not_even_noted(self, door: Knocking, scene: Scene) -> None:
        touched(scene)
        before = deliveries(scene)
        add_book(door, "U0LIAISON")
        add_book(door, MIA, ts="100.6")
        assert (deliveries(scene), told(scene)) == (before, [])

    def test_words_that_were_put_away_since_are_said_to_be(self, door: Knocking, scene: Scene) -> None:
        touched(scene, "GONE")
        add_book(door, MIA)
        assert last(scene)["text"] == "The words of this message were put away since I marked it."


@pytest.fixture
def read(door: Knocking, scene: Scene) -> list[dict[str, Any]]:
    """What Mia reads after she added the book."""
    touched(scene)
    add_book(door, MIA)
    return list(last(scene)["blocks"])


class TestTheButtons:
    def test_dont_explain_this_again(self, door: Knocking, scene: Scene, read: list[dict[str, Any]]) -> None:
        again = button(read, "Don't explain this again")
        door.click(MIA, again)
        assert mutes(scene, MIA).words == ("cname",)
        said = last(scene)
        assert said["text"].startswith("I won't explain *CNAME* to you again. `/explain CNAME` still works")
        assert said["response_url"]
        door.click(MIA, again)
        assert last(scene)["text"].startswith("I don't explain *CNAME* to you any more already.")

    def test_then_the_channel_or_everything(
        self, door: Knocking, scene: Scene, read: list[dict[str, Any]]
    ) -> None:
        door.click(MIA, button(read, "Don't explain this again"))
        offered = list(last(scene)["blocks"])
        door.click(MIA, button(offered, "Nothing in this channel"))
        assert last(scene)["text"].startswith("I won't offer you explanations in this channel any more.")
        door.click(MIA, button(offered, "Nothing anywhere"))
        assert last(scene)["text"].startswith("I won't offer you explanations any more, anywhere.")
        assert mutes(scene, MIA) == Mutes(True, ("cname",), (MARKETING,))
        door.click(MIA, button(offered, "Nothing anywhere"))
        assert "any more already" in last(scene)["text"]

    def test_thanks_takes_the_place_of_the_explanation(
        self, door: Knocking, scene: Scene, read: list[dict[str, Any]]
    ) -> None:
        door.click(MIA, button(read, "Thanks"))
        said = last(scene)
        assert said["text"] == "You're welcome. `/explain CNAME` shows it again any time."
        assert said["replace_original"]
        with scene.toolkit.ledger.read() as connection:
            assert votes(connection, ["cname"], WordFeedback.CLEAR, MARKETING) == {"cname": 1}

    def test_not_jargon_here_counts_each_person_once(
        self, door: Knocking, scene: Scene, read: list[dict[str, Any]]
    ) -> None:
        pressed = button(read, "Not jargon here")
        door.click(MIA, pressed)
        assert last(scene)["text"].startswith("Noted, without your name. When one more person here says so")
        door.click(MIA, pressed)
        assert last(scene)["text"].startswith("You've said so here before, thanks.")
        assert not_jargon(scene) == 1
        door.click(TOM, pressed)
        assert "I'll only mark *CNAME* where the words around it" in last(scene)["text"]
        assert not_jargon(scene) == 2

    def test_the_fifth_voice_silences_it_and_whoever_looks_after_it_is_told_once(
        self, door: Knocking, scene: Scene, read: list[dict[str, Any]]
    ) -> None:
        pressed = button(read, "Not jargon here")
        for user_id in (MIA, TOM, LENA, KIM):
            door.click(user_id, pressed)
        before = len(told(scene))
        door.click(ADA, pressed)
        new = told(scene)[before:]
        assert "Five of you here say so, so I won't mark *CNAME*" in new[0]["text"]
        assert {one["user_id"] for one in new[1:]} == {JONAS, DEV}  # owners of IT's teams
        assert new[1]["text"].startswith(f"Five people in <#{MARKETING}> say that *CNAME* is no jargon there")
        door.click(PRIYA, pressed)
        assert len(told(scene)) == before + len(new) + 1

    def test_people_of_other_companies_press_nothing(
        self, door: Knocking, scene: Scene, read: list[dict[str, Any]]
    ) -> None:
        for label in ("Don't explain this again", "Not jargon here", "Thanks"):
            door.click(OUTSIDER, button(read, label))
            assert last(scene)["text"].startswith("The glossary is for people of this company.")
        assert (mutes(scene, OUTSIDER), not_jargon(scene)) == (Mutes(), 0)

    @pytest.mark.parametrize(
        ("action_id", "value", "sentence"),
        [
            ("quiet.mute.word", "word gone", "That word isn't in the glossary any more."),
            ("quiet.mute.word", "word", "I can't read that button any more."),
            ("quiet.mute.all", "all of it", "I can't read that button any more."),
            ("quiet.mute", "colour blue", "I can't read that button any more."),
            ("quiet.unmute", "", "I can't read that button any more."),
            ("quiet.not_jargon", "gone C0MARKETING", "That word isn't in the glossary any more."),
            ("quiet.not_jargon", "cname", "I can't read that button any more."),
            ("home.side", "both", "I can't read that button any more."),
        ],
    )
    def test_stale_buttons_say_what_to_do(
        self, door: Knocking, scene: Scene, action_id: str, value: str, sentence: str
    ) -> None:
        door.click(MIA, {"action_id": action_id, "value": value})
        assert last(scene)["text"].startswith(sentence)
