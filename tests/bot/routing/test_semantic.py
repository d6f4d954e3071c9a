"""The optional sense of meaning, with an encoder of our own: everything works without it, and with any."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from numpy.testing import assert_allclose

from bot.company import Company
from bot.routing import Lesson, Router
from bot.routing.ridge import Floats, times
from bot.routing.semantic import Closeness, embedding, load
from tests.bot.routing.companies import area, company_of

SYNONYMS = {
    "picture": "image",
    "photo": "image",
    "snapshot": "image",
    "heating": "warmth",
    "radiator": "warmth",
}


def by_synonyms(texts: list[str]) -> list[list[float]]:
    """Adds up a direction for each word; words of one meaning have the same."""
    rows = []
    for text in texts:
        total = np.zeros(64)
        for word in text.lower().split():
            seed = zlib.crc32(SYNONYMS.get(word, word).encode("utf-8", "replace"))
            total += np.random.default_rng(seed).standard_normal(64)
        rows.append([float(each) for each in total])
    return rows


EMBED = embedding(by_synonyms)
COMPANY = company_of(area("images", "picture", about="Anything to look at."), area("house", "heating"))


def test_without_the_extra_there_is_no_embedding() -> None:
    assert load("no_such_package_anywhere") is None


def test_an_area_is_found_by_other_words_than_its_own() -> None:
    assert Router(COMPANY).rank("another snapshot").unknown
    guesses = Router(COMPANY, semantic=EMBED).rank("another snapshot").guesses
    assert guesses[0].area_id == "images"


def test_what_is_learnt_is_found_by_other_words_too() -> None:
    router = Router(COMPANY, semantic=EMBED).learnt([Lesson("radiator clanks loudly", "house", "1")])
    assert router.rank("heating clanks").guesses[0].area_id == "house"
    assert router.rank("radiator clanks loudly").band == "sure"


def test_many_lessons_with_meaning_are_taken_in_and_forgotten(example_company: Company) -> None:
    lessons = [Lesson(f"zebra number {at}", "web_pages", str(at)) for at in range(130)]
    router = Router(example_company, lessons, semantic=EMBED)
    taught = router.learnt([Lesson("a photo of the yak", "devices_rooms", "yak")])
    assert taught.rank("a photo of the yak").guesses[0].area_id == "devices_rooms"
    assert taught.learnt(drop=["yak"]).rank("a photo of the yak").guesses[0].area_id != "devices_rooms"


@pytest.mark.parametrize("text", ["", " ", "\ud800", "\x00", "🎉" * 5000])
def test_odd_texts_have_a_vector_of_length_one_or_none(text: str) -> None:
    row = EMBED([text])[0]
    assert np.isfinite(row).all()
    assert float(np.linalg.norm(row)) == pytest.approx(1.0 if text.strip(" \0") else 0.0, abs=1e-3)


def test_an_encoder_that_fails_to_count_does_no_harm() -> None:
    broken = embedding(lambda texts: [[float("nan"), 1.0] for _ in texts])
    assert broken(["one", "two"]).tolist() == [[0.0, 1.0], [0.0, 1.0]]


def close(texts: Sequence[str], firm: Sequence[Sequence[float]], evenness: float) -> Closeness:
    return Closeness(EMBED(texts), np.array(firm), np.zeros(64, dtype=np.float32), evenness)


def shares(closeness: Closeness, text: str) -> Floats:
    found: Floats = closeness.shares(times(EMBED([text]), closeness.meanings.T))[0]
    return found


def test_one_row_that_means_the_same_says_more_than_many_that_fit_a_little() -> None:
    texts = ["snapshot", "oak table", "warm stone", "blue picture of sky", "tall picture by oak"]
    firm = [[1.0, 0.0]] * 3 + [[0.0, 1.0]] * 2
    first, second = shares(close(texts, firm, 1.0), "photo")
    assert first > 2 * second > 0
    assert first + second == pytest.approx(1.0)


def test_an_area_of_which_more_is_said_gets_more_until_there_is_history() -> None:
    texts, firm = ["oak", "stone", "sky"], [[1.0, 0.0], [1.0, 0.0], [0.0, 1.0]]
    cold, even = (shares(close(texts, firm, evenness), "violin")[0] for evenness in (0.0, 1.0))
    assert cold > even


def test_what_wishes_have_in_common_does_not_make_an_area_close() -> None:
    texts, firm = ["please can you photo", "heating clanks"], [[1.0, 0.0], [0.0, 1.0]]
    plain = close(texts, firm, 1.0)
    knowing = replace(plain, usual=EMBED(["please can you"])[0])
    wish = "please can you heating"
    assert shares(knowing, wish)[0] < shares(plain, wish)[0]


@pytest.mark.parametrize("evenness", [0.0, 0.4, 1.0])
def test_what_is_close_to_a_row_without_it_is_what_the_others_say(evenness: float) -> None:
    texts = ["oak table", "snapshot", "photo of oak", "radiator clanks", "warmth", "big picture"]
    firm = [[0.3, 0.0], [1.0, 0.0], [0.5, 0.0], [0.0, 1.0], [0.0, 0.2], [1.0, 0.0]]
    without = close(texts, firm, evenness).without_each(4)
    for at in range(2, 6):
        others = [other for other in range(6) if other != at]
        rest = close([texts[other] for other in others], [firm[other] for other in others], evenness)
        assert_allclose(without[at - 2], shares(rest, texts[at]), rtol=1e-4)


def test_company_files_and_lessons_are_encoded_once_and_what_somebody_asks_is_not_kept() -> None:
    encoded: list[str] = []

    def counting(texts: list[str]) -> list[list[float]]:
        encoded.extend(texts)
        return by_synonyms(texts)

    embed = embedding(counting)
    first = embed(["radiator", "photo", "radiator"])
    assert encoded.count("radiator") == 2, "the text, and its words that say something"
    encoded.clear()
    assert np.array_equal(embed(["photo", "radiator"]), first[[1, 0]])
    assert not encoded
    embed(["snapshot"])
    embed(["snapshot"])
    assert encoded.count("snapshot") == 4
