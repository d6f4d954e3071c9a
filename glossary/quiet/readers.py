"""What people chose for themselves: whose words they read, and the list for new starters."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, update

from db.engine import Unit
from db.glossary_tables import readers
from db.inserting import insert_into
from glossary.concepts import Source
from glossary.model import Side


@dataclass(frozen=True)
class Course:
    """Somebody's list for new starters: the next screen, counted from 0, and when it is due."""

    user_id: str
    day: int
    due_at: datetime


def choose_side(unit: Unit, user_id: str, side: Side) -> None:
    """Into whose words things are put for this person from now on."""
    statement = insert_into(unit, readers).values(user_id=user_id, side=side)
    unit.execute(statement.on_conflict_do_update(index_elements=["user_id"], set_={"side": side}))


def start_course(unit: Unit, user_id: str, first_at: datetime) -> bool:
    """False when it is running: then it goes on where it is."""
    if course_of(unit, user_id) is not None:
        return False
    begun = {"course_day": 0, "course_due_at": first_at}
    statement = insert_into(unit, readers).values(user_id=user_id, **begun)
    unit.execute(statement.on_conflict_do_update(index_elements=["user_id"], set_=begun))
    return True


def stop_course(unit: Unit, user_id: str) -> bool:
    """False when it was not running."""
    running = (readers.c.user_id == user_id, readers.c.course_day.is_not(None))
    ended = update(readers).where(*running).values(course_day=None, course_due_at=None)
    return unit.execute(ended).rowcount == 1


def course_of(source: Source, user_id: str) -> Course | None:
    row = source.execute(select(readers).where(readers.c.user_id == user_id)).first()
    if row is None or row.course_day is None or row.course_due_at is None:
        return None
    return Course(row.user_id, row.course_day, row.course_due_at)


def due_courses(source: Source, now: datetime, limit: int) -> list[Course]:
    """The longest due first."""
    due = select(readers).where(readers.c.course_due_at <= now).order_by(readers.c.course_due_at)
    rows = source.execute(due.limit(limit))
    return [Course(row.user_id, row.course_day, row.course_due_at) for row in rows]


def next_course(source: Source) -> datetime | None:
    """When the next screen of anybody's list is due."""
    return source.execute(select(func.min(readers.c.course_due_at))).scalar_one_or_none()


def go_on(unit: Unit, course: Course, day: int | None, due_at: datetime | None) -> bool:
    """To the next screen, or (with None) to the end. False when another process has done so."""
    same = (
        readers.c.user_id == course.user_id,
        readers.c.course_day == course.day,
        readers.c.course_due_at == course.due_at,
    )
    moved = update(readers).where(*same).values(course_day=day, course_due_at=due_at)
    return unit.execute(moved).rowcount == 1
