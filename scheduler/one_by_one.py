"""Pieces of due work, each by itself."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from db.errors import Outage
from scheduler.references import new_reference


@contextmanager
def by_itself(log: logging.Logger, trouble: str) -> Iterator[None]:
    """One piece that we stumble over must not silence all that come after it: it is logged, as `trouble`. An
    outage concerns all of them, so it ends the look, and the next one goes on from here."""
    try:
        yield
    except Outage:
        raise
    except Exception:
        log.exception("%s, reference %s", trouble, new_reference())
