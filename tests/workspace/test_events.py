"""What an app is told of, in Slack's shapes, and what it is not told of."""

from __future__ import annotations

from slack_sdk import WebClient

from tests.workspace.conftest import client_of
from tests.workspace.listening_app import ListeningApp
from workspace.server import Workspace


def test_a_message_arrives_with_all_that_slack_says_about_it(workspace: Workspace, app: ListeningApp) -> None:
    ts = workspace.person("mia").say("#general", "what is a *CDN* & why <b>?")
    event = app.wait_for_event("message", ts=ts)
    message_id = event.pop("client_msg_id")
    [block] = event.pop("blocks")
    assert len(message_id) == 36
    assert block["elements"][0]["elements"] == [{"type": "text", "text": "what is a *CDN* & why <b>?"}]
    assert event == {
        "type": "message",
        "channel": "C0GENERAL",
        "channel_type": "channel",
        "user": "U0MIA",
        "team": "T0NORTH",
        "text": "what is a *CDN* &amp; why &lt;b&gt;?",
        "ts": ts,
        "event_ts": ts,
    }


def test_an_event_is_wrapped_as_slack_wraps_it(workspace: Workspace, app: ListeningApp) -> None:
    workspace.person("mia").say("#general", "hello")
    app.wait_for_event("message")
    wrapped = app.wait_for("event_callback")
    assert wrapped["event_id"].startswith("Ev")
    assert (wrapped["team_id"], wrapped["api_app_id"]) == ("T0NORTH", "A0LIAISON")
    assert wrapped["event_time"] == 1_795_252_500
    assert wrapped["authorizations"][0]["user_id"] == "U0LIAISON"
    assert wrapped["is_ext_shared_channel"] is False


def test_a_mention_arrives_twice(workspace: Workspace, app: ListeningApp) -> None:
    ts = workspace.person("mia").say("#general", "@Liaison please look")
    mention = app.wait_for_event("app_mention", ts=ts)
    message = app.wait_for_event("message", ts=ts)
    assert mention["text"] == message["text"] == "<@U0LIAISON> please look"
    assert mention["client_msg_id"] == message["client_msg_id"]


def test_where_the_app_is_not_it_hears_nothing(workspace: Workspace, app: ListeningApp) -> None:
    mia = workspace.person("mia")
    mia.say("#no-bot", "@Liaison are you there?")
    mia.say(mia.dm_with("jonas"), "between us")
    last = mia.say("#general", "here you are")
    app.wait_for_event("message", ts=last)
    assert [one["text"] for one in app.events("message")] == ["here you are"]
    assert app.events("app_mention") == []
    assert mia.notices == ["Liaison is not in this channel and did not see that."]


def test_a_private_channel_and_a_direct_message_say_their_kind(
    workspace: Workspace, app: ListeningApp
) -> None:
    jonas = workspace.person("jonas")
    private = jonas.say("#it-private", "in private")
    direct = jonas.say("@Liaison", "only you")
    assert app.wait_for_event("message", ts=private)["channel_type"] == "group"
    told = app.wait_for_event("message", ts=direct)
    assert (told["channel_type"], told["channel"]) == ("im", jonas.dm())
    assert app.events("app_mention") == []


def test_a_reply_names_its_thread_and_a_broadcast_its_root(workspace: Workspace, app: ListeningApp) -> None:
    mia = workspace.person("mia")
    root = mia.say("#general", "root")
    reply = mia.say("#general", "reply", thread_ts=root)
    to_all = mia.say("#general", "to all", thread_ts=root, broadcast=True)
    told = app.wait_for_event("message", ts=reply)
    assert (told["thread_ts"], told["parent_user_id"]) == (root, "U0MIA")
    told = app.wait_for_event("message", ts=to_all)
    assert told["subtype"] == "thread_broadcast"
    assert told["root"]["ts"] == root


def test_an_edit_and_a_deletion_show_what_was_there_before(workspace: Workspace, app: ListeningApp) -> None:
    mia = workspace.person("mia")
    ts = mia.say("#general", "one")
    mia.edit("#general", ts, "two")
    changed = app.wait_for_event("message", subtype="message_changed")
    assert (changed["previous_message"]["text"], changed["message"]["text"]) == ("one", "two")
    assert changed["message"]["edited"]["user"] == "U0MIA"
    assert changed["hidden"] is True
    mia.delete("#general", ts)
    deleted = app.wait_for_event("message", subtype="message_deleted")
    assert (deleted["deleted_ts"], deleted["previous_message"]["text"]) == (ts, "two")


def test_the_bots_own_messages_come_back_to_it(
    workspace: Workspace, app: ListeningApp, client: WebClient
) -> None:
    ts = client.chat_postMessage(channel="C0GENERAL", text="hello")["ts"]
    told = app.wait_for_event("message", ts=ts)
    assert (told["bot_id"], told["user"]) == ("B0LIAISON", "U0LIAISON")


def test_a_file_comes_as_file_share(workspace: Workspace, app: ListeningApp) -> None:
    ts = workspace.person("mia").say("#general", "see", files=[("shot.png", b"\x89PNG")])
    told = app.wait_for_event("message", ts=ts)
    assert told["subtype"] == "file_share"
    [file] = told["files"]
    assert (file["name"], file["mimetype"], file["size"]) == ("shot.png", "image/png", 4)
    assert file["url_private"].startswith(workspace.url)


def test_reactions_come_and_go(workspace: Workspace, app: ListeningApp) -> None:
    mia, jonas = workspace.person("mia"), workspace.person("jonas")
    ts = mia.say("#general", "look")
    jonas.react("#general", ts, "eyes")
    jonas.unreact("#general", ts, "eyes")
    for kind in ("reaction_added", "reaction_removed"):
        told = app.wait_for_event(kind)
        assert (told["user"], told["reaction"], told["item_user"]) == ("U0JONAS", "eyes", "U0MIA")
        assert told["item"] == {"type": "message", "channel": "C0GENERAL", "ts": ts}
    assert "reactions" not in workspace.messages("#general")[0]


def test_a_newcomer_is_announced_also_if_it_is_the_bot(workspace: Workspace, app: ListeningApp) -> None:
    mia = workspace.person("mia")
    mia.invite("#secret", "Liaison")
    joined = app.wait_for_event("member_joined_channel", user="U0LIAISON")
    assert (joined["channel"], joined["channel_type"], joined["inviter"]) == ("C0SECRET", "G", "U0MIA")
    workspace.person("priya").join("#launches")
    joined = app.wait_for_event("member_joined_channel", user="U0PRIYA")
    assert joined["channel_type"] == "C"
    assert app.wait_for_event("message", subtype="channel_join", user="U0PRIYA")["channel"] == "C0LAUNCH"


def test_a_changed_person_is_announced(workspace: Workspace, app: ListeningApp) -> None:
    workspace.change_person("jonas", deleted=True)
    assert app.wait_for_event("user_change")["user"]["deleted"] is True


def test_a_message_of_a_partner_names_their_company(workspace: Workspace, app: ListeningApp) -> None:
    ts = workspace.person("eve").say("#with-partner", "hello from outside")
    told = app.wait_for_event("message", ts=ts)
    assert (told["team"], told["user_team"], told["source_team"]) == ("T0OTHER", "T0OTHER", "T0OTHER")
    assert app.wait_for("event_callback")["is_ext_shared_channel"] is True


def test_an_event_that_the_manifest_does_not_ask_for_is_not_sent(
    declared: Workspace, declared_app: ListeningApp
) -> None:
    jonas = declared.person("jonas")
    jonas.say("#it-private", "message.groups is not subscribed")
    ts = jonas.say("#general", "@Liaison app_mention is not either")
    jonas.react("#general", ts, "eyes")  # subscribed, but without its scope
    client_of(declared).chat_postMessage(channel="C0GENERAL", text="last")
    declared_app.wait_for_event("message", text="last")
    assert [one["user"] for one in declared_app.events("message")] == ["U0JONAS", "U0LIAISON"]
    assert declared_app.events("app_mention") == declared_app.events("reaction_added") == []


def test_history_made_before_the_app_came_is_not_told(workspace: Workspace, app: ListeningApp) -> None:
    mia = workspace.person("mia")
    with workspace.unheard():
        mia.say("#general", "last week")
    mia.say("#general", "now")
    app.wait_for_event("message", text="now")
    assert len(app.events("message")) == 1
    workspace.mark_all_read()
    assert workspace.state.read["U0JONAS"]["C0GENERAL"] == workspace.messages("#general")[-1]["ts"]
