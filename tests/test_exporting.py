"""`app.py export`: what is in the files, what is left out, and what is never written over."""

from __future__ import annotations

import argparse
import csv
import re
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing
from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlite_utils import Database

import app
import exporting
from bot.numbers.files import CSV_FILES, TABLES
from bot.numbers.sheets import SHEETS
from bot.numbers.views import VIEWS
from bot.requests.answering import cancel
from bot.requests.working import acknowledge, ask_back, hand_over, resolve
from db.errors import Misconfigured
from db.glossary_tables import explained, unknown_words, word_asks, word_feedback
from db.kinds import LaunchKind, LaunchState, OccurrenceState, WordFeedback, WordState
from db.meeting_tables import agenda_items, launches, occurrences, syncs
from db.opening import one_look
from db.sole import hold
from db.tables import history, people, requests
from glossaries import in_place_of
from glossary.planting import plant
from tests.bot.requests.conftest import company, scene
from tests.bot.requests.scene import DEV, JONAS, MIA, OUTSIDER, TOM, Scene
from tests.glossary.exchange.samples import sample
from tests.test_reviewing import env

__all__ = ["company", "scene"]

WISH = "=cmd a new landing page for the boots"
QUESTION = "Which zebra page?"
NAMES = ("Mia", "Tanaka", "Jonas", "Weber", "Dev ", "Olga", MIA, JONAS, DEV, OUTSIDER)
WORDS = ("boots", "zebra", "Budget round", "gizmotron", "Spring sale", "faster checkout")


STATES = (OccurrenceState.HELD, OccurrenceState.EMPTY, OccurrenceState.PLANNED)


@pytest.fixture
def world(scene: Scene) -> Scene:
    """Something of everything: a request that moved, one that was taken back, words, syncs, a launch."""
    moved, taken_back, foreign = scene.file(WISH), scene.file(), scene.file(asked_by=OUTSIDER)
    scene.clock.advance(hours=1)
    scene.do(hand_over, moved.id, JONAS, to_team="data")
    scene.clock.advance(hours=1)
    scene.do(ask_back, moved.id, DEV, QUESTION)
    scene.do(resolve, moved.id, DEV)
    scene.do(cancel, taken_back.id, MIA)
    scene.do(acknowledge, foreign.id, JONAS)
    now = scene.clock.now
    with scene.toolkit.ledger.begin() as unit:
        wording = {"line": "Copies of the site.", "why": "Changes show late.", "example": "The boots page."}
        plant(unit, [sample(slug="cdn", term="CDN", marketing=wording)], now)
        unit.add(explained, user_id=MIA, slug="cdn", at=now)
        unit.add(word_feedback, slug="cdn", voter="x", kind=WordFeedback.CLEAR, at=now)
        unit.add(word_asks, norm="gizmotron", asker="x", asked_at=now)
        lost = {"norm": "gizmotron", "text": "gizmotron", "side": "it", "state": WordState.COUNTED}
        unit.add(unknown_words, first_asked_at=now, **lost)
        about: dict[str, Any] = {"zone": "Europe/London", "minutes": 30, "changed_at": now}
        made = {"starts": "2026-03-03T10:00", "rule": "FREQ=WEEKLY", "created_by": MIA, "created_at": now}
        unit.add(syncs, id="s1", name="Budget round", channel_id="C0MARKETING", uid="u", **made, **about)
        for number, state in enumerate(
            (OccurrenceState.HELD, OccurrenceState.EMPTY, OccurrenceState.PLANNED)
        ):
            key = {"sync_id": "s1", "original": f"2026-03-{3 + 3 * number:02}T10:00"}
            starts_at = now + timedelta(days=3 * number - 5)
            unit.add(occurrences, starts="x", starts_at=starts_at, state=state, **key, **about)
        item = {"id": "i1", "sync_id": "s1", "original": "2026-03-03T10:00", "text": "the gizmotron"}
        unit.add(agenda_items, added_by=MIA, added_at=now, state="open", **item)
        days = {"first_day": date(2026, 4, 1), "last_day": date(2026, 4, 1), "customers": "faster checkout"}
        kinds = {"kind": LaunchKind.LAUNCH, "state": next(iter(LaunchState))}
        made = {"made_by": MIA, "made_at": now, "changed_at": now, "source_key": "k"}
        unit.add(launches, id="l1", name="Spring sale", **days, **kinds, **made)
        unit.execute(requests.update().where(requests.c.id == moved.id).values(launch_id="l1"))
    return scene


def run(scene: Scene, *words: object) -> str:
    parser = argparse.ArgumentParser()
    exporting.add_arguments(parser)
    chosen, out = parser.parse_args(list(map(str, words))), StringIO()
    exporting.export(chosen, scene.toolkit.ledger.url, scene.toolkit.company, out, scene.clock.now)
    return out.getvalue()


def rows(file: Path, table: str) -> list[dict[str, Any]]:
    with closing(Database(str(file))) as database:
        return list(database[table].rows)


@pytest.fixture
def file(world: Scene, tmp_path: Path) -> Path:
    run(world, "--to", tmp_path / "numbers.db")
    return tmp_path / "numbers.db"


@pytest.fixture
def named(world: Scene, tmp_path: Path) -> Path:
    run(world, "--to", tmp_path / "named.db", "--names")
    return tmp_path / "named.db"


def test_a_request_stands_there_with_where_it_went(file: Path) -> None:
    first, *_ = rows(file, "requests")
    assert (first["team_id"], first["asking_team_id"], first["moves"]) == ("data", "brand", 1)
    assert (first["asked_at"], first["week"]) == ("2026-03-10T12:00:00Z", "2026-03-09")
    assert (first["state"], first["is_open"], first["launch_id"]) == ("resolved", 1, "l1")


def test_first_answers_are_in_working_hours_by_team_and_area(file: Path) -> None:
    (data, web) = rows(file, "first_answers_by_team")
    assert (data["team"], data["answers"], data["median_hours"], data["in_time"]) == ("Data Team", 1, 2, 1)
    assert (web["team"], web["longest_hours"]) == ("Web Team", 2)
    assert [(row["area"], row["answers"]) for row in rows(file, "first_answers_by_area")] == [
        ("Pages", 1),
        ("Reports", 1),
    ]
    assert [(row["week"], row["answers"]) for row in rows(file, "first_answers_by_week")] == [
        ("2026-03-09", 2)
    ]


def test_what_came_in_what_moved_and_what_is_open_are_views(file: Path) -> None:
    assert rows(file, "requests_by_week") == [{"week": "2026-03-09", "asked": 2, "done": 1}]
    (move,) = rows(file, "moved_requests")
    assert (move["from_team"], move["to_team"], move["at"]) == (
        "Web Team",
        "Data Team",
        "2026-03-10T13:00:00Z",
    )
    assert [(row["team"], row["days"]) for row in rows(file, "open_requests")] == [
        ("Data Team", 0),
        ("Web Team", 0),
    ]


def test_the_use_of_the_glossary_and_the_syncs_that_were_held_are_views(file: Path) -> None:
    (used,) = rows(file, "glossary_use")
    assert (used["slug"], used["term"], used["explained"], used["clear"]) == ("cdn", "CDN", 1, 1)
    (held,) = rows(file, "syncs_held")  # the third one has not come yet
    assert (held["month"], held["held"], held["empty"], held["not_said"]) == ("2026-03", 1, 1, 0)
    assert [row["items"] for row in rows(file, "meetings")] == [1, 0, 0]
    assert [(row["people"], row["text"]) for row in rows(file, "unknown_words")] == [(1, None)]


def everything(file: Path) -> Iterator[str]:
    with closing(sqlite3.connect(file)) as connection:
        yield from connection.iterdump()


def test_without_names_nobody_is_named_and_nobodys_words_are_there(file: Path) -> None:
    dump = "\n".join(everything(file))
    assert [each for each in (*NAMES, *WORDS) if each in dump] == []
    assert rows(file, "people") == []
    assert not any(each.encode() in file.read_bytes() for each in (*NAMES, *WORDS))


def test_with_names_everybody_who_had_a_part_is_there_and_leads_somewhere(named: Path) -> None:
    dump = "\n".join(everything(named))
    assert [each for each in WORDS if each not in dump] == []
    found = {row["user_id"]: (row["name"], row["team_id"]) for row in rows(named, "people")}
    assert found[MIA] == ("Mia Tanaka", "brand")
    assert found[OUTSIDER] == ("Olga Outside", None)  # though Slack knows her by a colleague's address
    assert TOM not in found
    (first, *_) = rows(named, "requests")
    assert (first["asked_by"], first["text"]) == (MIA, WISH)


@pytest.mark.parametrize("names", [(), ("--names",)], ids=["nameless", "named"])
def test_every_key_leads_to_a_row_and_no_cell_is_binary(
    world: Scene, tmp_path: Path, names: tuple[str, ...]
) -> None:
    with world.toolkit.ledger.begin() as unit:
        gone = {"team_id": "gone", "area_id": "lost", "launch_id": "forgotten", "sibling_of": "forgotten"}
        unit.execute(requests.update().where(requests.c.asked_by == OUTSIDER).values(**gone))
        unit.execute(people.delete().where(people.c.user_id == OUTSIDER))
    run(world, "--to", tmp_path / "numbers.db", *names)
    with closing(sqlite3.connect(tmp_path / "numbers.db")) as connection:
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        for sheet in SHEETS:
            for column in sheet.columns:
                binary = f"SELECT COUNT(*) FROM {sheet.name} WHERE typeof({column.name}) = 'blob'"
                assert connection.execute(binary).fetchone() == (0,)
    lost = [row for row in rows(tmp_path / "numbers.db", "teams") if row["id"] == "gone"]
    assert lost == [{"id": "gone", "name": None, "side": None}]


def test_the_file_says_itself_what_stands_where(file: Path) -> None:
    told = {(row["place"], row["column"]) for row in rows(file, "documentation")}
    with closing(Database(str(file))) as database:
        for place in (*database.table_names(), *database.view_names()):
            if place != "documentation":
                columns = {column.name for column in database[place].columns}
                assert {column for where, column in told if where == place} == {"", *columns}
    about = {row["what"]: row["value"] for row in rows(file, "about")}
    assert about["made_at"] == "2026-03-10T14:00:00Z"
    assert about["with_names"] == "no"


def test_every_table_and_column_is_in_the_document() -> None:
    text = (Path(__file__).parent.parent / "docs/numbers.md").read_text(encoding="utf-8")
    lines = {line for line in text.splitlines() if line.startswith("|")}
    for sheet in SHEETS:
        assert f"### `{sheet.name}`" in text
        assert sheet.meaning in text
        for column in sheet.columns:
            named = " *" if column.named else ""
            assert f"| `{column.name}`{named} | {column.meaning} |" in lines
    for view in VIEWS:
        assert f"### `{view.name}`" in text
        assert view.meaning in text
        for name, meaning in view.columns:
            assert f"| `{name}` | {meaning} |" in lines


def test_a_database_without_anything_in_it_gives_every_table_and_view(scene: Scene, tmp_path: Path) -> None:
    said = run(scene, "--to", tmp_path / "numbers.db", "--csv", tmp_path / "tables")
    assert said.startswith("0 requests, 0 steps of their history and 0 meetings are in ")
    assert sorted(path.name for path in (tmp_path / "tables").iterdir()) == sorted(CSV_FILES)
    for view in VIEWS:
        assert rows(tmp_path / "numbers.db", view.name) == []


def table(folder: Path, name: str) -> list[list[str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_the_tables_hold_the_same_and_no_cell_is_a_formula(world: Scene, tmp_path: Path) -> None:
    run(world, "--csv", tmp_path / "tables", "--names", "--to", tmp_path / "numbers.db")
    head, *found = table(tmp_path / "tables", "requests")
    assert head == [column.name for column in SHEETS[1].columns]
    assert len(found) == 3
    assert found[0][head.index("text")] == f"'{WISH}"
    for name in (*TABLES, *(view.name for view in VIEWS)):
        cells = [cell for row in table(tmp_path / "tables", name)[1:] for cell in row]
        assert not any(re.match(r"[=+@\t\r]|-\D", cell) for cell in cells)
    assert (tmp_path / "tables" / "requests.csv").read_bytes().startswith(b"\xef\xbb\xbfid,")


def permissions(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_nobody_may_write_into_the_files_and_with_names_only_their_owner_may_read_them(
    world: Scene, tmp_path: Path
) -> None:
    said = run(world, "--to", tmp_path / "a.db", "--csv", tmp_path / "a")
    assert "--names puts them in" in said
    assert (permissions(tmp_path / "a.db"), permissions(tmp_path / "a" / "about.csv")) == (0o444, 0o444)
    said = run(world, "--to", tmp_path / "b.db", "--csv", tmp_path / "b", "--names")
    assert "only you may read it" in said
    assert (permissions(tmp_path / "b.db"), permissions(tmp_path / "b")) == (0o400, 0o700)


def test_an_older_export_is_replaced_as_a_nightly_job_would(world: Scene, tmp_path: Path) -> None:
    where = ("--to", tmp_path / "numbers.db", "--csv", tmp_path / "tables")
    run(world, *where, "--names")
    run(world, *where)
    assert rows(tmp_path / "numbers.db", "people") == []
    assert len(table(tmp_path / "tables", "people")) == 1
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith(".")) == []


def someone_elses(folder: Path) -> Path:
    path = folder / "theirs.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE mine (words)")
    return path


def test_files_of_others_are_never_written_over(world: Scene, tmp_path: Path) -> None:
    text, database = tmp_path / "notes.txt", someone_elses(tmp_path)
    text.write_text("mine", encoding="utf-8")
    for path in (text, database):
        before = path.read_bytes()
        with pytest.raises(Misconfigured, match=r"is no older export. Name another file\."):
            run(world, "--to", path)
        assert path.read_bytes() == before


@pytest.mark.parametrize("database_kind", ["sqlite"])  # elsewhere there is no file to write over
def test_the_bots_own_database_is_never_written_over(world: Scene, tmp_path: Path) -> None:
    with pytest.raises(Misconfigured, match="is no older export"):
        run(world, "--to", tmp_path / "liaison.db")
    assert len(world.changes(world.file().id)) == 1


@pytest.mark.parametrize("name", ["notes.txt", "requests.csv"])
def test_a_folder_in_which_somebody_keeps_other_things_is_left_alone(
    world: Scene, tmp_path: Path, name: str
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / name).write_text("mine", encoding="utf-8")
    with pytest.raises(Misconfigured, match=f"holds {name}, which is no older export. Name an empty"):
        run(world, "--csv", folder)
    assert [path.read_text(encoding="utf-8") for path in folder.iterdir()] == ["mine"]


def test_an_empty_folder_is_taken(world: Scene, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    run(world, "--csv", tmp_path / "folder")
    assert len(table(tmp_path / "folder", "requests")) == 4


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ((), "Say where the numbers go"),
        (("--to", "{}"), "is a folder. Name a file in it"),
        (("--csv", "{}/notes.txt"), "is a file. Name a folder."),
        (("--to", "{}/none/numbers.db"), "cannot be written: No such file or directory."),
        (("--csv", "{}/none/tables"), "cannot be written: No such file or directory."),
        (("--csv", "{}/tables", "--to", "{}/tables/numbers.db"), "Name a file outside of it."),
    ],
)
def test_where_it_cannot_write_it_says_what_to_do(
    world: Scene, tmp_path: Path, words: tuple[str, ...], says: str
) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(Misconfigured, match=re.escape(says)):
        run(world, *(word.format(tmp_path) for word in words))


class Full(Exception):
    """The disk, or the power, in the middle of it."""


def break_off(writing: AbstractContextManager[Path], name: str) -> None:
    """Half of it is written."""
    with writing as fresh:
        (fresh / name).write_text("half", encoding="utf-8")
        raise Full


def test_whatever_happens_there_is_the_old_file_or_the_new_one(world: Scene, tmp_path: Path) -> None:
    to, tables = tmp_path / "numbers.db", tmp_path / "tables"
    run(world, "--to", to, "--csv", tables)
    before = to.read_bytes(), table(tables, "about")
    with pytest.raises(Full):
        break_off(in_place_of(to), "")
    with pytest.raises(Full):
        break_off(exporting.in_place_of_folder(tables), "about.csv")
    assert (to.read_bytes(), table(tables, "about")) == before
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith(".")) == []


def test_the_command_needs_a_database_that_is_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = env(f"sqlite:///{tmp_path / 'none.db'}")
    assert app.main(["export", "--to", str(tmp_path / "numbers.db")], settings) == 2
    assert "Start the bot once with it." in capsys.readouterr().err
    assert list(tmp_path.glob("numbers*")) == []


def test_the_command_writes_beside_a_running_bot(
    world: Scene, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    url = world.toolkit.ledger.url
    running = hold(url)  # as the bot does on SQLite
    try:
        assert app.main(["export", "--to", str(tmp_path / "n.db")], env(url)) == 0
    finally:
        if running is not None:
            running.close()
    said = capsys.readouterr().out
    assert said.startswith("3 requests, 8 steps of their history and 3 meetings are in ")


@pytest.mark.parametrize("database_kind", ["postgresql"])  # SQLite has one writer, and no second look
def test_what_comes_in_while_it_reads_is_not_half_in_it(world: Scene) -> None:
    with one_look(world.toolkit.ledger.url) as connection:
        before = connection.execute(select(func.count()).select_from(requests)).scalar_one()
        world.file()
        history_now = set(connection.execute(select(history.c.request_id)).scalars())
        assert len(history_now) == before
