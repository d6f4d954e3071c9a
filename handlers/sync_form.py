"""The form of a sync between what stands in its fields and what is kept: read, filled in, drawn anew."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from bot.company import Company
from bot.people import Colleague
from bot.promises import working_time_in
from bot.syncs.days_off import DaysOff, Preview, preview
from bot.syncs.model import Attendee, ClosedWhen, Series, Sync
from bot.syncs.phrases import NotUnderstood, read_rhythm
from bot.syncs.series import in_words, parts_of, place_of, rule_of, snapped
from db.errors import Unclear
from db.kinds import HolidayPolicy
from handlers.form_values import day_of
from handlers.names import (
    SYNC_CHANNEL_FIELD,
    SYNC_EMPTY_FIELD,
    SYNC_LINK_FIELD,
    SYNC_MINUTES_FIELD,
    SYNC_NAME_FIELD,
    SYNC_PEOPLE_FIELD,
)
from handlers.views.filled_fields import Fields
from handlers.views.syncs.form import (
    CLOSED,
    DAYS,
    EVERY,
    FIRST,
    HOLIDAYS,
    KEEP,
    LINE,
    MONTHLY,
    NTH,
    OFFICES,
    RHYTHMS,
    TIME,
    UNTIL,
    WEEKDAYS,
    WHICH,
    ZONE,
    View,
    sync_form,
)
from handlers.views.text import escape, on_day

SHOWN = 5
LOOK = (
    "Have a look at the dates, they have changed with what you entered. If they're right, press Save once "
    "more."
)
_CODES = tuple(DAYS)


@dataclass(frozen=True)
class Trouble:
    """Why there are no dates yet. `block_id`: the field to look at; `sentence` is plain."""

    block_id: str
    sentence: str


@dataclass(frozen=True)
class Rules:
    """What else the dates depend on."""

    calendars: tuple[str, ...]
    closed_when: ClosedWhen
    on_holiday: HolidayPolicy


def rhythm_of(fields: Fields, zone: str, now: datetime, present: Series | None = None) -> Series | Trouble:
    """What the line says, else what the fields do. `zone`: the person's own; `present`: what the sync has."""
    line = (fields.get(LINE) or "").strip()
    chosen = fields.get(ZONE) or zone
    try:
        if line:
            read = read_rhythm(line, now=now, zone=chosen)
            if isinstance(read, NotUnderstood):
                return Trouble(LINE, read.sentence)
            return snapped(_limited(read.series, fields))
        return _from_fields(fields, chosen, now, present)
    except Unclear as unclear:
        return Trouble(LINE if line else EVERY, str(unclear))


def _from_fields(fields: Fields, zone: str, now: datetime, present: Series | None) -> Series | Trouble:
    if not fields.get(TIME):
        return Trouble(TIME, "Choose a time, or write it into the line: every other Tuesday 10:00 London.")
    keeps = present is not None and fields.get(EVERY) == KEEP
    days = [_CODES.index(code) for code in (fields.get(WEEKDAYS) or "").split() if code in _CODES]
    if not days and not keeps:
        return Trouble(WEEKDAYS, "Choose at least one day of the week.")
    rule = present.rule if present is not None and keeps else _rule(fields, days)
    if rule is None:
        return Trouble(EVERY, "Choose in which weeks of the month: first, second, third, fourth or last.")
    today = now.astimezone(ZoneInfo(zone)).date()
    first = day_of(fields.get(FIRST)) or (present.starts.date() if present else today)
    starts = datetime.combine(first, time.fromisoformat(fields[TIME] or "00:00"))
    return snapped(_limited(Series(starts, zone, rule), fields))


def _rule(fields: Fields, days: Sequence[int]) -> str | None:
    if fields.get(EVERY) != MONTHLY:
        every = fields.get(EVERY) or "1"
        return rule_of(weekdays=days, interval=int(every) if every in RHYTHMS else 1)
    nth = [int(one) for one in (fields.get(NTH) or "").split() if one in WHICH]
    return rule_of(weekdays=days, nth=nth, monthly=True) if nth else None


def _limited(series: Series, fields: Fields) -> Series:
    """With the length and the last day of the fields, where the line does not name them."""
    minutes = fields.get(SYNC_MINUTES_FIELD) or ""
    until = series.until or day_of(fields.get(UNTIL))
    named = fields.get(LINE) and series.minutes != 30
    return replace(
        series, until=until, minutes=int(minutes) if minutes.isdigit() and not named else series.minutes
    )


def rules_of(fields: Fields, company: Company) -> Rules:
    wanted = (fields.get(OFFICES) or "").split()
    calendars = tuple(one for one in wanted if company.find_calendar(one))
    policy = next((one for one in HolidayPolicy if one == fields.get(HOLIDAYS)), HolidayPolicy.ASK)
    return Rules(calendars, "both" if fields.get(CLOSED) == "both" else "either", policy)


def dates_of(found: Series | Trouble, rules: Rules, company: Company, now: datetime) -> list[str]:
    """The lines of the form about the next meetings, escaped; what is missing if there are none."""
    if isinstance(found, Trouble):
        return [f"*When?* {escape(found.sentence)}"]
    offices = [working_time_in(company.calendar(one)) for one in rules.calendars]
    off = DaysOff(offices, rules.closed_when)
    ahead = preview(found, off, rules.on_holiday, now, SHOWN)
    if not ahead:
        return ["*There are no dates to come.* Choose a later last day."]
    today = now.astimezone(found.zone_info).date()
    head = f"*The next dates:* {escape(in_words(found))}"
    return [head, *(f"• {_dated(one, found, today)}" for one in ahead), *_clocks(ahead, found)]


def _dated(one: Preview, series: Series, today: date) -> str:
    local = one.spot.starts_at.astimezone(series.zone_info)
    words = f"{on_day(local.date(), today)}, {local:%H:%M}"
    note = f" · :calendar: {escape(one.note)}" if one.note else ""
    return words + note + (f": {escape(one.becomes)}" if one.becomes else "")


def _clocks(ahead: Sequence[Preview], series: Series) -> list[str]:
    """Between these dates the clocks change: said, since others elsewhere notice."""
    offsets = {one.spot.starts_at.astimezone(series.zone_info).utcoffset() for one in ahead}
    if len(offsets) < 2:
        return []
    place = escape(place_of(series.zone))
    return [f"_The clocks change in between; it stays at the same time by the clock in {place}._"]


def mark_of(dates: Sequence[str]) -> str:
    """What was shown, short: to know whether it has been seen."""
    return f"{zlib.crc32(chr(10).join(dates).encode()):08x}"


def drawn(
    fields: Fields,
    company: Company,
    who: Colleague,
    now: datetime,
    about: Mapping[str, Any],
    present: Sync | None = None,
) -> View:
    """The form with its dates as they follow from what stands in it."""
    dates = _dates(fields, company, who, now, present)
    shown = {**about, "shown": mark_of(dates), "monthly": fields.get(EVERY) == MONTHLY}
    return sync_form(fields, company, who, dates, shown, present=present)


def seen(
    fields: Fields,
    company: Company,
    who: Colleague,
    now: datetime,
    about: Mapping[str, Any],
    present: Sync | None = None,
) -> bool:
    """Were the dates that follow from this what the form showed? `about`: its own."""
    return mark_of(_dates(fields, company, who, now, present)) == about.get("shown")


def _dates(
    fields: Fields, company: Company, who: Colleague, now: datetime, present: Sync | None
) -> list[str]:
    found = rhythm_of(fields, who.zone, now, present.series if present else None)
    return dates_of(found, rules_of(fields, company), company, now)


def is_new(
    fields: Fields,
    company: Company,
    who: Colleague,
    now: datetime,
    about: Mapping[str, Any],
    present: Sync | None = None,
) -> bool:
    """Does the form have to be drawn anew, since other dates or other fields follow?"""
    other_fields = (fields.get(EVERY) == MONTHLY) != about.get("monthly")
    return other_fields or not seen(fields, company, who, now, about, present)


def fields_for(
    channel_id: str | None, series: Series | None, line: str, who: Colleague, company: Company
) -> dict[str, str]:
    """What stands in the form of a new sync. `line`: what was written behind the command."""
    zone = series.zone if series else who.zone
    fields = {
        SYNC_CHANNEL_FIELD: channel_id or "",
        ZONE: zone,
        SYNC_PEOPLE_FIELD: who.user_id,
    }
    team = company.find_team(who.team_ids[0]) if who.team_ids else None
    if team is not None:
        fields[OFFICES] = team.calendar
    if line:
        fields[LINE] = line
    if series is not None and str(series.minutes) != "30":
        fields[SYNC_MINUTES_FIELD] = str(series.minutes)
    return fields


def fields_of(sync: Sync, attendees: Sequence[Attendee]) -> dict[str, str]:
    """What stands in the form of a sync that is to be changed."""
    series = sync.series
    fields = {
        SYNC_NAME_FIELD: sync.name,
        SYNC_CHANNEL_FIELD: sync.channel_id,
        SYNC_PEOPLE_FIELD: " ".join(one.user_id for one in attendees),
        SYNC_MINUTES_FIELD: str(series.minutes),
        SYNC_EMPTY_FIELD: sync.when_empty,
        SYNC_LINK_FIELD: sync.join_link or "",
        TIME: f"{series.starts:%H:%M}",
        ZONE: series.zone,
        FIRST: series.starts.date().isoformat(),
        UNTIL: series.until.isoformat() if series.until else "",
        OFFICES: " ".join(sync.calendars),
        CLOSED: sync.closed_when,
        HOLIDAYS: sync.on_holiday,
    }
    return fields | _chosen(series)


def _chosen(series: Series) -> dict[str, str]:
    """The rule as the fields say it; KEEP for one that they cannot say."""
    parts = parts_of(series.rule)
    codes = [code for code in parts.get("BYDAY", "").split(",") if code]
    interval = parts.get("INTERVAL", "1")
    days = list(dict.fromkeys(code[-2:] for code in codes))
    if parts.keys() - {"FREQ", "INTERVAL", "BYDAY", "WKST"}:
        return {EVERY: KEEP}
    if parts["FREQ"] == "WEEKLY" and interval in RHYTHMS and all(code in _CODES for code in codes):
        return {EVERY: interval, WEEKDAYS: " ".join(days or [_CODES[series.starts.weekday()]])}
    nth = list(dict.fromkeys(code[:-2].lstrip("+") for code in codes))
    whole = {f"{which}{day}" for which in nth for day in days} == {code.lstrip("+") for code in codes}
    if parts["FREQ"] == "MONTHLY" and interval == "1" and whole and nth and all(one in WHICH for one in nth):
        return {EVERY: MONTHLY, WEEKDAYS: " ".join(days), NTH: " ".join(nth)}
    return {EVERY: KEEP}
