"""The optional sense of meaning, with an encoder of our own: everything works without it, and with any."""

from __future__ import annotations

import zlib

import numpy as np
import pytest

from bot.company import Company
from bot.routing import Lesson, Router
from bot.routing.semantic import embedding, load
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
