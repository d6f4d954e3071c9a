"""The one way into `open_launch`, for every surface."""

from __future__ import annotations

from datetime import date

from bot.launches.announced import Announced
from bot.launches.model import Launch
from bot.launches.opening import News, open_launch, understand
from bot.launches.rights import FOR_COLLEAGUES
from bot.launches.road_map import coming
from bot.requests.model import Place
from bot.toolkit import Desk
from db.errors import NotAllowed
from handlers.reading import Happening
from handlers.views.launches.forms import View, launch_form
from handlers.views.launches.road_map import road_map
from handlers.views.launches.wording import days, in_bold
from handlers.views.message import Message

NOTED_BEFORE = "That's on the road map already. `/launch list` shows it."


def require_colleague(happening: Happening) -> None:
    """Raises NotAllowed. Slack says itself who is of another company, even of somebody we have not met."""
    if happening.outside:
        raise NotAllowed(FOR_COLLEAGUES)


def note_words(desk: Desk, words: str, user_id: str, *, source_key: str, place: Place) -> Launch | Announced:
    """Announced where the words leave open what it is, or when: then nothing is noted yet."""
    said = understand(desk, words, user_id)
    if said.first_day is None or said.last_day is None or not said.name:
        return said
    return open_launch(
        desk,
        News(
            kind=said.kind,
            name=said.name,
            first_day=said.first_day,
            last_day=said.last_day,
            made_by=user_id,
            source_key=launch_key(source_key),
            place=place,
            about=words,
        ),
    )


def launch_key(key: str) -> str:
    """A message may be a request and a launch: each has a key of its own."""
    return f"launch:{key}"


def asking_form(said: Announced, key: str, place: Place) -> View:
    """With all that was understood filled in. The same key as the words: both ways make one launch."""
    meta = {"key": launch_key(key), "kind": place.kind, "channel_id": place.channel_id}
    return launch_form(
        meta=meta | {"thread_ts": place.thread_ts},
        name=said.name,
        kind=said.kind,
        first_day=said.first_day,
        last_day=said.last_day,
        doubt=said.doubt,
        said=bool(said.name),
    )


def noted(desk: Desk, launch: Launch) -> str:
    """What whoever announced it reads at once and alone; the message itself says the rest."""
    today = desk.now.astimezone(desk.people.get(launch.made_by).zone_info).date()
    when = days(launch.first_day, launch.last_day, today)
    sentence = f"Noted: {in_bold(launch)}, {when}."
    if not launch.is_launch:
        return f"{sentence} It's on the road map, where everybody sees it."
    where = "here" if launch.channel_id else "in our direct messages"
    return f"{sentence} No work yet: the teams hear of it now, and {where} I say by when each needs what."


def road_map_of(desk: Desk, user_id: str) -> Message:
    entries = coming(desk.unit, desk.company, desk.now)
    return road_map(entries, today_of(desk, user_id))


def today_of(desk: Desk, user_id: str) -> date:
    return desk.now.astimezone(desk.people.get(user_id).zone_info).date()
