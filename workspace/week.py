"""A believable week: people of both sides say and press what they would, so that no screen is empty.

It knows people, channels and the words on buttons, nothing of the app behind them.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from typing import Any, Protocol

from workspace.people.person import Person
from workspace.server import Workspace

PATIENCE = 15.0


class Set(Protocol):
    """The clock of a play: it can be put anywhere."""

    def now(self) -> float: ...
    def put(self, to: float) -> None: ...


class Play:
    def __init__(self, workspace: Workspace, clock: Set, quiet: Callable[[], bool], curtain: float) -> None:
        """`quiet`: has the app said all it had to say? `curtain`: the moment at which the week ends."""
        self._workspace = workspace
        self._clock = clock
        self._quiet = quiet
        self._curtain = datetime.fromtimestamp(curtain, UTC)

    def at(self, working_days_ago: int, hour: int, minute: int = 0) -> None:
        """Sets the clock (UTC), never back and never past the end of the week."""
        day = self._curtain.date()
        while working_days_ago > 0 or day.weekday() > 4:
            day -= timedelta(days=1)
            working_days_ago -= day.weekday() < 5
        moment = datetime.combine(day, time(hour, minute), UTC)
        latest = self._curtain - timedelta(minutes=2)
        self._clock.put(max(self._clock.now(), min(moment, latest).timestamp()))

    def person(self, name: str) -> Person:
        return self._workspace.person(name)

    def settle(self) -> None:
        """Waits until everything that follows from what was done has been said."""
        self._workspace.until(self._quiet, seconds=PATIENCE)

    def press(self, who: str, channel: str, label: str, *, about: str = "") -> None:
        """The newest button with this label in the channel, on a message that holds the words `about`."""
        for message in reversed(self._workspace.messages(channel)):
            for block in message.get("blocks", ()):
                for element in block.get("elements", ()):
                    if _label(element) == label and about.lower() in str(message).lower():
                        self.person(who).click(channel, message["ts"], element["action_id"])
                        self.settle()
                        return
        raise LookupError(f"There is no button {label!r} about {about!r} in {channel}.")

    def fill_in(self, who: str, text: str) -> None:
        """Writes into the first field of the form that has opened, and sends it."""
        person = self.person(who)
        self._workspace.until(lambda: person.view() is not None, seconds=PATIENCE)
        form = person.view() or {}
        field = next(block["block_id"] for block in form["blocks"] if block["type"] == "input")
        person.submit({field: text})
        self.settle()

    def ask(self, who: str, channel: str, line: str) -> None:
        self.person(who).command(channel, f"/ask {line}")
        self.settle()

    def look_up(self, channel: str, word: str, *people: str) -> None:
        for who in people:
            self.person(who).command(channel, f"/explain {word}")
        self.settle()

    def thread_of(self, channel: str, words: str) -> str:
        """The root of the newest thread in a channel whose root holds these words."""
        for message in reversed(self._workspace.messages(channel)):
            if words.lower() in str(message).lower():
                return str(message.get("thread_ts") or message["ts"])
        raise LookupError(f"Nothing in {channel} says {words!r}.")

    def reply(self, who: str, channel: str, about: str, text: str) -> None:
        self.person(who).say(channel, text, thread_ts=self.thread_of(channel, about))
        self.settle()


def _label(element: dict[str, Any]) -> str:
    text = element.get("text")
    return str(text.get("text", "")) if element.get("type") == "button" and isinstance(text, dict) else ""


def act_out_a_week(workspace: Workspace, clock: Set, quiet: Callable[[], bool]) -> None:
    """From five working days ago until now. Everybody has read everything at the end."""
    curtain = clock.now()
    play = Play(workspace, clock, quiet, curtain)
    clock.put((datetime.fromtimestamp(curtain, UTC) - timedelta(days=9)).timestamp())
    for act in (_monday, _tuesday, _wednesday, _thursday, _today):
        act(play)
    clock.put(curtain)
    workspace.mark_all_read()


def _monday(play: Play) -> None:
    play.at(5, 9, 5)
    play.person("Mia Tanaka").say(
        "#marketing", "Morning all. Gear guide goes out on Thursday, boots teaser the week after :tada:"
    )
    play.person("Oliver Hughes").say(
        "#marketing", "Copy for the gear guide is final, pictures come from the studio tomorrow."
    )
    play.at(5, 9, 40)
    play.ask(
        "mia",
        "#marketing",
        "Please put the new gear guide form on the landing page, with the picture of the boots above it",
    )
    play.at(5, 10, 10)
    play.press("jonas", "#it-web", "I've got it", about="gear guide")
    play.at(5, 10, 20)
    play.reply(
        "jonas", "#marketing", "gear guide form", "Will do. Should the old newsletter box stay below it?"
    )
    play.at(5, 10, 31)
    play.reply("mia", "#marketing", "gear guide form", "Yes please, just smaller.")
    play.at(5, 14, 0)
    play.ask(
        "daniel",
        "#growth",
        "Can we get the TikTok pixel and conversion tracking on the shop, the agency starts ads next week",
    )


def _tuesday(play: Play) -> None:
    play.at(4, 9, 15)
    play.press("hannah", "#it-martech", "I've got it", about="TikTok")
    play.at(4, 11, 30)
    play.press("jonas", "#it-web", "Done", about="gear guide")
    play.at(4, 11, 55)
    play.press("mia", "#marketing", "Yes, thanks", about="gear guide")
    play.at(4, 13, 20)
    jonas = play.person("jonas")
    staging = jonas.say(
        "#it-web",
        "staging is stale again, I'll redeploy. For the boots page we also "
        "need a CNAME and the CDN purged, TTL is a day.",
    )
    play.person("lena").say(
        "#it-web",
        "TLS cert for the subdomain is ready, I'd put the redirect into the edge config.",
        thread_ts=staging,
    )
    play.person("emre").say(
        "#it-web", "Then let's do it after the freeze, the cache would bite us on Friday.", thread_ts=staging
    )
    play.at(4, 15, 0)
    play.ask(
        "sofia",
        "#marketing",
        "The press kit download on the media page still has the old logo, can you swap the file?",
    )


def _wednesday(play: Play) -> None:
    play.at(3, 8, 50)
    play.person("ava").say(
        "#growth", "Leads from the partner webinar look thin, only 40 of 112 arrived in the CRM."
    )
    play.at(3, 9, 0)
    play.press("lena", "#it-web", "I've got it", about="press kit")
    play.at(3, 9, 20)
    play.reply(
        "lena", "#marketing", "press kit", "It's on staging. I'll deploy after lunch and purge the CDN."
    )
    play.at(3, 9, 30)
    grace = play.person("grace")
    seen = grace.say(
        "#growth",
        "The unsubscribe link in our mails leads to an English page for German readers, legal is not amused",
    )
    play.person("ava").react("#growth", seen, "ticket")
    play.settle()
    play.at(3, 10, 5)
    play.ask("leo", "#launches", "something is odd with the thing from last week, who can look at it?")
    play.at(3, 13, 30)
    play.person("tom").say(
        play.person("tom").dm(),
        "Lisa from our partner agency needs a login and access to Looker, only to look, until end of March",
    )
    play.settle()
    play.at(3, 14, 10)
    play.press("ben", "#it-workplace", "I've got it", about="Looker")
    play.at(3, 14, 20)
    play.press("ben", "#it-workplace", "Ask Tom", about="Looker")
    play.fill_in("ben", "Has Lisa's manager at the agency said yes, and which folder is it about?")


def _thursday(play: Play) -> None:
    play.at(2, 9, 20)
    play.ask(
        "oliver",
        "#marketing",
        "We want to try an A/B test with two headlines on the homepage, next month is fine",
    )
    play.at(2, 9, 25)
    play.press("oliver", "#marketing", "Cancel", about="A/B test")
    play.at(2, 11, 0)
    play.ask(
        "mia",
        "#launches",
        "For the boots launch we need the short link northwind.example/boots to point to the new page",
    )
    play.at(2, 11, 40)
    play.press("anke", "#it-infra", "Not ours", about="boots")
    play.at(2, 15, 30)
    play.press("hannah", "#it-martech", "Done", about="TikTok")


def _today(play: Play) -> None:
    play.at(1, 9, 10)
    play.person("mia").say(
        "#launches",
        "Boots launch: teaser on the 14th, page live a week later. @Priya "
        "Nair can you check with IT what they need by when?",
    )
    play.person("priya").say(
        "#launches",
        "On it. Please think of the consent banner early this time, it took us two days in autumn.",
    )
    play.at(1, 10, 0)
    play.ask(
        "grace",
        "#growth",
        "Our newsletter lands in spam at Gmail since the new sending "
        "domain, can somebody check SPF and DKIM?",
    )
    play.at(1, 10, 30)
    play.look_up("#growth", "PIM", "grace", "daniel", "ava")
    play.at(1, 11, 0)
    play.ask(
        "mia",
        "#marketing",
        "Could you change the price on the winter jackets page to "
        "149, the flyer says 149 but the page says 159",
    )
