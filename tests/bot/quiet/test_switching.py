"""A channel opts in or out: who may say so, and where it is no use."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.company import Company, Glossary
from bot.quiet.places import opted_in
from bot.quiet.switching import close_quiet, open_quiet
from db.errors import Conflict, NotAllowed
from tests.bot.requests.scene import ADA, JONAS, LENA, MIA, OUTSIDER, PRIYA, TOM, UNKNOWN, Scene
from tests.companies import small_company


@pytest.fixture
def company() -> Company:
    return replace(small_company(), glossary=Glossary(quiet_in=("#it-web",)))


def is_open(scene: Scene, channel_id: str) -> bool:
    return scene.do(lambda desk: opted_in(desk.unit, desk.company, channel_id))


@pytest.mark.parametrize("who", [PRIYA, ADA, JONAS, MIA], ids=["bridge", "admin", "IT owner", "owner"])
def test_the_bridge_admins_and_owners_of_teams_switch_it(words: Scene, who: str) -> None:
    assert not is_open(words, "C0MARKETING")
    assert words.do(open_quiet, who, "C0MARKETING")
    assert is_open(words, "C0MARKETING")
    assert not words.do(open_quiet, who, "C0MARKETING")  # the second time changes nothing
    assert words.do(close_quiet, who, "C0MARKETING")
    assert not words.do(close_quiet, who, "C0MARKETING")
    assert not is_open(words, "C0MARKETING")


@pytest.mark.parametrize("who", [TOM, LENA, OUTSIDER, UNKNOWN])
def test_nobody_else_does(words: Scene, who: str) -> None:
    for service in (open_quiet, close_quiet):
        with pytest.raises(NotAllowed, match="Only admins, the bridge and owners of teams"):
            words.do(service, who, "C0MARKETING")
    assert not is_open(words, "C0MARKETING")


@pytest.mark.parametrize("channel_id", ["C0PARTNERS", "C0OLD", "C0NEVERMET"])
def test_not_where_outsiders_read_or_might(words: Scene, channel_id: str) -> None:
    with pytest.raises(Conflict, match="stays out of channels that people of other companies read"):
        words.do(open_quiet, PRIYA, channel_id)


def test_not_in_direct_messages(words: Scene) -> None:
    with pytest.raises(Conflict, match="Quiet help is for channels"):
        words.do(open_quiet, PRIYA, "D0PRIYA")


def test_what_the_company_file_opens_is_closed_there(words: Scene) -> None:
    assert is_open(words, "C0WEB")
    assert not words.do(open_quiet, PRIYA, "C0WEB")
    with pytest.raises(Conflict, match="Take the channel out of `quiet_in`"):
        words.do(close_quiet, PRIYA, "C0WEB")
    assert is_open(words, "C0WEB")
