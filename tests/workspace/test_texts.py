"""From what people and apps write to what Slack stores."""

from __future__ import annotations

import pytest

from workspace.rules import texts

NAMES = {"mia": "<@U0MIA>", "mia tanaka": "<@U0MIA>", "j.weber": "<@U0JONAS>", "web": "<!subteam^S1|@web>"}
CHANNELS = {"launches": "<#C1|launches>", "launches-2027": "<#C2|launches-2027>"}


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("a < b & c > d", "a &lt; b &amp; c &gt; d"),
        ("&amp;", "&amp;amp;"),
        ("@mia and @Mia Tanaka", "<@U0MIA> and <@U0MIA>"),
        ("@j.weber, hello", "<@U0JONAS>, hello"),
        ("@miami is a town", "@miami is a town"),
        ("write to mia@mia.example", "write to mia@mia.example"),
        ("@web please", "<!subteam^S1|@web> please"),
        ("@here @channel @everyone", "<!here> <!channel> <!everyone>"),
        ("<!channel> <@U0MIA>", "&lt;!channel&gt; &lt;@U0MIA&gt;"),
        ("#launches and #launches-2027", "<#C1|launches> and <#C2|launches-2027>"),
        ("#1 of #launchesx", "#1 of #launchesx"),
        ("see https://x.example/a?b=1&c=2.", "see <https://x.example/a?b=1&amp;c=2>."),
        ("https://x.example/@mia#launches", "<https://x.example/@mia#launches>"),
    ],
)
def test_typed_words_are_escaped_and_names_become_tokens(typed: str, stored: str) -> None:
    assert texts.typed(typed, NAMES, CHANNELS) == stored


@pytest.mark.parametrize(
    ("sent", "stored"),
    [
        ("<!channel> & <b>", "<!channel> &amp; &lt;b&gt;"),
        ("&lt;kept&gt; &amp;", "&lt;kept&gt; &amp;"),
        (
            "<https://x.example|x> & <mailto:a@b.example|a>",
            "<https://x.example|x> &amp; <mailto:a@b.example|a>",
        ),
        ("<javascript:alert(1)|x>", "&lt;javascript:alert(1)|x&gt;"),
    ],
)
def test_what_an_app_sends_keeps_its_tokens(sent: str, stored: str) -> None:
    assert texts.from_app(sent) == stored


def test_a_typed_message_has_a_rich_text_block() -> None:
    text = "hi <@U1> in <#C1|x>: <https://x.example|x> &amp; <!here> <!subteam^S1|@web>"
    [block] = texts.as_rich_text(text, "b1")
    assert block["elements"][0]["elements"] == [
        {"type": "text", "text": "hi "},
        {"type": "user", "user_id": "U1"},
        {"type": "text", "text": " in "},
        {"type": "channel", "channel_id": "C1"},
        {"type": "text", "text": ": "},
        {"type": "link", "url": "https://x.example", "text": "x"},
        {"type": "text", "text": " & "},
        {"type": "broadcast", "range": "here"},
        {"type": "text", "text": " "},
        {"type": "usergroup", "usergroup_id": "S1"},
    ]


@pytest.mark.parametrize(
    ("text", "mentioned"), [("<@U1>", True), ("<@U1|ana>", True), ("<@U12>", False), ("&lt;@U1&gt;", False)]
)
def test_a_mention_is_a_token_of_its_own(text: str, mentioned: bool) -> None:
    assert texts.mentions(text, "U1") is mentioned
