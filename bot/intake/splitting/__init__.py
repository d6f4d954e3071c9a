"""Several requests in one text, told apart. Pure: the router's pointing is handed in."""

from bot.intake.splitting.parts import Part, split

__all__ = ["Part", "split"]
