"""How people, teams and the state of things are called in a sentence. All results are mrkdwn, escaped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.company import Company, Team
from bot.intake.summary import understood
from bot.people import Colleague, People
from bot.requests.model import Request, SharedFile
from handlers.views.text import cut, escape, link, one_line, when

_LONGEST_NAME = 60
_MOST_FILES = 10
_LONGEST_REASON = 200
_LEAD_IN = 30  # characters
_READ = 1000  # what it is about stands at the beginning
_MOST_FILE_TEXT = 1200
_NO_TYPE = str.maketrans("", "", "*`~")


def plain_name(person: Colleague) -> str:
    """The first name for a button or a title, which Slack does not parse."""
    return cut(one_line(person.first_name), _LONGEST_NAME) or "someone"


def first(person: Colleague) -> str:
    return escape(plain_name(person))


def full(person: Colleague) -> str:
    return escape(cut(one_line(person.name), _LONGEST_NAME)) or "someone"


def team_name(team: Team | None) -> str:
    if team is None:
        return "the bridge between marketing and IT"
    return escape(cut(one_line(team.spoken_name), _LONGEST_NAME) or team.id)


def team_of(request: Request, company: Company) -> Team | None:
    return company.find_team(request.team_id) if request.team_id else None


def team_of_person(person: Colleague, company: Company) -> Team | None:
    return company.find_team(person.team_ids[0]) if person.team_ids else None


def from_team(person: Colleague, team: Team | None) -> str:
    """ "Jonas from the Web Team"; just "Priya" where she is not of that team."""
    if team is None or team.id not in person.team_ids:
        return first(person)
    return f"{first(person)} from {team_name(team)}"


def keeper(request: Request, people: People) -> Colleague | None:
    """Who has it, or is expected to take it."""
    user_id = request.acknowledged_by or request.owner_id
    return people.get(user_id) if user_id else None


def keeper_name(request: Request, people: People, company: Company) -> str:
    person, team = keeper(request, people), team_of(request, company)
    return from_team(person, team) if person else team_name(team)


def passed_to(request: Request, people: People, company: Company) -> str:
    """To whom it went: the team is named even where somebody else looks after it for them."""
    person, team = keeper(request, people), team_of(request, company)
    if person is None or team is None or team.id in person.team_ids:
        return keeper_name(request, people, company)
    return f"{first(person)}, who looks after it for {team_name(team)}"


def promised(request: Request, zone: ZoneInfo, now: datetime) -> str:
    """To whoever looks after it: by when somebody wanted to answer."""
    if request.reply_by is None:
        return ""
    moment = when(request.reply_by, zone, now)
    return f"Reply promised by {moment}." if request.reply_by > now else f"A reply was promised by {moment}."


def zone_of_team(team: Team | None, company: Company) -> ZoneInfo:
    return company.calendar_of(team).zone_info if team else ZoneInfo(company.zone)


def title(request: Request, company: Company) -> str:
    """Plain: what was understood, in one line, also where there are only files or only a choice."""
    if request.text.strip():
        return cut(understood(request.text[:_READ]), 200)
    if request.files:
        more = f" and {len(request.files) - 1} more" if len(request.files) > 1 else ""
        return f"{cut(one_line(request.files[0].name), _LONGEST_NAME) or 'a file'}{more}"
    area = company.find_area(request.area_id) if request.area_id else None
    return cut(one_line(area.choice), 200) if area else "a request without words"


def title_in_bold(request: Request, company: Company, most: int = 60) -> str:
    """For the beginning of a line. A sign of theirs that would end the bold type is left out."""
    plain = title(request, company).translate(_NO_TYPE).strip() or "this one"
    return f"*{escape(cut(plain, most))}*"


def says_more(text: str, understood_as: str) -> bool:
    """Is there more in their words than in the line, beside a greeting and a "please"?"""
    text = one_line(text)
    return (
        understood_as.casefold().rstrip("…") not in text.casefold()
        or len(text) > len(understood_as) + _LEAD_IN
    )


def file_links(files: Sequence[SharedFile | Mapping[str, str]]) -> str:
    """Their names, leading to them; as many as there is room for."""
    shown: list[str] = []
    for file in files[:_MOST_FILES]:
        name, url = (file.name, file.url) if isinstance(file, SharedFile) else (file["name"], file["url"])
        shown.append(link(url, cut(one_line(name), _LONGEST_NAME) or "a file"))
        if sum(map(len, shown)) > _MOST_FILE_TEXT:
            shown[-1] = escape(cut(one_line(name), _LONGEST_NAME)) or "a file"
            break
    left = len(files) - len(shown)
    return ", ".join(shown) + (f" and {left} more" if left else "")


def reason_for_team(request: Request, people: People) -> str:
    """The reason speaks to the asker; on the card it speaks of them."""
    name, reason = first(people.get(request.asked_by)), escape(one_line(cut(request.reason, _LONGEST_REASON)))
    for to_asker, of_asker in (("because you ", f"because {name} "), ("because your ", f"because {name}'s ")):
        if reason.startswith(to_asker):
            return of_asker + reason.removeprefix(to_asker)
    return reason


def reason_for_asker(request: Request) -> str:
    return escape(one_line(cut(request.reason, _LONGEST_REASON)))
