"""Finding the entry somebody asks for: `find(words, index, reader=…)`. Pure; any text is safe.

`Index` is made whole from the entries of the moment and never changes, so that many may read it at once.
"""

from glossary.finding.index import Index
from glossary.finding.search import find
from glossary.finding.values import LABEL_TIERS, Found, Hit, Known, Tier

__all__ = ["LABEL_TIERS", "Found", "Hit", "Index", "Known", "Tier", "find"]
