"""Launches in Slack: told of, carded, moved, and reminded of, each where it belongs and once."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from bot.launches import answering, changing
from bot.launches.changing import Changed
from bot.launches.model import Launch, get_launch
from bot.launches.opening import News, open_launch
from bot.requests.model import Place
from db.kinds import LaunchKind, NoticeKind
from scheduler.jobs.launches import look_after_launches
from tests.handlers.test_courier.conftest import ADA, JONAS, MIA, Stage

APRIL = date(2026, 4, 21)
HERE = Place("public", "C0MARKETING")


class Announcing:
    """People who plan things, as a door would let them; what follows is said at once."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage

    def announce(self, name: str = "Boots landing page", *, place: Place = HERE, **values: Any) -> Launch:
        usual: dict[str, Any] = {
            "kind": LaunchKind.LAUNCH,
            "name": name,
            "first_day": APRIL,
            "last_day": APRIL,
            "made_by": MIA,
            "source_key": f"launch {name}",
            "place": place,
        }
        launch: Launch = self.do(open_launch, News(**{**usual, **values}))
        return self.fresh(launch)

    def do(self, service: Any, *arguments: Any) -> Any:
        with self.stage.toolkit.ledger.begin() as unit:
            done = service(self.stage.toolkit.desk(unit), *arguments)
        self.say()
        return done

    def move(self, launch: Launch, to: date) -> None:
        self.do(changing.change, launch.id, MIA, Changed(launch.name, to, to, launch.customers or ""))

    def say(self) -> None:
        """All of it, at a pace that Slack likes."""
        while self.stage.say_all():
            self.stage.later(5)

    def tick(self, moment: datetime) -> None:
        self.stage.clock.now = moment
        look_after_launches(self.stage.toolkit)
        self.say()

    def fresh(self, launch: Launch) -> Launch:
        with self.stage.toolkit.ledger.read() as connection:
            return get_launch(connection, launch.id)

    def direct(self, user_id: str) -> list[str]:
        person = self.stage.workspace.person(user_id)
        return [one["text"] for one in person.sees(person.dm())]


@pytest.fixture
def people(stage: Stage) -> Announcing:
    return Announcing(stage)


def threads(stage: Stage, channel: str) -> list[tuple[str, str | None]]:
    return [(one["text"], one.get("thread_ts")) for one in stage.workspace.messages(channel)]


def test_a_launch_is_told_of_where_it_was_announced_and_its_team_gets_one_card(
    people: Announcing, stage: Stage
) -> None:
    launch = people.announce()
    (here,) = stage.texts("C0MARKETING")
    assert here.startswith("Heads-up noted, no work yet: *Boots landing page*, Tue 21 Apr.")
    (card,) = stage.texts("C0WEB")
    assert card.startswith("Heads-up, no work yet: *Boots landing page*")
    assert stage.texts("C0DATA") == []
    assert (launch.channel_id, launch.ts is not None) == ("C0MARKETING", True)


def test_on_a_message_it_is_told_of_in_its_thread_and_so_is_what_follows(
    people: Announcing, stage: Stage
) -> None:
    root = stage.workspace.person(MIA).say("C0MARKETING", "The boots come out in April")
    launch = people.announce(place=Place("public", "C0MARKETING", root))
    people.move(launch, date(2026, 5, 5))
    under = [
        text
        for text, thread in threads(stage, "C0MARKETING")
        if thread == root and text.startswith(("Heads", "Mia"))
    ]
    assert under[0].startswith("Heads-up noted")
    assert under[1].startswith("Mia moved *Boots landing page* from Tue 21 Apr to *Tue 5 May*.")


def test_from_elsewhere_it_is_told_of_by_direct_message(people: Announcing, stage: Stage) -> None:
    launch = people.announce(place=Place("nowhere"))
    assert [one for one in people.direct(MIA) if one.startswith("Heads-up noted")]
    people.move(launch, date(2026, 5, 5))
    assert [one for one in people.direct(MIA) if "moved *Boots landing page*" in one]
    assert stage.texts("C0MARKETING") == []


def test_a_channel_that_refuses_is_no_reason_to_lose_it(people: Announcing, stage: Stage) -> None:
    people.announce(place=Place("public", "C0OLD"))
    assert [one for one in people.direct(MIA) if one.startswith("Heads-up noted")]


def test_a_move_is_said_once_in_each_place_with_the_days_that_follow(
    people: Announcing, stage: Stage
) -> None:
    launch = people.announce()
    people.move(launch, date(2026, 5, 5))
    people.say()
    for channel in ("C0MARKETING", "C0WEB"):
        head, line = threads(stage, channel)
        assert "Tue 5 May" in head[0]
        assert line[1] is not None
        assert "the Web Team need all it takes by *Tue 21 Apr* now." in line[0]


def test_two_moves_before_anything_was_said_are_told_as_one(people: Announcing, stage: Stage) -> None:
    launch = people.announce()
    with stage.toolkit.ledger.begin() as unit:
        desk = stage.toolkit.desk(unit)
        for day in (date(2026, 5, 4), date(2026, 5, 5)):
            changing.change(desk, launch.id, MIA, Changed(launch.name, day, day, ""))
    people.say()
    assert len([one for one in stage.texts("C0WEB") if "moved" in one]) == 1


def test_answers_are_drawn_in_both_places_and_talk_is_said_in_the_thread(
    people: Announcing, stage: Stage
) -> None:
    launch = people.announce()
    people.do(answering.note, launch.id, JONAS, "web")
    assert "_Noted by Jonas._" in str(stage.workspace.messages("C0MARKETING")[0]["blocks"])
    people.do(answering.talk, launch.id, JONAS, "web")
    assert stage.texts("C0MARKETING")[1].startswith(
        "Jonas from the Web Team would like to talk about *Boots landing page*. A word in this thread"
    )


def test_taken_back_the_cards_lose_their_buttons(people: Announcing, stage: Stage) -> None:
    launch = people.announce()
    people.do(changing.cancel, launch.id, MIA)
    for channel in ("C0MARKETING", "C0WEB"):
        head, line = stage.workspace.messages(channel)
        assert "actions" not in [block["type"] for block in head["blocks"]]
        assert line["text"] == "Mia took *Boots landing page* back, so there's nothing to prepare."


def test_an_area_that_is_taken_out_calms_its_card(people: Announcing, stage: Stage) -> None:
    launch = people.announce()
    people.do(changing.drop_area, launch.id, MIA, "pages")
    assert stage.texts("C0WEB") == [
        "*Boots landing page* doesn't touch you after all, so there's nothing to do."
    ]


def test_a_choice_and_a_freeze_are_lines_where_they_matter(people: Announcing, stage: Stage) -> None:
    launch = people.announce(first_day=date(2026, 3, 16), last_day=date(2026, 3, 16))
    people.do(changing.choose, launch.id, MIA, "pages", "later")
    assert stage.texts("C0WEB")[1] == "*Pages*: Mia is fine with all of it a bit later."
    span = {"kind": LaunchKind.FREEZE, "made_by": JONAS, "first_day": date(2026, 3, 13)}
    freeze = people.announce("Deploy freeze", last_day=date(2026, 3, 17), place=Place("nowhere"), **span)
    line = stage.texts("C0MARKETING")[1]
    assert line.startswith("⚠️ *Deploy freeze*, Fri 13 to Tue 17 Mar (from Jonas), covers the day of")
    people.do(changing.cancel, freeze.id, JONAS)
    assert stage.texts("C0MARKETING")[2].startswith("*Deploy freeze*, Fri 13 to Tue 17 Mar, was taken back.")


def test_the_reminder_comes_by_direct_message_with_the_way_to_ask(people: Announcing, stage: Stage) -> None:
    people.announce()
    people.tick(datetime(2026, 4, 3, 9, tzinfo=UTC))
    person = stage.workspace.person(MIA)
    (reminder,) = [one for one in person.sees(person.dm()) if "need all it takes" in one["text"]]
    assert reminder["text"] == (
        "For *Boots landing page* on Tue 21 Apr, the Web Team need all it takes for *Pages* by *Tue 7 Apr*."
    )
    labels = [one["text"]["text"] for one in reminder["blocks"][-1]["elements"]]
    assert labels == ["Ask for it now", "Change the launch"]


def test_a_reminder_that_a_move_overtook_is_not_said(people: Announcing, stage: Stage) -> None:
    launch = people.announce()
    notice = stage.notice(
        NoticeKind.LAUNCH_TOLD,
        launch_id=launch.id,
        what="reminded",
        area_id="pages",
        day="2026-03-31",
        user_id=MIA,
    )
    assert stage.courier.deliver(notice).ts is None


def test_what_would_come_too_late_is_said_in_the_requests_thread(people: Announcing, stage: Stage) -> None:
    people.announce("Boots campaign page", first_day=date(2026, 3, 16), last_day=date(2026, 3, 16))
    request = stage.filed("a landing page for the boots campaign")
    people.tick(stage.clock.now)
    late = [
        (text, thread) for text, thread in threads(stage, "C0MARKETING") if text.startswith("⚠️ This belongs")
    ]
    assert [thread for _, thread in late] == [request.home_ts]
    assert "done on Tue 24 Mar, after the launch" in late[0][0]
    launch_message = stage.workspace.messages("C0MARKETING")[0]
    assert "that's after the launch" in str(launch_message["blocks"])


def test_what_was_asked_for_in_private_is_not_named_where_others_read(
    people: Announcing, stage: Stage
) -> None:
    people.announce("Boots campaign")
    stage.filed("a banner for the boots campaign, sssh", channel_id=None, kind="nowhere")
    people.tick(stage.clock.now)
    shown = str(stage.workspace.messages("C0MARKETING")[0]["blocks"])
    assert "1 more, asked for elsewhere" in shown
    assert "sssh" not in shown


def test_the_home_tab_says_what_is_coming(people: Announcing, stage: Stage) -> None:
    people.announce(customers="Dry feet.")
    stage.courier.deliver(stage.notice(NoticeKind.HOME_CHANGED, user_id=ADA))
    shown = str(stage.workspace.person(ADA).home())
    assert "Coming up" in shown
    assert "🚀 Tue 21 Apr · *Boots landing page*, Brand: Dry feet." in shown
