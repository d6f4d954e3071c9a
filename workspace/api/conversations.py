"""conversations.* and users.conversations: where people talk, and what was said there."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from workspace import places
from workspace.api.arguments import Arguments
from workspace.office import Office
from workspace.rendering import channel_json, message_json, top_level
from workspace.rules.paging import limit_of, page
from workspace.rules.refused import Refused
from workspace.state import Channel, Message

Body = dict[str, Any]

_TYPES = {"public_channel": "channel", "private_channel": "private", "im": "im", "mpim": "mpim"}
_TYPE_SCOPES = {
    "public_channel": "channels:read",
    "private_channel": "groups:read",
    "im": "im:read",
    "mpim": "mpim:read",
}


def list_all(office: Office, args: Arguments) -> Body:
    bot = office.state.bot
    return _listed(office, args, bot, lambda one: one.kind == "channel" or bot in one.members)


def list_of_user(office: Office, args: Arguments) -> Body:
    bot, user = office.state.bot, args.text("user") or office.state.bot
    office.user(user)
    # Of other people's private channels the app sees those it is in itself.
    return _listed(
        office, args, user, lambda one: user in one.members and (one.kind == "channel" or bot in one.members)
    )


def _listed(office: Office, args: Arguments, viewer: str, wanted: Callable[[Channel], bool]) -> Body:
    types = args.names("types") or ["public_channel"]
    if not set(types) <= set(_TYPES):
        raise Refused("invalid_types")
    for one in types:
        office.manifest.need(_TYPE_SCOPES[one])
    kinds = {_TYPES[one] for one in types}
    found = [
        channel_json(office.state, one, viewer)
        for one in office.state.channels.values()
        if one.kind in kinds and wanted(one) and not (args.flag("exclude_archived") and one.archived)
    ]
    limit = limit_of(args.whole("limit"), usual=100, most=999)
    shown, following = page(found, kind="channels", cursor=args.text("cursor"), limit=limit)
    return {"channels": shown, "response_metadata": {"next_cursor": following}}


def info(office: Office, args: Arguments) -> Body:
    channel = places.for_app(office, args.required("channel"))
    places.need_read(office, channel)
    return {"channel": channel_json(office.state, channel, office.state.bot)}


def history(office: Office, args: Arguments) -> Body:
    channel = _readable(office, args)
    limit = limit_of(args.whole("limit"), usual=100, most=999)
    messages = [one for one in top_level(office.state, channel.id) if _within(one, args)]
    messages.reverse()
    shown, following = page(messages, kind=f"history-{channel.id}", cursor=args.text("cursor"), limit=limit)
    return {
        "messages": _shown(office, shown, args),
        "has_more": bool(following),
        "pin_count": 0,
        "response_metadata": {"next_cursor": following},
    }


def replies(office: Office, args: Arguments) -> Body:
    channel = _readable(office, args)
    asked = office.state.message(channel.id, args.required("ts"))
    root = office.state.message(channel.id, asked.get("thread_ts") or asked["ts"]) if asked else None
    if root is None:
        raise Refused("thread_not_found")
    limit = limit_of(args.whole("limit"), usual=1000, most=1000)
    below = [one for one in office.state.replies(channel.id, root["ts"]) if _within(one, args)]
    shown, following = page(below, kind=f"replies-{root['ts']}", cursor=args.text("cursor"), limit=limit)
    return {
        "messages": _shown(office, [root, *shown], args),
        "has_more": bool(following),
        "response_metadata": {"next_cursor": following},
    }


def _readable(office: Office, args: Arguments) -> Channel:
    channel = places.for_app(office, args.required("channel"))
    places.need_history(office, channel)
    if office.state.bot not in channel.members:
        raise Refused("not_in_channel")
    return channel


def _within(message: Message, args: Arguments) -> bool:
    """Whether a message lies between oldest and latest; on the edge only if the caller says inclusive."""
    ts, inclusive = _moment(message["ts"], "ts"), args.flag("inclusive")
    for name, sign in (("oldest", 1), ("latest", -1)):
        given = args.text(name)
        if given:
            distance = (ts - _moment(given, name)) * sign
            if distance < 0 or (distance == 0 and not inclusive):
                return False
    return True


def _moment(ts: str, name: str) -> int:
    """Microseconds, so that nothing is lost to rounding."""
    found = re.fullmatch(r"(\d+)(?:\.(\d{1,6})\d*)?", ts)
    if found is None:
        raise Refused(f"invalid_ts_{name}")
    return int(found.group(1)) * 1_000_000 + int((found.group(2) or "").ljust(6, "0"))


def _shown(office: Office, messages: list[Message], args: Arguments) -> list[Body]:
    metadata = args.flag("include_all_metadata")
    return [message_json(office.state, one, office.base_url, metadata=metadata) for one in messages]


def members(office: Office, args: Arguments) -> Body:
    channel = places.for_app(office, args.required("channel"))
    places.need_read(office, channel)
    limit = limit_of(args.whole("limit"), usual=100, most=999)
    shown, following = page(
        channel.members, kind=f"members-{channel.id}", cursor=args.text("cursor"), limit=limit
    )
    return {"members": shown, "response_metadata": {"next_cursor": following}}


def open_direct(office: Office, args: Arguments) -> Body:
    if args.text("channel"):
        channel = places.for_app(office, args.text("channel"))
        known = True
    else:
        users = args.names("users")
        if not users:
            raise Refused("users_list_not_supplied")
        if len(users) > 1:
            # Group messages are not part of this workspace.
            raise Refused("too_many_users")
        person = office.user(users[0])
        if person.deleted:
            raise Refused("user_disabled")
        if person.id == office.state.bot:
            raise Refused("cannot_dm_bot")
        known = office.state.direct(office.state.bot, person.id) is not None
        channel = places.direct(office, office.state.bot, person.id)
    shown = (
        channel_json(office.state, channel, office.state.bot)
        if args.flag("return_im")
        else {"id": channel.id}
    )
    return {"channel": shown, "already_open": known, "no_op": known}


def join(office: Office, args: Arguments) -> Body:
    channel = places.for_app(office, args.required("channel"))
    if channel.kind != "channel":
        raise Refused("method_not_supported_for_channel_type")
    if channel.archived:
        raise Refused("is_archived")
    places.join(office, channel, office.user(office.state.bot))
    return {"channel": channel_json(office.state, channel, office.state.bot)}


def invite(office: Office, args: Arguments) -> Body:
    channel = places.for_app(office, args.required("channel"))
    if channel.kind == "im":
        raise Refused("method_not_supported_for_channel_type")
    _need_manage(office, channel)
    users = args.names("users")
    if not users:
        raise Refused("no_user")
    if channel.archived:
        raise Refused("is_archived")
    if office.state.bot not in channel.members:
        raise Refused("not_in_channel")
    for one in users:
        _check_invitable(office, channel, one)
    for one in users:
        places.join(office, channel, office.user(one), inviter=office.state.bot)
    return {"channel": channel_json(office.state, channel, office.state.bot)}


def _check_invitable(office: Office, channel: Channel, user: str) -> None:
    person = office.user(user)
    if user == office.state.bot:
        raise Refused("cant_invite_self")
    if person.deleted or (office.is_external(person) and not channel.ext_shared):
        raise Refused("cant_invite")
    if user in channel.members:
        raise Refused("already_in_channel")


def _need_manage(office: Office, channel: Channel) -> None:
    if channel.kind == "private":
        office.manifest.need("groups:write", "groups:write.invites")
    else:
        office.manifest.need("channels:manage", "channels:write.invites")


def create(office: Office, args: Arguments) -> Body:
    name = args.text("name").removeprefix("#")
    private = args.flag("is_private")
    office.manifest.need("groups:write" if private else "channels:manage")
    _check_name(office, name)
    state, bot = office.state, office.state.bot
    kind = "private" if private else "channel"
    channel = Channel(state.next_id("C"), name, kind, [bot], creator=bot, created=int(office.now()))
    state.channels[channel.id] = channel
    places.tell_of(office, channel)
    if not private:
        shown = {"id": channel.id, "name": name, "created": channel.created, "creator": bot}
        office.event({"type": "channel_created", "channel": shown, "event_ts": office.ts()})
    return {"channel": channel_json(state, channel, bot)}


def _check_name(office: Office, name: str) -> None:
    if not name:
        raise Refused("invalid_name_required")
    if len(name) > 80:
        raise Refused("invalid_name_maxlength")
    if not re.fullmatch(r"[\w-]+", name) or name != name.lower():
        raise Refused("invalid_name_specials")
    if office.state.channel_named(name):
        raise Refused("name_taken")


def archive(office: Office, args: Arguments) -> Body:
    channel = places.for_app(office, args.required("channel"))
    office.manifest.need("groups:write" if channel.kind == "private" else "channels:manage")
    if channel.kind == "im":
        raise Refused("method_not_supported_for_channel_type")
    if channel.name == "general":
        raise Refused("cant_archive_general")
    if channel.archived:
        raise Refused("already_archived")
    if office.state.bot not in channel.members:
        raise Refused("not_in_channel")
    channel.archived = True
    places.tell_of(office, channel)
    event = {"type": "channel_archive", "channel": channel.id, "user": office.state.bot}
    office.event(event | {"event_ts": office.ts()}, channel=channel)
    return {}
