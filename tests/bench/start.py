"""Start: from `app.py run` until Slack sees the bot connected, beside importing its two large libraries."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from statistics import median

from tests.bench.databases import Databases
from tests.bench.fast_slack import fast_slack, socket_mode
from tests.bench.measured import Figure, Plan, Wrong, compared
from tests.bench.processes import ROOT, Program

LIBRARIES = "import slack_bolt, slack_bolt.adapter.socket_mode, sqlalchemy"


def start(plan: Plan, made: Databases) -> list[Figure]:
    url = made.fresh("sqlite")
    imported, connected = [], []
    with fast_slack(plan.folder) as slack:
        _until_connected(plan, slack, url)  # the first start asks Slack who is there; later ones know
        for _ in range(plan.rounds):
            imported.append(_importing())
            connected.append(_until_connected(plan, slack, url))
    ratios = [one / other for one, other in zip(connected, imported, strict=True)]
    detail = f"{median(connected):.2f} s beside {median(imported):.2f} s"
    return [
        Figure(
            "A later start until connected ÷ importing bolt and sqlalchemy", compared(ratios), detail=detail
        )
    ]


def _importing() -> float:
    started = time.perf_counter()
    subprocess.run([sys.executable, "-c", LIBRARIES], check=True, cwd=ROOT)
    return time.perf_counter() - started


def _until_connected(plan: Plan, slack: Program, url: str) -> float:
    slack.ask(do="forget")
    env = {"PATH": os.environ["PATH"], **socket_mode(slack, url)}
    with (plan.folder / "start.log").open("ab") as log:
        started = time.time()
        bot = subprocess.Popen([sys.executable, "app.py", "run"], cwd=ROOT, env=env, stdout=log, stderr=log)
        try:
            at = float(slack.ask(do="connected")["at"])
        finally:
            bot.kill()
            bot.wait()
    if not at:
        raise Wrong(f"The bot did not connect; see {plan.folder / 'start.log'}.")
    return at - started
