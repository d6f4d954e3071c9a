"""The words that stand behind "the password is" or "password:" without being one, in five languages."""

from __future__ import annotations

import re

_PRODUCT_WORDS = """
1password 2fa mfa oauth2 auth0 office365 ga4 utf8 utf-8 html5 css3 mp3 mp4 m365 o365 k8s s3 b2b b2c web3
h1 h2 a/b ab windows10 windows11 ios17 ios18 ios26 iphone14 iphone15 iphone16 iphone17 sha256 sha-256 md5
base64 tls1.2 ipv4 ipv6 saml2 level2 step1 step2 step3 365 wpa2 wpa3 404 500 403 401 502 503 hubspot
linkedin youtube wordpress lastpass tiktok github paypal whatsapp mailchimp sendgrid salesforce bitwarden
keepass dashlane onepassword sharepoint onedrive powerpoint onelogin facebook powerbi activecampaign
keeper bigquery activedirectory macbook iphone ipad
"""
PRODUCTS = frozenset(_PRODUCT_WORDS.split())
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
incorrecta incorrecto correcta correcto caducada caducado ha han más mais mal malo nueva nuevo antigua
antiguo misma mismo olvidada perdida inválida válida siempre ya aquí allí por favor gracias obligatoria
necesaria demasiado está están son fue muy mi tu su nuestra nuestro os um uma dos nos nas ao à e mas se
sem com errada errado expirou expirada mesma mesmo nova novo antiga antigo esquecida muito sempre ainda
já aqui obrigado obrigada foi estão são inválido fraca forte funciona não
"""
_TOPIC_WORDS = """
hygiene storage sharing habits myths tips tricks basics training audit policies guide guidelines overview
checklist notes ideas background summary agenda details facts consistency patience timing simplicity kept
sent shown told written given lost made held read chosen typed found sold done seen broken stuck worn
torn once twice daily weekly monthly hourly ever first last next late slow regeln tipps ablage weitergabe
gewohnheiten mythen grundlagen ablauf überblick fragen antworten hinweise leitfaden schulung prüfung
chefsache pflichtfeld pflichtangabe privatsache unsinn quatsch hygiène stockage partage règles conseils
habitudes mythes régularité patience simplicité lequel laquelle lesquels higiene guardado reparto reglas
consejos hábitos mitos preguntas constancia paciencia sencillez guarda partilha regras dicas perguntas
constância paciência simplicidade
"""
_ORDINARY = frozenset((_ORDINARY_WORDS + _TOPIC_WORDS).split())
# These follow "is" in a sentence, but a colon only as a password.
_PREDICATE_WORDS = """
kept sent shown told written known given lost made held read chosen typed put hidden set left taken found
sold bought said done seen gone begun broken spoken frozen stuck cut shut hit built dealt grown drawn
thrown worn torn sworn kind like about always often rarely seldom usually normally sometimes once twice
daily weekly monthly yearly hourly never ever first last next final early late earlier later older newer
longer shorter stronger weaker safer better worse best worst fast slow quick grey gray green red blue
white black personal private official optional mandatory usual unusual common rare typical normal regular
special general global local central digital manual automatic random unique single double simple plain
clear unclear obvious visible memorable guessable readable obsolete complete incomplete secure insecure
worthless nonsense rubbish garbage business matter fault job task duty responsibility topic subject
question answer hygiene storage sharing rules habits myths tips tricks basics training audit policies
guide guidelines overview checklist notes ideas plan plans background summary agenda details facts
figures options steps letters digits characters numbers signs symbols words consistency patience timing
simplicity trust honesty respect practice discipline separate distinct identical equal unicode ascii
hashed salted encoded plural singular chefsache pflichtfeld pflichtangabe privatsache persönlich
vertraulich freiwillig einmalig dauerhaft vorläufig endgültig kaputt defekt getrennt identisch üblich
nützlich unnötig möglich unmöglich lesbar unlesbar sichtbar unsichtbar leicht schwer einfach schwierig
kompliziert langsam schnell grau grün rot blau weiß schwarz groß klein kleiner größer länger kürzer
sicherer besser schlechter älter neuer frisch fertig bereit dran drin draußen drauf offen öffentlich
privat intern extern allgemein wichtig dringend egal unklar klar peinlich lästig überflüssig wertlos
sinnlos unsinn quatsch sache aufgabe thema regeln tipps ablage weitergabe hygiene gewohnheiten mythen
grundlagen ablauf überblick fragen antworten hinweise leitfaden schulung prüfung distinct distincte
identique identiques personnel personnelle personnels personnelles confidentiel confidentielle officiel
officielle facultatif facultative optionnel unique uniques seul seule simple simples double difficile
facile lisible illisible visible invisible sensible fragile faible faibles fort forte forts fortes long
longue longs longues court courte courts courtes grand grande petit petite minuscule minuscules majuscule
gris grise vert verte rouge bleu bleue blanc blanche noir noire vide vides plein pleine lent lente rapide
rapides sûr sûre propre utile inutile possible impossible public publique privé privée prêt prête ouvert
ouverte fermé bloquant reçu reçue vu vue lu lue perdus perdues rompu fini choisi choisie rempli transmis
transmise mis mise pris prise permis permise requis requise compris écrit écrite inscrit interdit
interdite dit dite fait faite lequel laquelle souvent parfois rarement vite tard tôt hygiène stockage
partage règles conseils habitudes mythes régularité patience simplicité distinta distinto distintas
distintos idéntica idêntica personal personales común comunes única único fácil difícil visible invisible
ilegible legible gris grises verde verdes azul rojo roja blanco blanca negro negra lenta lento lentas
rápida rápido larga largo largas largos corta corto cortas cortos grande pequeña pequeño fuerte débil
débiles segura seguro seguras seguros insegura secreta secreto pública público privada obligatorias
opcional importante urgente posible imposible escrita escrito escritas rota roto abierta abierto puesta
puesto vista visto dicha dicho hecha hecho vieja viejo llena lleno vacía vacío vacías lista listo propia
propio útil inútil higiene guardado reparto reglas consejos hábitos mitos preguntas constancia paciencia
sencillez menos nadie alguien pessoal pessoais comum única único fácil difícil visível invisível ilegível
legível cinzenta cinzento verde azul vermelha branca preta lenta lento rápida rápido longa longo longas
longos curta curto curtas curtos grande pequena pequeno fortes fracas segura seguro secreta secreto
pública público opcional importante urgente possível impossível obrigatória obrigatório obrigatórias
necessária necessário temporária provisória diferente escrita escrito aberta aberto vista visto dita dito
feita feito velha velho cheia cheio vazia vazio vazias pronta pronto própria próprio útil inútil aceita
aceite entregue enviada higiene guarda partilha regras dicas hábitos mitos perguntas constância paciência
simplicidade menos ninguém alguém
"""
_PREDICATES = frozenset(_PREDICATE_WORDS.split())
_ENDINGS = re.compile(
    r"[a-zäöüß]+(?:ed|ing|ings|able|ible|ful|less|ous|ive|ical|tion|tions|ment|ments|ness|ity|ly|ier|iest"
    r"|n't|n’t|bar|lich"
    r"|isch|haft|ungen|ung|ada|ado|adas|ados|ida|ido|ción|ções|ção|mente|able|ables|ée|ées|és)"
)
# "gespeichert", "verschickt", "abgelehnt": a noun would have a capital letter.
_FRENCH_PARTICIPLE = re.compile(r"[a-zà-ÿ]{4,20}é")
_GERMAN_PARTICIPLE = re.compile(
    r"(?:ab|an|auf|aus|ein|zu|zurück|mit|nach|vor|weg|um|über|hinter|frei)?ge[a-zäöüß]{3,20}(?:t|en)"
    r"|(?:ver|be|er|ent|zer)[a-zäöüß]{4,20}t|[a-zäöüß]{2,15}iert"
)


def is_ordinary(word: str) -> bool:
    """Would this word stand behind "the password is" or "password:" in a sentence about passwords?"""
    bare = word.strip("*_~`'\"()[],;:.!?…")
    lower = bare.lower().replace("’", "'")
    return (
        not lower
        or lower in _ORDINARY
        or lower in PRODUCTS
        or bool(_ENDINGS.fullmatch(lower))
        or bool(_FRENCH_PARTICIPLE.fullmatch(lower))
        or bool(_GERMAN_PARTICIPLE.fullmatch(bare))
        or lower.endswith("'t")
    )


def is_said_of_it(word: str) -> bool:
    """Is this what somebody says *of* a password behind "is": that it is long, grey, private?"""
    return is_ordinary(word) or word.strip("*_~`'\"()[],;:.!?…").lower() in _PREDICATES
