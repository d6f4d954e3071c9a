"""Finding words: how long a search takes among 10,000 labels, and whether the right entry is found.

The large glossary is made up: words of syllables, six wordings an entry, a question at every fifteenth. The
prose tier stands beside SQLite's FTS5 over the same texts in the same run. What is found is judged on the
shipped entries, by queries that are in none of them: each question of a rule left out in turn and asked, and
names with one slip in them.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from statistics import median
from typing import Any

from sqlite_utils import Database

from glossary.exchange.entries import entry_from
from glossary.finding import Index, Known, find
from glossary.finding.asking import asked
from glossary.finding.stems import key, stem
from glossary.model import Entry
from glossary.starter import load_starter
from tests.bench.databases import Databases
from tests.bench.measured import Figure, Plan

SEED = 20_261_122
LABELS = 10_000
LIMIT_MS = 20.0
SYLLABLES = "ba ce di fo gu la me ni po ru sta tre cli dro ger min pel cor ven tal".split()  # noqa: SIM905 - read easier
CAPITALS = "ABCDEFGHIKLMNOPRST"


@dataclass
class Speech:
    """Made-up words, a few of them common."""

    chance: random.Random = field(default_factory=lambda: random.Random(SEED))

    def __post_init__(self) -> None:
        chance = self.chance
        self.words = ["".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))) for _ in range(6000)]

    def said(self, count: int) -> str:
        common = self.words[:300]
        return " ".join(
            self.chance.choice(common if self.chance.random() < 0.6 else self.words) for _ in range(count)
        )

    def entry(self, number: int) -> Entry:
        chance = self.chance
        wording = {"line": self.said(18), "why": self.said(18), "example": self.said(16)}
        names = dict.fromkeys(
            " ".join(chance.choices(self.words, k=chance.choice([1, 1, 2, 3]))) for _ in range(3)
        )
        term, *also = names
        made: dict[str, Any] = {
            "slug": f"entry-{number}",
            "term": term,
            "home": chance.choice(["it", "marketing"]),
        }
        made |= {"also": [*also, "".join(chance.choices(CAPITALS, k=4))], "marketing": wording, "it": wording}
        if number % 15 == 0:
            made |= {"kind": "why_not", "questions": [self.said(7) for _ in range(6)]}
        return entry_from(made)


def finding(plan: Plan, databases: Databases) -> list[Figure]:
    speech = Speech()
    entries = [speech.entry(number) for number in range(LABELS // 4 + 50)]
    started = time.perf_counter()
    index = Index(map(Known, entries))
    built = time.perf_counter() - started
    some = entries[: 30 if plan.quick else 120]
    return [
        *(_speed(kind, queries, index) for kind, queries in _queries(speech, some).items()),
        Figure(f"index of {len(index.labels)} labels made anew", f"{built:.2f} s"),
        _beside_fts5(entries, some, index),
        *_left_out(load_starter()),
        _slips(load_starter()),
    ]


def _queries(speech: Speech, some: Sequence[Entry]) -> dict[str, list[str]]:
    chance = speech.chance
    return {
        "a name": [entry.preferred.text for entry in some],
        "what is …?": [f"what is a {entry.labels[1].text}?" for entry in some],
        "a name with a slip": [_slip(entry.preferred.text, chance) for entry in some],
        "three letters that are none": ["".join(chance.choices(CAPITALS, k=3)) for _ in some],
        "two letters, while typing": [word[:2] for word in chance.sample(speech.words, len(some))],
        "a question of eight words": [f"why {speech.said(8)}" for _ in some],
        "4,000 characters": [speech.said(700)[:4000] for _ in some[:20]],
    }


def _speed(kind: str, queries: Sequence[str], index: Index) -> Figure:
    taken = sorted(_timed(lambda query=query: find(query, index, reader="it")) for query in queries)  # type: ignore[misc]
    p95 = taken[int(len(taken) * 0.95)]
    return Figure(
        f"search among {len(index.labels)} labels: {kind}",
        f"{median(taken):.2f} ms",
        f"under {LIMIT_MS:.0f} ms" if kind != "4,000 characters" else None,
        p95 < LIMIT_MS,
        f"95 of 100 within {p95:.2f} ms",
    )


def _beside_fts5(entries: Sequence[Entry], some: Sequence[Entry], index: Index) -> Figure:
    questions = [asked(f"why {entry.marketing.line}").content for entry in some]
    own = [_timed(lambda words=words: _own(words, index)) for words in questions]  # type: ignore[misc]
    with closing(Database(memory=True)) as database:
        started = time.perf_counter()
        table = database.table("texts")
        table.insert_all(_columns(entry) for entry in entries)
        table.enable_fts(
            ["labels", "questions", "line", "rest"], tokenize="porter unicode61 remove_diacritics 2"
        )
        built = time.perf_counter() - started
        theirs = [_timed(lambda words=words: _fts5(words, database)) for words in questions]  # type: ignore[misc]
    return Figure(
        "prose tier beside FTS5 in memory, any of the words",
        f"{median(own) / median(theirs):.2f}",
        detail=f"{median(own):.2f} ms; FTS5 {median(theirs):.2f} ms, its index made in {built:.2f} s",
    )


def _own(words: Iterable[str], index: Index) -> list[Any]:
    return sorted(index.prose.search(map(stem, words)), key=lambda match: -match.score)[:8]


def _fts5(words: Iterable[str], database: Database) -> list[Any]:
    quoted = " OR ".join('"' + word.replace('"', '""') + '"' for word in words)
    ranked = (
        "select rowid from texts_fts where texts_fts match ? order by bm25(texts_fts, 10, 6, 3, 1) limit 8"
    )
    return list(database.execute(ranked, [quoted]))


def _columns(entry: Entry) -> dict[str, str]:
    return {
        "labels": " ".join(label.text for label in entry.labels),
        "questions": " ".join(entry.questions),
        "line": f"{entry.marketing.line} {entry.it.line}",
        "rest": " ".join((entry.marketing.why, entry.marketing.example, entry.it.why, entry.it.example)),
    }


def _left_out(entries: Sequence[Entry]) -> list[Figure]:
    """Each question asked of a glossary that has all but this one."""
    count = first = three = answered = wrong = 0
    for place in range(max(len(entry.questions) for entry in entries)):
        index = Index(Known(replace(each, questions=_without(each.questions, place))) for each in entries)
        for entry in entries:
            if place < len(entry.questions):
                found = find(entry.questions[place], index, reader="marketing")
                slugs = [hit.entry.slug for hit in found.hits]
                count += 1
                first += slugs[:1] == [entry.slug]
                three += entry.slug in slugs[:3]
                answered += found.answer is not None
                wrong += found.answer is not None and found.answer.entry.slug != entry.slug
    return [
        Figure(
            "questions in new words: among the first three",
            f"{three / count:.0%}",
            detail=f"{count} questions, each left out in turn; the first: {first / count:.0%}",
        ),
        Figure(
            "of these, answered at once with another rule",
            f"{wrong / count:.1%}",
            detail=f"{answered} answered",
        ),
    ]


def _slips(entries: Sequence[Entry]) -> Figure:
    """One slip in each name of five letters and more."""
    chance = random.Random(SEED)
    index = Index(map(Known, entries))
    names = [entry for entry in entries if entry.kind == "term" and len(key(entry.preferred.text)) > 4]
    right = offered = wrong = 0
    for entry in names:
        found = find(_slip(entry.preferred.text, chance), index, reader="marketing")
        if found.answer is not None:
            right += found.answer.entry.slug == entry.slug
            wrong += found.answer.entry.slug != entry.slug
        else:
            offered += entry.slug in [hit.entry.slug for hit in (*found.hits, *found.suggestions)]
    return Figure(
        "names with one slip: answered or offered",
        f"{(right + offered) / len(names):.0%}",
        detail=f"{len(names)} names; answered {right}, offered {offered}, another answered {wrong}",
    )


def _slip(text: str, chance: random.Random) -> str:
    """Two letters swapped, one doubled, left out, or another one in its place; never the first."""
    place = chance.randrange(1, max(2, len(text) - 1))
    before, here, after = text[:place], text[place : place + 1], text[place + 1 :]
    slips = (
        before + after[:1] + here + after[1:],
        before + here * 2 + after,
        before + after,
        before + "x" + after,
    )
    return chance.choice(slips)


def _without(questions: tuple[str, ...], place: int) -> tuple[str, ...]:
    return questions[:place] + questions[place + 1 :]


def _timed(search: Callable[[], object]) -> float:
    """Milliseconds."""
    started = time.perf_counter()
    search()
    return 1000 * (time.perf_counter() - started)
