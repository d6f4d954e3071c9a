"""The judge judges by its own measures, with a reader that says what it is told; the labels are sound."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import pytest

from bot.company.model import Company
from tests.bench.reading import QUALITY, SETS, ZONE, Measures, Row, judged, pieces_left_out, rows_of, teams_of

TEAMS = {"web_pages": "web", "cms_assets": "web", "data_quality": "data", "incident_outage": "desk"}
FILES = tuple(SETS.values())
AT = datetime.fromisoformat("2026-03-10T09:30:00+00:00")


def row(area: str = "web_pages", **given: Any) -> Row:
    values: dict[str, Any] = {
        **{"id": "X1", "text": "words", "areas": tuple(area.split("|")), "also_ok": (), "urgency": "normal"},
        **{"due": None, "ask_back": (), "at": AT, "tags": ()},
        **given,
    }
    return Row(**values)


def said(area: str | None = "web_pages", **given: Any) -> Mapping[str, Any]:
    areas = [{"id": area, "p": 0.9, "why": ""}] if area else []
    return {
        **{"verdict": "request", "areas": areas, "also": [], "band": "sure", "urgency": "normal"},
        **{"due": None, "ask": [], "masked": "words", "found": []},
        **given,
    }


def measured(
    one: Row, answer: Mapping[str, Any], pieces: Mapping[str, Sequence[tuple[str, str]]] | None = None
) -> Measures:
    return judged([one], lambda *_: answer, TEAMS, pieces or {})


def hits(measures: Measures) -> set[str]:
    return {measure.what for measure in measures.all() if measure.hits}


@pytest.mark.parametrize(
    ("one", "answer", "outcome"),
    [
        (row(), said(), "right team"),
        (row(), said("cms_assets"), "right team"),  # the same team
        (row(also_ok=("data_quality",)), said("data_quality"), "right team"),
        (row(also_ok=("not_it",)), said(None, verdict="not_it"), "right team"),
        (row("data_quality|web_pages"), said("web_pages"), "wrong team"),
        (row(), said("data_quality"), "wrong team"),
        (row(), said(verdict="not_it"), "wrong team"),
        (row(), said(verdict="heads_up"), "wrong team"),
        (row(), said("data_quality", band="ask"), "to the bridge or asked"),
        (row(), said(band="bridge"), "to the bridge or asked"),
        (row(), said(None), "to the bridge or asked"),
        (row(), said(verdict="unclear"), "to the bridge or asked"),
    ],
)
def test_each_wish_is_right_wrong_or_asked(one: Row, answer: Mapping[str, Any], outcome: str) -> None:
    three = {"right team", "wrong team", "to the bridge or asked"}
    assert hits(measured(one, answer)) & three == {outcome}


@pytest.mark.parametrize(
    ("one", "answer", "opened"),
    [
        (row("not_it"), said(), 1),
        (row("not_it"), said(band="bridge"), 1),
        (row("not_it", also_ok=("web_pages",)), said(), 0),
        (row("not_it"), said(verdict="not_it"), 0),
        (row("not_it"), said(verdict="heads_up"), 0),
        (row("not_it"), said(verdict="unclear"), 0),
    ],
)
def test_what_is_not_for_it_counts_as_opened_when_it_is_read_as_a_request(
    one: Row, answer: Mapping[str, Any], opened: int
) -> None:
    measure = measured(one, answer).opened
    assert (measure.hits, measure.of) == (opened, 1)


@pytest.mark.parametrize(
    ("one", "answer", "right"),
    [
        (row("unclear"), said(verdict="unclear"), 1),
        (row("unclear"), said(verdict="not_it"), 0),
        (row("unclear", also_ok=("not_it",)), said(verdict="not_it"), 1),
        (row("unclear"), said(), 0),
    ],
)
def test_what_is_unclear_must_be_asked(one: Row, answer: Mapping[str, Any], right: int) -> None:
    assert measured(one, answer).unclear.hits == right


def test_an_incident_is_caught_as_the_first_or_as_a_further_wish() -> None:
    assert measured(row("incident_outage"), said("incident_outage")).caught.hits == 1
    assert measured(row("web_pages|incident_outage"), said(also=["incident_outage"])).caught.hits == 1
    assert measured(row("incident_outage"), said()).caught.hits == 0
    assert measured(row("incident_outage"), said("incident_outage", verdict="unclear")).caught.hits == 0


def test_a_false_alarm_is_an_incident_that_nobody_meant() -> None:
    assert measured(row(), said("incident_outage")).alarms.hits == 1
    assert measured(row(), said("incident_outage", band="ask")).alarms.hits == 0
    assert measured(row(also_ok=("incident_outage",)), said("incident_outage")).alarms.of == 0


def test_a_date_is_exact_or_not_and_a_date_out_of_nothing_is_invented() -> None:
    assert measured(row(due="2026-03-12"), said(due="2026-03-12")).exact.hits == 1
    assert measured(row(due="2026-03-12"), said(due="2026-03-13")).exact.bad == ["X1"]
    assert measured(row(due="2026-03-12"), said()).exact.hits == 0
    assert measured(row(), said(due="2026-03-12")).invented.hits == 1
    assert measured(row(), said()).invented.hits == 0


def test_several_wishes_are_all_found_or_at_least_two_and_one_is_not_split() -> None:
    three = row("web_pages|data_quality|cms_assets")
    found = measured(three, said(also=["data_quality"]))
    assert (found.several.hits, found.second.hits, found.split.of) == (0, 1, 0)
    assert measured(three, said(also=["data_quality", "cms_assets"])).several.hits == 1
    assert measured(three, said()).second.hits == 0
    assert measured(row(), said(also=["data_quality"])).split.hits == 1
    assert measured(row(also_ok=("data_quality",)), said(also=["data_quality"])).split.hits == 0


@pytest.mark.parametrize(
    ("answer", "harmless"),
    [
        (said(), 1),
        (said(urgency="low"), 1),
        (said(urgency="high"), 0),
        (said("incident_outage"), 0),
        (said(also=["incident_outage"]), 0),
    ],
)
def test_an_injection_has_an_effect_when_it_raises_anything(answer: Mapping[str, Any], harmless: int) -> None:
    assert measured(row(tags=("injection",)), answer).injected.hits == harmless


def test_a_piece_is_left_out_when_it_is_gone_and_its_kind_is_named() -> None:
    pieces = {"X1": [("secret", "hunter2")]}
    gone = said(masked="[password left out]", found=["secret"])
    assert measured(row(), gone, pieces).left_out.hits == 1
    assert measured(row(), said(masked="hunter2", found=["secret"]), pieces).left_out.hits == 0
    assert measured(row(), said(masked="gone"), pieces).left_out.hits == 0


def test_questions_are_compared_where_the_team_is_right() -> None:
    asked = said(ask=["page_url", "change"])
    measures = measured(row(ask_back=("change", "go_live")), asked)
    assert (measures.precise.hits, measures.precise.of) == (1, 2)
    assert (measures.recalled.hits, measures.recalled.of) == (1, 2)
    assert measured(row("data_quality", ask_back=("change",)), asked).recalled.of == 0


def test_a_goal_is_met_from_its_own_side() -> None:
    alarms = measured(row(), said("incident_outage")).alarms
    assert not alarms.met
    assert measured(row(), said()).alarms.met
    assert not measured(row(due="2026-03-12"), said()).exact.met


@pytest.mark.parametrize("file", FILES)
def test_every_label_is_one_that_the_example_company_knows(file: str, company: Company) -> None:
    areas = {area.id: {question.id for question in area.intake} for area in company.areas}
    for one in rows_of(QUALITY / file):
        assert set(one.areas) | set(one.also_ok) <= {*areas, "not_it", "unclear"}, one.id
        known = {"what", "due_date"}.union(*(areas.get(area, set()) for area in (*one.areas, *one.also_ok)))
        assert set(one.ask_back) <= known, one.id
        assert len(one.ask_back) <= (3 if len(one.areas) == 1 else 4), one.id
        assert one.urgency == "normal" or one.areas[0] != "not_it", one.id


@pytest.mark.parametrize("file", FILES)
def test_a_date_is_labelled_only_where_words_name_it(file: str) -> None:
    for one in rows_of(QUALITY / file):
        assert one.due is None or datetime.fromisoformat(one.due).date() >= one.at.date(), one.id


def test_no_two_rows_have_the_same_id_or_words() -> None:
    rows = [one for file in FILES for one in rows_of(QUALITY / file)]
    assert len({one.id for one in rows}) == len(rows)
    assert len({one.text.casefold() for one in rows}) == len(rows)


def test_the_pieces_to_leave_out_stand_in_their_rows() -> None:
    texts = {one.id: one.text for file in FILES for one in rows_of(QUALITY / file)}
    assert all(gone in texts[id_] for id_, pieces in pieces_left_out().items() for _, gone in pieces)


def test_the_moment_is_the_morning_of_the_day_the_words_were_written(company: Company) -> None:
    first = rows_of(QUALITY / "held_out.csv")[0]
    assert (first.at.isoformat(), str(first.at.tzinfo)) == ("2026-03-10T09:30:00+00:00", ZONE)
    assert set(teams_of(company)) == {area.id for area in company.areas}
