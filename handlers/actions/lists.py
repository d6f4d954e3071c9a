"""Turning the pages of a private list."""

from __future__ import annotations

from typing import get_args

from bot.requests.finding import Which
from bot.toolkit import Desk
from db.errors import Unclear
from db.kinds import NoticeKind
from db.outbox import enqueue
from handlers.answers import NOTHING, Answer
from handlers.reading import Click


def turn(desk: Desk, click: Click) -> Answer:
    which, number, words = (*click.value.split(" ", 2), "")[:3]
    if which not in get_args(Which) or not number.isdigit():
        raise Unclear("I can't read that page any more. Please call /requests again.")
    enqueue(
        desk.unit,
        NoticeKind.LIST_TURNED,
        lane=f"list:{click.user_id}",
        now=desk.now,
        user_id=click.user_id,
        which=which,
        number=int(number),
        words=words,
        response_url=click.response_url,
    )
    return NOTHING
