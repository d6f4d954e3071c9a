"""How well requests find their way, area by area in words, and the lessons, each with its way back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from bot.company import Company
from bot.intake.summary import understood
from bot.people import Colleague, People
from bot.requests.accuracy import Accuracy, Capped, Shelf, ShownLesson
from bot.requests.past import Past, Tally, Way
from db.kinds import Taught
from handlers.names import TAKE_LESSON_BACK, TURN_ACCURACY
from handlers.views.blocks import actions, button, confirm, context, section
from handlers.views.message import Block, Message
from handlers.views.text import fitted, length, one_line, when
from handlers.views.wording import first, team_name

_EXAMPLES = 2  # of each way, for each area
_MOST_CAPPED = 5
_TITLE = 60  # characters of a request
_LONGEST = 120  # of a title or a name, escaped
_MOST_IN_TEXT = 2500

_WAYS = {
    Way.ROUTED: "went straight to {team} and stayed",
    Way.MOVED: "went there and had to move on",
    Way.ASKED: "came after the asker was shown some choices",
    Way.BRIDGE: "came through the bridge",
}
# The least share that each word stands for.
_SHARES = ((1.0, "All"), (0.85, "Nearly all"), (0.6, "Most"), (0.4, "About half"), (0.15, "Some"), (0, "Few"))
_NOTHING = "No request has been filed yet, so there is nothing to tell."
_NO_LESSONS = "Nothing learnt yet: a request that is finished or moved teaches me whose it was."


def accuracy_page(
    found: Accuracy, reader: Colleague, people: People, company: Company, now: datetime, *, news: str = ""
) -> Message:
    """`news`: what has just been done, plain."""
    said = [fitted(news, 300)] if news else []
    said.append(_heading(found))
    rows = [_area(tally, company) for tally in found.tallies]
    if not rows and found.shelf == "areas":
        rows = [_NOTHING]
    taught = [_lesson(one, found, reader, people, company, now) for one in found.lessons]
    learnt = (
        [section(_over_lessons(found)), *taught] if found.shelf == "areas" and found.number == 0 else taught
    )
    capped = _capped(found.capped, people, company)
    blocks = [*map(section, [*said, *rows]), *learnt, *capped, *_pages(found)]
    return Message(_spoken([*said, *rows]), blocks)


def _heading(found: Accuracy) -> str:
    if found.shelf == "lessons":
        return f"*What I have learnt*, {found.lessons_in_all} in all" if found.lessons_in_all else _NO_LESSONS
    count = f", {found.requests} in all" if found.requests else ""
    return f"*How requests find their way*{count}"


def _over_lessons(found: Accuracy) -> str:
    return "*Learnt last*" if found.lessons else _NO_LESSONS


def _area(tally: Tally, company: Company) -> str:
    """A line for each way that happened, with the newest examples of it."""
    area = company.find_area(tally.area_id) if tally.area_id else None
    team = team_name(company.team(area.owner_team)) if area else "a team"
    ours = tally.total - tally.count(Way.PICKED)
    lines = [f"*{_area_name(tally.area_id, company)}*"]
    for way, words in _WAYS.items():
        some = tally.ways.get(way, ())
        if some:
            lines.append(f"• {share(len(some), ours)} {words.format(team=team)}: {_examples(some, company)}")
    if picked := tally.count(Way.PICKED):
        lines.append(f"• {picked} more came with the asker's own choice in the form")
    return "\n".join(lines)


def share(count: int, total: int) -> str:
    """Some of all in words: "Most (9 of 12)". One of one is "The only one"."""
    if total == 1:
        return "The only one"
    word = next(word for least, word in _SHARES if count / total >= least)
    return f"{word} ({count} of {total})"


def _examples(some: tuple[Past, ...], company: Company) -> str:
    return ", ".join(_example(past, company) for past in reversed(some[-_EXAMPLES:]))


def _example(past: Past, company: Company) -> str:
    where = f" → {_area_name(past.area_id, company)}" if past.way is Way.MOVED else ""
    return f"“{_short(past.text)}”{where}"


def _lesson(
    one: ShownLesson, found: Accuracy, reader: Colleague, people: People, company: Company, now: datetime
) -> Block:
    lesson = one.lesson
    moment = when(lesson.taught_at, reader.zone_info, now)
    if lesson.how is Taught.MOVED:
        how = f"{first(people.get(lesson.taught_by))} said so, {moment}."
    else:
        how = f"It was done there, {moment}."
    told = (
        f"“{_short(lesson.text)}” → *{_area_name(lesson.area_id, company)}*\n{how} {_standing(one, people)}"
    )
    shown = section(told.strip())
    return shown if one.standing == "revoked" else {**shown, "accessory": _take_back(one, found)}


def _standing(one: ShownLesson, people: People) -> str:
    if one.standing == "revoked":
        who = one.lesson.revoked_by
        return f"Taken back by {first(people.get(who))}." if who else "Taken back."
    return {
        "counts": "",
        "newer": "Something newer about the same request counts instead.",
        "capped": "It waits until others say the same.",
    }[one.standing]


def _take_back(one: ShownLesson, found: Accuracy) -> dict[str, Any]:
    sure = confirm(
        "Take it back?",
        "Then I no longer go by it. The request itself stays where it is.",
        yes="Take it back",
        no="Keep it",
    )
    value = f"{one.lesson.id} {found.shelf} {found.number}"
    return button(f"{TAKE_LESSON_BACK}.{one.lesson.id}", "Take it back", value, confirm=sure)


def _capped(capped: tuple[Capped, ...], people: People, company: Company) -> list[Block]:
    """So that nobody wonders why their corrections seem to do nothing."""
    if not capped:
        return []
    lines = [
        f"{first(people.get(one.user_id))} has taught me much about *{_area_name(one.area_id, company)}*: "
        f"{one.waiting} of those wait until others say the same."
        for one in capped[:_MOST_CAPPED]
    ]
    more = len(capped) - len(lines)
    return [context("\n".join([*lines, f"And {more} more like that."] if more else lines))]


def _pages(found: Accuracy) -> list[Block]:
    back = _turn(found.shelf, found.number - 1, "Back") if found.number > 0 else None
    on = _turn(found.shelf, found.number + 1, "More") if found.number < found.last else None
    where = [context(f"Page {found.number + 1} of {found.last + 1}")] if found.last else []
    if found.shelf == "lessons":
        return [*where, *actions(back, on, _turn("areas", 0, "All areas"))]
    other = _turn("lessons", 0, "All lessons") if found.lessons_in_all else None
    return [*where, *actions(back, on, other)]


def _turn(shelf: Shelf, number: int, label: str) -> dict[str, Any]:
    return button(f"{TURN_ACCURACY}.{shelf}.{number}", label, f"{shelf} {number}")


def _area_name(area_id: str | None, company: Company) -> str:
    area = company.find_area(area_id) if area_id else None
    if area is None:
        return fitted(area_id, _LONGEST) if area_id else "Not decided yet"
    return fitted(one_line(area.name), _LONGEST)


def _short(text: str) -> str:
    return fitted(understood(text, _TITLE), _LONGEST) or "files without words"


def _spoken(parts: list[str]) -> str:
    kept: list[str] = []
    for part in parts:
        if sum(map(length, kept)) + length(part) > _MOST_IN_TEXT:
            break
        kept.append(part)
    return "\n".join(kept)
