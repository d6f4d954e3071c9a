"""Passwords, codes and keys that somebody names: "the password for Canva is …", "mdp : …", "PIN 4471".

How it reads: a naming word, then what stands where a value would stand (behind a colon, "is", "lautet", or
right after the word), then how much that looks like a secret. `The password is wrong` names none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from bot.intake.masking import naming
from bot.intake.masking.finds import CODE, KEY, PASSWORD, Find, touches
from bot.intake.masking.looks import Looks, is_unmistakable, looks_like
from bot.intake.masking.ordinary import is_ordinary
from bot.intake.masking.plain import may_be_in_quotes, may_be_quoted, may_be_told

_SIGNING_IN = ("log", "sign", "anmeld", "conne", "sesi", "entrar", "access")
_BY_WHAT = ("with", "as", "using", "mit", "als", "avec", "con", "com")
_TRIES = 6  # "is", "to", "in" that lead to no value before one that does
_NEAR = 110  # characters around a naming word in which what can only be a password is taken for one
_YEAR = re.compile(r"(?:19|20)\d\d")
_CODE = re.compile(r"[A-Za-z]{0,4}[#*-]?\d[\dA-Za-z#*-]{2,11}")
_OVER = re.compile(
    r"\s*(?:[.,;!?)/|(–—-]|$|\n|(?:and|und|et|y|e|but|aber|mais|pero|for|für|pour|para|please|bitte"
    r"|thanks|thx|pls|danke|merci|svp|gracias|por favor|obrigad[oa])\b)"
)
_GOES_ON = re.compile(
    r"\s+(?:can(?:no|'|’)t|can ?not|do(?:es)?(?:n['’]t)?|did(?:n['’]t)?|won['’]t|is|are|was|were|isn['’]t"
    r"|aren['’]t|gets?"
    r"|ha(?:s|ve|d)|must|should|needs?|wants?|fails?|ist|sind|wird|kann|können|muss|nicht|n['’]|ne|est"
    r"|sont|no|não|es|são)\b",
    re.IGNORECASE,
)

_BY_A_USER = re.compile(r"\b(?:user\w{0,4}|login|benutzer|usu[aá]rio)\b", re.IGNORECASE)
_A_TICKET = re.compile(
    r"\b(?:boarding|ski|season|day|week|festival|press|bus|train|hall|event|early|free|guest)[ -]?$",
    re.IGNORECASE,
)

Accepts = Callable[[str, bool], bool]


def find_named(text: str, links: list[tuple[int, int]]) -> Iterator[Find]:
    """In no order; finds may overlap. `links` are looked into elsewhere: nothing in them is a naming word."""
    lower = naming.lowered(text)
    names = naming.names_in(text, lower)
    if names is None:
        yield from _briefly(text)
    else:
        yield from _around([name for name in names if not touches(links, *name.span())], text, links)
    yield from _without_names(text, lower)


def _around(names: list[re.Match[str]], text: str, links: list[tuple[int, int]]) -> Iterator[Find]:
    seen = before = 0
    for name, until in zip(names, _untils(text, names), strict=True):
        yield from _of(text, name, until)
        if name.lastgroup in ("code", "key", "password", "pass", "bare"):
            if told := naming.REVERSED.search(text, max(before, name.start() - _NEAR), name.end()):
                yield from _checked(told.start(1), told[1])
            yield from _unmistakable(text, max(seen, name.start() - _NEAR), name.end() + _NEAR, links)
            seen = name.end() + _NEAR
        before = name.end()


def _without_names(text: str, lower: str) -> Iterator[Find]:
    """`log in with jane and …`, `u: jane p: …`, `<password>…</password>`."""
    if any(word in lower for word in _SIGNING_IN) and any(word in lower for word in _BY_WHAT):
        for told in naming.SIGN_IN.finditer(text):
            yield from _checked(told.start(1), told[1])
    if "p:" in lower or "p=" in lower:
        for told in naming.LETTER_PAIR.finditer(text):
            yield from _checked(told.start(1), told[1])
    if "</" in text:
        for told in naming.TAGGED.finditer(text):
            if not is_ordinary(told[1]):
                yield _find(told.start(1), told[1], PASSWORD)


def _briefly(text: str) -> Iterator[Find]:
    """A dump of naming words: only what stands right behind each counts."""
    for told in naming.BRIEF.finditer(text):
        value = told["value"] or told["alone"]
        if value.isalpha() and value[1:].islower():
            continue
        if looks_like(value) >= Looks.likely if told["mark"] else _is_alone(value):
            yield _find(told.end() - len(value), value, PASSWORD)


def _untils(text: str, names: list[re.Match[str]]) -> list[int]:
    """How far each name may look: up to the next one. That also keeps a text of nothing but names cheap."""
    untils, following = [], len(text)
    for name in reversed(names):
        untils.append(following)
        if name.lastgroup not in ("login", "bare") and text[name.start() - 1 : name.start()].isspace():
            following = name.start()
    return untils[::-1]


def _of(text: str, name: re.Match[str], until: int) -> Iterator[Find]:
    match name.lastgroup:
        case "login":
            yield from _pair(text, name)
        case "access":
            if (pair := naming.ACCESS_PAIR.match(text, name.end())) and looks_like(
                pair["second"]
            ) > Looks.likely:
                yield _find(pair.start("second"), pair["second"], PASSWORD)
        case "code":
            yield from _code(text, name, until)
        case "number":
            if naming.A_CODE_ARRIVED.search(text, max(0, name.start() - _NEAR), name.end() + _NEAR):
                yield from _code(text, name, until)
        case "key" | "bare":
            yield from _key(text, name, until)
        case "password":
            yield from _told(text, name, until, _is_password, PASSWORD)
            yield from _right_after(text, name, _is_alone, PASSWORD)
            yield from _from_to(text, name, until)
        case _:
            yield from _pass(text, name, until)


def _code(text: str, name: re.Match[str], until: int) -> Iterator[Find]:
    yield from _told(text, name, until, _is_code, CODE)
    yield from _right_after(text, name, _is_number, CODE)
    if grouped := naming.IN_GROUPS.match(text, name.end()):
        yield _find(grouped.start("value"), grouped["value"], CODE)


def _key(text: str, name: re.Match[str], until: int) -> Iterator[Find]:
    least, long = (Looks.likely, 6) if name["key"] else (Looks.strong, 16)
    yield from _told(
        text, name, until, lambda value, _: len(value) >= long and looks_like(value) >= least, KEY
    )
    yield from _right_after(
        text, name, lambda value: len(value) > 7 and looks_like(value) > Looks.likely, KEY
    )


def _pass(text: str, name: re.Match[str], until: int) -> Iterator[Find]:
    """`pass` is many things (a ticket, to hand on): it needs a sign behind it, or a user before it."""
    if text[name.end() : name.end() + 3].strip()[:1] in (":", "="):
        yield from _told(text, name, until, _is_behind_pass, PASSWORD)
    elif _BY_A_USER.search(text, max(0, name.start() - 40), name.start()):
        yield from _right_after(text, name, lambda value: looks_like(value) >= Looks.likely, PASSWORD)
    if not _A_TICKET.search(text, max(0, name.start() - 20), name.start()):
        yield from _told(
            text, name, until, lambda value, _: _is_alone(value) and not value.isdigit(), PASSWORD
        )


def _from_to(text: str, name: re.Match[str], until: int) -> Iterator[Find]:
    """`the password was changed from A1b2c3 to D4e5f6`: both."""
    if changed := naming.FROM_TO.match(text, name.end(), until):
        for half in ("first", "second"):
            if _is_alone(changed[half].rstrip(".,;:?")) and not changed[half].isdigit():
                yield _find(changed.start(half), changed[half], PASSWORD)


def _told(text: str, name: re.Match[str], until: int, accepts: Accepts, words: str) -> Iterator[Find]:
    place = name.end()
    for _ in range(_TRIES):
        told = naming.TOLD.match(text, place, until)
        if not told or told.start("value") - name.end() > 2 * _NEAR:
            return
        value = _bare(told)
        if _is_only_a_direction(text, name, told):
            place = told.start("value")
            continue
        marked = bool(told["mark"]) and told["mark"] not in "-–—"
        if accepts(value, marked) and (
            looks_like(value) > Looks.word
            or (told["quoted"] and may_be_in_quotes(text, name, told, value))
            or _stands_alone(text, name, told, marked)
        ):
            end = _end_of(text, told)
            yield Find(told.start("value"), end, "secret", words)
            yield from _and_another(text, end)
            return
        if told["mark"] and (pair := naming.PAIR.match(text, told.end("value"))):
            yield from _checked(pair.start("second"), pair["second"])
        place = told.start("value")


def _is_only_a_direction(text: str, name: re.Match[str], told: re.Match[str]) -> bool:
    """`to`, `auf`, `a` tell a value only where something was changed: before them or, in German, behind."""
    if (told["verb"] or "").lower() not in naming.NEEDS_A_CHANGE:
        return False
    if naming.CHANGE.search(text, max(0, name.start() - 40), told.start("verb")):
        return False
    return looks_like(_bare(told)) < Looks.likely or not naming.CHANGED.match(text, told.end("value"))


def _end_of(text: str, told: re.Match[str]) -> int:
    """`Moonlight 77!` is one password of two words."""
    found = _find(told.start("value"), told["value"], PASSWORD)
    if looks_like(_bare(told)) == Looks.word and not told["quoted"]:
        number = naming.NUMBER_AND_SIGN.match(text, found.end)
        return number.end() if number else found.end
    return found.end


def _bare(told: re.Match[str]) -> str:
    return told["value"].strip("\"'“”„«»‘’` ")


def _stands_alone(text: str, name: re.Match[str], told: re.Match[str], marked: bool) -> bool:
    """A plain word is a value when nothing follows that would make it the begin of a clause."""
    if not may_be_told(text, name, told, _bare(told), marked):
        return False
    end = told.start("value") + len(told["value"].rstrip("*_~`.,;:?)"))
    if marked:
        return not _GOES_ON.match(text, end)
    number = naming.NUMBER_AND_SIGN.match(text, end) if told["value"][0].isupper() else None
    return bool(_OVER.match(text, number.end() if number else end))


def _is_behind_pass(value: str, _marked: bool) -> bool:
    bare = value.rstrip(".,;!?")
    return looks_like(value) >= Looks.likely or (bare.isascii() and bare.isalpha() and len(bare) > 4)


def _is_password(value: str, marked: bool) -> bool:
    looks = looks_like(value)
    if looks == Looks.nothing:
        return marked and value.isdigit() and len(value) > 3
    return looks > Looks.word or not is_ordinary(value)


def _is_alone(value: str) -> bool:
    """Right behind the word, without a colon: only what no sentence would have there."""
    if value.isdigit():
        return len(value) > 3 and not _YEAR.fullmatch(value)
    return (
        len(value) > 4
        and looks_like(value) >= Looks.likely
        and any(map(str.isdigit, value))
        and value.isascii()
    )


def _is_code(value: str, _marked: bool) -> bool:
    bare = value.rstrip(".,;:!?)")
    return (
        bool(_CODE.fullmatch(bare)) and sum(map(str.isdigit, bare)) > 2 and looks_like(bare) > Looks.nothing
    )


def _is_number(value: str) -> bool:
    bare = value.rstrip(".,;:!?)")
    return bare.isdigit() and 4 <= len(bare) <= 10 and not _YEAR.fullmatch(bare)


def _right_after(
    text: str, name: re.Match[str], accepts: Callable[[str], bool], words: str
) -> Iterator[Find]:
    after = naming.NEXT.match(text, name.end())
    if not after or after.start("value") == name.end():
        return
    quoted = after["quoted"] and name["password"] and may_be_quoted(text, after.end(), after["value"])
    if quoted or accepts(after["value"].strip("\"'`*_~(),;:.?")):
        yield _find(after.start("value"), after["value"], words)


def _and_another(text: str, end: int) -> Iterator[Find]:
    """`… for staging is A1b2c3 and for live is D4e5f6`; a second half behind a slash."""
    for _ in range(_TRIES):
        other = naming.AND_ANOTHER.match(text, end)
        if not other:
            break
        yield from _checked(other.start("value"), other["value"])
        end = other.end()
    for _ in range(_TRIES):
        pair = naming.PAIR.match(text, end)
        if not pair:
            break
        if not pair["second"].rstrip(".,;").isdigit():  # a number of its own
            yield from _checked(pair.start("second"), pair["second"])
        end = pair.start("second") + len(pair["second"].rstrip(".,;"))


def _pair(text: str, name: re.Match[str]) -> Iterator[Find]:
    """`Login: jane / Sommer2024`: the second half."""
    pair = naming.LOGIN_PAIR.match(text, name.end())
    if pair:
        sure = pair["told"] and pair["sure"] and not is_ordinary(pair["second"]) and len(pair["second"]) > 3
        sure = sure and not text[pair.end() : pair.end() + 2].strip().startswith(
            ("/", "|")
        )  # a choice of three
        looks = looks_like(pair["second"])
        if looks >= Looks.likely or (sure and looks != Looks.nothing):
            yield _find(pair.start("second"), pair["second"], PASSWORD)
    elif not name[0].lower().startswith(("log", "user")):
        behind = naming.AFTER_ADDRESS.match(text, name.end())
        if behind and looks_like(behind["second"]) > Looks.likely:
            yield _find(behind.start("second"), behind["second"], PASSWORD)


def _unmistakable(text: str, start: int, end: int, links: list[tuple[int, int]]) -> Iterator[Find]:
    for token in naming.TOKEN.finditer(text, start, min(end, len(text))):
        if is_unmistakable(token[0]) and not touches(links, *token.span()):
            yield _find(token.start(), token[0], PASSWORD)


def _checked(start: int, value: str) -> Iterator[Find]:
    if looks_like(value) >= Looks.likely and not is_ordinary(value):
        yield _find(start, value, PASSWORD)


def _find(start: int, value: str, words: str) -> Find:
    """Without the marks of a sentence behind it; an exclamation mark may well belong to a password."""
    return Find(start, start + len(value.rstrip(".,;:?)*_~`") or value), "secret", words)
