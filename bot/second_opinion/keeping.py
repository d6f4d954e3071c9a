"""Which request the model is asked about, and what its opinion changes there.

A request is marked before the model is asked, so that it is asked once at most, also when the process
ends in the middle of the question.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, func, null, or_, select, update

from bot.company import Area
from bot.escalation.chains import begin
from bot.escalation.expecting import expected_id
from bot.promises import reply_by
from bot.requests.asking import ask_missing
from bot.requests.choosing import NONE_OF_THESE
from bot.requests.model import Request, request_from
from bot.requests.opening import announce
from bot.requests.telling import change_state, draw_anew, leave_card, note
from bot.routing.wording import UNSURE
from bot.second_opinion.asking import LATEST_OPINIONS, Opinion
from bot.toolkit import Desk
from db.kinds import Change, NoticeKind, RequestState
from db.outbox import supersede
from db.runs import claim_run
from db.tables import requests, runs

A_DAY = 500  # questions in a day by UTC, all processes together: what a wrong turn may cost at most
FRESH_FOR = timedelta(minutes=15)  # after that a person has looked, and the model comes too late
RECEIPT_TAKES = timedelta(minutes=1)  # where none could be posted, the asker is not kept waiting for it
SUGGESTED = "because a language model suggested it"
MOST_GUESSES = 5

_JOB = "second opinion"
_ENDED_WELL = (RequestState.RESOLVED, RequestState.CLOSED)


@dataclass(frozen=True)
class Undecided:
    """A request as it was when the model was asked about it."""

    request: Request
    mark: Mapping[str, Any]  # what stands in its row now, in place of an opinion


def is_anything_undecided(connection: Connection, now: datetime) -> bool:
    found = select(requests.c.id).where(_undecided(now)).limit(1)
    return connection.execute(found).first() is not None


def claim_undecided(desk: Desk, model: str) -> Undecided | None:
    """The oldest fresh request to ask about, marked as asked. None: there is none, or today's are used up."""
    oldest = select(requests).where(_undecided(desk.now)).order_by(requests.c.id).limit(1)
    row = desk.unit.execute(oldest.with_for_update(skip_locked=True, key_share=True)).mappings().first()
    if row is None or not _within_budget(desk):
        return None
    mark = {"areas": [], "missing": [], "at": desk.now.isoformat(), "model": model}
    desk.unit.execute(update(requests).where(requests.c.id == row["id"]).values(opinion=mark))
    return Undecided(request_from(row), mark)


def past_opinions(connection: Connection, model: str) -> tuple[bool, ...]:
    """Of this model's opinions, the latest first: was the request done in the area that it named first?"""
    given = (requests.c.state.in_(_ENDED_WELL), requests.c.opinion.is_not(null()))
    latest = (
        select(requests.c.opinion, requests.c.area_id)
        .where(*given, requests.c.area_id.is_not(None))
        .order_by(requests.c.id.desc())
        .limit(3 * LATEST_OPINIONS)  # some were given by another model, or were none
    )
    rows = connection.execute(latest).all()
    own = (row for row in rows if row.opinion.get("model") == model and row.opinion.get("areas"))
    return tuple(row.opinion["areas"][0] == row.area_id for row in own)[:LATEST_OPINIONS]


def keep_opinion(desk: Desk, asked: Undecided, opinion: Opinion) -> None:
    """Offers its choices, or sends the request on where that was earned. Nothing if a person was quicker."""
    held = select(requests).where(requests.c.id == asked.request.id).with_for_update(key_share=True)
    row = desk.unit.execute(held).mappings().first()
    request = request_from(row) if row else None
    if request is None or not _is_as_it_was(request, asked):
        return
    told = {**asked.mark, "areas": list(opinion.areas), "missing": list(opinion.missing)}
    guesses = list(opinion.choices(request.guesses))[:MOST_GUESSES]
    area = desk.company.find_area(opinion.areas[0])
    if opinion.band == "sure" and area is not None:
        _send_on(desk, request, area, opinion=told, guesses=guesses)
        return
    raised = {"band": "ask", "reason": UNSURE} if request.band == "bridge" else {}
    changed = change_state(desk, request, (RequestState.NEW,), opinion=told, guesses=guesses, **raised)
    if changed is not None:
        draw_anew(desk, changed)


def _undecided(now: datetime) -> ColumnElement[bool]:
    """Filed just now, its receipt posted, nobody has touched it, and the model was not asked yet."""
    said = or_(requests.c.receipt_ts.is_not(None), requests.c.asked_at <= now - RECEIPT_TAKES)
    return and_(
        requests.c.state == RequestState.NEW,
        requests.c.band != "sure",
        requests.c.reason != NONE_OF_THESE,  # the asker has said that it takes a person
        requests.c.opinion.is_(null()),
        requests.c.asked_at > now - FRESH_FOR,
        said,
    )


def _within_budget(desk: Desk) -> bool:
    """Each question of a day has a number, and each number is given out once."""
    day = desk.now.strftime("%Y-%m-%d")
    of_today = (runs.c.job == _JOB, runs.c.slot.startswith(f"{day} "))
    used = desk.unit.execute(select(func.count()).select_from(runs).where(*of_today)).scalar_one()
    return used < A_DAY and claim_run(desk.unit, _JOB, f"{day} {used + 1:04}", desk.now)


def _is_as_it_was(request: Request, asked: Undecided) -> bool:
    was = asked.request
    before = (was.state, was.team_id, was.area_id, was.text, was.band, asked.mark)
    return before == (
        request.state,
        request.team_id,
        request.area_id,
        request.text,
        request.band,
        request.opinion,
    )


def _send_on(desk: Desk, request: Request, area: Area, **values: Any) -> None:
    """To the team of the area. The receipt, drawn anew, says so to the asker."""
    team = desk.company.team(area.owner_team)
    stays = team.id == request.team_id
    new_place = {
        "team_id": team.id,
        "owner_id": expected_id(desk, team, request.urgency),
        "reply_by": reply_by(desk.company, team, request.urgency, desk.now),
        "card_channel": None,
        "card_ts": None,
    }
    sent = change_state(
        desk,
        request,
        (RequestState.NEW,),
        band="sure",
        area_id=area.id,
        reason=SUGGESTED,
        **({} if stays else new_place),
        **values,
    )
    if sent is None:
        return
    if not stays:
        _change_cards(desk, request, sent)
        begin(desk, sent, first="card")
    draw_anew(desk, sent)
    ask_missing(desk, sent)


def _change_cards(desk: Desk, old: Request, new: Request) -> None:
    """The bridge's card may stand already, or wait for the asker's own choice; it is not needed any more."""
    places: dict[str, Any] = {"from_team": old.team_id, "team_id": new.team_id}
    note(desk, new, Change.MOVED, None, **places)
    supersede(desk.unit, NoticeKind.REQUEST_ARRIVED, new.team_lane, desk.now)
    if old.card_ts is not None:
        leave_card(desk, old, new, None, old_owner_id=old.owner_id)
    announce(desk, new)
