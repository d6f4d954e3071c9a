"""What the keeping of the glossary has said: cards in the sides' channels, and what one person is told.

glossary/keeping/notices.py says what each notice carries.
"""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bot.promises import working_time_of
from bot.requests.posting import Said, target_of
from db.errors import Undeliverable
from db.kinds import ConceptStatus, RevisionState, WordDecision
from db.outbox import Notice
from glossary.concepts import Concept, Revision, find_by_id, find_concept, find_revision
from glossary.keeping.deciding import open_revision
from glossary.keeping.looking_after import is_due
from glossary.keeping.notices import Step
from glossary.model import Entry, Side
from handlers.courier.requests import NOTHING
from handlers.courier.satchel import Satchel
from handlers.views.glossary import telling
from handlers.views.glossary.card import card
from handlers.views.glossary.forms import moment_of
from handlers.views.message import Message


@dataclass(frozen=True)
class _Proposal:
    revision: Revision
    concept: Concept


def word_proposed(satchel: Satchel, notice: Notice) -> Said:
    """The card, with the side that has the next word; nothing once that word was said."""
    found, step = _proposal(satchel, notice), _step(notice)
    if found is None or found.revision.state is not RevisionState.PROPOSED:
        return NOTHING
    if step == "understand" and found.revision.understood_by:
        return NOTHING
    side: Side = notice.detail["side"]
    return _to_side(satchel, notice, side, _drawn(satchel, found, step, side))


def word_card_changed(satchel: Satchel, notice: Notice) -> Said:
    """Those of its two cards that stand."""
    found = _proposal(satchel, notice)
    if found is None:
        return NOTHING
    revision = found.revision
    places: tuple[tuple[Step, str | None, str | None], ...] = (
        ("understand", revision.card_channel, revision.card_ts),
        ("approve", revision.review_channel, revision.review_ts),
    )
    for step, channel_id, ts in places:
        if channel_id and ts:
            side: Side = "it" if found.concept.home == "it" else "marketing"
            satchel.slack.update(channel_id, ts, _drawn(satchel, found, step, side))
    return NOTHING


def word_decided(satchel: Satchel, notice: Notice) -> Said:
    found, detail = _proposal(satchel, notice), notice.detail
    if found is None:
        return NOTHING
    people = satchel.people_with([detail["user_id"], detail.get("actor_id")])
    message = telling.decided(
        found.revision,
        found.concept,
        people,
        WordDecision(detail["decision"]),
        detail.get("actor_id"),
        detail.get("note") or "",
    )
    return satchel.slack.post(notice, satchel.direct_to(detail["user_id"]), message)


def word_handed_over(satchel: Satchel, notice: Notice) -> Said:
    """Nothing when it is somebody else's again, or was put away."""
    concept, detail = _concept(satchel, notice), notice.detail
    if concept is None or concept.keeper_id != detail["user_id"] or concept.entry is None:
        return NOTHING
    people = satchel.people_with([detail["user_id"], detail.get("actor_id")])
    message = telling.handed_over(concept.entry, people, detail.get("actor_id"))
    return satchel.slack.post(notice, satchel.direct_to(detail["user_id"]), message)


def word_review_due(satchel: Satchel, notice: Notice) -> Said:
    """Nothing when it was checked meanwhile, or somebody else keeps it."""
    concept, user_id = _concept(satchel, notice), notice.detail["user_id"]
    person = satchel.people_with([user_id]).get(user_id)
    today = satchel.now.astimezone(person.zone_info).date()
    if concept is None or concept.entry is None or concept.keeper_id != user_id or not is_due(concept, today):
        return NOTHING
    message = telling.review_due(concept, concept.entry, today)
    return satchel.slack.post(notice, satchel.direct_to(user_id), message)


def words_waiting(satchel: Satchel, notice: Notice) -> Said:
    detail = notice.detail
    side: Side = detail["side"]
    with satchel.toolkit.ledger.read() as connection:
        concepts = [find_concept(connection, slug) for slug in detail["slugs"]]
        newest = [open_revision(connection, one.id) for one in concepts if one is not None]
    known = [one for one in concepts if one is not None]
    entries = [
        entry
        for one, revision in zip(known, newest, strict=True)
        if (entry := _shown(one, revision)) is not None
    ]
    message = telling.waiting(side, detail["why"], entries, detail["count"])
    return _to_side(satchel, notice, side, message)


def view_changed(satchel: Satchel, notice: Notice) -> Said:
    """An open form; nothing when it was closed meanwhile, or shows what was typed later."""
    detail = notice.detail
    if not satchel.is_newest(detail["view_id"], moment_of(detail["typed_at"])):
        return NOTHING
    try:
        satchel.slack.write("views.update", view_id=detail["view_id"], view=detail["view"])
    except Undeliverable as refused:
        if refused.code != "not_found":
            raise
    return NOTHING


def _shown(concept: Concept, revision: Revision | None) -> Entry | None:
    if concept.status in (ConceptStatus.RETIRED, ConceptStatus.EXCLUDED):
        return None
    return concept.entry or (revision.entry if revision else None)


def _proposal(satchel: Satchel, notice: Notice) -> _Proposal | None:
    """As it is now, not as it was when the notice was written."""
    with satchel.toolkit.ledger.read() as connection:
        revision = find_revision(connection, notice.detail["revision_id"])
        concept = find_by_id(connection, revision.concept_id) if revision else None
    return _Proposal(revision, concept) if revision and concept else None


def _concept(satchel: Satchel, notice: Notice) -> Concept | None:
    with satchel.toolkit.ledger.read() as connection:
        found = find_concept(connection, notice.detail["slug"])
    return found if found is not None and found.is_answered else None


def _step(notice: Notice) -> Step:
    return "approve" if notice.detail["step"] == "approve" else "understand"


def _drawn(satchel: Satchel, found: _Proposal, step: Step, side: Side) -> Message:
    revision = found.revision
    named = [revision.author_id, revision.understood_by, revision.decided_by, revision.unclear_by]
    people = satchel.people_with(named)
    return card(revision, found.concept, people, satchel.now, _zone(satchel, side), step)


def _zone(satchel: Satchel, side: Side) -> ZoneInfo:
    """Where the side's first office is; who sits elsewhere sees Slack's own reckoning."""
    team = next((team for team in satchel.company.teams if team.side == side), None)
    return working_time_of(satchel.company, team).calendar.zone_info


def _to_side(satchel: Satchel, notice: Notice, side: Side, message: Message) -> Said:
    """The side's channel; where that refuses us the bridge's, and at last whoever of them is in Slack."""
    if target_of(notice) != "bridge":
        channel_id = satchel.channel_named(satchel.company.word_channel(side))
        return satchel.slack.post(notice, channel_id, message)
    try:
        channel_id = satchel.channel_named(satchel.company.bridge.channel)
        return satchel.slack.post(notice, channel_id, message)
    except Undeliverable:
        person = satchel.board.on_call(None, satchel.now)
        return satchel.slack.post(notice, satchel.direct_to(person.user_id if person else None), message)
