"""One update for everybody who waits for the same thing, as it was written."""

from __future__ import annotations

from bot.requests.merging import update_all
from bot.toolkit import Desk
from db.errors import Unclear
from handlers.answers import NOTHING, Answer
from handlers.names import UPDATE_FIELD
from handlers.reading import Submission


def tell_everybody_form(desk: Desk, form: Submission) -> Answer:
    try:
        update_all(desk, form.about["request_id"], form.user_id, form.values.get(UPDATE_FIELD) or "")
    except Unclear as unclear:
        return Answer(errors={UPDATE_FIELD: str(unclear)})
    return NOTHING
