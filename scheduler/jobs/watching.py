"""Whether unanswered requests are still looked for, watched by another job than the one that looks."""

from __future__ import annotations

from bot.escalation.watching import watch
from bot.toolkit import Toolkit


def watch_the_auditor(toolkit: Toolkit) -> None:
    with toolkit.ledger.begin() as unit:
        watch(toolkit.desk(unit))
