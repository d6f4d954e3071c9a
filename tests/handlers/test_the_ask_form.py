"""The form that asks for a wish, sent off: what is told to whom, and what is not told twice."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import func, select

from db.kinds import NoticeKind
from db.tables import outbox, requests
from handlers.names import ASK_FORM, TEXT_FIELD
from handlers.reading import Submission
from handlers.submissions.requests import ask_form
from tests.conftest import DeskOf

SOMEBODY = "U0MIA"


def sent(text: str, about: dict[str, Any]) -> Submission:
    return Submission(
        key="view:1",
        user_id=SOMEBODY,
        outside=False,
        name=ASK_FORM,
        view_id="V1",
        about=about,
        values={TEXT_FIELD: text},
    )


@pytest.mark.parametrize(
    ("about", "told"),
    [
        ({"kind": "public", "channel_id": "C0WEB"}, ["C0WEB"]),
        ({"kind": "nowhere", "channel_id": None}, []),
    ],
    ids=["called in a channel", "called from the Home tab, where the receipt comes by direct message"],
)
def test_whoever_sends_the_form_is_thanked_once(
    desk_of: DeskOf, about: dict[str, Any], told: list[str]
) -> None:
    with desk_of() as desk:
        answer = ask_form(desk, sent("the form on the landing page is broken", about))
    assert answer.errors == {}
    with desk_of() as desk:
        rows = desk.unit.execute(select(outbox.c.kind, outbox.c.detail)).all()
    assert [row.detail["channel_id"] for row in rows if row.kind == NoticeKind.PERSON_TOLD] == told
    assert [row.kind for row in rows].count(NoticeKind.REQUEST_FILED) == 1


def test_a_form_without_a_wish_files_nothing_and_says_so_beside_the_field(desk_of: DeskOf) -> None:
    with desk_of() as desk:
        answer = ask_form(desk, sent("help pls", {"kind": "nowhere"}))
        filed = desk.unit.execute(select(func.count()).select_from(requests)).scalar_one()
    assert (answer.errors, filed) == (
        {TEXT_FIELD: "I'm here. What's going on? One sentence is enough."},
        0,
    )
