"""Rotas that are taken from somebody else's calendar: fetched anew every half hour, by one process each."""

from __future__ import annotations

import logging
from collections.abc import Callable

from bot.oncall.sources import Source, claim, due_sources, note_failure, roster_in, take_new
from bot.toolkit import Toolkit
from db.errors import BotError
from scheduler.one_by_one import by_itself

log = logging.getLogger(__name__)


def keep_calendars_fresh(toolkit: Toolkit, fetch: Callable[[str], bytes]) -> None:
    """`fetch` asks somebody else, so it runs outside any transaction, and may take its time."""
    with toolkit.ledger.read() as connection:
        due = due_sources(connection, toolkit.now())
    for source in due:
        with toolkit.ledger.begin() as unit:
            mine = claim(unit, source, toolkit.now())
        if mine:
            with by_itself(log, f"The calendar of the rota of {source.team_id} could not be taken"):
                _refresh(toolkit, fetch, source)


def _refresh(toolkit: Toolkit, fetch: Callable[[str], bytes], source: Source) -> None:
    try:
        roster = roster_in(toolkit.duties.board(), source, fetch(source.url or ""), toolkit.now())
    except BotError as error:
        log.info("The calendar of the rota of %s could not be read: %s", source.team_id, error)
        with toolkit.ledger.begin() as unit:
            note_failure(toolkit.desk(unit), source, str(error))
        return
    with toolkit.ledger.begin() as unit:
        take_new(toolkit.desk(unit), source, roster)
