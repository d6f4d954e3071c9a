"""Routing: what it costs beside one dispatch of Bolt (it runs before Slack is answered), how right it is."""

from __future__ import annotations

import itertools
import sys
import time
from collections.abc import Callable, Sequence
from statistics import median
from typing import Any

from slack_bolt import BoltRequest

from bot.company import read_company
from bot.routing import Router
from bot.routing.semantic import load
from bot.settings import from_env
from handlers.courier import build_client
from tests.bench import judging
from tests.bench.databases import Databases
from tests.bench.echo import echo_app
from tests.bench.fast_slack import fast_slack, socket_mode
from tests.bench.measured import Figure, Plan, compared
from tests.bench.wishes import HARD, SENTENCES, commands


def routing(plan: Plan, made: Databases) -> list[Figure]:
    times = 200 if plan.quick else 1000
    with fast_slack(plan.folder) as slack:
        settings = from_env(socket_mode(slack))
        company = read_company(settings.company_path)
        router, echo = Router(company), echo_app(build_client(settings), settings)
        bodies = commands(company)
        dispatched, usual, hard = [], [], []
        for _ in range(5):
            dispatched.append(
                _each(
                    lambda _: echo.dispatch(BoltRequest(body=next(bodies), mode="socket_mode")), (0,), times
                )
            )
            usual.append(_each(router.rank, SENTENCES, times))
            hard.append(_each(router.rank, HARD, times // 4))
    costs = [_figure("usual sentences", usual, dispatched), _figure("long and hard ones", hard, dispatched)]
    folder = judging.found()
    if folder is None:
        print("No labelled sentences lie beside the work tree: only time is measured.", file=sys.stderr)
        return costs
    figures = [*costs, *judging.judged(folder, quick=plan.quick)]
    extra = load()
    if extra is None:
        print("The extra `semantic` is not installed: its figures are left out.", file=sys.stderr)
        return figures
    return [*figures, *judging.judged(folder, quick=plan.quick, semantic=extra)]


def _each(do: Callable[[Any], object], what: Sequence[Any], times: int) -> float:
    """Seconds a call."""
    one_by_one = itertools.cycle(what)
    started = time.perf_counter()
    for _ in range(times):
        do(next(one_by_one))
    return (time.perf_counter() - started) / times


def _figure(which: str, routed: list[float], dispatched: list[float]) -> Figure:
    ratios = [one / other for one, other in zip(routed, dispatched, strict=True)]
    detail = f"{1e6 * median(routed):.0f} µs beside {1e6 * median(dispatched):.0f} µs"
    return Figure(f"Routing, {which}: a sentence ÷ one dispatch of Bolt", compared(ratios), detail=detail)
