"""Which message gets its book, and above all which never does."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.company import Company, Glossary
from bot.quiet.switching import open_quiet
from bot.quiet.touching import Place, Voice, touch_if_it_helps, worth_touching
from bot.requests.model import Place as Home
from bot.requests.model import Request
from bot.requests.talking import Spoken
from bot.requests.working import acknowledge
from bot.toolkit import Desk
from db.kinds import MuteScope, WordFeedback
from glossary.quiet.explained import NOT_AGAIN_FOR, note_explained
from glossary.quiet.feedback import vote
from glossary.quiet.mutes import mute
from glossary.quiet.readers import choose_side
from glossary.quiet.touches import MOST_A_DAY, Word, touch_in
from tests.bot.requests.scene import ADA, DEACTIVATED, DEV, JONAS, LENA, MIA, OUTSIDER, PRIYA, TOM, Scene
from tests.companies import small_company

MARKETING, WEB, DIRECT = "C0MARKETING", "C0WEB", "D0MIA"
JARGON = "I'll set the CNAME today"
PLACE = Place(MARKETING, "100.5", "100.1")


@pytest.fixture
def company() -> Company:
    return replace(small_company(), glossary=Glossary(quiet_in=("#it-web",)))


@pytest.fixture
def request_of_mia(words: Scene) -> Request:
    """In a thread of #marketing."""
    return words.filed_and_posted()


def worth(
    scene: Scene,
    text: str = JARGON,
    *,
    by: str = JONAS,
    place: Place = PLACE,
    before: tuple[Voice, ...] = (),
    after: tuple[Voice, ...] = (),
) -> list[str]:
    said = Spoken(place.channel_id, place.ts, place.thread_ts, by, text)
    found = scene.do(worth_touching, place, said, before, after)
    return [word.slug for word in found]


def touched(scene: Scene, place: Place = PLACE, text: str = JARGON, by: str = JONAS) -> bool:
    said = Spoken(place.channel_id, place.ts, place.thread_ts, by, text)
    return scene.do(touch_if_it_helps, place, said, [], [])


pytestmark = pytest.mark.usefixtures("request_of_mia")


def test_a_word_of_it_in_the_thread_of_a_marketers_request(words: Scene) -> None:
    assert worth(words) == ["cname"]
    assert touched(words)
    with words.toolkit.ledger.read() as connection:
        found = touch_in(connection, MARKETING, "100.1")
    assert found is not None
    assert (found.ts, found.words) == ("100.5", (Word("cname", "CNAME"),))


def test_the_other_way_round_once_somebody_of_it_has_spoken(words: Scene) -> None:
    text = "the UTM is missing on all of them"
    assert worth(words, text, by=MIA) == []  # nobody of IT is there yet
    assert worth(words, text, by=MIA, before=(Voice(JONAS, "on it"),)) == ["utm"]
    assert worth(words, text, by=MIA, after=(Voice(JONAS, "on it"),)) == ["utm"]


def test_never_when_nobody_of_the_other_side_is_there(words: Scene) -> None:
    card = Place("C0BRIDGE", "7.5", "7.1")
    assert worth(words, place=card) == []  # no thread of a request at all
    request = words.filed_and_posted(place=Home("public", MARKETING, "300.1"), asked_by=DEV)
    assert request.home_ts == "300.1"
    inside = Place(MARKETING, "300.5", "300.1")
    assert worth(words, place=inside) == []
    assert worth(words, place=inside, before=(Voice(LENA, "me too"), Voice(PRIYA, "and me"))) == []
    assert worth(words, place=inside, before=(Voice(TOM, "same here"),)) == ["cname"]


def test_never_where_outsiders_read(words: Scene) -> None:
    for channel_id in ("C0PARTNERS", "C0OLD", "C0NEVERMET"):
        words.filed_and_posted(place=Home("public", channel_id, "400.1"))
        assert worth(words, place=Place(channel_id, "400.5", "400.1")) == []
    assert worth(words, before=(Voice(OUTSIDER, "hello from the agency"),)) == []


def test_never_in_the_private_thread_of_an_outsider(words: Scene) -> None:
    words.filed_and_posted(place=Home("direct", "D0OLGA", "500.1"), asked_by=OUTSIDER)
    assert worth(words, place=Place("D0OLGA", "500.5", "500.1", is_copy=True)) == []


def test_never_in_direct_messages_but_the_copy_that_the_asker_reads(words: Scene) -> None:
    words.filed_and_posted(place=Home("direct", DIRECT, "200.1"))
    place = Place(DIRECT, "200.5", "200.1", is_copy=True)
    assert worth(words, place=place) == ["cname"]
    assert worth(words, place=replace(place, is_copy=False)) == []


def test_the_copy_of_an_askers_words_under_the_card(words: Scene, request_of_mia: Request) -> None:
    words.do(acknowledge, request_of_mia.id, JONAS)
    request = words.request(request_of_mia.id)
    assert request.card_channel is not None
    place = Place(request.card_channel, "9.9", request.card_ts, is_copy=True)
    assert worth(words, "the UTM is wrong", by=MIA, place=place) == ["utm"]


@pytest.mark.parametrize("writer", [PRIYA, ADA, OUTSIDER, DEACTIVATED, "U0NOBODY", ""])
def test_never_for_words_of_those_who_are_of_neither_side(words: Scene, writer: str) -> None:
    assert worth(words, by=writer) == []


def test_never_for_own_words_of_the_reader_and_shared_ones(words: Scene) -> None:
    assert worth(words, "the UTM is missing") == []
    assert worth(words, "the CMS is slow") == []
    assert worth(words, "I'll have a look") == []


def test_never_the_same_word_to_the_same_person_in_ninety_days(words: Scene) -> None:
    words.do(lambda desk: note_explained(desk.unit, MIA, ["cname"], desk.now))
    assert worth(words) == []
    assert worth(words, "the CNAME has a long TTL") == ["ttl"]
    assert worth(words, before=(Voice(TOM, "me too"),)) == ["cname"]  # Tom has not read it
    words.clock.advance(NOT_AGAIN_FOR)
    assert worth(words) == ["cname"]


@pytest.mark.parametrize(
    ("scope", "ref", "left"),
    [
        (MuteScope.WORD, "cname", ["ttl"]),
        (MuteScope.CHANNEL, MARKETING, []),
        (MuteScope.ALL, "", []),
        (MuteScope.CHANNEL, WEB, ["cname", "ttl"]),
    ],
)
def test_never_what_the_only_reader_muted(words: Scene, scope: MuteScope, ref: str, left: list[str]) -> None:
    words.do(lambda desk: mute(desk.unit, MIA, scope, ref, desk.now))
    assert worth(words, "the CNAME has a long TTL") == left


def test_never_what_was_explained_before_in_the_thread_or_is_declined(words: Scene) -> None:
    told = Voice(LENA, "a CNAME is a nickname for a web address")
    assert worth(words, before=(told,)) == []
    assert worth(words, after=(told,)) == ["cname"]
    assert worth(words, "the CNAME (a nickname for an address) is set") == []


def test_a_marketer_who_reads_its_words_needs_no_help_with_them(words: Scene) -> None:
    words.do(lambda desk: choose_side(desk.unit, MIA, "it"))
    assert worth(words) == []


def test_votes_of_the_channel_count(words: Scene) -> None:
    def vote_five_times(desk: Desk) -> None:
        for n in range(5):
            not_jargon, here = WordFeedback.NOT_JARGON, MARKETING
            vote(desk.unit, "cname", not_jargon, voter=str(n), channel_id=here, now=desk.now)

    words.do(vote_five_times)
    assert worth(words) == []


def test_one_touch_for_each_thread(words: Scene) -> None:
    assert touched(words)
    assert not touched(words, replace(PLACE, ts="100.6"))
    assert touched(words)  # the same message again: decided, and perhaps not shown yet


def test_at_most_three_words_of_a_message(words: Scene) -> None:
    assert worth(words, "CNAME, TTL, SSO and CDN are all set") == ["cname", "ttl", "sso"]


def test_a_channel_has_five_touches_a_day(words: Scene) -> None:
    for n in range(MOST_A_DAY + 1):
        words.filed_and_posted(place=Home("public", MARKETING, f"{600 + n}.1"))
    places = [Place(MARKETING, f"{600 + n}.5", f"{600 + n}.1") for n in range(MOST_A_DAY + 1)]
    assert [touched(words, place) for place in places] == [True] * MOST_A_DAY + [False]
    words.clock.advance(timedelta(days=1))
    assert touched(words, places[-1])


def test_in_a_channel_that_opted_in_anybody_may_read(words: Scene) -> None:
    alone = Place(MARKETING, "800.1", None)
    assert worth(words, place=alone) == []
    words.do(open_quiet, PRIYA, MARKETING)
    assert worth(words, place=alone) == ["cname"]
    assert worth(words, place=alone, after=(Voice(OUTSIDER, "hi"),)) == []


def test_the_company_file_opts_a_channel_in(words: Scene) -> None:
    assert worth(words, place=Place(WEB, "800.1", None)) == ["cname"]
