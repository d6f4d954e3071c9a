"""One person at the keyboard, for tests: every method waits until it is done.

A refusal that a person would see comes as `Refused`, whose `code` says which.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, Protocol, TypeVar

from workspace import modals, places, rendering
from workspace.api.files import keep
from workspace.deliveries import Answer
from workspace.filling import from_plain
from workspace.office import Office
from workspace.people import acting, asking, saying
from workspace.rules.blocks import acting_elements
from workspace.rules.refused import Refused
from workspace.state import Channel, Message, User, View

Result = TypeVar("Result")


class Loop(Protocol):
    """Runs something where the workspace lives, and waits for it."""

    def within(self, work: Callable[[Office], Result]) -> Result: ...

    def wait_for(self, work: Callable[[Office], Awaitable[Result]]) -> Result: ...


class Person:
    def __init__(self, loop: Loop, user_id: str) -> None:
        self._loop = loop
        self.id = user_id

    def say(
        self,
        channel: str,
        text: str,
        thread_ts: str | None = None,
        broadcast: bool = False,
        files: Sequence[tuple[str, bytes]] = (),
    ) -> str:
        """Says what was typed (@names and #channels become tokens, brackets are escaped); the new ts."""

        def work(office: Office) -> str:
            user, place = self._here(office, channel)
            return saying.say(
                office, user, place, text, thread_ts=thread_ts or "", broadcast=broadcast, files=files
            )

        return self._loop.within(work)

    def upload(self, name: str, content: bytes) -> dict[str, str]:
        """A file chosen in a file input; the answer is one entry of the list that fills the field."""

        def work(office: Office) -> dict[str, str]:
            return {"id": keep(office, office.state.next_id("F"), name, self.id, content).id}

        return self._loop.within(work)

    def edit(self, channel: str, ts: str, text: str) -> None:
        self._loop.within(lambda office: saying.edit(office, *self._here(office, channel), ts, text))

    def delete(self, channel: str, ts: str) -> None:
        self._loop.within(lambda office: saying.delete(office, *self._here(office, channel), ts))

    def react(self, channel: str, ts: str, name: str) -> None:
        self._loop.within(lambda office: saying.react(office, *self._here(office, channel), ts, name))

    def unreact(self, channel: str, ts: str, name: str) -> None:
        self._loop.within(
            lambda office: saying.react(office, *self._here(office, channel), ts, name, remove=True)
        )

    def join(self, channel: str) -> None:
        self._loop.within(lambda office: saying.join(office, *self._here(office, channel)))

    def invite(self, channel: str, who: str) -> None:
        def work(office: Office) -> None:
            saying.invite(office, *self._here(office, channel), places.person(office, who))

        self._loop.within(work)

    def read(self, channel: str, ts: str) -> None:
        self._loop.within(lambda office: saying.read(office, *self._here(office, channel), ts))

    def command(self, channel: str, line: str, *, thread_ts: str | None = None) -> Answer:
        """A whole line such as "/ask the form is broken"."""
        word, _, text = line.partition(" ")

        async def work(office: Office) -> Answer:
            user, place = self._here(office, channel)
            return await asking.command(office, user, place, word, text, thread=bool(thread_ts))

        return self._loop.wait_for(work)

    def shortcut(self, callback_id: str, channel: str, ts: str) -> Answer:
        async def work(office: Office) -> Answer:
            user, place = self._here(office, channel)
            return await asking.message_shortcut(office, user, callback_id, place, ts)

        return self._loop.wait_for(work)

    def global_shortcut(self, callback_id: str) -> Answer:
        return self._loop.wait_for(
            lambda office: asking.global_shortcut(office, self._user(office), callback_id)
        )

    def click(
        self,
        channel: str,
        ts: str,
        action_id: str,
        *,
        option: Any = None,
        block_id: str = "",
        values: Mapping[str, Any] | None = None,
        ephemeral: bool = False,
    ) -> Answer:
        """Presses a button, or chooses `option` (a value or text of the menu, a date, a person, a list)."""

        async def work(office: Office) -> Answer:
            user, place = self._here(office, channel)
            message = acting.find_message(office, user, place.id, ts, ephemeral=ephemeral)
            blocks = message.get("blocks", [])
            action = _action(blocks, action_id, block_id, option)
            return await acting.click_in_message(office, user, message, action, _filled(blocks, values))

        return self._loop.wait_for(work)

    def click_view(
        self,
        view: Mapping[str, Any],
        action_id: str,
        *,
        option: Any = None,
        block_id: str = "",
        values: Mapping[str, Any] | None = None,
    ) -> Answer:
        """The same in a modal or on the Home tab."""

        async def work(office: Office) -> Answer:
            user = self._user(office)
            found = acting.find_view(office, user, view["id"])
            blocks = found.content["blocks"]
            action = _action(blocks, action_id, block_id, option)
            return await acting.click_in_view(office, user, found, action, _filled(blocks, values))

        return self._loop.wait_for(work)

    def view(self) -> dict[str, Any] | None:
        """The modal in front of them, if there is one."""

        def work(office: Office) -> dict[str, Any] | None:
            found = modals.top(office, self.id)
            return modals.as_sent(office, found) if found else None

        return self._loop.within(work)

    def submit(self, values: Mapping[str, Any] | None = None) -> dict[str, str]:
        """Fills in fields (by block_id or action_id) and sends the modal off; errors by block_id."""

        async def work(office: Office) -> dict[str, str]:
            view = self._open_view(office)
            return await acting.submit(
                office, self._user(office), view, _filled(view.content["blocks"], values)
            )

        return self._loop.wait_for(work)

    def close_view(self, *, everything: bool = False) -> None:
        async def work(office: Office) -> None:
            await acting.close(office, self._user(office), self._open_view(office), everything=everything)

        self._loop.wait_for(work)

    def options(self, action_id: str, typed: str, *, channel: str = "", ts: str = "") -> dict[str, Any]:
        """What an external menu offers, in the open modal or in a message."""

        async def work(office: Office) -> dict[str, Any]:
            user = self._user(office)
            holder: View | Message
            if channel:
                holder = acting.find_message(office, user, channel, ts, ephemeral=False)
            else:
                holder = self._open_view(office)
            return await acting.options(office, user, holder, "", action_id, typed)

        return self._loop.wait_for(work)

    def home(self, *, wait: float = 2.0) -> dict[str, Any] | None:
        """Opens the Home tab and waits for the app to publish; else what was there before."""
        return self._loop.wait_for(lambda office: asking.home(office, self._user(office), wait))

    def dm(self) -> str:
        """The channel of the direct messages with the app."""
        return self._loop.within(lambda office: places.direct(office, self.id, office.state.bot).id)

    def dm_with(self, who: str) -> str:
        return self._loop.within(
            lambda office: places.direct(office, self.id, places.person(office, who).id).id
        )

    def sees(self, channel: str) -> list[dict[str, Any]]:
        """All that this person sees in a channel, threads and own ephemeral messages too, oldest first."""

        def work(office: Office) -> list[dict[str, Any]]:
            _, place = self._here(office, channel)
            private = [m for m in office.state.ephemerals if m["to"] == self.id and m["channel"] == place.id]
            messages = sorted([*office.state.in_channel(place.id), *private], key=lambda one: str(one["ts"]))
            return [
                rendering.message_json(office.state, one, office.base_url, metadata=True) for one in messages
            ]

        return self._loop.within(work)

    def reload(self) -> None:
        """Loads the page anew: ephemeral messages are gone."""

        def work(office: Office) -> None:
            office.state.ephemerals = [one for one in office.state.ephemerals if one["to"] != self.id]

        self._loop.within(work)

    @property
    def notices(self) -> list[str]:
        """Every passing bar shown so far."""
        return self._loop.within(lambda office: list(office.live.notices.get(self.id, [])))

    def _user(self, office: Office) -> User:
        return office.user(self.id)

    def _here(self, office: Office, channel: str) -> tuple[User, Channel]:
        user = self._user(office)
        return user, places.for_person(office, user, channel)

    def _open_view(self, office: Office) -> View:
        view = modals.top(office, self.id)
        if view is None:
            raise Refused("view_not_found", message="No window is open.")
        return view


def _action(blocks: list[dict[str, Any]], action_id: str, block_id: str, option: Any) -> dict[str, Any]:
    action = {"action_id": action_id, "block_id": block_id}
    block, element = acting.find_element(blocks, action)
    chosen = {} if option is None else from_plain(element, option)
    return {**action, "block_id": block["block_id"], **chosen}


def _filled(blocks: list[dict[str, Any]], values: Mapping[str, Any] | None) -> dict[str, dict[str, Any]]:
    """Plain values by block_id or action_id, or a whole state, as Slack would send them."""
    filled: dict[str, dict[str, Any]] = {}
    left = dict(values or {})
    for block, element in acting_elements(blocks):
        names = (element["action_id"], block["block_id"])
        name = next((one for one in names if one in left), None)
        if name is None:
            continue
        value = left[name]
        if isinstance(value, Mapping) and element["action_id"] in value:
            value = value[element["action_id"]]
        filled.setdefault(block["block_id"], {})[element["action_id"]] = from_plain(element, value)
    known = {
        name
        for block, element in acting_elements(blocks)
        for name in (element["action_id"], block["block_id"])
    }
    unknown = sorted(set(left) - known)
    if unknown:
        raise Refused("no_such_field", message=f"There is no field {unknown[0]!r} here.")
    return filled
