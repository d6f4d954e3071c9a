"""One search: from what is surely meant down to what only comes near.

docs/decisions/0016-finding-words.md has the reasons and the figures.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from glossary.finding.asking import Asked, asked
from glossary.finding.index import Index, Spoken
from glossary.finding.labels import Candidate, labels_meant, labels_near, labels_within
from glossary.finding.rules import MOST_CONTENT, is_of_kind, rules_about, rules_asked
from glossary.finding.senses import Around, Company, evidence, is_close
from glossary.finding.similar import is_answer, lookalikes, shown_label
from glossary.finding.stems import stem
from glossary.finding.values import Found, Hit, Tier
from glossary.model import Side

MOST_SUGGESTIONS = 4
_COMPLETED = frozenset({Tier.PREFIX, Tier.WORDS})
MOST_NAMED = 3  # words
COVERED = 0.6  # of the weight of the words asked for, the share that a text must have to be offered


@dataclass(frozen=True)
class _Search:
    asked: Asked
    index: Index
    around: Around

    def ranked(self, candidates: Iterable[Candidate]) -> list[Candidate]:
        """Each entry once, by its best tier; within a tier by score, evidence and standing."""
        best: dict[int, Candidate] = {}
        for each in candidates:
            rival = best.get(each.place)
            if rival is None or (each.tier, -each.score) < (rival.tier, -rival.score):
                best[each.place] = each
        return sorted(best.values(), key=self._order)

    def weight(self, candidate: Candidate) -> float:
        if candidate.tier in _COMPLETED and not self.around.channel:
            return 0.0  # all that was asked is in the label, so that nothing stands around it
        return evidence(self.index.companies[candidate.place], candidate.label, self.around)

    def _order(self, each: Candidate) -> tuple[object, ...]:
        return (
            each.tier,
            -each.score,
            -self.weight(each),
            self.index.standings[self.around.reader][each.place],
        )

    def hit(self, candidate: Candidate) -> Hit:
        return Hit(self.index.entry(candidate.place), candidate.tier, candidate.why)


def find(words: str, index: Index, *, reader: Side, channel: str = "", limit: int = 8) -> Found:
    """What `words` may mean: a label, a question, a piece of either. Any text is safe; nothing is raised.

    `channel` is the name of the channel where it is asked (its topic's words may follow).
    """
    query = asked(words)
    if not query.keys or limit < 1:
        return Found()
    within = list(labels_within(query, index))
    search = _Search(query, index, Around.of(query, reader, channel, _neighbours(within, index)))
    meant, close = _meant(search)
    rules = rules_asked(query, index) if query.key not in index.by_key else []
    demoted: list[Candidate] = []
    if meant and rules and is_of_kind(query, rules[0].place, index):
        # "Where do I find the conversion rate" is not asking what a conversion rate is.
        demoted = [replace(each, tier=Tier.WITHIN, why=_within(search, each)) for each in meant]
        meant, close = [], False
    pool = [*rules, *labels_near(query, index), *demoted, *within]
    if not meant and not rules:
        pool += [*rules_about(query, index), *_prose(search)]
    seen = {each.place for each in meant}
    hits = [*meant, *search.ranked(each for each in pool if each.place not in seen)]
    hits.sort(key=lambda each: each.tier)  # stable: the order within each tier is kept
    return _with_lookalikes(search, hits[:limit], len(meant) if close else 0)


def _neighbours(within: Iterable[Candidate], index: Index) -> Iterator[Company]:
    """Entries whose label stands among the words and is nobody else's."""
    return (index.companies[each.place] for each in within if len(index.by_key.get(each.label, ())) == 1)


def _meant(search: _Search) -> tuple[list[Candidate], bool]:
    """Entries with that label, and whether it is open which of them is meant.

    Where the label has several meanings, what stands around it decides before the tier does.
    """
    ranked = search.ranked(labels_meant(search.asked, search.index))
    shown = [each for each in ranked if each.tier is not Tier.HIDDEN] or ranked
    weights = {each.place: search.weight(each) for each in shown}
    likely = [each for each in shown if weights[each.place] >= 0] or shown
    ordered = sorted(likely, key=lambda each: -weights[each.place])
    close = is_close([weights[each.place] for each in ordered])
    if len(ordered) > 1 and not close:
        first = ordered[0]
        tier = min(each.tier for each in ordered)  # it stands first: its way of being found is no worse
        ordered = [replace(first, tier=tier), *ordered[1:]]
    return ordered, close


def _within(search: _Search, candidate: Candidate) -> str:
    return f"your words mention “{search.index.entry(candidate.place).preferred.text}”"


def _prose(search: _Search) -> Iterator[Candidate]:
    stems = {stem(word): word for word in search.asked.content}
    if len(stems) > MOST_CONTENT:
        return
    for match in search.index.prose.search(stems, COVERED):
        text = search.index.companies[match.place].text
        words = [f"“{word}”" for each, word in stems.items() if each in text]
        why = f"its explanation speaks of {', '.join(words[:MOST_NAMED])}"
        yield Candidate(match.place, Tier.PROSE, why, score=match.score)


def _with_lookalikes(search: _Search, found: list[Candidate], senses: int) -> Found:
    """Labels that look like it, when nothing sure was found; answered only when it can be nothing else."""
    hits = tuple(search.hit(each) for each in found)
    if hits and hits[0].tier < Tier.PROSE:
        return Found(hits, (), senses > 1, senses)
    typed, written, alike = _lookalikes(search)
    names = [shown_label(typed, each, search.index) for each, _ in alike]
    near = [
        Candidate(each.place, Tier.SIMILAR, f"did you mean “{name}”?")
        for (each, _), name in zip(alike, names, strict=True)
    ]
    if not hits and is_answer(typed, alike):
        why = f"“{written}” looks like “{names[0]}”"
        hits, near = (search.hit(replace(near[0], why=why)),), near[1:]
    shown = {hit.entry.slug for hit in hits}
    offered = [search.hit(each) for each in near]
    return Found(hits, tuple(hit for hit in offered if hit.entry.slug not in shown)[:MOST_SUGGESTIONS])


def _lookalikes(search: _Search) -> tuple[str, str, list[tuple[Spoken, float]]]:
    """Of the whole query or of what is left without small words, whichever comes nearer to a label."""
    query, found = search.asked, []
    for start, end in dict.fromkeys(((0, len(query.keys)), query.peeled())):
        typed = query.key_of(start, end)
        alike = lookalikes(typed, search.index)
        found.append((typed, query.written(start, end), alike))
    return max(found, key=lambda each: each[2][0][1] if each[2] else 0.0)
