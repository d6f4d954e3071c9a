"""What is in the way of a user group, and what to do about it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.company import Team
from bot.oncall.groups import DRIFT, GUEST, NO_HANDLE, NOBODY
from bot.people import People
from handlers.views.text import cut, escape, one_line
from handlers.views.wording import first, team_name

_LONGEST_CODE = 60
_NO_SCOPE = (
    "I may not look after user groups here. Add the scopes `usergroups:read` and `usergroups:write` to the "
    "app (`app.py manifest` has both) and install it again."
)
_NO_PLAN = (
    "Slack has user groups in its paid plans only. Take `user_group` out of the company file, or upgrade."
)
_NO_RIGHT = (
    "the workspace doesn't let me change user groups. An owner can allow it in Slack's administration, under "
    "*Roles & permissions* or *Settings & permissions*, *User groups*."
)
_GONE = "there's no such user group. Make it in Slack, with this handle, or correct it in the company file."
_WHY: Mapping[str, str] = {
    "missing_scope": _NO_SCOPE,
    "not_allowed_token_type": _NO_SCOPE,
    "plan_upgrade_required": _NO_PLAN,
    "paid_teams_only": _NO_PLAN,
    "permission_denied": _NO_RIGHT,
    "no_permission": _NO_RIGHT,
    "access_denied": _NO_RIGHT,
    "restricted_action": _NO_RIGHT,
    "team_access_not_granted": _NO_RIGHT,
    NO_HANDLE: _GONE,
    "no_such_subteam": _GONE,
    "subteam_max_users_exceeded": "it has more members than Slack allows. Make a smaller one for this.",
    NOBODY: "nobody who is on call has an account that can be a member, so its members stay as they are.",
}


def group_words(detail: Mapping[str, Any], team: Team, people: People) -> str:
    """To whoever can mend it. `detail`: `problem`, `handle`, and `user_id` where it is about a person."""
    handle = escape(cut(one_line(detail.get("handle") or team.user_group or ""), _LONGEST_CODE))
    group = f"The user group {handle} of {team_name(team)}"
    problem, who = detail["problem"], first(people.get(detail.get("user_id")))
    if problem == DRIFT:
        return (
            f"{group} was changed by hand. It follows the rota, so I've put {who}, who is on call, back in."
        )
    if problem == GUEST:
        return f"{group} stays as it is for now: {who} is on call, and guests can't be put into it."
    code = escape(cut(one_line(problem), _LONGEST_CODE))
    why = _WHY.get(problem, f"Slack refused it ({code}). I'll try again tomorrow.")
    return f"{group} doesn't follow the rota: {why}"
