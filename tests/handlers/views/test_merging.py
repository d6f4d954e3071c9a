"""What cards and lines say of many reports of one thing."""

from __future__ import annotations

import pytest

from bot.company import Company
from bot.requests.children import Together
from bot.requests.model import Request
from db.kinds import Change, RequestState
from handlers.views.budget import problems
from handlers.views.card import card
from handlers.views.escalation.climbing import call_settled
from handlers.views.lines import line
from handlers.views.merging import update_form
from handlers.views.message import Message
from handlers.views.similar import news
from tests.handlers.views.values import COMPANY, JONAS, MIA, NOW, PEOPLE, TOM, request
from workspace.rules.blocks import check_message_blocks
from workspace.rules.views import check_view

WEIRD = ("", "<!channel> & <@U0MIA>", "x" * 9000, "😀" * 3000, "\u202eabc\0")
STATES = (*RequestState,)


def drawn(one: Request, together: Together, followers: int = 0, company: Company = COMPANY) -> Message:
    return card(one, PEOPLE, company, NOW, home_link=None, followers=followers, together=together)


def child(number: int, **values: object) -> Request:
    about = {"id": f"r_{number}", "parent_id": "r_parent", "asked_by": TOM}
    return request(**{**about, **values})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("count", "says"),
    [
        (1, "One other reports the same: Tom."),
        (2, "2 others report the same: Tom and Tom."),
        (3, "3 others report the same: Tom, Tom and Tom."),
        (5, "5 others report the same: Tom, Tom, Tom and 2 more."),
    ],
)
def test_the_card_counts_who_reports_the_same(count: int, says: str) -> None:
    children = tuple(child(number) for number in range(count))
    assert says in str(drawn(request(), Together(children=children)).blocks)


def test_alone_a_card_offers_nothing_of_this() -> None:
    shown = str(drawn(request(), Together()).blocks)
    assert "Tell everybody" not in shown
    assert "Same thing" not in shown


def test_the_card_of_a_child_says_who_has_the_one_that_counts() -> None:
    parent = request(state=RequestState.ACKNOWLEDGED, acknowledged_by=JONAS, asked_by=MIA)
    text = drawn(child(1, state=RequestState.ACKNOWLEDGED), Together(parent=parent)).text
    assert text.startswith(
        "Tom reports the same thing as Mia, so the card of that one counts. 👀 Jonas has it."
    )


def test_of_a_parent_that_was_forgotten_nobody_is_named() -> None:
    assert drawn(child(1), Together()).text.startswith("Tom reports the same thing as somebody else")


@pytest.mark.parametrize("text", WEIRD)
@pytest.mark.parametrize("state", STATES)
def test_slack_takes_every_card(text: str, state: RequestState) -> None:
    many = tuple(child(number, text=text) for number in range(150))
    same = tuple(request(id=f"r_{number}", text=text) for number in range(10))
    parent = request(text=text, state=state)
    for message in (
        drawn(parent, Together(children=many, same=same), followers=3),
        drawn(child(1, text=text, state=state), Together(parent=parent)),
    ):
        check_message_blocks(message.blocks)
        assert problems(message) == []


@pytest.mark.parametrize("text", WEIRD)
def test_slack_takes_every_form_and_every_update(text: str) -> None:
    check_view(update_form(request(text=text), COMPANY, 3), "modal")
    told = news(
        request(text=text),
        PEOPLE,
        COMPANY,
        Change.UPDATED,
        actor=PEOPLE.get(JONAS),
        follower_id=TOM,
        own_words="",
        update=text,
    )
    check_message_blocks(told.blocks)
    assert problems(told) == []
    assert "Jonas has news:" in told.text


def home(change: Change, one: Request, **detail: object) -> str:
    about = {"change": change, "actor_id": JONAS, "side": "home", **detail}
    return line(one, PEOPLE, COMPANY, NOW, about).text


def test_the_asker_reads_with_whom_they_are() -> None:
    one = child(1)
    same = "It's the same thing as what {} reported; you'll hear with everybody."
    assert home(Change.MERGED, one, parent_asker=MIA) == same.format("Mia")
    assert home(Change.MERGED, one, parent_asker=TOM) == same.format("you")
    assert home(Change.MERGED, one, parent_asker=None) == same.format("somebody else")


def test_a_call_about_it_loses_its_buttons() -> None:
    assert call_settled(child(1), PEOPLE, COMPANY).text.startswith("Somebody else reported the same thing")


def test_the_asker_reads_why_theirs_stands_for_itself() -> None:
    one = child(1, parent_id=None)
    apart = home(Change.UNMERGED, one)
    assert apart.startswith("This one turned out to be something of its own. It's with ")
    heir = home(Change.UNMERGED, one, is_heir=True, parent_asker=MIA)
    assert heir.startswith("What Mia reported has been taken back, so this goes on with yours.")


def test_the_asker_reads_what_takes_the_place_of_what_was_taken_back() -> None:
    assert home(Change.MERGED, child(1), parent_asker=MIA, instead=True) == (
        "What this was put together with has been taken back. It goes on with what Mia reported, and you'll "
        "still hear with everybody."
    )


def test_an_update_is_quoted_with_whose_it_is() -> None:
    assert home(Change.UPDATED, child(1), words="It's <up> again.") == (
        "News from Jonas from the Web Team: It's &lt;up&gt; again."
    )
    about = {"change": Change.UPDATED, "actor_id": JONAS, "side": "team", "words": "Soon."}
    assert line(request(), PEOPLE, COMPANY, NOW, about).text == "Jonas told everybody: Soon."


def test_the_team_reads_that_one_stands_for_itself() -> None:
    about = {"change": Change.UNMERGED, "actor_id": JONAS, "side": "team"}
    took = line(child(1), PEOPLE, COMPANY, NOW, about).text
    assert took == "Jonas took it out again, so it stands for itself."
    heir = line(child(1), PEOPLE, COMPANY, NOW, {**about, "is_heir": True}).text
    assert heir.endswith("was taken back, so this one counts now.")


def test_what_the_first_asker_finds_not_right_is_told_without_their_name() -> None:
    one = child(1, state=RequestState.ACKNOWLEDGED, acknowledged_by=JONAS)
    said = home(Change.REOPENED, one, actor_id=None, with_parent=True)
    assert said == "It isn't quite right yet after all, so it's back with Jonas."
