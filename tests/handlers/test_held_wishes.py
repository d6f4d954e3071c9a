"""Words that were not plainly a request for one team, as people say them and as it is settled."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from sqlalchemy import func, select, update

from bot.requests.model import Request, request_from
from db.kinds import Change, NoticeKind, RequestState
from db.tables import requests
from handlers.events.reactions import PASSED_ON, found
from handlers.names import ASK, CHANGE_FORM, SEND_TO_IT
from handlers.views.budget import problems
from handlers.views.held import HEADS_UP, NOT_IT
from handlers.views.message import Message
from handlers.views.privately import left_out
from handlers.views.receipt import receipt
from tests.bot.requests.conftest import company, scene
from tests.bot.requests.doubt import make_doubtful
from tests.bot.requests.scene import DEV, MIA, NEW_PAGE, PRIYA, TOM, Scene
from tests.handlers.knocking import Knocking, button, buttons
from tests.handlers.views.values import read

__all__ = ["company", "scene"]

THANKS = "Thanks everybody for the lovely lunch yesterday"
LAUNCH = "Heads up: the boots launch goes live on 21 April"
SECRET, CARD = "hunter2-Qz81!", "4111 1111 1111 1111"
PASSED_ON_BEFORE = "I've passed that one on already. The thread has the news."


@pytest.fixture
def knocking(scene: Scene) -> Knocking:
    return Knocking(scene)


def count(scene: Scene) -> int:
    with scene.toolkit.ledger.read() as connection:
        return int(connection.execute(select(func.count()).select_from(requests)).scalar_one())


def only(scene: Scene) -> Request:
    with scene.toolkit.ledger.read() as connection:
        return request_from(connection.execute(select(requests)).mappings().one())


def told(scene: Scene) -> Mapping[str, Any]:
    """The last thing that a person was told alone."""
    return scene.notices(NoticeKind.PERSON_TOLD)[-1]["detail"]  # type: ignore[no-any-return]


def pointed_at(ts: str = "7.1", text: str = THANKS) -> dict[str, Any]:
    return {"ts": ts, "user": MIA, "text": text}


# Held back


def test_news_of_a_launch_is_told_back_with_the_last_good_day(knocking: Knocking) -> None:
    words = "FYI our new landing page campaign starts on 21 April, just so you know"
    answer = knocking.command(MIA, f"{ASK} {words}")
    assert f"{HEADS_UP} For Tue 21 Apr, *Pages* would need to hear by Tue 7 Apr." in (answer.text or "")
    too_late = knocking.command(MIA, f"{ASK} {words.replace('21 April', '12 March')}")
    assert "need to hear" not in (too_late.text or "")


@pytest.mark.parametrize(
    ("words", "sentence", "first"),
    [(THANKS, NOT_IT, []), (LAUNCH, HEADS_UP, ["Note it as a launch"])],
)
def test_what_asks_nothing_of_it_opens_nothing_and_is_said_kindly(
    knocking: Knocking, scene: Scene, words: str, sentence: str, first: list[str]
) -> None:
    answer = knocking.command(MIA, f"{ASK} {words}")
    assert read(Message("", answer.blocks)).startswith(sentence)
    labels = [one["text"]["text"] for one in buttons(answer.blocks)]
    assert labels == [*first, "Pass it on anyway", "No, leave it"]
    assert problems(Message(answer.text or "", answer.blocks)) == []
    assert count(scene) == 0
    assert scene.notices() == []


def test_words_without_any_wish_are_asked_about(knocking: Knocking, scene: Scene) -> None:
    answer = knocking.command(MIA, f"{ASK} help pls")
    assert (answer.text, answer.blocks) == ("I'm here. What's going on? One sentence is enough.", [])
    assert count(scene) == 0


def test_passed_on_anyway_it_is_filed_once_even_when_clicked_twice(knocking: Knocking, scene: Scene) -> None:
    anyway = button(knocking.command(MIA, f"{ASK} {THANKS}").blocks, "Pass it on anyway")
    knocking.click(MIA, anyway)
    request = only(scene)
    assert (request.text, request.asked_by, request.home_channel) == (THANKS, MIA, "C0MARKETING")
    assert told(scene)["replace_original"]
    assert told(scene)["text"].startswith("Got it, thanks Mia.")
    knocking.click(MIA, anyway)
    assert count(scene) == 1
    assert (told(scene)["text"], told(scene)["replace_original"]) == (PASSED_ON_BEFORE, True)


def test_left_alone_nothing_is_filed_and_the_buttons_go(knocking: Knocking, scene: Scene) -> None:
    answer = knocking.command(MIA, f"{ASK} {THANKS}")
    knocking.click(MIA, button(answer.blocks, "No, leave it"))
    assert (told(scene)["text"], told(scene)["replace_original"]) == ("All right, nothing was filed.", True)
    assert count(scene) == 0


def test_words_too_long_for_a_button_are_filed_instead(knocking: Knocking, scene: Scene) -> None:
    knocking.command(MIA, f"{ASK} {THANKS}. {'It was so good, the soup and all the rest of it. ' * 60}")
    assert only(scene).text.startswith(THANKS)


def test_a_message_that_was_pointed_at_is_fetched_once_more(knocking: Knocking, scene: Scene) -> None:
    message = pointed_at()
    knocking.shortcut(MIA, SEND_TO_IT, message, "C0MARKETING")
    assert count(scene) == 0
    anyway = button(told(scene)["blocks"], "Pass it on anyway")
    assert THANKS not in anyway["value"], "the words stay where they are"
    knocking.click(MIA, anyway)
    assert count(scene) == 0, "fetched by the relay, not while a person waits"
    (wanted,) = [one for one in scene.claim_all() if one.kind is NoticeKind.MESSAGE_WANTED]
    assert (wanted.detail["channel_id"], wanted.detail["ts"]) == ("C0MARKETING", "7.1")
    scene.do(found, wanted, message)
    assert (only(scene).text, only(scene).home_ts) == (THANKS, "7.1")
    assert (told(scene)["text"], told(scene)["replace_original"]) == (PASSED_ON, True)
    scene.do(found, wanted, message)
    assert count(scene) == 1


def test_a_mention_that_was_held_back_is_asked_about_where_it_was_written(
    knocking: Knocking, scene: Scene
) -> None:
    text = f"<@U0LIAISON> {LAUNCH}"
    knocking.event(type="app_mention", user=MIA, channel="C0MARKETING", ts="8.1", text=text)
    assert (told(scene)["user_id"], told(scene)["channel_id"]) == (MIA, "C0MARKETING")
    assert read(Message("", told(scene)["blocks"])).startswith(HEADS_UP)
    assert count(scene) == 0


# What must not be kept


@pytest.mark.parametrize(
    ("words", "hidden", "warning"),
    [
        (f"{NEW_PAGE}, my password is {SECRET}", SECRET, "change the password"),
        (f"{NEW_PAGE}, pay it with card {CARD}", CARD, "that looked like a card number"),
        (f"{NEW_PAGE}, from account DE89370400440532013000", "DE8937", "that looked like a bank account"),
        (f"{NEW_PAGE} for jo.smith@gmail.com and ann.lee@yahoo.com", "jo.smith", "people's details"),
    ],
)
def test_who_pasted_what_must_not_be_kept_is_told_alone_what_to_do(
    knocking: Knocking, scene: Scene, words: str, hidden: str, warning: str
) -> None:
    answer = knocking.command(MIA, f"{ASK} {words}")
    said = read(Message("", answer.blocks))
    assert warning in said
    assert "I've told Jonas from the Web Team what you need, without it." in said
    assert hidden not in only(scene).text
    assert hidden not in str([dict(each) for each in scene.notices()])
    toolkit = scene.toolkit
    drawn = receipt(only(scene), toolkit.directory.people(), toolkit.company, toolkit.now())
    assert "Careful" not in read(drawn), "everybody in the thread would read it"


def test_held_back_words_are_warned_about_too_and_the_button_does_not_carry_them(
    knocking: Knocking, scene: Scene
) -> None:
    answer = knocking.command(MIA, f"{ASK} Thanks for the great lunch, my password is {SECRET}")
    assert "change the password" in read(Message("", answer.blocks))
    anyway = button(answer.blocks, "Pass it on anyway")
    assert SECRET not in anyway["value"]
    knocking.click(MIA, anyway)
    assert only(scene).text == "Thanks for the great lunch, my password is [password left out]"


def test_where_nothing_was_left_out_nobody_is_warned(knocking: Knocking, scene: Scene) -> None:
    answer = knocking.command(MIA, f"{ASK} {NEW_PAGE}")
    assert "Careful" not in (answer.text or "")
    assert left_out(only(scene), scene.toolkit.directory.people(), scene.toolkit.company) == []


# Choices under the receipt, at the door


def receipt_of(scene: Scene, request: Request) -> list[dict[str, Any]]:
    toolkit = scene.toolkit
    fresh = scene.request(request.id)
    return receipt(fresh, toolkit.directory.people(), toolkit.company, toolkit.now()).blocks


@pytest.fixture
def undecided(scene: Scene) -> Request:
    return make_doubtful(scene).file()


def test_one_click_says_what_it_is_closest_to(knocking: Knocking, scene: Scene, undecided: Request) -> None:
    drawn = receipt_of(scene, undecided)
    assert [one["text"]["text"] for one in buttons(drawn)][:3] == [
        "A picture or file",
        "A number or a dashboard",
        "None of these",
    ]
    knocking.click(MIA, button(drawn, "A number or a dashboard"))
    assert scene.request(undecided.id).team_id == "data"
    knocking.click(MIA, button(drawn, "A picture or file"))
    assert told(scene)["text"] == "That one has found its way already. Press *Change it* if it went wrong."
    assert scene.request(undecided.id).team_id == "data"


def test_none_of_these_is_a_click_too(knocking: Knocking, scene: Scene, undecided: Request) -> None:
    knocking.click(MIA, button(receipt_of(scene, undecided), "None of these"))
    assert scene.request(undecided.id).band == "bridge"


def test_somebody_else_cannot_choose(knocking: Knocking, scene: Scene, undecided: Request) -> None:
    knocking.click(TOM, button(receipt_of(scene, undecided), "A picture or file"))
    assert told(scene)["text"].startswith("Only Mia can do that, it's their request.")
    assert scene.request(undecided.id).team_id is None


def test_which_day_was_meant_is_one_click_and_the_old_button_says_so(
    knocking: Knocking, scene: Scene
) -> None:
    request = scene.file()
    doubt = {"due_words": "04/05", "due_options": ["2026-04-05", "2026-05-04"]}
    with scene.toolkit.ledger.begin() as unit:
        unit.execute(update(requests).where(requests.c.id == request.id).values(**doubt))
    drawn = receipt_of(scene, request)
    knocking.click(MIA, button(drawn, "Mon 4 May"))
    assert str(scene.request(request.id).due_on) == "2026-05-04"
    knocking.click(MIA, button(drawn, "No fixed day"))
    assert told(scene)["text"].startswith("That's settled already.")
    assert str(scene.request(request.id).due_on) == "2026-05-04"


def test_a_simple_version_by_the_day_is_one_click(knocking: Knocking, scene: Scene) -> None:
    request = scene.file()
    with scene.toolkit.ledger.begin() as unit:
        near = update(requests).where(requests.c.id == request.id)
        unit.execute(near.values(due_on=scene.clock.now.date().replace(day=13)))
    drawn = receipt_of(scene, request)
    knocking.click(MIA, button(drawn, "Simple, by Fri 13 Mar"))
    assert scene.request(request.id).plan == "simple"
    knocking.click(MIA, button(drawn, "All of it, later"))
    assert told(scene)["text"] == "You've said that already. Write in the thread if it changed."


# Change it


def change(knocking: Knocking, request: Request, who: str = MIA, **values: str | None) -> Any:
    chosen = {"type": "static_select", "selected_option": {"value": values.get("area", "not_sure")}}
    urgency = {"type": "radio_buttons", "selected_option": {"value": values.get("urgency", "normal")}}
    return knocking.submit(
        who,
        CHANGE_FORM,
        {"request_id": request.id},
        {
            "text": {"type": "plain_text_input", "value": values.get("text", NEW_PAGE)},
            "area": chosen,
            "day": {"type": "datepicker", "selected_date": values.get("day")},
            "urgency": urgency,
        },
    )


def test_day_and_urgency_are_set_in_the_form(knocking: Knocking, scene: Scene) -> None:
    request = scene.file()
    assert change(knocking, request, day="2026-04-01", urgency="high").errors == {}
    changed = scene.request(request.id)
    assert (str(changed.due_on), changed.urgency, changed.text) == ("2026-04-01", "high", NEW_PAGE)
    assert scene.changes(request.id)[1:] == [(Change.PLANNED, MIA)]
    assert change(knocking, request, day=None, urgency="low").errors == {}
    assert (scene.request(request.id).due_on, scene.request(request.id).urgency) == (None, "low")


def test_a_day_in_the_new_words_stays_unless_the_field_says_another(knocking: Knocking, scene: Scene) -> None:
    request = scene.file()
    change(knocking, request, text="a landing page for the boots by 27 March")
    assert str(scene.request(request.id).due_on) == "2026-03-27"
    change(knocking, request, text="a landing page for the boots by 20 March", day="2026-04-01")
    assert str(scene.request(request.id).due_on) == "2026-04-01"


def test_a_form_sent_off_unchanged_says_nothing(knocking: Knocking, scene: Scene) -> None:
    request = scene.file()
    change(knocking, request)
    assert scene.request(request.id) == request
    assert len(scene.changes(request.id)) == 1


def test_a_form_of_somebody_else_changes_nothing(knocking: Knocking, scene: Scene) -> None:
    request = scene.file()
    change(knocking, request, who=TOM, day="2026-04-01", urgency="high")
    assert scene.request(request.id) == request
    assert told(scene)["text"].startswith("Only Mia can do that")


def test_a_form_that_comes_too_late_says_so_beside_its_first_field(knocking: Knocking, scene: Scene) -> None:
    request = scene.in_state(RequestState.CANCELLED)
    answer = change(knocking, request, day="2026-04-01")
    assert answer.errors == {"text": "You took it back, so there's nothing to do."}


# The bridge, one click away from a lesson


def test_the_bridges_one_click_guess_moves_it_and_teaches(knocking: Knocking, scene: Scene) -> None:
    request = scene.file("the frobnicator wobbles when it rains on the quux", anyway=True)
    assert request.team_id is None
    guess = {"type": "button", "action_id": "request.send_on.reports", "value": f"{request.id} reports"}
    knocking.click(MIA, guess)
    assert "Only Mia" not in told(scene)["text"]
    assert scene.request(request.id).team_id is None, "only the bridge and admins"
    knocking.click(PRIYA, guess)
    assert scene.request(request.id).team_id == "data"
    knocking.click(PRIYA, guess)
    assert told(scene)["text"] == "It is with the Data Team already."
    scene.toolkit.learner.catch_up()
    assert scene.file("the frobnicator wobbles when it rains on the quux", anyway=True).owner_id == DEV
