"""views.*: modals and the Home tab."""

from __future__ import annotations

from typing import Any

from workspace import modals
from workspace.api.arguments import Arguments
from workspace.office import Office
from workspace.rendering import view_json
from workspace.rules.refused import Refused, invalid_arguments
from workspace.rules.views import check_view
from workspace.state import View


def open_view(office: Office, args: Arguments) -> dict[str, Any]:
    content = check_view(_view(args), "modal")
    user = modals.spend_trigger(office, _trigger(args))
    return _answer(office, modals.open_modal(office, user, content))


def push(office: Office, args: Arguments) -> dict[str, Any]:
    content = check_view(_view(args), "modal")
    user = modals.spend_trigger(office, _trigger(args))
    return _answer(office, modals.push_modal(office, user, content))


def update(office: Office, args: Arguments) -> dict[str, Any]:
    content = check_view(_view(args), "modal", "home")
    view = modals.find(office, args.text("view_id"), args.text("external_id"))
    return _answer(office, modals.update(office, view, content, args.text("hash")))


def publish(office: Office, args: Arguments) -> dict[str, Any]:
    if not office.manifest.home_enabled:
        raise Refused("not_enabled")
    user = office.user(args.required("user_id"))
    if user.is_bot or user.deleted:
        raise Refused("user_not_found")
    content = check_view(_view(args), "home")
    return _answer(office, modals.publish(office, user.id, content, args.text("hash")))


def _view(args: Arguments) -> Any:
    view = args.json("view")
    if view is None:
        raise invalid_arguments("missing required field: view")
    return view


def _trigger(args: Arguments) -> str:
    trigger_id = args.text("trigger_id") or args.text("interactivity_pointer")
    if not trigger_id:
        raise invalid_arguments("missing required field: trigger_id")
    return trigger_id


def _answer(office: Office, view: View) -> dict[str, Any]:
    return {"view": view_json(office.state, view)}
