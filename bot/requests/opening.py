"""Filing: one wish becomes one request, whichever way it came; several wishes in one text, several.

Only adds rows: unique constraints find a second delivery or a second way of filing the same message
(Taken), so that filing can be committed together with that of others. Only a message inside a thread
costs a look.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Literal

from bot.escalation.chains import steps_at_filing
from bot.escalation.expecting import expected_id
from bot.intake.reading import Reading
from bot.intake.splitting import READ, Part
from bot.promises import reply_by
from bot.requests.asking import announce_questions
from bot.requests.model import (
    LONGEST_TEXT,
    Ask,
    Request,
    find_by_post,
    storable,
)
from bot.requests.planning import purpose_kept
from bot.requests.questions import worth_asking
from bot.requests.similar import find_similar
from bot.toolkit import Desk
from db.duty_tables import chain_steps
from db.errors import Unclear
from db.ids import new_id
from db.kinds import Change, Mode, NoticeKind, PostRole, RequestState
from db.outbox import enqueue
from db.tables import history, posts, requests

OPEN_QUESTION = "I'm here. What's going on? One sentence is enough."
CHOOSE_WITHIN = timedelta(minutes=10)  # the asker's own choice is worth this much patience of the bridge
ALSO_ASKED = "because you asked for it in the same words"


@dataclass(frozen=True)
class Filed:
    """At least one request; more when the words held several wishes."""

    requests: tuple[Request, ...]
    reading: Reading

    @property
    def first(self) -> Request:
        return self.requests[0]


@dataclass(frozen=True)
class Held:
    """Understood, and nothing opened: the asker decides whether it is filed anyway."""

    why: Literal["not_it", "heads_up", "similar"]
    reading: Reading
    like: Request | None = None  # for "similar": what was asked for before


def open_request(desk: Desk, ask: Ask) -> Filed | Held:
    """Raises Unclear when no wish can be found in the words: then nothing is filed."""
    reading = desk.reader.read(
        storable(ask.text)[:LONGEST_TEXT],
        at=desk.now,
        zone=desk.people.get(ask.asked_by).zone,
        has_files=bool(ask.files),
        chosen=ask.area_id,
    )
    if not ask.anyway and ask.area_id is None:
        if reading.verdict == "unclear":
            raise Unclear(OPEN_QUESTION)
        if reading.verdict in ("not_it", "heads_up"):
            return Held(reading.verdict, reading)
    if not ask.anyway and not reading.also:
        like = find_similar(desk, ask, reading)
        if like is not None:
            return Held("similar", reading, like)
    main = _as_read(desk, ask, reading)
    if reading.first and len(main.text) <= READ:  # each has its own words; further down all stay together
        main = _in_its_words(desk, main, reading.first)
    filed = (main, *(_beside(desk, main, part, n) for n, part in enumerate(reading.also, 2)))
    for request in filed:
        _write(desk, ask, request)
    return Filed(filed, reading)


def _as_read(desk: Desk, ask: Ask, reading: Reading) -> Request:
    doubted = reading.verdict == "not_it"  # passed on all the same: a person decides, guesses only mislead
    area = desk.company.find_area(reading.area_id) if reading.area_id and not doubted else None
    team = desk.company.team(area.owner_team) if area else None
    due = reading.due
    return Request(
        id=new_id("r", desk.now),
        source_key=ask.source_key,
        client_msg_id=ask.client_msg_id,
        via=ask.via,
        mode=Mode.SHARED if ask.place.kind == "public" else Mode.RELAY,
        asked_by=ask.asked_by,
        text=reading.masked,
        files=ask.files,
        area_id=area.id if area else None,
        team_id=team.id if team else None,
        owner_id=expected_id(desk, team, reading.urgency.level),
        reason=reading.guesses[0].why if area else reading.doubt,
        guesses=() if doubted else tuple(guess.area_id for guess in reading.guesses),
        band="bridge" if doubted else reading.band,
        urgency=reading.urgency.level,
        urgency_why=reading.urgency.why,
        due_on=due.day if due else ask.due_on,
        due_words=due.words if due else None,
        due_options=due.options if due and due.day is None else (),
        found=reading.found,
        questions=worth_asking(
            reading.ask,
            area,
            is_outage=reading.urgency.level == "outage",
            day_in_doubt=due is not None and due.day is None,
        ),
        state=RequestState.NEW,
        asked_at=desk.now,
        reply_by=reply_by(desk.company, team, reading.urgency.level, desk.now),
        changed_at=desk.now,
        home_ts=ask.place.thread_ts,
        **_where_and_what_for(desk, ask),
    )


def _where_and_what_for(desk: Desk, ask: Ask) -> dict[str, Any]:
    return {
        "home_channel": ask.place.channel_id if ask.place.kind != "nowhere" else None,
        "launch_id": ask.launch_id,
        "customers": purpose_kept(desk, ask.customers),
    }


def _in_its_words(desk: Desk, request: Request, part: Part) -> Request:
    """One of several wishes, read by itself: a day or an urgency of its own counts more than a shared one."""
    zone = desk.people.get(request.asked_by).zone
    alone = desk.reader.read(part.text, at=request.asked_at, zone=zone)
    why = next((guess.why for guess in alone.guesses if guess.area_id == part.area_id), "")
    request = replace(request, text=part.text, reason=why or request.reason)
    if alone.urgency.why:
        level = alone.urgency.level
        team = desk.company.find_team(request.team_id) if request.team_id else None
        request = replace(
            request,
            urgency=level,
            urgency_why=alone.urgency.why,
            owner_id=expected_id(desk, team, level),
            reply_by=reply_by(desk.company, team, level, desk.now),
        )
    if alone.due is None:  # a day that is in doubt is asked about where it stands
        return replace(request, due_options=(), due_words=request.due_words if request.due_on else None)
    options = alone.due.options if alone.due.day is None else ()
    return replace(request, due_on=alone.due.day, due_words=alone.due.words, due_options=options)


def _beside(desk: Desk, main: Request, part: Part, number: int) -> Request:
    """A further wish in the same words: a request of its own, in the same thread."""
    if main.area_id == desk.reader.incident_area:  # its day is not that of a wish beside it
        main = replace(main, due_on=None, due_words=None, due_options=())
    area = desk.company.area(part.area_id)
    team = desk.company.team(area.owner_team)
    beside = replace(
        main,
        id=new_id("r", desk.now),
        source_key=f"{main.source_key}#{number}",
        client_msg_id=None,
        files=(),
        area_id=area.id,
        team_id=team.id,
        owner_id=expected_id(desk, team, main.urgency),
        reason=ALSO_ASKED,
        guesses=(area.id,),
        found=(),
        questions=(),
        sibling_of=main.id,
        reply_by=reply_by(desk.company, team, main.urgency, desk.now),
    )
    return _in_its_words(desk, beside, part)


def _write(desk: Desk, ask: Ask, request: Request) -> None:
    unit, now = desk.unit, desk.now
    unit.add(requests, **_row(request))
    unit.add(
        history,
        id=new_id("h", now),
        request_id=request.id,
        at=now,
        actor_id=ask.filed_by or ask.asked_by,
        change=Change.FILED,
        detail={
            "via": ask.via,
            "team_id": request.team_id,
            "area_id": request.area_id,
            "band": request.band,
            "reason": request.reason,
        },
    )
    if request.sibling_of is None:
        if ask.source_ts and ask.place.channel_id and not _is_spoken_elsewhere(desk, ask):
            _note_source(desk, ask, request)
        enqueue(
            unit,
            NoticeKind.REQUEST_FILED,
            lane=request.home_lane,
            now=now,
            place=request.home_channel or f"with {request.asked_by}",
            request_id=request.id,
        )
        if request.questions:
            announce_questions(desk, request)
    announce(desk, request)
    team = desk.company.find_team(request.team_id) if request.team_id else None
    for step in steps_at_filing(desk, request, team, _card_is_kept_until(desk, request)):
        unit.add(chain_steps, **step)


def announce(desk: Desk, request: Request) -> None:
    """The card. Where the asker can still say whose it is, the bridge is left in peace for a while."""
    enqueue(
        desk.unit,
        NoticeKind.REQUEST_ARRIVED,
        lane=request.team_lane,
        now=desk.now,
        due_at=_card_is_kept_until(desk, request),
        place=f"team {request.team_id}",
        request_id=request.id,
        team_id=request.team_id,
    )


def _card_is_kept_until(desk: Desk, request: Request) -> datetime | None:
    """None: it is not. Something that is down waits for nobody's choice."""
    chooses = request.team_id is None and request.band == "ask" and request.urgency != "outage"
    return desk.now + CHOOSE_WITHIN if chooses else None


def _row(request: Request) -> dict[str, object]:
    return {
        **request.__dict__,
        "files": [asdict(file) for file in request.files],
        "due_options": [day.isoformat() for day in request.due_options],
        "guesses": list(request.guesses),
        "found": list(request.found),
        "questions": list(request.questions),
    }


def _is_spoken_elsewhere(desk: Desk, ask: Ask) -> bool:
    """A message in the thread of another request, filed as one of its own, stays a word of that thread."""
    in_thread = ask.place.thread_ts is not None and ask.place.thread_ts != ask.source_ts
    return in_thread and find_by_post(desk.unit, ask.place.channel_id or "", ask.source_ts or "") is not None


def _note_source(desk: Desk, ask: Ask, request: Request) -> None:
    """So that a reaction on the message itself, or its edit, finds the request."""
    desk.unit.add(
        posts,
        channel_id=ask.place.channel_id,
        ts=ask.source_ts,
        request_id=request.id,
        role=PostRole.SOURCE,
        made_at=desk.now,
    )
