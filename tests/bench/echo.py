"""The limit Liaison is measured against, and what a newcomer would start with."""

from __future__ import annotations

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.settings import Settings


def echo_app(client: WebClient, settings: Settings) -> App:
    """Bolt set as Liaison sets it, one listener that says something and does nothing."""
    app = App(
        client=client,
        signing_secret=settings.slack_signing_secret,
        token_verification_enabled=False,
        process_before_response=True,
    )

    @app.command("/ask")
    def echo(ack: Ack) -> None:
        ack(text="Got it, thanks.")

    return app


def empty_app(client: WebClient, settings: Settings) -> App:
    """Bolt as it comes; the listener acknowledges with nothing."""
    app = App(client=client, signing_secret=settings.slack_signing_secret)

    @app.command("/ask")
    def nothing(ack: Ack) -> None:
        ack()

    return app
