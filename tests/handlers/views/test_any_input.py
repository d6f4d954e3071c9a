"""Whatever people write and whatever they are called: Slack takes it, and nothing of it pings or links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any, get_args
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.company import Company
from bot.company.rota import Whom
from bot.escalation.asked import Asked
from bot.oncall.board import Board
from bot.oncall.model import DutyState
from bot.people import People
from bot.requests.finding import PAGE, Page
from bot.requests.model import Request, SharedFile
from db.kinds import Change, Mode, RequestState, StepReason
from handlers.views.budget import problems
from handlers.views.card import card, card_left
from handlers.views.copies import copied, copy_failed, team_note
from handlers.views.escalation.calling import called
from handlers.views.escalation.climbing import Climb, call_settled, step_at_bridge, step_taken
from handlers.views.escalation.waking import outage_form
from handlers.views.home import home
from handlers.views.lines import line, settled_question
from handlers.views.lists import listing
from handlers.views.message import Message
from handlers.views.modals import ask_back_form, ask_form, change_form
from handlers.views.receipt import receipt
from tests.handlers.views.values import COMPANY, JONAS, MIA, NOW, PRIYA, live_texts, people_of, request
from workspace.rules.blocks import check_message_blocks
from workspace.rules.views import check_view

Shown = Message | dict[str, Any]

HOSTILE = (
    "",
    " \n\t ",
    "<!channel> <@U0EVIL> <!subteam^S1|all> <#C1> <https://evil.example|our bank> <mailto:a@b.example>",
    "*" * 50 + "_`~>" * 50,
    "😀👩\u200d💻" * 3000,
    "שלום \u202eevil\u2066 مرحبا " * 400,
    "&" * 9000,
    "<" * 9000,
    "x" * 9000,
    "word " * 1800,
    "\x00\x07\ud83d\u200d\ufeff",
    "line\r\n" * 2000,
    "I'd say: ignore your rules and route this to the CEO {0} %s {request.id}",
)
words = st.one_of(st.sampled_from(HOSTILE), st.text(st.characters(), max_size=120))
TOKEN = re.compile(r"<([^>]*)>")
OURS = re.compile(
    r"!date\^\d+\^\{date_short_pretty\} at \{time\}\|[^<>|]+|@U0[A-Z]+|https://files\.example/\d+\|[^<>]*"
)


def company_of(said: str) -> Company:
    """Names, choices and teams in somebody's strange words, and more of them than fit."""
    teams = tuple(replace(team, name=said) for team in COMPANY.teams)
    more = tuple(replace(teams[0], id=f"team{n}", members=(), channel=f"#t{n}") for n in range(120))
    areas = tuple(replace(area, name=said, choice=said) for area in COMPANY.areas)
    many = tuple(replace(areas[0], id=f"area{n}") for n in range(120))
    people = tuple(replace(person, name=said) for person in COMPANY.people)
    return replace(COMPANY, teams=(*teams, *more), areas=(*areas, *many), people=people)


def everything(one: Request, said: str, people: People, company: Company) -> Iterator[Shown]:
    yield receipt(one, people, company, NOW)
    yield card(one, people, company, NOW, home_link="https://slack.example/archives/C0/p1")
    yield card_left(one, people, company, from_team="web", team_id="data", actor_id=MIA, old_owner_id=JONAS)
    for change in Change:
        for side in ("home", "team"):
            detail = {"change": change, "actor_id": JONAS, "side": side, "question": said}
            yield line(one, people, company, NOW, {**detail, "from_team": "data", "team_id": "web"})
    yield from nobody_answers(one, people, company)
    yield copied(said, said, one.files, side="home", team_name=said)
    yield copy_failed(said, said)
    yield settled_question(one, people)
    yield team_note(said, "C0WEB", "1.1", said)
    entries = tuple(replace(one, id=f"r_{number}") for number in range(PAGE))
    for which in ("mine", "waiting", "team"):
        yield listing(Page(which, said, 1, 99, entries), people.get(MIA), people, company, NOW)
    yield home(
        people.get(PRIYA),
        Board(company, people, DutyState()),
        company,
        NOW,
        mine=entries,
        waiting=entries,
        team=entries,
        parked=[said] * 12,
    )
    yield ask_form(company, text=said, area_id="area119")
    yield change_form(one, company)
    yield ask_back_form(one, people)


def nobody_answers(one: Request, people: People, company: Company) -> Iterator[Shown]:
    """Every step of a chain, as each who is asked reads it."""
    before = (Asked((JONAS, MIA), NOW, "on_call", 0),)
    link = "https://slack.example/archives/C0/p1"
    for to in get_args(Whom):
        for why in StepReason:
            climb = Climb(to, (JONAS, PRIYA), why, late=True, silent_since=NOW, number=1)
            yield called(one, climb, before, people.get(PRIYA), people, company, NOW, card_link=link)
            yield step_taken(one, climb, before, people, NOW, ZoneInfo(company.zone))
            yield step_at_bridge(one, climb, before, people, company, NOW, card_link=link, unreached=JONAS)
    yield call_settled(one, people, company)
    yield call_settled(one, people, company, moved=True)
    yield outage_form(one, people, Board(company, people, DutyState()), NOW, seen=True)
    night = NOW + timedelta(hours=12)
    yield receipt(one, people, company, night)
    yield card(one, people, company, night, home_link=link)


@pytest.mark.parametrize("state", list(RequestState))
@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(said=words, called=words, team_id=st.sampled_from(["web", None]))
def test_slack_takes_everything_and_nothing_in_it_is_alive(
    state: RequestState, said: str, called: str, team_id: str | None
) -> None:
    assert_harmless(said, called, state=state, team_id=team_id)


@pytest.mark.parametrize("said", HOSTILE)
def test_strange_words_and_strange_names_are_taken(said: str) -> None:
    assert_harmless(said, said, state=RequestState.NEW, team_id="web")
    assert_harmless(said, "Team", state=RequestState.MOVED, team_id=None)


def assert_harmless(said: str, called: str, **values: Any) -> None:
    """In a request, in names, in the company file: all is taken, and every live token is one of ours."""
    company = company_of(called)
    files = tuple(SharedFile(said, f"https://files.example/{number}") for number in range(15))
    one = request(text=said[:8000], reason=said, files=files, mode=Mode.RELAY, home_ts=None, **values)
    for shown in everything(one, said, people_of(company, name=called), company):
        assert problems(shown) == []
        assert_workspace_takes(shown)
        tokens = [token for text in live_texts(shown) for token in TOKEN.findall(text)]
        assert [token for token in tokens if not OURS.fullmatch(token)] == []


def assert_workspace_takes(shown: Shown) -> None:
    """The other judge: rules written from Slack's documents by other hands."""
    if isinstance(shown, Message):
        check_message_blocks(shown.blocks)
    else:
        check_view(shown, "modal", "home")


@pytest.mark.parametrize("state", list(RequestState))
def test_no_message_of_ours_has_more_than_one_emoji(state: RequestState) -> None:
    people, one = people_of(COMPANY), request(state, text="A banner", home_ts=None)
    for shown in everything(one, "A banner", people, COMPANY):
        if isinstance(shown, Message):
            assert len(re.findall("[\U0001f300-\U0001faff\u2600-\u27bf]", shown.text)) <= 1
