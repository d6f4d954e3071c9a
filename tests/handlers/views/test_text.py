from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.views.text import cut, escape, fitted, length, link, mention, when

NOW = datetime(2026, 3, 24, 10, 0, tzinfo=UTC)
LONDON = ZoneInfo("Europe/London")
ANY_TEXT = st.text(st.characters(), max_size=300)  # halves of characters included


@pytest.mark.parametrize(
    "token",
    ["<!channel>", "<!here|here>", "<@U0MIA>", "<!subteam^S1>", "<#C1|x>", "<https://evil.example|bank>"],
)
def test_a_token_in_somebodys_words_is_dead(token: str) -> None:
    assert "<" not in escape(f"look {token} now")


def test_words_are_escaped_once() -> None:
    assert escape("R&D <b> &amp;") == "R&amp;D &lt;b&gt; &amp;amp;"


@given(ANY_TEXT)
def test_escaped_words_can_always_be_sent(plain: str) -> None:
    escaped = escape(plain)
    escaped.encode()
    assert not {"<", ">", "\x00", "\u202e"} & set(escaped)


def test_a_sign_that_turns_the_direction_is_left_out() -> None:
    assert escape("evil\u202egpj.exe") == "evilgpj.exe"


def test_text_that_fits_is_not_cut() -> None:
    assert cut("four", 4) == "four"


def test_cut_text_ends_in_dots_and_keeps_its_limit() -> None:
    assert cut("one two three", 8) == "one two…"


def test_an_emoji_is_never_cut_in_half() -> None:
    assert cut("😀😀😀", 4) == "😀…"
    assert cut("👩\u200d💻 at work", 4) == "👩…"


@given(ANY_TEXT, st.integers(1, 200))
def test_cut_text_keeps_every_limit_as_slack_counts(plain: str, most: int) -> None:
    short = cut(plain, most)
    short.encode()
    assert length(short) <= most
    assert length(short) == len(short.encode("utf-16-le")) // 2


@given(st.text("&<>ab 😀", max_size=500), st.integers(5, 300))
def test_escaped_text_still_fits(plain: str, most: int) -> None:
    assert length(fitted(plain, most)) <= most


def test_a_moment_is_shown_in_the_readers_zone_and_names_the_zone_where_it_cannot_be() -> None:
    shown = when(datetime(2026, 3, 31, 9, 0, tzinfo=UTC), LONDON, NOW)
    assert shown == "<!date^1774947600^{date_short_pretty} at {time}|Tue 31 Mar, 10:00 (Europe/London)>"


def test_a_moment_of_another_year_names_the_year() -> None:
    shown = when(datetime(2027, 1, 4, 9, 0, tzinfo=UTC), LONDON, NOW)
    assert shown.endswith("|Mon 4 Jan 2027, 09:00 (Europe/London)>")


def test_a_link_shows_its_label_only() -> None:
    assert link("https://files.example/a?b=1&c=2", "a|b & <c>.png") == (
        "<https://files.example/a?b=1&amp;c=2|a|b &amp; &lt;c&gt;.png>"
    )


@pytest.mark.parametrize(
    "url", ["", "javascript:alert(1)", "ftp://files.example/a", "https://x/" + "&" * 999]
)
def test_what_is_no_web_address_is_shown_without_a_link(url: str) -> None:
    assert link(url, "plan.pdf") == "plan.pdf"


def test_an_address_cannot_break_out_of_its_link() -> None:
    assert link("https://x.example/><!channel>|", "a") == "<https://x.example/%3E%3C!channel%3E%7C|a>"


def test_a_mention_is_made_of_an_id_only() -> None:
    assert mention("U0MIA") == "<@U0MIA>"
    assert mention("U1> <!channel") == "someone"
