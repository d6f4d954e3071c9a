"""Modals and Home tabs: triggers, stacks of three, hashes, and what an app may answer to a submission."""

from __future__ import annotations

import uuid
from typing import Any

from workspace.filling import complete
from workspace.office import Office
from workspace.page_forms import page_view
from workspace.rendering import file_json, view_json
from workspace.rules.blocks import acting_elements, fill_ids
from workspace.rules.refused import Refused
from workspace.rules.views import check_view
from workspace.state import View

TRIGGER_SECONDS = 3.0
MOST_STACKED = 3


def spend_trigger(office: Office, trigger_id: str) -> str:
    """Whose trigger it was; it can be spent once, and within three seconds."""
    trigger = office.triggers.get(trigger_id)
    if trigger is None:
        raise Refused("invalid_trigger_id")
    if trigger.spent:
        raise Refused("exchanged_trigger_id")
    if office.now() - trigger.given_at > TRIGGER_SECONDS:
        raise Refused("expired_trigger_id")
    trigger.spent = True
    return trigger.user


def top(office: Office, user: str) -> View | None:
    stack = office.state.stacks.get(user, [])
    return office.state.views[stack[-1]] if stack else None


def open_modal(office: Office, user: str, content: dict[str, Any]) -> View:
    _free_external_id(office, content)
    clear(office, user)
    view = _new(office, user, content)
    office.state.stacks[user] = [view.id]
    show(office, user)
    return view


def push_modal(office: Office, user: str, content: dict[str, Any]) -> View:
    stack = office.state.stacks.get(user, [])
    if not stack:
        raise Refused("not_found")
    if len(stack) >= MOST_STACKED:
        raise Refused("push_limit_reached")
    _free_external_id(office, content)
    below = office.state.views[stack[-1]]
    view = _new(office, user, content)
    view.root, view.previous = below.root, below.id
    stack.append(view.id)
    show(office, user)
    return view


def update(office: Office, view: View, content: dict[str, Any], given_hash: str = "") -> View:
    if given_hash and given_hash != view.hash:
        raise Refused("hash_conflict")
    if content["type"] != view.type:
        raise Refused("invalid_arguments", response_metadata={"messages": ["[ERROR] a view keeps its type"]})
    _free_external_id(office, content, view)
    view.content = _filled(office, content)
    view.hash = new_hash(office)
    view.values = _still_there(view)
    if view.type == "home":
        office.changed()
        office.live.tell([view.user], {"type": "home", "view": page_view(office.state, view)})
    else:
        show(office, view.user)
    return view


def publish(office: Office, user: str, content: dict[str, Any], given_hash: str = "") -> View:
    """The Home tab keeps its id for good; only its content and hash change."""
    state = office.state
    view = state.views.get(state.homes.get(user, ""))
    if view is None:
        _free_external_id(office, content)
        view = _new(office, user, content)
        state.homes[user] = view.id
        given_hash = ""
    return update(office, view, content, given_hash)


def find(office: Office, view_id: str, external_id: str) -> View:
    state = office.state
    if view_id:
        found = state.views.get(view_id)
    else:
        found = next((v for v in state.views.values() if v.content.get("external_id") == external_id), None)
    if found is None:
        raise Refused("not_found")
    return found


def is_open(office: Office, view: View) -> bool:
    return view.id in office.state.stacks.get(view.user, []) or office.state.homes.get(view.user) == view.id


def pop(office: Office, user: str) -> None:
    view_id = office.state.stacks[user].pop()
    del office.state.views[view_id]
    show(office, user)


def clear(office: Office, user: str) -> None:
    for view_id in office.state.stacks.pop(user, []):
        del office.state.views[view_id]


def show(office: Office, user: str) -> None:
    office.changed()
    view = top(office, user)
    office.live.tell([user], {"type": "modal", "view": page_view(office.state, view) if view else None})


def as_sent(office: Office, view: View) -> dict[str, Any]:
    """The view with every field, as it rides on an interaction."""
    values = complete(view.content["blocks"], view.values)
    for block in values.values():
        for field in block.values():
            if field["type"] == "file_input":
                field["files"] = [_whole_file(office, one["id"]) for one in field["files"] or []]
    return view_json(office.state, view, values)


def _whole_file(office: Office, file_id: str) -> dict[str, Any]:
    file = office.state.files.get(file_id)
    if file is None or file.user == office.state.bot:
        raise Refused("file_not_found", message="This file is no longer there.")
    return file_json(office.state, file, office.base_url)


def obey(office: Office, view: View, answer: dict[str, Any]) -> dict[str, str]:
    """Does what the app answered to a submission; the sentences to show under fields, if there are any."""
    action = answer.get("response_action")
    if action is None:
        pop(office, view.user)
        return {}
    if action == "errors":
        return _errors(view, answer.get("errors"))
    if action == "clear":
        clear(office, view.user)
        show(office, view.user)
        return {}
    if action == "update":
        update(office, view, check_view(answer.get("view"), "modal"))
        return {}
    if action == "push":
        push_modal(office, view.user, check_view(answer.get("view"), "modal"))
        return {}
    raise Refused("invalid_response_action")


def _errors(view: View, errors: object) -> dict[str, str]:
    inputs = {block["block_id"] for block in view.content["blocks"] if block["type"] == "input"}
    if not isinstance(errors, dict) or not errors or not set(errors) <= inputs:
        raise Refused("invalid_errors")
    return {str(block): str(sentence) for block, sentence in errors.items()}


def _new(office: Office, user: str, content: dict[str, Any]) -> View:
    view_id = office.state.next_id("V")
    view = View(view_id, user, _filled(office, content), new_hash(office), root=view_id)
    office.state.views[view_id] = view
    return view


def _filled(office: Office, content: dict[str, Any]) -> dict[str, Any]:
    return {**content, "blocks": fill_ids(content["blocks"], office.mint)}


def new_hash(office: Office) -> str:
    return f"{int(office.now())}.{uuid.uuid4().hex[:8]}"


def _still_there(view: View) -> dict[str, Any]:
    """What was filled in stays where block_id and action_id are the same as before."""
    kept: dict[str, Any] = {}
    for block, element in acting_elements(view.content["blocks"]):
        held = view.values.get(block["block_id"], {}).get(element["action_id"])
        if held and held.get("type", element["type"]) == element["type"]:
            kept.setdefault(block["block_id"], {})[element["action_id"]] = held
    return kept


def _free_external_id(office: Office, content: dict[str, Any], own: View | None = None) -> None:
    wanted = content.get("external_id")
    if wanted and any(
        v.content.get("external_id") == wanted and v is not own for v in office.state.views.values()
    ):
        raise Refused("duplicate_external_id")
