"""What was asked back about a request, what of it is known, and what is still open. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from bot.company import Area, Company, Question
from bot.intake.missing.clues import DATES
from bot.intake.missing.kinds import kind_of
from bot.requests.model import Request
from db.kinds import WITH_TEAM


def is_day(question: Question) -> bool:
    """Does it ask for the day on which the wish is due?"""
    return kind_of(question) in DATES


def worth_asking(
    ids: Iterable[str], area: Area | None, *, is_outage: bool, day_in_doubt: bool
) -> tuple[str, ...]:
    """Of what the words leave open. While something is down one question is enough; a day that the asker
    is to choose with a button is not asked for in words as well."""
    known = {question.id: question for question in area.intake} if area else {}
    asked = tuple(id_ for id_ in ids if id_ in known and not (day_in_doubt and is_day(known[id_])))
    return asked[:1] if is_outage else asked


def asked(request: Request, company: Company) -> tuple[Question, ...]:
    """The questions that were asked and that the present area still has, in the order of asking."""
    area = company.find_area(request.area_id) if request.area_id else None
    known = {question.id: question for question in area.intake} if area else {}
    return tuple(known[id_] for id_ in request.questions if id_ in known)


def is_known(request: Request, question: Question) -> bool:
    """In words; a day also when it was read or picked elsewhere."""
    picked = bool(request.due_on or request.due_options)
    return bool(request.answers.get(question.id)) or (picked and is_day(question))


def still_open(request: Request, company: Company) -> tuple[Question, ...]:
    """Also what the asker does not know yet."""
    return tuple(question for question in asked(request, company) if not is_known(request, question))


def awaited(request: Request, company: Company) -> tuple[Question, ...]:
    """What the asker has not said anything about yet. Empty once the request is out of the team's hands."""
    if request.state not in WITH_TEAM:
        return ()
    return tuple(q for q in still_open(request, company) if q.id not in request.answers)


def find_question(id_: str, request: Request, company: Company) -> Question | None:
    """In the present area, else in any: a request that moved keeps its answers."""
    present = company.find_area(request.area_id) if request.area_id else None
    areas: Collection[Area] = (present, *company.areas) if present else company.areas
    return next((question for area in areas for question in area.intake if question.id == id_), None)
