"""Digests: posted where they are wanted, drawn anew when a line was dealt with, previewed for one person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from bot.digests.acting import on_syncs
from bot.digests.gathering import content_of, window_of
from bot.digests.keeping import find_digest
from bot.digests.leader_items import carried_over
from bot.digests.model import Content, Digest, Run, Window
from bot.digests.request_items import find_requests, group_now
from bot.digests.runs import find_run, put_off_at
from bot.launches.road_map import coming
from bot.numbers.weeks import Week, figures
from bot.requests.model import Request
from bot.requests.posting import Said
from db.errors import Undeliverable
from db.kinds import DeliveryState, DigestKind
from db.outbox import Notice
from glossary.concepts import Source
from glossary.model import Entry
from glossary.unknown.counting import find_unknown
from handlers.courier.requests import NOTHING
from handlers.courier.satchel import Satchel
from handlers.digest_pages import scope_of_digest
from handlers.views.blocks import section
from handlers.views.digests.message import digest_message
from handlers.views.digests.shown import Shown, Unexplained
from handlers.views.message import Message

COMING_DAYS = 28
PREVIEW = "preview"  # the target of a notice that shows one person what would be posted
NOTHING_YET = "Nothing would be posted: there is nothing to say yet. I'd stay silent."


def digest_due(satchel: Satchel, notice: Notice) -> Said:
    """Its lines were chosen when it fell due; how each stands is read now."""
    digest = _digest(satchel, notice)
    if digest is None:
        return NOTHING
    if notice.detail.get("target") == PREVIEW:
        return _preview(satchel, notice, digest)
    message = _drawn(satchel, notice, digest)
    if message is None:
        return NOTHING
    place = digest.channel_id or satchel.direct_to(digest.user_id)
    return satchel.slack.post(notice, place, message)


def digest_changed(satchel: Satchel, notice: Notice) -> Said:
    """Nothing before it was posted: what is posted later is drawn from the same rows."""
    digest = _digest(satchel, notice)
    with satchel.toolkit.ledger.read() as connection:
        run = find_run(connection, notice.detail["digest_id"], notice.detail["period"])
    if digest is None or run is None or run.channel_id is None or run.ts is None:
        return NOTHING
    message = _drawn(satchel, notice, digest)
    if message is not None:
        satchel.slack.update(run.channel_id, run.ts, message)
    return NOTHING


def _drawn(satchel: Satchel, notice: Notice, digest: Digest) -> Message | None:
    with satchel.toolkit.ledger.read() as connection:
        run = find_run(connection, digest.id, notice.detail["period"])
        shown = _shown(satchel, connection, digest, run, satchel.now) if run else None
    return digest_message(_with_links(satchel, shown)) if shown else None


def _preview(satchel: Satchel, notice: Notice, digest: Digest) -> Said:
    """What would be posted then, if nothing changed until then. It vanishes, so it is not shown twice."""
    if notice.unsure:
        return NOTHING
    user_id, until = notice.detail["user_id"], datetime.fromisoformat(notice.detail["until"])
    people = satchel.people_with([user_id])
    with satchel.toolkit.ledger.read() as connection:
        window = window_of(connection, digest, until)
        content = content_of(connection, satchel.company, people, digest, window, until)
        shown = _shown(satchel, connection, digest, _unsaid(digest, window, content), until)
    message = digest_message(_with_links(satchel, shown))
    if content.is_empty:
        message = Message(NOTHING_YET, [section(NOTHING_YET)])
    channel_id = notice.detail.get("channel_id")
    if channel_id and not channel_id.startswith("D"):
        try:
            satchel.slack.whisper(channel_id, user_id, message)
            return NOTHING
        except Undeliverable:  # a channel that we are not in: then where they read alone
            return satchel.slack.post(notice, satchel.direct_to(user_id), message)
    return satchel.slack.post(notice, satchel.direct_to(user_id), message)


def _unsaid(digest: Digest, window: Window, content: Content) -> Run:
    """As the row would be."""
    period = window.end.astimezone(digest.series.zone_info).date().isoformat()
    return Run(
        digest_id=digest.id,
        period=period,
        window=window,
        state=DeliveryState.SAID,
        made_at=window.end,
        lines=content.lines,
        counts=content.counts,
    )


def _shown(satchel: Satchel, connection: Source, digest: Digest, run: Run, now: datetime) -> Shown:
    company = satchel.company
    refs = [line.ref for line in run.lines]
    known = find_requests(connection, refs)
    put_off = put_off_at(connection, digest.place, now)
    groups = {one.id: group_now(company, digest, one, now, put_off.keys()) for one in known.values()}
    is_of_words = digest.kind is DigestKind.WORDS
    return Shown(
        digest=digest,
        period=run.period,
        since=run.window.start,
        content=Content(run.counts, run.lines),
        now=now,
        company=company,
        people=satchel.toolkit.directory.people(),
        reason=run.reason,
        requests=known,
        groups=groups,
        put_off=put_off,
        on_syncs=on_syncs(connection, refs, now),
        carried=carried_over(connection) if digest.kind is DigestKind.LEADERS else {},
        entries=_entries(satchel, refs) if is_of_words else {},
        unexplained=_unexplained(connection, refs) if is_of_words else {},
        coming=() if is_of_words else coming(connection, company, now, COMING_DAYS),
        weeks=_weeks(satchel, connection, digest, run),
    )


def _with_links(satchel: Satchel, shown: Shown) -> Shown:
    """Asked of Slack once the rows are read."""
    of_team = shown.kind is DigestKind.IT
    found = {one.id: _link(satchel, one, of_team) for one in shown.requests.values()}
    return replace(shown, links={request_id: url for request_id, url in found.items() if url})


def _link(satchel: Satchel, request: Request, of_team: bool) -> str | None:
    if of_team:
        return satchel.link_to(request.card_channel, request.card_ts)
    return satchel.link_to(request.home_channel, request.receipt_ts or request.home_ts)


def _weeks(satchel: Satchel, connection: Source, digest: Digest, run: Run) -> tuple[Week, ...]:
    """For the digests with a chart: the leaders', and the weekly one of IT."""
    is_weekly = digest.kind is DigestKind.IT and digest.rhythm == "weekly"
    if digest.kind is not DigestKind.LEADERS and not is_weekly:
        return ()
    scope = scope_of_digest(digest, satchel.toolkit.directory.people())
    return figures(connection, satchel.company, run.window.end, scope).weeks


def _entries(satchel: Satchel, slugs: list[str]) -> Mapping[str, Entry]:
    words = satchel.toolkit.shelf.words
    found = ((slug, words.entry(slug)) for slug in slugs)
    return {slug: entry for slug, entry in found if entry is not None}


def _unexplained(connection: Source, norms: list[str]) -> Mapping[str, Unexplained]:
    found = (find_unknown(connection, norm) for norm in norms)
    return {one.norm: Unexplained(one.norm, one.text, one.asked) for one in found if one is not None}


def _digest(satchel: Satchel, notice: Notice) -> Digest | None:
    """None when it was stopped meanwhile."""
    with satchel.toolkit.ledger.read() as connection:
        return find_digest(connection, notice.detail["digest_id"])
