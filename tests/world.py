"""The bot as a process of its own, and the local workspace it talks to: for stories, faults and benches."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bot.company import read_company
from bot.working_time import WorkingTime
from handlers.manifest import manifest
from tests.cradle import Forked
from trying import seed_of
from workspace.faults import Faults
from workspace.server import Workspace

ROOT = Path(__file__).parent.parent
COMPANY = ROOT / "liaison.example.yaml"
START_WITHIN = 30.0
_LONG = timedelta(minutes=45)  # longer than the stories of one file take
ORDINARY = (str(ROOT / "app.py"), "run")
AHEAD = ("-m", "tests.at_another_time")
# Hours (UTC) at which offices in Europe and New York may both be open; which are is asked of the calendars.
_MAY_BE_OPEN = (13, 14, 15)


class BotProcess:
    """`app.py run`, or another program that does the same and more, under real signals."""

    def __init__(
        self, env: Mapping[str, str], log: Path, program: Sequence[str] = ORDINARY, *, forked: bool = False
    ) -> None:
        """It lives where its log is: no `.env` and no spool of this machine comes in its way."""
        self._log = log
        log.touch()
        env = {**env, "PYTHONPATH": str(ROOT)}
        self.process = Forked(program, env, log) if forked else _started(program, env, log)

    @property
    def is_alive(self) -> bool:
        return self.process.poll() is None

    @property
    def log(self) -> str:
        return self._log.read_text(encoding="utf-8", errors="replace")

    def kill(self) -> None:
        """As a power cut would: nothing is tidied up."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        self._end(signal.SIGTERM)

    def _end(self, number: signal.Signals) -> None:
        if self.is_alive:
            self.process.send_signal(number)
        self.process.wait(timeout=30)


def _started(program: Sequence[str], env: Mapping[str, str], log: Path) -> subprocess.Popen[bytes]:
    with log.open("ab") as file:
        return subprocess.Popen(
            [sys.executable, *program], cwd=log.parent, env=env, stdout=file, stderr=subprocess.STDOUT
        )


class World:
    """A workspace full of people, and a bot that can be started, killed and started again."""

    def __init__(
        self,
        folder: Path,
        database_url: str,
        *,
        http: bool = False,
        forked: bool = False,
        at: datetime | None = None,
        faults: Faults | None = None,
        **options: Any,
    ) -> None:
        """`forked`: its bots come from `tests/cradle.py`, ready at once. `at`: the moment it is when its bot
        is made; else the real one. Slack's signatures tell the real one, so `at` is not for `http`."""
        self.folder = folder
        self.forked = forked
        self._ahead = at.timestamp() - time.time() if at else 0.0
        if at is not None:
            options["clock"] = lambda: time.time() + self._ahead
        self.database_url = database_url
        self.http_port = _free_port() if http else None
        self.faults = faults or Faults()
        self.workspace = Workspace(
            seed=seed_of(read_company(COMPANY)),
            manifest=manifest(socket_mode=not http),
            faults=self.faults,
            **options,
        )
        self.bot: BotProcess | None = None

    def __enter__(self) -> World:
        self.workspace.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self.bot is not None:
            self.bot.stop()
        self.workspace.stop()

    def start_bot(self, program: Sequence[str] = ORDINARY) -> BotProcess:
        """Returns once the bot is connected."""
        if self._ahead and program == ORDINARY:
            program = (*AHEAD, str(self._ahead))
        log = self.folder / "bot.log"
        self.bot = BotProcess(self.environment(), log, program, forked=self.forked)
        if self.http_port is not None:
            self._wait_for_http()
            self.workspace.use_http(f"http://127.0.0.1:{self.http_port}/slack/events")
        else:
            self._until_running(lambda: self.workspace.deliveries.connected)
        return self.bot

    def environment(self) -> dict[str, str]:
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TZ") if name in os.environ}
        ours = {
            "SLACK_BOT_TOKEN": self.workspace.bot_token,
            "SLACK_API_URL": self.workspace.api_url,
            "DATABASE_URL": self.database_url,
            "LIAISON_COMPANY": str(COMPANY),
            "LOG_LEVEL": "INFO",
            "OPENBLAS_NUM_THREADS": "1",  # a second thread would take its turn from another process
            "PYTHONUNBUFFERED": "1",
        }
        if self.http_port is None:
            return {**kept, **ours, "SLACK_APP_TOKEN": self.workspace.app_token}
        return {
            **kept,
            **ours,
            "SLACK_SIGNING_SECRET": self.workspace.signing_secret,
            "PORT": str(self.http_port),
        }

    def _wait_for_http(self) -> None:
        def answers() -> bool:
            with socket.socket() as probe:
                probe.settimeout(0.2)
                return probe.connect_ex(("127.0.0.1", self.http_port or 0)) == 0

        self._until_running(answers)

    def _until_running(self, holds: Any) -> None:
        bot = self.bot
        assert bot is not None

        def running() -> bool:
            if not bot.is_alive:
                raise RuntimeError(f"The bot ended while it was starting:\n{bot.log[-4000:]}")
            return bool(holds())

        self.workspace.until(running, seconds=START_WITHIN)


def next_working_moment() -> datetime:
    """The next day on which every office of the example works, at an hour when all of them do."""
    company, day = read_company(COMPANY), datetime.now(UTC).replace(minute=0, second=0, microsecond=0)
    offices = [WorkingTime(calendar) for calendar in company.calendars]
    while True:
        day += timedelta(days=1)
        for hour in _MAY_BE_OPEN:
            moment = day.replace(hour=hour)
            if all(office.between(moment, moment + _LONG) == _LONG for office in offices):
                return moment


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
