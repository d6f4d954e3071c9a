"""Words that name nothing: small words, greetings, thanks and calls for help, in five languages.

Folded as `fold` does it, so that "déjà" and "deja" are one word.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

WORD: Final = re.compile(r"[^\W_]+(?:(?<=n)['’]t\b)?", re.IGNORECASE)  # "don't" is one word
LINK: Final = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
ADDRESS: Final = re.compile(r"(?<!\S)[^\s@]{1,64}@[^\s@]{1,255}(?!\S)")  # bounded: long lines cost no time


def fold(word: str) -> str:
    """Case and accents do not tell words apart: people type them as it comes."""
    if word.isascii():
        return word.lower().replace("'", "")
    apart = unicodedata.normalize("NFKD", word.casefold()).replace("’", "")
    return "".join(character for character in apart if not unicodedata.combining(character))


_ENGLISH = """
a about actually after afternoon again ago all already also am an and any anybody anyhow anymore anyone
anything are arent around as asap ask assist assistance at away awesome back be because been before
being buddy bump but by bye can cannot cant chance chat cheers come cool could couldn couldnt critical d
day dear did didnt do does doesn doesnt doing don done dont else emergency etc even evening ever every
everybody everyone everything favor favour few folks for friends from get gets getting give go going
good got great guys had hadn haha has hasn hasnt have haven havent having he hello help helping her here
hers hey heya hi him his hiya hlp hmm how i if im important in into is isn isnt issue issues it its just
kind know let like little ll lol look lot lots m make many mate may maybe me might mine minute moment
more morning most much must my need needed needing needs nice no none nope not nothing now of off oh ok
okay on once one only or other our ours out over own per perfect perhaps ping pinging please pls plz
possible problem problems put question questions quick quickly r re really right s said same say sec
second see shall she should shouldnt so some somebody somehow someone something somewhere soon sorry
still stuff such support sure t ta take talk team tell test testing than thank thanks that the their
them then there these they thing things think this those thx time to today tomorrow too try trying ty
tysm u uh um until up ur urgent urgently us use very want wanted wants was wasn wasnt way we well were
weren what whats when where which while who whom why will with without won wondering wont would wouldn
wouldnt wrong y ya yeah yep yes yet you your yours
"""
_FRENCH = """
a ai aide aider ainsi alors apres assez au aucun aujourd aussi autre aux avant avec avez avoir avons
beaucoup besoin bien bonjour bonsoir c ca car ce cela ces cet cette chose ci comme comment coucou d dans
de deja demain des dire dois donc du elle elles en encore entre est et etait etre faire fait faut hui
ici il ils j je jour la le les leur leurs lui m ma mais me merci mes moi mon n ne nos notre nous on ou
oui par pas peu peut peux plus pour pourquoi pouvez prie probleme puis qu quand que quel quelle quelqu
quelque question qui quoi s sa salut sans se ses si sil son sont souci soucis stp sur svp t ta te tes
toi ton tous tout toute tres tu un une urgent vais veux vite voici voila voir vont vos votre voudrais
vous vraiment y
"""
_GERMAN = """
aber alle alles als also am an andere auch auf aus bei bin bis bist bitte brauche brauchen da danke dann
das dass dein dem den denn der des dich die dies diese dir doch dringend du durch ein eine einem einen
einer eines er es etwas euch euer frage fragen fur ganz gehen geht gern gerne gibt gruss gut guten habe
haben hallo hat hatte hatten helfen her heute hier hilfe hilft hin ich ihm ihn ihnen ihr ihre im in ins
irgendwas ist ja jede jemand jetzt kann kannst kein keine konnen konnt konnte konnten konntet leute
liebe lieben mal man mein meine mich mir mit mochte mochten moin morgen muss mussen nach nein nicht
nichts noch nun nur ob oder ohne problem schnell schon sehr sein seine servus sich sie sind so soll
sollen sollte sonst tag um und uns unser unsere vom von vor warum was weil wenn wer werden wie wieder
will wir wird wo wollen wurde wurden zu zum zur
"""
_SPANISH = """
a ahi ahora al algo alguien algun alguna alguno antes aqui asi aun ayuda ayudame ayudar bien buen buena
buenas bueno buenos como con cosa cual cuando da de del desde dia dias donde dos e el ella ellas ellos
en entre era es esa ese eso esta estan estar estas este esto estos favor fue gracias ha hacer hay hola
hoy la las le les lo los manana mas me mi mis mucho muy nada necesitamos necesitan necesito ni no nos
nosotros nuestra nuestro o os otra otro para pero poco podeis podemos poder podria podrian por porfa
porque pregunta problema pueda puede pueden puedes pues que queremos quien quiero quisiera rapido
saludos se sea ser si sin sobre solo son soy su sus tambien tan tardes te tenemos tengo tiene todo todos
tu tus un una uno unos urgente usted ustedes va vale vamos ver vosotros y ya yo
"""
_PORTUGUESE = """
a agora ai ainda ajuda ajudar algo alguem algum alguma amanha antes ao aos aqui as ate boa boas bom
coisa com como da das de dela dele depois dia do dos duvida e ela elas ele eles em entre era essa esse
esta estamos estao estar este estou eu favor fazer foi gente ha hoje isso isto ja la lhe mais mas me
mesmo meu minha muito na nao nas nem no nos nossa nosso num numa o obrigada obrigado oi ola os ou para
pela pelo pergunta pode podem podemos poder poderia por porque posso pouco pra precisa precisamos
preciso problema qual quando que quem queremos queria quero rapido se sem ser seu seus si so sobre sou
sua tarde tardes te tem temos tenho ter todo todos tu tudo um uma urgente valeu vamos ver voce voces
"""

SMALL_WORDS: Final = frozenset(
    word for language in (_ENGLISH, _FRENCH, _GERMAN, _SPANISH, _PORTUGUESE) for word in language.split()
)
