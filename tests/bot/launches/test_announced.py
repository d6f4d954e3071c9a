"""Plain words, read as something for the road map."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.launches.announced import Announced, read_announcement
from bot.launches.model import LONGEST_NAME
from db.kinds import LaunchKind

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)
LAUNCH, FREEZE, MIGRATION = LaunchKind.LAUNCH, LaunchKind.FREEZE, LaunchKind.MIGRATION
RENEWAL = LaunchKind.RENEWAL


def read(text: str) -> Announced:
    return read_announcement(text, at=NOW, zone="Europe/London")


@pytest.mark.parametrize(
    ("text", "kind", "name", "first", "last"),
    [
        ("tents campaign on 21 April", LAUNCH, "Tents campaign", "2026-04-21", "2026-04-21"),
        ("tents campaign goes live 21/4", LAUNCH, "Tents campaign", "2026-04-21", "2026-04-21"),
        ("On 21 April we launch the tents shop", LAUNCH, "Tents shop", "2026-04-21", "2026-04-21"),
        ("heads-up: our lamp drop starts tomorrow!", LAUNCH, "Lamp drop", "2026-03-11", "2026-03-11"),
        ("freeze 1-7 April", FREEZE, "Freeze", "2026-04-01", "2026-04-07"),
        ("code freeze from 1 to 7 April", FREEZE, "Code freeze", "2026-04-01", "2026-04-07"),
        ("freeze April 1-7, 2026", FREEZE, "Freeze", "2026-04-01", "2026-04-07"),
        ("freeze 30 March – 3 April", FREEZE, "Freeze", "2026-03-30", "2026-04-03"),
        ("freeze 28 Dec - 3 Jan", FREEZE, "Freeze", "2026-12-28", "2027-01-03"),
        ("freeze 2026-04-01 to 2026-04-07", FREEZE, "Freeze", "2026-04-01", "2026-04-07"),
        ("freeze from Monday to Friday", FREEZE, "Freeze", "2026-03-16", "2026-03-20"),
        ("freeze until 7 April", FREEZE, "Freeze", "2026-03-10", "2026-04-07"),
        ("gel du 1er au 7 avril", FREEZE, "Gel", "2026-04-01", "2026-04-07"),
        ("shop migration next week", MIGRATION, "Shop migration", "2026-03-16", "2026-03-20"),
        ("Umzug vom 1. bis 7. April", MIGRATION, "Umzug", "2026-04-01", "2026-04-07"),
        (
            "renewal of the font licence in May",
            RENEWAL,
            "Renewal of the font licence",
            "2026-05-01",
            "2026-05-31",
        ),
        ("launch of the migration guide on 3 May", LAUNCH, "Migration guide", "2026-05-03", "2026-05-03"),
    ],
)
def test_what_it_is_what_it_is_called_and_when(
    text: str, kind: LaunchKind, name: str, first: str, last: str
) -> None:
    said = read(text)
    assert (said.kind, said.name) == (kind, name)
    assert (str(said.first_day), str(said.last_day)) == (first, last)


def test_a_day_that_can_be_read_in_two_ways_is_left_open_with_its_words() -> None:
    said = read("tents campaign on 04/05")
    assert (said.name, said.first_day, said.doubt) == ("Tents campaign", None, "on 04/05")


def test_words_without_a_day_keep_their_name() -> None:
    assert read("the summer sale") == Announced(LAUNCH, "Summer sale", None, None)


def test_a_day_alone_has_no_name() -> None:
    said = read("21 April")
    assert (said.name, said.first_day) == ("", date(2026, 4, 21))


def test_a_long_story_becomes_a_short_name() -> None:
    said = read(f"the campaign for {'very ' * 40}old boots is on 21 April")
    assert len(said.name) <= LONGEST_NAME
    assert said.name.endswith("…")


@given(st.text(max_size=200))
def test_any_text_is_read_and_days_are_never_the_wrong_way_round(text: str) -> None:
    said = read(text)
    assert len(said.name) <= LONGEST_NAME
    assert (said.first_day is None) == (said.last_day is None)
    if said.first_day is not None and said.last_day is not None:
        assert said.first_day <= said.last_day
