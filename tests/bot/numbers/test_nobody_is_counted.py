"""Figures are about teams and matters: none of them counts a person."""

from __future__ import annotations

import re

import pytest

from bot.numbers.answers import FirstAnswer
from bot.numbers.views import VIEWS, View
from bot.numbers.weeks import Figures, Week

PERSONS = ("asked_by", "owner_id", "taken_by", "actor_id", "answered_by", "keeper_id", "facilitator_id")
PERSONS_TOO = ("note_taker_id", "created_by", "user_id")


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
def test_no_view_of_an_export_is_by_person(view: View) -> None:
    words = set(re.findall(r"\w+", view.sql)) | {name for name, _ in view.columns}
    assert words.isdisjoint({*PERSONS, *PERSONS_TOO})


def test_no_figure_of_a_week_is_by_person() -> None:
    shown = {*Week.__dataclass_fields__, *Figures.__dataclass_fields__}
    assert shown.isdisjoint({*PERSONS, *PERSONS_TOO})
    assert "answered_by" in FirstAnswer.__dataclass_fields__, (
        "it is known, for the request's own history alone"
    )
