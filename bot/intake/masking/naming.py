"""The words that name a password, a code or a key in five languages, and how a value follows them."""

from __future__ import annotations

import re

# Each name below holds one of these words (in lower case), or one that begins or ends like these.
_HEAD_WORDS = """
w pincode mot mots passe mdp mdps contraseña contraseñas contrasena contrasenas contrasenya senha senhas
palavra
clave claves pw pws pwd pwds psw pswd pswds pswdp pass passphrase passcode passwd phrase kennwort kenwort
kennwörter key keys secret secrets clé clés cle cles chave chaves token tokens bearer jeton jetons
secreto segredo geheimnis code codes pin otp otps tan código códigos codigo codigos credential
credentials creds login logins zugangsdaten anmeldedaten logindaten identifiant identifiants credenciales
credenciais datos dados user username usuario usuário benutzer benutzername log word access zugang
zugänge accès acces acceso accesos acesso acessos
"""
_HEADS = frozenset(_HEAD_WORDS.split())
# A text with none of these pieces holds none of those words.
_PIECE_WORDS = """
/w pas pw psw wort wört mdp contras clave senha palavra mot key schl clé cle chav tok secr segre bear jeton
pin code codi
códi otp tan cred login log zugang anmeld identi datos dados user usu benutz geheim phrase pssw
psso access acces acess zugäng accès
"""
_PIECES = tuple(_PIECE_WORDS.split())
_BEGINNINGS = ("pasw", "passw", "passo", "pssw", "psso", "kennw", "kenw")
_ENDINGS = ("key", "keys", "token", "secret", "code", "codes", "schlüssel", "schluessel", "passwort")
_LONGEST = 30  # characters before a naming word in which its name may begin: `personal access token`
_WORD = re.compile(r"[^\W_]+")
# More naming words than this are no sentence but a dump.
_MOST_NAMES = 120
_MOST_HEADS = 400


_PASSWORD_NAME = (
    r"pas{1,2}w(?:[o0]r|ro)[dt]s?"
    r"|pa?s{1,2}w?(?:[o0]r?|ro)[dt]s?|pass[ -]word|p/w"
    r"|pas{1,2}w[oö]rt(?:er)?|passwd|pass[ -]?code|pass[ -]?"
    r"phrase|pswd?|pwd?s?"
    r"|psw|kenn?w[oö]rt"
    r"(?:er)?|mots?[ -]de[ -]passe|mdps?|contrase[nñ]y?as?|(?<!palabra )(?<!palabras )claves?|senhas?"
    r"|palavras?[ -]passe"
    r"|(?:recovery|seed) phrase|\w{0,12}passwort"
)
_KEY_NAME = (
    r"(?:api|access|secret|private|encryption|signing|account|master|auth|webhook|write|server|deploy|ssh"
    r"|aws)[ _-]?"
    r"(?:access[ _-]?)?keys?|api[ -]?(?:schl[uü]e?ssel|secret)|cl[eé]s? (?:d['’]|de l['’])?(?:api|acc[eè]s"
    r"|secr[eè]te)"
    r"|claves? secretas?|chaves? secretas?|code (?:du |de la )?wi-?fi|wi-?fi[ -]code"
    r"|clave (?:de )?(?:la )?api|chaves? (?:de |da )?(?:api|acesso)|(?:licen[cs]e|product|serial"
    r"|activation) (?:key|code)s?"
    r"|lizenzschl[uü]ssel|(?:wlan|wi-?fi|netzwerk|wpa2?)[ -]?(?:schl[uü]ssel|key|code)|(?:access|auth|api"
    r"|refresh|bot|app"
    r"|bearer|personal access)?[ _-]?tokens?|bearer|jetons?|(?:client|app|shared|webhook|signing"
    r"|api)?[ _-]?secrets?"
    r"|secreto|segredo|geheimnis"
)
_BARE_KEY_NAME = r"keys?|schl[uü]ssel|cl[eé]s?|chaves?"
_ACCESS_NAME = r"(?:access|zug[aä]nge?|acc[eè]s|accesos?|acessos?)(?=\s?[:=])"
_ANY_CODE = r"codes?|c[oó]digos?"
_CODE_NAME = (
    r"(?:access|door|entry|gate|alarm|security|verification|confirmation|one[ -]time|login|log-in"
    r"|sign[ -]?in|2fa|mfa"
    r"|sms|backup|recovery|unlock|authenticator|safe|pairing)[ -]codes?|pin(?:[ -]?(?:code|number|nr"
    r"|nummer))?|code pin"
    r"|otps?|tan"
    r"|einmal-?(?:code|pin|passwort)|sms-?code|zugangscodes?|t[uü]rcode|sicherheitscode"
    r"|best[aä]tigungscode|codes? d['’]acc[eè]s"
    r"|code de s[eé]curit[eé]"
    r"|code de v[eé]rification|c[oó]digos? de (?:acc?es[so]o?|acceso|acesso|verificaci[oó]n"
    r"|verifica[cç][aã]o|seguridad"
    r"|seguran[cç]a)"
)
_LOGIN_NAME = (
    r"credentials?|creds|log-?ins?(?: (?:data|details))?|zugangsdaten|anmeldedaten|login-?daten|identifiants?"
    r"|credenciales|credenciais|datos de acceso|dados de acesso|benutzer(?:name)?|user(?:[ -]?name)?"
    r"|usuario|usu[aá]rio"
)
NAME = re.compile(
    rf"(?<![^\W_])(?:(?P<code>{_CODE_NAME})|(?P<key>{_KEY_NAME})|(?P<password>{_PASSWORD_NAME})"
    rf"|(?P<pass>pass)"
    rf"|(?P<login>{_LOGIN_NAME})|(?P<bare>{_BARE_KEY_NAME})|(?P<access>{_ACCESS_NAME})|(?P<number>{_ANY_CODE}))"
    rf"(?![^\W_])",
    re.IGNORECASE,
)
_MARKS = r"[*_~`]{0,2}"
_VALUE = (
    r"(?P<value>(?P<quoted>\"[^\"\n\[\]]{2,80}\"|“[^”\n\[\]]{2,80}”|„[^“”\"\n\[\]]{2,80}[“”\"]"
    r"|«\s?[^»\n\[\]]{2,80}»"
    r"|'[^'\n\[\]]{2,80}'(?!\w)|‘[^’\n\[\]]{2,80}’|`{1,3}[^`\n\[\]]{2,80}`{1,3})|[^\s\[\]\"“”„«»<>]{2,200})"
)
_IS = (
    r"(?:is|are|was|be|=|ist|sind|war|lautet|lauten|heißt|heisst|wäre|est|sont|était|es|son|era|é|sao|são"
    r"|to|auf|in|en"
    r"|a|à|zu|para|pour|por)"
)
_HERE = (
    r"(?:(?:now|still|currently|always|again|just|simply|actually|jetzt|neu|immer|noch|aktuell|weiterhin"
    r"|maintenant"
    r"|toujours|ahora|siempre|sigue siendo|agora|sempre|ainda|called|literally|probably|i think|btw"
    r"|the following"
    r"|folgendes|le suivant)[\s:,]{1,3})?"
)
NEEDS_A_CHANGE = frozenset(("to", "auf", "in", "en", "a", "à", "zu", "para", "pour", "por"))
CHANGE = re.compile(
    r"(?:chang\w{1,3}|set|reset|updat\w{1,2}|switch\w{0,2}|ge[aä]ndert|gesetzt|zur[uü]ckgesetzt|umgestellt"
    r"|chang[eé]e?"
    r"|modifi[eé]e?|cambi\w{1,4}|alter\w{1,4}|mud\w{1,4}|troc\w{1,4})[^.!?\n]{0,40}$",
    re.IGNORECASE,
)
CHANGED = re.compile(
    r"[.,]?\s(?:(?:wurde|worden|hat|habe|haben)\s)?(?:ge[aä]ndert|gesetzt|gestellt|zur[uü]ckgesetzt|umgestellt"
    r"|gewechselt)\b",
    re.IGNORECASE,
)
FROM_TO = re.compile(
    r"[^.!?\n\[\]]{0,40}?\s(?:from|von|vom|de|du)\s(?P<first>[^\s\[\]<>]{5,64})\s"
    r"(?:to|auf|zu|in|a|à|en|em|para|pour|por)\s(?P<second>[^\s\[\]<>]{5,64})",
    re.IGNORECASE,
)
_GAP = r"(?:[^.!?:=\n\[\]]|[.](?=\w)|[.!?]\s(?=(?:it|es|this|ce|c'|lo|la|ela|das|that)\b)){0,70}?"
TOLD = re.compile(
    rf"{_GAP}(?:{_MARKS}\s{{0,2}}(?P<mark>:|=>?|->|→|–>|[-–—](?=\s)){_MARKS}\s{{0,3}}{_MARKS}"
    rf"|(?:\s|(?<=\w)['’](?=s\s))(?P<verb>{_IS}|s|c['’]est)\s{{1,2}}{_HERE}{_MARKS}){_VALUE}",
    re.IGNORECASE,
)
NEXT = re.compile(
    r"(?:\s(?:new|old|neu|alt|nueva|nova|vieja|velha|antiga|antigua|actual|atual|actuel|nouveau|provisoire"
    rf"|temporal|provis[oó]ria)(?=\s))?[\s*_~`(]{{0,4}}{_VALUE}",
    re.IGNORECASE,
)
IN_GROUPS = re.compile(
    r"[\s*_~`(]{0,4}(?:[:=]\s?|(?:is|ist|lautet|est|es|é)\s)?(?P<value>\d{3}[ -]\d{3}|\d{4}[ -]\d{4})"
    r"(?![\w-])"
)
A_CODE_ARRIVED = re.compile(
    r"\b(?:sms|2fa|mfa|authenticator|text message|one-time|einmal\w{0,10}|verifi\w{1,10}|verifica\w{1,5}"
    r"|vérifi\w{1,8})\b",
    re.IGNORECASE,
)
NUMBER_AND_SIGN = re.compile(r"\s\d{1,4}(?:[!#*$&]{1,3}|(?=[.,;\s]|$))")
# For dumps. Without a sign between them the value must hold a digit.
BRIEF = re.compile(
    r"(?<![^\W_])(?:passwor[dt]s?|passcode|passwd|pass|pw[ds]?|psw|mdps?|mots? de passe|contrase[nñ]as?"
    r"|claves?|senhas?|palavra-passe|kennwort|tokens?|keys?|secrets?|schl[üu]ssel|clés?|chaves?|pin|otp|tan)"
    r"(?:\s{0,2}(?P<mark>[:=]|\b(?:is|ist|lautet|est|es|é)\b)\s{0,2}(?P<value>[^\s\[\]<>]{3,64})"
    r"|\s{1,2}(?P<alone>(?=[^\s\[\]<>\d]{0,63}+\d)[^\s\[\]<>]{5,64}))",
    re.IGNORECASE,
)
AND_ANOTHER = re.compile(
    rf"[.,;]?\s{{0,3}}(?:(?:and|und|et|y|e|&)\s)?(?:the (?:one|other)s?\s)?(?:for|fürs?|pour|para|do|da|del"
    rf"|de la|on|auf)\s"
    rf"[^.!?:=\n\[\]]{{1,40}}?(?:\s?[:=]\s?|\s{_IS}\s){_VALUE}",
    re.IGNORECASE,
)
PAIR = re.compile(
    r"\s{0,2}(?:/|\||,|;|:|\+|-|und|and|et|y|e|mit|with)\s{0,2}(?P<second>[^\s\[\]<>]{2,100})", re.IGNORECASE
)
LOGIN_PAIR = re.compile(
    r"(?:\s(?:for|fürs?|pour|para|to|de|del|do|da)\s[^.!?:=\n\[\]]{1,40}?)?(?P<told>\s{0,2}[:=]|\s(?:is|are|sind|sont|son|são|ist|lauten))?\s{0,3}[*_~`]{0,2}[^\s\[\]<>]{2,80}?"
    r"(?:\s{0,2}(?P<sure>[/|])\s{0,2}|,\s|\s(?:und|and|et|y|e|mit|with|\+|&|-"
    r"|–)\s)[*_~`]{0,2}(?P<second>[^\s\[\]<>]{3,100})",
    re.IGNORECASE,
)
REVERSED = re.compile(
    r"(?<!\S)[\"'“„`*(]{0,2}([^\s\[\]\"“”„`]{4,100})[\"'”“`*)]{0,2},?\s"
    r"(?:(?:is|was|ist|war|est|es|é|as|als|comme|como|for|–|-)\s)"
    r"(?:(?:the|our|my|a|new|das|unser|mein|neues|le|notre|mon|la|nuestra|mi|nossa|minha|temporary|current"
    r"|wi-?fi|wlan|team"
    r"|shared)\s){0,3}\S{3,20}$",
    re.IGNORECASE,
)
SIGN_IN = re.compile(
    r"\b(?:log(?:ged|ging|s)?[ -]?(?:me )?in(?:to)?|sign(?:ed|ing)?[ -]?in|log-?in|einloggen|eingeloggt"
    r"|anmelden|connecter"
    r"|connexion|iniciar sesi[oó]n|entrar|access)\s(?:[^\s\[\]]{1,30}\s){0,3}?(?:with|as|using|mit|als"
    r"|avec|con|com|como)\s"
    r"(?:(?:user|username|benutzer|usuario)\s)?[^\s\[\]]{2,80}[\s,]{1,2}(?:/|\||,|and|und|et|y|e|\+|with"
    r"|mit|avec|con|com|:)"
    r"\s([^\s\[\]]{4,100})",
    re.IGNORECASE,
)
LETTER_PAIR = re.compile(
    r"(?<!\S)(?:u|us|usr|user)\s?[:=]\s?\S{2,60}[\s,;/|]{1,3}p\s?[:=]\s?(\S{4,64})", re.IGNORECASE
)
ACCESS_PAIR = re.compile(r"\s?[:=]\s{0,2}[^\s\[\]<>/|]{2,80}\s{0,2}[/|]\s{0,2}(?P<second>[^\s\[\]<>]{6,100})")
AFTER_ADDRESS = re.compile(r"\s?[:=]?\s[^\s@\[\]]{1,60}@[^\s@\[\]]{3,60}\s(?P<second>[^\s\[\]<>]{6,100})")
TAGGED = re.compile(r"<\w{0,20}(?:pass|pwd|secret|token|key)\w{0,20}>([^<>\s\[\]]{3,80})</", re.IGNORECASE)
TOKEN = re.compile(r"[^\s\[\]<>]{6,64}")


def names_in(text: str, lower: str) -> list[re.Match[str]] | None:
    """The naming words in order, or None where there are too many: a dump. `lower`: the same in lower case.

    The great pattern is only tried around words that may belong to a name.
    """
    names: list[re.Match[str]] = []
    if not any(piece in lower for piece in _PIECES):
        return names
    end = heads = 0
    before: list[int] = []
    for word in _WORD.finditer(lower):
        start = word.start()
        before.append(start)
        if not _is_head(word[0]):
            continue
        heads += 1
        if heads > _MOST_HEADS or len(names) > _MOST_NAMES:
            return None
        for place in before[-4:]:
            if place < end or start - place > _LONGEST:
                continue
            name = NAME.match(text, place)
            if name and name.end() >= word.end():
                names.append(name)
                end = name.end()
                break
    return names


def lowered(text: str) -> str:
    """In lower case, as long as the text is: a few letters would become two, and they stay as they are."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(each.lower() if len(each.lower()) == 1 else each for each in text)


def _is_head(word: str) -> bool:
    return word in _HEADS or word.endswith(_ENDINGS) or word.startswith(_BEGINNINGS)
