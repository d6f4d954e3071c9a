"""By when there will be news of a request, as whoever has it entered it."""

from __future__ import annotations

from bot.escalation.promising import still
from bot.toolkit import Desk
from db.errors import Unclear
from handlers.answers import NOTHING, Answer
from handlers.form_values import day_of
from handlers.names import DAY_FIELD
from handlers.reading import Submission

PICK_A_DAY = "Pick the day by which there will be news."


def promise_form(desk: Desk, form: Submission) -> Answer:
    day = day_of(form.values.get(DAY_FIELD))
    if day is None:
        return Answer(errors={DAY_FIELD: PICK_A_DAY})
    try:
        still(desk, form.about["request_id"], form.user_id, day)
    except Unclear as unclear:
        return Answer(errors={DAY_FIELD: str(unclear)})
    return NOTHING
