"""Cities in words, and the time zones that are named after them."""

from __future__ import annotations

from functools import cache
from typing import Final
from zoneinfo import available_timezones

from bot.intake.dates.clock import read_clock
from bot.intake.dates.line import cut, fold

_REGIONS: Final = frozenset(
    (
        "Africa",
        "America",
        "Antarctica",
        "Arctic",
        "Asia",
        "Atlantic",
        "Australia",
        "Europe",
        "Indian",
        "Pacific",
    )
)
_FEASTS: Final = frozenset(("easter",))  # an island, and far more often a day
_LONGEST_NAME: Final = 4  # words


def places_in(text: str) -> list[tuple[str, int, int]]:
    """Zones that are named by a city or whole ("Europe/London"), each with its place in the text."""
    line = cut(text, fold(text))
    found: list[tuple[str, int, int]] = []
    index = 0
    while index < line.size:
        length, zone = _longest(tuple(line.words[index : min(index + _LONGEST_NAME, line.size)]))
        if zone is not None:
            found.append((zone, line.starts[index], line.ends[index + length - 1]))
        index += max(1, length)
    return found


def named_zone(words: str) -> str | None:
    """The zone of other names people write behind a time: "UK", "ET", "CET", "UTC"."""
    line = cut(f"12:00 {words} time", f"12:00 {fold(words)} time")
    clock = read_clock(line, 0)
    return clock.zone if clock is not None and clock.after >= line.size else None


def zone_named(name: str) -> str | None:
    """The IANA zone that somebody writes as a city or as the zone itself."""
    words = tuple(cut(name, fold(name)).words)
    length, zone = _longest(tuple(word for word in words if word)[: _LONGEST_NAME + 1])
    return zone if length == len([word for word in words if word]) else named_zone(name)


def _longest(words: tuple[str, ...]) -> tuple[int, str | None]:
    names = _zones_by_name()
    for length in range(len(words), 0, -1):
        if words[:length] in names:
            return length, names[words[:length]]
    return 0, None


@cache
def _zones_by_name() -> dict[tuple[str, ...], str]:
    """City and whole name, cut as texts are; of several with the same city the first by the alphabet."""
    names: dict[tuple[str, ...], str] = {}
    for zone in sorted(available_timezones(), reverse=True):
        region, _, rest = zone.partition("/")
        if region in _REGIONS and rest:
            city = rest.rsplit("/", 1)[-1].replace("_", " ")
            for name in (city, zone.replace("_", " ")):
                names[tuple(word for word in cut(name, fold(name)).words if word)] = zone
    return {words: zone for words, zone in names.items() if " ".join(words) not in _FEASTS}
