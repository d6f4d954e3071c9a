"""Dates and rhythms in plain words: which day a wish is due, and what is done again and again."""

from bot.intake.dates.almanac import monday_to_friday
from bot.intake.dates.due import Due, find_dates, find_due
from bot.intake.dates.recurrence import Recurrence
from bot.intake.dates.recurring import find_recurrence

__all__ = ["Due", "Recurrence", "find_dates", "find_due", "find_recurrence", "monday_to_friday"]
