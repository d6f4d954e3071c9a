"""Which items get a line: what changed first, five of a group and fifteen in all; the rest are counted."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.digests.choosing import MOST, MOST_OF_A_GROUP, ORDER, choose
from bot.digests.model import Group, Item
from db.kinds import DigestKind

NOW = datetime(2026, 3, 24, 9, tzinfo=UTC)
GROUPS: tuple[Group, ...] = (*{group for order in ORDER.values() for group in order}, "fine", "put_off")


def item(group: Group, ref: str, *, days: int = 1, is_new: bool = True, shown: bool = True) -> Item:
    return Item(group, ref, NOW - timedelta(days=days), is_new, shown)


def refs(content: object) -> list[str]:
    return [line.ref for line in content.lines]  # type: ignore[attr-defined]


def test_what_changed_comes_before_what_is_older() -> None:
    items = [item("overdue", "old", days=90, is_new=False), item("overdue", "new", days=1)]
    assert refs(choose(DigestKind.IT, items)) == ["new", "old"]


def test_of_the_changed_ones_the_oldest_comes_first() -> None:
    items = [item("needs", f"{days}", days=days) for days in (1, 9, 4)]
    assert refs(choose(DigestKind.IT, items)) == ["9", "4", "1"]


def test_what_somebody_has_and_did_not_change_is_only_counted() -> None:
    content = choose(DigestKind.IT, [item("ageing", "same", is_new=False), item("needs", "new")])
    assert refs(content) == ["new"]
    assert content.counts == {"ageing": 1, "needs": 1}


def test_words_that_may_not_be_read_there_are_counted_without_a_line() -> None:
    content = choose(DigestKind.IT, [item("needs", "private", shown=False)])
    assert (refs(content), content.counts, content.is_empty) == ([], {"needs": 1}, False)


@pytest.mark.parametrize("group", ["fine", "put_off"])
def test_what_goes_well_and_what_was_put_off_is_no_reason_to_speak(group: Group) -> None:
    assert choose(DigestKind.IT, [item(group, "r")]).is_empty


def test_nothing_at_all_is_empty() -> None:
    assert choose(DigestKind.WORDS, []).is_empty


many = st.lists(
    st.builds(
        lambda group, number, days, is_new, shown: item(
            group, f"r{number}", days=days, is_new=is_new, shown=shown
        ),
        st.sampled_from(GROUPS),
        st.integers(0, 10_000),
        st.integers(0, 400),
        st.booleans(),
        st.booleans(),
    ),
    max_size=200,
)


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(list(DigestKind)), many, st.integers(1, 25))
def test_for_any_items_the_lines_keep_to_their_number_and_every_item_is_counted(
    kind: DigestKind, items: list[Item], times: int
) -> None:
    every = (items * times)[:5000]
    content = choose(kind, every)
    assert len(content.lines) <= MOST[kind]
    assert sum(content.counts.values()) == len(every)
    for group in GROUPS:
        mine = [line for line in content.lines if line.group == group]
        assert len(mine) <= MOST_OF_A_GROUP
        assert len(mine) <= content.counts.get(group, 0)
        if mine:
            assert group in ORDER[kind]
    may_be_read = {(one.group, one.ref) for one in every if one.may_be_shown}
    assert {(line.group, line.ref) for line in content.lines} <= may_be_read
