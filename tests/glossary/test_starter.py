"""The shipped content is whole, right in form, and explains nothing in words that must be looked up."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest
import textstat

from db.errors import Misconfigured
from glossary.model import LONGEST_LINE, Entry, Side
from glossary.spotting import Lexicon, spot
from glossary.starter import entries_in, load_starter
from glossary.words import fold

ENTRIES = load_starter()
SLUGS = {entry.slug: entry for entry in ENTRIES}
SIDES: tuple[Side, ...] = ("marketing", "it")
EASY = 12.0  # Coleman-Liau: the school year in which a text is read with ease


def of(home: str, *kinds: str) -> list[Entry]:
    return [entry for entry in ENTRIES if entry.home == home and entry.kind in kinds]


def shown(entry: Entry, side: Side) -> str:
    wording = entry.wording_for(side)
    return " ".join(each for each in (wording.line, wording.why) if each)


def unexplained(entry: Entry, side: Side, lexicon: Lexicon) -> list[str]:
    """What the bot itself would explain to this reader in the wording that is meant to explain."""
    own = {fold(label.text) for label in entry.labels}
    wording = entry.wording_for(side)
    found = []
    for text in (wording.line, wording.why, wording.example):
        for noticed in spot(text, lexicon, reader=side):
            word = text[noticed.start : noticed.end]
            if noticed.entry.slug != entry.slug and fold(word) not in own:
                found.append(f'{entry.slug} ({side}): "{word}" is jargon ({noticed.entry.slug}) in: {text}')
    return found


def test_there_are_enough_words_of_both_sides() -> None:
    assert len(of("it", "term")) >= 250
    assert len(of("marketing", "term")) >= 110


def test_there_are_enough_rules_with_their_reason_and_places_of_numbers() -> None:
    rules = [entry for entry in ENTRIES if entry.kind == "why_not"]
    places = [entry for entry in ENTRIES if entry.kind == "where"]
    assert len(rules) >= 18
    assert len(places) >= 8
    assert len(rules) + len(places) >= 25


def test_no_slug_is_used_twice() -> None:
    assert len(SLUGS) == len(ENTRIES)


def test_every_link_leads_to_an_entry() -> None:
    dead = [
        f"{entry.slug} → {slug}"
        for entry in ENTRIES
        for slug in (*entry.broader, *entry.related, *entry.confused_with)
        if slug not in SLUGS
    ]
    assert dead == []


def test_what_is_confused_is_linked_both_ways() -> None:
    one_way = [
        f"{entry.slug} → {slug}"
        for entry in ENTRIES
        for slug in entry.confused_with
        if slug in SLUGS and entry.slug not in SLUGS[slug].confused_with
    ]
    assert one_way == []


def test_both_sides_have_a_first_line_and_it_is_short() -> None:
    wrong = [
        f"{entry.slug} ({side}): {len(line)} characters"
        for entry in ENTRIES
        for side in SIDES
        if not 0 < len(line := entry.wording_for(side).line) <= LONGEST_LINE
    ]
    assert wrong == []


def test_the_other_side_reads_why_it_matters_and_an_example() -> None:
    bare = [
        entry.slug
        for entry in ENTRIES
        for side in SIDES
        if entry.kind == "term" and entry.home not in (side, "shared")
        if not (entry.wording_for(side).why and entry.wording_for(side).example)
    ]
    assert bare == []


def test_rules_and_places_carry_the_questions_by_which_people_find_them() -> None:
    few = [entry.slug for entry in ENTRIES if entry.kind != "term" and not 4 <= len(entry.questions) <= 8]
    assert few == []


def test_one_label_of_one_side_means_two_things_only_where_both_say_so() -> None:
    holders: dict[tuple[str, str], set[str]] = defaultdict(set)
    for entry in ENTRIES:
        for label in entry.labels:
            holders[entry.home, fold(label.text)].add(entry.slug)
    unsaid = [
        f'"{label}" ({home}): {one} and {other}'
        for (home, label), slugs in holders.items()
        for one in sorted(slugs)
        for other in sorted(slugs)
        if one < other and other not in SLUGS[one].confused_with
    ]
    assert unsaid == []


def test_words_with_a_meaning_on_either_side_are_linked() -> None:
    holders: dict[str, set[str]] = defaultdict(set)
    for entry in ENTRIES:
        if entry.kind == "term":
            holders[fold(entry.preferred.text)].add(entry.slug)
    unlinked = [
        f'"{label}": {one} and {other}'
        for label, slugs in holders.items()
        for one in sorted(slugs)
        for other in sorted(slugs)
        if one < other and other not in SLUGS[one].confused_with
    ]
    assert unlinked == []


@pytest.mark.parametrize("side", SIDES)
def test_wordings_are_easy_to_read(side: Side) -> None:
    text = " ".join(shown(entry, side) for entry in ENTRIES if entry.home != side)
    assert textstat.coleman_liau_index(text) <= EASY


@pytest.mark.parametrize("side", SIDES)
def test_no_wording_explains_jargon_with_jargon(side: Side) -> None:
    lexicon = Lexicon(ENTRIES)
    assert [
        each for entry in ENTRIES if entry.home != side for each in unexplained(entry, side, lexicon)
    ] == []


def test_no_wording_shouts() -> None:
    loud = [entry.slug for entry in ENTRIES for side in SIDES if "!" in shown(entry, side)]
    assert loud == []


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("- slug: [", "broken.yaml, line"),
        ("slug: api", "broken.yaml must be a list of entries"),
        ("- api", "broken.yaml: entry 1 must be a mapping that begins with a slug."),
        ("- {slug: api, term: API, home: elsewhere, it: {line: a}, marketing: {line: b}}", "home"),
        ("- {slug: api, term: API, home: it, it: {line: a}}", "marketing"),
    ],
)
def test_a_mistake_in_a_file_is_named_with_the_file(tmp_path: Path, content: str, said: str) -> None:
    (tmp_path / "broken.yaml").write_text(content, encoding="utf-8")
    with pytest.raises(Misconfigured) as refused:
        entries_in(tmp_path)
    assert "broken.yaml" in str(refused.value)
    assert said in str(refused.value)


def test_a_slug_used_twice_names_both_files(tmp_path: Path) -> None:
    for name in ("one.yaml", "two.yaml"):
        (tmp_path / name).write_text(
            "- {slug: api, term: API, home: it, it: {line: a}, marketing: {line: b}}", encoding="utf-8"
        )
    with pytest.raises(Misconfigured, match=r'two\.yaml: the slug "api" is taken in one\.yaml'):
        entries_in(tmp_path)
