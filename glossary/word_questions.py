"""Does somebody who writes to us ask for a word, or for work? "what is a CNAME?" against "what is wrong with
the landing page?". Pure.

A message is a question for a word when it is nothing else: its whole is a question form around a word that
the glossary knows, a plain "what does … mean" around any short word, a known word alone, or a question for a
reason in the words in which people ask for one of our rules.
"""

from __future__ import annotations

import re

from glossary.finding import Index, Tier, find
from glossary.finding.asking import asked
from glossary.finding.small_words import CONTEXT, SMALL_WORDS, WHERE, WHY
from glossary.finding.stems import key, stem
from glossary.model import Entry

LONGEST = 160  # characters; who writes more wants more than a word
MOST_UNKNOWN = 3  # words of something that the glossary does not know
_LABELS = frozenset({Tier.EXACT, Tier.NAME, Tier.ALSO, Tier.HIDDEN, Tier.FORM})

_GREETING = re.compile(
    r"^(?:(?:hi|hello|hey|hallo|moin|servus|bonjour|salut|hola|ol[áa]|oi|sorry|excuse me|quick question|"
    r"kurze frage|question|frage)(?:\s+(?:liaison|there|all|zusammen))?\s*[,:!.–-]*\s+)+",
    re.IGNORECASE,
)
_ENDING = re.compile(
    r"(?:[\s,]*\b(?:please|pls|plz|thanks|thank you|bitte|danke|s'il (?:te|vous) pla[iî]t|svp|merci|"
    r"por favor|gracias|obrigad[oa]|again|exactly|actually|anyway|nochmal|eigentlich|genau)\b)*[\s?!.…]*$",
    re.IGNORECASE,
)
_QUOTES = "\"'“”„«»‘’`*_ \t"

_CAN_YOU = r"kannst du|k[öo]nnt ihr|k[öo]nnen sie"
# What stands around a word whose meaning is asked for, whatever the word is.
_MEANING = (
    r"what (?:does|do|did) (?P<x>.+?) (?:even |really |actually |exactly )?(?:mean|stand for)(?: here)?",
    r"what(?:'s| is| are) (?:the meaning of|meant by|the definition of) (?P<x>.+)",
    r"what(?:'s| is) (?P<x>.+?) (?:short for|supposed to mean)",
    r"(?:can|could|would) (?:you|somebody|someone|anyone) (?:please )?(?:explain|define|tell me)(?: to me)? "
    r"what (?P<x>.+?) (?:is|are|means|mean|stands for)",
    r"(?:please )?(?:explain|define)(?: to me)? what (?P<x>.+?) (?:is|are|means|mean|stands for)",
    r"(?:(?:can|could) you (?:please )?)?(?:explain|define)(?: (?:the )?(?:word|term|abbreviation))? "
    r"(?P<x>.+?)(?: to me)?",
    r"(?:the )?(?:meaning|definition) of (?P<x>.+)",
    r"(?:i don'?t|i do not) know what (?P<x>.+?) (?:is|are|means|mean|stands for)",
    r"no (?:idea|clue) what (?P<x>.+?) (?:is|are|means|mean|stands for)",
    r"was (?:bedeute[tn]|hei(?:ß|ss)t|hei(?:ß|ss)en|meint) (?:denn |eigentlich )?(?P<x>.+)",
    r"(?:wof[üu]r|f[üu]r was) steht (?:denn |eigentlich )?(?P<x>.+)",
    r"was (?:ist mit (?P<x>.+?) gemeint|versteht man unter (?P<y>.+))",
    rf"(?:{_CAN_YOU})?\s*(?:mir|uns)?\s*(?:bitte )?erkl[äa]r(?:e|en|st)?(?: mir| uns)?(?: bitte| mal)? "
    r"(?P<x>.+)",
    rf"(?:{_CAN_YOU}) (?:mir|uns) (?:bitte |mal )?(?P<x>.+?) erkl[äa]ren",
    rf"(?:{_CAN_YOU}) (?:mir|uns) (?:bitte |mal )?erkl[äa]ren,? was (?P<x>.+?) "
    r"(?:ist|sind|hei(?:ß|ss)t|bedeutet)",
    r"(?:que|qu'est-ce que) (?:signifie|veut dire) (?P<x>.+)",
    r"(?P<x>.+?),? (?:[çc]a veut dire quoi|[çc]a signifie quoi)",
    r"(?:tu peux|peux-tu|pouvez-vous|vous pouvez)?\s*(?:m')?expliqu(?:e|er|ez)(?:-moi)? (?P<x>.+)",
    r"[¿ ]*qu[ée] (?:significa|quiere decir) (?P<x>.+)",
    r"(?:me )?(?:explicas|puedes explicarme|expl[íi]came) (?:qu[ée] es )?(?P<x>.+)",
    r"(?:o )?que (?:significa|quer dizer) (?P<x>.+)",
    r"(?:me )?(?:explica|pode explicar|explique)(?: me)? (?:o que [ée] )?(?P<x>.+)",
)
# What may as well stand around a piece of work: taken only with a word that we know.
_WHAT_IS = (
    r"what(?: exactly| on earth)?(?:'s|s| is| are|'re| was)(?: exactly)?(?: this| that| all this)? "
    r"(?P<x>.+?)(?: thing| stuff)?(?: exactly| again| please)?",
    r"(?:do you know|can you tell me|could you tell me|tell me) what (?P<x>.+?) (?:is|are)",
    r"was (?:ist|sind|war)(?: denn| eigentlich| nochmal| genau)* (?P<x>.+)",
    r"(?:c'est quoi|c quoi|qu'est-ce que c'est(?: que)?|qu'est-ce qu(?:e |')|quel est le sens de) ?(?P<x>.+)",
    r"(?P<x>.+?),? c'est quoi",
    r"[¿ ]*qu[ée] (?:es|son) (?P<x>.+)",
    r"(?:o )?que? (?:[ée]|s[ãa]o)(?: que [ée])? (?P<x>.+)",
    r"(?:o )?qu[ée] (?:[ée]|s[ãa]o) (?P<x>.+)",
)
_PLAIN = tuple(re.compile(form, re.IGNORECASE) for form in _MEANING)
_OPEN = tuple(re.compile(form, re.IGNORECASE) for form in _WHAT_IS)
_ARTICLE = re.compile(
    r"^(?:an?|ein|eine|einen|einem|einer|une?|una?|uns?|um|uma|"
    r"(?P<definite>the|this|that|these|those|our|my|your|der|die|das|"
    r"den|dem|unser\w*|mein\w*|dies\w*|les?|la|l['’]|el|los|las|os?|as?))(?:\s+|(?<=['’]))",
    re.IGNORECASE,
)
_OURS = re.compile(r"^(?:our|my|your|unser|mein|dies|this|that|these|those)", re.IGNORECASE)


def word_asked_for(text: str, index: Index) -> str | None:
    """The question as it can be looked up; None when the message is anything else than that."""
    words = _bare(text) if len(text) <= 2 * LONGEST else ""
    if not words or len(words) > LONGEST or "\n" in words or _has_more_sentences(words):
        return None
    for form in _PLAIN:
        if found := form.fullmatch(words):
            return _plain_word(_inner(found), index)
    for form in _OPEN:
        if found := form.fullmatch(words):
            word, is_definite, is_ours = _without_article(_inner(found))
            entry = None if is_ours else _known(word, index)
            if entry is not None and not (is_definite and _is_ordinary(word, entry)):
                return word
            break
    if _asks_for_a_rule(words, index):
        return words
    entry = _known(words, index)
    return words if entry is not None and not _is_ordinary(words, entry) else None


def _bare(text: str) -> str:
    """Without a greeting, thanks, question marks and quotes around it; curly apostrophes made straight."""
    plain = text.strip().replace("’", "'").lstrip("¿ ")
    plain = _GREETING.sub("", plain)
    return _ENDING.sub("", plain).strip(_QUOTES)


def _has_more_sentences(words: str) -> bool:
    return (
        re.search(r"[?!;]\s|(?<!\b[a-zA-Z])\.\s|,\s+(?:and|und|et|y|e|can|could|please)\b", words) is not None
    )


def _inner(found: re.Match[str]) -> str:
    return next(part for part in found.groupdict().values() if part).strip(_QUOTES)


def _plain_word(inner: str, index: Index) -> str | None:
    """A known word, or a short unknown one that is no piece of a sentence."""
    word, is_definite, is_ours = _without_article(inner)
    if _known(word, index) is not None:
        return word
    keys = asked(word).keys
    is_short = 0 < len(keys) <= MOST_UNKNOWN and not any(each in SMALL_WORDS for each in keys)
    return word if is_short and not (is_definite or is_ours) else None


def _without_article(inner: str) -> tuple[str, bool, bool]:
    """The word, whether it is a definite one ("the pixel"), and whether it is somebody's."""
    found = _ARTICLE.match(inner)
    if found is None:
        return inner, False, False
    rest = inner[found.end() :].strip(_QUOTES)
    return rest, found["definite"] is not None, _OURS.match(inner) is not None


def _known(word: str, index: Index) -> Entry | None:
    """The entry that has the whole as a name; nothing is cut off to find one."""
    folded = key(word)
    if not folded or (folded not in index.by_key and any(each in CONTEXT for each in folded.split())):
        return None
    if folded not in index.by_key and any(each in SMALL_WORDS for each in folded.split()):
        return None
    best = next(iter(find(word, index, reader="marketing", limit=1).hits), None)
    return best.entry if best is not None and best.tier in _LABELS else None


def _is_ordinary(word: str, entry: Entry) -> bool:
    """An everyday word too, as it is written here: "the lead", "the tag"."""
    folded = key(word)
    labels = [label for label in entry.labels if key(label.text) == folded]
    return not labels or any(label.is_common or label.noticing != "yes" for label in labels)


def _asks_for_a_rule(words: str, index: Index) -> bool:
    """ "why can't we share logins": each word that carries meaning is one with which people ask for that
    rule."""
    query = asked(words)
    if not set(query.keys[:3]) & (WHY | WHERE):
        return False
    found = find(words, index, reader="marketing", limit=1)
    hit = found.answer
    if hit is None or hit.tier is not Tier.QUESTION:
        return False
    known = {stem(each) for text in _ways_of_asking(hit.entry) for each in key(text).split()}
    wanted = {stem(each) for each in query.content}
    return len(wanted) > 1 and wanted <= known


def _ways_of_asking(entry: Entry) -> tuple[str, ...]:
    return (*entry.questions, *(label.text for label in entry.labels))
