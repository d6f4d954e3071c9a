"""The glossary as SKOS in JSON-LD, for other systems that keep vocabularies.

https://www.w3.org/TR/skos-reference/: labels of one concept are disjoint (S13), and what is broader is not
related too (S27). Texts are marked as English, because one language keeps them findable by every tool.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from glossary.model import Entry, Home, Side

BASE = "urn:liaison:glossary:"
LANGUAGE = "en"
CONTEXT: dict[str, Any] = {
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    **{
        name: {"@id": f"skos:{name}", "@language": LANGUAGE, "@container": "@set"}
        for name in ("altLabel", "hiddenLabel", "scopeNote", "example", "definition")
    },
    "prefLabel": {"@id": "skos:prefLabel", "@language": LANGUAGE},
    "notation": {"@id": "skos:notation"},
    **{
        name: {"@id": f"skos:{name}", "@type": "@id", "@container": "@set"}
        for name in ("broader", "related", "member", "hasTopConcept")
    },
    "inScheme": {"@id": "skos:inScheme", "@type": "@id"},
    "topConceptOf": {"@id": "skos:topConceptOf", "@type": "@id"},
    "seeAlso": {"@id": "rdfs:seeAlso", "@type": "@id"},
}
_SPOKEN: dict[Home, str] = {"it": "IT", "marketing": "marketing", "shared": "both sides"}


def written_skos(entries: Sequence[Entry]) -> str:
    """A concept scheme with a concept for each entry and a collection for each topic."""
    by_slug = {entry.slug: entry for entry in entries}
    above = {slug: _ancestors(slug, by_slug) for slug in by_slug}
    concepts = [_concept(entry, by_slug, above) for entry in by_slug.values()]
    top = [entry.slug for entry in by_slug.values() if not _kept(entry.broader, by_slug)]
    scheme = {
        "@id": f"{BASE}scheme",
        "@type": "skos:ConceptScheme",
        "prefLabel": "The shared glossary of marketing and IT",
        "hasTopConcept": [_address(slug) for slug in top],
    }
    document = {"@context": CONTEXT, "@graph": [scheme, *concepts, *_collections(entries)]}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _concept(entry: Entry, by_slug: Mapping[str, Entry], above: Mapping[str, set[str]]) -> dict[str, Any]:
    preferred = entry.preferred.text
    shown = {label.text for label in entry.labels if label.kind != "hidden"} | {entry.stands_for} - {""}
    hidden = {label.text for label in entry.labels if label.kind == "hidden"}
    broader = _kept(entry.broader, by_slug)
    related = [
        slug
        for slug in _kept(entry.related, by_slug)
        if slug not in above[entry.slug] and entry.slug not in above[slug]
    ]
    found: dict[str, Any] = {
        "@id": _address(entry.slug),
        "@type": "skos:Concept",
        "inScheme": f"{BASE}scheme",
        "topConceptOf": None if broader else f"{BASE}scheme",
        "notation": entry.slug,
        "prefLabel": preferred,
        "altLabel": sorted(shown - {preferred}),
        "hiddenLabel": sorted(hidden - shown),
        "definition": [entry.wording_for(_reading_side(entry)).line],
        "scopeNote": _notes(entry, by_slug),
        "example": [text for text in (entry.marketing.example, entry.it.example) if text],
        "broader": [_address(slug) for slug in broader],
        "related": [_address(slug) for slug in related],
        "seeAlso": entry.link,
    }
    return {name: value for name, value in found.items() if value}


def _reading_side(entry: Entry) -> Side:
    """The side that has it explained, rather than the one that speaks it."""
    return "it" if entry.home == "marketing" else "marketing"


def _notes(entry: Entry, by_slug: Mapping[str, Entry]) -> list[str]:
    notes = [f"A word of {_SPOKEN[entry.home]}."]
    for side in ("marketing", "it"):
        wording = entry.wording_for(side)
        said = " ".join(text for text in (wording.line, wording.why) if text)
        notes.append(f"For {_SPOKEN[side]}: {said}")
    notes += [f"People ask: {question}" for question in entry.questions]
    notes += [
        f"Not to be confused with {by_slug[slug].preferred.text} ({slug})."
        for slug in _kept(entry.confused_with, by_slug)
    ]
    return notes


def _collections(entries: Sequence[Entry]) -> list[dict[str, Any]]:
    topics: defaultdict[str, list[str]] = defaultdict(list)
    for entry in entries:
        if entry.topic:
            topics[entry.topic].append(_address(entry.slug))
    return [
        {
            "@id": f"{BASE}topic:{'-'.join(topic.split())}",
            "@type": "skos:Collection",
            "prefLabel": topic,
            "member": members,
        }
        for topic, members in sorted(topics.items())
    ]


def _ancestors(slug: str, by_slug: Mapping[str, Entry]) -> set[str]:
    found: set[str] = set()
    waiting = list(_kept(by_slug[slug].broader, by_slug))
    while waiting:
        above = waiting.pop()
        if above not in found:
            found.add(above)
            waiting += _kept(by_slug[above].broader, by_slug)
    return found


def _kept(slugs: Sequence[str], by_slug: Mapping[str, Entry]) -> list[str]:
    """Links into the export itself; the others would lead nowhere."""
    return [slug for slug in slugs if slug in by_slug]


def _address(slug: str) -> str:
    return f"{BASE}{slug}"
