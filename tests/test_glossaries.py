"""`app.py glossary`: out, in, compared and checked."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from contextlib import closing
from io import StringIO
from pathlib import Path

import pytest
from sqlite_utils import Database

import app
import glossaries
from arguments import arguments
from db.engine import Ledger
from db.errors import Misconfigured, Unclear
from db.sole import hold
from glossary.concepts import all_concepts, waiting_revisions
from glossary.exchange.files import written_file
from glossary.model import Entry
from glossary.planting import plant
from tests.conftest import TUESDAY_NOON
from tests.glossary.exchange.samples import sample
from tests.test_reviewing import env

WHY = {
    "line": "Copies of the site near the people.",
    "why": "Changes show late.",
    "example": "The boots page.",
}


def word(slug: str, term: str, **fields: object) -> Entry:
    return sample(**{"slug": slug, "term": term, "marketing": WHY, **fields})


CDN = word("cdn", "CDN")
CACHE = word("cache", "cache", related=["cdn"])
LATER = word("origin", "origin server", related=["cdn"])


@pytest.fixture
def ledger(database_url: str) -> Iterator[Ledger]:
    """With two entries in it."""
    with closing(Ledger(database_url)) as opened:
        with opened.begin() as unit:
            plant(unit, [CDN, CACHE], TUESDAY_NOON)
        yield opened


def run(ledger: Ledger, *words: object) -> tuple[int, str]:
    parser = argparse.ArgumentParser()
    glossaries.add_arguments(parser)
    out = StringIO()
    code = glossaries.carry_out(parser.parse_args(list(map(str, words))), ledger.url, out, TUESDAY_NOON)
    return code, out.getvalue()


def file(folder: Path, *entries: Entry, name: str = "words.yaml") -> Path:
    path = folder / name
    path.write_text(written_file(entries, name), encoding="utf-8", newline="")
    return path


def waiting(ledger: Ledger) -> list[str]:
    with ledger.read() as connection:
        return sorted(revision.entry.slug for revision in waiting_revisions(connection))


@pytest.mark.parametrize("name", ["words.csv", "words.json", "words.yaml"])
def test_what_was_exported_is_the_same_when_it_is_compared(ledger: Ledger, tmp_path: Path, name: str) -> None:
    to = tmp_path / name
    assert run(ledger, "export", "--to", to) == (0, f"2 entries are in {to}.\n")
    code, said = run(ledger, "diff", to)
    assert code == 0
    assert said.splitlines() == [
        "0 new, 0 changed, 2 the same, 0 only in the glossary.",
        "",
        "There is nothing to propose.",
    ]


def test_an_exported_table_opens_in_excel_as_it_is(ledger: Ledger, tmp_path: Path) -> None:
    run(ledger, "export", "--to", tmp_path / "words.csv")
    assert (tmp_path / "words.csv").read_bytes().startswith(b"\xef\xbb\xbfslug,")


def test_skos_and_a_searchable_file_are_exports_too(ledger: Ledger, tmp_path: Path) -> None:
    run(ledger, "export", "--to", tmp_path / "words.jsonld")
    assert len(json.loads((tmp_path / "words.jsonld").read_text(encoding="utf-8"))["@graph"]) == 3
    run(ledger, "export", "--to", tmp_path / "words.db")
    with closing(Database(str(tmp_path / "words.db"))) as database:
        assert [row["slug"] for row in database.table("entries").search("boots")] == ["cache", "cdn"]


def test_no_file_is_written_over_unless_it_is_said(ledger: Ledger, tmp_path: Path) -> None:
    to = tmp_path / "words.json"
    to.write_text("mine", encoding="utf-8")
    with pytest.raises(Misconfigured, match=r"is there already. Name another file, or add --force"):
        run(ledger, "export", "--to", to)
    assert to.read_text(encoding="utf-8") == "mine"
    run(ledger, "export", "--to", to, "--force")
    assert len(json.loads(to.read_text(encoding="utf-8"))) == 2


@pytest.mark.parametrize("database_kind", ["sqlite"])  # elsewhere there is no file to write over
def test_the_bots_own_database_is_never_written_over(ledger: Ledger, tmp_path: Path) -> None:
    own = tmp_path / "liaison.db"
    with pytest.raises(Misconfigured, match=r"is there already. Name another file"):
        run(ledger, "export", "--to", own, "--force")
    with ledger.read() as connection:
        assert len(all_concepts(connection)) == 2


@pytest.mark.parametrize(
    ("to", "said"),
    [("words.xlsx", "its ending must say what it is"), ("none/words.csv", "cannot be written")],
)
def test_an_export_that_cannot_be_is_said(ledger: Ledger, tmp_path: Path, to: str, said: str) -> None:
    with pytest.raises((Misconfigured, Unclear), match=said):
        run(ledger, "export", "--to", tmp_path / to)
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".glossary")]


def test_an_import_is_shown_first_and_changes_nothing(ledger: Ledger, tmp_path: Path) -> None:
    changed = word("cdn", "CDN", it={"line": "Edge caches before the origin, run by somebody else."})
    code, said = run(ledger, "import", file(tmp_path, changed, LATER))
    assert code == 0
    assert said.splitlines()[0] == "1 new, 1 changed, 0 the same, 1 only in the glossary."
    assert "+ origin server (origin): Copies of the site near the people." in said
    assert "~ CDN (cdn)" in said
    assert said.endswith("what is live stays live until somebody approves it.\n")
    assert waiting(ledger) == []


def test_an_applied_import_waits_for_approval_and_what_is_live_stays(ledger: Ledger, tmp_path: Path) -> None:
    changed = word("cdn", "CDN", it={"line": "Edge caches before the origin, run by somebody else."})
    code, said = run(ledger, "import", file(tmp_path, changed, LATER), "--apply")
    assert code == 0
    assert said.splitlines()[-1].startswith("2 proposed. The reviewers are told")
    assert waiting(ledger) == ["cdn", "origin"]
    with ledger.read() as connection:
        live = {concept.slug: concept.entry for concept in all_concepts(connection)}
    assert live == {"cdn": CDN, "cache": CACHE, "origin": None}


def test_the_same_import_again_proposes_nothing(ledger: Ledger, tmp_path: Path) -> None:
    words = file(tmp_path, CDN, LATER)
    run(ledger, "import", words, "--apply")
    code, said = run(ledger, "import", words, "--apply")
    assert code == 0
    assert "1 of these wait for approval already." in said
    assert said.endswith("There is nothing to propose.\n")
    assert waiting(ledger) == ["origin"]


def test_what_cannot_be_proposed_is_named_and_holds_nothing_up(ledger: Ledger, tmp_path: Path) -> None:
    twin = word("copies", "copies", also=["cache"])
    _, said = run(ledger, "import", file(tmp_path, twin, LATER), "--apply")
    assert "1 could not be proposed:\n- copies: That is explained already, under *cache*." in said
    assert waiting(ledger) == ["origin"]


def test_a_file_with_mistakes_names_them_all_and_nothing_is_imported(ledger: Ledger, tmp_path: Path) -> None:
    bad = tmp_path / "words.yaml"
    bad.write_text("- slug: a\n- slug: b\n  term: b\n  home: it\n  it: Something.\n", encoding="utf-8")
    code, said = run(ledger, "import", bad, "--apply")
    assert code == 2
    assert "words.yaml, entry 1: Entry “a”, term: is missing. Write it." in said
    assert "words.yaml, entry 2: Entry “b”, marketing: is missing." in said
    assert said.endswith("thing(s) to mend; nothing was changed.\n")
    assert waiting(ledger) == []


@pytest.mark.parametrize("database_kind", ["sqlite"])  # several may run on PostgreSQL
def test_nobody_imports_into_a_file_on_which_the_bot_runs(ledger: Ledger, tmp_path: Path) -> None:
    words = file(tmp_path, LATER)
    with closing(hold(ledger.url)):  # type: ignore[type-var]  # a file, since this is SQLite
        with pytest.raises(Misconfigured, match="Liaison is running already"):
            run(ledger, "import", words, "--apply")
        assert run(ledger, "diff", words)[0] == 0


def test_a_glossary_that_is_well_says_so(ledger: Ledger) -> None:
    assert run(ledger, "check") == (0, "All is well. 2 entries.\n")


def test_files_are_checked_as_one_and_without_any_setting(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one, other = file(tmp_path, CACHE), file(tmp_path, CDN, name="more.csv")
    assert app.main(["glossary", "check", str(one), str(other)], env={}) == 0
    assert capsys.readouterr().out == "All is well. 2 entries.\n"
    assert app.main(["glossary", "check", str(one), str(one)], env={}) == 2
    assert capsys.readouterr().out.splitlines() == [
        "- Entry “cache”: its slug stands there 2 times. Give each entry its own.",
        "- Entry “cache”: related leads to “cdn”, which is not there. Take it out, or add that entry.",
        "- Entry “cache”: related leads to “cdn”, which is not there. Take it out, or add that entry.",
        "",
        "3 thing(s) to mend.",
    ]


def test_a_file_that_is_not_there_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert app.main(["glossary", "check", "nowhere.csv"], env={}) == 2
    assert capsys.readouterr().err == "- nowhere.csv cannot be read: No such file or directory.\n"


def test_without_a_database_there_is_nothing_to_export(tmp_path: Path) -> None:
    with pytest.raises(Misconfigured, match="Start the bot once with it"):
        glossaries.export(f"sqlite:///{tmp_path / 'none.db'}", tmp_path / "words.csv", StringIO())


@pytest.mark.parametrize("words", [["export"], ["import"], ["diff"], []])
def test_what_is_missing_on_the_command_line_is_asked_for(words: list[str]) -> None:
    with pytest.raises(SystemExit):
        arguments(["glossary", *words])


def test_the_command_line_finds_its_database_in_the_settings(
    ledger: Ledger, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    to = tmp_path / "words.json"
    assert app.main(["glossary", "export", "--to", str(to)], env(ledger.url)) == 0
    assert capsys.readouterr().out == f"2 entries are in {to}.\n"
    assert app.main(["glossary", "import", str(to)], env(ledger.url)) == 0
    assert capsys.readouterr().out.endswith("There is nothing to propose.\n")
