"""Does the writer take a message back, or say that what was wrong has settled?

Only what is plain counts: the words that take back, and nothing asked for or objected to beside them.
"""

from __future__ import annotations

import re
from typing import Final

from bot.intake.small_words import fold
from bot.intake.words import signs

READ: Final = 1500  # characters: who takes something back says so in a few lines

_MESSAGE: Final = (
    r"(?:message|request|question|wish|note|post|mail|ticket|query|report|last one|last|previous|earlier)"
)
_WROTE: Final = r"(?:asked|wrote|said|sent|reported|posted|told|mentioned)"
_ENGLISH: Final = (
    rf"(?:forget|ignore|disregard|scrap|cancel|withdraw|close|drop|retract)(?: \w+){{0,2}}? my"
    rf"(?: \w+){{0,2}}? {_MESSAGE}\b"
    rf"|(?:forget|ignore|disregard|scrap)(?: about)? (?:what|everything|all)"
    rf" (?:i|we|our \w+)(?: just)? {_WROTE}\b"
    rf"|(?:taking?|took) (?:back )?(?:my|what i|the) (?:\w+ ){{0,5}}back\b"
    r"|consider (?:it|this|that|my (?:\w+ ){1,4})done\b"
    r"|(?:no need|no point|needn t|not necessary|don t (?:need|have)) (?:for \w+ |in |to )?(?:\w+ )?"
    r"(?:look|dig|investigate|open|act|react|reply|follow|check|look into|looking|digging)\b"
    r"|(?:don t|do not|needn t) (?:open|file|log|raise|create|start|do)(?: up)?"
    r" (?:any|a|this|it|that|digging|looking|searching)(?:thing| ticket| request| case| anywhere|\b)"
    r"|(?:gone|went|cleared|sorted|fixed|solved|resolved|calmed|righted|settled)(?: \w+){0,2}?"
    r" (?:by itself|by themselves|on its own|on their own|itself|themselves)\b"
    r"|(?:has|have|it s|they ve) (?:since |now |already )?(?:cleared up|calmed down|settled down|gone away)\b"
)
_GERMAN: Final = (
    r"(?:meine|unsere|die|mein|meinen) (?:\w+ ){0,1}?"
    r"(?:anfrage|nachricht|frage|bitte|mail|meldung|wunsch|ticket)"
    r"(?: \w+){0,5}? (?:vergessen|ignorieren|streichen|stornieren|schliessen|hinfallig)\b"
    r"|(?:vergesst|vergiss|ignoriert|ignorier|streicht)(?: bitte)? (?:meine?n?|was ich)\b"
    r"|ziehe(?: \w+){1,7} zuruck\b"
    r"|hat sich (?:inzwischen |schon |bereits )?von (?:allein|alleine|selbst|selber)"
    r" (?:erledigt|gegeben|gelegt|gelost)\b"
    r"|kein(?:e)? (?:ticket|anfrage|meldung) (?:mehr )?(?:notig|noetig|anlegen|aufmachen)\b"
    r"|bitte nichts (?:weiter )?(?:anlegen|aufmachen|unternehmen|eroffnen)\b"
)
_FRENCH: Final = (
    r"(?:oubliez|oublie|annulez|annule|ignorez|fermez)(?: \w+)? (?:ma|mon|ce que j)\b(?: \w+)?"
    r"|je (?:retire|annule) (?:ma|mon|ce que)\b"
    r"|(?:plus|pas) (?:la peine|besoin) (?:de |d )(?:regarder|chercher|ouvrir|repondre|creer)\b"
    r"|inutile (?:de |d )(?:regarder|chercher|ouvrir|repondre|creer)\b"
    r"|rentre dans l ordre\b|n ouvrez (?:rien|pas)\b"
    r"|(?:s est|c est) (?:regle|arrange|resolu)e? (?:tout seul|toute seule|de lui meme)\b"
)
_SPANISH: Final = (
    r"(?:olvidad|olvida|olviden|ignorad|ignora|ignoren|cancelad|cancela|cancelen|anulad)(?: \w+)? "
    r"(?:mi (?:mensaje|peticion|pregunta|solicitud|correo|ultimo|ultima|nota)|lo que (?:os |te |les )?"
    r"(?:pedi|escribi|pregunte|dije|mande))\b"
    r"|retiro (?:mi|lo que)\b"
    r"|se (?:ha )?(?:arreglo|arreglado|soluciono|solucionado|resolvio|resuelto|paso) (?:ya )?sol[oa]s?\b"
    r"|no (?:abrais|abran|abras) (?:nada|ningun|ninguna)\b"
)
_PORTUGUESE: Final = (
    r"(?:esquecam|esquece|esqueca|esquecer|ignorem|cancelem|cancele|cancela|cancelar) (?:\w+ )?"
    r"(?:(?:meu|minha) (?:\w+ )?(?:mensagem|pedido|pergunta|chamado|solicitacao|email|recado)"
    r"|o que (?:eu )?(?:pedi|escrevi|perguntei|mandei|falei))\b"
    r"|(?:cancelem|cancele|retiro) (?:o )?meu pedido\b"
    r"|(?:resolveu|sumiu|arrumou|normalizou|passou) sozinh[oa]s?\b"
    r"|nao precisam? (?:abrir|olhar|verificar|responder) (?:nada|chamado|mais)\b"
)
_POLITE: Final = r"(?: ?\b(?:so|please|pls|you can|bitte|s il vous plait|podem|pueden|por favor) ?)*"
_TAKEN_BACK: Final = re.compile(
    rf"{_POLITE}\b(?:{_ENGLISH}|{_GERMAN}|{_FRENCH}|{_SPANISH}|{_PORTUGUESE}){_POLITE}"
)
_TAKES: Final = re.compile(  # a cheap look first
    r"forget|ignor|disregard|scrap|cancel|withdraw|close|drop|retract|back|consider|need|no point|n t |do not"
    r"|itself|themselves|own|cleared|calmed|settled|gone away"
    r"|vergess|vergiss|hinfallig|streich|storn|schliess|zuruck|allein|selb|kein|nichts"
    r"|oubli|annul|fermez|retire|peine|besoin|inutile|ordre|rien|seul|lui meme"
    r"|olvid|anulad|retiro|sol|abra|esque|sozinh|precisa|resol"
)
_OBJECTS: Final = re.compile(
    r"\b(?:but|however|only|except|instead|though|again|still|aber|jedoch|sondern|stattdessen|wieder"
    r"|mais|sauf|encore|pero|salvo|sino|todavia|mas|porem|ainda|de novo)\b"
)
_WISH: Final = re.compile(r"W|(?:^|,)-*V")  # a verb in the middle may tell of what was done
_IT: Final = re.compile(r"[CTFMNDAGLIK+%]")
_SENTENCE: Final = re.compile(r"[^.?]+[.?]?")
_APOSTROPHE: Final = re.compile("['’]")
_APART: Final = re.compile(r"[^\w.,!?\n]+")


def takes_back(text: str) -> bool:
    """True when the message takes back an earlier one, or says that what was wrong has settled by itself."""
    said = _APART.sub(" ", fold(_APOSTROPHE.sub(" ", text[:READ])))
    if not _TAKES.search(said):
        return False
    left, count = _TAKEN_BACK.subn(" ", said)
    if not count or len(text) > READ or "?" in left or _OBJECTS.search(left):
        return False
    return not any(
        _WISH.search(sentence) and _IT.search(sentence) for sentence in _SENTENCE.findall(signs(left).line)
    )
