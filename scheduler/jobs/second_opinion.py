"""Where nobody can be sure whose a request is, a language model is asked: if there is one.

The asker has long had their receipt. No transaction is open while the model thinks.
"""

from __future__ import annotations

from bot.llm import Model
from bot.second_opinion.asking import Opinion, ask_model
from bot.second_opinion.keeping import (
    Undecided,
    claim_undecided,
    is_anything_undecided,
    keep_opinion,
    past_opinions,
)
from bot.toolkit import Toolkit

AT_ONCE = 5  # questions in one tick, each of them may take seconds


def ask_for_second_opinions(toolkit: Toolkit, model: Model | None, at_once: int = AT_ONCE) -> None:
    """Ends with the first question that brings no opinion, so that a dead line holds up one question only."""
    if model is None:
        return
    for _ in range(at_once):
        asked = _next_undecided(toolkit, model)
        if asked is None:
            return
        opinion = _opinion(toolkit, model, asked)
        if opinion is None:
            return
        with toolkit.ledger.begin() as unit:
            keep_opinion(toolkit.desk(unit), asked, opinion)


def _next_undecided(toolkit: Toolkit, model: Model) -> Undecided | None:
    """Looks before it claims: mostly there is nothing, and looking holds up nobody who files."""
    if not model.is_ready():
        return None
    with toolkit.ledger.read() as connection:
        if not is_anything_undecided(connection, toolkit.now()):
            return None
    with toolkit.ledger.begin() as unit:
        return claim_undecided(toolkit.desk(unit), model.name)


def _opinion(toolkit: Toolkit, model: Model, asked: Undecided) -> Opinion | None:
    with toolkit.ledger.read() as connection:
        past = past_opinions(connection, model.name)
    request = asked.request
    return ask_model(model, request.text, toolkit.company.areas, request.guesses, past=past)
