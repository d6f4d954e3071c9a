"""What is told of duty, in words: one change, for the team's channel or for one person, and what is noted.

bot/oncall/changing.py says what each notice carries.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.company import Company, Team
from bot.oncall.absence import Away
from bot.oncall.model import Shift
from bot.oncall.swapping import Swap
from bot.people import Colleague, People
from handlers.names import ONCALL_EDIT, ONCALL_UNDO
from handlers.views.blocks import actions, button, section
from handlers.views.message import Block, Message
from handlers.views.oncall.groups import group_words
from handlers.views.syncs.spoken import together
from handlers.views.text import cut, escape, on_day, one_line, when
from handlers.views.wording import first, team_name

_MOST_NAMES = 10
_LONGEST_NAME = 60


@dataclass(frozen=True)
class Told:
    """One change with all that its words need. `zone`: where Slack cannot show the reader's own."""

    detail: Mapping[str, Any]
    team: Team
    people: People
    company: Company
    now: datetime
    zone: ZoneInfo
    swap: Swap | None = None

    def name(self, user_id: str | None) -> str:
        return first(self.people.get(user_id))

    def names(self, user_ids: Sequence[str]) -> str:
        return together([self.name(one) for one in user_ids[:_MOST_NAMES]])

    @property
    def actor(self) -> str:
        return self.name(self.detail.get("actor_id"))

    @property
    def person(self) -> str:
        return self.name(self.detail.get("user_id"))

    @property
    def to_one(self) -> bool:
        return "to" in self.detail

    def stretch(self, moments: Iterable[str | datetime]) -> str:
        """ "from … to …" """
        starts, ends = (datetime.fromisoformat(one) if isinstance(one, str) else one for one in moments)
        return f"from {when(starts, self.zone, self.now)} to {when(ends, self.zone, self.now)}"


def told(one: Told) -> Message:
    words = _WORDS[one.detail["what"]](one)
    blocks: list[Block] = [section(words), *actions(_button(one))]
    return Message(words, blocks)


def away_noted(noted: Away, today: date) -> str:
    """To whoever is away."""
    absence = noted.absence
    if absence is None:
        return back_noted(noted)
    said = [f"Noted: you're away {_days((absence.first_day, absence.last_day), today)}."]
    if noted.syncs:
        said.append(f"No turns and no reminders of {_syncs(noted.syncs)} on these days.")
    said.append(_others_then(noted))
    for old in noted.replaced:
        before = _days((old.first_day, old.last_day), today)
        said.append(f"This takes the place of what you'd said before, {before}.")
    again = _teams(noted.again)
    said.append(f"Your other shifts for {again} are yours again; its channel knows." if again else "")
    return " ".join(one for one in said if one)


def back_noted(noted: Away) -> str:
    turns = f" You're in the turns of {_syncs(noted.syncs)} again." if noted.syncs else ""
    teams = _teams(noted.shifts)
    duty = f" Your shifts for {teams} are yours again; its channel knows." if teams else ""
    return f"Welcome back.{turns}{duty}{_still_away(noted)}"


def away_noted_for(noted: Away, person: Colleague, today: date) -> str:
    """To whoever said it for somebody else, who is told as well."""
    name, absence = first(person), noted.absence
    if absence is None:
        duty = f" Their shifts for {_teams(noted.shifts)} are theirs again." if noted.shifts else ""
        return f"Noted: {name} is back, and knows that you said so.{duty}"
    days = _days((absence.first_day, absence.last_day), today)
    said = f"Noted: {name} is away {days}, and knows that you said so. {_others_then(noted)}"
    return said.rstrip()


def said_for_you(noted: Away, actor: Colleague, today: date) -> str:
    """To whoever is away, where somebody else said so."""
    absence = noted.absence
    if absence is None:
        return f"{first(actor)} has noted that you're back. `/oncall away` changes it."
    days = _days((absence.first_day, absence.last_day), today)
    return " ".join(
        (
            f"{first(actor)} has noted that you're away {days}, so you have no shifts and no turns then.",
            "`/oncall away back` ends it.",
        )
    )


def _taken(one: Told) -> str:
    stretch, instead = one.stretch(one.detail["stretch"]), one.names(one.detail["instead_of"])
    for_whom = f", instead of {instead}" if instead else ""
    if one.detail.get("actor_id") == one.detail["user_id"]:
        return f"{one.person} takes duty {stretch}{for_whom}."
    return f"{one.actor} has put {one.person} on call {stretch}{for_whom}."


def _put_on(one: Told) -> str:
    instead = one.names(one.detail["instead_of"])
    for_whom = f", instead of {instead}" if instead else ""
    stretch = one.stretch(one.detail["stretch"])
    return f"{one.actor} has put you on call for {team_name(one.team)} {stretch}{for_whom}."


def _cancelled(one: Told) -> str:
    serving = one.names(one.detail["serving"])
    undone = f"{one.actor} has undone that {one.person} takes duty {one.stretch(one.detail['stretch'])}."
    return f"{undone} On call then: {serving}." if serving else undone


def _again(one: Told) -> str:
    stretch = one.stretch(one.detail["stretch"])
    mine = f"You're on call for {team_name(one.team)} again {stretch}"
    if one.detail.get("actor_id") == one.detail["user_id"]:
        return f"{mine}: {one.person} gave it back."
    return f"{mine}: {one.actor} has undone that {one.person} takes it."


def _swapped(one: Told) -> str:
    if one.swap is None:
        return "Two shifts were swapped."
    asker, other = one.name(one.swap.asked_by), one.name(one.swap.with_user)
    there = one.stretch(one.swap.shift)
    if one.swap.back is None:
        return f"{other} takes duty {there}, instead of {asker}."
    back = one.stretch(one.swap.back)
    return f"{asker} and {other} have swapped: {other} is on call {there}, and {asker} {back}."


def _unswapped(one: Told) -> str:
    if one.swap is None:
        return f"{one.actor} has undone a swap."
    both = f"{one.name(one.swap.asked_by)} and {one.name(one.swap.with_user)}"
    return f"{one.actor} has undone the swap of {both}: both have their own shifts again."


def _accepted(one: Told) -> str:
    if one.swap is None:
        return f"{one.actor} said yes."
    yes = f"{one.actor} said yes and has your shift for {team_name(one.team)} {one.stretch(one.swap.shift)}."
    return f"{yes} You have theirs {one.stretch(one.swap.back)}." if one.swap.back else yes


def _declined(one: Told) -> str:
    shift = f" {one.stretch(one.swap.shift)}" if one.swap else ""
    return (
        f"{one.actor} can't take your shift for {team_name(one.team)}{shift}, so it's still yours. You can "
        "ask somebody else."
    )


def _overtaken(one: Told) -> str:
    return (
        f"{one.actor} said yes, but the shifts have changed since you asked, so nothing was swapped. "
        "`/oncall` shows who is on call, and `/oncall swap` asks again."
    )


def _unreachable(one: Told) -> str:
    other = one.name(one.swap.with_user) if one.swap else "them"
    shift = f" {one.stretch(one.swap.shift)}" if one.swap else ""
    return (
        f"I couldn't reach {other} in Slack, so your shift{shift} is still yours. You can ask somebody else."
    )


def _away(one: Told) -> str:
    today = one.now.astimezone(one.zone).date()
    from_day, last_day = (date.fromisoformat(day) for day in one.detail["days"])
    away = f"{one.person} is away {_days((from_day, last_day), today)}"
    if one.to_one:
        return "\n".join([f"{away}, so you're on call for {team_name(one.team)}:", *_when_lines(one)])
    return "\n".join([f"{away}. On call instead:", *_who_lines(one)])


def _back(one: Told) -> str:
    back = f"{one.person} is {'away on other days now' if one.detail.get('still_away') else 'back'}"
    if one.to_one:
        theirs = f"{back}, so you needn't stand in for {team_name(one.team)}:"
        return "\n".join([theirs, *_when_lines(one)])
    return "\n".join([f"{back}, so nobody needs to stand in any more:", *_who_lines(one)])


def _rota_changed(one: Told) -> str:
    changed = f"{one.actor} has changed the rota of {team_name(one.team)}. On call from now on:"
    return "\n".join([changed, *_who_lines(one)])


def _rota_from_file(one: Told) -> str:
    counts = f"{one.actor} has put the rota of {team_name(one.team)} back to the company file's. On call:"
    return "\n".join([counts, *_who_lines(one)])


def _calendar_connected(one: Told) -> str:
    taken = f"The rota of {team_name(one.team)} is taken from a calendar now. On call from now on:"
    return "\n".join([taken, *_who_lines(one)])


def _calendar_ended(one: Told) -> str:
    kept = f"The rota of {team_name(one.team)} is kept here again, and no longer in a calendar. On call:"
    return "\n".join([kept, *_who_lines(one)])


def _gone(one: Told) -> str:
    found = (one.company.person_by_email(email) for email in one.detail["emails"][:_MOST_NAMES])
    named = [escape(cut(one_line(person.name), _LONGEST_NAME)) for person in found if person]
    who = together(named) or "Somebody"
    them = "them" if len(named) > 1 else "this person"
    return (
        f"⚠️ {who} can't be reached in Slack any more: the account is closed, or there's none. Others stand "
        f"in whenever it would be the turn of {them}. Somebody of {team_name(one.team)} should take {them} "
        "out of the rota."
    )


def _group_problem(one: Told) -> str:
    return group_words(one.detail, one.team, one.people)


def _days(days: tuple[date, date], today: date) -> str:
    from_day, last_day = (on_day(day, today) for day in days)
    return f"on {from_day}" if from_day == last_day else f"from {from_day} to {last_day}"


def _who_lines(one: Told) -> list[str]:
    shifts = one.detail["shifts"]
    return [f"• {one.name(user_id)} {one.stretch(times)}" for *times, user_id in shifts] + _more(one)


def _when_lines(one: Told) -> list[str]:
    return [f"• {one.stretch(times)}" for *times, _ in one.detail["shifts"]] + _more(one)


def _more(one: Told) -> list[str]:
    more = one.detail.get("more") or 0
    return [f"• and {more} more; `/oncall` shows them"] if more else []


def _button(one: Told) -> dict[str, Any] | None:
    override_id = one.detail.get("override_id")
    if override_id:
        return button(f"{ONCALL_UNDO}.{override_id}", "Undo", override_id)
    if one.detail["what"] == "gone":
        return button(ONCALL_EDIT, "Change the rota", one.team.id)
    return None


def _syncs(count: int) -> str:
    return "your sync" if count == 1 else f"your {count} syncs"


def _still_away(noted: Away) -> str:
    if not noted.left:
        return ""
    named = together(
        [_days((one.first_day, one.last_day), one.first_day) for one in noted.left[:_MOST_NAMES]]
    )
    return f" You're still noted as away {named}; `/oncall away back` once more ends what comes next."


def _others_then(noted: Away) -> str:
    teams = _teams(noted.shifts)
    return f"Others are on call then for {teams}; its channel knows." if teams else ""


def _teams(shifts: Iterable[tuple[Team, Shift]]) -> str:
    return together(list(dict.fromkeys(team_name(team) for team, _ in shifts)))


_WORDS: Mapping[str, Callable[[Told], str]] = {
    "taken": _taken,
    "put_on": _put_on,
    "cancelled": _cancelled,
    "again": _again,
    "swapped": _swapped,
    "unswapped": _unswapped,
    "swap_accepted": _accepted,
    "swap_declined": _declined,
    "swap_overtaken": _overtaken,
    "swap_unreachable": _unreachable,
    "away": _away,
    "back": _back,
    "rota_changed": _rota_changed,
    "rota_from_file": _rota_from_file,
    "calendar_connected": _calendar_connected,
    "calendar_ended": _calendar_ended,
    "gone": _gone,
    "group_problem": _group_problem,
}
