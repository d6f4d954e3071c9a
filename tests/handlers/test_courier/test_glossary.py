"""Cards of proposals in their channels, and what one person is told about words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.company import Company, Glossary
from bot.wordbook import writer_of
from db.kinds import NoticeKind
from glossary.concepts import Concept, Revision, find_concept, get_concept
from glossary.keeping.deciding import open_revision
from glossary.keeping.looking_after import hand_over, retire, still_right
from glossary.keeping.notices import ask_keeper, tell_side
from glossary.keeping.proposing import propose, propose_all
from glossary.keeping.reviewing import approve, not_understood, reject, understand
from glossary.keeping.writer import PROGRAM
from glossary.model import Entry
from glossary.planting import plant
from tests.companies import small_company
from tests.glossary.keeping.scene import LEAD, STAGING, word, worded
from tests.handlers.test_courier.conftest import DEV, JONAS, LENA, MIA, PRIYA, Stage

CNAME = word("CNAME")
NEW_LINE = "The copy of our site on which we rehearse."


class Wordsmiths:
    """People who decide about words, as a door would let them; what follows is said at once."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        with stage.toolkit.ledger.begin() as unit:
            plant(unit, (STAGING, LEAD), stage.clock.now)

    def act(self, service: Callable[..., Any], *before: Any, who: str, after: tuple[Any, ...] = ()) -> None:
        """`before` stands before the writer, `after` behind the moment."""
        with self.stage.toolkit.ledger.begin() as unit:
            desk = self.stage.toolkit.desk(unit)
            service(unit, *before, writer_of(desk, who), desk.now, *after)

    def decide(self, service: Callable[..., Any], revision: Revision, who: str, *note: str) -> None:
        self.act(service, revision.id, who=who, after=note)
        self.say()

    def propose(self, entry: Entry = CNAME, author: str = LENA) -> Revision:
        with self.stage.toolkit.ledger.begin() as unit:
            known = find_concept(unit, entry.slug)
            newest = (known.live or open_revision(unit, known.id)) if known else None
            writer = writer_of(self.stage.toolkit.desk(unit), author)
            propose(unit, entry, writer, self.stage.clock.now, based_on=newest.id if newest else None)
        return self.waiting(entry.slug)

    def proposed(self, entry: Entry = CNAME, author: str = LENA) -> Revision:
        self.propose(entry, author)
        self.say()
        return self.waiting(entry.slug)

    def hand_to(self, to: str, who: str = DEV, slug: str = "staging") -> None:
        with self.stage.toolkit.ledger.begin() as unit:
            desk = self.stage.toolkit.desk(unit)
            hand_over(unit, slug, writer_of(desk, to), writer_of(desk, who), desk.now)

    def note(self, service: Callable[..., Any], *args: Any) -> None:
        with self.stage.toolkit.ledger.begin() as unit:
            service(unit, *args, self.stage.clock.now)

    def say(self) -> None:
        """All of it, at a pace that Slack likes."""
        while self.stage.say_all():
            self.stage.later(5)

    def waiting(self, slug: str) -> Revision:
        with self.stage.toolkit.ledger.read() as connection:
            found = open_revision(connection, get_concept(connection, slug).id)
        assert found is not None
        return found

    def concept(self, slug: str) -> Concept:
        with self.stage.toolkit.ledger.read() as connection:
            return get_concept(connection, slug)

    def card(self, channel: str) -> dict[str, Any]:
        """The only one there, as Slack has it."""
        (only,) = self.stage.workspace.messages(channel)
        return only

    def direct(self, user_id: str) -> list[dict[str, Any]]:
        person = self.stage.workspace.person(user_id)
        return person.sees(person.dm())


def labels(message: dict[str, Any]) -> list[str]:
    rows = [block["elements"] for block in message["blocks"] if block["type"] == "actions"]
    return [element["text"]["text"] for row in rows for element in row]


@pytest.fixture
def company() -> Company:
    channels = Glossary(marketing_channel="#marketing", it_channel="#it-web")
    return replace(small_company(), glossary=channels)


@pytest.fixture
def smiths(stage: Stage) -> Wordsmiths:
    return Wordsmiths(stage)


def test_the_card_goes_to_the_side_that_is_to_understand_it(smiths: Wordsmiths) -> None:
    revision = smiths.proposed()
    card = smiths.card("marketing")
    assert card["text"].startswith("A new word: *CNAME*. Would you understand it, explained like this?")
    assert labels(card) == ["I understand this", "Not clear yet"]
    assert (revision.card_channel, revision.card_ts) == ("C0MARKETING", card["ts"])
    assert smiths.stage.texts("it-web") == []


def test_once_understood_the_reviewers_get_theirs_and_the_first_is_drawn_anew(smiths: Wordsmiths) -> None:
    revision = smiths.proposed()
    smiths.decide(understand, revision, MIA)
    first = smiths.card("marketing")
    assert first["text"].startswith("Mia understands *CNAME*. It's with IT now.")
    assert labels(first) == []
    second = smiths.card("it-web")
    assert second["text"].startswith("A new word to approve: *CNAME*. Mia understands it.")
    assert labels(second) == ["Approve", "Reject"]
    assert "Mia understands what you wrote about *CNAME*." in smiths.direct(LENA)[-1]["text"]


def test_after_the_decision_both_cards_are_calm_and_the_author_knows(smiths: Wordsmiths) -> None:
    revision = smiths.proposed()
    smiths.decide(understand, revision, MIA)
    smiths.decide(approve, revision, JONAS)
    for channel in ("marketing", "it-web"):
        card = smiths.card(channel)
        assert card["text"] == "Jonas has approved this text for *CNAME*. It's in the glossary."
        assert labels(card) == []
    assert smiths.direct(LENA)[-1]["text"].startswith("Jonas has approved what you wrote about *CNAME*.")


def test_a_no_says_why_on_the_card_and_to_the_author(smiths: Wordsmiths) -> None:
    revision = smiths.proposed(worded(STAGING, NEW_LINE), MIA)
    smiths.decide(reject, revision, JONAS, "We have <!channel> two of them.")
    card = smiths.card("marketing")
    assert card["text"].startswith("Jonas said no to this text for *staging*")
    told = smiths.direct(MIA)[-1]
    assert "“We have &lt;!channel&gt; two of them.” What was explained before stays." in told["text"]
    assert labels(told) == ["Try again"]


def test_what_is_not_clear_stands_on_the_card_and_goes_to_the_author(smiths: Wordsmiths) -> None:
    revision = smiths.proposed()
    smiths.decide(not_understood, revision, MIA, "What is it for?")
    assert "Not clear yet to Mia: “What is it for?”" in str(smiths.card("marketing")["blocks"])
    told = smiths.direct(LENA)[-1]
    assert "isn't clear yet to Mia: “What is it for?”" in told["text"]
    assert labels(told) == ["Word it differently"]


def test_a_newer_text_leaves_the_older_card_without_buttons(smiths: Wordsmiths) -> None:
    smiths.proposed()
    smiths.stage.later(60)
    smiths.proposed(worded(CNAME, "Another name that leads to the first one."), JONAS)
    old, new = smiths.stage.workspace.messages("marketing")
    assert old["text"].startswith("Nothing to do here: there is a newer text for *CNAME*")
    assert labels(old) == []
    assert labels(new) == ["I understand this", "Not clear yet"]
    told = smiths.direct(LENA)[-1]["text"]
    assert told.startswith("Jonas wrote a newer text for *CNAME*, so yours isn't decided any more.")


def test_a_card_that_was_decided_before_it_was_posted_is_not_posted(smiths: Wordsmiths) -> None:
    revision = smiths.propose()
    smiths.act(reject, revision.id, who=JONAS, after=("It is not ours.",))
    smiths.say()
    assert smiths.stage.texts("marketing") == []


def test_a_channel_that_refuses_the_card_leaves_it_to_the_bridge(smiths: Wordsmiths) -> None:
    smiths.stage.workspace.faults.slack_error("chat.postMessage", "is_archived", channel="C0MARKETING")
    smiths.proposed()
    assert labels(smiths.card("bridge")) == ["I understand this", "Not clear yet"]


def test_a_bridge_without_a_channel_gets_it_by_direct_message(smiths: Wordsmiths) -> None:
    smiths.stage.workspace.faults.slack_error("chat.postMessage", "is_archived", channel="C0MARKETING")
    smiths.stage.workspace.faults.slack_error("chat.postMessage", "is_archived", channel="C0BRIDGE")
    smiths.proposed()
    assert labels(smiths.direct(PRIYA)[-1]) == ["I understand this", "Not clear yet"]


def test_whoever_is_to_keep_a_word_is_asked(smiths: Wordsmiths) -> None:
    smiths.hand_to(LENA)
    smiths.say()
    told = smiths.direct(LENA)[-1]
    assert told["text"] == "Dev asks you to look after *staging* in the glossary."
    assert labels(told) == ["Edit", "Hand over"]


def test_what_was_handed_on_meanwhile_is_not_asked(smiths: Wordsmiths) -> None:
    smiths.hand_to(LENA)
    smiths.hand_to(JONAS)
    smiths.say()
    assert smiths.direct(LENA) == []
    assert len(smiths.direct(JONAS)) == 1


def test_the_keeper_is_asked_whether_it_is_still_right(smiths: Wordsmiths) -> None:
    smiths.hand_to(LENA)
    smiths.say()
    smiths.stage.clock.advance(timedelta(days=400))
    smiths.note(ask_keeper, "staging", LENA)
    smiths.say()
    told = smiths.direct(LENA)[-1]
    assert told["text"].startswith("Is *staging* still explained right? You look after it; ")
    assert STAGING.marketing.line in str(told["blocks"])
    assert labels(told) == ["Still right", "Edit", "Hand over", "Retire"]


def test_nobody_is_asked_about_what_was_checked_or_put_away_meanwhile(smiths: Wordsmiths) -> None:
    smiths.hand_to(LENA)
    smiths.say()
    before = len(smiths.direct(LENA))
    smiths.stage.clock.advance(timedelta(days=400))
    smiths.note(ask_keeper, "staging", LENA)
    smiths.act(still_right, "staging", who=LENA)
    smiths.say()
    smiths.stage.clock.advance(timedelta(days=400))
    smiths.note(ask_keeper, "staging", LENA)
    smiths.act(retire, "staging", who=LENA)
    smiths.say()
    assert len(smiths.direct(LENA)) == before


def test_what_waits_for_a_side_is_told_in_one_message(smiths: Wordsmiths) -> None:
    smiths.note(tell_side, "it", "review", ["staging", "gone"])
    smiths.say()
    card = smiths.card("it-web")
    assert card["text"].startswith("2 words of IT wait for somebody to say whether they are still right.")
    assert "`/glossary mine` shows them one by one." in card["text"]
    assert "*staging* and 1 more." in str(card["blocks"])


def test_an_import_is_told_of_once(smiths: Wordsmiths) -> None:
    with smiths.stage.toolkit.ledger.begin() as unit:
        propose_all(unit, [CNAME, word("webhook")], PROGRAM, smiths.stage.clock.now)
    smiths.say()
    card = smiths.card("marketing")
    assert card["text"].startswith("2 words wait for somebody of marketing to say: “I understand this.”")
    assert "*CNAME*, *webhook*." in str(card["blocks"])


def test_an_unsure_card_is_not_posted_twice(smiths: Wordsmiths) -> None:
    faults = smiths.stage.workspace.faults
    faults.time_out_after_accepting("chat.postMessage", channel="C0MARKETING", hold=0)
    smiths.propose()
    for _ in range(6):
        smiths.stage.say_all()
        smiths.stage.later(30)
    assert faults.count("time_out_after_accepting") == 1
    assert smiths.waiting("cname").card_ts == smiths.card("marketing")["ts"]


def test_an_open_form_is_drawn_anew_and_a_closed_one_is_let_be(smiths: Wordsmiths) -> None:
    stage = smiths.stage
    view = {"type": "modal", "title": {"type": "plain_text", "text": "A form"}, "blocks": [section("Before")]}
    opened = stage.client.views_open(
        trigger_id=stage.workspace.within(lambda office: office.trigger(MIA)), view=view
    )["view"]
    fresh = {**view, "blocks": [section("After")]}
    about = {"view_id": opened["id"], "typed_at": "12.5"}
    stage.courier.deliver(stage.notice(NoticeKind.VIEW_CHANGED, **about, view=fresh))
    late = {**about, "typed_at": "9.9"}
    stage.courier.deliver(stage.notice(NoticeKind.VIEW_CHANGED, **late, view=view))
    seen = stage.workspace.person(MIA).view()
    assert seen is not None
    assert "After" in str(seen["blocks"])
    stage.workspace.person(MIA).close_view()
    stage.courier.deliver(stage.notice(NoticeKind.VIEW_CHANGED, **about, view=fresh))
    assert stage.workspace.person(MIA).view() is None


def section(text: str) -> dict[str, Any]:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}
