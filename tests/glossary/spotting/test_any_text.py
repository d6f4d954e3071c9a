"""Any text is safe: no exception, places that are right, and time that grows with the length only."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.spotting import places_in, spot
from tests.glossary.spotting.entries import starter

PIECES = st.sampled_from(
    [
        *(
            "API",
            "the PR",
            "lead",
            "404",
            "`",
            "```",
            '"',
            "'",
            "“",
            "”",
            "> ",
            "<https://x.y|",
            ">",
            "@a",
            "#b",
        ),
        *(
            ":x:",
            "(",
            ")",
            ", the ",
            " is a ",
            " – ",
            "\n",
            "://",
            "a.b.c",
            "_",
            "-",
            "/",
            "&amp;",
            "İ",
            "שלום",
        ),
        *("🎉", "\u200b", "e\u0301", "服务器", "=", "{{", "}}", "\\", "know what a ", "500 €", "merge tag"),
    ]
)


def check(text: str) -> None:
    for on_demand in (False, True):
        end = -1
        for one in spot(text, starter(), reader="marketing", thread=[text[:200]], on_demand=on_demand):
            assert end <= one.start < one.end <= len(text)
            end = one.end
    assert all(0 <= start < end <= len(text) for start, end in places_in(text, starter()))


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=400))
def test_any_signs_are_safe(text: str) -> None:
    check(text)


@settings(max_examples=100, deadline=None)
@given(st.lists(PIECES, max_size=80).map("".join))
def test_any_mixture_of_what_means_something_is_safe(text: str) -> None:
    check(text)


@pytest.mark.parametrize(
    "piece",
    [
        *(
            "a",
            "a.",
            "a-",
            "a+",
            "(",
            "[",
            "<@",
            "`",
            '"x',
            "'x ",
            "> ",
            "&lt;a",
            "{{",
            "@",
            ":a",
            "/a",
            "a@",
        ),
        *("API ", "API, the ", "API is a ", "PR ", "merge the ", "404 ", "lead, ", "服", "\u200b", "e\u0301"),
        *("x" * 50 + " ", "no need to explain ", "know what a ", "by staging "),
    ],
)
def test_long_texts_of_one_kind_end(piece: str) -> None:
    """Whatever took time with the square of the length would run into the time limit of the tests here."""
    text = piece * (20_000 // len(piece))
    found = spot(text, starter(), reader="marketing")
    assert all(text[one.start : one.end].strip() for one in found)
