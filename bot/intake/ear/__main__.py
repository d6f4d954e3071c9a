"""Teaches the model anew: `python -m bot.intake.ear`, to be run when practice or the words change."""

from __future__ import annotations

import numpy as np

from bot.intake.ear.hearing import WEIGHTS
from bot.intake.ear.learning import matrix, practice, taught


def teach() -> None:
    sentences = practice()
    weights = taught(matrix([each.text for each in sentences]), [each.kind for each in sentences])
    np.save(WEIGHTS, weights.astype(np.float32))


if __name__ == "__main__":
    teach()
