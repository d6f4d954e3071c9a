"""The buttons of the glossary: pages of the lists, the cards of proposals, and looking after an entry."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, get_args

from bot.people import Colleague
from bot.requests.telling import tell_person
from bot.toolkit import Desk, Toolkit
from bot.wordbook import require_reader, side_in, side_of, writer_in, writer_of
from db.errors import Conflict, NotAllowed, Unclear
from db.kinds import ConceptStatus, NoticeKind
from db.outbox import enqueue, supersede, unsaid
from glossary.concepts import Concept, find_revision, get_concept, revisions_of
from glossary.keeping import looking_after, reviewing
from glossary.keeping.deciding import get_revision, name_of, open_revision
from glossary.keeping.history import roll_back
from glossary.keeping.notices import draw_anew
from glossary.keeping.writer import Writer, may_review, require_colleague
from glossary.model import Entry
from handlers import explaining
from handlers.answers import NOTHING, Answer
from handlers.commands.ask import open_view
from handlers.commands.glossary import open_propose_form
from handlers.glossary_pages import history_drawn, list_drawn, proposal_drawn, reader_of, word_drawn
from handlers.reading import Click
from handlers.views.explaining.seat import Seat
from handlers.views.glossary import forms
from handlers.views.glossary.card import PRIVATE
from handlers.views.glossary.lists import NOWHERE, Which
from handlers.views.glossary.spoken import term
from handlers.views.glossary.telling import done, still_right_noted, with_news
from handlers.views.message import Message
from handlers.views.text import escape

UNREADABLE = "I can't read that page any more. Please call /glossary again."
NOBODY = "There is nobody else on that side in Slack who could look after it."


def turn(desk: Desk, click: Click) -> Answer:
    """Another page, or another list."""
    _require_reader(desk, click)
    name, number, words = (*click.value.split(" ", 2), "", "")[:3]
    which: Which | None = next((one for one in get_args(Which) if one == name), None)
    if which is None or not (number.isascii() and number.isdigit()):
        raise Unclear(UNREADABLE)
    _show_instead(desk, click, list_drawn(desk, click.user_id, which, words, int(number[:6])))
    return NOTHING


def choose_topic(desk: Desk, click: Click) -> Answer:
    _require_reader(desk, click)
    _show_instead(desk, click, list_drawn(desk, click.user_id, "topic", click.value))
    return NOTHING


def open_word(desk: Desk, click: Click) -> Answer:
    _require_reader(desk, click)
    seat = Seat(click.channel_id, click.thread_ts)
    _show_instead(desk, click, word_drawn(desk, click.user_id, click.value, seat))
    return NOTHING


def open_proposal(desk: Desk, click: Click) -> Answer:
    _require_reader(desk, click)
    _show_instead(desk, click, proposal_drawn(desk, click.user_id, click.value))
    return NOTHING


def add_word(desk: Desk, click: Click) -> Answer:
    _require_reader(desk, click)
    require_colleague(writer_of(desk, click.user_id))
    word = "" if click.value == NOWHERE else click.value
    open_propose_form(desk, click, click.trigger_id, word, Seat(click.channel_id, click.thread_ts))
    return NOTHING


def near_typed(toolkit: Toolkit, click: Click) -> bool:
    """Has what is near to the word changed with this letter? Asked before anything is written."""
    words, people = toolkit.shelf.words, toolkit.directory.people()
    with toolkit.ledger.read() as connection:
        if click.outside or not writer_in(connection, people, click.user_id).is_of_this_company:
            return False
        side = side_in(connection, people, click.user_id)
        on_its_way = bool(unsaid(connection, _form_lane(click)))
    return on_its_way or forms.redrawn(words, side, click.values, click.about) is not None


def show_near(desk: Desk, click: Click) -> Answer:
    """The open form, with what is there already.

    Letters are typed faster than forms are drawn, and may reach us in another order: the picture of the
    newest takes the place of those that are still to be shown.
    """
    lane, typed_at = _form_lane(click), click.key.rpartition(":")[2]
    before = unsaid(desk.unit, lane)
    if any(forms.moment_of(one["typed_at"]) > forms.moment_of(typed_at) for one in before):
        return NOTHING
    view = forms.redrawn(
        desk.words, side_of(desk, click.user_id), click.values, click.about, anyway=bool(before)
    )
    if view is not None and click.view_id:
        supersede(desk.unit, NoticeKind.VIEW_CHANGED, lane, desk.now)
        enqueue(
            desk.unit,
            NoticeKind.VIEW_CHANGED,
            lane=lane,
            now=desk.now,
            view_id=click.view_id,
            view=view,
            typed_at=typed_at,
        )
    return NOTHING


def _form_lane(click: Click) -> str:
    return f"open form:{click.view_id}"


def edit_word(desk: Desk, click: Click) -> Answer:
    """The form with the text filled in: what is live, or the text that the button names."""
    _require_reader(desk, click)
    require_colleague(writer_of(desk, click.user_id))
    slug, _, revision_id = click.value.partition(" ")
    entry, based_on = _to_edit(desk, slug, revision_id)
    view = forms.edit_form(entry, desk.words, based_on=based_on, about=_place(click))
    open_view(desk, click.user_id, click.trigger_id, view)
    return NOTHING


def show_history(desk: Desk, click: Click) -> Answer:
    _require_reader(desk, click)
    slug, _, number = click.value.partition(" ")
    if not (number.isascii() and number.isdigit()):
        raise Unclear(UNREADABLE)
    _show_instead(desk, click, history_drawn(desk, click.user_id, slug, int(number[:6])))
    return NOTHING


def go_back(desk: Desk, click: Click) -> Answer:
    """To an older text. Whoever comes second is told so, above the history as it is now."""
    _require_reader(desk, click)
    slug, _, revision_id = click.value.partition(" ")
    writer = writer_of(desk, click.user_id)
    try:
        kept = roll_back(desk.unit, slug, revision_id, writer, desk.now)
        news = f"Done. Everybody reads this text about {term(kept.entry)} again."
    except Conflict as late:
        news = escape(str(late))
    _show_instead(desk, click, history_drawn(desk, click.user_id, slug, 0, news=news))
    return NOTHING


def understand(desk: Desk, click: Click) -> Answer:
    def decide(revision_id: str, who: Writer) -> str:
        entry = reviewing.understand(desk.unit, revision_id, who, desk.now).entry
        return f"Thanks. {term(entry)} is with the reviewers now."

    return _decide(desk, click, decide)


def approve(desk: Desk, click: Click) -> Answer:
    def decide(revision_id: str, who: Writer) -> str:
        entry = reviewing.approve(desk.unit, revision_id, who, desk.now).entry
        return f"Approved. Everybody reads this text about {term(entry)} now."

    return _decide(desk, click, decide)


def not_clear(desk: Desk, click: Click) -> Answer:
    """A form for the reason, for whoever may say so."""
    return _ask_for_reason(desk, click, reviewing.not_understood, forms.not_clear_form)


def reject(desk: Desk, click: Click) -> Answer:
    return _ask_for_reason(desk, click, reviewing.reject, forms.reject_form)


def still_right(desk: Desk, click: Click) -> Answer:
    _require_reader(desk, click)
    concept = looking_after.still_right(desk.unit, click.value, writer_of(desk, click.user_id), desk.now)
    assert concept.entry is not None
    today = desk.now.astimezone(desk.people.get(click.user_id).zone_info).date()
    noted = still_right_noted(concept, concept.entry, today)
    _show_instead(desk, click, done(noted.text, concept.slug))
    return NOTHING


def hand_over(desk: Desk, click: Click) -> Answer:
    concept, entry = _mine_to_look_after(desk, click, "hand it over")
    able = [person for person in _in_slack(desk) if _may_keep(desk, person.user_id, concept)]
    able = [person for person in able if person.user_id != concept.keeper_id]
    view = forms.hand_over_form(entry, able, _place(click))
    if view is None:
        raise Conflict(NOBODY)
    open_view(desk, click.user_id, click.trigger_id, view)
    return NOTHING


def retire(desk: Desk, click: Click) -> Answer:
    concept, entry = _mine_to_look_after(desk, click, "put it away")
    may_exclude = may_review(writer_of(desk, click.user_id), concept.home)
    view = forms.retire_form(entry, _place(click), may_exclude=may_exclude)
    open_view(desk, click.user_id, click.trigger_id, view)
    return NOTHING


def restore(desk: Desk, click: Click) -> Answer:
    _require_reader(desk, click)
    concept = looking_after.restore(desk.unit, click.value, writer_of(desk, click.user_id), desk.now)
    name = f"*{escape(name_of(desk.unit, concept))}*"
    sentence = f"{name} is back, with the text it had. Have a look whether it is still right."
    _show_instead(desk, click, done(sentence, concept.slug))
    return NOTHING


def _decide(desk: Desk, click: Click, decide: Callable[[str, Writer], str]) -> Answer:
    """On a card, which is drawn anew by itself, or in somebody's own list, which is shown anew with the news.

    Whoever comes second is told who decided.
    """
    _require_reader(desk, click)
    revision_id, is_private = _revision(click)
    try:
        news = decide(revision_id, writer_of(desk, click.user_id))
    except Conflict as late:
        _draw_anew(desk, revision_id)
        news = escape(str(late))
        if not is_private:
            tell_person(desk, click.user_id, news, **click.where)
    if is_private:
        _show_instead(desk, click, with_news(list_drawn(desk, click.user_id, "mine"), news))
    return NOTHING


def _ask_for_reason(
    desk: Desk,
    click: Click,
    decide: Callable[..., object],
    form: Callable[[str, Entry, dict[str, Any]], dict[str, Any]],
) -> Answer:
    _require_reader(desk, click)
    revision_id, _ = _revision(click)
    _, revision = get_revision(desk.unit, revision_id)
    try:
        decide(desk.unit, revision_id, writer_of(desk, click.user_id), desk.now, "")
    except Unclear:
        # All that was missing is the reason, which is looked at last: it is theirs to give.
        open_view(desk, click.user_id, click.trigger_id, form(revision_id, revision.entry, _place(click)))
    except Conflict as late:
        _draw_anew(desk, revision_id)
        tell_person(desk, click.user_id, escape(str(late)), **click.where)
    return NOTHING


def _require_reader(desk: Desk, click: Click) -> None:
    """Slack says itself who is of another company; of those we have met we know it, too."""
    explaining.require_colleague(click)
    require_reader(desk.people, click.user_id)


def _revision(click: Click) -> tuple[str, bool]:
    """The proposal, and whether the button stands in somebody's own list."""
    revision_id, _, rest = click.value.partition(" ")
    return revision_id, rest == PRIVATE.strip()


def _draw_anew(desk: Desk, revision_id: str) -> None:
    """A click that came too late was made on an old picture."""
    revision = find_revision(desk.unit, revision_id)
    if revision is not None:
        draw_anew(desk.unit, revision, desk.now)


def _to_edit(desk: Desk, slug: str, revision_id: str) -> tuple[Entry, str | None]:
    """The text to fill the form with, and the revision that it is. Raises Conflict where it was put away."""
    concept = get_concept(desk.unit, slug)
    if concept.status in (ConceptStatus.RETIRED, ConceptStatus.EXCLUDED):
        raise Conflict(
            f"*{name_of(desk.unit, concept)}* was put away, so nobody words it now. Ask one of its side's "
            "reviewers to bring it back first."
        )
    live, named = concept.live, find_revision(desk.unit, revision_id) if revision_id else None
    if named is not None and named.concept_id == concept.id and (live is None or named.n > live.n):
        waits = open_revision(desk.unit, concept.id)
        return named.entry, named.id if live is not None or waits is not None else None
    if live is not None:
        return live.entry, live.id
    waiting = open_revision(desk.unit, concept.id)
    if waiting is not None:
        return waiting.entry, waiting.id
    return revisions_of(desk.unit, concept.id)[0].entry, None


def _mine_to_look_after(desk: Desk, click: Click, doing: str) -> tuple[Concept, Entry]:
    """Before a form is opened for it; the service looks once more when the form is sent."""
    _require_reader(desk, click)
    reader = reader_of(desk, click.user_id)
    concept = get_concept(desk.unit, click.value)
    if not concept.is_answered or concept.entry is None:
        raise Conflict(
            f"*{name_of(desk.unit, concept)}* isn't explained any more, so there's nothing to look after."
        )
    if concept.keeper_id != click.user_id and not may_review(reader.writer, concept.home):
        raise NotAllowed(
            f"*{concept.entry.preferred.text}* is for whoever keeps it and for its side's reviewers, so you "
            f"can't {doing}. You can suggest a better wording."
        )
    return concept, concept.entry


def _in_slack(desk: Desk) -> list[Colleague]:
    """Everybody whom the company file names, in its order."""
    found = (desk.people.by_email(person.email) for person in desk.company.people)
    return [person for person in found if person is not None and not person.deactivated]


def _may_keep(desk: Desk, user_id: str, concept: Concept) -> bool:
    writer = writer_of(desk, user_id)
    return writer.is_overseer or (writer.is_of_this_company and concept.home in (writer.side, "shared"))


def _place(click: Click) -> dict[str, Any]:
    """Where to answer whoever fills in a form."""
    return {"channel_id": click.channel_id, "thread_ts": click.thread_ts}


def _show_instead(desk: Desk, click: Click, message: Message) -> None:
    """In the place of what they clicked on."""
    said = {"blocks": message.blocks, "replace_original": True}
    tell_person(desk, click.user_id, message.text, **said, **click.where)
