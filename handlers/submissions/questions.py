"""The form with what was missing. Nothing typed is lost: what fits no open question is said in the thread."""

from __future__ import annotations

from bot.requests import asking
from bot.requests.model import get_request
from bot.requests.telling import tell_person
from bot.toolkit import Desk
from handlers.answers import NOTHING, Answer
from handlers.names import ANSWER_FIELD
from handlers.reading import Submission
from handlers.views.wording import team_name, team_of

ANSWERED_SINCE = "Somebody answered that in the meantime, so I've left it as it is."
IN_THE_THREAD = "Your words are in the thread, so nothing is lost."


def answer_form(desk: Desk, form: Submission) -> Answer:
    request_id: str = form.about["request_id"]
    ids: list[str] = form.about["questions"]
    entered = ((id_, form.values.get(f"{ANSWER_FIELD}.{number}")) for number, id_ in enumerate(ids))
    given = {id_: words for id_, words in entered if words}
    known = {ids[number] for number in form.about["known"]}
    taken = asking.answer(desk, request_id, form.user_id, given, known=known)
    sentences = [asking.MASKED] if taken.masked else []
    if taken.moved:
        team = team_of(get_request(desk.unit, request_id), desk.company)
        sentences.append(f"It's with {team_name(team)} now, who didn't ask that. {IN_THE_THREAD}")
    elif taken.apart:
        sentences.append(f"{ANSWERED_SINCE} {IN_THE_THREAD}")
    if sentences:
        where = {name: form.about.get(name) for name in ("channel_id", "thread_ts")}
        tell_person(desk, form.user_id, " ".join(sentences), **where)
    return NOTHING
