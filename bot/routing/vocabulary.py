"""Single words as the router knows them: folded, without the plural, and told apart from small talk."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from bot.intake.small_words import SMALL_WORDS, WORD, fold

# What mail and tickets are full of, whatever they are about: days, greetings, signatures.
_OF_EVERY_LETTER_LIST: Final = """
monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri
january february march april june july august september october november december
jan feb apr jun jul aug sep sept oct nov dec am pm eod eow week month year
kind regard regards best dear sincerely greeting attached attachment attach sent fw fwd re cc
subject original message importance high ext tel request requested requesting
senior junior officer assistant colleague
montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar marz mai juni juli oktober
dezember gruss grusse freundliche woche monat
lundi mardi mercredi jeudi vendredi samedi dimanche janvier fevrier avril juin juillet aout septembre
octobre novembre decembre cordialement semaine mois
lune marte miercole jueve vierne sabado domingo enero febrero marzo abril mayo junio julio septiembre
octubre noviembre diciembre saludo semana mes
segunda terca quarta quinta sexta janeiro fevereiro marco maio junho julho setembro outubro novembro
dezembro atenciosamente
"""


@lru_cache(maxsize=20_000)  # people use the same words again and again
def stem(word: str) -> str:
    """Folded, and without the plural: "Pixels" and "pixel" are one word. Crude on purpose."""
    word = fold(word)
    if len(word) < 4 or word[-1] != "s" or word[-2] in "su":
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("xes", "ches", "shes", "sses")):
        return word[:-2]
    return word[:-1]


def stems(text: str) -> tuple[str, ...]:
    return tuple(stem(word) for word in WORD.findall(text))


_OF_EVERY_LETTER: Final = SMALL_WORDS.union(_OF_EVERY_LETTER_LIST.split())
_SMALL_STEMS: Final = _OF_EVERY_LETTER.union(map(stem, _OF_EVERY_LETTER))


def says_little(word: str) -> bool:
    """Given a stem: small words, greetings, days and what stands in every letter."""
    return word in _SMALL_STEMS
