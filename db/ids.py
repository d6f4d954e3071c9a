"""Names for rows, made before the row is written, so that whole batches can be inserted at once.

An id sorts by the moment it was made and then by the order within this process; the outbox keeps
the order of what is said by sorting on it.
"""

from __future__ import annotations

import itertools
import secrets
from datetime import datetime

_DIGITS = "0123456789abcdefghijklmnopqrstuv"  # base 32 in an order that sorts as text
_order = itertools.count()


def new_id(prefix: str, now: datetime) -> str:
    """`prefix`, then 11 characters of microseconds, 4 of order and 4 of chance."""
    moment = int(now.timestamp() * 1_000_000)
    return prefix + _written(moment, 11) + _written(next(_order), 4) + _written(secrets.randbits(20), 4)


def _written(number: int, width: int) -> str:
    characters = []
    for _ in range(width):
        number, digit = divmod(number, 32)
        characters.append(_DIGITS[digit])
    return "".join(reversed(characters))
