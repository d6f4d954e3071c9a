"""What is missing is asked once; answers come by form, by button or in plain words, and none gets lost."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

import pytest
from sqlalchemy import update

from bot.company import Company
from bot.requests.answering import cancel
from bot.requests.answering import change as change_request
from bot.requests.asking import EMPTY, LEFT_OPEN, NOTHING_OPEN, answer, leave_open, require_open_questions
from bot.requests.choosing import choose
from bot.requests.model import Request
from bot.requests.planning import set_plan
from bot.requests.talking import deleted, edited
from bot.requests.working import acknowledge, ask_back, hand_over, resolve
from db.engine import Taken
from db.errors import Conflict, NotAllowed, Unclear
from db.kinds import Change, NoticeKind, RequestState
from db.tables import requests
from tests.bot.requests.scene import ADA, DEV, DIRECT, JONAS, MIA, OUTSIDER, PRIYA, TOM, Scene
from tests.companies import asking_company
from tests.racing import at_once

WISH = "Please change the banner on our landing page"
ASKED, DRAWN = NoticeKind.QUESTIONS_ASKED, NoticeKind.QUESTIONS_CHANGED
BY_20_APRIL = date(2026, 4, 20)


@pytest.fixture
def company() -> Company:
    return asking_company()


@pytest.fixture
def request_(scene: Scene) -> Request:
    """Page and day are asked, and nothing is answered yet."""
    return scene.filed_and_posted(text=WISH)


def says(scene: Scene, request: Request, text: str, *, who: str = MIA) -> Request:
    scene.filed += 1
    assert scene.speak(who, text, (request.home_channel, request.home_ts), f"300.{scene.filed}")
    return scene.request(request.id)


def lines(scene: Scene, request: Request, side: str = "home") -> list[Mapping[Any, Any]]:
    told = [line["detail"] for line in scene.lines(request.id, side)]
    return [detail for detail in told if detail.get("change") == Change.DETAILED]


def test_what_the_words_leave_open_is_asked_right_after_the_receipt(scene: Scene) -> None:
    request = scene.file(WISH)
    assert request.questions == ("page_url", "go_live")
    kinds = [each["kind"] for each in scene.notices() if each["lane"] == request.home_lane]
    assert kinds == [NoticeKind.REQUEST_FILED, ASKED]


def test_what_the_words_say_is_not_asked(scene: Scene) -> None:
    request = scene.file("Please change the banner on https://example.org/boots by 20 April")
    assert request.questions == ()
    assert scene.notices(ASKED) == []


def test_a_second_delivery_asks_nothing_again(scene: Scene) -> None:
    scene.file(WISH, source_key="the same")
    with pytest.raises(Taken):
        scene.file(WISH, source_key="the same")
    assert len(scene.notices(ASKED)) == 1


def test_while_something_is_down_one_question_is_enough(scene: Scene) -> None:
    words = "Our landing page is down, customers see an error and can't order"
    request = scene.file(words, area_id="reports")
    assert (request.urgency, request.questions) == ("outage", ("question",))


def test_a_day_that_is_chosen_with_a_button_is_not_asked_in_words_too(scene: Scene) -> None:
    request = scene.file(f"{WISH} by 04/05")
    assert request.due_options
    assert request.questions == ("page_url",)


def test_nothing_is_asked_until_somebody_knows_whose_it_is(scene: Scene) -> None:
    request = scene.filed_and_posted(text="something quite unheard-of, green elephants", anyway=True)
    assert (request.team_id, scene.notices(ASKED)) == (None, [])
    scene.do(hand_over, request.id, PRIYA, to_area="reports")
    assert scene.request(request.id).questions == ("question", "metrics")
    scene.do(hand_over, request.id, DEV, to_area="images")
    assert len(scene.notices(ASKED)) == 1


def test_the_asker_s_own_choice_makes_clear_what_is_missing(scene: Scene) -> None:
    request = scene.filed_and_posted(text="something quite unheard-of, green elephants", anyway=True)
    scene.do(lambda desk: desk.unit.execute(update(requests).values(band="ask", card_ts=None)))
    scene.do(choose, request.id, MIA, "reports")
    assert scene.request(request.id).questions == ("question", "metrics")
    assert len(scene.notices(ASKED)) == 1


def test_a_request_that_moves_before_any_answer_gets_the_new_team_s_questions_in_the_same_message(
    scene: Scene, request_: Request
) -> None:
    scene.do(hand_over, request_.id, JONAS, to_area="reports")
    assert scene.request(request_.id).questions == ("question", "metrics")
    assert len(scene.notices(ASKED)) == 1
    assert len(scene.notices(DRAWN, due=True)) == 1


def test_whoever_has_answered_once_is_asked_nothing_more_after_a_move(
    scene: Scene, request_: Request
) -> None:
    says(scene, request_, "It's https://example.org/boots")
    scene.do(hand_over, request_.id, JONAS, to_area="reports")
    moved = scene.request(request_.id)
    assert moved.questions == ("page_url", "go_live")
    assert list(moved.answers) == ["page_url"], "kept, for the new team to read"


def test_another_area_of_the_same_team_asks_what_it_needs(scene: Scene) -> None:
    request = scene.filed_and_posted(text="Please upload an image")
    assert (request.area_id, request.questions) == ("images", ())
    scene.do(change_request, request.id, MIA, text=None, area_id="pages")
    assert scene.request(request.id).questions == ("page_url", "go_live")
    assert len(scene.notices(ASKED)) == 1


def test_answers_in_the_thread_are_told_apart_and_the_day_counts(scene: Scene, request_: Request) -> None:
    told = says(scene, request_, "It's https://example.org/boots, and by 20 April please")
    assert "https://example.org/boots" in told.answers["page_url"]
    assert "20 April" in told.answers["go_live"]
    assert told.due_on == BY_20_APRIL
    (line,) = lines(scene, request_)
    assert line["told"] == ["page_url", "go_live"]
    assert lines(scene, request_, "team") == [], "the team reads that thread"
    assert scene.changes(request_.id)[-1] == (Change.DETAILED, MIA)
    assert len(scene.notices(DRAWN, due=True)) == 1
    assert len(scene.notices(NoticeKind.CARD_CHANGED, due=True)) == 1


def test_half_an_answer_is_kept_and_the_rest_stays_open(scene: Scene, request_: Request) -> None:
    told = says(scene, request_, "https://example.org/boots")
    assert list(told.answers) == ["page_url"]
    told = says(scene, told, "the 20th of April")
    assert told.due_on == BY_20_APRIL
    assert [line["told"] for line in lines(scene, request_)] == [["page_url"], ["go_live"]]


def test_when_one_question_is_open_any_plain_answer_counts(scene: Scene, request_: Request) -> None:
    told = says(scene, request_, "by 20 April")
    assert list(told.answers) == ["go_live"]
    told = says(scene, told, "the big winter one")
    assert told.answers["page_url"] == "the big winter one"


@pytest.mark.parametrize("talk", ["Thanks!", "thank you so much", "ok", "Great, thanks Jonas", "any news?"])
def test_talk_is_no_answer(scene: Scene, request_: Request, talk: str) -> None:
    told = says(scene, request_, "by 20 April")
    assert says(scene, told, talk).answers == told.answers


@pytest.mark.parametrize(
    "words",
    [
        "Not sure yet",
        "I don't know yet, sorry",
        "Weiß ich noch nicht",
        "je ne sais pas",
        "no lo sé",
        "não sei",
    ],
)
def test_not_sure_leaves_it_open_and_a_later_answer_is_still_heard(
    scene: Scene, request_: Request, words: str
) -> None:
    told = says(scene, request_, words)
    assert told.answers == {"page_url": "", "go_live": ""}
    assert lines(scene, request_) == [], "the message itself says so"
    assert len(scene.notices(DRAWN, due=True)) == 1
    assert says(scene, told, "I'll be out of the office, ask Tom").answers == told.answers
    assert says(scene, told, "it must be live by 20 April").due_on == BY_20_APRIL


def test_an_answer_that_leaves_the_day_in_doubt_offers_the_days(scene: Scene, request_: Request) -> None:
    told = says(scene, request_, "https://example.org/boots\nby 04/05")
    assert told.due_on is None
    assert told.due_options == (date(2026, 4, 5), date(2026, 5, 4))


@pytest.mark.parametrize("who", [TOM, JONAS, OUTSIDER])
def test_others_in_the_thread_answer_nothing_for_the_asker(scene: Scene, request_: Request, who: str) -> None:
    assert says(scene, request_, "https://example.org/boots by 20 April", who=who).answers == {}


@pytest.mark.parametrize("who", [PRIYA, ADA])
def test_who_speaks_for_the_asker_is_heard_only_where_it_plainly_is_an_answer(
    scene: Scene, request_: Request, who: str
) -> None:
    told = says(scene, request_, "by 20 April")
    assert says(scene, told, "I will have a look with the others", who=who).answers == told.answers
    told = says(scene, told, "it's https://example.org/boots", who=who)
    assert "https://example.org/boots" in told.answers["page_url"]


def test_the_answer_to_the_owner_s_own_question_is_not_taken_for_one_of_ours(
    scene: Scene, request_: Request
) -> None:
    told = says(scene, request_, "by 20 April")
    scene.do(ask_back, request_.id, JONAS, "Which picture shall we use?")
    answered = says(scene, told, "the one on the glacier")
    assert answered.answers == told.answers
    assert answered.state is RequestState.ACKNOWLEDGED


def test_a_message_that_arrives_twice_is_one_answer(scene: Scene, request_: Request) -> None:
    place = (request_.home_channel, request_.home_ts)
    for _ in range(2):
        scene.speak(MIA, "https://example.org/boots", place, "301.1")
    assert len(lines(scene, request_)) == 1


def test_what_must_not_be_kept_is_left_out_of_an_answer(scene: Scene, request_: Request) -> None:
    words = "the boots page, the password is Tr0ub4dor&3x"
    taken = scene.do(answer, request_.id, MIA, {"page_url": words}, known=())
    assert taken.masked
    assert "Tr0ub4dor" not in str(scene.request(request_.id).answers)
    told = says(scene, scene.filed_and_posted(text=WISH), f"20 April\n{words}")
    assert "Tr0ub4dor" not in str(told.answers)


def test_the_form_s_answers_are_noted_together(scene: Scene, request_: Request) -> None:
    given = {"page_url": " the boots page ", "go_live": "2026-04-20"}
    taken = scene.do(answer, request_.id, MIA, given, known=())
    told = scene.request(request_.id)
    assert told.answers == {"page_url": "the boots page", "go_live": "20 April 2026"}
    assert (told.due_on, told.due_options) == (BY_20_APRIL, ())
    assert (taken.noted, taken.apart) == (("page_url", "go_live"), {})
    assert len(lines(scene, request_)) == 1


def test_where_words_are_carried_the_team_hears_of_the_form_under_its_card(scene: Scene) -> None:
    request = scene.filed_and_posted(text=WISH, place=DIRECT)
    scene.do(answer, request.id, MIA, {"page_url": "the boots page"}, known=())
    assert len(lines(scene, request, "team")) == 1
    says(scene, request, "by 20 April")
    assert len(lines(scene, request, "team")) == 1, "those words were carried already"


def test_an_answer_that_was_known_can_be_put_differently(scene: Scene, request_: Request) -> None:
    scene.do(answer, request_.id, MIA, {"page_url": "the boots page"}, known=())
    scene.do(answer, request_.id, MIA, {"page_url": "the gloves page"}, known=("page_url",))
    assert scene.request(request_.id).answers == {"page_url": "the gloves page"}


def test_the_same_words_again_say_nothing(scene: Scene, request_: Request) -> None:
    for _ in range(2):
        scene.do(answer, request_.id, MIA, {"page_url": "the boots page"}, known=())
    assert len(lines(scene, request_)) == 1


def test_who_answers_second_changes_nothing_and_their_words_go_into_the_thread(
    scene: Scene, request_: Request
) -> None:
    scene.do(answer, request_.id, MIA, {"page_url": "the boots page"}, known=())
    taken = scene.do(answer, request_.id, PRIYA, {"page_url": "the gloves page"}, known=())
    assert scene.request(request_.id).answers == {"page_url": "the boots page"}
    assert (taken.noted, taken.apart, taken.moved) == ((), {"page_url": "the gloves page"}, False)
    assert lines(scene, request_)[-1]["apart"] == {"page_url": "the gloves page"}


def test_two_who_answer_at_once_are_both_heard(scene: Scene, request_: Request) -> None:
    given = ({"page_url": "the boots page"}, {"page_url": "the gloves page"})
    at_once(
        *[
            partial(scene.do, answer, request_.id, who, words, known=())
            for who, words in zip((MIA, PRIYA), given, strict=True)
        ]
    )
    told = scene.request(request_.id).answers["page_url"]
    (apart,) = [line["apart"] for line in lines(scene, request_) if "apart" in line]
    assert {told, apart["page_url"]} == {"the boots page", "the gloves page"}


def test_answers_to_a_team_that_no_longer_has_it_go_into_the_thread(scene: Scene, request_: Request) -> None:
    scene.do(hand_over, request_.id, JONAS, to_area="reports")
    taken = scene.do(answer, request_.id, MIA, {"page_url": "the boots page"}, known=())
    assert taken.moved
    assert taken.apart == {"page_url": "the boots page"}
    assert scene.request(request_.id).answers == {}
    assert lines(scene, request_)[-1]["apart"] == {"page_url": "the boots page"}


def test_an_empty_form_is_refused_with_a_hint(scene: Scene, request_: Request) -> None:
    with pytest.raises(Unclear) as refusal:
        scene.do(answer, request_.id, MIA, {"page_url": "  \n"}, known=())
    assert str(refusal.value) == EMPTY


def test_not_sure_yet_is_pressed_once_and_leaves_all_open(scene: Scene, request_: Request) -> None:
    scene.do(leave_open, request_.id, MIA)
    assert scene.request(request_.id).answers == {"page_url": "", "go_live": ""}
    assert len(scene.notices(DRAWN, due=True)) == 1
    with pytest.raises(Conflict) as refusal:
        scene.do(leave_open, request_.id, MIA)
    assert str(refusal.value) == LEFT_OPEN


def test_after_the_last_answer_an_old_button_finds_nothing_open(scene: Scene, request_: Request) -> None:
    given = {"page_url": "the boots page", "go_live": "2026-04-20"}
    scene.do(answer, request_.id, MIA, given, known=())
    for late in (leave_open, lambda desk, id_, who: require_open_questions(desk, scene.request(id_), who)):
        with pytest.raises(Conflict) as refusal:
            scene.do(late, request_.id, MIA)
        assert str(refusal.value) == NOTHING_OPEN


def test_a_day_set_in_the_form_for_changes_needs_no_answer(scene: Scene, request_: Request) -> None:
    scene.do(
        lambda desk: set_plan(desk, scene.request(request_.id), MIA, due_on=BY_20_APRIL, urgency="normal")
    )
    scene.do(answer, request_.id, MIA, {"page_url": "the boots page"}, known=())
    with pytest.raises(Conflict, match="nothing open"):
        scene.do(leave_open, request_.id, MIA)


@pytest.mark.parametrize("who", [TOM, JONAS, DEV])
def test_only_the_asker_s_side_may_press(scene: Scene, request_: Request, who: str) -> None:
    for deed in (leave_open, partial(answer, given={"page_url": "x"}, known=())):
        with pytest.raises(NotAllowed, match="Only Mia can do that"):
            scene.do(deed, request_.id, who)
    assert scene.request(request_.id).answers == {}


@pytest.mark.parametrize(
    ("end", "sentence"),
    [
        (partial(cancel, actor_id=MIA), "You took it back, so there's nothing to do."),
        (partial(resolve, actor_id=JONAS), "Jonas says it's done already."),
    ],
)
def test_after_the_end_every_answer_is_refused_in_words(
    scene: Scene, request_: Request, end: Any, sentence: str
) -> None:
    scene.do(end, request_.id)
    for deed in (leave_open, partial(answer, given={"page_url": "the boots page"}, known=())):
        with pytest.raises(Conflict) as refusal:
            scene.do(deed, request_.id, MIA)
        assert str(refusal.value) == sentence
    assert says(scene, request_, "https://example.org/boots").answers == {}


def test_its_buttons_are_drawn_anew_with_every_change_until_it_is_dealt_with(
    scene: Scene, request_: Request
) -> None:
    scene.do(acknowledge, request_.id, JONAS)
    assert len(scene.notices(DRAWN, due=True)) == 1
    scene.do(leave_open, request_.id, MIA)
    scene.say_all()
    scene.do(cancel, request_.id, MIA)
    assert scene.notices(DRAWN, due=True) == []


def test_words_that_are_taken_back_answer_nothing_any_more(scene: Scene, request_: Request) -> None:
    place = (request_.home_channel, request_.home_ts)
    scene.speak(MIA, "https://example.org/boots by 20 April", place, "301.1")
    scene.do(edited, request_.home_channel, "301.1", "https://example.org/gloves", MIA)
    told = scene.request(request_.id)
    assert (list(told.answers), told.due_on) == (["page_url"], None)
    assert "gloves" in told.answers["page_url"]
    scene.do(deleted, request_.home_channel, "301.1")
    assert scene.request(request_.id).answers == {}
    assert len(scene.notices(DRAWN, due=True)) == 1
