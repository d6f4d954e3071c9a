"""The forms: ask, change, ask back. What is wrong is said beside the field and nothing typed is lost."""

from __future__ import annotations

from bot.requests.answering import change
from bot.requests.model import Place
from bot.requests.telling import tell_person
from bot.requests.working import ask_back
from bot.toolkit import Desk
from db.errors import Unclear
from db.kinds import Via
from handlers.answers import NOTHING, Answer
from handlers.filing import file_words
from handlers.names import AREA_FIELD, NOT_SURE, QUESTION_FIELD, TEXT_FIELD
from handlers.reading import Submission
from handlers.views.receipt import thanks


def ask_form(desk: Desk, form: Submission) -> Answer:
    place = Place(form.about.get("kind", "nowhere"), form.about.get("channel_id"))
    try:
        request = file_words(
            desk,
            form.values.get(TEXT_FIELD) or "",
            asked_by=form.user_id,
            source_key=f"view:{form.view_id}",
            via=Via.FORM,
            place=place,
            area_id=_chosen(form),
        )
    except Unclear as unclear:
        return Answer(errors={TEXT_FIELD: str(unclear)})
    if place.channel_id:  # elsewhere the receipt itself comes by direct message
        words = thanks(request, desk.people, desk.company)
        tell_person(desk, form.user_id, words, channel_id=place.channel_id)
    return NOTHING


def change_form(desk: Desk, form: Submission) -> Answer:
    try:
        change(
            desk,
            form.about["request_id"],
            form.user_id,
            text=form.values.get(TEXT_FIELD),
            area_id=_chosen(form),
        )
    except Unclear as unclear:
        return Answer(errors={TEXT_FIELD: str(unclear)})
    return NOTHING


def ask_back_form(desk: Desk, form: Submission) -> Answer:
    try:
        ask_back(desk, form.about["request_id"], form.user_id, form.values.get(QUESTION_FIELD) or "")
    except Unclear as unclear:
        return Answer(errors={QUESTION_FIELD: str(unclear)})
    return NOTHING


def _chosen(form: Submission) -> str | None:
    area_id = form.values.get(AREA_FIELD)
    return None if area_id in (None, "", NOT_SURE) else area_id
