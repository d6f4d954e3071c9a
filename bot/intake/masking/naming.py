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
credenciais datos dados user username usuario usuário benutzer benutzername log
"""
_HEADS = frozenset(_HEAD_WORDS.split())
# A text with none of these pieces holds none of those words.
_PIECE_WORDS = """
/w pas pw psw wort wört mdp contras clave senha palavra mot key schl clé cle chav tok secr segre bear jeton
pin code codi
códi otp tan cred login log zugang anmeld identi datos dados user usu benutz geheim phrase
"""
_PIECES = tuple(_PIECE_WORDS.split())
_BEGINNINGS = ("pasw", "passw", "kenn")
_ENDINGS = ("key", "keys", "token", "secret", "code", "codes", "schlüssel", "schluessel", "passwort")
_LONGEST = 30  # characters before a naming word in which its name may begin: `personal access token`
_WORD = re.compile(r"[^\W_]+")


_PASSWORD_NAME = (
    r"pas{1,2}w(?:[o0]r|ro)[dt]s?|p/w|pas{1,2}w[oö]rt(?:er)?|passwd|pass[ -]?code|pass[ -]?"
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
    r"|clave (?:de )?(?:la )?api|chaves? (?:de |da )?(?:api|acesso)|(?:licen[cs]e|product|serial"
    r"|activation) (?:key|code)s?"
    r"|lizenzschl[uü]ssel|(?:wlan|wi-?fi|netzwerk|wpa2?)[ -]?(?:schl[uü]ssel|key|code)|(?:access|auth|api"
    r"|refresh|bot|app"
    r"|bearer|personal access)?[ _-]?tokens?|bearer|jetons?|(?:client|app|shared|webhook|signing"
    r"|api)?[ _-]?secrets?"
    r"|secreto|segredo|geheimnis"
)
_BARE_KEY_NAME = r"keys?|schl[uü]ssel|cl[eé]s?|chaves?"
_CODE_NAME = (
    r"(?:access|door|entry|gate|alarm|security|verification|confirmation|one[ -]time|login|log-in"
    r"|sign[ -]?in|2fa|mfa"
    r"|sms|backup|recovery|unlock|authenticator|safe|pairing)[ -]codes?|pin(?:[ -]?(?:code|number|nr"
    r"|nummer))?|code pin"
    r"|otps?|tan|zugangscodes?|t[uü]rcode|sicherheitscode|best[aä]tigungscode|codes? d['’]acc[eè]s"
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
    rf"|(?P<login>{_LOGIN_NAME})|(?P<bare>{_BARE_KEY_NAME}))(?![^\W_])",
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
    r"|a|para)"
)
_HERE = (
    r"(?:(?:now|still|currently|always|again|just|simply|actually|jetzt|neu|immer|noch|aktuell|weiterhin"
    r"|maintenant"
    r"|toujours|ahora|siempre|sigue siendo|agora|sempre|ainda|called|literally|probably|i think|btw"
    r"|the following"
    r"|folgendes|le suivant)[\s:,]{1,3})?"
)
NEEDS_A_CHANGE = frozenset(("to", "auf", "in", "en", "a", "para"))
CHANGE = re.compile(
    r"(?:chang\w{1,3}|set|reset|updat\w{1,2}|switch\w{0,2}|ge[aä]ndert|gesetzt|zur[uü]ckgesetzt|umgestellt"
    r"|chang[eé]e?"
    r"|modifi[eé]e?|cambi\w{1,4}|alter\w{1,4}|mud\w{1,4}|troc\w{1,4})[^.!?\n]{0,40}$",
    re.IGNORECASE,
)
_GAP = r"(?:[^.!?:=\n\[\]]|[.](?=\w)|[.!?]\s(?=(?:it|es|this|ce|c'|lo|la|ela|das|that)\b)){0,70}?"
TOLD = re.compile(
    rf"{_GAP}(?:{_MARKS}\s{{0,2}}(?P<mark>:|=>?|->|→|–>|[-–—](?=\s)){_MARKS}\s{{0,3}}{_MARKS}"
    rf"|(?:\s|(?<=\w)['’](?=s\s))(?P<verb>{_IS}|s|c['’]est)\s{{1,2}}{_HERE}{_MARKS}){_VALUE}",
    re.IGNORECASE,
)
NEXT = re.compile(rf"[\s*_~`(]{{0,4}}{_VALUE}")
BRIEF = re.compile(
    r"\s{0,2}(?P<mark>[:=]|(?:is|ist|lautet|est|es|é)\b)?\s{0,2}(?P<value>[^\s\[\]<>]{3,64})", re.IGNORECASE
)
AND_ANOTHER = re.compile(
    rf"[.,;]?\s{{0,3}}(?:(?:and|und|et|y|e|&)\s)?(?:the (?:one|other)s?\s)?(?:for|für|pour|para|do|da|del"
    rf"|de la|on|auf)\s"
    rf"[^.!?:=\n\[\]]{{1,40}}?(?:\s?[:=]\s?|\s{_IS}\s){_VALUE}",
    re.IGNORECASE,
)
PAIR = re.compile(
    r"\s{0,2}(?:/|\||,|;|:|\+|-|und|and|et|y|e|mit|with)\s{0,2}(?P<second>[^\s\[\]<>]{2,100})", re.IGNORECASE
)
LOGIN_PAIR = re.compile(
    r"(?:\s(?:for|für|pour|para|to|de|del|do|da)\s[^.!?:=\n\[\]]{1,40}?)?(?P<told>\s{0,2}[:=]|\s(?:is|are|sind|sont|son|são|ist|lauten))?\s{0,3}[*_~`]{0,2}[^\s\[\]<>]{2,80}?"
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
TOKEN = re.compile(r"[^\s\[\]<>]{6,64}")


def names_in(text: str) -> list[re.Match[str]]:
    """The naming words in order. The great pattern is only tried around words that hold one of the pieces."""
    names: list[re.Match[str]] = []
    end = 0
    for start in _word_starts(text):
        word = _WORD.match(text, start)
        if word is None or not _is_head(word[0].lower()):
            continue
        around = [each.start() for each in _WORD.finditer(text, max(end, start - _LONGEST), start + 1)]
        for place in around[-4:]:
            name = NAME.match(text, place)
            if name and name.end() >= word.end():
                names.append(name)
                end = name.end()
                break
    return names


def _is_head(word: str) -> bool:
    return word in _HEADS or word.endswith(_ENDINGS) or word.startswith(_BEGINNINGS)


def _word_starts(text: str) -> list[int]:
    """Where the words begin that hold a piece, in order."""
    lower = text.lower()
    if len(lower) != len(text):  # a few letters become two in lower case, and then every place would be off
        lower = "".join(each.lower() if len(each.lower()) == 1 else each for each in text)
    starts = set()
    for piece in _PIECES:
        place = lower.find(piece)
        while place >= 0:
            start = place if lower[place].isalnum() else place + 1
            while start and lower[start - 1].isalnum() and place - start < _LONGEST:
                start -= 1
            starts.add(start)
            place = lower.find(piece, place + len(piece))
    return sorted(starts)
