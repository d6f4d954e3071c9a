"""The words of marketing technology that every company shares, dealt out to the areas of one company.

A company file can not name every tool, verb and symptom; these lists do, by capability. `terms_for` says
which of a company's areas each word speaks for. The lists are plain text in `words/`, read once.
"""

from bot.routing.lexicon.dealing import Term, capabilities_of, terms_for
from bot.routing.lexicon.examples import Example, Told, examples, examples_for
from bot.routing.lexicon.wordlists import LANGUAGES, Capability, Entry, capabilities, entries

__all__ = [
    "LANGUAGES",
    "Capability",
    "Entry",
    "Example",
    "Term",
    "Told",
    "capabilities",
    "capabilities_of",
    "entries",
    "examples",
    "examples_for",
    "terms_for",
]
