"""Small words of questions in English, German, French, Spanish and Portuguese.

Written without accents, as `bare` leaves words.
"""

from __future__ import annotations

from glossary.finding.stems import key


def _words(*texts: str) -> frozenset[str]:
    return frozenset(key(word) for text in texts for word in text.split())


_ENGLISH = """
a an the this that these those some any one of in on at to for with from about as by and or is are was
were be been am do does did doing done has have had can could may might must shall should will would won
cannot i you he she it we they me us them my your his her its our their mine what which who whom whose
when where why how what's whats that's it's i'm don't dont can't cant isn't aren't doesn't didn't won't
couldn't wouldn't shouldn't not no just only again really exactly actually even ever so then there here
please pls plz thanks thank hi hello hey liaison anyone anybody someone somebody people everyone else if
whether because while mean means meant meaning meanings define defined definition definitions explain
explained explanation tell know knows understand describe say says said saying talk talking call called
calls stand stands stood term terms word words acronym abbreviation phrase jargon buzzword thing things
stuff something plain simple english language dummies eli5 like want need get got give let look help
allowed allow may supposed okay ok able make sense heck hell
"""
_GERMAN = """
der die das den dem des ein eine einen einem einer eines und oder ist sind war waren bin wird werden kann
konnen darf durfen muss soll sollen sollte was wer wen wem wie wo wieso weshalb warum wozu welche welcher
welches wann heisst heissen bedeutet bedeuten bedeutung meint meinen meinst steht fur erklar erklare
erklaren erklarst mir uns wir ich du er sie es man nicht kein keine keinen bitte danke nochmal eigentlich
genau denn eben mal so auf deutsch mit von vom im in am an zu zum zur bei begriff wort abkurzung
definition unter versteht verstehen hallo dass
wofur dafur davon damit
"""
_FRENCH = """
le la les l un une des du de d et ou est sont c ce cet cette ces que qu quoi qui quel quelle quels
quelles comment pourquoi ou quand ca cela veut dire signifie signification definition definir explique
expliquer expliquez moi nous je tu il elle on ils elles ne n pas peut peuvent peux doit svp stp s'il vous
te plait merci bonjour en dans avec pour sur au aux par mot terme sigle exactement est-ce c'est qu'est
l'est d'un d'une sens
"""
_SPANISH = """
el la los las lo un una unos unas de del y o es son que cual cuales quien como cuando donde porque por
significa significado quiere decir define definir definicion explica explicame explicar me nos yo tu
usted ella nosotros no se puede podemos puedo debe en con para sobre al favor gracias hola palabra
termino sigla exactamente
"""
_PORTUGUESE = """
o os a as um uma uns umas do da dos das e ou sao que qual quais quem como quando onde porque por
significa significado quer dizer defina definir definicao explica explique explicar me nos eu voce ele
ela nao se pode podemos posso deve em no na nos nas com para sobre ao favor obrigado obrigada ola palavra
termo sigla exatamente
"""
SMALL_WORDS = _words(_ENGLISH, _GERMAN, _FRENCH, _SPANISH, _PORTUGUESE)
# What stands before these is what is asked for: "what does PR mean in git".
MEANING = _words("mean means meant meaning bedeutet heisst signifie significa stands veut quiere quer")
CONTEXT = _words("like to in on at for when if im bei beim auf dans en em no na sur para with from as of")
WHY = _words("why wieso weshalb warum wozu pourquoi porque")
MAY = _words("may can't cannot allowed allow forbidden durfen darf podemos puedo posso")
WHERE = _words("where who whom which when wo wer wann donde onde quien quem")
ASKING = _words("can could do does did is are how should must isn't don't kann konnen wie ist como comment")
