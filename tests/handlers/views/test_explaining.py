"""What is shown about words stays within Slack's limits, whatever stands in an entry; no text is obeyed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.explaining import Explained, Meanings, Sentence, Unexplained
from bot.people import Colleague, People
from db.kinds import ConceptStatus, RevisionState, WordState
from glossary.concepts import Concept, Revision
from glossary.finding import Hit, Tier
from glossary.model import Entry, Label, Wording
from glossary.shelf import Words, words_of
from glossary.spotting import Noticed
from glossary.unknown.counting import UnknownWord
from handlers.views.budget import problems
from handlers.views.explaining.answer import body, explained
from handlers.views.explaining.open import asked_openly, found_unclear, not_shared, shared
from handlers.views.explaining.seat import Seat, pressed
from handlers.views.explaining.several import meanings, others, sentence
from handlers.views.explaining.unexplained import card, same_as_form, unexplained, waiting, wanted
from handlers.views.message import Message
from tests.companies import WORKSPACE, small_company

NOW = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
SEAT = Seat("C0WEB", "1700000000.000100")
PEOPLE = People(small_company(), WORKSPACE, ())
HOSTILE = "<!channel> *bold* `code` & <@U0MIA|you> \u202e"


def entry(slug: str = "zork", text: str = "zork", **values: object) -> Entry:
    filled = {
        "slug": slug,
        "home": "it",
        "labels": (Label(text, "preferred"),),
        "marketing": Wording("a line", "a reason", "an example"),
        "it": Wording("a line", "a reason", "an example"),
        **values,
    }
    return Entry(**filled)  # type: ignore[arg-type]


def biggest(slug: str = "zork", sign: str = "&") -> Entry:
    """As long as a text may be, of signs that take five characters each."""
    wording = Wording(sign * 200, sign * 600, sign * 600)
    links = tuple(f"other-{number}" for number in range(12))
    return entry(
        slug,
        sign * 80 if sign.strip() else "zork",
        marketing=wording,
        it=wording,
        stands_for="y" * 80,
        related=links,
        confused_with=links,
    )


def kept(one: Entry, **values: object) -> Concept:
    revision = Revision("v1", f"c-{one.slug}", 1, one, RevisionState.APPROVED, None, NOW)
    made = Concept(f"c-{one.slug}", one.slug, one.home, ConceptStatus.APPROVED, "starter", revision)
    return replace(made, checked_on=date(2026, 3, 1), **values)  # type: ignore[arg-type]


def shelf(*entries: Entry) -> Words:
    return words_of(kept(one) for one in entries)


def drawn(one: Entry, words: Words, **values: object) -> Message:
    found = Explained(kept(one, **values), one, "marketing", "you wrote “x”", "y" * 3000)
    return explained(found, SEAT, PEOPLE, words, NOW)


@pytest.mark.parametrize("sign", ["&", "😀", "x", "<"])
def test_the_biggest_entries_fit(sign: str) -> None:
    one = biggest(sign=sign)
    words = shelf(one, *(biggest(f"other-{number}", sign) for number in range(12)))
    assert problems(drawn(one, words)) == []
    for message in (
        shared(one, "it", colleague()),
        asked_openly(one, "it", colleague()),
        found_unclear(one, 3),
        not_shared(one),
        meanings(Meanings((one,) * 1, "marketing", sign * 4000), SEAT),
        others([Hit(one, Tier.WITHIN, "x")], "it", SEAT, sign * 4000, wanted="y" * 60),
    ):
        assert problems(message) == []


def test_many_meanings_and_a_long_sentence_fit() -> None:
    many = tuple(biggest(f"other-{number}") for number in range(8))
    assert problems(meanings(Meanings(many, "marketing", "PR"), SEAT)) == []
    text = "& " * 2000
    words = [biggest(f"word-{number}") for number in range(32)]
    noticed = tuple(
        Noticed(one, one.preferred, 2 * number, 2 * number + 1, many[:3]) for number, one in enumerate(words)
    )
    assert problems(sentence(Sentence(noticed, text, "it"), SEAT)) == []


def test_what_editors_write_calls_nobody() -> None:
    one = entry(text=HOSTILE[:60], marketing=Wording(HOSTILE, HOSTILE, HOSTILE), stands_for=HOSTILE)
    message = drawn(one, shelf(one))
    assert problems(message) == []
    for said in (message.text, str(message.blocks)):
        assert "<!channel>" not in said
        assert "<@U0MIA" not in said


def test_a_reader_of_the_words_own_side_is_told_what_to_keep_in_mind() -> None:
    assert "Keep in mind:" in str(body(entry(), "it"))
    assert "Why it matters to you:" in str(body(entry(), "marketing"))
    assert "Why it matters to marketing:" in str(body(entry(), "marketing", to_all=True))


def test_an_entry_without_reason_and_example_is_one_line() -> None:
    assert len(body(entry(marketing=Wording("a line")), "marketing")) == 1


def test_the_place_of_a_number_is_explained_as_such() -> None:
    assert "Good to know:" in str(body(entry(kind="where"), "marketing"))


def test_what_it_is_short_for_is_said_once() -> None:
    said = drawn(entry(text="zork", stands_for="Zork"), shelf()).text
    assert said == "*zork*: a line"


def test_related_words_that_are_gone_are_not_offered() -> None:
    one = entry(related=("there", "gone"), broader=("there",))
    message = drawn(one, shelf(one, entry("there", "there")))
    assert str(message.blocks).count("'there'") == 1
    assert "gone" not in str(message.blocks)


def test_what_was_not_checked_for_long_says_so() -> None:
    fresh, old = drawn(entry(), shelf()), drawn(entry(), shelf(), review_due_on=date(2025, 1, 1))
    assert "checked on Sun 1 Mar" in str(fresh.blocks)
    assert "not checked since March" in str(old.blocks)


def test_a_button_brings_back_where_its_reader_sits() -> None:
    seen = pressed(SEAT.value("zork", "what is a zork"), "C0WEB")
    assert (seen.slug, seen.seat, seen.words) == ("zork", SEAT, "what is a zork")
    assert pressed(Seat("D0MIA").value("zork"), "D0MIA").seat == Seat("D0MIA")
    assert pressed("", None).slug == ""


@pytest.mark.parametrize("state", list(WordState))
def test_the_card_of_an_unknown_word_has_buttons_only_while_it_is_open(state: WordState) -> None:
    word = UnknownWord("zork", HOSTILE[:60], "it", state, 3, NOW, decided_by="U0JONAS")
    for found in (None, biggest()):
        message = card(word, PEOPLE, found)
        assert problems(message) == []
        is_asking = any(block["type"] == "actions" for block in message.blocks)
        assert is_asking == (state is WordState.OPEN)
    assert problems(wanted(word)) == []
    assert problems(waiting(word)) == []
    assert problems(same_as_form(word)) == []


@given(st.text(max_size=300), st.booleans(), st.booleans())
def test_any_words_that_nobody_has_explained_fit(words: str, is_proposed: bool, is_no_jargon: bool) -> None:
    hits = tuple(Hit(biggest(f"other-{number}"), Tier.SIMILAR, "x") for number in range(5))
    for offered, is_word in (((), True), (hits, True), ((), False), (hits, False)):
        found = Unexplained(words, "marketing", offered, None, is_word, is_word, is_proposed, is_no_jargon)
        assert problems(unexplained(found, SEAT)) == []


def colleague() -> Colleague:
    return Colleague("U0MIA", HOSTILE, "Europe/London")


def test_dates_in_the_future_do_not_confuse_the_upkeep() -> None:
    later = kept(entry(), review_due_on=NOW.date() + timedelta(days=9))
    message = explained(Explained(later, entry(), "it"), SEAT, PEOPLE, shelf(), NOW)
    assert "not checked" not in str(message.blocks)
