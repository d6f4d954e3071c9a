"""Buttons, menus and modals: what people do with what the app has put before them."""

from __future__ import annotations

from typing import Any

from workspace import answers, modals, places
from workspace.deliveries import Answer, Delivery
from workspace.filling import Element, Values, complete, key_of, missing
from workspace.office import Office
from workspace.people.asking import channel_of, complain, interaction, told_in_time
from workspace.people.saying import seen_message
from workspace.rendering import message_json
from workspace.rules.blocks import acting_elements
from workspace.rules.elements import MOST_OPTIONS, options_of
from workspace.rules.refused import Refused
from workspace.state import Message, User, View

Payload = dict[str, Any]
TROUBLE = "had trouble. Try again, or close this window."

# What an action repeats of the element it belongs to.
_REPEATED = (
    "value",
    "text",
    "style",
    "placeholder",
    "initial_option",
    "initial_options",
    "initial_date",
    "initial_time",
)


async def click_in_message(
    office: Office, user: User, message: Message, action: dict[str, Any], values: Values
) -> Answer:
    block, element = find_element(_blocks_of(message), action)
    state, channel = office.state, office.state.channels[message["channel"]]
    ephemeral = bool(message.get("is_ephemeral"))
    thread_ts = message.get("thread_ts", "")
    container = {
        "type": "message",
        "message_ts": message["ts"],
        "channel_id": channel.id,
        "is_ephemeral": ephemeral,
    }
    url = answers.new_address(office, user.id, channel.id, message_ts=message["ts"], ephemeral=ephemeral)
    payload: Payload = {
        **interaction(office, user, "block_actions"),
        "container": container | {"thread_ts": thread_ts} if thread_ts else container,
        "trigger_id": office.trigger(user.id),
        "channel": channel_of(channel),
        "state": {"values": complete(_blocks_of(message), values)},
        "response_url": url,
        "actions": [_action(office, block, element, action)],
    }
    if not ephemeral:
        payload["message"] = message_json(state, message, office.base_url)
    return await told_in_time(office, user, Delivery("interactive", payload), state.app["name"])


async def click_in_view(
    office: Office, user: User, view: View, action: dict[str, Any], values: Values
) -> Answer:
    block, element = find_element(view.content["blocks"], action)
    view.values = _with_chosen(view.values | values, block, element, action)
    payload = {
        **interaction(office, user, "block_actions"),
        "container": {"type": "view", "view_id": view.id},
        "trigger_id": office.trigger(user.id),
        "view": modals.as_sent(office, view),
        "actions": [_action(office, block, element, action)],
    }
    return await told_in_time(office, user, Delivery("interactive", payload), office.state.app["name"])


def find_message(office: Office, user: User, channel_name: str, ts: str, *, ephemeral: bool) -> Message:
    channel = places.for_person(office, user, channel_name)
    if not ephemeral:
        return seen_message(office, channel, ts)
    message = office.state.ephemeral(user.id, channel.id, ts)
    if message is None:
        raise Refused("message_not_found", message="This message is no longer there.")
    return message


def find_view(office: Office, user: User, view_id: str) -> View:
    view = office.state.views.get(view_id)
    if view is None or view.user != user.id:
        raise Refused("view_not_found", message="This window is no longer open.")
    return view


def find_element(blocks: list[dict[str, Any]], action: dict[str, Any]) -> tuple[dict[str, Any], Element]:
    """By action_id, and by block_id if one is given."""
    for block, element in acting_elements(blocks):
        if element["action_id"] == action["action_id"] and action.get("block_id") in (
            None,
            "",
            block["block_id"],
        ):
            return block, element
    raise Refused("action_not_found", message="This button is no longer there.")


def _blocks_of(message: Message) -> list[dict[str, Any]]:
    attached = [block for one in message.get("attachments", []) for block in one.get("blocks") or []]
    return [*message.get("blocks", []), *attached]


def _action(office: Office, block: dict[str, Any], element: Element, action: dict[str, Any]) -> Payload:
    shown: Payload = {
        "type": element["type"],
        "action_id": element["action_id"],
        "block_id": block["block_id"],
    }
    shown |= {key: element[key] for key in _REPEATED if key in element}
    key = key_of(element)
    if key is not None:
        chosen = action.get(key, [] if key == "selected_options" else None)
        _check_offered(element, chosen)
        shown[key] = chosen
    elif element["type"] == "feedback_buttons":
        shown["value"] = action.get("value")
    return shown | {"action_ts": office.ts()}


def _check_offered(element: Element, chosen: Any) -> None:
    """Nobody can choose what is not on the list."""
    if "options" not in element and "option_groups" not in element:
        return
    offered = [one.get("value") for one in options_of(element)]
    wanted = chosen if isinstance(chosen, list) else [chosen]
    if any(one is not None and one.get("value") not in offered for one in wanted):
        raise Refused("no_such_option", message="This choice is no longer there.")


def _with_chosen(values: Values, block: dict[str, Any], element: Element, action: dict[str, Any]) -> Values:
    """The state that rides on an action already shows what was just chosen."""
    key = key_of(element)
    if key is None or element["type"] == "overflow":
        return values
    held = {**values.get(block["block_id"], {})}
    held[element["action_id"]] = {"type": element["type"], key: action.get(key)}
    return {**values, block["block_id"]: held}


async def submit(office: Office, user: User, view: View, values: Values) -> dict[str, str]:
    """Sends a modal off; the sentences to show under its fields, if it was not taken."""
    if modals.top(office, user.id) is not view:
        raise Refused("view_not_found", message="This window is no longer open.")
    view.values = {**view.values, **values}
    sent = complete(view.content["blocks"], view.values)
    errors = missing(view.content["blocks"], sent)
    if errors:
        return errors
    payload = {
        **interaction(office, user, "view_submission"),
        "trigger_id": office.trigger(user.id),
        "view": modals.as_sent(office, view),
        "response_urls": _response_urls(office, user, view, sent),
    }
    answer = await office.ask(Delivery("interactive", payload))
    trouble = f"{office.state.app['name']} {TROUBLE}"
    if not answer.acknowledged:
        office.live.note(user.id, trouble)
        raise Refused("operation_timeout", message=trouble)
    if not modals.is_open(office, view):
        return {}  # the app has closed it by itself meanwhile
    try:
        return modals.obey(office, view, answer.body or {})
    except Refused as refused:
        office.complaints.append(f"{trouble}: {refused.body()}")
        office.live.note(user.id, trouble)
        raise Refused("invalid_answer", message=trouble) from refused


def _response_urls(office: Office, user: User, view: View, values: Values) -> list[dict[str, str]]:
    urls = []
    for block, element in acting_elements(view.content["blocks"]):
        field = values.get(block["block_id"], {}).get(element["action_id"], {})
        channel = field.get("selected_conversation") or field.get("selected_channel")
        if element.get("response_url_enabled") and channel:
            url = answers.new_address(office, user.id, channel)
            place = {"block_id": block["block_id"], "action_id": element["action_id"]}
            urls.append({**place, "channel_id": channel, "response_url": url})
    return urls


async def close(office: Office, user: User, view: View, *, everything: bool = False) -> None:
    """Closes the top modal, or the whole stack; the app hears of it only if it asked to."""
    stack = office.state.stacks.get(user.id, [])
    if view.id not in stack or (stack[-1] != view.id and not everything):
        return
    closing = [office.state.views[one] for one in reversed(stack)] if everything else [view]
    told = [one for one in closing if one.content.get("notify_on_close")]
    payloads = [_closed(office, user, one, everything) for one in told]
    if everything:
        modals.clear(office, user.id)
        modals.show(office, user.id)
    else:
        modals.pop(office, user.id)
    for payload in payloads:
        await office.ask(Delivery("interactive", payload))


def _closed(office: Office, user: User, view: View, cleared: bool) -> Payload:
    shown = modals.as_sent(office, view)
    return {**interaction(office, user, "view_closed"), "view": shown, "is_cleared": cleared}


async def options(
    office: Office, user: User, holder: View | Message, block_id: str, action_id: str, typed: str
) -> dict[str, Any]:
    """What an external menu offers for what was typed so far."""
    blocks = holder.content["blocks"] if isinstance(holder, View) else _blocks_of(holder)
    block, element = find_element(blocks, {"action_id": action_id, "block_id": block_id})
    payload: Payload = {
        **interaction(office, user, "block_suggestion"),
        "action_id": element["action_id"],
        "block_id": block["block_id"],
        "value": typed,
    }
    if isinstance(holder, View):
        payload |= {
            "container": {"type": "view", "view_id": holder.id},
            "view": modals.as_sent(office, holder),
        }
    else:
        channel = office.state.channels[holder["channel"]]
        container = {"type": "message", "message_ts": holder["ts"], "channel_id": channel.id}
        payload |= {"container": container | {"is_ephemeral": bool(holder.get("is_ephemeral"))}}
        payload |= {
            "channel": channel_of(channel),
            "message": message_json(office.state, holder, office.base_url),
        }
    answer = await told_in_time(office, user, Delivery("options", payload), office.state.app["name"])
    return _offered(office, user, answer.body or {})


def _offered(office: Office, user: User, body: dict[str, Any]) -> dict[str, Any]:
    for key in ("options", "option_groups"):
        if isinstance(body.get(key), list):
            if len(body[key]) > MOST_OPTIONS:
                complain(office, user, "This list could not be loaded", Refused("too_many_options"))
                return {"options": []}
            return {key: body[key]}
    return {"options": []}
