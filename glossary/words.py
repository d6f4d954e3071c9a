"""Words as people write them, with the place where each stands; shared by noticing and by finding.

`tokens` cuts a text into words and keeps the span of the original. `fold` is the key under which two
spellings of one thing meet: "A/B-test", "a/b test" and "Ａ/Ｂ test" all fold to "a b test".
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

# One sign is one word in scripts that leave no space between words (Chinese, Japanese).
_SIGNS = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9d"
# Korean hangs its particles onto Latin words ("API는"), so the two are cut apart.
_KOREAN = "\u1100-\u11ff\u3130-\u318f\uac00-\ud7af"
# Marks that belong to the letter before them, and signs that take no room (soft hyphen, joiners).
_UNSEEN = "\u00ad\u200b-\u200d\u2060\ufeff"
_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0903\u093a-\u094f"
    "\u0981-\u0983\u09bc-\u09cd\u0b82\u0bbe-\u0bcd\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u1ab0-\u1aff\u20d0-\u20ff"
)
_LETTER = rf"[^\W{_SIGNS}{_KOREAN}]"
_RUN = rf"{_LETTER}+(?:[{_MARKS}{_UNSEEN}]+{_LETTER}*)*"

# What may stand inside a word. A full stop between a small word and a capitalised one ends a sentence
# whose space was forgotten ("is done.Deploy"), not the dot of "Node.js".
_INSIDE = (
    r"(?:(?<![a-z]{2}(?=\.[A-Z][a-z]))\.(?=\w)"
    r"|(?<=\d),(?=\d)"
    r"|&(?:amp;)?(?!(?:lt|gt|amp);)(?=\w)"
    r"|['’ʼ＇](?=(?:t|d|m|n|re|ve|ll)(?!\w)))"
)
_WORD = re.compile(
    r"&(?:lt|gt|amp);"  # Slack's way to write <, > and &: no word
    rf"|(?:(?P<word>[{_SIGNS}]|[{_KOREAN}]+"
    rf"|(?:(?<![\w.)\]])\.(?=[A-Za-z]\w))?(?!_)(?:{_RUN})(?:{_INSIDE}{_RUN})*(?:(?:\+\+|#)(?![\w+#]))?)"
    r"(?:['’ʼ＇][sS](?!\w))?)",  # a possessive is no part of the word
)
_NO_ROOM = re.compile(f"[{_UNSEEN}]")
_CURLY = str.maketrans({"’": "'", "ʼ": "'", "＇": "'"})


@dataclass(frozen=True, slots=True)
class Token:
    """One word: `text[start:end]` of the original, and the key under which it is looked up."""

    start: int
    end: int
    text: str
    norm: str


def tokens(text: str) -> list[Token]:
    """The words of a text from left to right; linear in its length, safe for any text.

    A possessive ('s) is left off. Inside a word may stand a dot, an ampersand (also as Slack writes it), an
    apostrophe ("QA'd"), a comma between digits, an underscore; at its end "++" or "#"; before it a dot
    (".NET"). Hyphens and slashes cut. Unicode NFKC and casefold make the key.
    """
    found = []
    for match in _WORD.finditer(text):
        if match["word"] is None:
            continue
        word = match["word"].rstrip("_")  # Slack's sign for italics
        start = match.start("word")
        found.append(Token(start, start + len(word), word, fold_word(word)))
    return found


def fold(text: str) -> str:
    """The key of a label or of a question: its words' keys with one space between them.

    Empty for a text without any word.
    """
    return " ".join(token.norm for token in tokens(text))


def fold_word(word: str) -> str:
    """The key of one word. Also what is compared with other words, so it never holds a space."""
    if word.isascii():
        return word.lower().replace("&amp;", "&")
    plain = unicodedata.normalize("NFKC", _NO_ROOM.sub("", word)).translate(_CURLY).casefold()
    return "".join(unicodedata.normalize("NFKC", plain).split()).replace("&amp;", "&")
