"""chat.scheduleMessage and its kin: messages that wait for their time."""

from __future__ import annotations

from typing import Any

from workspace import places, talk
from workspace.api import chat
from workspace.api.arguments import Arguments
from workspace.office import Office
from workspace.rules.paging import limit_of, page
from workspace.rules.refused import Refused, invalid_arguments
from workspace.state import Channel, Scheduled

MOST_AHEAD = 120 * 86_400
WINDOW = 300
MOST_IN_WINDOW = 30
TOO_LATE_TO_DELETE = 60


def schedule_message(office: Office, args: Arguments) -> dict[str, Any]:
    channel = chat.target(office, args.required("channel"))
    post_at = args.whole("post_at")
    if post_at is None:
        raise invalid_arguments("missing required field: post_at")
    thread_ts = chat.check_may_post(office, channel, args)
    _check_time(office, channel, post_at)
    content = chat.content(office, args)
    message = {
        "text": content.text,
        "blocks": content.blocks,
        "attachments": content.attachments,
        "metadata": content.metadata,
        "thread_ts": thread_ts,
        "broadcast": args.flag("reply_broadcast"),
    }
    scheduled = Scheduled(office.state.next_id("Q"), channel.id, post_at, int(office.now()), message)
    office.state.scheduled[scheduled.id] = scheduled
    office.changed()
    shown = {"type": "delayed_message", "text": content.text, "user": office.state.bot}
    return {
        "channel": channel.id,
        "scheduled_message_id": scheduled.id,
        "post_at": post_at,
        "message": shown | {"bot_id": office.state.app["bot_id"]},
    }


def _check_time(office: Office, channel: Channel, post_at: int) -> None:
    now = office.now()
    if post_at <= now:
        raise Refused("time_in_past")
    if post_at > now + MOST_AHEAD:
        raise Refused("time_too_far")
    near = [
        one
        for one in office.state.scheduled.values()
        if one.channel == channel.id and one.post_at // WINDOW == post_at // WINDOW
    ]
    if len(near) >= MOST_IN_WINDOW:
        raise Refused("restricted_too_many")


def list_scheduled(office: Office, args: Arguments) -> dict[str, Any]:
    wanted = args.text("channel")
    if wanted:
        places.for_app(office, wanted)
    oldest, latest = args.text("oldest"), args.text("latest")
    found = [
        {
            "id": one.id,
            "channel_id": one.channel,
            "post_at": one.post_at,
            "date_created": one.created,
            "text": one.message["text"],
        }
        for one in sorted(office.state.scheduled.values(), key=lambda one: (one.post_at, one.id))
        if (not wanted or one.channel == wanted)
        and (not oldest or one.post_at >= float(oldest))
        and (not latest or one.post_at <= float(latest))
    ]
    limit = limit_of(args.whole("limit"), usual=100, most=999)
    shown, following = page(found, kind="scheduled", cursor=args.text("cursor"), limit=limit)
    return {"scheduled_messages": shown, "response_metadata": {"next_cursor": following}}


def delete_scheduled(office: Office, args: Arguments) -> dict[str, Any]:
    places.for_app(office, args.required("channel"))
    scheduled = office.state.scheduled.get(args.required("scheduled_message_id"))
    if scheduled is None or scheduled.channel != args.text("channel"):
        raise Refused("invalid_scheduled_message_id")
    if scheduled.post_at - office.now() < TOO_LATE_TO_DELETE:
        raise Refused("invalid_scheduled_message_id")
    del office.state.scheduled[scheduled.id]
    office.changed()
    return {}


def post_what_is_due(office: Office) -> None:
    due = [one for one in office.state.scheduled.values() if one.post_at <= office.now()]
    for one in sorted(due, key=lambda one: (one.post_at, one.id)):
        del office.state.scheduled[one.id]
        office.changed()
        channel = office.state.channels[one.channel]
        message = one.message
        # Slack takes a scheduled message with metadata and then never posts it.
        if channel.archived or message["metadata"]:
            continue
        content = talk.Content(message["text"], message["blocks"], message["attachments"])
        bot = office.user(office.state.bot)
        thread = message["thread_ts"]
        talk.post(
            office, channel, bot, content, thread_ts=thread, broadcast=bool(thread) and message["broadcast"]
        )
