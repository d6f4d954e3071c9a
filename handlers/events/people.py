"""Home tabs that are opened, people who change or join."""

from __future__ import annotations

from bot.people import note_home_opened, remember
from bot.toolkit import Desk
from db.kinds import NoticeKind
from db.outbox import enqueue
from handlers.answers import NOTHING, Answer
from handlers.reading import HomeOpened, PersonChanged


def home_opened(desk: Desk, event: HomeOpened) -> Answer:
    if event.tab == "home":
        note_home_opened(desk.unit, event.user_id, desk.now)
        enqueue(
            desk.unit,
            NoticeKind.HOME_CHANGED,
            lane=f"home:{event.user_id}",
            now=desk.now,
            user_id=event.user_id,
        )
    return NOTHING


def person_changed(desk: Desk, event: PersonChanged) -> Answer:
    remember(desk.unit, [event.facts], desk.now)
    desk.unit.after_commit.append(desk.people_changed)
    return NOTHING
