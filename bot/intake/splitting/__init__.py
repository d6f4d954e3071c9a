"""Several requests in one text, told apart. Pure: the router's pointing is handed in."""

from bot.intake.splitting.parts import Part, split
from bot.intake.splitting.pieces import READ

__all__ = ["READ", "Part", "split"]
