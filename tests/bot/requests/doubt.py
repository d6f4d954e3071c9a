"""A reader that is never sure whose anything is, for what follows from that."""

from __future__ import annotations

from dataclasses import replace

from bot.intake.reader import Reader
from bot.learning import Learner
from bot.routing import Guess, Ranking, Router
from tests.bot.requests.scene import Scene


class InDoubt(Router):
    """Between two."""

    def rank(self, text: str, *, without: str | None = None) -> Ranking:  # noqa: ARG002 - whatever it is asked
        guesses = (Guess("images", 0.5, "because …"), Guess("reports", 0.4, "because …"))
        return Ranking(guesses, evidence=0.6, band="ask", unknown=False)


def make_doubtful(scene: Scene) -> Scene:
    toolkit = scene.toolkit
    learner = Learner(toolkit.ledger, Reader(toolkit.company, InDoubt(toolkit.company)))
    return replace(scene, toolkit=replace(toolkit, learner=learner))
