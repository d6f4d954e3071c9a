"""`app.py glossary spot`: messages in, the words to explain out; every line that cannot be read is named."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from db.engine import Ledger
from db.errors import Misconfigured
from db.migrate import migrate
from explaining import entries_of, spot_from
from glossary.planting import plant
from tests.glossary.spotting.entries import entry
from tests.world import ROOT

TERMS = Path(__file__).parent / "quality" / "terms.csv"
HEAD = "term,domain,expansion,aliases,ambiguous,other_sense,explain_by_default,gist\n"
NOW = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)


def line(text: str = "the CNAME is set", **given: Any) -> str:
    return json.dumps({"text": text, "reader": "marketing", **given}, ensure_ascii=False)


def run(
    lines: Iterable[str], terms: Path | None = TERMS, **given: Any
) -> tuple[list[dict[str, Any]], str, int]:
    out, wrong = io.StringIO(), io.StringIO()
    code = spot_from(lines, out, wrong, terms=terms, **given)
    return [json.loads(each) for each in out.getvalue().splitlines()], wrong.getvalue(), code


def terms_file(folder: Path, *rows: str, head: str = HEAD) -> Path:
    file = folder / "terms.csv"
    file.write_text(head + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return file


def test_each_message_is_answered_in_its_order_with_the_places_and_the_sense() -> None:
    answers, wrong, code = run([line(id="a"), "", line("nothing here"), line("an MQL", id=7, reader="it")])
    assert (wrong, code) == ("", 0)
    assert answers == [
        {
            "id": "a",
            "terms": [
                {"slug": "cname", "label": "CNAME", "start": 4, "end": 9, "sense": "canonical name record"}
            ],
        },
        {"id": "3", "terms": []},
        {
            "id": "7",
            "terms": [
                {"slug": "mql", "label": "MQL", "start": 3, "end": 6, "sense": "marketing qualified lead"}
            ],
        },
    ]


def test_thread_and_channel_are_taken_into_account() -> None:
    said = ["it: a webhook is like a doorbell"]
    (first, second), _, _ = run([line("the webhook"), line("the webhook", thread=said, channel="web")])
    assert [each["slug"] for each in first["terms"]] == ["webhook"]
    assert second["terms"] == []


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("nonsense", "Line 2 is no JSON"),
        ("[1]", 'Line 2 must be an object with a "text".'),
        ('{"reader": "it"}', 'Line 2 must be an object with a "text".'),
        ('{"text": "x"}', 'Line 2: "reader" is "marketing" or "it", not null.'),
        ('{"text": "x", "reader": ["it"]}', 'Line 2: "reader" is "marketing" or "it", not ["it"].'),
        (line(thread="said"), 'Line 2: "thread" is a list of texts, the oldest first.'),
        (line(thread=[1]), 'Line 2: "thread" is a list of texts, the oldest first.'),
    ],
)
def test_a_line_that_cannot_be_read_is_named_and_the_others_go_on(given: str, said: str) -> None:
    answers, wrong, code = run([line(id="a"), given, line(id="c")])
    assert [answer["id"] for answer in answers] == ["a", "c"]
    assert wrong.startswith(said)
    assert code == 2


def test_on_demand_every_sense_of_a_close_call_is_printed() -> None:
    (answer,), _, _ = run([line("send the PR")], on_demand=True)
    assert {each["slug"] for each in answer["terms"]} == {"pull-request", "pr"}
    assert len({each["start"] for each in answer["terms"]}) == 1


def test_the_same_word_of_both_sides_keeps_two_slugs() -> None:
    entries = entries_of(TERMS)
    slugs = [each.slug for each in entries]
    assert len(set(slugs)) == len(slugs)
    assert {"sql", "sql-marketing", "pipeline", "pipeline-marketing", "ci-cd", "a-b-test"} <= set(slugs)
    linked = {each.slug: each.confused_with for each in entries}
    assert "sql-marketing" in linked["sql"]


def test_a_file_of_terms_may_hold_what_the_program_never_heard_of(tmp_path: Path) -> None:
    file = terms_file(tmp_path, "zorp,it,,zorps|zorping,no,,yes,a thing", "服务器,it,,,no,,yes,server")
    answers, _, _ = run([line("two zorps"), line("我们的服务器坏了")], file)
    assert [each["slug"] for answer in answers for each in answer["terms"]] == ["zorp", "line-3"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("term,domain\nAPI,it\n", "has no column expansion, aliases, explain_by_default, gist"),
        (HEAD + "API,elsewhere,,,no,,yes,x\n", 'Line 2 of .*: the domain is "it" or "marketing"'),
    ],
)
def test_a_file_of_terms_that_cannot_be_used_is_refused(tmp_path: Path, content: str, said: str) -> None:
    file = tmp_path / "terms.csv"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(Misconfigured, match=said):
        run([line()], file)


def test_a_file_of_terms_that_is_not_there_or_in_another_encoding_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Misconfigured, match="cannot be read"):
        run([line()], tmp_path / "none.csv")
    (tmp_path / "terms.csv").write_bytes(b"\xff\xfe")
    with pytest.raises(Misconfigured, match="UTF-8"):
        run([line()], tmp_path / "terms.csv")


def test_without_terms_the_databases_entries_are_used_and_the_shipped_ones_before_there_are_any(
    tmp_path: Path,
) -> None:
    url = f"sqlite:///{tmp_path / 'kept.db'}"
    given = [line("the zorp and the CNAME")]
    (before,), _, _ = run(given, None, database_url=url)
    migrate(url)
    ledger = Ledger(url)
    with ledger.begin() as unit:
        plant(unit, [entry("zorp")], NOW)
    ledger.close()
    (after,), _, _ = run(given, None, database_url=url)
    assert [each["slug"] for each in before["terms"]] == ["cname"]
    assert [each["slug"] for each in after["terms"]] == ["zorp"]


def test_the_command_itself_reads_and_prints_lines() -> None:
    done = subprocess.run(
        [sys.executable, "app.py", "glossary", "spot", "--terms", str(TERMS)],
        input=f"{line(id='a')}\nnonsense\n",
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    assert json.loads(done.stdout)["terms"][0]["slug"] == "cname"
    assert "Line 2 is no JSON" in done.stderr
    assert done.returncode == 2
