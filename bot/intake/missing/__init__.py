"""What the words leave open of what a team must know, and what a free answer answers. Pure."""

from bot.intake.missing.asking import MOST, missing
from bot.intake.missing.chatter import is_about_something_else, is_chatter
from bot.intake.missing.replies import answered, answers_in, is_unknown

__all__ = [
    "MOST",
    "answered",
    "answers_in",
    "is_about_something_else",
    "is_chatter",
    "is_unknown",
    "missing",
]
