"""Launches in Slack: the message that tells of one, its teams' cards, one line for each change.

bot/launches/telling.py says what each notice carries.
"""

from __future__ import annotations

from bot.channels import open_to_all
from bot.launches.areas import freezes_on, freezes_told
from bot.launches.model import Launch, Touched, find_launch, touched_by
from bot.launches.tying import is_open_to_all, tied_to
from bot.people import People
from bot.requests.posting import Said, target_of
from db.outbox import Notice
from handlers.courier.requests import NOTHING
from handlers.courier.satchel import Satchel
from handlers.views.launches import telling
from handlers.views.launches.card import card
from handlers.views.launches.opened import Standing, opened
from handlers.views.message import Message


def launch_opened(satchel: Satchel, notice: Notice) -> Said:
    """Where it was announced, else to whoever did."""
    launch = _launch(satchel, notice)
    if launch is None or launch.ts is not None or not launch.is_planned:
        return NOTHING
    message = _opened(satchel, launch)
    if target_of(notice) == "home" and launch.channel_id:
        return satchel.slack.post(notice, launch.channel_id, message, launch.thread_ts)
    return satchel.slack.post(notice, satchel.direct_to(launch.made_by), message)


def launch_changed(satchel: Satchel, notice: Notice) -> Said:
    launch = _launch(satchel, notice)
    if launch is not None and launch.channel_id and launch.ts:
        satchel.slack.update(launch.channel_id, launch.ts, _opened(satchel, launch))
    return NOTHING


def launch_arrived(satchel: Satchel, notice: Notice) -> Said:
    """The card: in the team's channel, else to its owner, else to the bridge."""
    launch, team_id = _launch(satchel, notice), notice.detail["team_id"]
    mine = _mine(satchel, notice)
    if launch is None or not launch.is_planned or not mine or mine[0].ts is not None:
        return NOTHING
    message = _card(satchel, notice, launch)
    team = satchel.company.find_team(team_id)
    target = target_of(notice)
    if target == "team" and team is not None:
        return satchel.slack.post(notice, satchel.channel_named(team.channel), message)
    if target == "owner" and team is not None:
        owner = satchel.board.on_call(team, satchel.now)
        return satchel.slack.post(notice, satchel.direct_to(owner.user_id if owner else None), message)
    return satchel.slack.post(notice, satchel.channel_named(satchel.company.bridge.channel), message)


def launch_card_changed(satchel: Satchel, notice: Notice) -> Said:
    launch, mine = _launch(satchel, notice), _mine(satchel, notice)
    place = next(((one.channel_id, one.ts) for one in mine if one.channel_id and one.ts), None)
    if launch is not None and place is not None:
        satchel.slack.update(str(place[0]), str(place[1]), _card(satchel, notice, launch))
    return NOTHING


def launch_told(satchel: Satchel, notice: Notice) -> Said:
    """One line, in the thread of the message or the card, to one person, or in a request's thread."""
    launch, what = _launch(satchel, notice), notice.detail["what"]
    if launch is None:
        return NOTHING
    if what == "left":
        where = notice.detail["channel_id"], notice.detail["ts"]
        satchel.slack.update(*where, telling.left(launch))
        return NOTHING
    if what == "reminded":
        return _reminded(satchel, notice, launch)
    if what == "late":
        return _late(satchel, notice, launch)
    line = _line(satchel, notice, launch)
    if line is None:
        return NOTHING
    team_id = notice.detail.get("to", "home")
    if team_id == "home":
        return _under_message(satchel, notice, launch, line)
    with satchel.toolkit.ledger.read() as connection:
        cards = [one for one in touched_by(connection, launch.id) if one.team_id == team_id and one.ts]
    if not cards or cards[0].channel_id is None:
        return NOTHING
    return satchel.slack.post(notice, cards[0].channel_id, line, cards[0].ts)


def _line(satchel: Satchel, notice: Notice, launch: Launch) -> Message | None:
    """None: it has been overtaken by something that is told, too."""
    detail, company, now = notice.detail, satchel.company, satchel.now
    what = detail["what"]
    people = satchel.people_with([detail.get("actor_id"), launch.made_by])
    if what == "cancelled":
        return telling.cancelled(launch, detail, people)
    if not launch.is_planned:
        return None
    if what == "moved":
        if (launch.first_day.isoformat(), launch.last_day.isoformat()) != (detail["day"], detail["last"]):
            return None
        with satchel.toolkit.ledger.read() as connection:
            touched = touched_by(connection, launch.id)
        to = detail["to"]
        mine = [one for one in touched if to in ("home", one.team_id)]
        return telling.moved(launch, mine, detail, people, company, now)
    if what == "chosen":
        return telling.chosen(launch, detail, people, company, now)
    if what == "frozen":
        with satchel.toolkit.ledger.read() as connection:
            freeze = find_launch(connection, detail["freeze_id"])
        return telling.frozen(launch, freeze, people, company, now) if freeze else None
    return telling.talk(launch, detail, people, company, now)


def _under_message(satchel: Satchel, notice: Notice, launch: Launch, line: Message) -> Said:
    if target_of(notice) == "home" and launch.channel_id and launch.ts:
        return satchel.slack.post(notice, launch.channel_id, line, launch.thread_ts or launch.ts)
    return satchel.slack.post(notice, satchel.direct_to(launch.made_by), line)


def _reminded(satchel: Satchel, notice: Notice, launch: Launch) -> Said:
    """Nothing once it was taken back or moved."""
    detail = notice.detail
    with satchel.toolkit.ledger.read() as connection:
        days = {one.area_id: one.last_good_day for one in touched_by(connection, launch.id)}
    day = days.get(detail["area_id"])
    if not launch.is_planned or day is None or day.isoformat() != detail["day"]:
        return NOTHING
    maker = satchel.people_with([detail["user_id"]]).get(detail["user_id"])
    message = telling.reminded(launch, detail["area_id"], detail["day"], maker, satchel.company, satchel.now)
    return satchel.slack.post(notice, satchel.direct_to(detail["user_id"]), message)


def _late(satchel: Satchel, notice: Notice, launch: Launch) -> Said:
    request = satchel.request_of(notice)
    if request is None or not request.is_open or not launch.is_planned:
        return NOTHING
    line = telling.late(launch, notice.detail["day"], satchel.company, satchel.now)
    if request.home_channel and request.home_ts:
        return satchel.slack.post(notice, request.home_channel, line, request.home_ts)
    return satchel.slack.post(notice, satchel.direct_to(request.asked_by), line)


def _launch(satchel: Satchel, notice: Notice) -> Launch | None:
    """As it is now, not as it was when the notice was written."""
    with satchel.toolkit.ledger.read() as connection:
        return find_launch(connection, notice.detail["launch_id"])


def _mine(satchel: Satchel, notice: Notice) -> list[Touched]:
    with satchel.toolkit.ledger.read() as connection:
        touched = touched_by(connection, notice.detail["launch_id"])
    return [one for one in touched if one.team_id == notice.detail["team_id"]]


def _opened(satchel: Satchel, launch: Launch) -> Message:
    with satchel.toolkit.ledger.read() as connection:
        touched = touched_by(connection, launch.id)
        asked = tied_to(connection, launch.id)
        shown = [one for one in asked if is_open_to_all(connection, one)]
        told = freezes_told(connection)
    freezes = freezes_on(satchel.company, launch.first_day, told)
    standing = Standing(launch, touched, shown, len(asked) - len(shown), freezes, told)
    people = _people(satchel, launch, [one.answered_by for one in touched])
    return opened(standing, people, satchel.company, satchel.now)


def _card(satchel: Satchel, notice: Notice, launch: Launch) -> Message:
    mine = _mine(satchel, notice)
    with satchel.toolkit.ledger.read() as connection:
        readable = bool(launch.channel_id and open_to_all(connection, launch.channel_id))
    link = satchel.link_to(launch.channel_id, launch.ts) if readable else None
    people = _people(satchel, launch, [one.answered_by for one in mine])
    team_id = notice.detail["team_id"]
    return card(launch, mine, team_id, people, satchel.company, satchel.now, home_link=link)


def _people(satchel: Satchel, launch: Launch, more: list[str | None]) -> People:
    return satchel.people_with([launch.made_by, *more])
