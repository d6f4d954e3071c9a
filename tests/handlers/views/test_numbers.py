from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from bot.numbers.answers import FirstAnswer
from bot.numbers.tracing import Traced
from bot.numbers.weeks import Figures, Week
from db.kinds import Change, OccurrenceState
from handlers.views.budget import problems
from handlers.views.numbers import MOST_LISTED, numbers_of, week_view
from tests.handlers.views.values import (
    COMPANY,
    JONAS,
    NOW,
    PEOPLE,
    PRIYA,
    UNDERSTOOD,
    live_texts,
    read,
    request,
)

TODAY = NOW.date()  # Tuesday, 24 March
MONDAYS = [date(2026, 3, 23) - timedelta(weeks=back) for back in range(7, -1, -1)]


def answer(request_id: str = "r_0001", *, hours: float = 1.5, late: bool = False) -> FirstAnswer:
    promised = NOW - timedelta(hours=1) if late else NOW
    return FirstAnswer(
        request_id,
        NOW,
        NOW,
        NOW,
        JONAS,
        Change.ACKNOWLEDGED,
        "web",
        "pages",
        timedelta(hours=hours),
        promised,
    )


def week(monday: date = MONDAYS[-1], **values: Any) -> Week:
    return replace(Week(monday, (), (), (), ()), **values)


def of(*last: Week, open_now: int = 0, **values: Any) -> Figures:
    """Eight weeks, of which these are the last."""
    empty = [week(monday) for monday in MONDAYS[: len(MONDAYS) - len(last)]]
    return Figures((*empty, *last), open_now, **values)


def drawn(found: Figures, reader: str = PRIYA) -> dict[str, Any]:
    return {"type": "home", "blocks": numbers_of(found, PEOPLE.get(reader), COMPANY, NOW)}


FULL = week(
    asked=("a", "b", "c"),
    done=("a",),
    answers=(answer("a"), answer("b", hours=4, late=True)),
    moved=("b",),
)


def test_the_last_four_weeks_stand_in_a_few_sentences() -> None:
    found = of(FULL, open_now=2, syncs=((OccurrenceState.HELD, 3), (OccurrenceState.EMPTY, 1)))
    shown = drawn(found)
    assert problems(shown) == []
    assert read(shown).split("\n")[:6] == [
        "Everybody's numbers",
        "*The last four weeks*",
        "• 3 requests came in, 1 was done. 2 are open now.",
        "• Half of the first answers came within 2.8 working hours; 1 of 2 by the time that was told.",
        "• 1 of the 3 had to move to another team.",
        "• 3 of 4 syncs took place, 1 had nothing to talk about.",
    ]


def test_older_weeks_are_in_the_charts_only() -> None:
    old = week(MONDAYS[0], asked=("x",) * 9)
    shown = drawn(Figures((old, *of(FULL).weeks[1:]), 0))
    assert "3 requests came in" in read(shown)
    (in_and_done, _) = [block for block in shown["blocks"] if block["type"] == "data_visualization"]
    asked, done = in_and_done["chart"]["series"]
    assert [point["value"] for point in asked["data"]] == [9, 0, 0, 0, 0, 0, 0, 3]
    assert [point["value"] for point in done["data"]] == [0, 0, 0, 0, 0, 0, 0, 1]
    assert asked["data"][0]["label"] == "2 Feb"


def test_a_week_without_an_answer_is_not_drawn_as_answered_at_once() -> None:
    (*_, hours) = [block for block in drawn(of(FULL))["blocks"] if block["type"] == "data_visualization"]
    assert hours["chart"]["axis_config"]["categories"] == ["23 Mar"]


def test_the_owner_of_a_team_reads_that_they_are_the_teams() -> None:
    assert read(drawn(of(FULL), JONAS)).startswith("Your team's numbers")


def test_without_any_request_there_is_no_chart_and_a_word_why() -> None:
    shown = drawn(of())
    assert problems(shown) == []
    assert read(shown) == ("Everybody's numbers\nNothing to count yet. Figures come with the first requests.")


def test_every_week_can_be_looked_into_the_newest_first() -> None:
    (menu,) = drawn(of(FULL))["blocks"][-1]["elements"]
    assert menu["action_id"] == "home.week"
    assert menu["options"][0]["text"]["text"] == "Week from Mon 23 Mar"
    assert [one["value"] for one in menu["options"]] == [each.isoformat() for each in reversed(MONDAYS)]


def traced(week: Week, *ids: str, private: tuple[str, ...] = (), **values: Any) -> Traced:
    return Traced(week, {one: request(id=one, **values) for one in ids}, frozenset(private))


def test_behind_a_week_stand_its_requests_and_nobodys_name() -> None:
    shown = week_view(traced(FULL, "a", "b", "c"), COMPANY, TODAY)
    assert problems(shown) == []
    text = read(shown)
    assert "*Week from Mon 23 Mar*\n*Came in:* 3" in text
    assert f"{UNDERSTOOD} · Web Team" in text
    assert f"{UNDERSTOOD} · 1.5 working hours" in text
    assert f"{UNDERSTOOD} · 4 working hours, later than told" in text
    assert "Jonas" not in text
    assert "Mia" not in text


def test_words_of_a_private_conversation_stay_private() -> None:
    text = read(week_view(traced(FULL, "a", "b", "c", private=("a", "b", "c")), COMPANY, TODAY))
    assert UNDERSTOOD not in text
    assert "A request in a private conversation · Web Team" in text


def test_a_busy_week_says_how_many_it_leaves_out() -> None:
    ids = tuple(str(number) for number in range(MOST_LISTED + 300))
    busy = week(asked=ids, done=ids, moved=ids, answers=tuple(answer(one) for one in ids))
    shown = week_view(traced(busy, *ids, text="<!channel> " + "&" * 900), COMPANY, TODAY)
    assert problems(shown) == []
    assert "And 300 more." in read(shown)
    assert all("<!channel>" not in text for text in live_texts(shown))


def test_a_week_without_anything_says_so() -> None:
    shown = week_view(traced(week()), COMPANY, TODAY)
    assert problems(shown) == []
    assert "*Came in:* none" in read(shown)


def test_an_answer_to_a_request_that_was_forgotten_is_still_counted() -> None:
    shown = week_view(traced(week(answers=(answer("gone"),))), COMPANY, TODAY)
    assert "A request that is gone · 1.5 working hours" in read(shown)
