"""Duty in Slack: changes told, swaps asked, shifts handed over, gaps found, and user groups kept equal.

bot/oncall/changing.py says what each notice carries.
"""

from __future__ import annotations

from typing import Any

from bot.company import Team
from bot.oncall.groups import (
    DRIFT,
    GUEST,
    NO_HANDLE,
    NOBODY,
    Group,
    find_group,
    note_set,
    wanted,
)
from bot.oncall.handing_over import left_open
from bot.oncall.swapping import Swap, find_swap
from bot.requests.posting import Said, target_of
from db.errors import Undeliverable
from db.kinds import SwapState
from db.outbox import Notice
from handlers.courier.requests import NOTHING
from handlers.courier.satchel import Satchel
from handlers.views.message import Message
from handlers.views.oncall import telling
from handlers.views.oncall.gaps import gaps_found as gaps_view
from handlers.views.oncall.handing_over import handed_over
from handlers.views.oncall.swap import swap_asked as swap_view


def duty_told(satchel: Satchel, notice: Notice) -> Said:
    """One change: to the team, or to one person."""
    detail, team = notice.detail, _team(satchel, notice)
    if team is None:
        return NOTHING
    swap = _swap(satchel, detail.get("swap_id"))
    named = [detail.get("actor_id"), detail.get("user_id"), *detail.get("instead_of", ())]
    named += [*detail.get("serving", ()), *(shift[-1] for shift in detail.get("shifts", ()))]
    people = satchel.people_with([*named, *([swap.asked_by, swap.with_user] if swap else [])])
    to, zone = detail.get("to"), satchel.company.calendar_of(team).zone_info
    zone = people.get(to).zone_info if to else zone
    drawn = telling.told(telling.Told(detail, team, people, satchel.company, satchel.now, zone, swap))
    if to:
        return satchel.slack.post(notice, satchel.direct_to(to), drawn)
    return _to_team(satchel, notice, team, drawn)


def swap_asked(satchel: Satchel, notice: Notice) -> Said:
    """Posted once; after that the same message is drawn anew, without buttons once it is settled."""
    swap = _swap(satchel, notice.detail["swap_id"])
    if swap is None:
        return NOTHING
    people = satchel.people_with([swap.asked_by, swap.with_user])
    drawn = swap_view(swap, satchel.company.find_team(swap.team_id), people, satchel.now)
    if swap.channel_id and swap.ts:
        satchel.slack.update(swap.channel_id, swap.ts, drawn)
        return NOTHING
    if swap.state is not SwapState.ASKED:
        return NOTHING  # settled before it was asked
    return satchel.slack.post(notice, satchel.direct_to(swap.with_user), drawn)


def shift_handed_over(satchel: Satchel, notice: Notice) -> Said:
    """With what is open at this moment."""
    team, detail = _team(satchel, notice), notice.detail
    if team is None:
        return NOTHING
    with satchel.toolkit.ledger.read() as connection:
        found = left_open(connection, satchel.company, team, satchel.now)
    groups = (*found.at_risk, *found.waiting, *found.promised, *found.others)
    named = [one.request.asked_by for one in groups]
    named += [one.request.acknowledged_by for one in groups if one.request.acknowledged_by]
    drawn = handed_over(
        found,
        team,
        detail["leaving"],
        detail["coming"],
        satchel.people_with([detail["leaving"], detail["coming"], *named]),
        satchel.company,
        satchel.now,
        link_to=satchel.link_to,
        late=detail.get("late") or "",
    )
    return _to_team(satchel, notice, team, drawn)


def gaps_found(satchel: Satchel, notice: Notice) -> Said:
    team, detail = _team(satchel, notice), notice.detail
    if team is None:
        return NOTHING
    people = satchel.people_with([user_id for one in detail["gaps"] for user_id in one["user_ids"]])
    drawn = gaps_view(detail["gaps"], detail["more"], team, people, satchel.company, satchel.now)
    return _to_team(satchel, notice, team, drawn)


def group_due(satchel: Satchel, notice: Notice) -> Said:
    """Compared first; set only where it differs, and never emptied. May be done twice without harm."""
    team = _team(satchel, notice)
    if team is None or team.user_group is None:
        return NOTHING
    with satchel.toolkit.ledger.read() as connection:
        kept = find_group(connection, team.id)
    members = wanted(satchel.board, team, satchel.now)
    group_id = (
        kept.group_id if kept.problem is None and kept.group_id else _group_named(satchel, team.user_group)
    )
    present = list(satchel.slack.read("usergroups.users.list", usergroup=group_id).get("users") or [])
    problem = _problem(satchel, kept, members, present)
    if problem not in (NOBODY, GUEST) and sorted(present) != sorted(members):
        satchel.slack.write("usergroups.users.update", usergroup=group_id, users=",".join(members))
    about: dict[str, Any] = {"user_id": members[0]} if members else {}
    with satchel.toolkit.ledger.begin() as unit:
        note_set(satchel.toolkit.desk(unit), team, group_id, members, problem, **about)
    return NOTHING


def _problem(satchel: Satchel, kept: Group, members: list[str], present: list[str]) -> str | None:
    if not members:
        return NOBODY
    user = satchel.slack.read("users.info", user=members[0])["user"]
    if user.get("is_restricted") or user.get("is_ultra_restricted"):
        return GUEST
    ours = kept.set_at is not None and kept.problem in (None, DRIFT)
    return DRIFT if ours and sorted(present) != sorted(kept.members) else None


def _group_named(satchel: Satchel, handle: str) -> str:
    found = satchel.slack.read("usergroups.list").get("usergroups") or []
    wanted_handle = handle.removeprefix("@").lower()
    group = next((one for one in found if str(one.get("handle", "")).lower() == wanted_handle), None)
    if group is None:
        raise Undeliverable(f"There is no user group {handle}.", NO_HANDLE)
    return str(group["id"])


def _to_team(satchel: Satchel, notice: Notice, team: Team, message: Message) -> Said:
    """In its channel; to its owner where Slack has refused the channel."""
    if target_of(notice) == "owner":
        owner = satchel.toolkit.directory.people().by_email(team.owner)
        return satchel.slack.post(notice, satchel.direct_to(owner.user_id if owner else None), message)
    return satchel.slack.post(notice, satchel.channel_named(team.channel), message)


def _team(satchel: Satchel, notice: Notice) -> Team | None:
    """None: it has left the company file."""
    return satchel.company.find_team(notice.detail["team_id"])


def _swap(satchel: Satchel, swap_id: str | None) -> Swap | None:
    if swap_id is None:
        return None
    with satchel.toolkit.ledger.read() as connection:
        return find_swap(connection, swap_id)
