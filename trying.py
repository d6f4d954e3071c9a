"""`app.py try`: the bot and a local workspace in one process, with a clock that can be set forward.

The other half of the composition root; nothing imports it but app.py, and only for this command.
"""

from __future__ import annotations

import logging
import re
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import app
from bot.company import Company, Person, Team, read_company
from bot.settings import Settings, from_env
from db.errors import BotError, Misconfigured
from handlers.manifest import manifest
from scheduler.due import next_due
from stopping import told_to_stop
from workspace.seed import Seed, SeedApp, SeedChannel, SeedGroup, SeedTeam, SeedUser
from workspace.server import Workspace
from workspace.week import act_out_a_week

log = logging.getLogger("liaison.try")

OURS = ("clock", "week", "workspace.json*", "liaison.db*", "liaison.spool*")  # what a try leaves behind
COMPANY = Path("liaison.example.yaml")
FIRST_WISH = "our spring landing page form stopped sending leads to HubSpot, the campaign starts Monday"
BOT_TOKEN, APP_TOKEN = "xoxb-local", "xapp-local"
MOST_STOPS = 100  # on one jump
LONGEST_STOP = 0.5  # seconds in which what fell due is said


class TravelClock:
    """The wall clock, set forward (or, while the week is acted out, back) by an offset."""

    def __init__(
        self, started_at: float | None = None, *, keep: Callable[[float], object] = lambda _: None
    ) -> None:
        """`keep` is told the time of each jump: whoever pulls the plug then shall not fall back."""
        self._keep = keep
        self._offset = 0.0 if started_at is None else started_at - time.time()
        self._lock = threading.Lock()
        self.bot: app.Bot | None = None  # whose rows say what is due next

    def now(self) -> float:
        return time.time() + self._offset

    def moment(self) -> datetime:
        return datetime.fromtimestamp(self.now(), UTC)

    def next_due(self) -> tuple[float, str] | None:
        due = next_due(self.bot.toolkit) if self.bot else None
        return (due[0].timestamp(), due[1]) if due else None

    def put(self, to: float) -> None:
        """Anywhere, also back: only for a week that is acted out on an empty stage."""
        self._offset = to - time.time()

    def jump(self, to: float) -> None:
        """Forwards only. It stops wherever something is due on the way, as if the time had passed: whoever
        sets a clock forward by a week wants to see the week, and not to be told that the bot was down."""
        with self._lock:
            for _ in range(MOST_STOPS):
                due = self.next_due()
                if due is None or not self.now() < due[0] < to:
                    break
                self._stop_at(due[0])
            self._stop_at(to)

    def _stop_at(self, moment: float) -> None:
        self._offset += max(0.0, moment - self.now())
        self._keep(self.now())
        if self.bot is not None:
            self.bot.clock.run_all()
            self.bot.relay.wake()
            until = time.monotonic() + LONGEST_STOP
            while not self.bot.relay.is_idle() and time.monotonic() < until:
                time.sleep(0.02)


def try_out(*, port: int, fresh: bool, folder: Path) -> int:
    logging.basicConfig(level="WARNING", format="%(levelname)s %(name)s: %(message)s")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        print(f"The folder {folder} could not be made ({error}). Name another one with --folder.")
        return 1
    if fresh:
        _clear(folder)
    try:
        company = read_company(COMPANY)
        return _try_out(company, port, folder)
    except Misconfigured as wrong:
        for problem in wrong.problems:
            print(f"- {problem}")
        return 2
    except BotError as error:
        print(str(error))
        return 1
    except OSError as error:
        print(
            f"Port {port} could not be used ({error}). Try another one: python app.py try --port {port + 1}"
        )
        return 1


def _clear(folder: Path) -> None:
    """Only what a try has left there: the folder may hold other things."""
    for pattern in OURS:
        for file in folder.glob(pattern):
            file.unlink()


def _try_out(company: Company, port: int, folder: Path) -> int:
    offset_file = folder / "clock"
    acted_out = folder / "week"  # there once the week was acted out to its end
    first_time = not acted_out.exists()
    if first_time:
        _clear(folder)

    def keep(time_of_jump: float) -> None:
        offset_file.write_text(str(time_of_jump))

    clock = TravelClock(_kept_time(offset_file), keep=keep)
    space = Workspace(
        seed=seed_of(company),
        manifest=manifest(),
        port=port,
        clock=clock.now,
        store=folder / "workspace.json",
        travel=clock,
        bot_token=BOT_TOKEN,
        app_token=APP_TOKEN,
    )
    with space:
        settings = settings_for(space.api_url, database_url=f"sqlite:///{folder}/liaison.db")
        bot = app.compose(settings, company, now=clock.moment, paced_by=clock.now)
        clock.bot = bot
        bot.start()
        handler = app.connected(bot, APP_TOKEN)
        if first_time:
            print(
                "First start: Northwind Outdoor lives through a week, this takes a few seconds ...",
                flush=True,
            )
            act_out_a_week(space, clock, lambda: space.is_quiet() and bot.relay.is_idle())
            acted_out.touch()
        _until_stopped(space.url)
        app.close_quietly(handler)
        bot.stop()
        keep(clock.now())
    return 0


def _kept_time(file: Path) -> float | None:
    """A clock that was set forward goes on from there: what was said in the future must not come before."""
    try:
        kept = float(file.read_text())
    except (OSError, ValueError):
        return None
    return kept if kept > time.time() else None


def _until_stopped(url: str) -> None:
    with told_to_stop() as wait:
        print(_welcome(url), flush=True)
        wait()


def _welcome(url: str) -> str:
    return "\n".join(
        (
            "",
            f"  Liaison is running. Open {url} and choose who you are.",
            "",
            "  For a first walk: as Mia Tanaka write in #marketing",
            f"      /ask {FIRST_WISH}",
            '  then, as the person it went to, press "I\'ve got it".',
            "",
            "  Nothing leaves this machine. Stop with Ctrl+C; `python app.py try --fresh` starts anew.",
        )
    )


def settings_for(api_url: str, *, database_url: str) -> Settings:
    return from_env(
        {
            "SLACK_BOT_TOKEN": BOT_TOKEN,
            "SLACK_APP_TOKEN": APP_TOKEN,
            "SLACK_API_URL": api_url,
            "DATABASE_URL": database_url,
            "LIAISON_COMPANY": str(COMPANY),
            "LOG_LEVEL": "WARNING",
        }
    )


AGENCY_PARTNER = SeedUser(
    id="U0OTTO",
    name="otto",
    real_name="Otto Lind",
    display_name="Otto (Bright Agency)",
    title="Agency partner",
    tz="Europe/Stockholm",
    email="otto@bright.example",
    team_id="T0BRIGHT",
)
FORMER_COLLEAGUE = SeedUser(
    id="U0RUTH", name="ruth", real_name="Ruth Adler", email="ruth@northwind.example", deleted=True
)


def seed_of(company: Company) -> Seed:
    """The company's people and channels as a Slack workspace, and what else a workspace has."""
    bot = SeedApp()
    people = [_account(company, person) for person in company.people]
    everybody = tuple(person.id for person in people)
    marketers = tuple(user_id(person.email) for person in company.people if person.side == "marketing")
    named = [
        SeedChannel(id=channel_id(name), name=name.removeprefix("#"), members=(*everybody, bot.user_id))
        for name in dict.fromkeys(company.channels)
    ]
    return Seed(
        team=SeedTeam(id="T0NORTHWIND", name=company.name, domain="northwind"),
        app=bot,
        users=(*people, AGENCY_PARTNER, FORMER_COLLEAGUE),
        channels=(*named, *_more_channels(everybody, marketers, bot)),
        groups=tuple(_group(team) for team in company.teams if team.user_group),
    )


def _group(team: Team) -> SeedGroup:
    """With its owner in it: Slack knows no empty group."""
    handle = (team.user_group or "").removeprefix("@")
    return SeedGroup(
        "S0" + re.sub(r"[^A-Z0-9]", "", handle.upper()), team.name, handle, (user_id(team.owner),)
    )


def _account(company: Company, person: Person) -> SeedUser:
    return SeedUser(
        id=user_id(person.email),
        name=person.email.split("@")[0],
        real_name=person.name,
        display_name=person.name,
        title=person.title,
        tz=company.zone_of(person),
        email=person.email,
    )


def _more_channels(
    everybody: tuple[str, ...], marketers: tuple[str, ...], bot: SeedApp
) -> tuple[SeedChannel, ...]:
    """One for all, one that is private, one shared with another company."""
    return (
        SeedChannel(id="C0GENERAL", name="general", members=(*everybody, bot.user_id), topic="Everybody"),
        SeedChannel(
            id="C0LEADS",
            name="marketing-leads",
            private=True,
            members=(*marketers, bot.user_id),
            topic="Plans and budgets, marketing only",
        ),
        SeedChannel(
            id="C0BRIGHT",
            name="agency-bright",
            ext_shared=True,
            members=(*marketers, AGENCY_PARTNER.id, bot.user_id),
            topic="With Bright Agency",
        ),
    )


def user_id(email: str) -> str:
    return "U0" + re.sub(r"[^A-Z0-9]", "", email.split("@")[0].upper())


def channel_id(name: str) -> str:
    return "C0" + re.sub(r"[^A-Z0-9]", "", name.upper())
