"""The list for new starters: a screen a day, on the mornings on which each person works."""

from __future__ import annotations

from bot.people import Colleague
from bot.quiet.starting import course_of, is_morning, morning_from, next_morning
from bot.toolkit import Toolkit
from bot.wordbook import side_in
from db.engine import Unit
from db.kinds import NoticeKind
from db.outbox import enqueue
from glossary.quiet.readers import Course, due_courses, go_on

AT_ONCE = 100


def send_courses(toolkit: Toolkit) -> None:
    """May run as often as one likes: rows say which screen is next, and when."""
    now = toolkit.now()
    if not toolkit.shelf.words.concepts:
        return  # they are still being read
    with toolkit.ledger.read() as connection:
        due = due_courses(connection, now, AT_ONCE)
    people = toolkit.directory.people()
    for course in due:
        with toolkit.ledger.begin() as unit:
            _send(toolkit, unit, course, people.get(course.user_id))


def _send(toolkit: Toolkit, unit: Unit, course: Course, person: Colleague) -> None:
    """Claim and writing together. One that was late, for a night or a holiday, waits for the next morning."""
    now, company = toolkit.now(), toolkit.company
    if person.deactivated or person.outside:
        go_on(unit, course, None, None)
        return
    if not is_morning(company, person, now):
        later = morning_from(company, person, now)
        if later > now:
            go_on(unit, course, course.day, later)
            return
    days = len(course_of(toolkit.shelf.words, side_in(unit, toolkit.directory.people(), person.user_id)))
    is_last = course.day + 1 >= days
    following = None if is_last else next_morning(company, person, now)
    if not go_on(unit, course, None if is_last else course.day + 1, following) or course.day >= days:
        return
    enqueue(
        unit,
        NoticeKind.COURSE_DUE,
        lane=f"person:{course.user_id}",
        now=now,
        user_id=course.user_id,
        day=course.day,
    )
    unit.after_commit.append(toolkit.wake)
