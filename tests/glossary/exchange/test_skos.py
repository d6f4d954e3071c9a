"""SKOS in JSON-LD, with what its reference asks for."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from glossary.exchange.entries import entry_from
from glossary.exchange.files import written_file
from glossary.exchange.skos import BASE
from tests.glossary.exchange.samples import SAMPLES, mappings, sample


def graph(*entries: Any) -> dict[str, dict[str, Any]]:
    document = json.loads(written_file(entries, "words.jsonld"))
    assert document["@context"]["skos"] == "http://www.w3.org/2004/02/skos/core#"
    return {node["@id"]: node for node in document["@graph"]}


def test_an_entry_is_a_concept_with_its_labels_and_texts() -> None:
    concept = graph(*SAMPLES)[f"{BASE}pull-request"]
    assert concept["@type"] == "skos:Concept"
    assert concept["notation"] == "pull-request"
    assert concept["prefLabel"] == "pull request"
    assert "merge request" in concept["altLabel"]
    assert concept["hiddenLabel"] == ["pull requst"]
    assert concept["definition"] == ["A change, shown for reading."]
    assert concept["scopeNote"][:2] == [
        "A word of IT.",
        "For marketing: A change, shown for reading. It goes live after that.",
    ]
    assert concept["related"] == [f"{BASE}cdn"]
    assert concept["seeAlso"] == "https://wiki.example/pr"


def test_a_marketing_word_is_defined_in_the_words_for_it() -> None:
    concept = graph(sample(home="marketing"))[f"{BASE}cdn"]
    assert concept["definition"] == ["Edge caches in front of the origin."]


def test_links_that_lead_out_of_the_export_are_left_out() -> None:
    nodes = graph(sample(broader=["web"], related=["edge"]))
    assert "broader" not in nodes[f"{BASE}cdn"]
    assert nodes[f"{BASE}scheme"]["hasTopConcept"] == [f"{BASE}cdn"]


def test_what_is_broader_is_not_related_too() -> None:
    nodes = graph(
        sample(slug="a", broader=["b"], related=["b", "c"]),
        sample(slug="b", broader=["c"], related=["a"]),
        sample(slug="c"),
    )
    assert nodes[f"{BASE}a"]["broader"] == [f"{BASE}b"]
    assert "related" not in nodes[f"{BASE}a"]
    assert "related" not in nodes[f"{BASE}b"]


def test_a_topic_is_a_collection() -> None:
    nodes = graph(sample(slug="a", topic="web addresses"), sample(slug="b", topic="web addresses"))
    collection = nodes[f"{BASE}topic:web-addresses"]
    assert collection["@type"] == "skos:Collection"
    assert collection["member"] == [f"{BASE}a", f"{BASE}b"]


@given(st.lists(mappings(), max_size=4, unique_by=lambda mapping: mapping["slug"]))
def test_labels_of_a_concept_are_disjoint_and_every_link_has_its_concept(
    written: list[dict[str, Any]],
) -> None:
    nodes = graph(*map(entry_from, written))
    for node in nodes.values():
        labels = [node["prefLabel"], *node.get("altLabel", []), *node.get("hiddenLabel", [])]
        assert len(labels) == len(set(labels))
        for link in (*node.get("broader", []), *node.get("related", []), *node.get("member", [])):
            assert link in nodes
