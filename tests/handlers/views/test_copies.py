from __future__ import annotations

from collections.abc import Mapping

import pytest

from bot.requests.model import SharedFile
from handlers.views.budget import problems
from handlers.views.copies import copied, copy_failed, team_note
from tests.handlers.views.values import acting, labels, live_texts, read


def test_carried_words_stand_as_typed_and_call_nobody() -> None:
    text = "line one\n  *stars* <!channel> @here <@U0MIA> &amp;"
    message = copied("Mia Tanaka", text, [], side="team")
    assert read(message) == f"Mia Tanaka:\n{text}"
    assert not [live for live in live_texts(message) if "<" in live]


def test_the_name_stands_in_bold() -> None:
    (block,) = copied("Mia", "hello", [], side="team").blocks
    assert block["elements"][0]["elements"] == [{"type": "text", "text": "Mia:", "style": {"bold": True}}]


def test_the_asker_also_reads_which_team_speaks() -> None:
    assert read(copied("Jonas", "On it", [], side="home", team_name="Web Team")).startswith(
        "Jonas (Web Team):"
    )
    assert read(copied("Mia", "Thanks", [], side="team", team_name="Brand")).startswith("Mia:")


def test_files_travel_as_links_whichever_way_they_were_kept() -> None:
    files: list[SharedFile | Mapping[str, str]] = [
        SharedFile("a.png", "https://f.example/a"),
        {"name": "b.png", "url": "https://f.example/b"},
    ]
    text = read(copied("Mia", "See these", files, side="team"))
    assert "With it: <https://f.example/a|a.png>, <https://f.example/b|b.png>" in text


def test_a_file_without_words_says_so() -> None:
    message = copied("Mia", "", [SharedFile("a.png", "https://f.example/a")], side="team")
    assert message.text == "Mia: sent a file"


def test_words_longer_than_a_message_are_shortened_instead_of_refused() -> None:
    message = copied("Mia", "&" * 40_000, [], side="team")
    assert problems(message) == []
    assert "&…" in read(message)


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("is_archived", "their channel is archived"),
        ("user_disabled", "their account is switched off"),
        ("some_new_code", "Slack wouldn't take it"),
    ],
)
def test_what_was_not_delivered_says_why_in_plain_words(code: str, why: str) -> None:
    assert copy_failed("Jonas", code).text == f"Not delivered to Jonas: {why}. Please tell them directly."


def test_a_note_of_the_team_can_be_sent_with_one_click() -> None:
    message = team_note("Mia", "C0WEB", "2.5", "Was it <!here> & why?")
    assert read(message).startswith("Only your team sees “Was it &lt;!here&gt; &amp; why?”")
    assert labels(message) == ["Send to Mia"]
    assert [(one["action_id"], one["value"]) for one in acting(message)] == [
        ("request.send_note", "C0WEB 2.5")
    ]


def test_a_note_about_a_file_alone_has_no_words_to_name() -> None:
    assert team_note("Mia", "C0WEB", "2.5", " ").text == "Only your team sees this."


def test_a_note_names_only_the_beginning_of_long_words() -> None:
    assert team_note("Mia", "C0WEB", "2.5", "why " * 100).text.endswith("why…”")
