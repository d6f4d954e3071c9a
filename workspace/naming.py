"""From the names people type to the tokens Slack keeps."""

from __future__ import annotations

from collections.abc import Iterable

from workspace.office import Office
from workspace.rules import texts
from workspace.state import Channel, User


def typed_text(office: Office, author: User, text: str) -> str:
    """What somebody typed into a channel, as it is stored."""
    return texts.typed(text, _people(office, labelled=False), _channels(office, author))


def command_text(office: Office, author: User, text: str, *, should_escape: bool) -> str:
    """What somebody typed after a command; names become tokens only if the manifest asks for it."""
    if not should_escape:
        return texts.escape(text)
    return texts.typed(text, _people(office, labelled=True), _channels(office, author))


def linked_names(office: Office, text: str) -> str:
    """What link_names does to an app's text."""
    bot = office.user(office.state.bot)
    return texts.tokens(text, _people(office, labelled=False), _channels(office, bot))


def _people(office: Office, *, labelled: bool) -> dict[str, str]:
    known: dict[str, str] = {}
    for user in office.state.users.values():
        if user.deleted:
            continue
        token = f"<@{user.id}|{user.name}>" if labelled else f"<@{user.id}>"
        for name in (user.name, user.display_name, user.real_name):
            if name:
                known.setdefault(texts.escape(name).lower(), token)
    for group in office.state.groups.values():
        known.setdefault(group.handle.lower(), f"<!subteam^{group.id}|@{group.handle}>")
    return known


def _channels(office: Office, reader: User) -> dict[str, str]:
    seen: Iterable[Channel] = (
        c for c in office.state.channels.values() if c.kind != "im" and office.sees(reader.id, c)
    )
    # The name of a private channel is nobody's business outside it.
    return {one.name: f"<#{one.id}|{one.name if one.kind == 'channel' else ''}>" for one in seen}
