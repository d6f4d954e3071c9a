"""The card in the owning team's channel: whose wish, in whose words, and what can be done with one click."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.company import Area, Company, Team
from bot.people import People
from bot.requests.children import ALONE, Together
from bot.requests.model import LONGEST_PURPOSE, Request
from db.kinds import WITH_TEAM, Mode, RequestState
from handlers.names import ASK_BACK, CLAIM, DONE, HAND_TO, NOT_OURS, OPEN_THREAD, SEND_ON
from handlers.views.blocks import (
    actions,
    button,
    confirm,
    context,
    link_button,
    menu,
    option,
    part,
    quote,
    section,
    words,
)
from handlers.views.budget import room
from handlers.views.merging import child_card, for_all, others_with_it, same_thing_menu
from handlers.views.message import Block, Message
from handlers.views.night import back_at
from handlers.views.plans import for_card
from handlers.views.questions import known_and_open
from handlers.views.similar import also_waiting
from handlers.views.text import cut, escape, fitted, mention, one_line, when
from handlers.views.wording import (
    file_links,
    first,
    full,
    keeper,
    keeper_name,
    plain_name,
    promised,
    reason_for_team,
    says_more,
    team_name,
    team_of,
    team_of_person,
    title,
    title_in_bold,
    zone_of_team,
)

_MOST_GUESSES = 3
_MOST_BESIDE = 5
_MOST_TITLE = 600
_LONGEST_OPTION_VALUE = 150
_LONGEST_LINK = 3000
_LONGEST_TEAM = 60
_LONGEST_AREA = 80
_LONGEST_AREA_ID = 200  # it is part of the button's name


def card(
    request: Request,
    people: People,
    company: Company,
    now: datetime,
    *,
    home_link: str | None,
    beside: Sequence[Request] = (),
    followers: int = 0,
    together: Together = ALONE,
) -> Message:
    """`beside`: what was asked for with the same words, of whomever. `followers`: how many wait too."""
    if request.state in (RequestState.CLOSED, RequestState.CANCELLED):
        return _ended(request, people, company)
    if request.parent_id is not None:
        return child_card(request, together, people, company)
    sentence = _standing(request, people, company, now)
    understood = title(request, company)
    frame = [words(part(understood, "bold")), section(sentence)]
    rest = [
        *_details(request, people, company, now),
        *others_with_it(together, people),
        *also_waiting(followers),
        *_asked_together(beside, people, company),
        *_thread(request, people, home_link),
        *_actions(request, people, company, together, followers),
    ]
    text = f"{sentence} {fitted(understood, _MOST_TITLE)}"
    return Message(text, [*frame, *_own_words(request, understood, room(frame + rest)), *rest])


def card_left(
    request: Request,
    people: People,
    company: Company,
    *,
    from_team: str | None,
    team_id: str | None,
    actor_id: str | None,
    old_owner_id: str | None,
) -> Message:
    """What the card of a team becomes that no longer has the request. `from_team` is that team."""
    team = company.find_team(team_id) if team_id else None
    by = f" by {first(people.get(actor_id))}" if actor_id else ""
    sentence = f"Moved to {team_name(team)}{by}."
    if old_owner_id and old_owner_id != actor_id:
        left = company.find_team(from_team) if from_team else None
        of_team = f" for {team_name(left)}" if left else ""
        sentence += f" {first(people.get(old_owner_id))}, there's nothing left to do here{of_team}."
    return _calm(sentence, request, company)


def main_buttons(request: Request, people: People) -> list[dict[str, Any]]:
    """What the owning side can do now, most likely first."""
    if request.state not in WITH_TEAM:
        return []
    asker = plain_name(people.get(request.asked_by))
    ask = button(ASK_BACK, f"Ask {asker}", request.id)
    not_ours = [button(NOT_OURS, "Not ours", request.id)] if request.team_id else []
    if not request.is_unclaimed:
        return [ask, button(DONE, "Done", request.id, style="primary"), *not_ours]
    sure = confirm(
        "Is it done?",
        f"Nobody has taken it yet. I'd tell {asker} that it's done.",
        yes="Yes, it's done",
        no="Not yet",
    )
    claim = button(CLAIM, "I've got it", request.id, style="primary")
    return [claim, *not_ours, ask, button(DONE, "Done", request.id, confirm=sure)]


def _standing(request: Request, people: People, company: Company, now: datetime) -> str:
    asker = people.get(request.asked_by)
    team = team_of_person(asker, company)
    asked = when(request.asked_at, _zone(request, company), now)
    origin = f"From {full(asker)}{f', {team_name(team)}' if team else ''}, asked {asked}."
    return f"{_opening(request, people, company, now)} {origin}"


def _opening(request: Request, people: People, company: Company, now: datetime) -> str:
    who, asker = keeper_name(request, people, company), first(people.get(request.asked_by))
    if request.is_unclaimed:
        back = back_at(request, company, now)
        if back is not None:
            return _for_later(request, people, company, when(back, _zone(request, company), now))
        calls = f"{mention(request.owner_id)} " if request.owner_id else ""
        return f"{calls}{'A new one for you.' if request.team_id else 'Whose is this?'}"
    return {
        RequestState.ACKNOWLEDGED: f"👀 {who} has it.",
        RequestState.WAITING: f"{who} has it and is waiting for {asker}'s answer.",
        RequestState.RESOLVED: f"{who} says it's done, {asker} has the last word.",
    }[request.state]


def _for_later(request: Request, people: People, company: Company, back: str) -> str:
    """Outside their hours nobody is called by name unless something is down."""
    owner = keeper(request, people)
    if request.team_id is None:
        return (
            f"Whose is this? I'll ask {first(owner) if owner else 'the bridge'} when the day begins: {back}."
        )
    name = f"{first(owner)}, when" if owner else "when"
    return f"A new one for {name} {team_name(team_of(request, company))} is back: {back}."


def _zone(request: Request, company: Company) -> ZoneInfo:
    return zone_of_team(team_of(request, company), company)


def _own_words(request: Request, understood: str, most: int) -> list[Block]:
    text = request.text.strip()
    return [quote(cut(text, most))] if text and says_more(text, understood) else []


def _details(request: Request, people: People, company: Company, now: datetime) -> list[Block]:
    told = [context(f"With it: {file_links(request.files)}")] if request.files else []
    area = company.find_area(request.area_id) if request.area_id else None
    reason = reason_for_team(request, people)
    came = f"Came here {reason}." if reason else ""
    about = f"{escape(cut(one_line(area.name), _LONGEST_AREA))}." if area else ""
    reply = _promised(request, people, company, now)
    plan = for_card(request, company, people, now)
    if plan:
        told.append(section(plan))
    if request.customers:
        told.append(context(f"For customers: {escape(cut(one_line(request.customers), LONGEST_PURPOSE))}"))
    told += known_and_open(request, company)
    line = " ".join(one for one in (about, came, reply) if one)
    return [*told, context(line)] if line else told


def _promised(request: Request, people: People, company: Company, now: datetime) -> str:
    """By when the asker was told to hear from somebody, or to hear more."""
    zone = _zone(request, company)
    if request.is_unclaimed:
        return promised(request, zone, now)
    if request.state is not RequestState.ACKNOWLEDGED or request.reply_by is None or request.reply_by <= now:
        return ""
    return f"{first(people.get(request.asked_by))} hears more by {when(request.reply_by, zone, now)}."


def _asked_together(beside: Sequence[Request], people: People, company: Company) -> list[Block]:
    """So that nobody wonders about words that lean on others, and nobody does what somebody else does."""
    shown = [
        f"{title_in_bold(one, company)} ({keeper_name(one, people, company)})"
        for one in beside[:_MOST_BESIDE]
    ]
    more = f" and {len(beside) - _MOST_BESIDE} more" if len(beside) > _MOST_BESIDE else ""
    return [context(f"Asked together with {', '.join(shown)}{more}.")] if shown else []


def _thread(request: Request, people: People, home_link: str | None) -> list[Block]:
    """Where the two sides talk."""
    if request.mode is Mode.RELAY:
        asker = first(people.get(request.asked_by))
        here = "what you write here stays with the team until you send it."
        return [context(f"{asker}'s words are carried here; {here}")]
    if not home_link or len(home_link) > _LONGEST_LINK:
        return []
    return actions(link_button(OPEN_THREAD, "Open the thread", home_link))


def _actions(
    request: Request, people: People, company: Company, together: Together, followers: int
) -> list[Block]:
    if request.state not in WITH_TEAM:
        return []
    guesses = _guesses(request, company) if request.team_id is None else []
    rows = actions(*(_send_on(request, area, company, first=area is guesses[0]) for area in guesses))
    rows += actions(*main_buttons(request, people))
    to_teams = menu(HAND_TO, "Hand to…", teams_to_hand_to(request, company))
    rows += actions(to_teams, same_thing_menu(request, together, people, company))
    return rows + for_all(request, together, followers, people, company)


def _guesses(request: Request, company: Company) -> list[Area]:
    found = (company.find_area(area_id) for area_id in dict.fromkeys(request.guesses))
    return [area for area in found if area and len(area.id) <= _LONGEST_AREA_ID][:_MOST_GUESSES]


def _send_on(request: Request, area: Area, company: Company, *, first: bool) -> dict[str, Any]:
    """Whoever is the bridge knows the teams; the choice says why it might be theirs."""
    choice = one_line(area.choice)
    about = choice[:1].lower() + choice[1:] if choice[1:2].islower() or choice[1:2] == " " else choice
    label = f"{one_line(company.team(area.owner_team).name)}: {about}"
    style = "primary" if first else None
    return button(f"{SEND_ON}.{area.id}", label, f"{request.id} {area.id}", style=style)


def teams_to_hand_to(request: Request, company: Company) -> list[dict[str, Any]]:
    """All other teams, those of IT first; for a menu."""
    others = sorted((team for team in company.teams if team.id != request.team_id), key=_it_first)
    options = [
        option(cut(one_line(team.name), _LONGEST_TEAM) or team.id, f"{request.id} {team.id}")
        for team in others
    ]
    return [one for one in options if len(one["value"]) <= _LONGEST_OPTION_VALUE]


def _it_first(team: Team) -> bool:
    return team.side != "it"


def _ended(request: Request, people: People, company: Company) -> Message:
    asker = first(people.get(request.asked_by))
    if request.state is RequestState.CANCELLED:
        return _calm(f"Taken back, so there's nothing to do for {asker} here.", request, company)
    return _calm(f"Done for {asker}, thanks to {keeper_name(request, people, company)}.", request, company)


def _calm(sentence: str, request: Request, company: Company) -> Message:
    understood = title(request, company)
    text = f"{sentence} {fitted(understood, _MOST_TITLE)}"
    return Message(text, [section(sentence), words(part(understood, "italic"))])
