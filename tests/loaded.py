"""Imported by the process from which bots are forked (`tests/cradle.py`), so that they have it; by nobody else."""

from __future__ import annotations

import app
from bot.company import read_company
from bot.routing import Router
from tests.world import COMPANY

__all__ = ["app"]

# Unlike any other module, this one works when it is imported: the standard library's fork server knows no
# other way to be made ready. The router keeps what it makes of these areas.
Router(read_company(COMPANY))
