"""Who somebody is for the glossary, worked out at the moment of the decision."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.company import Company, Glossary
from bot.people import Facts, People, remember
from bot.toolkit import Toolkit
from bot.wordbook import (
    channel_for,
    chosen_side,
    note_without_secrets,
    require_reader,
    reviewers_of,
    side_of,
    without_secrets,
    writer_in,
    writer_of,
)
from db.errors import NotAllowed
from db.glossary_tables import readers
from glossary.keeping.writer import Writer, may_review
from glossary.model import Entry, Label, Side, Wording
from glossary.planting import plant
from tests.companies import ADA, ELSEWHERE, LENA, MIA, PRIYA, TOM, WORKSPACE, slack_id, small_company
from tests.conftest import DeskOf, SettableClock

OUTSIDER, STRANGER, NEWCOMER, LEFT = "U0OUTSIDE", "U0NOBODY", "U0NEW", "U0LEFT"


@pytest.fixture
def company() -> Company:
    return small_company()


@pytest.fixture(autouse=True)
def others(toolkit: Toolkit, clock: SettableClock) -> None:
    """Somebody of another company, somebody whom the company file does not name, somebody who has left."""
    with toolkit.ledger.begin() as unit:
        remember(
            unit,
            [
                Facts(OUTSIDER, ELSEWHERE, "Olga Outside", email="jonas@example.org"),
                Facts(NEWCOMER, WORKSPACE, "nell new", email="nell@example.org"),
                Facts(LEFT, WORKSPACE, "Lou Left", email="lou@example.org", deactivated=True),
                Facts("U0BOT", WORKSPACE, "Robot", is_bot=True),
            ],
            clock.now,
        )
    toolkit.directory.refresh()


def choose(toolkit: Toolkit, user_id: str, side: Side) -> None:
    with toolkit.ledger.begin() as unit:
        unit.add(readers, user_id=user_id, side=side)


def as_writer(desk_of: DeskOf, user_id: str) -> Writer:
    with desk_of() as desk:
        return writer_of(desk, user_id)


def test_words_are_put_as_chosen_else_for_the_teams_side_else_for_marketing(
    toolkit: Toolkit, desk_of: DeskOf
) -> None:
    choose(toolkit, slack_id(LENA), "marketing")
    with desk_of() as desk:
        sides = [side_of(desk, user) for user in (slack_id(LENA), slack_id("jonas@example.org"), NEWCOMER)]
        assert sides == ["marketing", "it", "marketing"]
        assert chosen_side(desk.unit, NEWCOMER) is None


@pytest.mark.parametrize(
    ("user_id", "side", "is_reviewer", "is_overseer"),
    [
        (slack_id(MIA), "marketing", True, False),  # owns a team
        (slack_id(TOM), "marketing", False, False),
        (slack_id("jonas@example.org"), "it", True, False),
        (slack_id(LENA), "it", False, False),
        (slack_id(PRIYA), None, False, True),  # the bridge
        (slack_id(ADA), None, False, True),  # the admin
        (NEWCOMER, "marketing", False, False),  # not in the company file
        (OUTSIDER, None, False, False),  # even with a colleague's address
        (STRANGER, None, False, False),
        (LEFT, None, False, False),
        ("U0BOT", None, False, False),
    ],
)
def test_what_somebody_may_decide_follows_from_the_company_file(
    desk_of: DeskOf, user_id: str, side: Side | None, is_reviewer: bool, is_overseer: bool
) -> None:
    assert as_writer(desk_of, user_id) == Writer(user_id, side, is_reviewer, is_overseer)


def test_choosing_whose_words_to_read_makes_nobody_a_reviewer_of_the_other_side(
    toolkit: Toolkit, desk_of: DeskOf
) -> None:
    for user_id in (slack_id(LENA), slack_id(PRIYA), NEWCOMER):
        choose(toolkit, user_id, "it" if user_id == NEWCOMER else "marketing")
    assert as_writer(desk_of, slack_id(LENA)).side == "it"
    assert as_writer(desk_of, slack_id(PRIYA)).side is None
    assert as_writer(desk_of, NEWCOMER) == Writer(NEWCOMER, "it", False, False)


def test_the_reviewers_named_in_the_company_file_take_the_owners_place(toolkit: Toolkit) -> None:
    company = replace(toolkit.company, glossary=Glossary(it_reviewers=(LENA,)))
    known = toolkit.directory.people()
    facts = [
        {
            "user_id": slack_id(email),
            "workspace_id": WORKSPACE,
            "name": known.get(slack_id(email)).name,
            "email": email,
            "zone": None,
            "is_bot": False,
            "deactivated": False,
            "dm_channel": None,
        }
        for email in (LENA, "jonas@example.org", MIA)
    ]
    people = People(company, WORKSPACE, facts)
    with toolkit.ledger.read() as connection:
        lena, jonas, mia = (writer_in(connection, people, str(fact["user_id"])) for fact in facts)
    assert [may_review(who, "it") for who in (lena, jonas, mia)] == [True, False, False]
    assert may_review(mia, "marketing")  # nobody is named for marketing, so its owners stay
    assert [person.email for person in reviewers_of(people, "it")] == [LENA]


def test_cards_go_to_the_channel_named_for_a_side_else_to_the_bridge(company: Company) -> None:
    named = replace(company, glossary=Glossary(marketing_channel="#marketing"))
    assert [channel_for(named, side) for side in ("marketing", "it")] == ["#marketing", "#bridge"]


def test_the_sentences_of_the_glossary_call_people_by_their_first_name(desk_of: DeskOf) -> None:
    who = as_writer(desk_of, slack_id(MIA))
    called = [who.called(one) for one in (slack_id(MIA), slack_id(TOM), NEWCOMER, STRANGER, None)]
    assert called == ["You", "Tom", "Nell", "Someone", "Liaison"]


def test_people_of_other_companies_look_nothing_up(toolkit: Toolkit) -> None:
    people = toolkit.directory.people()
    for user_id in (slack_id(MIA), NEWCOMER, STRANGER):
        require_reader(people, user_id)
    with pytest.raises(NotAllowed) as caught:
        require_reader(people, OUTSIDER)
    assert str(caught.value) == (
        "The glossary is for people of this company. Ask the person you work with here, they can look up "
        "words for you."
    )


def test_what_must_not_be_kept_is_left_out_of_every_text(desk_of: DeskOf) -> None:
    secret = "the password is Tr0ub4dor&3x"
    entry = Entry(
        slug="shop-login",
        home="it",
        labels=(Label("shop login", "preferred"),),
        marketing=Wording(f"How we enter the shop, {secret}", why=secret, example=f"Like this: {secret}"),
        it=Wording("One account for each person. Card 4111 1111 1111 1111 buys \0 nothing."),
        questions=(f"is it true that {secret}",),
    )
    with desk_of() as desk:
        kept = without_secrets(desk, entry)
        note = note_without_secrets(desk, f" {secret} ")
    everything = repr(kept) + note
    assert "Tr0ub4dor" not in everything
    assert "4111" not in everything
    assert "\0" not in kept.it.line
    assert kept.marketing.line.startswith("How we enter the shop,")
    assert (kept.slug, kept.preferred.text) == ("shop-login", "shop login")


def test_a_text_that_is_live_already_is_not_read_for_secrets_again(toolkit: Toolkit, desk_of: DeskOf) -> None:
    live = Entry(
        slug="logs",
        home="it",
        labels=(Label("logs", "preferred"),),
        marketing=Wording("What a machine writes down about its day."),
        it=Wording("Keep the password out of them: hunter2 is no exception."),
    )
    with toolkit.ledger.begin() as unit:
        plant(unit, [live], toolkit.now())
    toolkit.shelf.catch_up()
    edited = replace(live, marketing=Wording("The diary of a machine, password: hunter2, kept for a month."))
    with desk_of() as desk:
        kept = without_secrets(desk, edited)
    assert kept.it == live.it
    assert "hunter2" not in kept.marketing.line
