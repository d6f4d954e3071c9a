"""How well requests find their way and what was learnt from them, for those who look after it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from sqlalchemy import Connection, select

from bot.learning import KnownLesson, in_force, known_from
from bot.people import Colleague
from bot.requests.past import Tally, by_area, past_requests
from db.engine import Unit
from db.errors import NotAllowed
from db.tables import lessons

AREAS_ON_PAGE = 5
LESSONS_ON_PAGE = 8
NEWEST_LESSONS = 3  # below the first page of areas

Shelf = Literal["areas", "lessons"]
Standing = Literal["counts", "newer", "capped", "revoked"]
T = TypeVar("T")


@dataclass(frozen=True)
class ShownLesson:
    """`newer`: another word on the same request came later; `capped`: beyond what one person may teach."""

    lesson: KnownLesson
    standing: Standing


@dataclass(frozen=True)
class Capped:
    """So many corrections of one person into one area wait until others say the same."""

    user_id: str
    area_id: str
    waiting: int


@dataclass(frozen=True)
class Accuracy:
    """One page of one shelf. The first page of the areas has the newest lessons below it."""

    shelf: Shelf
    number: int  # from 0
    last: int
    requests: int  # in all
    lessons_in_all: int
    tallies: tuple[Tally, ...]
    lessons: tuple[ShownLesson, ...]
    capped: tuple[Capped, ...]


def sees_accuracy(person: Colleague) -> bool:
    return (person.is_bridge or person.is_admin) and not person.outside and not person.deactivated


def require_overseer(person: Colleague) -> None:
    if not sees_accuracy(person):
        raise NotAllowed("Only the bridge and admins can see how well all requests find their way.")


def find_accuracy(source: Unit | Connection, shelf: Shelf = "areas", number: int = 0) -> Accuracy:
    """A page past the end gives the last one."""
    past = past_requests(source)
    known = [known_from(row) for row in source.execute(select(lessons)).mappings()]
    shown = standings(known)
    tallies = by_area(past)
    number, last = _within(number, *_sizes(shelf, len(tallies), len(shown)))
    on_areas = shelf == "areas"
    return Accuracy(
        shelf=shelf,
        number=number,
        last=last,
        requests=len(past),
        lessons_in_all=len(shown),
        tallies=_page(tallies, number, AREAS_ON_PAGE) if on_areas else (),
        lessons=_page(shown, 0 if on_areas else number, NEWEST_LESSONS if on_areas else LESSONS_ON_PAGE)
        if number == 0 or not on_areas
        else (),
        capped=capped_now(shown) if number == 0 else (),
    )


def standings(known: Iterable[KnownLesson]) -> tuple[ShownLesson, ...]:
    """Every lesson with what became of it, the newest first."""
    given = sorted(known, key=lambda one: (one.taught_at, one.id))
    counting = {lesson.id for lesson in in_force(given)}
    newest = {lesson.request_id: lesson.id for lesson in given if not lesson.revoked}

    def standing(lesson: KnownLesson) -> Standing:
        if lesson.revoked:
            return "revoked"
        if lesson.id in counting:
            return "counts"
        return "capped" if newest[lesson.request_id] == lesson.id else "newer"

    return tuple(ShownLesson(lesson, standing(lesson)) for lesson in reversed(given))


def capped_now(shown: Iterable[ShownLesson]) -> tuple[Capped, ...]:
    """Whose corrections do not all count at present; those with most of them first."""
    waiting = Counter((one.lesson.taught_by, one.lesson.area_id) for one in shown if one.standing == "capped")
    found = [Capped(who or "", area_id, count) for (who, area_id), count in waiting.items()]
    return tuple(sorted(found, key=lambda one: (-one.waiting, one.user_id, one.area_id)))


def _sizes(shelf: Shelf, areas: int, taught: int) -> tuple[int, int]:
    return (areas, AREAS_ON_PAGE) if shelf == "areas" else (taught, LESSONS_ON_PAGE)


def _within(number: int, total: int, size: int) -> tuple[int, int]:
    last = max(0, (total - 1) // size)
    return min(max(number, 0), last), last


def _page(all_of_them: Sequence[T], number: int, size: int) -> tuple[T, ...]:
    return tuple(all_of_them[number * size : (number + 1) * size])
