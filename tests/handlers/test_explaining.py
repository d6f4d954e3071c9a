"""`/explain`, the buttons under an explanation, and the ⋯ menu, as Slack delivers them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from db.glossary_tables import concepts, readers, word_feedback
from db.kinds import NoticeKind
from glossary.model import Entry, Label, Wording
from handlers.names import ASK_OPENLY, EXPLAIN, EXPLAIN_MESSAGE
from tests.bot.requests.conftest import company, scene
from tests.bot.requests.scene import DEV, JONAS, MIA, OUTSIDER, TOM, Scene
from tests.companies import ELSEWHERE, WORKSPACE
from tests.handlers.knocking import Knocking, button
from tests.handlers.words_at_the_door import (
    assert_fits,
    explained_to,
    knocking_on,
    labels,
    shelve,
    told,
    words_in,
)

__all__ = ["company", "scene"]

SENTENCE = "staging is stale, I'll redeploy and we need a CNAME"


@pytest.fixture
def knocking(scene: Scene) -> Knocking:
    shelve(scene)
    return knocking_on(scene)


def test_a_word_is_explained_in_the_readers_words(knocking: Knocking, scene: Scene) -> None:
    marketer = knocking.command(MIA, f"{EXPLAIN} CNAME")
    said = words_in(marketer.blocks)
    assert "*CNAME* (canonical name record)" in said
    assert "alias of somebody else's" in said
    assert "*Why it matters to you:*" in said
    assert "*For example:*" in said
    assert "IT looks after it" in said
    assert labels(marketer.blocks)[:4] == ["Thanks", "Still unclear", "Share in channel", "Not what I meant"]
    assert "DNS" in labels(marketer.blocks)
    assert_fits(marketer.text, marketer.blocks)
    engineer = knocking.command(JONAS, f"{EXPLAIN} CNAME")
    assert "zone apex" in words_in(engineer.blocks)
    assert "*Keep in mind:*" in words_in(engineer.blocks)
    assert explained_to(scene, MIA) == {"cname"}


def test_a_chosen_side_counts_before_the_team(knocking: Knocking, scene: Scene) -> None:
    scene.do(lambda desk: desk.unit.add(readers, user_id=MIA, side="it"))
    assert "zone apex" in words_in(knocking.command(MIA, f"{EXPLAIN} CNAME").blocks)


def test_another_name_says_why_it_was_found(knocking: Knocking) -> None:
    answer = knocking.command(MIA, f"{EXPLAIN} cname entry")
    assert "Also known as CNAME entry." in words_in(answer.blocks)
    assert "Also known" not in words_in(knocking.command(MIA, f"{EXPLAIN} cname").blocks)


def test_explain_alone_says_how_it_is_used(knocking: Knocking) -> None:
    for line in (EXPLAIN, f"{EXPLAIN} help", f"{EXPLAIN} ?"):
        answer = knocking.command(MIA, line)
        assert answer.text
        assert "*Have a word explained:*" in answer.text


def test_a_question_for_a_reason_shows_the_rule_and_what_can_be_done_instead(knocking: Knocking) -> None:
    answer = knocking.command(MIA, f'{EXPLAIN} "why can\'t we share logins"')
    said = words_in(answer.blocks)
    assert "can't take the key back" in said
    assert "*Why it is so:*" in said
    assert "*What we can do instead:* Ask for each of you" in said
    assert_fits(answer.text, answer.blocks)


def test_a_pasted_sentence_has_each_of_its_words_explained(knocking: Knocking, scene: Scene) -> None:
    answer = knocking.command(MIA, f"{EXPLAIN} {SENTENCE}")
    said = words_in(answer.blocks)
    assert "Three words in there may be new to you" in said
    assert "*staging*" in said
    assert "*redeploy*" in said
    assert "*CNAME*" in said
    assert labels(answer.blocks) == ["More on staging", "More on redeploy", "More on CNAME"]
    assert explained_to(scene, MIA) == {"staging", "deploy", "cname"}
    assert_fits(answer.text, answer.blocks)


def test_a_long_question_with_two_words_in_it_has_both_explained(knocking: Knocking) -> None:
    answer = knocking.command(MIA, f"{EXPLAIN} why is staging stale and why do we need a CNAME?")
    said = words_in(answer.blocks)
    assert "*staging*" in said
    assert "*CNAME*" in said


def test_a_word_with_two_meanings_shows_both_and_asks(knocking: Knocking, scene: Scene) -> None:
    answer = knocking.command(MIA, f"{EXPLAIN} PR", channel_id="D0MIA")
    assert "“PR” has two meanings. Which one is it here?" in words_in(answer.blocks)
    assert labels(answer.blocks)[0] == "None of these: ask IT"
    assert set(labels(answer.blocks)[1:]) == {"pull request", "public relations"}
    assert explained_to(scene, MIA) == {"pr", "pull-request"}
    knocking.click(MIA, button(answer.blocks, "pull request"))
    assert "Thanks" in labels(told(scene)["blocks"])


def test_the_name_of_the_channel_puts_a_meaning_first_and_leaves_none_out(
    knocking: Knocking, scene: Scene
) -> None:
    marketing = knocking.command(MIA, f"{EXPLAIN} PR", channel_id="C0MARKETING")
    assert labels(marketing.blocks)[1:] == ["public relations", "pull request"]


def test_a_related_word_is_explained_beside_it(knocking: Knocking, scene: Scene) -> None:
    answer = knocking.command(MIA, f"{EXPLAIN} CNAME")
    knocking.click(MIA, button(answer.blocks, "DNS"))
    assert told(scene)["text"].startswith("*DNS* (Domain Name System): The phone book")
    assert told(scene).get("replace_original") is None
    assert explained_to(scene, MIA) == {"cname", "dns"}


def test_thanks_takes_the_buttons_and_leaves_the_text(knocking: Knocking, scene: Scene) -> None:
    answer = knocking.command(MIA, f"{EXPLAIN} CNAME")
    knocking.click(MIA, button(answer.blocks, "Thanks"))
    detail = told(scene)
    assert detail["replace_original"]
    assert labels(detail["blocks"]) == []
    assert "alias of somebody else's" in words_in(detail["blocks"])
    assert feedback(scene) == [("cname", "clear")]


def test_still_unclear_tells_the_keeper_without_a_name(knocking: Knocking, scene: Scene) -> None:
    answer = knocking.command(MIA, f"{EXPLAIN} CNAME")
    knocking.click(MIA, button(answer.blocks, "Still unclear"))
    knocking.click(MIA, button(answer.blocks, "Still unclear"))
    notices = scene.notices(NoticeKind.WORD_UNCLEAR)
    assert [one["detail"] for one in notices] == [{"slug": "cname", "count": 1}]
    assert MIA not in str(rows(scene))
    assert labels(told(scene)["blocks"]) == ["Ask in the channel"]


def test_asking_in_the_open_says_who_asks_where_they_are(knocking: Knocking, scene: Scene) -> None:
    answer = knocking.command(MIA, f"{EXPLAIN} CNAME")
    knocking.click(MIA, button(answer.blocks, "Still unclear"))
    knocking.click(MIA, button(told(scene)["blocks"], "Ask in the channel"))
    detail = told(scene, NoticeKind.WORD_SHARED)
    assert (detail["question"], detail["user_id"], detail["channel_id"]) == (True, MIA, "C0MARKETING")
    assert "everybody can see it" in told(scene)["text"]
    assert told(scene)["replace_original"]


def test_from_a_direct_message_the_open_question_goes_to_the_other_sides_channel(
    knocking: Knocking, scene: Scene
) -> None:
    answer = knocking.command(MIA, f"{EXPLAIN} CNAME", channel_id="D0MIA")
    assert "Share in channel" not in labels(answer.blocks)
    knocking.click(MIA, button(answer.blocks, "Still unclear"), channel_id="D0MIA")
    knocking.click(MIA, button(told(scene)["blocks"], "Ask in #bridge"), channel_id="D0MIA")
    detail = told(scene, NoticeKind.WORD_SHARED)
    assert (detail["channel_id"], detail["side"], detail["thread_ts"]) == (None, "it", None)


def test_sharing_posts_it_where_the_person_is_and_only_once(knocking: Knocking, scene: Scene) -> None:
    answer = knocking.command(MIA, f"{EXPLAIN} CNAME")
    knocking.click(MIA, button(answer.blocks, "Share in channel"))
    detail = told(scene, NoticeKind.WORD_SHARED)
    assert (detail["slug"], detail["user_id"], detail["channel_id"]) == ("cname", MIA, "C0MARKETING")
    assert not detail["question"]
    assert labels(told(scene)["blocks"]) == []
    assert "with your name" in told(scene)["text"]


def test_nothing_is_shared_where_another_company_reads(knocking: Knocking, scene: Scene) -> None:
    answer = knocking.command(MIA, f"{EXPLAIN} CNAME", channel_id="C0PARTNERS")
    knocking.click(MIA, button(answer.blocks, "Share in channel"), channel_id="C0PARTNERS")
    assert scene.notices(NoticeKind.WORD_SHARED) == []
    assert "People of another company read in this channel" in told(scene)["text"]


def test_nothing_is_shared_in_a_direct_message(knocking: Knocking, scene: Scene) -> None:
    answer = knocking.command(MIA, f"{EXPLAIN} CNAME")
    knocking.click(MIA, button(answer.blocks, "Share in channel"), channel_id="D0MIA")
    assert scene.notices(NoticeKind.WORD_SHARED) == []
    assert told(scene)["text"].startswith("Nobody else reads here.")


def test_not_what_i_meant_shows_the_other_meaning(knocking: Knocking, scene: Scene) -> None:
    answer = knocking.command(MIA, f"{EXPLAIN} pull request")
    knocking.click(MIA, button(answer.blocks, "Not what I meant"))
    said = words_in(told(scene)["blocks"])
    assert "Did you mean one of these?" in said
    assert "public relations" in said.lower()
    assert "Ask IT to define it" in labels(told(scene)["blocks"])
    assert feedback(scene) == [("pull-request", "wrong_meaning")]


def test_an_entry_that_nobody_has_checked_for_long_says_so(knocking: Knocking, scene: Scene) -> None:
    old = {"checked_on": scene.clock.now.date() - timedelta(days=700), "version": 2}
    due = scene.clock.now.date() - timedelta(days=200)
    changed = update(concepts).where(concepts.c.slug == "cname")
    scene.do(lambda desk: desk.unit.execute(changed.values(**old, review_due_on=due)))
    scene.toolkit.shelf.catch_up()
    assert "not checked since April 2024" in words_in(knocking.command(MIA, f"{EXPLAIN} CNAME").blocks)


def test_the_keeper_is_named(knocking: Knocking, scene: Scene) -> None:
    changed = update(concepts).where(concepts.c.slug == "cname")
    scene.do(lambda desk: desk.unit.execute(changed.values(keeper_id=JONAS, version=2)))
    scene.toolkit.shelf.catch_up()
    assert "Jonas looks after it" in words_in(knocking.command(MIA, f"{EXPLAIN} CNAME").blocks)


def test_a_button_of_a_word_that_is_gone_says_so(knocking: Knocking, scene: Scene) -> None:
    answer = knocking.command(MIA, f"{EXPLAIN} CNAME")
    changed = update(concepts).where(concepts.c.slug == "dns")
    scene.do(lambda desk: desk.unit.execute(changed.values(status="retired", version=2)))
    scene.toolkit.shelf.catch_up()
    knocking.click(MIA, button(answer.blocks, "DNS"))
    assert told(scene)["text"].startswith("That word isn't in the glossary any more.")


def test_the_menu_of_a_message_explains_its_words_with_the_meaning_they_have_there(
    knocking: Knocking, scene: Scene
) -> None:
    message = {"ts": "7.1", "user": JONAS, "text": f"{SENTENCE}, the PR is merged on the branch"}
    knocking.shortcut(MIA, EXPLAIN_MESSAGE, message, "C0WEB")
    detail = told(scene)
    said = words_in(detail["blocks"])
    assert "*staging*" in said
    assert "*PR* (pull request)" in said
    assert detail["channel_id"] == "C0WEB"
    assert detail["user_id"] == MIA
    assert not detail["thread_ts"]
    assert_fits(detail["text"], detail["blocks"])
    knocking.click(MIA, button(detail["blocks"], "More on staging"), channel_id="C0WEB")
    assert "Share in thread" in labels(told(scene)["blocks"])
    knocking.click(MIA, button(told(scene)["blocks"], "Share in thread"), channel_id="C0WEB")
    assert told(scene, NoticeKind.WORD_SHARED)["thread_ts"] == "7.1"


def test_the_menu_of_a_message_without_jargon_says_so(knocking: Knocking, scene: Scene) -> None:
    knocking.shortcut(MIA, EXPLAIN_MESSAGE, {"ts": "7.1", "user": TOM, "text": "lunch at one?"}, "C0WEB")
    assert told(scene)["text"].startswith("I found no word in there")


def test_the_menu_of_a_very_long_message_stays_within_slacks_limits(knocking: Knocking, scene: Scene) -> None:
    words = [f"zork{letter}" for letter in "abcdefghijklmnopqrstuvwxyz"]
    entries = [
        Entry(word, "it", (Label(word, "preferred"),), Wording("x " * 99, "y " * 290), Wording("z z z"))
        for word in words
    ]
    shelve(scene, entries)
    knocking.shortcut(MIA, EXPLAIN_MESSAGE, {"ts": "7.1", "user": JONAS, "text": " ".join(words)}, "C0WEB")
    assert_fits(told(scene)["text"], told(scene)["blocks"])
    assert len(told(scene)["text"]) <= 3000
    assert "And these:" in words_in(told(scene)["blocks"])


@pytest.mark.parametrize("words", ["&<>*_`~", '"', "'; DROP", "\u202ereversed", "😀" * 300, "x " * 2000])
def test_any_words_are_answered_within_slacks_limits(knocking: Knocking, words: str) -> None:
    answer = knocking.command(MIA, f"{EXPLAIN} {words}")
    assert answer.text
    if answer.blocks:
        assert_fits(answer.text, answer.blocks)


def test_people_of_another_company_are_told_whom_to_ask(knocking: Knocking, scene: Scene) -> None:
    refusal = "The glossary is for people of this company."
    body = {
        "command": EXPLAIN,
        "text": "CNAME",
        "trigger_id": "t-outside",
        "user_id": OUTSIDER,
        "team_id": ELSEWHERE,
        "channel_id": "C0PARTNERS",
        "channel_name": "partners",
        "response_url": "https://slack.example/out",
    }
    assert (knocking.door.take(body).text or "").startswith(refusal)
    press(knocking, OUTSIDER, knocking.command(MIA, f"{EXPLAIN} CNAME").blocks, "DNS")
    assert told(scene)["text"].startswith(refusal)
    assert told(scene)["user_id"] == OUTSIDER
    assert explained_to(scene, OUTSIDER) == set()


def press(knocking: Knocking, user_id: str, blocks: list[dict[str, Any]], label: str) -> None:
    """A click by somebody of another company."""
    knocking.door.take(
        {
            "type": "block_actions",
            "trigger_id": "t-press",
            "team": {"id": WORKSPACE},
            "user": {"id": user_id, "team_id": ELSEWHERE},
            "container": {"type": "message", "message_ts": "5.1", "channel_id": "C0PARTNERS"},
            "response_url": "https://slack.example/press",
            "actions": [{**button(blocks, label), "action_ts": "9.9"}],
        }
    )


def test_nobody_is_counted_twice_for_one_opinion(knocking: Knocking, scene: Scene) -> None:
    answer = knocking.command(MIA, f"{EXPLAIN} CNAME")
    for person in (MIA, MIA, TOM, DEV):
        knocking.click(person, button(answer.blocks, "Still unclear"))
    assert [one["detail"]["count"] for one in scene.notices(NoticeKind.WORD_UNCLEAR)] == [1, 3]


def test_an_old_button_without_a_thread_still_works(knocking: Knocking, scene: Scene) -> None:
    knocking.click(MIA, {"type": "button", "action_id": ASK_OPENLY, "value": "cname"})
    assert told(scene, NoticeKind.WORD_SHARED)["slug"] == "cname"


def feedback(scene: Scene) -> list[tuple[str, str]]:
    return [(row["slug"], row["kind"]) for row in rows(scene)]


def rows(scene: Scene) -> list[Any]:
    with scene.toolkit.ledger.read() as connection:
        return list(connection.execute(select(word_feedback)).mappings())
