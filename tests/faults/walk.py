"""Two requests from asking to thanks: one in a channel everybody reads, one carried between two threads.

The people are stubborn as people are: they look whether something happened, ask again if nothing did,
and press again when they were shown an error.
"""

from __future__ import annotations

from sqlalchemy import select

from db.tables import posts
from handlers import names
from tests.faults.stage import Stage

SHARED = "please put the new form on our spring landing page, the campaign starts Monday"
RELAYED = "please add the LinkedIn insight tag to the pricing page"
QUESTION = "Is it for the German page as well?"
ANSWER = "Only the English one."
ASIDE = "I had a look at the form, it is the consent banner."
IN_FULL = ["filed", "acknowledged", "resolved", "confirmed"]


def walk(stage: Stage) -> None:
    ask(stage)
    take(stage)
    talk(stage)
    finish(stage)
    thank(stage)
    stage.until_quiet()


def ask(stage: Stage) -> None:
    mia, ava = stage.person("mia"), stage.person("ava")
    ava.say(ava.dm(), RELAYED)
    while not mia.command("marketing", f"/ask {SHARED}").acknowledged:
        stage.until_quiet()
        if stage.bot_messages("marketing"):
            break  # it came through after all
    stage.until_quiet()


def take(stage: Stage) -> None:
    stage.press(stage.person("jonas"), "it-web", names.CLAIM)
    stage.press(stage.person("hannah"), "it-martech", names.CLAIM)
    stage.until_quiet()


def talk(stage: Stage) -> None:
    """In the shared thread nothing is carried; between the two others each says one thing."""
    jonas, hannah, ava = stage.person("jonas"), stage.person("hannah"), stage.person("ava")
    jonas.say("marketing", ASIDE, thread_ts=_root(stage, "marketing"))
    asked = hannah.say("it-martech", QUESTION, thread_ts=_root(stage, "it-martech"))
    stage.until_quiet()
    _send_on(stage, asked)
    ava.say(ava.dm(), ANSWER, thread_ts=_root(stage, ava.dm()))
    stage.until_quiet()


def _send_on(stage: Stage, ts: str) -> None:
    """With the button she was offered; who saw none uses the menu of the message."""
    hannah = stage.person("hannah")
    offered = [one for one in hannah.sees("it-martech") if one.get("is_ephemeral") and one.get("blocks")]
    if offered:
        sent = hannah.click("it-martech", offered[-1]["ts"], names.SEND_NOTE, ephemeral=True).acknowledged
    else:
        sent = False
    while not sent:
        stage.until(lambda: stage.workspace.deliveries.connected)
        sent = hannah.shortcut(names.SEND_TO_ASKER, "it-martech", ts).acknowledged
    stage.until_quiet()


def finish(stage: Stage) -> None:
    stage.press(stage.person("jonas"), "it-web", names.DONE)
    stage.press(stage.person("hannah"), "it-martech", names.DONE)
    stage.until_quiet()


def thank(stage: Stage) -> None:
    mia, ava = stage.person("mia"), stage.person("ava")
    stage.press(mia, "marketing", names.CONFIRM)
    stage.press(ava, ava.dm(), names.CONFIRM)


def _root(stage: Stage, channel: str) -> str:
    """The thread of the only request there."""
    (root,) = {one.get("thread_ts") or one["ts"] for one in stage.bot_messages(channel)}
    return str(root)


def check(stage: Stage) -> None:
    """Each thing happened once, is written down once, and stands in Slack once."""
    _check_rows(stage)
    _check_slack(stage)


def _check_rows(stage: Stage) -> None:
    assert sorted(one["text"] for one in stage.requests()) == sorted([SHARED, RELAYED])
    for request in stage.requests():
        assert request["state"] == "closed"
        assert stage.changes(request["id"]) == IN_FULL
    assert stage.unsaid() == []
    assert stage.parked() == []
    assert stage.unfinished() == []


def _check_slack(stage: Stage) -> None:
    dm = stage.person("ava").dm()
    expected = {
        "marketing": ["asked", "line", "line", "question", "receipt"],
        "it-web": ["card", "line"],
        dm: ["asked", "copy", "line", "line", "question", "receipt"],
        "it-martech": ["card", "copy", "line"],
    }
    assert {channel: _roles(stage, channel) for channel in expected} == expected
    ids = stage.notice_ids()
    assert sorted(ids) == sorted(set(ids))
    assert _count(stage, dm, QUESTION) == 1
    assert _count(stage, "it-martech", ANSWER) == 1
    assert _count(stage, "it-web", ASIDE) == 0


def _roles(stage: Stage, channel: str) -> list[str]:
    """What each message of the bot is to its request, by the database's own account of it."""
    known = {(row["channel_id"], row["ts"]): row["role"] for row in stage.rows(select(posts))}
    said = stage.workspace.within(
        lambda office: office.state.channels.get(channel) or office.state.channel_named(channel)
    )
    assert said is not None
    return sorted(known.get((said.id, one["ts"]), "unknown") for one in stage.bot_messages(channel))


def _count(stage: Stage, channel: str, words: str) -> int:
    return sum(words in one["text"] for one in stage.bot_messages(channel))
