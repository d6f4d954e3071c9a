"""What quiet help remembers: mutes, what was explained, touches, channels, choices."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from db.engine import Ledger
from db.kinds import MuteScope
from glossary.quiet.explained import note_explained, was_explained
from glossary.quiet.mutes import NONE, mute, mutes_of, mutes_of_all, unmute
from glossary.quiet.places import note_closed, note_open, was_opened
from glossary.quiet.readers import (
    Course,
    choose_side,
    course_of,
    due_courses,
    go_on,
    start_course,
    stop_course,
)
from glossary.quiet.touches import MOST_A_DAY, Touch, Word, is_day_full, touch, touch_in, touch_on

NOW = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
CNAME = Word("cname", "CNAME")


def test_a_word_a_channel_and_everything_are_muted_apart_and_once(ledger: Ledger) -> None:
    with ledger.begin() as unit:
        assert mute(unit, "U1", MuteScope.WORD, "cname", NOW)
        assert not mute(unit, "U1", MuteScope.WORD, "cname", NOW)
        mute(unit, "U1", MuteScope.WORD, "ttl", NOW + timedelta(minutes=1))
        mute(unit, "U1", MuteScope.CHANNEL, "C1", NOW)
        found = mutes_of(unit, "U1")
    assert found.words == ("ttl", "cname")
    assert found.channels == ("C1",)
    assert found.silence("cname", "C2")
    assert found.silence("sso", "C1")
    assert not found.silence("sso", "C2")


def test_everything_muted_silences_every_word_everywhere(ledger: Ledger) -> None:
    with ledger.begin() as unit:
        mute(unit, "U1", MuteScope.ALL, "", NOW)
        assert mutes_of(unit, "U1").silence("any", "C1")
        assert mutes_of(unit, "U2") == NONE
        assert not mutes_of_all(unit, ["U1", "U2"])["U2"].everything


def test_what_is_unmuted_is_explained_again_and_a_second_time_changes_nothing(ledger: Ledger) -> None:
    with ledger.begin() as unit:
        mute(unit, "U1", MuteScope.WORD, "cname", NOW)
        assert unmute(unit, "U1", MuteScope.WORD, "cname")
        assert not unmute(unit, "U1", MuteScope.WORD, "cname")
        assert mutes_of(unit, "U1") == NONE


def test_what_was_explained_is_remembered_for_ninety_days(ledger: Ledger) -> None:
    with ledger.begin() as unit:
        note_explained(unit, "U1", ["cname"], NOW)
        later = NOW + timedelta(days=90)
        assert was_explained(unit, ["U1", "U2"], ["cname", "ttl"], later - timedelta(seconds=1)) == {
            ("U1", "cname"): NOW
        }
        assert was_explained(unit, ["U1"], ["cname"], later) == {}


def test_explained_anew_counts_from_then(ledger: Ledger) -> None:
    again = NOW + timedelta(days=60)
    with ledger.begin() as unit:
        note_explained(unit, "U1", ["cname"], NOW)
        note_explained(unit, "U1", ["cname"], again)
        assert was_explained(unit, ["U1"], ["cname"], NOW + timedelta(days=100)) == {("U1", "cname"): again}


def test_a_thread_is_touched_once_and_found_by_its_message(ledger: Ledger) -> None:
    with ledger.begin() as unit:
        assert touch(unit, "C1", "1.0", "1.5", [CNAME], NOW)
        assert not touch(unit, "C1", "1.0", "1.6", [CNAME], NOW)
        assert touch_in(unit, "C1", "1.0") == Touch("C1", "1.0", "1.5", (CNAME,))
        assert touch_on(unit, "C1", "1.5") == touch_in(unit, "C1", "1.0")
        assert touch_on(unit, "C1", "1.6") is None


def test_a_day_of_a_channel_is_full_after_five_and_free_again_a_day_later(ledger: Ledger) -> None:
    with ledger.begin() as unit:
        for n in range(MOST_A_DAY):
            assert not is_day_full(unit, "C1", NOW)
            touch(unit, "C1", f"{n}.0", f"{n}.0", [CNAME], NOW)
        assert is_day_full(unit, "C1", NOW + timedelta(hours=23))
        assert not is_day_full(unit, "C2", NOW)
        assert not is_day_full(unit, "C1", NOW + timedelta(hours=24))


def test_a_channel_is_opened_and_closed_once(ledger: Ledger) -> None:
    with ledger.begin() as unit:
        assert note_open(unit, "C1", "U1", NOW)
        assert not note_open(unit, "C1", "U2", NOW)
        assert was_opened(unit, "C1")
        assert note_closed(unit, "C1")
        assert not note_closed(unit, "C1")
        assert not was_opened(unit, "C1")


def test_choosing_a_side_leaves_the_list_alone_and_the_other_way_round(ledger: Ledger) -> None:
    with ledger.begin() as unit:
        assert start_course(unit, "U1", NOW)
        choose_side(unit, "U1", "it")
        assert course_of(unit, "U1") == Course("U1", 0, NOW)
        assert not start_course(unit, "U1", NOW + timedelta(days=1))
        assert stop_course(unit, "U1")
        assert not stop_course(unit, "U1")
        assert course_of(unit, "U1") is None


def test_one_of_two_processes_sends_a_screen(ledger: Ledger) -> None:
    with ledger.begin() as unit:
        start_course(unit, "U1", NOW)
        start_course(unit, "U2", NOW + timedelta(hours=1))
        (due,) = due_courses(unit, NOW, 10)
        assert go_on(unit, due, 1, NOW + timedelta(days=1))
        assert not go_on(unit, due, 1, NOW + timedelta(days=1))
        assert course_of(unit, "U1") == Course("U1", 1, NOW + timedelta(days=1))
        assert [one.user_id for one in due_courses(unit, NOW + timedelta(days=1), 10)] == ["U2", "U1"]
