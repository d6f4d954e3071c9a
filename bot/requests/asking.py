"""What is missing is asked once, in one message; answers come by form, by button or in plain words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, select, update

from bot.company import Area, Question
from bot.intake.dates import Due, find_due
from bot.intake.missing import (
    answered,
    answers_in,
    is_about_something_else,
    is_chatter,
    is_unknown,
    missing,
)
from bot.intake.reader import LONGEST_READ
from bot.intake.verdict import without_orders
from bot.requests.model import Request, hold_request, storable
from bot.requests.planning import due_values
from bot.requests.questions import (
    asked,
    awaited,
    find_question,
    is_day,
    is_known,
    still_open,
    worth_asking,
)
from bot.requests.rights import require_asker, speaks_for_asker
from bot.requests.telling import change_state, draw_anew, draw_questions, refuse_because_of_state, tell
from bot.toolkit import Desk
from db.engine import Unit
from db.errors import Conflict, Unclear
from db.kinds import WITH_TEAM, Change, Mode, NoticeKind, PostRole, RequestState
from db.outbox import enqueue
from db.tables import history, posts, requests

LONGEST_ANSWER = 500  # characters of one answer that are kept
NOT_YET = ""  # the answer of whoever does not know yet

NOTHING_OPEN = "There's nothing open there any more. If something changed, write it in the thread."
LEFT_OPEN = "That's left open already. Just write it in the thread once you know."
EMPTY = "Write at least one answer, half of one is fine. If you don't know yet, press Not sure yet."
MASKED = (
    "Careful, there was something in your answer that I mustn't keep, like a password or somebody's "
    "details, so I've left it out."
)


@dataclass(frozen=True)
class Taken:
    """What became of a form: `apart` were said in the thread, since they fit no open question any more."""

    noted: tuple[str, ...]  # ids
    apart: Mapping[str, str]  # id -> words
    moved: bool  # among them some that the present team does not ask
    masked: bool  # something was left out of the words


def ask_missing(desk: Desk, request: Request) -> None:
    """For a request whose area has just become clear. Once: whoever has dealt with questions gets no others.

    Questions of an area that it has left, and that nobody has said anything about, give way to those of
    the new one, in the same message.
    """
    area = desk.company.find_area(request.area_id) if request.area_id else None
    if area is None or request.sibling_of or request.answers or request.state not in WITH_TEAM:
        return
    ids = _missing(request, area)
    if not ids or ids == request.questions:
        return
    desk.unit.execute(update(requests).where(requests.c.id == request.id).values(questions=list(ids)))
    if not request.questions:
        announce_questions(desk, request)


def announce_questions(desk: Desk, request: Request) -> None:
    """After the receipt, in the asker's thread."""
    enqueue(
        desk.unit, NoticeKind.QUESTIONS_ASKED, lane=request.home_lane, now=desk.now, request_id=request.id
    )


def find_asked(source: Unit | Connection, request_id: str) -> list[tuple[str, str]]:
    """Channel and ts of the message that asks what is missing; empty while there is none."""
    asks = select(posts.c.channel_id, posts.c.ts).where(
        posts.c.request_id == request_id, posts.c.role == PostRole.ASKED
    )
    return [(row.channel_id, row.ts) for row in source.execute(asks)]


def require_open_questions(desk: Desk, request: Request, actor_id: str) -> None:
    """Before the form opens. Raises NotAllowed or Conflict in words."""
    require_asker(desk.people, actor_id, request)
    if request.state not in WITH_TEAM:
        raise refuse_because_of_state(desk, request, actor_id)
    if not still_open(request, desk.company):
        raise Conflict(NOTHING_OPEN)


def leave_open(desk: Desk, request_id: str, actor_id: str) -> Request:
    """`Not sure yet`: nobody asks again, and an answer may still come in the thread."""
    request = hold_request(desk.unit, request_id)
    require_open_questions(desk, request, actor_id)
    unsaid = awaited(request, desk.company)
    if not unsaid:
        raise Conflict(LEFT_OPEN)
    return _left_open(desk, request, unsaid)


def answer(
    desk: Desk, request_id: str, actor_id: str, given: Mapping[str, str], *, known: Collection[str]
) -> Taken:
    """From the form: id -> words, or an ISO day. `known`: what was answered when it opened, so that it may be
    put differently; what somebody else has answered since then is left as it is."""
    request = hold_request(desk.unit, request_id)
    require_asker(desk.people, actor_id, request)
    if request.state not in WITH_TEAM:
        raise refuse_because_of_state(desk, request, actor_id)
    clean = {id_: _kept(desk, words) for id_, words in given.items()}
    clean = {id_: words for id_, words in clean.items() if words}
    if not clean:
        raise Unclear(EMPTY)
    present = {question.id: question for question in asked(request, desk.company)}
    noted: dict[str, str] = {}
    apart: dict[str, str] = {}
    for id_, words in clean.items():
        if id_ not in present:
            apart[id_] = words
        elif not _is_said(request, present[id_], words):
            since = id_ not in known and is_known(request, present[id_])
            (apart if since else noted)[id_] = words
    masked = any(_kept(desk, words) != storable(words).strip()[:LONGEST_ANSWER] for words in given.values())
    if noted:
        request = _note(desk, request, actor_id, noted, by_form=True)
    if apart:
        _say_apart(desk, request, actor_id, apart)
    return Taken(tuple(noted), apart, any(id_ not in present for id_ in apart), masked)


def hear(desk: Desk, together: Iterable[Request], user_id: str, text: str, ts: str) -> None:
    """Somebody wrote in the asker's thread: perhaps an answer. What is none is left to people.

    `together`: the requests that share the thread.
    """
    request = next((one for one in together if still_open(one, desk.company)), None)
    if request is None or not speaks_for_asker(desk.people.get(user_id), request):
        return
    request = hold_request(desk.unit, request.id)
    open_ = still_open(request, desk.company)
    if not open_ or request.state not in WITH_TEAM:
        return
    unsaid = awaited(request, desk.company)
    asks_us = user_id == request.asked_by and request.state is not RequestState.WAITING
    if asks_us and unsaid and is_unknown(text.strip()):
        _left_open(desk, request, unsaid)
        return
    given = _read(desk, request, text, open_, unsaid if asks_us else ())
    if given:
        _note(desk, request, user_id, given, said=text, said_ts=ts)


def unsay(desk: Desk, request: Request, ts: str) -> None:
    """The message at `ts` was edited or deleted: what it answered is open again, in silence."""
    rows = select(history.c.detail).where(
        history.c.request_id == request.id, history.c.change == Change.DETAILED
    )
    details = [detail for detail in desk.unit.execute(rows).scalars() if detail.get("said_ts") == ts]
    gone = {id_ for detail in details for id_ in detail["told"]}
    request = hold_request(desk.unit, request.id)
    if gone.isdisjoint(request.answers):
        return
    left = {id_: said for id_, said in request.answers.items() if id_ not in gone}
    values: dict[str, Any] = {"answers": left}
    questions = (find_question(id_, request, desk.company) for id_ in gone)
    if any(question is not None and is_day(question) for question in questions):
        values |= {"due_on": None, "due_words": None, "due_options": [], "plan": None}
    unsaid = change_state(desk, request, tuple(RequestState), **values)
    if unsaid is not None:
        draw_anew(desk, unsaid)
        draw_questions(desk, unsaid)


def _missing(request: Request, area: Area) -> tuple[str, ...]:
    outage = request.urgency == "outage"
    ids = missing(
        without_orders(request.text[:LONGEST_READ]),
        area,
        due=request.due_on is not None,
        has_files=bool(request.files),
        incident=outage,
    )
    return worth_asking(ids, area, is_outage=outage, day_in_doubt=bool(request.due_options))


def _read(
    desk: Desk, request: Request, text: str, open_: Iterable[Question], unsaid: tuple[Question, ...]
) -> dict[str, str]:
    """`unsaid`: what these words were most likely meant to answer; all others need words of their own.

    So an owner's question that was answered just now, a word of the bridge, or talk after "not sure yet"
    is taken for an answer only where it plainly is one.
    """
    area, zone = desk.company.area(request.area_id or ""), desk.people.get(request.asked_by).zone
    given: dict[str, str] = {}
    if len(unsaid) > 1 or (unsaid and not _is_beside(text, unsaid[0], area, desk.now, zone)):
        given = answers_in(text, unsaid, area, desk.now, zone, desk.reader.is_working)
    for question in open_:
        if question not in unsaid:
            due = _due(desk, request, text) if is_day(question) else None
            words = due.words if due else answered(text, question, area)
            given |= {question.id: words} if words else {}
    kept = {id_: _kept(desk, words) for id_, words in given.items()}
    return {id_: words for id_, words in kept.items() if words}


def _is_beside(text: str, question: Question, area: Area, now: datetime, zone: str) -> bool:
    """Thanks, talk, news of a fault, a further wish, or what plainly answers something else."""
    at_work = bool(area.lead_time_business_days)  # in an outage, faults are what is asked about
    return is_chatter(text, question, at=now, zone=zone) or (
        at_work and is_about_something_else(text, question, at=now, zone=zone)
    )


def _left_open(desk: Desk, request: Request, unsaid: Iterable[Question]) -> Request:
    answers = {**request.answers, **{question.id: NOT_YET for question in unsaid}}
    left = change_state(desk, request, WITH_TEAM, answers=answers)
    if left is None:
        raise refuse_because_of_state(desk, request, request.asked_by)
    draw_anew(desk, left)
    draw_questions(desk, left)
    return left


def _note(
    desk: Desk,
    request: Request,
    actor_id: str,
    given: Mapping[str, str],
    *,
    by_form: bool = False,
    said: str = "",
    said_ts: str | None = None,
) -> Request:
    """`said`: all that was written, since a day is read with the words around it; `said_ts`: where."""
    values: dict[str, Any] = {"answers": {**request.answers, **given}}
    for id_, words in given.items():
        question = find_question(id_, request, desk.company)
        if question is not None and is_day(question):
            values |= _day(desk, request, words, said or words)
            values["answers"][id_] = _spoken(words)
    noted = change_state(desk, request, WITH_TEAM, **values)
    if noted is None:
        raise refuse_because_of_state(desk, request, actor_id)
    # What was written in a thread can be read there, or was carried to the other one.
    to_team = by_form and noted.mode is Mode.RELAY
    tell(desk, noted, Change.DETAILED, actor_id, to_team=to_team, told=list(given), said_ts=said_ts)
    draw_questions(desk, noted)
    return noted


def _day(desk: Desk, request: Request, words: str, said: str) -> dict[str, Any]:
    """Nothing when no day can be found in the words: they are kept as they are."""
    picked = _iso(words)
    if picked is not None:
        return {"due_on": picked, "due_words": None, "due_options": [], "plan": None}
    due = _due(desk, request, said) or _due(desk, request, words)
    return due_values(due) if due else {}


def _due(desk: Desk, request: Request, text: str) -> Due | None:
    zone = desk.people.get(request.asked_by).zone
    return find_due(text, at=desk.now, zone=zone, is_working=desk.reader.is_working)


def _iso(words: str) -> date | None:
    try:
        return date.fromisoformat(words)
    except ValueError:
        return None


def _spoken(words: str) -> str:
    day = _iso(words)
    return f"{day.day} {day:%B %Y}" if day else words


def _kept(desk: Desk, words: str) -> str:
    return desk.reader.mask(storable(words)).strip()[:LONGEST_ANSWER].strip()


def _is_said(request: Request, question: Question, words: str) -> bool:
    """Nothing new: the form came back with what it was opened with."""
    same_day = request.due_on is not None and is_day(question) and _iso(words) == request.due_on
    return same_day or words == request.answers.get(question.id)


def _say_apart(desk: Desk, request: Request, actor_id: str, apart: Mapping[str, str]) -> None:
    """Nothing is lost: the words stand in the thread, where the team sees them."""
    to_team = request.mode is Mode.RELAY
    tell(desk, request, Change.DETAILED, actor_id, to_team=to_team, apart=dict(apart))
