"""`app.py export`: the numbers of both sides, as a file to look around in and as tables; and the rotas, as
they are written in the company file.

Looks at the database and changes nothing, so it may run beside the bot.
"""

from __future__ import annotations

import argparse
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO

from bot.company import Company
from bot.numbers.files import foreign_file_in, is_our_database, write_csv, write_database
from bot.numbers.rows import Look
from bot.oncall.keeping import Duties
from bot.oncall.pasting import rotas_written
from bot.people import Directory
from db.errors import Misconfigured, Missing
from db.opening import one_look, opened
from glossaries import in_place_of

NOWHERE = "Say where the numbers go: --to numbers.db for a file to look around in, --csv FOLDER for tables."
ROTAS_ALONE = "The rotas are printed by themselves: app.py export rotas, and --team for one team alone."
NAMELESS = "People's names and words are left out; --names puts them in."
NAMED = "It holds people's names and words, so only you may read it. Pass it on to nobody who may not."
_READABLE, _PRIVATE = 0o444, 0o400


def add_arguments(exporting: argparse.ArgumentParser) -> None:
    exporting.add_argument("--to", type=Path, help="the SQLite file; an older one of ours is replaced")
    exporting.add_argument("--csv", type=Path, help="a folder for one CSV of each table and view")
    exporting.add_argument("--names", action="store_true", help="with people's names and what they wrote")
    whats = exporting.add_subparsers(dest="what", metavar="rotas")
    rotas = whats.add_parser("rotas", help="the rotas that count, to put into the company file")
    rotas.add_argument("--team", metavar="ID", help="of this team alone")


def carry_out(
    chosen: argparse.Namespace, database_url: str, company: Company, out: IO[str], now: datetime
) -> None:
    """Raises as `export` and `export_rotas` do."""
    if chosen.what != "rotas":
        export(chosen, database_url, company, out, now)
        return
    if chosen.to or chosen.csv or chosen.names:
        raise Misconfigured([ROTAS_ALONE])
    export_rotas(chosen.team, database_url, company, out, now)


def export_rotas(
    team_id: str | None, database_url: str, company: Company, out: IO[str], now: datetime
) -> None:
    """`team_id` None: of every team. Raises Missing for a team that the company file does not have, and
    Misconfigured when there is no database."""
    if team_id is not None and company.find_team(team_id) is None:
        known = ", ".join(team.id for team in company.teams)
        raise Missing(f'There is no team "{team_id}" in the company file. There are: {known}.')
    with opened(database_url) as ledger:
        directory = Directory(ledger, company, "")  # whose workspace it is does not matter for names
        directory.refresh()
        duties = Duties(ledger, company, directory)
        duties.catch_up()
    teams = [team for team in company.teams if team_id in (None, team.id)]
    for line in rotas_written(duties.board(), teams, now):
        print(line, file=out)


def export(
    chosen: argparse.Namespace, database_url: str, company: Company, out: IO[str], now: datetime
) -> None:
    """Raises Misconfigured where it may not write, and when there is no database; Outage when that does not
    answer."""
    if chosen.to is None and chosen.csv is None:
        raise Misconfigured([NOWHERE])
    if (
        chosen.to is not None
        and chosen.csv is not None
        and chosen.to.resolve().parent == chosen.csv.resolve()
    ):
        raise Misconfigured([f"{chosen.csv} is for the tables alone. Name a file outside of it."])
    _check(chosen.to, chosen.csv)
    with tempfile.TemporaryDirectory(prefix="liaison-") as folder:
        made = Path(folder) / "numbers.db"
        with one_look(database_url) as connection:
            counted = write_database(Look(connection, company, now, chosen.names), made)
        for to in filter(None, [chosen.csv]):
            with in_place_of_folder(to) as fresh:
                write_csv(made, fresh)
                for file in fresh.iterdir():
                    _finish(file, chosen.names)
                fresh.chmod(0o700 if chosen.names else 0o755)
        for to in filter(None, [chosen.to]):
            with in_place_of(to) as file:
                shutil.copyfile(made, file)
                _check(to, None)  # nobody has put something there meanwhile
                _finish(file, chosen.names)
    where = " and ".join(str(to) for to in (chosen.to, chosen.csv) if to is not None)
    told = f"{counted['requests']} requests, {counted['history']} steps of their history"
    print(f"{told} and {counted['meetings']} meetings are in {where}.", file=out)
    print(NAMED if chosen.names else NAMELESS, file=out)


def _check(to: Path | None, csv: Path | None) -> None:
    """Whatever is there and is not an older export stays as it is."""
    problems = []
    if to is not None and csv is not None and to.resolve().parent == csv.resolve():
        problems.append(f"{csv} is for the tables alone. Name a file outside of it.")
    if to is not None and to.is_dir():
        problems.append(f"{to} is a folder. Name a file in it, as in --to {to / 'numbers.db'}.")
    elif to is not None and to.exists() and not is_our_database(to):
        problems.append(f"{to} is there already, and it is no older export. Name another file.")
    if csv is not None and csv.exists() and not csv.is_dir():
        problems.append(f"{csv} is a file. Name a folder.")
    elif csv is not None and csv.exists() and (strange := foreign_file_in(csv)):
        problems.append(f"{csv} holds {strange}, which is no older export. Name an empty or a new folder.")
    if problems:
        raise Misconfigured(problems)


@contextmanager
def in_place_of_folder(to: Path) -> Iterator[Path]:
    """A new folder beside `to`, which takes its place when everything in it is whole."""
    try:
        with tempfile.TemporaryDirectory(dir=to.parent, prefix=".liaison-") as beside:
            fresh = Path(beside) / "fresh"
            fresh.mkdir()
            yield fresh
            _check(None, to)
            if to.exists():
                to.replace(Path(beside) / "old")
            fresh.replace(to)
    except OSError as error:
        raise Misconfigured([f"{to} cannot be written: {error.strerror}."]) from error


def _finish(file: Path, private: bool) -> None:
    """On the disk before it takes its place, and nobody's to change."""
    with file.open("rb") as written:
        os.fsync(written.fileno())
    file.chmod(_PRIVATE if private else _READABLE)
