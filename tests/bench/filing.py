"""Filing: requests a second and time to acknowledgement, beside a bare echo app and an empty default one.

One round starts every contestant anew on a fresh database, the order changing from round to round, and gives
each the same load at 1, 16 and 64 clients. Ratios are made within a round; the figure is their median.
"""

from __future__ import annotations

import secrets
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median
from typing import Any

from tests.bench.databases import Databases, column
from tests.bench.fast_slack import fast_slack, socket_mode
from tests.bench.measured import Figure, Plan, Wrong, compared, shown_ms
from tests.bench.processes import Program

CLIENTS = (1, 16, 64)
MOST = 30_000
SECRET = secrets.token_hex(16)


@dataclass(frozen=True)
class Contestant:
    name: str
    role: str
    wire: str
    database: str = ""

    @property
    def clients(self) -> tuple[int, ...]:
        return CLIENTS[:1] if self.role == "empty" else CLIENTS


def contestants(wire: str) -> tuple[Contestant, ...]:
    return (
        Contestant("echo", "echo", wire),
        Contestant("SQLite", "liaison", wire, "sqlite"),
        Contestant("PostgreSQL", "liaison", wire, "postgresql"),
        Contestant("empty", "empty", wire),
    )


Round = dict[tuple[str, int], dict[str, Any]]


def filing(plan: Plan, made: Databases) -> list[Figure]:
    figures: list[Figure] = []
    with fast_slack(plan.folder) as slack:
        for wire, title in (("http", "HTTP"), ("socket", "Socket Mode")):
            rounds = []
            for number in range(plan.rounds):
                order = contestants(wire)
                start = number % len(order)
                rounds.append(_round(plan, made, slack, (*order[start:], *order[:start])))
            figures += _figures(title, rounds)
    return figures


def _round(plan: Plan, made: Databases, slack: Program, order: tuple[Contestant, ...]) -> Round:
    found: Round = {}
    for contestant in order:
        url = made.fresh(contestant.database) if contestant.database else ""
        with _server(plan, contestant, slack, url) as (server, where):
            filed: list[str] = []
            _load(slack, contestant, where, 1, plan.seconds / 4, filed)  # warm
            for clients in contestant.clients:
                server.ask()
                told = _load(slack, contestant, where, clients, plan.seconds, filed)
                found[contestant.name, clients] = {**told, "server": server.ask()["cores"]}
            if url:
                _prove(url, filed)
        if url:
            made.drop(url)
    return found


def _load(
    slack: Program,
    contestant: Contestant,
    where: dict[str, Any],
    clients: int,
    seconds: float,
    filed: list[str],
) -> dict[str, Any]:
    expected = "" if contestant.role == "empty" else "Got it"
    told = slack.ask(
        do=contestant.wire, clients=clients, seconds=seconds, most=MOST, expected=expected, **where
    )
    if told["error_count"] or len(told["trigger_ids"]) != told["sent"]:
        raise Wrong(
            f"{contestant}, {clients} clients: {told['error_count']} errors, such as {told['errors']}"
        )
    filed += told.pop("trigger_ids")
    return {**told, "rate": told["sent"] / told["seconds"]}


def _prove(url: str, filed: list[str]) -> None:
    """Every acknowledged request is there once, with its two notices, and nothing else is."""
    keys = column(url, "SELECT source_key FROM requests")
    if sorted(keys) != sorted(f"command:{trigger_id}" for trigger_id in filed):
        raise Wrong(f"{len(filed)} requests were acknowledged, {len(keys)} are in the database.")
    for table, each in (("inbox", 1), ("history", 1)):
        count = int(column(url, f"SELECT count(*) FROM {table}")[0])
        if count != each * len(filed):
            raise Wrong(f"{len(filed)} requests have {count} rows in {table}.")
    notices = column(url, "SELECT count(*) FROM outbox WHERE kind IN ('request_filed', 'request_arrived')")
    if int(notices[0]) != 2 * len(filed):
        raise Wrong(f"{len(filed)} requests have {notices[0]} notices instead of two each.")


@contextmanager
def _server(
    plan: Plan, contestant: Contestant, slack: Program, url: str
) -> Iterator[tuple[Program, dict[str, Any]]]:
    env = socket_mode(slack, url)
    if contestant.wire == "http":
        del env["SLACK_APP_TOKEN"]
        env |= {"SLACK_SIGNING_SECRET": SECRET, "PORT": "1"}  # the port is chosen by the machine
    args = (contestant.role, contestant.wire)
    server = Program("tests.bench.server", args, plan.folder / f"{contestant.name}.log", env)
    try:
        ready = server.hear()
        if contestant.wire == "http":
            yield server, {"port": ready["port"], "secret": SECRET}
        else:
            slack.ask(do="connected")
            yield server, {}
    finally:
        server.stop()


def _figures(wire: str, rounds: list[Round]) -> list[Figure]:
    figures: list[Figure] = []
    goals = {"SQLite": 0.5, "PostgreSQL": 0.3}
    for name in ("SQLite", "PostgreSQL"):
        for clients in CLIENTS:
            ratio = [r[name, clients]["rate"] / r["echo", clients]["rate"] for r in rounds]
            goal = goals[name] if clients > 1 else None
            figures.append(
                Figure(
                    f"{wire}, {name}, {_so_many(clients)}: requests a second ÷ echo",
                    compared(ratio),
                    f"≥ {goal:.2f}" if goal else None,
                    goal is None or median(ratio) >= goal,
                    _detail(rounds, name, clients),
                )
            )
        ratio = [r[name, 1]["p50"] / r["empty", 1]["p50"] for r in rounds]
        wanted = 0.25 if name == "SQLite" else None
        figures.append(
            Figure(
                f"{wire}, {name}, 1 client: time to acknowledgement ÷ empty default app",
                compared(ratio),
                f"≤ {wanted:.2f}" if wanted else None,
                wanted is None or median(ratio) <= wanted,
                f"{shown_ms(rounds, name, 1, 'p50')} beside {shown_ms(rounds, 'empty', 1, 'p50')} (p50)",
            )
        )
    return figures


def _so_many(clients: int) -> str:
    return "1 client" if clients == 1 else f"{clients} clients"


def _detail(rounds: list[Round], name: str, clients: int) -> str:
    middle: dict[str, float] = defaultdict(float)
    for key in ("rate", "server", "cores"):
        middle[key] = median(r[name, clients][key] for r in rounds)
    work = median(1e6 * r[name, clients]["server"] / r[name, clients]["rate"] for r in rounds)
    echo_work = median(1e6 * r["echo", clients]["server"] / r["echo", clients]["rate"] for r in rounds)
    echo = median(r["echo", clients]["rate"] for r in rounds)
    waits = f"p50 {shown_ms(rounds, name, clients, 'p50')}, p99 {shown_ms(rounds, name, clients, 'p99')}"
    echoed = f"echo {shown_ms(rounds, 'echo', clients, 'p50')}, {shown_ms(rounds, 'echo', clients, 'p99')}"
    return (
        f"{middle['rate']:.0f} beside {echo:.0f} a second; {waits} ({echoed}); "
        f"processor {work:.0f} µs a request (echo {echo_work:.0f}); "
        f"busy: bot {middle['server']:.2f}, load {middle['cores']:.2f} cores"
    )
