"""Outbound: posts to 50 channels of a Slack that takes one a second in each, three at once after a pause.

The floor is what that rule allows. Nothing may be refused, lost, doubled or said out of order.
"""

from __future__ import annotations

import time
from collections import defaultdict

import app as liaison
from bot.company import read_company
from bot.requests.model import Ask, Place, home_lane, team_lane
from bot.settings import from_env
from bot.toolkit import Desk
from db.kinds import Change, NoticeKind, Via
from db.outbox import drop_due, enqueue
from tests.bench.databases import Databases
from tests.bench.fast_slack import fast_slack, socket_mode
from tests.bench.measured import Figure, Plan, Wrong
from tests.filing import open_one
from trying import user_id

CHANNELS = 50
BURST = 3
GOAL = 1.05


def outbound(plan: Plan, made: Databases) -> list[Figure]:
    each = 6 if plan.quick else 20
    floor = float(each - BURST)
    url = made.fresh("sqlite")
    with fast_slack(plan.folder) as slack:
        settings = from_env(socket_mode(slack, url))
        bot = liaison.compose(settings, read_company(settings.company_path))
        liaison.sync_if_new(bot.client, bot.toolkit)
        with bot.toolkit.ledger.begin() as unit:
            marks = _due(bot.toolkit.desk(unit), each)
        slack.ask(do="limit", burst=BURST)
        bot.relay.start()
        until = time.monotonic() + 5 * floor + 30
        while not bot.relay.is_idle() and time.monotonic() < until:
            time.sleep(0.1)
        bot.stop()
        told = slack.ask(do="posts")
    _prove(told["posts"], marks)
    took = told["last"] - told["first"]
    what = f"{CHANNELS * each} posts to {CHANNELS} channels: time ÷ the least that Slack's limit allows"
    met = plan.quick or (took <= GOAL * floor and told["refused"] == 0)
    goal = (
        None if plan.quick else f"≤ {GOAL} and none refused"
    )  # the beginning weighs too much in a short one
    detail = f"{took:.1f} s beside {floor:.0f} s; {told['refused']} refused (429), 0 lost, 0 out of order"
    return [Figure(what, f"{took / floor:.2f}", goal, met, detail)]


def _due(desk: Desk, each: int) -> dict[str, list[str]]:
    """So many lines due in each of the channels; receipts and cards are dropped."""
    marks: dict[str, list[str]] = defaultdict(list)
    asker = user_id(desk.company.people[0].email)
    for number in range(CHANNELS):
        channel = f"C0BENCH{number:02}"
        place = Place("public", channel, f"1700000000.{number:06}")
        words = "please move the spring page to the new server"
        request = open_one(desk, Ask(words, asker, Via.MENTION, f"message:{channel}", place))
        for lane in (home_lane(request.id), team_lane(request.id)):
            desk.unit.flush()
            drop_due(desk.unit, lane, desk.now, "not measured")
        for _ in range(each):
            mark = enqueue(
                desk.unit,
                NoticeKind.CHANGE_TOLD,
                lane=request.home_lane,
                now=desk.now,
                request_id=request.id,
                side="home",
                change=Change.ACKNOWLEDGED,
                actor_id=asker,
            )
            marks[channel].append(mark)
    return marks


def _prove(posts: list[tuple[str, str, str]], marks: dict[str, list[str]]) -> None:
    said: dict[str, list[str]] = defaultdict(list)
    for channel, _, mark in posts:
        said[channel].append(mark)
    for channel, expected in marks.items():
        if said[channel] != expected:
            raise Wrong(
                f"{channel}: {len(expected)} were due, {len(said[channel])} were said, or in another order."
            )
