from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.digests.model import Digest
from bot.launches.road_map import Entry
from bot.numbers.weeks import Figures, Week
from bot.requests.model import Request
from bot.syncs.model import ActionItem, Series, Sync
from bot.syncs.overview import Ahead
from db.kinds import DigestKind, LaunchKind, MuteScope, RequestState
from handlers.views.budget import problems
from handlers.views.digests.listing import AtHome, Listed
from handlers.views.home import home
from handlers.views.home_words import Muted, WordSettings
from tests.handlers.views.values import (
    ADA,
    BOARD,
    COMPANY,
    JONAS,
    MIA,
    NOW,
    PEOPLE,
    STRANGER,
    UNDERSTOOD,
    acting,
    labels,
    names,
    read,
    request,
)


def drawn(
    reader: str = MIA,
    *,
    mine: tuple[Request, ...] = (),
    waiting: tuple[Request, ...] = (),
    team: tuple[Request, ...] = (),
    **values: Any,
) -> dict[str, Any]:
    return home(PEOPLE.get(reader), BOARD, COMPANY, NOW, mine=mine, waiting=waiting, team=team, **values)


def many(count: int, **values: Any) -> tuple[Request, ...]:
    return tuple(request(**(values | {"id": f"r_{number:05}"})) for number in range(count))


def test_it_greets_by_name_and_offers_to_ask() -> None:
    view = drawn()
    assert view["type"] == "home"
    assert read(view).startswith("*Hello Mia.* Nobody waits for you right now.")
    assert names(view) == ["home.new_request"]


def test_a_newcomer_reads_what_to_do() -> None:
    assert "Nothing open. When you need something, write `/ask` and one sentence." in read(drawn())


def test_what_waits_for_the_asker_can_be_answered_there() -> None:
    view = drawn(waiting=(request(RequestState.RESOLVED),), mine=(request(RequestState.RESOLVED),))
    assert "One thing waits for you." in read(view)
    assert labels(view) == ["Ask IT for something", "Yes, thanks", "Not quite"]
    assert read(view).count(UNDERSTOOD) == 1


def test_a_question_is_answered_in_the_thread() -> None:
    view = drawn(waiting=(request(RequestState.WAITING),))
    assert "Your answer goes into the thread." in read(view)
    assert labels(view) == ["Ask IT for something"]


def test_open_requests_are_listed_and_ended_ones_are_not() -> None:
    view = drawn(
        mine=(request(id="r_1"), request(RequestState.CLOSED, id="r_2", text="An old banner change"))
    )
    assert UNDERSTOOD in read(view)
    assert "old banner" not in read(view)


def test_it_shows_the_queue_with_the_buttons_of_the_card() -> None:
    view = drawn(JONAS, team=(request(),))
    assert "Your team's open requests" in read(view)
    assert labels(view)[:5] == ["Ask IT for something", "I've got it", "Not ours", "Ask Mia", "Done"]


def test_what_waits_for_me_is_not_shown_again_in_the_queue() -> None:
    view = drawn(JONAS, waiting=(request(),), team=(request(),))
    assert labels(view).count("I've got it") == 1


def test_an_empty_queue_is_shown_to_it_only() -> None:
    assert "Your team's open requests" in read(drawn(JONAS))
    assert "Everybody's open requests" in read(drawn(ADA))
    assert "open requests\nNothing open. New" not in read(drawn(MIA))
    assert "open requests\nNothing open. New" not in read(drawn(STRANGER))


def test_a_team_of_marketing_that_was_handed_something_sees_it() -> None:
    text = read(drawn(MIA, team=(request(team_id="brand", asked_by=JONAS),)))
    assert "Your team's open requests" in text


def test_it_says_who_to_ask() -> None:
    text = read(drawn())
    assert "A page or form on our website\n: Jonas Weber, Web Team" in text
    assert "A number or a dashboard\n: Dev Shah, Data Team" in text


def test_times_are_in_the_zone_of_the_reader() -> None:
    assert "(Europe/Berlin)" in read(drawn(JONAS, team=(request(),), connected_since=NOW))
    assert "(Europe/London)" in read(drawn(MIA, mine=(request(),), connected_since=NOW))


def test_an_admin_sees_what_slack_refused() -> None:
    troubles: dict[str, Any] = {"parked": ["Card for #it-web: is_archived <!channel>"], "stuck": 2}
    text = read(drawn(ADA, **troubles))
    assert "Slack refused these\nCard for #it-web: is_archived <!channel>" in text
    assert "2 deliveries from Slack could not be finished. The log says why." in text
    assert text.index("Slack refused") < text.index("Your open requests"), "before what can wait"
    assert "Slack refused" not in read(drawn(JONAS, **troubles))
    assert "Slack refused" not in read(drawn(ADA))


def test_it_says_since_when_it_is_connected() -> None:
    assert "Connected to Slack since <!date^" in read(drawn(connected_since=NOW))


@pytest.mark.parametrize("count", [9, 300])
def test_any_number_of_requests_fits_and_says_how_many_more_there_are(count: int) -> None:
    lists: dict[str, Any] = {
        "waiting": many(count, text="😀<&>" * 900),
        "mine": tuple(replace(one, id=f"m{one.id}") for one in many(count, state=RequestState.NEW)),
        "team": tuple(replace(one, id=f"t{one.id}") for one in many(count, state=RequestState.ACKNOWLEDGED)),
    }
    view = drawn(ADA, **lists, parked=["x" * 900] * count, stuck=count, connected_since=NOW)
    assert problems(view) == []
    for which, shown in (("waiting", 6), ("mine", 6), ("team", 4)):
        assert f"And {count - shown} more: write `/requests {which}` to see them." in read(view)


def test_a_company_of_very_many_areas_fits() -> None:
    areas = tuple(replace(COMPANY.areas[0], id=f"a{n}", choice=f"Choice {n} {'x' * 60}") for n in range(300))
    view = home(PEOPLE.get(MIA), BOARD, replace(COMPANY, areas=areas), NOW, mine=(), waiting=(), team=())
    assert problems(view) == []
    assert "And 260 more. Just ask, I know whom." in read(view)
    assert len(acting(view)) == 1


def test_all_parts_at_their_fullest_fit_together() -> None:
    """The numbers, the syncs, the road map and the words of somebody who has everything."""
    lists: dict[str, Any] = {
        "waiting": many(9),
        "mine": tuple(
            replace(one, id=f"m{one.id}") for one in many(9, state=RequestState.RESOLVED, asked_by=ADA)
        ),
        "team": tuple(replace(one, id=f"t{one.id}") for one in many(9)),
    }
    every = tuple(replace(COMPANY.areas[0], id=f"a{n}") for n in range(300))
    first, today = datetime(2026, 3, 31, 10), NOW.date()  # noqa: DTZ001 - by the wall
    sync = Sync("s", "Weekly", "C0WEB", Series(first, "Europe/London", "FREQ=WEEKLY"), "u", MIA, NOW)
    promised = tuple(ActionItem(f"a{n}", "s", first, "Call them", MIA, NOW) for n in range(9))
    aheads = [Ahead(replace(sync, id=f"s{n}"), None, promised) for n in range(9)]
    roads = [
        Entry(LaunchKind.FREEZE, f"Freeze {n}", NOW.date(), NOW.date(), "", None, None) for n in range(99)
    ]
    weeks = tuple(Week(today - timedelta(weeks=back), ("a",), ("b",), (), ()) for back in range(8))
    digest = Digest("d", DigestKind.IT, "Europe/London", "FREQ=DAILY", first, ADA, NOW, NOW, user_id=ADA)
    muted = tuple(Muted(MuteScope.WORD, f"w{n}", f"word {n}") for n in range(30))
    view = home(
        PEOPLE.get(ADA),
        BOARD,
        replace(COMPANY, areas=every),
        NOW,
        **lists,
        parked=["x"] * 99,
        stuck=9,
        connected_since=NOW,
        words=WordSettings("it", muted=muted, next_screen_at=NOW),
        numbers=Figures(weeks, 9),
        syncs=aheads,
        coming=roads,
        digests=AtHome((Listed(digest, None, None, "#it-web"),), NOW),
    )
    assert problems(view) == []
    assert len(view["blocks"]) > 90  # or this test looks at less than there is
