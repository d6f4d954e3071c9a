"""What people do with messages: say, edit, delete, react, join, read."""

from __future__ import annotations

from collections.abc import Sequence

from workspace import places, talk
from workspace.api.files import keep
from workspace.api.reactions import emoji_name
from workspace.naming import typed_text
from workspace.office import Office
from workspace.rules import texts
from workspace.rules.refused import Refused
from workspace.state import Channel, Message, User

MOST_TEXT = 40_000


def say(
    office: Office,
    user: User,
    channel: Channel,
    text: str,
    *,
    thread_ts: str = "",
    broadcast: bool = False,
    files: Sequence[tuple[str, bytes]] = (),
) -> str:
    _check_may_speak(user, channel)
    if not text.strip() and not files:
        raise Refused("no_text", message="There is nothing to say yet.")
    if thread_ts and office.state.message(channel.id, thread_ts) is None:
        raise Refused("thread_not_found", message="This thread is no longer there.")
    kept = [keep(office, office.state.next_id("F"), name, user.id, content) for name, content in files]
    for file in kept:
        file.channels.append(channel.id)
        file.shared = True
    content = talk.Content(typed_text(office, user, text[:MOST_TEXT]), files=[file.id for file in kept])
    message = talk.post(office, channel, user, content, thread_ts=thread_ts, broadcast=broadcast)
    _warn_of_absent_app(office, user, channel, message)
    return str(message["ts"])


def _check_may_speak(user: User, channel: Channel) -> None:
    if channel.archived:
        raise Refused("is_archived", message="This channel is archived.")
    if user.id not in channel.members:
        raise Refused("not_in_channel", message="Join the channel first.")
    if user.deleted:
        raise Refused("account_inactive", message="This account is deactivated.")


def _warn_of_absent_app(office: Office, user: User, channel: Channel, message: Message) -> None:
    state = office.state
    if (
        texts.mentions(message["text"], state.bot)
        and state.bot not in channel.members
        and channel.kind != "im"
    ):
        office.live.notice(user.id, f"{state.app['name']} is not in this channel and did not see that.")


def edit(office: Office, user: User, channel: Channel, ts: str, text: str) -> None:
    message = _own(office, user, channel, ts, "cant_update_message")
    if not text.strip():
        raise Refused("no_text", message="There is nothing to say yet.")
    stored = typed_text(office, user, text[:MOST_TEXT])
    blocks = texts.as_rich_text(stored, office.mint())
    talk.change(office, message, {"text": stored, "blocks": blocks}, editor=user)


def delete(office: Office, user: User, channel: Channel, ts: str) -> None:
    talk.remove(office, _own(office, user, channel, ts, "cant_delete_message"))


def _own(office: Office, user: User, channel: Channel, ts: str, refusal: str) -> Message:
    message = seen_message(office, channel, ts)
    if message["user"] != user.id or message.get("subtype") in ("channel_join", "group_join", "tombstone"):
        raise Refused(refusal, message="You can change your own messages only.")
    return message


def seen_message(office: Office, channel: Channel, ts: str) -> Message:
    message = office.state.message(channel.id, ts)
    if message is None:
        raise Refused("message_not_found", message="This message is no longer there.")
    return message


def react(office: Office, user: User, channel: Channel, ts: str, name: str, *, remove: bool = False) -> None:
    message = seen_message(office, channel, ts)
    _check_may_speak(user, channel)
    if remove:
        talk.unreact(office, message, user.id, emoji_name(name))
    else:
        talk.react(office, message, user.id, emoji_name(name))


def join(office: Office, user: User, channel: Channel) -> None:
    if channel.kind != "channel":
        raise Refused("method_not_supported_for_channel_type", message="Somebody has to invite you here.")
    if channel.archived:
        raise Refused("is_archived", message="This channel is archived.")
    places.join(office, channel, user)


def invite(office: Office, user: User, channel: Channel, guest: User) -> None:
    """As when somebody types /invite: also the way in which an app comes into a private channel."""
    _check_may_speak(user, channel)
    if channel.kind == "im":
        raise Refused("method_not_supported_for_channel_type", message="Nobody can be added here.")
    places.join(office, channel, guest, inviter=user.id)


def read(office: Office, user: User, channel: Channel, ts: str) -> None:
    marks = office.state.read.setdefault(user.id, {})
    marks[channel.id] = max(ts, marks.get(channel.id, "0"))
    office.changed()
    office.live.tell(
        [user.id], {"type": "unread", "channel": channel.id, **talk.unread(office, user.id, channel)}
    )
