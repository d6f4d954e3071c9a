"""files.*: the upload in three steps, and what is known of a file."""

from __future__ import annotations

import mimetypes
from typing import Any

from workspace import talk
from workspace.api import chat
from workspace.api.arguments import Arguments
from workspace.office import Office
from workspace.rendering import file_json
from workspace.rules import texts
from workspace.rules.refused import Refused, invalid_arguments
from workspace.state import File

MOST_BYTES = 50_000_000


def get_upload_url(office: Office, args: Arguments) -> dict[str, Any]:
    name, length = args.required("filename"), args.whole("length")
    if not length or length < 0:
        raise invalid_arguments("must be greater than 0 [json-pointer:/length]")
    if length > MOST_BYTES:
        raise Refused("file_upload_size_restricted")
    file_id = office.state.next_id("F")
    office.reserved[file_id] = name
    return {"upload_url": f"{office.base_url}upload/{file_id}", "file_id": file_id}


def complete_upload(office: Office, args: Arguments) -> dict[str, Any]:
    wanted = args.json("files")
    if (
        not isinstance(wanted, list)
        or not wanted
        or not all(isinstance(w, dict) and w.get("id") for w in wanted)
    ):
        raise invalid_arguments("must provide at least one file with an id [json-pointer:/files]")
    files = [_uploaded(office, one) for one in wanted]
    channel_id = args.text("channel_id") or args.text("channels")
    if channel_id:
        channel = chat.target(office, channel_id)
        thread_ts = chat.check_may_post(office, channel, args)
        for file in files:
            file.channels.append(channel.id)
            file.shared = True
        content = talk.Content(texts.from_app(args.text("initial_comment")), files=[one.id for one in files])
        talk.post(office, channel, office.user(office.state.bot), content, thread_ts=thread_ts)
    office.changed()
    return {"files": [file_json(office.state, one, office.base_url) for one in files]}


def _uploaded(office: Office, wanted: dict[str, Any]) -> File:
    file = office.state.files.get(wanted["id"])
    if file is None or file.shared or file.user != office.state.bot:
        raise Refused("file_not_found")
    file.title = wanted.get("title") or file.name
    return file


def info(office: Office, args: Arguments) -> dict[str, Any]:
    file = office.state.files.get(args.required("file"))
    if file is None:
        raise Refused("file_not_found")
    seen = any(office.state.bot in office.state.channels[one].members for one in file.channels)
    # A file in no channel at all came through a file input of one of the app's own modals.
    if not seen and file.channels and file.user != office.state.bot:
        raise Refused("file_not_found")
    return {"file": file_json(office.state, file, office.base_url), "comments": []}


def keep(office: Office, file_id: str, name: str, user: str, content: bytes) -> File:
    """Stores the bytes of a new file, which nobody can see yet."""
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    file = File(file_id, name, name, kind, len(content), user, int(office.now()))
    office.state.files[file_id] = file
    office.state.contents[file_id] = content
    office.changed()
    return file
