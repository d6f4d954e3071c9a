"""The optional sense of meaning, with an encoder of our own: everything works without it, and with any."""

from __future__ import annotations

import zlib

import numpy as np
import pytest

from bot.company import Company
from bot.routing import Lesson, Router
from bot.routing.semantic import embedding, load, sense_of
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


def test_an_area_with_phrases_that_fit_among_others_is_closer_than_one_where_all_fit_a_little() -> None:
    others = ["oak table", "warm stone", "blue sky", "wet road", "tall tree", "late train", "old shoe"]
    sense = sense_of(
        EMBED,
        [
            [*others, "snapshot", "big picture", "image here"],
            ["picture of warm stone", "blue image behind sky", "tall picture beside oak"],
        ],
    )
    meaning = EMBED(["photo"])[0]
    means = [(sense.phrases[rows] @ meaning).mean() for rows in sense.of_area]
    assert means[0] < means[1], "on the whole"
    first, second = sense.rows(["photo"])[0, -2:]
    assert first > 2 * second > 0


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
