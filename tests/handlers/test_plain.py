from __future__ import annotations

import pytest

from bot.people import Facts, People
from handlers.plain import plain
from tests.companies import WORKSPACE, small_company

ROWS = [
    {**Facts("U1", WORKSPACE, "Mia & Co", "mia@example.org").__dict__, "dm_channel": None},
    {**Facts("U2", WORKSPACE, "O<K>").__dict__, "dm_channel": None},
]
PEOPLE = People(small_company(), WORKSPACE, ROWS)
CHANNELS = {"C1": "#launches"}


@pytest.mark.parametrize(
    ("slack", "read"),
    [
        ("", ""),
        ("just words", "just words"),
        ("Tom &amp; Jerry &lt;3", "Tom & Jerry <3"),
        ("&amp;lt; stays", "&lt; stays"),
        ("&amp;amp;", "&amp;"),
        ("<@U1> please", "@Mia Tanaka please"),
        ("<@U1|old name> please", "@Mia Tanaka please"),
        ("<@U2>", "@O<K>"),
        ("<@U9>", "@someone"),
        ("<@W9|Gone Person>", "@Gone Person"),
        ("in <#C1>", "in #launches"),
        ("in <#C1|>", "in #launches"),
        ("in <#C1|general>", "in #general"),
        ("in <#C9>", "in a channel"),
        ("<!here> look", "@here look"),
        ("<!here|here> look", "here look"),
        ("<!channel> and <!everyone>", "@channel and @everyone"),
        ("<!subteam^S1|@web-team>", "@web-team"),
        ("<!subteam^S1>", "@a group"),
        ("<!date^1773144000^{date_short}|10 March>", "10 March"),
        ("<!date^1773144000^{date_short}>", "a date"),
        ("<https://shop.example/a?b=1&amp;c=2>", "https://shop.example/a?b=1&c=2"),
        ("<https://shop.example|the shop>", "the shop (https://shop.example)"),
        ("<https://shop.example/|shop.example>", "https://shop.example/"),
        ("<http://shop.example|https://bank.example>", "https://bank.example (http://shop.example)"),
        ("<mailto:mia@example.org|mia@example.org>", "mia@example.org"),
        ("<tel:+49123|+49123>", "+49123"),
        ("<https://a.example|A &amp; B>", "A & B (https://a.example)"),
        ("a <b", "a <b"),
        ("<>", "<>"),
        ("*bold* _it_ `code` :tada:", "*bold* _it_ `code` :tada:"),
    ],
)
def test_slacks_text_is_read_as_a_person_would(slack: str, read: str) -> None:
    assert plain(slack, PEOPLE, CHANNELS) == read


def test_a_token_that_was_typed_by_hand_is_not_taken_for_one() -> None:
    assert plain("&lt;@U1&gt; &lt;!channel&gt;", PEOPLE) == "<@U1> <!channel>"
