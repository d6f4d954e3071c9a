"""Who is it for? The words of the company file decide, and say why. Pure: no clock, no rows, no network."""

from bot.routing.router import Route, Router

__all__ = ["Route", "Router"]
