"""The forms of launches. What is wrong is said beside its field, and nothing typed is lost."""

from __future__ import annotations

from datetime import date

from bot.launches import changing
from bot.launches.opening import NO_DAY, NO_NAME, News, open_launch
from bot.requests.model import Place
from bot.requests.telling import tell_person
from bot.toolkit import Desk
from db.errors import Unclear
from db.kinds import LaunchKind
from handlers.announcing import NOTED_BEFORE, noted, require_colleague
from handlers.answers import NOTHING, Answer
from handlers.form_values import day_of
from handlers.names import (
    LAUNCH_CUSTOMERS_FIELD,
    LAUNCH_FIRST_FIELD,
    LAUNCH_KIND_FIELD,
    LAUNCH_LAST_FIELD,
    LAUNCH_NAME_FIELD,
)
from handlers.plain import plain
from handlers.reading import Submission


def launch_form(desk: Desk, form: Submission) -> Answer:
    require_colleague(form)
    about = form.about
    place = Place(about.get("kind", "nowhere"), about.get("channel_id"), about.get("thread_ts"))
    first_day, last_day = _days(form)
    if first_day is None or last_day is None:
        return Answer(errors={LAUNCH_FIRST_FIELD: NO_DAY})
    try:
        launch = open_launch(
            desk,
            News(
                kind=_kind(form),
                name=_words(desk, form, LAUNCH_NAME_FIELD),
                first_day=first_day,
                last_day=last_day,
                made_by=form.user_id,
                source_key=about.get("key") or f"launch:view:{form.view_id}",
                place=place,
                customers=_words(desk, form, LAUNCH_CUSTOMERS_FIELD),
            ),
        )
    except Unclear as unclear:
        return _wrong(unclear, first_day, last_day)
    tell_person(
        desk, form.user_id, noted(desk, launch), channel_id=place.channel_id, thread_ts=place.thread_ts
    )
    return NOTHING


def noted_before(desk: Desk, form: Submission) -> None:
    about = form.about
    where = {"channel_id": about.get("channel_id"), "thread_ts": about.get("thread_ts")}
    tell_person(desk, form.user_id, NOTED_BEFORE, **where)


def change_form(desk: Desk, form: Submission) -> Answer:
    first_day, last_day = _days(form)
    if first_day is None or last_day is None:
        return Answer(errors={LAUNCH_FIRST_FIELD: NO_DAY})
    to = changing.Changed(
        name=_words(desk, form, LAUNCH_NAME_FIELD),
        first_day=first_day,
        last_day=last_day,
        customers=_words(desk, form, LAUNCH_CUSTOMERS_FIELD),
    )
    try:
        changing.change(desk, form.about["launch_id"], form.user_id, to)
    except Unclear as unclear:
        return _wrong(unclear, first_day, last_day)
    return NOTHING


def _wrong(unclear: Unclear, first_day: date, last_day: date) -> Answer:
    """Beside the field that it is about."""
    if str(unclear) == NO_NAME:
        return Answer(errors={LAUNCH_NAME_FIELD: str(unclear)})
    return Answer(errors={LAUNCH_LAST_FIELD if last_day != first_day else LAUNCH_FIRST_FIELD: str(unclear)})


def _days(form: Submission) -> tuple[date | None, date | None]:
    """Without a last day it takes one."""
    first = day_of(form.values.get(LAUNCH_FIRST_FIELD))
    return first, day_of(form.values.get(LAUNCH_LAST_FIELD)) or first


def _kind(form: Submission) -> LaunchKind:
    entered = form.values.get(LAUNCH_KIND_FIELD)
    return next((kind for kind in LaunchKind if kind == entered), LaunchKind.LAUNCH)


def _words(desk: Desk, form: Submission, name: str) -> str:
    return plain(form.values.get(name) or "", desk.people)
