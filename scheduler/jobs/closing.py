"""Silence after "Does it look right?" closes a request, kindly."""

from __future__ import annotations

from bot.requests.answering import close_silent
from bot.toolkit import Toolkit

AT_ONCE = 50


def close_what_is_silent(toolkit: Toolkit, at_once: int = AT_ONCE) -> None:
    """In small transactions, so that people who click meanwhile do not wait for all of them."""
    closed = at_once
    while closed == at_once:
        with toolkit.ledger.begin() as unit:
            closed = close_silent(toolkit.desk(unit), at_once)
