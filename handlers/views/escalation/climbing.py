"""Nobody answered: what the team, the bridge and whoever asked read when the next ones are asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.company import Company
from bot.company.rota import Whom
from bot.escalation.asked import Asked
from bot.escalation.waking import SAID
from bot.people import People
from bot.requests.model import Request
from db.kinds import StepReason
from handlers.names import CLAIM, HAND_TO, OPEN_THREAD
from handlers.views.blocks import actions, button, context, link_button, menu, part, quote, section, words
from handlers.views.card import teams_to_hand_to
from handlers.views.message import Block, Message
from handlers.views.text import cut, fitted, mention, when
from handlers.views.wording import (
    first,
    full,
    keeper,
    promised,
    says_more,
    team_name,
    team_of,
    team_of_person,
    title,
)

MOST_CALLED = 12  # in one message; who else is asked reads it in their own
_MOST_NAMES = 3
_MOST_WORDS = 1500
_LONGEST_LINK = 3000


@dataclass(frozen=True)
class Climb:
    """One step of a chain, as its notice tells of it."""

    to: Whom
    user_ids: tuple[str, ...]
    why: StepReason = StepReason.UNCLAIMED
    late: bool = False
    silent_since: datetime | None = None  # of a late one: since when nobody was asked
    down: tuple[datetime, datetime] | None = None  # when the bot was not there
    round: int = 0
    number: int = 0
    on_call: str | None = None  # who is called with those of the step, because steps were missed

    @property
    def owner_is_silent(self) -> bool:
        return self.why is StepReason.SILENT


def climb_from(detail: Mapping[str, Any]) -> Climb:
    since, down = detail.get("silent_since"), detail.get("down")
    return Climb(
        to=detail.get("to") or "on_call",
        user_ids=tuple(detail.get("user_ids") or ()),
        why=StepReason(detail.get("why") or StepReason.UNCLAIMED),
        late=bool(detail.get("late")),
        silent_since=datetime.fromisoformat(since) if since else None,
        down=(datetime.fromisoformat(down[0]), datetime.fromisoformat(down[1])) if down else None,
        round=int(detail.get("round") or 0),
        number=int(detail.get("number") or 0),
        on_call=detail.get("on_call"),
    )


def step_taken(
    request: Request,
    climb: Climb,
    before: Sequence[Asked],
    people: People,
    now: datetime,
    zone: ZoneInfo,
) -> Message:
    """One line under the team's card. `zone`: the team's."""
    said = [
        f"{_calls(climb.user_ids)}{_request_of_team(request, climb, before, people)}",
        asked_before(climb, before, people, now, zone),
        late_words(climb, now, zone),
        promised(request, zone, now) if not climb.owner_is_silent else "",
    ]
    text = " ".join(one for one in said if one)
    return Message(text, [section(text)])


def step_at_bridge(
    request: Request,
    climb: Climb,
    before: Sequence[Asked],
    people: People,
    company: Company,
    now: datetime,
    *,
    card_link: str | None,
    unreached: str | None = None,
) -> Message:
    """A message of its own in the bridge's channel, with all that is needed to find somebody. `unreached`:
    whose direct messages refused it."""
    zone, understood = ZoneInfo(company.zone), title(request, company)
    sentence = f"{_calls(climb.user_ids)}{_nobody(request, climb, people, company)}"
    refused = f"I couldn't write to {first(people.get(unreached))}." if unreached else ""
    details = [
        origin(request, people, company, zone, now),
        refused,
        asked_before(climb, before, people, now, zone),
        late_words(climb, now, zone),
        promised(request, zone, now),
    ]
    blocks = [
        words(part(understood, "bold")),
        section(sentence),
        *what_is_broken(request),
        *own_words(request, understood),
        context(" ".join(one for one in details if one)),
        *actions(
            button(CLAIM, "I've got it", request.id, style="primary"), open_thread(card_link, "Open the card")
        ),
        *actions(menu(HAND_TO, "Hand to…", teams_to_hand_to(request, company))),
    ]
    return Message(f"{sentence} {fitted(understood, 600)}", blocks)


def _nobody(request: Request, climb: Climb, people: People, company: Company) -> str:
    """What the bridge reads first."""
    if climb.owner_is_silent:
        holder = keeper(request, people)
        nobody = f"{first(holder) if holder else 'Whoever has this'} said nothing more in time."
    else:
        nobody = f"Nobody has picked this up yet; it's with {team_name(team_of(request, company))}."
    return f"{nobody} Could you see who can take it?"


def call_settled(request: Request, people: People, company: Company, *, moved: bool = False) -> Message:
    """What a call becomes once somebody has it. `moved`: another team is asked now."""
    holder = keeper(request, people)
    if moved:
        sentence = f"It has moved to {team_name(team_of(request, company))}, so there's nothing to do here."
    elif not request.is_open:
        sentence = "That's settled, nobody needs to do anything any more."
    elif request.is_unclaimed and request.parent_id is not None:
        sentence = "Somebody else reported the same thing, and the card of that one counts."
    else:
        sentence = f"👀 {first(holder) if holder else 'Somebody'} has it."
    understood = title(request, company)
    return Message(
        f"{sentence} {fitted(understood, 600)}", [section(sentence), words(part(understood, "italic"))]
    )


def told_to_asker(request: Request, people: People, company: Company, detail: Mapping[str, Any]) -> str:
    """Honest, and blames nobody."""
    climb, before = climb_from(detail), set(detail.get("asked_before") or ())
    sorry = "I couldn't ask anybody for a while, sorry. " if climb.late else ""
    whom = _whom(request, climb, people, company)
    if climb.owner_is_silent:
        return f"{sorry}It's been quiet here for too long. I've asked {whom} to have a look, too."
    too = " again" if before and set(climb.user_ids) <= before else " too" if before else ""
    return f"{sorry}Nobody has picked this up yet, so I've asked {whom}{'' if climb.to == 'team' else too}."


def told_to_team(request: Request, people: People, company: Company, detail: Mapping[str, Any]) -> str:
    climb = climb_from(detail)
    return f"I've asked {_whom(request, climb, people, company)}."


def asked_before(
    climb: Climb, before: Sequence[Asked], people: People, now: datetime, zone: ZoneInfo, most: int = 5
) -> str:
    """Who was asked when in this round, each person by the last time."""
    last: dict[str, datetime] = {}
    for one in before:
        if one.number < climb.number:
            last |= dict.fromkeys(one.user_ids, one.at)
    named = [f"{first(people.get(one))} ({when(at, zone, now)})" for one, at in last.items()][:most]
    more = f" and {len(last) - most} more" if len(last) > most else ""
    return f"Asked before: {', '.join(named)}{more}." if named else ""


def late_words(climb: Climb, now: datetime, zone: ZoneInfo) -> str:
    """Since when nobody was asked, and why where that is known."""
    if not climb.late:
        return ""
    if climb.down is not None:
        start, end = (when(moment, zone, now) for moment in climb.down)
        return f"This comes late: I was down from {start} until {end}."
    if climb.silent_since is None:
        return "This comes late: I couldn't ask anybody for a while."
    return f"This comes late: nobody was asked since {when(climb.silent_since, zone, now)}."


def origin(request: Request, people: People, company: Company, zone: ZoneInfo, now: datetime) -> str:
    asker = people.get(request.asked_by)
    team = team_of_person(asker, company)
    of_team = f", {team_name(team)}" if team else ""
    return f"From {full(asker)}{of_team}, asked {when(request.asked_at, zone, now)}."


def own_words(request: Request, understood: str) -> list[Block]:
    text = request.text.strip()
    return [quote(cut(text, _MOST_WORDS))] if text and says_more(text, understood) else []


def what_is_broken(request: Request) -> list[Block]:
    """What people cannot do, where somebody was asked for it."""
    said = request.urgency_why
    woken = request.urgency == "outage" and said.startswith(SAID)
    return [quote(cut(said.removeprefix(SAID), _MOST_WORDS))] if woken else []


def open_thread(link: str | None, label: str) -> dict[str, Any] | None:
    return link_button(OPEN_THREAD, label, link) if link and len(link) <= _LONGEST_LINK else None


def _calls(user_ids: Sequence[str]) -> str:
    called = " ".join(mention(one) for one in user_ids[:MOST_CALLED])
    return f"{called} " if called else ""


def _request_of_team(request: Request, climb: Climb, before: Sequence[Asked], people: People) -> str:
    if climb.owner_is_silent:
        holder = keeper(request, people)
        return (
            f"It's been quiet here for longer than promised. Could you see whether "
            f"{first(holder) if holder else 'whoever has it'} needs a hand?"
        )
    if climb.to == "team":
        return "Nobody has picked this up yet. Could one of you take it?"
    if not any(one.number < climb.number for one in before):
        return "This one is for you, nobody has it yet."
    return "Nobody has picked this up yet. Could you have a look?"


def _whom(request: Request, climb: Climb, people: People, company: Company) -> str:
    if climb.to == "team":
        return f"everybody in {team_name(team_of(request, company))}"
    from_bridge = climb.to == "bridge" and request.team_id is not None
    beside = climb.on_call if from_bridge and len(climb.user_ids) > 1 else None
    asked = [one for one in climb.user_ids if one != beside]
    names = _names((first(people.get(one)) for one in asked), len(asked))
    if not names:
        return "somebody else"
    if from_bridge:
        names = f"{names} from the bridge between marketing and IT"
    return f"{names}, and {first(people.get(beside))}" if beside in climb.user_ids else names


def _names(names: Iterable[str], count: int) -> str:
    shown = [name for name, _ in zip(names, range(_MOST_NAMES), strict=False)]
    if count > _MOST_NAMES:
        return f"{', '.join(shown)} and {count - _MOST_NAMES} more"
    return " and ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)
