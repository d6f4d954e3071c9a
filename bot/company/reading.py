"""liaison.yaml, read part by part. Every mistake is noted with its line; one refusal tells them all."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from bot.company.blocks import Block, Word, parse_day
from bot.company.capabilities import known_capabilities
from bot.company.chain_reading import read_chains
from bot.company.checking import References
from bot.company.glossary import read_glossary
from bot.company.hours import read_hours
from bot.company.model import Area, Bridge, Calendar, Company, Freeze, Person, Question, Side, Team
from bot.company.places import country_problem, known_zone, subdivision_problem
from bot.company.problems import Problems
from bot.company.rota import CHAINS, TARGETS, Chains, Targets
from bot.company.rota_reading import read_rota, read_user_group
from bot.company.syntax import compose
from bot.company.target_reading import read_targets
from db.errors import Misconfigured

# Slack cuts the text of a choice in a menu here.
_LONGEST_CHOICE = 75
_SIDES: dict[str, Side] = {"marketing": "marketing", "it": "it"}
_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+")
_SLACK_ID = re.compile(r"[UW][A-Z0-9]{2,}")
# What every file must have: how it is called in a sentence, and what it is for.
_PARTS = {
    "calendars": ("the calendars", "There the offices are described, with their hours and holidays."),
    "people": ("the people", "There everybody with a part in this file is named."),
    "teams": ("the teams", "There the teams are named, with their channels and owners."),
    "areas": ("the areas", "There stands what marketing can ask for, and which team looks after it."),
    "bridge": ("the bridge", "It names who gets the requests that belong to no team yet."),
}

CompanyDays = tuple[tuple[date, str], ...]


@dataclass(frozen=True)
class _Standing:
    """What holds for a team that says nothing else."""

    zones: Mapping[str, str]  # calendar id -> zone
    chains: Chains
    targets: Targets


def read_company(path: Path) -> Company:
    """Raises Misconfigured with every mistake at once."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise Misconfigured(
            [
                f"There is no file {path}. "
                "Copy liaison.example.yaml to it, or name another one in LIAISON_COMPANY."
            ]
        ) from None
    except OSError as error:
        raise Misconfigured([f"{path} cannot be read: {error.strerror}."]) from None
    except UnicodeDecodeError:
        raise Misconfigured([f"{path} is not plain text. Save it as UTF-8."]) from None
    return parse_company(text, path.name)


def parse_company(text: str, source: str) -> Company:
    """`source` is what the file is called in the sentences about its mistakes."""
    problems = Problems(source)
    root, broken = compose(text, problems)
    company = _company(Block(root, "the file", 1, problems, broken)) if root is not None else None
    sentences = problems.sentences()
    if company is None or sentences:
        raise Misconfigured(sentences)
    return company


def _company(root: Block) -> Company:
    parts = {name: root.part(name, what, use) for name, (what, use) in _PARTS.items()}
    refs = References(parts)
    closed, freezes = _company_days(root), _freezes(root)
    calendars = [
        _calendar(key.text, block, closed, freezes)
        for key, block in _named(parts["calendars"], "the calendar")
    ]
    people = [_person(key, block, refs) for key, block in _named(parts["people"], "the person")]
    standing = _Standing(
        {calendar.id: calendar.zone for calendar in calendars},
        read_chains(root, CHAINS, refs, None),
        read_targets(root, TARGETS),
    )
    teams = [_team(key.text, block, refs, standing) for key, block in _named(parts["teams"], "the team")]
    areas = [_area(key.text, block, refs, teams) for key, block in _named(parts["areas"], "the area")]
    company = Company(
        name=root.text("company", "Northwind Outdoor"),
        zone=known_zone(root, root.text("zone", "Europe/London")) or "UTC",
        calendars=tuple(calendars),
        people=tuple(_with_sides(people, teams)),
        teams=tuple(teams),
        areas=tuple(areas),
        bridge=_bridge(parts["bridge"], refs),
        admins=refs.people(root, "admins"),
        company_days=closed,
        freezes=freezes,
        glossary=read_glossary(root, refs),
        chains=standing.chains,
        targets=standing.targets,
    )
    root.done()
    refs.check_parts_played(
        (*company.bridge.people, *company.admins), {team.id: team.side for team in company.teams}
    )
    return company


def _named(part: Block | None, kind: str) -> list[tuple[Word, Block]]:
    """Every entry of a part, with the id checked."""
    entries = list(part.named_blocks(lambda name: f'{kind} "{name}"')) if part else []
    for key, block in entries:
        if kind != "the person" and not _ID.fullmatch(key.text):
            block.problems.add(
                key.line,
                f'{block.what} needs an id of small letters, digits, "-" and "_" here, 40 at most. '
                "What people read goes into its line `name`.",
            )
    return entries


def _calendar(
    calendar_id: str,
    block: Block,
    closed: CompanyDays,
    freezes: tuple[Freeze, ...],
) -> Calendar:
    zone = known_zone(block, block.text("zone", "Europe/London"))
    country = block.optional("country")
    subdivision = block.optional("subdivision")
    _check_country(block, country, subdivision)
    hours = block.part("hours", f"the hours of {block.what}", "Without them nobody ever works.")
    own_closed = _company_days(block)
    own_freezes = _freezes(block)
    block.done()
    return Calendar(
        id=calendar_id,
        zone=zone or "UTC",
        hours=read_hours(hours) if hours else (),
        country=country or None,
        subdivision=subdivision or None,
        company_days=tuple(sorted({**dict(closed), **dict(own_closed)}.items())),
        freezes=(*freezes, *own_freezes),
    )


def _check_country(block: Block, country: str, subdivision: str) -> None:
    problem = country_problem(country) if country else None
    if problem:
        block.problems.add(block.line_of("country"), f"{block.what}: {problem}")
    elif country and subdivision:
        problem = subdivision_problem(country, subdivision)
        if problem:
            block.problems.add(block.line_of("subdivision"), f"{block.what}: {problem}")
    elif subdivision:
        block.problems.add(
            block.line_of("subdivision"),
            f"{block.what} has a subdivision but no country. Add a line like `country: GB`.",
        )


def _company_days(block: Block) -> CompanyDays:
    days = block.block("company_days", f"the company days of {block.what}")
    found: dict[date, str] = {}
    for name, reasons in days.named_words() if days else ():
        day = parse_day(name, block.problems)
        if not reasons:
            block.problems.add(
                name.line, f"{name.text} needs a reason people can read, as in `{name.text}: Christmas Eve`."
            )
        if day is not None:
            found[day] = " ".join(word.text for word in reasons)
    return tuple(sorted(found.items()))


def _freezes(block: Block) -> tuple[Freeze, ...]:
    return tuple(
        freeze
        for entry in block.blocks("freezes", f"a freeze of {block.what}")
        if (freeze := _freeze(entry)) is not None
    )


def _freeze(entry: Block) -> Freeze | None:
    name = entry.text("name", "Deploy freeze")
    first = entry.day("from", "2026-12-14")
    last = entry.day("to", "2027-01-04")
    entry.done()
    if first is None or last is None:
        return None
    if last < first:
        entry.problems.add(
            entry.line_of("to"), f'the freeze "{name}" ends on {last}, before it begins on {first}.'
        )
    return Freeze(first, last, name)


def _person(email: Word, block: Block, refs: References) -> Person:
    address = email.text.lower()
    if not _EMAIL.fullmatch(address):
        block.problems.add(email.line, f'"{email.text}" is no e-mail address, such as mia@northwind.example.')
    refs.only_once("e-mail", address, block, email.line)
    slack = block.optional("slack")
    if slack and not _SLACK_ID.fullmatch(slack):
        block.problems.add(
            block.line_of("slack"),
            f'the Slack id of {block.what} is "{slack}", but Slack ids look like U012AB3CD. '
            'It stands in Slack under the person\'s profile, "Copy member ID".',
        )
    refs.only_once("Slack id", slack, block, block.line_of("slack"))
    person = Person(
        email=address,
        name=block.text("name", "Mia Tanaka", _LONGEST_CHOICE),
        title=block.optional("title"),
        slack=slack or None,
        zone=known_zone(block, block.optional("zone")) or None,
    )
    block.done()
    return person


def _team(team_id: str, block: Block, refs: References, standing: _Standing) -> Team:
    owner = refs.person(block, "owner", "jonas@northwind.example")
    refs.join(block, team_id, owner, block.line_of("owner"))
    members = refs.people(block, "members")
    for word in block.words("members"):
        refs.join(block, team_id, word.text.lower(), word.line)
    fallback = refs.optional_person(block, "fallback")
    refs.note_fallback(block, team_id, fallback, owner)
    calendar = refs.name("calendar", block, "calendar", "london")
    team = Team(
        id=team_id,
        name=block.text("name", "Web Team", _LONGEST_CHOICE),
        side=_side(block),
        channel=refs.channel(block, Word(block.text("channel", '"#it-web"'), block.line_of("channel"))),
        owner=owner,
        calendar=calendar,
        members=tuple(dict.fromkeys((owner, *members))),
        fallback=fallback or None,
        more_channels=tuple(refs.channel(block, word) for word in block.words("more_channels")),
        rota=read_rota(block, team_id, standing.zones.get(calendar, "UTC"), refs),
        chains=read_chains(block, standing.chains, refs, team_id),
        targets=read_targets(block, standing.targets),
        user_group=read_user_group(block, refs),
    )
    block.done()
    return team


def _side(block: Block) -> Side:
    side = block.text("side", "it")
    if side and side.lower() not in _SIDES:
        block.problems.add(
            block.line_of("side"), f'the side of {block.what} is "{side}", but it should be marketing or it.'
        )
    return _SIDES.get(side.lower(), "it")


def _area(area_id: str, block: Block, refs: References, teams: list[Team]) -> Area:
    choice = block.text("choice", "A page, form or banner on our website", _LONGEST_CHOICE)
    refs.only_once("choice", choice, block, block.line_of("choice"))
    owner_team = refs.name("team", block, "owner_team", "web-team")
    if any(team.id == owner_team and team.side == "marketing" for team in teams):
        block.problems.add(
            block.line_of("owner_team"),
            f'{block.what} belongs to "{owner_team}", which is a marketing team. Name a team of the it side.',
        )
    area = Area(
        id=area_id,
        name=block.text("name", "Website and landing pages", _LONGEST_CHOICE),
        choice=choice,
        description=block.text("description", "Build, change or take down a page."),
        owner_team=owner_team,
        lead_time_business_days=block.number("lead_time_business_days", "5"),
        not_this=block.optional("not_this"),
        keywords=_texts(block, "keywords"),
        urgency_signals=_texts(block, "urgency_signals"),
        constraints=_texts(block, "constraints"),
        intake=_questions(block),
        capabilities=known_capabilities(block),
    )
    block.done()
    return area


def _texts(block: Block, key: str) -> tuple[str, ...]:
    return tuple(word.text for word in block.words(key))


def _questions(area: Block) -> tuple[Question, ...]:
    found: dict[str, Question] = {}
    for entry in area.blocks("intake", f"a question of {area.what}"):
        question = Question(
            entry.text("id", "page_url"),
            entry.text("ask", "Which page is it?", called="text to ask"),
            entry.flag("must"),
        )
        entry.done()
        if question.id and question.id in found:
            entry.problems.add(entry.line, f'{area.what} has two questions with the id "{question.id}".')
        found.setdefault(question.id, question)
    return tuple(found.values())


def _bridge(block: Block | None, refs: References) -> Bridge:
    if block is None:
        return Bridge((), "")
    people = refs.people(block, "people")
    if not block.words("people"):
        block.problems.add(
            block.line_of("people"),
            "the bridge has no people. Add a line like `people: [priya@northwind.example]`.",
        )
    channel = block.text("channel", '"#marketing-it-bridge"')
    block_channel = refs.channel(block, Word(channel, block.line_of("channel")))
    block.done()
    return Bridge(people, block_channel)


def _with_sides(people: list[Person], teams: list[Team]) -> list[Person]:
    sides = {email: team.side for team in teams for email in team.members}
    return [replace(person, side=sides.get(person.email)) for person in people]
