"""The forms of duty. Nothing typed is lost: what cannot be taken stays in the form, with the reason."""

from __future__ import annotations

from datetime import datetime, time

from bot.oncall import absence, editing, overriding, swapping
from bot.oncall.rights import require_changer
from bot.requests.telling import tell_person
from bot.syncs.series import moment
from bot.toolkit import Desk, Toolkit
from db.errors import Unclear
from db.outbox import unsaid
from handlers.answers import NOTHING, Answer
from handlers.form_values import day_of
from handlers.names import (
    ONCALL_FIRST_FIELD,
    ONCALL_FROM_FIELD,
    ONCALL_LAST_FIELD,
    ONCALL_PERSON_FIELD,
    ONCALL_TEAM_FIELD,
    ONCALL_UNTIL_FIELD,
)
from handlers.oncall_form import LOOK, drawn, is_new, rota_in, seen, sheet_of
from handlers.oncall_pages import draw_anew, lane_of, require_reader, stretch_in, swap_view, taken_message
from handlers.reading import Click, Submission
from handlers.views.glossary.forms import moment_of
from handlers.views.message import Message
from handlers.views.oncall.forms import SWAP_PERSON, SWAP_SHIFT, back_of
from handlers.views.oncall.rota_form import ZONE
from handlers.views.oncall.taken import asked
from handlers.views.oncall.telling import away_noted, away_noted_for, said_for_you


def take_form(desk: Desk, form: Submission) -> Answer:
    person = require_reader(desk, form.user_id)
    values = form.values
    first, last = day_of(values.get(ONCALL_FIRST_FIELD)), day_of(values.get(ONCALL_LAST_FIELD))
    begins, ends = values.get(ONCALL_FROM_FIELD), values.get(ONCALL_UNTIL_FIELD)
    if not (first and last and begins and ends):
        raise Unclear("Choose from when until when: both days and both times.")
    starts_at, ends_at = (
        moment(datetime.combine(day, time.fromisoformat(at)), person.zone)
        for day, at in ((first, begins), (last, ends))
    )
    if ends_at <= starts_at:
        return Answer(errors={ONCALL_LAST_FIELD: "That ends before it begins. Choose a later day or time."})
    try:
        made = overriding.take(
            desk,
            values.get(ONCALL_TEAM_FIELD) or form.about["team_id"],
            values.get(ONCALL_PERSON_FIELD) or form.user_id,
            starts_at,
            ends_at,
            form.user_id,
            source_key=f"view:{form.view_id}",
        )
    except Unclear as unclear:  # about the times; nothing is written yet
        return Answer(errors={ONCALL_LAST_FIELD: str(unclear)})
    _tell(desk, form, taken_message(desk, made, person))
    return NOTHING


def swap_form(desk: Desk, form: Submission) -> Answer:
    require_reader(desk, form.user_id)
    other, shift = form.values.get(SWAP_PERSON), form.values.get(SWAP_SHIFT)
    if not other or not shift:
        raise Unclear("Choose which of your shifts, and who shall take it.")
    team_id, starts_at, ends_at = stretch_in(shift)
    chosen = back_of(form.values)
    back = stretch_in(chosen)[1:] if chosen else None
    source_key = f"view:{form.view_id}"
    swap = swapping.ask(desk, team_id, form.user_id, other, (starts_at, ends_at), back, source_key)
    _tell(desk, form, asked(desk.people.get(other), swap.id))
    return NOTHING


def redraw_swap(desk: Desk, click: Click) -> Answer:
    """Other shifts may be taken in return from somebody else."""
    person = require_reader(desk, click.user_id)
    if click.view_id is not None:
        draw_anew(desk, click, swap_view(desk, person, click.about, click.values))
    return NOTHING


def away_form(desk: Desk, form: Submission) -> Answer:
    """Both days, or neither: then they are back."""
    person = require_reader(desk, form.user_id)
    first, last = (day_of(form.values.get(name)) for name in (ONCALL_FIRST_FIELD, ONCALL_LAST_FIELD))
    if (first is None) != (last is None):
        missing = ONCALL_FIRST_FIELD if first is None else ONCALL_LAST_FIELD
        return Answer(errors={missing: "Choose the first and the last day, or neither if you're back."})
    chosen = form.values.get(ONCALL_PERSON_FIELD) or form.user_id
    try:
        if first is not None and last is not None:
            noted = absence.set_away(desk, chosen, first, last, form.user_id)
        else:
            noted = absence.come_back(desk, chosen, form.user_id)
    except Unclear as unclear:  # about the days; nothing is written yet
        return Answer(errors={ONCALL_LAST_FIELD: str(unclear)})
    today = desk.now.astimezone(person.zone_info).date()
    if chosen == form.user_id:
        said = away_noted(noted, today)
    else:
        said = away_noted_for(noted, desk.people.get(chosen), today)
        tell_person(desk, chosen, said_for_you(noted, person, today))
    tell_person(desk, form.user_id, said, **_where(form))
    return NOTHING


def rota_changed(toolkit: Toolkit, click: Click) -> bool:
    """Do other shifts follow from what was just entered? Asked before anything is written."""
    team = toolkit.company.find_team(click.about.get("team_id") or "")
    if click.outside or team is None:
        return False
    with toolkit.ledger.read() as connection:
        on_its_way = bool(unsaid(connection, lane_of(click.view_id)))
    sheet = sheet_of(team, click.about, click.values)
    return on_its_way or is_new(sheet, toolkit.duties.board(), toolkit.now(), click.about)


def redraw_rota(desk: Desk, click: Click) -> Answer:
    """The open form with its next shifts. What is entered later takes the place of what was not shown yet."""
    person = require_reader(desk, click.user_id)
    typed_at = click.key.rpartition(":")[2]
    before = unsaid(desk.unit, lane_of(click.view_id))
    if click.view_id and not any(moment_of(one["typed_at"]) > moment_of(typed_at) for one in before):
        sheet = sheet_of(desk.company.team(click.about["team_id"]), click.about, click.values)
        draw_anew(desk, click, drawn(sheet, desk.board, person, desk.now, click.about))
    return NOTHING


def rota_form(desk: Desk, form: Submission) -> Answer:
    """Saved once its next shifts were seen as they will be."""
    person = require_reader(desk, form.user_id)
    team = desk.company.team(form.about["team_id"])
    require_changer(desk, form.user_id, team)
    sheet = sheet_of(team, form.about, form.values)
    found = rota_in(sheet, desk.company, desk.people)
    if isinstance(found, list):
        return Answer(errors={one.block_id: one.sentence for one in reversed(found)})
    if not seen(sheet, desk.board, desk.now, form.about):
        draw_anew(desk, form, drawn(sheet, desk.board, person, desk.now, form.about))
        return Answer(errors={ZONE: LOOK})
    editing.save(desk, team.id, found, form.user_id, source_key=f"view:{form.view_id}")
    return NOTHING


def _tell(desk: Desk, form: Submission, message: Message) -> None:
    tell_person(desk, form.user_id, message.text, blocks=message.blocks, **_where(form))


def _where(form: Submission) -> dict[str, str | None]:
    return {name: form.about.get(name) for name in ("channel_id", "thread_ts")}
