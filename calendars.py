"""`app.py calendar`: meetings, shifts and the road map as files; a series or a rota from somebody else."""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

import rotas_from_calendars
from bot.calendars.feeds import calendar_text, user_with
from bot.calendars.reading import MOST_BYTES, Imported, read_series
from bot.calendars.taking import take_over
from bot.channels import channel_id_of, channel_name_of
from bot.company import Company
from bot.oncall.beside import board_beside
from bot.settings import Settings
from bot.syncs.rows import live_syncs
from bot.syncs.series import in_words, next_spots, place_of
from bot.toolkit import Identity, Toolkit
from db.engine import Ledger, Unit
from db.errors import Misconfigured, Missing, Unclear
from db.kinds import FeedKind
from db.opening import one_look, opened
from db.sole import hold
from glossaries import in_place_of
from handlers.checking import identify
from handlers.courier import build_client

NEXT_DATES = 5
NOT_APPLIED = "Nothing was changed. With --apply --channel CHANNEL --by EMAIL it becomes a sync."
TAKEN_OVER = 'It is the sync "{name}" now. The bot says so in the channel.'
NOBODY = "Nobody in Slack has the address {email}."
NEEDS_BOTH = "Say where and whose it will be: --apply --channel C0123 --by mia@example.com"

ToolsOf = Callable[[Identity, Ledger], Toolkit]


def add_arguments(calendar: argparse.ArgumentParser) -> None:
    doing = calendar.add_subparsers(dest="do", required=True)
    writing = doing.add_parser("write", help="write a calendar file (.ics)")
    writing.add_argument("--to", type=Path, required=True, help="the file, such as syncs.ics")
    writing.add_argument("--force", action="store_true", help="write over a file that is there already")
    what = writing.add_mutually_exclusive_group(required=True)
    what.add_argument("--person", metavar="EMAIL", help="the syncs of this person")
    what.add_argument("--sync", metavar="NAME", help="one sync, by its name")
    what.add_argument("--road-map", action="store_true", help="launches, freezes and the like")
    what.add_argument("--rota", metavar="TEAM", help="who is on call for this team")
    what.add_argument("--shifts", metavar="EMAIL", help="when this person is on call")
    reading = doing.add_parser("read", help="show what an exported series would become")
    reading.add_argument("file", type=Path, help="an .ics file with one series")
    reading.add_argument("--apply", action="store_true", help="make it a sync; without, it is only shown")
    reading.add_argument("--channel", help="the sync's channel, by id or name")
    reading.add_argument("--by", metavar="EMAIL", help="whose sync it will be")
    rotas_from_calendars.add_arguments(doing)


def needs_database(chosen: argparse.Namespace) -> bool:
    """A file is read by itself, with no settings at all."""
    return chosen.do != "read" or bool(chosen.apply)


def carry_out(
    chosen: argparse.Namespace,
    settings: Settings,
    company: Company,
    out: IO[str],
    now: datetime,
    tools_of: ToolsOf,
) -> None:
    """Raises Misconfigured for what cannot be read or written, Unclear or Missing for a wrong name."""
    if chosen.do == "write":
        write(chosen, settings.database_url, company, out, now)
        return
    if chosen.do == "rota" and chosen.dry:
        rotas_from_calendars.show(chosen, settings.database_url, company, out, now)
        return
    if chosen.do != "read":
        with _alone(settings, tools_of) as toolkit:
            rotas_from_calendars.carry_out(chosen, toolkit, out)
        return
    if not chosen.channel or not chosen.by:
        raise Misconfigured([NEEDS_BOTH])
    with _alone(settings, tools_of) as toolkit:
        take_in(chosen, toolkit, out)


@contextmanager
def _alone(settings: Settings, tools_of: ToolsOf) -> Iterator[Toolkit]:
    """On SQLite nobody else may write meanwhile. Slack is asked who we are; the bot says what is new."""
    lock = hold(settings.database_url)
    try:
        with opened(settings.database_url) as ledger:
            yield tools_of(identify(build_client(settings)), ledger)
    finally:
        if lock is not None:
            lock.close()


def write(
    chosen: argparse.Namespace, database_url: str, company: Company, out: IO[str], now: datetime
) -> None:
    if chosen.to.is_dir():
        raise Misconfigured([f"{chosen.to} is a folder. Name a file in it."])
    if chosen.to.exists() and (not chosen.force or chosen.to.suffix.lower() != ".ics"):
        how = "Add --force to write over it." if chosen.to.suffix.lower() == ".ics" else "Name another file."
        raise Misconfigured([f"{chosen.to} is there already. {how}"])
    with one_look(database_url) as connection:
        kind, subject = _subject(connection, company, chosen)
        text = calendar_text(connection, board_beside(connection, company), kind, subject, now) or b""
    with in_place_of(chosen.to) as fresh:
        fresh.write_bytes(text)
    count = text.count(b"BEGIN:VEVENT")
    print(f"{'1 entry is' if count == 1 else f'{count} entries are'} in {chosen.to}.", file=out)


def _subject(connection: Connection, company: Company, chosen: argparse.Namespace) -> tuple[FeedKind, str]:
    if chosen.road_map:
        return FeedKind.ROAD_MAP, ""
    if chosen.rota:
        return FeedKind.ROTA, rotas_from_calendars.team_named(company, chosen.rota).id
    if chosen.person or chosen.shifts:
        email = chosen.person or chosen.shifts
        user_id = user_with(connection, company, email)
        if user_id is None:
            raise Missing(NOBODY.format(email=email))
        return FeedKind.PERSON if chosen.person else FeedKind.SHIFTS, user_id
    syncs = live_syncs(connection)
    wanted = chosen.sync.strip().casefold()
    found = [sync for sync in syncs if wanted in (sync.id.casefold(), sync.name.casefold())]
    if len(found) == 1:
        return FeedKind.SYNC, found[0].id
    if found:
        ids = ", ".join(sync.id for sync in found)
        raise Unclear(f'{len(found)} syncs are called "{chosen.sync}". Name one by its id: {ids}.')
    names = ", ".join(f'"{sync.name}"' for sync in syncs) or "none yet"
    raise Missing(f'There is no sync called "{chosen.sync}". There are: {names}.')


def show(file: Path, out: IO[str], now: datetime) -> int:
    """What the file would become, and the exit code. Raises Unclear with what is wrong with it."""
    for line in (*_told(read_series(_content(file), now=now), now), "", NOT_APPLIED):
        print(line, file=out)
    return 0


def take_in(chosen: argparse.Namespace, toolkit: Toolkit, out: IO[str]) -> None:
    """Raises Missing for a channel or person that Slack does not have, Conflict for a file taken before."""
    content = _content(chosen.file)
    imported = read_series(content, now=toolkit.now())
    with toolkit.ledger.begin() as unit:
        desk = toolkit.desk(unit)
        channel_id = _channel(unit, chosen.channel)
        maker = desk.people.by_email(chosen.by)
        if maker is None:
            raise Missing(NOBODY.format(email=chosen.by))
        key = f"ics:{hashlib.sha256(content).hexdigest()[:32]}:{channel_id}"
        sync = take_over(desk, imported, channel_id=channel_id, made_by=maker.user_id, source_key=key)
    for line in (*_told(imported, toolkit.now()), "", TAKEN_OVER.format(name=sync.name)):
        print(line, file=out)


def _channel(unit: Unit, named: str) -> str:
    """By id or by name."""
    found = named if channel_name_of(unit, named) else channel_id_of(unit, named)
    if found is None:
        raise Missing(f"I know no channel {named}. Start the bot once, and invite it there.")
    return found


def _content(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            return opened.read(MOST_BYTES + 1)
    except OSError as error:
        raise Misconfigured([f"{file} cannot be read: {error.strerror}."]) from error


def _told(imported: Imported, now: datetime) -> Iterator[str]:
    series = imported.series
    when = in_words(series)
    yield f"{imported.name}: {when[:1].upper()}{when[1:]}, for {series.minutes} minutes."
    if imported.join_link:
        yield f"Join: {imported.join_link}"
    cancelled, moved = set(imported.cancelled), {each.original: each for each in imported.moved}
    spots = next_spots(series, now, NEXT_DATES + len(cancelled) + len(moved))
    ahead = [spot for spot in spots if spot.original not in cancelled and spot.original not in moved]
    if ahead:
        yield "Next:"
    for spot in ahead[:NEXT_DATES]:
        yield f"  {_written(spot.starts_at.astimezone(ZoneInfo(series.zone)))}"
    for original in imported.cancelled:
        yield f"Not held: {_written(original)}"
    for each in imported.moved:
        to = f"{_written(each.starts)} ({place_of(each.zone)}), {each.minutes} minutes"
        yield f"Changed: {_written(each.original)} to {to}{f', {each.name}' if each.name else ''}"


def _written(at: datetime) -> str:
    return f"{at:%a} {at.day} {at:%b %Y, %H:%M}"
