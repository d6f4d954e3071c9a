"""The buttons under words that were not plainly a request for one team: which is it, and is it one at all?"""

from __future__ import annotations

from datetime import date

from bot.requests import planning
from bot.requests.choosing import choose as choose_area
from bot.requests.telling import tell_person
from bot.toolkit import Desk
from db.kinds import NoticeKind, Via
from db.outbox import enqueue
from handlers.answers import NOTHING, Answer
from handlers.filing import file_words, reply
from handlers.reading import Click
from handlers.views.held import Again, again_from
from handlers.views.plans import NO_DAY

LET_GO_THEN = "All right, nothing was filed."
PASSED_ON_BEFORE = "I've passed that one on already. The thread has the news."


def choose(desk: Desk, click: Click) -> Answer:
    request_id, area_id = click.value.split(" ", 1)
    choose_area(desk, request_id, click.user_id, area_id)
    return NOTHING


def none_of_these(desk: Desk, click: Click) -> Answer:
    choose_area(desk, click.value, click.user_id, None)
    return NOTHING


def pick_day(desk: Desk, click: Click) -> Answer:
    request_id, day = click.value.split(" ", 1)
    planning.pick_day(desk, request_id, click.user_id, None if day == NO_DAY else date.fromisoformat(day))
    return NOTHING


def plan(desk: Desk, click: Click) -> Answer:
    request_id, chosen = click.value.split(" ", 1)
    planning.choose_plan(desk, request_id, click.user_id, "simple" if chosen == "simple" else "later")
    return NOTHING


def anyway(desk: Desk, click: Click) -> Answer:
    """The words are in the button, or in the message that they came from."""
    again = again_from(click.value)
    if again.ts is not None:
        _fetch_and_file(desk, click, again)
        return NOTHING
    outcome = file_words(
        desk,
        again.words,
        asked_by=click.user_id,
        source_key=f"{again.key}:anyway",
        via=Via.COMMAND,
        place=again.place,
        anyway=True,
    )
    _say_instead(desk, click, reply(desk, click.user_id, outcome, again).text)
    return NOTHING


def let_go(desk: Desk, click: Click) -> Answer:
    _say_instead(desk, click, LET_GO_THEN)
    return NOTHING


def passed_on_before(desk: Desk, click: Click) -> None:
    _say_instead(desk, click, PASSED_ON_BEFORE)


def _fetch_and_file(desk: Desk, click: Click, again: Again) -> None:
    enqueue(
        desk.unit,
        NoticeKind.MESSAGE_WANTED,
        lane=f"anyway:{again.place.channel_id}:{again.ts}",
        now=desk.now,
        channel_id=again.place.channel_id,
        ts=again.ts,
        user_id=click.user_id,
        anyway=True,
        response_url=click.response_url,
    )


def _say_instead(desk: Desk, click: Click, sentence: str) -> None:
    """In the place of the question, so that its buttons go."""
    tell_person(desk, click.user_id, sentence, replace_original=True, **click.where)
