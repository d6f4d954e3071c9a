"""A series from somebody else's file, on Tuesday 10 March 2026; and files that are refused with a reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.calendars.reading import MOST_BYTES, MOST_EVENTS, MOST_EXCEPTIONS, Imported, Moved, read_series
from bot.calendars.writing import write_calendar
from bot.syncs.series import in_words
from db.errors import Unclear
from tests.bot.calendars.meetings import a_row, a_sync, cancelled, of, wall

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)
WEEKLY = "DTSTART;TZID=Europe/London:20260303T100000\nDURATION:PT45M\nRRULE:FREQ=WEEKLY;BYDAY=TU"


def event(lines: str, uid: str = "1", name: str = "Weekly") -> str:
    return f"BEGIN:VEVENT\nUID:{uid}\nDTSTAMP:20260101T000000Z\nSUMMARY:{name}\n{lines}\nEND:VEVENT\n"


def file(*parts: str) -> bytes:
    text = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:somebody\n" + "".join(parts) + "END:VCALENDAR\n"
    return text.replace("\n", "\r\n").encode()


def read(*parts: str) -> Imported:
    return read_series(file(*parts), now=NOW)


def weekly(change: str, to: str) -> str:
    return event(WEEKLY.replace(change, to))


def test_a_plain_series_is_taken_over() -> None:
    imported = read(event(f"{WEEKLY}\nURL:https://meet.example.com/abc"))
    assert (imported.name, imported.join_link) == ("Weekly", "https://meet.example.com/abc")
    assert in_words(imported.series) == "every Tuesday at 10:00 (London)"
    assert (imported.series.starts, imported.series.minutes) == (wall("2026-03-03 10:00"), 45)


def test_what_is_cancelled_and_moved_is_taken_over_with_its_original_time() -> None:
    moved = event(
        "RECURRENCE-ID;TZID=Europe/London:20260331T100000\nDTSTART;TZID=America/New_York:20260401T163000\n"
        "DTEND;TZID=America/New_York:20260401T173000",
        name="Kick-off",
    )
    gone = event(
        "RECURRENCE-ID:20260407T090000Z\nDTSTART;TZID=Europe/London:20260407T100000\nSTATUS:CANCELLED"
    )
    left_out = f"{WEEKLY}\nEXDATE;TZID=Europe/London:20260317T100000,20260318T100000\nEXDATE:20260324T100000Z"
    imported = read(
        event(left_out), moved, gone, event(WEEKLY.replace("RRULE:FREQ=WEEKLY;BYDAY=TU", ""), "2")
    )
    assert imported.cancelled == (
        wall("2026-03-17 10:00"),
        wall("2026-03-24 10:00"),
        wall("2026-04-07 10:00"),
    )
    assert imported.moved == (
        Moved(wall("2026-03-31 10:00"), wall("2026-04-01 16:30"), "America/New_York", 60, "Kick-off"),
    )


def test_what_is_over_is_left_out() -> None:
    past = f"{WEEKLY}\nEXDATE;TZID=Europe/London:20260303T100000"
    moved = event("RECURRENCE-ID:20260310T100000Z\nDTSTART:20260310T110000Z\nDURATION:PT45M")
    assert (read(event(past), moved).cancelled, read(event(past), moved).moved) == ((), ())


@pytest.mark.parametrize(
    ("rule", "until"),
    [
        ("FREQ=WEEKLY;BYDAY=TU;UNTIL=20260630", date(2026, 6, 30)),
        ("FREQ=WEEKLY;BYDAY=TU;UNTIL=20260630T090000Z", date(2026, 6, 30)),
        ("FREQ=WEEKLY;BYDAY=TU;UNTIL=20260630T085959Z", date(2026, 6, 29)),
        ("FREQ=WEEKLY;BYDAY=TU;UNTIL=20260630T100000", date(2026, 6, 30)),
        ("FREQ=WEEKLY;BYDAY=TU;COUNT=3", date(2026, 3, 17)),
        ("FREQ=WEEKLY;BYDAY=TU", None),
    ],
)
def test_each_way_of_ending_becomes_a_last_day(rule: str, until: date | None) -> None:
    imported = read(weekly("FREQ=WEEKLY;BYDAY=TU", rule))
    assert (imported.series.until, imported.series.rule) == (until, "FREQ=WEEKLY;BYDAY=TU")


@pytest.mark.parametrize(
    ("rule", "starts", "words"),
    [
        ("FREQ=DAILY", "20260303", "every day"),
        ("FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=TU,TH", "20260303", "every other Tuesday and Thursday"),
        ("FREQ=MONTHLY;BYDAY=+1TU,3TU", "20260303", "on the first and third Tuesday of the month"),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "20260227", "on the last working day of the month"),
        ("FREQ=MONTHLY;BYMONTHDAY=31", "20260131", "on the 31st of the month"),
        ("FREQ=YEARLY;BYMONTH=3;BYDAY=1TU", "20260303", "on the first Tuesday of March"),
        ("FREQ=YEARLY", "20260303", "on the 3rd of March"),
    ],
)
def test_rules_are_kept_that_can_be_said_back(rule: str, starts: str, words: str) -> None:
    lines = WEEKLY.replace("20260303", starts).replace("FREQ=WEEKLY;BYDAY=TU", rule)
    assert in_words(read(event(lines)).series) == f"{words} at 10:00 (London)"


@pytest.mark.parametrize(
    ("stated", "zone"),
    [
        (";TZID=Eastern Standard Time:20260303T100000", "America/New_York"),  # as Outlook calls it
        (";TZID=/vendor.example/Europe/London:20260303T100000", "Europe/London"),
        (":20260303T100000Z", "UTC"),
    ],
)
def test_zones_are_known_by_other_names_too(stated: str, zone: str) -> None:
    imported = read(weekly(";TZID=Europe/London:20260303T100000", stated))
    assert (imported.series.zone, imported.series.starts) == (zone, wall("2026-03-03 10:00"))


def test_alarms_attachments_guests_and_descriptions_are_not_looked_at() -> None:
    more = (
        "\nDESCRIPTION:secret\nATTENDEE:mailto:a@example.org\nATTACH:https://evil.example/x\n"
        "BEGIN:VALARM\nACTION:AUDIO\nTRIGGER:-PT5M\nATTACH:https://evil.example/y\nEND:VALARM"
    )
    assert read(event(WEEKLY + more)) == read(event(WEEKLY))


def test_a_name_is_made_short_and_plain_and_a_link_has_to_be_safe() -> None:
    imported = read(event(f"{WEEKLY}\nLOCATION:javascript:alert(1)\nURL:http://x.example", name="x\\n" * 99))
    assert len(imported.name) <= 80
    assert "\n" not in imported.name
    assert imported.join_link is None
    assert read(event(WEEKLY, name="")).name == "Sync"


CUSTOM = (
    "BEGIN:VTIMEZONE\nTZID:Office\nBEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:+0100\n"
    "TZOFFSETTO:+0100\nEND:STANDARD\nEND:VTIMEZONE\n"
)
INSTANCE = "DTSTART;TZID=Europe/London:20260325T100000\nDURATION:PT45M"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "no calendar file that I can read"),
        (b"hello", "no calendar file that I can read"),
        (b"\xff\xfe\x00", "no calendar file that I can read"),
        (file(event(WEEKLY))[:-20], "no calendar file that I can read"),
        (file(event(WEEKLY)) * 2, "no calendar file that I can read"),
        (b" " * (MOST_BYTES + 1), "larger than 500 kB"),
        (file(*[event(WEEKLY)] * (MOST_EVENTS + 1)), "more than 500 entries"),
        (file(), "There is no meeting in this file"),
        (file(event(INSTANCE)), "takes place once"),
        (file(event(WEEKLY), event(WEEKLY, "2", "Other")), '2 series in this file ("Weekly", "Other")'),
        (file(event(f"{WEEKLY}\nSTATUS:CANCELLED")), '"Weekly" is cancelled as a whole'),
        (file(weekly("20260303T100000", "2026-03-03")), 'I cannot read DTSTART of "Weekly"'),
        (file(weekly("FREQ=WEEKLY", "FREQ=SOMETIMES")), 'I cannot read RRULE of "Weekly"'),
        (file(event(f"{WEEKLY}\nRRULE:FREQ=DAILY")), 'I cannot read RRULE of "Weekly"'),
        (file(event(f"{WEEKLY}\nEXDATE:never")), 'I cannot read EXDATE of "Weekly"'),
        (file(event("RRULE:FREQ=DAILY")), "does not say when it begins"),
        (file(weekly(";TZID=Europe/London:20260303T100000", ";VALUE=DATE:20260303")), "lasts whole days"),
        (
            file(weekly("TZID=Europe/London", "TZID=Nowhere/City")),
            'the time zone "Nowhere/City", which I do not',
        ),
        (file(CUSTOM, weekly("TZID=Europe/London", "TZID=Office")), 'the time zone "Office", which I do not'),
        (file(weekly(";TZID=Europe/London", "")), "does not say in which time zone it is"),
        (file(weekly("20260303T", "19260302T")), "begins in 1926, which looks like a slip"),
        (file(weekly("20260303T", "99991228T")), "begins in 9999, which looks like a slip"),
        (file(weekly("20260303T", "20260304T")), "does not fit its own rule"),
        (file(weekly("DURATION:PT45M", "DURATION:PT4M")), "from 5 minutes to 8 hours"),
        (file(weekly("DURATION:PT45M", "DTEND:20260303T090000Z")), "from 5 minutes to 8 hours"),
        (file(weekly("DURATION:PT45M", "DURATION:P2D")), "from 5 minutes to 8 hours"),
        (file(weekly("FREQ=WEEKLY;BYDAY=TU", "FREQ=HOURLY")), "more than once a day"),
        (file(weekly("BYDAY=TU", "BYDAY=TU;BYHOUR=9,15")), "more involved than I can keep"),
        (file(weekly("BYDAY=TU", "BYDAY=TU;INTERVAL=53")), "more involved than I can keep"),
        (file(weekly("FREQ=WEEKLY;BYDAY=TU", "FREQ=MONTHLY;BYDAY=TU")), "more involved than I can keep"),
        (file(weekly("FREQ=WEEKLY;BYDAY=TU", "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13")), "more involved"),
        (file(weekly("BYDAY=TU", "BYDAY=TU;COUNT=5000")), "counted to 5000"),
        (file(event(f"{WEEKLY}\nRDATE:20260304T100000Z")), "single dates added"),
        (file(weekly("BYDAY=TU", "BYDAY=TU;UNTIL=20260305")), '"Weekly" is over'),
        (
            file(event(f"{WEEKLY}\nEXDATE:" + ",".join(["20260317T100000Z"] * (MOST_EXCEPTIONS + 1)))),
            "more than 500 exceptions",
        ),
        (
            file(event(WEEKLY), event(f"RECURRENCE-ID;RANGE=THISANDFUTURE:20260324T100000Z\n{INSTANCE}")),
            "changed from one date on",
        ),
        (
            file(event(WEEKLY), event(f"RECURRENCE-ID:20260325T100000Z\n{INSTANCE}")),
            "a changed meeting on 25 March 2026 that its rule does not have",
        ),
        (
            file(event(WEEKLY), event(f"RECURRENCE-ID:sometime\n{INSTANCE}")),
            'I cannot read RECURRENCE-ID of "Weekly"',
        ),
        (
            file(event(f"{WEEKLY}\nEXDATE:99991231T235959Z").replace("London", "Berlin")),
            "beyond any calendar",
        ),
    ],
)
def test_a_file_that_cannot_be_taken_over_is_refused_with_the_reason(data: bytes, said: str) -> None:
    with pytest.raises(Unclear) as refused:
        read_series(data, now=NOW)
    assert said in str(refused.value)
    assert str(refused.value).endswith(".")


def test_components_in_components_end_in_a_sentence() -> None:
    deep = "BEGIN:VEVENT\n" * 5_000 + "END:VEVENT\n" * 5_000
    with pytest.raises(Unclear):
        read(deep)


def test_what_we_write_we_read_back() -> None:
    sync = a_sync("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "2026-01-06 10:00", until=date(2026, 12, 31))
    rows = [
        a_row(
            sync, "2026-03-31 10:00", starts="2026-04-01 16:30", zone="Asia/Tokyo", minutes=60, name="Other"
        ),
        cancelled(sync, "2026-04-14 10:00"),
    ]
    imported = read_series(write_calendar("Syncs", [of(sync, *rows)]), now=NOW)
    assert imported == Imported(
        sync.name,
        replace(sync.series, until=date(2026, 12, 31)),
        (wall("2026-04-14 10:00"),),
        (Moved(wall("2026-03-31 10:00"), wall("2026-04-01 16:30"), "Asia/Tokyo", 60, "Other"),),
    )


LINES = st.sampled_from(
    [
        *WEEKLY.split("\n"),
        *INSTANCE.split("\n"),
        "RRULE:FREQ=MONTHLY;BYDAY=1TU",
        "RRULE:FREQ=DAILY;COUNT=0",
        "RECURRENCE-ID:20260324T100000Z",
        "EXDATE:20260324T100000Z",
        "EXDATE;VALUE=DATE:20260324",
        "UID:2",
        "DTSTART:00010101T000000Z",
        "DTSTART;TZID=Pacific/Auckland:99991231T235959",
        "DTEND;VALUE=DATE:20260304",
        "SUMMARY;LANGUAGE=en:x",
        "END:VEVENT",
        "BEGIN:VEVENT",
        "GARBAGE",
    ]
)


@settings(max_examples=80, deadline=None)
@given(st.lists(LINES, max_size=12).map("\n".join))
def test_any_file_is_a_series_or_a_sentence(lines: str) -> None:
    try:
        said = in_words(read(event(lines)).series)
    except Unclear as refused:
        said = str(refused)
    assert said
