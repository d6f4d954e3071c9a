"""Out into a file and in again: the same entries. What cannot be read is a sentence."""

from __future__ import annotations

import csv
from io import StringIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.errors import Unclear
from glossary.exchange.csv_text import COLUMNS
from glossary.exchange.entries import entry_from
from glossary.exchange.files import read_file, written_file
from glossary.model import Entry
from tests.glossary.exchange.samples import SAMPLES, mappings, sample

FORMS = (".csv", ".json", ".yaml", ".yml")
HEAD = "slug,term,home,marketing_line,it_line\n"
ROW = "cdn,CDN,it,Copies near people.,Edge caches.\n"


def there_and_back(entries: tuple[Entry, ...], form: str) -> tuple[Entry, ...]:
    read = read_file(written_file(entries, f"words{form}").encode(), f"words{form}")
    assert read.problems == ()
    return read.entries


def problems_of(content: bytes, name: str) -> tuple[str, ...]:
    try:
        return read_file(content, name).problems
    except Unclear as refused:
        return (str(refused),)


@pytest.mark.parametrize("form", FORMS)
def test_what_goes_out_comes_in_again_sorted_by_slug(form: str) -> None:
    assert there_and_back(SAMPLES, form) == tuple(sorted(SAMPLES, key=lambda entry: entry.slug))


@pytest.mark.parametrize("form", FORMS)
def test_nothing_goes_out_and_in(form: str) -> None:
    assert there_and_back((), form) == ()


@pytest.mark.parametrize("form", FORMS)
@given(mappings())
def test_whatever_an_entry_holds_comes_back(form: str, mapping: dict[str, Any]) -> None:
    entry = entry_from(mapping)
    assert there_and_back((entry,), form) == (entry,)


@pytest.mark.parametrize("form", FORMS)
@given(
    st.binary(max_size=300) | st.text(max_size=300).map(lambda text: text.encode("utf-8", "surrogatepass"))
)
def test_any_bytes_are_entries_problems_or_one_sentence(form: str, content: bytes) -> None:
    assert all(sentence.startswith("words.") for sentence in problems_of(content, f"words{form}"))


@pytest.mark.parametrize("mark", ["=", "+", "-", "@", "\t=", "'=", "''+", "＝"])
def test_no_cell_is_a_formula_for_a_spreadsheet(mark: str) -> None:
    entry = sample(term=f"{mark}HYPERLINK(1)", it={"line": f"{mark}cmd|' /C calc'!A0"}, also=[f"{mark}A1"])
    text = written_file([entry], "words.csv")
    for row in csv.reader(StringIO(text)):
        assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "＝"))]
    assert there_and_back((entry,), ".csv") == (entry,)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_tables_are_read_as_spreadsheets_save_them(encoding: str, separator: str, ending: str) -> None:
    text = (HEAD + ROW.replace("people", "Größe")).replace(",", separator).replace("\n", ending)
    read = read_file(text.encode(encoding), "words.csv")
    assert [entry.marketing.line for entry in read.entries] == ["Copies near Größe."]


def test_excel_may_name_its_separator_first() -> None:
    text = "sep=;\r\n" + (HEAD + ROW).replace(",", ";")
    assert len(read_file(text.encode(), "words.csv").entries) == 1


def test_empty_rows_and_empty_columns_are_passed_over() -> None:
    text = HEAD.replace("\n", ",,\n") + "\n,,,,,,\n" + ROW.replace("\n", ",,\n")
    assert len(read_file(text.encode(), "words.csv").entries) == 1


def test_the_columns_may_stand_in_any_order() -> None:
    text = "home,it_line,marketing_line,term,slug\nit,Edge caches.,Copies near people.,CDN,cdn\n"
    assert (
        read_file(text.encode(), "words.csv").entries == read_file((HEAD + ROW).encode(), "words.csv").entries
    )


def test_yaml_keeps_bare_words_as_they_are() -> None:
    text = """
- slug: not-found
  term: 404
  home: it
  also: [no, 1e3, 2026-03-10, 0123, ~]
  notice: yes
  marketing: {line: That page is not there.}
  it: That page is not there.
"""
    (entry,) = read_file(text.encode(), "words.yaml").entries
    assert [label.text for label in entry.labels] == ["404", "no", "1e3", "2026-03-10", "0123", "~"]
    assert entry.preferred.noticing == "yes"


REFUSED = [
    (b"", "words.txt", "its ending must say what it is, one of .csv, .json, .yaml, .yml"),
    ("Größe".encode("cp1252"), "words.csv", "not written in UTF-8; its 3th byte"),
    ("Größe".encode("cp1252"), "words.csv", "choose “CSV UTF-8” under “Save as”"),
    (b"PK\x00\x01", "words.csv", "words.csv is no text. Give a CSV, JSON or YAML file."),
    (b"a,b\n1,2\n", "words.csv", "words.csv has no column slug and no column term and no column home"),
    (
        HEAD.replace("it_line", "color").encode(),
        "words.csv",
        'words.csv has a column "color" that is not known',
    ),
    (HEAD.replace("it_line", "slug").encode(), "words.csv", 'words.csv has the column "slug" twice'),
    ((HEAD + "a,b,it,c,d,e\n").encode(), "words.csv", "row 2 has more cells than there are columns"),
    ((HEAD + '"a').encode(), "words.csv", "words.csv is no table that can be read"),
    (b"{", "words.json", "words.json is no JSON that can be read"),
    (b"{}", "words.json", "words.json must be a list of entries"),
    (b'[{"slug": "a", "slug": "b"}]', "words.json", '"slug" stands there twice'),
    (b"[" * 100_000, "words.json", "words.json is no JSON that can be read"),
    (
        b"- slug: a\n  slug: b\n",
        "words.yaml",
        'words.yaml, line 2: this is no YAML that can be read ("slug" stands',
    ),
    (b"- [", "words.yaml", "words.yaml, line 2: this is no YAML"),
    (b"slug: a", "words.yaml", 'words.yaml must be a list of entries, each beginning with "- slug: …".'),
    (b"- !!python/object/apply:os.system [ls]", "words.yaml", "words.yaml"),
]


@pytest.mark.parametrize(("content", "name", "sentence"), REFUSED)
def test_what_cannot_be_read_is_said_and_how_to_mend_it(content: bytes, name: str, sentence: str) -> None:
    assert sentence in "\n".join(problems_of(content, name))


def test_problems_name_the_file_the_place_and_the_entry_and_the_rest_is_read() -> None:
    rows = "\n".join((ROW.strip(), ROW.strip(), "b,B,sales,One line here.,Another."))
    read = read_file((HEAD + rows).encode(), "words.csv")
    assert [entry.slug for entry in read.entries] == ["cdn"]
    assert read.problems == (
        "words.csv, entry 2: Entry “cdn”, slug: stands in the file already. "
        "Give one of the two another slug, or take it out.",
        'words.csv, entry 3: Entry “b”, home: cannot be "sales". Write one of: marketing, it, shared.',
    )


def test_a_file_that_is_too_large_is_not_even_read() -> None:
    with pytest.raises(Unclear, match=r"words.csv has 20 MB, 20 are the most. Split it"):
        read_file(b" " * 20_000_001, "words.csv")


def test_a_table_has_every_column() -> None:
    header = written_file(SAMPLES, "words.csv").splitlines()[0]
    assert header.split(",") == list(COLUMNS)


def test_an_unknown_ending_is_refused_on_the_way_out_too() -> None:
    with pytest.raises(Unclear, match=r"one of .csv, .json, .yaml, .yml, .jsonld"):
        written_file(SAMPLES, "words.xlsx")
