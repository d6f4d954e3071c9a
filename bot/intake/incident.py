"""Did something that worked break for customers or the whole team? Then it is an incident, whatever the tool.

A fault is weighed by its subject: what customers use always counts, the team's tools count when the whole
team is hit, leads and mails when they have stopped, figures, pictures and one person's own device never.
A loud wish, a how-to, a fear ("in case it breaks"), a draft, and what works again are no incidents.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from bot.intake.words import Signs, signs

_SENTENCE: Final = re.compile(r"[^.?]+")
_MAY_TELL: Final = re.compile(r"[BEHsnk!0mohfX23vPg@]")
_FAULT: Final = re.compile(
    r"[nk][-bt]{0,3}[vaz]"  # "does not load", "cannot order"
    r"|s[-b]{0,3}[vazVNTFx]"  # "stopped sending"
    r"|[va][-t]{0,3}s"  # "… funktioniert nicht mehr"
    r"|[vaz][-bxwiutea]{0,5}![-b]{0,2}[vazs]?"  # "lädt nicht", "kommen keine … an"
    r"|![-bz]{0,2}[vaz]"  # "können nicht bestellen"
    r"|n-{0,2}F(?:[-b]{0,3}[vs]|(?=[^,W]*[ts1]))"  # "no leads since Friday"
    r"|[su][-b]{0,2}F|F-{0,2}s"  # "keine Leads mehr"
    r"|0[-bwtueW]{0,3}x{0,2}[-bwtueW]{0,3}[vazV]|0[-CFTM]{1,5}[-bx]{0,3}[va]"  # "nobody can log in"
    r"|u[-bwt]{0,3}k"  # "customers have trouble with"
    r"|[bg][-bx]{0,3}H"  # "goes to the 404 page"
    r"|[bt][-bt]{0,3}m|m(?=[-b]{0,2}(?:[.?,t1s]|$))"  # "is blank"
    r"|o(?=[^,]*[t1u])|(?<=[t1])[^,]{0,20}o"  # "very slow since"
    r"|(?<=[CTF])[-b]{0,3}[n!][-b]{0,2}x(?=.*[t1ue])|[t1ue][^,]{0,8}[CTF][-b]{0,3}[n!][-b]{0,2}x"  # "doesn't scroll since"
    r"|[BE]"
)
_ATTACK: Final = re.compile(r"h|C[^,]{0,3}g[-x]{0,4}%|u[-bk]{0,2}[az][-x]{0,3}@|[CMAuwG].*f|f.*[CMAuwG]")
_MISSENT: Final = re.compile(
    r"M[^,~]{0,12}[zvab][^,~]{0,9}X|X[^,~]{0,6}M|[zv][^,~]{0,6}M[^,~]{0,9}X|u[-b]{0,2}[vz][^,~]{0,8}M[^,~]{0,6}X"
    r"|M[^,~]{0,8}[zvb]-{0,3}[23](?!N)|2[-xG]{0,3}M[-xGbt]{0,5}[zvab]|[zv][^,~]{0,3}2[-xG]{0,2}M"
)
_EXPOSED: Final = re.compile(
    r"[P@A][^.?n!]{0,16}\^|\^[^.?]{0,12}[P@A]"  # "addresses are visible"
    r"|[zb][^.?]{0,16}[PG@#F][^.?]{0,14}[3]|[PG@#][^.?]{0,8}(?:[zb][^.?]{0,6}3|3[^.?]{0,6}z)"  # "sent the list to the wrong agency"
    r"|[zb][^.?]{0,12}P[^.?]{0,10}X|X[^.?]{0,6}z[^.?]{0,8}P|P[^.?]{0,8}z[^.?]{0,6}X"
    r"|[uei0w][-bk]{0,3}[az][-x]{0,4}@|@[^.?]{0,10}[\^]"  # "customers see other people's orders"
)
_TAKEN: Final = re.compile(r"h")
_THING: Final = re.compile(r"[CLTFMNDIKAG#]+")
_ACT_AS_THING: Final = re.compile(r"(?:^|[-w,])(a)[-b]{0,2}$")  # "the search is broken"
_OWN: Final = frozenset("DNIKG#")
_TAKE: Final = frozenset(
    "shut shutting switch switched turn turned take taken taking put bring set keep nehmen genommen setzen stellen schalten mettre poner tirar colocar tomar".split()
)
_AWAY: Final = frozenset(["offline", "down", "switched off", "off", "hors ligne", "fora do ar", "off line", "unavailable"])
_LINKS: Final = frozenset("link links short link shortlink url qr code qr codes lien links enlace address".split())
_LEAD: Final = frozenset(
    "go point redirect redirected lead send forward point to weiterleiten umleiten rediriger redirigir redirecionar".split()
)
_VOID: Final = frozenset("expired|is expired|abgelaufen|expire|expiree|caducado|ha caducado|vencido|expirado|expirou|ha expirado".split("|"))
_EXPIRING: Final = frozenset("certificate ssl zertifikat certificat certificado domain domains subdomain link links url".split())
_SHUT_OUT: Final = frozenset("suspended|got suspended|been suspended|banned|got banned|blocked|disabled".split("|"))
_SUDDEN: Final = frozenset("suddenly|all of a sudden|out of nowhere|plotzlich|auf einmal|soudainement|tout a coup|de repente".split("|"))
_SINCE: Final = frozenset("since|seit|depuis|desde|seit heute|seit gestern|desde ontem|after the update|after the release".split("|"))
_MAKING: Final = frozenset(
    "add create build make implement set up setup insert include ajouter creer hinzufugen erstellen bauen einbauen anadir crear criar adicionar".split()
)
_OFFER: Final = frozenset(
    "offer add allow support introduce possible anbieten ermoglichen proposer permettre ofrecer permitir oferecer".split()
)
_SHORT: Final = 60  # characters of the words that are said back


@dataclass(frozen=True)
class _Fault:
    start: int  # signs of the sentence
    end: int
    subject: str  # sign of the thing that is broken; empty when none is named
    at: int  # where the subject stands; -1 when none is named


def incident_words(text: str) -> str | None:
    """The words, as written, that say that something which worked is broken now; None: no incident."""
    read = signs(text)
    before = ""  # the subject of the sentence before: "The shop is open. It shows an error."
    for sentence in _SENTENCE.finditer(read.line):
        line = sentence[0]
        if _MAY_TELL.search(line):
            found = _told(read, line, sentence.start(), before)
            if found is not None:
                return found
        things = [thing[0][-1] for thing in _THING.finditer(line)]
        before = "C" if "C" in things else things[0] if things else before
    return None


def exposed_words(text: str) -> str | None:
    """The words, as written, that say that people's data got out or an account was stolen; None: neither."""
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
    for match in _FAULT.finditer(line):
        fault = _with_subject(line, match, before)
        if _AWAY.intersection(read.words[offset + match.start() : offset + match.end()]) and _TAKE.intersection(
            read.words[offset : offset + len(line)]
        ):
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
    sudden = next((at for at, word in enumerate(words) if word in _SUDDEN), -1)
    since = next((at for at, word in enumerate(words) if word in _SINCE), -1)
    subject, at = _head(line, 0, len(line))
    if subject not in ("C", "F", "T") or not (sudden >= 0 or (since >= 0 and re.search(r"[n!]", line))):
        return None
    marked = max(sudden, since)
    return _said(read, offset + min(at, marked), offset + max(at, marked) + 1)


def _is_a_plan(read: Signs, line: str, offset: int) -> bool:
    """ "Please build a form where …": what follows describes something that is not there yet."""
    start = re.match(r"[-Ww,]*V", line)
    return bool(start) and read.words[offset + start.end() - 1] in _MAKING if start else False


def _is_an_offer(read: Signs, offset: int, match: re.Match[str]) -> bool:
    """ "Customers can't pay by invoice, could we offer that?" was never possible."""
    after = read.words[offset + match.end() :]
    return "k" in match[0] and "W" in read.line[offset + match.end() :] and bool(_OFFER.intersection(after))


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
        if not first:
            first, first_at = sign, at
        if first in _OWN or sign in "CL":
            return (first, first_at) if first in _OWN else (sign, at)
    return first, first_at


def _counts(line: str, fault: _Fault, signs_of: str, words: tuple[str, ...], named: str) -> bool:
    """Does a fault of this subject hit customers or the whole team?"""
    wide = any(sign in line for sign in "0ue")
    alone = "i" in _clause(line, fault) and not wide
    lasting = any(sign in line for sign in "t1")
    down = "B" in signs_of or "s" in signs_of
    if signs_of[0] == "s" and signs_of[-1] != "v" and re.search(r"[iw][-b]{0,2}$", line[: fault.start]):
        return False  # "we no longer use it"
    if "~" in line or ("Y" in line and not (wide or lasting)):
        return False
    if _is_me(line, fault, words):
        return False
    match fault.subject:
        case "C" | "L":
            return _customers_feel(line, fault, signs_of, words, named)
        case "T":
            return "=" not in line and not alone and (down or wide or lasting or "n" in signs_of or "!" in signs_of)
        case "F":
            return "=" not in line and "%" not in line and signs_of not in ("m", "bm") and words != ("down",)
        case "M":
            return "%" not in line and not alone and not signs_of.endswith("m")
        case "A":
            ours = "w" in line and words[-1] in _SHUT_OUT
            return ours or (wide and not (alone or "m" in signs_of))
        case "I" | "K" | "G":
            return (wide and "C" in line) or ("C" in line and "s" in signs_of) or _felt_there(line, fault)
        case "":
            return _nameless(line, signs_of, wide)
        case _:
            return False


def _customers_feel(line: str, fault: _Fault, signs_of: str, words: tuple[str, ...], named: str) -> bool:
    """`named` is the subject, folded."""
    if _VOID.intersection(words) and not (_EXPIRING & set(named.split())):
        return False
    if signs_of == "E" and re.search(r"[WV]-{0,2}$", line[: fault.start]):
        return False  # "change the error message of the form"
    if words == ("down",) and "V" in line[: fault.start] and "b" not in line[: fault.start]:
        return False  # "move the form down"
    lasting = any(sign in line for sign in "t1ue0")
    if signs_of == "B" and words[0] in ("broken", "dead link", "dead links", "stuck", "down") and not lasting:
        # "the broken link on the page" is a repair; "the link is broken" is news
        return fault.at < fault.start and fault.at >= 0 or words[0] == "down"
    if signs_of in ("E", "B") and any(sign in line for sign in "KNI") and fault.at > fault.start:
        return False  # an error in the text
    return True


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


def _is_me(line: str, fault: _Fault, words: tuple[str, ...]) -> bool:
    """ "I'm stuck", "I'm down for that": the person is the subject, not the thing."""
    return bool(re.search(r"i[-b]{0,3}$", line[: fault.start])) and words[0] != "error"


def _hits_us(line: str) -> bool:
    """One suspicious mail in one's own inbox is for Security, not for those on call."""
    return not ("i" in line and "f" in line and not any(sign in line for sign in "uwh"))


def _only_thought_of(line: str, start: int) -> bool:
    """A how-to, a fear or a condition before the fault in its sentence."""
    return "q" in line[:start]


def _to_be_done(line: str, match: re.Match[str]) -> bool:
    """ "Please send the mail to all customers" is a wish."""
    return any(sign in line[: match.end()] for sign in "Wql~") or (line.startswith("a"))


def _is_over(whole: str, offset: int, line: str, match: re.Match[str]) -> bool:
    """Works again, or was broken once."""
    if "p" in whole[offset + match.end() :] or "p" in line:
        return True
    return "r" in line and "y" in line and not any(sign in line for sign in "t1")


def _is_a_detour(read: Signs, offset: int, match: re.Match[str]) -> bool:
    """An old link that ends nowhere and shall lead somewhere else is a wish for a redirect."""
    if match[0][-1] not in "EH" or not _LINKS.intersection(read.words):
        return False
    after = offset + match.end()
    return "W" in read.line[after:] and bool(_LEAD.intersection(read.words[after:]))


def _said(read: Signs, start: int, end: int) -> str:
    """As written; long rows of words are cut between two of them."""
    words = read.written(start, end).strip(" .,;:!?")
    if len(words) <= _SHORT:
        return words
    return words[:_SHORT].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
