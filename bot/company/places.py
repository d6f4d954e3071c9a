"""Time zones, countries and their parts: which exist, and what to say about those that do not."""

from __future__ import annotations

from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

import holidays
from holidays.registry import COUNTRIES

from bot.company.blocks import Block
from bot.company.problems import did_you_mean

_ABBREVIATIONS = {
    "GMT": "Europe/London",
    "BST": "Europe/London",
    "CET": "Europe/Berlin",
    "CEST": "Europe/Berlin",
    "ET": "America/New_York",
    "EST": "America/New_York",
    "EDT": "America/New_York",
    "CST": "America/Chicago",
    "CDT": "America/Chicago",
    "MST": "America/Denver",
    "MDT": "America/Denver",
    "PT": "America/Los_Angeles",
    "PST": "America/Los_Angeles",
    "PDT": "America/Los_Angeles",
}


def known_zone(block: Block, zone: str) -> str:
    """The zone if it exists; else it is noted, and empty."""
    problem = zone_problem(zone) if zone else None
    if problem:
        block.problems.add(block.line_of("zone"), f"the zone of {block.what}: {problem}")
    return "" if problem else zone


def zone_problem(zone: str) -> str | None:
    """What is wrong with this zone, or None."""
    if "/" not in zone and zone != "UTC":
        # "EST" and "GMT" exist too, but never change their clocks: New York and London do.
        advice = _near_zone(zone) or " Write it as continent and city, such as Europe/London."
        return f'"{zone}" is no time zone with a place.{advice}'
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return f'there is no time zone "{zone}".{_near_zone(zone) or " Write it like Europe/London."}'
    return None


def country_problem(country: str) -> str | None:
    codes = _country_codes()
    if country in codes.values():
        return None
    by_name = codes.get(country.casefold().replace(" ", "_")) or codes.get(country.casefold())
    if country.upper() in codes.values():
        by_name = country.upper()
    advice = f' Did you mean "{by_name}"?' if by_name else " Use its two letters, such as GB, DE or US."
    return f'there is no country "{country}" whose public holidays are known.{advice}'


def subdivision_problem(country: str, subdivision: str) -> str | None:
    """Only for a country that is known."""
    place = holidays.country_holidays(country)
    if subdivision in place.subdivisions:
        return None
    if not place.subdivisions:
        return f'{country} has no parts with public holidays of their own. Take out the line "subdivision".'
    by_name = {name.casefold(): code for name, code in place.subdivisions_aliases.items()}
    code = by_name.get(subdivision.casefold(), subdivision.upper())
    known = ", ".join(sorted(place.subdivisions))
    advice = f'Did you mean "{code}"?' if code in place.subdivisions else f"Known are {known}."
    return f'there is no part "{subdivision}" of {country} whose public holidays are known. {advice}'


@cache
def _country_codes() -> dict[str, str]:
    """Name in small letters to two-letter code; nothing is loaded for it."""
    return {"uk": "GB", "usa": "US"} | {name: codes[1] for name, codes in COUNTRIES.items()}


def _near_zone(zone: str) -> str:
    if zone.upper() in _ABBREVIATIONS:
        return f' Did you mean "{_ABBREVIATIONS[zone.upper()]}"?'
    with_a_city = sorted(name for name in available_timezones() if "/" in name)
    city = zone.rsplit("/", 1)[-1].replace(" ", "_").casefold()
    same_city = [name for name in with_a_city if name.rsplit("/", 1)[-1].casefold() == city]
    return f' Did you mean "{same_city[0]}"?' if same_city else did_you_mean(zone, with_a_city)
