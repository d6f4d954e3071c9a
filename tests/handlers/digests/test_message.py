"""How a digest looks: its first line is the decision, and Slack takes it whatever is in it."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.digests.acting import OnSync
from bot.digests.choosing import choose
from bot.digests.model import Group, Item
from bot.digests.runs import PutOff
from db.kinds import DigestKind, RequestState
from handlers.views.budget import problems, weight
from handlers.views.charts import CHART
from handlers.views.digests.message import LONGEST_SECTION, MOST_BLOCKS, digest_message
from handlers.views.digests.shown import Unexplained
from handlers.views.message import Message
from tests.handlers.digests.shown import named, road_map, shown, weeks
from tests.handlers.views.values import (
    COMPANY,
    DEV,
    JONAS,
    LENA,
    MIA,
    NOW,
    PRIYA,
    TOM,
    labels,
    live_texts,
    people_of,
    read,
)
from workspace.rules.blocks import check_message_blocks

HELD = RequestState.ACKNOWLEDGED


def first_line(message: Message) -> str:
    return str(message.blocks[0]["text"]["text"])


def test_the_first_line_is_the_decision() -> None:
    counts: dict[Group, int] = {"needs": 3, "overdue": 2, "fine": 11}
    assert (
        first_line(digest_message(shown(counts=counts))) == "*3 need somebody, 2 overdue*, 11 on their way."
    )


def test_one_of_each_is_said_in_the_singular() -> None:
    counts: dict[Group, int] = {"waits": 1, "late": 1, "done": 1, "fine": 1}
    assert first_line(digest_message(shown(kind=DigestKind.MARKETING, counts=counts))) == (
        "*1 waits for you, 1 should have been answered by now*, 1 done, 1 on its way."
    )


def test_a_line_says_what_it_is_who_has_it_and_how_old_it_is_in_working_time() -> None:
    one = named(1, asked_at=NOW - timedelta(days=4))  # a weekend lies between
    text = read(digest_message(shown([("needs", one)])))
    assert "*The form is broken* · the Web Team, nobody has it yet, Jonas is on duty · 2 working days" in text


@pytest.mark.parametrize(
    ("ago", "words"),
    [
        (timedelta(minutes=20), "just in"),
        (timedelta(hours=1, minutes=30), "1 working hour"),
        (timedelta(days=1), "1 working day"),
        (timedelta(days=21), "15 working days"),
    ],
)
def test_ages_are_in_working_time(ago: timedelta, words: str) -> None:
    assert words in read(digest_message(shown([("needs", named(1, asked_at=NOW - ago))])))


def test_a_line_that_needs_somebody_has_its_buttons_beneath() -> None:
    message = digest_message(shown([("needs", named(1))]))
    assert labels(message) == ["I've got it", "Tomorrow", "Put on next sync"]
    held = digest_message(shown([("ageing", named(1, state=HELD, acknowledged_by=JONAS))]))
    assert labels(held) == ["Tomorrow", "Put on next sync"]


def test_marketing_is_not_offered_to_take_its_own_wishes() -> None:
    waits = named(1, state=RequestState.WAITING, acknowledged_by=JONAS)
    message = digest_message(shown([("waits", waits)], kind=DigestKind.MARKETING))
    assert labels(message) == ["Tomorrow", "Put on next sync"]
    assert "Jonas from the Web Team asked something, and waits for the answer" in read(message)


def test_once_dealt_with_a_line_says_so_and_the_counts_follow() -> None:
    taken = named(1, state=HELD, acknowledged_by=LENA)
    message = digest_message(shown([("needs", taken)], counts={"needs": 2}, now_in={"r1": "fine"}))
    assert first_line(message) == "*1 needs somebody*, 1 on its way."
    assert "✓ *The form is broken* · Lena has it" in read(message)
    assert labels(message) == []


def test_what_was_put_off_says_by_whom() -> None:
    off = {"r1": PutOff("r1", JONAS, NOW + timedelta(days=1))}
    message = digest_message(shown([("needs", named(1))], now_in={"r1": "put_off"}, put_off=off))
    assert "put off until the next working day by Jonas" in read(message)
    assert first_line(message) == "1 put off."


def test_what_stands_on_a_sync_says_when_and_is_not_offered_for_it_again() -> None:
    there = {"r1": OnSync("r1", MIA, NOW + timedelta(days=1))}
    message = digest_message(shown([("overdue", named(1))], on_syncs=there))
    assert "on the next sync, <!date^" in read(message)
    assert "Wed 25 Mar, 11:00 (Europe/Berlin)" in read(message)
    assert "Put on next sync" not in labels(message)


def test_only_owners_of_what_is_overdue_are_mentioned_each_once_and_three_at_most() -> None:
    owners = (JONAS, JONAS, LENA, DEV, PRIYA)
    lines: list[tuple[Group, Any]] = [
        ("overdue", named(number, owner_id=owner)) for number, owner in enumerate(owners)
    ]
    message = digest_message(shown([*lines, ("needs", named(9, owner_id=TOM))]))
    said = "\n".join(text["text"] for text in _sections(message))
    assert [said.count(f"<@{owner}>") for owner in (JONAS, LENA, DEV, PRIYA, TOM)] == [1, 1, 1, 0, 0]
    assert "<@" not in message.text


def test_what_did_not_get_a_line_is_counted_with_the_way_there() -> None:
    counts: dict[Group, int] = {"needs": 7, "overdue": 3, "fine": 40}
    message = digest_message(shown([("needs", named(1))], counts=counts))
    assert "And 6 nobody has yet, 3 overdue more. Your Home tab shows them" in read(message)


def test_what_is_coming_stands_at_the_end() -> None:
    text = read(digest_message(shown([("needs", named(1))], coming=road_map(5))))
    assert "Coming: Boots campaign, Tue 24 Mar · Boots campaign, Tue 31 Mar" in text
    assert "and 2 more" in text


def test_why_it_is_late_stands_below_the_first_line() -> None:
    reason = "Due at 09:00: Liaison was down 08:58–11:20."
    assert reason in read(digest_message(shown([("needs", named(1))], reason=reason)))


def test_what_it_does_for_customers_is_told_in_place_of_a_state() -> None:
    done = named(1, state=RequestState.CLOSED, customers="Nobody has to type the address twice")
    text = read(digest_message(shown([("done", done)], kind=DigestKind.MARKETING)))
    assert "done: Nobody has to type the address twice" in text


def leaders(**values: Any) -> Message:
    finished: list[tuple[Group, Any]] = [
        ("finished", named(number, state=RequestState.CLOSED, customers=f"Faster page {number}"))
        for number in range(3)
    ]
    stuck: list[tuple[Group, Any]] = [
        ("stuck", named(10, reply_by=NOW - timedelta(days=30))),
        ("stuck", named(11, state=RequestState.WAITING, acknowledged_by=LENA)),
    ]
    counts: dict[Group, int] = {"finished": 14, "stuck": 4, "answered": 40, "in_time": 36}
    return digest_message(
        shown([*finished, *stuck], kind=DigestKind.LEADERS, counts=counts, coming=road_map(9), **values)
    )


def test_leaders_read_eight_lines_at_most_and_no_names() -> None:
    message = leaders(weeks=weeks((3, 1), (5, 4)))
    words = Message(message.text, [one for one in message.blocks if one["type"] != "actions"])
    lines = read(words).splitlines()
    assert len(lines) <= 8
    assert lines[0] == "*Since Mon 23 Mar: 14 finished, 4 stuck, 90 % of 40 answered in time.*"
    assert "somebody must decide who takes it" in read(message)
    text = " ".join([*lines, message.text])
    assert not re.search("Jonas|Lena|Mia|Priya|Ada|<@", text)


def test_leaders_get_one_chart_with_the_way_to_its_requests() -> None:
    message = leaders(weeks=weeks((0, 0), (3, 1), (5, 4)))
    assert [block["type"] for block in message.blocks].count(CHART) == 1
    chart = next(block for block in message.blocks if block["type"] == CHART)
    assert [one["name"] for one in chart["chart"]["series"]] == ["In", "Done"]
    assert [point["label"] for point in chart["chart"]["series"][0]["data"]] == ["9 Feb", "16 Feb"]
    assert labels(message) == ["Which requests are these?"]


def test_words_are_told_with_what_can_be_done() -> None:
    unknown = {"utm": Unexplained("utm", "UTM", 4)}
    content = choose(DigestKind.WORDS, [Item("asked", "utm", NOW, True)])
    message = digest_message(shown(kind=DigestKind.WORDS, content=content, unexplained=unknown))
    assert first_line(message) == "1 word wants an explanation."
    assert "*UTM* · 4 people looked for it, nobody has explained it yet" in read(message)
    assert labels(message) == ["Define"]


HOSTILE = (
    "",
    "<!channel> <@U0EVIL> <https://evil.example|our bank>",
    "*" * 50 + "_`~>" * 50,
    "😀👩\u200d💻" * 500,
    "&" * 2000,
    "\x00\ud83d\ufeff",
    "word " * 500,
)
texts = st.one_of(st.sampled_from(HOSTILE), st.text(st.characters(), max_size=80))
TOKEN = re.compile(r"<([^>]*)>")


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.sampled_from([DigestKind.IT, DigestKind.MARKETING, DigestKind.LEADERS]),
    st.integers(0, 5000),
    st.lists(texts, min_size=1, max_size=8),
    texts,
    st.randoms(use_true_random=False),
)
def test_for_any_number_of_items_and_any_words_slack_takes_it(
    kind: DigestKind, count: int, words: list[str], name: str, chance: Any
) -> None:
    groups: list[Group] = ["overdue", "needs", "ageing", "waits", "late", "news", "done", "finished", "stuck"]
    states = list(RequestState)
    items, requests = [], {}
    for number in range(count):
        group = chance.choice([*groups, "fine"])
        items.append(Item(group, f"r{number}", NOW, chance.random() < 0.5))
    content = choose(kind, items)
    for line in content.lines:
        one = named(
            int(line.ref[1:]),
            chance.choice(words),
            state=chance.choice(states),
            customers=chance.choice(words),
            acknowledged_by=chance.choice([None, JONAS]),
            due_on=chance.choice([None, date(2026, 3, 1)]),
        )
        requests[one.id] = one
    values = shown(
        kind=kind,
        content=content,
        requests=requests,
        groups={line.ref: line.group for line in content.lines},
        people=people_of(COMPANY, name=name),
        coming=road_map(count % 50, name),
        weeks=weeks(*[(number, count) for number in range(8)]) if kind is DigestKind.LEADERS else (),
        links={ref: "https://example.slack.com/archives/C0/p1" for ref in requests},
    )
    message = digest_message(values)
    assert problems(message) == []
    check_message_blocks(message.blocks)
    assert len(message.blocks) <= MOST_BLOCKS
    assert weight(message.blocks) <= 12_000
    assert all(len(text["text"]) <= LONGEST_SECTION for text in _sections(message))
    drawn = sum(block["type"] == "section" for block in message.blocks) - 1
    assert drawn <= 15
    for text in live_texts(message):
        for token in TOKEN.findall(text):
            assert token.startswith(("https://example.slack.com/", f"@{JONAS}"))


def _sections(message: Message) -> list[dict[str, Any]]:
    return [block["text"] for block in message.blocks if block["type"] == "section"]
