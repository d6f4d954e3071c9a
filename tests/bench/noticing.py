"""The judge of noticing, and its speed beside three other ways of finding labels in a text.

The messages stand in tests/quality: `jargon_messages.csv` (a sample) and `jargon.csv` (of the same kind,
written in four rounds, each before a look at how it would be read; then rules were mended, so what counts is
how a round did at first). Their columns: `expected_terms` what must be explained (terms of `terms.csv`, a
bar between two), `audience` who reads (`marketer` or `it`), `kind` `positive` or `trap`, `trap` which kind,
`thread_context` what was said before, `split` the round.

- **precision**: of the terms that were noticed in positive messages, the share that was expected.
- **recall**: of the terms that were expected there, the share that was noticed.
- **traps**: trap messages in which exactly the expected terms were noticed, mostly none.

Of the other ways of finding labels, pyahocorasick knows no words, the regex no addresses, code or plurals,
and flashtext2 ends its spans one sign late where a text has signs beyond ASCII.
"""

from __future__ import annotations

import csv
import random
import re
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from statistics import median

import ahocorasick
from flashtext2 import KeywordProcessor

from explaining import entries_of
from glossary.model import Entry, Label, Side, Wording
from glossary.spotting import Lexicon, natural_case, places_in, spot
from tests.bench.databases import Databases
from tests.bench.measured import Figure, Plan, compared

QUALITY = Path(__file__).parent.parent / "quality"
FILES = ("jargon_messages.csv", "jargon.csv")
GOALS = {"precision": 0.95, "recall": 0.92, "traps": 0.90}
SHOWN = 12  # hard cases named beside a figure

Span = tuple[int, int]
Find = Callable[[str], Iterable[Span]]

# What must be found stands in double brackets; addresses, code and parts of words must not be found.
MARKED = (
    "[[Staging]] is stale, I'll redeployit from the [[CDN]] and ping you for [[UAT]]. The [[DNS]] "
    "change is in, the [[TTL]]'s an hour, [[APIs]] too. See https://api.example.com/cdn/dns and `CNAME`"
    " or ask @cdn-team. Add no [[API key]] to the [[data\u00a0warehouse]]; rapid capitals stay. "
    "[[CI/CD]] is slow, the [[load balancer]] pool is not, the [[\uff33\uff2c\uff21]] holds. An apiary "
    "is no api_gateway. We need a [[CNAME]], an [[apex domain]], a [[merge conflict]] less and "
    "[[idempotent]] [[webhooks]]. Mail dns@example.com, file cdn_dns.pdf. Nothing else is on fire, "
    "thanks. Done."
)


@dataclass(frozen=True)
class Row:
    id: str
    text: str
    expected: frozenset[str]
    reader: Side
    thread: tuple[str, ...]
    is_trap: bool


@dataclass(frozen=True)
class Judged:
    right: int
    wrong: int
    missed: int
    traps_held: int
    traps_all: int
    hard: tuple[str, ...]

    @property
    def precision(self) -> float:
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        return self.right / max(1, self.right + self.missed)

    @property
    def traps(self) -> float:
        return self.traps_held / max(1, self.traps_all)


def rows_of(name: str) -> list[Row]:
    with (QUALITY / name).open(encoding="utf-8", newline="") as file:
        return [
            Row(
                id=row["id"],
                text=row["text"],
                expected=frozenset(filter(None, row["expected_terms"].split("|"))),
                reader="it" if row["audience"] == "it" else "marketing",
                thread=tuple(filter(None, row["thread_context"].split("|"))),
                is_trap=row["kind"] == "trap",
            )
            for row in csv.DictReader(file)
        ]


@cache
def terms() -> Lexicon:
    return Lexicon(entries_of(QUALITY / "terms.csv"))


def judged(rows: Iterable[Row], lexicon: Lexicon) -> Judged:
    right = wrong = missed = held = traps = 0
    hard = []
    for row in rows:
        noticed = spot(row.text, lexicon, reader=row.reader, thread=row.thread)
        found = {one.entry.preferred.text for one in noticed}
        if found != row.expected:
            hard.append(row.id)
        if row.is_trap:
            traps += 1
            held += found == row.expected
        else:
            right += len(found & row.expected)
            wrong += len(found - row.expected)
            missed += len(row.expected - found)
    return Judged(right, wrong, missed, held, traps, tuple(hard))


def noticing(plan: Plan, made: Databases) -> list[Figure]:
    return [*(each for name in FILES for each in _quality(name)), *_speed(plan)]


def _quality(name: str) -> list[Figure]:
    figures = judged(rows_of(name), terms())
    named = f"hard cases: {', '.join(figures.hard[:SHOWN])}" if figures.hard else "no hard cases"
    counted = {
        "precision": f"{figures.right} of {figures.right + figures.wrong} noticed; {named}",
        "recall": f"{figures.right} of {figures.right + figures.missed} expected",
        "traps": f"{figures.traps_held} of {figures.traps_all}",
    }
    return [
        Figure(
            f"Noticing, {name}: {what}",
            f"{getattr(figures, what):.3f}",
            goal=f"at least {goal:.2f}",
            met=getattr(figures, what) >= goal,
            detail=counted[what],
        )
        for what, goal in GOALS.items()
    ]


def _speed(plan: Plan) -> list[Figure]:
    text, truth = unmarked(MARKED)
    lexicons = {count: Lexicon(made_up(count)) for count in (500, 5_000, 50_000)}
    labels = [label.text for entry in made_up(5_000) for label in entry.labels]
    ways: dict[str, Find] = {
        "pyahocorasick": _aho_corasick(labels),
        "flashtext2": _flashtext(labels),
        "one compiled regex": _one_regex(labels),
    }
    ours = [_seconds(lambda: places_in(text, lexicons[5_000])) for _ in range(plan.rounds)]
    beside = [_beside(name, find, text, truth, ours, plan) for name, find in ways.items()]
    own = _told(set(places_in(text, lexicons[5_000])), truth)
    few = [_seconds(lambda: places_in(text, lexicons[500])) for _ in range(plan.rounds)]
    many = [_seconds(lambda: places_in(text, lexicons[50_000])) for _ in range(plan.rounds)]
    whole = [_seconds(lambda: spot(text, lexicons[5_000], reader="marketing")) for _ in range(plan.rounds)]
    return [
        *beside,
        Figure(
            "Labels in 500 characters, 50,000 labels ÷ 500 labels",
            compared([one / other for one, other in zip(many, few, strict=True)]),
            detail=f"{_shown(many)} beside {_shown(few)}; {own}",
        ),
        Figure(
            "Noticing with senses and reader's need ÷ finding the labels",
            compared([one / other for one, other in zip(whole, ours, strict=True)]),
            detail=f"{_shown(whole)} beside {_shown(ours)}, 5,000 labels",
        ),
    ]


def _beside(name: str, find: Find, text: str, truth: set[Span], ours: list[float], plan: Plan) -> Figure:
    theirs = [_seconds(lambda: find(text)) for _ in range(plan.rounds)]
    return Figure(
        f"Labels in 500 characters, 5,000 labels ÷ {name}",
        compared([one / other for one, other in zip(ours, theirs, strict=True)]),
        detail=f"{_shown(ours)} beside {_shown(theirs)}; {name}: {_told(set(find(text)), truth)}",
    )


def unmarked(marked: str) -> tuple[str, set[Span]]:
    """The text without its brackets, and the spans that stood in them."""
    text, spans, at = "", set(), 0
    for found in re.finditer(r"\[\[(.*?)\]\]", marked):
        text += marked[at : found.start()]
        spans.add((len(text), len(text) + len(found[1])))
        text += found[1]
        at = found.end()
    return text + marked[at:], spans


def made_up(count: int) -> list[Entry]:
    """So many labels: those of the terms first, then words that nobody says."""
    chance = random.Random(4)
    real = [label.text for entry in entries_of(QUALITY / "terms.csv") for label in entry.labels[:1]][:count]
    syllables = [a + b for a in "bcdfgklmnprstvz" for b in "aeiou"]
    texts = dict.fromkeys(real)
    while len(texts) < count:
        word = "".join(chance.choices(syllables, k=chance.randint(3, 5)))
        texts[word if chance.random() < 0.6 else f"{word} {''.join(chance.choices(syllables, k=3))}"] = None
    return [
        Entry(f"made-{at}", "it", (Label(text, "preferred", natural_case(text)),), Wording("x"), Wording("x"))
        for at, text in enumerate(texts)
    ]


def _aho_corasick(labels: Sequence[str]) -> Find:
    automaton = ahocorasick.Automaton()
    for label in labels:
        automaton.add_word(label.lower(), len(label))
    automaton.make_automaton()
    return lambda text: [(end - length + 1, end + 1) for end, length in automaton.iter_long(text.lower())]


def _flashtext(labels: Sequence[str]) -> Find:
    processor = KeywordProcessor(case_sensitive=False)
    for label in labels:
        processor.add_keyword(label)
    return lambda text: [(start, end) for _, start, end in processor.extract_keywords_with_span(text)]


def _one_regex(labels: Sequence[str]) -> Find:
    longest_first = sorted(labels, key=len, reverse=True)
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b", re.IGNORECASE)
    return lambda text: [found.span() for found in pattern.finditer(text)]


def _told(found: set[Span], truth: set[Span]) -> str:
    return f"{len(found & truth)} of {len(truth)} right, {len(found - truth)} wrong"


def _seconds(work: Callable[[], object]) -> float:
    """Of one call; the best of several, because others use the machine too."""
    best = sys.float_info.max
    for _ in range(5):
        started = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - started)
    return best


def _shown(seconds: Sequence[float]) -> str:
    return f"{1000 * median(seconds):.2f} ms"
