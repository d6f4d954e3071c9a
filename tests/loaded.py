"""What bots are born with: imported by the process they come from (`tests/cradle.py`), by nobody else."""

from __future__ import annotations

import gc

import app
from bot.company import read_company
from bot.routing import Router
from tests.world import COMPANY

__all__ = ["app"]

# Unlike any other module, this one works when it is imported: the standard library's fork server knows no
# other way to be made ready. The router keeps what it makes of these areas.
Router(read_company(COMPANY))
# What a bot is born with it shares with the others until it touches it, and its first sweep would touch all.
gc.collect()
gc.freeze()
