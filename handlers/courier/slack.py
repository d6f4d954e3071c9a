"""Slack's Web API as the courier uses it: paced, marked with our notice's id, failures in our words."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from slack_sdk import WebClient
from slack_sdk.errors import SlackClientError
from slack_sdk.webhook import WebhookClient

from bot.requests.posting import NotYet, Said
from bot.toolkit import Identity
from db.errors import Outage, Undeliverable
from db.outbox import Notice
from handlers.courier.looking_up import MARK, find_said
from handlers.courier.outcomes import FAILURES, call, refusal, translated
from handlers.courier.pacing import Pacing
from handlers.views.charts import has_chart, without_charts
from handlers.views.message import Block, Message

log = logging.getLogger(__name__)

TIMEOUT = 10
# A view's blocks are arguments to Slack.
_LAYOUT = frozenset({"invalid_blocks", "invalid_blocks_format", "invalid_arguments"})

Answer = TypeVar("Answer")


class Slack:
    def __init__(self, client: WebClient, identity: Identity, pacing: Pacing) -> None:
        self._client = client
        self._identity = identity
        self._pacing = pacing
        self._chartless: set[str] = set()  # methods that have refused a chart; asked again after a restart

    def read(self, method: str, **args: Any) -> dict[str, Any]:
        return call(self._client, method, params=_given(args))

    def write(self, method: str, **args: Any) -> dict[str, Any]:
        return call(self._client, method, json=_given(args))

    def post(self, notice: Notice, channel_id: str, message: Message, thread_ts: str | None = None) -> Said:
        """One new message. An unsure one is looked for first."""
        seconds = self._pacing.wait(channel_id, notice.id)
        if seconds:
            raise NotYet(seconds)
        if notice.unsure:
            ts = find_said(self.read, self._identity, notice, channel_id, thread_ts)
            if ts is not None:
                return Said(channel_id, ts, thread_ts)
        answer = self._post(notice, channel_id, message, thread_ts)
        return Said(answer.get("channel", channel_id), answer["ts"], thread_ts)

    def update(self, channel_id: str, ts: str, message: Message) -> None:
        def say(blocks: list[Block]) -> None:
            self.write("chat.update", channel=channel_id, ts=ts, text=message.text, blocks=blocks)

        self._drawn("chat.update", message.blocks, say)

    def publish(self, user_id: str, view: Mapping[str, Any]) -> None:
        """Somebody's Home tab."""

        def say(blocks: list[Block]) -> None:
            self.write("views.publish", user_id=user_id, view={**view, "blocks": blocks})

        self._drawn("views.publish", view["blocks"], say)

    def whisper(self, channel_id: str, user_id: str, message: Message, thread_ts: str | None = None) -> None:
        """For one person's eyes. It leaves no trace, so it cannot be looked up."""

        def say(blocks: list[Block]) -> None:
            self.write(
                "chat.postEphemeral",
                channel=channel_id,
                user=user_id,
                thread_ts=thread_ts,
                text=message.text,
                **_blocks(blocks),
            )

        self._as_member(channel_id, lambda: self._drawn("chat.postEphemeral", message.blocks, say))

    def respond(
        self, url: str, message: Message, *, replace_original: bool, thread_ts: str | None = None
    ) -> None:
        """The address Slack gave us with a click or a command: five uses, thirty minutes."""
        body = {
            "response_type": "ephemeral",
            "replace_original": replace_original,
            "text": message.text,
            **_blocks(without_charts(message.blocks)),  # a refusal says too little there to try again
            **_given({"thread_ts": None if replace_original else thread_ts}),
        }
        try:
            answer = WebhookClient(url, timeout=TIMEOUT, retry_handlers=[]).send_dict(body)
        except (*FAILURES, SlackClientError) as error:
            raise translated(error, "response_url") from error
        if answer.status_code == 429 or answer.status_code >= 500:
            raise Outage("Slack stumbled (response_url).", unsure=answer.status_code >= 500)
        if answer.status_code != 200:
            raise Undeliverable(f"That click is too long ago to be answered ({answer.body}).", "expired_url")

    def _post(
        self, notice: Notice, channel_id: str, message: Message, thread_ts: str | None
    ) -> dict[str, Any]:
        def say(blocks: list[Block]) -> dict[str, Any]:
            return self.write(
                "chat.postMessage",
                channel=channel_id,
                thread_ts=thread_ts,
                text=message.text,
                **_blocks(blocks),
                unfurl_links=False,
                unfurl_media=False,
                metadata={"event_type": MARK, "event_payload": {"id": notice.id}},
            )

        try:
            return self._as_member(channel_id, lambda: self._drawn("chat.postMessage", message.blocks, say))
        except Outage as outage:
            if outage.retry_after is not None and not outage.unsure:
                self._pacing.pause(channel_id, outage.retry_after, notice.id)
            raise

    def _drawn(self, method: str, blocks: list[Block], say: Callable[[list[Block]], Answer]) -> Answer:
        """With tables in place of charts, once Slack has refused a chart here."""
        if method in self._chartless or not has_chart(blocks):
            return say(without_charts(blocks))
        try:
            return say(blocks)
        except Undeliverable as refused:
            if refused.code not in _LAYOUT:
                raise
        answer = say(without_charts(blocks))
        self._chartless.add(method)
        log.info("Slack takes no charts here (%s); tables are shown in their place.", method)
        return answer

    def _as_member(self, channel_id: str, say: Callable[[], Answer]) -> Answer:
        """Joins a public channel that we are not in yet, then says it once more."""
        try:
            return say()
        except Undeliverable as refused:
            if refused.code != "not_in_channel":
                raise
            try:
                self.write("conversations.join", channel=channel_id)
            except Undeliverable:
                raise refusal("not_in_channel", "conversations.join") from refused
            return say()


def _given(args: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in args.items() if value is not None}


def _blocks(blocks: list[Block]) -> dict[str, Any]:
    return {"blocks": blocks} if blocks else {}
