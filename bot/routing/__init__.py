"""Who is it for? The company's words and what was learnt decide, and say why. No clock, no rows."""

from bot.routing.lessons import Lesson
from bot.routing.router import Guess, Ranking, Router
from bot.routing.semantic import Embed
from bot.routing.trust import Band

__all__ = ["Band", "Embed", "Guess", "Lesson", "Ranking", "Router"]
