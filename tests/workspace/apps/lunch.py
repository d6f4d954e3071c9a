"""A small Bolt app as anybody might write it: a lunch poll. It knows nothing of the local workspace.

    python -m tests.workspace.apps.lunch socket
    python -m tests.workspace.apps.lunch http 3000

It reads the tokens and SLACK_API_URL from the environment, as Slack's own sample apps do.
"""

from __future__ import annotations

import os
import sys
from typing import Any

from slack_bolt import Ack, App, Respond, Say
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

MANIFEST: dict[str, Any] = {
    "display_information": {"name": "Lunch"},
    "features": {
        "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True},
        "bot_user": {"display_name": "Lunch"},
        "shortcuts": [
            {
                "name": "New lunch",
                "type": "global",
                "callback_id": "new_lunch",
                "description": "Start a poll",
            },
            {
                "name": "Eat there",
                "type": "message",
                "callback_id": "eat_there",
                "description": "Start a poll from this message",
            },
        ],
        "slash_commands": [
            {
                "command": "/lunch",
                "description": "Start a lunch poll",
                "usage_hint": "[place]",
                "should_escape": False,
            }
        ],
    },
    "oauth_config": {
        "scopes": {
            "bot": [
                "app_mentions:read",
                "channels:history",
                "chat:write",
                "commands",
                "files:read",
                "files:write",
                "im:history",
                "im:write",
                "reactions:read",
                "reactions:write",
                "users:read",
            ]
        }
    },
    "settings": {
        "event_subscriptions": {
            "bot_events": [
                "app_home_opened",
                "app_mention",
                "message.channels",
                "message.im",
                "reaction_added",
            ]
        },
        "interactivity": {"is_enabled": True},
        "socket_mode_enabled": True,
    },
}

KITCHENS = ["Georgian", "Greek", "Japanese", "Jamaican", "Peruvian"]


def plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text}


def poll(place: str, votes: int) -> list[dict[str, Any]]:
    vote = {"type": "button", "text": plain("Vote"), "action_id": "vote", "value": f"{votes}:{place}"}
    withdraw = {"type": "button", "text": plain("Withdraw"), "action_id": "withdraw", "style": "danger"}
    return [
        {"type": "section", "text": {"type": "mrkdwn", "text": f"Lunch at *{place}*? Votes: {votes}"}},
        {"type": "actions", "block_id": "ballot", "elements": [vote, withdraw]},
    ]


def form(channel: str, place: str = "") -> dict[str, Any]:
    text = {"type": "plain_text_input", "action_id": "text"} | ({"initial_value": place} if place else {})
    kitchen = {"type": "external_select", "action_id": "kitchen", "min_query_length": 1}
    help_button = {"type": "button", "text": plain("How does it work?"), "action_id": "help"}
    return {
        "type": "modal",
        "callback_id": "lunch_form",
        "private_metadata": channel,
        "notify_on_close": True,
        "title": plain("New lunch"),
        "submit": plain("Start"),
        "close": plain("Never mind"),
        "blocks": [
            {"type": "input", "block_id": "place", "label": plain("Where?"), "element": text},
            {
                "type": "input",
                "block_id": "kitchen_block",
                "label": plain("Kitchen"),
                "element": kitchen,
                "optional": True,
            },
            {"type": "actions", "block_id": "more", "elements": [help_button]},
        ],
    }


def note(title: str, text: str) -> dict[str, Any]:
    section = {"type": "section", "text": {"type": "mrkdwn", "text": text}}
    return {"type": "modal", "callback_id": "note", "title": plain(title), "blocks": [section]}


def build(client: WebClient, signing_secret: str) -> App:
    app = App(client=client, signing_secret=signing_secret)
    register_asking(app)
    register_answering(app)
    register_events(app)
    return app


def register_asking(app: App) -> None:
    @app.command("/lunch")
    def lunch(ack: Ack, command: dict[str, Any], say: Say, client: WebClient) -> None:
        place = command["text"].strip()
        if place == "menu":
            ack("Here it comes.")
            content = "Soup\nSalad\n"
            client.files_upload_v2(channel=command["channel_id"], filename="menu.txt", content=content)
        elif place:
            ack()
            say(text=f"Lunch at {place}?", blocks=poll(place, 0))
        else:
            ack()
            client.views_open(trigger_id=command["trigger_id"], view=form(command["channel_id"]))

    @app.shortcut("new_lunch")
    def new_lunch(ack: Ack, shortcut: dict[str, Any], client: WebClient) -> None:
        ack()
        client.views_open(trigger_id=shortcut["trigger_id"], view=form(shortcut["user"]["id"]))

    @app.shortcut("eat_there")
    def eat_there(ack: Ack, shortcut: dict[str, Any], client: WebClient) -> None:
        ack()
        view = form(shortcut["channel"]["id"], shortcut["message"]["text"])
        client.views_open(trigger_id=shortcut["trigger_id"], view=view)


def register_answering(app: App) -> None:
    @app.action("vote")
    def vote(
        ack: Ack, body: dict[str, Any], action: dict[str, Any], client: WebClient, respond: Respond
    ) -> None:
        ack()
        votes, _, place = action["value"].partition(":")
        client.chat_update(
            channel=body["channel"]["id"],
            ts=body["message"]["ts"],
            text=f"Lunch at {place}?",
            blocks=poll(place, int(votes) + 1),
        )
        respond(text=f"You voted for {place}.", replace_original=False)

    @app.action("withdraw")
    def withdraw(ack: Ack, respond: Respond) -> None:
        ack()
        respond(delete_original=True)

    @app.action("help")
    def explain(ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        ack()
        client.views_push(trigger_id=body["trigger_id"], view=note("Help", "Everybody votes once."))

    @app.options("kitchen")
    def kitchens(ack: Ack, payload: dict[str, Any]) -> None:
        found = [name for name in KITCHENS if payload["value"].lower() in name.lower()]
        ack(options=[{"text": plain(name), "value": name.lower()} for name in found])

    @app.view("lunch_form")
    def start(ack: Ack, view: dict[str, Any], client: WebClient) -> None:
        values = view["state"]["values"]
        place = values["place"]["text"]["value"]
        if len(place) < 3:
            ack(response_action="errors", errors={"place": "Please write the whole name."})
            return
        kitchen = (values["kitchen_block"]["kitchen"]["selected_option"] or {}).get("value")
        name = f"{place} ({kitchen})" if kitchen else place
        if place == "anywhere":
            ack(response_action="update", view=note("Hm", "Anywhere is nowhere."))
            return
        ack()
        client.chat_postMessage(
            channel=view["private_metadata"], text=f"Lunch at {name}?", blocks=poll(name, 0)
        )

    @app.view_closed("lunch_form")
    def closed(ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        ack()
        client.chat_postEphemeral(
            channel=body["view"]["private_metadata"], user=body["user"]["id"], text="No lunch then."
        )


def register_events(app: App) -> None:
    @app.message("hungry")
    def hungry(message: dict[str, Any], say: Say) -> None:
        say(text=f"<@{message['user']}> is hungry.", thread_ts=message["ts"])

    @app.event("app_mention")
    def mentioned(event: dict[str, Any], client: WebClient) -> None:
        client.reactions_add(channel=event["channel"], timestamp=event["ts"], name="wave")

    @app.event("reaction_added")
    def reacted(event: dict[str, Any], say: Say) -> None:
        if event["reaction"] == "pizza":
            say(channel=event["item"]["channel"], thread_ts=event["item"]["ts"], text="Pizza it is.")

    @app.event({"type": "message", "subtype": "file_share"})
    def shared(event: dict[str, Any], say: Say, client: WebClient) -> None:
        file = client.files_info(file=event["files"][0]["id"])["file"]
        say(text=f"{file['name']} has {file['size']} bytes.", thread_ts=event["ts"])

    @app.event("message")
    def anything_else() -> None:
        """Edits, deletions and small talk are none of our business."""

    @app.event("app_home_opened")
    def home(event: dict[str, Any], client: WebClient) -> None:
        section = {"type": "section", "text": {"type": "mrkdwn", "text": "No lunch planned."}}
        client.views_publish(user_id=event["user"], view={"type": "home", "blocks": [section]})


def main(arguments: list[str]) -> None:
    client = WebClient(os.environ["SLACK_BOT_TOKEN"], base_url=os.environ["SLACK_API_URL"])
    app = build(client, os.environ["SLACK_SIGNING_SECRET"])
    if arguments[0] == "socket":
        handler = SocketModeHandler(app, os.environ["SLACK_APP_TOKEN"], ping_interval=0.5)
        handler.start()  # type: ignore[no-untyped-call]
    else:
        app.start(port=int(arguments[1]), http_server_logger_enabled=False)


if __name__ == "__main__":
    main(sys.argv[1:])
