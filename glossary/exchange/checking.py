"""What is wrong with a set of entries, beyond what is wrong with each: all of it at once, a sentence each."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from glossary.model import Entry, Side, Wording
from glossary.words import fold

_SIDES: tuple[Side, ...] = ("marketing", "it")
_SPOKEN: dict[Side, str] = {"marketing": "marketing", "it": "IT"}


def check(entries: Sequence[Entry], known: Collection[str] = ()) -> list[str]:
    """`known` are slugs of entries elsewhere that links may lead to."""
    by_slug = {entry.slug: entry for entry in entries}
    found: list[str] = []
    for entry in entries:
        found += [f"Entry “{entry.slug}”: {sentence}" for sentence in _of_one(entry, by_slug, known)]
    return [*found, *_circles(by_slug), *_twins(entries)]


def twice(entries: Iterable[Entry]) -> list[str]:
    """Slugs that stand for several entries, where they come from several files."""
    counted = Counter(entry.slug for entry in entries)
    return [
        f"Entry “{slug}”: its slug stands there {count} times. Give each entry its own."
        for slug, count in counted.items()
        if count > 1
    ]


def _of_one(entry: Entry, by_slug: Mapping[str, Entry], known: Collection[str]) -> Iterator[str]:
    for field in ("broader", "related", "confused_with"):
        for slug in getattr(entry, field):
            if slug not in by_slug and slug not in known:
                yield f"{field} leads to “{slug}”, which is not there. Take it out, or add that entry."
    for slug in entry.confused_with:
        if slug in by_slug and entry.slug not in by_slug[slug].confused_with:
            yield f"it is confused with “{slug}”, but not the other way round. Say so in both."
    for side in _SIDES:
        yield from _of_wording(entry, side)
    if entry.kind != "term" and not entry.questions:
        yield "nobody will find it without questions. Add a few, as people ask them."
    if any(label.noticing == "ask" for label in entry.labels) and not entry.signals:
        yield "it is noticed beside signal words only, and has none. Add some, or set notice to never."
    if any(not fold(label.text) for label in entry.labels):
        yield "one of its labels has no letter or digit. Take it out."


def _of_wording(entry: Entry, side: Side) -> Iterator[str]:
    wording: Wording = entry.wording_for(side)
    if entry.home == side:
        return
    missing = [name for name, text in (("why", wording.why), ("example", wording.example)) if not text]
    if missing:
        named = " and no ".join(missing)
        yield f"there is no {named} for {_SPOKEN[side]}, who do not speak it themselves. Write it."


def _circles(by_slug: Mapping[str, Entry]) -> Iterator[str]:
    """Entries that are broader than themselves, each circle once."""
    told: set[str] = set()
    for slug in by_slug:
        path = _circle_from(slug, by_slug)
        if path and not told & set(path):
            told |= set(path)
            yield f"Entry “{slug}”: broader leads in a circle ({' → '.join((*path, slug))}). Break it."


def _circle_from(start: str, by_slug: Mapping[str, Entry]) -> list[str]:
    waiting = [[start]]
    seen = {start}
    while waiting:
        path = waiting.pop()
        for above in by_slug[path[-1]].broader:
            if above == start:
                return path
            if above in by_slug and above not in seen:
                seen.add(above)
                waiting.append([*path, above])
    return []


def _twins(entries: Iterable[Entry]) -> Iterator[str]:
    """One name for two entries of one home that neither tells from the other: a meaning written twice."""
    by_name: defaultdict[str, dict[str, Entry]] = defaultdict(dict)
    for entry in entries:
        for label in entry.labels:
            if name := fold(label.text):
                by_name[name][entry.slug] = entry
    told: set[tuple[str, str]] = set()
    for name, sharing in by_name.items():
        several = list(sharing.values())
        for place, one in enumerate(several):
            for other in several[place + 1 :]:
                pair = (one.slug, other.slug)
                if pair not in told and _same_home(one, other) and not _told_apart(one, other):
                    told.add(pair)
                    yield (
                        f"Entries “{one.slug}” and “{other.slug}” are both called “{name}”. Make one of "
                        "them, or name each under the other's confused_with."
                    )


def _same_home(one: Entry, other: Entry) -> bool:
    return one.home == other.home or "shared" in (one.home, other.home)


def _told_apart(one: Entry, other: Entry) -> bool:
    return other.slug in one.confused_with or one.slug in other.confused_with
