"""What a clause is: a wish of its own, a fault, a bare name of something, or only words around one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from bot.intake.splitting.asking_words import (
    ABOUT_IT,
    ABOUT_IT_AFTER_VERB,
    ALSO,
    ALSO_INSIDE,
    AND,
    ASKING,
    BEGS,
    FAULT,
    FLOWS,
    IMPERATIVE,
    IMPERATIVE_ELSEWHERE,
    INFINITIVE,
    LATE,
    LEAD_IN,
    LEANS,
    NEED,
    NEW,
    NEXT,
    NOT_ONLY_NAMES,
    OURS,
    PERSON_TOO,
    PLACE_OR_TIME,
    PLACED,
    PLEASE,
    PLEASE_DO,
    SUBJECT,
    TELL_ME,
    TO_KNOW,
    TOO,
)

_HEAD: Final = 70  # characters: who asks, says so at the start of a clause


@dataclass(frozen=True)
class Clause:
    """What a clause says about itself."""

    also: bool  # "also", "another thing", "zweitens": what follows is something else
    joined: bool  # begins with "and"
    leans: bool = False  # a reason, a condition, a step of the same job, a part of a sentence
    asks: bool = False  # asks for something to be done
    fault: bool = False  # says that something is broken
    described: bool = False  # what a thing needs ("the form needs …"): mostly more about the same wish
    thing: bool = False  # a bare name of something new ("also a short link")
    bare_verb: bool = False  # an order without "please" or "can you": in a chain it may be a step of a job
    named: bool = False  # a sentence that only names a thing ("Tag on the button.")
    bare: str = ""  # without what leads in and without "please"


def look(words: str, *, opens: bool = False) -> Clause:
    """Reads one clause of a shadow. Constant time: only its beginning is looked at.

    `opens`: a sentence or a list's line begins with it; "And …" then says that something else follows.
    """
    bare, also, joined = without_lead_in(words[:400])
    also = also or (opens and joined)
    please = PLEASE.match(bare)
    core = bare[please.end() :] if please else bare
    leans = not please and bool(LEANS.match(core)) and not ASKING.match(core)
    if leans and opens and PLACE_OR_TIME.match(core) and _wishes_later(core):
        return Clause(also, joined, asks=True, bare=core)
    if leans or (_is_about_it(core) and not ASKING.match(core)):
        return Clause(also, joined, leans=leans, bare=core)
    return _wished(bare, core, Clause(also, joined, bare=core), please=bool(please), opens=opens)


def is_order(words: str) -> bool:
    """Whether the words begin by telling somebody to do something to a thing of its own."""
    bare = words.lstrip(" ,")
    please = PLEASE.match(bare)
    core = bare[please.end() :] if please else bare
    if ABOUT_IT_AFTER_VERB.match(core) or TELL_ME.match(core):
        return False
    return bool(IMPERATIVE.match(core) or IMPERATIVE_ELSEWHERE.match(core) or INFINITIVE.match(core))


def begs(words: str) -> bool:
    """Whether a clause begins by asking somebody to do something, be it only "please replace it"."""
    return BEGS.match(words) is not None


def flows(core: str) -> bool:
    """Whether the subject is what comes out of the wish before it, such as the answers of a form."""
    return FLOWS.match(core) is not None


def says_need(words: str) -> bool:
    """Whether something is needed or must be done."""
    return bool(NEED.search(words) or LATE.search(words)) and not TO_KNOW.search(words)


def _wishes_later(core: str) -> bool:
    head = core[:160]
    must = NEXT.match(core) and LATE.search(head)
    return bool(must or PLEASE_DO.search(head) or NEED.search(head)) and not TELL_ME.search(head)


def _is_about_it(core: str) -> bool:
    if PERSON_TOO.match(core):
        return False
    return bool(ABOUT_IT.match(core) or ABOUT_IT_AFTER_VERB.match(core))


def _wished(bare: str, core: str, seen: Clause, *, please: bool, opens: bool) -> Clause:
    """What a clause that neither leans on another nor is about the same thing says."""
    head = bare[:_HEAD]
    also, joined = seen.also, seen.joined
    ordered = bool(IMPERATIVE.match(core) or IMPERATIVE_ELSEWHERE.match(core))
    needs = bool(NEED.search(head))
    if (please or ordered or needs or also or joined) and (TELL_ME.search(head) or TO_KNOW.search(head)):
        return seen
    if please or ordered or needs:
        return replace(
            seen,
            also=also or bool(ALSO_INSIDE.match(head)) or (opens and bool(TOO.search(bare[:200]))),
            asks=True,
            described=not please and bool(SUBJECT.match(core)) and not OURS.match(core),
            bare_verb=not please and not needs,
        )
    if FAULT.search(bare[:160]) and (not joined or opens or SUBJECT.match(core)):
        return replace(seen, fault=True)
    if opens and ASKING.match(core):
        return replace(seen, asks=True)
    late = LATE.search(bare[:200]) if opens else None
    if late:
        return replace(
            seen,
            also=also or bool(TOO.search(bare[:200])),
            asks=True,
            described=not late["please"],
        )
    thing = (also and core.count(" ") >= 2) or bool((also or joined) and NEW.match(core))
    return replace(seen, thing=thing, named=not thing and _only_names(core))


def _only_names(core: str) -> bool:
    """A short sentence without a verb or a number that names a thing and where it goes."""
    return (
        2 <= core.count(" ") <= 12
        and bool(PLACED.search(core))
        and not NOT_ONLY_NAMES.search(core)
        and core.rstrip()[-1:] in ".!"
    )


def without_lead_in(words: str) -> tuple[str, bool, bool]:
    """The words without greeting, "and" and "also"; whether there was an "also", and whether an "and"."""
    also = joined = False
    at = 0
    while True:
        if match := LEAD_IN.match(words, at) or AND.match(words, at):
            joined = joined or bool(AND.match(words, at))
        elif match := ALSO.match(words, at):
            also = True
        else:
            return words[at:].strip(), also, joined
        at = match.end()
