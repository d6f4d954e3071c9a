"""How much one word looks like a secret, and which words stand behind "the password is" without being one."""

from __future__ import annotations

import re
from enum import IntEnum


class Looks(IntEnum):
    """From nothing (an address, a version, dots) over a plain word to what can hardly be anything else."""

    nothing = 0
    word = 1
    likely = 2
    strong = 3


_SIGN = re.compile(r"[!#$%^*+?~=@&]")
_DIGIT = re.compile(r"\d")
_SPECIAL = frozenset("!#$%^*+?~=@&_|\\{}")
_LINK = re.compile(
    r"(?:[a-z]+://|www\.|[/@#~]|[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}/)|[^@\s]+@[\w-]+\.[\w.-]+$", re.IGNORECASE
)
_HOST = re.compile(
    r"[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|org|net|io|app|dev|example|eu|de|fr|es|pt|br|uk|us|co|ai|me)"
)
_FILE = re.compile(
    r"[\w-]+\.(?:pdf|docx?|xlsx?|csv|png|jpe?g|gif|svg|zip|txt|html?|php|js|json|pptx?|mp4)", re.IGNORECASE
)
_MEASURE = re.compile(
    r"(?:[<>~≥≤+]?\d{1,5}(?:[.,:]\d{1,3})?(?:-|–)?(?:st|nd|rd|th|h|hrs?|hours?|mins?|minutes?|secs?|s|x|d"
    r"|days?|weeks?"
    r"|months?|years?|tagen?|tage|stunden|wochen|minuten|zeichen|stellig\w{0,2}|chars?|characters?|digits?"
    r"|letters?|numbers?"
    r"|jours?|heures?|d[ií]as?|horas?|am|pm|uhr|%|€|\$|k|m|px|kb|mb|gb|er|e|ª|º|°)?"
    r"|\d{1,2}[./-]\d{1,2}[./-]?(?:\d{2,4})?|\d{4}-\d\d-\d\d|v\d+(?:\.\d+)*|\d+(?:\.\d+){1,3}|q[1-4]|h[12]"
    r"|kw\d{1,2})",
    re.IGNORECASE,
)
_PRODUCTS_WORDS = """
1password 2fa mfa oauth2 auth0 office365 ga4 utf8 utf-8 html5 css3 mp3 mp4 m365 o365 k8s s3 b2b b2c web3
h1 h2 a/b ab windows10 windows11 ios17 ios18 ios26 iphone14 iphone15 iphone16 iphone17 sha256 sha-256 md5
base64 tls1.2 ipv4 ipv6 saml2 level2 step1 step2 step3 365 wpa2 wpa3 404 500 403 401 502 503 hubspot
linkedin youtube wordpress lastpass tiktok github paypal whatsapp mailchimp sendgrid salesforce bitwarden
keepass dashlane onepassword sharepoint onedrive powerpoint onelogin facebook powerbi activecampaign
bigquery activedirectory macbook iphone ipad
"""
_PRODUCTS = frozenset(_PRODUCTS_WORDS.split())
_ORDINARY_WORDS = """
a an the this that these those it its my our your his her their me us them not no none never n/a na tbd
tbc tba now still already just only also too very so such as at by for from in into of off on onto or out
over to under up with without and but if when where how what which who why whose yes correct incorrect
wrong right invalid valid expired old new same different weak strong short long safe unsafe secret
private public hidden visible unknown known missing lost gone needed required optional mandatory blank
empty broken forgotten stolen leaked compromised stored saved shared changed reset set ready fine ok okay
good bad easy hard simple complex there here below above attached available unavailable accepted rejected
protected encrypted plain text case sensitive temporary permanent default standard enough due part one
two three four five six seven eight nine ten some any all both each every many much more less most please
pls plz thanks thank help asap today tomorrow yesterday monday tuesday wednesday thursday friday soon
later again back because since until before after while can could would should will must may might do
does did has have had is are was were be been being get gets got want wants need needs see use using like
user users username name email e-mail mail login account accounts page pages link links field form button
box tool tools team customers customer everyone everybody people someone somebody nobody anyone marketing
sales manager policy rules length change changes recovery prompt screen window dialog popup message error
errors request requests issue issues problem problems stuff thing things sheet vault keychain browser
phone slack teams dm chat ticket via per rotated rejecting failing checking working resetting expiring
showing asking locked blocked disabled enabled denied revoked unchanged updated outdated case-sensitive
minimum maximum min max least hint reminder reset-mail resets confidential critical important urgent
necessary possible impossible useless annoying stupid terrible nonsense tricky confusing great awesome
cool odd weird strange live dead down there's i i'm i'll i've it's we you he she they let let's send ask
call tell give look check try sorry hello hi hey dear token tokens key keys code codes pin password
passwords pw pwd pass secrets credentials seite der die das den dem des ein eine einen einem einer kein
keine nicht nie noch schon jetzt neu neue neues alt alte altes falsch richtig korrekt ungültig gültig
abgelaufen weg vergessen verloren geändert gesperrt zurückgesetzt unbekannt bekannt sicher unsicher
schwach stark kurz lang zu im auf bei von vom für mit ohne und oder aber wenn wie wo wer wir ich sie er
es ihr man bitte danke immer wieder dasselbe gleich gleiche dort hier unten oben geheim pflicht nötig
erforderlich leer da ja nein hinterlegt gespeichert verschlüsselt geht kommt funktioniert wird wurde ist
sind hat haben kann können muss soll heute morgen gestern zurücksetzen ändern vergeben leider auch le la
les l un une du de d au aux en dans sur pour par avec sans et ou mais si quand comment quoi où qui nous
je il elle vous ne pas plus jamais expiré expirée faux fausse incorrecte correcte perdu perdue oublié
oubliée changé changée refusé refusée bloqué invalide valide inconnu connu trop même nouveau nouvelle
ancien bon mauvais toujours encore déjà svp merci stp ici ci-dessous s'il obligatoire nécessaire est sont
ça cela celui el los las lo uno una unos al del y o u pero sin con como cuando donde quien qué cómo nunca
incorrecta incorrecto correcta correcto caducada caducado ha han mal malo nueva nuevo antigua antiguo
misma mismo olvidada perdida inválida válida siempre ya aquí allí por favor gracias obligatoria necesaria
demasiado está están son fue muy mi tu su nuestra nuestro os um uma dos nos nas ao à e mas se sem com
errada errado expirou expirada mesma mesmo nova novo antiga antigo esquecida muito sempre ainda já aqui
obrigado obrigada foi estão são inválido fraca forte funciona não
"""
_ORDINARY = frozenset(_ORDINARY_WORDS.split())
_ENDINGS = re.compile(
    r"[a-zäöüß]+(?:ed|ing|ings|able|ible|ful|less|ous|ive|ical|tion|tions|ment|ments|ness|ity|ly|ier|iest"
    r"|n't|n’t|bar|lich"
    r"|isch|haft|ungen|ung|ada|ado|adas|ados|ida|ido|ción|ções|ção|mente|able|ables|ée|ées|és)"
)


def looks_like(value: str) -> Looks:
    bare = value.strip("*_~`'\"()[],;:.?")
    if len(bare) < 3 or (len(set(bare)) < 3 and not bare.isdigit()) or _LINK.match(bare) or _is_measure(bare):
        return Looks.nothing
    if _FILE.fullmatch(bare) or _HOST.fullmatch(bare) or not any(each.isalnum() for each in bare):
        return Looks.nothing
    if bare.lower() in _PRODUCTS:
        return Looks.nothing
    return _grade(bare)


def _is_measure(bare: str) -> bool:
    """Short numbers, dates, "8-character": but four digits and more in one piece may be a password."""
    return bool(_MEASURE.fullmatch(bare)) and not (bare.isdigit() and len(bare) > 3)


def _grade(bare: str) -> Looks:
    digits = sum(map(str.isdigit, bare))
    lower, upper = any(map(str.islower, bare)), any(map(str.isupper, bare))
    special = sum(each in _SPECIAL for each in bare)
    kinds = bool(digits) + lower + upper + bool(special)
    if len(bare) >= 16 and digits and (lower or upper) and bare.isascii():
        return Looks.strong
    if len(bare) > 5 and kinds > 2:
        return Looks.strong
    inner = any(each in _SPECIAL for each in bare[:-1])
    camel = lower and any(map(str.isupper, bare[1:])) and not bare.isupper()
    if digits or inner or (camel and bare.isalpha()):
        return Looks.likely
    return Looks.word


def is_ordinary(word: str) -> bool:
    """Would this word stand behind "the password is" or "password:" in a sentence about passwords?"""
    lower = word.strip("*_~`'\"()[],;:.!?…").lower().replace("’", "'")
    return (
        not lower
        or lower in _ORDINARY
        or lower in _PRODUCTS
        or bool(_ENDINGS.fullmatch(lower))
        or lower.endswith("'t")
    )


def is_unmistakable(value: str) -> bool:
    """Letters, digits and a sign within the word or mixed cases: `Sommer2024!`, `k7#pfad`; no sentence"
    " has that."""
    if not _SIGN.search(value) or not _DIGIT.search(value):
        return False
    bare = value.strip("*_~`'\"(),;:.?")
    if looks_like(bare) < Looks.strong:
        return False
    cases = any(map(str.islower, bare)) and any(map(str.isupper, bare))
    inner = any(each in "!#$^*~@" for each in bare[:-1]) and not bare.endswith("%")
    return any(map(str.isdigit, bare)) and any(map(str.isalpha, bare)) and (cases or inner)
