"""Commands, shortcuts and the app's own tabs: what people ask of the app without a button."""

from __future__ import annotations

import asyncio
from typing import Any

from workspace import answers, modals, places
from workspace.deliveries import Answer, Delivery
from workspace.naming import command_text
from workspace.office import Office
from workspace.people.saying import seen_message
from workspace.rendering import message_json, view_json
from workspace.rules.refused import Refused
from workspace.state import Channel, User

VERIFICATION = "legacy-verification-token"


async def command(
    office: Office, user: User, channel: Channel, word: str, text: str, *, thread: bool = False
) -> Answer:
    """A slash command; the answer says whether the app acknowledged it in time."""
    declared = office.manifest.command(word)
    if declared is None:
        raise Refused("unknown_command", message=f"{word} is not a command of this workspace.")
    if thread:
        sentence = f"{word} can't be used in a thread."
        office.live.note(user.id, sentence)
        raise Refused("not_in_thread", message=sentence)
    _check_not_external(office, user, word)
    if user.id not in channel.members:
        raise Refused("not_in_channel", message="Join the channel first.")
    escaped = command_text(office, user, text.strip(), should_escape=bool(declared.get("should_escape")))
    url = answers.new_address(office, user.id, channel.id)
    payload = {
        "token": VERIFICATION,
        "team_id": office.state.team["id"],
        "team_domain": office.state.team["domain"],
        "channel_id": channel.id,
        "channel_name": {"im": "directmessage", "private": "privategroup"}.get(channel.kind, channel.name),
        "user_id": user.id,
        "user_name": user.name,
        "command": word,
        "text": escaped,
        "api_app_id": office.state.app["id"],
        "is_enterprise_install": "false",
        "response_url": url,
        "trigger_id": office.trigger(user.id),
    }
    answer = await told_in_time(office, user, Delivery("command", payload), word)
    if answer.acknowledged and answer.body:
        _say_acknowledged(office, user, url, answer.body, word)
    return answer


def _say_acknowledged(office: Office, user: User, url: str, body: dict[str, Any], word: str) -> None:
    """What rode on the acknowledgement; it does not count as a use of the response_url."""
    address = office.state.addresses[url.rpartition("/")[2]]
    try:
        answers.say(office, address, body)
    except Refused as refused:
        if refused.code != "no_text":
            complain(office, user, f"{word} failed with the error {refused.code}", refused)


async def told_in_time(office: Office, user: User, delivery: Delivery, what: str) -> Answer:
    """Tells the app; if it stays silent the person sees a passing bar."""
    was_connected = office.deliveries.connected
    answer = await office.ask(delivery)
    if not answer.acknowledged:
        reason = (
            "did not respond in time (operation_timeout)" if was_connected else "failed (dispatch_failed)"
        )
        office.live.notice(user.id, f"{what} {reason}")
    return answer


def complain(office: Office, user: User, sentence: str, refused: Refused) -> None:
    office.complaints.append(f"{sentence}: {refused.body()}")
    office.live.notice(user.id, sentence)


def _check_not_external(office: Office, user: User, what: str) -> None:
    if office.is_external(user):
        raise Refused(
            "restricted_action", message=f"{what} is for people of {office.state.team['name']} only."
        )


async def message_shortcut(office: Office, user: User, callback_id: str, channel: Channel, ts: str) -> Answer:
    declared = _shortcut(office, user, callback_id, "message")
    message = seen_message(office, channel, ts)
    shown = message_json(office.state, message, office.base_url)
    payload = {
        **interaction(office, user, "message_action"),
        "action_ts": office.ts(),
        "callback_id": callback_id,
        "trigger_id": office.trigger(user.id),
        "channel": channel_of(channel),
        "message_ts": ts,
        "message": shown,
        "response_url": answers.new_address(office, user.id, channel.id, message_ts=ts),
    }
    return await told_in_time(office, user, Delivery("interactive", payload), declared["name"])


async def global_shortcut(office: Office, user: User, callback_id: str) -> Answer:
    declared = _shortcut(office, user, callback_id, "global")
    payload = {
        **interaction(office, user, "shortcut"),
        "action_ts": office.ts(),
        "callback_id": callback_id,
        "trigger_id": office.trigger(user.id),
    }
    return await told_in_time(office, user, Delivery("interactive", payload), declared["name"])


def _shortcut(office: Office, user: User, callback_id: str, kind: str) -> dict[str, Any]:
    declared = office.manifest.shortcut(callback_id, kind)
    if declared is None:
        raise Refused("unknown_shortcut", message="The app has no such shortcut.")
    _check_not_external(office, user, declared["name"])
    return declared


def interaction(office: Office, user: User, kind: str) -> dict[str, Any]:
    """What every interaction begins with."""
    return {
        "type": kind,
        "token": VERIFICATION,
        "api_app_id": office.state.app["id"],
        "team": {"id": office.state.team["id"], "domain": office.state.team["domain"]},
        "enterprise": None,
        "is_enterprise_install": False,
        "user": {"id": user.id, "username": user.name, "name": user.name, "team_id": user.team_id},
    }


def channel_of(channel: Channel) -> dict[str, str]:
    name = {"im": "directmessage", "private": "privategroup"}.get(channel.kind, channel.name)
    return {"id": channel.id, "name": name}


def open_tab(office: Office, user: User, tab: str) -> Channel:
    """Somebody looks at the app: its Home or its Messages tab."""
    if tab == "home" and not office.manifest.home_enabled:
        raise Refused("not_enabled", message="This app has no Home tab.")
    channel = places.direct(office, user.id, office.state.bot)
    event: dict[str, Any] = {"type": "app_home_opened", "user": user.id, "channel": channel.id, "tab": tab}
    view = office.state.views.get(office.state.homes.get(user.id, ""))
    if tab == "home" and view:
        event["view"] = view_json(office.state, view)
    office.event(event | {"event_ts": office.ts()})
    return channel


async def home(office: Office, user: User, wait: float) -> dict[str, Any] | None:
    """Opens the Home tab; what the app publishes within so many seconds, else what stood there."""

    def published() -> str:
        view = office.state.views.get(office.state.homes.get(user.id, ""))
        return view.hash if view else ""

    before = published()
    open_tab(office, user, "home")
    loop = asyncio.get_running_loop()
    until = loop.time() + wait
    while published() == before and loop.time() < until:
        await asyncio.sleep(0.01)
    view = office.state.views.get(office.state.homes.get(user.id, ""))
    return modals.as_sent(office, view) if view else None
