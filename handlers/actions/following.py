""" "Me too" and its taking back."""

from __future__ import annotations

from bot.requests import following
from bot.requests.model import Request
from bot.requests.telling import tell_person
from bot.toolkit import Desk
from db.kinds import NoticeKind
from db.outbox import enqueue
from handlers.answers import NOTHING, Answer
from handlers.reading import Click
from handlers.views.held import again_from
from handlers.views.similar import now_following

NO_LONGER = "All right, you won't hear about that one any more."


def me_too(desk: Desk, click: Click) -> Answer:
    """Their own words are in the button, or in the message that they came from, which is fetched first."""
    request_id, value = click.value.split(" ", 1)
    again = again_from(value)
    if again.ts is None:
        follow(desk, request_id, click.user_id, again.words, **click.where)
        return NOTHING
    enqueue(
        desk.unit,
        NoticeKind.MESSAGE_WANTED,
        lane=f"too:{again.place.channel_id}:{again.ts}:{click.user_id}",
        now=desk.now,
        channel_id=again.place.channel_id,
        ts=again.ts,
        user_id=click.user_id,
        like=request_id,
        where=click.where,
    )
    return NOTHING


def follow(desk: Desk, request_id: str, user_id: str, words: str, **where: str | None) -> Request:
    """Says so in the place of the question. Raises a refusal when it is too late or not theirs to see."""
    request = following.follow(desk, request_id, user_id, words)
    message = now_following(request, desk.people, desk.company)
    tell_person(desk, user_id, message.text, blocks=message.blocks, replace_original=True, **where)
    return request


def stop_following(desk: Desk, click: Click) -> Answer:
    following.unfollow(desk, click.value, click.user_id)
    tell_person(desk, click.user_id, NO_LONGER, replace_original=True, **click.where)
    return NOTHING
