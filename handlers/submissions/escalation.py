""" "This is an outage": what people cannot do, and then somebody is called."""

from __future__ import annotations

from bot.escalation.waking import wake
from bot.requests.telling import tell_person
from bot.toolkit import Desk
from db.errors import Unclear
from handlers.answers import NOTHING, Answer
from handlers.names import BROKEN_FIELD
from handlers.reading import Submission
from handlers.views.escalation.waking import being_called


def outage_form(desk: Desk, form: Submission) -> Answer:
    """Whoever did not press it in the request's thread is answered for themselves."""
    try:
        woken = wake(desk, form.about["request_id"], form.user_id, form.values.get(BROKEN_FIELD) or "")
    except Unclear as unclear:
        return Answer(errors={BROKEN_FIELD: str(unclear)})
    if not form.about.get("seen"):
        reader = desk.people.get(form.user_id)
        tell_person(desk, form.user_id, being_called(woken, desk.people, desk.company, reader, desk.now))
    return NOTHING
