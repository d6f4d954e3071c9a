"""Noticing words: which of them does this reader have explained? Pure functions over plain values.

masking       code, links, names of files, what others said: overwritten, every place keeps its number
lexicon       every form of every label (`forms`), compiled once for looking up
matching      where labels stand, the longest first
senses        what is meant there: clues for and against (`meanings`, `surroundings`, `sides`, `numbers`)
known         what is explained already, or declined
noticing      all of it together: `spot`
"""

from __future__ import annotations

from glossary.spotting.lexicon import Lexicon, natural_case
from glossary.spotting.noticing import Noticed, places_in, spot
from glossary.spotting.ordinary import is_ordinary

__all__ = ["Lexicon", "Noticed", "is_ordinary", "natural_case", "places_in", "spot"]
