"""Who gets which digest, and when: subscribe, pause, go on, stop."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, func, select, update

from bot.channels import channel_name_of
from bot.company import Calendar, Company, Team
from bot.digests.model import FOREVER, Digest, digest_from
from bot.digests.timing import next_due
from bot.people import Colleague, People
from bot.promises import working_time_of
from bot.quiet.places import is_direct, is_ours_alone
from bot.quiet.switching import may_switch
from bot.syncs.model import Series
from bot.syncs.series import in_words, snapped
from bot.toolkit import Desk
from bot.working_time import WorkingTime
from db.engine import Unit
from db.errors import Conflict, Missing, NotAllowed
from db.inserting import insert_into
from db.kinds import DigestKind
from db.meeting_tables import digests

NAMES: Mapping[DigestKind, str] = {
    DigestKind.MARKETING: "marketing digest",
    DigestKind.IT: "IT digest",
    DigestKind.LEADERS: "leaders' digest",
    DigestKind.WORDS: "digest of words",
}


@dataclass(frozen=True)
class Wanted:
    """One of `channel_id` and `user_id`. `team_id`: whose requests; None: those that concern the place."""

    kind: DigestKind
    rule: str
    at: time
    channel_id: str | None = None
    user_id: str | None = None
    team_id: str | None = None


def subscribe(desk: Desk, wanted: Wanted, actor_id: str, source_key: str) -> Digest:
    """Raises NotAllowed, or Conflict when this place has it already."""
    person = desk.people.get(actor_id)
    _require_allowed(desk, person, wanted)
    team_id = wanted.team_id or _team_at(desk, wanted)
    working = _working_at(desk, wanted, team_id)
    zone = person.zone if wanted.user_id else working.calendar.zone
    today = desk.now.astimezone(ZoneInfo(zone)).date()
    series = snapped(Series(datetime.combine(today, wanted.at), zone, wanted.rule))
    digest = Digest(
        id=f"{wanted.kind}.{wanted.channel_id or wanted.user_id}.{team_id or 'all'}",
        kind=wanted.kind,
        zone=zone,
        rule=wanted.rule,
        starts=series.starts,
        made_by=actor_id,
        made_at=desk.now,
        seen_until=desk.now,
        channel_id=wanted.channel_id,
        user_id=wanted.user_id,
        team_id=team_id,
        calendar=working.calendar.id,
    )
    if not _kept(desk, digest, source_key):
        there = get_digest(desk.unit, digest.id)
        who_gets = "This channel already gets" if digest.channel_id else "You already get"
        raise Conflict(
            f"{who_gets} the {NAMES[digest.kind]}, {in_words(there.series)}. "
            "To change it, write `/digest stop` and set it up anew."
        )
    return digest


def pause(desk: Desk, digest_id: str, actor_id: str, until: date | None) -> Digest:
    """Until this day, or until somebody says `/digest resume`. What happens meanwhile is told afterwards."""
    digest = hold_digest(desk.unit, digest_id)
    require_manager(desk, actor_id, digest)
    if digest.paused_until == (until or FOREVER):
        raise Conflict("That one is paused already. `/digest resume` lets it go on.")
    return _changed(desk, replace(digest, paused_until=until or FOREVER))


def resume(desk: Desk, digest_id: str, actor_id: str) -> Digest:
    digest = hold_digest(desk.unit, digest_id)
    require_manager(desk, actor_id, digest)
    if not is_paused(digest, desk.now):
        raise Conflict("That one isn't paused. `/digest list` shows when it comes next.")
    return _changed(desk, replace(digest, paused_until=None))


def stop(desk: Desk, digest_id: str, actor_id: str) -> Digest:
    digest = hold_digest(desk.unit, digest_id)
    require_manager(desk, actor_id, digest)
    return end(desk.unit, digest, desk.now)


def end(unit: Unit, digest: Digest, now: datetime) -> Digest:
    over = update(digests).where(digests.c.id == digest.id)
    unit.execute(over.values(ended_at=now, next_at=None, changed_at=now))
    return replace(digest, ended_at=now)


def is_paused(digest: Digest, now: datetime) -> bool:
    today = now.astimezone(digest.series.zone_info).date()
    return digest.paused_until is not None and today < digest.paused_until


def find_digest(source: Unit | Connection, digest_id: str) -> Digest | None:
    """None when it was stopped."""
    alive = (digests.c.id == digest_id, digests.c.ended_at.is_(None))
    row = source.execute(select(digests).where(*alive)).mappings().first()
    return digest_from(row) if row else None


def get_digest(source: Unit | Connection, digest_id: str) -> Digest:
    return _still_there(find_digest(source, digest_id))


def hold_digest(unit: Unit, digest_id: str) -> Digest:
    """For whoever changes it: nobody else does so until this unit ends."""
    held = select(digests).where(digests.c.id == digest_id).with_for_update()  # SQLite holds all anyway
    row = unit.execute(held).mappings().first()
    return _still_there(digest_from(row) if row and row["ended_at"] is None else None)


def digests_at(source: Unit | Connection, *places: str | None) -> list[Digest]:
    """Of these channels and people, by kind."""
    here = (digests.c.channel_id.in_(places), digests.c.user_id.in_(places))
    rows = select(digests).where(here[0] | here[1], digests.c.ended_at.is_(None)).order_by(digests.c.id)
    return [digest_from(row) for row in source.execute(rows).mappings()]


def due_digests(source: Unit | Connection, now: datetime, limit: int) -> list[str]:
    """Ids of those that are to be looked at, the longest due first."""
    due = select(digests.c.id).where(digests.c.next_at <= now).order_by(digests.c.next_at, digests.c.id)
    return list(source.execute(due.limit(limit)).scalars())


def next_digest_at(source: Unit | Connection) -> datetime | None:
    return source.execute(select(func.min(digests.c.next_at))).scalar_one_or_none()


def note_seen(unit: Unit, digest: Digest, seen_until: datetime, next_at: datetime | None) -> None:
    seen = update(digests).where(digests.c.id == digest.id)
    unit.execute(seen.values(seen_until=seen_until, next_at=next_at))


def working_of(company: Company, digest: Digest) -> WorkingTime:
    """By whose days off it goes; that of the bridge, if its calendar has left the company file."""
    found = company.find_calendar(digest.calendar) if digest.calendar else None
    team = _team_with(company, found)
    return working_time_of(company, team)


def when_next(company: Company, digest: Digest, now: datetime) -> datetime | None:
    ahead = next_due(digest, working_of(company, digest), max(now, digest.seen_until))
    return ahead.at if ahead else None


def require_manager(desk: Desk, actor_id: str, digest: Digest) -> Colleague:
    """One's own; in a channel whoever set it up, owners of teams, the bridge and admins."""
    person = desk.people.get(actor_id)
    if actor_id == digest.user_id or may_manage(desk.people, person, digest):
        return person
    if digest.user_id:
        raise NotAllowed("That digest is somebody else's, so only they can change it.")
    maker = desk.people.get(digest.made_by).first_name
    raise NotAllowed(
        f"Only {maker}, owners of teams, the bridge and admins can change this channel's digest. Ask one of "
        "them, or write `/digest help` for one of your own."
    )


def may_manage(people: People, person: Colleague, digest: Digest) -> bool:
    if digest.user_id:
        return person.user_id == digest.user_id
    is_maker = person.user_id == digest.made_by and not person.outside
    return is_maker or may_switch(people, person)


def _still_there(found: Digest | None) -> Digest:
    if found is None:
        raise Missing("That digest was stopped. `/digest help` says how to set one up.")
    return found


def _kept(desk: Desk, digest: Digest, source_key: str) -> bool:
    """False when there is one that was not stopped."""
    now = desk.now
    values: dict[str, Any] = {
        **{name: getattr(digest, name) for name in Digest.__dataclass_fields__},
        "starts": digest.starts.isoformat(timespec="minutes"),
        "changed_at": now,
        "next_at": when_next(desk.company, digest, now),
        "source_key": source_key,
    }
    fresh = {name: value for name, value in values.items() if name != "id"}
    statement = insert_into(desk.unit, digests).values(**values)
    again = statement.on_conflict_do_update(
        index_elements=["id"], set_=fresh, where=digests.c.ended_at.is_not(None)
    )
    return desk.unit.execute(again.returning(digests.c.id)).first() is not None


def _changed(desk: Desk, digest: Digest) -> Digest:
    fresh = {
        "paused_until": digest.paused_until,
        "next_at": when_next(desk.company, digest, desk.now),
        "changed_at": desk.now,
    }
    desk.unit.execute(update(digests).where(digests.c.id == digest.id).values(**fresh))
    return digest


def _require_allowed(desk: Desk, person: Colleague, wanted: Wanted) -> None:
    if not person.known or person.outside or person.deactivated:
        raise NotAllowed("Digests are for people of this company. Ask the person you work with here.")
    if wanted.kind is DigestKind.LEADERS and not may_switch(desk.people, person):
        raise NotAllowed(
            "The leaders' digest is set up by owners of teams, the bridge and admins. Ask one of them."
        )
    in_it = person.side == "it" or person.is_bridge or person.is_admin
    if wanted.kind is DigestKind.IT and wanted.user_id and not in_it:
        raise NotAllowed(
            "The IT digest is for people of IT. `/digest marketing for me` tells what happened to your own "
            "requests."
        )
    if wanted.channel_id is None:
        return
    if is_direct(wanted.channel_id):
        raise Conflict("This is a direct message. Write `for me` instead of `here`, or call me in a channel.")
    if not is_ours_alone(desk.unit, wanted.channel_id):
        raise Conflict(
            "I post no digest in a channel that people of other companies read, that is archived, or that I "
            "don't know yet. I learn of new channels once a day. Choose another one, or write `for me`."
        )


def _team_at(desk: Desk, wanted: Wanted) -> str | None:
    """The team whose channel this is, or in which the person is, if it is of that side. None where
    everybody's requests are told, or only a marketer's own."""
    of_one_marketer = wanted.kind is DigestKind.MARKETING and wanted.user_id is not None
    if wanted.kind not in (DigestKind.IT, DigestKind.MARKETING) or of_one_marketer:
        return None
    if wanted.channel_id:
        name = channel_name_of(desk.unit, wanted.channel_id)
        team = desk.company.team_in(name) if name else None
    else:
        team_ids = desk.people.get(wanted.user_id).team_ids
        team = desk.company.find_team(team_ids[0]) if team_ids else None
    side = "it" if wanted.kind is DigestKind.IT else "marketing"
    return team.id if team and team.side == side else None


def _working_at(desk: Desk, wanted: Wanted, team_id: str | None) -> WorkingTime:
    name = channel_name_of(desk.unit, wanted.channel_id) if wanted.channel_id else None
    team = desk.company.find_team(team_id) if team_id else None
    team = team or (desk.company.team_in(name) if name else None)
    own = desk.people.get(wanted.user_id).team_ids if wanted.user_id else ()
    return working_time_of(desk.company, team or (desk.company.find_team(own[0]) if own else None))


def _team_with(company: Company, calendar: Calendar | None) -> Team | None:
    return next((team for team in company.teams if calendar and team.calendar == calendar.id), None)
