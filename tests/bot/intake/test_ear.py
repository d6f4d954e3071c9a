"""What practice taught: the weights belong to the sentences, and carry over to themes that were held out."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot.intake.ear import hear
from bot.intake.ear.features import BIAS, BUCKETS, READ, pieces
from bot.intake.ear.hearing import WEIGHTS
from bot.intake.ear.learning import (
    KINDS,
    PENALTY,
    TAUGHT,
    Rows,
    Sentence,
    matrix,
    practice,
    rarity_in,
    taught,
)
from bot.intake.incident import incident_words
from bot.intake.verdict import judge
from bot.intake.words import signs

NEVER_PRACTISED = Path(__file__).with_name("never_practised.tsv")
WEIGHT_ERROR = 0.1  # machines add up in another order, and teaching ends a little before the optimum


@pytest.fixture(scope="module")
def sentences() -> list[Sentence]:
    return practice()


@pytest.fixture(scope="module")
def rows(sentences: list[Sentence]) -> Rows:
    return matrix([each.text for each in sentences])


def logit(chance: float) -> float:
    return float(np.log(chance / (1 - chance)))


def test_the_weights_that_are_kept_are_those_that_the_sentences_teach(
    sentences: list[Sentence], rows: Rows
) -> None:
    """At the optimum each weight is what the sentences still pull at it, by the penalty; no need to teach."""
    kept = np.load(WEIGHTS).astype(np.float64)
    meant = np.array([[each.kind == kind for kind in TAUGHT] for each in sentences])
    pull = (meant - 1 / (1 + np.exp(-(rows @ kept.T)))).T @ rows
    assert np.abs(pull * rarity_in(rows) ** 2 / PENALTY - kept).max() < WEIGHT_ERROR


def test_a_sentence_is_heard_as_it_was_taught(sentences: list[Sentence], rows: Rows) -> None:
    weights = np.load(WEIGHTS).astype(np.float64)
    for at in range(0, len(sentences), 50):
        row = rows[at]
        heard = hear(sentences[at].text)
        assert logit(heard.incident) == pytest.approx(weights[0] @ row, abs=1e-6)
        assert logit(heard.not_it) == pytest.approx(weights[1] @ row, abs=1e-6)
        assert logit(heard.unclear) == pytest.approx(weights[2] @ row, abs=1e-6)


def test_themes_that_were_held_out_are_told_apart(sentences: list[Sentence], rows: Rows) -> None:
    kinds = np.array([each.kind for each in sentences])
    held_out = np.array([each.theme % 4 == 0 for each in sentences])
    some = ~held_out & (np.arange(len(sentences)) % 2 == 0)  # half of the rest: teaching all takes long
    logits = rows[held_out] @ taught(rows[some], kinds[some]).T
    for at, kind in enumerate(TAUGHT):
        meant = kinds[held_out] == kind
        if kind == "unclear":  # rare: never likely by itself, and yet far likelier than elsewhere
            assert np.median(logits[meant, at]) > np.quantile(logits[~meant, at], 0.9)
            continue
        said = logits[:, at] > 0
        assert said[meant].mean() >= 0.55
        assert said[~meant].mean() <= 0.08


def test_sentences_that_were_never_practised_are_judged_alike() -> None:
    judged: dict[str, list[str]] = {}
    for line in NEVER_PRACTISED.read_text("utf-8").splitlines():
        kind, text = line.split("\t")
        verdict = judge(text, evidence=0.6 if kind == "request" else 0.25).verdict
        told = verdict == "request" and incident_words(text) is not None
        judged.setdefault(kind, []).append("incident" if told else verdict)
    assert judged["incident"].count("incident") >= 0.75 * len(judged["incident"])
    assert judged["not_it"].count("request") <= 0.3 * len(judged["not_it"])
    assert judged["request"].count("not_it") <= 0.1 * len(judged["request"])
    assert [*judged["not_it"], *judged["request"]].count("incident") <= 3


def test_every_kind_has_practice_in_five_languages(sentences: list[Sentence]) -> None:
    for kind in KINDS:
        assert {each.language for each in sentences if each.kind == kind} == {"en", "fr", "de", "es", "pt"}


def test_no_sentence_is_practised_twice(sentences: list[Sentence]) -> None:
    texts = [each.text for each in sentences]
    assert len(texts) == len(set(texts))


def test_a_line_that_is_no_practice_is_refused_by_its_number(tmp_path: Path) -> None:
    for kind in KINDS:
        (tmp_path / f"{kind}.tsv").write_text(f"{kind}\ten\twords\n", "utf-8")
    (tmp_path / "request.tsv").write_text("request\ten\twords\n\nrequest\ten\n", "utf-8")
    with pytest.raises(ValueError, match=r"request\.tsv, line 3"):
        practice(tmp_path)


def test_no_more_words_are_heard_than_a_message_needs() -> None:
    assert len(pieces(signs("word " * 5000)).words) == READ


@pytest.mark.parametrize("text", ["", "\x00", "\ud800", "😀" * 50, "مرحبا بالعالم", "?" * 300])
def test_any_text_is_heard_as_chances(text: str) -> None:
    heard = hear(text)
    assert 0 < heard.incident < 1
    assert 0 < heard.not_it < 1


def test_an_empty_text_has_the_bias_alone() -> None:
    assert matrix([""])[0, BUCKETS] == BIAS
