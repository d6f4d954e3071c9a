"""Several requests in one text, told apart. Pure: the router's pointing is handed in."""

from bot.intake.splitting.beside import beside, turns_aside
from bot.intake.splitting.parts import Part, split
from bot.intake.splitting.pieces import READ

__all__ = ["READ", "Part", "beside", "split", "turns_aside"]
