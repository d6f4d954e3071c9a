"""What can go wrong, in words a person can act on.

They live on the ground floor because every other floor may stand on it.
`str(error)` is always one plain sentence (Misconfigured: one per line).
"""

from __future__ import annotations

from collections.abc import Sequence


class BotError(Exception):
    """The root. Its text may be shown to a person."""


class Refusal(BotError):
    """Understood, and no: shown to the asker as it is."""


class Unclear(Refusal):
    """We could not tell what was meant; the text says how to put it."""


class Missing(Refusal):
    """What was named is not there (any more)."""


class Conflict(Refusal):
    """Somebody else was first; the text says who or what."""


class NotAllowed(Refusal):
    """This person may not do this; the text says who may."""


class Outage(BotError):
    """The other side did not answer, or asked us to wait. Tried again after `retry_after` seconds.

    `unsure` is True when the other side may have carried it out all the same.
    """

    def __init__(self, text: str, retry_after: float | None = None, *, unsure: bool = False) -> None:
        super().__init__(text)
        self.retry_after = retry_after
        self.unsure = unsure


class Undeliverable(BotError):
    """Slack will never take this notice. `code` is Slack's own word for it."""

    def __init__(self, text: str, code: str) -> None:
        super().__init__(text)
        self.code = code


class Misconfigured(BotError):
    """Start-up only: everything that is wrong with the settings or the company file, at once."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)
