"""The company as the bot knows it: plain frozen values, read once from the company file.

Everything a value names (an owner, a calendar, a team) exists: the reader refuses the file otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal
from zoneinfo import ZoneInfo

from bot.company.rota import CHAINS, TARGETS, Chains, Rota, Targets
from bot.company.times import Span
from db.errors import Missing

Side = Literal["marketing", "it"]
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True)
class Freeze:
    """Days on which nothing may change on the live systems. People still work."""

    first: date
    last: date
    name: str

    def covers(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True)
class Calendar:
    """When an office works. `company_days` and `freezes` already include the company-wide ones."""

    id: str
    zone: str
    hours: tuple[tuple[Span, ...], ...]  # seven entries, Monday first; an empty one is a day off
    country: str | None = None  # without a country there are no public holidays
    subdivision: str | None = None
    company_days: tuple[tuple[date, str], ...] = ()  # closed on these days, with the reason
    freezes: tuple[Freeze, ...] = ()

    def __hash__(self) -> int:
        """Its working time is looked up by it several times a filing; all of it would take long to hash."""
        return hash(self.id)

    @property
    def zone_info(self) -> ZoneInfo:
        return ZoneInfo(self.zone)

    def freezes_on(self, day: date) -> tuple[Freeze, ...]:
        return tuple(freeze for freeze in self.freezes if freeze.covers(day))


@dataclass(frozen=True)
class Person:
    email: str  # lower case; it is how a Slack account is recognised
    name: str
    title: str = ""
    side: Side | None = None  # the side of their team; None: in no team, so a bridge or an admin
    slack: str | None = None  # a fixed Slack id, for people whose Slack address is another one
    zone: str | None = None  # only where it differs from their team's calendar


_TAKES_THE = ("team", "desk", "group", "department", "office", "crew", "squad")


@dataclass(frozen=True)
class Team:
    id: str
    name: str
    side: Side
    channel: str  # with its "#", as people write it
    owner: str  # e-mail
    calendar: str  # id
    members: tuple[str, ...]  # e-mails; the owner is always the first
    fallback: str | None = None  # e-mail: who gets it when the owner cannot be reached
    more_channels: tuple[str, ...] = ()  # further channels this team lives in
    rota: Rota | None = None  # None: the owner, always
    chains: Chains = CHAINS
    targets: Targets = TARGETS
    user_group: str | None = None  # with its "@"; Slack's group that is kept equal to who is on call

    @property
    def channels(self) -> tuple[str, ...]:
        return (self.channel, *self.more_channels)

    @property
    def spoken_name(self) -> str:
        """As it stands in a sentence: "the Web Team", "Data & Analytics"."""
        words = self.name.lower().split()
        takes_the = words and words[-1] in _TAKES_THE and words[0] != "the"
        return f"the {self.name}" if takes_the else self.name


@dataclass(frozen=True)
class Question:
    id: str
    ask: str
    must: bool = False  # without the answer nobody can start


@dataclass(frozen=True)
class Area:
    id: str
    name: str
    choice: str  # the plain words a marketer chooses from; at most 75 characters
    description: str
    owner_team: str
    lead_time_business_days: int
    not_this: str = ""
    keywords: tuple[str, ...] = ()
    urgency_signals: tuple[str, ...] = ()
    constraints: tuple[str, ...] = ()
    intake: tuple[Question, ...] = ()
    capabilities: tuple[str, ...] | None = None  # of bot/company/capabilities.py; None: to be guessed


@dataclass(frozen=True)
class Bridge:
    people: tuple[str, ...]  # e-mails; the first is the main one; never empty
    channel: str


@dataclass(frozen=True)
class Glossary:
    """Who looks after the shared words, and where they are spoken of. Everything may be left out."""

    marketing_channel: str | None = None  # where marketing's cards go; None: the bridge's channel
    it_channel: str | None = None
    marketing_reviewers: tuple[str, ...] = ()  # e-mails; none: the owners of that side's teams
    it_reviewers: tuple[str, ...] = ()
    quiet_in: tuple[str, ...] = ()  # channels in which words may be offered an explanation


@dataclass(frozen=True)
class Company:
    name: str
    zone: str  # where a reader's own zone is not known
    calendars: tuple[Calendar, ...]
    people: tuple[Person, ...]
    teams: tuple[Team, ...]
    areas: tuple[Area, ...]
    bridge: Bridge
    admins: tuple[str, ...] = ()  # e-mails
    company_days: tuple[tuple[date, str], ...] = ()  # closed everywhere
    freezes: tuple[Freeze, ...] = ()  # the company-wide ones
    glossary: Glossary = Glossary()
    chains: Chains = CHAINS  # where a request is with the bridge; each team has its own
    targets: Targets = TARGETS

    @cached_property
    def _teams(self) -> Mapping[str, Team]:
        return {team.id: team for team in self.teams}

    @cached_property
    def _areas(self) -> Mapping[str, Area]:
        return {area.id: area for area in self.areas}

    @cached_property
    def _calendars(self) -> Mapping[str, Calendar]:
        return {calendar.id: calendar for calendar in self.calendars}

    @cached_property
    def _people(self) -> Mapping[str, Person]:
        return {person.email: person for person in self.people}

    @cached_property
    def _people_by_slack_id(self) -> Mapping[str, Person]:
        return {person.slack: person for person in self.people if person.slack}

    @property
    def channels(self) -> tuple[str, ...]:
        """Every channel the file names, each once."""
        words = (self.glossary.marketing_channel, self.glossary.it_channel, *self.glossary.quiet_in)
        named = (*(channel for team in self.teams for channel in team.channels), self.bridge.channel, *words)
        return tuple(dict.fromkeys(channel for channel in named if channel))

    def find_team(self, team_id: str) -> Team | None:
        return self._teams.get(team_id)

    def team(self, team_id: str) -> Team:
        """Raises Missing: a row may name a team that has since left the file."""
        found = self.find_team(team_id)
        if found is None:
            raise Missing(f'There is no team "{team_id}" in the company file any more.')
        return found

    def find_area(self, area_id: str) -> Area | None:
        return self._areas.get(area_id)

    def area(self, area_id: str) -> Area:
        """Raises Missing: a row may name an area that has since left the file."""
        found = self.find_area(area_id)
        if found is None:
            raise Missing(f'There is no area "{area_id}" in the company file any more.')
        return found

    def find_calendar(self, calendar_id: str) -> Calendar | None:
        return self._calendars.get(calendar_id)

    def calendar(self, calendar_id: str) -> Calendar:
        found = self.find_calendar(calendar_id)
        if found is None:
            raise Missing(f'There is no calendar "{calendar_id}" in the company file any more.')
        return found

    def person_by_email(self, email: str) -> Person | None:
        """None for everybody the file does not name: they may file, but hold no role."""
        return self._people.get(email.strip().lower())

    def person_by_slack_id(self, user_id: str) -> Person | None:
        """Only for people whose Slack id is fixed in the file."""
        return self._people_by_slack_id.get(user_id)

    def get_person(self, email: str) -> Person:
        found = self.person_by_email(email)
        if found is None:
            raise Missing(f"{email} is not in the company file any more.")
        return found

    def owner_of(self, team: Team) -> Person:
        return self.get_person(team.owner)

    def teams_of(self, person: Person) -> tuple[Team, ...]:
        """At most one today; a tuple so that nobody has to ask what None would mean."""
        return tuple(team for team in self.teams if person.email in team.members)

    def team_in(self, channel: str) -> Team | None:
        """The team that lives in this channel, given by name with or without its "#"."""
        name = "#" + channel.removeprefix("#")
        return next((team for team in self.teams if name in team.channels), None)

    def word_channel(self, side: Side) -> str:
        """Where cards about words go that this side has to look at."""
        own = self.glossary.marketing_channel if side == "marketing" else self.glossary.it_channel
        return own or self.bridge.channel

    def word_reviewers(self, side: Side) -> tuple[str, ...]:
        """Who approves this side's words, by e-mail: those named for it, else the owners of its teams. The
        bridge and admins may always do so, too."""
        words = self.glossary
        named = words.marketing_reviewers if side == "marketing" else words.it_reviewers
        owners = (team.owner for team in self.teams if team.side == side)
        return named or tuple(dict.fromkeys(owners))

    def areas_of(self, team: Team) -> tuple[Area, ...]:
        return tuple(area for area in self.areas if area.owner_team == team.id)

    def calendar_of(self, team: Team) -> Calendar:
        return self.calendar(team.calendar)

    def zone_of(self, person: Person) -> str:
        """Their own zone, else that of their team's calendar, else the company's."""
        if person.zone:
            return person.zone
        teams = self.teams_of(person)
        return self.calendar_of(teams[0]).zone if teams else self.zone

    def is_bridge(self, person: Person) -> bool:
        return person.email in self.bridge.people

    def is_admin(self, person: Person) -> bool:
        return person.email in self.admins
