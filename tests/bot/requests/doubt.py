"""A reader that is never sure whose anything is, for what follows from that."""

from __future__ import annotations

from bot.intake.reader import Reader
from bot.routing import Guess, Ranking, Router
from tests.bot.requests.scene import Scene


class InDoubt(Router):
    """Between two."""

    def rank(self, text: str, *, without: str | None = None) -> Ranking:  # noqa: ARG002 - whatever it is asked
        guesses = (Guess("images", 0.5, "because …"), Guess("reports", 0.4, "because …"))
        return Ranking(guesses, evidence=0.6, band="ask", unknown=False)


def make_doubtful(scene: Scene) -> Scene:
    learner = scene.toolkit.learner
    learner.reader = Reader(learner.reader.company, InDoubt(learner.reader.company))
    return scene
