"""Words keep their places, and two spellings of one thing meet under one key."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.words import fold, tokens


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("we use C++, C# and C.", ["we", "use", "C++", "C#", "and", "C"]),
        ("a .NET and Node.js app.", ["a", ".NET", "and", "Node.js", "app"]),
        ("ask R&amp;D &lt;now&gt; &amp; AT&T", ["ask", "R&amp;D", "now", "AT&T"]),
        ("SLA's, the CMS’s, QA'd, don't, l'API", ["SLA", "the", "CMS", "QA'd", "don't", "l", "API"]),
        ("A/B-test 24/7 99.95% 1,000 p95", ["A", "B", "test", "24", "7", "99.95", "1,000", "p95"]),
        ("api_key _deploy_ *API*", ["api_key", "deploy", "API"]),
        (
            "我们的服务器坏了 APIを API는",
            ["我", "们", "的", "服", "务", "器", "坏", "了", "API", "を", "API", "는"],
        ),
        ("it is done.Deploy it... and so on", ["it", "is", "done", "Deploy", "it", "and", "so", "on"]),
        ("cafe\u0301 de\u00adploy 🔥API🔥", ["cafe\u0301", "de\u00adploy", "API"]),
        ("", []),
        ("?! … 🎉", []),
    ],
)
def test_a_text_is_cut_into_its_words(text: str, words: list[str]) -> None:
    assert [token.text for token in tokens(text)] == words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("A/B-test", "a/b test"),
        ("ＡＰＩ", "api"),
        ("cafe\u0301", "CAFÉ"),
        ("Straße", "STRASSE"),
        ("R&amp;D", "r&d"),
        ("de\u00adploy", "Deploy"),
        ("the CMS’s", "the CMS's"),
        ("  landing\u00a0page ", "landing page"),
    ],
)
def test_two_spellings_of_one_thing_have_one_key(one: str, other: str) -> None:
    assert fold(one) == fold(other) != ""


def test_c_and_its_relatives_stay_apart() -> None:
    assert len({fold("C"), fold("C#"), fold("C++")}) == 3


@given(st.text(max_size=600))
def test_any_text_is_cut_in_order_and_every_place_is_right(text: str) -> None:
    end = 0
    for token in tokens(text):
        assert token.start >= end
        assert text[token.start : token.end] == token.text != ""
        assert " " not in token.norm
        end = token.end


@given(st.text(max_size=200), st.text(max_size=200))
def test_words_keep_their_keys_whatever_stands_a_line_before(one: str, other: str) -> None:
    assert fold(f"{one}\n{other}") == " ".join(filter(None, (fold(one), fold(other))))
