"""`app.py check` names those of rotas and chains who cannot be called."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bot.company import Company, read_company
from bot.company.rota import CHAINS, ChainStep
from bot.company.times import AT_ONCE, Wait
from bot.settings import from_env
from handlers.checking import problems_with_slack
from handlers.courier import build_client
from tests.test_app import a_slack, settings
from tests.world import COMPANY
from trying import seed_of

BRIDGE = ChainStep("bridge", Wait(30, "minutes"))
FOR_ALL = replace(CHAINS, outage=(ChainStep("person", AT_ONCE, "alex@northwind.example"), BRIDGE))
OF_APP = replace(CHAINS, outage=(ChainStep("person", AT_ONCE, "yuki@northwind.example"), BRIDGE))


@pytest.fixture(scope="module")
def northwind() -> Company:
    """The example, with a person in the chains of all teams and another in those of one."""
    company = read_company(COMPANY)
    teams = tuple(
        replace(team, chains=OF_APP if team.id == "app-team" else FOR_ALL) for team in company.teams
    )
    return replace(company, teams=teams, chains=FOR_ALL)


def problems(company: Company, folder: Path, *, gone: set[str], deactivated: set[str]) -> list[str]:
    whole = seed_of(company)
    people = tuple(replace(one, deleted=one.name in deactivated) for one in whole.users)
    seed = replace(whole, users=tuple(one for one in people if one.name not in gone))
    with a_slack(seed) as workspace:
        known = from_env(settings(workspace, folder))
        return problems_with_slack(build_client(known), known, company)


def test_everybody_of_rotas_and_chains_has_an_account(northwind: Company, tmp_path: Path) -> None:
    assert problems(northwind, tmp_path, gone=set(), deactivated=set()) == []


def test_those_who_cannot_be_called_are_named_with_their_part(northwind: Company, tmp_path: Path) -> None:
    told = problems(northwind, tmp_path, gone={"isla", "yuki", "marek"}, deactivated={"paul", "alex", "emre"})
    assert sorted(told) == [
        (
            "alex@northwind.example (in the chains of all teams) is deactivated in Slack. "
            "Name somebody else in the company file."
        ),
        (
            "isla@northwind.example (in the rota of Security & Privacy) has no account in this Slack. "
            "Mend the address in the company file."
        ),
        (
            "paul@northwind.example (in the rota of IT On-Call) is deactivated in Slack. "
            "Name somebody else in the company file."
        ),
        (
            "yuki@northwind.example (in the chains of Mobile App Team) has no account in this Slack. "
            "Mend the address in the company file."
        ),
    ]


def test_an_owner_who_is_in_the_rota_is_named_once_as_the_owner(northwind: Company, tmp_path: Path) -> None:
    assert problems(northwind, tmp_path, gone=set(), deactivated={"sarah"}) == [
        "sarah@northwind.example (the owner of Security & Privacy) is deactivated in Slack. "
        "Name somebody else in the company file."
    ]
