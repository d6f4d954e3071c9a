"""Who is on call by somebody else's calendar, and the files that are refused."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.calendars import shift_reading
from bot.calendars.shift_reading import Roster, read_shifts
from bot.calendars.shifts import Stamp, write_rota
from bot.company.rota import HandOver
from db.errors import Unclear
from tests.bot.calendars.duty import MADE_AT, WEEKDAYS_NINE_TO_FIVE, a_board, a_layer
from tests.companies import WEB, small_company

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)
OFTEN = "RRULE:FREQ=SECONDLY"
END = b"END:VCALENDAR\r\n"


def calendar(*events: str, head: str = "") -> bytes:
    body = "".join(f"BEGIN:VEVENT\n{event.strip()}\nEND:VEVENT\n" for event in events)
    text = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//test//EN\n{head}{body}END:VCALENDAR\n"
    return text.replace("\n", "\r\n").encode()


def an_event(title: str = "Lena", day: int = 12, more: str = "", uid: str = "") -> str:
    """From 9 to 9 (UTC) in March 2026."""
    return (
        f"UID:{uid or f'{title}-{day}'}\nSUMMARY:{title}\nDTSTART:202603{day:02}T090000Z\n"
        f"DTEND:202603{day + 1:02}T090000Z\n{more}"
    )


def read(*events: str, head: str = "", zone: str = "Europe/Berlin") -> Roster:
    return read_shifts(calendar(*events, head=head), now=NOW, zone=zone)


def told(roster: Roster) -> list[str]:
    return [f"{one.starts_at:%d.%m. %H:%M}-{one.ends_at:%d.%m. %H:%M} {one.key}" for one in roster.shifts]


def keys(*events: str, head: str = "") -> list[str]:
    return [one.key for one in read(*events, head=head).shifts]


def test_an_attendees_address_says_who_it_is() -> None:
    invited = "ATTENDEE;CN=Lena Graf;PARTSTAT=ACCEPTED:mailto:Lena@Example.org"
    assert keys(an_event("On call", more=invited)) == ["lena@example.org"]
    declined = "ATTENDEE;PARTSTAT=DECLINED:mailto:tom@example.org\nATTENDEE:mailto:lena@example.org"
    room = "ATTENDEE;CUTYPE=RESOURCE:mailto:room@example.org\n" + declined
    assert keys(an_event("On call", more=room)) == ["lena@example.org"]


def test_a_schedule_as_paging_services_export_it_needs_no_matching() -> None:
    """Addresses without "mailto:", times with their type, and the same shift twice."""
    shift = "DTSTART;VALUE=DATE-TIME:20260312T080000Z\nDTEND;VALUE=DATE-TIME:20260313T080000Z\n"
    event = f"{shift}ATTENDEE:lena@example.org\nURL:https://x.example.org/schedules#P1\n"
    events = [f"UID:{number}\n{event}SUMMARY:On Call - Lena Graf - Web" for number in range(2)]
    roster = read(*events, head="X-WR-CALNAME:On Call Schedule for Web\n")
    assert told(roster) == ["12.03. 08:00-13.03. 08:00 lena@example.org"]
    assert roster.problems == ()


def test_an_address_in_the_title_says_so_too() -> None:
    assert keys(an_event("lena@example.org - web_schedule")) == ["lena@example.org"]


@pytest.mark.parametrize(
    ("titles", "expected"),
    [
        (
            ["On Call - Lena Graf - Web Primary", "On Call - Tom Reed - Web Primary"],
            ["Lena Graf", "Tom Reed"],
        ),
        (["Lena Graf on call", "Tom Reed on-call"], ["Lena Graf", "Tom Reed"]),
        (["[Nights] Lena", "[Nights] Tom"], ["Lena", "Tom"]),
        (["Rota: Lena (primary)", "Rota: Tom (primary)"], ["Lena", "Tom"]),
        (["Weber, Jonas", "Lena"], ["Weber, Jonas", "Lena"]),
        (["On call", "On call"], ["On call", "On call"]),
    ],
)
def test_of_a_title_only_what_tells_people_apart_is_the_name(titles: list[str], expected: list[str]) -> None:
    events = [an_event(title, 12 + number, uid=f"{number}") for number, title in enumerate(titles)]
    assert keys(*events) == expected


def test_the_calendars_own_name_is_nobodys() -> None:
    assert keys(an_event("Lena Graf - Web rota"), head="X-WR-CALNAME:Web rota\n") == ["Lena Graf"]


def test_where_the_title_names_nobody_the_organizer_does() -> None:
    assert keys(an_event("On call", more="ORGANIZER;CN=Lena:mailto:lena@example.org")) == ["lena@example.org"]


def test_whole_days_and_times_without_a_zone_are_by_the_rotas_wall() -> None:
    days = "UID:1\nSUMMARY:Lena\nDTSTART;VALUE=DATE:20260328\nDTEND;VALUE=DATE:20260330"
    floating = "UID:2\nSUMMARY:Tom\nDTSTART:20260330T090000\nDTEND:20260330T170000"
    assert told(read(days, floating)) == [
        "27.03. 23:00-29.03. 22:00 Lena",  # the clock goes forward meanwhile
        "30.03. 07:00-30.03. 15:00 Tom",
    ]
    one_day = "UID:1\nSUMMARY:Lena\nDTSTART;VALUE=DATE:20260312"
    assert told(read(one_day, zone="America/New_York")) == ["12.03. 04:00-13.03. 04:00 Lena"]


def test_a_rule_keeps_its_wall_time_and_its_exceptions_count() -> None:
    weekly = (
        "UID:1\nSUMMARY:Lena\nDTSTART;TZID=Europe/London:20260302T090000\n"
        "DTEND;TZID=Europe/London:20260303T090000\nRRULE:FREQ=WEEKLY;COUNT=6\n"
        "EXDATE;TZID=Europe/London:20260316T090000"
    )
    moved = (
        "UID:1\nSUMMARY:Tom\nRECURRENCE-ID;TZID=Europe/London:20260323T090000\n"
        "DTSTART:20260324T100000Z\nDTEND:20260324T120000Z"
    )
    gone = "UID:1\nSTATUS:CANCELLED\nRECURRENCE-ID:20260330T080000Z\nDTSTART:20260330T080000Z\nSUMMARY:x"
    assert told(read(weekly, moved, gone)) == [
        "09.03. 09:00-10.03. 09:00 Lena",
        "24.03. 10:00-24.03. 12:00 Tom",
        "06.04. 08:00-07.04. 08:00 Lena",
    ]


def test_a_rule_ends_where_it_says_and_no_later_than_the_window() -> None:
    until = "RRULE:FREQ=DAILY;UNTIL=20260314T090000Z"
    assert len(read(an_event(more=until)).shifts) == 3
    endless = read(an_event(more="RRULE:FREQ=DAILY;INTERVAL=2;COUNT=1000000000")).shifts
    assert endless[-1].starts_at <= NOW + shift_reading.AHEAD
    assert len(endless) == 90


def test_added_dates_are_shifts_too() -> None:
    assert told(read(an_event(more="RDATE:20260320T090000Z"))) == [
        "12.03. 09:00-13.03. 09:00 Lena",
        "20.03. 09:00-21.03. 09:00 Lena",
    ]


def test_each_date_has_an_id_that_stays() -> None:
    daily = an_event(more="RRULE:FREQ=DAILY;COUNT=3")
    first = [one.uid for one in read(daily).shifts]
    assert first == ["Lena-12/20260312T0900", "Lena-12/20260313T0900", "Lena-12/20260314T0900"]
    later = read_shifts(calendar(daily), now=NOW + timedelta(days=4), zone="Europe/Berlin")
    assert [one.uid for one in later.shifts] == first[1:]


def test_of_two_that_overlap_the_later_one_counts_and_that_is_said() -> None:
    long = "UID:1\nSUMMARY:Lena\nDTSTART:20260312T090000Z\nDTEND:20260314T090000Z"
    short = "UID:2\nSUMMARY:Tom\nDTSTART:20260312T180000Z\nDTEND:20260313T090000Z"
    for events in ((long, short), (short, long)):
        roster = read(*events)
        assert told(roster) == [
            "12.03. 09:00-12.03. 18:00 Lena",
            "12.03. 18:00-13.03. 09:00 Tom",
            "13.03. 09:00-14.03. 09:00 Lena",
        ]
        (problem,) = roster.problems
        assert problem.startswith(
            "Two entries overlap, first on 12 March 2026; there the one that begins later"
        )


def test_the_same_person_twice_at_once_is_no_problem() -> None:
    roster = read(an_event(uid="1"), an_event(uid="2"))
    assert (told(roster), roster.problems) == (["12.03. 09:00-13.03. 09:00 Lena"], ())


@pytest.mark.parametrize(
    ("more", "why"),
    [
        (OFTEN, "repeats in a way that no rota does"),
        ("RRULE:FREQ=DAILY;BYHOUR=1,2,3", "repeats in a way that no rota does"),
        ("RRULE:FREQ=DAILY\nRRULE:FREQ=WEEKLY", "has a RRULE that I cannot read"),
        ("DTSTART;TZID=Mars/Base:20260312T090000", "has a DTSTART that I cannot read"),
        ("RRULE:FREQ=DAILY\nRDATE;VALUE=PERIOD:20260312T090000Z/PT1H", "has single dates of another length"),
    ],
)
def test_an_entry_that_cannot_be_read_is_left_out_and_named(more: str, why: str) -> None:
    roster = read(an_event("Odd one", 14, more), an_event("Lena"))
    assert told(roster) == ["12.03. 09:00-13.03. 09:00 Lena"]
    (problem,) = roster.problems
    assert problem.startswith(f'"Odd one" {why}')
    assert problem.endswith(", so it is left out.")


def test_unknown_zones_and_missing_times_are_named() -> None:
    mars = "UID:1\nSUMMARY:Mars\nDTSTART;TZID=Mars/Base:20260312T090000\nDTEND;TZID=Mars/Base:20260312T100000"
    endless = "UID:2\nSUMMARY:Endless\nDTSTART:20260312T090000Z"
    startless = "UID:3\nSUMMARY:Startless\nDTEND:20260312T090000Z"
    ages = "UID:4\nSUMMARY:Ages\nDTSTART:20260312T090000Z\nDTEND:20280312T090000Z"
    onward = an_event("Onward", 13, "RRULE:FREQ=DAILY", uid="5")
    changed = "UID:5\nSUMMARY:Onward\nRECURRENCE-ID;RANGE=THISANDFUTURE:20260315T090000Z\n" + an_event(
        "Onward", 16
    )
    problems = "\n".join(read(an_event(), mars, endless, startless, ages, onward).problems)
    assert '"Mars" is in the time zone "Mars/Base", which I do not know' in problems
    assert '"Endless" does not say when it ends' in problems
    assert '"Startless" does not say when it begins' in problems
    assert '"Ages" lasts longer than a year' in problems
    assert '"Onward"' not in problems
    on = changed.replace("UID:Onward-16\n", "").replace("SUMMARY:Onward\n", "", 1)
    assert "was changed from one date on" in "\n".join(read(onward, on).problems)


def test_a_long_list_of_odd_entries_is_cut() -> None:
    roster = read(an_event(), *(an_event(f"Odd {n}", 12, OFTEN) for n in range(8)))
    assert len(roster.problems) == 6
    assert roster.problems[-1] == "3 more entries are left out as well."


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"hello", "This is no calendar file that I can read"),
        (b"", "This is no calendar file that I can read"),
        (b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\n" * 100_000 + END, "more than 15000 parts"),
        (calendar(an_event())[:-40], "This calendar breaks off in the middle"),
        (b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\nEND:VEVENT\r\n" * 5_001 + END, "more than 5000 entries"),
        (b"x" * 2_000_001, "larger than 2 MB"),
        (calendar(an_event(more="EXDATE:" + ",".join(["20260312T090000Z"] * 100_000))), "5000 exceptions"),
        (
            calendar(an_event(more="EXDATE:20260312T090000Z\n " + "\n ,".join(["20260312T090000Z"] * 6_000))),
            "more than 5000 exceptions",
        ),
        (calendar(*[an_event(more="RRULE:FREQ=DAILY")] * 251), "more than 200 repeated entries"),
        (calendar(*[an_event(more="RRULE:FREQ=DAILY", uid=f"{n}") for n in range(99)]), "5000 shifts"),
        (calendar(an_event(more=OFTEN)), "repeats in a way that no rota does"),
        (calendar("UID:1\nSUMMARY:x\nDTSTART:20200312T090000Z\nDTEND:20200313T090000Z"), "Nobody is on call"),
        (calendar(), "Nobody is on call by this calendar in the coming months"),
    ],
)
def test_a_hostile_or_useless_file_is_refused_in_a_sentence(data: bytes, why: str) -> None:
    with pytest.raises(Unclear, match=why) as refused:
        read_shifts(data, now=NOW, zone="Europe/Berlin")
    assert str(refused.value).endswith((".", "?"))


def test_deep_nesting_and_rules_of_no_day_end_too() -> None:
    deep = b"BEGIN:X\r\n" * 14_000 + b"END:X\r\n" * 14_000
    data = calendar(an_event()).replace(b"END:VCALENDAR", deep + b"END:VCALENDAR")
    assert len(read_shifts(data, now=NOW, zone="Europe/Berlin").shifts) == 1
    never = "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"
    each = read(*(an_event("Lena", more=never, uid=f"{n}") for n in range(200)))
    assert told(each) == ["12.03. 09:00-13.03. 09:00 Lena"]


@pytest.mark.parametrize("zone", ["Europe/London", "America/New_York", "Australia/Lord_Howe", "Africa/Cairo"])
def test_a_rota_of_ours_that_is_read_in_again_is_the_same(zone: str) -> None:
    layers = (
        a_layer(hours=WEEKDAYS_NINE_TO_FIVE, name="office"),
        a_layer(HandOver("daily", a_layer().hand_over.at)),
    )
    board = a_board(small_company(), *layers, zone=zone)
    roster = read_shifts(write_rota(board, WEB, Stamp(1, MADE_AT), NOW), now=NOW, zone=zone)
    inside = [one for one in roster.shifts if NOW <= one.starts_at < NOW + timedelta(days=170)]
    assert len(inside) > 250
    for one in inside:
        shift = board.shift(WEB, one.starts_at)
        assert shift is not None
        assert board.people.get(shift.user_id).name in one.key
