"""Things wished for in a row: "a landing page, a short link and a dashboard for the fair in May"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from bot.intake.any_case import AnyCase, small
from bot.intake.splitting.asking_words import ORDER

MOST_ITEMS: Final = 8
_MOST_WORDS: Final = 5  # of one thing's name
_WITHOUT_VERB: Final = 220  # characters: longer stretches without a verb are no row of things

_PEOPLE: Final = r"(?:i|we|they|you|us|someone|[a-z]+)"
_OPENERS: Final = AnyCase(
    r"(?:(?:for|für|pour|para)\s+[^,:;.]{3,60}?,?\s+)?(?:please\s+|pls\s+|bitte\s+)?(?:"
    r"(?:can|could|would|will)\s+(?:you|we|i|someone|anyone)\s+(?:please\s+|pls\s+|also\s+)?(?:have"
    r"|get|build|create|make|do|set\s*up|prepare|provide|order|arrange|sort\s+out)\s+(?:me\s+|us\s+)?"
    r"|(?:(?:i|we|they|marketing|\w+\s+team)(?:'d|’d|'ll|’ll|\s+would|\s+will)?\s+)?(?:also\s+"
    r"|still\s+|really\s+)?(?:needs?|wants?|like|require)\s+(?:to\s+(?:have|get|order|build|create"
    r"|set\s*up)\s+)?"
    r"|(?:build|create|make|set\s*up|prepare|provide|arrange|order)\s+(?:us\s+|me\s+)?"
    r"|(?:wir|ich)\s+(?:br[aä]uchten?|bräuchte|brauchen?|benötigen?|möchten?|hätten?\s+gern)\s+"
    r"|(?:il\s+(?:nous|me)\s+faut|il\s+(?:nous\s+|me\s+)?faudrait|(?:nous\s+avons|on\s+a|j(?:'"
    r"|’)ai)\s+besoin\s+(?:de\s+|d(?:'|’))|on\s+(?:voudrait|souhaite)|nous\s+(?:voudrions"
    r"|souhaitons))\s*"
    r"|(?:necesit(?:amos|o|aríamos)|queremos|quisiéramos|nos\s+hace\s+falta)\s+|(?:precis(?:amos"
    r"|o)\s+(?:de\s+)?|queremos\s+|gostaríamos\s+de\s+)"
    r")"
)
_COLON: Final = re.compile(r"[^:]{0,90}:\s+")
_BETWEEN: Final = AnyCase(
    r"\s*[,;+&]\s*(?:(?:and|und|et|y|e|plus|also|sowie)\s+(?:also\s+)?)?|(?<!\s)\s+(?:and(?:\s+also)?"
    r"|plus|as\s+well\s+as|und|sowie|et|ainsi\s+que|y|e|bem\s+como)\s+"
)
_TAIL: Final = AnyCase(
    r"(?<!\s)\s+(?:for|on|in|at|by|before|until|to|from|of|about|with|without|that|which|who|where"
    r"|when|so|because|using|via|per|as|if|into|onto|around|asap|today|tomorrow|please"
    r"|für|am|im|auf|mit|zum|zur|von|bis|bei|vor|aus|damit|weil|an|pour|sur|avec|dans|avant|du|de\s+la"
    r"|des|chez|afin|para|con|en|antes|del|desde|sobre|com|no|na|até|do|da)\b"
)
HOLDS: Final = AnyCase(
    r"\b(?:with|including|incl|containing|between|from|like|such\s+as|e\.g|i\.e|mit|inklusive|zwischen"
    r"|wie|avec|entre|comme|con|incluyendo|com|incluindo|access|login|permissions?|rights|zugang"
    r"|zugriff|accès|acceso|acesso)\b"
)
_PLACE_FIRST: Final = AnyCase(
    r"(?:on|in|at|to|from|across|for|of|with|between|auf|in|für|von|mit|sur|dans|pour|en|para|con|em"
    r"|no|na|com)\s"
)
_NEW: Final = AnyCase(
    r"(?:an?|one|two|three|some|another|new|\d{1,2}|eine?n?|zwei|neue[rsn]?|une?|des|deux|nouve\w+"
    r"|un[ao]?s?|dos|nuev\w+|uma?s?|dois|duas|nov[oa]s?)\s"
)
_VERBAL: Final = AnyCase(
    r"\b(?:is|are|was|were|be|been|has|have|had|do|does|did|will|would|can|could|should|must|may|might"
    r"|not|need(?:s|ed)?|want(?:s|ed)?|goes|get|gets|got|let|know|works?|ist|sind|war|wird|werden|hat"
    r"|haben|kann|soll|est|sont|a|ont|sera|peut|es|está|son|hay|tiene|é|são|tem|foi|he|she|it|they|we"
    r"|i|you|his|her|their)\b"
)
# What is counted: such things in a row are the figures of one report.
FIGURE: Final = AnyCase(
    r"(?:the\s+|new\s+)?(?:[\w-]+\s+)?(?:clicks?|leads?|opens?|visits?|views?|visitors|revenue|sales|orders?"
    r"|sign-?ups?|conversions?|impressions?|costs?|registrations?|open\s+rates?|klicks?|umsatz|besuche"
    r"|anmeldungen|verkäufe|inscrits|présents|ventes|visites|clics|ventas|visitas|vendas|cliques)\b"
)
_ARTICLE: Final = re.compile(r"(?:an?|une?|uma?|eine?n?|des|de)\s+")  # in small letters


@dataclass(frozen=True)
class Item:
    """One thing of the row: where it stands in the text, and its name alone."""

    start: int
    end: int
    name: str


@dataclass(frozen=True)
class Row:
    """Things in a row. `opener` ("We need") leads to them, `tail` ("for the fair") belongs to each."""

    items: tuple[Item, ...]
    begins: int  # of the first thing
    tail: tuple[int, int]


def find_row(words: str, start: int) -> Row | None:
    """`words`: a sentence of a shadow that begins at `start`, without what leads in. None: no such row.

    At least two things; two only when both are named as new ones ("a page and a pixel").
    """
    opener = _OPENERS.match(words) or _COLON.match(words)
    begins = opener.end() if opener else 0
    if opener is None and (len(words) > _WITHOUT_VERB or is_verbal(words)):
        return None
    if _PLACE_FIRST.match(words, begins) or (opener and HOLDS.search(words, 0, begins)):
        return None
    items, tail = _items(words, begins)
    if not _is_row(items):
        return None
    placed = tuple(Item(start + a, start + b, name) for a, b, name in items)
    return Row(placed, start + begins, (start + tail[0], start + tail[1]))


def is_verbal(words: str) -> bool:
    """Whether it says something, more than it names."""
    return _VERBAL.search(_ARTICLE.sub("", small(words))) is not None


def _items(words: str, begins: int) -> tuple[list[tuple[int, int, str]], tuple[int, int]]:
    """(start, end, name) of each thing until one is no name, and where the words for all of them stand."""
    found: list[tuple[int, int, str]] = []
    at = begins
    tail = (len(words), len(words))
    while at < len(words) and len(found) < MOST_ITEMS:
        between = _BETWEEN.search(words, at)
        end = between.start() if between else len(words)
        after = _TAIL.search(words, at, end)
        name_end = after.start() if after else end
        name = words[at:name_end].strip(" .!?\n")
        if not _is_name(name):
            tail = (at, len(words))
            break
        if found and after and between and not _NEW.match(words, between.end()):
            # "a dashboard for France and Spain": from here on all belongs to the last thing
            found.append((at, name_end, name))
            tail = (name_end, len(words))
            break
        found.append((at, end, name))
        if between is None:
            tail = (name_end, len(words)) if after else tail
            found[-1] = (at, name_end, name)
            break
        if after and not _NEW.match(words, between.end()):
            return [], tail  # "a report on clicks, opens and visits": what follows belongs to the report
        if HOLDS.search(words, at, end):
            return [], tail  # "a page with a form and a film" is one page
        at = between.end()
    return found, tail


def _is_name(name: str) -> bool:
    if not name.strip("·") or name.count(" ") >= _MOST_WORDS or ORDER.match(name):
        return False
    return not _VERBAL.search(_ARTICLE.sub("", small(name), count=1))


def _is_row(items: list[tuple[int, int, str]]) -> bool:
    if len(items) >= 3:
        return True
    return len(items) == 2 and all(_NEW.match(name + " ") for _, _, name in items)
