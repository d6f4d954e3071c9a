"""Which rules of other calendars can be kept: those that can also be said in words and shown in a form."""

from __future__ import annotations

from typing import Any, Final

from icalendar import vRecur

from db.errors import Unclear

_FREQUENCIES: Final = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
_ENDS: Final = ("UNTIL", "COUNT")
_MOST_BETWEEN: Final = 52
# Per frequency the combinations of parts besides FREQ, INTERVAL, WKST and the end.
_SHAPES: Final = {
    "DAILY": ({"BYDAY"}, set()),
    "WEEKLY": ({"BYDAY"}, set()),
    "MONTHLY": ({"BYDAY"}, {"BYMONTHDAY"}, {"BYDAY", "BYSETPOS"}, set()),
    "YEARLY": ({"BYMONTH", "BYDAY"}, {"BYMONTH", "BYMONTHDAY"}, {"BYMONTH"}, set()),
}


def checked_rule(rule: vRecur, name: str) -> str:
    """The rule as text without its end. Raises Unclear for one that we could not say back."""
    frequency = str(_first(rule, "FREQ", "")).upper()
    if frequency not in _FREQUENCIES:
        raise Unclear(f'"{name}" takes place more than once a day, which I cannot keep.')
    parts = {key: value for key, value in rule.items() if key not in (*_ENDS, "FREQ", "INTERVAL", "WKST")}
    interval = int(_first(rule, "INTERVAL", 1))
    if (
        set(parts) not in _SHAPES[frequency]
        or not _is_sayable(frequency, parts)
        or not 1 <= interval <= _MOST_BETWEEN
    ):
        raise Unclear(
            f'The rhythm of "{name}" is more involved than I can keep ({_written(rule)}). '
            "Simplify it in your calendar, or make a new sync with /sync new."
        )
    return _written(rule)


def _is_sayable(frequency: str, parts: dict[str, Any]) -> bool:
    days = [str(day) for day in parts.get("BYDAY", [])]
    numbered = [len(day) > 2 for day in days]
    if frequency in ("DAILY", "WEEKLY") or "BYSETPOS" in parts:
        return not any(numbered) and all(-2 <= int(n) <= 5 for n in parts.get("BYSETPOS", []))
    if days and not all(numbered):
        return False
    if any(not (-2 <= int(day[:-2]) <= 5) for day in days):
        return False
    return len(parts.get("BYMONTH", [])) <= 1


def _written(rule: vRecur) -> str:
    kept: Any = vRecur({key: value for key, value in rule.items() if key not in _ENDS})
    return str(kept.to_ical().decode())


def _first(rule: vRecur, key: str, default: Any) -> Any:
    values = rule.get(key) or [default]
    return values[0] if isinstance(values, list) else values
