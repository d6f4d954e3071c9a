"""chat.*: what the app says, changes and takes back."""

from __future__ import annotations

import json
import re
from typing import Any

from workspace import places, talk
from workspace.api.arguments import Arguments
from workspace.naming import linked_names
from workspace.office import Office
from workspace.rendering import message_json
from workspace.rules import texts
from workspace.rules.blocks import check_message_blocks, fill_ids
from workspace.rules.refused import Refused
from workspace.state import Channel, Message

MOST_TEXT = 40_000
MOST_TEXT_OF_UPDATE = 4_000
MOST_MARKDOWN = 12_000
MOST_METADATA = 8_000

Body = dict[str, Any]


def post_message(office: Office, args: Arguments) -> Body:
    channel = target(office, args.required("channel"))
    thread_ts = check_may_post(office, channel, args)
    _wait_for_turn(office, channel)
    message = talk.post(
        office,
        channel,
        office.user(office.state.bot),
        content(office, args),
        thread_ts=thread_ts,
        broadcast=args.flag("reply_broadcast") and bool(thread_ts),
    )
    shown = message_json(office.state, message, office.base_url, metadata=True)
    return {"channel": channel.id, "ts": message["ts"], "message": shown}


def update(office: Office, args: Arguments) -> Body:
    channel = places.for_app(office, args.required("channel"))
    message = own_message(office, channel, args.required("ts"), "cant_update_message")
    if channel.archived:
        raise Refused("is_archived")
    if len(args.text("text")) > MOST_TEXT_OF_UPDATE:
        raise Refused("msg_too_long")
    new = content(office, args)
    parts: dict[str, Any] = {"blocks": new.blocks or None}
    if args.has("attachments"):
        parts["attachments"] = new.attachments or None
    if args.has("text") or args.has("markdown_text"):
        parts["text"] = new.text
    if args.has("metadata"):
        parts["metadata"] = new.metadata
    # An update that brings blocks only leaves no "(edited)" behind.
    marked = args.has("text") and not new.blocks
    talk.change(office, message, parts, editor=office.user(office.state.bot) if marked else None)
    shown = message_json(office.state, message, office.base_url, metadata=True)
    return {"channel": channel.id, "ts": message["ts"], "text": message["text"], "message": shown}


def delete(office: Office, args: Arguments) -> Body:
    channel = places.for_app(office, args.required("channel"))
    message = own_message(office, channel, args.required("ts"), "cant_delete_message")
    talk.remove(office, message)
    return {"channel": channel.id, "ts": args.text("ts")}


def post_ephemeral(office: Office, args: Arguments) -> Body:
    channel = target(office, args.required("channel"))
    user = args.required("user")
    if channel.archived:
        raise Refused("is_archived")
    if office.state.bot not in channel.members:
        raise Refused("not_in_channel")
    if user not in channel.members:
        raise Refused("user_not_in_channel")
    if len(args.text("text")) > MOST_TEXT:
        raise Refused("msg_too_long")
    thread_ts = args.text("thread_ts")
    message = talk.whisper(office, channel, user, content(office, args), thread_ts=thread_ts)
    return {"message_ts": message["ts"]}


def get_permalink(office: Office, args: Arguments) -> Body:
    channel = places.for_app(office, args.required("channel"))
    ts = args.required("message_ts")
    message = office.state.message(channel.id, ts)
    if message is None:
        raise Refused("message_not_found")
    return {"channel": channel.id, "permalink": permalink(office, message)}


def permalink(office: Office, message: Message) -> str:
    link = f"{office.base_url}archives/{message['channel']}/p{message['ts'].replace('.', '')}"
    root = message.get("thread_ts")
    return f"{link}?thread_ts={root}&cid={message['channel']}" if root and root != message["ts"] else link


def target(office: Office, name: str) -> Channel:
    """Where a message goes; the id of a person means the direct messages with them."""
    person = office.state.users.get(name)
    if person is None:
        return places.for_app(office, name)
    if person.deleted or person.id == office.state.bot:
        raise Refused("channel_not_found")
    return places.direct(office, office.state.bot, person.id)


def check_may_post(office: Office, channel: Channel, args: Arguments) -> str:
    """Raises unless the app may post here; the answer is the thread to post in."""
    if channel.archived:
        raise Refused("is_archived")
    if channel.kind == "im" and not office.manifest.messages_enabled:
        raise Refused("messages_tab_disabled")
    if office.state.bot not in channel.members and not _may_post_anywhere(office):
        raise Refused("not_in_channel")
    thread_ts = args.text("thread_ts")
    if thread_ts and not re.fullmatch(r"\d{6,}\.\d{6}", thread_ts):
        raise Refused("invalid_thread_ts")
    if thread_ts and office.state.message(channel.id, thread_ts) is None:
        raise Refused("thread_not_found")
    return thread_ts


def _may_post_anywhere(office: Office) -> bool:
    """Without a manifest nobody asked for this right, so it is not there."""
    return office.manifest.given and office.manifest.grants("chat:write.public")


def _wait_for_turn(office: Office, channel: Channel) -> None:
    seconds = office.rates.wait_for_post(channel.id) if office.rates else 0
    if seconds:
        raise Refused("ratelimited", retry_after=seconds)


def own_message(office: Office, channel: Channel, ts: str, refusal: str) -> Message:
    message = office.state.message(channel.id, ts)
    if message is None:
        raise Refused("message_not_found")
    if message["user"] != office.state.bot or message.get("subtype") in ("tombstone", "channel_join"):
        raise Refused(refusal)
    return message


def content(office: Office, args: Arguments) -> talk.Content:
    """What is to be said, checked as Slack checks it."""
    markdown = args.text("markdown_text")
    if markdown and (args.has("text") or args.has("blocks")):
        raise Refused("markdown_text_conflict")
    if len(markdown) > MOST_MARKDOWN:
        raise Refused("msg_too_long")
    blocks = args.json("blocks", "invalid_blocks_format")
    checked = check_message_blocks(blocks) if blocks is not None else []
    if markdown:
        checked = [{"type": "markdown", "text": markdown}]
    attachments = _attachments(office, args)
    text = args.text("text") or markdown
    if not (text.strip() or checked or attachments):
        raise Refused("no_text")
    return talk.Content(
        text=_prepared(office, text[:MOST_TEXT], args),
        blocks=fill_ids(checked, office.mint),
        attachments=attachments,
        metadata=_metadata(args),
    )


def _prepared(office: Office, text: str, args: Arguments) -> str:
    ready = texts.from_app(text)
    if args.flag("link_names") or args.text("parse") == "full":
        ready = linked_names(office, ready)
    return ready


def _attachments(office: Office, args: Arguments) -> list[dict[str, Any]]:
    attachments = args.json("attachments") or []
    if not isinstance(attachments, list) or not all(isinstance(one, dict) for one in attachments):
        raise Refused("invalid_attachments")
    if len(attachments) > 100:
        raise Refused("too_many_attachments")
    for one in attachments:
        if one.get("blocks"):
            one["blocks"] = fill_ids(check_message_blocks(one["blocks"]), office.mint)
    return attachments


def _metadata(args: Arguments) -> dict[str, Any] | None:
    metadata = args.json("metadata", "invalid_metadata_format")
    if not metadata:
        return None
    well = isinstance(metadata, dict) and isinstance(metadata.get("event_type"), str)
    if not well or not isinstance(metadata.get("event_payload"), dict):
        raise Refused("invalid_metadata_format")
    if len(json.dumps(metadata)) > MOST_METADATA:
        raise Refused("metadata_too_large")
    return dict(metadata)
