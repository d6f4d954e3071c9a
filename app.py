"""Liaison's composition root: argv → settings → database → Bolt → relay and clock.

The only file that knows everybody, owns the clock and speaks to the terminal.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import socket
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import IO, Any

from slack_bolt import App
from slack_bolt.adapter.socket_mode.base_handler import BaseSocketModeHandler
from slack_bolt.error import BoltError
from slack_sdk import WebClient

import calendars
import explaining
import exporting
import glossaries
from arguments import arguments
from bot.calendars.addresses import fetch
from bot.company import Company, read_company
from bot.intake.reader import Reader
from bot.learning import Learner
from bot.llm import build_model
from bot.oncall.keeping import Duties
from bot.open_requests import OpenRequests
from bot.people import Directory
from bot.requests.posting import Said
from bot.routing import Router
from bot.settings import Settings, environment, from_env
from bot.toolkit import Desk, Identity, Toolkit
from db.engine import Ledger
from db.errors import BotError, Misconfigured, Outage
from db.migrate import migrate
from db.outbox import Notice
from db.sole import hold
from db.spool import Spool
from glossary.planting import plant_starter
from glossary.shelf import Shelf
from handlers import register
from handlers.checking import all_well, auditor_of, identify, problems_with_slack, silent_auditor
from handlers.courier import Courier, build_client
from handlers.courier.outcomes import FAILURES, translated
from handlers.directory_sync import sync_channels, sync_people
from handlers.door import Door
from handlers.events.reactions import found
from handlers.last_word import LastWord
from handlers.listening import Listening
from handlers.manifest import manifest
from handlers.serving import serve
from reviewing import look_at_routing
from scheduler.clock import Clock, Tick
from scheduler.jobs.calendar_sources import keep_calendars_fresh
from scheduler.jobs.closing import close_what_is_silent
from scheduler.jobs.course import send_courses
from scheduler.jobs.digests import send_digests
from scheduler.jobs.escalation import ask_whoever_is_next, watch_over_old_requests
from scheduler.jobs.forgetting import forget
from scheduler.jobs.launches import look_after_launches
from scheduler.jobs.oncall import look_after_duty
from scheduler.jobs.people import keep_people_fresh
from scheduler.jobs.promises import Promises
from scheduler.jobs.second_opinion import ask_for_second_opinions
from scheduler.jobs.settling import Settling
from scheduler.jobs.sweep import sweep
from scheduler.jobs.syncs import keep_syncs
from scheduler.jobs.unknown_words import tell_who_waits_for_words
from scheduler.jobs.watching import watch_the_auditor
from scheduler.jobs.word_reviews import ask_for_word_reviews
from scheduler.relay import Relay
from stopping import told_to_stop

log = logging.getLogger("liaison")
Now = Callable[[], datetime]
Deliver = Callable[[Notice], Said]
TicksOf = Callable[[Toolkit, WebClient, Door], list[Tick]]


def wall_clock() -> datetime:
    return datetime.now(UTC)


@dataclass
class Bot:
    """Everything that runs, in the order in which it is started; stopped the other way round."""

    toolkit: Toolkit
    door: Door
    app: App
    relay: Relay
    clock: Clock
    client: WebClient
    sole: IO[bytes] | None  # the lock on a SQLite file

    def start(self) -> None:
        sync_if_new(self.client, self.toolkit)
        with self.toolkit.ledger.begin() as unit:
            plant_starter(unit, self.toolkit.now())
        self.relay.start()
        self.clock.run_all()  # what was left unfinished does not wait for the first tick
        self.clock.start()

    def stop(self) -> None:
        self.clock.stop()
        self.relay.stop()
        self.toolkit.ledger.close()
        if self.sole is not None:
            self.sole.close()


def compose(
    settings: Settings,
    company: Company,
    *,
    now: Now = wall_clock,
    paced_by: Callable[[], float] = time.monotonic,
    ledger_of: Callable[[str], Ledger] = Ledger,
    around: Callable[[Deliver], Deliver] = lambda deliver: deliver,
    ticks_of: TicksOf | None = None,
) -> Bot:
    """Asks Slack who we are and opens the database; starts nothing.

    `paced_by` is the clock by which posts are paced; `ledger_of`, `around` and `ticks_of` are seams of
    the fault tests.
    """
    sole = hold(settings.database_url)
    migrate(settings.database_url)
    client = build_client(settings)
    bell = Bell()
    toolkit = tools(settings, company, identify(client), ledger_of(settings.database_url), now, bell)
    app = bolt_app(client, settings)
    door = register(app, toolkit, LastWord(client))
    toolkit.ledger.pace_posts(paced_by)
    courier = Courier(client, toolkit, found=found_message(toolkit), monotonic=paced_by)
    relay = Relay(toolkit, around(courier.deliver), worker=f"{socket.gethostname()}:{os.getpid()}")
    bell.answered_by = relay.wake
    model = build_model(settings, monotonic=paced_by)
    asking = Tick(
        "second opinion", timedelta(seconds=5), partial(ask_for_second_opinions, toolkit, model), waits=True
    )
    clock = Clock([*(ticks_of or ticks)(toolkit, client, door), *([asking] if model else [])])
    return Bot(toolkit, door, app, relay, clock, client, sole)


def bolt_app(client: WebClient, settings: Settings) -> App:
    """Raises Outage when Slack, which has just answered, no longer does."""
    try:
        return App(
            name="liaison",  # else it looks through all modules for the name of the program
            client=client,
            signing_secret=settings.slack_signing_secret or None,
            token_verification_enabled=True,  # asked once here, and never while a person waits
            process_before_response=True,  # acknowledge after the commit; docs/decisions/0002
        )
    except (BoltError, OSError) as error:
        raise Outage("Slack stopped answering while Liaison was starting. Start it again.") from error


def tools(
    settings: Settings, company: Company, identity: Identity, ledger: Ledger, now: Now, bell: Bell
) -> Toolkit:
    directory = Directory(ledger, company, identity.workspace_id)
    directory.refresh()
    duties = Duties(ledger, company, directory)
    duties.catch_up()
    return Toolkit(
        ledger=ledger,
        now=now,
        settings=settings,
        company=company,
        directory=directory,
        learner=Learner(ledger, lambda: Reader(company, Router(company))),
        open_requests=OpenRequests(ledger),
        shelf=Shelf(ledger),
        duties=duties,
        identity=identity,
        spool=Spool(spool_path(settings)),
        wake=bell.ring,
    )


class Bell:
    """Rung by whoever has something to say, before there is a relay to hear it."""

    answered_by: Callable[[], None] | None = None

    def ring(self) -> None:
        if self.answered_by is not None:
            self.answered_by()


def found_message(toolkit: Toolkit) -> Callable[[Notice, Any], None]:
    def file(notice: Notice, message: Any) -> None:
        with toolkit.ledger.begin() as unit:
            desk: Desk = toolkit.desk(unit)
            found(desk, notice, message)

    return file


def ticks(toolkit: Toolkit, client: WebClient, door: Door) -> list[Tick]:
    """What the clock wakes. What is then due is decided by rows and by `toolkit.now`."""

    def sync() -> None:
        sync_people(client, toolkit)
        sync_channels(client, toolkit)

    return [
        Tick("learn", timedelta(seconds=1), toolkit.learner.catch_up),
        Tick("glossary", timedelta(seconds=1), toolkit.shelf.catch_up),
        Tick("settle", timedelta(seconds=5), Settling(toolkit).look, waits=True),
        Tick("duty rows", timedelta(seconds=1), toolkit.duties.catch_up),
        Tick("similar", timedelta(seconds=1), toolkit.open_requests.catch_up),
        Tick("sweep", timedelta(seconds=2), partial(sweep, toolkit, door.finish)),
        Tick("escalation", timedelta(seconds=5), partial(ask_whoever_is_next, toolkit)),
        Tick("promises", timedelta(seconds=10), Promises(toolkit).look),
        Tick("old requests", timedelta(hours=1), partial(watch_over_old_requests, toolkit)),
        Tick("watching", timedelta(minutes=1), partial(watch_the_auditor, toolkit)),
        Tick("close", timedelta(seconds=30), partial(close_what_is_silent, toolkit)),
        Tick("unknown words", timedelta(seconds=2), partial(tell_who_waits_for_words, toolkit), waits=True),
        Tick("course", timedelta(minutes=1), partial(send_courses, toolkit)),
        Tick("syncs", timedelta(seconds=20), partial(keep_syncs, toolkit)),
        Tick("on call", timedelta(seconds=20), partial(look_after_duty, toolkit)),
        Tick("digests", timedelta(seconds=20), partial(send_digests, toolkit)),
        Tick("word reviews", timedelta(minutes=5), partial(ask_for_word_reviews, toolkit)),
        Tick("launches", timedelta(seconds=10), partial(look_after_launches, toolkit)),
        Tick("calendars", timedelta(minutes=5), partial(keep_calendars_fresh, toolkit, fetch), waits=True),
        Tick("people", timedelta(minutes=30), partial(keep_people_fresh, toolkit, sync)),
        Tick("forget", timedelta(hours=1), partial(forget, toolkit)),
    ]


def sync_if_new(client: WebClient, toolkit: Toolkit) -> None:
    """A first start must know people and channels before it posts anything."""
    sync_people(client, toolkit, only_if_stale=True)
    sync_channels(client, toolkit, only_if_stale=True)


def spool_path(settings: Settings) -> Path:
    """Beside a SQLite file, else in the working directory."""
    path = settings.database_url.removeprefix("sqlite:///")
    return Path(path).with_suffix(".spool") if path != settings.database_url else Path("liaison.spool")


def run(settings: Settings, company: Company) -> None:
    keep_running(compose(settings, company))


def keep_running(bot: Bot) -> None:
    """Until somebody asks us to stop."""
    bot.start()
    try:
        with told_to_stop() as wait:
            listen_to_slack(bot, wait)
    finally:
        bot.stop()


def listen_to_slack(bot: Bot, until_stopped: Callable[[], None]) -> None:
    settings = bot.toolkit.settings
    if settings.mode == "socket":
        handler = connected(bot, settings.slack_app_token or "")
        log.info("Liaison is connected to Slack (Socket Mode).")
        until_stopped()
        close_quietly(handler)
    else:
        with serve(bot.app, bot.toolkit, port=settings.port):
            log.info("Liaison listens for Slack on port %s (HTTP).", settings.port)
            until_stopped()


def connected(bot: Bot, app_token: str) -> Listening:
    handler = Listening(bot.app, app_token, bot.toolkit.ledger)
    try:
        handler.connect()  # type: ignore[no-untyped-call]
    except FAILURES as error:
        raise translated(error, "apps.connections.open") from error
    return handler


def close_quietly(handler: BaseSocketModeHandler) -> None:
    """The SDK may stumble when it is closed right after a reconnect; we are leaving anyway."""
    try:
        handler.close()  # type: ignore[no-untyped-call]
    except AttributeError:
        log.debug("the socket was closing already")


def check(settings: Settings, company: Company) -> int:
    """Everything that is wrong with Slack, the database and the company file's names, at once."""
    client, auditor, now = build_client(settings), auditor_of(settings), wall_clock()
    problems = [*problems_with_slack(client, settings, company), *silent_auditor(auditor, now)]
    for problem in problems:
        print(f"- {problem}")
    if problems:
        print(f"\n{len(problems)} thing(s) to mend.")
        return 2
    print(all_well(auditor, now))
    return 0


def main(argv: Sequence[str], env: dict[str, str] | None = None) -> int:
    chosen = arguments(argv)
    if chosen.command == "manifest":
        url = chosen.request_url
        print(json.dumps(manifest(socket_mode=url is None, request_url=url), indent=2))
        return 0
    if chosen.command == "try":
        from trying import try_out  # the workspace is only loaded where it is wanted

        return try_out(port=chosen.port, fresh=chosen.fresh, folder=chosen.folder)
    try:
        if chosen.command == "read":
            from judging import read_from

            read_from(sys.stdin, sys.stdout, chosen.company, chosen.resolved, now=wall_clock())
            return 0
        if chosen.command == "glossary" and chosen.do == "spot":
            known = environment() if env is None else env
            return explaining.carry_out(chosen, known, sys.stdin, sys.stdout, sys.stderr)
        if chosen.command == "calendar" and not calendars.needs_database(chosen):
            return calendars.show(chosen.file, sys.stdout, wall_clock())
        if chosen.command == "glossary" and not glossaries.needs_database(chosen):
            return glossaries.carry_out(chosen, "", sys.stdout, wall_clock())
        settings, company = configuration(environment() if env is None else env)
        start_log(settings.log_level)
        return carry_out(chosen, settings, company)
    except Misconfigured as wrong:
        for problem in wrong.problems:
            print(f"- {problem}", file=sys.stderr)
        return 2
    except BotError as error:
        print(str(error), file=sys.stderr)
        return 1


def carry_out(chosen: argparse.Namespace, settings: Settings, company: Company) -> int:
    """The commands that need settings and a company file."""
    if chosen.command == "check":
        return check(settings, company)
    if chosen.command == "routing":
        look_at_routing(chosen, settings.database_url, company, sys.stdout)
    elif chosen.command == "export":
        exporting.carry_out(chosen, settings.database_url, company, sys.stdout, wall_clock())
    elif chosen.command == "calendar":
        at_hand = partial(tools, settings, company, now=wall_clock, bell=Bell())
        calendars.carry_out(chosen, settings, company, sys.stdout, wall_clock(), at_hand)
    elif chosen.command == "glossary":
        return glossaries.carry_out(chosen, settings.database_url, sys.stdout, wall_clock())
    else:
        run(settings, company)
    return 0


def configuration(env: dict[str, str]) -> tuple[Settings, Company]:
    """Settings and company file, with the mistakes of both in one list."""
    problems: list[str] = []
    settings: Settings | None = None
    company: Company | None = None
    try:
        settings = from_env(env)
    except Misconfigured as wrong:
        problems += wrong.problems
    try:
        company = read_company(
            Path(settings.company_path if settings else env.get("LIAISON_COMPANY", "liaison.yaml"))
        )
    except Misconfigured as wrong:
        problems += wrong.problems
    if settings is None or company is None:
        raise Misconfigured(problems)
    return settings, company


def start_log(level: str) -> None:
    logging.basicConfig(level=level, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    for chatty in ("slack_bolt", "slack_sdk", "apscheduler", "alembic"):
        logging.getLogger(chatty).setLevel(logging.WARNING)  # their INFO prints what people write
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # or it warns of each that waits its turn


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
