"""Whether the words around a date look back or ahead: "it stopped on Friday", "we need it on Friday"."""

from __future__ import annotations

import re
from typing import Final, Literal

from bot.intake.dates.line import Line
from bot.intake.dates.words import vocabulary

Direction = Literal["back", "ahead"]

_REACH: Final = 14
STOPS: Final = frozenset([".", "!", "?", ";", "\n"]) | {""}
_PAUSES: Final = vocabulary(", : ( ) but aber mais pero mas so because weil sondern")
BREAKS: Final = STOPS | _PAUSES

# Words that alone say it is over.
_BACK: Final = vocabulary(
    """
    was were wasn weren wasnt werent had hadn did didn didnt went broke got saw came fell ran began took
    gave wrote knew became yesterday ago been since already war waren wurde wurden hatte hatten ging kam
    seit gestern letzte etait etaient avait avaient hier depuis fue fueron estaba estaban hubo era eran
    tuvo hizo ayer foi foram estava estavam tinha caiu saiu houve ontem
    """
)
# They may be finite or a participle: "sent on Friday", "need it sent on Friday".
_EITHER: Final = vocabulary(
    """
    sent made built done found lost told paid bought spent held shown taken given written seen broken
    left
    """
)
_NOT_PAST: Final = vocabulary(
    """
    need feed speed seed embed shed weed indeed hundred red bed led exceed proceed
    """
)
_AHEAD: Final = vocabulary(
    """
    need needs needed want wants will ll can could would should must please pls plz goes go going launch
    launches launching start starts starting begin begins live due deadline is are be have has
    planned scheduled booked expected required ready airs runs ends finishes expires closes opens let
    lets make ensure moved postponed rescheduled pushed shifted delayed brought invited supposed
    planning brauche brauchen braucht soll sollen sollte muss mussen wird werden kann konnen konnt bitte
    ist sind geht startet beginnt haben habe findet lauft endet mochten geplant faut faudrait besoin
    doit doivent devons sera seront part commence est sont veut voulons peut pouvez merci prevu prevue
    lance avons aurons necesito necesitamos hay tiene tienen tenemos debe sale empieza es son sera puede
    pueden podeis queremos favor lanzamos estara precisa preciso precisamos tem temos deve sai comeca
    sao pode queremos lancamos vamos vai estreia
    """
)
_HELPERS_OF_PERFECT: Final = vocabulary("has have ve hasn haven hasnt havent having")
_HAVING: Final = STOPS | {"ve", "have", "s"}  # "Got a call at four" is ahead
# They part a helper from its participle: "haven't yet opened".
_BETWEEN: Final = vocabulary("t ' not never just yet only also recently all ever even")
_PERSONS: Final = vocabulary("i we they he she who which")
_BECOMING: Final = vocabulary("be being is are get gets getting re s as")
_GERMAN_PARTICIPLE: Final = re.compile(
    r"(?:(?:ab|an|auf|aus|ein|um|zu|weg|raus|rein|los|vor|nach|mit)?ge\w{3,20}(?:t|en)"
    r"|(?:ver|be|er|ent|zer)\w{3,20}t|\w{2,20}iert)"
)
_GERMAN_GONE: Final = vocabulary(
    """
    abgesturzt ausgefallen passiert verschwunden gekommen eingebrochen umgezogen kaputtgegangen gegangen
    gefallen aufgefallen abgebrochen erschienen
    """
)
_FRENCH_HAVE: Final = vocabulary("a ai as avons avez ont")
_FRENCH_GONE: Final = vocabulary(
    """
    tombe arrive parti sorti plante casse passe disparu devenu tombee arrivee
    """
)
_FRENCH_SHORT: Final = vocabulary(
    """
    ete recu perdu vu eu fait mis pris ecrit ouvert cesse arrete
    """
)
_ROMANCE_BACK: Final = re.compile(r"\w{2,20}(?:aron|ieron|eram|aram|iram|ou)")
_NOT_ROMANCE: Final = vocabulary("estou vou sou you thou ou dou menou genou caillou bijou")


def direction(line: Line, first: int, after: int) -> Direction | None:
    """Where the clause around words `first` to `after` looks; None if nothing in it tells."""
    if _looks_back_around(line, first, after):
        return "back"
    return _leftwards(line, first) or _rightwards(line, first, after)


def clause(line: Line, first: int, after: int, breaks: frozenset[str] = BREAKS) -> tuple[int, int]:
    """Where the clause around these words begins and ends; with STOPS as breaks, the sentence."""
    begin, least = first, max(0, first - _REACH)
    while begin > least and line.words[begin - 1] not in breaks:
        begin -= 1
    end, most = after, min(after + _REACH, line.size)
    while end < most and line.words[end] not in breaks:
        end += 1
    return begin, end


def _leftwards(line: Line, first: int) -> Direction | None:
    """The nearest verb before the date decides; a participle leaves it to what stands before it."""
    pending = beside = False
    for at in range(first - 1, max(-1, first - 1 - _REACH), -1):
        word = line.words[at]
        if word in BREAKS:
            break
        told = _tells(line, at, of_participle=beside)
        if told:
            return told
        participle = word in _EITHER or _is_regular(word)
        beside = participle or (beside and word in _BETWEEN)
        pending = pending or participle
    return "back" if pending else None


def _tells(line: Line, at: int, *, of_participle: bool) -> Direction | None:
    """What this word alone says, `of_participle` if one stands right behind it; None if it says nothing."""
    word = line.words[at]
    if of_participle and (word in _PERSONS or word in _HELPERS_OF_PERFECT or word == "been"):
        return "back"
    if of_participle and word in _BECOMING:
        return "ahead"
    if word == "got" and line.words[at - 1] in _HAVING:
        return "ahead"
    if word in _BACK:
        return "back"
    if word in _AHEAD:
        return "ahead"
    return "back" if _is_past(line, at) else None


def _rightwards(line: Line, first: int, after: int) -> Direction | None:
    """For a date that opens its clause: "On Monday, the site crashed"."""
    commas = 0
    for at in range(after, after + _REACH):
        word = line.words[at]
        if word in STOPS:
            return None
        if word in _PAUSES:
            opens = line.words[first - 1] in STOPS or line.words[first - 2] in STOPS
            commas += 1
            if commas > 1 or word != "," or not opens:
                return None
        if (
            word in _BACK
            or _is_past(line, at)
            or word in _EITHER
            or (_is_regular(word) and word not in _AHEAD)
        ):
            return "back"
        if word in _AHEAD:
            return "ahead"
    return None


def _is_regular(word: str) -> bool:
    return word.endswith("ed") and len(word) > 3 and word not in _NOT_PAST and word not in _AHEAD


def _is_past(line: Line, at: int) -> bool:
    """A Spanish or Portuguese finite past, by its ending."""
    word = line.words[at]
    if len(word) > 3 and word not in _NOT_ROMANCE and _ROMANCE_BACK.fullmatch(word):
        return True
    return word.endswith("o") and line.text[line.ends[at] - 1 : line.ends[at]] == "ó"


def _looks_back_around(line: Line, first: int, after: int) -> bool:
    """Tenses of two words, of which the second may stand behind the date: "hat am Freitag aufgehört"."""
    begin, end = clause(line, first, after)
    words = line.words
    for at in range(begin, first):
        word, following = words[at], words[at + 1]
        if word in _FRENCH_HAVE and (following in _FRENCH_SHORT or _ends_in_accent(line, at + 1)):
            return True
        if word in ("est", "sont") and following in _FRENCH_GONE:
            return True
        if word in ("ha", "han", "hemos", "he") and following.endswith(("ado", "ido")):
            return True
        if word in ("hat", "haben", "habe", "hab") and any(
            _GERMAN_PARTICIPLE.fullmatch(words[later]) for later in range(after, end)
        ):
            return True
        if word in ("ist", "sind") and not _GERMAN_GONE.isdisjoint(words[after:end]):
            return True
    return False


def _ends_in_accent(line: Line, at: int) -> bool:
    written = line.text[line.starts[at] : line.ends[at]].lower()
    return written.endswith(("é", "ée", "és", "ées")) and len(written) > 3
