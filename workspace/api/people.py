"""users.*, usergroups.*, team.info, bots.info, emoji.list: who there is."""

from __future__ import annotations

from typing import Any

from workspace.api.arguments import Arguments
from workspace.office import Office
from workspace.rendering import group_json, user_json
from workspace.rules.paging import limit_of, page
from workspace.rules.refused import Refused
from workspace.state import Group, User

Body = dict[str, Any]


def _shown(office: Office, user: User) -> Body:
    with_email = office.manifest.grants("users:read.email")
    return user_json(office.state, user, office.now(), with_email=with_email)


def info(office: Office, args: Arguments) -> Body:
    user = office.user(args.required("user"))
    shown = _shown(office, user)
    return {"user": shown | {"locale": "en-GB"} if args.flag("include_locale") else shown}


def list_all(office: Office, args: Arguments) -> Body:
    limit = limit_of(args.whole("limit"), usual=1000, most=1000)
    everybody = list(office.state.users.values())
    shown, following = page(everybody, kind="users", cursor=args.text("cursor"), limit=limit)
    return {
        "members": [_shown(office, one) for one in shown],
        "cache_ts": int(office.now()),
        "response_metadata": {"next_cursor": following},
    }


def lookup_by_email(office: Office, args: Arguments) -> Body:
    wanted = args.required("email").lower()
    for user in office.state.users.values():
        if user.email.lower() == wanted and not user.deleted and not office.is_external(user):
            return {"user": _shown(office, user)}
    raise Refused("users_not_found")


def profile(office: Office, args: Arguments) -> Body:
    user = office.user(args.text("user") or office.state.bot)
    return {"profile": _shown(office, user)["profile"]}


def presence(office: Office, args: Arguments) -> Body:
    user = office.user(args.text("user") or office.state.bot)
    active = user.id == office.state.bot or office.live.is_watching(user.id)
    return {"presence": "active" if active else "away"}


def team_info(office: Office, _args: Arguments) -> Body:
    team = office.state.team
    return {
        "team": {
            "id": team["id"],
            "name": team["name"],
            "domain": team["domain"],
            "email_domain": "",
            "icon": {},
        }
    }


def bot_info(office: Office, args: Arguments) -> Body:
    app = office.state.app
    if args.text("bot") not in ("", app["bot_id"]):
        raise Refused("bot_not_found")
    return {
        "bot": {
            "id": app["bot_id"],
            "app_id": app["id"],
            "user_id": app["user_id"],
            "name": app["name"],
            "deleted": False,
        }
    }


def emoji(_office: Office, _args: Arguments) -> Body:
    """The workspace has no emoji of its own."""
    return {"emoji": {}, "cache_ts": "0"}


def groups(office: Office, args: Arguments) -> Body:
    with_users = args.flag("include_users")
    found = [g for g in office.state.groups.values() if args.flag("include_disabled") or not g.date_delete]
    return {"usergroups": [group_json(office.state, one, with_users=with_users) for one in found]}


def group_members(office: Office, args: Arguments) -> Body:
    return {"users": list(_group(office, args).users)}


def create_group(office: Office, args: Arguments) -> Body:
    name = args.required("name")
    handle = args.text("handle") or name.lower().replace(" ", "-")
    for one in office.state.groups.values():
        if one.name == name:
            raise Refused("name_already_exists")
        if one.handle == handle:
            raise Refused("handle_already_exists")
    group = Group(office.state.next_id("S"), name, handle, args.text("description"), [], int(office.now()))
    office.state.groups[group.id] = group
    office.changed()
    shown = group_json(office.state, group, with_users=True)
    office.event({"type": "subteam_created", "subteam": shown, "event_ts": office.ts()})
    return {"usergroup": shown}


def update_group_members(office: Office, args: Arguments) -> Body:
    group, users = _group(office, args), args.names("users")
    if not users:
        raise Refused("no_users_provided")
    if any(one not in office.state.users or office.state.users[one].deleted for one in users):
        raise Refused("invalid_users")
    before, group.users = group.users, users
    office.changed()
    added = [one for one in users if one not in before]
    removed = [one for one in before if one not in users]
    event = {
        "type": "subteam_members_changed",
        "subteam_id": group.id,
        "team_id": office.state.team["id"],
        "added_users": added,
        "added_users_count": len(added),
        "removed_users": removed,
        "removed_users_count": len(removed),
        "event_ts": office.ts(),
    }
    office.event(event)
    return {"usergroup": group_json(office.state, group, with_users=True)}


def _group(office: Office, args: Arguments) -> Group:
    group = office.state.groups.get(args.required("usergroup"))
    if group is None:
        raise Refused("no_such_subteam")
    return group
