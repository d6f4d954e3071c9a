"""Notes about people go in time; the words that somebody is still waiting for stay."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import func, select

from db.engine import Ledger
from db.glossary_tables import explained, quiet_touches, unknown_words, word_asks, word_feedback
from db.kinds import WordFeedback, WordState
from glossary.forgetting import COUNTED_FOR, QUIET_FOR, forget_old
from tests.conftest import TUESDAY_NOON

NOTES = (explained, quiet_touches, word_asks, word_feedback, unknown_words)
A_MOMENT = timedelta(minutes=1)


def count(ledger: Ledger) -> list[int]:
    with ledger.read() as connection:
        return [connection.execute(select(func.count()).select_from(one)).scalar_one() for one in NOTES]


def test_notes_about_people_go_when_they_are_of_no_use_any_more(ledger: Ledger) -> None:
    with ledger.begin() as unit:
        for ago in (A_MOMENT, QUIET_FOR + A_MOMENT):
            at, who = TUESDAY_NOON - ago, f"U{ago.days}"
            unit.add(explained, user_id=who, slug="cname", at=at)
            unit.add(quiet_touches, channel_id="C1", thread_ts=who, ts="1.1", words=[], at=at)
        for ago in (A_MOMENT, COUNTED_FOR + A_MOMENT):
            at, who = TUESDAY_NOON - ago, f"U{ago.days}"
            unit.add(word_asks, norm="gizmo", asker=who, asked_at=at)
            unit.add(word_feedback, slug="cname", voter=who, kind=WordFeedback.CLEAR, at=at)
            for state in (WordState.COUNTED, WordState.OPEN):
                unit.add(
                    unknown_words,
                    norm=f"{state} {who}",
                    text="gizmo",
                    side="it",
                    state=state,
                    first_asked_at=at,
                )
    with ledger.begin() as unit:
        forget_old(unit, TUESDAY_NOON)
    assert count(ledger) == [1, 1, 1, 1, 3]
