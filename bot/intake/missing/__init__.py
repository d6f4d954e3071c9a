"""What the words leave open of what a team must know, and what a free answer answers. Pure."""

from bot.intake.missing.asking import MOST, missing
from bot.intake.missing.replies import answered, answers_in

__all__ = ["MOST", "answered", "answers_in", "missing"]
