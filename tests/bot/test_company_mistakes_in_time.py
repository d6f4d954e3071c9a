"""Mistakes in zones, countries, hours and dates, each with the exact sentence that names it."""

from __future__ import annotations

import pytest

from tests.bot.test_company_mistakes import GOOD, problems_of

MISTAKES = [
    (
        "    zone: Europe/London\n    country",
        "    zone: Europe/Londn\n    country",
        (
            '9: the zone of the calendar "london": there is no time zone "Europe/Londn". Did '
            'you mean "Europe/London"?'
        ),
    ),
    (
        "    zone: Europe/London\n    country",
        "    zone: London\n    country",
        (
            '9: the zone of the calendar "london": "London" is no time zone with a place. Did'
            ' you mean "Europe/London"?'
        ),
    ),
    (
        "    zone: Europe/London\n    country",
        "    zone: EST\n    country",
        (
            '9: the zone of the calendar "london": "EST" is no time zone with a place. Did '
            'you mean "America/New_York"?'
        ),
    ),
    (
        "    zone: Europe/London\n    country",
        "    zone: America/Berlin\n    country",
        (
            '9: the zone of the calendar "london": there is no time zone "America/Berlin". '
            'Did you mean "Europe/Berlin"?'
        ),
    ),
    (
        "country: GB",
        "country: Germany",
        (
            '10: the calendar "london": there is no country "Germany" whose public holidays '
            'are known. Did you mean "DE"?'
        ),
    ),
    (
        "country: GB",
        "country: gb",
        (
            '10: the calendar "london": there is no country "gb" whose public holidays are '
            'known. Did you mean "GB"?'
        ),
    ),
    (
        "country: GB",
        "country: XX",
        (
            '10: the calendar "london": there is no country "XX" whose public holidays are '
            "known. Use its two letters, such as GB, DE or US."
        ),
    ),
    (
        "country: GB",
        "country: UK",
        (
            '10: the calendar "london": there is no country "UK" whose public holidays are '
            'known. Did you mean "GB"?'
        ),
    ),
    (
        "subdivision: ENG",
        "subdivision: England",
        (
            '11: the calendar "london": there is no part "England" of GB whose public '
            'holidays are known. Did you mean "ENG"?'
        ),
    ),
    (
        "subdivision: ENG",
        "subdivision: BE",
        (
            '11: the calendar "london": there is no part "BE" of GB whose public holidays are'
            " known. Known are ENG, NIR, SCT, WLS."
        ),
    ),
    (
        "    country: GB\n",
        "",
        ('10: the calendar "london" has a subdivision but no country. Add a line like `country: GB`.'),
    ),
    (
        "9:00-12:00, 13:00-17:30",
        "17:30-9:00",
        (
            '13: the hours of the calendar "london" on mon-thu begin at 17:30 and end at '
            "09:00. The end must come after the beginning, on the same day."
        ),
    ),
    (
        "9:00-12:00, 13:00-17:30",
        "9:00-13:00, 12:00-17:30",
        (
            '13: the hours of the calendar "london" on mon-thu overlap: 13:00 comes after '
            "12:00. Write them from early to late."
        ),
    ),
    (
        "9:00-12:00, 13:00-17:30",
        "9 to 5",
        (
            '13: "9 to 5" in the hours of the calendar "london" on mon-thu are no hours. '
            "Write them like 9:00-17:30."
        ),
    ),
    (
        "9:00-12:00, 13:00-17:30",
        "",
        (
            '13: mon-thu in the hours of the calendar "london" has no hours. Write some, such'
            " as 9:00-17:30, or closed."
        ),
    ),
    (
        "mon-thu:",
        "monday:",
        (
            '13: "monday" in the hours of the calendar "london" is no weekday. Write mon, '
            "tue, wed, thu, fri, sat or sun, or several as in mon-fri."
        ),
    ),
    (
        "mon-thu:",
        "mon-fri:",
        '14: fri is already in line 13, in the hours of the calendar "london". Keep one.',
    ),
    (
        "    hours:\n      mon-thu: 9:00-12:00, 13:00-17:30\n      fri: 9:00-15:00\n",
        "",
        (
            '8: the calendar "london" has no "hours". Without them nobody ever works. '
            "liaison.example.yaml shows how it is written."
        ),
    ),
    (
        "      mon-thu: 9:00-12:00, 13:00-17:30\n      fri: 9:00-15:00\n",
        "      fri: closed\n",
        (
            '12: the hours of the calendar "london" name no working hours at all. Add a line '
            "like `mon-fri: 9:00-17:30`."
        ),
    ),
    (
        "      mon-thu: 9:00-12:00, 13:00-17:30\n      fri: 9:00-15:00\n",
        "",
        (
            '12: the calendar "london" has an empty "hours". Without them nobody ever works. '
            "liaison.example.yaml shows how it is written."
        ),
    ),
    (
        "  2026-12-24: Christmas Eve",
        "  24.12.2026: Christmas Eve",
        '4: "24.12.2026" is no date. Write year-month-day, such as 2026-12-24.',
    ),
    (
        "  2026-12-24: Christmas Eve",
        "  2026-02-30: Christmas Eve",
        '4: "2026-02-30" is no date. Write year-month-day, such as 2026-12-24.',
    ),
    (
        "  2026-12-24: Christmas Eve",
        "  2026-12-24:",
        "4: 2026-12-24 needs a reason people can read, as in `2026-12-24: Christmas Eve`.",
    ),
    (
        "  2026-12-24: Christmas Eve",
        "  - 2026-12-24",
        "4: the company days of the file should be a block of lines, but here stands a list.",
    ),
    (
        "to: 2026-12-18",
        "to: 2026-12-08",
        '6: the freeze "Quiet week" ends on 2026-12-08, before it begins on 2026-12-14.',
    ),
    ("to: 2026-12-18", "to: Friday", '6: "Friday" is no date. Write year-month-day, such as 2026-12-24.'),
    (", to: 2026-12-18", "", '6: a freeze of the file has no day "to". Add a line like `to: 2027-01-04`.'),
    (
        "zone: Europe/London\ncompany_days",
        "company_days",
        "1: the file has no zone. Add a line like `zone: Europe/London`.",
    ),
    (
        "  2026-12-24: Christmas Eve",
        "  2026-12-24: Christmas Eve\n  2026-12-24: Holy Night",
        (
            '5: "2026-12-24" stands twice in the company days of the file; the first is in '
            "line 4. Keep one of them."
        ),
    ),
    (
        "9:00-12:00, 13:00-17:30",
        "9:00-25:00",
        (
            '13: "9:00-25:00" in the hours of the calendar "london" on mon-thu are no hours. '
            "Write them like 9:00-17:30."
        ),
    ),
    (
        "mon-thu:",
        "fri-mon:",
        (
            '13: "fri-mon" in the hours of the calendar "london" is no weekday. Write mon, '
            "tue, wed, thu, fri, sat or sun, or several as in mon-fri."
        ),
    ),
    (
        "zone: Europe/London\ncompany_days",
        "zone: Mars/Base\ncompany_days",
        ('2: the zone of the file: there is no time zone "Mars/Base". Write it like Europe/London.'),
    ),
    (
        "    country: GB\n    subdivision: ENG",
        "    country: SG\n    subdivision: X",
        (
            '11: the calendar "london": SG has no parts with public holidays of their own. '
            'Take out the line "subdivision".'
        ),
    ),
]


@pytest.mark.parametrize(("old", "new", "sentence"), MISTAKES)
def test_a_mistake_about_time_is_named_with_its_line(old: str, new: str, sentence: str) -> None:
    assert GOOD.count(old) == 1, "the part to spoil must be there exactly once"
    assert problems_of(GOOD.replace(old, new)) == [f"liaison.yaml line {sentence}"]
