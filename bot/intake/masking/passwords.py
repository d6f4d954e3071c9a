"""Passwords, codes and keys that somebody names: "the password for Canva is …", "mdp : …", "PIN 4471".

How it reads: a naming word, then what stands where a value would stand (behind a colon, "is", "lautet", or
right after the word), then how much that looks like a secret. `The password is wrong` names none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from bot.intake.masking import naming
from bot.intake.masking.finds import CODE, KEY, PASSWORD, Find, touches
from bot.intake.masking.looks import Looks, is_ordinary, is_unmistakable, looks_like

# More naming words than this are no sentence but a dump: then only what stands right behind each counts.
_MOST_NAMES = 120
_SIGNING_IN = re.compile(r"log|sign|einlog|anmeld|conne|sesi|entrar|access", re.IGNORECASE)
_TRIES = 6  # "is", "to", "in" that lead to no value before one that does
_NEAR = 110  # characters around a naming word in which what can only be a password is taken for one
_YEAR = re.compile(r"(?:19|20)\d\d")
_CODE = re.compile(r"[A-Za-z]{0,4}[#*-]?\d[\dA-Za-z#*-]{2,11}")
_OVER = re.compile(
    r"\s*(?:[.,;!?)/|(–—-]|$|\n|(?:and|und|et|y|e|but|aber|mais|pero|for|für|pour|para|please|bitte"
    r"|thanks)\b)"
)
_GOES_ON = re.compile(
    r"\s+(?:can(?:no|'|’)t|can ?not|do(?:es)?(?:n['’]t)?|did(?:n['’]t)?|won['’]t|is|are|was|were|isn['’]t"
    r"|aren['’]t|gets?"
    r"|ha(?:s|ve|d)|must|should|needs?|wants?|fails?|ist|sind|wird|kann|können|muss|nicht|n['’]|ne|est"
    r"|sont|no|não|es|são)\b",
    re.IGNORECASE,
)

Accepts = Callable[[str, bool], bool]


def find_named(text: str, links: list[tuple[int, int]]) -> Iterator[Find]:
    """In no order; finds may overlap. `links` are looked into elsewhere: nothing in them is a naming word."""
    names = [name for name in naming.names_in(text) if not touches(links, *name.span())]
    if len(names) > _MOST_NAMES:
        yield from _briefly(text, names)
        return
    seen = before = 0
    for name, until in zip(names, _untils(text, names), strict=True):
        yield from _of(text, name, until)
        if name.lastgroup != "login":
            if told := naming.REVERSED.search(text, max(before, name.start() - _NEAR), name.end()):
                yield from _checked(told.start(1), told[1])
            yield from _unmistakable(text, max(seen, name.start() - _NEAR), name.end() + _NEAR, links)
            seen = name.end() + _NEAR
        before = name.end()
    for told in naming.SIGN_IN.finditer(text) if _SIGNING_IN.search(text) else ():
        yield from _checked(told.start(1), told[1])


def _briefly(text: str, names: list[re.Match[str]]) -> Iterator[Find]:
    end = 0
    for name in names:
        if name.start() >= end and not name["login"] and (told := naming.BRIEF.match(text, name.end())):
            end = told.end()
            if looks_like(told["value"]) >= Looks.likely if told["mark"] else _is_alone(told["value"]):
                yield _find(told.start("value"), told["value"], PASSWORD)


def _untils(text: str, names: list[re.Match[str]]) -> list[int]:
    """How far each name may look: up to the next one. That also keeps a text of nothing but names cheap."""
    untils, following = [], len(text)
    for name in reversed(names):
        untils.append(following)
        if name.lastgroup not in ("login", "bare") and text[name.start() - 1 : name.start()].isspace():
            following = name.start()
    return untils[::-1]


def _of(text: str, name: re.Match[str], until: int) -> Iterator[Find]:
    if name["login"]:
        yield from _pair(text, name)
    elif name["code"]:
        yield from _told(text, name, until, _is_code, CODE)
        yield from _right_after(text, name, _is_number, CODE)
    elif name["key"] or name["bare"]:
        least, long = (Looks.likely, 6) if name["key"] else (Looks.strong, 16)
        yield from _told(
            text, name, until, lambda value, _: len(value) >= long and looks_like(value) >= least, KEY
        )
        yield from _right_after(
            text, name, lambda value: len(value) > 7 and looks_like(value) > Looks.likely, KEY
        )
    elif name["password"]:
        yield from _told(text, name, until, _is_password, PASSWORD)
        yield from _right_after(text, name, _is_alone, PASSWORD)
    elif text[name.end() : name.end() + 3].strip()[:1] in (":", "="):
        yield from _told(text, name, until, lambda value, _: looks_like(value) >= Looks.likely, PASSWORD)
    elif re.search(
        r"\b(?:user\w{0,4}|login|benutzer|usu[aá]rio)\b", text[max(0, name.start() - 40) : name.start()], re.I
    ):
        yield from _right_after(text, name, lambda value: looks_like(value) >= Looks.likely, PASSWORD)


def _told(text: str, name: re.Match[str], until: int, accepts: Accepts, words: str) -> Iterator[Find]:
    place = name.end()
    for _ in range(_TRIES):
        told = naming.TOLD.match(text, place, until)
        if not told or told.start("value") - name.end() > 2 * _NEAR:
            return
        value = _bare(told)
        verb = (told["verb"] or "").lower()
        if verb in naming.NEEDS_A_CHANGE and not naming.CHANGE.search(
            text, max(0, name.start() - 40), told.start("verb")
        ):
            place = told.start("value")
            continue
        if accepts(value, bool(told["mark"]) and told["mark"] not in "-–—") and (
            looks_like(value) > Looks.word or told["quoted"] or _stands_alone(text, told)
        ):
            yield _find(told.start("value"), told["value"], words)
            yield from _and_another(text, told.end())
            return
        if told["mark"] and (pair := naming.PAIR.match(text, told.end("value"))):
            yield from _checked(pair.start("second"), pair["second"])
        place = told.start("value")


def _bare(told: re.Match[str]) -> str:
    return told["value"].strip("\"'“”„«»‘’` ")


def _stands_alone(text: str, told: re.Match[str]) -> bool:
    """A plain word is a value when nothing follows that would make it the begin of a clause."""
    end = told.start("value") + len(told["value"].rstrip("*_~`.,;:?)"))
    if told["mark"] and told["mark"] not in "-–—":
        return not _GOES_ON.match(text, end)
    return bool(_OVER.match(text, end))


def _is_password(value: str, marked: bool) -> bool:
    looks = looks_like(value)
    if looks == Looks.nothing:
        return marked and value.isdigit() and len(value) > 3
    if looks == Looks.word:
        return not is_ordinary(value) and " " not in value
    return True


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
    if after and after.start("value") > name.end() and accepts(after["value"].strip("\"'`*_~(),;:.?")):
        yield _find(after.start("value"), after["value"], words)


def _and_another(text: str, end: int) -> Iterator[Find]:
    """`… for staging is A1b2c3 and for live is D4e5f6`; a second half behind a slash."""
    for _ in range(_TRIES):
        other = naming.AND_ANOTHER.match(text, end)
        if not other:
            break
        yield from _checked(other.start("value"), other["value"])
        end = other.end()
    if pair := naming.PAIR.match(text, end):
        yield from _checked(pair.start("second"), pair["second"])


def _pair(text: str, name: re.Match[str]) -> Iterator[Find]:
    """`Login: jane / Sommer2024`: the second half."""
    pair = naming.LOGIN_PAIR.match(text, name.end())
    if not pair:
        return
    sure = pair["told"] and pair["sure"] and not is_ordinary(pair["second"]) and len(pair["second"]) > 3
    if looks_like(pair["second"]) >= Looks.likely or (sure and looks_like(pair["second"]) != Looks.nothing):
        yield _find(pair.start("second"), pair["second"], PASSWORD)


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
