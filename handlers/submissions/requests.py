"""The forms: ask, change, ask back. What is wrong is said beside the field and nothing typed is lost."""

from __future__ import annotations

from typing import get_args

from bot.company import Level
from bot.launches.model import Launch, find_launch
from bot.launches.telling import draw_anew as draw_launch_anew
from bot.requests.answering import change
from bot.requests.model import Place, Request, get_request
from bot.requests.opening import Held
from bot.requests.planning import set_plan, set_purpose
from bot.requests.working import ask_back
from bot.toolkit import Desk
from db.errors import Unclear
from db.kinds import Via
from handlers.answers import NOTHING, Answer
from handlers.filing import again, file_words, reply, tell_at_once
from handlers.form_values import day_of
from handlers.names import (
    AREA_FIELD,
    DAY_FIELD,
    NOT_SURE,
    PURPOSE_FIELD,
    QUESTION_FIELD,
    TEXT_FIELD,
    URGENCY_FIELD,
)
from handlers.reading import Submission


def ask_form(desk: Desk, form: Submission) -> Answer:
    place = Place(form.about.get("kind", "nowhere"), form.about.get("channel_id"))
    key = f"view:{form.view_id}"
    launch = _launch(desk, form)
    try:
        outcome = file_words(
            desk,
            form.values.get(TEXT_FIELD) or "",
            asked_by=form.user_id,
            source_key=key,
            via=Via.FORM,
            place=place,
            area_id=_chosen(form),
            anyway=launch is not None,
            launch_id=launch.id if launch else None,
            due_on=launch.first_day if launch else None,
            customers=form.values.get(PURPOSE_FIELD) or "",
        )
    except Unclear as unclear:
        return Answer(errors={TEXT_FIELD: str(unclear)})
    if launch is not None:
        draw_launch_anew(desk, launch)
    # Elsewhere than in a channel the receipt itself comes by direct message.
    if place.channel_id or isinstance(outcome, Held) or outcome.reading.found:
        message = reply(desk, form.user_id, outcome, again(key, place, outcome))
        tell_at_once(desk, form.user_id, message, channel_id=place.channel_id)
    return NOTHING


def _launch(desk: Desk, form: Submission) -> Launch | None:
    """The one it is asked for; None once that was taken back."""
    launch_id = form.about.get("launch_id")
    launch = find_launch(desk.unit, launch_id) if launch_id else None
    return launch if launch is not None and launch.is_planned else None


def change_form(desk: Desk, form: Submission) -> Answer:
    try:
        before = get_request(desk.unit, form.about["request_id"])
        changed = change(
            desk, before.id, form.user_id, text=form.values.get(TEXT_FIELD), area_id=_chosen(form)
        )
        _plan(desk, form, before, changed)
        if PURPOSE_FIELD in form.values:  # it is not in forms of the first days
            now = get_request(desk.unit, before.id)
            set_purpose(desk, now, form.user_id, form.values[PURPOSE_FIELD] or "")
    except Unclear as unclear:
        return Answer(errors={TEXT_FIELD: str(unclear)})
    return NOTHING


def ask_back_form(desk: Desk, form: Submission) -> Answer:
    try:
        ask_back(desk, form.about["request_id"], form.user_id, form.values.get(QUESTION_FIELD) or "")
    except Unclear as unclear:
        return Answer(errors={QUESTION_FIELD: str(unclear)})
    return NOTHING


def _plan(desk: Desk, form: Submission, before: Request, changed: Request) -> None:
    """What was set in the form; a day that the new words name stays unless the field says another one."""
    if URGENCY_FIELD not in form.values:
        return  # a form of the first days
    day = day_of(form.values.get(DAY_FIELD))
    set_plan(
        desk,
        changed,
        form.user_id,
        due_on=changed.due_on if day == before.due_on else day,
        urgency=_level(form.values.get(URGENCY_FIELD), changed),
    )


def _level(entered: str | None, request: Request) -> Level:
    return next((level for level in get_args(Level) if level == entered), request.urgency)


def _chosen(form: Submission) -> str | None:
    area_id = form.values.get(AREA_FIELD)
    return None if area_id in (None, "", NOT_SURE) else area_id
