"""`app.py read`: sentences in, readings out; every line that cannot be read is named with its number."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.company import Company
from db.errors import Misconfigured, Unclear
from judging import lessons, read_from, read_lines
from tests.companies import small_company
from tests.world import COMPANY, ROOT

NOW = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
PAGE = "a new landing page for the boots"
RIDDLE = "please change the zorp gadget so that it flimmers"
FIELDS = {
    "id",
    "verdict",
    "areas",
    "also",
    "band",
    "urgency",
    "due",
    "due_words",
    "ask",
    "masked",
    "found",
}


@pytest.fixture
def company() -> Company:
    return small_company()


def line(text: str = PAGE, **given: Any) -> str:
    return json.dumps({"text": text, **given}, ensure_ascii=False)


def read(lines: Iterable[str], company: Company, resolved: Iterable[str] = ()) -> list[dict[str, Any]]:
    return list(read_lines(lines, company, resolved, now=NOW))


def one(given: str, company: Company, resolved: Iterable[str] = ()) -> dict[str, Any]:
    (answer,) = read([given], company, resolved)
    return answer


def test_each_line_is_answered_in_its_order_with_all_that_was_read(company: Company) -> None:
    answers = read([line(id="a"), line("the dashboard numbers are off", id="b")], company)
    assert [answer["id"] for answer in answers] == ["a", "b"]
    assert all(answer.keys() == FIELDS for answer in answers)
    first = answers[0]
    assert (first["verdict"], first["band"], first["areas"][0]["id"]) == ("request", "sure", "pages")
    assert first["masked"] == PAGE
    assert 0 < first["areas"][0]["p"] <= 1
    assert first["areas"][0]["why"].startswith("because ")


def test_never_more_than_three_areas_and_three_questions(company: Company) -> None:
    answer = one(line("a page, an image and a report about the form"), company)
    assert len(answer["areas"]) <= 3
    assert len(answer["ask"]) <= 3


def test_a_line_without_an_id_is_called_by_its_number_and_empty_lines_are_passed_over(
    company: Company,
) -> None:
    assert [answer["id"] for answer in read([line(), "", "  \n", line(id=7)], company)] == ["1", "7"]


def test_what_must_not_be_kept_is_left_out_and_named(company: Company) -> None:
    answer = one(line(f"{PAGE}, my password is hunter2-Qz81!"), company)
    assert "hunter2" not in json.dumps(answer)
    assert answer["found"] == ["secret"]


@pytest.mark.parametrize(
    ("at", "zone", "due"),
    [
        ("2026-03-10", "Europe/London", "2026-03-11"),
        ("2026-03-10T23:30:00", "Europe/London", "2026-03-11"),
        ("2026-03-10T23:30:00Z", "Asia/Tokyo", "2026-03-12"),
        ("2026-03-10T23:30:00+00:00", "America/New_York", "2026-03-11"),
        ("2026-03-10T02:00:00-05:00", None, "2026-03-11"),
        (None, "Asia/Tokyo", "2026-03-11"),
    ],
    ids=[
        "a day",
        "a time by the asker's clock",
        "a moment, past midnight there",
        "a moment, still the day before there",
        "the company's zone where none is given",
        "now where no moment is given",
    ],
)
def test_tomorrow_is_meant_by_the_askers_clock(
    company: Company, at: str | None, zone: str | None, due: str
) -> None:
    given = {name: value for name, value in (("at", at), ("zone", zone)) if value}
    assert one(line(f"{PAGE}, needed by tomorrow", **given), company)["due"] == due


# What cannot be read


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ("{", "Line 2 is no JSON: "),
        ("[]", 'Line 2 must be an object with a "text".'),
        ('"words"', 'Line 2 must be an object with a "text".'),
        ("{}", 'Line 2 must be an object with a "text".'),
        ('{"text": 5}', 'Line 2 must be an object with a "text".'),
        (line(zone="Mars/Olympus"), 'Line 2: there is no time zone "Mars/Olympus".'),
        (line(zone="../etc/passwd"), 'Line 2: there is no time zone "../etc/passwd".'),
        (line(at="yesterday"), 'Line 2: "yesterday" is no day (2026-03-10) and no time.'),
        (line(at="2026-02-30"), 'Line 2: "2026-02-30" is no day (2026-03-10) and no time.'),
    ],
)
def test_a_line_that_cannot_be_read_is_named_with_its_number(
    company: Company, given: str, sentence: str
) -> None:
    with pytest.raises(Unclear) as refused:
        read([line(), given], company)
    assert str(refused.value).startswith(sentence)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ("{", "Line 2 is no JSON: "),
        ('{"area": "pages"}', 'Line 2 must be an object with a "text".'),
        ('{"text": "x", "area": "moon"}', 'Line 2: the company file has no area "moon".'),
        ('{"text": "x"}', 'Line 2: the company file has no area "None".'),
    ],
)
def test_an_earlier_request_that_cannot_be_read_is_named_too(
    company: Company, given: str, sentence: str
) -> None:
    with pytest.raises(Unclear) as refused:
        list(lessons(["", given], company))
    assert str(refused.value).startswith(sentence)


@pytest.mark.parametrize("text", ["", " ", "\x00", "\ud800", "🎫" * 500, "ש" * 300, "a b " * 10_000])
def test_any_text_is_read(company: Company, text: str) -> None:
    assert one(json.dumps({"text": text}), company).keys() == FIELDS


# Earlier requests


def test_earlier_requests_are_learnt_from_first(company: Company) -> None:
    assert one(line(RIDDLE), company)["areas"][:1] != [] or one(line(RIDDLE), company)["band"] != "sure"
    for area_id in ("reports", "images"):
        answer = one(line(RIDDLE), company, [line(RIDDLE, area=area_id)])
        assert (answer["band"], answer["areas"][0]["id"]) == ("sure", area_id)


def test_of_two_in_the_same_words_the_later_is_followed(company: Company) -> None:
    earlier = [line(RIDDLE, area="reports"), line(RIDDLE, area="images")]
    assert one(line(RIDDLE), company, earlier)["areas"][0]["id"] == "images"


# The command


def german_company(folder: Path) -> Path:
    """Other areas, in another language, without a single example."""
    file = yaml.safe_load(COMPANY.read_text(encoding="utf-8"))
    team = next(iter(file["areas"].values()))["owner_team"]
    file["areas"] = {
        area_id: {
            "name": name,
            "choice": choice,
            "description": description,
            "owner_team": team,
            "lead_time_business_days": 5,
        }
        for area_id, name, choice, description in (
            ("fuhrpark", "Fuhrpark", "Ein Auto", "Dienstwagen, Reifen, Tankkarten und Werkstatt."),
            ("kantine", "Kantine", "Etwas zu essen", "Speiseplan, Küche, Mittagstisch und Geschirr."),
        )
    }
    path = folder / "firma.yaml"
    path.write_text(yaml.safe_dump(file, allow_unicode=True), encoding="utf-8")
    return path


def test_a_company_file_with_other_areas_in_another_language_works(tmp_path: Path) -> None:
    out = io.StringIO()
    wishes = [
        line("Bitte bestellt neue Reifen für meinen Dienstwagen", id="1"),
        line("Bitte den neuen Speiseplan der Küche aushängen", id="2"),
    ]
    read_from(io.StringIO("\n".join(wishes)), out, german_company(tmp_path), None, now=NOW)
    answers = [json.loads(each) for each in out.getvalue().splitlines()]
    assert [answer["areas"][0]["id"] for answer in answers] == ["fuhrpark", "kantine"]


def test_other_scripts_are_printed_as_they_are(tmp_path: Path) -> None:
    out = io.StringIO()
    read_from(io.StringIO(line("Können wir eine Seite für Stiefel haben? 靴")), out, COMPANY, None, now=NOW)
    assert "Können wir eine Seite für Stiefel haben? 靴" in out.getvalue()


def test_earlier_requests_come_from_a_file(tmp_path: Path) -> None:
    areas = yaml.safe_load(COMPANY.read_text(encoding="utf-8"))["areas"]
    area_id = next(iter(areas))
    resolved, out = tmp_path / "resolved.jsonl", io.StringIO()
    resolved.write_text(line(RIDDLE, area=area_id) + "\n\n", encoding="utf-8")
    read_from(io.StringIO(line(RIDDLE)), out, COMPANY, resolved, now=NOW)
    assert json.loads(out.getvalue())["areas"][0]["id"] == area_id


def test_a_company_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(Misconfigured):
        read_from(io.StringIO(line()), io.StringIO(), tmp_path / "nobody.yaml", None, now=NOW)


@pytest.mark.parametrize("written", [None, b"\xff\xfe"], ids=["not there", "not UTF-8"])
def test_a_file_of_earlier_requests_that_cannot_be_read_is_named(
    tmp_path: Path, written: bytes | None
) -> None:
    resolved = tmp_path / "resolved.jsonl"
    if written is not None:
        resolved.write_bytes(written)
    with pytest.raises(Misconfigured) as refused:
        read_from(io.StringIO(line()), io.StringIO(), COMPANY, resolved, now=NOW)
    assert [problem.startswith(str(resolved)) for problem in refused.value.problems] == [True]


def called(folder: Path, stdin: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """As an owner of a company file calls it, without any setting."""
    bare = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return subprocess.run(
        [sys.executable, str(ROOT / "app.py"), "read", *arguments],
        cwd=folder,
        env={**bare, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        input=stdin,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
    )


def test_the_command_answers_and_ends_well(tmp_path: Path) -> None:
    ended = called(tmp_path, line(id="x", at="2026-03-10") + "\n", "--company", str(COMPANY))
    assert (ended.returncode, ended.stderr) == (0, "")
    assert json.loads(ended.stdout)["id"] == "x"


@pytest.mark.parametrize(
    ("stdin", "arguments", "code", "sentence"),
    [
        ("nonsense\n", ("--company", str(COMPANY)), 1, "Line 1 is no JSON: "),
        (line(), ("--company", "nobody.yaml"), 2, "nobody.yaml"),
        (line(), ("--company", str(COMPANY), "--resolved", "nobody.jsonl"), 2, "nobody.jsonl"),
    ],
    ids=["a line that is none", "no such company file", "no such file of earlier requests"],
)
def test_what_is_wrong_is_said_in_a_sentence(
    tmp_path: Path, stdin: str, arguments: tuple[str, ...], code: int, sentence: str
) -> None:
    ended = called(tmp_path, stdin, *arguments)
    assert (ended.returncode, ended.stdout) == (code, "")
    assert sentence in ended.stderr
    assert "Traceback" not in ended.stderr
