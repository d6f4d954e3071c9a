"""Is it still right? Asked of those who keep an entry, a few at a time, in the mornings on which they work.

What nobody answers for goes to the reviewers of its side, in one message a month.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.company import Side, Team
from bot.people import Colleague, People
from bot.promises import working_time_of
from bot.toolkit import Toolkit
from db.runs import claim_run
from glossary.concepts import Concept
from glossary.keeping.looking_after import (
    asked_since,
    due_for_review,
    is_for_reviewers,
    keepers,
    note_asked,
    release,
    was_asked,
)
from glossary.keeping.notices import ask_keeper, tell_side

MOST_A_WEEK = 3  # entries one person is asked about
WEEK = timedelta(days=7)
FIRST_DAYS = 7  # of a month, in which its one message goes out; runs are remembered as long
MANY = 2000  # more than ever fall due together
NOON = 12

log = logging.getLogger(__name__)


def ask_for_word_reviews(toolkit: Toolkit) -> None:
    """May run as often as one likes: rows say who was asked, and when."""
    now, people = toolkit.now(), toolkit.directory.people()
    _hand_back_from_those_who_left(toolkit, people, now)
    with toolkit.ledger.read() as connection:
        due = due_for_review(connection, now.date(), MANY)
    for keeper_id in sorted({one.keeper_id for one in due if one.keeper_id and not was_asked(one)}):
        _ask(toolkit, people.get(keeper_id), now)
    for_reviewers = [one for one in due if is_for_reviewers(one, now)]
    sides: tuple[Side, ...] = ("marketing", "it")
    for side in sides:
        _tell_reviewers(toolkit, side, [one for one in for_reviewers if one.home in (side, "shared")], now)


def _hand_back_from_those_who_left(toolkit: Toolkit, people: People, now: datetime) -> None:
    with toolkit.ledger.read() as connection:
        gone = [user_id for user_id in keepers(connection) if people.get(user_id).deactivated]
    if gone:
        with toolkit.ledger.begin() as unit:
            count = release(unit, gone, now)
        log.info("%d entries of people who left went back to their side", count)


def _ask(toolkit: Toolkit, keeper: Colleague, now: datetime) -> None:
    """By direct message, one for each entry; once a morning, and no more than three in seven days."""
    team = toolkit.company.find_team(keeper.team_ids[0]) if keeper.team_ids else None
    today = _working_morning(toolkit, team, now, keeper)
    if today is None:
        return
    with toolkit.ledger.begin() as unit:
        if not claim_run(unit, "ask a keeper", f"{keeper.user_id} {today}", now):
            return
        left = MOST_A_WEEK - asked_since(unit, keeper.user_id, now - WEEK)
        due = due_for_review(unit, now.date(), MANY, keeper_id=keeper.user_id)
        slugs = [one.slug for one in due if not was_asked(one)][: max(0, left)]
        for slug in slugs:
            ask_keeper(unit, slug, keeper.user_id, now)
        note_asked(unit, slugs, now)
        unit.after_commit.append(toolkit.wake)


def _tell_reviewers(toolkit: Toolkit, side: Side, waiting: Sequence[Concept], now: datetime) -> None:
    team = next((team for team in toolkit.company.teams if team.side == side), None)
    today = _working_morning(toolkit, team, now)
    if not waiting or today is None or int(today[-2:]) > FIRST_DAYS:
        return
    with toolkit.ledger.begin() as unit:
        if claim_run(unit, "words nobody keeps", f"{side} {today[:7]}", now):
            tell_side(unit, side, "review", [one.slug for one in waiting], now)
            unit.after_commit.append(toolkit.wake)


def _working_morning(
    toolkit: Toolkit, team: Team | None, now: datetime, person: Colleague | None = None
) -> str | None:
    """The day, as year-month-day, if it is before noon where they sit and their office works; else None."""
    working = working_time_of(toolkit.company, team)
    local = now.astimezone(person.zone_info if person else working.calendar.zone_info)
    return f"{local:%Y-%m-%d}" if working.is_working(now) and local.hour < NOON else None
