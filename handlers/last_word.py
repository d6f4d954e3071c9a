"""One sentence to one person when the database, and with it the outbox, is gone.

The only thing that is said past the relay: nothing is written down for it, nothing is tried again.
"""

from __future__ import annotations

import logging
import threading

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.webhook import WebhookClient

from handlers.reading import Click, Happening, Heard, Shortcut

log = logging.getLogger(__name__)


class LastWord:
    def __init__(self, client: WebClient) -> None:
        self._client = client

    def __call__(self, happening: Happening, sentence: str) -> None:
        """Returns at once; Slack is waiting for the acknowledgement."""
        threading.Thread(target=self._say, args=(happening, sentence), name="last-word", daemon=True).start()

    def _say(self, happening: Happening, sentence: str) -> None:
        try:
            if isinstance(happening, Click | Shortcut) and happening.response_url:
                WebhookClient(happening.response_url).send(
                    text=sentence, response_type="ephemeral", replace_original=False
                )
            elif isinstance(happening, Heard) and happening.channel_kind != "direct":
                message = happening.message
                self._client.chat_postEphemeral(
                    channel=message.channel_id,
                    user=happening.user_id,
                    text=sentence,
                    thread_ts=message.thread_ts,
                )
            else:
                self._client.chat_postMessage(channel=happening.user_id, text=sentence, unfurl_links=False)
        except (SlackApiError, OSError) as error:
            log.warning("a person could not be told of the trouble: %s", error)
