from __future__ import annotations

from typing import Any

import pytest

from handlers.views.blocks import section
from handlers.views.budget import problems
from handlers.views.charts import MOST_POINTS, Series, chart, has_chart, table, without_charts
from handlers.views.message import Message
from workspace.rules.blocks import problems_in

IN = Series("In", (("2 Mar", 4), ("9 Mar", 3), ("16 Mar", 0)))
DONE = Series("Done", (("2 Mar", 2), ("9 Mar", 1234.25), ("16 Mar", None)))


def refused(block: dict[str, Any]) -> list[str]:
    """By our own meaning of Slack's limits, and by the local workspace's."""
    return problems(Message("words", [block])) + problems_in([block], "message")


def test_a_chart_holds_every_series_over_the_same_labels() -> None:
    drawn = chart("In and done", "bar", [IN, Series("Done", (("2 Mar", 1), ("9 Mar", 2), ("16 Mar", 3)))])
    assert [one["name"] for one in drawn["chart"]["series"]] == ["In", "Done"]
    assert drawn["chart"]["axis_config"]["categories"] == ["2 Mar", "9 Mar", "16 Mar"]
    assert refused(drawn) == []


def test_a_week_without_a_figure_is_left_out_and_never_drawn_as_nought() -> None:
    drawn = chart("Hours", "line", [DONE], across="Week", up="Hours")
    assert drawn["chart"]["axis_config"] == {
        "categories": ["2 Mar", "9 Mar"],
        "x_label": "Week",
        "y_label": "Hours",
    }
    assert refused(drawn) == []


def test_where_no_figure_is_left_a_line_says_so() -> None:
    drawn = chart("Hours & more", "line", [Series("Hours", (("2 Mar", None),))])
    assert drawn["elements"][0]["text"] == "*Hours &amp; more*: nothing to show yet."
    assert table("Hours", [Series("Hours", ())])["type"] == "context"


def test_the_newest_points_are_shown_when_there_are_more_than_slack_takes() -> None:
    many = Series("In", tuple((f"week {number}", number) for number in range(30)))
    drawn = chart("t" * 90, "area", [many], up="u" * 90)
    assert drawn["chart"]["axis_config"]["categories"][-1] == "week 29"
    assert len(drawn["chart"]["series"][0]["data"]) == MOST_POINTS
    assert refused(drawn) == []


@pytest.mark.parametrize(
    ("series", "says"),
    [
        ([], "1 to 6 series"),
        ([Series(str(number), (("a", 1),)) for number in range(7)], "1 to 6 series"),
        ([IN, IN], "a name of its own"),
        ([IN, Series("Done", (("2 Mar", 1),))], "the same labels"),
        ([Series("In", (("a", 1), ("a", 2)))], "have the same label"),
    ],
)
def test_series_that_do_not_belong_together_are_not_drawn(series: list[Series], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        chart("t", "bar", series)


def test_a_table_has_a_line_for_each_label_and_says_where_there_is_no_figure() -> None:
    shown = table("In & done", [IN, DONE])["text"]["text"]
    assert shown.splitlines() == [
        "*In &amp; done*",
        "```",
        "        In     Done",
        "2 Mar    4        2",
        "9 Mar    3  1,234.2",
        "16 Mar   0        –",
        "```",
    ]


def test_words_in_a_table_cannot_end_it_or_call_somebody() -> None:
    shown = table("t", [Series("<!channel>", (("```", 1),))])["text"]["text"]
    assert "<!channel>" not in shown
    assert shown.count("```") == 2


def test_the_widest_table_still_fits_a_section() -> None:
    labels = [f"{number:02}" + "&" * 18 for number in range(MOST_POINTS)]
    series = [
        Series(f"{name}" + "&" * 30, tuple((label, -1234567.5) for label in labels)) for name in "abcdef"
    ]
    shown = table("&" * 60, series)
    assert problems(Message("words", [shown])) == []


def test_without_charts_the_same_figures_stand_in_a_table() -> None:
    blocks = [section("above"), chart("In", "bar", [IN]), section("below")]
    assert has_chart(blocks)
    plain = without_charts(blocks)
    assert plain == [section("above"), table("In", [IN]), section("below")]
    assert not has_chart(plain)


def spoiled(**parts: Any) -> dict[str, Any]:
    block = chart("In", "bar", [IN])
    return {**block, **parts}


def drawn_with(**parts: Any) -> dict[str, Any]:
    block = chart("In", "bar", [IN])
    return {**block, "chart": {**block["chart"], **parts}}


@pytest.mark.parametrize(
    "block",
    [
        spoiled(title="x" * 51),
        spoiled(title=""),
        drawn_with(type="radar"),
        drawn_with(series=[]),
        drawn_with(series=[{"name": "In", "data": [{"label": "2 Mar", "value": 1}]}]),
        drawn_with(series=chart("In", "bar", [IN])["chart"]["series"] * 2),
        drawn_with(axis_config={"categories": []}),
        drawn_with(axis_config={"categories": ["2 Mar", "9 Mar", "16 Mar"], "x_label": "x" * 51}),
    ],
)
def test_what_slack_refuses_of_a_chart_is_known_before_and_refused_by_the_local_workspace(
    block: dict[str, Any],
) -> None:
    assert problems(Message("words", [block]))
    assert problems_in([block], "message")


def test_a_third_chart_is_one_too_many() -> None:
    three = [chart(name, "bar", [IN]) for name in ("a", "b", "c")]
    assert problems(Message("words", three)) == ["blocks: 3 charts, at most 2"]
    assert problems_in(three, "message") == [
        "only 2 data_visualization blocks are allowed [json-pointer:/blocks]"
    ]
