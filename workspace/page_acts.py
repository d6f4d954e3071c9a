"""The actions of the page, each one word with its fields."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from workspace import places
from workspace.deliveries import Answer
from workspace.office import Office
from workspace.people import acting, asking, saying
from workspace.rules.refused import Refused
from workspace.state import Message, User, View

Fields = dict[str, Any]
Act = Callable[[Office, User, Fields], Awaitable[Fields]]


async def act(office: Office, user: User, fields: object) -> Fields:
    if not isinstance(fields, dict):
        raise Refused("invalid_arguments", message="An action is an object.")
    wanted = ACTS.get(str(fields.get("do")))
    if wanted is None:
        raise Refused("unknown_action", message=f"There is no action {fields.get('do')!r}.")
    return await wanted(office, user, _Given(fields))


class _Given(dict[str, Any]):
    """What came with an action; a field that is needed and not there is said by name."""

    def __missing__(self, name: str) -> Any:
        raise Refused("invalid_arguments", message=f"{name} is missing.")


def _answered(answer: Answer) -> Fields:
    """A silent app is told of by a passing bar; the action itself was done."""
    return {"acknowledged": answer.acknowledged}


async def _say(office: Office, user: User, fields: Fields) -> Fields:
    text, thread_ts = str(fields["text"]), str(fields.get("thread_ts") or "")
    word, _, rest = text.strip().partition(" ")
    if word.startswith("/") and (not office.manifest.given or office.manifest.command(word)):
        channel = places.for_person(office, user, fields["channel"])
        return _answered(await asking.command(office, user, channel, word, rest, thread=bool(thread_ts)))
    if word.startswith("/") and word[1:].isalpha():
        raise Refused("unknown_command", message=f"{word} is not a command of this workspace.")
    channel = places.for_person(office, user, fields["channel"])
    broadcast = bool(fields.get("broadcast"))
    return {"ts": saying.say(office, user, channel, text, thread_ts=thread_ts, broadcast=broadcast)}


async def _command(office: Office, user: User, fields: Fields) -> Fields:
    channel = places.for_person(office, user, fields["channel"])
    thread = bool(fields.get("thread_ts"))
    word, text = str(fields["command"]), str(fields.get("text") or "")
    return _answered(await asking.command(office, user, channel, word, text, thread=thread))


async def _edit(office: Office, user: User, fields: Fields) -> Fields:
    channel = places.for_person(office, user, fields["channel"])
    saying.edit(office, user, channel, fields["ts"], str(fields["text"]))
    return {}


async def _delete(office: Office, user: User, fields: Fields) -> Fields:
    channel = places.for_person(office, user, fields["channel"])
    saying.delete(office, user, channel, fields["ts"])
    return {}


async def _react(office: Office, user: User, fields: Fields) -> Fields:
    channel = places.for_person(office, user, fields["channel"])
    remove = fields["do"] == "unreact"
    saying.react(office, user, channel, fields["ts"], str(fields["name"]), remove=remove)
    return {}


async def _message_shortcut(office: Office, user: User, fields: Fields) -> Fields:
    channel = places.for_person(office, user, fields["channel"])
    return _answered(
        await asking.message_shortcut(office, user, fields["callback_id"], channel, fields["ts"])
    )


async def _global_shortcut(office: Office, user: User, fields: Fields) -> Fields:
    return _answered(await asking.global_shortcut(office, user, fields["callback_id"]))


async def _click(office: Office, user: User, fields: Fields) -> Fields:
    container, action = _Given(fields["container"]), _Given(fields["action"])
    values = fields.get("values") or {}
    if container["type"] == "view":
        view = acting.find_view(office, user, container["view_id"])
        return _answered(await acting.click_in_view(office, user, view, action, values))
    ephemeral = bool(container.get("ephemeral"))
    message = acting.find_message(office, user, container["channel"], container["ts"], ephemeral=ephemeral)
    return _answered(await acting.click_in_message(office, user, message, action, values))


async def _submit(office: Office, user: User, fields: Fields) -> Fields:
    view = acting.find_view(office, user, fields["view_id"])
    errors = await acting.submit(office, user, view, fields.get("values") or {})
    return {"errors": errors} if errors else {}


async def _close(office: Office, user: User, fields: Fields) -> Fields:
    view = acting.find_view(office, user, fields["view_id"])
    await acting.close(office, user, view, everything=bool(fields.get("all")))
    return {}


async def _options(office: Office, user: User, fields: Fields) -> Fields:
    holder: View | Message
    if fields.get("view_id"):
        holder = acting.find_view(office, user, fields["view_id"])
    else:
        ephemeral = bool(fields.get("ephemeral"))
        holder = acting.find_message(office, user, fields["channel"], fields["ts"], ephemeral=ephemeral)
    block_id = str(fields.get("block_id") or "")
    return await acting.options(office, user, holder, block_id, fields["action_id"], str(fields["value"]))


async def _open_home(office: Office, user: User, _fields: Fields) -> Fields:
    return {"channel": asking.open_tab(office, user, "home").id}


async def _open_messages(office: Office, user: User, _fields: Fields) -> Fields:
    return {"channel": asking.open_tab(office, user, "messages").id}


async def _open_dm(office: Office, user: User, fields: Fields) -> Fields:
    return {"channel": places.direct(office, user.id, places.person(office, fields["user"]).id).id}


async def _join(office: Office, user: User, fields: Fields) -> Fields:
    saying.join(office, user, places.for_person(office, user, fields["channel"]))
    return {}


async def _read(office: Office, user: User, fields: Fields) -> Fields:
    saying.read(office, user, places.for_person(office, user, fields["channel"]), str(fields["ts"]))
    return {}


ACTS: dict[str, Act] = {
    "say": _say,
    "command": _command,
    "edit": _edit,
    "delete": _delete,
    "react": _react,
    "unreact": _react,
    "message_shortcut": _message_shortcut,
    "global_shortcut": _global_shortcut,
    "click": _click,
    "submit": _submit,
    "close": _close,
    "options": _options,
    "open_home": _open_home,
    "open_messages": _open_messages,
    "open_dm": _open_dm,
    "join": _join,
    "read": _read,
}
