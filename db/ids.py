"""Names for rows, made before the row is written, so that whole batches can be inserted at once.

An id sorts by the moment it was made and then by the order within this process; the outbox keeps
the order of what is said by sorting on it.
"""

from __future__ import annotations

import itertools
import secrets
from datetime import datetime

_DIGITS = "0123456789abcdefghijklmnopqrstuv"  # base 32 in an order that sorts as text
_PAIRS = [first + second for first in _DIGITS for second in _DIGITS]
_order = itertools.count()
_PROCESS = secrets.randbits(20)  # tells two processes apart that make an id in the same microsecond


def new_id(prefix: str, now: datetime) -> str:
    """`prefix`, then 11 characters of microseconds, 4 of order and 4 of the process, by chance."""
    moment = int(now.timestamp() * 1_000_000)
    number = (moment << 40) | ((next(_order) & 0xFFFFF) << 20) | _PROCESS
    return prefix + _written(number)


def _written(number: int) -> str:
    """19 characters, two at a time: every row of the house has such a name."""
    pairs = [_PAIRS[(number >> shift) & 1023] for shift in range(90, -1, -10)]
    return "".join(pairs)[1:]
