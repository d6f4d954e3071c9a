"""Where a word stands in its sentence: is it the thing that is asked for, or only where, for what, from what?

"A pixel on the landing page" is about a pixel, "access to the dashboard" about access. Read from the small
words before it, backwards: [preposition] [article] [at most one or two words more] the word itself.
"""

from __future__ import annotations

from typing import Final

from bot.routing.said import Said

_PREPOSITIONS_LIST: Final = """
on in into onto at from for of about within inside across through via with by under over between
during after before per around regarding concerning
auf aus bei fur in im ins an am vom von zum zur mit uber unter nach vor aufs beim furs zwischen wegen
dans sur pour chez depuis avec du de des au aux par entre vers sous
en de del al para con por desde sobre hacia
em no na nos nas do da dos das ao aos para pelo pela com num numa
"""
_TO: Final = frozenset(("to", "zu"))  # before a verb they are something else
_ARTICLES_LIST: Final = """
the a an our my your their his her its this that these those all any some every each both
der die das den dem des ein eine einem einen einer unser unsere unserem unseren unserer mein meine
meinem meinen meiner dieser diese diesem diesen dieses alle allen allem
le la les l un une notre nos mon ma mes votre vos ce cet cette ces tout toute tous toutes
el los las una unos unas nuestro nuestra nuestros nuestras mi mis este esta estos estas todo toda
todos todas
o os as um uma uns umas nosso nossa nossos nossas meu minha meus minhas
"""
_PEOPLE_LIST: Final = """
team agency guy people group department manager lead director specialist folk colleague owner intern
agentur abteilung kollege kollegen equipe agence collegue equipo agencia departamento colega
"""
_PREPOSITIONS: Final = frozenset(_PREPOSITIONS_LIST.split())
_ARTICLES: Final = frozenset(_ARTICLES_LIST.split())
_PEOPLE: Final = frozenset(_PEOPLE_LIST.split())
_STOPS: Final = frozenset(".,;:!?\n()\u2022|")
MODIFIERS: Final = 2


def stands_beside(said: Said, first: int, last: int) -> bool:
    """Whether the term from word `first` to `last` hangs on a preposition or tells which people."""
    if last + 1 < len(said.words) and said.words[last + 1] in _PEOPLE:
        return True
    return _hangs_on_a_preposition(said, first)


def _hangs_on_a_preposition(said: Said, at: int) -> bool:
    words, spans, text = said.words, said.spans, said.text
    article, more = False, 0
    for before in range(at - 1, max(-1, at - 3 - MODIFIERS), -1):
        if not _STOPS.isdisjoint(text[spans[before][1] : spans[before + 1][0]]):
            return False
        word = words[before]
        if word in _PREPOSITIONS or (word == "a" and text[spans[before][0]] in "àÀ"):
            return True
        if word in _TO:
            return article or not more
        if word in _ARTICLES:
            article = True
        elif article or more == MODIFIERS:
            return False
        else:
            more += 1
    return False
