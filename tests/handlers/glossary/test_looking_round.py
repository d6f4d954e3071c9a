"""`/glossary`: topics, one word whole, what comes near, what waits for whom."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.company import Company
from db.kinds import NoticeKind
from glossary.browsing import ON_PAGE
from glossary.model import Entry, Label, Wording
from handlers.names import CHOOSE_TOPIC, TURN_GLOSSARY
from handlers.views.explaining.seat import Seat
from tests.bot.requests.scene import ADA, DEV, JONAS, LENA, MIA, OUTSIDER, TOM, Scene
from tests.handlers.glossary.counter import Counter, text
from tests.handlers.knocking import buttons
from tests.handlers.views.values import labels

FOR_US_ALONE = "The glossary is for people of this company."


def menu(counter: Counter, topic: str) -> dict[str, object]:
    """The topic as it is chosen from the menu of `/glossary`."""
    element = next(one for one in buttons(counter.type(MIA).blocks) if one["action_id"] == CHOOSE_TOPIC)
    chosen = next(one for one in element["options"] if one["value"] == topic)
    return {"type": "static_select", "action_id": CHOOSE_TOPIC, "selected_option": chosen}


def test_alone_it_shows_the_topics_and_the_way_to_everything_else(counter: Counter) -> None:
    page = counter.type(MIA)
    assert "3 words that marketing and IT explain to each other" in text(page)
    assert labels(page) == ["Mine to review", "What I keep", "Explain a word"]
    options = next(one for one in buttons(page.blocks) if one["action_id"] == CHOOSE_TOPIC)["options"]
    assert [one["text"]["text"] for one in options] == ["releases (2)", "sales (1)"]


def test_an_empty_glossary_says_what_to_do(scene: Scene) -> None:
    page = Counter(scene, ()).type(MIA)
    assert "is still empty. Explain the first word" in text(page)
    assert "Explain a word" in labels(page)


def test_a_topic_lists_its_words_in_the_readers_wording(counter: Counter) -> None:
    shown = counter.click(MIA, menu(counter, "releases"))
    assert "To put a new version of the site where customers see it." in text(shown)
    shown = counter.click(JONAS, menu(counter, "releases"))
    assert "To release a build to an environment." in text(shown)
    assert "*releases*, 2 in all" in text(shown)


def test_a_long_topic_has_pages(scene: Scene) -> None:
    many = [
        Entry(
            f"word-{number:02}",
            "it",
            (Label(f"word {number:02}", "preferred"),),
            Wording("Something that the web people need."),
            Wording("What we use every day."),
            topic="tools",
        )
        for number in range(ON_PAGE * 2 + 1)
    ]
    counter = Counter(scene, many)
    first = counter.click(MIA, menu(counter, "tools"))
    assert first is not None
    assert "Page 1 of 3" in text(first)
    second = counter.press(MIA, first, "More")
    assert second is not None
    assert "*word 08*" in text(second)
    third = counter.press(MIA, second, "More")
    assert third is not None
    assert "*word 16*" in text(third)
    assert "More" not in labels(third)
    back = counter.press(MIA, third, "Back")
    assert "Page 2 of 3" in text(back)


def test_one_word_is_shown_whole_with_the_other_sides_wording(counter: Counter) -> None:
    page = counter.type(MIA, "staging")
    shown = text(page)
    assert "A rehearsal copy of our site that customers never see." in shown
    assert "The last environment before production, with copied content." in shown
    assert "Look at your page there before it goes live." in shown
    assert "A word of IT · topic: releases · also called rehearsal site" in shown
    assert "stagging" not in shown
    assert {"Thanks", "Suggest a better wording", "History"} <= set(labels(page))
    assert {"Hand over", "Retire"}.isdisjoint(labels(page))


def test_another_name_leads_to_the_word_and_says_so(counter: Counter) -> None:
    assert "rehearsal site" in text(counter.type(MIA, "Rehearsal site"))


def test_a_list_opens_a_word_in_its_place(counter: Counter) -> None:
    listed = counter.click(MIA, menu(counter, "sales"))
    assert listed is not None
    page = counter.press(MIA, listed, "Open")
    assert "Somebody who showed interest and left an address." in text(page)
    detail = counter.scene.notices(NoticeKind.PERSON_TOLD)[-1]["detail"]
    assert detail["replace_original"] is True


def test_what_comes_near_says_why(counter: Counter) -> None:
    page = counter.type(MIA, "the rehearsal of a page")
    assert "*What comes near “the rehearsal of a page”*" in text(page)
    assert "*staging*" in text(page)


def test_a_word_that_looks_like_one_is_offered(counter: Counter) -> None:
    assert "*deploy*" in text(counter.type(MIA, "deplyo"))


def test_nothing_found_says_how_to_add_it(counter: Counter) -> None:
    page = counter.type(MIA, "quux flange")
    assert "Nobody has explained “quux flange” yet" in text(page)
    assert counter.press(MIA, page, "Explain it") is None
    assert counter.form()["blocks"][0]["element"]["initial_value"] == "quux flange"


@pytest.mark.parametrize("words", ["<!channel> *bold* `tick`", "a" * 4000, '"', "‮‮", "&lt;&gt;"])
def test_any_words_are_looked_up(counter: Counter, words: str) -> None:
    page = counter.type(MIA, words)
    assert "<!channel>" not in page.text
    assert page.blocks


def test_help_names_every_word_it_understands(counter: Counter) -> None:
    answer = counter.type(MIA, "help").text
    for word in ("mine", "keep", "add", "history CDN", "start", "quiet on"):
        assert f"`/glossary {word}" in answer


@pytest.mark.parametrize(
    "line", ["", "staging", "mine", "keep", "add", "history staging", "start", "quiet on"]
)
def test_people_of_other_companies_are_told_whom_to_ask(counter: Counter, line: str) -> None:
    assert FOR_US_ALONE in counter.type(OUTSIDER, line).text
    assert counter.no_form()


def test_people_of_other_companies_may_press_nothing(counter: Counter) -> None:
    page = counter.type(JONAS, "staging")
    for label in ("History", "All topics", "Hand over", "Retire"):
        assert FOR_US_ALONE in text(counter.press(OUTSIDER, page, label))
    assert counter.no_form()


def test_an_old_pages_button_says_how_to_start_anew(counter: Counter) -> None:
    told = counter.click(MIA, {"type": "button", "action_id": f"{TURN_GLOSSARY}.x", "value": "nonsense"})
    assert text(told) == "I can't read that page any more. Please call /glossary again."


def test_nothing_to_review_and_nothing_to_keep_say_what_would_come(counter: Counter) -> None:
    assert "Nothing waits for you in the glossary" in text(counter.type(MIA, "mine"))
    assert "You look after no word yet" in text(counter.type(MIA, "keep"))


def test_what_waits_is_listed_and_decided_from_the_list(counter: Counter) -> None:
    counter.propose(JONAS)
    listed = counter.type(MIA, "mine")
    assert "*Yours to review*, 1 in all" in text(listed)
    assert "A new word to understand, from Jonas" in text(listed)
    look = counter.press(MIA, listed, "Look")
    assert look is not None
    assert "Would you understand it, explained like this?" in text(look)
    after = counter.press(MIA, look, "I understand this")
    assert "Thanks. *CNAME* is with the reviewers now." in text(after)
    assert "Nothing waits for you" in text(after)
    assert counter.waiting("cname").understood_by == MIA


def test_the_author_sees_where_a_proposal_stands(counter: Counter) -> None:
    counter.propose(JONAS)
    page = counter.type(JONAS, "cname")
    assert "You have suggested how to explain *CNAME*" in text(page)
    assert "Somebody of marketing is to say whether they understand it." in text(page)
    counter.press(JONAS, page, "Word it differently")
    assert counter.form()["title"]["text"] == "A better wording"


def test_what_nobody_has_checked_for_long_waits_for_the_reviewers(counter: Counter) -> None:
    counter.scene.clock.advance(timedelta(days=250))
    listed = counter.type(DEV, "mine")
    assert "*Yours to review*, 2 in all" in text(listed)
    assert "Not checked since March" in text(listed)
    assert "Nothing waits" in text(counter.type(LENA, "mine"))


def test_what_somebody_keeps_is_listed_with_its_next_check(counter: Counter) -> None:
    counter.propose(JONAS)
    revision = counter.waiting("cname")
    counter.click(MIA, {"type": "button", "action_id": "word.understand", "value": revision.id})
    counter.click(ADA, {"type": "button", "action_id": "word.approve", "value": revision.id})
    listed = counter.type(JONAS, "keep")
    assert "*CNAME*\nTo be checked again by Sun 6 Sep. Checked on Tue 10 Mar." in text(listed)


def test_the_list_for_new_starters_says_when_it_begins(counter: Counter) -> None:
    page = counter.type(TOM, "start")
    assert "A few words each working morning" in text(page)
    assert labels(page) == ["No, leave it"]
    assert "running already" in text(counter.type(TOM, "start"))


@pytest.mark.parametrize("line", ["quiet", "quiet please"])
def test_quiet_without_on_or_off_says_how_it_is_used(counter: Counter, line: str) -> None:
    assert "Write `/glossary quiet on` or `/glossary quiet off`." in counter.type(MIA, line).text


def test_quiet_is_for_those_who_answer_for_a_channel(counter: Counter, company: Company) -> None:
    assert company.teams
    assert "Only admins, the bridge and owners of teams" in counter.type(TOM, "quiet on").text


def test_a_seat_without_a_channel_is_no_place_to_share() -> None:
    assert not Seat(None).is_among_others
