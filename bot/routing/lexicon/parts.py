"""Single words of phrases: "hero" says a little of what "hero image" says, if it is said of one area only."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from bot.routing.vocabulary import says_little

PART: Final = 0.5  # of what the phrases together would say
ONE_SIDED: Final = 0.4  # the share that one area must have of everything the word points to
SHORTEST: Final = 3  # letters

# Stems that stand in any phrase by chance: times, numbers, and words for anybody and anything.
_BY_CHANCE_TEXT: Final = """
yesterday today tomorrow since past future night noon hour day date year moment first last next end start
two three six ten half full whole big small short long old new live
person employee customer client colleague boss everyone nobody name word case part place side way
ask say show see set make take give move keep leave come went go use appear stop
gestern morgen nacht jahr ende anfang zwei drei gross klein lang kurz alt neu kunde kunden
zeigt stehen steht kommt kommen nehmen stellen
hier demain nuit annee fin debut deux trois grand petit longue ancien ancienne nouveau nouvelle nom
personne monde prendre mettre
ayer noche ano dos tre grande pequeno antiguo antigua nuevo nueva nombre persona cliente mundo
ontem noite fim dois antigo antiga novo nova nome pessoa
"""
_BY_CHANCE: Final = frozenset(_BY_CHANCE_TEXT.split())

Stems = tuple[str, ...]


def parts_of(phrases: Mapping[Stems, Mapping[str, float]]) -> dict[str, dict[str, float]]:
    """Phrase -> area -> weight, to word -> area -> weight. Words that are phrases of their own stay out."""
    points: dict[str, dict[str, float]] = {}
    for phrase, of_areas in phrases.items():
        content = {word for word in phrase if _says_something(word)}
        for word in content if len(phrase) > 1 else ():
            if (word,) not in phrases:
                found = points.setdefault(word, {})
                for area_id, weight in of_areas.items():
                    found[area_id] = found.get(area_id, 0.0) + weight / len(content)
    return {word: kept for word, found in points.items() if (kept := _one_sided(found))}


def _one_sided(found: Mapping[str, float]) -> dict[str, float]:
    total = sum(found.values())
    return {
        area_id: PART * weight / total * min(1.0, total)
        for area_id, weight in found.items()
        if weight >= ONE_SIDED * total
    }


@lru_cache(maxsize=20_000)
def _says_something(word: str) -> bool:
    if len(word) < SHORTEST or word.isdigit():
        return False
    return word not in _BY_CHANCE and not says_little(word)
