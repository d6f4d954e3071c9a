"""Rhythms in plain words, after Wednesday 14 October 2026, 09:30 in New York."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.intake.dates import Recurrence, find_recurrence
from tests.bot.intake.dates.moments import NEW_YORK

NEW_YORK_ZONE = "America/New_York"


def recurrence(text: str, zone: str = NEW_YORK_ZONE) -> Recurrence:
    found = find_recurrence(text, zone=zone)
    assert found is not None, text
    return found


def first_three(text: str) -> list[str]:
    return [f"{moment:%a %d.%m. %H:%M}" for moment in recurrence(text).upcoming(NEW_YORK, 3)]


@pytest.mark.parametrize(
    ("text", "moments"),
    [
        ("fortnightly on Thursdays at 3pm", ["Thu 15.10. 15:00", "Thu 29.10. 15:00", "Thu 12.11. 15:00"]),
        ("1st tuesday of the month", ["Tue 03.11. 00:00", "Tue 01.12. 00:00", "Tue 05.01. 00:00"]),
        ("last friday of the month at 16:00", ["Fri 30.10. 16:00", "Fri 27.11. 16:00", "Fri 25.12. 16:00"]),
        ("tuesdays 10am", ["Tue 20.10. 10:00", "Tue 27.10. 10:00", "Tue 03.11. 10:00"]),
        ("weekly sync tuesday 10", ["Tue 20.10. 10:00", "Tue 27.10. 10:00", "Tue 03.11. 10:00"]),
        (
            "last business day of the month at noon",
            ["Fri 30.10. 12:00", "Mon 30.11. 12:00", "Thu 31.12. 12:00"],
        ),
        ("every Monday at 10am London time", ["Mon 19.10. 10:00", "Mon 26.10. 10:00", "Mon 02.11. 10:00"]),
        ("every second Wednesday", ["Wed 21.10. 00:00", "Wed 04.11. 00:00", "Wed 18.11. 00:00"]),
        ("every 2nd Wednesday at 9:15", ["Wed 21.10. 09:15", "Wed 04.11. 09:15", "Wed 18.11. 09:15"]),
        (
            "every second and fourth Tuesday at 9",
            ["Tue 27.10. 09:00", "Tue 10.11. 09:00", "Tue 24.11. 09:00"],
        ),
        ("every 2nd and 4th Tuesday at 9", ["Tue 27.10. 09:00", "Tue 10.11. 09:00", "Tue 24.11. 09:00"]),
        ("every 2nd Tuesday of the month at 9", ["Tue 10.11. 09:00", "Tue 08.12. 09:00", "Tue 12.01. 09:00"]),
        ("every second Tuesday of the month", ["Tue 10.11. 00:00", "Tue 08.12. 00:00", "Tue 12.01. 00:00"]),
        (
            "first and third tuesday of every month at 11",
            ["Tue 20.10. 11:00", "Tue 03.11. 11:00", "Tue 17.11. 11:00"],
        ),
        ("Mon-Fri at 9", ["Thu 15.10. 09:00", "Fri 16.10. 09:00", "Mon 19.10. 09:00"]),
        ("every Mon, Wed and Fri at 8am", ["Fri 16.10. 08:00", "Mon 19.10. 08:00", "Wed 21.10. 08:00"]),
        ("monthly on the first Thursday", ["Thu 05.11. 00:00", "Thu 03.12. 00:00", "Thu 07.01. 00:00"]),
        ("on the last day of every month", ["Sat 31.10. 00:00", "Mon 30.11. 00:00", "Thu 31.12. 00:00"]),
        ("daily at 9", ["Thu 15.10. 09:00", "Fri 16.10. 09:00", "Sat 17.10. 09:00"]),
        ("every weekday at 8:30 ET", ["Thu 15.10. 08:30", "Fri 16.10. 08:30", "Mon 19.10. 08:30"]),
        ("jeden Montag um 9 Uhr", ["Mon 19.10. 09:00", "Mon 26.10. 09:00", "Mon 02.11. 09:00"]),
        ("montags um 10", ["Mon 19.10. 10:00", "Mon 26.10. 10:00", "Mon 02.11. 10:00"]),
        ("alle zwei Wochen dienstags um 14:00", ["Tue 20.10. 14:00", "Tue 03.11. 14:00", "Tue 17.11. 14:00"]),
        ("jeden zweiten Dienstag um 9", ["Tue 20.10. 09:00", "Tue 03.11. 09:00", "Tue 17.11. 09:00"]),
        ("werktags um 8:30", ["Thu 15.10. 08:30", "Fri 16.10. 08:30", "Mon 19.10. 08:30"]),
        ("täglich um 7 Uhr", ["Thu 15.10. 07:00", "Fri 16.10. 07:00", "Sat 17.10. 07:00"]),
        ("am ersten Montag im Monat um 10", ["Mon 02.11. 10:00", "Mon 07.12. 10:00", "Mon 04.01. 10:00"]),
        ("jeden letzten Freitag im Monat", ["Fri 30.10. 00:00", "Fri 27.11. 00:00", "Fri 25.12. 00:00"]),
        ("am 15. jedes Monats", ["Thu 15.10. 00:00", "Sun 15.11. 00:00", "Tue 15.12. 00:00"]),
        ("tous les lundis à 9h", ["Mon 19.10. 09:00", "Mon 26.10. 09:00", "Mon 02.11. 09:00"]),
        ("chaque mardi à 14h30", ["Tue 20.10. 14:30", "Tue 27.10. 14:30", "Tue 03.11. 14:30"]),
        ("un mardi sur deux à 10h", ["Tue 20.10. 10:00", "Tue 03.11. 10:00", "Tue 17.11. 10:00"]),
        (
            "toutes les deux semaines le jeudi à 11h",
            ["Thu 15.10. 11:00", "Thu 29.10. 11:00", "Thu 12.11. 11:00"],
        ),
        ("le premier lundi du mois à 9h", ["Mon 02.11. 09:00", "Mon 07.12. 09:00", "Mon 04.01. 09:00"]),
        ("tous les jours à 8h", ["Thu 15.10. 08:00", "Fri 16.10. 08:00", "Sat 17.10. 08:00"]),
        ("todos los lunes a las 9", ["Mon 19.10. 09:00", "Mon 26.10. 09:00", "Mon 02.11. 09:00"]),
        ("cada dos semanas el martes a las 10", ["Tue 20.10. 10:00", "Tue 03.11. 10:00", "Tue 17.11. 10:00"]),
        ("el primer lunes de cada mes a las 9", ["Mon 02.11. 09:00", "Mon 07.12. 09:00", "Mon 04.01. 09:00"]),
        ("de lunes a viernes a las 8:30", ["Thu 15.10. 08:30", "Fri 16.10. 08:30", "Mon 19.10. 08:30"]),
        ("los viernes a las 16h", ["Fri 16.10. 16:00", "Fri 23.10. 16:00", "Fri 30.10. 16:00"]),
        ("todas as segundas às 9h", ["Mon 19.10. 09:00", "Mon 26.10. 09:00", "Mon 02.11. 09:00"]),
        ("toda terça às 10h", ["Tue 20.10. 10:00", "Tue 27.10. 10:00", "Tue 03.11. 10:00"]),
        (
            "a cada duas semanas na quinta às 15h",
            ["Thu 15.10. 15:00", "Thu 29.10. 15:00", "Thu 12.11. 15:00"],
        ),
        ("primeira segunda do mês às 9h", ["Mon 02.11. 09:00", "Mon 07.12. 09:00", "Mon 04.01. 09:00"]),
        ("última sexta do mês", ["Fri 30.10. 00:00", "Fri 27.11. 00:00", "Fri 25.12. 00:00"]),
        ("todos os dias às 8h", ["Thu 15.10. 08:00", "Fri 16.10. 08:00", "Sat 17.10. 08:00"]),
        ("every month the 5th", ["Thu 05.11. 00:00", "Sat 05.12. 00:00", "Tue 05.01. 00:00"]),
        ("quarterly on the 1st", ["Sun 01.11. 00:00", "Mon 01.02. 00:00", "Sat 01.05. 00:00"]),
    ],
)
def test_a_rhythm_gives_its_next_moments(text: str, moments: list[str]) -> None:
    assert first_three(text) == moments


@pytest.mark.parametrize(
    "text",
    [
        "every time I log in it fails",
        "each page loads slowly",
        "the first Monday was great",
        "tomorrow at 9",
        "weekly report is broken",
        "Tuesday and Thursday at 10",
        "we need it by the last Friday",
        "monthly newsletter",
        "todo list",
        "alle Seiten sind kaputt",
        "tous les formulaires",
        "every 99 things",
        "",
    ],
)
def test_what_is_not_understood_is_no_rhythm(text: str) -> None:
    assert find_recurrence(text, zone=NEW_YORK_ZONE) is None


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("each Friday at 4:15pm", "Every Friday at 16:15, America/New_York time."),
        ("fortnightly on Thursdays", "Every second week on Thursday (America/New_York time)."),
        ("every 3 weeks on Monday at 9", "Every 3rd week on Monday at 09:00, America/New_York time."),
        ("weekdays at 8", "Every weekday from Monday to Friday at 08:00, America/New_York time."),
        (
            "every Mon, Wed and Fri at 8am",
            "Every Monday, Wednesday and Friday at 08:00, America/New_York time.",
        ),
        (
            "1st and 3rd Tuesday of the month at noon",
            "On the first and third Tuesday of every month at 12:00, America/New_York time.",
        ),
        ("monthly on the 22nd at 9am", "On the 22nd of every month at 09:00, America/New_York time."),
        ("on the last day of every month", "On the last day of every month (America/New_York time)."),
        (
            "last business day of the month at 5pm",
            "On the last working day of every month at 17:00, America/New_York time.",
        ),
        ("quarterly on the 1st", "On the 1st of every 3rd month (America/New_York time)."),
        ("every year on 3 May", "On the 3rd of May every year (America/New_York time)."),
        ("every other year on 3 May", "On the 3rd of May every second year (America/New_York time)."),
        ("every hour", "Every hour (America/New_York time)."),
        ("every 4 hours", "Every 4 hours (America/New_York time)."),
        ("daily at 7am London time", "Every day at 07:00, Europe/London time."),
        ("every 10 days at 7am", "Every 10 days at 07:00, America/New_York time."),
    ],
)
def test_a_rhythm_is_said_back_in_one_sentence(text: str, sentence: str) -> None:
    assert recurrence(text).in_words() == sentence


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("every other Monday", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO"),
        ("second and last Friday of the month", "FREQ=MONTHLY;BYDAY=2FR,-1FR"),
        ("first working day of the month", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1"),
        ("on the 5th of every month", "FREQ=MONTHLY;BYMONTHDAY=5"),
        ("every year on 24 December", "FREQ=YEARLY;BYMONTHDAY=24;BYMONTH=12"),
        ("every 2 hours", "FREQ=HOURLY;INTERVAL=2"),
        ("daily at 8", "FREQ=DAILY"),
    ],
)
def test_a_rhythm_is_written_as_calendars_write_it(text: str, rule: str) -> None:
    assert recurrence(text).rule() == rule


def test_the_words_are_those_of_the_asker() -> None:
    text = "Could we sync every other Tuesday at 10, same room?"
    found = recurrence(text)
    assert found.words == "every other Tuesday at 10" == text[found.start : found.end]


def test_the_clock_on_the_wall_shows_the_same_after_the_change() -> None:
    found = recurrence("every Friday at 9am", "Europe/London")
    moments = found.upcoming(datetime(2026, 10, 20, tzinfo=UTC), 2)
    assert [f"{moment:%d.%m. %H:%M}" for moment in moments] == ["23.10. 09:00", "30.10. 09:00"]
    assert [moment.astimezone(UTC).hour for moment in moments] == [8, 9]


def test_a_time_that_the_change_skips_becomes_the_first_minute_after_it() -> None:
    found = recurrence("every day at 2:30")
    moments = found.upcoming(datetime(2026, 3, 7, 12, tzinfo=UTC), 2)
    assert [f"{moment:%d.%m. %H:%M}" for moment in moments] == ["08.03. 03:00", "09.03. 02:30"]


def test_of_a_time_that_comes_twice_the_first_is_meant() -> None:
    found = recurrence("every day at 1:30")
    (moment,) = found.upcoming(datetime(2026, 11, 1, 0, 0, tzinfo=ZoneInfo(NEW_YORK_ZONE)), 1)
    assert moment.astimezone(UTC) == datetime(2026, 11, 1, 5, 30, tzinfo=UTC)


def test_the_moment_itself_is_over() -> None:
    found = recurrence("every Wednesday at 9:30")
    assert [moment.day for moment in found.upcoming(NEW_YORK, 1)] == [21]


def test_a_fifth_monday_comes_only_in_months_that_have_one() -> None:
    found = recurrence("fifth Monday of the month at 9")
    assert [f"{moment:%d.%m.%y}" for moment in found.upcoming(NEW_YORK, 2)] == ["30.11.26", "29.03.27"]


def test_no_more_moments_come_back_than_were_asked_for() -> None:
    assert recurrence("every Monday").upcoming(NEW_YORK, 0) == []
    assert len(recurrence("every Monday").upcoming(NEW_YORK, 7)) == 7


def test_the_end_of_the_calendar_is_no_trap() -> None:
    last = datetime(9999, 12, 30, 12, 0, tzinfo=UTC)
    assert recurrence("every Monday at 9").upcoming(last, 3) == []


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="2026-10-14 09:30 does not say in which time zone it is"):
        recurrence("every Monday").upcoming(NEW_YORK.replace(tzinfo=None), 1)


def test_an_unknown_zone_is_refused() -> None:
    with pytest.raises(ValueError, match='There is no time zone called "Mars/Olympus"'):
        find_recurrence("every Monday", zone="Mars/Olympus")
