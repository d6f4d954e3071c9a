"""Cards, pages, lists and forms of the glossary: within Slack's limits whatever people write."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from typing import Any, get_args
from zoneinfo import ZoneInfo

import pytest

from db.kinds import ConceptStatus, RevisionState, WordDecision
from glossary.concepts import Concept, Revision
from glossary.finding import Hit, Tier
from glossary.keeping.history import Past
from glossary.keeping.notices import Step
from glossary.keeping.writer import Writer
from glossary.model import Entry, Home, Label, Side, Wording
from glossary.shelf import words_of
from handlers.views.budget import problems
from handlers.views.glossary import forms, telling
from handlers.views.glossary.card import card
from handlers.views.glossary.history import history_page
from handlers.views.glossary.lists import (
    Standing,
    found_page,
    kept_page,
    mine_page,
    topic_page,
    topics_page,
)
from handlers.views.glossary.page import Reader, entry_page, proposed_page, put_away_page, rejected_page
from handlers.views.message import Message
from tests.handlers.views.values import ADA, JONAS, LENA, MIA, NOW, PEOPLE, labels, live_texts, person, read

ZONE = ZoneInfo("Europe/Berlin")
TODAY = date(2026, 3, 24)
PLAIN = "A second name for a web address."
HOSTILE = "<!channel> <@U0MIA> & *bold* `tick` <https://evil.example|here> @everyone "
WIDE = "🧗" * 40
TEXTS = {
    "plain": PLAIN,
    "hostile": HOSTILE,
    "long": "word " * 120,
    "ampersands": "&<>" * 200,
    "wide": WIDE * 15,
    "turned": "‮drow‬ \x00\x07",
}


def entry(text: str = PLAIN, home: Home = "it", **values: Any) -> Entry:
    """Every piece as long as it may be, made of this text."""
    worded = Wording(text[:200], text[:600], text[:600])
    names = tuple(Label(f"{number} {text}"[:80]) for number in range(39))
    usual: dict[str, Any] = {
        "labels": (Label(text[:80] or "word", "preferred"), *names),
        "marketing": worded,
        "it": replace(worded, line=f"{text[:190]} for IT"),
        "topic": text[:80],
        "stands_for": text[:200],
        "questions": tuple(f"{number} {text}"[:600] for number in range(12)),
        "kind": "why_not",
    }
    return Entry("word", home, **{**usual, **values})


def revision(of: Entry, **values: Any) -> Revision:
    usual: dict[str, Any] = {
        "id": "v_1",
        "concept_id": "c_1",
        "n": 2,
        "state": RevisionState.PROPOSED,
        "author_id": LENA,
        "author_side": "it",
        "proposed_at": NOW - timedelta(hours=1),
        "note": of.marketing.line[:300],
    }
    return Revision(entry=of, **{**usual, **values})


def concept(of: Entry | None = None, **values: Any) -> Concept:
    live = revision(of, id="v_0", n=1, state=RevisionState.APPROVED) if of else None
    usual: dict[str, Any] = {
        "id": "c_1",
        "slug": "word",
        "home": "it",
        "status": ConceptStatus.APPROVED if of else ConceptStatus.PROPOSED,
        "source": "person",
        "live": live,
        "keeper_id": JONAS,
        "checked_on": TODAY - timedelta(days=400),
        "review_due_on": TODAY - timedelta(days=200),
    }
    return Concept(**{**usual, **values})


def reader(user_id: str = JONAS, side: Side = "it", *, reviews: bool = True) -> Reader:
    return Reader(Writer(user_id, side, reviews, is_overseer=False), side, ZONE)


def fits(shown: Message | dict[str, Any]) -> None:
    assert problems(shown) == []
    for text in live_texts(shown):
        assert "<!channel>" not in text
        assert "<@U0MIA>" not in text
        assert "|here>" not in text


DECIDED: dict[RevisionState, dict[str, Any]] = {
    RevisionState.PROPOSED: {},
    RevisionState.APPROVED: {"understood_by": MIA, "decided_by": JONAS},
    RevisionState.SUPERSEDED: {"understood_by": MIA, "decided_by": JONAS},
    RevisionState.REJECTED: {"decided_by": JONAS, "decided_note": HOSTILE * 4},
    RevisionState.OVERTAKEN: {},
}


def cards(text: str) -> Iterator[Message]:
    of = entry(text)
    for state, step, home, live in product(RevisionState, get_args(Step), get_args(Home), (None, entry())):
        proposed = revision(replace(of, home=home), state=state, **DECIDED[state])
        unclear = replace(proposed, unclear_by=MIA, unclear_note=text[:300], is_draft=True)
        for one in (
            proposed,
            unclear,
            replace(proposed, understood_by=MIA),
            replace(proposed, author_id=None),
        ):
            yield card(one, concept(live), PEOPLE, NOW, ZONE, step)


def decided(text: str) -> Iterator[Message]:
    for decision, status, live in product(WordDecision, ConceptStatus, (None, entry())):
        about = concept(live, status=status)
        yield telling.decided(revision(entry(text)), about, PEOPLE, decision, JONAS, text[:300])


def told(text: str) -> Iterator[Message]:
    of = entry(text)
    yield telling.handed_over(of, PEOPLE, JONAS)
    yield telling.review_due(concept(of), of, TODAY)
    for why, count in product(("review", "import"), (1, 500)):
        yield telling.waiting("it", why, [of] * min(10, count), count)  # type: ignore[arg-type]
    for live, new, home in product((True, False), (True, False), get_args(Home)):
        yield telling.proposed(replace(of, home=home), is_live=live, is_new=new, author_side="it")
    yield telling.retired(of, of)
    yield telling.no_jargon(of)
    yield telling.rejected(of)
    yield telling.passed_on(of, text[:60], is_known=True)
    yield telling.handed_to(of, PEOPLE, MIA, myself=False)
    yield telling.still_right_noted(concept(of), of, TODAY)
    yield telling.with_news(telling.done("Done.", "word"), "News.")


def pages(text: str) -> Iterator[Message]:
    of = entry(text)
    shown = Message("It is this.", [{"type": "divider"}])
    waiting = revision(of, unclear_by=MIA, unclear_note=text[:300])
    for who, next_one in product((reader(), reader(MIA, "marketing", reviews=False)), (None, waiting)):
        yield entry_page(shown, concept(of), of, who, PEOPLE, NOW, waiting=next_one)
        for status in (ConceptStatus.RETIRED, ConceptStatus.EXCLUDED):
            yield put_away_page(concept(of, status=status), of, of if next_one else None, who)
        yield proposed_page(waiting, who, PEOPLE, NOW)
    yield rejected_page(revision(of, decided_by=JONAS, decided_note=text[:300]), PEOPLE)
    past = [Past(revision(of, id=f"v_{n}", n=n), False, True, ("its names",) * 9) for n in range(12)]
    for number in (0, 2, 99):
        yield history_page(of, past, number, PEOPLE, NOW, ZONE, "it", may_return=True, news="Done.")


def lists(text: str) -> Iterator[Message]:
    of = entry(text)
    standing = Standing(3, 999)
    yield topics_page([(f"{number} {text}"[:80], 3) for number in range(120)], standing)
    yield topics_page([], Standing())
    yield topic_page(text, [of] * 30, 1, "it", standing) if text.strip() else topics_page([], Standing())
    yield topic_page(text[:80], [], 0, "it", standing)
    hits = [Hit(replace(of, slug=f"word-{number}"), Tier.PREFIX, text[:300]) for number in range(20)]
    yield found_page(text, hits, hits[:2], 1, "marketing", standing)
    yield found_page(text, [], hits[:4], 0, "marketing", standing)
    yield found_page(text, [], [], 0, "marketing", standing)
    one = (revision(of, id="v_9"), concept())
    yield mine_page([one], [concept(of)], 0, PEOPLE, NOW, ZONE, standing)
    yield kept_page([concept(of, review_due_on=None), concept(of)], 0, TODAY, standing)
    yield kept_page([], 0, TODAY, Standing())


def views(text: str) -> Iterator[dict[str, Any]]:
    of = entry(text)
    many = [concept(replace(entry(), slug=f"w-{n}", topic=f"topic {n}"), slug=f"w-{n}") for n in range(130)]
    words = words_of([concept(of), *many])
    yield forms.propose_form(words, "it", text=text, home="it", about={"norm": "word", "channel_id": "C1"})
    yield forms.edit_form(of, words, based_on="v_0")
    again = forms.redrawn(words, "it", {"word.term": text[:80]}, {"near": ["nothing"]})
    if again is not None:
        yield again
    yield forms.not_clear_form("v_1", of, {"channel_id": "C1"})
    yield forms.reject_form("v_1", of, {})
    yield forms.retire_form(of, {}, may_exclude=True)
    able = [person(MIA, name=text[:200]), *(replace(person(JONAS), user_id=f"U{n}") for n in range(150))]
    shown = forms.hand_over_form(of, able, {})
    assert shown is not None
    yield shown


@pytest.mark.parametrize("drawn", [cards, decided, told, pages, lists, views])
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_slack_takes_all_of_it_and_nobody_is_called_by_it(drawn: Any, text: str) -> None:
    for shown in drawn(text):
        fits(shown if isinstance(shown, dict) or shown.blocks else _with_text(shown))


def _with_text(message: Message) -> Message:
    return Message(message.text, [{"type": "section", "text": {"type": "mrkdwn", "text": message.text}}])


def test_the_wording_of_whoever_is_to_understand_it_stands_first() -> None:
    cases: tuple[tuple[Home, str], ...] = (("it", "For marketing"), ("marketing", "For IT"))
    for home, first in cases:
        shown = card(revision(entry(home=home)), concept(), PEOPLE, NOW, ZONE, "understand")
        text = read(shown)
        other = "For IT" if first == "For marketing" else "For marketing"
        assert text.index(first) < text.index(other)


def test_one_wording_for_both_is_shown_once() -> None:
    same = entry(it=entry().marketing)
    text = read(card(revision(same), concept(), PEOPLE, NOW, ZONE, "approve"))
    assert "*For both:*" in text
    assert "For IT" not in text


def test_a_draft_of_a_model_says_that_it_is_one() -> None:
    shown = card(revision(entry(), is_draft=True), concept(), PEOPLE, NOW, ZONE, "understand")
    assert "a draft by a language model, so read it with care" in read(shown)


def test_an_edit_says_what_is_new_in_it() -> None:
    edited = replace(entry(), topic="releases")
    text = read(card(revision(edited), concept(entry()), PEOPLE, NOW, ZONE, "understand"))
    assert "A better wording" in text
    assert "New in it: its topic." in text
    assert "So far" not in text


def test_an_edit_shows_the_line_that_it_would_replace() -> None:
    edited = entry(marketing=Wording("Another line for marketing."))
    text = read(card(revision(edited), concept(entry()), PEOPLE, NOW, ZONE, "approve"))
    assert f"So far marketing reads: “{PLAIN}”" in text
    assert "So far IT reads" not in text


def test_a_word_that_is_to_move_to_another_side_says_so() -> None:
    text = read(card(revision(entry(home="shared")), concept(entry()), PEOPLE, NOW, ZONE, "understand"))
    assert "A word of both sides, so far it was IT's" in text


def test_only_who_may_sees_the_buttons_of_looking_after() -> None:
    shown = Message("It is this.", [{"type": "divider"}])
    of = entry()
    keeper = entry_page(shown, concept(of), of, reader(reviews=False), PEOPLE, NOW)
    assert labels(keeper) == [
        "Still right",
        "Suggest a better wording",
        "History",
        "Hand over",
        "Retire",
        "All topics",
    ]
    other = entry_page(shown, concept(of), of, reader(ADA, "marketing", reviews=False), PEOPLE, NOW)
    assert labels(other) == ["Suggest a better wording", "History", "All topics"]


def test_buttons_that_look_alike_say_aloud_which_word_they_belong_to() -> None:
    page = topic_page("releases", [entry()], 0, "it", Standing())
    (button,) = [block["accessory"] for block in page.blocks if "accessory" in block]
    assert button["accessibility_label"] == f"Open: {PLAIN}"


def test_history_shows_the_wording_that_changed() -> None:
    old, new = entry(), entry(marketing=Wording("Another line for marketing."))
    past = [
        Past(revision(new), True, True, ("the wording for marketing",)),
        Past(revision(old, id="v_0"), False, True, ()),
    ]
    text = read(history_page(new, past, 0, PEOPLE, NOW, ZONE, "it", may_return=False))
    assert "For marketing: “Another line for marketing.”" in text
    assert f"For marketing: “{PLAIN}”" in text
    assert "For IT" not in text
