"""Did something that worked break for customers or the whole team? Then it is an incident, whatever the tool.

A fault is weighed by its subject: what customers use always counts, the team's tools count when the whole
team is hit, leads and mails when they have stopped, figures, pictures and one person's own device never.
Where no rule speaks, what practice taught decides (see `bot.intake.ear`).
A loud wish, a how-to, a fear ("in case it breaks"), a draft, and what works again are no incidents.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Final

from bot.intake.ear import hear
from bot.intake.words import Signs, signs, turns_the_machine
from bot.intake.words.groups import (
    AWAY,
    EXPIRING,
    LEADING,
    LINKS,
    MAKING,
    OFFERING,
    REFUSED,
    SHUT_OUT,
    SINCE,
    STATES,
    SUDDENLY,
    TAKING,
    VOID,
)

UNLIKELY: Final = 0.08  # below, what practice taught outweighs a rule: "at least 500 points" is no error 500
LIKELY: Final = 0.58  # from here on it is believed without a rule
DOUBTED: Final = 0.5  # below, the words may as well be about something else, if they name it plainly
VERY_LIKELY: Final = 0.75

_SENTENCE: Final = re.compile(r"[^.?]+")
_MAY_TELL: Final = re.compile(r"[BEHsnk!0mohfX23vPg@]")
_FAULT: Final = re.compile(
    r"[nk][-bt]{0,3}[vaz]"  # "does not load", "cannot order"
    r"|s[-b]{0,3}[vazVNTFx]"  # "stopped sending"
    r"|n[^,W]{0,5}s|[va][-t]{0,3}s"  # "… funktioniert nicht mehr"
    r"|[vaz][-bxwiutea]{0,5}![-b]{0,2}[vazs]?"  # "lädt nicht", "kommen keine … an"
    r"|![-bz]{0,2}[vaz]"  # "können nicht bestellen"
    r"|n-{0,2}F(?:[-b]{0,3}[vs]|(?=[^,W]*[ts1]))"  # "no leads since Friday"
    r"|[su][-b]{0,2}F|F-{0,2}s"  # "keine Leads mehr"
    r"|0[-bwtueW]{0,3}x{0,2}[-bwtueW]{0,3}[vazV]|0[-CFTM]{1,5}[-bx]{0,3}[va]"  # "nobody can log in"
    r"|u[-bwtx]{0,3}k(?:[-b]{0,2}[vazV])?"  # "customers have trouble with"
    r"|(?<=C)[-b]{0,2}k"  # "the page won't let them in"
    r"|[bg][-bx]{0,3}H"  # "goes to the 404 page"
    r"|[bt][-bt]{0,3}m|m(?=[-b]{0,2}(?:[.?,t1s]|$))"  # "is blank"
    r"|o(?=[^,]*[t1u])|(?<=[t1])[^,]{0,20}o"  # "very slow since"
    r"|(?<=[CTF])[-b]{0,3}[n!][-b]{0,2}x(?=.*[t1ue])"
    r"|[t1ue][^,]{0,8}[CTF][-b]{0,3}[n!][-b]{0,2}x"  # "doesn't scroll since"
    r"|[BE]"
)
_ATTACK: Final = re.compile(r"h|C[^,]{0,3}g[-x]{0,4}%|u[-bk]{0,2}[az][-x]{0,3}@|[CMAuwG].*f|f.*[CMAuwG]")
_MISSENT: Final = re.compile(
    r"u[-b]{0,3}mM|M[^,]{0,12}[zvab][^,]{0,9}X|X[^,V~]{0,6}M|[zv][^,]{0,6}M[^,]{0,9}X|u[-b]{0,2}[vz][^,]{0,8}M[^,]{0,6}X"
    r"|M[^,~]{0,8}[zvb]-{0,3}[23](?!N)|2[-xG]{0,3}M[-xGbt]{0,5}[zvab]|[zv][^,~]{0,3}2[-xG]{0,2}M"
)
_EXPOSED: Final = re.compile(
    r"[P@A][^.?n!]{0,16}\^|\^[^.?]{0,12}[P@A]"  # "addresses are visible"
    r"|[zb][^.?]{0,16}[PG@#F][^.?]{0,14}[3]|[PG@#][^.?]{0,8}(?:[zb][^.?]{0,6}3"
    r"|3[^.?]{0,6}z)"  # "sent the list to the wrong agency"
    r"|[zb][^.?]{0,12}P[^.?]{0,10}X|X[^.?]{0,6}z[^.?]{0,8}P|P[^.?]{0,8}z[^.?]{0,6}X"
    r"|[uei0w][-bk]{0,3}[az][-x]{0,4}@|@[^.?]{0,10}[\^]"  # "customers see other people's orders"
)
_TAKEN: Final = re.compile(r"h")
_THING: Final = re.compile(r"[CLTFMNDIKAG#]+")
_ACT_AS_THING: Final = re.compile(r"(?:^|[-w,])(a)[-b]{0,2}$")  # "the search is broken"
_OWN: Final = frozenset("DNIKG#")
_FAULTS_WEIGHED: Final = 12  # in one sentence: nobody names more, and a pasted log costs no time
_FEWEST: Final = 3  # signs; two words name a thing and tell nothing
_LONGEST_TOLD: Final = 240  # signs; as far as a message is heard as a whole
_SHORT: Final = 60  # characters of the words that are said back


@dataclass(frozen=True)
class _Fault:
    start: int  # signs of the sentence
    end: int
    subject: str  # sign of the thing that is broken; empty when none is named
    at: int  # where the subject stands; -1 when none is named


@lru_cache(maxsize=16)  # asked by several judges of the same text, one after the other
def incident_words(text: str) -> str | None:
    """The words, as written, that say that something which worked is broken now; None: no incident."""
    if turns_the_machine(text):
        return None
    read = signs(text)
    told, sentence = _by_rules(read)
    if told:
        return told if _may_be_so(text, sentence) else None
    return _as_a_whole(read) if _sounds_broken(text, read) else None


def sounds_doubtful(text: str) -> bool:
    """Whether practice is less sure of an incident than the rule that found one."""
    return hear(text).incident < DOUBTED


def _may_be_so(text: str, sentence: str) -> bool:
    """Whether practice lets a rule pass, for the whole message or for the sentence that tells."""
    return max(hear(text).incident, hear(sentence).incident) >= UNLIKELY


def _sounds_broken(text: str, read: Signs) -> bool:
    """Told in words that no rule knows; without any word of a fault it must be all the likelier."""
    if len(read.line) < _FEWEST:
        return False
    return hear(text).incident >= (LIKELY if _MAY_TELL.search(read.line) else VERY_LIKELY)


def _by_rules(read: Signs) -> tuple[str, str]:
    """The words that tell, and their sentence; both empty where none do."""
    before = ""  # the subject of the sentence before: "The shop is open. It shows an error."
    for sentence in _SENTENCE.finditer(read.line):
        line = sentence[0]
        if _MAY_TELL.search(line):
            found = _told(read, line, sentence.start(), before)
            if found is not None:
                return found, read.written(sentence.start(), sentence.end())
        things = [thing[0][-1] for thing in _THING.finditer(line)]
        before = "C" if "C" in things else things[0] if things else before
    return "", ""


def _as_a_whole(read: Signs) -> str | None:
    """The sentence that tells most, where no single words do; None for a text without a word."""
    sentences = list(_SENTENCE.finditer(read.line, 0, _LONGEST_TOLD))
    best = max(sentences, key=lambda each: len(_MAY_TELL.findall(each[0])), default=None)
    return _said(read, best.start(), best.end()) or None if best else None


@lru_cache(maxsize=16)
def exposed_words(text: str) -> str | None:
    """The words, as written, that say that people's data got out or an account was stolen; None: neither."""
    if turns_the_machine(text):
        return None
    read = signs(text)
    for sentence in _SENTENCE.finditer(read.line):
        line = sentence[0]
        found = _TAKEN.search(line)
        if found is None:
            found = _EXPOSED.search(line)
            found = None if found is None or _to_be_done(line, found) else found
        if found and not _only_thought_of(line, found.start()):
            return _said(read, sentence.start() + found.start(), sentence.start() + found.end())
    return None


def _told(read: Signs, line: str, offset: int, before: str) -> str | None:
    """The words of one sentence that tell of an incident."""
    attack = _ATTACK.search(line)
    if attack and not _only_thought_of(line, attack.start()) and _hits_us(line):
        return _said(read, offset + attack.start(), offset + attack.end())
    sent = _MISSENT.search(line)
    if sent and not _only_thought_of(line, sent.start()) and not _to_be_done(line, sent):
        return _said(read, offset + sent.start(), offset + sent.end())
    if _is_a_plan(read, line, offset):
        return None
    for match in islice(_FAULT.finditer(line), _FAULTS_WEIGHED):
        fault = _with_subject(line, match, before)
        if AWAY.intersection(
            read.words[offset + match.start() : offset + match.end()]
        ) and TAKING.intersection(read.words[offset : offset + len(line)]):
            continue  # "take the page offline" is a wish
        if _is_a_detour(read, offset, match) or _is_an_offer(read, offset, match):
            continue
        if _is_over(read.line, offset, line, match) or _only_thought_of(line, match.start()):
            continue
        words = read.words[offset + fault.start : offset + fault.end]
        named = read.words[offset + fault.at] if fault.at >= 0 else ""
        if _counts(line, fault, match[0], words, named):
            first = min(fault.at, fault.start) if fault.at >= 0 else fault.start
            last = max(fault.at + 1, fault.end)
            return _said(read, offset + first, offset + last)
    return _changed_of_itself(read, line, offset)


def _changed_of_itself(read: Signs, line: str, offset: int) -> str | None:
    """Whatever the verb: "since the update the shop has no …", "the shop suddenly shows …"."""
    if any(sign in line for sign in "Wq=~Y%p"):
        return None
    words = read.words[offset : offset + len(line)]
    sudden = next((at for at, word in enumerate(words) if word in SUDDENLY), -1)
    since = next((at for at, word in enumerate(words) if word in SINCE), -1)
    subject, at = _head(line, 0, len(line))
    other = re.search(r"[CFT]", line)
    if subject == "G" and other:
        subject, at = other[0], other.start()
    if subject not in ("C", "F", "T") or not (sudden >= 0 or (since >= 0 and re.search(r"[n!2m]", line))):
        return None
    marked = max(sudden, since)
    return _said(read, offset + min(at, marked), offset + max(at, marked) + 1)


def _is_a_plan(read: Signs, line: str, offset: int) -> bool:
    """ "Please build a form where …": what follows describes something that is not there yet."""
    start = re.match(r"[-Ww,]*V", line)
    return bool(start) and read.words[offset + start.end() - 1] in MAKING if start else False


def _is_an_offer(read: Signs, offset: int, match: re.Match[str]) -> bool:
    """ "Customers can't pay by invoice, could we offer that?" was never possible."""
    after = read.words[offset + match.end() :]
    return "k" in match[0] and "W" in read.line[offset + match.end() :] and bool(OFFERING.intersection(after))


def _with_subject(line: str, match: re.Match[str], before: str) -> _Fault:
    """Before the fault in its clause, else behind it, else anywhere, else in the sentence before.

    What people cannot do stands before its object: "customers can't pay in the shop".
    """
    start, end = match.span()
    clause_start = line.rfind(",", 0, start) + 1
    clause_end = line.find(",", end)
    left = (clause_start, start)
    right = (start, clause_end if clause_end >= 0 else len(line))
    sides = (right, left) if match[0][0] in "k0u" else (left, right)
    for side in (*sides, (0, start), (end, len(line))):
        subject, at = _head(line, *side)
        if subject:
            return _Fault(start, end, subject, at)
    if noun := _ACT_AS_THING.search(line, *left):
        return _Fault(start, end, "C", noun.start(1))
    return _Fault(start, end, before, -1)


def _head(line: str, start: int, end: int) -> tuple[str, int]:
    """The thing that is spoken of: the last of the first row of nouns ("page preview"), unless that is no
    thing of one's own and something that customers use is named as well."""
    first, first_at = "", -1
    for thing in _THING.finditer(line, start, end):
        sign, at = thing[0][-1], thing.end() - 1
        if sign == "G" and "C" in thing[0]:
            sign = "C"  # "voucher field", "shop banner"
        elif sign == "G" and "T" in thing[0]:
            sign = "T"  # "HubSpot workflows"
        if not first:
            first, first_at = sign, at
        if first in _OWN or sign in "CL":
            return (first, first_at) if first in _OWN else (sign, at)
    return first, first_at


def _counts(line: str, fault: _Fault, signs_of: str, words: tuple[str, ...], named: str) -> bool:
    """Does a fault of this subject hit customers or the whole team? `named` is the subject, folded."""
    wide = any(sign in line for sign in "0ue")
    if _is_no_news(line, fault, signs_of, words, wide):
        return False
    alone = "i" in _clause(line, fault) and not wide
    match fault.subject:
        case "C" | "L":
            return _customers_feel(line, fault, signs_of, words, named)
        case "T":
            told = re.search(r"[Bsn!]", signs_of) or re.search(r"[t1]", line)
            return "=" not in line and not alone and (wide or bool(told))
        case "F":
            return not re.search(r"[=%]", line) and signs_of not in ("m", "bm") and words != ("down",)
        case "M":
            return "%" not in line and not alone and not signs_of.endswith("m") and words[0] not in REFUSED
        case "A":
            return ("w" in line and words[-1] in SHUT_OUT) or (wide and not alone and "m" not in signs_of)
        case "I" | "K" | "G":
            team = "T" in line and "0" in signs_of  # "nobody gets the codes of the tool"
            return team or ("C" in line and (wide or "s" in signs_of)) or _felt_there(line, fault)
        case "":
            return _nameless(line, signs_of, wide)
        case _:
            return False


def _is_no_news(line: str, fault: _Fault, signs_of: str, words: tuple[str, ...], wide: bool) -> bool:
    """Something of one's own, not yet in use, given up on purpose, or the text of an error message."""
    if "~" in line or (re.search(r"[Y+]", line) and not wide and not re.search(r"[t1]", line)):
        return True
    before = line[: fault.start]
    given_up = signs_of[0] == "s" or signs_of[-1] == "s"
    if given_up and "v" not in signs_of and re.search(r"[iw][-b]{0,2}$", before):
        return True  # "we no longer use it"
    if signs_of == "E" and re.search(r"(?:[WV]|W-{0,2}v)[-b]{0,3}$", before):
        return True  # "change the error message of the form"
    if words[0] in STATES and re.search(r"i[-b]{0,3}$", before):
        return True  # "I'm stuck": the person is the subject, not the thing
    return fault.at > 0 and line[fault.at - 1] == "i" and not wide


def _customers_feel(line: str, fault: _Fault, signs_of: str, words: tuple[str, ...], named: str) -> bool:
    if VOID.intersection(words) and not (EXPIRING & set(named.split())):
        return False
    if words == ("down",) and "V" in line[: fault.start] and "b" not in line[: fault.start]:
        return False  # "move the form down"
    lasting = any(sign in line for sign in "t1ue0")
    if signs_of == "B" and words[0] in ("broken", "dead link", "dead links", "stuck", "down") and not lasting:
        # "the broken link on the page" is a repair; "the link is broken" is news
        return words[0] == "down" or line[fault.end : fault.end + 1] not in ("C", "L", "x", "G")
    in_a_text = (
        signs_of in ("E", "B") and fault.at > fault.start and re.search(r"[KNI]", _clause(line, fault))
    )
    return not in_a_text


def _felt_there(line: str, fault: _Fault) -> bool:
    """ "Visitors can't play the video": in the very clause."""
    return "=" not in line and "u" in _clause(line, fault)


def _clause(line: str, fault: _Fault) -> str:
    """The piece of the sentence between two commas in which the fault stands."""
    end = line.find(",", fault.end)
    return line[line.rfind(",", 0, fault.start) + 1 : end if end >= 0 else len(line)]


def _nameless(line: str, signs_of: str, wide: bool) -> bool:
    """No thing is named: what customers cannot do is enough, and so is an error that everybody gets."""
    if "u" in line or "0" in line:
        return any(sign in signs_of for sign in "k0!BEa")
    return wide and "B" in signs_of


def _hits_us(line: str) -> bool:
    """One suspicious mail in one's own inbox is for Security, not for those on call."""
    return not ("i" in line and "f" in line and not any(sign in line for sign in "uwh"))


def _only_thought_of(line: str, start: int) -> bool:
    """A how-to, a fear or a condition before the fault in its sentence."""
    return "q" in line[:start]


def _to_be_done(line: str, match: re.Match[str]) -> bool:
    """ "Please send the mail to all customers" is a wish."""
    return any(sign in line[: match.end()] for sign in "Wql") or (line.startswith("a"))


def _is_over(whole: str, offset: int, line: str, match: re.Match[str]) -> bool:
    """Works again, or was broken once."""
    if "p" in whole[offset + match.end() :] or "p" in line:
        return True
    return "r" in line and "y" in line and not any(sign in line for sign in "t1")


def _is_a_detour(read: Signs, offset: int, match: re.Match[str]) -> bool:
    """An old link that ends nowhere and shall lead somewhere else is a wish for a redirect."""
    if match[0][-1] not in "EH" or not LINKS.intersection(read.words):
        return False
    after = offset + match.end()
    return "W" in read.line[after:] and bool(LEADING.intersection(read.words[after:]))


def _said(read: Signs, start: int, end: int) -> str:
    """As written; long rows of words are cut between two of them."""
    words = read.written(start, end).strip(" .,;:!?")
    if len(words) <= _SHORT:
        return words
    return words[:_SHORT].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
