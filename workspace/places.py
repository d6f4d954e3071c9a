"""Where something is to be said or read: finding channels, opening direct ones, joining."""

from __future__ import annotations

from workspace import talk
from workspace.office import Office
from workspace.page_forms import page_channel
from workspace.rules.refused import Refused
from workspace.state import Channel, User

_HISTORY = {"channel": "channels:history", "private": "groups:history", "im": "im:history"}
_READ = {"channel": "channels:read", "private": "groups:read", "im": "im:read"}


def for_app(office: Office, name: str) -> Channel:
    """A channel by id or #name, as far as the app may know of it."""
    state = office.state
    channel = state.channels.get(name) or state.channel_named(name)
    if channel is None or (channel.kind != "channel" and state.bot not in channel.members):
        raise Refused("channel_not_found")
    return channel


def for_person(office: Office, user: User, name: str) -> Channel:
    """A channel by id or #name, or a person by @name, as far as this person may know of it."""
    if name.startswith("@"):
        return direct(office, user.id, person(office, name).id)
    state = office.state
    channel = state.channels.get(name) or state.channel_named(name)
    if channel is None or not office.sees(user.id, channel):
        raise Refused("channel_not_found", message="There is no such channel, or you are not in it.")
    return channel


def person(office: Office, who: str) -> User:
    """By id, name, shown name or e-mail address."""
    wanted = who.removeprefix("@")
    for user in office.state.users.values():
        if wanted in (user.id, user.name, user.email, user.display_name, user.real_name):
            return user
    raise Refused("user_not_found", message=f"There is nobody called {who!r} here.")


def direct(office: Office, one: str, other: str) -> Channel:
    """The direct messages between two, opened if they have none yet."""
    state = office.state
    found = state.direct(one, other)
    if found is None:
        bot = state.bot
        # With the app the id is the person's own, so that it is the same in every run.
        fixed = f"D{(other if one == bot else one)[1:]}"
        channel_id = fixed if bot in (one, other) else state.next_id("D")
        found = Channel(channel_id, "", "im", [one, other], creator=one, created=int(office.now()))
        state.channels[channel_id] = found
        office.changed()
        for member in found.members:
            office.live.tell([member], {"type": "channel", "channel": page_channel(state, found, member)})
    return found


def join(office: Office, channel: Channel, user: User, *, inviter: str = "") -> None:
    if user.id in channel.members:
        return
    channel.members.append(user.id)
    words = f"<@{user.id}> has joined the channel"
    kind = "channel_join" if channel.kind == "channel" else "group_join"
    more = {"inviter": inviter} if inviter else {}
    event = {
        "type": "member_joined_channel",
        "user": user.id,
        "channel": channel.id,
        "channel_type": "C" if channel.kind == "channel" else "G",
        "team": user.team_id,
        "event_ts": office.ts(),
        **more,
    }
    office.event(event, channel=channel)
    tell_of(office, channel)
    talk.post(office, channel, user, talk.Content(words, subtype=kind, more=more))


def tell_of(office: Office, channel: Channel) -> None:
    """Everybody's page draws this channel anew."""
    office.changed()
    for user in office.audience(channel):
        told = {"type": "channel", "channel": page_channel(office.state, channel, user)}
        office.live.tell([user], told)


def need_history(office: Office, channel: Channel) -> None:
    office.manifest.need(_HISTORY[channel.kind])


def need_read(office: Office, channel: Channel) -> None:
    office.manifest.need(_READ[channel.kind])
