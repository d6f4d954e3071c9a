from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.learning import KnownLesson
from bot.requests.accuracy import (
    AREAS_ON_PAGE,
    LESSONS_ON_PAGE,
    NEWEST_LESSONS,
    Accuracy,
    Capped,
    ShownLesson,
    Standing,
)
from bot.requests.past import Past, Tally, Way
from db.kinds import Taught
from handlers.names import TAKE_LESSON_BACK, TURN_ACCURACY, today
from handlers.views.accuracy import accuracy_page, share
from handlers.views.budget import problems
from handlers.views.message import Message
from tests.handlers.views.values import COMPANY, JONAS, NOW, PEOPLE, PRIYA, labels, live_texts, names, read


def past(number: int = 1, way: Way = Way.ROUTED, **values: Any) -> Past:
    usual: dict[str, Any] = {
        "id": f"r_{number}",
        "text": f"a landing page for boots number {number}",
        "asked_at": NOW - timedelta(days=1),
        "way": way,
        "first_area": "pages",
        "area_id": "reports" if way is Way.MOVED else "pages",
    }
    return Past(**(usual | values))


def tally(area_id: str | None = "pages", **counts: int) -> Tally:
    ways = {
        Way(name): tuple(past(number, Way(name)) for number in range(count)) for name, count in counts.items()
    }
    return Tally(area_id, ways)


def shown(number: int = 1, standing: Standing = "counts", **values: Any) -> ShownLesson:
    lesson = KnownLesson(
        id=f"l_{number}",
        request_id=f"r_{number}",
        text=f"a banner that counts visitors {number}",
        area_id="reports",
        how=Taught.MOVED,
        taught_by=PRIYA,
        taught_at=NOW - timedelta(hours=1),
        revoked=standing == "revoked",
        changed_at=NOW,
    )
    return ShownLesson(replace(lesson, **values), standing)


def drawn(news: str = "", **values: Any) -> Message:
    usual: dict[str, Any] = {
        "shelf": "areas",
        "number": 0,
        "last": 0,
        "requests": 3,
        "lessons_in_all": len(values.get("lessons", ())),
        "tallies": (),
        "lessons": (),
        "capped": (),
    }
    found = Accuracy(**(usual | values))
    return accuracy_page(found, PEOPLE.get(PRIYA), PEOPLE, COMPANY, NOW, news=news)


def accessories(message: Message) -> list[dict[str, Any]]:
    return [block["accessory"] for block in message.blocks if "accessory" in block]


def test_each_area_says_in_words_what_became_of_its_requests() -> None:
    text = read(drawn(tallies=(tally(routed=9, moved=2, asked=1, bridge=1),)))
    assert "*How requests find their way*, 3 in all" in text
    assert "*Pages*\n• Most (9 of 13) went straight to the Web Team and stayed: " in text
    assert "• Some (2 of 13) went there and had to move on: " in text
    assert "• Few (1 of 13) came after the asker was shown some choices: " in text
    assert "• Few (1 of 13) came through the bridge: " in text


def test_two_examples_of_each_the_newest_first_and_where_it_moved_to() -> None:
    text = read(drawn(tallies=(tally(routed=4, moved=3),)))
    assert "stayed: “A landing page for boots number 3”, “A landing page for boots number 2”\n" in text
    assert "move on: “A landing page for boots number 2” → Reports, “" in text
    assert "number 0" not in text


def test_what_the_asker_chose_in_the_form_is_told_apart() -> None:
    text = read(drawn(tallies=(tally(routed=2, picked=7),)))
    assert "All (2 of 2) went straight" in text
    assert "• 7 more came with the asker's own choice in the form" in text


@pytest.mark.parametrize(
    ("count", "total", "words"),
    [
        (1, 1, "The only one"),
        (5, 5, "All (5 of 5)"),
        (19, 20, "Nearly all (19 of 20)"),
        (12, 20, "Most (12 of 20)"),
        (10, 20, "About half (10 of 20)"),
        (3, 20, "Some (3 of 20)"),
        (1, 20, "Few (1 of 20)"),
    ],
)
def test_shares_are_said_in_words(count: int, total: int, words: str) -> None:
    assert share(count, total) == words


def test_what_is_not_decided_and_what_left_the_company_file_is_told_too() -> None:
    text = read(drawn(tallies=(tally(None, bridge=1), tally("gone", routed=1))))
    assert "*Not decided yet*\n• The only one came through the bridge" in text
    assert "*gone*\n• The only one went straight to a team and stayed" in text


def test_before_the_first_request_it_says_so() -> None:
    message = drawn(requests=0)
    assert "No request has been filed yet, so there is nothing to tell." in read(message)
    assert "No request has been filed yet" in message.text
    assert labels(message) == []
    assert problems(message) == []


def test_a_lesson_says_who_taught_it_and_when_and_can_be_taken_back() -> None:
    message = drawn(lessons=(shown(),))
    text = read(message)
    assert "*Learnt last*" in text
    assert "“A banner that counts visitors 1” → *Reports*\nPriya said so, <!date^" in text
    (button,) = accessories(message)
    assert (button["text"]["text"], button["value"]) == ("Take it back", "l_1 areas 0")
    assert today(button["action_id"]) == TAKE_LESSON_BACK
    assert button["confirm"]["deny"]["text"] == "Keep it"


def test_a_label_is_nobodys_word_in_particular() -> None:
    text = read(drawn(lessons=(shown(how=Taught.RESOLVED, taught_by=None),)))
    assert "*Reports*\nIt was done there, <!date^" in text


@pytest.mark.parametrize(
    ("standing", "sentence"),
    [
        ("newer", "Something newer about the same request counts instead."),
        ("capped", "It waits until others say the same."),
    ],
)
def test_a_lesson_that_does_not_count_says_why(standing: Standing, sentence: str) -> None:
    message = drawn(lessons=(shown(standing=standing),))
    assert sentence in read(message)
    assert len(accessories(message)) == 1


@pytest.mark.parametrize(("who", "sentence"), [(JONAS, "Taken back by Jonas."), ("", "Taken back.")])
def test_a_lesson_that_was_taken_back_says_so_and_has_no_button(who: str, sentence: str) -> None:
    message = drawn(lessons=(shown(standing="revoked", revoked_by=who),))
    assert sentence in read(message)
    assert accessories(message) == []


def test_whose_corrections_are_capped_right_now_is_said() -> None:
    text = read(drawn(capped=(Capped(JONAS, "pages", 3),)))
    assert "Jonas has taught me much about *Pages*: 3 of those wait until others say the same." in text


def test_of_many_who_are_capped_the_first_are_named_and_the_rest_counted() -> None:
    text = read(drawn(capped=tuple(Capped(JONAS, f"area-{number}", 2) for number in range(7))))
    assert text.count("has taught me much") == 5
    assert "And 2 more like that." in text


def test_news_stands_above_the_page_harmlessly() -> None:
    message = drawn("Taken back & <!channel> gone.", lessons=(shown(),))
    assert read(message).startswith("Taken back &amp; &lt;!channel&gt; gone.\n*How requests")
    assert message.text.startswith("Taken back &amp; &lt;!channel&gt; gone.")


@pytest.mark.parametrize(
    ("number", "last", "turns"),
    [(0, 0, []), (0, 1, ["More"]), (1, 2, ["Back", "More"]), (2, 2, ["Back"])],
)
def test_pages_that_exist_can_be_turned_to(number: int, last: int, turns: list[str]) -> None:
    for shelf, other in (("areas", "All lessons"), ("lessons", "All areas")):
        message = drawn(shelf=shelf, number=number, last=last, lessons_in_all=9)
        assert labels(message) == [*turns, other]
        assert all(today(name) == TURN_ACCURACY for name in names(message))
        assert (f"Page {number + 1} of {last + 1}" in read(message)) == bool(last)


def test_the_shelf_of_lessons_has_lessons_only_and_takes_back_onto_the_same_page() -> None:
    message = drawn(shelf="lessons", number=1, last=2, lessons_in_all=20, lessons=(shown(), shown(2)))
    assert read(message).startswith("*What I have learnt*, 20 in all")
    assert [button["value"] for button in accessories(message)] == ["l_1 lessons 1", "l_2 lessons 1"]


@pytest.mark.parametrize("sign", ["<&>", "😀", "\u202e\0\ud800", "a"])
def test_a_page_of_the_longest_words_is_taken_by_slack(sign: str) -> None:
    words, area_id = sign * 3000, "x" + sign * 200
    ways: dict[Way, tuple[Past, ...]] = {
        way: tuple(past(number, way, text=words, area_id=area_id) for number in range(3))
        for way in Way
        if way is not Way.PICKED
    }
    tallies = tuple(
        replace(tally(picked=9999), area_id=f"{area_id}{number}", ways=ways)
        for number in range(AREAS_ON_PAGE)
    )
    lessons = tuple(shown(number, "capped", text=words, area_id=area_id) for number in range(LESSONS_ON_PAGE))
    capped = tuple(Capped(JONAS, area_id, 2) for _ in range(9))
    many: dict[str, Any] = {"last": 99, "lessons_in_all": 999, "capped": capped}
    for message in (
        drawn(sign * 999, tallies=tallies, lessons=lessons[:NEWEST_LESSONS], **many),
        drawn(sign * 999, shelf="lessons", lessons=lessons, **many),
    ):
        assert problems(message) == []
        assert not any("<!" in text.replace("<!date", "") for text in live_texts(message))


def test_a_request_without_words_has_a_title_too() -> None:
    wordless = Tally("pages", {Way.ROUTED: (past(text=""),)})
    assert "stayed: “files without words”" in read(drawn(tallies=(wordless,)))
