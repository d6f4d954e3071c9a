"""What the glossary noted about people is kept no longer than it is needed; its entries stay."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete

from db.engine import Unit
from db.glossary_tables import explained, quiet_touches, unknown_words, word_asks, word_feedback
from db.kinds import WordState

QUIET_FOR = timedelta(days=90)  # as long as nobody has the same word explained twice
COUNTED_FOR = timedelta(days=365)


def forget_old(unit: Unit, now: datetime) -> None:
    for table in (explained, quiet_touches):
        unit.execute(delete(table).where(table.c.at < now - QUIET_FOR))
    unit.execute(delete(word_asks).where(word_asks.c.asked_at < now - COUNTED_FOR))
    unit.execute(delete(word_feedback).where(word_feedback.c.at < now - COUNTED_FOR))
    few = (unknown_words.c.state == WordState.COUNTED, unknown_words.c.first_asked_at < now - COUNTED_FOR)
    unit.execute(delete(unknown_words).where(*few))
