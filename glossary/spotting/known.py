"""Is a word explained already: in the message, in the thread, or by whoever says that they know it?

Only shapes are looked at, not contents: a clause of its own right behind the word, brackets, "X is a … that".
"""

from __future__ import annotations

import re


def _any(text: str) -> str:
    """One of several wordings, a slash between them."""
    return "(?:" + "|".join(re.escape(each.strip()).replace(r"\ ", r"\s+") for each in text.split("/")) + ")"


def _shape(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_PLAIN = r"(?:the|an?|our|your)"
_NO_NEWS = _any(
    "why/fine/all/it/ok/okay/great/good/not/because/done/new/bad/odd/on/also/too/still/broken/down/slow/late"
)
_TELLING = (
    r"(?:basically|meaning|in other words|in plain words|i\.?\s?e\.?|aka|a\.k\.a\.?|short for|think of"
    r"|also known as"
    rf"|called|or rather|which means|(?:that(?:'s|’s|\s+is)|which\s+(?:is|are))(?!\s+{_NO_NEWS}\b))"
)
_SOMEBODY = r"(?:people|those|somebody|someone|something|things)\s+(?:who|that|which|we|you)"
_ARTICLE = rf"(?:{_PLAIN}|{_TELLING}|{_SOMEBODY})"
_VERB = _any(
    "is/are/was/were/has/have/had/will/would/can/could/should/must/need/needs/does/did/do/look/looks/work/works"
    "/go/goes/gets/comes/failed/broke/went/came"
)
_TELLS = _any("that/which/where/who/when/what/for/of/like/between/so that/we use/you/people/we")
_PAUSE = r"\s*(?:,|\s[-–—](?=\s)|[–—])\s*"
_CLAUSE = rf"{_ARTICLE}\s+(?:(?!{_VERB}\b)[\w'’-]+\s+){{1,6}}?{_TELLS}\b[^.;:!?\n()–—]*(?:[.;!?\n)]|\Z)"

# "X, the rehearsal site I told you about, is fine": a clause of its own between commas or dashes.
_BETWEEN = _shape(
    rf"{_PAUSE}{_ARTICLE}\s+[^,.;:!?\n()–—]{{3,120}}?{_PAUSE}(?:and\s+)?(?:{_VERB}\b|which\b|so\b)"
)
# "…, a copy of the site that nobody sees." or "X: a copy …" up to the end: it must tell what it is for.
_AT_END = _shape(_PAUSE + _CLAUSE)
_AFTER_COLON = _shape(r"\s*:\s*" + _CLAUSE)
_WITH_PLAIN = _shape(rf"{_PAUSE}{_PLAIN}\b")
# A clause that only tells what a thing is has no verb but those of its "that", "where", "you".
_A_VERB = _shape(rf"\b(?:{_VERB}|\w{{2,}}ed|built|made|got|sent|told|said|saw|put|set|gave|wants?)\b")
_A_RELATIVE = _shape(
    r"\b" + _any("that/which/where/who/what/when/if/so/i/we/you/they/people/nobody/everybody/nothing") + r"\b"
)
_LISTED = _shape(r"\b(?:and|or)\s+(?:the|an?|our|some)\b")
# "On staging, the header …": the word belongs to what comes before the sentence's subject.
_LEADING = _any(
    "on/in/at/after/before/for/during/with/without/since/until/about/regarding/once/when/if/as for/re"
    "/because of"
    "/due to/from/under/thanks to/besides/instead of"
)
_LEADS_IN = _shape(rf"(?:^|[.!?;:\n])\s*(?:(?:and|but|so|also)\s+)?{_LEADING}\b[^.!?;:\n]{{0,40}}$")
# "X (the rehearsal site)", "X (= …)": at least two small words that do not only comment.
_COMMENTS = _any(
    "see/not/again/still/done/only/except/since/until/from/at/by/on/in/to/if/and/but/no/yes/sorry/thanks/e.g/eg/for"
    "/because/after/before/today/tomorrow/maybe/hopefully/probably/finally/the one/the same/the new"
    "/the old/the other"
    "/i/we/you/they/he/she/it/my/all/both/just/mostly/usually/ask/thread/who/last/next/ready/live/almost/about/around"
    "/due/old/new/once/as/plus/minus/incl/including/without/with"
)
_IN_BRACKETS = _shape(
    rf"\s*[(\[]\s*(?!{_COMMENTS}\b|v?\d)(?=[^()\n]*[a-z]{{2,}}\S* [^()\n]*[a-z]{{2,}})[^()\n]+[)\]]"
)
# "X is the reason for the delay" tells nothing about X.
_NO_KIND = _any(
    "bit/lot/mess/pain/problem/must/no-go/reason/risk/nightmare/good/bad/great/huge/big/joke/blocker/requirement/day"
    "/week/matter/question/result/topic/different/while/shame/hard/small/new/prerequisite/part/cause/next/last/first"
    "/only/best/worst/main/same/one/ones/right/wrong/start/end/step/key/bottleneck/issue/case/way/disaster/minute"
    "/month/year/moment/point/priority/precondition/real/biggest/most/more/little/few/couple"
)
_IS_LIKE = _any(
    "like/basically/simply/just/sort of/kind of/called/another word/another name/short for/what we call"
    "/where we"
    "/where you/how we/how you/our word/our name/jargon for"
)
_OF_KIND = _any(
    "that/which/where/who/when/of/for/like/we/you/people/they/customers/visitors/everybody/nobody"
)
# "X is like a doorbell", "X means …", "X is a copy of the site that …".
_DEFINED = _shape(
    r"(?:\s+(?:record|site|thing|basically|just))?\s*(?:"
    rf"(?:is|are|'s|was)\s+(?:{_IS_LIKE}|when\s+\w+)\b"
    r"|means?\s+(?:(?:just|basically|simply)\s+)?(?:the|an?|how|which|who|what|where|that something)\b"
    r"|stands?\s+for\b|refers?\s+to\b|=\s*[^\W\d]"
    rf"|(?:is|are)\s+{_PLAIN}\s+(?!{_NO_KIND}\b)(?:[\w'’-]+\s+){{1,8}}?{_OF_KIND}\b)"
)
_HEADING = _shape(rf"[*_]*\s*(?::|[-–—])\s*{_ARTICLE}\s+\w+\s+\w+")
_LINE_BEGINS = _shape(r"(?:^|\n)[ \t]*(?:[-•*·]\s*)?[*_]*(?:(?:it|marketing)\s*:\s*)?$")
# "so-called staging", "we call the rehearsal site staging", "the copy for tests (staging)".
_NAMED = _shape(
    r"\bwe call (?:the|an?|our|this|that)\s+(?:[\w'’-]+\s+){1,6}$"
    rf"|\b(?:so[- ]called|called|known as|we call|we say|named|aka|a\.k\.a\.)\s+(?:{_PLAIN}\s+)?[\"“'‘(]?$"
    r"|\b(?:of|for|that|where|which|who)\s+(?:[\w'’-]+\s+){1,8}\($"
)
_QUOTED = r"[\"“'‘]?"
_BY = _shape(rf"\bby\s+(?:{_PLAIN}\s+)?{_QUOTED}$")
_MEAN = _shape(r"[\"”'’]?\s+(?:i|we)\s+mean\b")
_THINK_OF = _shape(rf"\bthink of\s+(?:{_PLAIN}\s+)?{_QUOTED}$")
_AS = _shape(r"[\"”'’]?\s+(?:as|like)\b")
_ASKED = _shape(rf"\bwhat(?:'s|’s| is| are| does| do you mean by)\s+(?:(?:{_PLAIN}|this|that)\s+)?{_QUOTED}$")
# Whoever does not know, should know, or asks who knows has not said that they know it.
_HINDERED = "".join(
    rf"(?<!\b{each} )"
    for each in (
        *("don't", "don’t", "dont", "not", "doesn't", "doesn’t", "never", "to", "didn't", "didn’t", "if you"),
        *("who", "anyone", "anybody", "nobody", "everyone", "people", "do you", "you all"),
    )
)
_KNOW = _shape(
    rf"{_HINDERED}\b(?:know|knows|knew|understand|understood)\s+"
    r"(?:(?:exactly|well|perfectly well|by now)\s+)?(?:what|how)\s+"
    r"(?:(?:the|an?|all those|this|our|your)\s+)?"
    rf"(?:[\w/-]+(?:,| and| or)\s+(?:{_PLAIN}\s+)?){{0,3}}{_QUOTED}$"
    rf"|\bfamiliar with\s+(?:{_PLAIN}\s+)?$"
    rf"|\b(?:no need to|don't|do not|don’t|needn't)\s+(?:(?:have|need) to\s+)?explain\s+"
    rf"(?:what\s+)?(?:{_PLAIN}\s+)?$"
)
_WANTS_NONE = _shape(
    r"\bno need (?:for|to have) (?:the|a|any|that) bot\b"
    r"|\bbot,? (?:please )?(?:stay|keep|be) (?:out|quiet|silent)"
    r"|\bno (?:explanations?|translations?|jargon help) (?:needed|please|necessary)\b|\bstop explaining\b"
    r"|\bno need to (?:explain|translate)(?=[^\w]*$|[.,!;])"
)
_REACH = 90  # characters before a word that may say that it is known
_LONGEST = 200  # characters of an explanation


def is_explained(text: str, start: int, end: int) -> bool:
    """Whether the words around `text[start:end]` say what it is."""
    after = text[end : end + _LONGEST].lstrip("\"”'’»)*_")
    before = text[max(0, start - _REACH) : start]
    if _BETWEEN.match(after) or _IN_BRACKETS.match(after) or _DEFINED.match(after):
        return True
    if _is_told_behind(before, after):
        return True
    if _LINE_BEGINS.search(before) and _HEADING.match(after):
        return True
    if (_BY.search(before) and _MEAN.match(after)) or (_THINK_OF.search(before) and _AS.match(after)):
        return True
    return bool(_NAMED.search(before))


def is_asked(text: str, start: int) -> bool:
    """ "what is a webhook?": whoever answers this explains it."""
    return bool(_ASKED.search(text[max(0, start - _REACH) : start]))


def is_declined(text: str, start: int) -> bool:
    """ "I know what an API is": whoever wrote this wants no help with that word."""
    return bool(_KNOW.search(text[max(0, start - _REACH) : start]))


def wants_no_help(text: str) -> bool:
    """Whether the writer asks the bot to leave it."""
    return bool(_WANTS_NONE.search(text))


def _is_told_behind(before: str, after: str) -> bool:
    at_end = _AT_END.match(after)
    if at_end and _WITH_PLAIN.match(after) and _LEADS_IN.search(before):
        at_end = None
    clause = at_end or _AFTER_COLON.match(after)
    if clause is None or _LISTED.search(clause[0]):
        return False
    return len(_A_VERB.findall(clause[0])) <= len(_A_RELATIVE.findall(clause[0]))
