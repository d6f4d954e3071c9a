"""The one line that is said back, so that a misunderstanding shows at once."""

from __future__ import annotations

import re

from bot.intake.wish import names_a_wish

_READ = 4000
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+|\s*\n+\s*")
_ABBREVIATION = re.compile(
    r"(?:\b\w|\be\.g|\bi\.e|\bz\.\s?B|\bapprox|\bca|\bvs|\bno|\bnr|\betc|\bdr|\bmr|\bms)\.$", re.I
)
_GREETING = re.compile(
    r"(?:(?:hi|hiya|hello|hey|heya|dear|good\s+(?:morning|afternoon|evening)|morning"
    r"|bonjour|bonsoir|salut|coucou|hallo|moin|servus|guten\s+(?:tag|morgen|abend)|liebes"
    r"|hola|buen[oa]s(?:\s+(?:d[ií]as|tardes|noches))?|ol[áa]|oi|bo[am]\s+(?:dia|tarde|noite))\b"
    r"(?:\s+(?:all|there|everyone|everybody|team|folks|guys|both|liaison|it|zusammen|leute|à\s+tous|tout\s+le\s+monde"
    r"|a\s+todos|equipo|pessoal|equipe|@\w+))*\s*[,!.:;–—-]*\s*|@\w+[,:]?\s+)",
    re.I,
)
_PLEASE = re.compile(
    r"(?:(?:(?:can|could|would|will)\s+(?:you|someone|somebody|anyone|we|i)(?:\s+guys)?(?:\s+mind)?"
    r"(?:\s+(?:please|pls|kindly|possibly|maybe|quickly))*"
    r"|please|pls|plz|kindly|quick\s+question|quick\s+one|(?:i|we)\s+was\s+wondering\s+if\s+you\s+could"
    r"|bitte|(?:k[öo]nnt(?:e|est|et|en)?|kannst)\s+(?:ihr|sie|du)(?:\s+(?:mir|uns))?(?:\s+bitte)?"
    r"|s'il\s+(?:vous|te)\s+pla[iî]t|svp|(?:pouvez|pourriez)[-\s]vous|peux[-\s]tu"
    r"|por\s+favor|porfa|pod[eé]is|podr[ií]ais|puedes|pode(?:m|riam)?)\b\s*[,:–—-]*\s*)",
    re.I,
)

_ALSO = re.compile(  # what joins a further wish to the one before it
    r"(?:(?:and|und|et|y|e)\s+)?(?:(?:also|in\s+addition|on\s+top\s+of\s+(?:that|this)"
    r"|au(?:ß|ss)erdem|zusätzlich|en\s+plus|de\s+plus|par\s+ailleurs|además|también|além\s+disso|também)\b[\s,:;–—]+"
    r"|(?:plus|besides|second(?:ly)?|third(?:ly)?|last(?:ly)?|finally|aussi)\s*[,:–—]\s*)",
    re.I,
)


def understood(text: str, limit: int = 140) -> str:
    """The first sentence that names something, without greeting, "also" and "please". Empty for no text."""
    sentences = _sentences(text[:_READ])
    chosen = next((sentence for sentence in sentences if names_a_wish(sentence)), None)
    line = chosen or next(iter(sentences), "")
    bare, asked = _without_lead_in(line)
    line = (bare or line).rstrip(" .!" + ("?" if asked else "")) or line
    return _begun(_cut(line, limit)) or ("…" if text else "")


def _begun(line: str) -> str:
    """As a sentence begins; "iPhone" and links stay as they are."""
    word = line.split(" ", 1)[0]
    return line[:1].upper() + line[1:] if word.islower() and "/" not in word and "." not in word else line


def _sentences(text: str) -> list[str]:
    found: list[str] = []
    for piece in _SENTENCE_END.split(text):
        sentence = " ".join(piece.split())
        if found and _ABBREVIATION.search(found[-1]):
            found[-1] = f"{found[-1]} {sentence}".strip()
        elif sentence:
            found.append(sentence)
    return found


def _without_lead_in(line: str) -> tuple[str, bool]:
    """What is left, and whether a "could you" went: then a question mark at the end has lost its question."""
    asked = False
    while True:
        if match := _GREETING.match(line):
            line = line[match.end() :]
        elif match := _PLEASE.match(line):
            line, asked = line[match.end() :], True
        elif match := _ALSO.match(line):
            line = line[match.end() :]
        else:
            return line, asked


def _cut(line: str, limit: int) -> str:
    if len(line) <= limit:
        return line
    head = line[: limit - 1]
    at_word = head.rsplit(" ", 1)[0] if " " in head and line[limit - 1] != " " else head
    return at_word.rstrip(" ,;:-–—") + "…"
