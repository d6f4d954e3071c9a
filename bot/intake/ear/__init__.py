"""What practice taught: how likely a sentence tells of an incident, is nothing for IT, or says too little.

Rules know what they were told; people write otherwise. So beside the rules stands a small linear model over
words, pairs of words, letters within words and the signs that the rules read (see `features`). It was taught
by the sentences in the `.tsv` files here (kind, language, words; a blank line between two themes), all made
up for it. `python -m bot.intake.ear` teaches it anew and writes `weights.npy`; nothing is taught at run time.
"""

from __future__ import annotations

from bot.intake.ear.hearing import Heard, hear

__all__ = ["Heard", "hear"]
